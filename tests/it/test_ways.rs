//! Finding the way by keyboard: what is found by letters, empty figures, the list of keys, the cell
//! in which the work was left, the size of the text.

use baocao06::app::command::Command;
use baocao06::app::message::{Event, LogAnswer, LogQuery, Request};
use baocao06::app::open_report::Page;
use baocao06::app::platform::preferences::Theme;
use baocao06::app::session::Session;
use baocao06::app::state::page_name;
use baocao06::calc::progress::What;
use baocao06::report::key::OfficeCode;
use baocao06::report::period::PeriodKind;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::worker_support::DataFile;

fn press(harness: &mut TestHarness, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn command(harness: &mut TestHarness, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

fn type_text(harness: &mut TestHarness, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn focused(harness: &TestHarness) -> String {
    let focused = harness.get_all_by(|_| true).find(|node| node.is_focused());
    let label = focused.and_then(|node| node.accesskit_node().label());
    label.unwrap_or_default()
}

fn outline(harness: &TestHarness) -> String {
    on_screen(harness).section().map(|section| section.outline.clone()).unwrap_or_default()
}

#[test]
fn the_palette_goes_to_figures_and_runs_commands_without_marks_typed() {
    let mut harness = may_window();
    command(&mut harness, Key::K);
    assert_eq!(focused(&harness), "Lệnh, phần báo cáo, chỉ tiêu");
    type_text(&mut harness, "dang ky thuong tru – truc tuyen");
    press(&mut harness, Key::Enter);
    assert_eq!(outline(&harness), "II.2");
    assert_eq!(focused(&harness), "Đăng ký thường trú – trực tuyến");
    command(&mut harness, Key::K);
    type_text(&mut harness, "chu to hon");
    press(&mut harness, Key::Enter);
    let zoom = harness.state().as_ref().unwrap().state().preferences.zoom_percent;
    assert_eq!(zoom, 110);
    assert_eq!(focused(&harness), "Đăng ký thường trú – trực tuyến", "the keyboard comes back");
}

#[test]
fn the_palette_opens_another_report_of_the_file() {
    let mut harness = may_window();
    tell(&mut harness, Event::Listed(summary()));
    asked(&mut harness);
    let other = summary().reports[0].period.key;
    assert_ne!(other, on_screen(&harness).report().header.period.key);
    command(&mut harness, Key::K);
    type_text(&mut harness, &other.label());
    press(&mut harness, Key::Enter);
    let wanted = asked(&mut harness);
    assert!(wanted.iter().any(|request| matches!(request, Request::Load(_))), "{wanted:?}");
}

#[test]
fn the_palette_says_whose_report_it_is_and_in_which_form_where_there_are_several() {
    let mut file = summary();
    let mut other = file.reports[0].clone();
    other.office.name = "UBND xã C".to_owned();
    other.office.code = OfficeCode::parse("xa-c").unwrap();
    file.offices.push(listed_office(&other.office));
    file.reports.push(other);
    let mut harness = may_window();
    tell(&mut harness, Event::Listed(file));
    let entries = baocao06::app::find::everything(harness.state().as_ref().unwrap().state());
    let count = entries.iter().filter(|entry| entry.label.ends_with("– UBND xã C")).count();
    assert_eq!(count, 1);
}

#[test]
fn every_command_is_in_the_palette() {
    let harness = may_window();
    let entries = baocao06::app::find::everything(harness.state().as_ref().unwrap().state());
    for command in Command::all() {
        assert!(
            entries.iter().any(|entry| entry.label == command.label(Some(PeriodKind::Month))),
            "{command:?}"
        );
    }
}

#[test]
fn a_command_that_cannot_be_done_says_why_and_leaves_the_palette_open() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    harness.run();
    command(&mut harness, Key::K);
    type_text(&mut harness, "phieu thu thap");
    press(&mut harness, Key::Enter);
    let reason = Command::CollectForms.enabled(harness.state().as_ref().unwrap().state());
    let line = format!("{}: {}", Command::CollectForms.label(None), reason.unwrap_err());
    assert!(harness.get_by_label(&line).accesskit_node().is_disabled());
    assert_eq!(focused(&harness), "Lệnh, phần báo cáo, chỉ tiêu", "still open");
}

#[test]
fn the_month_in_work_is_opened_with_enter_and_others_are_gone_to_with_arrows() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file: summary(), resume: None });
    assert!(focused(&harness).starts_with("Tháng 5/2023, Nháp"), "{}", focused(&harness));
    press(&mut harness, Key::ArrowLeft);
    assert!(focused(&harness).starts_with("Tháng 4/2023, Đã chốt"), "{}", focused(&harness));
    press(&mut harness, Key::ArrowRight);
    asked(&mut harness);
    press(&mut harness, Key::Enter);
    let wanted = asked(&mut harness);
    assert!(matches!(wanted.as_slice(), [Request::Load(_)]), "{wanted:?}");
}

#[test]
fn escape_closes_the_finder_and_gives_the_keyboard_back() {
    let mut harness = may_window();
    command(&mut harness, Key::K);
    type_text(&mut harness, "luu tru co tai khoan");
    press(&mut harness, Key::Enter);
    let cell = focused(&harness);
    command(&mut harness, Key::F);
    assert_eq!(focused(&harness), "Tìm trong báo cáo");
    press(&mut harness, Key::Escape);
    assert_eq!(focused(&harness), cell);
}

#[test]
fn the_finder_says_only_what_holds_when_it_finds_nothing() {
    for key in [Key::K, Key::F, Key::G] {
        let mut harness = may_window();
        command(&mut harness, key);
        assert!(harness.query_by_label_contains("mũi tên: chọn, Enter: đến").is_some());
        type_text(&mut harness, "zzzz");
        harness.get_by_label_contains("Không tìm thấy");
        assert!(harness.query_by_label_contains("Enter: đến").is_none(), "nothing to go to");
        let labels = harness.get_all_by(|_| true).filter_map(|node| node.accesskit_node().value());
        for label in labels {
            assert!(!label.trim_start().starts_with('·'), "{label:?}");
        }
        harness.get_by_label("Esc: đóng");
    }
}

#[test]
fn texts_are_searched_and_shown_around_what_was_found() {
    let mut harness = may_window();
    command(&mut harness, Key::F);
    type_text(&mut harness, "trang bi he thong");
    harness.get_by_label_contains("Trang bị hệ thống");
    press(&mut harness, Key::Enter);
    assert_eq!(outline(&harness), "IV");
    assert_eq!(focused(&harness), narrative_label("IV"));
}

#[test]
fn a_row_is_gone_to_by_its_number_and_by_its_name() {
    let mut harness = may_window();
    command(&mut harness, Key::G);
    type_text(&mut harness, "3");
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Đăng ký thường trú – trực tiếp");
    command(&mut harness, Key::G);
    type_text(&mut harness, "tam tru");
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Đăng ký tạm trú – trực tiếp");
}

#[test]
fn arrows_choose_another_entry() {
    let mut harness = may_window();
    command(&mut harness, Key::G);
    type_text(&mut harness, "dang ky t");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Đăng ký tạm trú – trực tiếp");
}

#[test]
fn f7_goes_to_the_next_figure_that_is_not_entered_and_round_the_report() {
    let mut report = may();
    report.values.remove(&key("services.residence_permanent.online"));
    report.values.remove(&key("services.residence_temporary.direct"));
    let mut harness = window_on(report, Theme::Light);
    press(&mut harness, Key::F7);
    assert_eq!(focused(&harness), "Đăng ký thường trú – trực tuyến");
    press(&mut harness, Key::F7);
    assert_eq!(focused(&harness), "Đăng ký tạm trú – trực tiếp");
    type_text(&mut harness, "5");
    press(&mut harness, Key::F7);
    assert_eq!(focused(&harness), "Đăng ký thường trú – trực tuyến", "round to the first");
    type_text(&mut harness, "5");
    press(&mut harness, Key::F7);
    harness.get_by_label("Mọi chỉ tiêu cần nhập đã được nhập");
}

#[test]
fn f1_lists_every_key_of_every_command() {
    let mut harness = may_window();
    press(&mut harness, Key::F1);
    harness.get_by_label("Phím tắt").click();
    harness.run();
    for command in Command::all() {
        if let Some(shortcut) = command.shortcut() {
            harness.get_all_by_label(&shortcut.name()).next().unwrap();
            harness.get_all_by_label(&command.tooltip(Some(PeriodKind::Month))).next().unwrap();
        }
    }
    // Keys of the form do nothing behind it.
    let page = on_screen(&harness).page.clone();
    command(&mut harness, Key::PageDown);
    assert_eq!(on_screen(&harness).page, page);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Phím tắt").is_none());
}

#[test]
fn the_program_opens_at_the_cell_in_which_it_was_left() {
    let mut harness = may_window();
    command(&mut harness, Key::K);
    type_text(&mut harness, "dang ky tam tru – truc tuyen");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "5");
    press(&mut harness, Key::Enter);
    let cell = focused(&harness);
    harness.run_steps(4);
    type_text(&mut harness, "6");
    harness.run_steps(8);
    let places = asked(&mut harness).into_iter().filter_map(|request| match request {
        Request::RememberPage { page, .. } => Some(page),
        _ => None,
    });
    let place = places.last().unwrap();

    let mut next = window([1366.0, 768.0], Theme::Light);
    let file = summary();
    tell(&mut next, Event::Opened { file, resume: Some((report_id(), place)) });
    let loaded = loaded_of(may());
    tell(&mut next, Event::Loaded { loaded: Box::new(loaded), said: None });
    assert!(matches!(on_screen(&next).page, Page::Section(_)));
    assert_eq!(focused(&next), cell);
}

#[test]
fn the_size_of_the_text_goes_back_to_usual() {
    let mut harness = may_window();
    for _ in 0..3 {
        command(&mut harness, Key::Plus);
    }
    let zoom =
        |harness: &TestHarness| harness.state().as_ref().unwrap().state().preferences.zoom_percent;
    assert_eq!(zoom(&harness), 130);
    command(&mut harness, Key::Num0);
    assert_eq!(zoom(&harness), 100);
}

#[test]
fn the_decimal_key_of_the_keypad_types_a_comma_where_decimals_are_typed() {
    let printed = "In trong báo cáo: Đăng ký thường trú – tỷ lệ trực tuyến";
    let count = "Đăng ký thường trú – trực tuyến";
    let keypad = |harness: &mut TestHarness| {
        let key = egui::Event::Key {
            key: Key::Period,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        harness.input_mut().events.extend([key, egui::Event::Text(".".to_owned())]);
        harness.run();
    };
    let mut harness = may_window();
    for (name, expected) in [(printed, "88,5"), (count, "88.5")] {
        if name == printed {
            command(&mut harness, Key::K);
            type_text(&mut harness, "dang ky thuong tru – truc tuyen");
            press(&mut harness, Key::Enter);
        }
        field(&harness, name).focus();
        harness.run();
        type_text(&mut harness, "88");
        keypad(&mut harness);
        type_text(&mut harness, "5");
        assert_eq!(field(&harness, name).accesskit_node().value().as_deref(), Some(expected));
    }
}

#[test]
fn control_enter_shows_all_about_a_figure_and_what_was_done_to_it() {
    let mut harness = may_window();
    command(&mut harness, Key::K);
    type_text(&mut harness, "dang ky thuong tru – truc tuyen");
    press(&mut harness, Key::Enter);
    command(&mut harness, Key::Enter);
    harness.get_by_label("Nguồn: Công an");
    harness.get_by_label("Đơn vị tính: hồ sơ");
    harness.get_by_label("Giá trị: 880");
    harness.get_by_label("Biểu đồ 12 tháng: Đăng ký thường trú – trực tuyến");
    harness.get_by_label("Tháng 5/2023: 880 (+31)");
    let figure = key("services.residence_permanent.online");
    let is_asked = |request: &Request| matches!(request, Request::Log(LogQuery::Figure { figure: asked, .. }) if *asked == figure);
    assert_eq!(asked(&mut harness).iter().filter(|request| is_asked(request)).count(), 1);
    let file = DataFile::new();
    let steps = Session::open(&file.path).unwrap().figure_log(file.may, &figure).unwrap();
    tell(&mut harness, Event::LogTold(LogAnswer::Figure { report: report_id(), figure, steps }));
    harness.get_by_label("Dữ liệu mẫu: trống thành 880");
    // It follows the keyboard.
    press(&mut harness, Key::ArrowDown);
    harness.get_by_label("Giá trị: 72");
    assert!(harness.query_by_label("Dữ liệu mẫu: trống thành 880").is_none());
    command(&mut harness, Key::Enter);
    assert!(harness.query_by_label("Giá trị: 72").is_none());
    assert_eq!(focused(&harness), "Đăng ký tạm trú – trực tuyến");
}

/// As the worker tells it: the report is there before the window may do anything with it.
#[test]
fn a_month_without_figures_opens_in_its_first_empty_field_once_the_worker_is_done() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file: summary(), resume: None });
    press(&mut harness, Key::Enter);
    let wanted = asked(&mut harness);
    assert!(matches!(wanted.as_slice(), [.., Request::Load(_)]), "{wanted:?}");
    let mut blank = may();
    blank.values.clear();
    blank.printed.clear();
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded_of(blank)), said: None });
    tell(&mut harness, Event::Replaced);
    let page = page_name(&on_screen(&harness).page).to_owned();
    assert_ne!(page, page_name(&Page::Letterhead), "not where nothing is missing");
    let first = on_screen(&harness).progress().missing.first().unwrap().clone();
    let What::Figure(first) = first.what else { panic!("{first:?}") };
    type_text(&mut harness, "7");
    press(&mut harness, Key::Enter);
    assert_eq!(on_screen(&harness).report().value(&first), &Value::count(7));
}

//! Every form, by accessible label: what is typed is in the report, what follows is on screen.

use baocao06::app::message::{Event, Request};
use baocao06::app::platform::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::content::ReportStatus;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

pub(crate) fn go_to(harness: &mut TestHarness, outline_and_label: &str) {
    let node = harness.get_all_by_role(egui::accesskit::Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with(outline_and_label))
    });
    node.unwrap_or_else(|| panic!("no page {outline_and_label}")).click();
    harness.run();
}

#[test]
fn a_typed_figure_moves_its_percentage_at_each_readable_key() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let online = "Đăng ký thường trú – trực tuyến";
    field(&harness, online).focus();
    harness.run();
    let mut seen = Vec::new();
    for key in ["1", ".", "3", "1", "7"] {
        field(&harness, online).type_text(key);
        harness.run();
        seen.push(computed(&harness, "Đăng ký thường trú – tỷ lệ trực tuyến"));
    }
    // 113 direct; online 1, 1., 1.3, 1.31 (the last readable one stays), 1.317.
    assert_eq!(seen, ["1%", "1%", "1%", "1%", "92%"]);
    let open = on_screen(&harness);
    assert_eq!(
        *open.report().value(&key("services.residence_permanent.online")),
        Value::count(1317)
    );
}

#[test]
fn blank_zero_and_not_arisen_can_be_entered() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "Khai báo tạm vắng – trực tiếp";
    let figure = key("services.absence.direct");
    for (text, expected) in [("0", Value::count(0)), ("-", Value::NotArisen), ("", Value::Blank)] {
        replace(&mut harness, name, text);
        assert_eq!(*on_screen(&harness).report().value(&figure), expected, "{text:?}");
    }
}

#[test]
fn what_is_no_number_stays_as_typed_and_says_why() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "Khai báo tạm vắng – trực tiếp";
    replace(&mut harness, name, "12a");
    let value = on_screen(&harness).report().value(&key("services.absence.direct")).clone();
    assert_eq!(value, Value::Unreadable("12a".to_owned()));
    harness.get_by_label_contains("có ký tự “a”");
    assert_eq!(field(&harness, name).accesskit_node().value().as_deref(), Some("12a"));
}

#[test]
fn an_ambiguous_decimal_is_asked() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "In trong báo cáo: Đăng ký thường trú – tỷ lệ trực tuyến";
    replace(&mut harness, name, "1,317");
    harness.get_by_label_contains("hãy chọn một");
    harness.get_by_label("Là 1.317").click();
    harness.run();
    let printed = on_screen(&harness)
        .report()
        .printed
        .get(&key("services.residence_permanent.rate"))
        .cloned();
    assert_eq!(
        printed.and_then(|value| value.number()).map(|n| n.to_decimal().to_string()),
        Some("1317".to_owned())
    );
}

#[test]
fn typing_is_saved_within_half_a_second_and_at_once_when_left() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "Khai báo tạm vắng – trực tiếp";
    field(&harness, name).focus();
    harness.step();
    field(&harness, name).type_text("7");
    harness.step();
    assert!(saved_edits(&mut harness).is_empty(), "saved while the key was still warm");
    // The window's clock runs in steps of a quarter of a second.
    harness.run_steps(2);
    let edits = saved_edits(&mut harness);
    assert!(
        edits.contains(&Edit::figure(key("services.absence.direct"), Some(Value::count(7)))),
        "{edits:?}"
    );
}

#[test]
fn escape_gives_the_old_value_back() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "Đăng ký thường trú – trực tuyến";
    let before =
        on_screen(&harness).report().value(&key("services.residence_permanent.online")).clone();
    field(&harness, name).focus();
    harness.run();
    field(&harness, name).type_text("5");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(
        *on_screen(&harness).report().value(&key("services.residence_permanent.online")),
        before
    );
}

#[test]
fn enter_goes_to_the_cell_below() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    field(&harness, "Đăng ký thường trú – trực tuyến").focus();
    harness.run();
    // The first Enter begins typing, the second ends it.
    for _ in 0..2 {
        harness.key_press(Key::Enter);
        harness.run();
    }
    assert!(field(&harness, "Đăng ký tạm trú – trực tuyến").is_focused());
}

#[test]
fn a_row_can_be_switched_off_and_on() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    harness.get_by_label("Chọn dòng báo cáo…").click();
    harness.run();
    let off = "Thay đổi chủ thể hợp đồng mua bán điện";
    harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, off).click();
    harness.run();
    let template = on_screen(&harness).template().clone();
    let row = template.tables().flat_map(|table| &table.rows).find(|row| row.label == off).unwrap();
    assert!(on_screen(&harness).report().is_on(row));
}

#[test]
fn documents_are_added_edited_ordered_and_removed() {
    let mut harness = may_window();
    go_to(&mut harness, "I.2");
    let (list, item) = issued_list("I.2");
    let before = on_screen(&harness).report().entries(&list).len();
    let add = harness.get_all_by_label("Thêm văn bản").last().unwrap();
    add.click();
    harness.run();
    let entries = on_screen(&harness).report().entries(&list).to_vec();
    assert_eq!(entries.len(), before + 1);
    replace(&mut harness, &format!("{item} {}: Số, ký hiệu", before + 1), "900/CATP-TH");
    replace(&mut harness, &format!("{item} {}: Ngày ban hành", before + 1), "3/5/2023");
    let last = on_screen(&harness).report().entries(&list).last().cloned().unwrap();
    assert_eq!(last.document.code, "900/CATP-TH");
    assert_eq!(last.document.day.unwrap().to_text(), "03/5/2023");
    let up = format!("Đưa văn bản {} lên", before + 1);
    harness.get_all_by_label(&up).last().unwrap().click();
    harness.run();
    let entries = on_screen(&harness).report().entries(&list).to_vec();
    assert_eq!(entries[before - 1].document.code, "900/CATP-TH");
    let remove = format!("Xóa văn bản {before} (Ctrl+Z để lấy lại)");
    harness.get_all_by_label(&remove).last().unwrap().click();
    harness.run();
    assert_eq!(on_screen(&harness).report().entries(&list).len(), before);
}

#[test]
fn a_sentence_can_be_reworded_and_its_references_stay_live() {
    let mut harness = may_window();
    go_to(&mut harness, "II.1");
    harness.get_all_by_label("Sửa lời văn").next().unwrap().click();
    harness.run();
    let text = field(&harness, "Lời văn của câu").accesskit_node().value().unwrap();
    assert!(text.contains(" 174 ") && !text.contains('{'), "{text}");
    let reference = "Tới số liệu: Cơ sở lưu trú có tài khoản thông báo lưu trú";
    assert!(harness.query_by_label(reference).is_some());
    replace(
        &mut harness,
        "Lời văn của câu",
        "Đã có {Cơ sở lưu trú có tài khoản thông báo lưu trú} nơi",
    );
    let open = on_screen(&harness);
    let (text, stored) =
        open.report().texts.iter().find(|(_, text)| text.starts_with("Đã có")).expect("stored");
    assert!(stored.contains("{lodging"), "{stored}: {text}");
    assert_eq!(open.context().plain(stored), "Đã có 174 nơi");
    let shown = field(&harness, "Lời văn của câu").accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("Đã có 174 nơi"));
}

#[test]
fn narratives_take_vietnamese_typed_with_backspace_bursts() {
    let mut harness = may_window();
    go_to(&mut harness, "IV");
    let name = narrative_label("IV");
    field(&harness, &name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    // v i e e j t with UniKey: letters, then Backspace and the letter with its mark.
    let text =
        |harness: &TestHarness, text: &str| harness.event(egui::Event::Text(text.to_owned()));
    for letter in ["v", "i", "e"] {
        text(&harness, letter);
    }
    for mark in ["ê", "ệ"] {
        harness.key_press(Key::Backspace);
        text(&harness, mark);
    }
    text(&harness, "t");
    harness.run();
    let shown = field(&harness, &name).accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("việt"));
}

#[test]
fn the_letterhead_is_typed_and_a_wrong_day_is_kept_with_its_reason() {
    let mut harness = may_window();
    replace(&mut harness, "Ngày ký", "31/2/2023");
    harness.get_by_label("Tháng 2 năm 2023 có 28 ngày");
    assert_eq!(on_screen(&harness).report().texts[&text_key("letterhead.issue_date")], "31/2/2023");
    replace(&mut harness, "Đến hết ngày", "14/5/2023");
    assert_eq!(on_screen(&harness).report().header.period.range.short_label(), "12/4 – 14/5");
}

#[test]
fn a_final_month_cannot_be_typed_in_until_it_is_reopened() {
    let mut report = may();
    let at = baocao06::app::platform::clock::now();
    report.header.status = ReportStatus::Final { at };
    let mut harness = window_on(report, Theme::Light);
    go_to(&mut harness, "II.2");
    let name = "Đăng ký thường trú – trực tuyến";
    field(&harness, name).focus();
    harness.run();
    harness.event(egui::Event::Text("9".to_owned()));
    harness.run();
    assert_eq!(
        *on_screen(&harness).report().value(&key("services.residence_permanent.online")),
        Value::count(880)
    );
    harness.get_by_label("Mở lại để sửa").click();
    harness.run();
    harness.get_all_by_label("Mở lại để sửa").last().unwrap().click();
    harness.run();
    assert!(matches!(on_screen(&harness).report().header.status, ReportStatus::Reopened { .. }));
}

#[test]
fn a_failed_save_keeps_the_value_and_offers_another_file() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    replace(&mut harness, "Khai báo tạm vắng – trực tiếp", "7");
    let batches: Vec<_> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::Save { report, batch } => Some((report, batch.number)),
            _ => None,
        })
        .collect();
    let (report, batch) = *batches.last().unwrap();
    let problem = baocao06::app::problem::Problem::worker_gone().about_saving();
    tell(&mut harness, Event::SaveFailed { report, batch, problem });
    harness.get_by_label("Lưu ra tệp khác…");
    harness.get_by_label("Chưa lưu được");
    assert_eq!(
        *on_screen(&harness).report().value(&key("services.absence.direct")),
        Value::count(7)
    );
}

#[test]
fn every_page_settles_and_has_names_for_its_inputs() {
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = window_on(may(), theme);
        let pages = on_screen(&harness).pages().len();
        for _ in 1..pages {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
            // Panics when the window does not come to rest: a repaint loop.
            harness.run();
            harness.check_accessibility();
        }
    }
}

#[test]
fn the_start_screen_makes_an_office_and_its_first_month() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::NothingOpen(None));
    harness.get_by_label("Bắt đầu với mẫu Đề án 06").click();
    harness.run();
    replace(&mut harness, "Tên đơn vị báo cáo", "UBND phường Đông Hải");
    replace(&mut harness, "Tháng báo cáo đầu tiên", "6/2026");
    harness.get_by_label("Tạo báo cáo đầu tiên").click();
    harness.run();
    let created = asked(&mut harness).into_iter().find_map(|request| match request {
        Request::CreateFile(wanted) => {
            Some((wanted.office.code.to_string(), wanted.first.to_string()))
        }
        _ => None,
    });
    assert_eq!(created, Some(("ubnd-phuong-dong-hai".to_owned(), "2026-06".to_owned())));
}

#[test]
fn both_days_of_a_period_can_be_moved_one_after_the_other() {
    let mut harness = may_window();
    // For a moment the first day lies behind the last: kept as typed, with its reason.
    replace(&mut harness, "Từ ngày", "13/5/2023");
    harness.get_by_label_contains("Ngày đầu kỳ phải trước");
    assert_eq!(on_screen(&harness).report().header.period.range.short_label(), "12/4 – 12/5");
    replace(&mut harness, "Đến hết ngày", "12/6/2023");
    assert_eq!(on_screen(&harness).report().header.period.range.short_label(), "13/5 – 12/6");
    let texts = &on_screen(&harness).report().texts;
    assert!(!texts.keys().any(|key| key.as_str().starts_with("period.")), "nothing is left behind");
}

#[test]
fn enter_goes_through_every_field_of_a_group_once() {
    let mut harness = may_window();
    go_to(&mut harness, "II.3 Dữ liệu giáo dục");
    let template = template();
    let section = template.sections().iter().find(|s| s.label == "Dữ liệu giáo dục").unwrap();
    let figures = section.items.iter().find_map(|item| match &item.body {
        baocao06::report::template::ItemBody::Figures(group) => Some(group),
        _ => None,
    });
    let mut expected = std::collections::BTreeSet::new();
    for key in figures.unwrap().rows.iter().flat_map(|row| row.figures()) {
        let figure = template.figure(key).unwrap();
        if figure.is_typed() {
            expected.insert(figure.label.clone());
        }
    }
    assert!(expected.len() >= 9, "{expected:?}");
    let first = template.figure(figures.unwrap().rows[0].figures()[0]).unwrap();
    field(&harness, &first.label).focus();
    harness.run();
    // Down each column, then on at the top of the next.
    let mut seen = Vec::new();
    for _ in 0..expected.len() {
        let node = harness.get_all_by(|_| true).find(|node| node.is_focused());
        seen.push(node.and_then(|node| node.accesskit_node().label()).unwrap_or_default());
        harness.event(egui::Event::Text("1".to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }
    assert_eq!(seen.len(), expected.len());
    assert_eq!(seen.into_iter().collect::<std::collections::BTreeSet<_>>(), expected);
}

#[test]
fn a_misspelt_office_can_be_renamed() {
    let mut harness = may_window();
    replace(&mut harness, "Tên đơn vị trên màn hình", "UBND phường Đông Hải");
    let names: Vec<_> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::RenameOffice { name, .. } => Some(name),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["UBND phường Đông Hải"]);
}

#[test]
fn a_final_month_is_not_changed_by_undo() {
    let mut report = may();
    let at = baocao06::app::platform::clock::now();
    report.header.status = ReportStatus::Final { at };
    let mut harness = window_on(report, Theme::Light);
    drop(asked(&mut harness));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let asked = asked(&mut harness);
    assert!(!asked.iter().any(|request| matches!(request, Request::Undo(_))), "{asked:?}");
}

#[test]
fn nothing_can_be_typed_while_another_month_is_on_its_way() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let name = "Khai báo tạm vắng – trực tiếp";
    // Undo is asked for; its answer will replace the report.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    field(&harness, name).focus();
    harness.run();
    harness.event(egui::Event::Text("7".to_owned()));
    harness.run();
    assert_eq!(
        *on_screen(&harness).report().value(&key("services.absence.direct")),
        Value::count(0)
    );
    tell(&mut harness, Event::Said("Không còn thay đổi nào để hoàn tác".to_owned()));
    tell(&mut harness, Event::Replaced);
    replace(&mut harness, name, "7");
    assert_eq!(
        *on_screen(&harness).report().value(&key("services.absence.direct")),
        Value::count(7)
    );
}

#[test]
fn an_export_says_what_is_still_open() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    replace(&mut harness, "Khai báo tạm vắng – trực tiếp", "12a");
    tell(&mut harness, Event::Exported("/tmp/BC.docx".into()));
    harness.get_by_label("Đã xuất BC.docx");
    harness.get_by_label("Mở tệp");
    harness.get_by_label("Mở thư mục");
    harness.get_by_label_contains("còn 1 ô chưa đọc được, ");
}

#[test]
fn ratios_and_cumulatives_have_their_own_fields() {
    let mut harness = may_window();
    go_to(&mut harness, "II.3 Hồ sơ sức khỏe");
    let template = template();
    let rate = template.figures().iter().find(|f| f.key == key("health_record.history_rate"));
    let rows: Vec<_> = template.figures().iter().map(|f| f.key.to_string()).collect();
    let rate = rate.unwrap_or_else(|| panic!("{rows:?}"));
    let part = match &rate.kind {
        baocao06::report::template::FigureKind::Computed(
            baocao06::report::template::Formula::Rate { part, .. },
        ) => template.figure(part).unwrap().label.clone(),
        other => panic!("{other:?}"),
    };
    replace(&mut harness, &part, "84.030");
    assert_eq!(computed(&harness, &rate.label), "50,00%");
    go_to(&mut harness, "II.3 Thanh toán QR");
    let in_period = "Thanh toán QR – trong kỳ";
    replace(&mut harness, in_period, "8");
    // 4 last month and 8 now are 12, but 13 is typed: said, not corrected.
    harness.get_by_label_contains("Cộng dồn tháng trước và số trong kỳ là 12");
}

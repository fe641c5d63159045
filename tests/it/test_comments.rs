//! Comments and follow-up marks of figures: written by key, seen on the cell, found, kept.

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::files::exports::{Finish, export_bytes};
use baocao06::app::message::{Event as Told, Request};
use baocao06::app::open_report::Deed;
use baocao06::app::platform::preferences::{Pane, Theme};
use baocao06::app::session::Session;
use baocao06::calc::check::Settings;
use baocao06::calc::comments::{self, Comments, FollowUp};
use baocao06::calc::next_report;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_live_typing::{play, ways};

const DIRECT: &str = "Đăng ký thường trú – trực tiếp";
const ONLINE: &str = "Đăng ký thường trú – trực tuyến";
const FIGURE: &str = "services.residence_permanent.online";
const COMMENT: &str = "Ghi chú: Đăng ký thường trú – trực tuyến";
const MARK: &str = "Cần theo dõi";

fn noted(report: &mut Report, figure: &str, words: &str, follow_up: FollowUp) {
    report.edit(comments::write(&key(figure), words));
    report.edit(comments::mark(&key(figure), follow_up));
}

/// May with a comment that is followed up, and one that is not.
fn noted_may() -> Report {
    let mut report = may();
    noted(&mut report, FIGURE, "chờ Công an phường\ntrả lời", FollowUp::Wanted);
    noted(&mut report, "services.residence_permanent.direct", "đã hỏi lại", FollowUp::No);
    report
}

/// The window on the page with the table of services, on a cell.
fn at_cell_of(report: Report, size: [f32; 2], name: &str) -> TestHarness {
    let mut harness = window_of(report, size, Theme::Light);
    let node = harness
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("II.2")));
    node.unwrap().click();
    harness.run();
    field(&harness, name).focus();
    harness.run();
    harness
}

fn at_cell(name: &str) -> TestHarness {
    at_cell_of(may(), [1366.0, 2600.0], name)
}

fn press(harness: &mut TestHarness, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn press_with(harness: &mut TestHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run();
}

/// Shift+F2.
fn comment(harness: &mut TestHarness) {
    press_with(harness, Modifiers::SHIFT, Key::F2);
}

fn type_text(harness: &mut TestHarness, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn words(harness: &TestHarness, figure: &str) -> String {
    let comment = on_screen(harness).comments().get(&key(figure));
    comment.map(|comment| comment.words.clone()).unwrap_or_default()
}

fn pane(harness: &TestHarness) -> Pane {
    harness.state().as_ref().unwrap().state().preferences.pane
}

fn description(harness: &TestHarness, name: &str) -> String {
    let node = field(harness, name);
    node.accesskit_node().data().description().unwrap_or_default().to_owned()
}

#[test]
fn shift_f2_leads_into_the_comment_and_escape_back_to_the_cell() {
    let mut harness = at_cell(ONLINE);
    asked(&mut harness);
    comment(&mut harness);
    assert_eq!(pane(&harness), Pane::Details);
    assert!(field(&harness, COMMENT).is_focused());
    type_text(&mut harness, "chờ Công an");
    press(&mut harness, &[Key::Enter]);
    type_text(&mut harness, "trả lời");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(words(&harness, FIGURE), "chờ Công an\ntrả lời", "what was written stays");
    assert!(field(&harness, ONLINE).is_focused());
    let edits = saved_edits(&mut harness);
    let whole = comments::write(&key(FIGURE), "chờ Công an\ntrả lời");
    assert_eq!(edits.last(), Some(&whole), "it is on its way to the disk");
    assert_eq!(*on_screen(&harness).report().value(&key(FIGURE)), Value::count(880));
    // And the keyboard is in the cell indeed.
    press(&mut harness, &[Key::ArrowLeft]);
    assert!(field(&harness, DIRECT).is_focused());
    comment(&mut harness);
    assert_eq!(
        field(&harness, "Ghi chú: Đăng ký thường trú – trực tiếp").value(),
        Some(String::new())
    );
}

#[test]
fn what_is_being_typed_in_the_cell_stays() {
    let mut harness = at_cell(ONLINE);
    type_text(&mut harness, "915");
    comment(&mut harness);
    assert!(field(&harness, COMMENT).is_focused());
    assert_eq!(*on_screen(&harness).report().value(&key(FIGURE)), Value::count(915));
    type_text(&mut harness, "sửa theo báo cáo giấy");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(*on_screen(&harness).report().value(&key(FIGURE)), Value::count(915));
    assert_eq!(field(&harness, ONLINE).value().as_deref(), Some("915"));
}

#[test]
fn the_mark_is_reached_and_set_by_keys_alone() {
    let mut harness = at_cell(ONLINE);
    comment(&mut harness);
    type_text(&mut harness, "hỏi lại");
    asked(&mut harness);
    press_with(&mut harness, Modifiers::SHIFT, Key::Tab);
    let mark = |harness: &TestHarness| {
        let node = harness.get_by_label(MARK);
        (node.is_focused(), node.accesskit_node().toggled())
    };
    assert_eq!(mark(&harness), (true, Some(Toggled::False)));
    press(&mut harness, &[Key::Space]);
    assert_eq!(mark(&harness), (true, Some(Toggled::True)));
    let steps: Vec<Deed> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::Save { batch, .. } if batch.deed != Deed::Typed => Some(batch.deed),
            _ => None,
        })
        .collect();
    assert_eq!(steps, [Deed::FollowUpMarked], "one step of undo, apart from the words");
    press(&mut harness, &[Key::Escape]);
    assert!(field(&harness, ONLINE).is_focused());
}

#[test]
fn the_cell_tells_what_is_noted() {
    let mut harness = at_cell_of(noted_may(), [1366.0, 2600.0], ONLINE);
    let told = "Cần theo dõi. Ghi chú: chờ Công an phường\ntrả lời";
    assert!(description(&harness, ONLINE).ends_with(told), "{}", description(&harness, ONLINE));
    assert_eq!(description(&harness, DIRECT), "Ghi chú: đã hỏi lại");
    assert_eq!(description(&harness, "Đăng ký tạm trú – trực tiếp"), "");
    assert!(harness.query_by_label(told).is_none());
    field(&harness, ONLINE).hover();
    harness.run_steps(40);
    assert!(harness.query_by_label(told).is_some(), "hover text");
    // At the bottom, too, for whoever has no mouse.
    harness.get_by_label_contains("· Cần theo dõi. Ghi chú: chờ Công an phường trả lời");
}

#[test]
fn without_a_figure_it_is_said_what_to_do() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    comment(&mut harness);
    harness.get_by_label("Hãy chọn một ô số liệu, rồi bấm Shift+F2 để ghi chú");
    assert_eq!(pane(&harness), Pane::Folded);
}

#[test]
fn a_computed_figure_is_commented_through_its_menu() {
    let mut harness = at_cell(ONLINE);
    let rate = "services.residence_permanent.rate";
    let cell = "Đăng ký thường trú – tỷ lệ trực tuyến: ";
    harness.get_by_label_contains(cell).click_secondary();
    harness.run();
    harness.get_by_label_contains("Đánh dấu cần theo dõi").click();
    harness.run();
    assert!(on_screen(&harness).comments().get(&key(rate)).is_some());
    harness.query_all_by_label_contains(cell).next().unwrap().click_secondary();
    harness.run();
    harness.get_by_label_contains("Ghi chú…").click();
    harness.run();
    let name = "Ghi chú: Đăng ký thường trú – tỷ lệ trực tuyến";
    assert!(field(&harness, name).is_focused());
    type_text(&mut harness, "làm tròn theo mẫu");
    assert_eq!(words(&harness, rate), "làm tròn theo mẫu");
}

#[test]
fn every_way_of_typing_vietnamese_works_in_a_comment() {
    for (way, frames) in ways() {
        let mut harness = at_cell(ONLINE);
        comment(&mut harness);
        play(&mut harness, frames);
        assert_eq!(field(&harness, COMMENT).value().as_deref(), Some("việt"), "{way}");
        assert_eq!(words(&harness, FIGURE), "việt", "{way}");
    }
}

#[test]
fn the_field_is_never_rewritten_while_it_is_typed_in() {
    let mut harness = at_cell(ONLINE);
    comment(&mut harness);
    // Decomposed, with blanks at its ends: kept clean, shown as typed until it is left.
    type_text(&mut harness, "  vie\u{302}\u{323}t ");
    assert_eq!(field(&harness, COMMENT).value().as_deref(), Some("  vie\u{302}\u{323}t "));
    assert_eq!(words(&harness, FIGURE), "việt");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(field(&harness, COMMENT).value().as_deref(), Some("việt"));
}

#[test]
fn folding_the_pane_away_keeps_the_words_and_gives_the_keyboard_back() {
    let mut harness = at_cell(ONLINE);
    comment(&mut harness);
    type_text(&mut harness, "hỏi lại");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(pane(&harness), Pane::Folded);
    assert_eq!(words(&harness, FIGURE), "hỏi lại");
    assert!(field(&harness, ONLINE).is_focused());
    comment(&mut harness);
    assert!(field(&harness, COMMENT).is_focused());
    press(&mut harness, &[Key::F9]);
    assert_eq!(pane(&harness), Pane::Checks);
    assert!(field(&harness, ONLINE).is_focused());
}

#[test]
fn a_final_month_shows_its_comments_and_takes_none() {
    let mut report = noted_may();
    report.header.status = ReportStatus::Final { at: chrono::NaiveDateTime::default() };
    let before = report.clone();
    let mut harness = at_cell_of(report, [1366.0, 2600.0], ONLINE);
    comment(&mut harness);
    assert_eq!(pane(&harness), Pane::Details);
    let in_pane = harness.query_all_by_label_contains("chờ Công an phường\ntrả lời").count();
    assert!(in_pane >= 1);
    assert!(harness.query_by_label(COMMENT).is_none());
    assert!(field(&harness, ONLINE).is_focused(), "the keyboard stays where it is of use");
    harness.get_by_label(MARK).click();
    harness.run();
    type_text(&mut harness, "x");
    assert_eq!(*on_screen(&harness).report(), before);
}

#[test]
fn ten_thousand_letters_do_not_break_the_pane() {
    for long in ["Số liệu do Công an cung cấp. ".repeat(345), "ệ".repeat(10_000)] {
        let mut report = may();
        noted(&mut report, FIGURE, &long, FollowUp::No);
        let mut harness = at_cell_of(report, [1366.0, 768.0], ONLINE);
        comment(&mut harness);
        type_text(&mut harness, "x");
        let rect = field(&harness, COMMENT).rect();
        assert!(rect.width() < 460.0 && rect.right() <= 1366.0, "{rect:?}");
        assert_eq!(words(&harness, FIGURE).chars().count(), long.trim().chars().count() + 1);
        assert!(description(&harness, ONLINE).chars().count() < 400);
    }
}

#[test]
fn comments_are_gone_through_in_the_checks_and_f8_passes_them_by() {
    let mut harness = at_cell_of(noted_may(), [1366.0, 1200.0], DIRECT);
    press(&mut harness, &[Key::F9]);
    let standing = on_screen(&harness).findings().iter().filter(|f| f.stands()).count();
    harness.get_by_label(&format!("Tất cả {standing}"));
    harness.get_by_label("Ghi chú 2").click();
    harness.run();
    // What is followed up comes first.
    let first = harness.query_all_by_label("Đi tới").next().unwrap();
    first.click();
    harness.run_steps(4);
    assert!(field(&harness, ONLINE).is_focused());
    harness.get_by_label("Đã xong").click();
    harness.run();
    assert_eq!(on_screen(&harness).comments().to_follow_up().count(), 0);
    assert_eq!(words(&harness, FIGURE), "chờ Công an phường\ntrả lời");
    assert!(harness.query_by_label("Đã xong").is_none());
    harness.get_by_label("Ghi chú 2");
    for _ in 0..=standing {
        press(&mut harness, &[Key::F8]);
        assert!(!field_has_note(&harness), "F8 goes to findings alone");
    }
    harness.query_all_by_label("Chi tiết").last().unwrap().click();
    harness.run();
    assert_eq!(pane(&harness), Pane::Details);
}

/// Whether the keyboard is in a cell for which there is only a comment.
fn field_has_note(harness: &TestHarness) -> bool {
    let focused = harness.get_all_by(|_| true).find(|node| node.is_focused());
    let description =
        focused.and_then(|node| node.accesskit_node().data().description().map(str::to_owned));
    description.is_some_and(|words| words.starts_with("Ghi chú") || words.starts_with(MARK))
}

#[test]
fn words_of_comments_are_found_without_marks() {
    let mut harness = at_cell_of(noted_may(), [1366.0, 1200.0], DIRECT);
    press_with(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "cong an phuong tra loi");
    harness.get_by_label_contains("Ghi chú, cần theo dõi: Đăng ký thường trú – trực tuyến");
    press(&mut harness, &[Key::Enter]);
    harness.run_steps(4);
    assert!(field(&harness, ONLINE).is_focused());
}

/// Bytes of every kind of file that is handed on.
fn printed(report: &Report, format: ExportFormat) -> Vec<u8> {
    let loaded = loaded_of(report.clone());
    let settings = Settings::default();
    let (history, look) = (&loaded.history, &loaded.look);
    let finish = Finish { history, look, checks: &settings, trace: None };
    export_bytes(report, &template(), &finish, format).unwrap()
}

#[test]
fn comments_are_never_printed_but_on_the_check_sheet() {
    for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Csv] {
        assert!(printed(&noted_may(), format) == printed(&may(), format), "{format:?}");
    }
    let mut only_commented = may();
    noted(&mut only_commented, FIGURE, "đã hỏi lại", FollowUp::No);
    let sheet = |report: &Report| printed(report, ExportFormat::CheckSheet);
    assert!(sheet(&only_commented) == sheet(&may()), "what is not followed up is not listed");
    assert!(sheet(&noted_may()) != sheet(&may()));
}

#[test]
fn comments_find_nothing_and_change_nothing() {
    let plain = window_of(may(), [1366.0, 768.0], Theme::Light);
    let mut report = may();
    // Numbers, misspelt words, odd style: nothing reads them.
    noted(&mut report, FIGURE, "88,7 % sai chính tảa , hồ sơ 12345", FollowUp::Wanted);
    let with = window_of(report, [1366.0, 768.0], Theme::Light);
    assert_eq!(on_screen(&with).findings(), on_screen(&plain).findings());
    assert_eq!(on_screen(&with).progress(), on_screen(&plain).progress());
    assert_eq!(on_screen(&with).document(), on_screen(&plain).document());
}

#[test]
fn what_is_followed_up_comes_along_when_the_next_month_is_started() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::create_sample(&folder.path().join("a.bc06")).unwrap();
    let may = session.summary().unwrap().reports.last().unwrap().id;
    let edits = [
        comments::write(&key(FIGURE), "chờ trả lời"),
        comments::mark(&key(FIGURE), FollowUp::Wanted),
        comments::write(&key("identity.cards"), "đã hỏi"),
    ];
    session.save(may, &edits, Deed::Pasted).unwrap();
    let last = session.summary().unwrap().reports.pop().unwrap();
    let period = PeriodKey::parse("2023-06").unwrap();
    let june = session.start_report(last.office, &last.template.key, period).unwrap().id();
    let loaded = session.load(june).unwrap();
    let noted = Comments::of(&loaded.report, &loaded.template);
    let figures: Vec<&str> = noted.list().iter().map(|c| c.figure.as_str()).collect();
    assert_eq!(figures, [FIGURE]);
    assert_eq!(noted.list()[0].words, "chờ trả lời");
    assert!(loaded.report.values.is_empty());
    // The same as the pure function says.
    let may = session.load(may).unwrap().report;
    let started = next_report::start(&may, &template(), loaded.report.header.period.key);
    let report = &loaded.report;
    assert_eq!((&started.texts, &started.notes), (&report.texts, &report.notes));

    // In the window of June the figure has its flag, and its export says what is still open.
    let mut harness = window_of(may, [1366.0, 768.0], Theme::Light);
    tell(&mut harness, Told::Loaded { loaded: Box::new(loaded), said: None });
    assert!(on_screen(&harness).what_is_open().contains("1 số liệu cần theo dõi"));
}

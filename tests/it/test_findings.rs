//! The pane "Kiểm tra": every finding leads to its place, can be explained, and is asked about before
//! a report with errors is exported.

use baocao06::app::command::Command;
use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::message::{Purpose, Request};
use baocao06::app::platform::preferences::{Pane, Theme};
use baocao06::calc::check::Settings;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::note::NoteKind;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::*;
use super::test_compact_tables::run_command;

const NARRATIVE: &str = "police.narrative";

/// May as printed, and beside it an error: more corrected cases than there are.
fn with_error() -> Report {
    let mut report = may();
    let all = key("vaccination.corrected");
    report.edit(Edit::figure(all, Some(Value::count(99_999))));
    report
}

fn open(report: Report) -> TestHarness {
    let mut harness = window_of(report, [1366.0, 2000.0], Theme::Light);
    harness.key_press(Key::F9);
    harness.run();
    asked(&mut harness);
    harness
}

fn num_cards(harness: &TestHarness) -> usize {
    harness.query_all_by_label("Giải trình…").count()
}

#[test]
fn the_pane_lists_what_was_found() {
    let harness = open(may());
    let findings = on_screen(&harness).findings();
    assert!(findings.len() >= 5);
    assert_eq!(num_cards(&harness), findings.len());
    let words = "“Thông báo lưu trú qua tuyên truyền”";
    assert!(harness.query_all_by_label_contains(words).next().is_some());
}

#[test]
fn a_finding_leads_to_its_field() {
    let mut harness = open(may());
    // Round and round: every finding with a place is gone to once.
    for _ in 0..on_screen(&harness).findings().len() {
        harness.key_press(Key::F8);
        harness.run_steps(4);
        assert!(harness.ctx.memory(|memory| memory.focused()).is_some());
    }
    let page = on_screen(&harness).page.clone();
    harness.key_press(Key::F8);
    harness.run_steps(4);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    harness.run_steps(4);
    assert_eq!(on_screen(&harness).page, page);
}

#[test]
fn an_explained_finding_is_silent_until_a_value_changes() {
    let mut harness = open(may());
    let before = num_cards(&harness);
    harness.query_all_by_label("Giải trình…").next().unwrap().click();
    harness.run_steps(4);
    harness.event(egui::Event::Text("Hai số liệu khác nhau".to_owned()));
    harness.run();
    harness.key_press(Key::Tab);
    harness.run_steps(4);
    assert_eq!(num_cards(&harness), before - 1);
    let report = on_screen(&harness).report();
    let explained: Vec<_> = report.notes_of(NoteKind::Explanation).collect();
    assert!(matches!(explained.as_slice(), [(_, note)] if note.words == "Hai số liệu khác nhau"));

    harness.get_by_label("Đã giải trình 1").click();
    harness.run();
    harness.get_by_label("Bỏ giải trình").click();
    harness.run();
    harness.get_by_label_contains("Tất cả").click();
    harness.run();
    assert_eq!(num_cards(&harness), before);
}

/// The first letter of a reason silences its finding; the field stays until the reason is written.
#[test]
fn a_reason_is_typed_letter_by_letter_in_every_list() {
    for (list, report) in [("Tất cả", may()), ("Cảnh báo", may()), ("Lỗi", with_error())] {
        let mut harness = open(report);
        super::scenes::click(&mut harness, &format!("{list} "));
        harness.query_all_by_label("Giải trình…").next().unwrap().click();
        harness.run_steps(4);
        for letter in "vì đã đối chiếu".chars() {
            harness.event(egui::Event::Text(letter.to_string()));
            harness.run();
            assert!(field(&harness, "Giải trình").is_focused(), "{list}: {letter}");
        }
        harness.get_by_label("Xong").click();
        harness.run();
        harness.get_by_label("Đã giải trình 1").click();
        harness.run();
        harness.get_by_label("Giải trình: vì đã đối chiếu");
        // Taken away letter by letter, it stays in front of the eye as well.
        harness.get_by_label("Sửa giải trình").click();
        harness.run_steps(4);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.key_press(Key::Backspace);
        harness.run();
        assert!(field(&harness, "Giải trình").is_focused(), "{list}");
    }
}

#[test]
fn a_final_report_keeps_its_explanations_as_they_are() {
    let mut report = may();
    let at = report.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    report.header.status = baocao06::report::content::ReportStatus::Final { at };
    let mut harness = open(report);
    harness.query_all_by_label("Giải trình…").next().unwrap().click();
    harness.run();
    assert!(harness.query_by_label("Xong").is_none());
}

#[test]
fn an_export_with_errors_is_asked_about() {
    let mut harness = open(with_error());
    assert!(
        on_screen(&harness)
            .findings()
            .iter()
            .any(baocao06::calc::check::Finding::is_standing_error)
    );
    harness.get_by_label(&Command::Export(ExportFormat::Docx).label(None)).click();
    harness.run();
    assert!(harness.state_mut().as_mut().unwrap().outside().dialogs.is_empty());
    harness.get_by_label("Vẫn xuất").click();
    harness.run();
    let dialogs = &harness.state_mut().as_mut().unwrap().outside().dialogs;
    assert!(matches!(dialogs.as_slice(), [Purpose::Export { .. }]));
}

#[test]
fn what_is_wrong_is_looked_at_first_when_an_export_asks() {
    let mut harness = open(with_error());
    harness.get_by_label(&Command::Export(ExportFormat::Docx).label(None)).click();
    harness.run();
    // The keyboard is on the answer that changes nothing and helps.
    assert!(harness.get_by_label("Xem lỗi").is_focused());
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(harness.query_by_label("Vẫn xuất").is_none());
    let state = harness.state_mut().as_mut().unwrap();
    assert!(state.outside().dialogs.is_empty());
    assert_eq!(state.state().preferences.pane, Pane::Checks);
    assert!(harness.query_by_label_contains("Phát hiện 1/").is_some());
}

#[test]
fn closing_a_report_with_something_open_asks_with_what_is_open() {
    let mut report = with_error();
    report.edit(Edit::figure(key("services.id_card.direct"), None));
    let mut harness = open(report);
    run_command(&mut harness, &Command::MarkFinal.label(None));
    let open = on_screen(&harness).what_is_open();
    assert!(open.contains("1 số liệu chưa nhập"), "{open}");
    assert!(harness.query_by_label_contains(&open).is_some());
    assert!(!on_screen(&harness).is_final());

    harness.get_by_label("Xem chỗ thiếu").click();
    harness.run_steps(4);
    assert!(!on_screen(&harness).is_final());
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.2");

    run_command(&mut harness, &Command::MarkFinal.label(None));
    harness.get_by_label("Vẫn chốt").click();
    harness.run();
    assert!(on_screen(&harness).is_final());
}

#[test]
fn an_export_without_errors_is_not() {
    // A made-up month has none.
    let april = sample().into_iter().rev().nth(1).unwrap();
    let mut harness = open(april);
    harness.get_by_label(&Command::Export(ExportFormat::Docx).label(None)).click();
    harness.run();
    assert_eq!(harness.state_mut().as_mut().unwrap().outside().dialogs.len(), 1);
}

/// May whose table agrees with its text about identity cards, and a narrative of the office's own.
fn with_narrative(text: &str) -> Report {
    let mut report = may();
    report.edit(Edit::figure(key("services.id_card.direct"), Some(Value::count(1_309))));
    report.edit(Edit::text(text_key(NARRATIVE), Some(text.to_owned())));
    report
}

fn narrative(harness: &TestHarness) -> String {
    on_screen(harness).report().texts[&text_key(NARRATIVE)].clone()
}

#[test]
fn a_number_in_prose_leads_to_its_text_and_is_bound() {
    let text = "Công an đã thu nhận 1.622 hồ sơ cấp căn cước.";
    let mut harness = open(with_narrative(text));
    let sentence = "Lời văn ghi “1.622”, “Hồ sơ cấp thẻ căn cước đã thu nhận” là 1.614 hồ sơ: chênh 8. Cùng một số liệu?";
    assert!(harness.query_by_label(sentence).is_some());
    let before = num_cards(&harness);
    // Nearest behind its sentence is the button that leads to its place.
    let top = harness.get_by_label(sentence).rect().bottom();
    let below = |node: &egui_kittest::Node<'_>| node.rect().top() > top;
    let go = harness.query_all_by_label("Đi tới").filter(below);
    let go = go.min_by(|a, b| a.rect().top().total_cmp(&b.rect().top())).unwrap();
    go.click();
    harness.run_steps(4);
    let section = on_screen(&harness).section().unwrap();
    assert_eq!(section.outline, "I.2");
    let field = field(&harness, &narrative_label("I.2"));
    assert!(field.is_focused());

    harness.get_by_label("Cùng một số liệu").click();
    harness.run();
    harness.key_press(Key::F8);
    harness.run_steps(4);
    let bound = text.replace("1.622", "{identity.cards}");
    assert_eq!(narrative(&harness), bound);
    assert_eq!(num_cards(&harness), before - 1);
    assert!(harness.query_by_label("Cùng một số liệu").is_none());
    let edits = saved_edits(&mut harness);
    assert_eq!(edits, [Edit::text(text_key(NARRATIVE), Some(bound))], "one step of undo");
}

#[test]
fn a_wrong_word_is_replaced_by_a_suggestion() {
    let mut harness = open(with_narrative("Các biên phap mới, biên phap cũ."));
    assert!(harness.query_by_label("“phap” có thể sai chính tả (2 chỗ)").is_some());
    harness.get_by_label("pháp").click();
    harness.run();
    assert_eq!(narrative(&harness), "Các biên pháp mới, biên pháp cũ.");
    assert!(harness.query_by_label_contains("“phap”").is_none());
}

#[test]
fn a_final_report_is_not_answered() {
    let mut report = with_narrative("Đã thu nhận 1.622 hồ sơ cấp căn cước, biên phap mới.");
    let at = report.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    report.header.status = baocao06::report::content::ReportStatus::Final { at };
    let harness = open(report);
    assert!(harness.query_by_label_contains("Lời văn ghi “1.622”").is_some());
    assert!(harness.query_by_label("Cùng một số liệu").is_none());
    assert!(harness.query_by_label("pháp").is_none());
}

/// The settings that the data file was last asked to keep.
fn kept(harness: &mut TestHarness) -> Option<std::sync::Arc<Settings>> {
    let asked = asked(harness).into_iter().rev();
    let mut kept = asked.filter_map(|request| match request {
        Request::SetChecks { checks, .. } => Some(checks),
        _ => None,
    });
    kept.next()
}

#[test]
fn a_word_of_the_offices_own_is_learned_and_forgotten() {
    let mut harness = open(with_narrative("Phần mềm egov của công an."));
    harness.get_by_label("Thêm vào từ điển").click();
    harness.run();
    assert!(harness.query_by_label("Thêm vào từ điển").is_none());
    assert!(kept(&mut harness).unwrap().words.contains("egov"));
    harness.get_by_label("Thiết lập").click();
    harness.run();
    harness.get_by_label("Bỏ “egov” khỏi từ điển").click();
    harness.run();
    assert!(kept(&mut harness).unwrap().words.is_empty());
    harness.get_by_label("Từ mới").focus();
    harness.run();
    harness.event(egui::Event::Text("egov".to_owned()));
    harness.run();
    harness.get_by_label("Thêm từ").click();
    harness.run();
    assert!(kept(&mut harness).unwrap().words.contains("egov"));
    harness.get_by_label("Xong").click();
    harness.run();
    assert!(harness.query_by_label("Thêm vào từ điển").is_none());
}

#[test]
fn what_is_not_in_house_style_is_put_right() {
    let mut harness = open(with_narrative("Đạt 91.9%  trong kỳ."));
    harness.get_by_label("Sửa thành “91,9%”").click();
    harness.run();
    harness.get_by_label("Bỏ dấu cách thừa").click();
    harness.run();
    assert_eq!(narrative(&harness), "Đạt 91,9% trong kỳ.");
}

#[test]
fn a_check_that_is_not_asked_finds_nothing() {
    let mut harness = open(with_narrative("Các biên phap."));
    let before = on_screen(&harness).findings().len();
    harness.get_by_label("Thiết lập").click();
    harness.run();
    harness.get_by_label("Chính tả trong lời văn (lưu ý)").click();
    harness.run();
    assert_eq!(on_screen(&harness).findings().len(), before - 1);
    assert!(kept(&mut harness).unwrap().muted.contains("text_spelling"));
    // What cannot be right is not to be left out.
    assert!(harness.query_all_by_label_contains("(lỗi)").next().is_none());
    replace(&mut harness, "Số nhỏ nhất được xét", "500");
    assert!(!field(&harness, "Số nhỏ nhất được xét").is_focused(), "Tab leaves it");
    assert_eq!(kept(&mut harness).unwrap().slip_least, 500.into());
}

#[test]
fn an_equal_number_is_bound_or_declined() {
    let text = "Đã thu nhận 1.614 hồ sơ cấp căn cước.\nPhát 60 lượt phát thanh tuyên truyền.";
    let mut report = with_narrative(text);
    let direct = key("services.id_card.direct");
    report.edit(Edit::figure(direct, Some(Value::count(1_309))));
    let mut harness = open(report);
    harness.get_by_label("Có thể nối với số liệu (2)");
    harness.query_all_by_label("Số khác").next().unwrap().click();
    harness.run();
    saved_edits(&mut harness);
    harness.get_by_label("Có thể nối với số liệu (1)");
    harness.get_by_label("Nối").click();
    harness.run();
    assert!(harness.query_by_label_contains("Có thể nối").is_none());
    let bound = narrative(&harness);
    assert_eq!(bound.matches('{').count(), 1, "{bound}");
    assert_eq!(on_screen(&harness).context().plain(&bound), text);
}

/// What the window last told the system to write in its bar.
fn title(harness: &TestHarness) -> Option<String> {
    let commands = harness.output().viewport_output.values().flat_map(|output| &output.commands);
    let mut titles = commands.filter_map(|command| match command {
        egui::ViewportCommand::Title(title) => Some(title.clone()),
        _ => None,
    });
    titles.next_back()
}

#[test]
fn the_bar_of_the_system_tells_month_and_findings() {
    let mut harness = open(may());
    let count = on_screen(&harness).findings().len();
    harness.get_by_label("Thiết lập").click();
    harness.run();
    let period = "Kỳ báo cáo nối tiếp kỳ trước, không trùng, không sót ngày (cảnh báo)";
    harness.get_by_label(period).click();
    let mut seen = None;
    for _ in 0..4 {
        harness.step();
        seen = title(&harness).or(seen);
    }
    assert_eq!(on_screen(&harness).findings().len(), count - 1);
    let expected = "Tháng 5/2023: 1 lỗi · 4 cảnh báo – Báo cáo 06";
    assert_eq!(seen.as_deref(), Some(expected));
}

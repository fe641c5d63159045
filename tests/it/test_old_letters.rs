//! Texts in letters of the time before Unicode, and texts that were taken over from the month before.

use baocao06::app::message;
use baocao06::app::open_report::Loaded;
use baocao06::app::platform::preferences::Theme;
use baocao06::app::words;
use baocao06::calc::history::History;
use baocao06::calc::next_report;
use baocao06::calc::text::encoding::{Encoding, encode};
use egui::{Event, Key};
use egui_kittest::kittest::Queryable as _;

use super::live_support::*;
use super::support::*;

const NEW: &str = "Công an xã đã phối hợp với Hội nông dân tổ chức tuyên truyền";

fn pasted(text: &str) -> TestHarness {
    let mut harness = typing("");
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
    harness
}

#[test]
fn a_pasted_text_in_old_letters_stays_until_the_offer_is_taken_and_comes_back_by_one_undo() {
    for encoding in [Encoding::Tcvn3, Encoding::VniWindows] {
        let old = encode(NEW, encoding);
        let mut harness = pasted(&old);
        assert_eq!(stored(&harness), old, "nothing is changed by itself");
        let name = encoding.name();
        let asked = format!("Chữ viết theo bảng mã {name}. Sang Unicode là:");
        assert!(harness.query_by_label(&asked).is_some(), "{name}");
        assert!(harness.query_by_label(NEW).is_some(), "{name}: what it would be is shown");
        harness.get_by_label("Chuyển sang Unicode").click();
        harness.run();
        assert_eq!(stored(&harness), NEW, "{name}");
        assert!(harness.query_by_label(&asked).is_none(), "{name}");
        press(&mut harness, Key::Z, CTRL);
        assert_eq!(stored(&harness), old, "{name}: back by one undo");
    }
}

#[test]
fn an_offer_that_is_declined_is_not_made_again() {
    let old = encode(NEW, Encoding::Tcvn3);
    let mut harness = pasted(&old);
    harness.get_by_label("Để nguyên").click();
    harness.run();
    assert_eq!(stored(&harness), old);
    assert!(harness.query_by_label("Chuyển sang Unicode").is_none());
}

#[test]
fn a_pasted_text_that_is_right_is_never_asked_about() {
    for text in [NEW, "Café Nguyễn, 15 °C, § 5 — “đúng”", "UBND xã", ""] {
        let harness = pasted(text);
        assert!(harness.query_by_label("Chuyển sang Unicode").is_none(), "{text}");
    }
}

#[test]
fn loose_marks_are_settled_when_they_are_pasted() {
    let loose = encode(NEW, Encoding::Decomposed);
    assert_ne!(loose, NEW);
    let harness = pasted(&loose);
    assert_eq!(stored(&harness), NEW);
}

#[test]
fn a_document_in_old_letters_is_offered_in_unicode_under_its_fields() {
    let mut report = may();
    let (list, _) = issued_list("I.1");
    let subject = report.entries(&list)[0].document.subject.clone();
    let entry = report.documents.get_mut(&list).unwrap().first_mut().unwrap();
    entry.document.subject = encode(&subject, Encoding::Tcvn3);
    let mut harness = window_of(report, [1366.0, 1400.0], Theme::Light);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::PageDown);
    harness.run();
    harness.get_by_label("Chuyển sang Unicode").click();
    harness.run();
    assert_eq!(on_screen(&harness).report().entries(&list)[0].document.subject, subject);
}

#[test]
fn numbers_of_the_month_before_are_marked_in_what_was_taken_over() {
    let before = with("Đã mở 23 lớp tập huấn.");
    let june = next_report::start(&before, &template(), before.header.period.key.next());
    let loaded = Loaded { history: History::of_reports([before], &template()), ..loaded_of(june) };
    let mut harness = window([1366.0, 900.0], Theme::Light);
    tell(&mut harness, message::Event::Loaded { loaded: Box::new(loaded), said: None });
    let found = on_screen(&harness).findings().iter().find(|f| f.check.key() == "text_carried");
    let words = words::findings::sentence(found.unwrap(), &template());
    assert!(words.contains("giữ nguyên từ tháng trước"), "{words}");
}

const COMMENTED: &str = "services.residence_permanent.online";

fn comment(harness: &TestHarness) -> String {
    let comments = on_screen(harness).comments();
    comments.get(&key(COMMENTED)).map(|comment| comment.words.clone()).unwrap_or_default()
}

/// The comment of a figure, with a text pasted into it.
fn commented(text: &str) -> TestHarness {
    let mut harness = super::scenes::commenting();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
    harness
}

#[test]
fn a_comment_in_old_letters_is_offered_in_unicode_as_one_step() {
    for encoding in [Encoding::Tcvn3, Encoding::VniWindows] {
        let old = encode(NEW, encoding);
        let mut harness = commented(&old);
        assert_eq!(comment(&harness), old, "nothing is changed by itself");
        let name = encoding.name();
        let asks = format!("Chữ viết theo bảng mã {name}. Sang Unicode là:");
        assert!(harness.query_by_label(&asks).is_some(), "{name}");
        assert!(harness.query_by_label(NEW).is_some(), "{name}: what it would be is shown");
        asked(&mut harness);
        harness.get_by_label("Chuyển sang Unicode").click();
        harness.run();
        assert_eq!(comment(&harness), NEW, "{name}");
        assert!(harness.query_by_label(&asks).is_none(), "{name}");
        let deeds: Vec<_> = asked(&mut harness)
            .into_iter()
            .filter_map(|request| match request {
                message::Request::Save { batch, .. } => Some((batch.deed, batch.edits.len())),
                _ => None,
            })
            .collect();
        let step = (baocao06::app::open_report::Deed::TextConverted, 1);
        assert!(deeds.contains(&step), "{deeds:?}");
    }
}

#[test]
fn a_comment_that_is_left_as_it_is_is_asked_about_again_only_when_it_changes() {
    let old = encode(NEW, Encoding::Tcvn3);
    let mut harness = commented(&old);
    harness.get_by_label("Để nguyên").click();
    harness.run();
    assert_eq!(comment(&harness), old);
    assert!(harness.query_by_label("Chuyển sang Unicode").is_none());
    // Findings of the report have nothing to do with it: comments are not printed.
    let findings = on_screen(&harness).findings();
    let of_comment = findings.iter().filter(|finding| finding.id.contains("comment"));
    assert_eq!(of_comment.count(), 0);
    let field = field(&harness, super::scenes::COMMENT);
    field.focus();
    harness.run();
    harness.event(Event::Text(encode(" Lần hai.", Encoding::Tcvn3)));
    harness.run();
    assert!(harness.query_by_label("Chuyển sang Unicode").is_some());
}

#[test]
fn a_comment_that_is_right_is_never_asked_about() {
    for text in [NEW, "Café Nguyễn, 15 °C, § 5 — “đúng”", "UBND xã", "chờ Công an phường"]
    {
        let harness = commented(text);
        assert_eq!(comment(&harness), text);
        assert!(harness.query_by_label("Chuyển sang Unicode").is_none(), "{text}");
    }
}

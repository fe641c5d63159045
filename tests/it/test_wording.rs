//! The template's sentence and the office's wording of it.

use baocao06::app::platform::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::note::NoteKind;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

#[test]
fn a_wording_that_drifts_from_the_template_is_shown_beside_it_until_one_is_chosen() {
    let mut report = may();
    let text = text_key("qr.results.visits");
    report.edit(Edit::text(text.clone(), Some("Có {qr.visits} lượt quét mã.".to_owned())));
    report.edit(Edit::note(NoteKind::Wording, (&text).into(), None));
    let mut harness = window_on(report, Theme::Light);
    let page = harness.query_all_by_label_contains("Thanh toán QR").next().unwrap();
    page.click();
    harness.run();
    let told = harness.query_by_label_contains("Lời văn của đơn vị không có “");
    assert!(told.is_some());
    harness.get_by_label("Giữ lời văn của đơn vị").click();
    harness.run();
    assert!(harness.query_by_label("Câu mẫu").is_none());
    harness.query_all_by_label("So với câu mẫu").next().unwrap().click();
    harness.run();
    harness.get_by_label("Dùng câu mẫu").click();
    harness.run();
    let report = on_screen(&harness).report();
    assert!(!report.texts.contains_key(&text));
    assert_eq!(report.note(NoteKind::Wording, &(&text).into()), None);
}

//! Cells of a table that hold a text, a day or one of a few words beside its figures.

use std::sync::Arc;

use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::Event;
use baocao06::app::open_report::{Loaded, OpenReport, Typing};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::words::findings::sentence;
use baocao06::calc::carry;
use baocao06::calc::check::{self, Finding, Origin, suggestions};
use baocao06::calc::history::History;
use baocao06::calc::next_report;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::calc::text::encoding::{Encoding, encode};
use baocao06::document;
use baocao06::exchange::{report_v1, template_v1};
use baocao06::export;
use baocao06::report::change::Edit;
use baocao06::report::check::Builtin;
use baocao06::report::key::{ItemKey, KEY_LENGTH_MAX, RowKey};
use baocao06::report::look::Look;
use baocao06::report::row::{OwnRow, RowEntry};
use baocao06::report::template::Switch;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

const TEMPLATE: &str = r#"{
  "format": "baocao06/template", "format_version": 1, "key": "words", "version": 1, "name": "Mẫu có cột chữ",
  "sections": [{"key": "s", "level": 1, "outline": "I", "label": "Nhiệm vụ", "items": [{"key": "t", "label": "Các nhiệm vụ", "table": {
    "columns": [
      {"key": "name", "label": "Nhiệm vụ", "shows": "label", "width": 40},
      {"key": "day", "label": "Ngày xong", "width": 20, "words": {"kind": "day", "need": "optional"}},
      {"key": "how", "label": "Kết quả", "width": 20, "words": {"kind": {"choice": ["Đạt", "Không đạt"]}}},
      {"key": "note", "label": "Ghi rõ", "width": 10, "words": {"kind": "text"}},
      {"key": "count", "label": "Số lượt", "width": 10, "figure": {"name": "số lượt", "kind": "count"}}
    ],
    "rows": [{"key": "clean", "label": "Làm sạch dữ liệu"}], "open_rows": "yes"
  }}]}]
}"#;

/// A report of August 2025 in it, with nothing entered.
pub(crate) fn loaded() -> Loaded {
    let json = r#"{"format": "baocao06/report", "format_version": 1, "office": {"code": "xa-a", "name": "UBND xã A"},
        "template": {"key": "words", "version": 1},
        "period": {"key": "2025-08", "from": "2025-08-01", "to": "2025-08-31"}}"#;
    Loaded {
        id: report_id(),
        report: report_v1::read_report(json).unwrap(),
        template: Arc::new(template_v1::read_template(TEMPLATE).unwrap()),
        history: History::default(),
        look: Arc::new(OfficeLook::builtin(Look::default()).unwrap()),
        checks: Default::default(),
        steps: Default::default(),
    }
}

fn printed(open: &OpenReport) -> Vec<String> {
    let (report, template) = (open.report(), open.template());
    let results = Results::of(report, template);
    let (_, item) = template.items().next().unwrap();
    let table = document::table_of(Context::of(report, template, &results), item).unwrap();
    let row = table.rows.first().unwrap();
    row.cells.iter().map(|cell| cell.line.plain()).collect()
}

#[test]
fn words_are_kept_printed_and_counted_as_filled_in() {
    let mut open = OpenReport::open(loaded());
    let missing = open.progress().sections[0].texts;
    assert_eq!((missing.done, missing.total), (0, 2), "the day is optional");
    open.type_text(&text_key("t.clean.day"), "12/8/2025", Typing::Finished);
    open.type_text(&text_key("t.clean.how"), "Đạt", Typing::Finished);
    open.type_text(&text_key("t.clean.note"), "đủ 3.000 hồ sơ", Typing::Finished);
    assert_eq!(printed(&open), ["Làm sạch dữ liệu", "12/8/2025", "Đạt", "đủ 3.000 hồ sơ", ""]);
    assert_eq!(open.progress().sections[0].texts.done, 2);
    let json = report_v1::write_report(open.report());
    assert_eq!(report_v1::read_report(&json).unwrap(), *open.report());
}

#[test]
fn a_day_that_is_none_and_a_choice_off_the_list_are_found_and_not_entered() {
    let mut open = OpenReport::open(loaded());
    open.type_text(&text_key("t.clean.day"), "31/6/2025", Typing::Finished);
    open.type_text(&text_key("t.clean.how"), "Tạm được", Typing::Finished);
    let said = |open: &OpenReport| {
        let unreadable = Origin::Builtin(Builtin::Unreadable);
        let found = open.findings().iter().filter(|finding| finding.check == unreadable);
        found.map(|finding| sentence(finding, open.template())).collect::<Vec<_>>()
    };
    assert_eq!(
        said(&open),
        [
            "“Làm sạch dữ liệu – Ngày xong” ghi “31/6/2025”: tháng 6 có 30 ngày",
            "“Làm sạch dữ liệu – Kết quả” ghi “Tạm được”, không có trong danh sách: Đạt; Không đạt",
        ]
    );
    assert_eq!(open.progress().sections[0].texts.done, 0, "it is not entered");
    let edit = open.switched_row(&RowKey::parse("t.clean").unwrap(), Switch::Off);
    open.edit_all([edit]);
    assert!(said(&open).is_empty(), "the row is off");
    let edit = open.switched_row(&RowKey::parse("t.clean").unwrap(), Switch::On);
    open.edit_all([edit]);
    open.type_text(&text_key("t.clean.day"), "30/6/2025", Typing::Finished);
    open.type_text(&text_key("t.clean.how"), "Đạt", Typing::Finished);
    assert!(said(&open).is_empty());
    assert_eq!(open.progress().sections[0].texts.done, 1);
}

#[test]
fn the_period_after_starts_without_the_words() {
    let mut open = OpenReport::open(loaded());
    open.type_text(&text_key("t.clean.how"), "Đạt", Typing::Finished);
    open.type_text(&text_key("t.clean.note"), "đủ hồ sơ", Typing::Finished);
    open.type_text(&text_key("letterhead.place"), "Đông Hải", Typing::Finished);
    let (report, template) = (open.report(), open.template());
    let next = next_report::start(report, template, report.header.period.key.next());
    let left: Vec<&str> = next.texts.keys().map(|key| key.as_str()).collect();
    assert_eq!(left, ["letterhead.place"]);
}

#[test]
fn words_stand_behind_the_figures_in_the_list_of_all() {
    let mut open = OpenReport::open(loaded());
    open.type_text(&text_key("t.clean.note"), "=đủ; hồ sơ", Typing::Finished);
    let (report, template) = (open.report(), open.template());
    let results = Results::of(report, template);
    let bytes = export::csv(Context::of(report, template, &results), &History::default());
    let list = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = list.lines().skip(1).collect();
    assert!(lines[0].ends_with(";t.clean.count"), "{list}");
    let written = "\"'=đủ; hồ sơ\"";
    let note = format!("Nhiệm vụ;Làm sạch dữ liệu – Ghi rõ;;{written};;;;{written};;;t.clean.note");
    assert!(lines.contains(&note.as_str()), "{list}");
    assert_eq!(lines.len(), 4);
    let off = open.switched_row(&RowKey::parse("t.clean").unwrap(), Switch::Off);
    open.edit_all([off]);
    let (report, template) = (open.report(), open.template());
    let results = Results::of(report, template);
    let bytes = export::csv(Context::of(report, template, &results), &History::default());
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1, "the row is off");
}

#[test]
fn words_are_read_for_spelling_and_old_letters_and_can_be_put_right() {
    let mut open = OpenReport::open(loaded());
    let note = text_key("t.clean.note");
    let found = |open: &OpenReport, check: Builtin| {
        let is_it = |finding: &&Finding| finding.check == Origin::Builtin(check);
        open.findings().iter().find(is_it).cloned()
    };
    open.type_text(&note, "đã hoàn thànhh", Typing::Finished);
    let slip = found(&open, Builtin::TextSpelling).unwrap();
    let said = sentence(&slip, open.template());
    assert!(said.contains("hoàn thànhh") || said.contains("thànhh"), "{said}");
    let old = encode("Đã tổ chức tuyên truyền đến hội viên.", Encoding::Tcvn3);
    open.type_text(&note, &old, Typing::Finished);
    assert_eq!(found(&open, Builtin::TextSpelling), None, "old letters are one finding");
    let old = found(&open, Builtin::TextEncoding).unwrap();
    let meant = suggestions(&old).remove(0);
    assert_eq!(meant, "Đã tổ chức tuyên truyền đến hội viên.");
    let (report, template) = (open.report(), open.template());
    let results = Results::of(report, template);
    let edit = check::replace(&old, &meant, Context::of(report, template, &results)).unwrap();
    assert_eq!(edit, Edit::text(note, Some(meant)));
}

#[test]
fn a_check_of_nothing_is_told_though_another_table_is_open() {
    let check = |column: &str| {
        let checks = format!(
            r#""checks": [{{"key": "k", "severity": "note", "rule": {{"filled": [{column}]}}}}], "sections""#
        );
        template_v1::read_template(&TEMPLATE.replace("\"sections\"", &checks))
    };
    assert!(check(r#"{"span": "in_period"}"#).is_ok());
    assert!(check(r#"{"span": "as_of"}"#).is_err(), "no row of its own could have such a figure");
}

#[test]
fn words_of_cells_and_of_removed_rows_are_not_taken_from_the_period_before() {
    let mut before = OpenReport::open(loaded());
    before.type_text(&text_key("t.clean.note"), "đủ hồ sơ", Typing::Finished);
    before.type_text(&text_key("letterhead.place"), "Đông Hải", Typing::Finished);
    let mut before = before.report().clone();
    before.texts.insert(text_key("t.own1.note"), "của dòng đã bỏ".to_owned());
    let now = loaded();
    let edits = carry::carry_texts(&now.report, &now.template, &before, None);
    let place = Edit::text(text_key("letterhead.place"), Some("Đông Hải".to_owned()));
    assert_eq!(edits, [place]);
}

#[test]
fn a_row_stays_out_of_the_form_where_a_cell_of_it_has_no_key_of_its_own() {
    let entry = |label: &str| RowEntry {
        own: Some(OwnRow {
            table: ItemKey::parse("t").unwrap(),
            label: label.to_owned(),
            position: 1,
        }),
        ..RowEntry::default()
    };
    // Its figure has a key, its words would have one that is too long.
    let long = format!("t.{}", "x".repeat(KEY_LENGTH_MAX - "t..remarks".len() + 1));
    assert!(long.len() + ".count".len() <= KEY_LENGTH_MAX);
    let template = TEMPLATE.replace("\"note\"", "\"remarks\"");
    let template = Arc::new(template_v1::read_template(&template).unwrap());
    let mut report = loaded().report;
    for row in [long.as_str(), "t.own1"] {
        report.rows.insert(RowKey::parse(row).unwrap(), entry(row));
    }
    let form = report.form(&template);
    let rows = form.tables().flat_map(|table| &table.rows);
    assert_eq!(rows.map(|row| row.key.as_str()).collect::<Vec<_>>(), ["t.clean", "t.own1"]);
    assert_eq!(form.figures().len(), 2);
}

#[test]
fn columns_of_words_are_written_and_a_choice_needs_something_to_choose() {
    let template = template_v1::read_template(TEMPLATE).unwrap();
    let written = template_v1::write_template(&template);
    assert_eq!(template_v1::read_template(&written).unwrap(), template);
    let empty = TEMPLATE.replace(r#"["Đạt", "Không đạt"]"#, "[]");
    assert!(template_v1::read_template(&empty).is_err());
    let both = TEMPLATE
        .replace(r#""words": {"kind": "text"}"#, r#""shows": "label", "words": {"kind": "text"}"#);
    assert!(template_v1::read_template(&both).is_err());
}

#[test]
fn words_are_typed_in_the_window_also_in_a_row_of_the_office() {
    let mut harness = window([1366.0, 1000.0], Theme::Light);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded()), said: None });
    harness.get_by_label_contains("Nhiệm vụ").click();
    harness.run();
    replace(&mut harness, "Làm sạch dữ liệu – Ngày xong", "12/8/2025");
    replace(&mut harness, "Làm sạch dữ liệu – Ghi rõ", "đủ hồ sơ");
    assert_eq!(printed(on_screen(&harness))[1..4], ["12/8/2025", "", "đủ hồ sơ"]);
    harness.get_by_label_contains("Làm sạch dữ liệu – Kết quả").click();
    harness.run();
    harness.get_by_label("Không đạt").click();
    harness.run();
    assert_eq!(printed(on_screen(&harness))[2], "Không đạt");
    harness.get_by_label("Thêm dòng").click();
    harness.run();
    harness.event(egui::Event::Text("Cấp tài khoản".to_owned()));
    harness.run();
    replace(&mut harness, "Cấp tài khoản – Ghi rõ", "đang làm");
    let texts = &on_screen(&harness).report().texts;
    let text = texts
        .iter()
        .find(|(key, _)| key.as_str().starts_with("t.own") && key.as_str().ends_with(".note"));
    let text = text.map(|(_, text)| text.clone());
    assert_eq!(text.as_deref(), Some("đang làm"));
    // They are found like every text.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run();
    harness.event(egui::Event::Text("du ho so".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert!(field(&harness, "Làm sạch dữ liệu – Ghi rõ").is_focused());
}

#[test]
fn columns_of_words_give_way_in_a_narrow_window_and_a_table_without_totals_has_no_row_for_them() {
    let mut harness = window([640.0, 760.0], Theme::Light);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded()), said: None });
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::PageDown);
    harness.run();
    let last = field(&harness, "Làm sạch dữ liệu – số lượt").rect();
    let edge = harness.get_by_label_contains("Chép theo ").rect().right();
    assert!(last.right() <= edge + 1.0, "{last:?} is cut at {edge}");
    let words = field(&harness, "Làm sạch dữ liệu – Ngày xong").rect();
    assert!((80.0..118.0).contains(&words.width()), "{words:?}");
    assert!(harness.query_by_label("Cộng").is_none());
}

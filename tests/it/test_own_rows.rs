//! Rows that an office adds to an open table: in the form of its report, in what is reckoned and printed,
//! in the data file with undo, in the period after, and in the window.

use std::sync::Arc;

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::files::exports::{self, Finish};
use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::{Event, Request};
use baocao06::app::open_report::{Deed, Loaded, OpenReport, Page, Shift, Typing};
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::history::History;
use baocao06::calc::next_report;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document;
use baocao06::exchange::{report_v1, template_v1};
use baocao06::report::change::{Change, Edit};
use baocao06::report::content::Report;
use baocao06::report::field::{Field, FieldValue};
use baocao06::report::key::{FigureKey, ItemKey, RowKey};
use baocao06::report::look::Look;
use baocao06::report::template::{ItemBody, RowOrigin, Switch, Template};
use baocao06::report::value::Value;
use chrono::NaiveDate;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

pub(crate) const TEMPLATE: &str = r#"{
  "format": "baocao06/template", "format_version": 1, "key": "open", "version": 1, "name": "Mẫu có dòng tự thêm",
  "schedule": {"from": {"month": 0, "day": 1}, "to": {"month": 0, "day": 31}},
  "agencies": [{"key": "police", "name": "Công an"}],
  "sections": [{"key": "s", "level": 1, "outline": "I", "label": "Mô hình", "heading": "I. MÔ HÌNH", "items": [{"key": "t", "label": "Các mô hình", "table": {
    "columns": [
      {"key": "no", "label": "STT", "shows": "position", "width": 8},
      {"key": "name", "label": "Mô hình", "shows": "label", "width": 40},
      {"key": "who", "label": "Đơn vị thực hiện", "shows": "provider", "width": 22},
      {"key": "done", "label": "Đã xong", "width": 10, "figure": {"name": "đã xong", "unit": "hồ sơ", "kind": "count"}},
      {"key": "all", "label": "Tổng", "width": 10, "figure": {"name": "tổng", "unit": "hồ sơ", "kind": "count"}},
      {"key": "rate", "label": "Tỷ lệ", "width": 10, "figure": {"name": "tỷ lệ", "kind": {"rate": {"part": "done", "whole": "all"}}}}
    ],
    "rows": [{"key": "hotel", "label": "Khách sạn", "provider": "police"}, {"key": "school", "label": "Trường học"}],
    "open_rows": "yes",
    "total": {"label": "Toàn xã", "row": "printed"}
  }}]}],
  "checks": [{"key": "part", "severity": "error", "rule": {"at_most": {"part": {"column": "t.done"}, "whole": {"column": "t.all"}}}}]
}"#;

pub(crate) fn declared() -> Arc<Template> {
    Arc::new(template_v1::read_template(TEMPLATE).unwrap())
}

pub(crate) fn report() -> Report {
    let json = r#"{"format": "baocao06/report", "format_version": 1, "office": {"code": "xa-a", "name": "UBND xã A"},
        "template": {"key": "open", "version": 1},
        "period": {"key": "2025-08", "from": "2025-08-01", "to": "2025-08-31"},
        "figures": {"t.hotel.done": 1, "t.hotel.all": 4, "t.school.done": 2, "t.school.all": 2}}"#;
    report_v1::read_report(json).unwrap()
}

pub(crate) fn loaded(report: Report) -> Loaded {
    Loaded {
        id: report_id(),
        template: report.form(&declared()),
        report,
        history: History::default(),
        look: Arc::new(OfficeLook::builtin(Look::default()).unwrap()),
        checks: Default::default(),
        steps: Default::default(),
    }
}

pub(crate) fn table() -> ItemKey {
    ItemKey::parse("t").unwrap()
}

/// Adds a row; all rows of the tests are added at the same moment.
pub(crate) fn add_row(open: &mut OpenReport) -> RowKey {
    let at = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
    let (key, edit) = open.added_row(&table(), at).unwrap();
    open.edit_all([edit]);
    key
}

pub(crate) fn remove_row(open: &mut OpenReport, key: &RowKey) {
    let edits = open.removed_row(key);
    open.edit_all(edits);
}

fn move_up(open: &mut OpenReport, key: &RowKey) {
    let edits = open.moved_row(&table(), key, Shift::Up);
    open.edit_all(edits);
}

/// The rows of the report that the office added.
fn own_rows(open: &OpenReport) -> Vec<RowKey> {
    open.report().own_rows(&table()).into_iter().map(|(key, _)| key.clone()).collect()
}

pub(crate) fn labels(open: &OpenReport) -> Vec<String> {
    let tables = open.template().tables();
    tables.flat_map(|table| &table.rows).map(|row| row.label.clone()).collect()
}

pub(crate) fn type_count(open: &mut OpenReport, row: &RowKey, column: &str, text: &str) {
    let key = FigureKey::parse(&format!("{row}.{column}")).unwrap();
    open.type_figure(&key, text, Typing::Finished);
}

/// A month with two rows of its own, both filled in.
pub(crate) fn grown() -> (OpenReport, RowKey, RowKey) {
    let mut open = OpenReport::open(loaded(report()));
    let market = add_row(&mut open);
    open.name_row(&market, "Chợ Đông Hải", Typing::Finished);
    let clinic = add_row(&mut open);
    open.name_row(&clinic, "Trạm y tế", Typing::Finished);
    open.set_row_provider(&clinic, "Y tế xã", Typing::Finished);
    for (row, done, all) in [(&market, "3", "4"), (&clinic, "5", "10")] {
        type_count(&mut open, row, "done", done);
        type_count(&mut open, row, "all", all);
    }
    (open, market, clinic)
}

/// The printed rows, the line of totals last.
fn printed(report: &Report, form: &Template) -> Vec<String> {
    let results = Results::of(report, form);
    let (_, item) = form.items().next().unwrap();
    let table = document::table_of(Context::of(report, form, &results), item).unwrap();
    let rows = table.rows.iter().chain(&table.total);
    let words = |row: &document::Row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.line.plain()).collect();
        cells.join("|")
    };
    rows.map(words).collect()
}

#[test]
fn rows_of_the_office_count_print_and_are_checked_like_any_other() {
    let (mut open, market, _) = grown();
    assert_eq!(labels(&open), ["Khách sạn", "Trường học", "Chợ Đông Hải", "Trạm y tế"]);
    assert_eq!(
        printed(open.report(), open.template()),
        [
            "1|Khách sạn|Công an|1|4|25%",
            "2|Trường học||2|2|100%",
            "3|Chợ Đông Hải||3|4|75%",
            "4|Trạm y tế|Y tế xã|5|10|50%",
            "Toàn xã|11|20|55%",
        ]
    );
    let figure = FigureKey::parse(&format!("{market}.done")).unwrap();
    assert_eq!(open.template().figure(&figure).unwrap().label, "Chợ Đông Hải – đã xong");
    assert!(open.findings().is_empty(), "{:?}", open.findings());
    type_count(&mut open, &market, "done", "9");
    assert_eq!(open.findings().len(), 1, "a part above its whole in a row of the office");
    let edit = open.switched_row(&market, Switch::Off);
    open.edit_all([edit]);
    assert!(open.findings().is_empty());
    assert_eq!(printed(open.report(), open.template()).last().unwrap(), "Toàn xã|8|16|50%");
}

#[test]
fn rows_are_moved_and_removed_with_all_that_was_typed_in_them() {
    let (mut open, market, clinic) = grown();
    move_up(&mut open, &clinic);
    assert_eq!(labels(&open)[2..], ["Trạm y tế", "Chợ Đông Hải"]);
    move_up(&mut open, &clinic);
    assert_eq!(labels(&open)[2..], ["Trạm y tế", "Chợ Đông Hải"], "the template's rows stay first");
    remove_row(&mut open, &market);
    assert_eq!(labels(&open)[2..], ["Trạm y tế"]);
    let left = open.report().fields().map(|field| field.key());
    assert!(left.into_iter().all(|key| !key.starts_with(&format!("{market}."))));
    let again = add_row(&mut open);
    assert_ne!(again, clinic);
    remove_row(&mut open, &RowKey::parse("t.hotel").unwrap());
    assert_eq!(labels(&open).len(), 4, "rows of the template are switched off, never removed");
}

#[test]
fn the_only_row_goes_from_the_form_when_the_report_is_opened_and_it_is_removed() {
    let mut open = OpenReport::open(loaded(report()));
    let market = add_row(&mut open);
    let mut opened = OpenReport::open(loaded(open.report().clone()));
    assert_eq!(labels(&opened).len(), 3);
    remove_row(&mut opened, &market);
    assert_eq!(labels(&opened), ["Khách sạn", "Trường học"]);
    assert!(opened.template().row(&market).is_none());

    let mut opened = OpenReport::open(loaded(open.report().clone()));
    let added = open.report().rows.get(&market).cloned();
    let added = Change::of(Edit::cleared(Field::Row(market.clone())), added.map(FieldValue::Row));
    opened.apply(&[added]);
    assert_eq!(labels(&opened), ["Khách sạn", "Trường học"], "undo after opening");
}

#[test]
fn a_row_is_named_by_the_time_at_which_it_was_added() {
    let mut open = OpenReport::open(loaded(report()));
    let first = add_row(&mut open);
    assert_eq!(first.as_str(), "t.own20250901080000000");
    let second = add_row(&mut open);
    assert_eq!(second.as_str(), "t.own20250901080000000_2");
    remove_row(&mut open, &first);
    let at = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap().and_hms_milli_opt(8, 0, 0, 1).unwrap();
    let (later, _) = open.added_row(&table(), at).unwrap();
    assert!(later != first && later != second, "not that of a row that was removed");

    let taken = TEMPLATE.replace(r#""key": "school""#, r#""key": "own20250901080000000""#);
    let template = Arc::new(template_v1::read_template(&taken).unwrap());
    let mut open = OpenReport::open(Loaded { template, ..loaded(report()) });
    assert_eq!(add_row(&mut open).as_str(), "t.own20250901080000000_2");
}

#[test]
fn names_that_stand_twice_are_told_apart_and_strange_rows_stay_out_of_the_form() {
    let mut open = OpenReport::open(loaded(report()));
    let twin = add_row(&mut open);
    open.name_row(&twin, "Trường học", Typing::Finished);
    let figure = FigureKey::parse(&format!("{twin}.done")).unwrap();
    assert_eq!(open.template().figure(&figure).unwrap().label, "Trường học – đã xong (2)");
    let mut strange = report();
    for key in ["t.hotel", "t.total", "other.own1", "t.own1"] {
        let entry = open.report().rows.get(&twin).unwrap().clone();
        strange.rows.insert(RowKey::parse(key).unwrap(), entry);
    }
    let form = strange.form(&declared());
    let rows: Vec<_> = form.tables().flat_map(|table| &table.rows).collect();
    let own: Vec<_> = rows.iter().filter(|row| row.origin == RowOrigin::Office).collect();
    assert_eq!(own.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["t.own1"]);
}

#[test]
fn the_period_after_starts_with_the_rows_and_without_their_figures() {
    let (open, market, _) = grown();
    let next =
        next_report::start(open.report(), open.template(), open.report().header.period.key.next());
    let form = next.form(&declared());
    assert_eq!(
        printed(&next, &form),
        [
            "1|Khách sạn|Công an|||",
            "2|Trường học||||",
            "3|Chợ Đông Hải||||",
            "4|Trạm y tế|Y tế xã|||",
            "Toàn xã|||"
        ]
    );
    let json = report_v1::write_report(open.report());
    assert_eq!(report_v1::read_report(&json).unwrap(), *open.report());
    assert!(open.report().rows.contains_key(&market));
}

#[test]
fn every_export_has_the_rows() {
    let (open, ..) = grown();
    let (report, form) = (open.report(), open.template());
    let history = History::default();
    let (look, checks) = (OfficeLook::builtin(Look::default()).unwrap(), Default::default());
    let finish = Finish { history: &history, look: &look, checks: &checks, trace: None };
    let csv = exports::export_bytes(report, form, &finish, ExportFormat::Csv).unwrap();
    assert!(String::from_utf8_lossy(&csv).contains("Chợ Đông Hải – đã xong"));
    for format in [ExportFormat::Docx, ExportFormat::Xlsx] {
        let bytes = exports::export_bytes(report, form, &finish, format).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut words = String::new();
        for i in 0..archive.len() {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_index(i).unwrap(), &mut part).unwrap();
            words.push_str(&String::from_utf8_lossy(&part));
        }
        assert!(words.contains("Chợ Đông Hải") && words.contains("Y tế xã"), "{format:?}");
    }
}

#[test]
fn a_row_is_added_named_filled_in_and_removed_in_the_window() {
    let mut harness = window([1366.0, 1100.0], Theme::Light);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded(report())), said: None });
    harness.get_by_label_contains("Mô hình").click();
    harness.run();
    assert_ne!(on_screen(&harness).page, Page::Letterhead);
    harness.get_by_label("Thêm dòng").click();
    harness.run();
    harness.event(egui::Event::Text("Chợ Đông Hải".to_owned()));
    harness.run();
    assert_eq!(labels(on_screen(&harness)).last().unwrap(), "Chợ Đông Hải");
    // To what is typed next, not to a button that a space would press.
    harness.key_press(egui::Key::Tab);
    harness.run();
    assert_eq!(super::test_cells::focused(&harness), "Đơn vị thực hiện: Chợ Đông Hải");
    harness.get_by_label("Xong").click();
    harness.run();
    replace(&mut harness, "Chợ Đông Hải – đã xong", "3");
    replace(&mut harness, "Chợ Đông Hải – tổng", "4");
    assert_eq!(computed(&harness, "Toàn xã – đã xong"), "6");
    let row = own_rows(on_screen(&harness)).remove(0);
    let figure = FigureKey::parse(&format!("{row}.done")).unwrap();
    assert_eq!(*on_screen(&harness).report().value(&figure), Value::count(3));
    harness.get_by_label("Chọn dòng báo cáo…").click();
    harness.run();
    replace(&mut harness, "Đơn vị thực hiện: Trường học", "Phòng Văn hóa");
    assert!(harness.query_by_label_contains("Phòng Văn hóa").is_some());
    harness.get_by_label_contains("Xóa dòng “Chợ Đông Hải”").click();
    harness.run();
    assert_eq!(labels(on_screen(&harness)), ["Khách sạn", "Trường học"]);
    assert_eq!(*on_screen(&harness).report().value(&figure), Value::Blank);
    let deeds: Vec<Deed> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::Save { batch, .. } => Some(batch.deed),
            _ => None,
        })
        .collect();
    assert_eq!(deeds[..2], [Deed::RowAdded, Deed::RowRenamed], "{deeds:?}");
    assert_eq!(deeds.last(), Some(&Deed::RowRemoved), "{deeds:?}");
    assert_eq!(deeds[deeds.len() - 2], Deed::ProviderNamed, "{deeds:?}");
    assert!(deeds[2..deeds.len() - 2].iter().all(|deed| *deed == Deed::Typed), "{deeds:?}");
}

#[test]
fn a_template_that_is_open_is_written_and_read_again() {
    let template = declared();
    let written = template_v1::write_template(&template);
    assert_eq!(template_v1::read_template(&written).unwrap(), *template);
    let is_open =
        |body: &ItemBody| matches!(body, ItemBody::Table(table) if !table.rows.is_empty());
    assert!(template.items().all(|(_, item)| is_open(&item.body)));
}

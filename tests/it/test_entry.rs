//! Typing a month as someone does who comes from Excel: what was found wrong at the real window.

use baocao06::app::preferences::Theme;
use baocao06::report::content::Report;
use baocao06::report::template::{ItemBody, Switch, TableRow};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::*;

const DIRECT: &str = "Đăng ký thường trú – trực tiếp";

fn rows() -> Vec<TableRow> {
    let template = template();
    let mut tables = template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    tables.next().unwrap()
}

fn with_every_row(mut report: Report) -> Report {
    report.switches.extend(rows().into_iter().map(|row| (row.key, Switch::On)));
    report
}

/// The window on the page with the table of services, on a cell.
fn at_cell(report: Report, size: [f32; 2]) -> TestHarness {
    let mut harness = window_of(report, size, Theme::Light);
    harness.query_all_by_label_contains("II.2").next().unwrap().click();
    harness.run();
    field(&harness, DIRECT).focus();
    harness.run();
    harness
}

#[test]
fn every_row_that_is_on_screen_is_drawn_at_the_end_of_a_long_table() {
    let mut harness = at_cell(with_every_row(may()), [1366.0, 768.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    let template = template();
    let is_direct = |key: &&baocao06::report::key::FigureKey| key.as_str().ends_with(".direct");
    let last: Vec<String> = rows()
        .iter()
        .rev()
        .take(4)
        .map(|row| template.figure(row.cells.values().find(is_direct).unwrap()).unwrap())
        .map(|figure| figure.label.clone())
        .collect();
    for label in last {
        let rect = field(&harness, &label).rect();
        assert!(rect.top() > 48.0 && rect.bottom() < 768.0, "{label} at {rect:?}");
    }
}

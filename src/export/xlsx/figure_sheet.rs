//! Every figure of the report on one sheet, as a list that other programs can read.

use std::collections::HashMap;

use rust_xlsxwriter::Worksheet;

use super::cell;
use super::formula::{self, Places};
use super::style::{self, Weight};
use crate::calc::print::{self, Place};
use crate::calc::prose::Context;
use crate::export::ExportError;
use crate::pages::metrics::Face;
use crate::report::key::FigureKey;
use crate::report::period::format_day;
use crate::report::template::{Figure, FigureRow, Item, ItemBody, Span, Template};

/// Headings with the widths of their columns in characters.
const COLUMNS: [(&str, u32); 8] = [
    ("Phần", 42),
    ("Chỉ tiêu", 60),
    ("Đơn vị tính", 12),
    ("Giá trị", 18),
    ("In trong báo cáo", 18),
    ("Đơn vị cung cấp", 22),
    ("Kỳ số liệu", 28),
    ("Mã chỉ tiêu", 34),
];
/// The column of the values.
const VALUE: u16 = 3;
/// The column of the printed forms.
const PRINTED: u16 = 4;

/// Writes every figure, those of rows that the office does not report left out.
pub(super) fn write(sheet: &mut Worksheet, context: &Context<'_>) -> Result<(), ExportError> {
    for ((label, width), column) in COLUMNS.into_iter().zip(0..) {
        sheet.write_string_with_format(0, column, label, &style::heading())?;
        sheet.set_column_width(column, width)?;
    }
    cell::fit_row(sheet, 0, &COLUMNS, Face::Bold)?;
    let figures = context.template.figures().iter();
    let figures: Vec<(&Figure, u32)> =
        figures.filter(|figure| !formula::is_off(context, &figure.key)).zip(1..).collect();
    let places: Places =
        figures.iter().map(|(figure, line)| (figure.key.clone(), (*line, VALUE))).collect();
    let sections = sections(context.template);
    for (figure, line) in &figures {
        let section = sections.get(&figure.key).copied().unwrap_or("");
        self::line(sheet, (figure, *line), section, (context, &places))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    (figure, line): (&Figure, u32),
    section: &str,
    (context, places): (&Context<'_>, &Places),
) -> Result<(), ExportError> {
    let style = &context.template.parts().style;
    let printed = print::figure_text(figure, context.report, context.results, style, Place::Table);
    let provider = figure.provider.as_ref();
    let provider = provider.and_then(|key| context.template.agency(key));
    let format = style::words(Weight::Row);
    let span = span_words(figure, context);
    let words = [
        (0, section),
        (1, &figure.label),
        (2, &figure.unit),
        (5, provider.map_or("", |agency| &agency.name)),
        (6, &span),
        (7, figure.key.as_str()),
    ];
    let mut widths = Vec::new();
    for (column, text) in words {
        cell::words(sheet, (line, column), text, &format)?;
        let width = COLUMNS.get(usize::from(column)).map_or(1, |(_, width)| *width);
        widths.push((text, width));
    }
    cell::fit_row(sheet, line, &widths, Face::Regular)?;
    cell::words(sheet, (line, PRINTED), &printed, &style::right())?;
    let formula = formula::of(figure, context, places);
    let at = (line, VALUE);
    cell::figure(sheet, at, (figure, formula), context, Weight::Row)
}

/// The days a figure speaks of, in words.
fn span_words(figure: &Figure, context: &Context<'_>) -> String {
    let range = context.report.header.period.range;
    let day = print::day_text(figure, context.report).unwrap_or_default();
    match figure.span {
        Span::InPeriod => {
            let (first, last) = (format_day(range.first()), format_day(range.last()));
            format!("{first} – {last}")
        }
        Span::Since(_) => format!("cộng dồn từ {day}"),
        Span::AsOf => format!("tính đến {day}"),
    }
}

/// The section that shows each figure first.
fn sections(template: &Template) -> HashMap<FigureKey, &str> {
    let mut sections = HashMap::new();
    for (section, item) in template.items() {
        for key in shown(item) {
            sections.entry(key.clone()).or_insert(section.label.as_str());
        }
    }
    sections
}

fn shown(item: &Item) -> Vec<&FigureKey> {
    match &item.body {
        ItemBody::Narrative(_) | ItemBody::Documents(_) => Vec::new(),
        ItemBody::Figures(group) => group.rows.iter().flat_map(FigureRow::figures).collect(),
        ItemBody::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| row.cells.values());
            cells.chain(table.total.values()).collect()
        }
    }
}

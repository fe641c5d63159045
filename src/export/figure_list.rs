//! Every figure of the report as a list: what the workbook and the CSV file have in common.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::grid::{self, Grid, GridCell, Stand};
use crate::calc::compare::Movement;
use crate::calc::days;
use crate::calc::history::History;
use crate::calc::print::{self, NO_PERCENTAGE, PrintedIn};
use crate::calc::prose::Context;
use crate::calc::results::Outcome;
use crate::calc::year::{ToDate, Year};
use crate::report::key::FigureKey;
use crate::report::period::{PeriodKey, format_day, of_kind};
use crate::report::template::{Figure, FigureRow, Item, ItemBody, Span, Template};
use crate::report::value::Number;

/// How many columns the list has.
pub(super) const NUM_COLUMNS: usize = 11;

/// The headings of the list; the months that are missing from what was added up are named.
pub(super) fn headings(year: &Year<'_>) -> [String; NUM_COLUMNS] {
    let noun = year.kind().noun();
    let missing: Vec<String> = year.missing().map(PeriodKey::in_year).collect();
    let to_date = match missing.is_empty() {
        true => "Cộng dồn từ đầu năm".to_owned(),
        false => format!("Cộng dồn từ đầu năm (chưa có {noun} {})", missing.join(", ")),
    };
    [
        "Phần".to_owned(),
        "Chỉ tiêu".to_owned(),
        "Đơn vị tính".to_owned(),
        "Giá trị".to_owned(),
        to_date,
        of_kind("{Kỳ} trước", year.kind()).into_owned(),
        of_kind("Tăng, giảm so với {kỳ} trước", year.kind()).into_owned(),
        "In trong báo cáo".to_owned(),
        "Đơn vị cung cấp".to_owned(),
        "Kỳ số liệu".to_owned(),
        "Mã chỉ tiêu".to_owned(),
    ]
}

/// A figure of the list.
pub(super) struct FigureLine<'a> {
    /// Which.
    pub(super) figure: &'a Figure,
    /// The section that shows it first.
    pub(super) section: &'a str,
    /// Its number this month.
    pub(super) value: GridCell,
    /// From January up to this month.
    pub(super) to_date: GridCell,
    /// Its number the month before.
    pub(super) before: GridCell,
    /// This month less the month before.
    pub(super) change: GridCell,
    /// As the report prints it.
    pub(super) printed: String,
    /// Who provides it.
    pub(super) provider: &'a str,
    /// The days it speaks of.
    pub(super) span: String,
}

impl FigureLine<'_> {
    /// The cells in the order of the headings.
    pub(super) fn cells(&self) -> [GridCell; NUM_COLUMNS] {
        let words = |text: &str| GridCell::words(text, Stand::Left);
        [
            words(self.section),
            words(&self.figure.label),
            words(&self.figure.unit),
            self.value.clone(),
            self.to_date.clone(),
            self.before.clone(),
            self.change.clone(),
            GridCell::words(&self.printed, Stand::Right),
            words(self.provider),
            words(&self.span),
            words(self.figure.key.as_str()),
        ]
    }
}

/// Every figure, those of rows that the office does not report left out.
pub(super) fn lines<'a>(
    context: Context<'a>,
    history: &'a History,
    year: &Year<'a>,
) -> Vec<FigureLine<'a>> {
    let sections = sections(context.template);
    let before = history.previous(context.report.header.period.key);
    let before = before.map(Context::of_past);
    let figures = context.template.figures().iter();
    let figures = figures.filter(|figure| !context.is_off(&figure.key));
    let lines = figures.map(|figure| {
        let value = grid::value(figure, &context);
        let was_on = before.filter(|before| !before.is_off(&figure.key));
        let before = was_on.map_or_else(GridCell::blank, |past| grid::value(figure, &past));
        let style = &context.template.parts().style;
        let (report, results) = (context.report, context.results);
        FigureLine {
            figure,
            section: sections.get(&figure.key).copied().unwrap_or(""),
            to_date: to_date(figure, year, &value),
            change: change(figure, was_on.as_ref(), &context),
            printed: print::figure_text(figure, report, results, style, PrintedIn::Table),
            provider: provider(figure, context),
            span: span_words(figure, &context),
            value,
            before,
        }
    });
    lines.collect()
}

/// Who provides a figure; in a table whoever carries out its row, in the office's own words where it has some.
fn provider<'a>(figure: &'a Figure, context: Context<'a>) -> &'a str {
    let Context { report, template, .. } = context;
    if let Some(row) = figure.row.as_ref().and_then(|row| template.row(row)) {
        return report.provider(template, row);
    }
    let agency = figure.provider.as_ref().and_then(|key| template.agency(key));
    agency.map_or("", |agency| &agency.name)
}

/// The list as cells; behind the figures what the office says in words in cells of tables.
pub(super) fn grid(context: Context<'_>, history: &History) -> Grid {
    let year = Year::of(context, history);
    let headings = headings(&year).map(|heading| GridCell::words(heading, Stand::Centre));
    let lines = lines(context, history, &year);
    let figures = lines.iter().map(|line| line.cells().into());
    let rows = figures.chain(lines_of_words(context)).collect();
    Grid { header: vec![headings.into()], rows, ..Grid::default() }
}

/// A line for each cell of words in rows that are on.
fn lines_of_words(context: Context<'_>) -> Vec<Vec<GridCell>> {
    let Context { report, template, .. } = context;
    let mut lines = Vec::new();
    for (section, item) in template.items() {
        let ItemBody::Table(table) = &item.body else { continue };
        for row in table.rows.iter().filter(|row| report.is_on(row)) {
            for column in &table.columns {
                let Some(key) = row.words.get(&column.key) else { continue };
                let label = format!("{} – {}", row.label, column.label);
                let words = report.text(template, key);
                let provider = report.provider(template, row);
                let line: [&str; NUM_COLUMNS] = [
                    &section.label,
                    &label,
                    "",
                    words,
                    "",
                    "",
                    "",
                    words,
                    provider,
                    "",
                    key.as_str(),
                ];
                lines.push(line.map(|words| GridCell::words(words, Stand::Left)).into());
            }
        }
    }
    lines
}

fn to_date(figure: &Figure, year: &Year<'_>, value: &GridCell) -> GridCell {
    let number = |decimal, decimals| {
        let number = grid::numeric(figure, decimal, decimals);
        GridCell::number(number, number.for_text())
    };
    match year.to_date(figure) {
        ToDate::Own => value.clone(),
        ToDate::Sum(sum) => number(sum, figure.decimals.max(sum.scale())),
        ToDate::Rate(rate) => {
            let percent = rate.percent(figure.decimals);
            percent.map_or_else(GridCell::blank, |percent| number(percent, percent.scale()))
        }
        ToDate::ZeroWhole => GridCell::words(NO_PERCENTAGE, Stand::Centre),
        ToDate::Nothing => GridCell::blank(),
    }
}

/// This month less the month before; nothing unless both are known, "không phát sinh" being 0.
fn change(figure: &Figure, before: Option<&Context<'_>>, now: &Context<'_>) -> GridCell {
    let (Some(was), Some(is)) = (before.and_then(|past| number(figure, past)), number(figure, now))
    else {
        return GridCell::blank();
    };
    let movement = is.checked_sub(was).map_or(Movement::Unknown, Movement::By);
    grid::change(figure, movement, is.scale().max(was.scale()).max(figure.decimals))
}

/// The number of a figure as the column of values has it.
fn number(figure: &Figure, context: &Context<'_>) -> Option<Decimal> {
    match context.results.outcome(&figure.key) {
        Some(Outcome::Rate { rate, .. }) => rate.percent(figure.decimals),
        _ => context.results.number(context.report, &figure.key).map(Number::to_decimal),
    }
}

/// The days a figure speaks of, in words.
fn span_words(figure: &Figure, context: &Context<'_>) -> String {
    let range = context.report.header.period.range;
    let day = days::text(figure, context.report).unwrap_or_default();
    match figure.span {
        Span::InPeriod => {
            let (first, last) = (format_day(range.first()), format_day(range.last()));
            format!("{first} – {last}")
        }
        Span::Since(_) => format!("cộng dồn từ {day}"),
        Span::AsOf => format!("tính đến {day}"),
        Span::Window(_) => day,
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

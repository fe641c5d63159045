//! What the report itself says, against which its document is held: how many lines, rows and
//! figures there must be.

use std::collections::BTreeSet;

use baocao06::calc::print::{self, PrintedIn};
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::report::content::Report;
use baocao06::report::key::FigureKey;
use baocao06::report::letterhead::LetterheadField;
use baocao06::report::look::Look;
use baocao06::report::template::{
    self, Figure, FigureKind, ItemBody, Placement, Printed, Template, TotalRow,
};
use baocao06::report::text;
use baocao06::report::value::Value;

/// What a document must hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) parent_lines: usize,
    pub(super) issuer: Vec<String>,
    pub(super) subject_lines: usize,
    pub(super) addressees: usize,
    /// Without "Như trên", which stands or falls with the addressees.
    pub(super) recipients: usize,
    pub(super) authority: Option<String>,
    pub(super) signer: Option<String>,
    /// Data tables in the order of the document.
    pub(super) tables: Vec<TableFacts>,
    /// Where each annex stands.
    pub(super) annexes: Vec<Placement>,
    /// Sentences with their figures, as they are printed.
    pub(super) sentences: Vec<String>,
    /// The printed forms of every figure in prose.
    pub(super) printed: BTreeSet<String>,
    /// Whether the template counts its sections I, II, III …
    pub(super) is_counted: bool,
}

/// What a table must hold.
#[derive(Debug, Clone)]
pub(super) struct TableFacts {
    pub(super) header_rows: usize,
    pub(super) placement: Placement,
    /// Rows and the total, each with its figures.
    pub(super) rows: Vec<Vec<CellFacts>>,
}

/// What a figure cell must hold.
#[derive(Debug, Clone)]
pub(super) struct CellFacts {
    pub(super) text: String,
    pub(super) form: Form,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A whole number.
    Count,
    /// A percentage or score.
    Rate,
    /// Blank, "không phát sinh", about, or what could not be read.
    Other,
}

impl Facts {
    /// What a report says under a template and a look.
    pub(super) fn of(report: &Report, template: &Template, look: &Look) -> Self {
        let results = Results::of(report, template);
        let context = Context::of(report, template, &results);
        let lines = |field: LetterheadField| -> Vec<String> {
            let text = context.text(&field.text_key());
            text.split(['\n', '\r'])
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(printable)
                .collect()
        };
        let authority = lines(LetterheadField::SigningAuthority).into_iter().next();
        let mut tables: Vec<TableFacts> =
            template.items().filter_map(|(_, item)| table(item, &context, look)).collect();
        // Tables of annexes follow those of the body.
        tables.sort_by_key(|table| table.placement != Placement::Body);
        let mut annexes: Vec<Placement> = tables.iter().map(|table| table.placement).collect();
        annexes.retain(|placement| *placement != Placement::Body);
        if look.charts.iter().any(|key| template.figure(key).is_some()) {
            annexes.push(Placement::Annex);
        }
        Self {
            parent_lines: lines(LetterheadField::ParentBody).len(),
            issuer: lines(LetterheadField::Issuer),
            subject_lines: lines(LetterheadField::Subject).len(),
            addressees: lines(LetterheadField::Addressees).len(),
            recipients: recipients(&lines(LetterheadField::Recipients)),
            authority: authority.filter(|name| name.as_str() != "advisory"),
            signer: lines(LetterheadField::SignerName).into_iter().next(),
            tables,
            annexes,
            sentences: sentences(&context),
            printed: template
                .figures()
                .iter()
                .map(|f| figure(f, &context, PrintedIn::Prose))
                .collect(),
            is_counted: is_counted(template),
        }
    }
}

fn recipients(lines: &[String]) -> usize {
    let is_as_above = |line: &&String| {
        let name = line.trim_matches(|c: char| " -–;.".contains(c)).to_lowercase();
        name == "như trên" || name == "như kính gửi"
    };
    lines.len() - lines.iter().filter(is_as_above).count()
}

/// What can be printed of a text, on one line.
fn printable(text: &str) -> String {
    text::printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn figure(figure: &Figure, context: &Context<'_>, place: PrintedIn) -> String {
    let style = &context.template.parts().style;
    printable(&print::figure_text(figure, context.report, context.results, style, place))
}

fn cell(key: Option<&FigureKey>, context: &Context<'_>) -> CellFacts {
    let Some(found) = key.and_then(|key| context.template.figure(key)) else {
        return CellFacts { text: String::new(), form: Form::Other };
    };
    let report = context.report;
    let is_computed = matches!(found.kind, FigureKind::Computed(_));
    let typed = match is_computed {
        true => report.printed.get(&found.key),
        false => Some(report.value(&found.key)),
    };
    let is_number = match typed {
        Some(value) => matches!(value, Value::Known { qualifier: None, .. }),
        None => context.results.number(report, &found.key).is_some(),
    };
    let text = figure(found, context, PrintedIn::Table);
    let form = match (is_number, text.contains(['%', ','])) {
        (false, _) => Form::Other,
        (true, true) => Form::Rate,
        (true, false) => Form::Count,
    };
    CellFacts { text, form }
}

fn table(item: &template::Item, context: &Context<'_>, look: &Look) -> Option<TableFacts> {
    let ItemBody::Table(table) = &item.body else {
        return None;
    };
    let is_figure =
        |column: &&template::Column| column.is_figure() && column.printed == Printed::Yes;
    let columns: Vec<_> = table.columns.iter().filter(is_figure).collect();
    let rows = table.rows.iter().filter(|row| context.report.is_on(row));
    let mut rows: Vec<Vec<CellFacts>> = rows
        .map(|row| columns.iter().map(|c| cell(row.cells.get(&c.key), context)).collect())
        .collect();
    if rows.is_empty() {
        return None;
    }
    if table.total_row == TotalRow::Printed && !table.total.is_empty() {
        rows.push(columns.iter().map(|c| cell(table.total.get(&c.key), context)).collect());
    }
    let printed = table.columns.iter().filter(|column| column.printed == Printed::Yes);
    let header_rows = if printed.clone().any(|column| column.group.is_some()) { 2 } else { 1 };
    let placement = look.tables.get(&item.key).copied().unwrap_or(table.placement);
    Some(TableFacts { header_rows, placement, rows })
}

fn sentences(context: &Context<'_>) -> Vec<String> {
    let groups = context.template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Figures(group) => Some(group),
        _ => None,
    });
    let texts = groups.flat_map(|group| &group.sentences).map(|sentence| &sentence.text);
    let raw = texts.map(|key| context.report.text(context.template, key));
    let lines = raw.flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.filter(|line| !line.starts_with(['-', '+', '*']));
    lines.map(|line| printable(&context.plain(line))).filter(|line| !line.is_empty()).collect()
}

/// Whether the headings of the first level are numbered I, II, III in order.
fn is_counted(template: &Template) -> bool {
    let headings = template.sections().iter().filter(|section| section.level == 1);
    let headings = headings.filter_map(|section| section.heading.as_deref());
    let numbers = headings.map(|heading| heading.split('.').next().unwrap_or(""));
    numbers.zip(super::body::ROMAN).all(|(number, expected)| number == expected)
}

//! Collecting figures from the agencies that provide them: what is asked of each, and what would become
//! of a form that comes back filled.
//!
//! The form is a file of its own kind (written in `export`, read in `exchange`); here is what they
//! have in common. Nothing of a form is applied by itself: [`FormPlan::of`] tells cell by cell what
//! would become of it, and its edits are one operation.

mod leap;
mod plan;
pub mod sheet;

pub use self::leap::{Leap, LeapFrom};
pub use self::plan::{Counts, FilledFault, FormPlan, Line, LineFate, LineRefusal};

use rust_decimal::Decimal;

use super::personal::{self, PersonalColumn};
use super::progress::{self, Progress};
use crate::report::content::Report;
use crate::report::key::{AgencyKey, FigureKey, OfficeCode};
use crate::report::period::PeriodKey;
use crate::report::template::{
    Agency, Figure, FigureRow, Item, ItemBody, Section, TableRow, Template, TemplateRef,
};

/// What a form belongs to. A form comes back only to where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The office that collects.
    pub office: OfficeCode,
    /// Its name when the form was made, to be told.
    pub office_name: String,
    /// The period.
    pub period: PeriodKey,
    /// The template that the report is typed in.
    pub template: TemplateRef,
    /// The agency that is asked.
    pub agency: AgencyKey,
}

impl Stamp {
    /// The stamp of a form of a report.
    pub fn of(report: &Report, agency: &AgencyKey) -> Self {
        Self {
            office: report.office.code.clone(),
            office_name: report.office.name.clone(),
            period: report.header.period.key,
            template: report.template.clone(),
            agency: agency.clone(),
        }
    }
}

/// A figure that an agency is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'t> {
    /// The section that shows it first.
    pub section: &'t Section,
    /// What it belongs to there.
    pub item: &'t Item,
    /// The figure.
    pub figure: &'t Figure,
}

/// The typed figures that an agency provides, in the order of the report. Rows that the office does
/// not report are left out.
pub fn asked<'t>(report: &Report, template: &'t Template, agency: &AgencyKey) -> Vec<Asked<'t>> {
    let mut asked: Vec<Asked<'t>> = Vec::new();
    for (section, item) in template.items() {
        let keys: Vec<&FigureKey> = match &item.body {
            ItemBody::Narrative(_) | ItemBody::Documents(_) => continue,
            ItemBody::Figures(group) => group.rows.iter().flat_map(FigureRow::figures).collect(),
            ItemBody::Table(table) => {
                // In the order of the columns, as they stand on the screen.
                let cells = |row: &'t TableRow| {
                    table.columns.iter().filter_map(|column| row.cells.get(&column.key))
                };
                table.rows.iter().flat_map(cells).collect()
            }
        };
        for figure in keys.into_iter().filter_map(|key| template.figure(key)) {
            let is_on = report.has_on(figure, template);
            let is_asked =
                figure.is_typed() && is_on && provides(report, template, figure) == Some(agency);
            if is_asked && !asked.iter().any(|other| other.figure.key == figure.key) {
                asked.push(Asked { section, item, figure });
            }
        }
    }
    asked
}

/// The agency that provides a figure. Where the office says in its own words who carries out a row, it is the
/// agency of that name; none when they name nobody of the template, who then is asked for nothing.
fn provides<'t>(
    report: &Report,
    template: &'t Template,
    figure: &'t Figure,
) -> Option<&'t AgencyKey> {
    let entry = figure.row.as_ref().and_then(|row| report.rows.get(row));
    let Some(words) = entry.and_then(|entry| entry.provider.as_deref()) else {
        return figure.provider.as_ref();
    };
    let mut agencies = template.parts().agencies.iter();
    agencies.find(|agency| agency.name.trim() == words.trim()).map(|agency| &agency.key)
}

/// The agencies that are asked for figures, each with how many of them are entered. Optional figures
/// count like the others: the form asks for them.
pub fn agencies<'t>(report: &Report, template: &'t Template) -> Vec<(&'t Agency, Progress)> {
    let all = template.parts().agencies.iter();
    let with_progress = all.map(|agency| {
        let asked = asked(report, template, &agency.key);
        let is_done = |asked: &&Asked<'_>| progress::is_entered(report, &asked.figure.key);
        let progress = Progress { done: asked.iter().filter(is_done).count(), total: asked.len() };
        (agency, progress)
    });
    with_progress.filter(|(_, progress)| progress.total > 0).collect()
}

/// The numbers of persons in the input cells of a sheet of a form, where there are several.
pub fn persons_in(filled: &Filled) -> Option<PersonalColumn> {
    filled.sheets.iter().find_map(|sheet| {
        let texts: Vec<String> = sheet.cells.iter().map(|cell| cell.content.plain()).collect();
        personal::column(texts.iter().map(String::as_str))
    })
}

/// A form that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// What it belongs to.
    pub stamp: Stamp,
    /// Its sheets with keys, in order: one, unless somebody copied it or put another sheet beside it.
    pub sheets: Vec<FilledSheet>,
}

/// A sheet of a form that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledSheet {
    /// What it is called.
    pub name: String,
    /// Its rows with a key, in order.
    pub cells: Vec<FilledCell>,
}

/// An input cell that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledCell {
    /// The figure, as the form names it.
    pub key: String,
    /// What whoever filled it in read beside it; empty where nothing stands there.
    pub label: String,
    /// Where it stands: "E12".
    pub address: String,
    /// What it holds.
    pub content: CellContent,
}

/// What an input cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent {
    /// Nothing.
    Blank,
    /// Words, or a number as it was typed.
    Text(String),
    /// A number of the spreadsheet.
    Number(Decimal),
    /// A number that the spreadsheet shows as a percentage, in percent.
    Percent(Decimal),
    /// A date, a truth value or an error of the spreadsheet: "#N/A".
    Other(String),
    /// A formula without its result: the file was not saved by a program that reckons.
    Unreckoned,
}

impl CellContent {
    /// What it says, without anything between its digits.
    fn plain(&self) -> String {
        match self {
            Self::Blank | Self::Unreckoned => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Number(number) | Self::Percent(number) => number.normalize().to_string(),
        }
    }
}

#[cfg(test)]
mod tests;

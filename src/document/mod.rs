//! What the finished report says, as blocks, before any file format. The layout rules of Nghị định
//! 30/2020/NĐ-CP that are about words (number line, place and date, recipients, end mark, capitals)
//! live here, once; Word and the preview on screen only translate blocks.
//!
//! **Invariant:** pure, and knows `calc` and `report` only. Building a document cannot fail.

mod annex;
mod body;
mod letterhead;
mod line;
mod model;
mod names_in_sentence;
mod table;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use model::{
    Addressees, Align, Annex, Block, Cell, Chart, ChartPoint, Column, Document, Emphasis,
    HeaderCell, Heading, LANGUAGE, Lead, Letterhead, Line, Meta, Orientation, Paragraph, Row, Run,
    Signature, Source, Table, Title,
};
pub use table::header_cells;

use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::report::letterhead::LetterheadField;
use crate::report::look::Look;
use crate::report::template::{self, Item, ItemBody, TotalRow};
use line::DocumentWords;

/// What a document is made of besides the report itself.
#[derive(Debug, Clone, Copy)]
pub struct Extras<'a> {
    /// How the office wants it.
    pub look: &'a Look,
    /// The months before, for trends.
    pub history: &'a History,
    /// By what the data are found again; only printed when the look says so.
    pub trace: Option<&'a TraceMark>,
}

/// By what the data of a printed report are found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceMark {
    /// How many operations of the change log led to the report.
    pub revision: u64,
    /// The first digits of the SHA-256 of the report's file.
    pub hash: String,
}

/// The finished report as blocks.
pub fn build(context: Context<'_>, extras: &Extras<'_>) -> Document {
    let words = DocumentWords::new(context, *extras);
    let addressees = letterhead::addressees(&words);
    let annexes = annex::planned(&words);
    Document {
        meta: meta(&words),
        day: letterhead::day(&words),
        letterhead: letterhead::letterhead(&words),
        title: letterhead::title(&words),
        recipients: letterhead::recipients(&words, &addressees),
        addressees,
        body: body::blocks(&words, &annexes),
        signature: letterhead::signature(&words),
        annexes: annex::annexes(&words, &annexes),
        trace: annex::trace(&words),
    }
}

/// A table of the form as the report prints it, with its totals also where the report leaves them
/// out; `None` when the item is no table, or would have no
/// row or no column.
pub fn table_of(context: Context<'_>, item: &Item) -> Option<Table> {
    let ItemBody::Table(form) = &item.body else {
        return None;
    };
    let (look, history) = (Look::default(), History::default());
    let extras = Extras { look: &look, history: &history, trace: None };
    let form = template::Table { total_row: TotalRow::Printed, ..form.clone() };
    table::build(&DocumentWords::new(context, extras), &item.key, &form)
}

fn meta(words: &DocumentWords<'_>) -> Meta {
    let plain = |field: LetterheadField| {
        let lines = words.lines(&field.text_key());
        let lines: Vec<String> = lines.iter().map(Line::plain).collect();
        lines.join(" ")
    };
    let period = words.context.report.header.period.key;
    let name = period.label_in_sentence();
    let title = format!("{} {name}", plain(LetterheadField::DocumentType));
    Meta {
        title: title.trim().to_owned(),
        subject: plain(LetterheadField::Subject),
        author: plain(LetterheadField::Issuer),
        language: LANGUAGE,
    }
}

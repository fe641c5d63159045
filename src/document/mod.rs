//! What the finished report says, as blocks, before any file format. The layout rules of Nghị định
//! 30/2020/NĐ-CP that are about words (number line, place and date, recipients, end mark, capitals)
//! live here, once; Word and the preview on screen only translate blocks.
//!
//! **Invariant:** pure, and knows `calc` and `report` only. Building a document cannot fail.

mod body;
mod letterhead;
mod line;
mod model;
mod table;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use model::{
    Addressees, Align, Block, Cell, Column, Document, Emphasis, HeaderCell, Heading, LANGUAGE,
    Lead, Letterhead, Line, MOTTO, Meta, NATIONAL_TITLE, Paragraph, Row, Run, Signature, Source,
    Table, Title,
};
pub use table::header_cells;

use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::report::content::Report;
use crate::report::letterhead::LetterheadField;
use crate::report::template::Template;
use line::Words;

/// The finished report as blocks.
pub fn build(report: &Report, template: &Template, results: &Results) -> Document {
    let words = Words::new(Context { report, template, results });
    let addressees = letterhead::addressees(&words);
    Document {
        meta: meta(&words),
        letterhead: letterhead::letterhead(&words),
        title: letterhead::title(&words),
        recipients: letterhead::recipients(&words, &addressees),
        addressees,
        body: body::blocks(&words),
        signature: letterhead::signature(&words),
    }
}

fn meta(words: &Words<'_>) -> Meta {
    let plain = |field: LetterheadField| {
        let lines = words.lines(&field.text_key());
        let lines: Vec<String> = lines.iter().map(Line::plain).collect();
        lines.join(" ")
    };
    let period = words.context.report.header.period.key;
    let month = format!("tháng {}/{}", period.month(), period.year());
    let title = format!("{} {month}", plain(LetterheadField::DocumentType));
    Meta {
        title: title.trim().to_owned(),
        subject: plain(LetterheadField::Subject),
        author: plain(LetterheadField::Issuer),
        language: LANGUAGE,
    }
}

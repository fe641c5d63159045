//! The document as a Word file. The skeleton holds page set-up, header and styles; this module writes
//! the paragraphs, tables and pictures that name those styles.

mod annex;
mod blocks;
mod check_sheet;
mod frame;
mod package;
mod paragraph;
mod picture;
mod rule;
mod skeleton;
mod specimen;
mod table;

#[cfg(test)]
mod skeleton_taken_tests;
#[cfg(test)]
mod skeleton_tests;
#[cfg(test)]
mod tests;

use super::ExportError;
use super::xml::Xml;
use crate::document::{Document, Meta};
pub use check_sheet::{CheckRow, CheckSheet, FollowUpRow, check_sheet};
pub use skeleton::{
    LeftOut, NumberPlace, PageNumbers, PictureFile, Skeleton, SkeletonFault, size_of,
};
pub use specimen::specimen;

/// The document as the bytes of a .docx file. The same document gives the same bytes.
///
/// # Errors
/// When XML or the package could not be written; never because of what the report says.
pub fn docx(document: &Document, skeleton: &Skeleton) -> Result<Vec<u8>, ExportError> {
    let mut part = Part::open(skeleton)?;
    frame::letterhead(&mut part, &document.letterhead)?;
    frame::title(&mut part, &document.title)?;
    frame::addressees(&mut part, &document.addressees)?;
    blocks::body(&mut part, &document.body)?;
    frame::closing(&mut part, &document.recipients, &document.signature)?;
    annex::annexes(&mut part, &document.annexes, document.trace.as_ref())?;
    part.finish(&document.meta)
}

/// What the file says about itself.
fn core_properties(meta: &Meta) -> Result<Vec<u8>, ExportError> {
    let Meta { title, subject, author, language } = meta;
    let namespace = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let dublin_core = "http://purl.org/dc/elements/1.1/";
    let mut xml = Xml::new()?;
    let namespaces = [("xmlns:cp", namespace), ("xmlns:dc", dublin_core)];
    xml.open("cp:coreProperties", &namespaces)?;
    for (name, text) in [
        ("dc:title", title.as_str()),
        ("dc:subject", subject),
        ("dc:creator", author),
        ("dc:language", language),
    ] {
        xml.text(name, &[], text)?;
    }
    xml.close("cp:coreProperties")?;
    Ok(xml.finish())
}

/// The part that holds the report, in the making.
struct Part<'a> {
    xml: Xml,
    skeleton: &'a Skeleton,
    /// Width of the text area of the section being written, in twips.
    text_width: u32,
    /// Drawings so far; each needs a number of its own.
    num_drawings: u32,
    /// The numbers that the lists so far begin with.
    lists: Vec<u32>,
    /// What was written last: Word joins tables that nothing stands between.
    last: LastBlock,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LastBlock {
    Paragraph,
    Table,
}

impl<'a> Part<'a> {
    fn open(skeleton: &'a Skeleton) -> Result<Self, ExportError> {
        let mut part = Self {
            xml: Xml::new()?,
            skeleton,
            text_width: skeleton.sheet().paper.text_width(),
            num_drawings: 0,
            lists: Vec::new(),
            last: LastBlock::Paragraph,
        };
        let own = skeleton.namespaces.iter();
        let own = own.map(|(name, value)| (name.as_str(), value.as_str()));
        let namespaces: Vec<_> = skeleton::NAMESPACES.into_iter().chain(own).collect();
        part.xml.open("w:document", &namespaces)?;
        part.xml.open("w:body", &[])?;
        Ok(part)
    }

    /// Ends the part and packs it with those of the skeleton.
    fn finish(mut self, meta: &Meta) -> Result<Vec<u8>, ExportError> {
        self.xml.close("w:body")?;
        self.xml.close("w:document")?;
        let skeleton = self.skeleton;
        let numbering = skeleton.numbering.part(&self.lists);
        let written = [
            (skeleton.names.document.as_str(), self.xml.finish()),
            (skeleton.names.core.as_str(), core_properties(meta)?),
            (skeleton.names.numbering.as_str(), numbering),
        ];
        package::filled(&skeleton.packed, &written)
    }

    /// The number of a new drawing.
    fn next_drawing(&mut self) -> u32 {
        self.num_drawings += 1;
        self.num_drawings
    }
}

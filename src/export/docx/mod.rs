//! The document as a Word file. The skeleton in `assets/word` holds page set-up, header and styles;
//! this module writes the paragraphs and tables that name those styles.

mod blocks;
mod frame;
mod paragraph;
mod rule;
mod skeleton;
mod table;

#[cfg(test)]
mod tests;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::ExportError;
use super::xml::Xml;
use crate::document::{Document, Meta};
pub use skeleton::Skeleton;
use skeleton::{CORE_PROPERTIES, DOCUMENT};

/// The document as the bytes of a .docx file. The same document gives the same bytes.
///
/// # Errors
/// When XML or the package could not be written; never because of what the report says.
pub fn docx(document: &Document, skeleton: &Skeleton) -> Result<Vec<u8>, ExportError> {
    let core = core_properties(&document.meta)?;
    let body = document_part(document, skeleton)?;
    // The date of every entry, the beginning of the calendar of zip files.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in &skeleton.parts {
        package.start_file(name.as_str(), options)?;
        let content = match name.as_str() {
            DOCUMENT => body.as_slice(),
            CORE_PROPERTIES => core.as_slice(),
            _ => content,
        };
        package.write_all(content)?;
    }
    Ok(package.finish()?.into_inner())
}

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

fn document_part(document: &Document, skeleton: &Skeleton) -> Result<Vec<u8>, ExportError> {
    let mut part = Part {
        xml: Xml::new()?,
        skeleton,
        text_width: skeleton.sheet().paper.text_width(),
        num_drawings: 0,
        last: LastBlock::Paragraph,
    };
    let namespaces = skeleton::NAMESPACES;
    part.xml.open("w:document", &namespaces)?;
    part.xml.open("w:body", &[])?;
    frame::letterhead(&mut part, &document.letterhead)?;
    frame::title(&mut part, &document.title)?;
    frame::addressees(&mut part, &document.addressees)?;
    blocks::body(&mut part, &document.body)?;
    frame::closing(&mut part, &document.recipients, &document.signature)?;
    part.xml.markup(&skeleton.section);
    part.xml.close("w:body")?;
    part.xml.close("w:document")?;
    Ok(part.xml.finish())
}

/// `word/document.xml` in the making.
struct Part<'a> {
    xml: Xml,
    skeleton: &'a Skeleton,
    /// Width of the text area, in twips.
    text_width: u32,
    /// Drawings so far; each needs a number of its own.
    num_drawings: u32,
    /// What was written last: Word joins tables that nothing stands between.
    last: LastBlock,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LastBlock {
    Paragraph,
    Table,
}

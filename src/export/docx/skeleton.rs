//! The parts of an empty Word document, kept as files that can be read and compared.

use crate::export::ExportError;
use crate::export::xml::Attribute;

/// The part that holds the report.
pub(super) const DOCUMENT: &str = "word/document.xml";
/// The part that says who made what.
pub(super) const CORE_PROPERTIES: &str = "docProps/core.xml";

macro_rules! part {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../assets/word/", $name)))
    };
}

/// Every part in the order of the package, with the skeleton's content.
pub(super) const PARTS: [(&str, &str); 10] = [
    part!("[Content_Types].xml"),
    part!("_rels/.rels"),
    part!("docProps/app.xml"),
    part!("docProps/core.xml"),
    part!("word/_rels/document.xml.rels"),
    part!("word/document.xml"),
    part!("word/fontTable.xml"),
    part!("word/header1.xml"),
    part!("word/settings.xml"),
    part!("word/styles.xml"),
];

/// The namespaces of `word/document.xml`.
pub(super) const NAMESPACES: [Attribute<'static>; 6] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
];

/// Page size, margins and header, as the skeleton has them.
pub(super) struct PageSetup {
    /// The `w:sectPr` element as it stands in the skeleton.
    pub(super) section: &'static str,
    /// Page width less both margins, in twips.
    pub(super) text_width: u32,
}

impl PageSetup {
    /// The skeleton's page set-up.
    pub(super) fn of_skeleton() -> Result<Self, ExportError> {
        let skeleton = PARTS.iter().find(|(name, _)| *name == DOCUMENT);
        let setup = skeleton.and_then(|(_, content)| Self::of(content));
        setup.ok_or(ExportError::Skeleton)
    }

    fn of(document: &'static str) -> Option<Self> {
        const END: &str = "</w:sectPr>";
        let (_, section) = document.split_at_checked(document.rfind("<w:sectPr>")?)?;
        let (section, _) = section.split_at_checked(section.find(END)? + END.len())?;
        let width = measure(section, "<w:pgSz", "w:w")?;
        let left = measure(section, "<w:pgMar", "w:left")?;
        let right = measure(section, "<w:pgMar", "w:right")?;
        let text_width = width.checked_sub(left)?.checked_sub(right)?;
        Some(Self { section, text_width })
    }
}

/// An attribute in twips of an element.
fn measure(section: &str, element: &str, attribute: &str) -> Option<u32> {
    let (_, element) = section.split_once(element)?;
    let (element, _) = element.split_once('>')?;
    let (_, value) = element.split_once(&format!(" {attribute}=\""))?;
    let (value, _) = value.split_once('"')?;
    value.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_a4_with_the_margins_of_the_decree() {
        let setup = PageSetup::of_skeleton().unwrap();
        assert_eq!(setup.text_width, 11906 - 1701 - 850);
        assert!(setup.section.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    }
}

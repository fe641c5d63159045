//! The Word document that reports are filled into: page set-up, header and styles, as parts that can
//! be read and compared. The built-in one is kept unzipped in `assets/word`; an office can have its own.

mod roles;
mod styles;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::export::ExportError;
use crate::export::xml::Attribute;
use crate::pages::sheet::{Paper, Role, Sheet};
use crate::report::look::Look;
use styles::Styles;

/// The part that holds the report.
pub(super) const DOCUMENT: &str = "word/document.xml";
/// The part that says who made what.
pub(super) const CORE_PROPERTIES: &str = "docProps/core.xml";
/// The part that holds the styles.
const STYLES: &str = "word/styles.xml";

macro_rules! part {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../assets/word/", $name)))
    };
}

/// Every part of the built-in skeleton, in the order of the package.
const PARTS: [(&str, &str); 10] = [
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

/// A Word document to be filled.
#[derive(Debug, Clone)]
pub struct Skeleton {
    /// Name and content of every part, in the order of the package.
    pub(super) parts: Vec<(String, Cow<'static, [u8]>)>,
    /// The `w:sectPr` element of the last section.
    pub(super) section: String,
    ids: BTreeMap<Role, String>,
    sheet: Sheet,
}

impl Skeleton {
    /// The built-in skeleton, with the sizes and spacings that an office chose.
    ///
    /// # Errors
    /// Never in a released program: a test reads it.
    pub fn builtin(_look: &Look) -> Result<Self, ExportError> {
        let part = |(name, content): (&str, &'static str)| {
            (name.to_owned(), Cow::Borrowed(content.as_bytes()))
        };
        Self::of(PARTS.into_iter().map(part).collect())
    }

    fn of(parts: Vec<(String, Cow<'static, [u8]>)>) -> Result<Self, ExportError> {
        let text = |name: &str| -> Result<&str, ExportError> {
            let part = parts.iter().find(|(part, _)| part == name);
            let (_, content) = part.ok_or(ExportError::Skeleton)?;
            std::str::from_utf8(content).map_err(|_| ExportError::Skeleton)
        };
        let styles = Styles::read(text(STYLES)?).map_err(|_| ExportError::Skeleton)?;
        let ids =
            Role::ALL.into_iter().filter_map(|role| Some((role, styles.id(role)?.to_owned())));
        let ids: BTreeMap<Role, String> = ids.collect();
        let section = last_section(text(DOCUMENT)?).ok_or(ExportError::Skeleton)?.to_owned();
        let paper = paper(&section).ok_or(ExportError::Skeleton)?;
        let sheet = Sheet::new(paper, styles.looks());
        Ok(Self { ids, section, sheet, parts })
    }

    /// The sheet of paper and the styles on it.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The id of a role's style.
    pub(super) fn id(&self, role: Role) -> &str {
        self.ids.get(&role).map_or_else(|| roles::names(role).0, String::as_str)
    }
}

/// The last section's properties, as they stand in the part.
fn last_section(document: &str) -> Option<&str> {
    const END: &str = "</w:sectPr>";
    let at = document.rfind("<w:sectPr>").or_else(|| document.rfind("<w:sectPr "))?;
    let (_, section) = document.split_at_checked(at)?;
    let (section, _) = section.split_at_checked(section.find(END)? + END.len())?;
    Some(section)
}

fn paper(section: &str) -> Option<Paper> {
    let size = |name| measure(section, "<w:pgSz", name);
    let margin = |name| measure(section, "<w:pgMar", name);
    Some(Paper {
        width: size("w:w")?,
        height: size("w:h")?,
        top: margin("w:top")?,
        right: margin("w:right")?,
        bottom: margin("w:bottom")?,
        left: margin("w:left")?,
        header: margin("w:header")?,
    })
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
        let skeleton = Skeleton::builtin(&Look::default()).unwrap();
        let paper = skeleton.sheet().paper;
        assert_eq!((paper.width, paper.height), (11906, 16838));
        assert_eq!(paper.text_width(), 11906 - 1701 - 850);
    }

    #[test]
    fn every_role_has_a_style() {
        let skeleton = Skeleton::builtin(&Look::default()).unwrap();
        for role in Role::ALL {
            assert!(skeleton.ids.contains_key(&role), "{role:?}");
            assert_eq!(skeleton.id(role), roles::names(role).0);
            if let Some(part) = roles::size_of(role) {
                let size = skeleton.sheet().style(role).size;
                assert_eq!(size, u32::from(part.usual()), "{role:?}");
            }
        }
    }
}

//! The Word document that reports are filled into: page set-up, header and styles, as parts that can
//! be read and compared. The built-in one is kept unzipped in `assets/word`; an office can have its own.

mod band;
mod fields;
mod header;
mod left_out;
mod new_package;
mod numbering;
mod own;
mod package;
mod partial;
mod patch;
mod picture_kind;
mod roles;
mod scrub;
mod section;
mod settings;
mod styles;
mod tree;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::package::packed;
use crate::export::ExportError;
use crate::export::xml::Attribute;
use crate::pages::sheet::{Paper, Role, Sheet};
use crate::report::look::Look;
use band::Parts;
pub use band::PictureFile;
pub use header::{NumberPlace, PageNumbers};
use left_out::AllLeftOut;
pub use left_out::LeftOut;
use numbering::Numbering;
pub use roles::size_of;
use section::FirstSection;
use styles::Styles;
use tree::Node;

/// The part that holds the report.
const DOCUMENT: &str = "word/document.xml";
/// The part that says who made what.
const CORE_PROPERTIES: &str = "docProps/core.xml";
/// The part that holds the lists.
const NUMBERING: &str = "word/numbering.xml";
/// The part that holds the styles.
const STYLES: &str = "word/styles.xml";

macro_rules! part {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../assets/word/", $name)))
    };
}

/// Every part of the built-in skeleton, in the order of the package.
const PARTS: [(&str, &str); 11] = [
    part!("[Content_Types].xml"),
    part!("_rels/.rels"),
    part!("docProps/app.xml"),
    part!("docProps/core.xml"),
    part!("word/_rels/document.xml.rels"),
    part!("word/document.xml"),
    part!("word/fontTable.xml"),
    part!("word/header1.xml"),
    part!("word/numbering.xml"),
    part!("word/settings.xml"),
    part!("word/styles.xml"),
];

/// The namespace of what tells programs which parts of a file they need not understand.
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The namespaces of `word/document.xml`.
pub(super) const NAMESPACES: [Attribute<'static>; 7] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("xmlns:wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
    ("xmlns:mc", COMPATIBILITY),
];

/// A Word document to be filled.
#[derive(Debug, Clone)]
pub struct Skeleton {
    /// Every part, packed, in the order of the package.
    pub(super) packed: Arc<[u8]>,
    /// What the parts that are written anew are called.
    pub(super) names: PartNames,
    /// The `w:sectPr` element of the report itself.
    pub(super) section: String,
    /// Namespaces that the section may use besides ours.
    pub(super) namespaces: Vec<(String, String)>,
    pub(super) numbering: Numbering,
    ids: BTreeMap<Role, String>,
    sheet: Sheet,
    fonts: BTreeSet<String>,
    coloured: BTreeSet<Role>,
    numbers: PageNumbers,
    pictures: Vec<PictureFile>,
    left_out: AllLeftOut,
}

/// What the parts that are written anew are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartNames {
    pub(super) document: String,
    pub(super) core: String,
    pub(super) numbering: String,
    styles: String,
}

/// Why a Word file cannot be filled with reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkeletonFault {
    /// Not a .docx file, or one that is protected by a password.
    NotWord,
    /// Far larger than any page set-up with a logo.
    TooLarge,
    /// It was saved in another kind of Word format.
    Dialect,
    /// It has no page set-up.
    NoPage,
    /// The names of the styles that it lacks.
    Missing(Vec<&'static str>),
}

impl Skeleton {
    /// The built-in skeleton, with the sizes and spacings that an office chose.
    ///
    /// # Errors
    /// Never in a released program: a test reads it.
    pub fn builtin(look: &Look) -> Result<Self, ExportError> {
        // Nearly every office leaves them as they are: read and packed once.
        static USUAL: OnceLock<Option<Skeleton>> = OnceLock::new();
        if look.has_usual_measures() {
            let usual = USUAL.get_or_init(|| Self::measured(&Look::default()).ok());
            return usual.clone().ok_or(ExportError::Skeleton);
        }
        Self::measured(look)
    }

    /// The built-in skeleton, made anew.
    fn measured(look: &Look) -> Result<Self, ExportError> {
        let mut parts: Vec<(String, Cow<'static, [u8]>)> = Vec::new();
        for (name, content) in PARTS {
            let content = match name {
                STYLES => {
                    let styles = patch::styles(content, look).ok_or(ExportError::Skeleton)?;
                    Cow::Owned(styles.into_bytes())
                }
                _ => Cow::Borrowed(content.as_bytes()),
            };
            parts.push((name.to_owned(), content));
        }
        let names = PartNames {
            document: DOCUMENT.to_owned(),
            core: CORE_PROPERTIES.to_owned(),
            numbering: NUMBERING.to_owned(),
            styles: STYLES.to_owned(),
        };
        Self::of(parts, names).map_err(|_| ExportError::Skeleton)
    }

    /// The look of a Word document of the office itself: one that was handed out and changed in Word. What is
    /// not look is left out ([`Self::left_out`]).
    ///
    /// # Errors
    /// Why it cannot be filled; when styles are missing, all of them.
    pub fn from_office(bytes: &[u8]) -> Result<Self, SkeletonFault> {
        let own::Taken { parts, names, left_out } = own::taken(bytes)?;
        let parts = parts.into_iter().map(|(name, content)| (name, Cow::Owned(content)));
        Ok(Self { left_out, ..Self::of(parts.collect(), names)? })
    }

    fn of(
        parts: Vec<(String, Cow<'static, [u8]>)>,
        names: PartNames,
    ) -> Result<Self, SkeletonFault> {
        let all = Parts(&parts);
        let text = |name: &str| all.text(name).ok_or(SkeletonFault::NotWord);
        let theme = all.target_of_kind(&names.document, "/theme").and_then(|name| all.text(&name));
        let styles = Styles::read(text(&names.styles)?, theme).ok_or(SkeletonFault::NotWord)?;
        let missing = Role::ALL.into_iter().filter(|role| styles.id(*role).is_none());
        let missing: Vec<&str> = missing.map(|role| roles::names(role).1).collect();
        if !missing.is_empty() {
            return Err(SkeletonFault::Missing(missing));
        }
        let ids =
            Role::ALL.into_iter().filter_map(|role| Some((role, styles.id(role)?.to_owned())));
        let ids: BTreeMap<Role, String> = ids.collect();
        let FirstSection { text: section, node, namespaces } =
            section::first(text(&names.document)?).ok_or(SkeletonFault::NoPage)?;
        let paper = paper(&node).ok_or(SkeletonFault::NoPage)?;
        let (margins, pictures) = band::read(&node, &names.document, all, &styles);
        let sheet = Sheet::new(paper, styles.looks()).with_margins(margins);
        let (fonts, coloured) = (styles.fonts(), styles.coloured());
        let numbers = page_numbers(&node, &styles, |kind| {
            let part = all.header_or_footer(&node, &names.document, "w:headerReference", kind)?;
            Node::read(all.text(&part)?)
        });
        let numbered = sheet.style(Role::NumberedText);
        let numbering = Numbering::of(text(&names.numbering)?, numbered);
        let numbering = numbering.ok_or(SkeletonFault::Dialect)?;
        let packed = packed(&parts).map_err(|_| SkeletonFault::NotWord)?.into();
        Ok(Self {
            packed,
            names,
            section,
            namespaces,
            numbering,
            ids,
            sheet,
            fonts,
            coloured,
            numbers,
            pictures,
            left_out: AllLeftOut::new(),
        })
    }

    /// The skeleton as a package, to be kept: of an office's file only what was taken.
    pub fn package(&self) -> &[u8] {
        &self.packed
    }

    /// What of the office's file was left out.
    pub fn left_out(&self) -> impl Iterator<Item = LeftOut> {
        self.left_out.iter().copied()
    }

    /// The sheet of paper and the styles on it.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The fonts of its styles.
    pub fn fonts(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(String::as_str)
    }

    /// The roles whose letters are neither black nor of the usual colour.
    pub fn coloured(&self) -> impl Iterator<Item = Role> {
        self.coloured.iter().copied()
    }

    /// The pictures of its headers and footers.
    pub fn pictures(&self) -> &[PictureFile] {
        &self.pictures
    }

    /// The numbers of its pages.
    pub fn page_numbers(&self) -> PageNumbers {
        self.numbers
    }

    /// The id of a role's style.
    pub(super) fn id(&self, role: Role) -> &str {
        self.ids.get(&role).map_or_else(|| roles::names(role).0, String::as_str)
    }

    /// The name of a role's style, as Word shows it.
    pub fn name(role: Role) -> &'static str {
        roles::names(role).1
    }
}

/// The numbers of the pages; `header` finds the header of a kind.
fn page_numbers(
    section: &Node,
    styles: &Styles,
    header: impl Fn(&str) -> Option<Node>,
) -> PageNumbers {
    let place = |kind| {
        let header = header(kind).unwrap_or_default();
        header::number_place(&header, |style| styles.is_centred(style))
    };
    let others = place("default");
    let first = if section.is_on("w:titlePg") { place("first") } else { others };
    PageNumbers { first, others }
}

/// The paper of a section; no paper of Word is larger than 22 inches.
fn paper(section: &Node) -> Option<Paper> {
    let length =
        |node: &Node, name| node.number::<u32>(name).map(|length| length.min(partial::LENGTH_MAX));
    let (size, margins) = (section.child("w:pgSz")?, section.child("w:pgMar")?);
    Some(Paper {
        width: length(size, "w:w")?,
        height: length(size, "w:h")?,
        top: length(margins, "w:top")?,
        right: length(margins, "w:right")?,
        bottom: length(margins, "w:bottom")?,
        left: length(margins, "w:left")?,
        header: length(margins, "w:header")?,
    })
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
            assert_eq!(skeleton.id(role), roles::names(role).0);
            if let Some(part) = roles::size_of(role) {
                let size = skeleton.sheet().style(role).size;
                assert_eq!(size, u32::from(part.usual()), "{role:?}");
            }
        }
    }
}

//! The headers and footers of a skeleton, as pages show them. Nothing here can refuse a skeleton:
//! what is broken or unknown is left out, as Word leaves it out, or stands as an empty frame.

mod picture;
mod table;
mod text;

use std::borrow::Cow;
use std::sync::Arc;

use super::package;
use super::partial::LENGTH_MAX;
use super::styles::Styles;
use super::tree::Node;
use crate::pages::header::{Band, BandBlock, Bands, EvenPages, FirstPage, HeadersAndFooters};

/// How deep tables may lie in each other; what lies deeper is left out.
const TABLES_MAX: usize = 3;
/// The most pictures of all headers and footers.
const PICTURES_MAX: usize = 32;
/// The most paragraphs and pieces of them in one header; a page holds far fewer.
const PIECES_MAX: usize = 600;
/// The most letters of one header; a page holds some 3.000.
const LETTERS_MAX: usize = 6_000;
/// From one tab stop to the next, where the settings do not say it, in twips.
const TAB_DISTANCE: u32 = 720;

/// A picture of a header or footer, as it is in the file: PNG or JPEG, but perhaps broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile(pub Arc<[u8]>);

/// The parts of a package.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a>(pub(super) &'a [(String, Cow<'static, [u8]>)]);

impl<'a> Parts<'a> {
    /// The bytes of a part.
    pub(super) fn bytes(self, name: &str) -> Option<&'a [u8]> {
        let part = self.0.iter().find(|(part, _)| part == name);
        part.map(|(_, content)| &**content)
    }

    /// The text of a part.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        let text = std::str::from_utf8(self.bytes(name)?).ok()?;
        Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
    }

    /// The part that a part refers to by an id.
    fn target(self, owner: &str, id: &str) -> Option<String> {
        let links = self.text(&package::relationships_of(owner))?;
        package::target_of_id(links, owner, id)
    }

    /// The part with the header or footer of a kind: "default", "first" or "even".
    pub(super) fn header_or_footer(
        self,
        section: &Node,
        document: &str,
        element: &str,
        kind: &str,
    ) -> Option<String> {
        let mut references = section.all(element);
        let reference = references.find(|node| node.get("w:type") == Some(kind))?;
        self.target(document, reference.get("r:id")?)
    }

    /// The part of a kind that a part refers to.
    pub(super) fn target_of_kind(self, owner: &str, kind: &str) -> Option<String> {
        let links = self.text(&package::relationships_of(owner))?;
        package::target_of_kind(links, owner, kind)
    }
}

/// The headers and footers of a section, and the pictures in them.
pub(super) fn read(
    section: &Node,
    document: &str,
    parts: Parts<'_>,
    styles: &Styles,
) -> (HeadersAndFooters, Vec<PictureFile>) {
    let settings = parts.target_of_kind(document, "/settings").and_then(|name| parts.text(&name));
    let settings = settings.and_then(Node::read).unwrap_or_default();
    let mut pictures = Pictures::default();
    let mut bands = |element: &str| {
        let mut band = |kind: &str| {
            let part = parts.header_or_footer(section, document, element, kind)?;
            let root = Node::read(parts.text(&part)?)?;
            let (pieces_left, letters_left) = (PIECES_MAX, LETTERS_MAX);
            let pictures = &mut pictures;
            let mut reader =
                Reader { parts, styles, part: &part, pictures, pieces_left, letters_left };
            Some(Arc::new(Band { blocks: reader.blocks(&root, 0) }))
        };
        Bands { first: band("first"), even: band("even"), others: band("default") }
    };
    let (headers, footers) = (bands("w:headerReference"), bands("w:footerReference"));
    let margins = section.child("w:pgMar");
    let distance = margins.and_then(|node| node.number("w:footer")).unwrap_or(TAB_DISTANCE);
    let first_number = section.child("w:pgNumType").and_then(|node| node.number("w:start"));
    let tab_distance = settings.child("w:defaultTabStop").and_then(|node| node.number("w:val"));
    let own = HeadersAndFooters {
        first_page: if section.is_on("w:titlePg") { FirstPage::Own } else { FirstPage::AsOthers },
        even_pages: if settings.is_on("w:evenAndOddHeaders") {
            EvenPages::Own
        } else {
            EvenPages::AsOthers
        },
        headers,
        footers,
        footer_distance: distance.min(LENGTH_MAX),
        first_number: first_number.unwrap_or(1).min(LENGTH_MAX),
        tab_distance: tab_distance.unwrap_or(TAB_DISTANCE).clamp(20, LENGTH_MAX),
    };
    (own, pictures.files)
}

/// The pictures that were found.
#[derive(Default)]
struct Pictures {
    /// The part of each.
    names: Vec<String>,
    files: Vec<PictureFile>,
}

/// Reads one header or footer.
struct Reader<'a> {
    parts: Parts<'a>,
    styles: &'a Styles,
    /// The part that is read.
    part: &'a str,
    pictures: &'a mut Pictures,
    /// So many paragraphs and pieces are still read.
    pieces_left: usize,
    letters_left: usize,
}

impl Reader<'_> {
    /// Whether one more piece may be read.
    fn spend_piece(&mut self) -> bool {
        let has_one = self.pieces_left > 0;
        self.pieces_left = self.pieces_left.saturating_sub(1);
        has_one
    }

    /// As much of a text as may still be read.
    fn spend_letters<'t>(&mut self, text: &'t str) -> &'t str {
        let end = text.floor_char_boundary(self.letters_left);
        self.letters_left -= end;
        text.get(..end).unwrap_or_default()
    }

    /// The paragraphs and tables in an element; `depth` tables lie around it.
    fn blocks(&mut self, node: &Node, depth: usize) -> Vec<BandBlock> {
        let mut blocks = Vec::new();
        self.push_blocks(node, depth, &mut blocks);
        blocks
    }

    fn push_blocks(&mut self, node: &Node, depth: usize, blocks: &mut Vec<BandBlock>) {
        for child in &node.children {
            if !self.spend_piece() {
                return;
            }
            match child.name.as_str() {
                "w:p" => blocks.push(BandBlock::Paragraph(self.paragraph(child))),
                "w:tbl" if depth < TABLES_MAX => {
                    let table = self.table(child, depth + 1);
                    blocks.push(BandBlock::Table(table));
                }
                "w:sdt" => {
                    if let Some(content) = child.child("w:sdtContent") {
                        self.push_blocks(content, depth, blocks);
                    }
                }
                "w:customXml" | "w:ins" => self.push_blocks(child, depth, blocks),
                _ => {}
            }
        }
    }
}

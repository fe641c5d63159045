//! The page set-up of a skeleton's document.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::NAMESPACES;

/// A section's properties, and what they may refer to.
pub(super) struct FirstSection {
    /// The `w:sectPr` element.
    pub(super) section: String,
    /// Namespaces of the document besides those that are always written.
    pub(super) namespaces: Vec<(String, String)>,
}

/// The first section of a document; `None` when there is none, or it is not of the usual dialect.
///
/// The first, because a report with annexes that is taken back has its own pages there and those of
/// the annexes behind; and because only a first section names all its headers: later ones go on with
/// those of the section before.
pub(super) fn first(document: &str) -> Option<FirstSection> {
    let mut reader = Reader::from_str(document);
    let mut depth = 0_usize;
    let mut namespaces = Vec::new();
    // Where the element begins, and how deep it lies: in the body, or in the last paragraph of the
    // section.
    let mut start = None;
    let mut section = None;
    loop {
        let before = position(&reader);
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                if depth == 0 {
                    namespaces = own_namespaces(&tag)?;
                }
                let is_section = tag.name().as_ref() == "w:sectPr";
                if is_section && start.is_none() && section.is_none() {
                    start = before.map(|from| (from, depth));
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if let Some((from, _)) = start.take_if(|(_, at)| *at == depth) {
                    section = document.get(from..position(&reader)?).map(str::to_owned);
                }
            }
            // A document type could bring text of its own.
            Event::DocType(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    let section = without_type(without_tracked(section?));
    Some(FirstSection { section, namespaces })
}

fn position(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
}

/// What the page set-up was before it was changed with changes being tracked.
fn without_tracked(section: String) -> String {
    let parts = section.split_once("<w:sectPrChange").and_then(|(front, rest)| {
        let (_, back) = rest.split_once("</w:sectPrChange>")?;
        Some(format!("{front}{back}"))
    });
    parts.unwrap_or(section)
}

/// A section that does not begin on a new page of its own would move the first page of the report.
fn without_type(section: String) -> String {
    let Some((front, rest)) = section.split_once("<w:type ") else {
        return section;
    };
    match rest.split_once("/>") {
        Some((_, back)) => format!("{front}{back}"),
        None => section,
    }
}

/// The namespaces of the root besides ours; `None` when our prefixes mean something else there.
fn own_namespaces(root: &BytesStart<'_>) -> Option<Vec<(String, String)>> {
    let mut own = Vec::new();
    let mut has_main = false;
    for attribute in root.attributes().flatten() {
        let (name, value) = (attribute.key.as_ref(), attribute.value.as_ref());
        match NAMESPACES.iter().find(|(ours, _)| *ours == name) {
            Some((_, ours)) if *ours == value => has_main |= name == "xmlns:w",
            Some(_) => return None,
            None if name.starts_with("xmlns") || name == "mc:Ignorable" => {
                own.push((name.to_owned(), value.to_owned()));
            }
            None => {}
        }
    }
    has_main.then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"urn:x\">";

    #[test]
    fn the_first_section_is_that_of_the_report() {
        let document = format!(
            "{ROOT}<w:body><w:p><w:pPr><w:sectPr w:rsidR=\"0\"><w:type w:val=\"continuous\"/><w:pgSz w:w=\"1\"/>\
             <w:sectPrChange><w:sectPr><w:pgSz w:w=\"3\"/></w:sectPr></w:sectPrChange></w:sectPr></w:pPr></w:p>\
             <w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr></w:body></w:document>"
        );
        let first = first(&document).unwrap();
        let expected = "<w:sectPr w:rsidR=\"0\"><w:pgSz w:w=\"1\"/></w:sectPr>";
        assert_eq!(first.section, expected);
        assert_eq!(first.namespaces, [("xmlns:w14".to_owned(), "urn:x".to_owned())]);
    }

    #[test]
    fn the_only_section_stands_at_the_end_of_the_body() {
        let document = format!(
            "{ROOT}<w:body><w:p/><w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr></w:body></w:document>"
        );
        let first = first(&document).unwrap();
        assert_eq!(first.section, "<w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr>");
    }

    #[test]
    fn other_dialects_are_not_read() {
        assert!(first(&format!("{ROOT}<w:body/></w:document>")).is_none());
        let strict = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:sectPr></w:sectPr></w:body></w:document>";
        assert!(first(strict).is_none());
        assert!(first("no XML").is_none());
    }
}

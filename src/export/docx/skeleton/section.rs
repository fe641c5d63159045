//! The page set-up at the end of a skeleton's document.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::NAMESPACES;

/// The last section's properties, and what they may refer to.
pub(super) struct LastSection {
    /// The `w:sectPr` element.
    pub(super) section: String,
    /// Namespaces of the document besides those that are always written.
    pub(super) namespaces: Vec<(String, String)>,
}

/// The last section of a document; `None` when there is none, or it is not of the usual dialect.
pub(super) fn last(document: &str) -> Option<LastSection> {
    let mut reader = Reader::from_str(document);
    let mut depth = 0_usize;
    let mut namespaces = Vec::new();
    let mut start = None;
    let mut section = None;
    loop {
        let before = position(&reader);
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                match depth {
                    0 => namespaces = own_namespaces(&tag)?,
                    // document › body › sectPr: those of earlier sections stand in paragraphs.
                    2 if tag.name().as_ref() == "w:sectPr" => start = before,
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 2
                    && let Some(from) = start.take()
                {
                    section = document.get(from..position(&reader)?).map(str::to_owned);
                }
            }
            // A document type could bring text of its own.
            Event::DocType(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    let section = without_type(section?);
    Some(LastSection { section, namespaces })
}

fn position(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
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
    fn the_last_section_is_that_of_the_body() {
        let document = format!(
            "{ROOT}<w:body><w:p><w:pPr><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:pPr></w:p>\
             <w:sectPr w:rsidR=\"0\"><w:type w:val=\"continuous\"/><w:pgSz w:w=\"2\"/></w:sectPr></w:body></w:document>"
        );
        let last = last(&document).unwrap();
        assert_eq!(last.section, "<w:sectPr w:rsidR=\"0\"><w:pgSz w:w=\"2\"/></w:sectPr>");
        assert_eq!(last.namespaces, [("xmlns:w14".to_owned(), "urn:x".to_owned())]);
    }

    #[test]
    fn other_dialects_are_not_read() {
        assert!(last(&format!("{ROOT}<w:body/></w:document>")).is_none());
        let strict = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:sectPr></w:sectPr></w:body></w:document>";
        assert!(last(strict).is_none());
        assert!(last("no XML").is_none());
    }
}

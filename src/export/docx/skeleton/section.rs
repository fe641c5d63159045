//! The page set-up of a skeleton's document.

use super::tree::{self, Element, Node};
use super::{COMPATIBILITY, NAMESPACES};

/// A section's properties, and what they may refer to.
pub(super) struct FirstSection {
    /// The `w:sectPr` element as it is written into reports.
    pub(super) text: String,
    /// The same as a tree.
    pub(super) node: Node,
    /// Namespaces of the document besides those that are always written.
    pub(super) namespaces: Vec<(String, String)>,
}

/// What of a section is not written into reports: one that does not begin on a new page of its own would
/// move the first page, and what it was before it was changed with changes being tracked says nothing.
const LEFT_OUT: [&str; 2] = ["w:type", "w:sectPrChange"];

/// The first section of a document; `None` when there is none, or it is not of the usual dialect.
///
/// The first, because a report with annexes that is taken back has its own pages there and those of
/// the annexes behind; and because only a first section names all its headers: later ones go on with
/// those of the section before.
pub(super) fn first(document: &str) -> Option<FirstSection> {
    let xml = tree::parse(document)?;
    let root = xml.root_element();
    let namespaces = own_namespaces(root)?;
    let mut elements = root.descendants();
    let section = elements.find(|e| e.has_children() && tree::name(*e) == "w:sectPr")?;
    let text = tree::text_without(document, section, &LEFT_OUT)?;
    Some(FirstSection { text, node: Node::of(section)?, namespaces })
}

/// The namespaces of the root besides ours; `None` when our prefixes mean something else there.
fn own_namespaces(root: Element<'_>) -> Option<Vec<(String, String)>> {
    let mut own = Vec::new();
    let mut has_main = false;
    for namespace in root.namespaces() {
        let name = namespace.name().map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        match NAMESPACES.iter().find(|(ours, _)| *ours == name) {
            Some((_, ours)) if *ours == namespace.uri() => has_main |= name == "xmlns:w",
            Some(_) => return None,
            None => own.push((name, namespace.uri().to_owned())),
        }
    }
    // Which of them a program need not understand. Word 2007 calls the attribute `ve:Ignorable`.
    let ignorable = root.attribute((COMPATIBILITY, "Ignorable"));
    own.extend(ignorable.map(|own| ("mc:Ignorable".to_owned(), own.to_owned())));
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
        assert_eq!(first.text, expected);
        assert_eq!(first.namespaces, [("xmlns:w14".to_owned(), "urn:x".to_owned())]);
    }

    #[test]
    fn the_only_section_stands_at_the_end_of_the_body() {
        let document = format!(
            "{ROOT}<w:body><w:p/><w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr></w:body></w:document>"
        );
        let first = first(&document).unwrap();
        assert_eq!(first.text, "<w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr>");
    }

    #[test]
    fn what_need_not_be_understood_is_told_by_its_namespace() {
        let of = |attributes: &str| {
            let root = ROOT.replace('>', &format!(" {attributes}>"));
            let document = format!(
                "{root}<w:body><w:sectPr><w:pgSz w:w=\"2\"/></w:sectPr></w:body></w:document>"
            );
            let own = first(&document).unwrap().namespaces;
            own.into_iter().find(|(name, _)| name == "mc:Ignorable").map(|(_, value)| value)
        };
        for prefix in ["mc", "ve"] {
            let uri = "http://schemas.openxmlformats.org/markup-compatibility/2006";
            let attributes = format!("xmlns:{prefix}=\"{uri}\" {prefix}:Ignorable=\"w14\"");
            assert_eq!(of(&attributes).as_deref(), Some("w14"), "{prefix}");
        }
        assert_eq!(of("Ignorable=\"w14\""), None);
        assert_eq!(of("xmlns:x=\"urn:y\" x:Ignorable=\"w14\""), None);
    }

    #[test]
    fn other_dialects_are_not_read() {
        assert!(first(&format!("{ROOT}<w:body/></w:document>")).is_none());
        let strict = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:sectPr></w:sectPr></w:body></w:document>";
        assert!(first(strict).is_none());
        assert!(first("no XML").is_none());
    }
}

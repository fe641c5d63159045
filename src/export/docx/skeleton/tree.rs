//! The one reader of Word XML. A part, or an element of it, is taken as a tree whose names have their
//! usual prefixes, whatever prefixes a program wrote. A part that is deep or long beyond all that Word
//! writes is none.

use std::ops::Range;

use roxmltree::{Document, ParsingOptions};

use super::NAMESPACES;

/// An element of a part that is still one with its text.
pub(super) type Element<'a> = roxmltree::Node<'a, 'a>;

/// How deep elements may lie in each other.
const DEPTH_MAX: usize = 100;
/// The most elements of a tree: headers, styles, relationships.
const NODES_MAX: usize = 50_000;
/// The most elements and texts of a part of which only some elements are taken: the report itself.
const PART_NODES_MAX: u32 = 2_000_000;

/// The namespace of drawings of the old kind.
pub(super) const VML: &str = "urn:schemas-microsoft-com:vml";
/// The namespace of what Office adds to them.
pub(super) const OFFICE_VML: &str = "urn:schemas-microsoft-com:office:office";

/// Namespaces besides those that are always written, with their usual prefixes.
const OTHER_NAMESPACES: [(&str, &str); 6] = [
    ("pic:", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("v:", VML),
    ("o:", OFFICE_VML),
    ("xml:", "http://www.w3.org/XML/1998/namespace"),
    ("", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("", "http://schemas.openxmlformats.org/package/2006/content-types"),
];

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Its name with the usual prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(super) children: Vec<Node>,
    /// The text in it.
    pub(super) text: String,
}

/// A part as it stands in its file. `None` when it is not XML or too long; a document type could bring
/// text of its own and makes it none.
pub(super) fn parse(xml: &str) -> Option<Document<'_>> {
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: PART_NODES_MAX, ..Default::default() };
    Document::parse_with_options(xml, options).ok()
}

/// The name of an element with the usual prefix.
pub(super) fn name(element: Element<'_>) -> String {
    let tag = element.tag_name();
    prefixed(element, tag.namespace(), tag.name())
}

fn prefixed(element: Element<'_>, namespace: Option<&str>, name: &str) -> String {
    let Some(namespace) = namespace else {
        return name.to_owned();
    };
    let usual = NAMESPACES.iter().find(|(_, usual)| *usual == namespace);
    let usual = usual.and_then(|(attribute, _)| attribute.strip_prefix("xmlns:"));
    let other = OTHER_NAMESPACES.iter().find(|(_, other)| *other == namespace);
    match (usual, other, element.lookup_prefix(namespace)) {
        (Some(prefix), _, _) | (None, None, Some(prefix)) => format!("{prefix}:{name}"),
        (None, Some((prefix, _)), _) => format!("{prefix}{name}"),
        (None, None, None) => name.to_owned(),
    }
}

/// The text of an element in its part without some of the elements that lie right in it.
pub(super) fn text_without(xml: &str, element: Element<'_>, names: &[&str]) -> Option<String> {
    let Range { start, end } = element.range();
    let mut kept = String::new();
    let mut from = start;
    for left_out in element.children().filter(|child| names.contains(&name(*child).as_str())) {
        kept.push_str(xml.get(from..left_out.range().start)?);
        from = left_out.range().end;
    }
    kept.push_str(xml.get(from..end)?);
    Some(kept)
}

impl Node {
    /// The root of a part; `None` when it is not XML, or too deep or too long.
    pub(super) fn read(xml: &str) -> Option<Self> {
        Self::of(parse(xml)?.root_element())
    }

    /// An element with all that lies in it; `None` when that is too deep or too long.
    pub(super) fn of(element: Element<'_>) -> Option<Self> {
        let mut nodes_left = NODES_MAX;
        Self::taken(element, DEPTH_MAX, &mut nodes_left)
    }

    fn taken(element: Element<'_>, depth_left: usize, nodes_left: &mut usize) -> Option<Self> {
        let depth_left = depth_left.checked_sub(1)?;
        *nodes_left = nodes_left.checked_sub(1)?;
        let attributes = element.attributes().map(|attribute| {
            let name = prefixed(element, attribute.namespace(), attribute.name());
            (name, attribute.value().to_owned())
        });
        let mut node =
            Self { name: name(element), attributes: attributes.collect(), ..Self::default() };
        for child in element.children() {
            if child.is_element() {
                node.children.push(Self::taken(child, depth_left, nodes_left)?);
            } else if child.is_text() {
                node.text.push_str(child.text().unwrap_or_default());
            }
        }
        Some(node)
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute as a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.parse().ok()
    }

    /// The value of `w:val`.
    pub(super) fn value(&self) -> Option<&str> {
        self.get("w:val")
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of a name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of a name in it, however deep.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.children
            .iter()
            .find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// Whether a switch in it is there and on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        let switch = self.child(name);
        switch.is_some_and(|switch| !matches!(switch.value(), Some("0" | "false" | "off")))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An element with the usual prefixes declared.
    pub(in super::super) fn read(xml: &str) -> Node {
        let at = xml.find(['>', '/', ' ']).unwrap();
        let (start, rest) = xml.split_at(at);
        let declared: Vec<String> =
            NAMESPACES.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
        let xml = [start, &declared.concat(), rest].concat();
        Node::read(&xml).unwrap()
    }

    #[test]
    fn a_part_is_read_as_a_tree() {
        let tree = read("<a x=\"1\"><b w:val=\"q\"/><c>M&amp;N &#272;</c></a>");
        assert_eq!((tree.name.as_str(), tree.number::<u32>("x")), ("a", Some(1)));
        assert_eq!(tree.child("b").unwrap().value(), Some("q"));
        assert_eq!(tree.find("c").unwrap().text, "M&N Đ");
    }

    #[test]
    fn names_have_their_usual_prefixes() {
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let xml = format!("<x:p xmlns:x=\"{main}\" xmlns:y=\"urn:y\"><y:a x:val=\"1\"/></x:p>");
        let tree = Node::read(&xml).unwrap();
        assert_eq!(tree.name, "w:p");
        assert_eq!(tree.child("y:a").unwrap().value(), Some("1"));
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let tree = Node::read(&format!("<z:R xmlns:z=\"{package}\" Id=\"1\"/>")).unwrap();
        assert_eq!((tree.name.as_str(), tree.get("Id")), ("R", Some("1")));
    }

    #[test]
    fn what_no_header_is_like_is_not_read() {
        assert!(Node::read("<a><b></a>").is_none());
        assert!(Node::read("<a>").is_none());
        assert!(Node::read("<w:a/>").is_none(), "nobody says what w is");
        assert!(Node::read("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>").is_none());
        let deep = "<a>".repeat(500) + &"</a>".repeat(500);
        assert!(Node::read(&deep).is_none());
        let deepest = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
        assert!(Node::read(&deepest).is_none());
        let long = format!("<a>{}</a>", "<b/>".repeat(NODES_MAX));
        assert!(Node::read(&long).is_none());
        assert!(Node::read("").is_none());
    }

    #[test]
    fn elements_are_left_out_of_a_text() {
        let xml = "<a><b/>1<c>2</c><b>3</b></a>";
        let document = parse(xml).unwrap();
        let text = text_without(xml, document.root_element(), &["b"]);
        assert_eq!(text.unwrap(), "<a>1<c>2</c></a>");
    }
}

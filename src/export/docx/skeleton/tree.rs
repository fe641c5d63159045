//! A small part of a package as a tree: headers, footers and what they refer to. A part that is deep
//! or long beyond all headers is none.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::styles::attribute;

/// How deep elements may lie in each other.
const DEPTH_MAX: usize = 100;
/// The most elements of a part.
const NODES_MAX: usize = 50_000;

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

impl Node {
    /// The root of a part; `None` when it is not XML, or too deep or too long.
    pub(super) fn read(xml: &str) -> Option<Self> {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        let mut num_nodes = 0;
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) => {
                    num_nodes += 1;
                    open.push(Self::of(&tag));
                }
                Event::Empty(tag) => {
                    num_nodes += 1;
                    open.last_mut()?.children.push(Self::of(&tag));
                }
                Event::End(_) => {
                    let node = open.pop()?;
                    open.last_mut()?.children.push(node);
                }
                Event::Text(text) => open.last_mut()?.text.push_str(text.as_ref()),
                Event::GeneralRef(reference) => {
                    let node = open.last_mut()?;
                    match reference.resolve_char_ref() {
                        Ok(Some(c)) => node.text.push(c),
                        _ => node.text.push_str(named(reference.as_ref())),
                    }
                }
                // A document type could bring text of its own.
                Event::DocType(_) => return None,
                Event::Eof => break,
                _ => {}
            }
            if open.len() > DEPTH_MAX || num_nodes > NODES_MAX {
                return None;
            }
        }
        match (open.len(), open.pop()) {
            (1, Some(top)) => top.children.into_iter().next(),
            _ => None,
        }
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let names = tag.attributes().flatten().map(|a| a.key.as_ref().to_owned());
        let attributes = names.filter_map(|name| {
            let value = attribute(tag, &name)?;
            Some((name, value))
        });
        Self {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
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

/// The characters that XML names.
fn named(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_as_a_tree() {
        let xml = "<?xml version=\"1.0\"?><a x=\"1\"><b w:val=\"q\"/><c>M&amp;N &#272;</c></a>";
        let tree = Node::read(xml).unwrap();
        assert_eq!((tree.name.as_str(), tree.number::<u32>("x")), ("a", Some(1)));
        assert_eq!(tree.child("b").unwrap().value(), Some("q"));
        assert_eq!(tree.find("c").unwrap().text, "M&N Đ");
    }

    #[test]
    fn what_no_header_is_like_is_not_read() {
        assert!(Node::read("<a><b></a>").is_none());
        assert!(Node::read("<a>").is_none());
        assert!(Node::read("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>").is_none());
        let deep = "<a>".repeat(500) + &"</a>".repeat(500);
        assert!(Node::read(&deep).is_none());
        let long = format!("<a>{}</a>", "<b/>".repeat(NODES_MAX));
        assert!(Node::read(&long).is_none());
        assert!(Node::read("").is_none());
    }
}

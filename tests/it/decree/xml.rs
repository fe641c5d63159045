//! A small tree of an XML part.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element. Copies share what is inside.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    children: Arc<Vec<Child>>,
}

#[derive(Debug, Clone)]
enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    /// The root element of a part; why not, when it is not well-formed.
    pub(super) fn parse(xml: &str) -> Result<Self, String> {
        let is_odd = |c: char| (c < ' ' && !"\n\r\t".contains(c)) || "\u{FFFE}\u{FFFF}".contains(c);
        if let Some(odd) = xml.chars().find(|c| is_odd(*c)) {
            return Err(format!("XML 1.0 has no character {odd:?}"));
        }
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|err| err.to_string())?;
            let top = open.last_mut().ok_or("an end without a beginning")?;
            match event {
                Event::Start(tag) => open.push(element(&tag)?),
                Event::Empty(tag) => top.push(Child::Node(element(&tag)?)),
                Event::Text(text) => top.push_text(&text.xml10_content()),
                Event::GeneralRef(reference) => top.push_text(&meaning(&reference)?),
                Event::End(_) => {
                    let done = open.pop().ok_or("an end without a beginning")?;
                    let parent = open.last_mut().ok_or("an end without a beginning")?;
                    parent.push(Child::Node(done));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.pop().filter(|_| open.is_empty()).ok_or("an element is not closed")?;
        let mut roots = root.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(Ok(node.clone())),
            Child::Text(text) if text.trim().is_empty() => None,
            Child::Text(text) => Some(Err(format!("words outside the root: {text}"))),
        });
        let first = roots.next().ok_or("no root element")??;
        match roots.next() {
            None => Ok(first),
            Some(_) => Err("more than one root element".to_owned()),
        }
    }

    fn push(&mut self, child: Child) {
        Arc::make_mut(&mut self.children).push(child);
    }

    fn push_text(&mut self, text: &str) {
        match Arc::make_mut(&mut self.children).last_mut() {
            Some(Child::Text(last)) => last.push_str(text),
            _ => self.push(Child::Text(text.to_owned())),
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every attribute, in order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The elements directly inside.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The elements of a name directly inside.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.nodes().filter(move |node| node.name == name)
    }

    /// The first element at a path below, such as `w:tblPr/w:tblBorders`.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        let mut node = self;
        for name in path.split('/') {
            node = node.nodes().find(|child| child.name == name)?;
        }
        Some(node)
    }

    /// An attribute of the first element at a path below.
    pub(super) fn value(&self, path: &str, name: &str) -> Option<&str> {
        self.at(path)?.attribute(name)
    }

    /// A whole number in an attribute of the first element at a path below.
    pub(super) fn number(&self, path: &str, name: &str) -> Option<i64> {
        self.value(path, name)?.parse().ok()
    }

    /// This element and all below, in order.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut all = Vec::new();
        self.collect(&|_| true, &mut all);
        all
    }

    fn collect<'a>(&'a self, is: &dyn Fn(&Self) -> bool, found: &mut Vec<&'a Self>) {
        if is(self) {
            found.push(self);
        }
        for node in self.nodes() {
            node.collect(is, found);
        }
    }

    /// All below of a name, in order.
    pub(super) fn below<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect(&|node| node.name == name, &mut found);
        found
    }

    /// Whether there is any below of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.nodes().any(|node| node.name == name || node.has(name))
    }

    /// The words directly inside.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Node(_) => None,
        });
        texts.collect()
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Node, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|err| err.to_string())?;
        let version = quick_xml::XmlVersion::Explicit1_0;
        let value = attribute.normalized_value(version).map_err(|err| err.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Node { name: tag.name().as_ref().to_owned(), attributes, children: Arc::default() })
}

fn meaning(reference: &str) -> Result<String, String> {
    let hex = reference.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
    let number = hex.or_else(|| reference.strip_prefix('#').map(str::parse));
    let text = match (reference, number) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(Ok(number))) => char::from_u32(number).ok_or("no such character")?.to_string(),
        _ => return Err(format!("no such reference: {reference}")),
    };
    Ok(text)
}

//! The parts of a .docx, and what the package says about them.

use std::io::{Cursor, Read as _};
use std::sync::{Arc, LazyLock, OnceLock};

use super::xml::Node;

/// The part that holds the report.
pub(super) const DOCUMENT: &str = "word/document.xml";

/// A package that was read; its parts can be changed for a counter-example.
#[derive(Debug, Clone)]
pub(super) struct Package {
    /// In the order of the file.
    pub(super) parts: Vec<Part>,
}

/// A part of a package. Copies share what was parsed: a counter-example changes one part, and only
/// that one is parsed again.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) name: String,
    /// The date of the entry, as the zip file writes it.
    pub(super) date: (u16, u16),
    content: Arc<[u8]>,
    tree: Arc<OnceLock<Result<Node, String>>>,
}

impl Part {
    /// A part with its bytes.
    pub(super) fn of(name: &str, date: (u16, u16), content: Vec<u8>) -> Self {
        Self { name: name.to_owned(), date, content: content.into(), tree: Arc::default() }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// The root element; why there is none, when it is not well-formed.
    pub(super) fn tree(&self) -> Result<&Node, &String> {
        self.tree.get_or_init(|| Node::parse(self.text())).as_ref()
    }

    /// The part as text.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.content).unwrap_or("")
    }

    /// Whether it is written in XML.
    pub(super) fn is_xml(&self) -> bool {
        self.name.ends_with(".xml") || self.name.ends_with(".rels")
    }
}

impl Package {
    /// Reads every part of a file.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts = (0..archive.len()).map(|i| {
            let mut entry = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            let date = entry.last_modified().unwrap();
            let date = (date.datepart(), date.timepart());
            Part::of(&entry.name().unwrap(), date, content)
        });
        Self { parts: parts.collect() }
    }

    /// The part of a name.
    pub(super) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// The part of a name as a tree; an empty one where it is missing or not well-formed.
    pub(super) fn tree(&self, name: &str) -> &Node {
        static EMPTY: LazyLock<Node> = LazyLock::new(Node::default);
        self.part(name).and_then(|part| part.tree().ok()).unwrap_or(&EMPTY)
    }

    /// The trees of every header, footer and the document, with their names.
    pub(super) fn stories(&self) -> Vec<(&str, &Node)> {
        let names = self.parts.iter().map(|part| part.name.as_str());
        let names = names.filter(|name| {
            *name == DOCUMENT || name.starts_with("word/header") || name.starts_with("word/footer")
        });
        names.map(|name| (name, self.tree(name))).collect()
    }

    /// The relationships of a part: id, what it is, and the name of the part it leads to; none
    /// where it leads out of the package.
    pub(super) fn relationships(&self, name: &str) -> Vec<(String, String, Option<String>)> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let tree = self.tree(&format!("{folder}_rels/{file}.rels"));
        let relationships = tree.named("Relationship").map(|node| {
            let value = |name: &str| node.attribute(name).unwrap_or("").to_owned();
            let is_outside = value("TargetMode") == "External";
            let target = value("Target");
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}{target}"),
            };
            let kind = value("Type").rsplit('/').next().unwrap_or("").to_owned();
            (value("Id"), kind, (!is_outside).then_some(target))
        });
        relationships.collect()
    }

    /// The part that an id of the document leads to.
    pub(super) fn target(&self, id: &str) -> Option<&Part> {
        let found = self.relationships(DOCUMENT).into_iter().find(|(own, _, _)| own == id)?;
        self.part(&found.2?)
    }

    /// Rewrites a part.
    #[track_caller]
    pub(super) fn rewrite(&mut self, name: &str, rewrite: impl FnOnce(&str) -> String) {
        let part = self.parts.iter_mut().find(|part| part.name == name).unwrap();
        *part = Part::of(name, part.date, rewrite(part.text()).into_bytes());
    }

    /// Replaces a piece of a part.
    #[track_caller]
    pub(super) fn replace(&mut self, name: &str, from: &str, to: &str) {
        self.rewrite(name, |text| {
            assert!(text.contains(from), "{name} has no {from}");
            text.replacen(from, to, 1)
        });
    }

    /// Replaces the last such piece of a part.
    #[track_caller]
    pub(super) fn replace_last(&mut self, name: &str, from: &str, to: &str) {
        self.rewrite(name, |text| {
            let cut = text.rsplit_once(from);
            let (before, after) = cut.unwrap_or_else(|| panic!("{name} has no {from}"));
            format!("{before}{to}{after}")
        });
    }

    /// Cuts the first element out that begins and ends so and holds a piece.
    #[track_caller]
    pub(super) fn cut(&mut self, name: &str, (begin, end): (&str, &str), piece: &str) {
        self.rewrite(name, |text| {
            let at = text.find(piece).unwrap_or_else(|| panic!("{name} has no {piece}"));
            let from = text[..at].rfind(begin).unwrap();
            let to = at + text[at..].find(end).unwrap() + end.len();
            format!("{}{}", &text[..from], &text[to..])
        });
    }
}

//! The numbers that Word itself puts in front of paragraphs.

use std::collections::HashMap;

use super::styles::Properties;
use super::xml::Node;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// By list and level: first number, kind of digits, text.
    levels: HashMap<(String, i64), (u32, String, String)>,
    counted: HashMap<(String, i64), u32>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(tree: &Node) -> Self {
        let mut numbering = Self::default();
        for list in tree.named("w:num") {
            let id = list.attribute("w:numId").unwrap_or("").to_owned();
            let wanted = list.value("w:abstractNumId", "w:val");
            let mut definitions = tree.named("w:abstractNum");
            let Some(definition) =
                definitions.find(|d| d.attribute("w:abstractNumId") == wanted && wanted.is_some())
            else {
                continue;
            };
            let number = |node: &Node, path: &str, name: &str| node.number(path, name).unwrap_or(0);
            for level in definition.named("w:lvl") {
                let at = level.attribute("w:ilvl").and_then(|l| l.parse().ok()).unwrap_or(0);
                let mut overrides = list.named("w:lvlOverride");
                let own = overrides.find(|o| o.attribute("w:ilvl") == level.attribute("w:ilvl"));
                let own = own.and_then(|own| own.number("w:startOverride", "w:val"));
                let start = own.unwrap_or_else(|| number(level, "w:start", "w:val"));
                let value = |path: &str| level.value(path, "w:val").unwrap_or("").to_owned();
                let start = u32::try_from(start).unwrap_or(1);
                let level = (start, value("w:numFmt"), value("w:lvlText"));
                numbering.levels.insert((id.clone(), at), level);
            }
        }
        numbering
    }

    /// What stands in front of a paragraph, with its space; counts on.
    pub(super) fn label(&mut self, look: &Properties) -> String {
        let Some(list) = look.get("w:numPr/w:numId@w:val").filter(|id| *id != "0") else {
            return String::new();
        };
        let at = look.number("w:numPr/w:ilvl@w:val");
        let key = (list.to_owned(), at);
        let Some((start, digits, text)) = self.levels.get(&key) else {
            return String::new();
        };
        let number = self.counted.get(&key).map_or(*start, |last| last + 1);
        self.counted.insert(key, number);
        let number = match digits.as_str() {
            "lowerLetter" => {
                char::from(b'a' + u8::try_from((number + 25) % 26).unwrap()).to_string()
            }
            "bullet" => String::new(),
            _ => number.to_string(),
        };
        format!("{} ", text.replace(&format!("%{}", at + 1), &number))
    }

    /// Whether a paragraph names a list that is not defined.
    pub(super) fn lacks(&self, look: &Properties) -> bool {
        let list = look.get("w:numPr/w:numId@w:val").filter(|id| *id != "0");
        let at = look.number("w:numPr/w:ilvl@w:val");
        list.is_some_and(|list| !self.levels.contains_key(&(list.to_owned(), at)))
    }
}

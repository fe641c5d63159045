//! Effective properties: the defaults of the document, then the style and what it is based on, then
//! what stands at the paragraph or run itself.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::xml::Node;

/// How deep styles may be based on each other.
const DEPTH_MAX: usize = 20;

/// What one element says, by `element@attribute`.
type Layer = BTreeMap<String, String>;

/// Properties in layers that many paragraphs share; the last one written holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties(Vec<Arc<Layer>>);

impl Properties {
    fn take(&mut self, node: Option<&Node>) {
        let mut layer = Layer::new();
        for property in node.into_iter().flat_map(Node::nodes) {
            let name = &property.name;
            if property.attributes().next().is_none() {
                layer.insert(format!("{name}@w:val"), "true".to_owned());
            }
            for (attribute, value) in property.attributes() {
                layer.insert(format!("{name}@{attribute}"), value.to_owned());
            }
            // One level deeper: borders and list numbers of a paragraph.
            for inner in property.nodes() {
                for (attribute, value) in inner.attributes() {
                    let key = format!("{name}/{}@{attribute}", inner.name);
                    layer.insert(key, value.to_owned());
                }
            }
        }
        if !layer.is_empty() {
            self.0.push(Arc::new(layer));
        }
    }

    fn overlay(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// A value, by `element@attribute`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find_map(|layer| layer.get(key)).map(String::as_str)
    }

    /// A whole number; 0 where there is none.
    pub(super) fn number(&self, key: &str) -> i64 {
        self.get(key).and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, element: &str) -> bool {
        let value = self.get(&format!("{element}@w:val"));
        value.is_some_and(|value| !matches!(value, "0" | "false" | "off" | "none"))
    }
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Properties,
    styles: HashMap<String, (Option<String>, Properties)>,
    usual: Option<String>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(tree: &Node) -> Self {
        let mut styles = Self::default();
        for part in ["w:docDefaults/w:pPrDefault/w:pPr", "w:docDefaults/w:rPrDefault/w:rPr"] {
            styles.defaults.take(tree.at(part));
        }
        for style in tree.named("w:style") {
            let id = style.attribute("w:styleId").unwrap_or("").to_owned();
            let mut own = Properties::default();
            own.take(style.at("w:pPr"));
            own.take(style.at("w:rPr"));
            let is_paragraph = style.attribute("w:type") == Some("paragraph");
            if is_paragraph && style.attribute("w:default") == Some("1") {
                styles.usual = Some(id.clone());
            }
            let base = style.value("w:basedOn", "w:val").map(str::to_owned);
            styles.styles.insert(id, (base, own));
        }
        styles
    }

    /// Whether there is a style of an id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.styles.contains_key(id)
    }

    /// What a paragraph is, from the defaults through its style to its own properties.
    pub(super) fn of_paragraph(&self, paragraph: &Node) -> Properties {
        let mut all = self.defaults.clone();
        let id = paragraph.value("w:pPr/w:pStyle", "w:val").map(str::to_owned);
        self.overlay_style(id.as_ref().or(self.usual.as_ref()), &mut all);
        all.take(paragraph.at("w:pPr"));
        all
    }

    /// What a run in a paragraph is.
    pub(super) fn of_run(&self, paragraph: &Properties, run: &Node) -> Properties {
        let mut all = paragraph.clone();
        let id = run.value("w:rPr/w:rStyle", "w:val").map(str::to_owned);
        self.overlay_style(id.as_ref(), &mut all);
        all.take(run.at("w:rPr"));
        all
    }

    fn overlay_style(&self, id: Option<&String>, all: &mut Properties) {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some((base, own)) = next.and_then(|id| self.styles.get(id)) {
            chain.push(own);
            next = base.as_ref().filter(|_| chain.len() < DEPTH_MAX);
        }
        for own in chain.into_iter().rev() {
            all.overlay(own);
        }
    }
}

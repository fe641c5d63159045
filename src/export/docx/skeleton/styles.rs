//! `word/styles.xml`: the styles of a skeleton, and how paragraphs of each role look.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::roles;
use crate::pages::sheet::{Contextual, Justify, LineHeight, Role, Style};

/// How deep styles may be based on each other; a circle ends here.
const DEPTH_MAX: usize = 20;

/// The paragraph styles of a part.
pub(super) struct Styles {
    defaults: Partial,
    /// By name in lower case: Word writes "heading 1", LibreOffice "Heading 1".
    by_name: HashMap<String, Entry>,
    name_of_id: HashMap<String, String>,
}

struct Entry {
    id: String,
    based_on: Option<String>,
    own: Partial,
}

/// What a style says itself; the rest comes from the one it is based on.
#[derive(Default, Clone)]
struct Partial {
    size: Option<u32>,
    bold: Option<bool>,
    italic: Option<bool>,
    justify: Option<Justify>,
    before: Option<u32>,
    after: Option<u32>,
    contextual: Option<bool>,
    line: Option<u32>,
    line_rule: Option<String>,
    left: Option<i32>,
    right: Option<i32>,
    first_line: Option<i32>,
    keep_next: Option<bool>,
    font: Option<String>,
    colour: Option<String>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(xml: &str) -> Result<Self, quick_xml::Error> {
        let mut styles = Self {
            defaults: Partial::default(),
            by_name: HashMap::new(),
            name_of_id: HashMap::new(),
        };
        let mut reader = Reader::from_str(xml);
        let mut path: Vec<String> = Vec::new();
        let mut open: Option<(String, Entry)> = None;
        loop {
            let event = reader.read_event()?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    styles.take(&tag, &name, &path, &mut open);
                    match is_empty {
                        true => styles.leave(&name, &mut open),
                        false => path.push(name),
                    }
                }
                Event::End(_) => {
                    if let Some(name) = path.pop() {
                        styles.leave(&name, &mut open);
                    }
                }
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    fn take(
        &mut self,
        tag: &BytesStart<'_>,
        name: &str,
        path: &[String],
        open: &mut Option<(String, Entry)>,
    ) {
        let parents: Vec<&str> = path.iter().map(String::as_str).collect();
        match (name, parents.as_slice()) {
            ("w:style", _) => {
                let is_paragraph = attribute(tag, "w:type").as_deref() == Some("paragraph");
                let id = attribute(tag, "w:styleId").unwrap_or_default();
                let entry = Entry { id, based_on: None, own: Partial::default() };
                *open = is_paragraph.then(|| (String::new(), entry));
            }
            ("w:name", [.., "w:style"]) => {
                if let Some((name, _)) = open {
                    *name = value(tag).unwrap_or_default().to_lowercase();
                }
            }
            ("w:basedOn", [.., "w:style"]) => {
                if let Some((_, entry)) = open {
                    entry.based_on = value(tag);
                }
            }
            (_, [.., "w:style", "w:pPr" | "w:rPr"]) => {
                if let Some((_, entry)) = open {
                    entry.own.take(tag, name);
                }
            }
            (_, [.., "w:rPrDefault" | "w:pPrDefault", "w:pPr" | "w:rPr"]) => {
                self.defaults.take(tag, name);
            }
            _ => {}
        }
    }

    fn leave(&mut self, name: &str, open: &mut Option<(String, Entry)>) {
        if name != "w:style" {
            return;
        }
        if let Some((name, entry)) = open.take() {
            self.name_of_id.insert(entry.id.clone(), name.clone());
            self.by_name.insert(name, entry);
        }
    }

    /// The id of a role's style.
    pub(super) fn id(&self, role: Role) -> Option<&str> {
        let (_, name) = roles::names(role);
        self.by_name.get(&name.to_lowercase()).map(|entry| entry.id.as_str())
    }

    /// How every role that has a style looks.
    pub(super) fn looks(&self) -> BTreeMap<Role, Style> {
        let looks = Role::ALL.into_iter().filter_map(|role| {
            let (_, name) = roles::names(role);
            let entry = self.by_name.get(&name.to_lowercase())?;
            Some((role, self.resolve(entry).style()))
        });
        looks.collect()
    }

    /// The fonts of all roles.
    pub(super) fn fonts(&self) -> BTreeSet<String> {
        let fonts = Role::ALL.into_iter().filter_map(|role| {
            let (_, name) = roles::names(role);
            self.resolve(self.by_name.get(&name.to_lowercase())?).font
        });
        fonts.collect()
    }

    /// The roles whose letters are neither black nor of the usual colour.
    pub(super) fn coloured(&self) -> BTreeSet<Role> {
        let is_coloured = |role: &Role| {
            let (_, name) = roles::names(*role);
            let colour = self.by_name.get(&name.to_lowercase()).map(|e| self.resolve(e).colour);
            let colour = colour.flatten();
            colour.is_some_and(|colour| !matches!(colour.as_str(), "auto" | "000000"))
        };
        Role::ALL.into_iter().filter(is_coloured).collect()
    }

    /// Whether a style of an id centres its paragraphs; without one, that of plain paragraphs.
    pub(super) fn is_centred(&self, id: Option<&str>) -> bool {
        let name = match id {
            Some(id) => self.name_of_id.get(id).map_or("", String::as_str),
            None => "normal",
        };
        let justify = self.by_name.get(name).and_then(|entry| self.resolve(entry).justify);
        justify == Some(Justify::Centre)
    }

    fn resolve(&self, entry: &Entry) -> Partial {
        let mut chain = vec![&entry.own];
        let mut next = entry.based_on.as_ref();
        while let Some(base) = next.filter(|_| chain.len() < DEPTH_MAX) {
            let base = self.name_of_id.get(base).and_then(|name| self.by_name.get(name));
            chain.extend(base.map(|base| &base.own));
            next = base.and_then(|base| base.based_on.as_ref());
        }
        let mut all = self.defaults.clone();
        for own in chain.into_iter().rev() {
            all.overlay(own);
        }
        all
    }
}

impl Partial {
    fn take(&mut self, tag: &BytesStart<'_>, name: &str) {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<i32>().ok());
        let length = |name: &str| number(name).and_then(|n| u32::try_from(n).ok());
        match name {
            "w:sz" => self.size = length("w:val").or(self.size),
            "w:rFonts" => self.font = attribute(tag, "w:ascii").or(self.font.take()),
            "w:color" => self.colour = value(tag).or(self.colour.take()),
            "w:b" => self.bold = Some(is_on(tag)),
            "w:i" => self.italic = Some(is_on(tag)),
            "w:keepNext" => self.keep_next = Some(is_on(tag)),
            "w:contextualSpacing" => self.contextual = Some(is_on(tag)),
            "w:jc" => {
                self.justify = value(tag).map(|value| match value.as_str() {
                    "center" => Justify::Centre,
                    "right" | "end" => Justify::Right,
                    "both" | "distribute" => Justify::Both,
                    _ => Justify::Left,
                });
            }
            "w:spacing" => {
                self.before = length("w:before").or(self.before);
                self.after = length("w:after").or(self.after);
                if let Some(line) = length("w:line") {
                    self.line = Some(line);
                    self.line_rule = attribute(tag, "w:lineRule");
                }
            }
            "w:ind" => {
                self.left = number("w:left").or_else(|| number("w:start")).or(self.left);
                self.right = number("w:right").or_else(|| number("w:end")).or(self.right);
                let hanging = number("w:hanging").map(|hanging| -hanging);
                self.first_line = hanging.or_else(|| number("w:firstLine")).or(self.first_line);
            }
            _ => {}
        }
    }

    fn overlay(&mut self, own: &Self) {
        let own = own.clone();
        self.size = own.size.or(self.size);
        self.bold = own.bold.or(self.bold);
        self.italic = own.italic.or(self.italic);
        self.justify = own.justify.or(self.justify);
        self.before = own.before.or(self.before);
        self.after = own.after.or(self.after);
        self.contextual = own.contextual.or(self.contextual);
        if own.line.is_some() {
            self.line = own.line;
            self.line_rule = own.line_rule;
        }
        self.left = own.left.or(self.left);
        self.right = own.right.or(self.right);
        self.first_line = own.first_line.or(self.first_line);
        self.keep_next = own.keep_next.or(self.keep_next);
        self.font = own.font.or(self.font.take());
        self.colour = own.colour.or(self.colour.take());
    }

    fn style(self) -> Style {
        let line = match (self.line, self.line_rule.as_deref()) {
            (Some(line), Some("exact")) => LineHeight::Exactly(line),
            (Some(line), Some("atLeast")) => LineHeight::AtLeast(line),
            (Some(line), _) => LineHeight::Of240(line),
            (None, _) => LineHeight::Of240(240),
        };
        Style {
            // Word's own usual size, where nobody says one.
            size: self.size.unwrap_or(20),
            weight: self.bold.unwrap_or(false).into(),
            slant: self.italic.unwrap_or(false).into(),
            justify: self.justify.unwrap_or_default(),
            before: self.before.unwrap_or(0),
            after: self.after.unwrap_or(0),
            contextual: Contextual::from(self.contextual.unwrap_or(false)),
            line,
            left: self.left.unwrap_or(0),
            right: self.right.unwrap_or(0),
            first_line: self.first_line.unwrap_or(0),
            keep_next: self.keep_next.unwrap_or(false).into(),
        }
    }
}

/// The value of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
    Some(value.into_owned())
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "w:val")
}

/// Whether a switch is on: it is, unless it says otherwise.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(value(tag).as_deref(), Some("0" | "false" | "off"))
}

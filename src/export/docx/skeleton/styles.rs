//! `word/styles.xml`: the styles of a skeleton, and how paragraphs of each role look.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::partial::Partial;
use super::roles;
use super::tree::Node;
use crate::pages::sheet::Role;
use crate::pages::style::{Justify, Style};

/// How deep styles may be based on each other; a circle ends here.
const DEPTH_MAX: usize = 20;

/// The styles of a part.
pub(super) struct Styles {
    defaults: Partial,
    /// Those of paragraphs, by name in lower case: Word writes "heading 1", LibreOffice "Heading 1".
    by_name: HashMap<String, Entry>,
    name_of_id: HashMap<String, String>,
    /// The name of that of paragraphs that name none.
    usual: String,
    /// Those of letters, by id.
    of_letters: HashMap<String, Entry>,
    /// Those of tables, by id.
    of_tables: HashMap<String, Node>,
    theme: Theme,
}

struct Entry {
    id: String,
    based_on: Option<String>,
    own: Partial,
}

/// The fonts of a document's theme.
#[derive(Default)]
struct Theme {
    major: Option<String>,
    minor: Option<String>,
}

impl Theme {
    fn read(theme: Option<&Node>) -> Self {
        let font = |of: &str| {
            let latin = theme?.find(of)?.child("a:latin")?;
            latin.get("typeface").filter(|name| !name.is_empty()).map(str::to_owned)
        };
        Self { major: font("a:majorFont"), minor: font("a:minorFont") }
    }

    /// A font by the name that is behind the "+".
    fn font(&self, name: &str) -> Option<&str> {
        let font = if name.starts_with("major") { &self.major } else { &self.minor };
        font.as_deref()
    }
}

impl Styles {
    /// Reads the part, and the fonts of the document's theme; `None` when it cannot be read.
    pub(super) fn read(xml: &str, theme: Option<&str>) -> Option<Self> {
        let root = Node::read(xml)?;
        let mut styles = Self {
            defaults: Partial::default(),
            by_name: HashMap::new(),
            name_of_id: HashMap::new(),
            usual: "normal".to_owned(),
            of_letters: HashMap::new(),
            of_tables: HashMap::new(),
            theme: Theme::read(theme.and_then(Node::read).as_ref()),
        };
        if let Some(defaults) = root.child("w:docDefaults") {
            let of = |outer, inner| defaults.child(outer).and_then(|node| node.child(inner));
            styles.defaults.take_all(of("w:rPrDefault", "w:rPr"));
            styles.defaults.take_all(of("w:pPrDefault", "w:pPr"));
        }
        for style in root.all("w:style") {
            styles.take(style);
        }
        Some(styles)
    }

    fn take(&mut self, style: &Node) {
        let id = style.get("w:styleId").unwrap_or_default().to_owned();
        let value = |name| style.child(name).and_then(Node::value);
        let mut entry = Entry {
            id: id.clone(),
            based_on: value("w:basedOn").map(str::to_owned),
            own: Partial::default(),
        };
        style.all("w:pPr").chain(style.all("w:rPr")).for_each(|own| entry.own.take_all(Some(own)));
        match style.get("w:type") {
            Some("paragraph") => {
                let name = value("w:name").unwrap_or_default().to_lowercase();
                if matches!(style.get("w:default"), Some("1" | "true" | "on")) {
                    self.usual.clone_from(&name);
                }
                self.name_of_id.insert(id, name.clone());
                self.by_name.insert(name, entry);
            }
            Some("character") => {
                self.of_letters.insert(id, entry);
            }
            Some("table") => {
                self.of_tables.insert(id, style.clone());
            }
            _ => {}
        }
    }

    /// The id of a role's style.
    pub(super) fn id(&self, role: Role) -> Option<&str> {
        self.entry(role).map(|entry| entry.id.as_str())
    }

    fn entry(&self, role: Role) -> Option<&Entry> {
        let (_, name) = roles::names(role);
        self.by_name.get(&name.to_lowercase())
    }

    /// How every role that has a style looks.
    pub(super) fn looks(&self) -> BTreeMap<Role, Style> {
        let looks = Role::ALL.into_iter().filter_map(|role| {
            let all = self.resolve(self.entry(role)?);
            Some((role, self.with_font(all).style()))
        });
        looks.collect()
    }

    /// The fonts of all roles.
    pub(super) fn fonts(&self) -> BTreeSet<String> {
        let fonts = Role::ALL.into_iter().filter_map(|role| {
            let all = self.resolve(self.entry(role)?);
            self.with_font(all).font
        });
        fonts.collect()
    }

    /// The roles whose letters are neither black nor of the usual colour.
    pub(super) fn coloured(&self) -> BTreeSet<Role> {
        let is_coloured = |role: &Role| {
            let colour = self.entry(*role).and_then(|entry| self.resolve(entry).colour);
            colour.is_some_and(|colour| !matches!(colour.as_str(), "auto" | "000000"))
        };
        Role::ALL.into_iter().filter(is_coloured).collect()
    }

    /// Whether a style of an id centres its paragraphs; without one, that of plain paragraphs.
    pub(super) fn is_centred(&self, id: Option<&str>) -> bool {
        self.paragraph(id).justify == Some(Justify::Centre)
    }

    /// What a paragraph of a style says, with all that it is based on.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Partial {
        let name = id.and_then(|id| self.name_of_id.get(id)).unwrap_or(&self.usual);
        match self.by_name.get(name) {
            Some(entry) => self.resolve(entry),
            None => self.defaults.clone(),
        }
    }

    /// What a style of letters says, with all that it is based on.
    pub(super) fn letters(&self, id: &str) -> Partial {
        let entry = |id: &str| self.of_letters.get(id);
        overlaid(Partial::default(), entry(id), entry)
    }

    /// An element of the properties of a style of tables, or of what it is based on.
    pub(super) fn of_table(&self, id: &str, name: &str) -> Option<&Node> {
        let mut style = self.of_tables.get(id);
        for _ in 0..DEPTH_MAX {
            let here = style?;
            if let Some(found) = here.child("w:tblPr").and_then(|own| own.child(name)) {
                return Some(found);
            }
            style =
                here.child("w:basedOn").and_then(Node::value).and_then(|id| self.of_tables.get(id));
        }
        None
    }

    /// The font of the theme in place of its name.
    pub(super) fn with_font(&self, mut partial: Partial) -> Partial {
        if let Some(name) = partial.font.as_deref().and_then(|font| font.strip_prefix('+')) {
            partial.font = self.theme.font(name).map(str::to_owned);
        }
        partial
    }

    fn resolve(&self, entry: &Entry) -> Partial {
        let of_id = |id: &str| self.name_of_id.get(id).and_then(|name| self.by_name.get(name));
        overlaid(self.defaults.clone(), Some(entry), of_id)
    }
}

/// What an entry says, laid over what it is based on, laid over `ground`.
fn overlaid<'a>(
    ground: Partial,
    entry: Option<&'a Entry>,
    of_id: impl Fn(&str) -> Option<&'a Entry>,
) -> Partial {
    let mut chain = Vec::new();
    let mut next = entry;
    while let Some(entry) = next.filter(|_| chain.len() < DEPTH_MAX) {
        chain.push(&entry.own);
        next = entry.based_on.as_deref().and_then(&of_id);
    }
    let mut all = ground;
    for own in chain.into_iter().rev() {
        all.overlay(own);
    }
    all
}

//! A skeleton that an office made from the one that was handed out: what of it is taken.
//!
//! Nothing goes along because it was in the file. What makes the look is looked for from the document on:
//! styles, lists, fonts, theme, settings, the headers and footers of the page and the pictures in them. Each is
//! relieved of what is not look, and a new package is made of them under names of our own.

use std::collections::BTreeSet;

use super::left_out::{self, AllLeftOut, LeftOut};
use super::new_package::{Link, NewPackage, OFFICE, WORDPROCESSING, builtin};
use super::package::{Package, Relationship, Target};
use super::section::FirstSection;
use super::tree::Node;
use super::{
    CORE_PROPERTIES, DOCUMENT, NAMESPACES, NUMBERING, PartNames, STYLES, SkeletonFault,
    picture_kind, scrub, section, settings,
};
use crate::export::xml::Xml;

/// What kinds of documents a package may hold; all become the first.
const WORD_DOCUMENTS: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];
const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// What was taken of a file.
pub(super) struct Taken {
    /// The parts of the new package, the content types first.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    pub(super) names: PartNames,
    pub(super) left_out: AllLeftOut,
}

/// A file whose look is being taken.
struct Taking {
    package: Package,
    left_out: AllLeftOut,
    made: NewPackage,
}

/// What a page says of a header or footer.
struct Reference<'a> {
    id: &'a str,
    /// "header" or "footer".
    element: &'static str,
}

impl<'a> Reference<'a> {
    fn read(node: &'a Node) -> Option<Self> {
        let element = match node.name.as_str() {
            "w:headerReference" => "header",
            "w:footerReference" => "footer",
            _ => return None,
        };
        Some(Self { id: node.get("r:id").unwrap_or_default(), element })
    }
}

/// What makes the look of a Word file, as a package of its own.
pub(super) fn taken(bytes: &[u8]) -> Result<Taken, SkeletonFault> {
    let package = Package::read(bytes)?;
    let document = package.target("", "/officeDocument").ok_or(SkeletonFault::NotWord)?;
    let kind = package.content_type(&document).ok_or(SkeletonFault::NotWord)?;
    if !WORD_DOCUMENTS.contains(&kind.as_str()) {
        return Err(SkeletonFault::NotWord);
    }
    let mut left_out = not_look(&package);
    if kind.contains("macroEnabled") {
        left_out.insert(LeftOut::Macros);
    }
    let mut taking = Taking { package, left_out, made: NewPackage::default() };
    let links = taking.package.relationships(&document);
    taking.take_page(&document, &links)?;
    taking.take_looks(&links)?;
    let names = PartNames {
        document: DOCUMENT.to_owned(),
        core: CORE_PROPERTIES.to_owned(),
        numbering: NUMBERING.to_owned(),
        styles: STYLES.to_owned(),
    };
    let parts = taking.made.into_parts().map_err(|_| SkeletonFault::NotWord)?;
    Ok(Taken { parts, names, left_out: taking.left_out })
}

/// What is not look, as far as it is seen before anything is taken.
fn not_look(package: &Package) -> AllLeftOut {
    let relationships = package.all_relationships();
    let kinds = relationships.iter().filter_map(|own| match own.to {
        Target::External => Some(LeftOut::Links),
        Target::Part(_) => left_out::of_kind(&own.kind),
    });
    let mut all: AllLeftOut = kinds.collect();
    if package.has_strays(&relationships) {
        all.insert(LeftOut::Strays);
    }
    let says = |kind: &str, elements: &[&str]| {
        let part = package.target("", kind);
        let root = part.and_then(|part| Node::read(package.text(&part)?));
        let own = root.map(|root| root.children).unwrap_or_default();
        own.iter().any(|own| {
            let name = own.name.rsplit(':').next().unwrap_or_default();
            elements.contains(&name) && !own.text.trim().is_empty()
        })
    };
    if says("/core-properties", &["creator", "lastModifiedBy"])
        || says("/extended-properties", &["Company", "Manager"])
    {
        all.insert(LeftOut::Names);
    }
    all
}

/// The part that a document leads to by a relationship of a kind.
fn part_of<'l>(links: &'l [Relationship], kind: &str) -> Option<&'l str> {
    links.iter().find_map(|link| match &link.to {
        Target::Part(part) if is_of(link, kind) => Some(part.as_str()),
        _ => None,
    })
}

fn is_of(link: &Relationship, kind: &str) -> bool {
    link.kind.strip_prefix(OFFICE).and_then(|rest| rest.strip_prefix('/')) == Some(kind)
}

impl Taking {
    /// Takes the set-up of the page, with the headers and footers that it names.
    fn take_page(&mut self, document: &str, links: &[Relationship]) -> Result<(), SkeletonFault> {
        let text = self.package.text(document).ok_or(SkeletonFault::NotWord)?;
        let first = section::first(text).ok_or(SkeletonFault::NoPage)?;
        let references: Vec<Reference<'_>> =
            first.node.children.iter().filter_map(Reference::read).collect();
        let mut own: Vec<Link> = Vec::new();
        for Reference { id, element } in &references {
            // One part cannot be a header and a footer.
            let is_clear = references.iter().all(|r| r.id != *id || r.element == *element);
            if own.iter().any(|known| known.id == *id) {
                continue;
            }
            match is_clear.then(|| self.take_band(links, id, element)).flatten() {
                Some(part) => {
                    let kind = format!("{OFFICE}/{element}");
                    own.push(Link { id: (*id).to_owned(), kind, part });
                }
                None => {
                    self.left_out.insert(LeftOut::Missing);
                }
            }
        }
        let ids: BTreeSet<&str> = own.iter().map(|link| link.id.as_str()).collect();
        let page = page(&first, &ids, &mut self.left_out).ok_or(SkeletonFault::NoPage)?;
        let [kind, ..] = WORD_DOCUMENTS;
        self.made.put(DOCUMENT, page.into_bytes(), kind);
        self.made.link(DOCUMENT, own);
        Ok(())
    }

    /// Takes a header or footer with its pictures; `None` when it is not there or cannot be read.
    fn take_band(&mut self, links: &[Relationship], id: &str, element: &str) -> Option<String> {
        let link = links.iter().find(|link| link.id == id).filter(|link| is_of(link, element))?;
        let Target::Part(part) = &link.to else {
            return None;
        };
        let text = self.package.text(part)?;
        let root = if element == "header" { "w:hdr" } else { "w:ftr" };
        Node::read(text).filter(|node| node.name == root)?;
        let inner = self.package.relationships(part);
        let picture = |id: &str| {
            let link = inner.iter().find(|link| link.id == id)?;
            match &link.to {
                Target::Part(part) if is_of(link, "image") => Some(part.as_str()),
                _ => None,
            }
        };
        let bytes = |id: &str| self.package.bytes(picture(id)?);
        let is_taken = |id: &str| bytes(id).is_some_and(|bytes| picture_kind::of(bytes).is_some());
        for id in scrub::ids(text).iter().filter(|id| !is_taken(id)) {
            if bytes(id).is_some() {
                self.left_out.insert(LeftOut::Pictures);
            } else if picture(id).is_some() || !inner.iter().any(|link| link.id == *id) {
                self.left_out.insert(LeftOut::Missing);
            }
        }
        let content = scrub::part(text, is_taken, &mut self.left_out)?;
        let mut own: Vec<Link> = Vec::new();
        for id in scrub::ids(&content) {
            let (from, bytes) = (picture(&id)?, bytes(&id)?);
            let part = self.made.put_picture(from, bytes)?;
            own.push(Link { id, kind: format!("{OFFICE}/image"), part });
        }
        let name = self.made.free_name(element);
        let kind = format!("{WORDPROCESSING}.{element}+xml");
        self.made.put(&name, content.into_bytes(), &kind);
        self.made.link(&name, own);
        Some(name)
    }

    /// Takes styles, lists, settings, fonts and theme.
    fn take_looks(&mut self, links: &[Relationship]) -> Result<(), SkeletonFault> {
        let styles = self.scrubbed(links, "styles").ok_or(SkeletonFault::NotWord)?;
        self.add("styles", STYLES, styles.into_bytes());
        let numbering = match part_of(links, "numbering") {
            Some(_) => self.scrubbed(links, "numbering").ok_or(SkeletonFault::Dialect)?.into(),
            None => builtin(NUMBERING),
        };
        self.add("numbering", NUMBERING, numbering);
        if let Some(part) = part_of(links, "settings") {
            let text = self.package.text(part).unwrap_or_default();
            let clean = settings::clean(text, &mut self.left_out);
            // Settings that nobody can read are not handed on.
            let name = "word/settings.xml";
            let settings = clean.map_or_else(|| builtin(name), String::into_bytes);
            self.add("settings", name, settings);
        }
        if let Some(fonts) = self.scrubbed(links, "fontTable") {
            self.add("fontTable", "word/fontTable.xml", fonts.into_bytes());
        }
        // What fills the shapes of a theme is nothing that reports have: nobody misses its pictures.
        let mut unseen = AllLeftOut::new();
        let theme = part_of(links, "theme").and_then(|part| self.package.text(part));
        if let Some(theme) = theme.and_then(|text| scrub::part(text, |_| false, &mut unseen)) {
            let (name, kind) = ("word/theme/theme1.xml", format!("{OFFICE}/theme"));
            self.made.put(name, theme.into_bytes(), THEME_TYPE);
            self.made.link(DOCUMENT, vec![Link::to(kind, name)]);
        }
        Ok(())
    }

    /// A part of a kind without what is not look; nothing that it leads to is taken.
    fn scrubbed(&mut self, links: &[Relationship], kind: &str) -> Option<String> {
        let text = self.package.text(part_of(links, kind)?)?;
        scrub::part(text, |_| false, &mut self.left_out)
    }

    fn add(&mut self, kind: &str, name: &str, content: Vec<u8>) {
        self.made.put(name, content, &format!("{WORDPROCESSING}.{kind}+xml"));
        self.made.link(DOCUMENT, vec![Link::to(format!("{OFFICE}/{kind}"), name)]);
    }
}

/// The document with nothing but the set-up of its page: the text of a skeleton only shows its styles.
fn page(first: &FirstSection, ids: &BTreeSet<&str>, left_out: &mut AllLeftOut) -> Option<String> {
    let own = first.namespaces.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let namespaces: Vec<_> = NAMESPACES.into_iter().chain(own).collect();
    let mut xml = Xml::new().ok()?;
    xml.open("w:document", &namespaces).ok()?;
    xml.open("w:body", &[]).ok()?;
    xml.markup(&first.text);
    xml.close("w:body").ok()?;
    xml.close("w:document").ok()?;
    let document = String::from_utf8(xml.finish()).ok()?;
    scrub::part(&document, |id| ids.contains(id), left_out)
}

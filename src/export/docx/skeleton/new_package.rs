//! A package that is made of the parts that were taken of another: its content types and relationships say what
//! is in it and nothing else.

use std::collections::BTreeSet;

use super::package::{CONTENT_TYPES, relationships_of};
use super::{CORE_PROPERTIES, DOCUMENT, PARTS, picture_kind};
use crate::export::ExportError;
use crate::export::xml::Xml;

/// The kinds of relationships begin so.
pub(super) const OFFICE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The content types of parts begin so.
pub(super) const WORDPROCESSING: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml";
const APP_PROPERTIES: &str = "docProps/app.xml";
const RELATIONSHIPS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP_TYPE: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";

/// A relationship of a new part.
pub(super) struct Link {
    /// What the part calls it; empty where the part does not.
    pub(super) id: String,
    pub(super) kind: String,
    /// Where it leads.
    pub(super) part: String,
}

impl Link {
    /// A relationship that its part does not speak of.
    pub(super) fn to(kind: String, part: &str) -> Self {
        Self { id: String::new(), kind, part: part.to_owned() }
    }
}

/// A part with its content type.
struct NewPart {
    name: String,
    content: Vec<u8>,
    kind: String,
}

/// A picture by the name that it had.
struct Picture {
    was: String,
    name: String,
}

/// The package in the making.
#[derive(Default)]
pub(super) struct NewPackage {
    parts: Vec<NewPart>,
    pictures: Vec<Picture>,
    /// The relationships of each part that has some.
    links: Vec<(String, Vec<Link>)>,
}

/// A part of the built-in skeleton.
pub(super) fn builtin(name: &str) -> Vec<u8> {
    let part = PARTS.iter().find(|(part, _)| *part == name);
    part.map_or_else(Vec::new, |(_, content)| content.as_bytes().to_vec())
}

impl NewPackage {
    /// Adds a part.
    pub(super) fn put(&mut self, name: &str, content: Vec<u8>, kind: &str) {
        self.parts.push(NewPart { name: name.to_owned(), content, kind: kind.to_owned() });
    }

    /// Adds a picture, once however often it is shown, and gives its name; `None` when it is none.
    pub(super) fn put_picture(&mut self, was: &str, bytes: &[u8]) -> Option<String> {
        if let Some(known) = self.pictures.iter().find(|picture| picture.was == was) {
            return Some(known.name.clone());
        }
        let (extension, kind) = picture_kind::of(bytes)?;
        let name = format!("word/media/image{}.{extension}", self.pictures.len() + 1);
        self.put(&name, bytes.to_vec(), kind);
        self.pictures.push(Picture { was: was.to_owned(), name: name.clone() });
        Some(name)
    }

    /// The name of the next header or footer.
    pub(super) fn free_name(&self, element: &str) -> String {
        let front = format!("word/{element}");
        let before = self.parts.iter().filter(|part| part.name.starts_with(&front)).count();
        format!("{front}{}.xml", before + 1)
    }

    /// Adds relationships of a part.
    pub(super) fn link(&mut self, owner: &str, links: Vec<Link>) {
        match self.links.iter_mut().find(|(own, _)| own == owner) {
            Some((_, own)) => own.extend(links),
            None if links.is_empty() => {}
            None => self.links.push((owner.to_owned(), links)),
        }
    }

    /// All parts, the content types first, as readers of streams want them.
    pub(super) fn into_parts(self) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
        let package = ["_rels/.rels", APP_PROPERTIES, CORE_PROPERTIES];
        let mut all = vec![(CONTENT_TYPES.to_owned(), self.content_types()?)];
        all.extend(package.map(|name| (name.to_owned(), builtin(name))));
        for (owner, links) in &self.links {
            all.push((relationships_of(owner), relationships(links)?));
        }
        let (document, others): (Vec<NewPart>, _) =
            self.parts.into_iter().partition(|part| part.name == DOCUMENT);
        let parts = document.into_iter().chain(others);
        all.extend(parts.map(|part| (part.name, part.content)));
        Ok(all)
    }

    fn content_types(&self) -> Result<Vec<u8>, ExportError> {
        let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
        let mut xml = Xml::new()?;
        xml.open("Types", &[("xmlns", namespace)])?;
        for (extension, kind) in [("rels", RELATIONSHIPS_TYPE), ("xml", "application/xml")] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)])?;
        }
        let properties = [(APP_PROPERTIES, APP_TYPE), (CORE_PROPERTIES, CORE_TYPE)];
        let own = self.parts.iter().map(|part| (part.name.as_str(), part.kind.as_str()));
        for (name, kind) in properties.into_iter().chain(own) {
            let name = format!("/{name}");
            xml.empty("Override", &[("PartName", &name), ("ContentType", kind)])?;
        }
        xml.close("Types")?;
        Ok(xml.finish())
    }
}

fn relationships(links: &[Link]) -> Result<Vec<u8>, ExportError> {
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut xml = Xml::new()?;
    xml.open("Relationships", &[("xmlns", namespace)])?;
    let taken: BTreeSet<&str> = links.iter().map(|link| link.id.as_str()).collect();
    let mut free = (1_u32..).map(|number| format!("rId{number}"));
    for link in links {
        let id = match link.id.as_str() {
            "" => free.find(|id| !taken.contains(id.as_str())).unwrap_or_default(),
            id => id.to_owned(),
        };
        let part = format!("/{}", link.part);
        xml.empty("Relationship", &[("Id", &id), ("Type", &link.kind), ("Target", &part)])?;
    }
    xml.close("Relationships")?;
    Ok(xml.finish())
}

//! The parts of a Word file that a person saved: read with limits, and relieved of everything that is
//! not page set-up, header, style or picture (comments, macros, names of people and templates).

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use super::SkeletonFault;
use super::tree::Node;
use crate::export::ExportError;
use crate::export::xml::Xml;

/// The most parts of a package.
const PARTS_MAX: usize = 500;
/// The largest package when unpacked, in bytes; counted while unpacking, whatever it says of itself.
const UNPACKED_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// The part with the content types.
const CONTENT_TYPES: &str = "[Content_Types].xml";
/// The relationships of the package itself.
const PACKAGE_RELATIONSHIPS: &str = "_rels/.rels";

/// The ends of the types of relationships whose targets are let go.
const LET_GO: [&str; 17] = [
    "/comments",
    "/commentsExtended",
    "/commentsIds",
    "/commentsExtensible",
    "/people",
    "/customXml",
    "/glossaryDocument",
    "/thumbnail",
    "/custom-properties",
    "/attachedTemplate",
    "/aFChunk",
    "/mailMergeSource",
    "/mailMergeRecipientData",
    "/classificationlabels",
    "/keyMapCustomizations",
    "/printerSettings",
    "/hyperlink",
];

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) target: String,
    is_external: bool,
}

/// A part that a package gets.
pub(super) struct NewPart<'a> {
    pub(super) name: &'a str,
    pub(super) content: Vec<u8>,
    /// The kind of the relationship that leads to it.
    pub(super) kind: &'a str,
    pub(super) content_type: &'a str,
}

/// The parts of a package.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Unpacks a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, SkeletonFault> {
        let not_word = |_| SkeletonFault::NotWord;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(not_word)?;
        if archive.len() > PARTS_MAX {
            return Err(SkeletonFault::TooLarge);
        }
        let mut package = Self { parts: Vec::new() };
        let mut names = HashSet::new();
        let mut room = UNPACKED_BYTES_MAX;
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).map_err(not_word)?;
            let name = entry.name().map_err(not_word)?.into_owned();
            if entry.is_dir() {
                continue;
            }
            let is_odd = name.contains("..") || name.contains('\\') || name.starts_with('/');
            if is_odd || !names.insert(name.to_lowercase()) {
                return Err(SkeletonFault::NotWord);
            }
            let mut content = Vec::new();
            let read = entry.by_ref().take(room + 1).read_to_end(&mut content);
            read.map_err(|_| SkeletonFault::NotWord)?;
            let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
            room = room.checked_sub(size).ok_or(SkeletonFault::TooLarge)?;
            package.parts.push((name, content));
        }
        Ok(package)
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, content) = self.parts.iter().find(|(part, _)| part == name)?;
        let text = std::str::from_utf8(content).ok()?;
        Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
    }

    /// Puts a part in place of one of the same name, or behind the others.
    pub(super) fn put(&mut self, name: &str, content: Vec<u8>) {
        match self.parts.iter_mut().find(|(part, _)| part == name) {
            Some((_, old)) => *old = content,
            None => self.parts.push((name.to_owned(), content)),
        }
    }

    /// The parts, the content types first, as readers of streams want them.
    pub(super) fn into_parts(mut self) -> Vec<(String, Vec<u8>)> {
        self.parts.sort_by_key(|(name, _)| name != CONTENT_TYPES);
        self.parts
    }

    /// The part that a relationship of a kind leads to.
    pub(super) fn target(&self, owner: &str, kind: &str) -> Option<String> {
        let mut relationships = self.relationships(owner).into_iter();
        let found = relationships.find(|r| r.kind.ends_with(kind) && !r.is_external)?;
        Some(resolve(owner, &found.target))
    }

    /// The content type that is declared for a part.
    pub(super) fn content_type(&self, part: &str) -> Option<String> {
        let wanted = format!("/{part}");
        let overrides = elements(self.text(CONTENT_TYPES)?, "Override");
        let found = overrides.iter().find(|tag| tag.get("PartName") == Some(&wanted))?;
        found.get("ContentType").map(str::to_owned)
    }

    /// Adds a part with its content type and the relationship that leads to it.
    pub(super) fn add(&mut self, owner: &str, part: NewPart<'_>) -> Result<(), ExportError> {
        let NewPart { name, content, kind, content_type } = part;
        self.put(name, content);
        let mut relationships = self.relationships(owner);
        let target = format!("/{name}");
        let id = format!("rIdBaoCao{}", relationships.len() + 1);
        relationships.push(Relationship { id, kind: kind.to_owned(), target, is_external: false });
        self.put_relationships(owner, &relationships)?;
        let types = self.text(CONTENT_TYPES).unwrap_or_default();
        let entry = format!("<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
        let types = types.replacen("</Types>", &format!("{entry}</Types>"), 1);
        self.put(CONTENT_TYPES, types.into_bytes());
        Ok(())
    }

    /// Lets go of everything that is not look: comments, people, templates, macros' helpers.
    pub(super) fn clean(&mut self) -> Result<(), ExportError> {
        let owners: Vec<String> =
            self.parts.iter().filter_map(|(name, _)| owner_of(name)).collect();
        let mut gone = HashSet::new();
        for owner in owners {
            let (let_go, kept): (Vec<_>, Vec<_>) = self
                .relationships(&owner)
                .into_iter()
                // The header's own links stay: its text refers to them.
                .partition(|r| is_let_go(r, &owner));
            gone.extend(
                let_go.iter().filter(|r| !r.is_external).map(|r| resolve(&owner, &r.target)),
            );
            if !let_go.is_empty() {
                self.put_relationships(&owner, &kept)?;
            }
        }
        self.parts.retain(|(name, _)| {
            let owner = owner_of(name);
            !gone.contains(name) && owner.is_none_or(|owner| !gone.contains(&owner))
        });
        let names: HashSet<String> = self.parts.iter().map(|(n, _)| format!("/{n}")).collect();
        if let Some(types) = self.text(CONTENT_TYPES) {
            let types = content_types(types, &names)?;
            self.put(CONTENT_TYPES, types);
        }
        Ok(())
    }

    fn relationships(&self, owner: &str) -> Vec<Relationship> {
        let xml = self.text(&relationships_of(owner)).unwrap_or_default();
        let tags = elements(xml, "Relationship").into_iter();
        let relationships = tags.map(|tag| {
            let value = |name: &str| tag.get(name).unwrap_or_default().to_owned();
            let is_external = value("TargetMode") == "External";
            Relationship {
                id: value("Id"),
                kind: value("Type"),
                target: value("Target"),
                is_external,
            }
        });
        relationships.collect()
    }

    fn put_relationships(
        &mut self,
        owner: &str,
        relationships: &[Relationship],
    ) -> Result<(), ExportError> {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut xml = Xml::new()?;
        xml.open("Relationships", &[("xmlns", namespace)])?;
        for Relationship { id, kind, target, is_external } in relationships {
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
            if *is_external {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes)?;
        }
        xml.close("Relationships")?;
        self.put(&relationships_of(owner), xml.finish());
        Ok(())
    }
}

/// Links in the text that is replaced lead nowhere any more; all others stay.
fn is_let_go(relationship: &Relationship, owner: &str) -> bool {
    let is_of_kind = LET_GO.iter().any(|kind| relationship.kind.ends_with(kind));
    let is_link = relationship.kind.ends_with("/hyperlink");
    is_of_kind && (!is_link || owner.rsplit('/').next().is_some_and(|n| n.starts_with("document")))
}

/// `word/document.xml` → `word/_rels/document.xml.rels`; the package itself is named by "".
pub(super) fn relationships_of(owner: &str) -> String {
    match owner.rsplit_once('/') {
        None if owner.is_empty() => PACKAGE_RELATIONSHIPS.to_owned(),
        None => format!("_rels/{owner}.rels"),
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
    }
}

/// The part that a relationship of an id leads to.
pub(super) fn target_of_id(relationships: &str, owner: &str, id: &str) -> Option<String> {
    let tags = elements(relationships, "Relationship");
    let found = tags.iter().find(|tag| tag.get("Id") == Some(id))?;
    Some(resolve(owner, found.get("Target")?))
}

/// The part that a relationship of a kind leads to.
pub(super) fn target_of_kind(relationships: &str, owner: &str, kind: &str) -> Option<String> {
    let tags = elements(relationships, "Relationship");
    let is_it = |tag: &&Node| tag.get("Type").is_some_and(|own| own.ends_with(kind));
    Some(resolve(owner, tags.iter().find(is_it)?.get("Target")?))
}

/// The part whose relationships a part holds.
fn owner_of(part: &str) -> Option<String> {
    let name = part.strip_suffix(".rels")?;
    let (folder, name) = match name.rsplit_once('/') {
        Some((folder, name)) => (folder.strip_suffix("_rels")?, name),
        None => return None,
    };
    Some(format!("{folder}{name}"))
}

/// A target as the name of a part.
fn resolve(owner: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folder: Vec<&str> = owner.split('/').collect();
    folder.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                folder.pop();
            }
            step => folder.push(step),
        }
    }
    folder.join("/")
}

/// The content types of the parts that are there.
fn content_types(xml: &str, names: &HashSet<String>) -> Result<Vec<u8>, ExportError> {
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut out = Xml::new()?;
    out.open("Types", &[("xmlns", namespace)])?;
    for tag in elements(xml, "Default") {
        let value = |name: &str| tag.get(name).unwrap_or_default();
        let attributes = [("Extension", value("Extension")), ("ContentType", value("ContentType"))];
        out.empty("Default", &attributes)?;
    }
    for tag in elements(xml, "Override") {
        let value = |name: &str| tag.get(name).unwrap_or_default();
        if names.contains(value("PartName")) {
            let attributes =
                [("PartName", value("PartName")), ("ContentType", value("ContentType"))];
            out.empty("Override", &attributes)?;
        }
    }
    out.close("Types")?;
    Ok(out.finish())
}

/// The elements of a name in a part; none where it is not XML.
fn elements(xml: &str, name: &str) -> Vec<Node> {
    let root = Node::read(xml).unwrap_or_default();
    root.children.into_iter().filter(|child| child.name == name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved() {
        assert_eq!(relationships_of(""), "_rels/.rels");
        assert_eq!(relationships_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(owner_of("word/_rels/document.xml.rels").unwrap(), "word/document.xml");
        assert_eq!(owner_of("_rels/.rels").unwrap(), "");
        assert_eq!(owner_of("word/document.xml"), None);
        assert_eq!(resolve("word/document.xml", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("word/document.xml", "media/a.png"), "word/media/a.png");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
    }
}

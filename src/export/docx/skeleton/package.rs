//! The parts of a Word file that a person saved, read with limits, and where one leads to another.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Read as _};

use super::SkeletonFault;
use super::tree::Node;

/// The most parts of a package.
const PARTS_MAX: usize = 500;
/// The largest package when unpacked, in bytes; counted while unpacking, whatever it says of itself.
const UNPACKED_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// The part with the content types.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";
/// The relationships of the package itself.
const PACKAGE_RELATIONSHIPS: &str = "_rels/.rels";

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) to: Target,
}

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// To a part of the package, which may not be there.
    Part(String),
    /// Out of the package.
    External,
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

    /// The bytes of a part. Names of parts are the same in small and capital letters.
    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        let part = self.parts.iter().find(|(part, _)| part.eq_ignore_ascii_case(name));
        part.map(|(_, content)| content.as_slice())
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.bytes(name)?).ok()?;
        Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
    }

    /// The part that a relationship of a kind leads to.
    pub(super) fn target(&self, owner: &str, kind: &str) -> Option<String> {
        let relationships = self.relationships(owner).into_iter();
        let mut parts = relationships.filter_map(|own| match own.to {
            Target::Part(part) if own.kind.ends_with(kind) => Some(part),
            _ => None,
        });
        parts.next()
    }

    /// The content type that is declared for a part.
    pub(super) fn content_type(&self, part: &str) -> Option<String> {
        let wanted = format!("/{part}");
        let overrides = elements(self.text(CONTENT_TYPES)?, "Override");
        let is_it = |tag: &&Node| {
            tag.get("PartName").is_some_and(|name| name.eq_ignore_ascii_case(&wanted))
        };
        overrides.iter().find(is_it)?.get("ContentType").map(str::to_owned)
    }

    /// Where a part leads; the package itself is named by "".
    pub(super) fn relationships(&self, owner: &str) -> Vec<Relationship> {
        let xml = self.text(&relationships_of(owner)).unwrap_or_default();
        let tags = elements(xml, "Relationship").into_iter();
        let relationships = tags.map(|tag| {
            let value = |name: &str| tag.get(name).unwrap_or_default().to_owned();
            let to = match tag.get("TargetMode") {
                Some(mode) if mode.eq_ignore_ascii_case("External") => Target::External,
                _ => Target::Part(resolve(owner, &value("Target"))),
            };
            Relationship { id: value("Id"), kind: value("Type"), to }
        });
        relationships.collect()
    }

    /// Every relationship that can be come to from the package itself.
    pub(super) fn all_relationships(&self) -> Vec<Relationship> {
        let mut all = Vec::new();
        let mut seen = BTreeSet::from([String::new()]);
        let mut owners = vec![String::new()];
        while let Some(owner) = owners.pop() {
            for relationship in self.relationships(&owner) {
                if let Target::Part(part) = &relationship.to
                    && self.bytes(part).is_some()
                    && seen.insert(part.to_lowercase())
                {
                    owners.push(part.clone());
                }
                all.push(relationship);
            }
        }
        all
    }

    /// Whether there are parts that none of some relationships leads to.
    pub(super) fn has_strays(&self, relationships: &[Relationship]) -> bool {
        let mut led_to = BTreeSet::from([String::new(), CONTENT_TYPES.to_lowercase()]);
        for relationship in relationships {
            if let Target::Part(part) = &relationship.to {
                led_to.insert(part.to_lowercase());
            }
        }
        self.parts.iter().any(|(name, _)| {
            let name = name.to_lowercase();
            let owner = owner_of(&name).unwrap_or(name);
            !led_to.contains(&owner)
        })
    }
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

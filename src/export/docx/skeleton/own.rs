//! A skeleton that an office made from the one that was handed out: what of it is kept.

use super::package::{NewPart, Package};
use super::{CORE_PROPERTIES, NUMBERING, PARTS, PartNames, SkeletonFault, tree};

/// What kind of document a package holds.
const WORD_DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SETTINGS: &str = "word/settings.xml";
const CORE_KIND: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const NUMBERING_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";

/// The package without what is not look, with every part that reports need.
pub(super) fn prepared(bytes: &[u8]) -> Result<(Package, PartNames), SkeletonFault> {
    let mut package = Package::read(bytes)?;
    let document = package.target("", "/officeDocument").ok_or(SkeletonFault::NotWord)?;
    match package.content_type(&document).as_deref() {
        Some(WORD_DOCUMENT) => {}
        Some(kind) if kind.contains("macroEnabled") => return Err(SkeletonFault::Macros),
        _ => return Err(SkeletonFault::NotWord),
    }
    if package.target(&document, "/vbaProject").is_some() {
        return Err(SkeletonFault::Macros);
    }
    let styles = package.target(&document, "/styles").ok_or(SkeletonFault::NotWord)?;
    let failed = |_| SkeletonFault::NotWord;
    package.clean().map_err(failed)?;
    forget_template(&mut package, &document);
    forget_names(&mut package);
    let core = match package.target("", "/core-properties") {
        Some(core) => core,
        None => {
            let (name, content) = (CORE_PROPERTIES, builtin(CORE_PROPERTIES));
            let part = NewPart { name, content, kind: CORE_KIND, content_type: CORE_TYPE };
            package.add("", part).map_err(failed)?;
            CORE_PROPERTIES.to_owned()
        }
    };
    let numbering = match package.target(&document, "/numbering") {
        Some(numbering) => numbering,
        None => {
            let kind = &format!("{RELATIONSHIPS}/numbering");
            let (name, content) = (NUMBERING, builtin(NUMBERING));
            let part = NewPart { name, content, kind, content_type: NUMBERING_TYPE };
            package.add(&document, part).map_err(failed)?;
            NUMBERING.to_owned()
        }
    };
    Ok((package, PartNames { document, core, numbering, styles }))
}

/// The settings name the template that a document was made from, with the path of somebody's folder.
fn forget_template(package: &mut Package, document: &str) {
    let Some(settings) = package.target(document, "/settings") else {
        return;
    };
    let without = package.text(&settings).and_then(|text| {
        let xml = tree::parse(text)?;
        let root = tree::text_without(text, xml.root_element(), &["w:attachedTemplate"])?;
        let (front, _) = text.split_at_checked(xml.root_element().range().start)?;
        Some(format!("{front}{root}").into_bytes())
    });
    // Settings that nobody can read are not handed on either.
    package.put(&settings, without.unwrap_or_else(|| builtin(SETTINGS)));
}

/// Company, manager and template: the report has its own author.
fn forget_names(package: &mut Package) {
    if let Some(app) = package.target("", "/extended-properties") {
        package.put(&app, builtin("docProps/app.xml"));
    }
}

fn builtin(name: &str) -> Vec<u8> {
    let part = PARTS.iter().find(|(part, _)| *part == name);
    part.map_or_else(Vec::new, |(_, content)| content.as_bytes().to_vec())
}

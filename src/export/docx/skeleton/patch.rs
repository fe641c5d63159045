//! The built-in styles with the sizes and spacings that an office chose.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::roles;
use super::styles::attribute;
use crate::pages::metrics::{Face, width};
use crate::pages::sheet::Role;
use crate::report::decree::SizeOf;
use crate::report::look::Look;

/// Where "Kính gửi:" begins above several addressees, in twips.
const ADDRESSEES_LEFT: u32 = 1701;

/// `word/styles.xml` of the built-in skeleton, as the look wants it.
pub(super) fn styles(xml: &str, look: &Look) -> Result<Vec<u8>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len() + 512));
    let mut role = None;
    loop {
        let event = match reader.read_event()? {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(tag) if tag.name().as_ref() == "w:style" => {
                let id = attribute(&tag, "w:styleId");
                role = Role::ALL.into_iter().find(|r| Some(roles::names(*r).0) == id.as_deref());
                Event::Start(tag)
            }
            Event::Empty(tag) => match role.and_then(|role| patched(&tag, role, look)) {
                Some(patched) => Event::Empty(patched),
                None => Event::Empty(tag),
            },
            event => event,
        };
        writer.write_event(event)?;
    }
}

/// The element with other values; `None` when it stays as it is.
fn patched(tag: &BytesStart<'_>, role: Role, look: &Look) -> Option<BytesStart<'static>> {
    let name = tag.name().as_ref().to_owned();
    match name.as_str() {
        "w:sz" | "w:szCs" => {
            let size = look.size(roles::size_of(role)?);
            Some(with(&name, tag, &[("w:val", u32::from(size))]))
        }
        "w:spacing" if is_of_body(role) => {
            Some(with(&name, tag, &[("w:line", look.line_spacing.in_240ths())]))
        }
        "w:ind" if is_of_body(role) => {
            Some(with(&name, tag, &[("w:firstLine", look.first_line.twips())]))
        }
        // The dashes of several addressees stand under the colon (ô 9a).
        "w:ind" if role == Role::AddresseeItem => {
            let size = u32::from(look.size(SizeOf::Body));
            let colon = ADDRESSEES_LEFT + width("Kính gửi", Face::Regular, size);
            let dash = width("- ", Face::Regular, size);
            Some(with(&name, tag, &[("w:left", colon + dash), ("w:hanging", dash)]))
        }
        _ => None,
    }
}

fn is_of_body(role: Role) -> bool {
    matches!(
        role,
        Role::Heading1
            | Role::Heading2
            | Role::Heading3
            | Role::Heading4
            | Role::Heading5
            | Role::BodyText
            | Role::BodyTextAboveTable
    )
}

fn with(name: &str, tag: &BytesStart<'_>, values: &[(&str, u32)]) -> BytesStart<'static> {
    let mut patched = BytesStart::new(name.to_owned());
    for old in tag.attributes().flatten() {
        let key = old.key.as_ref();
        match values.iter().find(|(name, _)| *name == key) {
            Some((name, value)) => patched.push_attribute((*name, value.to_string().as_str())),
            None => patched.push_attribute((key, old.value.as_ref())),
        }
    }
    patched
}

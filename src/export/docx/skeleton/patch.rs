//! The built-in styles with the sizes and spacings that an office chose.

use std::ops::Range;

use super::NAMESPACES;
use super::roles;
use super::tree::{self, Element};
use crate::pages::metrics::{Face, width};
use crate::pages::sheet::Role;
use crate::report::decree::SizeOf;
use crate::report::look::Look;

/// Where "Kính gửi:" begins above several addressees, in twips.
const ADDRESSEES_LEFT: u32 = 1701;

/// `word/styles.xml` of the built-in skeleton, as the look wants it.
pub(super) fn styles(xml: &str, look: &Look) -> Option<String> {
    let document = tree::parse(xml)?;
    let mut values: Vec<(Range<usize>, u32)> = Vec::new();
    for style in document.root_element().children() {
        let id = attribute(style, "styleId").map(|(id, _)| id);
        let role = Role::ALL.into_iter().find(|role| Some(roles::names(*role).0) == id);
        for element in style.descendants().filter(|_| role.is_some()) {
            let wanted = role.map(|role| wanted(&tree::name(element), role, look));
            let found = wanted.into_iter().flatten().filter_map(|(name, value)| {
                attribute(element, name).map(|(_, range)| (range, value))
            });
            values.extend(found);
        }
    }
    values.sort_by_key(|(range, _)| range.start);
    let mut patched = xml.to_owned();
    for (range, value) in values.into_iter().rev() {
        patched.replace_range(range, &value.to_string());
    }
    Some(patched)
}

/// An attribute of Word, and where its value stands.
fn attribute<'a>(element: Element<'a>, name: &str) -> Option<(&'a str, Range<usize>)> {
    let [(_, main), ..] = NAMESPACES;
    let attribute = element.attribute_node((main, name))?;
    Some((attribute.value(), attribute.range_value()))
}

/// The attributes of an element that get other values.
fn wanted(element: &str, role: Role, look: &Look) -> Vec<(&'static str, u32)> {
    match element {
        "w:sz" | "w:szCs" => {
            let size = roles::size_of(role).map(|part| u32::from(look.size(part)));
            size.map(|size| ("val", size)).into_iter().collect()
        }
        "w:spacing" if is_of_body(role) => vec![("line", look.line_spacing.in_240ths())],
        "w:ind" if is_of_body(role) => vec![("firstLine", look.first_line.twips())],
        // The dashes of several addressees stand under the colon (ô 9a).
        "w:ind" if role == Role::AddresseeItem => {
            let size = u32::from(look.size(SizeOf::Body));
            let colon = ADDRESSEES_LEFT + width("Kính gửi", Face::Regular, size);
            let dash = width("- ", Face::Regular, size);
            vec![("left", colon + dash), ("hanging", dash)]
        }
        _ => Vec::new(),
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

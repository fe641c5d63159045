//! Real list numbering for paragraphs "1. …": a person who adds one in Word gets the next number, and
//! the others move on by themselves. Dashes and letters are typed signs and stay so; Word knows no
//! Vietnamese alphabet.

use std::ops::Range;

use super::NAMESPACES;
use super::tree::{self, Element};
use crate::pages::style::Style;

/// The lists of a skeleton, with the definition of ours among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export::docx) struct Numbering {
    /// The part up to where lists are added.
    front: String,
    /// The rest of the part.
    back: String,
    definition: u32,
    first_list: u32,
}

impl Numbering {
    /// Adds our definition to the lists of a skeleton; `None` when the part is not of the usual form.
    pub(super) fn of(xml: &str, style: &Style) -> Option<Self> {
        let document = tree::parse(xml)?;
        let root = document.root_element();
        let [(_, main), ..] = NAMESPACES;
        // What is added is written with this prefix.
        (root.lookup_namespace_uri(Some("w")) == Some(main)).then_some(())?;
        let elements: Vec<Element<'_>> = root.children().filter(|e| e.is_element()).collect();
        let begin = |name: &str| {
            let element = elements.iter().find(|element| tree::name(**element) == name);
            element.map(|element| element.range().start)
        };
        // Definitions stand in front of lists, and both in front of what programs clean up.
        let end_of_lists = begin("w:numIdMacAtCleanup").or_else(|| end_tag(xml, root.range()))?;
        let end_of_definitions = begin("w:num").unwrap_or(end_of_lists);
        let definition = 1 + highest(&elements, "w:abstractNum", (main, "abstractNumId"));
        let first_list = 1 + highest(&elements, "w:num", (main, "numId"));
        let (definitions, lists) =
            (xml.get(..end_of_definitions)?, xml.get(end_of_definitions..end_of_lists)?);
        Some(Self {
            front: format!("{definitions}{}{lists}", definition_xml(definition, style)),
            back: xml.get(end_of_lists..)?.to_owned(),
            definition,
            first_list,
        })
    }

    /// The id of the n-th list of a document, from 0.
    pub(in crate::export::docx) fn list(&self, number: usize) -> u32 {
        self.first_list.saturating_add(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The part, with a list for each of the numbers that lists begin with.
    pub(in crate::export::docx) fn part(&self, starts: &[u32]) -> Vec<u8> {
        let mut xml = self.front.clone();
        for (i, start) in starts.iter().enumerate() {
            let (list, definition) = (self.list(i), self.definition);
            xml.push_str(&format!(
                "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{definition}\"/>\
                 <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>"
            ));
        }
        xml.push_str(&self.back);
        xml.into_bytes()
    }
}

/// Numbers as body text: the number begins where the first line of a paragraph does.
fn definition_xml(id: u32, style: &Style) -> String {
    let (left, first_line) = (style.left, style.first_line);
    let indent = match first_line {
        ..0 => format!("w:hanging=\"{}\"", -first_line),
        0.. => format!("w:firstLine=\"{first_line}\""),
    };
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"space\"/>\
         <w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/>\
         <w:pPr><w:ind w:left=\"{left}\" {indent}/></w:pPr></w:lvl></w:abstractNum>"
    )
}

/// Where the end tag of an element begins; none for an element that has no end tag.
fn end_tag(xml: &str, element: Range<usize>) -> Option<usize> {
    let start = element.start;
    let text = xml.get(element)?;
    text.rfind("</").map(|at| start + at)
}

/// The highest number that elements of a name have in an attribute; 0 without any.
fn highest(elements: &[Element<'_>], name: &str, attribute: (&str, &str)) -> u32 {
    let elements = elements.iter().filter(|element| tree::name(**element) == name);
    elements.filter_map(|e| e.attribute(attribute)?.parse().ok()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn filled(xml: &str, starts: &[u32]) -> Option<String> {
        let style = Style { first_line: 720, ..Style::default() };
        let numbering = Numbering::of(xml, &style)?;
        Some(String::from_utf8(numbering.part(starts)).unwrap())
    }

    #[test]
    fn lists_of_the_skeleton_are_kept() {
        let xml = format!(
            "<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"7\"/>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>\
             <w:numIdMacAtCleanup w:val=\"1\"/></w:numbering>"
        );
        let part = filled(&xml, &[1, 4]).unwrap();
        let order = [
            "w:abstractNumId=\"7\"",
            "<w:abstractNum w:abstractNumId=\"8\">",
            "<w:num w:numId=\"3\">",
            "<w:num w:numId=\"4\">",
            "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"8\"/>",
            "<w:startOverride w:val=\"4\"/>",
            "<w:numIdMacAtCleanup",
        ];
        let places: Vec<usize> = order.iter().map(|mark| part.find(mark).unwrap()).collect();
        assert!(places.is_sorted(), "{part}");
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let part = |lists: &str| {
            filled(&format!("<w:numbering xmlns:w='{MAIN}'>{lists}</w:numbering>"), &[1])
        };
        let quoted = part(
            "<!-- w:numId=\"90\" --><w:abstractNum w:abstractNumId = '7'/><w:num\nw:numId='3'></w:num>",
        );
        let quoted = quoted.unwrap();
        assert!(quoted.contains("<w:abstractNum w:abstractNumId=\"8\">"), "{quoted}");
        assert!(quoted.contains("<w:num w:numId=\"4\">"), "{quoted}");
        assert!(part("").unwrap().contains("<w:num w:numId=\"1\">"));
    }

    #[test]
    fn other_forms_are_none() {
        for xml in [
            "<w:numbering/>".to_owned(),
            format!("<w:numbering xmlns:w=\"{MAIN}\"/>"),
            format!("<x:numbering xmlns:x=\"{MAIN}\"></x:numbering>"),
            format!("<w:numbering xmlns:w=\"{MAIN}\"><w:num>"),
        ] {
            assert_eq!(filled(&xml, &[1]), None, "{xml}");
        }
    }
}

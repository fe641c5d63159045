//! Real list numbering for paragraphs "1. …": a person who adds one in Word gets the next number, and
//! the others move on by themselves. Dashes and letters are typed signs and stay so; Word knows no
//! Vietnamese alphabet.

use crate::pages::style::Style;

/// The end of the part, and what must stand behind the lists.
const ENDS: [&str; 2] = ["<w:numIdMacAtCleanup", "</w:numbering>"];

/// The lists of a skeleton, with the definition of ours among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbering {
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
        let definition = 1 + highest(xml, "w:abstractNumId=\"");
        let first_list = 1 + highest(xml, "w:numId=\"");
        // Definitions stand in front of lists.
        let at = xml.find("<w:num ").or_else(|| ENDS.into_iter().find_map(|end| xml.find(end)))?;
        let (front, back) = xml.split_at_checked(at)?;
        let xml = format!("{front}{}{back}", definition_xml(definition, style));
        let at = ENDS.into_iter().find_map(|end| xml.find(end))?;
        let (front, back) = xml.split_at_checked(at)?;
        Some(Self { front: front.to_owned(), back: back.to_owned(), definition, first_list })
    }

    /// The id of the n-th list of a document, from 0.
    pub(super) fn list(&self, number: usize) -> u32 {
        self.first_list.saturating_add(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The part, with a list for each of the numbers that lists begin with.
    pub(super) fn part(&self, starts: &[u32]) -> Vec<u8> {
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

/// The highest number behind a mark.
fn highest(xml: &str, mark: &str) -> u32 {
    let numbers = xml.split(mark).skip(1).filter_map(|rest| rest.split_once('"')?.0.parse().ok());
    numbers.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_the_skeleton_are_kept() {
        let xml = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"/>\
                   <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>\
                   <w:numIdMacAtCleanup w:val=\"1\"/></w:numbering>";
        let style = Style { first_line: 720, ..Style::default() };
        let numbering = Numbering::of(xml, &style).unwrap();
        let part = String::from_utf8(numbering.part(&[1, 4])).unwrap();
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
        assert_eq!(Numbering::of("<w:numbering/>", &style), None);
    }
}

//! The number of the page in the headers of a skeleton: whether there is one, and where.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::styles::attribute;

/// The number of the page at the top of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberPlace {
    /// There is none.
    #[default]
    Missing,
    /// It stands at a side.
    Aside,
    /// It stands in the middle.
    Centred,
}

/// The numbers of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageNumbers {
    /// On the first page.
    pub first: NumberPlace,
    /// On all others.
    pub others: NumberPlace,
}

/// The relationship of the header of a kind: "default" or "first".
pub(super) fn reference(section: &str, kind: &str) -> Option<String> {
    let mut reader = Reader::from_str(section);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.name().as_ref() == "w:headerReference"
                    && attribute(&tag, "w:type").as_deref() == Some(kind) =>
            {
                return attribute(&tag, "r:id");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Whether the first page has a header of its own, or none.
pub(super) fn has_title_page(section: &str) -> bool {
    let Some((_, rest)) = section.split_once("<w:titlePg") else {
        return false;
    };
    let tag = rest.split('>').next().unwrap_or_default();
    !["\"0\"", "\"false\"", "\"off\""].iter().any(|off| tag.contains(off))
}

/// A paragraph of a header while it is being read.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    justify: Option<String>,
    fields: String,
    num_tabs: usize,
    is_in_tab_stops: bool,
    is_framed_in_the_middle: bool,
}

/// Where a header has the number; `is_centred` tells it of a style's id.
pub(super) fn number_place(xml: &str, is_centred: impl Fn(Option<&str>) -> bool) -> NumberPlace {
    let mut reader = Reader::from_str(xml);
    let mut paragraph = Paragraph::default();
    let mut found = NumberPlace::Missing;
    let mut is_in_field = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                is_in_field = tag.name().as_ref() == "w:instrText";
                paragraph.take(&tag);
            }
            Ok(Event::Text(text)) if is_in_field => paragraph.fields.push_str(text.as_ref()),
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "w:tabs" => paragraph.is_in_tab_stops = false,
                "w:p" => {
                    let here = std::mem::take(&mut paragraph).number_place(&is_centred);
                    found = if found == NumberPlace::Centred { found } else { here.or(found) };
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

impl NumberPlace {
    fn or(self, other: Self) -> Self {
        if self == Self::Missing { other } else { self }
    }
}

impl Paragraph {
    fn take(&mut self, tag: &BytesStart<'_>) {
        let value = |name| attribute(tag, name);
        match tag.name().as_ref() {
            "w:pStyle" => self.style = value("w:val"),
            "w:jc" => self.justify = value("w:val"),
            "w:tabs" => self.is_in_tab_stops = true,
            "w:tab" if !self.is_in_tab_stops && !self.has_number() => self.num_tabs += 1,
            "w:ptab" if value("w:alignment").as_deref() == Some("center") => self.num_tabs += 1,
            "w:framePr" => {
                self.is_framed_in_the_middle = value("w:xAlign").as_deref() == Some("center");
            }
            "w:fldSimple" => self.fields.push_str(&value("w:instr").unwrap_or_default()),
            _ => {}
        }
    }

    fn has_number(&self) -> bool {
        self.fields.split_whitespace().any(|word| word.eq_ignore_ascii_case("PAGE"))
    }

    fn number_place(self, is_centred: impl Fn(Option<&str>) -> bool) -> NumberPlace {
        if !self.has_number() {
            return NumberPlace::Missing;
        }
        let in_the_middle = match self.justify.as_deref() {
            Some(justify) => justify == "center",
            None => is_centred(self.style.as_deref()),
        };
        // The first tab stop of a header is that in the middle.
        let is_centred = in_the_middle || self.is_framed_in_the_middle || self.num_tabs == 1;
        if is_centred { NumberPlace::Centred } else { NumberPlace::Aside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(paragraph: &str) -> NumberPlace {
        let xml = format!("<w:hdr>{paragraph}<w:p/></w:hdr>");
        number_place(&xml, |style| style == Some("Header"))
    }

    #[test]
    fn the_number_is_found_where_word_puts_it() {
        const PAGE: &str = "<w:r><w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE \\* MERGEFORMAT</w:instrText></w:r>";
        let of = |properties: &str| place(&format!("<w:p><w:pPr>{properties}</w:pPr>{PAGE}</w:p>"));
        assert_eq!(of("<w:jc w:val=\"center\"/>"), NumberPlace::Centred);
        assert_eq!(of("<w:pStyle w:val=\"Header\"/>"), NumberPlace::Centred);
        assert_eq!(of("<w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/>"), NumberPlace::Aside);
        assert_eq!(of("<w:framePr w:xAlign=\"center\"/>"), NumberPlace::Centred);
        assert_eq!(of("<w:tabs><w:tab w:val=\"left\"/></w:tabs>"), NumberPlace::Aside);
        let simple =
            "<w:p><w:r><w:tab/></w:r><w:fldSimple w:instr=\"PAGE\"><w:r/></w:fldSimple></w:p>";
        assert_eq!(place(simple), NumberPlace::Centred);
        assert_eq!(place("<w:p><w:fldSimple w:instr=\"NUMPAGES\"/></w:p>"), NumberPlace::Missing);
    }

    #[test]
    fn a_section_says_which_headers_it_has() {
        let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:titlePg/></w:sectPr>";
        assert_eq!(reference(section, "default").as_deref(), Some("rId4"));
        assert_eq!(reference(section, "first"), None);
        assert!(has_title_page(section));
        assert!(!has_title_page("<w:sectPr><w:titlePg w:val=\"0\"/></w:sectPr>"));
        assert!(!has_title_page("<w:sectPr><w:pgSz w:w=\"0\"/></w:sectPr>"));
    }
}

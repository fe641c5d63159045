//! The number of the page in the headers of a skeleton: whether there is one, and where.

use super::tree::Node;

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
pub(super) fn number_place(
    header: &Node,
    is_centred: impl Fn(Option<&str>) -> bool,
) -> NumberPlace {
    let mut places = Vec::new();
    Paragraph::default().read(header, &is_centred, &mut places);
    let centred = places.iter().find(|place| **place == NumberPlace::Centred);
    let last = places.iter().rfind(|place| **place != NumberPlace::Missing);
    centred.or(last).copied().unwrap_or_default()
}

impl Paragraph {
    /// Reads what lies in an element, in the order of the file; the paragraphs that end there give
    /// their places.
    fn read(
        &mut self,
        node: &Node,
        is_centred: &impl Fn(Option<&str>) -> bool,
        places: &mut Vec<NumberPlace>,
    ) {
        self.take(node);
        for child in &node.children {
            self.read(child, is_centred, places);
        }
        match node.name.as_str() {
            "w:tabs" => self.is_in_tab_stops = false,
            "w:p" => places.push(std::mem::take(self).number_place(is_centred)),
            _ => {}
        }
    }

    fn take(&mut self, node: &Node) {
        match node.name.as_str() {
            "w:pStyle" => self.style = node.value().map(str::to_owned),
            "w:jc" => self.justify = node.value().map(str::to_owned),
            "w:tabs" => self.is_in_tab_stops = true,
            "w:tab" if !self.is_in_tab_stops && !self.has_number() => self.num_tabs += 1,
            "w:ptab" if node.get("w:alignment") == Some("center") => self.num_tabs += 1,
            "w:framePr" => self.is_framed_in_the_middle = node.get("w:xAlign") == Some("center"),
            "w:fldSimple" => self.fields.push_str(node.get("w:instr").unwrap_or_default()),
            "w:instrText" => self.fields.push_str(&node.text),
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
    use super::super::tree::tests::read;
    use super::*;

    fn place(paragraph: &str) -> NumberPlace {
        let header = read(&format!("<w:hdr>{paragraph}<w:p/></w:hdr>"));
        number_place(&header, |style| style == Some("Header"))
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
}

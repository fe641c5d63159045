//! Fields of headers and footers. Those that only say something of the document itself stay; of all others
//! the text that they showed last stays, as text: nothing is fetched, asked or started when a report is opened.

use super::left_out::LeftOut;
use super::tree::{self, Element};

/// The commands of fields that stay.
const KEPT: [&str; 37] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "PAGEREF",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "EDITTIME",
    "FILENAME",
    "FILESIZE",
    "TITLE",
    "SUBJECT",
    "AUTHOR",
    "KEYWORDS",
    "COMMENTS",
    "LASTSAVEDBY",
    "DOCPROPERTY",
    "INFO",
    "STYLEREF",
    "REF",
    "SEQ",
    "IF",
    "COMPARE",
    "QUOTE",
    "SET",
    "SYMBOL",
    "ADVANCE",
    "EQ",
    "REVNUM",
    "NUMWORDS",
    "NUMCHARS",
    "LISTNUM",
    "AUTONUM",
    "=",
];

/// A field while its part is being gone through.
#[derive(Default)]
struct Field<'a> {
    instruction: String,
    /// The elements that make a field of it.
    marks: Vec<Element<'a>>,
    /// What stands in its instruction and is not shown: results of fields in it.
    hidden: Vec<Element<'a>>,
    is_result: bool,
}

/// An element of a field that does not stay.
pub(super) struct Foreign<'a> {
    pub(super) element: Element<'a>,
    pub(super) way: Way,
    /// What is told of it.
    pub(super) what: Option<LeftOut>,
}

/// How an element goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// With all that lies in it.
    Whole,
    /// What lies in it stays.
    Tags,
}

impl<'a> Foreign<'a> {
    fn whole(element: Element<'a>) -> Self {
        Self { element, way: Way::Whole, what: None }
    }
}

/// What is to be taken out of a part so that only fields are left that stay.
pub(super) fn foreign(root: Element<'_>) -> Vec<Foreign<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<Field<'_>> = Vec::new();
    for element in root.descendants().filter(Element::is_element) {
        match tree::name(element).as_str() {
            "w:fldSimple" => {
                let instruction = attribute(element, "instr").unwrap_or_default();
                let what = reason(instruction);
                found.extend(what.map(|_| Foreign { element, way: Way::Tags, what }));
            }
            "w:fldData" | "w:ffData" => found.push(Foreign::whole(element)),
            "w:fldChar" => match (attribute(element, "fldCharType"), open.last_mut()) {
                (Some("begin"), _) => {
                    open.push(Field { marks: vec![element], ..Field::default() });
                }
                (Some("separate"), Some(field)) => {
                    field.is_result = true;
                    field.marks.push(element);
                }
                (Some("separate"), None) | (_, None) => found.push(Foreign::whole(element)),
                (_, Some(field)) => {
                    field.marks.push(element);
                    let field = open.pop().unwrap_or_default();
                    let around = open.iter_mut().find(|around| !around.is_result);
                    field.settle(around, &mut found);
                }
            },
            "w:instrText" | "w:delInstrText" => match open.last_mut() {
                Some(field) => {
                    field.instruction.push_str(element.text().unwrap_or_default());
                    field.marks.push(element);
                }
                None => found.push(Foreign::whole(element)),
            },
            "w:t" | "w:tab" | "w:br" | "w:drawing" | "w:pict" | "w:object" => {
                if let Some(field) = open.iter_mut().find(|field| !field.is_result) {
                    field.hidden.push(element);
                }
            }
            _ => {}
        }
    }
    for field in open {
        field.settle(None, &mut found);
    }
    found
}

fn attribute<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    let found = element.attributes().find(|own| own.name() == name);
    found.map(|own| own.value())
}

impl<'a> Field<'a> {
    /// Takes the field out unless it stays; one that stays goes with the one in whose instruction it stands.
    fn settle(self, around: Option<&mut Field<'a>>, found: &mut Vec<Foreign<'a>>) {
        match (reason(&self.instruction), around) {
            (what @ Some(_), _) => {
                let elements = self.marks.into_iter().chain(self.hidden);
                found.extend(elements.map(|element| Foreign { element, way: Way::Whole, what }));
            }
            (None, Some(around)) => around.hidden.extend(self.marks),
            (None, None) => {}
        }
    }
}

/// Why a field does not stay; `None` when it does.
fn reason(instruction: &str) -> Option<LeftOut> {
    let instruction = instruction.trim_start();
    // "=" may stand right before what it reckons with.
    let command = match instruction.strip_prefix('=') {
        Some(_) => "=",
        None => instruction.split([' ', '\t', '\n', '\r', '\u{a0}', '"', '\\']).next()?,
    };
    let command = command.to_ascii_uppercase();
    match command.as_str() {
        // A field without a command shows nothing and does nothing.
        "" => Some(LeftOut::Fields),
        command if KEPT.contains(&command) => None,
        "MACROBUTTON" | "GOTOBUTTON" | "ADDIN" | "CONTROL" | "PRINT" => Some(LeftOut::Macros),
        "ASK" | "FILLIN" | "FORMTEXT" | "FORMCHECKBOX" | "FORMDROPDOWN" => Some(LeftOut::Fields),
        _ => Some(LeftOut::Links),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_speaks_of_the_document_itself_stays() {
        for kept in
            [" PAGE \\* MERGEFORMAT", "numpages", "=2*3", " IF 1 = 1", "STYLEREF \"Tiêu đề\""]
        {
            assert_eq!(reason(kept), None, "{kept}");
        }
        for (field, what) in [
            (" INCLUDEPICTURE \"http://x/y.png\" \\d", LeftOut::Links),
            ("INCLUDETEXT\\x", LeftOut::Links),
            ("DDEAUTO c:\\\\cmd.exe", LeftOut::Links),
            ("HYPERLINK \"file:///c:/\"", LeftOut::Links),
            ("\"PAGE\"", LeftOut::Fields),
            ("", LeftOut::Fields),
            ("MACROBUTTON Chay Bấm", LeftOut::Macros),
            ("FORMTEXT", LeftOut::Fields),
        ] {
            assert_eq!(reason(field), Some(what), "{field}");
        }
    }
}

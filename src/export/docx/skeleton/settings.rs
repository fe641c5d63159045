//! `word/settings.xml`: only what changes how pages look, and how old a Word they are made for.

use super::left_out::{AllLeftOut, LeftOut};
use super::scrub;
use super::tree;

/// The settings that are taken.
const TAKEN: [&str; 37] = [
    "w:zoom",
    "w:mirrorMargins",
    "w:alignBordersAndEdges",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:gutterAtTop",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:drawingGridHorizontalSpacing",
    "w:drawingGridVerticalSpacing",
    "w:displayHorizontalDrawingGridEvery",
    "w:displayVerticalDrawingGridEvery",
    "w:doNotUseMarginsForDrawingGridOrigin",
    "w:drawingGridHorizontalOrigin",
    "w:drawingGridVerticalOrigin",
    "w:doNotShadeFormData",
    "w:noPunctuationKerning",
    "w:characterSpacingControl",
    "w:printTwoOnOne",
    "w:strictFirstAndLastChars",
    "w:noLineBreaksAfter",
    "w:noLineBreaksBefore",
    "w:hdrShapeDefaults",
    "w:shapeDefaults",
    "w:footnotePr",
    "w:endnotePr",
    "w:compat",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:defaultTableStyle",
    "w:bookFoldPrinting",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// The settings without what is not look; `None` when they cannot be read.
pub(super) fn clean(text: &str, left_out: &mut AllLeftOut) -> Option<String> {
    let document = tree::parse(text)?;
    let root = document.root_element();
    let mut others = Vec::new();
    for element in root.children().filter(|child| child.is_element()) {
        let name = tree::name(element);
        if TAKEN.contains(&name.as_str()) {
            continue;
        }
        match name.as_str() {
            "w:documentProtection" | "w:writeProtection" | "w:formsDesign" => {
                left_out.insert(LeftOut::Protection);
            }
            "w:attachedTemplate" | "w:mailMerge" | "w:linkStyles" | "w:saveThroughXslt"
            | "w:attachedSchema" => {
                left_out.insert(LeftOut::Links);
            }
            "w:embedTrueTypeFonts" => {
                left_out.insert(LeftOut::Fonts);
            }
            "w:docVars" => {
                left_out.insert(LeftOut::CustomXml);
            }
            "w:trackRevisions" => {
                left_out.insert(LeftOut::Comments);
            }
            _ => {}
        }
        others.push(name);
    }
    let names: Vec<&str> = others.iter().map(String::as_str).collect();
    let root = tree::text_without(text, root, &names)?;
    scrub::part(&root, |_| false, left_out)
}

//! Fonts of an office's own Word skeleton that are on the machine.

use baocao06::report::look::Look;

use super::libreoffice::say;
use super::own_skeleton::*;
use super::test_own_skeletons::{laid, pages};

/// Whether this machine has Liberation Sans, whose letters are wider. In CI it must.
pub(crate) fn has_another_font() -> bool {
    let look = OwnSkeleton::handed_out().font("Liberation Sans").look(Look::default());
    let has_it = look.fonts().missing().is_empty();
    let is_needed = std::env::var_os("BAOCAO06_NEED_OFFICE").is_some();
    assert!(has_it || !is_needed, "no Liberation Sans, and this run must have it");
    if !has_it {
        say("fonts of the machine skipped: no Liberation Sans");
    }
    has_it
}

#[test]
fn a_font_of_the_machine_breaks_lines_by_its_own_letters() {
    if !has_another_font() {
        return;
    }
    let own = OwnSkeleton::handed_out().font("Liberation Sans").look(Look::default());
    assert!(own.fonts().missing().is_empty());
    let usual = pages(&OwnSkeleton::handed_out());
    let pages = laid(&own);
    assert_ne!(pages[0].text(), usual[0].text());
    let names = pages[0].lines().filter_map(|lines| lines.paragraph.typeface().name());
    assert!(names.into_iter().all(|name| name.as_str() == "Liberation Sans"));
    let missing = OwnSkeleton::handed_out().font("Không có phông này").look(Look::default());
    assert_eq!(missing.fonts().missing()[0].as_str(), "Không có phông này");
    assert_eq!(laid(&missing)[0].text(), usual[0].text(), "it is taken for Times New Roman");
}

#[test]
fn a_font_of_the_theme_is_found() {
    if !has_another_font() {
        return;
    }
    let theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:fontScheme><a:minorFont><a:latin typeface=\"Liberation Sans\"/></a:minorFont></a:fontScheme></a:theme>";
    let link = "<Relationship Id=\"rIdT\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme\" Target=\"theme/theme1.xml\"/></Relationships>";
    let skeleton = OwnSkeleton::handed_out()
        .part("word/theme/theme1.xml", theme.as_bytes())
        .change("word/_rels/document.xml.rels", "</Relationships>", link)
        .change("word/styles.xml", "w:ascii=\"Times New Roman\"", "w:asciiTheme=\"minorHAnsi\"");
    let look = skeleton.look(Look::default());
    let names: Vec<&str> = look.fonts().files().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Liberation Sans"]);
}

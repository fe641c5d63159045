//! What must hold of any file that is said to be an office's own Word document.

use std::sync::LazyLock;

use baocao06::app::problem::Problem;
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Document, Extras};
use baocao06::exchange::{sample, template_v1};
use baocao06::export::docx::{self, Skeleton};
use baocao06::report::look::Look;

use super::form::unpacked;

/// The report of May 2023, to be filled in.
static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let template = template_v1::builtin_template().expect("the template that ships");
    let report = sample::may_2023().expect("the sample that ships");
    let results = Results::of(&report, &template);
    let (look, history) = (Look::default(), History::default());
    let extras = Extras { look: &look, history: &history, trace: None };
    document::build(Context::of(&report, &template, &results), &extras)
});

/// The built-in document as a file for people.
///
/// # Panics
/// When the program is damaged.
pub fn builtin() -> Vec<u8> {
    let skeleton = Skeleton::builtin(&Look::default()).expect("the skeleton that ships");
    docx::specimen(&skeleton).expect("its file")
}

/// Reads a file as an office's document; where it is one, a report is filled into it, and what comes out brings
/// nothing along that runs or leads elsewhere.
///
/// # Panics
/// When something does not hold.
pub fn holds(bytes: &[u8]) {
    let skeleton = match Skeleton::from_office(bytes) {
        Ok(skeleton) => skeleton,
        Err(fault) => {
            let problem = Problem::faulty_skeleton(&fault, std::path::Path::new("khung.docx"));
            assert!(!problem.line().is_empty());
            return;
        }
    };
    let specimen = docx::specimen(&skeleton).unwrap_or_else(|err| panic!("the specimen: {err}"));
    is_sound(&specimen);
    let again = Skeleton::from_office(&specimen);
    let again = again.unwrap_or_else(|fault| panic!("handed out and taken back: {fault:?}"));
    assert_eq!(again.sheet(), skeleton.sheet(), "handed out and taken back");
    let report = docx::docx(&DOCUMENT, &skeleton).unwrap_or_else(|err| panic!("a report: {err}"));
    is_sound(&report);
}

/// Whether a file can be opened by others.
fn is_sound(package: &[u8]) {
    for (name, content) in unpacked(package) {
        let small = name.to_lowercase();
        assert!(!small.contains("vbaproject") && !small.contains("activex"), "{name}");
        if small.ends_with(".xml") || small.ends_with(".rels") {
            let text = std::str::from_utf8(&content);
            let text = text.unwrap_or_else(|err| panic!("{name}: {err}"));
            let tree = roxmltree::Document::parse(text.trim_start_matches('\u{FEFF}'));
            let tree = tree.unwrap_or_else(|err| panic!("{name}: {err}"));
            let leads_out = |node: roxmltree::Node<'_, '_>| {
                node.attribute("TargetMode")
                    .is_some_and(|mode| mode.eq_ignore_ascii_case("external"))
            };
            // Anywhere else such an attribute leads nowhere.
            let leads = small.ends_with(".rels") && tree.descendants().any(leads_out);
            assert!(!leads, "{name} leads out of the file");
        }
    }
}

//! What must hold of any file that is said to be a filled form.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use baocao06::calc::collect::{FormPlan, asked};
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::exchange::collection::{CELLS_MAX, ROWS_MAX, read_form};
use baocao06::exchange::{sample, template_v1};
use baocao06::export::xlsx::collection_form;
use baocao06::report::content::Report;
use baocao06::report::field::{Field, FieldValue};
use baocao06::report::template::Template;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A report and its template, and the form of the agency that is asked for least.
pub struct Sent {
    report: Report,
    template: Template,
    /// The form as it was sent.
    pub form: Vec<u8>,
    /// Its parts by name.
    pub parts: BTreeMap<String, Vec<u8>>,
}

/// The parts that the reader looks into.
pub const PARTS: [&str; 8] = [
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
];

/// A form as it is sent.
pub static SENT: LazyLock<Sent> = LazyLock::new(sent);

fn sent() -> Sent {
    let template = template_v1::builtin_template().expect("the template that ships");
    let mut reports = sample::sample_reports(&template).expect("the sample that ships");
    let report = reports.pop().expect("the sample has months");
    let history = History::of_reports(reports, &template);
    let results = Results::of(&report, &template);
    let agencies = template.parts().agencies.iter();
    let num_asked = |key| asked(&report, &template, key).len();
    let agency = agencies.filter(|agency| num_asked(&agency.key) > 0);
    let agency = agency.min_by_key(|agency| num_asked(&agency.key)).expect("an agency");
    let context = Context::of(&report, &template, &results);
    let form = collection_form(context, &history, agency).expect("a form");
    let parts = unpacked(&form);
    Sent { form, parts, report: report.clone(), template: template.clone() }
}

/// The parts of a package by name.
///
/// # Panics
/// When it is none.
pub fn unpacked(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut parts = BTreeMap::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        parts.insert(name, content);
    }
    parts
}

/// A package of parts.
///
/// # Panics
/// Never: it is written into memory.
pub fn packed(parts: &BTreeMap<String, Vec<u8>>, method: CompressionMethod) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        package.start_file(name.as_str(), options).expect("a part");
        package.write_all(content).expect("its content");
    }
    package.finish().expect("a package").into_inner()
}

/// Reads a file as a filled form and plans it over the report that it was sent for.
///
/// # Panics
/// When something does not hold.
pub fn package_holds(bytes: &[u8]) {
    let Ok(filled) = read_form(bytes) else { return };
    for sheet in &filled.sheets {
        assert!(sheet.cells.len() <= CELLS_MAX.min(ROWS_MAX as usize));
    }
    let Sent { report, template, .. } = &*SENT;
    let Ok(plan) = FormPlan::of(&filled, report, template, &History::default()) else { return };
    let counts = plan.counts();
    let sum = counts.new + counts.changed + counts.same + counts.blank + counts.refused;
    assert_eq!(plan.lines.len(), sum);
    assert!(filled.sheets.iter().any(|sheet| sheet.cells.len() == sum));
    assert!(plan.edits().len() <= counts.new + counts.changed, "only what is told is written");
    let asked = asked(report, template, &plan.stamp.agency);
    let mut seen = HashSet::new();
    let edits = plan.edits();
    for edit in &edits {
        let (Field::Figure(key), Some(FieldValue::Value(value))) = (edit.field(), edit.value())
        else {
            continue;
        };
        assert!(asked.iter().any(|asked| asked.figure.key == *key), "{key} was not asked for");
        assert!(seen.insert(key), "{key} twice");
        assert!(!value.is_blank(), "a form never erases {key}");
    }
}

/// Reads the form that was sent with one part replaced: the first byte says which, the others are
/// the part.
///
/// # Panics
/// When something does not hold.
pub fn part_holds(bytes: &[u8]) {
    let Some((which, content)) = bytes.split_first() else { return };
    let mut parts = SENT.parts.clone();
    let name = PARTS.get(usize::from(*which) % PARTS.len()).copied().unwrap_or_default();
    parts.insert(name.to_owned(), content.to_vec());
    package_holds(&packed(&parts, CompressionMethod::Stored));
}

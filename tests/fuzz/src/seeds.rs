//! What the targets begin with: what the program itself makes, and what is kept in `seeds`.

use std::fs;
use std::path::Path;

use baocao06::exchange::{report_v1, sample, template_v1};
use zip::CompressionMethod;

use crate::form::{PARTS, SENT, packed, unpacked};
use crate::skeleton;

/// Writes the seeds of every target, each into a folder of its name.
///
/// # Panics
/// When they cannot be written.
pub fn write(folder: &Path) {
    kept(folder, "clipboard", "clipboard", <[u8]>::to_vec);
    kept(folder, "form_package", "form", <[u8]>::to_vec);
    kept(folder, "form_part", "form", with_part);
    put(folder, "form", "form-sent", &SENT.form);
    put(folder, "form", "form-stored", &packed(&SENT.parts, CompressionMethod::Stored));
    let builtin = skeleton::builtin();
    put(folder, "skeleton", "builtin", &builtin);
    put(
        folder,
        "skeleton",
        "builtin-stored",
        &packed(&unpacked(&builtin), CompressionMethod::Stored),
    );
    templates(folder);
    reports(folder);
    large(folder);
    data_files(folder);
}

fn put(folder: &Path, target: &str, name: &str, content: &[u8]) {
    let folder = folder.join(target);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(name), content).expect("a seed");
}

/// What is kept for a target, as its input.
fn kept(folder: &Path, kept: &str, target: &str, input: impl Fn(&[u8]) -> Vec<u8>) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(kept);
    for entry in fs::read_dir(seeds).expect("seeds") {
        let path = entry.expect("a seed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        put(folder, target, &name, &input(&fs::read(&path).expect("a seed")));
    }
}

/// The form that was sent with a part replaced: the first byte says which.
fn with_part(bytes: &[u8]) -> Vec<u8> {
    let (which, content) = bytes.split_first().expect("a part");
    let mut parts = SENT.parts.clone();
    parts.insert(PARTS[usize::from(*which) % PARTS.len()].to_owned(), content.to_vec());
    packed(&parts, CompressionMethod::Stored)
}

const SMALL: &str = r#"{"format": "baocao06/template", "format_version": 1, "key": "nho", "version": 1,
  "name": "Báo cáo nhỏ", "figures": [
    {"key": "a", "label": "Hồ sơ", "unit": "hồ sơ"}, {"key": "b", "label": "Trực tuyến", "unit": "hồ sơ"},
    {"key": "c", "label": "Tỷ lệ", "kind": "rate", "part": "b", "whole": "a"}],
  "sections": [{"key": "s", "title": "Kết quả", "items": [
    {"key": "i", "sentence": "Tiếp nhận {a} hồ sơ, trong đó {b} trực tuyến ({c})."}]}]}"#;

fn templates(folder: &Path) {
    put(folder, "template", "builtin", template_v1::BUILTIN_JSON.as_bytes());
    put(folder, "template", "small", SMALL.as_bytes());
    let mut whole: serde_json::Value =
        serde_json::from_str(template_v1::BUILTIN_JSON).expect("the template that ships");
    // Each of its sections alone: shorter inputs are tried more often.
    let sections = whole["sections"].as_array().cloned().unwrap_or_default();
    for (index, section) in sections.into_iter().enumerate() {
        whole["sections"] = serde_json::json!([section]);
        put(folder, "template", &format!("section-{index}"), whole.to_string().as_bytes());
    }
}

fn reports(folder: &Path) {
    let template = template_v1::builtin_template().expect("the template that ships");
    let reports = sample::sample_reports(&template).expect("the sample that ships");
    put(folder, "report", "may", sample::MAY_2023_JSON.as_bytes());
    for (index, report) in reports.iter().rev().take(2).enumerate() {
        let json = report_v1::write_report(report);
        let mut tree: serde_json::Value = serde_json::from_str(&json).expect("a report");
        // With its hash, every change would be refused for the hash alone.
        if let Some(fields) = tree.as_object_mut() {
            fields.remove("content_sha256");
        }
        put(folder, "report", &format!("written-{index}"), json.as_bytes());
        put(folder, "report", &format!("unsealed-{index}"), tree.to_string().as_bytes());
        if let Some(fields) = tree.as_object_mut() {
            fields.remove("texts");
            fields.remove("documents");
        }
        put(folder, "report", &format!("figures-{index}"), tree.to_string().as_bytes());
    }
}

/// Inputs of a megabyte, which chance alone does not get to.
fn large(folder: &Path) {
    const BYTES: usize = 1_000_000;
    let many = |piece: &str| piece.repeat(BYTES / piece.len());
    for target in ["template", "report"] {
        let head = format!(r#"{{"format": "baocao06/{target}", "format_version": 1, "key": "#);
        put(folder, target, "deep", (head.clone() + &many("[")).as_bytes());
        put(folder, target, "deep-map", (head.clone() + &many("{\"a\":")).as_bytes());
        put(folder, target, "long-list", (head + "[0" + &many(",0") + "]}").as_bytes());
    }
    let numbered =
        |piece: fn(usize) -> String| (0..12_000).map(piece).collect::<Vec<_>>().join(",");
    let figures =
        numbered(|n| format!(r#"{{"key": "f{n}", "label": "Chỉ tiêu {n}", "unit": "hồ sơ"}}"#));
    let template = SMALL.replace(r#""figures": ["#, &format!(r#""figures": [{figures},"#));
    put(folder, "template", "many-figures", template.as_bytes());
    let values = numbered(|n| format!(r#""nhieu.f{n}": {n}"#));
    let report =
        sample::MAY_2023_JSON.replacen(r#""figures": {"#, &format!(r#""figures": {{{values},"#), 1);
    put(folder, "report", "many-figures", report.as_bytes());
    put(folder, "clipboard", "wide-large", many("1\t").as_bytes());
    put(folder, "clipboard", "long-large", many("1\n").as_bytes());
    put(folder, "clipboard", "quotes-large", many("\"").as_bytes());
    put(folder, "clipboard", "marks-large", many("e\u{323}\u{302}").as_bytes());
    let mut parts = SENT.parts.clone();
    for name in PARTS.into_iter().take(3) {
        let part = String::from_utf8_lossy(&SENT.parts[name]).into_owned();
        let at = part.rfind("</").unwrap_or(0);
        let (head, tail) = part.split_at(at);
        let long = format!("{head}{}{tail}", many("<row r=\"9\"><c r=\"A9\"><v>1</v></c></row>"));
        parts.insert(name.to_owned(), long.into_bytes());
        put(
            folder,
            "form",
            &format!("large-{}", name.replace('/', "-")),
            &packed(&parts, CompressionMethod::Deflated),
        );
        parts.clone_from(&SENT.parts);
    }
    let builtin = unpacked(&skeleton::builtin());
    for name in ["word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/document.xml"] {
        let Some(part) = builtin.get(name) else { continue };
        let part = String::from_utf8_lossy(part).into_owned();
        let at = part.rfind("</").unwrap_or(0);
        let (head, tail) = part.split_at(at);
        let mut parts = builtin.clone();
        let style = "<w:style w:styleId=\"x\"><w:name w:val=\"x\"/><w:basedOn w:val=\"x\"/></w:style><w:p/>";
        parts.insert(name.to_owned(), format!("{head}{}{tail}", many(style)).into_bytes());
        put(
            folder,
            "skeleton",
            &format!("large-{}", name.replace('/', "-")),
            &packed(&parts, CompressionMethod::Deflated),
        );
    }
}

/// What is done to a data file: one of each kind.
fn data_files(folder: &Path) {
    put(folder, "data_file", "closed", &[0]);
    put(folder, "data_file", "killed", &[1]);
    for base in [0, 1] {
        for kind in 0..14_u8 {
            for place in [1_u8, 7, 40, 90] {
                let bytes = [base, kind, place, 3, 1, place, 2, 0, place, 5, 1, 2];
                put(folder, "data_file", &format!("harm-{base}-{kind}-{place}"), &bytes);
            }
        }
    }
}

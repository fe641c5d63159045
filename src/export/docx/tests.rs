//! The .docx read back part by part.

use super::*;
use crate::calc::results::Results;
use crate::document::{build, fixture};

#[test]
fn write_samples() {
    let template = fixture::template();
    let report = fixture::report();
    let document = build(&report, &template, &Results::of(&report, &template));
    if let Some(folder) = std::env::var_os("BAOCAO06_SAMPLES") {
        let path = std::path::Path::new(&folder).join("report.docx");
        std::fs::write(path, docx(&document).unwrap()).unwrap();
    }
}

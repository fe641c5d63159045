//! Same report, same bytes: twice in one run, and in two runs of the program, whatever language and time
//! zone the machine has.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use baocao06::calc::history::History;
use baocao06::calc::results::Results;
use baocao06::export::xlsx::xlsx;

use super::documents::{Case, with_everything};
use super::package::Package;
use crate::program::{program, program_in};

#[test]
fn the_same_report_gives_the_same_files_in_one_run() {
    for case in [Case::may(), with_everything()] {
        assert!(case.docx() == case.docx(), "the Word files differ");
        let Case { report, template, .. } = &case;
        let results = Results::of(report, template);
        let book = || xlsx(report, template, &results, &History::default()).unwrap();
        assert!(book() == book(), "the workbooks differ");
    }
}

/// The files of `demo`, run once; its name tells what it is.
fn demo(mut command: Command, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let status = command.arg("demo").arg(folder).output().unwrap().status;
    assert!(status.success());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().unwrap().to_str().unwrap().to_owned();
        if ["docx", "xlsx", "json"].contains(&extension.as_str()) {
            files.push((extension, std::fs::read(path).unwrap()));
        }
    }
    files.sort();
    files
}

/// The files of a first run, for all tests.
fn first_run() -> &'static [(String, Vec<u8>)] {
    static FIRST: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    FIRST.get_or_init(|| demo(program(), &tempfile::tempdir().unwrap().path().join("a")))
}

#[test]
fn the_same_report_gives_the_same_files_in_two_runs() {
    let folder = tempfile::tempdir().unwrap();
    let first = first_run();
    let elsewhere = program_in("tr_TR.UTF-8", "Pacific/Kiritimati");
    let second = demo(elsewhere, &folder.path().join("thư mục khác"));
    assert_eq!(first.len(), 3);
    for ((extension, first), (_, second)) in first.iter().zip(&second) {
        assert!(first == second, "{extension} differs");
    }
}

#[test]
fn files_bear_no_date_but_the_report_s_own() {
    for (extension, bytes) in first_run() {
        if extension == "json" {
            continue;
        }
        let package = Package::read(bytes);
        for part in &package.parts {
            assert_eq!(part.date, (0x21, 0), "{extension}: {} has a date", part.name);
        }
        let core = package.tree("docProps/core.xml");
        for node in core.nodes().filter(|node| node.name.starts_with("dcterms:")) {
            // The last day that the report of May 2023 is about.
            assert_eq!(node.text(), "2023-05-12T00:00:00Z", "{extension}: {}", node.name);
        }
    }
}

//! Every assertion of the checklist can fail: the source of the checker is read, and each call of
//! `must!` and `found.add` in it must have told a breach in some counter-example, for every row that
//! it speaks for.

use std::collections::BTreeSet;
use std::path::Path;

use super::examples::Outcome;
use super::rows::ROWS;
use super::{regex, test_counterexamples, test_examples_body};

/// An assertion: file, line and row.
type Site = (String, u32, String);

/// The assertions of a file of the checker.
fn assertions(file: &str, source: &str) -> Vec<Site> {
    let call = regex(r"(?m)^[^/\n]*?\b(?:must!\(|found\.add\()");
    let row = regex(r#"^(?:\s*found,)?\s*(?:"([NS]\d+)"|(row)),"#);
    let shared = regex(r#"\brule\(\s*"([NS]\d+)""#);
    let mut sites = Vec::new();
    for found in call.find_iter(source) {
        let line = u32::try_from(source[..found.end()].lines().count()).unwrap();
        let Some(row) = row.captures(&source[found.end()..]) else {
            panic!("{file}:{line}: an assertion whose row cannot be read");
        };
        let rows: Vec<String> = match row.get(1) {
            Some(row) => vec![row.as_str().to_owned()],
            // Rules are drawn below three parts of a document.
            None => shared.captures_iter(source).map(|found| found[1].to_owned()).collect(),
        };
        assert!(!rows.is_empty(), "{file}:{line}: no row");
        sites.extend(rows.into_iter().map(|row| (file.to_owned(), line, row)));
    }
    sites
}

/// The assertions of the checker, read from its source.
fn all_assertions() -> BTreeSet<Site> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/decree");
    let mut sites = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Tests assert by other means; `mod.rs` defines the macro.
        if !name.starts_with("test_") && name != "mod.rs" {
            sites.extend(assertions(&name, &std::fs::read_to_string(&path).unwrap()));
        }
    }
    sites
}

#[test]
fn every_assertion_has_a_counter_example() {
    let outcomes: Vec<&Outcome> = [test_counterexamples::all(), test_examples_body::all()].concat();
    let sites = outcomes.iter().flat_map(|outcome| &outcome.sites);
    let told: BTreeSet<Site> =
        sites.map(|(file, line, row)| (file.clone(), *line, (*row).to_owned())).collect();
    let all = all_assertions();
    let unread: Vec<_> = told.difference(&all).collect();
    assert!(unread.is_empty(), "assertions that were not read from the source: {unread:#?}");
    let lines = all.difference(&told).map(|(file, line, row)| format!("{file}:{line}: {row}"));
    let never: Vec<String> = lines.collect();
    assert!(never.is_empty(), "no counter-example breaks\n{}", never.join("\n"));
    let examples: usize = outcomes.iter().map(|outcome| outcome.examples).sum();
    println!("{} assertions, {examples} counter-examples", all.len());
}

#[test]
fn every_row_has_an_assertion() {
    let all = all_assertions();
    for (row, words) in ROWS {
        assert!(all.iter().any(|(_, _, own)| own == row), "{row} unchecked: {words}");
    }
    for (file, line, row) in &all {
        assert!(ROWS.iter().any(|(own, _)| own == row), "{file}:{line}: {row} is no row");
    }
}

#[test]
fn assertions_are_read_from_a_source() {
    let source = "fn a() {\n    must!(found, \"N1\", place, x, \"words\");\n    // must!(found, \"N2\",\n\
                  \n    must!(\n        found,\n        row,\n        x\n    );\n    rule(\"N14\", p);\n    \
                  return found.add(\"S1\", \"\", words);\n}\n";
    let rows: Vec<(u32, String)> =
        assertions("a.rs", source).into_iter().map(|(_, line, row)| (line, row)).collect();
    let expected = [(2, "N1"), (5, "N14"), (11, "S1")];
    assert_eq!(rows, expected.map(|(line, row)| (line, row.to_owned())));
}

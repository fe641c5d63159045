//! The one integration binary.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a test that panics has failed, as it should"
)]

mod oracle;
mod support;
mod test_checks;
mod test_jobs;
mod test_layers;
mod test_looks;
mod test_mutations;
mod test_pictures;
mod test_ui;

#[test]
fn no_test_file_is_forgotten() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let this = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ext| ext == "rs") && name != "main" {
            assert!(this.contains(&format!("mod {name};")), "{name} is not compiled");
        }
    }
}

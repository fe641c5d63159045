//! The house: arrows point only downwards, foreign crates stay in their rooms, files can be read
//! in one sitting, nobody uses what is forbidden for figures.

use std::path::{Path, PathBuf};

/// Each room with the rooms it may use.
const ROOMS: [(&str, &[&str]); 11] = [
    ("report", &["report"]),
    ("calc", &["report", "calc"]),
    ("document", &["report", "calc", "document"]),
    ("store", &["report", "calc", "store"]),
    ("exchange", &["report", "calc", "exchange"]),
    ("pages", &["report", "calc", "document", "pages"]),
    ("export", &["report", "calc", "document", "pages", "export"]),
    ("app", &["report", "calc", "document", "pages", "store", "exchange", "export", "app"]),
    ("ui", &["report", "calc", "document", "pages", "app", "ui"]),
    ("cli", &["report", "calc", "app", "cli"]),
    ("main", &["app", "ui", "cli"]),
];

/// Crates with a side effect or a format, and the rooms in which their work is done.
const CRATES: [(&str, &[&str]); 19] = [
    ("rusqlite", &["store"]),
    ("egui", &["ui"]),
    ("eframe", &["ui"]),
    ("egui_extras", &["ui"]),
    ("rfd", &["ui"]),
    ("arboard", &["ui"]),
    ("opener", &["ui"]),
    ("calamine", &["exchange"]),
    ("clap", &["cli"]),
    ("zip", &["export", "exchange"]),
    ("quick_xml", &["export", "exchange"]),
    ("rust_xlsxwriter", &["export"]),
    ("serde", &["app", "exchange", "store"]),
    ("serde_json", &["app", "exchange", "store"]),
    ("directories", &["app"]),
    ("fontdb", &["app"]),
    ("image", &["app"]),
    ("skrifa", &["app"]),
    ("tempfile", &["export", "store"]),
];

/// What `report` and `calc` must not know: the outside world.
const IMPURE: [&str; 7] =
    ["std::fs", "std::io", "std::thread", "std::time", "std::env", "std::net", "std::process"];

pub(super) fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                files.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    assert!(files.len() > 40, "the walk found {} files", files.len());
    files
}

fn room_of(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(root).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Code without comments and without the tests at the end of a file: tests may use more.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_str().unwrap();
    name.ends_with("tests")
        || name.starts_with("test")
        || path.components().any(|c| c.as_os_str() == "tests")
}

/// The upward arrows of a file.
fn upward(room: &str, code: &str) -> Vec<String> {
    let allowed =
        ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, allowed)| allowed);
    let prefix = if room == "main" { "baocao06::" } else { "crate::" };
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_room = ROOMS.iter().any(|(room, _)| *room == name);
        if is_room && !allowed.contains(&name.as_str()) {
            found.push(name);
        }
    }
    found
}

#[test]
fn arrows_point_only_downwards() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        if room == "lib" || is_test_file(&path) {
            continue;
        }
        assert!(ROOMS.iter().any(|(name, _)| *name == room), "{room} is not in the house");
        for up in upward(&room, &code(&text)) {
            faults.push(format!("{}: {room} uses {up}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_layer_test_can_fail() {
    assert_eq!(upward("report", "use crate::store::Store;"), ["store"]);
    assert_eq!(upward("ui", "use crate::export::docx;"), ["export"]);
    assert!(
        upward("app", "use crate::store::Store; use crate::report::key::FigureKey;").is_empty()
    );
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        if is_test_file(&path) || room == "lib" {
            continue;
        }
        let code = code(&text);
        for (name, rooms) in CRATES {
            let is_used = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if is_used && !rooms.contains(&room.as_str()) {
                faults.push(format!("{}: {room} uses the crate {name}", path.display()));
            }
        }
        if room == "report" || room == "calc" {
            for name in IMPURE {
                if code.contains(name) {
                    faults.push(format!("{}: {room} knows {name}", path.display()));
                }
            }
            for name in ["f64", "f32"] {
                if code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name) {
                    faults.push(format!("{}: floating point touches a figure", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 520)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
    for (path, text) in sources() {
        let first = text.lines().next().unwrap_or("");
        let says_what = first.starts_with("//!") || is_test_file(&path);
        assert!(says_what, "{} does not say what it is", path.display());
    }
}

#[test]
fn nothing_in_rust_names_a_part_of_de_an_06() {
    // Keys and services of the built-in template; the program must not know them.
    for (path, text) in sources() {
        if is_test_file(&path) {
            continue;
        }
        for word in
            ["id_card", "residence_permanent", "health_record", "vaccin", "VNeID", "mầm non"]
        {
            assert!(!code(&text).contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn figures_are_never_typed_into_a_drag_value() {
    for (path, text) in sources() {
        assert!(!code(&text).contains("DragValue"), "{}", path.display());
    }
}

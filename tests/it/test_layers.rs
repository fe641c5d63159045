//! The house: arrows point only downwards (circles inside a room: `test_circles`), foreign crates stay in their
//! rooms, files can be read in one sitting, nobody uses what is forbidden for figures.

use super::rust_sources::{Source, all_sources, paths, sources};
use super::test_circles::uses;

/// Each room with the rooms it may use.
const ROOMS: [(&str, &[&str]); 12] = [
    ("disk", &["disk"]),
    ("report", &["report"]),
    ("calc", &["report", "calc"]),
    ("document", &["report", "calc", "document"]),
    ("store", &["disk", "report", "calc", "store"]),
    ("exchange", &["report", "calc", "exchange"]),
    ("pages", &["report", "calc", "document", "pages"]),
    ("export", &["disk", "report", "calc", "document", "pages", "export"]),
    ("app", &["disk", "report", "calc", "document", "pages", "store", "exchange", "export", "app"]),
    ("ui", &["report", "calc", "document", "pages", "app", "ui"]),
    ("cli", &["report", "calc", "app", "cli"]),
    ("main", &["app", "ui", "cli"]),
];

/// Crates with a side effect or a format, and the rooms in which their work is done.
const CRATES: [(&str, &[&str]); 25] = [
    ("rusqlite", &["store"]),
    ("argon2", &["app"]),
    ("rpassword", &["cli"]),
    ("egui", &["ui"]),
    ("eframe", &["ui"]),
    ("egui_extras", &["ui"]),
    ("rfd", &["ui"]),
    ("arboard", &["ui"]),
    ("opener", &["ui"]),
    ("calamine", &["exchange"]),
    ("clap", &["cli"]),
    ("zip", &["export", "exchange"]),
    ("quick_xml", &["export"]),
    ("roxmltree", &["export"]),
    ("rust_xlsxwriter", &["export"]),
    ("serde", &["app", "exchange", "store"]),
    ("serde_json", &["app", "exchange", "store"]),
    ("directories", &["app"]),
    ("fontdb", &["app"]),
    ("image", &["app"]),
    ("krilla", &["export"]),
    ("skrifa", &["app", "export"]),
    ("signal_hook", &["ui"]),
    ("tempfile", &["app", "disk", "store"]),
    ("rustix", &["disk"]),
];

/// What `report` and `calc` must not know: the outside world.
const IMPURE: [&str; 7] =
    ["std::fs", "std::io", "std::thread", "std::time", "std::env", "std::net", "std::process"];

/// The upward arrows of a file's code.
fn upward(room: &str, code: &str) -> Vec<String> {
    let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).unwrap();
    let root = if room == "main" { "baocao06" } else { "crate" };
    let used = paths(code).into_iter().filter(|path| path[0] == root);
    let used = used.filter_map(|path| path.into_iter().nth(1));
    let is_room = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    used.filter(|name| is_room(name) && !allowed.contains(&name.as_str())).collect()
}

#[test]
fn arrows_point_only_downwards() {
    let mut faults = Vec::new();
    for source in sources() {
        let room = source.room();
        if room == "lib" {
            continue;
        }
        assert!(ROOMS.iter().any(|(name, _)| *name == room), "{room} is not in the house");
        for up in upward(room, &source.code()) {
            faults.push(format!("{}: {room} uses {up}", source.path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_layer_test_can_fail() {
    assert_eq!(upward("report", "use crate::store::Store;"), ["store"]);
    assert_eq!(upward("ui", "use crate::{export::docx, report};"), ["export"]);
    assert_eq!(upward("main", "fn main() { baocao06::store::open(); }"), ["store"]);
    assert!(
        upward("app", "use crate::store::Store; use crate::report::key::FigureKey;").is_empty()
    );
}

/// What stands at the bottom of the window, with what it may use of the window.
const BELOW_SCREENS: [(&str, &[&str]); 6] = [
    ("figure_text", &[]),
    ("field_id", &[]),
    ("spot", &["field_id"]),
    ("text_wish", &[]),
    ("intent", &["spot", "text_wish"]),
    ("widgets", &["theme", "field_id", "figure_text", "spot", "text_wish", "intent"]),
];

/// The arrows in the window that lead from what stands below the screens to what it may not use.
fn into_screens(sources: &[Source]) -> Vec<String> {
    let uses = uses(sources);
    let of_window = uses.get(&vec!["ui".to_owned()]).unwrap();
    let is_forbidden = |(user, used): &(String, String)| {
        let below = BELOW_SCREENS.iter().find(|(name, _)| name == user);
        below.is_some_and(|(_, allowed)| !allowed.contains(&used.as_str()))
    };
    of_window.iter().filter(|(pair, _)| is_forbidden(pair)).map(|(_, path)| path.clone()).collect()
}

#[test]
fn widgets_know_no_screens() {
    let sources = sources();
    for (name, _) in BELOW_SCREENS {
        assert!(sources.iter().any(|s| s.module[..] == ["ui", name]), "{name} is not there");
    }
    let faults = into_screens(&sources);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_test_of_widgets_can_fail() {
    let sources = [
        ("ui", ""),
        ("ui::forms", "use super::widgets::bar;"),
        ("ui::theme", ""),
        ("ui::widgets::bar", "use crate::ui::theme; use super::super::forms::Form;"),
        ("ui::widgets", ""),
    ];
    let sources = sources.map(|(module, text)| Source::made_up(module, text));
    assert_eq!(into_screens(&sources), ["ui::widgets::bar uses ui::forms"]);
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for source in sources() {
        let (room, path) = (source.room(), &source.path);
        if room == "lib" {
            continue;
        }
        let code = source.code();
        for (name, rooms) in CRATES {
            let is_used = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if is_used && !rooms.contains(&room) {
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
    let num_lines = |source: &Source| source.text.lines().count();
    let long: Vec<String> = all_sources()
        .iter()
        .filter(|source| num_lines(source) > 520)
        .map(|source| format!("{}: {} lines", source.path.display(), num_lines(source)))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
    for source in sources() {
        let says_what = source.text.starts_with("//!");
        assert!(says_what, "{} does not say what it is", source.path.display());
    }
}

#[test]
fn nothing_in_rust_names_a_part_of_de_an_06() {
    // Keys and services of the built-in template; the program must not know them.
    for source in sources() {
        let code = source.code();
        for word in
            ["id_card", "residence_permanent", "health_record", "vaccin", "VNeID", "mầm non"]
        {
            assert!(!code.contains(word), "{} names {word}", source.path.display());
        }
    }
}

#[test]
fn figures_are_never_typed_into_a_drag_value() {
    for source in sources() {
        assert!(!source.code().contains("DragValue"), "{}", source.path.display());
    }
}

/// What the decree fixes in numbers stands in one place; elsewhere constants that say they are the decree's
/// would be second copies of it.
fn second_copies(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        let is_its_place = source.module[..] == ["report", "decree"];
        let mut about = String::new();
        for line in source.text.lines().map(str::trim_start) {
            if let Some(comment) = line.strip_prefix("///") {
                about.push_str(comment);
                continue;
            }
            let value = line.split_once('=').filter(|(name, _)| name.contains("const "));
            let is_number = value.is_some_and(|(_, value)| value.contains(char::is_numeric));
            if is_number && about.contains("decree") && !is_its_place {
                faults.push(format!("{}: {line}", source.path.display()));
            }
            about.clear();
        }
    }
    faults
}

#[test]
fn the_numbers_of_the_decree_stand_in_one_place() {
    let sources = sources();
    assert!(sources.iter().any(|source| source.module[..] == ["report", "decree"]));
    let faults = second_copies(&sources);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_test_of_the_decree_can_fail() {
    let own = "/// How far the decree wants\n/// the text from the edge.\n    pub const LEFT: u32 = 1701;\n\
        /// The decree's name.\nconst NAME: &str = \"Nghị định\";\n/// Lines.\nconst LINES: u32 = 3;";
    let sources = ["report::decree", "pages::sheet"].map(|module| Source::made_up(module, own));
    assert_eq!(second_copies(&sources), ["pages::sheet: pub const LEFT: u32 = 1701;"]);
}

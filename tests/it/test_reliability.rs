//! The list of what the program has to bear (`tests/reliability.md`) names tests and programs that are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// All functions of the code in a folder, by name.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let code = fs::read_to_string(&path).unwrap();
            let names = code.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
            found.extend(names.map(str::to_owned));
        }
    }
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn what_the_list_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("tests/reliability.md")).unwrap();
    let mut known = BTreeSet::new();
    for folder in ["src", "tests", "benches"] {
        functions(&root.join(folder), &mut known);
    }
    let mut num_named = 0;
    for line in list.lines().filter(|line| line.starts_with("| R")) {
        for name in quoted(line) {
            let is_path = name.contains('/');
            let is_function = name.contains('_') && !name.contains([' ', '.', '-']);
            assert!(is_path || is_function, "{name}: neither a test nor a file");
            let is_there = if is_path { root.join(name).exists() } else { known.contains(name) };
            assert!(is_there, "{name} is not there");
            num_named += 1;
        }
    }
    assert!(num_named > 50, "{num_named}");
    for number in 1..=50 {
        assert!(list.contains(&format!("| R{number} |")), "R{number} is missing");
    }
    // Tests whose names begin with a number stand beside that number.
    for name in known.iter().filter(|name| number_of(name).is_some()) {
        assert!(list.contains(&format!("`{name}`")), "{name} is not in the list");
    }
}

/// The number that the name of a test begins with: 21 of "r21_two_windows".
fn number_of(name: &str) -> Option<u32> {
    name.strip_prefix('r')?.split_once('_')?.0.parse().ok()
}

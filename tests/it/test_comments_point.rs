//! What comments point to is there for whoever has only the repository: no document, list or file that a
//! clone does not have.

use std::path::PathBuf;
use std::sync::OnceLock;

use regex::Regex;

use super::rust_sources::{comments, files_under, root};

/// Where comments stand, and how they are told from the rest there.
fn commented() -> Vec<(PathBuf, String)> {
    let rust = ["src", "tests", "benches"].map(|folder| files_under(folder, "rs"));
    let rust = rust.into_iter().flatten();
    let mut found: Vec<(PathBuf, String)> = rust
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, comments(&text))
        })
        .collect();
    for (name, mark) in [("schema.sql", "--"), ("Cargo.toml", "#"), (".clippy.toml", "#")] {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let comments = text.lines().filter_map(|line| line.split_once(mark));
        let comments: Vec<&str> = comments.map(|(_, comment)| comment).collect();
        found.push((path, comments.join("\n")));
    }
    found
}

/// Names of files and folders in the repository, as a comment may write them: from any folder on.
fn is_in_repository(name: &str) -> bool {
    static FILES: OnceLock<Vec<String>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let folders = ["src", "tests", "benches", "assets", ".ci"];
        let kinds = ["rs", "md", "json", "txt", "xml", "toml", "sh", "py", "ttf", "sql"];
        let inside = folders.iter().flat_map(|folder| kinds.map(|kind| files_under(folder, kind)));
        let top =
            ["schema.sql", "README.md", "Cargo.toml", ".clippy.toml"].map(|name| root().join(name));
        let all = inside.flatten().chain(top);
        all.map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()).collect()
    });
    files.iter().any(|file| file == name || file.ends_with(&format!("/{name}")))
}

/// What a comment points to and the repository does not have.
fn lost(comments: &str) -> Vec<String> {
    static POINTERS: OnceLock<(Regex, Regex)> = OnceLock::new();
    let (file, number) = POINTERS.get_or_init(|| {
        let file = Regex::new(r"[\w./-]*\w\.(?:md|rs|sql|toml|txt|sh|py|pdf)\b").unwrap();
        (file, Regex::new(r"(?i)\b(?:decision|issue|requirement|chapter) [0-9]+").unwrap())
    });
    let files = file.find_iter(comments).map(|found| found.as_str());
    let files = files.filter(|name| !is_in_repository(name));
    let numbers = number.find_iter(comments).map(|found| found.as_str());
    files.chain(numbers).map(str::to_owned).collect()
}

#[test]
fn comments_point_to_what_a_clone_has() {
    let mut faults = Vec::new();
    for (path, comments) in commented() {
        let lost = lost(&comments);
        if !lost.is_empty() {
            faults.push(format!("{} points to {lost:?}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_comment_that_points_nowhere_is_found() {
    assert_eq!(lost("see src/lib.rs and assets/templates/README.md, or text.rs"), [""; 0]);
    assert_eq!(
        lost("as the rules say (domain.md, section 3; Decision 12)"),
        ["domain.md", "Decision 12"]
    );
    assert!(commented().iter().any(|(_, comments)| comments.contains("src/exchange/look_v1.rs")));
}

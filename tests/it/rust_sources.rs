//! The program's own code as text, for the tests that hold it to its rules: comments told from code, and
//! tests from what is shipped.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use regex::Regex;

/// A file under `src`.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The module it holds: `app`, `state`, `events`; empty for the library's and the program's root.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
}

impl Source {
    /// One that only a test knows, to show that a rule can be broken.
    pub(crate) fn made_up(module: &str, text: &str) -> Self {
        let names = module.split("::").map(str::to_owned).collect();
        Self { path: module.into(), module: names, text: text.to_owned() }
    }

    /// The room it is in; `lib` and `main` are rooms of their own.
    pub(crate) fn room(&self) -> &str {
        self.module.first().map_or_else(|| stem(&self.path), String::as_str)
    }

    /// Its code without comments and without the tests in it.
    pub(crate) fn code(&self) -> String {
        code(&self.text)
    }
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with an ending under a folder of the repository, sorted.
pub(crate) fn files_under(folder: &str, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, extension, files);
            } else if path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join(folder), extension, &mut files);
    files.sort();
    files
}

/// Every file of the program, with those that only hold tests.
pub(crate) fn all_sources() -> Vec<Source> {
    let src = root().join("src");
    let files = files_under("src", "rs").into_iter().map(|path| {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let mut module: Vec<String> =
            inside.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
        if matches!(module.last().unwrap().as_str(), "mod" | "lib" | "main") {
            module.pop();
        }
        let text = std::fs::read_to_string(&path).unwrap();
        Source { path, module, text }
    });
    let files: Vec<Source> = files.collect();
    assert!(files.len() > 40, "the walk found {} files", files.len());
    files
}

/// The files that are shipped: without those that a module declares for tests only.
pub(crate) fn sources() -> Vec<Source> {
    let all = all_sources();
    let tests: Vec<PathBuf> = all.iter().flat_map(test_files).collect();
    let shipped: Vec<Source> =
        all.into_iter().filter(|source| !tests.contains(&source.path)).collect();
    assert!(!tests.is_empty());
    shipped
}

fn test_module() -> &'static Regex {
    static REGEX: OnceLock<Regex> = OnceLock::new();
    REGEX.get_or_init(|| {
        let declaration = r#"#\[cfg\(test\)\]\s*(?:#\[path = "([\w/]+\.rs)"\]\s*)?(?:pub(?:\([\w ]+\))? )?mod (\w+)\s*([;{])"#;
        Regex::new(declaration).unwrap()
    })
}

/// The files that a module declares for its tests, and those below them.
fn test_files(source: &Source) -> Vec<PathBuf> {
    let text = without_comments(&source.text);
    let folder = source.path.parent().unwrap();
    let own = match stem(&source.path) {
        "mod" | "lib" | "main" => folder.to_owned(),
        name => folder.join(name),
    };
    let declared = test_module().captures_iter(&text).filter(|found| &found[3] == ";");
    let files = declared.flat_map(|found| match found.get(1) {
        Some(path) => vec![folder.join(path.as_str())],
        None => vec![own.join(format!("{}.rs", &found[2])), own.join(&found[2]).join("mod.rs")],
    });
    files.filter(|path| path.exists()).collect()
}

/// Code without comments and without its test modules, wherever in the file they stand.
pub(crate) fn code(text: &str) -> String {
    let mut code = without_comments(text);
    while let Some(found) = test_module().captures(&code) {
        let all = found.get(0).unwrap();
        let end = match &found[3] {
            ";" => all.end(),
            _ => end_of_block(&code, all.end()),
        };
        code.replace_range(all.start()..end, "");
    }
    code
}

/// Where a block ends whose first brace ends at `start`.
fn end_of_block(code: &str, start: usize) -> usize {
    let mut depth = 1;
    let blank = without_texts(code);
    for (at, c) in blank[start..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return start + at + 1;
        }
    }
    panic!("a block without an end: {}", &code[start..]);
}

/// What a character of Rust code belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Comment,
    Text,
}

pub(crate) fn without_comments(text: &str) -> String {
    parts(text).into_iter().filter(|(_, part)| *part != Part::Comment).map(|(c, _)| c).collect()
}

/// What the comments of a file say.
pub(crate) fn comments(text: &str) -> String {
    let is_kept = |(c, part): &(char, Part)| *part == Part::Comment || *c == '\n';
    parts(text).into_iter().filter(is_kept).map(|(c, _)| c).collect()
}

/// The same code, byte for byte as long, with blanks for what stands in quotes.
fn without_texts(text: &str) -> String {
    let blank = |c: char| " ".repeat(c.len_utf8());
    let parts = parts(text).into_iter();
    parts.map(|(c, part)| if part == Part::Text { blank(c) } else { c.to_string() }).collect()
}

fn parts(text: &str) -> Vec<(char, Part)> {
    static TOKEN: OnceLock<Regex> = OnceLock::new();
    // Line comments, block comments that are not nested, raw texts, texts, characters (no lifetimes).
    let token = TOKEN.get_or_init(|| {
        let all = concat!(
            r"(?s)(?P<comment>//[^\n]*|/\*.*?\*/)",
            r###"|(?P<text>\br##".*?"##|\br#".*?"#|\br".*?"|"(?:[^"\\]|\\.)*""###,
            r"|'(?:[^'\\]|\\[^\n]{1,9}?)')",
        );
        Regex::new(all).unwrap()
    });
    let mut found = Vec::new();
    let mut done = 0;
    for token in token.captures_iter(text) {
        let all = token.get(0).unwrap();
        let part = if token.name("comment").is_some() { Part::Comment } else { Part::Text };
        found.extend(text[done..all.start()].chars().map(|c| (c, Part::Code)));
        found.extend(all.as_str().chars().map(|c| (c, part)));
        done = all.end();
    }
    found.extend(text[done..].chars().map(|c| (c, Part::Code)));
    found
}

/// The paths that code names and that begin at the crate, at itself or above itself, each as the list of
/// its names; groups in braces are spread.
pub(crate) fn paths(code: &str) -> Vec<Vec<String>> {
    static TOKEN: OnceLock<Regex> = OnceLock::new();
    let token = TOKEN.get_or_init(|| Regex::new(r"\w+|::|\S").unwrap());
    let code = without_texts(code);
    let tokens: Vec<&str> = token.find_iter(&code).map(|found| found.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_start = matches!(tokens[at], "crate" | "super" | "self" | "baocao06")
            && tokens.get(at + 1) == Some(&"::")
            && at.checked_sub(1).is_none_or(|before| tokens[before] != "::");
        at = if is_start { path_at(&tokens, at, &[], &mut found) } else { at + 1 };
    }
    found
}

/// Reads the path at a token; returns where it ends.
fn path_at(tokens: &[&str], from: usize, stem: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = stem.to_vec();
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        if *token == "{" {
            at += 1;
            while tokens[at] != "}" {
                at = path_at(tokens, at, &path, found);
                if tokens[at] == "," {
                    at += 1;
                }
            }
            return at + 1;
        }
        match *token {
            "*" => break,
            "<" => {
                found.push(path);
                return at;
            }
            _ => {}
        }
        assert!(token.starts_with(|c: char| c.is_alphanumeric() || c == '_'), "{path:?}{token}");
        path.push((*token).to_owned());
        at += 1;
        if tokens.get(at) != Some(&"::") {
            if tokens.get(at) == Some(&"as") {
                at += 2;
            }
            found.push(path);
            return at;
        }
        at += 1;
    }
    found.push(path);
    at + 1
}

#[test]
fn comments_texts_and_tests_are_told_from_code() {
    let text = concat!(
        "// crate::a\nuse crate::{b::{self, c as d}, e::*}; /* crate::f */\n",
        "const URL: &str = \"http://crate::g\"; const BRACE: char = '}';\n",
        "#[cfg(test)]\nmod tests { use crate::h; const A: &str = \"}\"; fn a<'x>(_: &'x str) {} }\n",
        "#[cfg(test)]\n#[path = \"tests.rs\"]\nmod more;\n",
        "#[cfg(test)]\nfn stays() { super::i::j::<u8>(); }\nuse self::k;",
    );
    let code = code(text);
    let paths: Vec<String> = paths(&code).iter().map(|path| path.join("::")).collect();
    let expected = ["crate::b::self", "crate::b::c", "crate::e", "super::i::j", "self::k"];
    assert_eq!(paths, expected);
    assert!(code.contains("http://crate::g"), "{code}");
    assert_eq!(
        comments(text).split_whitespace().collect::<Vec<_>>().join(" "),
        "// crate::a /* crate::f */"
    );
}

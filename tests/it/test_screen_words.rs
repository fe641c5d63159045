//! Words that officials read name nothing that only those who build the program have.

use super::rust_sources::{Source, all_sources};

/// What only a developer knows or has.
const BUILDERS_WORDS: [&str; 9] =
    ["cargo", "rust", "--release", "readme", "github", "serde", "sqlite", "panic", "debug"];

/// The string literals of a line of code. Marks of quotation behind a backslash do not end one.
fn literals(line: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut open: Option<String> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
            (Some(_), '"') => literals.extend(open.take()),
            (Some(literal), '\\') => literal.extend(letters.next()),
            (Some(literal), letter) => literal.push(letter),
        }
    }
    literals
}

/// Sentences of the screen have letters that no other language of the code has.
fn is_vietnamese(text: &str) -> bool {
    text.chars().any(|letter| ('À'..='ỹ').contains(&letter))
}

fn builders_words(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    BUILDERS_WORDS.into_iter().filter(|word| text.contains(word)).collect()
}

#[test]
fn no_sentence_of_the_screen_speaks_to_those_who_build_the_program() {
    let mut num_sentences = 0;
    let mut faults = Vec::new();
    for Source { path, text, .. } in all_sources() {
        let is_comment = |line: &str| line.trim_start().starts_with("//");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !is_comment(line)) {
            for sentence in literals(line).into_iter().filter(|text| is_vietnamese(text)) {
                num_sentences += 1;
                let words = builders_words(&sentence);
                if !words.is_empty() {
                    faults.push(format!("{}:{}: {words:?}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(num_sentences > 1000, "{num_sentences}");
}

#[test]
fn such_a_sentence_is_found() {
    let line = r#"let words = ("a \" b", "Hãy chạy: cargo run");"#;
    let found = literals(line);
    assert_eq!(found, ["a \" b", "Hãy chạy: cargo run"]);
    assert!(!is_vietnamese("cargo run") && is_vietnamese("Hãy chạy"));
    assert_eq!(builders_words("Hãy chạy: Cargo run"), ["cargo"]);
}

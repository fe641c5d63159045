//! The checklist of Nghị định 30/2020/NĐ-CP, held against exported Word files.
//!
//! Rows N1 to N37 are the decree's layout rules as the program promises them, rows S1 to S6 are about
//! the package ([`rows`] tells all of them in words). A file is read as a word processor reads it (parts,
//! relationships, styles down to effective values), and every breach is told with its row, its
//! place and what stands there. The report itself says what must be there ([`facts`]): nothing is
//! taken from the program's own document model, so the two cannot be wrong together.

mod anatomy;
mod annex;
mod body;
mod closing;
mod documents;
mod examples;
mod facts;
mod letterhead;
mod numbering;
mod package;
mod page;
mod parts;
mod rows;
mod styles;
mod table;
mod test_assertions;
mod test_bytes;
mod test_counterexamples;
mod test_documents;
mod test_examples_body;
mod test_extremes;
mod word;
mod xml;

use std::collections::HashMap;
use std::panic::Location;
use std::sync::Mutex;

use regex::Regex;

use anatomy::Anatomy;
use facts::Facts;
use package::Package;
use word::Word;

/// A breach of a row of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Violation {
    /// "N12".
    row: &'static str,
    /// Where: usually the words of the paragraph.
    place: String,
    /// What is wrong.
    words: String,
    /// The assertion that found it: where it stands in the checker.
    site: &'static Location<'static>,
}

/// What was found so far.
#[derive(Debug, Default)]
struct Found(Vec<Violation>);

impl Found {
    #[track_caller]
    fn add(&mut self, row: &'static str, place: &str, words: String) {
        let place = place.chars().take(80).collect();
        self.0.push(Violation { row, place, words, site: Location::caller() });
    }
}

/// What a row wants.
fn wanted(row: &str) -> &'static str {
    rows::ROWS.iter().find(|(name, _)| *name == row).map_or("not a row", |(_, words)| words)
}

/// A pattern, compiled once for all documents.
fn regex(pattern: &'static str) -> &'static Regex {
    // Leaked, not cloned: every clone begins with a cache of its own, which costs more than a search.
    static COMPILED: Mutex<Option<HashMap<&'static str, &'static Regex>>> = Mutex::new(None);
    let mut compiled = COMPILED.lock().unwrap();
    let compiled = compiled.get_or_insert_default();
    compiled.entry(pattern).or_insert_with(|| Box::leak(Box::new(Regex::new(pattern).unwrap())))
}

/// What must hold, or a row is broken.
macro_rules! must {
    ($found:expr, $row:expr, $place:expr, $holds:expr, $($words:tt)+) => {
        if !$holds {
            $found.add($row, $place, format!($($words)+));
        }
    };
}
use must;

/// A file, and what its report says.
#[derive(Debug, Clone)]
struct Subject {
    package: Package,
    facts: Facts,
}

impl Subject {
    /// Every breach of every row.
    fn violations(&self) -> Vec<Violation> {
        let Self { package, facts } = self;
        let mut found = Found::default();
        let word = Word::read(package);
        let parts = Anatomy::of(&word, facts);
        page::check(package, &word, &mut found);
        letterhead::check(&word, facts, &parts, &mut found);
        body::check(facts, &parts, &mut found);
        closing::check(&word, facts, &parts, &mut found);
        annex::check(&word, facts, &parts, &mut found);
        table::check(&word, facts, &parts, &mut found);
        parts::check(package, &word, facts, &mut found);
        found.0
    }

    /// The rows that are broken, each once.
    fn broken(&self) -> Vec<&'static str> {
        let rows: std::collections::BTreeSet<_> =
            self.violations().into_iter().map(|violation| violation.row).collect();
        rows.into_iter().collect()
    }

    /// Fails with every breach.
    #[track_caller]
    fn conforms(&self, name: &str) {
        let found = self.violations();
        let lines: Vec<String> = found
            .iter()
            .map(|v| format!("{} ({}) {}: {}", v.row, wanted(v.row), v.place, v.words))
            .collect();
        assert!(found.is_empty(), "{name} breaks the checklist:\n{}", lines.join("\n"));
    }
}

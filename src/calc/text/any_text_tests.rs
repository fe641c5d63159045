//! No text is too odd: nothing panics, ranges lie at character boundaries and rise.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::citations::citations;
use super::lint::{Abbreviations, lint};
use super::numbers::numbers;
use super::reconcile::{Declared, reconcile};
use super::samples::may;
use super::spelling::Speller;
use super::{documents, lex};
use crate::calc::prose::Context;

static SPELLER: LazyLock<Speller> = LazyLock::new(|| Speller::new([]));
static DECLARED: LazyLock<Declared> = LazyLock::new(|| {
    let (report, template, results) = may();
    Declared::of(Context::of(&report, &template, &results))
});

/// Pieces of real prose and of its odd corners.
const FRAGMENTS: [&str; 60] = [
    "1.614",
    "2019",
    "91.9%",
    "95,62 %",
    "70.538/168.061",
    "12/4/2023",
    "1432/UBND-TH",
    "193-KH/TU",
    "số ",
    "ngày ",
    "hơn ",
    "không quá ",
    "Công văn số ",
    "của UBND",
    " hồ sơ",
    " lượt",
    "\n",
    "\r\n",
    "- ",
    "1. ",
    "a) ",
    "IV. ",
    " ",
    "  ",
    "\u{A0}",
    ".",
    ",",
    ";",
    ":",
    "%",
    "/",
    "//",
    "http://",
    "@",
    "{a.b}",
    "{",
    "}",
    "}}",
    "“",
    "”",
    "…",
    "–",
    "Độc lập – Tự do – Hạnh phúc",
    "UBND",
    "CCD",
    "hiêm",
    "ddaf",
    "được",
    "\u{301}",
    "\u{323}",
    "đ",
    "Đ",
    "ﬁ",
    "𝟙𝟚",
    "１２",
    "٣",
    "😀",
    "\u{200B}",
    "999999999999999999999",
    "0,000000000000000000001",
];

fn any_text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        6 => prop::sample::select(FRAGMENTS.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[0-9.,/ %:-]{0,12}",
        1 => "[a-zA-ZđăâêôơưạếĐ ]{0,8}",
    ];
    prop::collection::vec(fragment, 0..24).prop_map(|parts| parts.concat())
}

fn lie_well(text: &str, ranges: &[Range<usize>]) {
    for range in ranges {
        assert!(range.start < range.end, "{range:?} in {text:?}");
        assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
    }
    assert!(ranges.is_sorted_by_key(|range| range.start), "{ranges:?} in {text:?}");
}

fn read_all(text: &str) {
    let pieces: Vec<_> = lex::pieces(text).iter().map(lex::Piece::range).collect();
    lie_well(text, &pieces);
    let found = numbers(text);
    lie_well(text, &found.iter().map(|n| n.range.clone()).collect::<Vec<_>>());
    lie_well(text, &found.iter().filter_map(|n| n.unit.clone()).collect::<Vec<_>>());
    for pair in found.windows(2) {
        assert!(pair[0].range.end <= pair[1].range.start, "{pair:?} in {text:?}");
    }
    let found = citations(text);
    lie_well(text, &found.iter().map(|c| c.code_range.clone()).collect::<Vec<_>>());
    let found = lint(text, &Abbreviations::new([]));
    lie_well(text, &found.iter().map(|l| l.range.clone()).collect::<Vec<_>>());
    let found = SPELLER.misspelled(text);
    lie_well(text, &found.iter().map(|m| m.range.clone()).collect::<Vec<_>>());
    let found = reconcile(text, &DECLARED);
    lie_well(text, &found.iter().map(|m| m.range.clone()).collect::<Vec<_>>());
    if let Ok(code) = documents::parse(text) {
        assert_eq!(documents::parse(&code.to_string()).as_ref(), Ok(&code));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_is_read(text in any_text()) {
        read_all(&text);
        read_all(&text.nfd().collect::<String>());
        read_all(&text.nfc().collect::<String>());
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_word_has_suggestions_or_none(word in "[a-zđăâêôơưạếọữ]{0,9}") {
        let suggestions = SPELLER.suggestions(&word);
        prop_assert!(suggestions.len() <= super::spelling::SUGGESTIONS_MAX);
        prop_assert!(!suggestions.contains(&word));
    }
}

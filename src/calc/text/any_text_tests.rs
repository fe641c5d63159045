//! No text is too odd: nothing panics, ranges lie at character boundaries and rise.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::citations::citations;
use super::lint::{Abbreviations, lint, lint_lines, lint_numbering};
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

/// Lines of what might belong together across their ends.
fn lines() -> impl Strategy<Value = String> {
    let parts = [
        "\n",
        "\n",
        "\n",
        " ",
        "1.614",
        "70.538/",
        "168.061",
        "12/4",
        "/2023",
        "95,62",
        " %",
        " hồ sơ",
        "hơn ",
        "không ",
        "quá ",
        "Công văn ",
        "số ",
        "1432/UBND-TH",
        " ngày ",
        "12/4/2023",
        " của UBND tỉnh",
        "sử",
        " lý",
        "Đề án ",
        "06",
        "tháng ",
        "5",
        "năm ",
        "2023",
        "- ",
        ".",
        ",",
        "và ",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..16)
        .prop_map(|parts| parts.concat())
}

/// What is read in the lines of a text, each on its own.
fn line_by_line<T>(
    text: &str,
    read: impl Fn(&str) -> Vec<T>,
    shift: impl Fn(&mut T, usize),
) -> Vec<T> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for mut found in read(line) {
            shift(&mut found, start);
            all.push(found);
        }
        start += line.len();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn lines_mean_the_same_on_their_own(text in prop_oneof![any_text(), lines()]) {
        let by = |range: &mut Range<usize>, by: usize| *range = range.start + by..range.end + by;
        let lines = line_by_line(&text, numbers, |n, at| { by(&mut n.range, at); if let Some(u) = &mut n.unit { by(u, at) } });
        prop_assert_eq!(lines, numbers(&text));
        let lines = line_by_line(&text, |l| SPELLER.misspelled(l), |n, at| by(&mut n.range, at));
        prop_assert_eq!(lines, SPELLER.misspelled(&text));
        let lines = line_by_line(&text, citations, |n, at| { by(&mut n.range, at); by(&mut n.code_range, at) });
        prop_assert_eq!(lines, citations(&text));
        let known = Abbreviations::new([]);
        let read = |line: &str| lint_lines(line, &numbers(line), &known);
        let mut lines = line_by_line(&text, read, |lint, at| by(&mut lint.range, at));
        lines.extend(lint_numbering(&text));
        lines.sort_by_key(|lint| (lint.range.start, lint.range.end));
        prop_assert_eq!(lines, lint(&text, &known));
        let read = |line: &str| reconcile(line, &DECLARED);
        let lines = line_by_line(&text, read, |found, at| by(&mut found.range, at));
        prop_assert_eq!(lines, reconcile(&text, &DECLARED));
    }
}

//! Abbreviations with the words they stand for, so that a text, a heading of a sheet and the label of a figure meet.

use std::collections::HashMap;

use crate::report::text::fold;

const EXPANSIONS: &str = include_str!("../../../assets/words/expansions.txt");

/// The folded words of each folded abbreviation.
pub(in crate::calc) fn expansions() -> HashMap<String, Vec<String>> {
    let lines = EXPANSIONS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    let spelled_out = |words: &str| fold(words).split_whitespace().map(str::to_owned).collect();
    pairs.map(|(short, words)| (fold(short.trim()), spelled_out(words))).collect()
}

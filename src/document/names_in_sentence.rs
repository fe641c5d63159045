//! Names typed wholly in capitals, as they are written inside a sentence.
//!
//! Which letters of "XÃ AN THỚI ĐÔNG" are capitals by right cannot be told from the capitals: it takes
//! names whose writing is known, those of the office. They are known word group by word group: a proper
//! name is one group and found only as a whole, so that "AN" of a commune is never the "an" of "công an".

use std::collections::HashMap;

/// How words of authorities are written where they do not stand first.
const AUTHORITIES: [&str; 19] = [
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hội đồng nhân dân",
    "công an",
    "ban chỉ đạo",
    "tổ công tác",
    "thành phố",
    "thị xã",
    "thị trấn",
    "tỉnh",
    "huyện",
    "quận",
    "phường",
    "xã",
    "đặc khu",
    "UBND",
    "HĐND",
    "UBMTTQ",
    "TP",
];

/// A name as a sentence writes it: one typed in capitals after the known ones, with a capital at the
/// front. Where a word of it is not known, it stays as it was typed.
pub(super) fn in_sentence(name: &str, known: &[String]) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let groups = Groups::of(known);
    groups.written(name).map_or_else(|| name.to_owned(), |written| capitalised(&written))
}

/// With a capital at the front.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str())
}

/// Groups of words by how they look in capitals.
#[derive(Default)]
struct Groups {
    written: HashMap<String, String>,
    /// The most words of one group.
    longest: usize,
}

impl Groups {
    fn of(known: &[String]) -> Self {
        let mut groups = Self::default();
        // What is wholly in capitals says nothing.
        let telling = known.iter().filter(|name| name.chars().any(char::is_lowercase));
        telling.for_each(|name| groups.learn(name));
        AUTHORITIES.iter().for_each(|words| groups.add(&[words]));
        groups
    }

    fn add(&mut self, words: &[&str]) {
        let written = words.join(" ");
        self.longest = self.longest.max(written.split(' ').count());
        self.written.insert(written.to_uppercase(), written);
    }

    /// The words with small letters one by one; those with capitals that follow each other together.
    fn learn(&mut self, name: &str) {
        let mut proper: Vec<&str> = Vec::new();
        let mut is_front = true;
        for part in name.split_whitespace() {
            let word = bare(part);
            if word.chars().next().is_some_and(char::is_uppercase) {
                proper.push(word);
            } else {
                // A capital that only begins the text: "Công an xã …".
                let is_of_text = is_front && proper.len() == 1;
                if !is_of_text {
                    self.add_proper(&proper);
                }
                proper.clear();
                is_front = false;
                if !word.is_empty() {
                    self.add(&[word]);
                }
            }
            if !part.ends_with(word) {
                self.add_proper(&proper);
                proper.clear();
                is_front = false;
            }
        }
        self.add_proper(&proper);
    }

    /// A proper name without the words of authorities that were written with capitals in front of it.
    fn add_proper(&mut self, mut words: &[&str]) {
        let in_front = |words: &[&str]| {
            let all = words.join(" ").to_lowercase();
            let mut authorities = AUTHORITIES.iter().map(|authority| authority.to_lowercase());
            authorities.find_map(|authority| {
                let rest = all.strip_prefix(&authority)?;
                rest.starts_with(' ').then(|| authority.split(' ').count())
            })
        };
        while let Some(rest) = in_front(words).and_then(|num| words.get(num..)) {
            words = rest;
        }
        if !words.is_empty() {
            self.add(words);
        }
    }

    /// The longest known group at each place; none where a word is not known.
    fn written(&self, name: &str) -> Option<String> {
        let mut rest: Vec<&str> = name.split_whitespace().collect();
        let mut written = Vec::new();
        while let Some(first) = rest.first() {
            if !first.chars().any(char::is_alphabetic) {
                written.push((*first).to_owned());
                rest.remove(0);
                continue;
            }
            let (num, group) = (1..=self.longest.min(rest.len())).rev().find_map(|num| {
                let typed = rest.get(..num)?.join(" ");
                let (before, after) = around(&typed);
                let group = self.written.get(&bare(&typed).to_uppercase())?;
                Some((num, format!("{before}{group}{after}")))
            })?;
            written.push(group);
            rest.drain(..num);
        }
        Some(written.join(" "))
    }
}

/// Without punctuation around it.
fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The punctuation in front of words and behind them.
fn around(words: &str) -> (&str, &str) {
    words.split_once(bare(words)).unwrap_or_default()
}

#[cfg(test)]
#[path = "names_in_sentence_tests.rs"]
mod tests;

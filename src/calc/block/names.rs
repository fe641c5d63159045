//! Names of rows and columns as the sheets of other people write them: with or without marks, in capitals, numbered,
//! abbreviated, their words in another order. Two names are one when they have the same words, never when they
//! are merely alike: "Đăng ký kết hôn có yếu tố nước ngoài" is another service than "Đăng ký kết hôn".

use std::collections::HashMap;

use crate::calc::text::expansions::expansions;
use crate::report::text::{fold, nfc};

/// The words of a name, each once, in order of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct NameWords {
    /// Without marks.
    plain: Vec<String>,
    /// With marks, to tell names apart that differ in nothing else.
    marked: Vec<String>,
}

impl NameWords {
    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Whether all words of another name are among these.
    pub(super) fn has(&self, other: &Self) -> bool {
        other.plain.iter().all(|word| self.plain.binary_search(word).is_ok())
    }

    /// The name without these words.
    pub(super) fn without(&self, words: &Self) -> Self {
        let is_left = |word: &&String| words.plain.binary_search(&plain(word)).is_err();
        Self {
            plain: self.plain.iter().filter(is_left).cloned().collect(),
            marked: self.marked.iter().filter(is_left).cloned().collect(),
        }
    }
}

/// Reads names.
pub(super) struct NameReader {
    expansions: HashMap<String, Vec<String>>,
}

impl NameReader {
    pub(super) fn new() -> Self {
        Self { expansions: expansions() }
    }

    /// The words of a name.
    pub(super) fn read(&self, text: &str) -> NameWords {
        let text = nfc(text).to_lowercase();
        let mut name = NameWords::default();
        for word in without_number(&text).split(|c: char| !c.is_alphanumeric()) {
            match self.expansions.get(&fold(word)) {
                _ if word.is_empty() => {}
                Some(spelled_out) => {
                    name.plain.extend(spelled_out.iter().map(|word| plain(word)));
                    name.marked.extend(spelled_out.iter().cloned());
                }
                None => {
                    name.plain.push(plain(word));
                    name.marked.push(word.to_owned());
                }
            }
        }
        for words in [&mut name.plain, &mut name.marked] {
            words.sort();
            words.dedup();
        }
        name
    }

    /// What a unit is called beside a name, and its initials: "hồ sơ" and "hs".
    pub(super) fn unit(&self, unit: &str) -> NameWords {
        let initials: String = unit.split_whitespace().filter_map(|w| w.chars().next()).collect();
        self.read(&format!("{unit} {initials} số lượng"))
    }
}

/// A word without marks; "kí" and "ký" are one.
fn plain(word: &str) -> String {
    let word = fold(word);
    match word.strip_suffix('y') {
        Some(rest) if !rest.contains(['a', 'e', 'o', 'i']) => format!("{rest}i"),
        _ => word,
    }
}

/// A name without the number in front of it: "1. ", "II) ", "a) ", "(3) ", "1/ ", "2- ", "1.1. ", "1.1 ".
fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let after_bracket = text.strip_prefix('(');
    let start = after_bracket.unwrap_or(text);
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let number = start.split(|c| !is_of_number(c)).next().unwrap_or_default();
    // "1.Đăng ký": the letters behind the last stop belong to the name.
    let number = match number.rfind('.') {
        Some(at) if !is_level(number.get(at + 1..).unwrap_or_default()) => {
            number.get(..=at).unwrap_or_default()
        }
        _ => number,
    };
    let rest = start.get(number.len()..).unwrap_or_default();
    let levels: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let is_number = levels.iter().all(|level| is_level(level));
    let is_digits = levels.iter().all(|level| level.bytes().all(|b| b.is_ascii_digit()));
    let name = match after_bracket {
        Some(_) => rest.strip_prefix(')'),
        None if number.ends_with('.') => Some(rest),
        None => rest
            .strip_prefix(')')
            .or_else(|| {
                // "24/7" and "x-quang" are no numbers in front of names.
                let rest = if is_digits { rest.trim_start() } else { rest };
                let rest = rest.strip_prefix(['/', '-', '–', ':'])?;
                let is_apart = rest.starts_with(char::is_whitespace)
                    || is_digits && rest.starts_with(char::is_alphabetic);
                is_apart.then_some(rest)
            })
            .or_else(|| (levels.len() > 1 && is_digits && rest.starts_with(' ')).then_some(rest)),
    };
    name.filter(|name| is_number && !name.trim().is_empty()).unwrap_or(text)
}

/// Whether this counts one level of rows: "12", "iv", "b".
fn is_level(level: &str) -> bool {
    (1..=4).contains(&level.len())
        && (level.bytes().all(|b| b.is_ascii_digit())
            || level.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || level.len() == 1 && level.bytes().all(|b| b.is_ascii_lowercase()))
}

/// What a name means among those of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// This one.
    One(usize),
    /// Any of several.
    Several,
    /// None of them.
    Nothing,
}

/// The names of the rows, or of the columns, of a form.
#[derive(Default)]
pub(super) struct Dictionary {
    entries: HashMap<Vec<String>, Vec<(Vec<String>, usize)>>,
}

impl Dictionary {
    /// Adds a name of the one at this place; a name without words means nothing.
    pub(super) fn add(&mut self, name: NameWords, at: usize) {
        if !name.is_empty() {
            self.entries.entry(name.plain).or_default().push((name.marked, at));
        }
    }

    /// What a name means: decided by its marks only where it has to be.
    pub(super) fn find(&self, name: &NameWords) -> Found {
        let Some(entries) = self.entries.get(&name.plain) else { return Found::Nothing };
        match one(entries.iter().map(|(_, at)| *at)) {
            Some(at) => Found::One(at),
            None => {
                let marked = entries.iter().filter(|(marked, _)| *marked == name.marked);
                one(marked.map(|(_, at)| *at)).map_or(Found::Several, Found::One)
            }
        }
    }
}

fn one(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    let first = places.next()?;
    places.all(|at| at == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_however_they_are_written() {
        let names = NameReader::new();
        let is_same = |a: &str, b: &str| names.read(a).plain == names.read(b).plain;
        assert!(is_same("1. ĐĂNG  KÝ khai sinh", "dang ki Khai sinh"));
        assert!(is_same("Cấp lại, đổi thẻ CCCD", "Cấp đổi, cấp lại thẻ căn cước công dân"));
        assert!(is_same("a) ĐK tạm trú:", "Đăng ký tạm trú"));
        assert!(!is_same("Đăng ký kết hôn có yếu tố nước ngoài", "Đăng ký kết hôn"));
        assert!(!is_same("Khai sinh", "Đăng ký khai sinh"));
    }

    #[test]
    fn numbers_in_front_are_no_part_of_names() {
        let numbers = [
            "1. ", "1.", "1) ", "(1) ", "1/ ", "1- ", "1 – ", "1-", "1.1. ", "1.1 ", "II. ", "a) ",
            "a/ ", "I.2) ",
        ];
        for number in numbers {
            let text = format!("{number}đăng ký khai sinh").to_lowercase();
            assert_eq!(without_number(&text).trim(), "đăng ký khai sinh", "{number:?}");
        }
        for name in ["x-quang", "24/7", "06 dịch vụ", "e-mail", "a.b", "(sáp nhập)", "1.", "(1)"]
        {
            assert_eq!(without_number(name), name);
        }
    }

    #[test]
    fn marks_decide_between_names_that_differ_in_nothing_else() {
        let names = NameReader::new();
        let mut dictionary = Dictionary::default();
        dictionary.add(names.read("Cấp bản"), 0);
        dictionary.add(names.read("Cấp bàn"), 1);
        assert_eq!(dictionary.find(&names.read("CẤP BÀN")), Found::One(1));
        assert_eq!(dictionary.find(&names.read("cap ban")), Found::Several);
        assert_eq!(dictionary.find(&names.read("cap")), Found::Nothing);
    }
}

//! What may be meant by a word that is none, nearest slips first: a tone or a mark of a letter, two
//! letters that sound alike, what an input method left over, a neighbouring key.

use super::syllable::toneless;

/// The cost of a slip that is as likely as any.
const FAR: u32 = 20;

/// Letters that one key or mark holds apart.
const MARKS: [&str; 4] = ["aăâ", "eê", "oôơ", "uư"];

/// Spellings at the beginning or end of a syllable that sound alike somewhere in the country.
const ALIKE_ONSETS: [(&str, &str); 10] = [
    ("s", "x"),
    ("ch", "tr"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("l", "n"),
    ("d", "v"),
    ("c", "k"),
    ("ng", "ngh"),
    ("g", "gh"),
];
const ALIKE_CODAS: [(&str, &str); 4] = [("n", "ng"), ("c", "t"), ("n", "nh"), ("ch", "t")];

/// The rows of a keyboard, for slips of the finger.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A word, prepared for measuring how far others are.
pub(super) struct Slip {
    letters: Vec<char>,
    /// The letters as text.
    base: String,
    tone: usize,
}

impl Slip {
    pub(super) fn of(word: &str) -> Self {
        let mut tone = 0;
        let letters = word.chars().map(|c| {
            let (letter, own) = toneless(c);
            tone = tone.max(own);
            letter
        });
        let letters: Vec<char> = letters.collect();
        let base = letters.iter().collect();
        Self { letters, base, tone }
    }

    /// How unlikely it is that a word was meant; `None` when it is too far.
    pub(super) fn cost(&self, meant: &Self) -> Option<u32> {
        let (a, b) = (&self.letters, &meant.letters);
        if a.len().abs_diff(b.len()) > 2 {
            return None;
        }
        let letters = if a == b { 0 } else { self.alike(meant).unwrap_or_else(|| distance(a, b)) };
        let cost = letters + tone_cost(self.tone, meant.tone);
        (cost <= 2 * FAR).then_some(cost)
    }

    /// The cost of one pair of spellings that sound alike, all other letters equal.
    fn alike(&self, meant: &Self) -> Option<u32> {
        let (a, b) = (self.base.as_str(), meant.base.as_str());
        let onsets = |x: &str, y: &str| {
            a.strip_prefix(x).is_some_and(|rest| b.strip_prefix(y) == Some(rest))
        };
        let codas = |x: &str, y: &str| {
            a.strip_suffix(x).is_some_and(|rest| b.strip_suffix(y) == Some(rest))
        };
        let is_alike = ALIKE_ONSETS.iter().any(|(x, y)| onsets(x, y) || onsets(y, x))
            || ALIKE_CODAS.iter().any(|(x, y)| codas(x, y) || codas(y, x));
        is_alike.then_some(9)
    }
}

fn tone_cost(typed: usize, meant: usize) -> u32 {
    match (typed, meant) {
        _ if typed == meant => 0,
        // Hỏi and ngã sound alike in half of the country.
        (3, 4) | (4, 3) => 5,
        // A mark that was forgotten.
        (0, _) => 7,
        _ => 10,
    }
}

/// The cheapest way from one word to another by single letters, doubled letters and exchanges.
fn distance(a: &[char], b: &[char]) -> u32 {
    let mut before: Vec<u32> = Vec::new();
    let mut row: Vec<u32> = (0u32..).step_by(14).take(b.len() + 1).collect();
    for (i, x) in a.iter().enumerate() {
        let previous = i.checked_sub(1).and_then(|i| a.get(i));
        let first = row.first().copied().unwrap_or(0) + removal(*x, previous);
        let mut next = vec![first];
        for (j, y) in b.iter().enumerate() {
            let cell = |row: &[u32], at: usize| row.get(at).copied().unwrap_or(u32::MAX / 2);
            let replaced = cell(&row, j) + replacement(*x, *y);
            let removed = cell(&row, j + 1) + removal(*x, previous);
            let added = cell(&next, j) + 14;
            let mut best = replaced.min(removed).min(added);
            let earlier = j.checked_sub(1).and_then(|at| b.get(at));
            if previous == Some(y) && earlier == Some(x) && x != y {
                best = best.min(cell(&before, j.saturating_sub(1)) + 9);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

/// The cost of a letter too many; a doubled one is the commonest.
fn removal(letter: char, previous: Option<&char>) -> u32 {
    if previous == Some(&letter) { 7 } else { 14 }
}

fn replacement(x: char, y: char) -> u32 {
    if x == y {
        return 0;
    }
    let both = |letters: &str| letters.contains(x) && letters.contains(y);
    if MARKS.iter().any(|letters| both(letters)) || matches!((x, y), ('d', 'đ') | ('đ', 'd')) {
        return 8;
    }
    if matches!((x, y), ('i', 'y') | ('y', 'i')) {
        return 8;
    }
    if are_neighbours(x, y) { 13 } else { FAR }
}

fn are_neighbours(x: char, y: char) -> bool {
    KEYS.iter().any(|row| {
        let at = |key: char| row.chars().position(|known| known == key);
        at(x).zip(at(y)).is_some_and(|(x, y)| x.abs_diff(y) == 1)
    })
}

/// What an input method would have made of keys that it left as they were: "ddawng" → "đăng",
/// "duowjc" → "dươc" with nặng. `None` when no such keys are there.
pub(super) fn from_keys(word: &str) -> Option<String> {
    let mut out: Vec<char> = Vec::new();
    let mut tone = 0;
    let last = word.chars().count().checked_sub(1)?;
    for (at, c) in word.chars().enumerate() {
        let marked = match (out.last().copied(), c) {
            (Some('d'), 'd') => Some('đ'),
            (Some('a'), 'a') => Some('â'),
            (Some('e'), 'e') => Some('ê'),
            (Some('o'), 'o') => Some('ô'),
            (Some('a'), 'w') => Some('ă'),
            (Some('o'), 'w') => Some('ơ'),
            (Some('u'), 'w') => Some('ư'),
            _ => None,
        };
        let own = "fsrxj".find(c).map(|tone| tone + 1);
        let has_vowel = out.iter().any(|letter| super::syllable::is_vowel(*letter));
        if let (Some(letter), Some(place)) = (marked, out.last_mut()) {
            *place = letter;
        } else if c == 'd' && at == last && out.first() == Some(&'d') {
            // "dangd": the second d typed at the end.
            out.splice(..1, ['đ']);
        } else if let Some(own) = own.filter(|_| has_vowel) {
            tone = own;
        } else {
            out.push(c);
        }
    }
    // "uow" and "uwo" both make "ươ".
    for at in 1..out.len() {
        let pair = (out.get(at - 1).copied(), out.get(at).copied());
        if matches!(pair, (Some('u'), Some('ơ')) | (Some('ư'), Some('o'))) && at + 1 < out.len() {
            out.splice(at - 1..=at, ['ư', 'ơ']);
        }
    }
    let made: String = out.into_iter().collect();
    let parts = super::syllable::take_apart(&made)?;
    let onset = super::syllable::ONSETS.get(parts.onset)?;
    let tone = if tone == 0 { parts.tone } else { tone };
    let spelled = super::syllable::spell(onset, &parts.rhyme, tone);
    (spelled != word).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_left_over_are_composed() {
        for (keys, word) in [
            ("ddaf", "đà"),
            ("ddawng", "đăng"),
            ("dduowcj", "được"),
            ("cuar", "của"),
            ("vieecj", "việc"),
            ("dangd", "đang"),
            ("hoof", "hồ"),
            ("suwar", "sửa"),
            ("quyeets", "quyết"),
        ] {
            assert_eq!(from_keys(keys).as_deref(), Some(word), "{keys}");
        }
        assert_eq!(from_keys("ban"), None);
    }

    #[test]
    fn likelier_slips_cost_less() {
        let cost = |typed: &str, meant: &str| Slip::of(typed).cost(&Slip::of(meant)).unwrap_or(99);
        assert!(cost("hổ", "hỗ") < cost("hổ", "hố"));
        assert!(cost("xố", "số") < cost("xố", "mố"));
        assert!(cost("dăng", "đăng") < cost("dăng", "lăng"));
        assert!(cost("cuủa", "của") < cost("cuủa", "cứa"));
    }
}

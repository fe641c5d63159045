//! House style in prose: how administrative texts set numbers, spaces, abbreviations and numbered
//! paragraphs (Nghị định 30/2020/NĐ-CP and practice).

mod strange;

use std::collections::BTreeSet;
use std::ops::Range;

pub use strange::lints as strange_letters;

use super::lex::{self, is_word_char};
use super::numbers::{Form, Meaning, NumberInText, Percent, counts_whole_things, numbers};
use crate::report::content::Report;
use crate::report::decree::{self, POINT_LETTERS};
use crate::report::number::format_decimal;
use crate::report::template::{ItemBody, Template};

/// Abbreviations that every office writes.
const ABBREVIATIONS: &str = include_str!("../../../assets/words/abbreviations.txt");

/// Signs in front of which no space stands.
const CLOSING: [char; 8] = [',', '.', ';', ':', '!', '?', ')', '”'];

/// A deviation from house style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// Where it is.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LintKind,
    /// What should stand there, where that is certain enough to offer.
    pub suggestion: Option<String>,
}

/// The deviations that are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LintKind {
    /// A dot before decimals: "91.9%".
    DecimalDot,
    /// Thousands without a dot: "2019 phiếu".
    MissingThousandsDot,
    /// A comma between thousands: "1,317 hồ sơ", "1,965,456".
    ThousandsComma,
    /// A space in front of a percent sign.
    SpaceBeforePercent,
    /// Two spaces or more.
    DoubleSpace,
    /// A space in front of punctuation that closes.
    SpaceBeforePunctuation,
    /// An abbreviation that nobody has declared: "CCD".
    UnknownAbbreviation,
    /// A numbered line that skips a number, with the number expected.
    NumberJumps {
        /// The number that should follow, as it would be written.
        expected: String,
    },
    /// A numbered line with the number of the one before it.
    NumberRepeats {
        /// The number that should follow, as it would be written.
        expected: String,
    },
    /// A dash in the tiêu ngữ where the decree has a hyphen.
    MottoDash,
    /// A place where a letter was lost on its way: U+FFFD. Nobody can tell which.
    LostLetter,
    /// A sign as web pages write it: "&#7841;", "&nbsp;".
    HtmlEntity,
    /// Ð (U+00D0), a letter of Iceland that looks like Đ.
    IcelandicEth,
    /// A reference that names nothing in the template, so that its braces are printed: "{x}".
    UnknownReference,
}

/// The abbreviations that may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abbreviations {
    known: BTreeSet<String>,
}

impl Abbreviations {
    /// The common ones and others.
    pub fn new<'a>(others: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = ABBREVIATIONS.lines().filter(|line| !line.starts_with('#'));
        let known = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
        let mut abbreviations = Self { known };
        others.into_iter().for_each(|text| abbreviations.learn(text));
        abbreviations
    }

    /// The common ones, those of a template, and those of a report's letterhead, names and
    /// documents; not those of its prose, which is what is read with them.
    pub fn of(report: &Report, template: &Template) -> Self {
        let mut known = Self::of_template(template);
        known.learn_report(report, template);
        known
    }

    /// The common ones and those of a template.
    pub fn of_template(template: &Template) -> Self {
        let mut known = Self::new([]);
        let parts = template.parts();
        known.learn(&parts.name);
        template.texts().for_each(|(_, text)| known.learn(text));
        for figure in template.figures() {
            [&figure.label, &figure.unit, &figure.definition]
                .into_iter()
                .for_each(|text| known.learn(text));
        }
        for agency in &parts.agencies {
            known.learn(&agency.name);
        }
        for table in template.tables() {
            table.rows.iter().for_each(|row| known.learn(&row.label));
            table.columns.iter().for_each(|column| known.learn(&column.label));
        }
        known
    }

    /// Takes those of a report's letterhead, names and documents as known.
    pub fn learn_report(&mut self, report: &Report, template: &Template) {
        let named = |key: &str| key.starts_with("letterhead.") || key.starts_with("name.");
        let texts = report.texts.iter().filter(|(key, _)| named(key.as_str()));
        texts.for_each(|(_, text)| self.learn(text));
        for (_, item) in template.items() {
            if matches!(item.body, ItemBody::Documents(_)) {
                for entry in report.entries(&item.key) {
                    let document = &entry.document;
                    [&document.code, &document.issuer]
                        .into_iter()
                        .for_each(|text| self.learn(text));
                }
            }
        }
    }

    /// Takes the abbreviations of a text as known.
    pub fn learn(&mut self, text: &str) {
        let text = lex::composed(text);
        let words = text.split(|c: char| !is_word_char(c));
        let short = words.filter(|word| is_abbreviation(word));
        self.known.extend(short.map(str::to_owned));
    }

    fn has(&self, word: &str) -> bool {
        // "VNPT2" and "256GB" too.
        let bare = word.trim_matches(|c: char| c.is_ascii_digit());
        self.known.contains(word) || self.known.contains(bare)
    }

    /// The known abbreviation that a word misses by one letter, first of all one that it lacks;
    /// none when several are as near.
    fn nearest(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let known = self.known.iter().map(|known| (known, known.chars().collect::<Vec<char>>()));
        let near: Vec<_> =
            known.filter(|(_, known)| known.len() > 2 && is_one_off(&letters, known)).collect();
        let longer = near.iter().filter(|(_, known)| known.len() > letters.len());
        let longer: Vec<&String> = longer.map(|(known, _)| *known).collect();
        match (longer.as_slice(), near.as_slice()) {
            ([one], _) => Some((*one).clone()),
            ([], [(one, _)]) => Some((*one).clone()),
            _ => None,
        }
    }
}

/// The deviations of a text, in order.
pub fn lint(text: &str, abbreviations: &Abbreviations) -> Vec<Lint> {
    let mut found = lint_lines(text, &numbers(text), abbreviations);
    found.extend(lint_numbering(text));
    found.sort_by_key(|lint| (lint.range.start, lint.range.end));
    found
}

/// The deviations that lie within a line, with the text's numbers.
pub fn lint_lines(
    text: &str,
    numbers: &[NumberInText],
    abbreviations: &Abbreviations,
) -> Vec<Lint> {
    let mut found: Vec<Lint> =
        numbers.iter().filter_map(|number| of_number(text, number)).collect();
    spaces(text, &mut found);
    of_abbreviations(text, abbreviations, &mut found);
    motto(text, &mut found);
    found.extend(strange_letters(text));
    found
}

fn of_number(text: &str, number: &NumberInText) -> Option<Lint> {
    if !number.meaning.is_amount() {
        return None;
    }
    let numeral = number.numeral?;
    let range = number.range.clone();
    let percent = if number.percent == Percent::None { "" } else { "%" };
    let written = text.get(range.clone())?;
    let end = written.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let digits = written.get(..end.unwrap_or(written.len()))?;
    let rest = written.get(digits.len()..)?;
    let unit = number.unit.clone().and_then(|unit| text.get(unit));
    let kind = match numeral.form {
        Form::DecimalDot => LintKind::DecimalDot,
        // A telephone extension or an identity is no count; what is counted has a unit behind it.
        Form::NoThousandsDot if number.unit.is_some() || number.meaning != Meaning::Quantity => {
            LintKind::MissingThousandsDot
        }
        Form::English => LintKind::ThousandsComma,
        // Of what is counted there are no thousandths.
        Form::CommaAndThree if unit.is_some_and(counts_whole_things) => LintKind::ThousandsComma,
        _ if number.percent == Percent::Spaced => LintKind::SpaceBeforePercent,
        _ => return None,
    };
    let suggestion = match kind {
        LintKind::DecimalDot => digits.replace('.', ",") + rest.trim_start_matches(' '),
        LintKind::MissingThousandsDot => format_decimal(numeral.value) + percent,
        LintKind::ThousandsComma => {
            format_decimal(numeral.other.unwrap_or(numeral.value)) + percent
        }
        _ => digits.to_owned() + "%",
    };
    Some(Lint { range, kind, suggestion: Some(suggestion) })
}

/// Double spaces and spaces in front of closing signs. Spaces at the ends of lines are no matter.
fn spaces(text: &str, found: &mut Vec<Lint>) {
    let mut from = None;
    for (at, c) in text.char_indices() {
        if matches!(c, ' ' | '\u{A0}') {
            from = from.or(Some(at));
            continue;
        }
        let Some(start) = from.take() else { continue };
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let is_inside = c != '\n' && c != '\r' && before.is_some_and(|c| c != '\n' && c != '\r');
        if !is_inside {
            continue;
        }
        let behind = text.get(at + c.len_utf8()..).and_then(|text| text.chars().next());
        // ".../." and "…" may stand apart, and so may a dot in front of a digit.
        let closes =
            CLOSING.contains(&c) && !(c == '.' && behind.is_some_and(|c| !c.is_whitespace()));
        let gap = text.get(start..at).unwrap_or("").chars().count();
        if closes {
            let range = start..at + c.len_utf8();
            let suggestion = Some(c.to_string());
            found.push(Lint { range, kind: LintKind::SpaceBeforePunctuation, suggestion });
        } else if gap > 1 && c != '%' {
            let (kind, suggestion) = (LintKind::DoubleSpace, Some(" ".to_owned()));
            found.push(Lint { range: start..at, kind, suggestion });
        }
    }
}

fn of_abbreviations(text: &str, abbreviations: &Abbreviations, found: &mut Vec<Lint>) {
    // The last line looked at, and whether it is in capitals: a long one has many words.
    let mut line = (0..0, false);
    for piece in lex::pieces(text) {
        let is_code = piece.text.contains('/') && piece.has_digit();
        if is_code || piece.is_address() {
            continue;
        }
        for (start, run) in lex::letter_runs(&piece) {
            let word = lex::composed(run);
            let is_known = !is_abbreviation(&word) || abbreviations.has(&word) || is_roman(&word);
            if is_known {
                continue;
            }
            if !line.0.contains(&start) {
                let around = line_around(text, start);
                line = (around.clone(), is_in_capitals(text.get(around).unwrap_or("")));
            }
            if line.1 {
                continue;
            }
            let (kind, suggestion) = (LintKind::UnknownAbbreviation, abbreviations.nearest(&word));
            found.push(Lint { range: start..start + run.len(), kind, suggestion });
        }
    }
}

/// Whether a word has two capitals or more and no other letter than "g" of "TTg" and "r" of "CTr".
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let ends_small = word.ends_with("Tg") || word.ends_with("Tr") || word.ends_with("Ư");
    capitals >= 2 && (small == 0 || (small == 1 && ends_small))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}

/// The line of a place.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    start..start + line.len()
}

/// Whether a line is in capitals, as headings are.
fn is_in_capitals(line: &str) -> bool {
    let small = line.chars().filter(|c| c.is_lowercase()).count();
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    small == 0 && words > 1
}

/// Whether two words differ by one letter that is missing, too many or another.
fn is_one_off(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let without_first = |rest: &[char]| rest.get(1..).map(<[char]>::to_vec);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => a != b && without_first(rest_a) == without_first(rest_b),
        std::cmp::Ordering::Less => Some(rest_a.to_vec()) == without_first(rest_b),
        std::cmp::Ordering::Greater => without_first(rest_a).as_deref() == Some(rest_b),
    }
}

/// A number in front of a line: of which numerals, its place in it, its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LineNumber {
    range: Range<usize>,
    /// What stands in front of the last part: "2." of "2.1."
    prefix: String,
    numerals: Numerals,
    place: usize,
    sign: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numerals {
    Roman,
    Arabic,
    Letters,
}

const ROMAN: [&str; 15] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];

/// Numbered lines that skip or repeat a number. A row begins anew with its first number.
pub fn lint_numbering(text: &str) -> Vec<Lint> {
    let mut found = Vec::new();
    let mut last: Vec<LineNumber> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let number = line_number(line, start);
        start += line.len();
        let Some(number) = number else { continue };
        let same = |other: &&mut LineNumber| {
            other.numerals == number.numerals
                && other.sign == number.sign
                && other.prefix == number.prefix
        };
        let Some(before) = last.iter_mut().find(same) else {
            last.push(number);
            continue;
        };
        let expected = before.written(before.place + 1);
        let is_in_order = number.place == before.place + 1 || number.place == 1;
        if let Some(expected) = expected.filter(|_| !is_in_order) {
            let kind = if number.place == before.place {
                LintKind::NumberRepeats { expected: expected.clone() }
            } else {
                LintKind::NumberJumps { expected: expected.clone() }
            };
            let range = number.range.clone();
            found.push(Lint { range, kind, suggestion: Some(expected) });
        }
        *before = number;
    }
    found
}

impl LineNumber {
    /// Another place of the same row, as it would be written.
    fn written(&self, place: usize) -> Option<String> {
        let last = match self.numerals {
            Numerals::Arabic => place.to_string(),
            Numerals::Roman => (*ROMAN.get(place.checked_sub(1)?)?).to_owned(),
            Numerals::Letters => POINT_LETTERS.get(place.checked_sub(1)?)?.to_string(),
        };
        Some(format!("{}{last}{}", self.prefix, self.sign))
    }
}

fn line_number(line: &str, start: usize) -> Option<LineNumber> {
    let trimmed = line.trim_start();
    let front = line.len() - trimmed.len();
    let (mark, rest) = trimmed.split_once(char::is_whitespace)?;
    let sign = mark.chars().next_back().filter(|sign| matches!(sign, '.' | ')'))?;
    if rest.trim().is_empty() {
        return None;
    }
    let body = mark.strip_suffix(sign)?;
    let (prefix, last) = body.rfind('.').map_or(("", body), |at| body.split_at(at + 1));
    let is_prefix = prefix.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = POINT_LETTERS.iter().position(|letter| last.chars().eq([*letter]));
    let roman = ROMAN.iter().position(|roman| *roman == last);
    let arabic = last.parse::<usize>().ok().filter(|_| last.len() <= 2 && !last.starts_with('0'));
    let (numerals, place) = match (arabic, roman, letter) {
        (Some(place), _, _) => (Numerals::Arabic, place),
        (_, Some(at), _) if sign == '.' => (Numerals::Roman, at + 1),
        (_, _, Some(at)) if sign == ')' => (Numerals::Letters, at + 1),
        _ => return None,
    };
    let range = start + front..start + front + mark.len();
    is_prefix.then(|| LineNumber { range, prefix: prefix.to_owned(), numerals, place, sign })
}

/// The tiêu ngữ with dashes: the decree writes "Độc lập - Tự do - Hạnh phúc" with hyphens.
fn motto(text: &str, found: &mut Vec<Lint>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let words: Vec<&str> = line.split(['-', '–', '—']).map(str::trim).collect();
        let is_motto = words
            .iter()
            .map(|word| lex::composed(word).to_lowercase())
            .eq(decree::MOTTO.split(" - ").map(str::to_lowercase));
        if !is_motto || !line.contains(['–', '—']) {
            continue;
        }
        let trimmed = line.trim();
        let front = line.len() - line.trim_start().len();
        let range = at + front..at + front + trimmed.len();
        let suggestion = Some(words.join(" - "));
        found.push(Lint { range, kind: LintKind::MottoDash, suggestion });
    }
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;

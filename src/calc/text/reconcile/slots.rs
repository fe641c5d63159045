//! Which figure the template's own sentence has in the place of a number: an office that writes the
//! sentence anew, with its figures in digits, keeps most of the words around them.

use super::labels::Labels;
use crate::calc::text::lex::is_word_char;
use crate::calc::text::numbers::{NumberInText, Percent};
use crate::report::sentence::{DayPart, Piece};
use crate::report::text::fold;

/// Texts of more words are no rewording of a sentence.
const TOKENS_MAX: usize = 1_000;

/// Of a sentence that was reworded at least this share is left, in percent.
const PERCENT_KEPT_LEAST: usize = 40;

/// The figure in whose place a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its place in the template.
    pub(super) figure: usize,
    pub(super) fit: SlotFit,
}

/// How much of the template's words stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotFit {
    /// The neighbour on one side.
    Loose,
    /// Both neighbours: the number stands for the figure, whatever it says.
    Exact,
}

/// A word of a sentence, or what stands in place of words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A word, folded.
    Word(String),
    /// A reference to a figure's value.
    Figure { figure: usize, is_percent: bool },
    /// An amount in digits; which of the numbers it is.
    Amount { number: usize, is_percent: bool },
    /// A day, a code, a part of the period: digits that are no amount.
    Digits,
    /// Another reference, by what it is called.
    Other(String),
}

/// For each number of a text the figure that the template's sentence has in its place.
pub(super) fn slots(
    sentence: &[Piece],
    text: &str,
    numbers: &[NumberInText],
    labels: &Labels,
) -> Vec<Option<Slot>> {
    let mut slots = vec![None; numbers.len()];
    let template = tokens_of_sentence(sentence, labels);
    if !template.iter().any(|token| matches!(token, Token::Figure { .. })) {
        return slots;
    }
    let written = tokens_of_text(text, numbers, labels);
    if template.len() > TOKENS_MAX || written.len() > TOKENS_MAX {
        return slots;
    }
    let pairs = align(&template, &written);
    if pairs.len() * 100 < template.len() * PERCENT_KEPT_LEAST {
        return slots;
    }
    for (at, pair) in pairs.iter().enumerate() {
        let (Some(Token::Figure { figure, .. }), Some(Token::Amount { number, .. })) =
            (template.get(pair.0), written.get(pair.1))
        else {
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| pairs.get(at));
        let is_before = match before {
            Some(before) => (before.0 + 1, before.1 + 1) == *pair,
            None => *pair == (0, 0),
        };
        let is_behind = match pairs.get(at + 1) {
            Some(behind) => *behind == (pair.0 + 1, pair.1 + 1),
            None => (pair.0 + 1, pair.1 + 1) == (template.len(), written.len()),
        };
        let fit = match (is_before, is_behind) {
            (true, true) => SlotFit::Exact,
            (false, false) => continue,
            _ => SlotFit::Loose,
        };
        if let Some(slot) = slots.get_mut(*number) {
            *slot = Some(Slot { figure: *figure, fit });
        }
    }
    slots
}

fn words(text: &str, tokens: &mut Vec<Token>) {
    let words = text.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty());
    tokens.extend(words.map(|word| Token::Word(fold(word))));
}

fn tokens_of_sentence(sentence: &[Piece], labels: &Labels) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in sentence {
        match piece {
            Piece::Words(text) => words(text, &mut tokens),
            Piece::Figure(key) => tokens.push(figure(key.as_str(), labels)),
            Piece::FigureDay(..) | Piece::Period(_) => tokens.push(Token::Digits),
            Piece::Fragment(key, fragment) => {
                tokens.push(Token::Other(format!("{key}@{}", fragment.name())));
            }
            Piece::Text(key) => tokens.push(Token::Other(key.to_string())),
        }
    }
    tokens
}

fn figure(key: &str, labels: &Labels) -> Token {
    let found = labels.figure(key).and_then(|figure| Some((figure, labels.get(figure)?)));
    found.map_or_else(
        || Token::Other(key.to_owned()),
        |(figure, label)| Token::Figure { figure, is_percent: label.is_percent },
    )
}

fn tokens_of_text(text: &str, numbers: &[NumberInText], labels: &Labels) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for (number, found) in numbers.iter().enumerate() {
        between(text.get(at..found.range.start).unwrap_or(""), labels, &mut tokens);
        let is_percent = found.percent != Percent::None;
        let is_amount = found.meaning.is_amount() && found.numeral.is_some();
        tokens.push(if is_amount { Token::Amount { number, is_percent } } else { Token::Digits });
        at = at.max(found.range.end);
    }
    between(text.get(at..).unwrap_or(""), labels, &mut tokens);
    tokens
}

/// Words and references between two numbers.
fn between(text: &str, labels: &Labels, tokens: &mut Vec<Token>) {
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('{') {
        words(before, tokens);
        let Some((name, behind)) = reference.split_once('}') else {
            rest = reference;
            continue;
        };
        tokens.push(match name.split_once('@') {
            None => figure(name.trim(), labels),
            Some(("", _)) => Token::Digits,
            Some((_, part)) if DayPart::from_name(part).is_some() => Token::Digits,
            Some(_) => Token::Other(name.to_owned()),
        });
        rest = behind;
    }
    words(rest, tokens);
}

/// What a pair of tokens counts in an alignment; none when they are not of one another.
fn score(template: &Token, written: &Token) -> Option<u32> {
    match (template, written) {
        (Token::Word(a), Token::Word(b)) => (a == b).then_some(2),
        (Token::Figure { is_percent: a, .. }, Token::Amount { is_percent: b, .. }) => {
            (a == b).then_some(3)
        }
        (Token::Figure { figure: a, .. }, Token::Figure { figure: b, .. }) => (a == b).then_some(3),
        (Token::Digits, Token::Digits) => Some(1),
        (Token::Other(a), Token::Other(b)) => (a == b).then_some(2),
        _ => None,
    }
}

/// The pairs of tokens of the best alignment, in order: each token has at most one partner and no
/// two pairs cross.
fn align(template: &[Token], written: &[Token]) -> Vec<(usize, usize)> {
    let width = written.len() + 1;
    // best[i * width + j]: the score of what stands from i and from j on.
    let mut best = vec![0_u32; (template.len() + 1) * width];
    let at = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in template.iter().enumerate().rev() {
        for (j, b) in written.iter().enumerate().rev() {
            let paired = score(a, b).map_or(0, |score| score + at(&best, i + 1, j + 1));
            let skipped = at(&best, i + 1, j).max(at(&best, i, j + 1));
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = paired.max(skipped);
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (template.get(i), written.get(j)) {
        let here = at(&best, i, j);
        if score(a, b).is_some_and(|score| score + at(&best, i + 1, j + 1) == here) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&best, i + 1, j) == here {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::text::numbers::numbers;
    use crate::exchange::template_v1::builtin_template;
    use crate::report::sentence::parse;

    /// The figures in whose places the numbers of a text stand; "~" in front of a loose fit.
    fn placed(sentence: &str, text: &str) -> Vec<String> {
        let template = builtin_template().unwrap();
        let labels = Labels::of(&template);
        let sentence = parse(sentence, &template).unwrap();
        let numbers = numbers(text);
        let slots = slots(&sentence, text, &numbers, &labels);
        let words = slots.into_iter().map(|slot| {
            let Some(slot) = slot else { return String::new() };
            let sign = if slot.fit == SlotFit::Loose { "~" } else { "" };
            format!("{sign}{}", labels.get(slot.figure).unwrap().key)
        });
        words.collect()
    }

    const VISITS: &str = "trong tháng có {qr.visits} lượt, cộng dồn {qr.visits_total} lượt, tổng số tiền {qr.amount} đồng.";

    #[test]
    fn the_same_words_give_every_place() {
        let text = "trong tháng có 9 lượt, cộng dồn 13 lượt, tổng số tiền 1.965.456 đồng.";
        assert_eq!(placed(VISITS, text), ["qr.visits", "qr.visits_total", "qr.amount"]);
    }

    #[test]
    fn reworded_sentences_give_what_is_left() {
        let text = "Tháng này thu được 9 lượt (cộng dồn 13 lượt), số tiền khoảng 1.965.456 đồng.";
        assert_eq!(placed(VISITS, text), ["~qr.visits", "qr.visits_total", "~qr.amount"]);
        assert_eq!(placed(VISITS, "Có 12 buổi họp trong tháng"), [""]);
    }

    #[test]
    fn references_that_were_kept_keep_their_places() {
        let text =
            "trong tháng có {qr.visits} lượt, cộng dồn 31 lượt, tổng số tiền {qr.amount} đồng.";
        assert_eq!(placed(VISITS, text), ["qr.visits_total"]);
    }

    #[test]
    fn ratios_and_percentages_are_told_apart() {
        let sentence = "(phần A): {health_record.created}/{health_record.population}, đạt {health_record.created_rate}.";
        let text = "(phần A): 168.061/169.641, đạt 99,07%.";
        let all =
            ["health_record.created", "health_record.population", "health_record.created_rate"];
        assert_eq!(placed(sentence, text), all);
        assert_eq!(placed(sentence, "(phần A): đạt 99,07%."), ["health_record.created_rate"]);
    }

    #[test]
    fn days_are_no_amounts() {
        let sentence = "từ ngày {qr.visits_total@since} tại {qr.clinics} phòng khám";
        let text = "từ ngày 01/8/2022 tại 2 phòng khám";
        assert_eq!(placed(sentence, text), ["", "qr.clinics"]);
    }
}

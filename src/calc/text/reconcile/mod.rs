//! Numbers typed into prose held against the declared figures: the same, within a bound, or
//! different. A result is a question ("cùng một số liệu?"), never a correction, and a number that
//! resembles nothing gives none.

mod declared;
mod slip;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

pub use self::declared::Declared;

use self::declared::Known;
use self::slip::{Nearness, nearness, within_percent};
use super::numbers::{Bound, Meaning, NumberInText, Percent, numbers};
use crate::report::key::{FigureKey, TextKey};
use crate::report::text::fold;

/// Names a match for the answer that an official gives to it. It holds while the text changes
/// elsewhere; when the number itself changes it is another question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchId {
    /// The text.
    pub text: TextKey,
    /// The figure.
    pub figure: FigureKey,
    /// The number in the text, without zeros at its end.
    pub value: Decimal,
    /// Which of the matches of this number with this figure in this text, from 0.
    pub ordinal: usize,
}

/// What an official says about a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is the figure: the text should refer to it.
    Same,
    /// It is another thing.
    Other,
}

/// The answers of a report.
pub type Answers = BTreeMap<MatchId, Answer>;

/// A number of a text that may be a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its name.
    pub id: MatchId,
    /// Where the number stands.
    pub range: Range<usize>,
    /// How it and the figure go together.
    pub verdict: Verdict,
}

/// How a number of a text and a figure go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are equal: the number can be bound to the figure.
    Same,
    /// The text gives a bound that the figure keeps: "hơn 300" and 312.
    Within(Bound),
    /// They differ, or the figure breaks the bound that the text gives.
    Different {
        /// The number in the text.
        text: Decimal,
        /// The figure's.
        figure: Decimal,
        /// The text's less the figure's.
        difference: Decimal,
        /// The bound, when the text gives one.
        bound: Option<Bound>,
    },
}

/// Holds the numbers of texts against the figures, in the order of the texts.
pub fn reconcile(texts: &[(&TextKey, &str)], declared: &Declared) -> Vec<Match> {
    texts.iter().flat_map(|(key, text)| one_text(key, text, declared)).collect()
}

/// The matches that are still open: all but those that an official called another thing.
pub fn open<'m>(matches: &'m [Match], answers: &Answers) -> Vec<&'m Match> {
    matches.iter().filter(|found| answers.get(&found.id) != Some(&Answer::Other)).collect()
}

fn one_text(key: &TextKey, text: &str, declared: &Declared) -> Vec<Match> {
    let numbers = numbers(text);
    let amounts: Vec<&NumberInText> =
        numbers.iter().filter(|number| number.meaning.is_amount()).collect();
    let mut found: Vec<(&NumberInText, &Known, Verdict)> = Vec::new();
    let scopes: Vec<Scope> =
        (0..amounts.len()).filter_map(|at| Scope::of(text, &amounts, at)).collect();
    for (number, scope) in amounts.iter().zip(&scopes) {
        let reading =
            Reading { text, number, words: declared.places(&scope.words(text)), declared };
        found.extend(reading.equal().map(|(known, verdict)| (*number, known, verdict)));
    }
    for (number, scope) in amounts.iter().zip(&scopes) {
        let is_matched = found.iter().any(|(other, _, _)| other.range == number.range);
        if is_matched || scope.compares(text) {
            continue;
        }
        // A figure that the clause already names is not the one that another number of it means.
        let clause = text.get(scope.clause.clone()).unwrap_or("");
        let in_clause = |other: &NumberInText| scope.clause.contains(&other.range.start);
        let taken: BTreeSet<&FigureKey> = found
            .iter()
            .filter(|(other, _, _)| in_clause(other))
            .map(|(_, known, _)| &known.key)
            .collect();
        let is_free = |known: &Known| {
            !taken.contains(&known.key) && !clause.contains(&format!("{{{}", known.key))
        };
        let reading =
            Reading { text, number, words: declared.places(&scope.words(text)), declared };
        let different = reading.different(is_free);
        found.extend(different.map(|(known, verdict)| (*number, known, verdict)));
    }
    found.sort_by_key(|(number, _, _)| number.range.start);
    named(key, found)
}

/// Gives each match its name.
fn named(text: &TextKey, found: Vec<(&NumberInText, &Known, Verdict)>) -> Vec<Match> {
    let mut counts: BTreeMap<(&FigureKey, Decimal), usize> = BTreeMap::new();
    let named = found.into_iter().filter_map(|(number, known, verdict)| {
        let value = number.numeral?.value.normalize();
        let count = counts.entry((&known.key, value)).or_default();
        let ordinal = *count;
        *count += 1;
        let id = MatchId { text: text.clone(), figure: known.key.clone(), value, ordinal };
        Some(Match { id, range: number.range.clone(), verdict })
    });
    named.collect()
}

/// The words around a number that may name it.
struct Scope {
    clause: Range<usize>,
    /// What stands in front of the clause's colon: the topic of all its numbers.
    lead: Range<usize>,
    near: Range<usize>,
}

impl Scope {
    /// The clause of a number, and of it what lies between its neighbours; for rates and ratios,
    /// which stand behind what they speak of, the whole clause.
    fn of(text: &str, amounts: &[&NumberInText], at: usize) -> Option<Self> {
        let number = amounts.get(at)?;
        let clause = clause(text, &number.range);
        let front = text.get(clause.start..number.range.start)?;
        let lead = clause.start..clause.start + front.find(": ").unwrap_or(0);
        let inside = |range: &Range<usize>| clause.contains(&range.start);
        let is_wide = number.percent != Percent::None || number.meaning != Meaning::Quantity;
        if is_wide {
            return Some(Self { near: clause.clone(), lead, clause });
        }
        let previous = at.checked_sub(1).and_then(|at| amounts.get(at)).map(|n| &n.range);
        let next = amounts.get(at + 1).map(|number| &number.range);
        let from = previous.filter(|range| inside(range)).map_or(clause.start, |range| range.end);
        let before = text.get(from..number.range.start)?;
        // Behind another number a comma ends what that one counts.
        let from = match previous.filter(|range| inside(range)).and(before.rfind(',')) {
            Some(comma) => from + comma,
            None => from,
        };
        let to = next.filter(|range| inside(range)).map_or(clause.end, |range| range.start);
        Some(Self { near: from..to, lead, clause })
    }

    fn words(&self, text: &str) -> String {
        let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
        [part(&self.lead), part(&self.near)].join(" ")
    }

    /// Whether the words speak of another time, a target or a change, which no figure is.
    fn compares(&self, text: &str) -> bool {
        let words = [
            "tháng trước",
            "kỳ trước",
            "cùng kỳ",
            "năm trước",
            "chỉ tiêu",
            "tăng",
            "giảm",
            "so với",
            "còn lại",
            "kế hoạch",
            "quý trước",
            "phấn đấu",
            "mục tiêu",
            "dự kiến",
        ];
        let near = crate::report::text::nfc(&self.words(text)).to_lowercase();
        words.iter().any(|word| near.contains(word))
    }
}

/// The clause around a range: up to a line break, a semicolon or the end of a sentence.
fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or("");
    let start = before.rfind(['\n', ';']).map_or(0, |at| at + 1);
    // Sentences are looked for in the line alone: a long text has many lines.
    let line = before.get(start..).unwrap_or("");
    let start = line.rfind(". ").map_or(start, |at| start + at + 2);
    let behind = text.get(range.end..).unwrap_or("");
    let line = behind.find(['\n', ';']).map_or(behind, |at| behind.get(..at).unwrap_or(""));
    let end = range.end + line.find(". ").unwrap_or(line.len());
    start..end
}

/// How the unit behind a number and that of a figure go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum UnitFit {
    /// They are two things.
    Conflicts,
    /// Two of the words for cases that offices interchange.
    Loose,
    /// One of them is not told.
    Unknown,
    /// The same.
    Fits,
}

/// Words for cases that offices interchange, folded.
const CASES: [&str; 9] =
    ["cong dan", "ho so", "luot", "nguoi", "phieu", "the", "thu tuc", "to khai", "truong hop"];

/// One number, with the words around it.
struct Reading<'a> {
    text: &'a str,
    number: &'a NumberInText,
    words: BTreeSet<usize>,
    declared: &'a Declared,
}

impl<'a> Reading<'a> {
    /// The figure that the number equals, or whose bound it gives, if its words speak for it.
    fn equal(&self) -> Option<(&'a Known, Verdict)> {
        let candidates = self.declared.figures().iter().filter(|known| self.is_of_kind(known));
        let best = candidates
            .filter_map(|known| Some((known, self.equality(known)?)))
            .map(|(known, verdict)| {
                let share = self.declared.share(known, &self.words);
                (known, verdict, share, self.unit_fit(known))
            })
            .filter(|(known, verdict, share, fit)| {
                self.is_enough_for_equal(known, *verdict, (*share, *fit))
            })
            .max_by(|a, b| {
                // The first of equals: a table lists its columns in their order.
                let order = |x: &(&Known, Verdict, u32, UnitFit)| (x.1 == Verdict::Same, x.3, x.2);
                order(a).cmp(&order(b)).then(std::cmp::Ordering::Greater)
            });
        best.map(|(known, verdict, _, _)| (known, verdict))
    }

    fn equality(&self, known: &Known) -> Option<Verdict> {
        let numeral = self.number.numeral?;
        let values = [Some(numeral.value), numeral.other];
        let printed = known.value_with(numeral.decimals);
        let is_equal = values.into_iter().flatten().any(|v| v == known.value || v == printed);
        match (is_equal, self.number.bound) {
            (true, _) => Some(Verdict::Same),
            (false, Some(bound)) if keeps(bound, numeral.value, known.value) => {
                Some(Verdict::Within(bound))
            }
            _ => None,
        }
    }

    /// How much the words must speak for a figure: less for a number that hardly occurs twice.
    fn is_enough_for_equal(
        &self,
        known: &Known,
        verdict: Verdict,
        (share, fit): (u32, UnitFit),
    ) -> bool {
        if verdict != Verdict::Same {
            return share >= 600 && fit >= UnitFit::Loose;
        }
        let value = known.value.abs();
        if known.is_percent {
            return share >= if value.scale() == 0 { 600 } else { 200 };
        }
        let is_one_of = |least: i64| value >= Decimal::from(least);
        match fit {
            UnitFit::Conflicts => is_one_of(1_000) && share >= 500,
            UnitFit::Loose => (is_one_of(1_000) && share >= 200) || (is_one_of(10) && share >= 500),
            UnitFit::Unknown => {
                is_one_of(1_000) || (is_one_of(100) && share >= 250) || share >= 700
            }
            UnitFit::Fits => {
                is_one_of(1_000)
                    || (is_one_of(100) && share >= 150)
                    || (is_one_of(10) && share >= 350)
                    || share >= 550
            }
        }
    }

    /// The figure that the words mean although the numbers differ.
    fn different(&self, is_free: impl Fn(&Known) -> bool) -> Option<(&'a Known, Verdict)> {
        let numeral = self.number.numeral?;
        let with_words = self.declared.with_words(&self.words);
        let figures = with_words.into_iter().filter_map(|at| self.declared.figures().get(at));
        let candidates =
            figures.filter(|known| self.is_of_kind(known) && known.qualifier.is_none());
        let best = candidates
            .map(|known| {
                let share = self.declared.share(known, &self.words);
                (known, nearness(numeral.value, known.value), share)
            })
            .filter(|(known, near, share)| self.is_enough_for_different(known, *near, *share))
            .max_by(|a, b| {
                // The nearer value first, then the better label, then the first of equals.
                b.1.cmp(&a.1).then(a.2.cmp(&b.2)).then(std::cmp::Ordering::Greater)
            });
        let (known, _, _) = best.filter(|(known, _, _)| is_free(known))?;
        let figure = known.value_with(numeral.decimals);
        let bound = self.number.bound;
        let (text, difference) = (numeral.value, numeral.value - figure);
        Some((known, Verdict::Different { text, figure, difference, bound }))
    }

    /// How much the words must speak for a figure: the less, the more digits are as they should be.
    fn is_enough_for_different(&self, known: &Known, near: Nearness, share: u32) -> bool {
        let fit = self.unit_fit(known);
        let value = known.value.abs();
        let is_one_of = |least: i64| known.is_percent || value >= Decimal::from(least);
        let least = match near {
            Nearness::Equal => return false,
            Nearness::Slip if value >= Decimal::from(100_000) => 100,
            Nearness::Slip if value >= Decimal::from(10_000) => 200,
            Nearness::Slip if is_one_of(1_000) => 400,
            Nearness::Slip if is_one_of(100) => 550,
            Nearness::Slip => 900,
            Nearness::Close if is_one_of(100) => 650,
            Nearness::Close => 900,
            // Far off, only a whole label of some length next to the number speaks for it.
            Nearness::Far => {
                let is_named = share >= 1_000 && known.num_words() >= 4;
                let may_be = self.number.bound.is_none() && !known.is_percent;
                return is_named && may_be && fit == UnitFit::Fits;
            }
        };
        match fit {
            UnitFit::Conflicts => false,
            UnitFit::Loose => share >= least.max(600) + 150,
            UnitFit::Unknown | UnitFit::Fits => share >= least,
        }
    }

    fn is_of_kind(&self, known: &Known) -> bool {
        let may_be_count = self.number.percent == Percent::None;
        known.is_percent != may_be_count
    }

    fn unit_fit(&self, known: &Known) -> UnitFit {
        let Some(unit) = self.number.unit.clone() else { return UnitFit::Unknown };
        if known.unit.is_empty() || known.is_percent {
            return UnitFit::Unknown;
        }
        let behind = self.text.get(unit.start..).unwrap_or("");
        let behind: String = fold(&behind.chars().take(40).collect::<String>());
        let starts_with = |unit: &str| {
            let rest = behind.strip_prefix(unit);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let is_case = CASES.iter().any(|case| starts_with(case));
        match (starts_with(&known.unit), is_case && CASES.contains(&known.unit.as_str())) {
            (true, _) => UnitFit::Fits,
            (false, true) => UnitFit::Loose,
            (false, false) => UnitFit::Conflicts,
        }
    }
}

/// Whether a figure keeps the bound that a text gives and is not far from it.
fn keeps(bound: Bound, limit: Decimal, figure: Decimal) -> bool {
    match bound {
        Bound::Above | Bound::AtLeast => figure >= limit && within_percent(limit, figure, 35),
        Bound::Almost => figure <= limit && within_percent(limit, figure, 15),
        Bound::Below | Bound::AtMost => figure <= limit && within_percent(limit, figure, 35),
        Bound::About => within_percent(limit, figure, 10),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

//! The clauses of a text with the amounts in them, each with the words that may name it: all that
//! holding a text against figures needs of the text.

use std::ops::Range;

use super::labels::{Label, Labels, WordPlace};
use super::slots::Slot;
use crate::calc::text::numbers::{Bound, Meaning, NumberInText, Numeral, Percent};
use crate::report::text::{fold, nfc};

/// Words for cases that offices interchange, folded.
const CASES: [&str; 9] =
    ["cong dan", "ho so", "luot", "nguoi", "phieu", "the", "thu tuc", "to khai", "truong hop"];

/// Words for people that offices interchange, folded.
const PEOPLE: [&str; 8] =
    ["chau", "cong dan", "em", "hoc sinh", "nguoi", "nguoi dan", "nhan khau", "tre"];

/// Words for another time, a target or a change, which no figure is.
const COMPARING: [&str; 17] = [
    "hôm trước",
    "ngày trước",
    "tuần trước",
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

/// Words for a place below the office, a mean or a part, of which a figure is the whole.
const PARTIAL: [&str; 14] = [
    "bình quân",
    "chậm",
    "chưa",
    "khu phố",
    "mỗi",
    "một số",
    "phường ",
    "quá hạn",
    "riêng",
    "thôn ",
    "trong số",
    "trung bình",
    "trước hạn",
    "xã ",
];

/// Up to where the words behind a number are looked at for its unit, in characters.
const UNIT_CHARS_MAX: usize = 40;

/// A part of a text up to a line break, a semicolon or the end of a sentence. What its numbers mean
/// depends on nothing outside it.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) amounts: Vec<Amount>,
    /// The figures that it refers to, by their places.
    pub(super) referenced: Vec<usize>,
}

/// A number that may be a figure.
#[derive(Debug)]
pub(super) struct Amount {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    pub(super) numeral: Numeral,
    pub(super) percent: Percent,
    pub(super) bound: Option<Bound>,
    /// Whether it is a rate and no other stands in its clause.
    pub(super) is_only_rate: bool,
    /// What follows it, from its unit on, folded; none without a unit.
    unit: Option<String>,
    /// The words around it that occur in labels.
    pub(super) words: Vec<WordPlace>,
    /// Whether its words speak of a part of what a figure counts.
    pub(super) is_partial: bool,
    time: ClauseTime,
    /// The figure that the template's sentence has in its place.
    pub(super) slot: Option<Slot>,
}

/// Whether the words around a number speak of what stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClauseTime {
    /// They do.
    Stated,
    /// They speak of another time, a target or a change.
    Compared,
}

/// How the unit behind a number and that of a figure go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnitFit {
    /// They are two things.
    Conflicts,
    /// Two of the words for cases that offices interchange.
    Loose,
    /// One of them is not told.
    Unknown,
    /// The same.
    Fits,
}

/// The clauses of a text that have amounts, in order.
pub(super) fn clauses(
    text: &str,
    numbers: &[NumberInText],
    slots: &[Option<Slot>],
    labels: &Labels,
) -> Vec<Clause> {
    let (amounts, slots): (Vec<&NumberInText>, Vec<Option<Slot>>) = numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| number.meaning.is_amount())
        .map(|(at, number)| (number, slots.get(at).copied().flatten()))
        .unzip();
    let mut clauses: Vec<Clause> = Vec::new();
    let mut end = 0;
    for at in 0..amounts.len() {
        let Some((scope, mut amount)) = read(text, &amounts, at, labels) else { continue };
        amount.slot = slots.get(at).copied().flatten();
        match clauses.last_mut().filter(|_| amount.range.start < end) {
            Some(clause) => clause.amounts.push(amount),
            None => {
                let words = text.get(scope.clause.clone()).unwrap_or("");
                let referenced = referenced(words, labels);
                clauses.push(Clause { amounts: vec![amount], referenced });
                end = scope.clause.end;
            }
        }
    }
    clauses.iter_mut().for_each(Clause::find_only_rate);
    clauses
}

fn read(
    text: &str,
    amounts: &[&NumberInText],
    at: usize,
    labels: &Labels,
) -> Option<(Scope, Amount)> {
    let number = amounts.get(at)?;
    let scope = Scope::of(text, amounts, at)?;
    let words = scope.words(text);
    let near = nfc(&words).to_lowercase();
    let is_compared = COMPARING.iter().any(|word| near.contains(word));
    let behind = number.unit.as_ref().map(|unit| text.get(unit.start..).unwrap_or(""));
    let amount = Amount {
        range: number.range.clone(),
        numeral: number.numeral?,
        percent: number.percent,
        bound: number.bound,
        is_only_rate: false,
        unit: behind.map(|text| fold(&text.chars().take(UNIT_CHARS_MAX).collect::<String>())),
        words: labels.places(&words),
        is_partial: PARTIAL.iter().any(|word| near.contains(word)),
        time: if is_compared { ClauseTime::Compared } else { ClauseTime::Stated },
        slot: None,
    };
    Some((scope, amount))
}

/// The figures that a clause refers to.
fn referenced(clause: &str, labels: &Labels) -> Vec<usize> {
    let names = clause.split('{').skip(1);
    let names = names.filter_map(|rest| rest.split(['}', '@']).next());
    names.filter_map(|name| labels.figure(name.trim())).collect()
}

impl Clause {
    fn find_only_rate(&mut self) {
        let mut rates = self.amounts.iter_mut().filter(|amount| amount.percent != Percent::None);
        if let (Some(rate), None) = (rates.next(), rates.next()) {
            rate.is_only_rate = true;
        }
    }
}

impl Amount {
    /// Whether its words speak of another time, a target or a change, although it does not stand in
    /// a figure's place.
    pub(super) fn is_compared(&self) -> bool {
        self.time == ClauseTime::Compared && self.slot.is_none()
    }

    /// How its unit and that of a figure go together.
    pub(super) fn unit_fit(&self, label: &Label) -> UnitFit {
        let unit = label.unit.as_str();
        let Some(behind) = &self.unit else { return UnitFit::Unknown };
        if unit.is_empty() || label.is_percent {
            return UnitFit::Unknown;
        }
        let starts_with = |unit: &str| {
            let rest = behind.strip_prefix(unit);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if starts_with(unit) {
            UnitFit::Fits
        } else if [&CASES[..], &PEOPLE[..]]
            .iter()
            .any(|words| words.contains(&unit) && words.iter().any(|word| starts_with(word)))
        {
            UnitFit::Loose
        } else {
            UnitFit::Conflicts
        }
    }
}

/// The words around a number that may name it.
struct Scope {
    clause: Range<usize>,
    /// The topic of the number: what stands in front of the clause's colon, or of the number of which
    /// this one is a part.
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
        let earlier = amounts.get(..at)?.iter().rev().map(|number| &number.range);
        let lead = match earlier.take_while(|range| inside(range)).last() {
            Some(whole) if is_of_parts(text.get(whole.end..number.range.start)?) => {
                clause.start..whole.start
            }
            _ => lead,
        };
        Some(Self { near: from..to, lead, clause })
    }

    fn words(&self, text: &str) -> String {
        let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
        [part(&self.lead), part(&self.near)].join(" ")
    }
}

/// Whether what lies between two numbers makes the second a part of the first: "252 hồ sơ, trong đó trực
/// tuyến 222", "252 hồ sơ (trực tuyến 222".
fn is_of_parts(between: &str) -> bool {
    between.rfind('(') > between.rfind(')') || nfc(between).to_lowercase().contains("trong đó")
}

/// How far from a number its clause reaches at most, in bytes: what is longer is no sentence, and a text
/// of nothing but commas must not be read anew for each of its numbers.
const CLAUSE_REACH: usize = 1_000;

/// The clause around a range: up to a line break, a semicolon or the end of a sentence, none of them far.
fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    let first = text.ceil_char_boundary(range.start.saturating_sub(CLAUSE_REACH));
    let before = text.get(first..range.start).unwrap_or("");
    let ends = before.rfind(['\n', ';']).map(|at| at + 1);
    let start = ends.max(before.rfind(". ").map(|at| at + 2)).unwrap_or(0);
    let last = text.floor_char_boundary(range.end.saturating_add(CLAUSE_REACH));
    let behind = text.get(range.end..last).unwrap_or("");
    let ends = [behind.find(['\n', ';']), behind.find(". ")].into_iter().flatten().min();
    first + start..range.end + ends.unwrap_or(behind.len())
}

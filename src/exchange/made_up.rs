//! Plausible months before a given one, made from it alone: the same report gives the same months.
//!
//! - What happened in a month goes up and down by the season and by a little per figure.
//! - What holds as of a day grows steadily; a part grows faster than its whole, so rates rise.
//! - What is counted since a day grows from that day on; before it, nothing arose.
//! - What the template's checks hold equal is equal, and percentages without a base share the one
//!   that theirs must share: contradictions are for the real month to have.
//!
//! No figure is named here: everything follows from the template.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::calc::check::Wholes;
use crate::calc::rate::{Rate, Rounding};
use crate::calc::results::{Outcome, Results, Why};
use crate::report::check::{Relation, Share};
use crate::report::content::{DocumentEntry, Header, IssuedDocument, Report, ReportStatus};
use crate::report::key::{FigureKey, ItemKey};
use crate::report::letterhead::LetterheadField;
use crate::report::period::{DateRange, DayValue, PeriodKey, format_day, months_back, parse_day};
use crate::report::sentence::{self, Piece};
use crate::report::template::{
    Carry, Figure, FigureKind, FigureRow, Formula, ItemBody, Need, Span, Template,
};
use crate::report::value::{Number, Qualifier, Value};

/// How busy a month is against the given one, in thousandths, from one month before it backwards.
const SEASON: [i64; 12] = [955, 1010, 890, 740, 905, 960, 985, 930, 945, 870, 835, 815];

/// What a document of a list that must not be empty is about, where none existed yet.
const MADE_UP_SUBJECT: &str = "triển khai nhiệm vụ (văn bản minh họa)";

/// The months before `last`, oldest first; at most as many as [`SEASON`] has.
pub(super) fn months_before(last: &Report, template: &Template, count: u32) -> Vec<Report> {
    let maker = Maker::new(last, template);
    let mut reports = Vec::new();
    let mut key = last.header.period.key;
    for (back, season) in (1_i64..).zip(SEASON).take(count as usize) {
        key = key.previous();
        reports.push(maker.month(key, back, season));
    }
    reports.reverse();
    reports
}

struct Maker<'a> {
    last: &'a Report,
    template: &'a Template,
    /// How much less a stock was each month earlier, in thousandths.
    slopes: BTreeMap<&'a FigureKey, i64>,
    /// Pairs that stay in order: the first is never above the second.
    pairs: Vec<(&'a FigureKey, &'a FigureKey)>,
    /// Figures of a period, by their cumulative.
    cumulatives: BTreeMap<&'a FigureKey, &'a FigureKey>,
    /// Rates that are printed as typed because their whole is not known, with their part.
    printed: Vec<(&'a Figure, &'a FigureKey)>,
}

impl<'a> Maker<'a> {
    fn new(last: &'a Report, template: &'a Template) -> Self {
        let mut pairs = Vec::new();
        for figure in template.figures() {
            match &figure.kind {
                FigureKind::Computed(Formula::Rate { part, whole }) => pairs.push((part, whole)),
                FigureKind::Computed(Formula::Difference { from, less }) => {
                    pairs.push((less, from));
                }
                _ => {}
            }
        }
        let rows = template.items().filter_map(|(_, item)| match &item.body {
            ItemBody::Figures(group) => Some(&group.rows),
            _ => None,
        });
        let cumulatives = rows.flatten().filter_map(|row| match row {
            FigureRow::Cumulative { in_period, total } => Some((total, in_period)),
            FigureRow::Single(_) | FigureRow::Ratio { .. } => None,
        });
        let results = Results::of(last, template);
        let is_missing =
            |key: &FigureKey| results.outcome(key) == Some(Outcome::Undefined(Why::Missing));
        let overrides = last.printed.keys().filter(|key| is_missing(key));
        let printed = overrides.filter_map(|key| {
            let figure = template.figure(key)?;
            match &figure.kind {
                FigureKind::Computed(Formula::Rate { part, .. }) => Some((figure, part)),
                _ => None,
            }
        });
        Self {
            last,
            template,
            slopes: slopes(template, &pairs),
            pairs,
            cumulatives: cumulatives.collect(),
            printed: printed.collect(),
        }
    }

    fn month(&self, key: PeriodKey, back: i64, season: i64) -> Report {
        let period = self.template.parts().schedule.usual(key);
        let last_day = period.range.last();
        let issued = self.issue_day(back).unwrap_or(last_day);
        let afternoon = NaiveTime::from_hms_opt(16, 30, 0).unwrap_or(NaiveTime::MIN);
        let header = Header {
            period,
            status: ReportStatus::Final { at: issued.and_time(afternoon) },
            remark: String::new(),
        };
        let mut report = Report::new(self.last.office.clone(), self.last.template.clone(), header);
        report.rows.clone_from(&self.last.rows);
        report.texts.clone_from(&self.last.texts);
        report.texts.remove(&LetterheadField::Number.text_key());
        let issue_date = LetterheadField::IssueDate.text_key();
        report.texts.insert(issue_date, format_day(issued));
        report.days = self.anchor_days();
        report.documents = self.documents(last_day);
        self.fill_figures(&mut report, back, season);
        self.leave_out_sentences(&mut report);
        report
    }

    fn fill_figures(&self, report: &mut Report, back: i64, season: i64) {
        for (key, value) in &self.last.values {
            let Some(figure) = self.template.figure(key) else {
                continue;
            };
            let value = self.value(figure, value, back, season);
            report.values.insert(key.clone(), value);
        }
        for (total, in_period) in &self.cumulatives {
            let value = match (self.total(total, back), self.total(total, back + 1)) {
                (Some(now), before) => Value::count(now - before.unwrap_or(0)),
                (None, _) => Value::NotArisen,
            };
            if report.values.contains_key(*in_period) && report.values.contains_key(*total) {
                report.values.insert((*in_period).clone(), value);
            }
        }
        // A chain of wholes (B of A of all) is in order after as many rounds as it is long.
        for _ in 0..self.pairs.len() {
            for (part, whole) in &self.pairs {
                self.keep_in_order(report, part, whole);
            }
        }
        self.keep_equal(report);
        for (figure, part) in &self.printed {
            let printed = self.printed_rate(report, figure, part);
            report.printed.extend(printed.map(|v| (figure.key.clone(), v)));
        }
    }

    /// A typed figure that a check holds equal to another one takes its value.
    fn keep_equal(&self, report: &mut Report) {
        for demand in self.template.relations() {
            let Relation::Equal([one, other]) = demand.relation else {
                continue;
            };
            let results = Results::of(report, self.template);
            if report.values.contains_key(one)
                && let Some(number) = results.number(report, other)
            {
                report.values.insert(one.clone(), Value::from_number(number));
            }
        }
    }

    /// The least whole that the first of the lines that share a whole implies.
    fn shared_whole(&self, rate: &FigureKey) -> Option<Number> {
        let shares = self.template.relations().find_map(|demand| match demand.relation {
            Relation::SharedWhole(shares) => {
                shares.iter().any(|share| share.percent == *rate).then_some(shares)
            }
            _ => None,
        })?;
        let Share { count, percent } = shares.first()?;
        let count = self.last.value(count).number()?.to_decimal();
        let percent = self.last.printed.get(percent)?.number()?.to_decimal();
        let wholes = Wholes::of(count, percent, Rounding::HalfUp)?;
        i64::try_from(wholes.least).ok().map(Number::Count)
    }

    fn value(&self, figure: &Figure, value: &Value, back: i64, season: i64) -> Value {
        let Value::Known { number: Number::Count(count), qualifier } = value else {
            return value.clone();
        };
        let slope = self.slopes.get(&figure.key).copied().unwrap_or(0);
        let count = match figure.span {
            Span::Since(_) => match self.since(figure, *count, back) {
                Some(count) => count,
                None => return Value::NotArisen,
            },
            Span::AsOf => share(*count, 1000 - back * slope, 1000),
            Span::InPeriod | Span::Window(_) => {
                let wobble = i64::from(mix(figure.key.as_str(), back) % 81) - 40;
                let count = share(*count, season * (1000 + wobble), 1_000_000);
                share(count, 1000 - back * slope, 1000)
            }
        };
        Value::Known { number: Number::Count(rounded(count, *qualifier)), qualifier: *qualifier }
    }

    /// A figure counted since a day, some months back; `None` before that day. Figures counted
    /// since the same day as a cumulative move with it.
    fn since(&self, figure: &Figure, count: i64, back: i64) -> Option<i64> {
        let day = self.anchor_day(figure)?;
        let mut totals = self.cumulatives.keys();
        let leader = totals.find(|total| {
            let total = self.template.figure(total);
            total.and_then(|total| self.anchor_day(total)) == Some(day)
        });
        let Some(leader) = leader else {
            let now = self.days_since(day, 0)?;
            return Some(share(count, self.days_since(day, back)?, now));
        };
        let total = self.total(leader, back)?;
        match self.last.value(leader).number() {
            _ if figure.key == **leader => Some(total),
            Some(Number::Count(whole)) if whole > 0 => Some(share(count, total, whole)),
            _ => Some(count),
        }
    }

    /// A typed cumulative some months back: one month back it is what the last month had before
    /// its own figure was added; earlier it grows with the days.
    fn total(&self, key: &FigureKey, back: i64) -> Option<i64> {
        let count = |key: &FigureKey| match self.last.value(key).number() {
            Some(Number::Count(count)) => count,
            _ => 0,
        };
        let day = self.anchor_day(self.template.figure(key)?)?;
        let in_period = self.cumulatives.get(key).map_or(0, |key| count(key));
        let one_back = (count(key) - in_period).max(0);
        let now = self.days_since(day, 1)?;
        Some(share(one_back, self.days_since(day, back)?, now))
    }

    /// The day from which a figure of the last month is counted.
    fn anchor_day(&self, figure: &Figure) -> Option<NaiveDate> {
        match figure.span {
            Span::Since(start) => {
                let own = self.last.days.get(&figure.key).and_then(DayValue::day);
                Some(own.unwrap_or_else(|| start.day(self.last.header.period.key)))
            }
            Span::InPeriod | Span::AsOf | Span::Window(_) => None,
        }
    }

    /// Days from `day` to the end of a month some months back, both counted; `None` when there are none.
    fn days_since(&self, day: NaiveDate, back: i64) -> Option<i64> {
        let end = months_back(self.last.header.period.range.last(), back)?;
        Some(DateRange::new(day, end).ok()?.length_in_days())
    }

    fn keep_in_order(&self, report: &mut Report, part: &FigureKey, whole: &FigureKey) {
        let number = |report: &Report, key: &FigureKey| match report.values.get(key) {
            Some(Value::Known { number: Number::Count(count), .. }) => Some(*count),
            _ => None,
        };
        let was_in_order = number(self.last, part) <= number(self.last, whole);
        let (Some(now), Some(most)) = (number(report, part), number(report, whole)) else {
            return;
        };
        if was_in_order
            && now > most
            && let Some(Value::Known { number, .. }) = report.values.get_mut(part)
        {
            *number = Number::Count(most);
        }
    }

    /// A percentage without base follows from the base that it implies, or moves with its part.
    fn printed_rate(&self, report: &Report, figure: &Figure, part: &FigureKey) -> Option<Value> {
        let printed = self.last.printed.get(&figure.key)?.number()?.to_decimal();
        if let Some(whole) = self.shared_whole(&figure.key) {
            let rate = Rate::of(report.value(part).number()?, whole)?;
            return rate.percent(printed.scale()).map(Value::decimal);
        }
        let before = self.last.value(part).number()?.to_decimal();
        let now = report.value(part).number()?.to_decimal();
        let moved = printed.checked_mul(now)?.checked_div(before)?;
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        let mut moved: Decimal = moved.round_dp_with_strategy(printed.scale(), strategy);
        moved.rescale(printed.scale());
        Some(Value::decimal(moved))
    }

    fn issue_day(&self, back: i64) -> Option<NaiveDate> {
        let text = self.last.texts.get(&LetterheadField::IssueDate.text_key())?;
        months_back(parse_day(text).ok()?, back)
    }

    fn anchor_days(&self) -> BTreeMap<FigureKey, DayValue> {
        let days = self.last.days.iter().filter(|(key, _)| {
            let figure = self.template.figure(key);
            figure.is_some_and(|figure| matches!(figure.span, Span::Since(_)))
        });
        days.map(|(key, day)| (key.clone(), day.clone())).collect()
    }

    /// Lists that are carried from month to month: those of their documents that existed by then.
    fn documents(&self, day: NaiveDate) -> BTreeMap<ItemKey, Vec<DocumentEntry>> {
        let mut documents = BTreeMap::new();
        for (_, item) in self.template.items() {
            let ItemBody::Documents(list) = &item.body else {
                continue;
            };
            let entries = self.last.entries(&item.key);
            let mut kept = entries.to_vec();
            kept.retain(|entry| is_known_by(entry, day));
            if kept.is_empty() && list.need == Need::Required {
                kept.extend(entries.first().map(illustration));
            }
            if list.carry == Carry::Keep && !kept.is_empty() {
                documents.insert(item.key.clone(), kept);
            }
        }
        documents
    }

    /// Sentences about something that had not begun are left out of the month.
    fn leave_out_sentences(&self, report: &mut Report) {
        let has_not_begun = |key: &FigureKey| {
            let figure = self.template.figure(key);
            figure.is_some_and(|figure| matches!(figure.span, Span::Since(_)))
                && *report.value(key) == Value::NotArisen
                && *self.last.value(key) != Value::NotArisen
        };
        let mut left_out = BTreeSet::new();
        for (_, item) in self.template.items() {
            let ItemBody::Figures(group) = &item.body else {
                continue;
            };
            for sentence in &group.sentences {
                let text = report.text(self.template, &sentence.text);
                let pieces = sentence::parse_lenient(text, self.template);
                let is_early = |piece: &Piece| match piece {
                    Piece::Figure(key) => has_not_begun(key),
                    _ => false,
                };
                if pieces.iter().any(is_early) {
                    left_out.insert(sentence.text.clone());
                }
            }
        }
        let left_out = left_out.into_iter().map(|text| (text, String::new()));
        report.texts.extend(left_out);
    }
}

/// Wholes grow by 1–4 ‰ a month; parts by 3–10 ‰ more than their whole, parts of one whole alike,
/// so that their order stays.
fn slopes<'a>(
    template: &'a Template,
    pairs: &[(&'a FigureKey, &'a FigureKey)],
) -> BTreeMap<&'a FigureKey, i64> {
    let mut slopes: BTreeMap<&FigureKey, i64> = BTreeMap::new();
    for figure in template.figures() {
        let slope = match figure.span {
            Span::AsOf => 1 + i64::from(mix(figure.key.as_str(), 0) % 4),
            Span::InPeriod | Span::Since(_) | Span::Window(_) => 0,
        };
        slopes.insert(&figure.key, slope);
    }
    // As many rounds as a chain of wholes may be long.
    for _ in 0..4 {
        for (part, whole) in pairs {
            let more = 3 + i64::from(mix(whole.as_str(), 0) % 8);
            let least = slopes.get(whole).copied().unwrap_or(0) + more;
            if let Some(slope) = slopes.get_mut(part) {
                *slope = (*slope).max(least);
            }
        }
    }
    slopes
}

fn is_known_by(entry: &DocumentEntry, day: NaiveDate) -> bool {
    let issued = entry.document.day.as_ref().and_then(DayValue::day);
    issued.is_none_or(|issued| issued <= day)
}

/// A document that nobody takes for a real one: without number, day and issuer.
fn illustration(entry: &DocumentEntry) -> DocumentEntry {
    DocumentEntry {
        document: IssuedDocument {
            doc_type: entry.document.doc_type.clone(),
            subject: MADE_UP_SUBJECT.to_owned(),
            ..IssuedDocument::default()
        },
        ..entry.clone()
    }
}

/// `count · part / whole`, rounded half-up; `count` itself when that is out of range.
fn share(count: i64, part: i64, whole: i64) -> i64 {
    let product = i128::from(count) * i128::from(part.max(0));
    let whole = i128::from(whole.max(1));
    i64::try_from((2 * product + whole) / (2 * whole)).unwrap_or(count)
}

/// "hơn 287" is no way to speak: approximate numbers are round.
fn rounded(count: i64, qualifier: Option<Qualifier>) -> i64 {
    match qualifier {
        Some(_) if count >= 20 => count / 10 * 10,
        _ => count,
    }
}

/// A number that looks random but is the same every time (FNV-1a).
fn mix(text: &str, back: i64) -> u32 {
    let bytes = text.bytes().chain(back.to_le_bytes());
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

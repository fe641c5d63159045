//! What a check found: where, which values, how far apart, and what becomes of it when it is explained.

use rust_decimal::Decimal;

use super::implied::Wholes;
use crate::calc::personal::PersonalNumber;
use crate::calc::rate::Rounding;
use crate::calc::text::document_checks::DocumentFinding;
use crate::calc::text::encoding::Encoding;
use crate::calc::text::lint::LintKind;
use crate::calc::text::numbers::Bound;
use crate::report::check::{Better, Builtin, Severity};
use crate::report::key::{CheckKey, EntryId, FigureKey, ItemKey, TextKey};
use crate::report::period::{DateRange, PeriodKey};
use crate::report::value::Qualifier;

/// One thing that was found in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: Origin,
    /// How grave it is.
    pub severity: Severity,
    /// What the template says about the check; may be empty.
    pub note: String,
    /// Where to go to, the first place first.
    pub places: Vec<Place>,
    /// What was found, with its values.
    pub matter: Matter,
    /// Names the finding within its report, whatever its values are: parts joined by dots, as keys.
    pub id: String,
    /// Changes when a value changes on which the finding rests.
    pub fingerprint: String,
    /// Whether the office has given its reason.
    pub explanation: Explanation,
}

impl Finding {
    /// Whether it still asks for something: it is not explained, or was with other values.
    pub fn stands(&self) -> bool {
        !matches!(self.explanation, Explanation::Given(_))
    }

    /// Whether it is an error that still stands.
    pub fn is_standing_error(&self) -> bool {
        self.stands() && self.severity == Severity::Error
    }
}

/// The reason an office gave for a finding ("Giải trình").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Explanation {
    /// None.
    #[default]
    None,
    /// Given for just these values: the finding is silent.
    Given(String),
    /// Given when the values were others: the finding stands again.
    Outdated(String),
}

/// Where a check comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The template declares it.
    Declared(CheckKey),
    /// It needs no declaration.
    Builtin(Builtin),
}

impl Origin {
    /// The key of the check.
    pub fn key(&self) -> &str {
        match self {
            Self::Declared(key) => key.as_str(),
            Self::Builtin(check) => check.name(),
        }
    }
}

/// A place of a report that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The field of a figure, or where a computed figure is shown.
    Figure(FigureKey),
    /// The field of what is printed for a computed figure.
    Printed(FigureKey),
    /// The day of a cumulative or stock figure.
    Day(FigureKey),
    /// The days of the period.
    Period,
    /// An entry of a list of documents.
    Document(ItemKey, EntryId),
    /// A part of a text.
    Text {
        /// Which text.
        text: TextKey,
        /// From the first of its characters to behind the last, counted from 0.
        characters: std::ops::Range<usize>,
    },
}

/// A number that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Of which figure.
    pub figure: FigureKey,
    /// In which period; none for the report itself.
    pub period: Option<PeriodKey>,
    /// The number as readers see it.
    pub number: Decimal,
    /// The word that makes it approximate.
    pub qualifier: Option<Qualifier>,
}

/// Which of two bounds was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Below the least.
    Least(Decimal),
    /// Above the most.
    Most(Decimal),
}

/// Which way a number slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// So many times too large.
    Times(u32),
    /// So many times too small.
    Part(u32),
}

/// A count with its printed percentage, and the wholes that would give it half-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpliedLine {
    /// The count.
    pub count: Reading,
    /// The printed percentage.
    pub percent: Reading,
    /// The wholes; none when no whole gives this percentage.
    pub wholes: Option<Wholes>,
}

/// A number typed in a text that is not the figure that its words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedNumber {
    /// As it stands in the text.
    pub written: String,
    /// What it says.
    pub number: Decimal,
    /// What the words in front make of it: "hơn 300".
    pub bound: Option<Bound>,
    /// The figure.
    pub figure: Reading,
}

/// What was found. Each kind holds the numbers that its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// One quantity has two values.
    NotEqual([Reading; 2]),
    /// A part is larger than its whole.
    PartAboveWhole {
        /// The part.
        part: Reading,
        /// The whole.
        whole: Reading,
    },
    /// A printed share of a whole is above 100 %.
    ShareAboveAll(Reading),
    /// Parts do not add up.
    SumDiffers {
        /// The parts.
        parts: Vec<Reading>,
        /// What they come to.
        sum: Decimal,
        /// What stands for the whole.
        whole: Reading,
    },
    /// Done and pending are not what was received.
    BalanceDiffers {
        /// Received.
        received: Reading,
        /// Done.
        done: Reading,
        /// Pending.
        pending: Reading,
    },
    /// A figure is outside its bounds.
    OutOfBounds {
        /// The figure.
        figure: Reading,
        /// The bound.
        limit: Limit,
    },
    /// A stock or cumulative figure fell.
    Fell {
        /// The period before.
        before: Reading,
        /// Now.
        now: Reading,
    },
    /// A figure changed by more than is usual.
    Changed {
        /// The period before.
        before: Reading,
        /// Now.
        now: Reading,
        /// The most that needs no reason, in percent of the period before.
        limit: u32,
    },
    /// A figure looks like its usual value with a digit or a sign slipped.
    Slipped {
        /// The period before with a number.
        before: Reading,
        /// Now.
        now: Reading,
        /// By how much.
        slip: Slip,
    },
    /// A cumulative figure is not the last one with the periods since added.
    CumulativeDiffers {
        /// The cumulative of the period before.
        opening: Reading,
        /// The periods since, oldest first.
        added: Vec<Reading>,
        /// What they come to.
        expected: Decimal,
        /// What stands there.
        total: Reading,
    },
    /// A target is missed.
    TargetMissed {
        /// The result.
        result: Reading,
        /// The figure that holds the target, when one does.
        target_figure: Option<FigureKey>,
        /// The target.
        target: Decimal,
        /// Which way would be good.
        better: Better,
    },
    /// Needed figures are not entered.
    Blank(Vec<FigureKey>),
    /// Numbers of the period before were not accepted yet.
    Unconfirmed(Vec<FigureKey>),
    /// A printed percentage follows another rounding rule than its column.
    RoundedOtherwise {
        /// What is printed.
        printed: Reading,
        /// Part and whole.
        counts: [Reading; 2],
        /// The rule that most of the column follows.
        rule: Rounding,
        /// What that rule gives.
        expected: Decimal,
        /// The rules that would give what is printed.
        fits: Vec<Rounding>,
    },
    /// A computed figure is printed as something else.
    PrintedDiffers {
        /// What is printed.
        printed: Reading,
        /// What is computed, with as many decimals as are printed.
        computed: Decimal,
        /// The rules that would give what is printed; only for percentages.
        fits: Vec<Rounding>,
    },
    /// Lines that should share a whole cannot.
    WholesDiffer(Vec<ImpliedLine>),
    /// A field holds what could not be read.
    Unreadable(String),
    /// The period begins before the last one ended.
    PeriodOverlaps {
        /// The last period.
        before: DateRange,
        /// This one.
        now: DateRange,
        /// How many days are counted twice.
        days: i64,
    },
    /// Days between the two periods belong to none.
    PeriodGap {
        /// The last period.
        before: DateRange,
        /// This one.
        now: DateRange,
        /// How many days are left out.
        days: i64,
    },
    /// A text gives a number that its figure does not have, or a bound that it does not keep.
    TextNumber(TypedNumber),
    /// Something is odd about a document.
    Document {
        /// How the document is named where it was found.
        name: String,
        /// What is odd.
        found: DocumentFinding,
    },
    /// A text does not keep house style.
    Style {
        /// In what.
        kind: LintKind,
        /// What stands there.
        written: String,
        /// What should stand there.
        suggestion: Option<String>,
    },
    /// A word is no word.
    Misspelled {
        /// As it stands in the text.
        word: String,
        /// What is meant, where the phrase around it tells.
        meant: Option<String>,
    },
    /// A text is written in letters of the time before Unicode.
    OldEncoding {
        /// In which.
        encoding: Encoding,
        /// The whole text.
        written: String,
        /// The whole text in Unicode.
        meant: String,
    },
    /// Lines of a text stand as they stood in the period before, with these numbers and days.
    SaidBefore(Vec<String>),
    /// A text speaks of the office as of one of another kind.
    OfficeWord {
        /// What the office is called.
        office: String,
        /// The whole text.
        written: String,
        /// The whole text as it would fit.
        meant: String,
    },
    /// A text holds numbers that name persons; of which kind the first is.
    Persons {
        /// The numbers, as they stand in the text.
        written: Vec<String>,
        /// What the first of them is.
        number: PersonalNumber,
    },
}

impl Matter {
    /// The numbers it rests on.
    pub fn readings(&self) -> Vec<&Reading> {
        match self {
            Self::NotEqual([one, other]) => vec![one, other],
            Self::PartAboveWhole { part, whole } => vec![part, whole],
            Self::ShareAboveAll(figure)
            | Self::OutOfBounds { figure, .. }
            | Self::TargetMissed { result: figure, .. }
            | Self::PrintedDiffers { printed: figure, .. } => vec![figure],
            Self::SumDiffers { parts, whole, .. } => parts.iter().chain([whole]).collect(),
            Self::BalanceDiffers { received, done, pending } => vec![received, done, pending],
            Self::Fell { before, now }
            | Self::Changed { before, now, .. }
            | Self::Slipped { before, now, .. } => vec![before, now],
            Self::CumulativeDiffers { opening, added, total, .. } => {
                std::iter::once(opening).chain(added).chain([total]).collect()
            }
            Self::RoundedOtherwise { printed, counts: [part, whole], .. } => {
                vec![printed, part, whole]
            }
            Self::WholesDiffer(lines) => {
                lines.iter().flat_map(|line| [&line.count, &line.percent]).collect()
            }
            Self::TextNumber(typed) => vec![&typed.figure],
            Self::Blank(_)
            | Self::Unconfirmed(_)
            | Self::Document { .. }
            | Self::Style { .. }
            | Self::Misspelled { .. }
            | Self::OldEncoding { .. }
            | Self::SaidBefore(_)
            | Self::OfficeWord { .. }
            | Self::Persons { .. }
            | Self::Unreadable(_)
            | Self::PeriodOverlaps { .. }
            | Self::PeriodGap { .. } => Vec::new(),
        }
    }

    /// How far apart the two sides are, never negative; for periods in days. None where there is
    /// nothing to take away.
    pub fn difference(&self) -> Option<Decimal> {
        let apart = |a: Decimal, b: Decimal| Some(a.checked_sub(b)?.abs());
        match self {
            Self::NotEqual([one, other]) => apart(one.number, other.number),
            Self::PartAboveWhole { part, whole } => apart(part.number, whole.number),
            Self::ShareAboveAll(rate) => apart(rate.number, Decimal::ONE_HUNDRED),
            Self::SumDiffers { sum, whole, .. } => apart(*sum, whole.number),
            Self::BalanceDiffers { received, done, pending } => {
                apart(done.number.checked_add(pending.number)?, received.number)
            }
            Self::OutOfBounds { figure, limit: Limit::Least(limit) | Limit::Most(limit) } => {
                apart(figure.number, *limit)
            }
            Self::Fell { before, now }
            | Self::Changed { before, now, .. }
            | Self::Slipped { before, now, .. } => apart(before.number, now.number),
            Self::CumulativeDiffers { expected, total, .. } => apart(*expected, total.number),
            Self::TargetMissed { result, target, .. } => apart(*target, result.number),
            Self::RoundedOtherwise { printed, expected, .. } => apart(printed.number, *expected),
            Self::PrintedDiffers { printed, computed, .. } => apart(printed.number, *computed),
            Self::WholesDiffer(lines) => wholes_apart(lines),
            Self::PeriodOverlaps { days, .. } | Self::PeriodGap { days, .. } => {
                Some(Decimal::from(*days))
            }
            Self::TextNumber(typed) => apart(typed.number, typed.figure.number),
            Self::Blank(_)
            | Self::Unconfirmed(_)
            | Self::Unreadable(_)
            | Self::Document { .. }
            | Self::Style { .. }
            | Self::Misspelled { .. }
            | Self::OldEncoding { .. }
            | Self::SaidBefore(_)
            | Self::OfficeWord { .. }
            | Self::Persons { .. } => None,
        }
    }
}

/// How far the lowest and the highest of the implied wholes are from each other.
fn wholes_apart(lines: &[ImpliedLine]) -> Option<Decimal> {
    let wholes = || lines.iter().filter_map(|line| line.wholes);
    let highest_least = wholes().map(|wholes| wholes.least).max()?;
    let lowest_most = wholes().filter_map(|wholes| wholes.most).min()?;
    let apart = highest_least.checked_sub(lowest_most)?;
    (apart > 0).then(|| Decimal::try_from_i128_with_scale(apart, 0).ok()).flatten()
}

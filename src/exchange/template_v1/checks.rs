//! The checks of a template file: their form, and what they become.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserializer, Error, IgnoredAny};
use serde::{Deserialize, Serialize, Serializer};

use super::read::{Reader, all};
use crate::exchange::by_name::ByName;
use crate::exchange::wire::{FromWritten, Lines, TextOr, Written, is_default, read_written};
use crate::report::check::{Aim, Better, Check, Pick, Rule, Severity, Share, SpanKind};
use crate::report::fault::{FaultPath, FaultReason, FaultStep, FormFault};
use crate::report::figure::Need;
use crate::report::key::{CheckKey, ColumnKey, FigureKey, ItemKey};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckV1 {
    key: String,
    #[serde(default = "usual_severity", skip_serializing_if = "is_usual")]
    severity: ByName<Severity>,
    #[serde(default, skip_serializing_if = "is_default")]
    note: Lines,
    rule: RuleV1,
}

fn usual_severity() -> ByName<Severity> {
    ByName(Severity::Warning)
}

fn is_usual(severity: &ByName<Severity>) -> bool {
    *severity == usual_severity()
}

/// `{"equal": ["a", "b"]}`, `{"at_most": {"part": "a", "whole": "b"}}`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum RuleV1 {
    Equal(PickV1, PickV1),
    AtMost {
        part: PickV1,
        whole: PickV1,
    },
    Shares(Vec<PickV1>),
    Sum {
        parts: Vec<PickV1>,
        whole: PickV1,
    },
    Balance {
        received: PickV1,
        done: PickV1,
        pending: PickV1,
    },
    Between {
        figures: Vec<PickV1>,
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<NumberV1>,
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<NumberV1>,
    },
    MayNotFall(Vec<PickV1>),
    Change {
        figures: Vec<PickV1>,
        percent: u32,
        #[serde(default, skip_serializing_if = "is_default")]
        from: NumberV1,
    },
    Slip(Vec<PickV1>),
    Cumulative {
        in_period: PickV1,
        total: PickV1,
    },
    Target {
        result: String,
        target: AimV1,
        #[serde(default, skip_serializing_if = "is_default")]
        better: ByName<Better>,
    },
    Filled(Vec<PickV1>),
    OneRounding(Vec<PickV1>),
    SharedWhole(Vec<ShareV1>),
}

/// `{"figure": "a"}` or `{"number": 95}`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AimV1 {
    Figure(String),
    Number(NumberV1),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareV1 {
    count: String,
    percent: String,
}

/// The key of a figure, or an object that picks many.
type PickV1 = TextOr<SeveralV1>;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SeveralV1 {
    /// `{"column": "services.online"}`
    Column(String),
    /// `{"span": "as_of"}`
    Span(ByName<SpanKind>),
    /// `{"need": "required"}`
    Need(RequiredV1),
}

/// The one need that can be picked by.
#[derive(Debug, Clone, Copy)]
struct RequiredV1;

impl<'de> Deserialize<'de> for RequiredV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const NAMES: &[&str] = &[Need::Required.name()];
        let name = String::deserialize(deserializer)?;
        match Need::from_name(&name) {
            Some(Need::Required) => Ok(Self),
            Some(Need::Optional) | None => Err(D::Error::unknown_variant(&name, NAMES)),
        }
    }
}

impl Serialize for RequiredV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ByName(Need::Required).serialize(serializer)
    }
}

/// An integer, or a decimal in quotes with a point, as in report files.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct NumberV1(Decimal);

impl<'de> Deserialize<'de> for NumberV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl Serialize for NumberV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = (self.0.scale() == 0).then(|| self.0.to_i64()).flatten();
        match count {
            Some(count) => serializer.serialize_i64(count),
            None => serializer.collect_str(&self.0),
        }
    }
}

impl FromWritten for NumberV1 {
    type Fields = IgnoredAny;
    const EXPECTING: &'static str = "an integer, or a decimal in quotes (\"95.5\")";

    fn from_written<E: Error>(written: Written<IgnoredAny>) -> Result<Self, E> {
        let text = match written {
            Written::Count(count) => count.to_string(),
            Written::Text(text) => text,
            other => return Err(other.refused(Self::EXPECTING)),
        };
        let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        let number = is_plain.then(|| Decimal::from_str_exact(&text).ok()).flatten();
        number.map(Self).ok_or_else(|| E::custom(format_args!("`{text}` is not a decimal")))
    }
}

impl Reader {
    /// The checks of a file; faults of keys are collected.
    pub(super) fn checks(&mut self, checks: Vec<CheckV1>) -> Vec<Check> {
        checks.into_iter().filter_map(|check| self.check(check)).collect()
    }

    fn check(&mut self, check: CheckV1) -> Option<Check> {
        let path = FaultPath::of(FaultStep::Check(check.key.clone()));
        let key = self.key(&path, &check.key, CheckKey::parse);
        let rule = self.rule(&path, &check.rule);
        Some(Check { key: key?, severity: check.severity.0, note: check.note.0, rule: rule? })
    }

    fn rule(&mut self, path: &FaultPath, rule: &RuleV1) -> Option<Rule> {
        Some(match rule {
            RuleV1::Equal(one, other) => {
                Rule::Equal(self.pick(path, one)?, self.pick(path, other)?)
            }
            RuleV1::AtMost { part, whole } => {
                Rule::AtMost { part: self.pick(path, part)?, whole: self.pick(path, whole)? }
            }
            RuleV1::Shares(rates) => Rule::Shares(self.picks(path, rates)?),
            RuleV1::Sum { parts, whole } => {
                Rule::Sum { parts: self.picks(path, parts)?, whole: self.pick(path, whole)? }
            }
            RuleV1::Balance { received, done, pending } => Rule::Balance {
                received: self.pick(path, received)?,
                done: self.pick(path, done)?,
                pending: self.pick(path, pending)?,
            },
            RuleV1::Between { figures, least, most } => Rule::Between {
                figures: self.picks(path, figures)?,
                least: least.map(|number| number.0),
                most: most.map(|number| number.0),
            },
            RuleV1::MayNotFall(figures) => Rule::MayNotFall(self.picks(path, figures)?),
            RuleV1::Change { figures, percent, from } => Rule::Change {
                figures: self.picks(path, figures)?,
                percent: *percent,
                from: from.0,
            },
            RuleV1::Slip(figures) => Rule::Slip(self.picks(path, figures)?),
            RuleV1::Cumulative { in_period, total } => Rule::Cumulative {
                in_period: self.pick(path, in_period)?,
                total: self.pick(path, total)?,
            },
            RuleV1::Target { result, target, better } => Rule::Target {
                result: self.key(path, result, FigureKey::parse)?,
                target: match target {
                    AimV1::Figure(key) => Aim::Figure(self.key(path, key, FigureKey::parse)?),
                    AimV1::Number(number) => Aim::Number(number.0),
                },
                better: better.0,
            },
            RuleV1::Filled(figures) => Rule::Filled(self.picks(path, figures)?),
            RuleV1::OneRounding(rates) => Rule::OneRounding(self.picks(path, rates)?),
            RuleV1::SharedWhole(shares) => Rule::SharedWhole(self.shares(path, shares)?),
        })
    }

    fn picks(&mut self, path: &FaultPath, picks: &[PickV1]) -> Option<Vec<Pick>> {
        // Every bad key is told, not only the first.
        all(picks.iter().map(|pick| self.pick(path, pick)).collect())
    }

    fn pick(&mut self, path: &FaultPath, pick: &PickV1) -> Option<Pick> {
        match pick {
            TextOr::Text(key) => self.key(path, key, FigureKey::parse).map(Pick::Figure),
            TextOr::Fields(SeveralV1::Column(text)) => {
                let Some((table, column)) = text.rsplit_once('.') else {
                    let reason = FormFault::ColumnName(text.clone());
                    self.fault(path, FaultReason::Form(reason));
                    return None;
                };
                Some(Pick::Column {
                    table: self.key(path, table, ItemKey::parse)?,
                    column: self.key(path, column, ColumnKey::parse)?,
                })
            }
            TextOr::Fields(SeveralV1::Span(kind)) => Some(Pick::Span(kind.0)),
            TextOr::Fields(SeveralV1::Need(RequiredV1)) => Some(Pick::Required),
        }
    }

    fn shares(&mut self, path: &FaultPath, shares: &[ShareV1]) -> Option<Vec<Share>> {
        let shares = shares.iter().map(|share| {
            let count = self.key(path, &share.count, FigureKey::parse);
            let percent = self.key(path, &share.percent, FigureKey::parse);
            Some(Share { count: count?, percent: percent? })
        });
        all(shares.collect())
    }
}

impl From<&Check> for CheckV1 {
    fn from(check: &Check) -> Self {
        Self {
            key: check.key.to_string(),
            severity: ByName(check.severity),
            note: Lines(check.note.clone()),
            rule: RuleV1::from(&check.rule),
        }
    }
}

impl From<&Rule> for RuleV1 {
    fn from(rule: &Rule) -> Self {
        let all = |picks: &[Pick]| picks.iter().map(PickV1::from).collect::<Vec<_>>();
        match rule {
            Rule::Equal(one, other) => Self::Equal(one.into(), other.into()),
            Rule::AtMost { part, whole } => Self::AtMost { part: part.into(), whole: whole.into() },
            Rule::Shares(rates) => Self::Shares(all(rates)),
            Rule::Sum { parts, whole } => Self::Sum { parts: all(parts), whole: whole.into() },
            Rule::Balance { received, done, pending } => Self::Balance {
                received: received.into(),
                done: done.into(),
                pending: pending.into(),
            },
            Rule::Between { figures, least, most } => Self::Between {
                figures: all(figures),
                least: least.map(NumberV1),
                most: most.map(NumberV1),
            },
            Rule::MayNotFall(figures) => Self::MayNotFall(all(figures)),
            Rule::Change { figures, percent, from } => {
                Self::Change { figures: all(figures), percent: *percent, from: NumberV1(*from) }
            }
            Rule::Slip(figures) => Self::Slip(all(figures)),
            Rule::Cumulative { in_period, total } => {
                Self::Cumulative { in_period: in_period.into(), total: total.into() }
            }
            Rule::Target { result, target, better } => Self::Target {
                result: result.to_string(),
                target: match target {
                    Aim::Figure(key) => AimV1::Figure(key.to_string()),
                    Aim::Number(number) => AimV1::Number(NumberV1(*number)),
                },
                better: ByName(*better),
            },
            Rule::Filled(figures) => Self::Filled(all(figures)),
            Rule::OneRounding(rates) => Self::OneRounding(all(rates)),
            Rule::SharedWhole(shares) => Self::SharedWhole(
                shares
                    .iter()
                    .map(|Share { count, percent }| ShareV1 {
                        count: count.to_string(),
                        percent: percent.to_string(),
                    })
                    .collect(),
            ),
        }
    }
}

impl From<&Pick> for PickV1 {
    fn from(pick: &Pick) -> Self {
        Self::Fields(match pick {
            Pick::Figure(key) => return Self::Text(key.to_string()),
            Pick::Column { table, column } => SeveralV1::Column(format!("{table}.{column}")),
            Pick::Span(kind) => SeveralV1::Span(ByName(*kind)),
            Pick::Required => SeveralV1::Need(RequiredV1),
        })
    }
}

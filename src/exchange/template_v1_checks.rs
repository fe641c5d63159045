//! The checks of a template file: their form, and what they become.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::by_name::ByName;
use super::template_v1_convert::Reader;
use super::wire::Lines;
use crate::report::check::{Aim, Better, Check, Pick, Rule, Severity, Share, SpanKind};
use crate::report::key::{CheckKey, ColumnKey, FigureKey, ItemKey};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckV1 {
    key: String,
    #[serde(default = "usual_severity")]
    severity: ByName<Severity>,
    #[serde(default)]
    note: Lines,
    rule: RuleV1,
}

fn usual_severity() -> ByName<Severity> {
    ByName(Severity::Warning)
}

/// `{"equal": ["a", "b"]}`, `{"at_most": {"part": "a", "whole": "b"}}`.
#[derive(Debug, Deserialize)]
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
        least: Option<NumberV1>,
        most: Option<NumberV1>,
    },
    MayNotFall(Vec<PickV1>),
    Change {
        figures: Vec<PickV1>,
        percent: u32,
        #[serde(default)]
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
        #[serde(default)]
        better: ByName<Better>,
    },
    Filled(Vec<PickV1>),
    OneRounding(Vec<PickV1>),
    SharedWhole(Vec<ShareV1>),
}

/// `{"figure": "a"}` or `{"number": 95}`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AimV1 {
    Figure(String),
    Number(NumberV1),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareV1 {
    count: String,
    percent: String,
}

/// The key of a figure, or an object that picks many.
#[derive(Debug)]
enum PickV1 {
    Figure(String),
    Several(SeveralV1),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SeveralV1 {
    /// `{"column": "services.online"}`
    Column(String),
    /// `{"span": "as_of"}`
    Span(ByName<SpanKind>),
    /// `{"need": "required"}`
    Need(RequiredV1),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RequiredV1 {
    Required,
}

impl<'de> Deserialize<'de> for PickV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PickVisitor)
    }
}

struct PickVisitor;

impl<'de> Visitor<'de> for PickVisitor {
    type Value = PickV1;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a figure, or an object with column, span or need")
    }

    fn visit_str<E>(self, key: &str) -> Result<PickV1, E> {
        Ok(PickV1::Figure(key.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PickV1, A::Error> {
        SeveralV1::deserialize(MapAccessDeserializer::new(map)).map(PickV1::Several)
    }
}

/// An integer, or a decimal in quotes with a point, as in report files.
#[derive(Debug, Clone, Copy, Default)]
struct NumberV1(Decimal);

impl<'de> Deserialize<'de> for NumberV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = NumberV1;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, or a decimal in quotes (\"95.5\")")
    }

    fn visit_u64<E>(self, number: u64) -> Result<NumberV1, E> {
        Ok(NumberV1(Decimal::from(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<NumberV1, E> {
        Ok(NumberV1(Decimal::from(number)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<NumberV1, E> {
        let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        let number = is_plain.then(|| Decimal::from_str_exact(text).ok()).flatten();
        number.map(NumberV1).ok_or_else(|| E::custom(format_args!("`{text}` is not a decimal")))
    }
}

impl Reader {
    /// The checks of a file; faults of keys are collected.
    pub(super) fn checks(&mut self, checks: Vec<CheckV1>) -> Vec<Check> {
        checks.into_iter().filter_map(|check| self.check(check)).collect()
    }

    fn check(&mut self, check: CheckV1) -> Option<Check> {
        let place = format!("checks › {}", check.key);
        let key = self.key(&place, &check.key, CheckKey::parse);
        let rule = self.rule(&place, &check.rule);
        Some(Check { key: key?, severity: check.severity.0, note: check.note.0, rule: rule? })
    }

    fn rule(&mut self, place: &str, rule: &RuleV1) -> Option<Rule> {
        Some(match rule {
            RuleV1::Equal(one, other) => {
                Rule::Equal(self.pick(place, one)?, self.pick(place, other)?)
            }
            RuleV1::AtMost { part, whole } => {
                Rule::AtMost { part: self.pick(place, part)?, whole: self.pick(place, whole)? }
            }
            RuleV1::Shares(rates) => Rule::Shares(self.picks(place, rates)?),
            RuleV1::Sum { parts, whole } => {
                Rule::Sum { parts: self.picks(place, parts)?, whole: self.pick(place, whole)? }
            }
            RuleV1::Balance { received, done, pending } => Rule::Balance {
                received: self.pick(place, received)?,
                done: self.pick(place, done)?,
                pending: self.pick(place, pending)?,
            },
            RuleV1::Between { figures, least, most } => Rule::Between {
                figures: self.picks(place, figures)?,
                least: least.map(|number| number.0),
                most: most.map(|number| number.0),
            },
            RuleV1::MayNotFall(figures) => Rule::MayNotFall(self.picks(place, figures)?),
            RuleV1::Change { figures, percent, from } => Rule::Change {
                figures: self.picks(place, figures)?,
                percent: *percent,
                from: from.0,
            },
            RuleV1::Slip(figures) => Rule::Slip(self.picks(place, figures)?),
            RuleV1::Cumulative { in_period, total } => Rule::Cumulative {
                in_period: self.pick(place, in_period)?,
                total: self.pick(place, total)?,
            },
            RuleV1::Target { result, target, better } => Rule::Target {
                result: self.key(place, result, FigureKey::parse)?,
                target: match target {
                    AimV1::Figure(key) => Aim::Figure(self.key(place, key, FigureKey::parse)?),
                    AimV1::Number(number) => Aim::Number(number.0),
                },
                better: better.0,
            },
            RuleV1::Filled(figures) => Rule::Filled(self.picks(place, figures)?),
            RuleV1::OneRounding(rates) => Rule::OneRounding(self.picks(place, rates)?),
            RuleV1::SharedWhole(shares) => Rule::SharedWhole(self.shares(place, shares)?),
        })
    }

    fn picks(&mut self, place: &str, picks: &[PickV1]) -> Option<Vec<Pick>> {
        // Every bad key is told, not only the first.
        let picks: Vec<_> = picks.iter().map(|pick| self.pick(place, pick)).collect();
        picks.into_iter().collect()
    }

    fn pick(&mut self, place: &str, pick: &PickV1) -> Option<Pick> {
        match pick {
            PickV1::Figure(key) => self.key(place, key, FigureKey::parse).map(Pick::Figure),
            PickV1::Several(SeveralV1::Column(text)) => {
                let Some((table, column)) = text.rsplit_once('.') else {
                    self.form(place, "a column is named `item.column`");
                    return None;
                };
                Some(Pick::Column {
                    table: self.key(place, table, ItemKey::parse)?,
                    column: self.key(place, column, ColumnKey::parse)?,
                })
            }
            PickV1::Several(SeveralV1::Span(kind)) => Some(Pick::Span(kind.0)),
            PickV1::Several(SeveralV1::Need(RequiredV1::Required)) => Some(Pick::Required),
        }
    }

    fn shares(&mut self, place: &str, shares: &[ShareV1]) -> Option<Vec<Share>> {
        let shares = shares.iter().map(|share| {
            let count = self.key(place, &share.count, FigureKey::parse);
            let percent = self.key(place, &share.percent, FigureKey::parse);
            Some(Share { count: count?, percent: percent? })
        });
        shares.collect::<Vec<_>>().into_iter().collect()
    }
}

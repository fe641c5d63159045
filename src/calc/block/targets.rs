//! The cells of a form that a block is put over.

use super::harmless;
use crate::calc::days;
use crate::calc::print;
use crate::calc::prose::Context;
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::field::Field;
use crate::report::key::{FigureKey, TextKey};
use crate::report::number::Accepted;
use crate::report::period::DayValue;
use crate::report::template::Template;
use crate::report::text;
use crate::report::value::Value;

/// Names a cell of a form: what the form knows of it without looking anything up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A figure, typed or computed.
    Figure(FigureKey),
    /// How a computed figure is printed.
    Printed(FigureKey),
    /// The day a figure counts from or up to.
    Day(FigureKey),
    /// A text.
    Text(TextKey),
    /// A name, a number of a row, or an empty place of the form.
    Fixed,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A number, or none.
    Value(Value),
    /// A day, or the two days of a window.
    Days(DayValue),
    /// Words.
    Text(String),
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    /// A number of a kind.
    Number(Accepted),
    /// A day, or the two days of a window.
    Days {
        /// What the field holds unless the office says something else; it is kept as nothing.
        usual: DayValue,
    },
    /// Words.
    Text,
}

/// A field that a cell may be put into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub field: Field,
    /// What it takes.
    pub kind: TargetKind,
    /// What it is called, for the address of a refused cell.
    pub label: String,
    /// What its numbers count: a cell may say it behind the number. Empty where it counts nothing.
    pub unit: String,
    /// What it holds now.
    pub current: Content,
}

/// Why nothing can be put into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It is computed.
    Computed,
    /// It is part of the form.
    Fixed,
}

/// A cell of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormCell {
    /// A field.
    Open(Box<Target>),
    /// None.
    Closed(Closed),
}

/// The cells of a form from the active one to the right and downwards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targets {
    rows: Vec<Vec<FormCell>>,
}

impl Targets {
    /// Looks up what the cells of a form take and hold. `slots` are the rows of the form from that of
    /// the active cell on, each from the active column on.
    pub fn new(slots: &[Vec<Slot>], report: &Report, template: &Template) -> Self {
        let place = |slot: &Slot| place(slot, report, template);
        Self { rows: slots.iter().map(|row| row.iter().map(place).collect()).collect() }
    }

    /// Targets that are made up by the caller.
    pub fn from_places(rows: Vec<Vec<FormCell>>) -> Self {
        Self { rows }
    }

    /// A cell; none outside the form.
    pub fn get(&self, row: usize, column: usize) -> Option<&FormCell> {
        self.rows.get(row).and_then(|row| row.get(column))
    }

    /// How many rows there are.
    pub fn num_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many columns the widest row has.
    pub fn num_columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

pub(super) fn place(slot: &Slot, report: &Report, template: &Template) -> FormCell {
    let fixed = FormCell::Closed(Closed::Fixed);
    let (key, field, current) = match slot {
        Slot::Fixed => return fixed,
        Slot::Text(key) if template.default_text(key).is_none() => return fixed,
        Slot::Text(key) => {
            return FormCell::Open(Box::new(Target {
                field: Field::Text(key.clone()),
                kind: TargetKind::Text,
                label: key.to_string(),
                unit: String::new(),
                current: Content::Text(report.text(template, key).to_owned()),
            }));
        }
        Slot::Day(key) => return day_place(key, report, template).unwrap_or(fixed),
        Slot::Figure(key) => (key, Field::Figure(key.clone()), report.value(key)),
        Slot::Printed(key) => {
            let printed = report.printed.get(key).unwrap_or(&Value::Blank);
            (key, Field::Printed(key.clone()), printed)
        }
    };
    let Some(figure) = template.figure(key) else { return fixed };
    match (&field, figure.is_typed()) {
        (Field::Figure(_), false) => FormCell::Closed(Closed::Computed),
        (Field::Printed(_), true) => fixed,
        _ => FormCell::Open(Box::new(Target {
            field,
            kind: TargetKind::Number(template.accepted(figure)),
            label: figure.label.clone(),
            unit: figure.unit.clone(),
            current: Content::Value(current.clone()),
        })),
    }
}

fn day_place(key: &FigureKey, report: &Report, template: &Template) -> Option<FormCell> {
    let figure = template.figure(key)?;
    let current = days::of(figure, report)?;
    Some(FormCell::Open(Box::new(Target {
        field: Field::Day(key.clone()),
        kind: TargetKind::Days { usual: days::usual(figure, report)? },
        label: figure.label.clone(),
        unit: String::new(),
        current: Content::Days(current),
    })))
}

/// A cell as it stands on the screen.
pub(super) fn shown(slot: &Slot, context: Context<'_>) -> String {
    let Context { report, template, results, .. } = context;
    let style = &template.parts().style;
    match slot {
        Slot::Fixed => String::new(),
        Slot::Text(key) => harmless(report.text(template, key)),
        Slot::Day(key) => {
            let day = template.figure(key).and_then(|figure| days::text(figure, report));
            harmless(&day.unwrap_or_default())
        }
        Slot::Printed(key) => match (template.figure(key), report.printed.get(key)) {
            (Some(figure), Some(value)) => {
                harmless(&print::value_text(figure, value, style, print::PrintedIn::Table))
            }
            _ => String::new(),
        },
        Slot::Figure(key) => template.figure(key).map_or_else(String::new, |figure| {
            if results.outcome(key).is_some() {
                print::computed_text(figure, results, style, print::PrintedIn::Table)
            } else {
                let place = print::PrintedIn::Table;
                harmless(&print::figure_text(figure, report, results, style, place))
            }
        }),
    }
}

impl Target {
    /// A text that the field cannot read, as it is kept: nothing of it is lost, and nothing is reckoned with it.
    pub(super) fn as_typed(&self, text: &str) -> Content {
        let text = text::clean(text).trim().to_owned();
        match &self.kind {
            TargetKind::Number(_) => Content::Value(Value::Unreadable(text)),
            TargetKind::Days { usual } => {
                Content::Days(usual.read_like(&text).unwrap_or(DayValue::Unreadable(text)))
            }
            TargetKind::Text => Content::Text(text),
        }
    }

    /// The edit that puts a content into the field; none for a content that it does not take.
    pub(super) fn edit(&self, content: &Content) -> Option<Edit> {
        Some(match (&self.field, content) {
            (Field::Figure(key), Content::Value(value)) => {
                Edit::figure(key.clone(), Some(value.clone()))
            }
            (Field::Printed(key), Content::Value(value)) => {
                Edit::printed(key.clone(), Some(value.clone()))
            }
            (Field::Day(key), Content::Days(days)) => {
                let is_usual = matches!(&self.kind, TargetKind::Days { usual } if usual == days);
                Edit::day(key.clone(), (!is_usual).then(|| days.clone()))
            }
            (Field::Text(key), Content::Text(text)) => Edit::text(key.clone(), Some(text.clone())),
            _ => return None,
        })
    }
}

//! What would become of each cell of a filled form.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::{CellContent, Filled, FilledCell, Stamp, asked};
use crate::calc::carry;
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, OfficeCode};
use crate::report::number::{self, COUNT_MAX, DECIMALS_MAX, NumberKind, ReadError, unambiguous};
use crate::report::period::PeriodKey;
use crate::report::template::{Figure, Template, TemplateRef};
use crate::report::value::Value;

/// Why a form does not belong to a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StampFault {
    /// It was made by another office.
    #[error("the form is of another office")]
    Office {
        /// Which.
        code: OfficeCode,
        /// Its name.
        name: String,
    },
    /// It was made for another period.
    #[error("the form is of another period")]
    Period(PeriodKey),
    /// It was made from another template, or another version of it.
    #[error("the form is of another template")]
    Template(TemplateRef),
    /// The template knows no such agency.
    #[error("the form is of an unknown agency")]
    Agency,
}

/// Why a cell is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineRefusal {
    /// It is no number that the figure can hold.
    NotANumber(ReadError),
    /// A number up to 1 in a percentage: 0,95 % or 95 %?
    Fraction(Decimal),
    /// A date, a truth value or an error of the spreadsheet.
    Other,
    /// The form does not ask for such a figure: the row was changed, or is not reported any more.
    NotAsked,
    /// The figure stands in the form twice.
    Twice,
}

/// What would become of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFate {
    /// The figure was not entered.
    New(Value),
    /// The figure says something else.
    Changed {
        /// Now.
        before: Value,
        /// In the form.
        after: Value,
    },
    /// The figure says this already.
    Same,
    /// The cell is blank; the figure stays.
    Blank,
    /// The cell is not taken; the figure stays.
    Refused(LineRefusal),
}

/// A cell of the form in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands: "E12".
    pub address: String,
    /// The figure; none when the form names none that is asked.
    pub figure: Option<FigureKey>,
    /// What the figure is called; the key of the form when it is none.
    pub label: String,
    /// What the cell says.
    pub text: String,
    /// What would become of it.
    pub fate: LineFate,
}

/// How many cells have which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not entered before.
    pub new: usize,
    /// Another number than before.
    pub changed: usize,
    /// The same number.
    pub same: usize,
    /// Not filled in.
    pub blank: usize,
    /// Not taken.
    pub refused: usize,
}

/// What would become of a filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPlan {
    /// What the form belongs to.
    pub stamp: Stamp,
    /// The agency's name.
    pub agency: String,
    /// Its cells, in the order of the form.
    pub lines: Vec<Line>,
    edits: Vec<Edit>,
}

impl FormPlan {
    /// Plans a filled form over the report it belongs to.
    ///
    /// # Errors
    /// When it belongs to another report.
    pub fn of(filled: &Filled, report: &Report, template: &Template) -> Result<Self, StampFault> {
        let stamp = &filled.stamp;
        check(stamp, report)?;
        let agency = template.agency(&stamp.agency).ok_or(StampFault::Agency)?;
        let asked = asked(report, template, &agency.key);
        let mut plan = Self {
            stamp: stamp.clone(),
            agency: agency.name.clone(),
            lines: Vec::new(),
            edits: Vec::new(),
        };
        let mut seen = HashSet::new();
        for cell in &filled.cells {
            let found = asked.iter().find(|asked| asked.figure.key.as_str() == cell.key);
            let fate = match found {
                _ if is_blank(&cell.content) => LineFate::Blank,
                None => LineFate::Refused(LineRefusal::NotAsked),
                Some(asked) if !seen.insert(&asked.figure.key) => {
                    LineFate::Refused(LineRefusal::Twice)
                }
                Some(asked) => plan.take(cell, asked.figure, report, template),
            };
            let figure = found.map(|asked| asked.figure);
            plan.lines.push(Line {
                address: cell.address.clone(),
                figure: figure.map(|figure| figure.key.clone()),
                label: figure.map_or_else(|| cell.key.clone(), |figure| figure.label.clone()),
                text: text(&cell.content),
                fate,
            });
        }
        Ok(plan)
    }

    fn take(
        &mut self,
        cell: &FilledCell,
        figure: &Figure,
        report: &Report,
        template: &Template,
    ) -> LineFate {
        let key = &figure.key;
        let before = report.value(key);
        let after = match read(&cell.content, template.number_kind(figure), before) {
            Ok(after) => after,
            Err(reason) => return LineFate::Refused(reason),
        };
        let is_unconfirmed = carry::is_unconfirmed(report, key);
        if !is_same(before, &after) {
            self.edits.push(Edit::figure(key.clone(), Some(after.clone())));
        } else if is_unconfirmed {
            // A number of last month that the agency gave again is confirmed.
            self.edits.extend(carry::accept(report, [key]));
        }
        match () {
            () if before.is_blank() || is_unconfirmed => LineFate::New(after),
            () if is_same(before, &after) => LineFate::Same,
            () => LineFate::Changed { before: before.clone(), after },
        }
    }

    /// The edits that take the form over: one operation.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// How many cells have which fate.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in &self.lines {
            let count = match &line.fate {
                LineFate::New(_) => &mut counts.new,
                LineFate::Changed { .. } => &mut counts.changed,
                LineFate::Same => &mut counts.same,
                LineFate::Blank => &mut counts.blank,
                LineFate::Refused(_) => &mut counts.refused,
            };
            *count += 1;
        }
        counts
    }
}

fn check(stamp: &Stamp, report: &Report) -> Result<(), StampFault> {
    if stamp.office != report.office.code {
        let name = stamp.office_name.clone();
        Err(StampFault::Office { code: stamp.office.clone(), name })
    } else if stamp.period != report.header.period.key {
        Err(StampFault::Period(stamp.period))
    } else if stamp.template != report.template {
        Err(StampFault::Template(stamp.template.clone()))
    } else {
        Ok(())
    }
}

fn is_blank(content: &CellContent) -> bool {
    match content {
        CellContent::Blank => true,
        CellContent::Text(text) => {
            text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}'))
        }
        CellContent::Number(_) | CellContent::Percent(_) | CellContent::Other(_) => false,
    }
}

fn text(content: &CellContent) -> String {
    match content {
        CellContent::Blank => String::new(),
        CellContent::Text(text) | CellContent::Other(text) => text.trim().to_owned(),
        CellContent::Number(number) => number::format_decimal(*number),
        CellContent::Percent(number) => format!("{}%", number::format_decimal(*number)),
    }
}

fn read(content: &CellContent, kind: NumberKind, before: &Value) -> Result<Value, LineRefusal> {
    let refused = |err| Err(LineRefusal::NotANumber(err));
    let number = match content {
        CellContent::Blank => return Ok(Value::Blank),
        CellContent::Other(_) => return Err(LineRefusal::Other),
        // What could not be read before the form was made, and came back as it was.
        CellContent::Text(text) if is_kept(text, before) => return Ok(before.clone()),
        CellContent::Text(text) => {
            return number::read(text, kind).map_err(LineRefusal::NotANumber);
        }
        CellContent::Percent(_) if kind != NumberKind::Percent => {
            return refused(ReadError::NotAPercentage);
        }
        CellContent::Number(number) if kind == NumberKind::Percent && is_fraction(*number) => {
            return Err(LineRefusal::Fraction(*number));
        }
        CellContent::Number(number) | CellContent::Percent(number) => number.normalize(),
    };
    if number.is_sign_negative() && !number.is_zero() {
        return refused(ReadError::Negative);
    }
    if number > Decimal::from(COUNT_MAX) {
        return refused(ReadError::TooLarge);
    }
    match kind {
        NumberKind::Count if number.scale() > 0 => refused(ReadError::DecimalInCount),
        NumberKind::Count => {
            let count =
                i64::try_from(number).map_err(|_| LineRefusal::NotANumber(ReadError::TooLarge));
            Ok(Value::count(count?))
        }
        NumberKind::Decimal | NumberKind::Percent => {
            let has_room = usize::try_from(number.scale()).is_ok_and(|scale| scale <= DECIMALS_MAX);
            if has_room {
                Ok(Value::decimal(unambiguous(number)))
            } else {
                refused(ReadError::TooLarge)
            }
        }
    }
}

fn is_kept(text: &str, before: &Value) -> bool {
    matches!(before, Value::Unreadable(kept) if kept.trim() == text.trim())
}

/// Whether a percentage may have been entered as a part of one.
fn is_fraction(number: Decimal) -> bool {
    !number.is_zero() && number > Decimal::ZERO && number <= Decimal::ONE
}

/// Whether two values say the same; a spreadsheet drops the zeros of 92,40.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (
            Value::Known { number: a, qualifier: None },
            Value::Known { number: b, qualifier: None },
        ) => a.to_decimal() == b.to_decimal(),
        _ => a == b,
    }
}

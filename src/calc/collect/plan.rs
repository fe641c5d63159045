//! What would become of each cell of a filled form.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::leap::Leap;
use super::{Asked, CellContent, Filled, FilledCell, FilledSheet, Stamp, asked};
use crate::calc::carry;
use crate::calc::history::History;
use crate::report::change::Edit;
use crate::report::collecting::FormAnswered;
use crate::report::content::Report;
use crate::report::key::{FigureKey, OfficeCode};
use crate::report::number::{self, COUNT_MAX, DECIMALS_MAX, NumberKind, ReadError, unambiguous};
use crate::report::period::PeriodKey;
use crate::report::template::{Figure, Template, TemplateRef};
use crate::report::text::nfc;
use crate::report::value::Value;

/// Why a form is not taken over as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilledFault {
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
    /// Two of its sheets ask for the same figures, and say different things: which one counts?
    #[error("the form has several sheets that differ")]
    SeveralSheets(Vec<String>),
    /// None of its sheets has a row of a figure.
    #[error("the form has no rows")]
    NoRows,
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
    /// The words beside it are those of another row: rows were sorted or moved without their keys.
    OtherLabel(String),
    /// A formula whose result is not in the file.
    Unreckoned,
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
    /// That the number is ten times what stood there, or a tenth.
    pub leap: Option<Leap>,
    /// Whether it is left out although it could be taken.
    pub is_left: bool,
    edits: Vec<Edit>,
}

impl Line {
    /// Whether it brings a number that is not entered yet.
    pub fn has_news(&self) -> bool {
        matches!(self.fate, LineFate::New(_) | LineFate::Changed { .. })
    }
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
}

impl FormPlan {
    /// Plans a filled form over the report it belongs to, held against the periods before it.
    ///
    /// # Errors
    /// When it belongs to another report, or it is not clear which of its sheets counts.
    pub fn of(
        filled: &Filled,
        report: &Report,
        template: &Template,
        history: &History,
    ) -> Result<Self, FilledFault> {
        let stamp = &filled.stamp;
        check(stamp, report)?;
        let agency = template.agency(&stamp.agency).ok_or(FilledFault::Agency)?;
        let desk = Desk { report, template, history, asked: asked(report, template, &agency.key) };
        let sheet = desk.sheet(&filled.sheets)?;
        let mut seen = HashSet::new();
        let lines = sheet.cells.iter().map(|cell| desk.line(cell, &mut seen)).collect();
        Ok(Self { stamp: stamp.clone(), agency: agency.name.clone(), lines })
    }

    /// The edits that take the form over, without the lines that are left: one operation.
    pub fn edits(&self) -> Vec<Edit> {
        let taken = self.lines.iter().filter(|line| !line.is_left);
        taken.flat_map(|line| line.edits.iter().cloned()).collect()
    }

    /// The same, and the note that the agency answered on a day with a file.
    pub fn taken_over(&self, report: &Report, file: &str, day: NaiveDate) -> Vec<Edit> {
        let agency = &self.stamp.agency;
        let mut known = report.forms.get(agency).cloned().unwrap_or_default();
        known.answered = Some(FormAnswered { day, file: file.to_owned() });
        let mut edits = self.edits();
        edits.push(Edit::form(agency.clone(), known));
        edits
    }

    /// How many numbers that are not entered yet would be taken over.
    pub fn num_taken(&self) -> usize {
        self.lines.iter().filter(|line| line.has_news() && !line.is_left).count()
    }

    /// Leaves a line out, or takes it again; whether there is such a line with a number to take.
    pub fn toggle(&mut self, address: &str) -> bool {
        let mut lines = self.lines.iter_mut().filter(|line| line.has_news());
        let found = lines.find(|line| line.address == address);
        if let Some(line) = found {
            line.is_left = !line.is_left;
            true
        } else {
            false
        }
    }

    /// Leaves out what an earlier plan of the same form left out.
    pub fn leave_as(&mut self, earlier: &Self) {
        for line in &mut self.lines {
            let known = earlier.lines.iter().find(|known| known.address == line.address);
            line.is_left = line.has_news() && known.is_some_and(|known| known.is_left);
        }
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

/// What a form is held against.
struct Desk<'a> {
    report: &'a Report,
    template: &'a Template,
    history: &'a History,
    asked: Vec<Asked<'a>>,
}

impl<'a> Desk<'a> {
    /// The sheet that counts: the one with figures that are asked. A copy of it that says the same does no harm.
    fn sheet<'s>(&self, sheets: &'s [FilledSheet]) -> Result<&'s FilledSheet, FilledFault> {
        let has_asked =
            |sheet: &&FilledSheet| sheet.cells.iter().any(|cell| self.figure(&cell.key).is_some());
        let asked: Vec<&FilledSheet> = sheets.iter().filter(has_asked).collect();
        let Some((first, others)) = asked.split_first() else {
            // None of its figures is asked any more; each is told.
            return sheets.first().ok_or(FilledFault::NoRows);
        };
        if others.iter().all(|other| other.cells == first.cells) {
            Ok(first)
        } else {
            let names = asked.iter().map(|sheet| sheet.name.clone());
            Err(FilledFault::SeveralSheets(names.collect()))
        }
    }

    fn figure(&self, key: &str) -> Option<&'a Figure> {
        let found = self.asked.iter().find(|asked| asked.figure.key.as_str() == key);
        found.map(|asked| asked.figure)
    }

    fn line(&self, cell: &FilledCell, seen: &mut HashSet<&'a FigureKey>) -> Line {
        let figure = self.figure(&cell.key);
        let (fate, edits) = match figure {
            _ if is_blank(&cell.content) => (LineFate::Blank, Vec::new()),
            None => (LineFate::Refused(LineRefusal::NotAsked), Vec::new()),
            Some(figure) if !seen.insert(&figure.key) => {
                (LineFate::Refused(LineRefusal::Twice), Vec::new())
            }
            Some(figure) if !is_label_of(&cell.label, figure) => {
                let label = cell.label.trim().to_owned();
                (LineFate::Refused(LineRefusal::OtherLabel(label)), Vec::new())
            }
            Some(figure) => self.take(cell, figure),
        };
        let leap = match (figure, &fate) {
            (Some(figure), LineFate::New(after) | LineFate::Changed { after, .. }) => {
                Leap::of(&figure.key, after, self.report, self.history)
            }
            _ => None,
        };
        Line {
            address: cell.address.clone(),
            figure: figure.map(|figure| figure.key.clone()),
            label: figure.map_or_else(|| cell.key.clone(), |figure| figure.label.clone()),
            text: text(&cell.content),
            fate,
            leap,
            is_left: false,
            edits,
        }
    }

    fn take(&self, cell: &FilledCell, figure: &Figure) -> (LineFate, Vec<Edit>) {
        let (report, key) = (self.report, &figure.key);
        let before = report.value(key);
        let after = match read(&cell.content, self.template.number_kind(figure), before) {
            Ok(after) => after,
            Err(reason) => return (LineFate::Refused(reason), Vec::new()),
        };
        let is_unconfirmed = carry::is_unconfirmed(report, key);
        let edits = if !is_same(before, &after) {
            vec![Edit::figure(key.clone(), Some(after.clone()))]
        } else if is_unconfirmed {
            // A number of last month that the agency gave again is confirmed.
            carry::accept(report, [key])
        } else {
            Vec::new()
        };
        let fate = match () {
            () if before.is_blank() || is_unconfirmed => LineFate::New(after),
            () if is_same(before, &after) => LineFate::Same,
            () => LineFate::Changed { before: before.clone(), after },
        };
        (fate, edits)
    }
}

/// Whether words beside a cell are those of its figure; where they were taken away, nothing speaks against it.
fn is_label_of(words: &str, figure: &Figure) -> bool {
    let plain = |words: &str| {
        let words = nfc(words).to_lowercase();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let words = plain(words);
    words.is_empty() || words == plain(&figure.label)
}

fn check(stamp: &Stamp, report: &Report) -> Result<(), FilledFault> {
    if stamp.office != report.office.code {
        let name = stamp.office_name.clone();
        Err(FilledFault::Office { code: stamp.office.clone(), name })
    } else if stamp.period != report.header.period.key {
        Err(FilledFault::Period(stamp.period))
    } else if stamp.template != report.template {
        Err(FilledFault::Template(stamp.template.clone()))
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
        CellContent::Number(_)
        | CellContent::Percent(_)
        | CellContent::Other(_)
        | CellContent::Unreckoned => false,
    }
}

fn text(content: &CellContent) -> String {
    match content {
        CellContent::Blank | CellContent::Unreckoned => String::new(),
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
        CellContent::Unreckoned => return Err(LineRefusal::Unreckoned),
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

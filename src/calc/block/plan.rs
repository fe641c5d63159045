//! What would become of each cell of a block, before anything is changed.

use std::borrow::Cow;

use super::Block;
use super::reading::{self, CellReading, Separator};
use super::recognise::Recognised;
use super::targets::{Closed, Content, FormCell, Target, TargetKind, Targets};
use crate::calc::text::encoding::{self, Encoding};
use crate::report::change::Edit;
use crate::report::field::Field;
use crate::report::number::ReadError;
use crate::report::period::DayValue;
use crate::report::text;
use crate::report::value::Value;

/// What blank cells do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blanks {
    /// Nothing.
    #[default]
    Keep,
    /// They make the field blank ("dán cả ô trống").
    Erase,
}

/// What is done with columns in an old encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// They are taken as they are.
    AsTheyAre,
    /// They are turned into Unicode.
    #[default]
    Restored,
}

/// How a block is put over a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// What blank cells do.
    pub blanks: Blanks,
    /// The answer to the block's question; `None` while it was not asked.
    pub separator: Option<Separator>,
    /// What is done with old encodings.
    pub letters: Letters,
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// It is no number that the field can hold.
    NotANumber(ReadError),
    /// It is no day, or not the two days of a window.
    NoDays {
        /// What the field holds unless the office says something else.
        usual: DayValue,
    },
}

/// What would become of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFate {
    /// The field was blank and gets a content.
    New(Content),
    /// The field gets another content.
    Changed {
        /// What it holds now.
        before: Content,
        /// What it gets.
        after: Content,
    },
    /// The field holds this already.
    Unchanged,
    /// The field is computed, or part of the form.
    Closed(Closed),
    /// The cell is blank, and blank cells do not erase.
    Blank,
    /// The cell cannot be read: it is kept as it was typed, and marked, so that nothing of a block is lost.
    Unread {
        /// Why.
        fault: CellFault,
        /// What the field holds now.
        before: Content,
    },
    /// The field is computed and says the same.
    Agrees,
    /// The field is computed and says something else: which of its parts is wrong?
    Differs {
        /// What the form reckons, as it is printed; empty where it reckons nothing.
        reckoned: String,
    },
    /// The cell can be read in two ways; the field keeps what it holds until the question is answered.
    Ambiguous,
    /// There is no field for it, and it is not blank.
    Outside,
}

/// A cell of the block in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedCell {
    /// Its row in the block and below the active cell, from 0.
    pub row: usize,
    /// Its column in the block and right of the active cell, from 0.
    pub column: usize,
    /// What it says, in Unicode when that was asked for.
    pub text: String,
    /// What the field is called; empty where there is none.
    pub label: String,
    /// The field; none where nothing can be put.
    pub field: Option<Field>,
    /// What would become of it.
    pub fate: CellFate,
}

/// How the block lies over the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Every cell of the block has a place in the form.
    Fits,
    /// The block reaches beyond the form.
    Larger {
        /// By how many rows.
        rows: usize,
        /// By how many columns.
        columns: usize,
    },
    /// Its rows are of different lengths, so that a cell may stand in the wrong place.
    Ragged,
}

/// What is asked about a block: once, whatever the number of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The first such cell, as it stands.
    pub text: String,
    /// What the field is called.
    pub label: String,
    /// How many such cells there are.
    pub num_cells: usize,
    /// The first one with its separator between thousands; none where the field cannot hold it.
    pub as_thousands: Option<Value>,
    /// The first one with its separator before decimals; none where the field cannot hold it.
    pub as_decimal: Option<Value>,
}

/// How many cells of a plan have which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Fields that get a content.
    pub written: usize,
    /// Fields that hold it already.
    pub unchanged: usize,
    /// Cells over computed fields and parts of the form; blank ones are not counted.
    pub closed: usize,
    /// Blank cells over fields.
    pub blank: usize,
    /// Cells that cannot be read, and are kept as they were typed.
    pub unread: usize,
    /// Cells that do not say what is computed.
    pub differing: usize,
    /// Cells that wait for an answer.
    pub ambiguous: usize,
    /// Cells without a field.
    pub outside: usize,
}

/// What would become of a block over a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its cells, in reading order. Blank ones outside the form are left out.
    pub cells: Vec<PlannedCell>,
    /// How the block lies over the form.
    pub shape: Shape,
    /// What is to be asked, while it was not answered.
    pub question: Option<Question>,
    /// The first cell over a day that is one only with the month in front, as English programs write
    /// it: the days that were taken may be meant so, too.
    pub month_first: Option<String>,
    /// The columns of the block that are in an old encoding, whatever is done with them.
    pub encodings: Vec<(usize, Encoding)>,
    /// What was found by names; none where the block lies cell by cell over the form.
    pub recognised: Option<Recognised>,
    pub(super) edits: Vec<Edit>,
}

impl Plan {
    /// Plans a block over the cells of a form from the active one on.
    pub fn new(block: &Block, targets: &Targets, options: Options) -> Self {
        let encodings = encodings(block);
        let restored = read_letters(block, &encodings, options);
        let mut plan = Self::empty(shape(block, targets), encodings);
        let money = money_columns(&restored);
        for (row, cells) in restored.rows().iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let is_money = money.contains(&column);
                let cell = BlockCell { row, column, text, is_money };
                plan.add(cell, targets.get(row, column), options);
            }
        }
        plan
    }

    pub(super) fn empty(shape: Shape, encodings: Vec<(usize, Encoding)>) -> Self {
        Self {
            cells: Vec::new(),
            shape,
            question: None,
            month_first: None,
            encodings,
            recognised: None,
            edits: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, cell: BlockCell<'_>, place: Option<&FormCell>, options: Options) {
        let (label, fate) = match place {
            None if is_blank(cell.text) => return,
            None => (String::new(), CellFate::Outside),
            Some(FormCell::Closed(_)) if is_blank(cell.text) => (String::new(), CellFate::Blank),
            Some(FormCell::Closed(closed)) => (String::new(), CellFate::Closed(*closed)),
            Some(FormCell::Open(target)) => {
                (target.label.clone(), self.fate(&cell, target, options))
            }
        };
        let mut field = None;
        if let Some(FormCell::Open(target)) = place {
            field = Some(target.field.clone());
            self.edits.extend(match &fate {
                CellFate::New(after) | CellFate::Changed { after, .. } => target.edit(after),
                CellFate::Unread { .. } => target.edit(&target.as_typed(cell.text)),
                _ => None,
            });
        }
        let BlockCell { row, column, text, .. } = cell;
        self.cells.push(PlannedCell { row, column, text: text.to_owned(), label, field, fate });
    }

    fn fate(&mut self, cell: &BlockCell<'_>, target: &Target, options: Options) -> CellFate {
        let text = cell.text;
        if is_blank(text) && options.blanks == Blanks::Keep {
            return CellFate::Blank;
        }
        let accepted = match &target.kind {
            TargetKind::Text => {
                let text = bare(text);
                return set(target, Content::Text(text::clean(text)));
            }
            TargetKind::Days { usual } => return self.days(text, usual, target),
            TargetKind::Number(accepted) => *accepted,
        };
        let is_nothing = cell.is_money && matches!(text.trim(), "-" | "–");
        let text = if is_nothing { "0" } else { text };
        match reading::read(text, accepted, &target.unit).answered(options.separator) {
            CellReading::Value(value) => set(target, Content::Value(value)),
            CellReading::Error(err) => unread(text, CellFault::NotANumber(err), target),
            CellReading::Either { as_thousands, as_decimal } => {
                let question = self.question.get_or_insert_with(|| Question {
                    text: text.to_owned(),
                    label: target.label.clone(),
                    num_cells: 0,
                    as_thousands: as_thousands.ok(),
                    as_decimal: as_decimal.ok(),
                });
                question.num_cells += 1;
                CellFate::Ambiguous
            }
        }
    }

    fn days(&mut self, text: &str, usual: &DayValue, target: &Target) -> CellFate {
        let read = if is_blank(text) { Some(usual.clone()) } else { reading::days(text, usual) };
        if let Some(days) = read {
            return set(target, Content::Days(days));
        }
        if self.month_first.is_none() && reading::is_month_first(text) {
            self.month_first = Some(text.to_owned());
        }
        unread(text, CellFault::NoDays { usual: usual.clone() }, target)
    }

    /// The edits that carry out the plan: one operation. Cells that are ambiguous or have no field are not
    /// among them.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// How many cells have which fate.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for cell in &self.cells {
            let count = match &cell.fate {
                CellFate::New(_) | CellFate::Changed { .. } => &mut counts.written,
                CellFate::Unchanged => &mut counts.unchanged,
                CellFate::Closed(_) | CellFate::Agrees => &mut counts.closed,
                CellFate::Blank => &mut counts.blank,
                CellFate::Unread { .. } => &mut counts.unread,
                CellFate::Differs { .. } => &mut counts.differing,
                CellFate::Ambiguous => &mut counts.ambiguous,
                CellFate::Outside => &mut counts.outside,
            };
            *count += 1;
        }
        counts
    }

    /// The first cell that cannot be read: where "→" leads.
    pub fn first_unread(&self) -> Option<&PlannedCell> {
        self.cells.iter().find(|cell| matches!(cell.fate, CellFate::Unread { .. }))
    }

    /// Whether the plan is to be shown before it is carried out: something has no place, something is to be asked,
    /// cannot be read or stands there already, letters are turned into others, days may be meant otherwise, or the
    /// cells were found by names.
    pub fn needs_preview(&self) -> bool {
        self.shape != Shape::Fits
            || self.question.is_some()
            || !self.encodings.is_empty()
            || self.month_first.is_some()
            || self.recognised.is_some()
            || self
                .cells
                .iter()
                .any(|cell| matches!(cell.fate, CellFate::Changed { .. } | CellFate::Unread { .. }))
    }
}

/// A word without the apostrophe that [`super::harmless`] put in front of it.
fn bare(text: &str) -> &str {
    let rest = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    rest.unwrap_or(text)
}

fn set(target: &Target, after: Content) -> CellFate {
    let is_empty = match &target.current {
        Content::Value(value) => value.is_blank(),
        Content::Days(days) => {
            matches!(&target.kind, TargetKind::Days { usual } if usual == days)
        }
        Content::Text(text) => text.is_empty(),
    };
    if target.current == after {
        CellFate::Unchanged
    } else if is_empty {
        CellFate::New(after)
    } else {
        CellFate::Changed { before: target.current.clone(), after }
    }
}

/// What becomes of a cell that cannot be read.
fn unread(text: &str, fault: CellFault, target: &Target) -> CellFate {
    if target.current == target.as_typed(text) {
        return CellFate::Unchanged;
    }
    CellFate::Unread { fault, before: target.current.clone() }
}

/// A cell of the block, at its place in the block.
pub(super) struct BlockCell<'a> {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: &'a str,
    /// Whether its column is in a format of money.
    pub(super) is_money: bool,
}

/// Which columns are in a format of money.
pub(super) fn money_columns(block: &Block) -> Vec<usize> {
    (0..block.num_columns()).filter(|at| reading::is_money(block.column(*at))).collect()
}

/// Whether nothing can be seen in a cell.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}'))
}

fn shape(block: &Block, targets: &Targets) -> Shape {
    if block.is_ragged() {
        return Shape::Ragged;
    }
    let (mut rows, mut columns) = (0, 0);
    let has_words = |cells: &[String]| cells.iter().any(|cell| !is_blank(cell));
    for (row, cells) in block.rows().iter().enumerate() {
        if row >= targets.num_rows() {
            rows = if has_words(cells) { row + 1 - targets.num_rows() } else { rows };
            continue;
        }
        let last = cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        columns = columns.max(last.saturating_sub(targets.num_columns()));
    }
    if rows + columns == 0 { Shape::Fits } else { Shape::Larger { rows, columns } }
}

pub(super) fn encodings(block: &Block) -> Vec<(usize, Encoding)> {
    let columns = 0..block.num_columns();
    let found = columns.filter_map(|at| Some((at, encoding::recognise(block.column(at))?)));
    found.collect()
}

/// The block with the letters that were chosen.
pub(super) fn read_letters<'b>(
    block: &'b Block,
    encodings: &[(usize, Encoding)],
    options: Options,
) -> Cow<'b, Block> {
    match options.letters {
        Letters::Restored => restored(block, encodings),
        Letters::AsTheyAre => Cow::Borrowed(block),
    }
}

/// The block with its old columns in Unicode.
fn restored<'b>(block: &'b Block, encodings: &[(usize, Encoding)]) -> Cow<'b, Block> {
    if encodings.is_empty() {
        return Cow::Borrowed(block);
    }
    let mut rows = block.rows().to_vec();
    for (column, encoding) in encodings {
        let cells: Vec<&str> = block.column(*column).collect();
        let mut cells = encoding::restore(&cells, *encoding).into_iter();
        for cell in rows.iter_mut().filter_map(|row| row.get_mut(*column)) {
            *cell = cells.next().unwrap_or_default();
        }
    }
    Cow::Owned(Block { rows })
}

//! Undo and redo of what is kept of an office besides its reports: its name, how its reports look and are checked. The
//! operations of one run are steps, in the order of the log beside those of reports.
//!
//! A step is offered only while what it left stands there: what another step changed over it in the meantime is not
//! lost by going back behind it.

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use super::error::{Fault, Inner, StoreError};
use super::former;
use super::ids::OperationId;
use super::kept::{Kept, KeptKind, LookState};
use super::mending::{put_checks, put_look, put_office};
use super::open::Store;
use super::operation::{LoggedKind, Stamp, Task};
use super::record::parse_time;
use super::steps::UndoWay;
use super::verify::Differing;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;

const OPERATIONS: &str = "SELECT o.id, o.kind, o.reverts, o.at, c.entity, c.before, c.after
    FROM operation AS o JOIN change AS c ON c.operation_id = o.id
    WHERE o.report_id IS NULL AND o.run = ?2 AND c.field_key = ?1 AND c.entity IN ('office', 'look', 'checks')
    ORDER BY o.id, c.seq";

/// A step of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeStep {
    /// What the user did that is taken back or done again.
    pub deed: Deed,
    /// When it was done last, local time.
    pub at: NaiveDateTime,
    /// What is changed by it.
    pub kept: Kept,
    /// What stood there before the user did it, as JSON; none where nothing did.
    pub from: Option<String>,
    /// What the user made of it.
    pub to: Option<String>,
    way: UndoWay,
    last: OperationId,
    /// What the last operation found, and what it left.
    before: Option<String>,
    after: Option<String>,
}

/// What can be taken back and done again of an office, besides its reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeSteps {
    /// What undo would take back.
    pub undo: Option<OfficeStep>,
    /// What redo would do again.
    pub redo: Option<OfficeStep>,
    /// The last operation that is neither: what was taken back before it is not done again.
    pub last_done: Option<OperationId>,
}

impl OfficeStep {
    /// Its place in the log, among the steps of reports.
    pub fn operation(&self) -> OperationId {
        self.last
    }
}

#[derive(Default)]
struct Stacks {
    undo: Vec<OfficeStep>,
    redo: Vec<OfficeStep>,
    last_done: Option<OperationId>,
}

impl Stacks {
    fn push(&mut self, kind: LoggedKind, mut step: OfficeStep) {
        let id = step.last;
        match kind {
            LoggedKind::Undo(of) => {
                let place = self.undo.iter().rposition(|step| step.last == of);
                let taken = self.undo.split_off(place.unwrap_or(self.undo.len()));
                let taken = taken.into_iter().next();
                self.redo.extend(taken.map(|old| old.reverted_by(step, UndoWay::Forth)));
            }
            LoggedKind::Redo(of) => {
                let place = self.redo.iter().rposition(|step| step.last == of);
                let taken = self.redo.split_off(place.unwrap_or(self.redo.len()));
                let taken = taken.into_iter().next();
                self.undo.extend(taken.map(|old| old.reverted_by(step, UndoWay::Back)));
            }
            LoggedKind::Done(
                deed @ (Deed::LookChosen
                | Deed::ChecksChosen
                | Deed::OfficeRenamed
                | Deed::OfficePlaced),
            ) => {
                self.redo.clear();
                self.last_done = Some(id);
                step.deed = deed;
                self.undo.push(step);
            }
            // The name of the office goes along with a step of a report.
            LoggedKind::Done(Deed::OfficeAdapted) => {}
            LoggedKind::Done(_) => *self = Self { last_done: Some(id), ..Self::default() },
        }
    }
}

impl OfficeStep {
    /// The step that takes the operation back which took this one back.
    fn reverted_by(self, by: Self, way: UndoWay) -> Self {
        Self { way, last: by.last, before: by.before, after: by.after, ..self }
    }

    /// Whether what it left stands there, and what it found can be put back.
    fn is_possible(&self, conn: &Connection) -> Inner<bool> {
        Ok(self.kept.state(conn)? == self.after && self.has_bytes(conn)?)
    }

    /// Whether the bytes of the Word document that belongs to what it found are there.
    fn has_bytes(&self, conn: &Connection) -> Inner<bool> {
        let hash = |state: &Option<String>| {
            let state = state.as_deref().filter(|_| self.kept.kind == KeptKind::Look);
            state.and_then(|json| serde_json::from_str::<LookState>(json).ok())?.sha256
        };
        match hash(&self.before) {
            None => Ok(true),
            before if before == hash(&self.after) => Ok(true),
            Some(before) => Ok(former::skeleton(conn, &before)?.is_some()),
        }
    }
}

fn stacks(conn: &Connection, office: &OfficeCode, run: &str) -> Inner<Stacks> {
    let mut stacks = Stacks::default();
    let mut statement = conn.prepare_cached(OPERATIONS)?;
    let mut rows = statement.query(params![office.as_str(), run])?;
    while let Some(row) = rows.next()? {
        let last = OperationId::from_row(row.get(0)?);
        let fault = || Fault::record("operation", last.row());
        let (name, at, entity): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
        let reverts: Option<i64> = row.get(2)?;
        let kind = LoggedKind::from_row(&name, reverts.map(OperationId::from_row));
        let of = KeptKind::from_name(&entity).ok_or_else(fault)?;
        let (before, after): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
        let step = OfficeStep {
            deed: Deed::Later,
            at: parse_time(&at).ok_or_else(fault)?,
            kept: Kept { kind: of, key: office.to_string() },
            from: before.clone(),
            to: after.clone(),
            way: UndoWay::Back,
            last,
            before,
            after,
        };
        stacks.push(kind.ok_or_else(fault)?, step);
    }
    Ok(stacks)
}

/// The newest of some steps that is possible.
fn top(conn: &Connection, steps: Vec<OfficeStep>) -> Inner<Option<OfficeStep>> {
    for step in steps.into_iter().rev() {
        if step.is_possible(conn)? {
            return Ok(Some(step));
        }
    }
    Ok(None)
}

impl Store {
    /// What can be taken back and done again of what is kept of an office, of what was done in a run of the program.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn office_steps(&self, office: &OfficeCode, run: &str) -> Result<OfficeSteps, StoreError> {
        self.snapshot(|conn| {
            let Stacks { undo, redo, last_done } = stacks(conn, office, run)?;
            Ok(OfficeSteps { undo: top(conn, undo)?, redo: top(conn, redo)?, last_done })
        })
    }

    /// Takes back, or does again, a step that [`Store::office_steps`] told, as a new operation.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn take_back_of_office(
        &mut self,
        step: OfficeStep,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let kind = match step.way {
            UndoWay::Back => LoggedKind::Undo(step.last),
            UndoWay::Forth => LoggedKind::Redo(step.last),
        };
        let OfficeStep { kept, before, .. } = step;
        self.transact(&Task { kind, detail: "", stamp }, |writer| {
            let differing = Differing { kept: kept.clone(), logged: before, stands: None };
            writer.keep(&kept, |conn| match kept.kind {
                KeptKind::Look => {
                    former::remember(conn, &kept.key)?;
                    put_look(conn, &differing, &[])
                }
                KeptKind::Checks => put_checks(conn, &differing),
                _ => put_office(conn, &differing),
            })
        })?;
        Ok(())
    }
}

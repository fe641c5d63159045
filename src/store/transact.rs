//! The one way to write: values and their log rows in one transaction, all or nothing.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Fault, Inner, StoreError};
use super::fields;
use super::ids::{OperationId, ReportId};
use super::kept::Kept;
use super::log;
use super::log_row::LogRow;
use super::open::{Access, Store};
use super::operation::{LoggedKind, OperationInfo, Stamp, Task};
use super::report_row::{self, ListedReport};
use super::steps::{LoggedOperation, Stacks, UndoStep, UndoWay};
use super::typing::TypingStep;
use crate::report::change::{Change, Edit};
use crate::report::deed::Deed;
use crate::report::field::Field;

/// What an operation came to. It is on the disk when this is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The operation in the log; `None` when nothing was to be changed.
    pub operation: Option<OperationId>,
    /// What changed, in order.
    pub changes: Vec<Change>,
    /// What undo would take back now.
    pub undo: Option<UndoStep>,
    /// What redo would do again now.
    pub redo: Option<UndoStep>,
    /// The last operation of the report that is neither undo nor redo.
    pub last_done: Option<OperationId>,
    /// The report as lists show it now.
    pub row: ListedReport,
}

/// An open transaction: writes fields and remembers what to log.
pub(super) struct Writer<'a> {
    pub(super) conn: &'a Connection,
    /// Whose operation it is.
    pub(super) report: Option<ReportId>,
    /// The operation that it goes on with.
    pub(super) continues: Option<OperationId>,
    /// The step of typing that the newest operation belongs to.
    pub(super) typing: Option<TypingStep>,
    changes: Vec<Change>,
    /// What is logged besides fields of a report.
    others: Vec<LogRow>,
}

/// What a transaction returned and saved.
pub(super) struct Done<T> {
    pub(super) value: T,
    pub(super) operation: Option<OperationId>,
    changes: Vec<Change>,
    typing: Option<TypingStep>,
    standing: Option<AfterReport>,
}

/// What can be taken back and done again in a report after a transaction, and its row in the list.
struct AfterReport {
    undo: Option<UndoStep>,
    redo: Option<UndoStep>,
    last_done: Option<OperationId>,
    row: ListedReport,
}

impl<T> Done<T> {
    /// What the transaction came to, where it was about a report.
    pub(super) fn applied(self) -> Inner<Applied> {
        let Self { operation, changes, standing, .. } = self;
        let AfterReport { undo, redo, last_done, row } = standing.ok_or(Fault::NoSuchReport)?;
        Ok(Applied { operation, changes, undo, redo, last_done, row })
    }
}

impl Writer<'_> {
    /// Carries out an edit; one that changes nothing leaves no trace.
    pub(super) fn edit(&mut self, report: ReportId, edit: Edit) -> Inner<()> {
        let before = fields::get(self.conn, report, edit.field())?;
        let change = Change::of(edit, before);
        if change.is_change() {
            fields::put(self.conn, report, &change)?;
            self.changes.push(change);
        }
        Ok(())
    }

    /// Logs a change of the writer's report that has been carried out already.
    pub(super) fn log(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Changes something that is kept, and logs what stood there before and what stands there after.
    pub(super) fn keep<T>(
        &mut self,
        kept: &Kept,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Inner<T> {
        let before = kept.state(self.conn)?;
        let value = work(self.conn)?;
        let after = kept.state(self.conn)?;
        if before != after {
            self.others.push(LogRow::kept(kept, before, after));
        }
        Ok(value)
    }

    /// Logs something that was made just now.
    pub(super) fn log_made(&mut self, kept: &Kept) -> Inner<()> {
        let after = kept.state(self.conn)?;
        self.others.push(LogRow::kept(kept, None, after));
        Ok(())
    }

    /// Logs that a report is gone of which the log knew nothing: what it said is in the copy that is kept of the file.
    pub(super) fn log_gone(&mut self, report: &Kept) {
        self.others.push(LogRow::kept(report, Some("{}".to_owned()), None));
    }

    /// Logs of something that is kept what stood there before everything was done; nothing where that stands there
    /// now.
    pub(super) fn log_kept(&mut self, kept: &Kept, before: Option<String>) -> Inner<()> {
        let after = kept.state(self.conn)?;
        if before != after {
            self.others.push(LogRow::kept(kept, before, after));
        }
        Ok(())
    }

    /// What has been changed so far.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Logs what was changed; nothing when nothing was.
    fn finish(&mut self, task: &Task<'_>) -> Inner<Option<LoggedOperation>> {
        let mut rows = std::mem::take(&mut self.others);
        for change in &self.changes {
            rows.push(LogRow::field(change)?);
        }
        if rows.is_empty() {
            return Ok(None);
        }
        let operation = log::append(self.conn, task, self.report, self.continues, &rows)?;
        self.typing = match (self.typing.take(), self.continues) {
            (Some(step), Some(_)) => Some(step.went_on(operation)),
            _ => TypingStep::begun(task, self.report, &rows, operation),
        };
        if let Some(report) = self.report {
            report_row::keep_summary(self.conn, report, &self.changes, task.stamp.standing)?;
        }
        Ok(Some(LoggedOperation {
            id: operation,
            kind: task.kind,
            continues: self.continues,
            at: task.stamp.at,
            detail: task.detail.to_owned(),
            run: task.stamp.run.name.clone(),
        }))
    }
}

impl Store {
    /// Runs `work` in a transaction, logs what it changed, and returns when it is on the disk: with
    /// how the report then stands, read before the commit, so that nothing can fail behind it.
    pub(super) fn transact<T>(
        &mut self,
        task: &Task<'_>,
        work: impl FnOnce(&mut Writer<'_>) -> Inner<T>,
    ) -> Result<Done<T>, StoreError> {
        self.settle_doubt()?;
        // Taken out, and put back when all is on the disk: after an error it is read anew.
        let mut stacks = std::mem::take(self.stacks.get_mut());
        let typing = self.typing.take();
        let run = |conn: &mut Connection| -> Inner<Done<T>> {
            // Dropped without commit, it is rolled back.
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut writer = Writer {
                conn: &tx,
                report: None,
                continues: None,
                typing,
                changes: Vec::new(),
                others: Vec::new(),
            };
            let value = work(&mut writer)?;
            let logged = writer.finish(task)?;
            let Writer { report, changes, typing, .. } = writer;
            let operation = logged.as_ref().map(|logged| logged.id);
            let standing = match report {
                None => None,
                Some(report) => {
                    let stacks = match stacks.entry(report) {
                        Entry::Occupied(known) => {
                            let known = known.into_mut();
                            logged.into_iter().for_each(|logged| known.push(logged));
                            known
                        }
                        Entry::Vacant(place) => place.insert(Stacks::of(&tx, report)?),
                    };
                    Some(AfterReport {
                        undo: stacks.step(&tx, report, UndoWay::Back)?,
                        redo: stacks.step(&tx, report, UndoWay::Forth)?,
                        last_done: stacks.last_done,
                        row: report_row::one(&tx, report)?,
                    })
                }
            };
            match operation {
                Some(_) => tx.commit()?,
                None => tx.rollback()?,
            }
            Ok(Done { value, operation, changes, typing, standing })
        };
        // Before, so that nothing is written where nobody finds it; behind, as only this makes it a promise.
        self.in_place()?;
        let mut done = self.write(run)?;
        self.in_place()?;
        *self.stacks.get_mut() = stacks;
        self.typing = done.typing.take();
        Ok(done)
    }

    /// As [`Store::transact`], where the work is about a report.
    pub(super) fn transact_report(
        &mut self,
        task: &Task<'_>,
        work: impl FnOnce(&mut Writer<'_>) -> Inner<()>,
    ) -> Result<Applied, StoreError> {
        let done = self.transact(task, work)?;
        done.applied().map_err(|fault| fault.at(self.path()))
    }

    /// As [`Store::transact`], where the work is about something that is kept besides the fields of reports.
    pub(super) fn transact_kept(
        &mut self,
        deed: Deed,
        kept: &Kept,
        stamp: &Stamp,
        work: impl FnOnce(&Connection) -> Inner<()>,
    ) -> Result<(), StoreError> {
        let task = Task { kind: LoggedKind::Done(deed), detail: "", stamp };
        self.transact(&task, |writer| writer.keep(kept, work))?;
        Ok(())
    }

    /// Carries out edits of one report as one operation. What stood there before is read from the
    /// file itself; edits that change nothing are not logged, and of several edits of one field the
    /// last one counts.
    ///
    /// Typing on in one field within a minute joins the operations before into one step of undo.
    /// Whether a finished report may be changed is for the caller to decide.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`]; [`StoreError::ReportExists`] when a header moves the report to
    /// a period that is taken; [`StoreError::DiskFull`] and the like, then nothing was saved.
    pub fn save_edits(
        &mut self,
        report: ReportId,
        edits: &[Edit],
        info: &OperationInfo,
    ) -> Result<Applied, StoreError> {
        let task = Task::done(info);
        self.transact_report(&task, |writer| {
            report_row::exists(writer.conn, report)?;
            writer.report = Some(report);
            let places = edits.iter().enumerate().map(|(place, edit)| (edit.field(), place));
            let last: HashMap<&Field, usize> = places.collect();
            for (place, edit) in edits.iter().enumerate() {
                if last.get(edit.field()) == Some(&place) {
                    writer.edit(report, edit.clone())?;
                }
            }
            if info.deed.is_typing()
                && let [change] = writer.changes()
            {
                let row = LogRow::field(change)?;
                let step = writer.typing.as_ref();
                writer.continues = step.and_then(|step| step.continued_by(&task, report, &row));
            }
            Ok(())
        })
    }

    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> Inner<T>,
    ) -> Result<T, StoreError> {
        if self.access() == Access::Read {
            return Err(StoreError::ReadOnly { path: self.path().to_owned() });
        }
        self.settle_doubt()?;
        let (conn, path) = self.parts();
        let done = work(conn).map_err(|fault: Fault| fault.at(path));
        self.doubting(done)
    }
}

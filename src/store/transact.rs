//! The one way to write: values and their log rows in one transaction, all or nothing.

use chrono::NaiveDateTime;
use rusqlite::{Connection, TransactionBehavior};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::log::{self, LogRow};
use super::open::Store;
use super::operation::{LoggedKind, OperationInfo, OperationKind, Saved, Session};
use super::{fields, reports};
use crate::report::change::{Change, Edit};
use crate::report::template::TemplateRef;

/// What the log will say about a transaction, besides what it changes.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) kind: LoggedKind,
    pub(super) at: NaiveDateTime,
    pub(super) session: &'a Session,
    pub(super) description: &'a str,
}

impl<'a> Task<'a> {
    pub(super) fn done(info: &'a OperationInfo) -> Self {
        Self {
            kind: LoggedKind::Done(info.kind),
            at: info.at,
            session: &info.session,
            description: &info.description,
        }
    }
}

/// An open transaction: writes fields and remembers what to log.
pub(super) struct Writer<'a> {
    pub(super) conn: &'a Connection,
    /// Whose operation it is.
    pub(super) report: Option<ReportId>,
    /// The operation that it goes on with.
    pub(super) continues: Option<OperationId>,
    changes: Vec<Change>,
    template: Option<LogRow>,
}

/// What a transaction returned and saved.
pub(super) struct Done<T> {
    pub(super) value: T,
    pub(super) saved: Saved,
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

    /// Logs a template that has been added.
    pub(super) fn log_template(&mut self, template: &TemplateRef, sha256: &str) {
        self.template = Some(LogRow::template(template, sha256));
    }

    /// What has been changed so far.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    fn finish(self, task: &Task<'_>) -> Inner<Saved> {
        let Self { conn, report, continues, changes, template } = self;
        let mut rows: Vec<LogRow> = template.into_iter().collect();
        for change in &changes {
            rows.push(LogRow::field(change)?);
        }
        if rows.is_empty() {
            return Ok(Saved { operation: None, changes });
        }
        let operation = log::append_operation(conn, task, report, continues)?;
        log::append_changes(conn, operation, report, &rows)?;
        Ok(Saved { operation: Some(operation), changes })
    }
}

impl Store {
    /// Runs `work` in a transaction, logs what it changed, and returns when it is on the disk.
    pub(super) fn transact<T>(
        &mut self,
        task: &Task<'_>,
        work: impl FnOnce(&mut Writer<'_>) -> Inner<T>,
    ) -> Result<Done<T>, StoreError> {
        let run = |conn: &mut Connection| -> Inner<Done<T>> {
            // Dropped without commit, it is rolled back.
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut writer = Writer {
                conn: &tx,
                report: None,
                continues: None,
                changes: Vec::new(),
                template: None,
            };
            let value = work(&mut writer)?;
            let saved = writer.finish(task)?;
            match saved.operation {
                Some(_) => tx.commit()?,
                None => tx.rollback()?,
            }
            Ok(Done { value, saved })
        };
        self.write(run)
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
    ) -> Result<Saved, StoreError> {
        let task = Task::done(info);
        let done = self.transact(&task, |writer| {
            reports::exists(writer.conn, report)?;
            writer.report = Some(report);
            for (place, edit) in edits.iter().enumerate() {
                let mut later = edits.iter().skip(place + 1);
                if !later.any(|other| other.same_field(edit)) {
                    writer.edit(report, edit.clone())?;
                }
            }
            if matches!(info.kind, OperationKind::Typed | OperationKind::Restored)
                && let [change] = writer.changes()
            {
                let row = LogRow::field(change)?;
                writer.continues = log::continued(writer.conn, &task, report, &row)?;
            }
            Ok(())
        })?;
        Ok(done.saved)
    }

    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> Inner<T>,
    ) -> Result<T, StoreError> {
        let (conn, path) = self.parts();
        work(conn).map_err(|fault: Fault| fault.at(path))
    }
}

//! The step of typing that the newest operation of a data file belongs to.

use chrono::{NaiveDateTime, TimeDelta};

use super::ids::{OperationId, ReportId};
use super::log_row::LogRow;
use super::operation::{LoggedKind, Task};
use crate::report::deed::Deed;

/// How long typing on in one field stays one step of undo.
const STEP_SECONDS: i64 = 60;

/// Operations behind each other that typed into one field, and together are one step of undo.
///
/// Only this program writes the file, and a step ends with the run that began it: so it is remembered here, and
/// not looked for in the log at every key.
#[derive(Debug)]
pub(super) struct TypingStep {
    report: ReportId,
    run: String,
    /// What the user did in its first operation.
    deed: Deed,
    /// When its first operation was done.
    began: NaiveDateTime,
    /// What its first operation changed.
    first: LogRow,
    last: OperationId,
}

impl TypingStep {
    /// The step that an operation begins; none where it did not type into one field.
    pub(super) fn begun(
        task: &Task<'_>,
        report: Option<ReportId>,
        rows: &[LogRow],
        operation: OperationId,
    ) -> Option<Self> {
        let (LoggedKind::Done(deed), [first]) = (task.kind, rows) else { return None };
        let run = task.stamp.run.name.clone();
        let (began, first) = (task.stamp.at, first.clone());
        let report = report.filter(|_| deed.is_typing())?;
        Some(Self { report, run, deed, began, first, last: operation })
    }

    /// The same with one more operation.
    pub(super) fn went_on(self, operation: OperationId) -> Self {
        Self { last: operation, ..self }
    }

    /// The operation that typing into a field goes on with: the newest of the file, when it typed the same thing
    /// into the same field of the same report in the same run, and the step began less than a minute ago. The
    /// name of a row and who carries it out are kept in one field, and yet are two things. A step does not come
    /// back to what it started from, unless Escape brought the field back there: such a step is passed over by
    /// undo, which so always shows something.
    pub(super) fn continued_by(
        &self,
        task: &Task<'_>,
        report: ReportId,
        row: &LogRow,
    ) -> Option<OperationId> {
        let LoggedKind::Done(deed) = task.kind else { return None };
        let is_restored = deed == Deed::Restored;
        let age = task.stamp.at - self.began;
        let is_young = age <= TimeDelta::seconds(STEP_SECONDS);
        let is_same = self.report == report
            && self.run == task.stamp.run.name
            && self.first.field_names() == row.field_names();
        let goes_on = age >= TimeDelta::zero()
            && (is_restored || is_young && self.deed == deed && !self.first.is_undone_by(row));
        (is_same && goes_on).then_some(self.last)
    }
}

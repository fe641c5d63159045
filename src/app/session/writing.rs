//! Edits of a report on their way into the open data file, and what they come to.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::steps::ReportSteps;
use crate::app::summaries::ReportNews;
use crate::app::words::histories;
use crate::calc::progress;
use crate::document::Source;
use crate::report::change::Edit;
use crate::report::content::{Header, Report};
use crate::report::deed::Deed;
use crate::report::field::{Field, FieldValue};
use crate::store::{Applied, OperationInfo, ReportId, StoreError, UndoStep};

/// Refuses to change a closed report (final, sent, accepted): its edits may only move it to another status,
/// and may change more when they open it again.
pub(super) fn refuse_closed(header: &Header, edits: &[Edit]) -> Result<(), Problem> {
    let new_header = |edit: &Edit| match edit.value() {
        Some(FieldValue::Header(new)) => Some(new.clone()),
        _ => None,
    };
    // Of several headers the last one counts: opened and closed again in between is not open.
    let last = edits.iter().rev().find_map(new_header);
    let opens = last.is_some_and(|new| !new.status.is_closed());
    let is_status = |edit: &Edit| {
        new_header(edit)
            .is_some_and(|new| Header { status: header.status.clone(), ..new } == *header)
    };
    let may = !header.status.is_closed() || opens || edits.iter().all(is_status);
    if may { Ok(()) } else { Err(Problem::closed_report(header.period.key.kind())) }
}

impl Session {
    /// Writes edits of a report and tells how it stands then.
    ///
    /// # Errors
    /// When they could not be written; nothing of them was.
    pub fn save(
        &mut self,
        id: ReportId,
        edits: &[Edit],
        deed: Deed,
    ) -> Result<Option<ReportNews>, Problem> {
        self.save_of(id, edits, deed, "")
    }

    /// The same with the name of a file or an agency that belongs to what was done.
    pub(in crate::app) fn save_of(
        &mut self,
        id: ReportId,
        edits: &[Edit],
        deed: Deed,
        detail: &str,
    ) -> Result<Option<ReportNews>, Problem> {
        let deed = match (deed, edits) {
            (Deed::Typed, [edit]) => match edit.value() {
                Some(FieldValue::Header(after)) => {
                    Deed::of_header(&self.at_hand(id)?.header, after)
                }
                _ => deed,
            },
            _ => deed,
        };
        let info = self.info_after(id, deed, edits).map_err(Problem::about_saving)?;
        let info = OperationInfo { detail: detail.to_owned(), ..info };
        let applied = self.store.save_edits(id, edits, &info);
        let applied = self.settled(applied).map_err(Problem::about_saving)?;
        match applied.operation {
            None => Ok(None),
            Some(_) => self.news(applied).map(Some),
        }
    }

    /// Takes back the last change of a report; none when there is none.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn undo(&mut self, id: ReportId) -> Result<Option<ReportNews>, Problem> {
        let step = self.undo_of_fields(id)?;
        self.name_as(id, step.as_ref(), |names| names.0)?;
        step.map(|step| self.take_back(id, step)).transpose()
    }

    /// Where something was changed, in the order in which it was done the first time.
    ///
    /// # Errors
    /// When the report's template cannot be read.
    pub fn places_of(&mut self, news: &ReportNews) -> Result<Vec<Source>, Problem> {
        let template = self.template_of(news.row.id)?;
        // Taking back goes from the last change to the first.
        let changes = news.changes.iter().rev();
        Ok(changes.map(|change| histories::of_change(change, &template).source).collect())
    }

    /// Does again what was taken back; none when nothing was.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn redo(&mut self, id: ReportId) -> Result<Option<ReportNews>, Problem> {
        let step = self.redo_of_fields(id)?;
        self.name_as(id, step.as_ref(), |names| names.1)?;
        step.map(|step| self.take_back(id, step)).transpose()
    }

    /// Gives the office the name back that goes with a step of undo or redo, where the step came with another name.
    fn name_as(
        &mut self,
        id: ReportId,
        step: Option<&UndoStep>,
        of: impl for<'n> Fn((&'n str, &'n str)) -> &'n str,
    ) -> Result<(), Problem> {
        let Some(step) = step.filter(|step| step.deed == Deed::OfficeAdapted) else {
            return Ok(());
        };
        if let Some(names) = step.detail.split_once('\n') {
            let name = of(names).to_owned();
            self.info_after(id, step.deed, &[])?;
            self.rename_along(id, &name)?;
        }
        Ok(())
    }

    fn take_back(&mut self, id: ReportId, step: UndoStep) -> Result<ReportNews, Problem> {
        let info = self.info_after(id, step.deed, &step.edits)?;
        let applied = self.store.take_back(id, step, &info.stamp);
        let applied = self.settled(applied)?;
        self.news(applied)
    }

    /// What an operation came to, for whoever shows the report.
    pub(super) fn news(&mut self, applied: Applied) -> Result<ReportNews, Problem> {
        let Applied { changes, undo, redo, last_done, row, .. } = applied;
        let row = self.told_row(row)?;
        let steps = self.steps_with(row.id, ReportSteps { undo, redo, last_done })?;
        let steps = steps.names(&*self.template_of(row.id)?);
        Ok(ReportNews { changes, steps, row })
    }

    /// What the log will say about edits of the report at hand, which takes them over: how much is
    /// entered afterwards is kept with the report. Every way of writing to a report that is there asks here.
    ///
    /// # Errors
    /// When the report is closed and the edits do not open it.
    pub(super) fn info_after(
        &mut self,
        id: ReportId,
        deed: Deed,
        edits: &[Edit],
    ) -> Result<OperationInfo, Problem> {
        let report = self.at_hand(id)?;
        refuse_closed(&report.header, edits)?;
        // A number in the place of a number leaves as much entered as before: most edits are of this kind.
        let mut is_as_before = true;
        for edit in edits {
            let figure = match edit.field() {
                Field::Figure(key) => Some(key),
                _ => None,
            };
            let before = figure.map(|key| progress::is_entered(report, key));
            report.edit(edit.clone());
            let after = figure.map(|key| progress::is_entered(report, key));
            is_as_before &= before.is_some() && before == after;
        }
        if is_as_before {
            return Ok(self.info(deed, "", None));
        }
        let template = self.template_of(id)?;
        let standing = progress::report(self.at_hand(id)?, &template).standing();
        Ok(self.info(deed, "", Some(standing)))
    }

    /// Behind a writing call: the report at hand took its edits over, and is read anew when the file
    /// did not.
    pub(super) fn settled<T>(&mut self, done: Result<T, StoreError>) -> Result<T, Problem> {
        if done.is_err() {
            self.at_hand = None;
        }
        self.told(done)
    }

    /// A report was changed in the file on another way than by its edits.
    pub(super) fn forget_at_hand(&mut self) {
        self.at_hand = None;
    }

    /// The report that is written to.
    pub(in crate::app) fn at_hand(&mut self, id: ReportId) -> Result<&mut Report, Problem> {
        let known = self.at_hand.take().filter(|(known, _)| *known == id);
        let known = match known {
            Some(known) => known,
            None => (id, self.report(id)?),
        };
        Ok(&mut self.at_hand.insert(known).1)
    }
}

//! Reports that are deleted and brought back, and the making of a report as a step of undo.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::reports::{Wanted, choice_of};
use crate::app::summaries::{FormSummary, NewReport};
use crate::app::words::histories;
use crate::report::deed::Deed;
use crate::store::{DeletedReport, ListedReport, ReportId, StepOf, UndoStep};

impl Session {
    /// Deletes a report; as lists showed it. It can be brought back.
    ///
    /// # Errors
    /// When it is closed, is not there, or the file cannot be written.
    pub fn delete(&mut self, id: ReportId) -> Result<ListedReport, Problem> {
        let header = &self.at_hand(id)?.header;
        if header.status.is_closed() {
            return Err(Problem::closed_to_deleting(header.period.key));
        }
        let deleted = self.store.delete_report(id, &self.stamp(None));
        self.forget_at_hand();
        Ok(self.told(deleted)?.row)
    }

    /// Brings a deleted report back as it was.
    ///
    /// # Errors
    /// When there is another for its period since, or the file cannot be written.
    pub fn bring_back(&mut self, id: ReportId) -> Result<NewReport, Problem> {
        let back = self.store.bring_back(id, &self.stamp(None));
        let row = self.told(back)?.row;
        self.made_known(row)
    }

    /// The deleted report that is meant: of several the one that was deleted last.
    ///
    /// # Errors
    /// When there is none, or of several offices or forms.
    pub fn find_deleted(&self, wanted: Wanted) -> Result<ReportId, Problem> {
        let Wanted { office, template, period } = wanted;
        let office = office.map(|called| self.listed_office(&called)).transpose()?;
        let is_meant = |row: &ListedReport| {
            row.period.key == period
                && office.as_ref().is_none_or(|listed| listed.office.code == row.office.code)
                && template.as_ref().is_none_or(|key| row.template.key.as_str() == key)
        };
        let rows = self.deleted()?.into_iter().map(|deleted| deleted.row).filter(is_meant);
        let rows: Vec<ListedReport> = rows.collect();
        let mut meant: Vec<&ListedReport> = Vec::new();
        for row in &rows {
            if !meant.iter().any(|known| known.key() == row.key()) {
                meant.push(row);
            }
        }
        match meant.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Problem::none_deleted(period, self.path())),
            several => {
                let choices = several.iter().map(|row| choice_of(row)).collect();
                Err(Problem::several_reports(period, choices, self.path()))
            }
        }
    }

    /// The reports that are deleted and can be brought back, the one that was deleted last in front.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deleted(&self) -> Result<Vec<DeletedReport>, Problem> {
        self.told(self.store.deleted_reports())
    }

    /// Takes back that a report was made, where that is what undo would take back, and tells the report and what the
    /// step is called; none where it is not.
    ///
    /// # Errors
    /// When the report is closed, or the file cannot be written.
    pub fn undo_making(&mut self, id: ReportId) -> Result<Option<(ListedReport, String)>, Problem> {
        let Some(step) = self.undo_of_making(id)? else { return Ok(None) };
        let header = &self.at_hand(id)?.header;
        if header.status.is_closed() {
            return Err(Problem::closed_to_deleting(header.period.key));
        }
        let template = self.template_of(id)?;
        let name = histories::step_name(&step, &template);
        let taken = self.store.take_back(id, step, &self.stamp(None));
        self.forget_at_hand();
        Ok(Some((self.told(taken)?.row, name)))
    }

    /// Makes the report again whose making was taken back by the last thing that was done; none where that was
    /// something else.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn redo_making(&mut self) -> Result<Option<(NewReport, String)>, Problem> {
        let Some(id) = self.told(self.store.taken_back_last())? else { return Ok(None) };
        let Some(step) = self.made_again_next()? else { return Ok(None) };
        let taken = self.store.take_back(id, step.clone(), &self.stamp(None));
        let row = self.told(taken)?.row;
        let template = self.template_of(id)?;
        let name = histories::step_name(&step, &template);
        Ok(Some((self.made_known(row)?, name)))
    }

    /// The step that makes the report again whose making was taken back by the last thing that was done.
    pub(super) fn made_again_next(&self) -> Result<Option<UndoStep>, Problem> {
        let Some(id) = self.told(self.store.taken_back_last())? else { return Ok(None) };
        Ok(self.told(self.store.redoable(id))?.map(|step| self.named(id, step)))
    }

    /// A step as it is offered: that a report was made is taken back in the run in which somebody made it, and never of
    /// the only report of a file, behind which there is nothing to go back to.
    pub(super) fn offered(
        &self,
        id: ReportId,
        step: Option<UndoStep>,
    ) -> Result<Option<UndoStep>, Problem> {
        let Some(step) = step else { return Ok(None) };
        let is_own =
            matches!(step.deed, Deed::ReportCreated | Deed::Imported) && step.run == self.run.name;
        let is_offered = match step.of {
            StepOf::Fields => true,
            StepOf::Making => is_own && self.reports()?.len() > 1,
        };
        Ok(Some(step).filter(|_| is_offered).map(|step| self.named(id, step)))
    }

    /// A step with the period of its report, where it is the making of that.
    fn named(&self, id: ReportId, mut step: UndoStep) -> UndoStep {
        if let (StepOf::Making, Ok(row)) = (step.of, self.store.listed_report(id)) {
            step.detail = row.period.key.label_in_sentence();
        }
        step
    }

    fn made_known(&mut self, row: ListedReport) -> Result<NewReport, Problem> {
        let row = self.told_row(row)?;
        let template = self.template(&row.template)?;
        Ok(NewReport { row, form: FormSummary::of(&template) })
    }
}

//! What the window asks about reports as a whole: deleted, brought back, their making taken back and done again.

use super::desk::{Desk, took_back};
use crate::app::message::{Event, NewReport, Removal};
use crate::app::problem::Problem;
use crate::store::ReportId;

impl Desk {
    /// Deletes a report.
    pub(super) fn delete(&mut self, id: ReportId) -> Result<(), Problem> {
        let row = Box::new(self.session()?.delete(id)?);
        self.tell(Event::Removed { row, by: Removal::Deleted })
    }

    /// Brings a deleted report back and shows it.
    pub(super) fn bring_back(&mut self, id: ReportId) -> Result<(), Problem> {
        let back = self.session()?.bring_back(id)?;
        let said = format!("Đã khôi phục báo cáo {}", back.row.period.key.label_in_sentence());
        self.tell_made(back, said)
    }

    /// Tells which reports are deleted.
    pub(super) fn list_deleted(&mut self) -> Result<(), Problem> {
        let deleted = self.session()?.deleted()?;
        self.tell(Event::DeletedListed(deleted))
    }

    /// Takes back that a report was made, where that is what undo would take back; whether it was.
    pub(super) fn undo_making(&mut self, id: ReportId) -> Result<bool, Problem> {
        let Some((row, step)) = self.session()?.undo_making(id)? else { return Ok(false) };
        let (row, by) = (Box::new(row), Removal::Undone { step });
        self.tell(Event::Removed { row, by }).map(|()| true)
    }

    /// Makes a report again whose making was taken back just now; whether there was one.
    pub(super) fn redo_making(&mut self) -> Result<bool, Problem> {
        let Some((made, step)) = self.session()?.redo_making()? else { return Ok(false) };
        self.tell_made(made, took_back("Đã làm lại", Some(&step))).map(|()| true)
    }

    /// A report is there again; it is shown, and what happened to it is said.
    fn tell_made(&mut self, made: NewReport, said: String) -> Result<(), Problem> {
        let id = made.row.id;
        self.tell(Event::Made(Box::new(made)))?;
        self.load(id, Some(said))
    }
}

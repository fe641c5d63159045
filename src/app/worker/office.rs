//! What the window asks about what is kept of offices besides their reports: names and places, how reports look and are
//! checked; and these as steps of undo.

use std::path::Path;

use super::desk::{Desk, took_back};
use crate::app::message::{Event, OfficePart, OfficeWish};
use crate::app::problem::Problem;
use crate::app::session::steps::OfficeTaken;
use crate::app::words;
use crate::calc::check::Settings;
use crate::report::look::Look;
use crate::store::{KeptKind, ReportId};

impl Desk {
    pub(super) fn take_skeleton(&mut self, report: ReportId, path: &Path) -> Result<(), Problem> {
        let look = self.session()?.take_skeleton(report, path)?;
        let left_out = words::skeletons::left_out(&look.skeleton);
        self.tell(Event::LookChanged { report, look })?;
        self.tell_steps(report)?;
        let said = std::iter::once("Đã dùng mẫu Word của đơn vị".to_owned());
        self.say(&said.chain(left_out).collect::<Vec<_>>().join(". "))
    }

    pub(super) fn drop_skeleton(&mut self, report: ReportId) -> Result<(), Problem> {
        let look = self.session()?.drop_skeleton(report)?;
        self.tell(Event::LookChanged { report, look })?;
        self.tell_steps(report)?;
        self.say("Đã trở lại mẫu Word của chương trình")
    }

    pub(super) fn rename_office(&mut self, report: ReportId, name: &str) -> Result<(), Problem> {
        let session = self.session()?;
        match session.rename_office(report, name) {
            Ok(office) => {
                self.tell(Event::OfficeNamed(office))?;
                self.tell_steps(report)?;
                self.say("Đã đổi tên đơn vị")
            }
            Err(problem) => {
                // The window shows again what the office is called in the file.
                let office = session.at_hand(report)?.office.clone();
                self.tell(Event::OfficeNamed(office))?;
                Err(problem)
            }
        }
    }

    pub(super) fn place_office(&mut self, wish: OfficeWish) -> Result<(), Problem> {
        let session = self.session()?;
        let placed = session.put_office(&wish);
        let report = session.report_at_hand();
        self.tell(match placed {
            Ok(office) => Event::OfficePlaced(office),
            Err(problem) => Event::OfficeRefused { wish, problem },
        })?;
        report.map_or(Ok(()), |report| self.tell_steps(report))
    }

    /// Keeps the choices; when they cannot be kept, the window shows again those that are.
    pub(super) fn set_look(&mut self, report: ReportId, look: Look) -> Result<(), Problem> {
        let session = self.session()?;
        let kept = session.set_look(report, look);
        if kept.is_err() {
            let look = session.look_of(report)?;
            self.tell(Event::LookChanged { report, look })?;
        }
        kept?;
        self.tell_steps(report)
    }

    /// The same for how reports are checked.
    pub(super) fn set_checks(
        &mut self,
        report: ReportId,
        checks: &Settings,
    ) -> Result<(), Problem> {
        let session = self.session()?;
        let kept = session.set_checks(report, checks);
        if kept.is_err() {
            let checks = session.checks_of(report)?;
            self.tell(Event::ChecksChanged { report, checks })?;
        }
        kept?;
        self.tell_steps(report)
    }

    /// Takes back what was done last to what is kept of an office, where undo would take that back next; whether it was.
    pub(super) fn undo_of_office(&mut self, report: ReportId) -> Result<bool, Problem> {
        let taken = self.session()?.undo_of_office(report)?;
        self.tell_taken(report, taken, "Đã hoàn tác")
    }

    /// Does again what was taken back of it last, where redo would do that next; whether it was.
    pub(super) fn redo_of_office(&mut self, report: ReportId) -> Result<bool, Problem> {
        let taken = self.session()?.redo_of_office(report)?;
        self.tell_taken(report, taken, "Đã làm lại")
    }

    fn tell_taken(
        &mut self,
        report: ReportId,
        taken: Option<OfficeTaken>,
        done: &str,
    ) -> Result<bool, Problem> {
        let Some(OfficeTaken { name, kind }) = taken else { return Ok(false) };
        let session = self.session()?;
        let (told, part) = match kind {
            KeptKind::Look => {
                let look = session.look_of(report)?;
                (Event::LookChanged { report, look }, OfficePart::Look)
            }
            KeptKind::Checks => {
                let checks = session.checks_of(report)?;
                (Event::ChecksChanged { report, checks }, OfficePart::Checks)
            }
            _ => (Event::Listed(session.summary()?), OfficePart::Name),
        };
        self.tell(told)?;
        self.tell_steps(report)?;
        self.tell(Event::LeadToOffice { report, part })?;
        self.say(&took_back(done, Some(&name)))?;
        Ok(true)
    }

    /// Tells what undo and redo would do to a report since.
    fn tell_steps(&mut self, report: ReportId) -> Result<(), Problem> {
        let steps = self.session()?.step_names(report)?;
        self.tell(Event::Steps { report, steps })
    }
}

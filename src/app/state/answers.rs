//! What is asked before something is done, and what follows from each answer.

use chrono::NaiveDateTime;

use super::{Effect, Notice, Question, State};
use crate::app::message::Existing;
use crate::app::open_report::OpenReport;
use crate::app::platform::clock;
use crate::report::content::{Header, ReportStatus};

/// What is to be looked at instead of doing what was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// The findings, the first error in front.
    Errors,
    /// The first thing that is not entered or not read; where nothing is, the findings.
    Missing,
    /// The data file that the office has already.
    KnownFile,
}

impl Question {
    /// What can be looked at instead: a report that is not all right, a file that is there already.
    pub fn instead(&self) -> Option<Instead> {
        match self {
            Self::ExportWithErrors { .. } => Some(Instead::Errors),
            Self::MarkFinal { .. } => Some(Instead::Missing),
            Self::Twin { .. } => Some(Instead::KnownFile),
            Self::Reopen
            | Self::Delete { .. }
            | Self::ReplaceReport { .. }
            | Self::RestoreBackup { .. }
            | Self::RestoreOffered { .. }
            | Self::OfficeAdapted { .. }
            | Self::CloseUnsaved => None,
        }
    }
}

impl State {
    /// Answers the open question with yes.
    pub fn confirm(&mut self) -> Vec<Effect> {
        if self.is_replacing && self.question != Some(Question::CloseUnsaved) {
            return Vec::new();
        }
        if let Some(Question::ExportWithErrors { format, .. }) = self.question {
            return self.choose_export(format);
        }
        match self.question.take() {
            None | Some(Question::ExportWithErrors { .. }) => Vec::new(),
            Some(Question::Reopen) => self.set_status(|at| ReportStatus::Reopened { at }),
            Some(Question::MarkFinal { .. }) => self.close_report(),
            Some(Question::Delete { report, .. }) => self.delete(report),
            Some(Question::ReplaceReport { path, .. }) => self.import(path, Existing::Replace),
            Some(Question::RestoreBackup { backup, .. }) => self.restore_backup(backup),
            Some(Question::RestoreOffered { data, backup, .. }) => {
                self.restore_offered(data, backup)
            }
            Some(Question::Twin { wanted, .. }) => self.make_twin(wanted),
            Some(Question::OfficeAdapted { before, after, changes }) => {
                self.adapt_to_office(&before, &after, changes)
            }
            Some(Question::CloseUnsaved) => vec![Effect::CloseWindow],
        }
    }

    /// Opens the data file that the office has already, instead of making another.
    pub fn open_known(&mut self) -> Vec<Effect> {
        match self.question.take() {
            Some(Question::Twin { known, .. }) => self.open_file(known),
            _ => Vec::new(),
        }
    }

    /// Declares the open report finished; where something in it is still open, only after a question.
    pub(super) fn mark_final(&mut self) -> Vec<Effect> {
        let open = self.open.as_ref().map(OpenReport::what_is_open).unwrap_or_default();
        if open.is_empty() {
            return self.close_report();
        }
        self.question = Some(Question::MarkFinal { open });
        self.save().into_iter().collect()
    }

    fn close_report(&mut self) -> Vec<Effect> {
        let effects = self.set_status(|at| ReportStatus::Final { at });
        let words = "Đã chốt báo cáo; muốn sửa thì chọn “Mở lại báo cáo”";
        self.notice = Some(Notice::Said(words.to_owned()));
        effects
    }

    fn set_status(&mut self, status: fn(NaiveDateTime) -> ReportStatus) -> Vec<Effect> {
        // What was typed before is a step of its own.
        let typed = self.save();
        if let Some(open) = &mut self.open {
            let status = status(clock::now());
            open.set_header(Header { status, ..open.report().header.clone() });
        }
        typed.into_iter().chain(self.save()).collect()
    }
}

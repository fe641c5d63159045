//! Reports that are deleted and brought back.

use super::{Effect, Notice, Question, Screen, State};
use crate::app::command::Command;
use crate::app::message::{FileSummary, ListedReport, Removal, Request};
use crate::report::period::of_kind;
use crate::store::{DeletedReport, ReportId};

/// Why a closed report is not deleted.
const CLOSED: &str = "Báo cáo đã chốt; hãy mở lại để sửa trước rồi mới xóa";

impl State {
    /// Why a report of the list cannot be deleted; none where it can.
    pub fn refuses_to_delete(&self, row: &ListedReport) -> Option<&'static str> {
        if let Err(reason) = self.needs_writable_file() {
            return Some(reason);
        }
        row.status.is_closed().then_some(CLOSED)
    }

    /// Asks whether a report is to be deleted, with what goes with it.
    pub fn wish_delete(&mut self, report: ReportId) -> Vec<Effect> {
        let Some(file) = &self.file else { return Vec::new() };
        let Some(row) = file.reports.iter().find(|row| row.id == report) else { return Vec::new() };
        if self.refuses_to_delete(row).is_some() || self.is_replacing {
            return Vec::new();
        }
        let words = format!("{} đã nhập {}", file.words_of(&row.key()), entered(row));
        self.question = Some(Question::Delete { report, words });
        // What was typed is deleted with it, and comes back with it.
        self.save().into_iter().collect()
    }

    /// The same of the report on screen.
    pub(super) fn wish_delete_open(&mut self) -> Vec<Effect> {
        let open = self.open_row().map(|row| row.id);
        open.map_or_else(Vec::new, |report| self.wish_delete(report))
    }

    pub(super) fn delete(&mut self, report: ReportId) -> Vec<Effect> {
        self.with_saved(Request::Delete(report))
    }

    /// Brings a deleted report back and opens it.
    pub fn bring_back(&mut self, report: ReportId) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        self.deleted = None;
        self.with_saved(Request::BringBack(report))
    }

    /// Asks which reports are deleted.
    pub(super) fn list_deleted(&mut self) -> Vec<Effect> {
        self.save().into_iter().chain([Effect::Ask(Request::ListDeleted)]).collect()
    }

    /// A report is in no list any more: it was deleted, or that it was made was taken back.
    pub(super) fn removed(&mut self, row: &ListedReport, by: Removal) -> Vec<Effect> {
        self.in_list(|file| file.remove(row.id));
        let is_open = self.open.as_ref().is_some_and(|open| open.id() == row.id);
        if is_open {
            self.open = None;
            self.steps = Default::default();
            (self.forms, self.history, self.figure_log) = (None, None, None);
            self.screen = Screen::Reports;
        }
        let period = row.period.key.label_in_sentence();
        match by {
            Removal::Deleted => {
                let words = format!("Đã xóa báo cáo {period}");
                self.notice = Some(Notice::Deleted { report: row.id, words });
                Vec::new()
            }
            Removal::Undone { step } => {
                let notice =
                    Notice::TakenBack { report: row.id, words: format!("Đã hoàn tác: {step}") };
                let before = self.before.take().filter(|_| is_open);
                let is_there = |id: &ReportId| {
                    let file = self.file.as_ref();
                    file.is_some_and(|file| file.reports.iter().any(|row| row.id == *id))
                };
                match before.filter(is_there) {
                    None => {
                        self.notice = Some(notice);
                        Vec::new()
                    }
                    Some(before) => {
                        self.notice_behind = Some(notice);
                        self.with_saved(Request::Load(before))
                    }
                }
            }
        }
    }

    /// The report that undo would bring back in the list: it was deleted just now.
    pub(super) fn deleted_just_now(&self) -> Option<ReportId> {
        match &self.notice {
            Some(Notice::Deleted { report, .. }) if self.screen == Screen::Reports => Some(*report),
            _ => None,
        }
    }

    /// The report that redo would make again in the list: its making was taken back just now.
    pub(super) fn taken_back_just_now(&self) -> Option<ReportId> {
        match &self.notice {
            Some(Notice::TakenBack { report, .. }) if self.screen == Screen::Reports => {
                Some(*report)
            }
            _ => None,
        }
    }

    /// Carries undo or redo out: in the list what was done to a whole report just now, else a step of the open one.
    pub(super) fn undo_or_redo(&mut self, command: Command) -> Vec<Effect> {
        match (command, self.deleted_just_now(), self.taken_back_just_now()) {
            (Command::Undo, Some(report), _) => self.bring_back(report),
            (Command::Redo, _, Some(report)) => self.with_saved(Request::Redo(report)),
            (Command::Undo, ..) => self.ask_of_open(Request::Undo),
            _ => self.ask_of_open(Request::Redo),
        }
    }
}

/// "112/141 số liệu, còn 3 lời văn".
fn entered(row: &ListedReport) -> String {
    let texts = row.open_texts.filter(|texts| *texts > 0);
    let texts = texts.map(|texts| format!(", còn {texts} lời văn")).unwrap_or_default();
    format!("{}/{} số liệu{texts}", row.progress.done, row.progress.total)
}

impl FileSummary {
    /// Takes a report out of the list.
    fn remove(&mut self, report: ReportId) {
        self.reports.retain(|row| row.id != report);
    }

    /// A deleted report in a few words, as it begins a sentence, and when it was deleted, by whom.
    pub fn words_of_deleted(&self, deleted: &DeletedReport) -> (String, String) {
        let row = &deleted.row;
        let series = self.series_of(row);
        let series = if series.is_empty() { series } else { format!(" · {series}") };
        let name = format!("Báo cáo {}{series}", row.period.key.label_in_sentence());
        let who = crate::app::words::who(&deleted.by);
        let who = if who.is_empty() { who } else { format!(", {who}") };
        let at = deleted.at.format("%d/%m/%Y %H:%M");
        (name, format!("đã nhập {} · xóa {at}{who}", entered(row)))
    }

    /// Whether another report stands in the place of a deleted one.
    pub fn is_taken(&self, deleted: &DeletedReport) -> bool {
        self.reports.iter().any(|row| row.key() == deleted.row.key())
    }
}

/// What is said where no report is deleted.
pub fn none_deleted(kind: Option<crate::report::period::PeriodKind>) -> String {
    of_kind("Chưa có báo cáo {kỳ} nào bị xóa", kind).into_owned()
}

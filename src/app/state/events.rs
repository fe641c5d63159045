//! What the worker and the dialogs tell, taken into the state.

use std::path::PathBuf;

use super::{Effect, FigureLog, Notice, Question, Screen, State, page_name};
use super::{Written, WrittenKind};
use crate::app::message::{Event, ListedOffice, ListedReport, LogAnswer, OfficePart, ReportNews};
use crate::app::open_report::{Loaded, OpenReport, Page};
use crate::app::platform::preferences::Pane;
use crate::app::problem::Problem;
use crate::app::summaries::FileSummary;
use crate::app::words::histories::StepNames;
use crate::report::office::Office;
use crate::store::ReportId;

impl State {
    /// Takes in what the worker or a dialog tells.
    pub fn take(&mut self, event: Event) -> Vec<Effect> {
        if event.is_answer() {
            self.busy = None;
        }
        match event {
            Event::Opened { file, resume } => return self.opened(file, resume),
            Event::NothingOpen(problem) => return self.nothing_open(problem),
            Event::TwinFound { known, wanted } => {
                self.question = Some(Question::Twin { known, wanted });
            }
            Event::FilesMissing(missing) => self.missing_files = missing,
            Event::PasswordWanted(locked) => self.password_wanted(locked),
            Event::Listed(file) => self.listed(file),
            Event::Steps { report, steps } => self.take_steps(report, steps),
            Event::LeadToOffice { report, part } => return self.led_to_office(report, part),
            Event::Removed { row, by } => return self.removed(&row, by),
            Event::DeletedListed(deleted) => self.deleted = Some(deleted),
            Event::Counted(row) => self.in_list(|file| file.update(*row)),
            Event::Made(report) => self.in_list(|file| file.add(*report)),
            Event::OfficeNamed(office) => self.office_named(&office),
            Event::OfficePlaced(listed) => self.office_placed(listed),
            Event::OfficeRefused { wish, problem } => self.refused_offices.push((wish, problem)),
            Event::Loaded { loaded, said } => return self.loaded(*loaded, said),
            Event::Saved { report, batch, at, news } => {
                self.with_report(report, |open| open.batch_saved(batch, at));
                self.saved(news.map(|news| *news));
            }
            Event::Changed(news) => self.changed(*news),
            Event::SaveFailed { report, batch, problem } => {
                self.with_report(report, |open| open.batch_failed(batch));
                self.problem = Some(problem);
            }
            Event::Exported(path) => self.exported(path),
            Event::Written(path) => {
                self.notice = Some(Notice::Exported(Written::file(path, WrittenKind::Other)));
            }
            Event::Send(event) => return self.send_told(event),
            Event::FormRead { report, filled, file } => self.form_read(report, *filled, file),
            Event::LookChanged { report, look } => {
                self.with_report(report, |open| open.set_look(look));
            }
            Event::ChecksChanged { report, checks } => {
                self.with_report(report, |open| open.set_checks(checks));
            }
            Event::ImportExists { path, key } => {
                let file = self.file.as_ref();
                let words = file.map_or_else(|| key.to_string(), |file| file.words_of(&key));
                self.question = Some(Question::ReplaceReport { path, words });
            }
            // The window knows where places are.
            Event::LeadTo { .. } => {}
            Event::LogTold(answer) => self.log_told(answer),
            Event::Keep(event) => return self.kept(event),
            Event::Print(event) => return self.print_told(event),
            Event::Failed(problem) => self.told_of(problem),
            Event::Said(words) => self.notice = Some(Notice::Said(words)),
            Event::Chosen { purpose, path } => {
                self.is_dialog_open = false;
                return path.map_or_else(Vec::new, |path| self.chosen(purpose, path));
            }
            Event::Closed => return vec![Effect::CloseWindow],
            Event::Replaced => self.is_replacing = false,
            Event::NotClosed => return self.not_closed(),
        }
        Vec::new()
    }

    /// What undo and redo would do to a report, where it is on screen.
    fn take_steps(&mut self, report: ReportId, steps: StepNames) {
        if self.open_of(report).is_some() {
            self.steps = steps;
        }
    }

    /// Goes to where it is seen that something kept of the office is another since.
    fn led_to_office(&mut self, report: ReportId, part: OfficePart) -> Vec<Effect> {
        if self.open_of(report).is_none() {
            return Vec::new();
        }
        self.screen = Screen::Report;
        match part {
            OfficePart::Name => self.open_page(Page::Letterhead),
            OfficePart::Look => self.open_page(Page::Look),
            OfficePart::Checks => self.show_pane(Pane::Checks),
        }
    }

    /// Does something with the list of reports, where a file is open.
    pub(super) fn in_list(&mut self, work: impl FnOnce(&mut FileSummary)) {
        if let Some(file) = &mut self.file {
            work(file);
        }
    }

    /// Does something with a report, where it is on screen.
    fn with_report(&mut self, report: ReportId, work: impl FnOnce(&mut OpenReport)) {
        if let Some(open) = self.open_of(report) {
            work(open);
        }
    }

    /// No data file is open: what is known of others is shown.
    fn nothing_open(&mut self, problem: Option<Problem>) -> Vec<Effect> {
        if self.file.is_none() {
            self.screen = Screen::Start;
        }
        self.problem = problem;
        self.find_files().into_iter().collect()
    }

    /// The open report was written, with what is still open in it.
    fn exported(&mut self, path: PathBuf) {
        let open = self.open.as_ref().map(OpenReport::what_is_open).unwrap_or_default();
        let written = Written { open, ..Written::file(path, WrittenKind::Report) };
        self.notice = Some(Notice::Exported(written));
    }

    /// What is in the file was read again: also what the office of the open report is called.
    fn listed(&mut self, file: FileSummary) {
        if let Some(open) = &mut self.open
            && let Some(row) = file.reports.iter().find(|row| row.id == open.id())
        {
            open.set_office_name(&row.office.name);
        }
        self.file = Some(file);
    }

    /// An office is called so in the file: in the list, and on the open report when it is of that office.
    fn office_named(&mut self, office: &Office) {
        if let Some(open) = &mut self.open
            && open.report().office.code == office.code
        {
            open.set_office_name(&office.name);
        }
        if let Some(file) = &mut self.file {
            file.name_office(office);
        }
    }

    /// An office has its place in the file.
    fn office_placed(&mut self, listed: ListedOffice) {
        self.notice = Some(Notice::Said(format!("Đã lưu {}", listed.office.name)));
        if let Some(file) = &mut self.file {
            file.place_office(listed);
        }
    }

    /// A batch is on the disk. The screen has its changes already: they were made there.
    fn saved(&mut self, news: Option<ReportNews>) {
        if let Some(news) = news {
            self.take_row(news.steps, news.row);
        }
        self.refresh_forms();
        if self.problem.as_ref().is_some_and(Problem::is_about_saving) {
            self.problem = None;
        }
    }

    /// A report was changed in the file.
    fn changed(&mut self, news: ReportNews) {
        if let Some(open) = self.open_of(news.row.id) {
            open.apply(&news.changes);
            self.screen = Screen::Report;
        }
        self.take_row(news.steps, news.row);
        self.refresh_forms();
    }

    /// Takes over how a report stands in the list of reports, and what undo and redo would do to it.
    fn take_row(&mut self, steps: StepNames, row: ListedReport) {
        if self.open_of(row.id).is_some() {
            self.steps = steps;
        }
        // Undo may have given the office its former name back.
        let is_renamed =
            self.open_of(row.id).is_some_and(|open| open.report().office != row.office);
        if is_renamed {
            self.office_named(&row.office);
        }
        if let Some(file) = &mut self.file {
            file.update(row);
        }
    }

    fn loaded(&mut self, loaded: Loaded, said: Option<String>) -> Vec<Effect> {
        if let Some(open) = self.open.as_mut().filter(|open| open.is_unsaved()) {
            // Everything asked to be saved was answered before this: what is unsaved has failed,
            // and must not be replaced by what is on the disk.
            if open.id() == loaded.id {
                open.write_over(&loaded.report);
            }
            self.problem = Some(Problem::unsaved_first());
            return Vec::new();
        }
        self.question = None;
        let old = self.open.as_ref().map(OpenReport::id);
        if old != Some(loaded.id) {
            // Where the list was shown in between, undo of a new report leads back there.
            self.before = old.filter(|_| self.screen == Screen::Report);
        }
        let last_page = self.open.as_ref().map(|open| page_name(&open.page).to_owned());
        let wanted = self.resume_page.take().or(last_page);
        self.steps = loaded.steps.clone();
        let mut open = OpenReport::open(loaded);
        if let Some(old) = self.open.as_ref().filter(|old| old.id() == open.id()) {
            open.keep_saved_at(old);
        }
        let pages = open.pages();
        let found = pages.into_iter().find(|page| Some(page_name(page)) == wanted.as_deref());
        let page = found.unwrap_or(Page::Letterhead);
        open.page = page;
        self.open = Some(open);
        self.screen = Screen::Report;
        self.notice = said.map(Notice::Said).or_else(|| self.notice_behind.take());
        self.forms = None;
        self.remember_page()
    }

    fn log_told(&mut self, answer: LogAnswer) {
        match answer {
            LogAnswer::History { report, steps } => self.history = Some((report, steps)),
            LogAnswer::Figure { report, figure, steps } => {
                self.figure_log = Some(FigureLog { report, figure, steps });
            }
        }
    }
}

//! What the window shows, and how commands and events change it. Nothing outside is touched here: requests to
//! the worker and to the system come out as [`Effect`]s.

mod allowed;
pub mod answers;
mod asked;
pub mod carry;
mod deleting;
mod events;
mod files;
pub mod forms;
pub mod keeping;
mod locking;
pub mod offer;
mod offices;
mod place;
pub mod printing;
mod recent;
mod sending;
mod series;
pub(super) mod steps;
mod taste;
pub mod ticks;

pub use asked::{Notice, Question, Written, WrittenKind};
use carry::Wish;
pub use deleting::none_deleted;
use keeping::Keeping;
use offer::Offer;
pub use place::page_name;
use printing::Printing;
pub use recent::{KnownFile, Wanted, Whereabouts};
pub use series::NextReport;

use std::collections::VecDeque;
use std::path::PathBuf;

use super::command::Command;
use super::letter::Letter;
use super::message::{FileAccess, FileSummary, LockedFile, NewFile, OfficeWish, Purpose, Request};
use super::open_report::{OpenReport, Page};
use super::problem::Problem;
use crate::app::platform::preferences::{Pane, Preferences};
use crate::app::platform::system::ScreenFacts;
use crate::app::safekeeping::Salvaged;
use crate::app::words::histories::{HistoryStep, StepNames};
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::period::PeriodKind;
use crate::store::{DeletedReport, OperationId, ReportId};

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// A file is being opened.
    #[default]
    Opening,
    /// First start: three choices.
    Start,
    /// A file that asks for a password.
    Locked,
    /// The list of reports.
    Reports,
    /// One report.
    Report,
}

/// What was done to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLog {
    /// Of which report.
    pub report: ReportId,
    /// Which figure.
    pub figure: FigureKey,
    /// What was done, the newest first.
    pub steps: Vec<HistoryStep>,
}

/// Something to be done outside the state.
#[derive(Debug)]
pub enum Effect {
    /// Ask the worker.
    Ask(Request),
    /// Open a file dialog.
    Dialog(Wanted),
    /// Open a file or folder in the system.
    OpenInSystem(PathBuf),
    /// Begin a letter in the mail program of the system.
    BeginLetter(Letter),
    /// Apply and keep the preferences.
    Preferences,
    /// Put the report of the screen, which could not be saved, into a file of its own beside the program's: whoever
    /// logs off is not waited for while the question stands.
    PutAside(Box<Report>),
    /// Close the window.
    CloseWindow,
}

/// What the window shows.
#[derive(Debug, Default)]
pub struct State {
    /// Which screen.
    pub screen: Screen,
    /// The open data file.
    pub file: Option<FileSummary>,
    /// The open report.
    pub open: Option<OpenReport>,
    /// The last action's outcome.
    pub notice: Option<Notice>,
    /// What went wrong last; stays until it is closed.
    pub problem: Option<Problem>,
    /// What the window knows of the machine.
    pub screen_facts: ScreenFacts,
    /// What the start has to tell, the first one first.
    news: VecDeque<Problem>,
    /// What is said once the report is loaded that is on its way.
    notice_behind: Option<Notice>,
    /// The report that was on screen before the one that is.
    before: Option<ReportId>,
    /// The deleted reports, while they are looked at.
    pub deleted: Option<Vec<DeletedReport>>,
    /// A question that waits for its answer.
    pub question: Option<Question>,
    /// What was wanted of offices and could not be kept, and why: until something else is wanted of them.
    refused_offices: Vec<(OfficeWish, Problem)>,
    /// What is being done, when it takes a while.
    pub busy: Option<&'static str>,
    /// Theme, text size, last file.
    pub preferences: Preferences,
    /// What was done to the figure that was asked about last.
    pub figure_log: Option<FigureLog>,
    /// What was done to the report that was asked about last, the newest first.
    pub history: Option<(ReportId, Vec<HistoryStep>)>,
    /// What undo and redo would do to the open report.
    pub steps: StepNames,
    /// Forms of agencies, while they are looked at.
    pub forms: Option<forms::FormDesk>,
    /// The letter that was to be begun last: where there is no mail program its files are named to others.
    letter: Option<Letter>,
    /// What is known of the backups of the open file.
    pub keeping: Keeping,
    /// What is known of the printers.
    pub printing: Printing,
    /// What was saved of a damaged data file, until it is closed.
    pub salvaged: Option<Salvaged>,
    /// Backups of a data file that could not be opened.
    pub offer: Option<Offer>,
    /// The file that asks for a password, before it is open.
    pub locked: Option<LockedFile>,
    /// Data files of the list that are not where they were.
    missing_files: Vec<PathBuf>,
    resume_page: Option<String>,
    resume_cell: Option<String>,
    /// The page and cell that the data file keeps for the next start.
    kept_place: Option<String>,
    /// A request whose answer replaces the report or the file: nothing may be typed until it came,
    /// because it would be lost, or go into another file.
    is_replacing: bool,
    is_dialog_open: bool,
}

impl State {
    /// The state while the first file is being opened.
    pub fn new(preferences: Preferences) -> Self {
        Self { preferences, ..Self::default() }
    }

    /// Carries out a command that is enabled; a disabled one does nothing.
    pub fn run(&mut self, command: Command) -> Vec<Effect> {
        if command.enabled(self).is_err() || self.is_replacing {
            return Vec::new();
        }
        match command {
            Command::ShowReports => self.show_reports(),
            Command::PreviousReport => self.open_neighbour(-1),
            Command::NextReport => self.open_neighbour(1),
            Command::PreviousPage => self.turn_page(-1),
            Command::NextPage => self.turn_page(1),
            Command::StartNextReport => {
                self.next_report().map_or_else(Vec::new, |next| self.start_report(next))
            }
            Command::MarkFinal => self.mark_final(),
            Command::Reopen => {
                self.question = Some(Question::Reopen);
                Vec::new()
            }
            Command::DeleteReport => self.wish_delete_open(),
            Command::DeletedReports => self.list_deleted(),
            Command::Undo | Command::Redo => self.undo_or_redo(command),
            Command::Export(format) => self.choose_export(format),
            Command::Print => self.begin_printing(),
            Command::ExportSkeleton => self.with_open(|state, report| {
                let file_name = "mau-word.docx".to_owned();
                state.dialog(Purpose::ExportSkeleton { report, file_name })
            }),
            Command::TakeSkeleton => {
                self.with_open(|state, report| state.dialog(Purpose::TakeSkeleton(report)))
            }
            Command::DropSkeleton => {
                self.with_open(|_, report| vec![Effect::Ask(Request::DropSkeleton(report))])
            }
            Command::Import => self.dialog(Purpose::Import),
            Command::CollectForms => {
                self.toggle_forms();
                Vec::new()
            }
            Command::TakeForm => {
                self.with_open(|state, report| state.dialog(Purpose::TakeForm(report)))
            }
            Command::OpenFile => self.dialog(Purpose::OpenFile),
            Command::NewFile => {
                self.screen = Screen::Start;
                self.save().into_iter().chain(self.find_files()).collect()
            }
            Command::Keep(keep) => self.keep(keep),
            Command::TogglePreview => self.toggle(Pane::Preview),
            Command::ToggleChecks => self.toggle(Pane::Checks),
            Command::ToggleDetails => self.toggle(Pane::Details),
            Command::ToggleHistory => self.toggle(Pane::History),
            Command::CarryPage => self.carry_page(),
            Command::CarryFigures => self.carry_all(Wish::Carry),
            Command::CarryWording => self.carry_wording(),
            Command::AcceptCarried => self.carry_all(Wish::Accept),
            Command::DiscardCarried => self.carry_all(Wish::Discard),
            // The window knows which figure is meant, and where a finding leads.
            Command::Comment | Command::CopyInOrder => Vec::new(),
            Command::NextFinding | Command::PreviousFinding | Command::NextEmpty => Vec::new(),
            // The window draws them.
            Command::Find | Command::GoToRow | Command::Palette => Vec::new(),
            Command::Help | Command::StartReport | Command::Send => Vec::new(),
            Command::Offices => self.begin_with_offices(),
            Command::ToggleKeypadComma => self.toggle_keypad_comma(),
            Command::Table(table) => self.about_tables(table),
            Command::Machine(machine) => self.about_machine(machine),
            Command::ZoomReset => self.prefer(|likes| likes.zoom_percent = 100),
            Command::ZoomIn => self.prefer(|likes| likes.zoom_by(10)),
            Command::ZoomOut => self.prefer(|likes| likes.zoom_by(-10)),
            Command::ThemeLight | Command::ThemeDark | Command::ThemeSystem => self.tint(command),
        }
    }

    /// Starts a new data file for an office.
    pub fn create_file(&mut self, wanted: Box<NewFile>) -> Vec<Effect> {
        self.busy = Some("Đang tạo tệp dữ liệu…");
        self.with_saved(Request::CreateFile(wanted))
    }

    /// Makes and opens the sample.
    pub fn create_sample(&mut self, path: PathBuf) -> Vec<Effect> {
        self.busy = Some("Đang tạo dữ liệu mẫu…");
        self.with_saved(Request::CreateSample(path))
    }

    /// Opens a report of the list.
    pub fn show_report(&mut self, id: ReportId) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        self.with_saved(Request::Load(id))
    }

    /// Shows a page of the open report. It is not kept for the next start while another report may be on its
    /// way: that may come out of another file.
    pub fn open_page(&mut self, page: Page) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        open.page = page;
        if self.is_replacing { Vec::new() } else { self.remember_page() }
    }

    fn with_open(&mut self, ask: impl FnOnce(&mut Self, ReportId) -> Vec<Effect>) -> Vec<Effect> {
        let id = self.open.as_ref().map(OpenReport::id);
        id.map_or_else(Vec::new, |id| ask(self, id))
    }

    /// The kind of the periods on screen, whose word sentences take ("tháng trước"); none where several kinds
    /// are listed.
    pub fn period_kind(&self) -> Option<PeriodKind> {
        match &self.open {
            Some(open) if self.screen == Screen::Report => Some(open.template().period()),
            _ => self.file.as_ref().and_then(FileSummary::period_kind),
        }
    }

    /// The same for the words of a command: the list is one of all that the file has.
    pub fn kind_for(&self, command: Command) -> Option<PeriodKind> {
        match command {
            Command::ShowReports if self.file.is_some() => {
                self.file.as_ref().and_then(FileSummary::period_kind)
            }
            _ => self.period_kind(),
        }
    }

    /// Whether nothing can be written to the open file.
    pub fn is_read_only(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.access != FileAccess::Write)
    }

    /// What waits to be saved, as a request.
    pub fn save(&mut self) -> Option<Effect> {
        let open = self.open.as_mut()?;
        let batch = open.take_batch()?;
        if self.notice.as_ref().is_some_and(|notice| notice.words().is_some()) {
            // What was said was about the state before this change.
            self.notice = None;
        }
        Some(Effect::Ask(Request::Save { report: open.id(), batch }))
    }

    /// What went wrong and is to be seen; else what the start has to tell.
    pub fn shown_problem(&self) -> Option<&Problem> {
        let news = self.news.front().filter(|_| self.screen != Screen::Opening);
        self.problem.as_ref().or(news)
    }

    /// Closes what [`State::shown_problem`] shows.
    pub fn close_problem(&mut self) {
        if self.problem.take().is_none() {
            self.news.pop_front();
        }
    }

    /// Whether another state of the report is on its way, so that nothing may be typed.
    pub fn is_replacing(&self) -> bool {
        self.is_replacing
    }

    /// Leaves the start screen, or a file that asks for a password, for the file that is open.
    pub fn back_to_file(&mut self) {
        self.locked = None;
        self.screen = if self.file.is_some() { Screen::Reports } else { Screen::Start };
    }

    /// The window is to be closed: saves first. The window closes when the worker has answered.
    pub fn close(&mut self) -> Vec<Effect> {
        self.note_file();
        self.with_saved(Request::Close)
    }

    /// Whether the open report is final.
    pub fn is_open_final(&self) -> bool {
        self.open.as_ref().is_some_and(OpenReport::is_final)
    }

    fn opened(&mut self, file: FileSummary, resume: Option<(ReportId, String)>) -> Vec<Effect> {
        self.busy = None;
        self.problem = None;
        self.notice = None;
        self.question = None;
        self.open = None;
        self.screen = Screen::Reports;
        self.file = Some(file);
        self.note_file();
        // The file before was closed without a backup, and its strip is gone with it.
        self.news.extend(std::mem::take(&mut self.keeping).failure);
        self.offer = None;
        self.locked = None;
        (self.before, self.deleted, self.notice_behind) = (None, None, None);
        let mut effects = vec![Effect::Preferences];
        effects.extend(self.find_files());
        effects.extend(self.look_into_second_place());
        if let Some((report, page)) = resume {
            let (page, cell) = place::split(&page);
            self.resume_page = Some(page.to_owned());
            self.resume_cell = cell.map(str::to_owned);
            effects.push(Effect::Ask(Request::Load(report)));
        }
        effects
    }

    /// Brings the open report back to what it said right after an operation.
    pub fn restore(&mut self, after: OperationId) -> Vec<Effect> {
        self.ask_of_open(|report| Request::Restore { report, after })
    }

    fn open_of(&mut self, report: ReportId) -> Option<&mut OpenReport> {
        self.open.as_mut().filter(|open| open.id() == report)
    }

    /// Saves what was typed, then asks. Where something cannot be handed over yet, because an
    /// earlier attempt failed, nothing is asked that could lose it.
    fn with_saved(&mut self, request: Request) -> Vec<Effect> {
        let saved = self.save();
        if self.open.as_ref().is_some_and(OpenReport::has_waiting) {
            self.busy = None;
            let aside = match request {
                Request::Close => self.not_closed(),
                _ => {
                    self.told_of(Problem::unsaved_first());
                    Vec::new()
                }
            };
            return saved.into_iter().chain(aside).collect();
        }
        self.is_replacing |= request.replaces_state();
        saved.into_iter().chain([Effect::Ask(request)]).collect()
    }

    /// Something is not saved, and the window was to be closed: the user is asked, and it is put aside meanwhile.
    fn not_closed(&mut self) -> Vec<Effect> {
        let is_asked =
            self.question.replace(Question::CloseUnsaved) == Some(Question::CloseUnsaved);
        let open = self.open.as_ref().filter(|open| open.is_unsaved() && !is_asked);
        let report = open.map(|open| Box::new(open.report().clone()));
        report.map(Effect::PutAside).into_iter().collect()
    }

    fn ask_of_open(&mut self, request: impl FnOnce(ReportId) -> Request) -> Vec<Effect> {
        self.with_open(|state, id| state.with_saved(request(id)))
    }

    fn show_reports(&mut self) -> Vec<Effect> {
        self.screen = Screen::Reports;
        self.notice = None;
        self.with_saved(Request::List)
    }

    fn open_neighbour(&mut self, steps: isize) -> Vec<Effect> {
        let id = self.neighbour(steps).map(|open| open.id);
        id.map_or_else(Vec::new, |id| self.show_report(id))
    }

    fn turn_page(&mut self, steps: isize) -> Vec<Effect> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let pages = open.pages();
        let at = pages.iter().position(|page| *page == open.page).unwrap_or(0);
        let next = at.checked_add_signed(steps).and_then(|at| pages.into_iter().nth(at));
        next.map_or_else(Vec::new, |page| self.open_page(page))
    }
}

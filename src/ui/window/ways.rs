//! Finding the way: what is found by letters, the next empty figure, the list of keys, and the cell
//! in which the work was left.

use egui::{Context, Id, Ui};

use super::cell_keys::give_keyboard;
use super::{Outside, Window};
use crate::app::command::{Command, KeepCommand, MachineCommand};
use crate::app::find;
use crate::app::message::{Event, ReportId};
use crate::app::open_report::Page;
use crate::app::problem::About;
use crate::app::state::{Effect, Notice, Screen};
use crate::calc::progress::{self, Why};
use crate::document::Source;
use crate::report::key::ItemKey;
use crate::report::template::Need;
use crate::ui::about;
use crate::ui::backups::{self, BackupsView};
use crate::ui::cells::sheet::{Sheet, SheetCell};
use crate::ui::cells::{CellName, Land, moves};
use crate::ui::copy_order::{self, OrderView};
use crate::ui::data_check::{self, DataCheckView};
use crate::ui::diagnostics::{self, DiagnosticsView};
use crate::ui::finder::{Finder, FinderKind};
use crate::ui::guide::{self, GuideView};
use crate::ui::help;
use crate::ui::intent::{Intent, TableWish};
use crate::ui::new_report::{self, NewReportForm};
use crate::ui::offices::{self, OfficesView};
use crate::ui::page_list;
use crate::ui::password::{self, Guard, PasswordView};
use crate::ui::printing::{self, PrintView};
use crate::ui::question;
use crate::ui::sending::{self, SendView};
use crate::ui::settings;
use crate::ui::spot;
use crate::ui::widgets::field::Access;

/// What stands in front of the window to find the way.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// The question that stands.
    asked: Option<Asked>,
    finder: Finder,
    front: Option<Front>,
    /// Whether the keyboard was in a cell when it was opened, and goes back there.
    comes_back: bool,
    /// Whether a report was opened and nobody did anything in it yet.
    begins: bool,
    /// Where a step of undo or redo changed something, until the keyboard went there.
    step: Option<StepPlaces>,
}

/// Where a step of undo or redo changed something.
#[derive(Debug)]
struct StepPlaces {
    report: ReportId,
    places: Vec<Source>,
}

/// What is opened by a command and closed again.
#[derive(Debug)]
enum Front {
    /// The list of keys.
    Help,
    /// The report that is to be started.
    NewReport(NewReportForm),
    /// What is typed of the offices of the file.
    Offices(OfficesView),
    /// The backups of the data file.
    Backups(BackupsView),
    /// What reading all of the data file came to.
    DataCheck(DataCheckView),
    /// How a report is made.
    Guide(GuideView),
    /// What can be chosen.
    Settings,
    /// Version, licences and places.
    About,
    /// What whoever helps the office has to know.
    Diagnostics(DiagnosticsView),
    /// The password of the data file.
    Password(PasswordView),
    /// What is to be printed.
    Printing(PrintView),
    /// What is to be sent.
    Sending(SendView),
    /// In which order a table is copied.
    Order(OrderView),
}

/// A question that stands.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// What had the keyboard before.
    before: Option<Id>,
    /// Which of its answers has it.
    answer: Option<Id>,
}

impl<O: Outside> Window<O> {
    /// Whether something stands in front of the form, so that keys are not for it.
    pub(super) fn is_in_front(&self) -> bool {
        self.ways.finder.is_open() || self.ways.front.is_some()
    }

    /// Opens what a command asks for.
    pub(super) fn open_way(&mut self, command: Command) {
        if command.enabled(&self.state).is_err() {
            return;
        }
        let is_asked = matches!(
            command,
            Command::Keep(KeepCommand::Backups) | Command::Keep(KeepCommand::Verify)
        );
        if is_asked && self.state.is_replacing() {
            // The worker is not asked now; what it said before is not shown as if it were its answer.
            return;
        }
        let open = self.state.open.as_ref().filter(|_| self.state.screen == Screen::Report);
        let found = match (command, open) {
            (Command::Palette, _) => Some((FinderKind::Everything, find::everything(&self.state))),
            (Command::Find, Some(open)) => Some((FinderKind::Text, find::labels_and_texts(open))),
            (Command::GoToRow, Some(open)) => Some((FinderKind::Row, find::rows(open))),
            _ => None,
        };
        if let Some((kind, entries)) = found {
            self.ways.finder.open(kind, entries);
        } else {
            self.ways.front = Some(match (command, &self.state.file) {
                (Command::Help, _) => Front::Guide(GuideView::default()),
                (Command::Machine(MachineCommand::Keys), _) => Front::Help,
                (Command::Machine(MachineCommand::Settings), _) => Front::Settings,
                (Command::StartReport, Some(file)) => {
                    Front::NewReport(NewReportForm::offer(file, self.state.next_report().as_ref()))
                }
                (Command::Keep(KeepCommand::Backups), _) => Front::Backups(BackupsView::default()),
                (Command::Keep(KeepCommand::Verify), _) => {
                    Front::DataCheck(DataCheckView::default())
                }
                (Command::Keep(KeepCommand::Password), _) => {
                    Front::Password(PasswordView::of(Guard::Password))
                }
                (Command::Keep(KeepCommand::Encrypt), _) => {
                    Front::Password(PasswordView::of(Guard::Encryption))
                }
                (Command::Print, _) => Front::Printing(PrintView::default()),
                (Command::Send, _) => Front::Sending(SendView::default()),
                (Command::Offices, _) => Front::Offices(OfficesView::default()),
                (Command::Machine(MachineCommand::About), _) => Front::About,
                (Command::Machine(MachineCommand::Diagnostics), _) => {
                    Front::Diagnostics(DiagnosticsView::default())
                }
                _ => return,
            });
        }
        self.ways.comes_back = self.forms.cells.active().is_some();
        self.drafts.forget();
    }

    /// Asks in which order a table is copied.
    pub(super) fn choose_order(&mut self, item: &ItemKey) {
        if let Some(view) = OrderView::of(&self.state, item) {
            self.ways.front = Some(Front::Order(view));
            self.ways.comes_back = self.forms.cells.active().is_some();
            self.drafts.forget();
        }
    }

    /// The first table of the page, copied in the order of its office.
    pub(super) fn copy_page_in_order(&mut self) {
        let table = self.state.table_of_page();
        self.intents.extend(table.map(|item| Intent::Table(item, TableWish::CopyInOrder)));
    }

    /// Whether what stands in front tells itself what went wrong with it, so that it is not told a second time
    /// behind it. That something is not saved is told in every place.
    pub(super) fn is_problem_told(&self) -> bool {
        let tells = matches!(
            self.ways.front,
            Some(Front::Printing(_) | Front::Password(_) | Front::DataCheck(_))
        );
        let about = self.state.problem.as_ref().map(|problem| problem.about);
        tells && matches!(about, Some(About::Other | About::Password))
    }

    /// Draws what stands in front.
    pub(super) fn ways_ui(&mut self, ui: &Ui) {
        let (state, drafts, intents) = (&self.state, &mut self.drafts, &mut self.intents);
        self.ways.finder.show(ui, intents);
        match (&mut self.ways.front, &state.file) {
            (Some(Front::About), _) => about::show(ui, state, intents),
            (Some(Front::Guide(view)), _) => guide::show(ui, view, state, intents),
            (Some(Front::Settings), _) => settings::show(ui, state, intents),
            (Some(Front::Help), _) => help::show(ui, state.period_kind(), intents),
            (Some(Front::NewReport(view)), Some(file)) => {
                new_report::show(ui, view, file, drafts, intents);
            }
            (Some(Front::Offices(view)), _) => offices::show(ui, view, state, drafts, intents),
            (Some(Front::Backups(view)), Some(file)) => {
                backups::show(ui, view, file, state, intents);
            }
            (Some(Front::DataCheck(view)), _) => data_check::show(ui, view, state, intents),
            (Some(Front::Diagnostics(view)), _) => diagnostics::show(ui, view, state, intents),
            (Some(Front::Printing(view)), _) => printing::show(ui, view, state, intents),
            (Some(Front::Order(view)), _) => copy_order::show(ui, view, state, intents),
            (Some(Front::Sending(view)), _) => sending::show(ui, view, state, intents),
            (Some(Front::Password(view)), Some(file)) => {
                password::show(ui, view, file.protection, state, intents);
            }
            (Some(Front::Backups(_) | Front::NewReport(_) | Front::Password(_)), None)
            | (None, _) => {}
        }
    }

    /// The print sheet is closed, where it is what stands in front: the answer may come late.
    pub(super) fn close_printing(&mut self) {
        if matches!(self.ways.front, Some(Front::Printing(_))) {
            self.close_front();
        }
    }

    /// The sheet for the password is closed, where it is what stands in front.
    pub(super) fn close_password(&mut self) {
        if matches!(self.ways.front, Some(Front::Password(_))) {
            self.close_front();
        }
    }

    /// What stood in front is closed, and the keyboard goes back to the cell it was in.
    pub(super) fn close_front(&mut self) {
        if self.is_problem_told() {
            self.state.problem = None;
        }
        self.ways.front = None;
        if std::mem::take(&mut self.ways.comes_back) {
            self.forms.cells.land(Land::Last);
        }
    }

    /// Draws the question that stands. Once it is answered, the keyboard goes back to the field that had it before,
    /// unless the answer led elsewhere.
    pub(super) fn ask_ui(&mut self, ui: &Ui) {
        let focused = |ui: &Ui| ui.memory(|memory| memory.focused());
        if let Some(question) = &self.state.question {
            let before = self.ways.asked.take().map_or_else(|| focused(ui), |asked| asked.before);
            question::show(ui, question, &mut self.intents);
            self.ways.asked = Some(Asked { before, answer: focused(ui) });
        } else if let Some(asked) = self.ways.asked.take()
            && (focused(ui).is_none() || focused(ui) == asked.answer)
            && self.drafts.next.is_none()
        {
            self.drafts.next = asked.before;
            ui.ctx().request_repaint();
        }
    }

    /// The keyboard goes back to the cell of the page that had it last, if there is one.
    pub(super) fn back_to_cell(&mut self) {
        let page = self.state.open.as_ref().map(|open| &open.page);
        if page.and_then(|page| self.forms.cells.last_of(page)).is_some() {
            self.forms.cells.land(Land::Last);
        }
    }

    /// Goes to the next figure that is not entered: on this page, then on the others, and round.
    pub(super) fn go_to_next_empty(&mut self, ctx: &Context) {
        let Some(open) = self.state.open.as_ref().filter(|_| self.state.screen == Screen::Report)
        else {
            return;
        };
        let is_empty = |cell: &SheetCell| {
            let figure = open.template().figure(&cell.key);
            let is_needed = figure.is_some_and(|figure| figure.need == Need::Required);
            let report = open.report();
            is_needed && !progress::is_entered(report, &cell.key)
        };
        let pages = open.pages();
        let at = pages.iter().position(|page| *page == open.page).unwrap_or(0);
        let (before, from_here) = pages.split_at(at);
        let active = self.forms.cells.active().map(|cell| cell.id);
        let found = from_here.iter().chain(before).find_map(|page: &Page| {
            let sheet = Sheet::of(open, page, self.forms.ids);
            let behind = active.filter(|_| *page == open.page);
            let cell = moves::next_empty(&sheet, behind, is_empty).and_then(|id| sheet.cell(id))?;
            Some((page.clone(), cell.clone()))
        });
        let is_here = found.as_ref().is_some_and(|(page, _)| *page == open.page);
        match found {
            None => {
                // Saving first: it takes back what was said before.
                self.drafts.commit();
                let effects = self.state.save().into_iter().collect();
                self.carry_out(ctx, effects);
                self.state.notice =
                    Some(Notice::Said("Mọi chỉ tiêu cần nhập đã được nhập".to_owned()));
            }
            Some((_, cell)) if is_here => {
                let is_hidden = self.is_form_hidden;
                self.uncover_form(ctx);
                self.drafts.commit();
                if is_hidden {
                    // Its field is there in the next frame only.
                    let name = CellName { kind: cell.kind, key: cell.key };
                    self.forms.cells.land(Land::Cell(name));
                } else {
                    give_keyboard(ctx, cell.id);
                }
            }
            Some((page, cell)) => {
                self.open_page(ctx, page);
                self.forms.cells.land(Land::Cell(CellName { kind: cell.kind, key: cell.key }));
            }
        }
    }

    /// The keyboard goes to the cell in which the work was left, once after a start.
    pub(super) fn resume_cell(&mut self) {
        if self.state.open.is_none() {
            return;
        }
        let cell = self.state.take_resume_cell();
        if let Some(name) = cell.and_then(|text| CellName::from_text(&text)) {
            self.forms.cells.land(Land::Cell(name));
        }
    }

    /// Takes note that another report was opened than the one before.
    pub(super) fn note_opened(&mut self, before: Option<ReportId>) {
        let now = self.state.open.as_ref().map(|open| open.id());
        self.ways.begins |= now.is_some() && now != before;
    }

    /// A report in which no figure is entered opens in its first empty field, as soon as something can be typed.
    pub(super) fn begin_month(&mut self, ctx: &Context) {
        if self.state.is_replacing() || !std::mem::take(&mut self.ways.begins) {
            return;
        }
        let Some(open) = &self.state.open else { return };
        let is_new = open.report().values.is_empty() && self.access() == Access::Open;
        let mut missing = open.progress().missing.iter();
        let first = missing.find(|missing| missing.why == Why::Blank);
        let spot = first.and_then(|first| page_list::place(&first.what, open, self.forms.ids));
        if let Some(spot) = spot.filter(|_| is_new && !self.forms.cells.is_landing()) {
            self.go_to(ctx, spot);
        }
    }

    /// Takes note of where a step of undo or redo changed something.
    pub(super) fn note_step(&mut self, event: &Event) {
        if let Event::LeadTo { report, places } = event {
            self.ways.step = Some(StepPlaces { report: *report, places: places.clone() });
        }
    }

    /// The keyboard goes to what a step of undo or redo changed: it stays in its cell where that is a part of it.
    pub(super) fn go_to_step(&mut self, ctx: &Context) {
        let Some(StepPlaces { report, places }) = self.ways.step.take() else { return };
        let is_shown = self.state.screen == Screen::Report && !self.is_in_front();
        let open = self.state.open.as_ref().filter(|open| is_shown && open.id() == report);
        let Some(open) = open else { return };
        let is_its = |cell: &&CellName| places.contains(&Source::Figure(cell.key.clone()));
        if let Some(cell) = self.forms.cells.last_of(&open.page).filter(is_its) {
            self.forms.cells.land(Land::Cell(cell.clone()));
            return;
        }
        let spot = places.iter().find_map(|place| match place {
            Source::Entry(list, id) if open.report().entries(list).iter().all(|e| e.id != *id) => {
                spot::of(&Source::Item(list.clone()), open, self.forms.ids)
            }
            place => spot::of(place, open, self.forms.ids),
        });
        if let Some(spot) = spot {
            // Undo asked for the last cell of the page that was shown then.
            self.forms.cells.land_nowhere();
            self.go_to(ctx, spot);
        }
    }

    /// The cell on screen, to be kept for the next start.
    pub(super) fn remember_place(&mut self) -> Option<Effect> {
        let open = self.state.open.as_ref()?;
        let name = self.forms.cells.last_of(&open.page)?.to_text();
        self.state.remember_cell(&name)
    }
}

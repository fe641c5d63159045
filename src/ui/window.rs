//! The window: takes in what the worker tells, shows the screen, carries out what the user did.
//!
//! Two phases a frame: `logic` takes in events and saves what was typed; `ui` draws and collects
//! intents, which are carried out when drawing is done.

mod bars;
mod cell_keys;
mod cell_menu;
mod collecting;
mod commenting;
mod drain;
mod drawn;
mod keeping;
mod locking;
mod outer;
mod pasting;
mod place;
mod report_screen;
mod saving;
mod shortcuts;
mod text_keys;
mod text_menu;
mod title;
mod ways;

pub use outer::Outside;
pub(crate) use title::PROGRAM;

use std::time::{Duration, Instant};

use egui::{
    CentralPanel, Color32, Context, Frame, Id, Margin, Panel, ScrollArea, Ui, ViewportCommand,
};

use super::cells::Land;
use super::checks::{Checks, FindingStep};
use super::chrome;
use super::collect::CollectView;
use super::data_strip::DataStrip;
use super::deleted;
use super::desk::DeskKeyboard;
use super::details::Details;
use super::field_id::FieldIds;
use super::forms::FormView;
use super::history::History;
use super::input;
use super::intent::{Intent, Intents};
use super::locked::LockedView;
use super::menus::Menus;
use super::open_report::{self, PageEntry};
use super::page_list::ToDo;
use super::preview::Preview;
use super::reports::{self, List};
use super::salvaged;
use super::start::{self, Places, StartFacts, StartView};
use super::theme;
use super::widgets::field::Drafts;
use crate::app::command::{Command, KeepCommand, MachineCommand};
use crate::app::message::{Event, PrintEvent};
use crate::app::open_report::OpenReport;
use crate::app::paste::Paste;
use crate::app::platform::preferences::Theme;
use crate::app::state::{Effect, Screen, State};
use crate::report::period::of_kind;

/// How long after a failed save the next attempt is made.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// From which height on the strip about the data file always stands at the foot of the list of reports.
const STRIP_FROM: f32 = 420.0;

/// The window's own state: the program's, and what only drawing needs.
pub struct Window<O> {
    state: State,
    outside: O,
    /// What the user wants, until drawing is done.
    intents: Intents,
    drafts: Drafts,
    forms: FormView,
    start: StartView,
    locked: LockedView,
    places: Places,
    cache: Cache,
    preview: Preview,
    checks: Checks,
    details: Details,
    history: History,
    /// A block of the clipboard that waits for a decision, and the cell it is put over.
    paste: Option<Paste>,
    pasted_at: Option<Id>,
    desk: DeskKeyboard,
    /// What is typed of the forms of agencies.
    collect: CollectView,
    menus: Menus,
    /// The field to which the keyboard goes back when a menu is closed.
    kept: Option<Id>,
    text_menu: text_menu::TextMenu,
    /// Where what stands above the form ends.
    form_top: f32,
    ways: ways::Ways,
    /// Another name of the office, while it is being typed ([`Intent::NameOffice`]): it is taken over once,
    /// when its field is left or another place is gone to, not with every letter.
    office_name: Option<String>,
    /// What the bar of the operating system says.
    title: String,
    retry_at: Option<Instant>,
    /// Input that came with a key that moves the focus, kept for the frame after.
    held_input: Vec<egui::Event>,
    /// How many events the last input had, and whether they were drawn: those of a frame that was
    /// not drawn come again, in front of new ones.
    num_last_events: usize,
    was_drawn: bool,
    wants_close: bool,
    may_close: bool,
    /// Whether a pane leaves the form no room.
    is_form_hidden: bool,
    shown_look: Option<(Theme, u16)>,
}

/// What is drawn of the file and of the report, made in the first phase and painted in the second: of the file
/// anew only when the worker told something, of the report only when it changed.
#[derive(Default)]
struct Cache {
    list: List,
    /// Whose the report on screen is and in which form, where the file has several.
    series: String,
    pages: Vec<PageEntry>,
    to_do: ToDo,
    /// The report that the pages are of, and its state.
    pages_of: Option<(FieldIds, u64)>,
}

impl Cache {
    fn take_file(&mut self, state: &State) {
        self.list = state.file.as_ref().map(List::of).unwrap_or_default();
        let open = state.file.as_ref().zip(state.open_row());
        self.series = open.map(|(file, report)| file.series_of(report)).unwrap_or_default();
    }

    fn take_pages(&mut self, state: &State, ids: FieldIds) {
        let pages_of = state.open.as_ref().map(|open| (ids, open.revision()));
        if self.pages_of != pages_of {
            let open = state.open.as_ref();
            let pages = open.map(|open| open_report::page_entries(open, ids));
            self.pages = pages.unwrap_or_default();
            self.to_do = open.map(|open| ToDo::of(open, ids)).unwrap_or_default();
            self.pages_of = pages_of;
        }
    }
}

impl<O: Outside> Window<O> {
    /// A window on a state.
    pub fn new(ctx: &Context, state: State, places: Places, outside: O) -> Self {
        theme::install(ctx);
        Self {
            state,
            outside,
            intents: Intents::new(),
            drafts: Drafts::default(),
            forms: FormView::default(),
            start: StartView::default(),
            locked: LockedView::default(),
            places,
            cache: Cache::default(),
            preview: Preview::default(),
            checks: Checks::default(),
            details: Details::default(),
            history: History::default(),
            paste: None,
            pasted_at: None,
            desk: DeskKeyboard::default(),
            collect: CollectView::default(),
            menus: Menus::default(),
            kept: None,
            text_menu: text_menu::TextMenu::default(),
            form_top: 0.0,
            ways: ways::Ways::default(),
            office_name: None,
            title: title::PROGRAM.to_owned(),
            retry_at: None,
            held_input: Vec::new(),
            num_last_events: 0,
            was_drawn: true,
            wants_close: false,
            may_close: false,
            is_form_hidden: false,
            shown_look: None,
        }
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    #[cfg(test)]
    pub(crate) fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// The outside.
    pub fn outside(&mut self) -> &mut O {
        &mut self.outside
    }

    /// The first phase: takes in events, carries out shortcuts, saves what was typed.
    pub fn logic(&mut self, ctx: &Context) {
        let events = self.outside.events();
        let is_told = !events.is_empty();
        for event in events {
            if matches!(event, Event::SaveFailed { .. }) {
                self.retry_at = Some(Instant::now() + RETRY_AFTER);
            }
            if matches!(event, Event::Loaded { .. } | Event::Changed(_) | Event::Opened { .. }) {
                self.drafts.forget();
                self.paste = None;
                // What a field could undo belongs to the report that was there before.
                self.forms.ids.renew();
                ctx.memory_mut(|memory| memory.stop_text_input());
            }
            self.forget_passwords(&event);
            if matches!(&event, Event::Print(PrintEvent::Sent(_) | PrintEvent::Ready { .. })) {
                self.close_printing();
            }
            self.note_step(&event);
            let before = self.state.open.as_ref().map(OpenReport::id);
            let effects = self.state.take(event);
            self.carry_out(ctx, effects);
            self.resume_cell();
            self.note_opened(before);
        }
        self.begin_month(ctx);
        self.go_to_step(ctx);
        if is_told {
            self.cache.take_file(&self.state);
        }
        if self.drafts.next.is_some() && self.takes_keyboard(ctx) {
            let next = self.drafts.next.take();
            ctx.memory_mut(|memory| next.map(|next| memory.request_focus(next)));
        }
        let kind = self.drafts.current.as_ref().map(|current| current.kind);
        ctx.input_mut(|input| input::keep_out_controls(&mut input.events, kind));
        self.text_menu_keys(ctx);
        self.menu_row_keys(ctx);
        self.menu_keys(ctx);
        self.comment_keys(ctx);
        self.cell_keys(ctx);
        self.shortcuts(ctx);
        if !self.drafts.is_typing() {
            self.rename_office(ctx);
        }
        self.save_typed(ctx);
        let effects =
            self.details.ask(&self.state, self.forms.ids, self.forms.cells.shown_figure());
        self.carry_out(ctx, effects);
        let effects = self.history.ask(&self.state, self.forms.ids);
        self.carry_out(ctx, effects);
        self.note_place(ctx);
        self.close_requested(ctx);
        self.leave_unanswered(ctx);
        self.apply_look(ctx);
        self.tell_title(ctx);
        self.cache.take_pages(&self.state, self.forms.ids);
    }

    /// The second phase: draws, then carries out what the user did.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.was_drawn = true;
        self.top(ui);
        self.form_top = ui.available_rect_before_wrap().top();
        self.bottom(ui);
        self.pasting(ui);
        self.collecting(ui);
        if self.desk.end_frame() && self.drafts.next.is_none() {
            self.back_to_cell();
        }
        match self.state.screen {
            Screen::Opening => self.opening(ui),
            Screen::Start => self.start(ui),
            Screen::Locked => self.locked(ui),
            Screen::Reports => self.reports_screen(ui),
            Screen::Report => self.open_report(ui),
        }
        self.ask_ui(ui);
        let is_asked = self.state.question.is_some();
        if let Some(salvaged) = self.state.salvaged.as_ref().filter(|_| !is_asked) {
            salvaged::show(ui, salvaged, &mut self.intents);
        } else if let (Some(deleted), Some(file), false) =
            (&self.state.deleted, &self.state.file, is_asked)
        {
            deleted::show(ui, deleted, file, &mut self.intents);
        } else if !is_asked {
            self.ways_ui(ui);
        }
        self.text_menu_ui(ui);
        self.drain(ui.ctx());
    }

    /// The ground of the screen, which nothing paints but the clearing of each frame: on a PC without a
    /// graphics card each layer as large as the window costs as much as all the rest of a frame. The list
    /// of reports is one sheet of paper with outlines on it, so that its tiles and bars need no fill.
    pub fn ground(&self, visuals: &egui::Visuals) -> Color32 {
        match self.state.screen {
            Screen::Reports => visuals.window_fill,
            Screen::Opening | Screen::Start | Screen::Locked | Screen::Report => visuals.panel_fill,
        }
    }

    fn opening(&self, ui: &mut Ui) {
        central().show(ui, |ui| {
            ui.centered_and_justified(|ui| ui.label("Đang mở dữ liệu…"));
        });
    }

    fn start(&mut self, ui: &mut Ui) {
        central().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                if self.state.file.is_some()
                    && ui.button(of_kind("Trở lại các {kỳ}", self.state.period_kind())).clicked()
                {
                    self.intents.push(Intent::BackToFile);
                }
                let (view, drafts) = (&mut self.start, &mut self.drafts);
                let facts = StartFacts { places: &self.places, state: &self.state };
                start::show(ui, view, drafts, facts, &mut self.intents);
            });
        });
    }

    fn reports_screen(&mut self, ui: &mut Ui) {
        let frame = chrome::bar(ui).fill(Color32::TRANSPARENT);
        let margin = frame.inner_margin.sum();
        let strip = DataStrip::of(&self.state, ui.available_width() - margin.x);
        // With large text the list needs all the room there is; the strip stands below it then.
        let is_low = ui.available_height() < STRIP_FROM;
        let (state, intents) = (&self.state, &mut self.intents);
        if let Some(strip) = strip.as_ref().filter(|_| !is_low) {
            Panel::bottom("data strip")
                .exact_size(strip.height + margin.y)
                .frame(frame)
                .show(ui, |ui| strip.show(ui, state, intents));
        }
        central().show(ui, |ui| {
            // Nothing is under the list that it could fade into.
            ui.spacing_mut().scroll.fade.strength = 0.0;
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.set_width(ui.available_width() - theme::GAP);
                reports::show(ui, state, &self.cache.list, intents);
                if let Some(strip) = strip.as_ref().filter(|_| is_low) {
                    strip.show(ui, state, intents);
                    ui.add_space(theme::GAP_PAGE);
                }
            });
        });
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        if matches!(command, Command::PreviousPage | Command::NextPage | Command::ShowReports) {
            self.drafts.forget();
            self.forms.close();
        }
        if matches!(command, Command::PreviousPage | Command::NextPage) {
            self.forms.cells.land(Land::Last);
        }
        if matches!(command, Command::Undo | Command::Redo) && self.forms.cells.active().is_some() {
            self.forms.cells.land(Land::Last);
        }
        match command {
            Command::NextFinding => self.step_to_finding(ctx, FindingStep::Next),
            Command::PreviousFinding => self.step_to_finding(ctx, FindingStep::Previous),
            Command::NextEmpty => self.go_to_next_empty(ctx),
            Command::Comment => self.write_comment(ctx),
            Command::CopyInOrder => self.copy_page_in_order(),
            Command::Find
            | Command::GoToRow
            | Command::Palette
            | Command::Help
            | Command::StartReport
            | Command::Print
            | Command::Send
            | Command::Offices
            | Command::Machine(
                MachineCommand::About | MachineCommand::Settings | MachineCommand::Keys,
            )
            | Command::Keep(KeepCommand::Backups)
            | Command::Keep(KeepCommand::Verify)
            | Command::Keep(KeepCommand::Password | KeepCommand::Encrypt) => {
                self.open_way(command);
            }
            Command::Machine(MachineCommand::Diagnostics) => {
                self.look_at_screen(ctx);
                self.open_way(command);
            }
            Command::TakeForm => self.drafts.commit(),
            other => self.leave_comment(other),
        }
        let effects = self.state.run(command);
        self.carry_out(ctx, effects);
        if matches!(command, Command::PreviousPage | Command::NextPage | Command::ShowReports) {
            self.drop_block();
        }
    }

    fn carry_out(&mut self, ctx: &Context, effects: Vec<Effect>) {
        if !effects.is_empty() {
            ctx.request_repaint();
        }
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.outside.ask(request),
                Effect::Dialog(wanted) => self.outside.choose(wanted),
                Effect::OpenInSystem(path) => self.outside.open(&path),
                Effect::BeginLetter(letter) => self.outside.begin_letter(letter),
                Effect::Preferences => self.outside.keep(&self.state.preferences),
                Effect::PutAside(report) => self.outside.put_aside(&report),
                Effect::CloseWindow => {
                    self.may_close = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
    }

    /// Whether the window itself can take the keyboard: not while something stands in front of it,
    /// and not in the frame behind the last one in which it did.
    fn takes_keyboard(&self, ctx: &Context) -> bool {
        let is_free = ctx.memory(|memory| memory.allows_interaction(egui::LayerId::background()));
        if !is_free && self.state.question.is_none() && !self.is_in_front() {
            ctx.request_repaint();
        }
        is_free
    }

    fn apply_look(&mut self, ctx: &Context) {
        let preferences = &self.state.preferences;
        let look = (preferences.theme, preferences.zoom_percent);
        if self.shown_look == Some(look) {
            return;
        }
        self.shown_look = Some(look);
        ctx.set_theme(match preferences.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.set_zoom_factor(f32::from(preferences.zoom_percent) / 100.0);
    }
}

fn central() -> CentralPanel {
    let margin = Margin { left: 24, right: 8, top: 24, bottom: 0 };
    CentralPanel::no_frame().frame(Frame::new().inner_margin(margin))
}

impl<O: Outside> eframe::App for Window<O> {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut egui::RawInput) {
        let events = &mut raw_input.events;
        let at = if self.was_drawn { 0 } else { self.num_last_events.min(events.len()) };
        events.splice(at..at, std::mem::take(&mut self.held_input));
        self.held_input = input::split_at_focus_move(events);
        self.num_last_events = events.len();
        self.was_drawn = false;
        if !self.held_input.is_empty() {
            ctx.request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.ground(visuals).to_normalized_gamma_f32()
    }
}

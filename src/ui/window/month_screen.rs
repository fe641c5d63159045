//! The screen of one month: list of pages, form, and the pages as they will be printed.

use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui};

use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::message::OperationId;
use crate::app::month::{Deed, Page};
use crate::app::preferences::Pane;
use crate::calc::check::Settings;
use crate::report::change::Edit;
use crate::report::key::FigureKey;
use crate::ui::cells::sheet::CellKind;
use crate::ui::cells::{CellName, Land};
use crate::ui::checks::{self, Desk, Step};
use crate::ui::chrome::Action;
use crate::ui::details;
use crate::ui::forms::Form;
use crate::ui::history;
use crate::ui::month;
use crate::ui::preview::{self, Arrangement, Seen};
use crate::ui::spot::{Goal, Spot};
use crate::ui::theme::Tokens;
use crate::ui::widgets::field::Access;

/// What the user did in the pane beside the form.
enum Done {
    /// Wants to go to a place.
    GoTo(Spot),
    /// Gave a command.
    Run(Command),
    /// Wants the office's reports checked otherwise.
    Check(Box<Settings>),
    /// Answered: edits that are one step of undo.
    Step(Vec<Edit>, Deed),
    /// Wants to write about a figure.
    Comment(FigureKey),
    /// Wants the report as it was right after an operation.
    Restore(OperationId),
    /// Folded the pane away.
    Folded,
}

/// What stands above the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Nothing,
    /// In place of the list of pages.
    PageSwitch,
}

/// The width of the list of pages.
const PAGES_WIDTH: f32 = 252.0;

impl<O: Outside> Window<O> {
    pub(super) fn month(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let width = ui.available_width();
        let arrangement = match self.state.preferences.pane {
            Pane::Folded => Arrangement::folded(width, PAGES_WIDTH),
            Pane::Preview => Arrangement::of(width, PAGES_WIDTH),
            Pane::Checks | Pane::Details | Pane::History => Arrangement::beside(width, PAGES_WIDTH),
        };
        let chosen = match arrangement {
            Arrangement::Folded | Arrangement::WithList(_) => self.pages(ui),
            Arrangement::WithForm(_) | Arrangement::FormAlone | Arrangement::Alone => None,
        };
        self.is_form_hidden = arrangement == Arrangement::Alone;
        let done = self.pane(ui, arrangement);
        let switched = match arrangement {
            Arrangement::Alone => None,
            Arrangement::WithForm(_) | Arrangement::FormAlone => {
                self.form(ui, actions, Head::PageSwitch)
            }
            Arrangement::Folded | Arrangement::WithList(_) => self.form(ui, actions, Head::Nothing),
        };
        let chosen = chosen.or(switched);
        self.forms.goal = None;
        match done {
            Some(Done::Run(command)) => actions.push(Action::Run(command)),
            Some(Done::Folded) => actions.push(Action::Run(self.pane_command())),
            Some(Done::GoTo(spot)) => self.go_to(ui.ctx(), spot),
            Some(Done::Step(edits, deed)) => {
                let effects = self.state.step(edits, deed);
                self.carry_out(ui.ctx(), effects);
            }
            Some(Done::Comment(figure)) => self.forms.commented = Some(figure),
            Some(Done::Restore(after)) => {
                self.drafts.forget();
                let effects = self.state.restore(after);
                self.carry_out(ui.ctx(), effects);
            }
            Some(Done::Check(settings)) => {
                let effects = self.state.change_checks(*settings);
                self.carry_out(ui.ctx(), effects);
            }
            None => {}
        }
        if let Some(page) = chosen {
            self.open_page(ui.ctx(), page);
            self.forms.cells.land(Land::Last);
        }
        self.carry_out_wishes(ui.ctx(), actions);
    }

    /// What was asked for in a text of the form: to go somewhere, to explain what was found, to
    /// know a word from now on.
    fn carry_out_wishes(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        if let Some(spot) = self.forms.wanted.take() {
            self.go_to(ctx, spot);
        }
        if let (Some(word), Some(month)) = (self.forms.learnt.take(), &self.state.month) {
            let mut settings = crate::calc::check::Settings::clone(month.checks());
            settings.learn(&word);
            let effects = self.state.change_checks(settings);
            self.carry_out(ctx, effects);
        }
        if let Some(figure) = self.forms.commented.take() {
            self.forms.cells.show_figure(figure);
            self.write_comment(ctx);
        }
        if let Some(finding) = self.forms.explained.take() {
            if self.state.preferences.pane != Pane::Checks {
                actions.push(Action::Run(Command::ToggleChecks));
            }
            self.drafts.forget();
            self.drafts.next = Some(self.forms.ids.explanation(&finding));
            self.checks.explain(finding);
            ctx.request_repaint();
        }
    }

    /// Folds the pane away that leaves the form no room: somebody goes to a place of the form.
    pub(super) fn uncover_form(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.is_form_hidden) {
            let effects = self.state.run(self.pane_command());
            self.carry_out(ctx, effects);
        }
    }

    pub(super) fn open_page(&mut self, ctx: &Context, page: Page) {
        self.uncover_form(ctx);
        self.drafts.forget();
        self.forms.close();
        let effects = self.state.open_page(page);
        self.carry_out(ctx, effects);
        self.drop_block();
    }

    /// Shows the field of a place that was clicked on a printed page.
    pub(super) fn go_to(&mut self, ctx: &Context, spot: Spot) {
        self.uncover_form(ctx);
        let is_elsewhere = self.state.month.as_ref().is_some_and(|m| m.page != spot.page);
        self.drafts.next = spot.field();
        if is_elsewhere {
            self.open_page(ctx, spot.page);
        }
        if spot.sentence.is_some() {
            self.forms.edited_sentence = spot.sentence;
        }
        match &spot.goal {
            Some(Goal::Figure(key)) => {
                let name = CellName { kind: CellKind::Shown, key: key.clone() };
                self.forms.cells.land(Land::Cell(name));
            }
            Some(Goal::Row(key)) => self.forms.cells.land(Land::Row(key.clone())),
            _ => {}
        }
        self.forms.goal = spot.goal;
        ctx.request_repaint();
    }

    fn pages(&self, ui: &mut Ui) -> Option<Page> {
        let side = Frame::new().fill(Tokens::of(ui).surface);
        Panel::left("pages")
            .exact_size(PAGES_WIDTH)
            .resizable(false)
            .frame(side.inner_margin(Margin::symmetric(10, 12)))
            .show(ui, |ui| {
                let month = self.state.month.as_ref()?;
                month::pages(ui, month, &self.cache.pages)
            })
            .inner
    }

    /// The command that folds the pane away.
    fn pane_command(&self) -> Command {
        match self.state.preferences.pane {
            Pane::Checks => Command::ToggleChecks,
            Pane::Details => Command::ToggleDetails,
            Pane::History => Command::ToggleHistory,
            Pane::Preview | Pane::Folded => Command::TogglePreview,
        }
    }

    fn pane(&mut self, ui: &mut Ui, arrangement: Arrangement) -> Option<Done> {
        let frame =
            Frame::new().fill(Tokens::of(ui).computed).inner_margin(Margin::symmetric(0, 4));
        match arrangement {
            Arrangement::Folded | Arrangement::FormAlone => None,
            Arrangement::WithList(width) | Arrangement::WithForm(width) => {
                let pane = Panel::right("pane").exact_size(width).resizable(false);
                pane.frame(frame).show(ui, |ui| self.pane_contents(ui)).inner
            }
            Arrangement::Alone => {
                let pane = CentralPanel::no_frame().frame(frame);
                pane.show(ui, |ui| self.pane_contents(ui)).inner
            }
        }
    }

    fn pane_contents(&mut self, ui: &mut Ui) -> Option<Done> {
        let access = self.access();
        if self.state.preferences.pane == Pane::Details {
            let month = self.state.month.as_mut()?;
            let log = self.state.figure_log.as_ref();
            let figure = self.forms.cells.shown_figure();
            let (drafts, ids) = (&mut self.drafts, self.forms.ids);
            let mut desk = details::Desk { month, log, drafts, figure, ids, access };
            return self.details.show(ui, &mut desk).map(|done| match done {
                details::Done::Step(edits, deed) => Done::Step(edits, deed),
                details::Done::Folded => Done::Folded,
            });
        }
        if self.state.preferences.pane == Pane::History {
            let (state, ids) = (&self.state, self.forms.ids);
            let mut desk = history::Desk { state, drafts: &mut self.drafts, ids, access };
            return self.history.show(ui, &mut desk).map(|done| match done {
                history::Done::GoTo(spot) => Done::GoTo(spot),
                history::Done::Restore(after) => Done::Restore(after),
                history::Done::Folded => Done::Folded,
            });
        }
        let month = self.state.month.as_mut()?;
        if self.state.preferences.pane == Pane::Checks {
            let may_keep = self.forms.may_keep_look;
            let (drafts, ids) = (&mut self.drafts, self.forms.ids);
            let mut desk = Desk { month, drafts, ids, access, may_keep };
            return self.checks.show(ui, &mut desk).map(|done| match done {
                checks::Done::GoTo(spot) => Done::GoTo(spot),
                checks::Done::Export => Done::Run(Command::ExportChecks),
                checks::Done::Change(settings) => Done::Check(settings),
                checks::Done::Step(edits, deed) => Done::Step(edits, deed),
                checks::Done::Comment(figure) => Done::Comment(figure),
                checks::Done::Folded => Done::Folded,
            });
        }
        let typed_at_secs = self.drafts.typed_at_secs;
        let seen = Seen { month, ids: self.forms.ids, typed_at_secs };
        self.preview.show(ui, seen).map(|done| match done {
            preview::Done::Clicked(spot) => Done::GoTo(spot),
            preview::Done::Folded => Done::Folded,
        })
    }

    /// Whether the month can be typed in.
    pub(super) fn access(&self) -> Access {
        let is_final = self.state.month_is_final();
        match (is_final || self.state.is_read_only(), self.state.is_replacing()) {
            (true, _) => Access::Locked,
            (false, true) => Access::Waiting,
            (false, false) => Access::Open,
        }
    }

    /// Goes to the finding behind, or in front of, the last one.
    pub(super) fn step_to_finding(&mut self, ctx: &Context, step: Step) {
        let Some(month) = &self.state.month else {
            return;
        };
        self.checks.refresh(month, self.forms.ids);
        if let Some(spot) = self.checks.step(step) {
            self.go_to(ctx, spot);
        }
    }

    /// The form of the page on screen; tells which other page was chosen above it.
    fn form(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, head: Head) -> Option<Page> {
        let page = Frame::new().inner_margin(Margin { left: 24, right: 8, top: 16, bottom: 0 });
        let (access, is_replacing) = (self.access(), self.state.is_replacing());
        let is_read_only = self.state.is_read_only();
        let mut chosen = None;
        self.forms.may_keep_look = !is_read_only;
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            if head == Head::PageSwitch {
                chosen = month::page_switch(ui, &self.state, &self.cache.pages, actions);
            }
            let Some(month) = &mut self.state.month else {
                return;
            };
            if is_replacing {
                ui.disable();
            }
            let mut form = Form {
                month,
                drafts: &mut self.drafts,
                view: &mut self.forms,
                access,
                typed_here: std::collections::HashSet::default(),
                focused: ui.memory(|memory| memory.focused()),
            };
            month::form(ui, &mut form, actions);
        });
        if let Some((edits, deed)) = self.forms.step.take() {
            let effects = self.state.step(edits, deed);
            self.carry_out(ui.ctx(), effects);
        }
        if let Some((figures, wish)) = self.forms.wished.take()
            && let Some(month) = &self.state.month
        {
            self.drafts.forget();
            let effects = self.state.step(month.carry(&figures, wish), wish.deed());
            self.carry_out(ui.ctx(), effects);
        }
        if let Some(look) = self.forms.new_look.take() {
            let effects = self.state.change_look(look);
            self.carry_out(ui.ctx(), effects);
        }
        let is_shown = self.state.preferences.pane == Pane::Preview;
        if let Some(month) = self.state.month.as_ref().filter(|_| is_shown) {
            let seen = Seen { month, ids: self.forms.ids, typed_at_secs: self.drafts.typed_at_secs };
            self.preview.wake(ui, seen);
        }
        chosen
    }
}

//! The screen of one report: list of pages, form, and the pages as they will be printed.

use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui, UiBuilder};

use super::{Cache, Outside, Window};
use crate::app::command::Command;
use crate::app::open_report::Page;
use crate::app::platform::preferences::Pane;
use crate::app::state::Notice;
use crate::ui::cells::sheet::CellKind;
use crate::ui::cells::{CellName, Land};
use crate::ui::checks::FindingStep;
use crate::ui::forms::{Form, Taste};
use crate::ui::pane::Beside;
use crate::ui::preview::{Arrangement, Seen};
use crate::ui::spot::{Goal, Spot};
use crate::ui::theme::Tokens;
use crate::ui::widgets::field::Access;
use crate::ui::{open_report, page_list};

/// What stands above the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Nothing,
    /// In place of the list of pages.
    PageSwitch,
}

impl<O: Outside> Window<O> {
    pub(super) fn open_report(&mut self, ui: &mut Ui) {
        let widths = self.widths(ui.available_width());
        let arrangement = widths.arrangement;
        let edges = ui.new_child(UiBuilder::new().max_rect(ui.available_rect_before_wrap()));
        self.is_form_hidden = arrangement == Arrangement::Alone;
        match arrangement {
            Arrangement::Folded | Arrangement::WithList(_) => {
                self.pages(ui, widths.pages);
                self.pane(ui, arrangement);
                self.form(ui, Head::Nothing);
            }
            Arrangement::WithForm(_) | Arrangement::FormAlone => {
                self.pane(ui, arrangement);
                self.form(ui, Head::PageSwitch);
            }
            Arrangement::Alone => self.pane(ui, arrangement),
        }
        self.edges(&edges, widths);
        self.forms.goal = None;
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
        let is_elsewhere = self.state.open.as_ref().is_some_and(|m| m.page != spot.page);
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

    fn pages(&mut self, ui: &mut Ui, width: f32) {
        let side = Frame::new().fill(Tokens::of(ui).surface);
        Panel::left("pages")
            .exact_size(width)
            .resizable(false)
            .frame(side.inner_margin(Margin::symmetric(10, 12)))
            .show(ui, |ui| {
                if let Some(open) = &self.state.open {
                    let Cache { pages, to_do, .. } = &self.cache;
                    page_list::pages(ui, open, to_do, pages, &mut self.intents);
                }
            });
    }

    /// The command that folds the pane away.
    pub(super) fn pane_command(&self) -> Command {
        Command::of_pane(self.state.preferences.pane)
    }

    fn pane(&mut self, ui: &mut Ui, arrangement: Arrangement) {
        let frame =
            Frame::new().fill(Tokens::of(ui).computed).inner_margin(Margin::symmetric(0, 4));
        match arrangement {
            Arrangement::Folded | Arrangement::FormAlone => {}
            Arrangement::WithList(width) | Arrangement::WithForm(width) => {
                let pane = Panel::right("pane").exact_size(width).resizable(false);
                pane.frame(frame).show(ui, |ui| self.pane_contents(ui));
            }
            Arrangement::Alone => {
                let pane = CentralPanel::no_frame().frame(frame);
                pane.show(ui, |ui| self.pane_contents(ui));
            }
        }
    }

    fn pane_contents(&mut self, ui: &mut Ui) {
        let access = self.access();
        let may_keep = !self.state.is_read_only();
        let state = &mut self.state;
        let Some(open) = &mut state.open else {
            return;
        };
        let (drafts, intents, ids) = (&mut self.drafts, &mut self.intents, self.forms.ids);
        if state.preferences.pane == Pane::Preview {
            let seen = Seen { open, ids, typed_at_secs: drafts.typed_at_secs };
            return self.preview.show(ui, seen, intents);
        }
        let mut beside = Beside { open, drafts, intents, ids, access, may_keep };
        match state.preferences.pane {
            Pane::Details => {
                let (figure, log) = (self.forms.cells.shown_figure(), state.figure_log.as_ref());
                self.details.show(ui, &mut beside, figure, log);
            }
            Pane::History => self.history.show(ui, &mut beside, state.history.as_ref()),
            Pane::Checks => self.checks.show(ui, &mut beside),
            Pane::Preview | Pane::Folded => {}
        }
    }

    /// Whether the report can be typed in.
    pub(super) fn access(&self) -> Access {
        let is_final = self.state.is_open_final();
        match (is_final || self.state.is_read_only(), self.state.is_replacing()) {
            (true, _) => Access::Locked,
            (false, true) => Access::Waiting,
            (false, false) => Access::Open,
        }
    }

    /// Goes to the finding behind, or in front of, the last one.
    pub(super) fn step_to_finding(&mut self, ctx: &Context, step: FindingStep) {
        let Some(open) = &self.state.open else {
            return;
        };
        self.checks.refresh(open, self.forms.ids);
        if let Some(stepped) = self.checks.step(step) {
            self.go_to(ctx, stepped.spot);
            self.state.notice = Some(Notice::Said(stepped.words));
        }
    }

    /// The form of the page on screen.
    fn form(&mut self, ui: &mut Ui, head: Head) {
        let page = Frame::new().inner_margin(Margin { left: 24, right: 8, top: 16, bottom: 0 });
        let (access, is_replacing) = (self.access(), self.state.is_replacing());
        self.forms.may_keep_look = !self.state.is_read_only();
        let likes = &self.state.preferences;
        self.forms.taste = Taste { density: likes.density, before: likes.before };
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            if head == Head::PageSwitch {
                page_list::page_switch(ui, &self.state, &self.cache.pages, &mut self.intents);
            }
            let Some(open) = &mut self.state.open else {
                return;
            };
            if is_replacing {
                ui.disable();
            }
            let mut form = Form {
                open,
                drafts: &mut self.drafts,
                view: &mut self.forms,
                intents: &mut self.intents,
                access,
                typed_here: std::collections::HashSet::default(),
                focused: ui.memory(|memory| memory.focused()),
            };
            open_report::form(ui, &mut form);
        });
        let is_shown = self.state.preferences.pane == Pane::Preview;
        if let Some(open) = self.state.open.as_ref().filter(|_| is_shown) {
            let typed_at_secs = self.drafts.typed_at_secs;
            self.preview.wake(ui, Seen { open, ids: self.forms.ids, typed_at_secs });
        }
    }
}

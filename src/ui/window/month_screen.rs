//! The screen of one month: list of pages, form, and the pages as they will be printed.

use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui};

use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::month::Page;
use crate::ui::chrome::Action;
use crate::ui::forms::Form;
use crate::ui::month;
use crate::ui::preview::{self, Arrangement, Seen};
use crate::ui::theme::Tokens;
use crate::ui::widgets::field::Access;

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
        let arrangement = match self.state.preferences.shows_preview {
            true => Arrangement::of(ui.available_width(), PAGES_WIDTH),
            false => Arrangement::Folded,
        };
        let chosen = match arrangement {
            Arrangement::Folded | Arrangement::WithList(_) => self.pages(ui),
            Arrangement::WithForm(_) | Arrangement::Alone => None,
        };
        let done = self.preview(ui, arrangement);
        let switched = match arrangement {
            Arrangement::Alone => None,
            Arrangement::WithForm(_) => self.form(ui, actions, Head::PageSwitch),
            Arrangement::Folded | Arrangement::WithList(_) => self.form(ui, actions, Head::Nothing),
        };
        let chosen = chosen.or(switched);
        self.forms.goal = None;
        match done {
            Some(preview::Done::Folded) => actions.push(Action::Run(Command::TogglePreview)),
            Some(preview::Done::Clicked(target)) => {
                if arrangement == Arrangement::Alone {
                    actions.push(Action::Run(Command::TogglePreview));
                }
                self.go_to(ui.ctx(), target);
            }
            None => {}
        }
        if let Some(page) = chosen {
            self.open_page(ui.ctx(), page);
        }
    }

    fn open_page(&mut self, ctx: &Context, page: Page) {
        self.drafts.forget();
        self.forms.close();
        let effects = self.state.open_page(page);
        self.carry_out(ctx, effects);
    }

    /// Shows the field of a place that was clicked on a printed page.
    fn go_to(&mut self, ctx: &Context, target: preview::places::Target) {
        let is_elsewhere = self.state.month.as_ref().is_some_and(|m| m.page != target.page);
        self.drafts.next = target.field();
        if is_elsewhere {
            self.open_page(ctx, target.page);
        }
        if target.sentence.is_some() {
            self.forms.edited_sentence = target.sentence;
        }
        self.forms.goal = target.goal;
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

    fn preview(&mut self, ui: &mut Ui, arrangement: Arrangement) -> Option<preview::Done> {
        let month = self.state.month.as_ref()?;
        let typed_at_secs = self.drafts.typed_at_secs;
        let seen = Seen { month, view: &self.forms, typed_at_secs };
        let frame =
            Frame::new().fill(Tokens::of(ui).computed).inner_margin(Margin::symmetric(0, 4));
        let show = |ui: &mut Ui| self.preview.show(ui, seen);
        match arrangement {
            Arrangement::Folded => None,
            Arrangement::WithList(width) | Arrangement::WithForm(width) => {
                let pane = Panel::right("preview").exact_size(width).resizable(false);
                pane.frame(frame).show(ui, show).inner
            }
            Arrangement::Alone => CentralPanel::no_frame().frame(frame).show(ui, show).inner,
        }
    }

    /// The form of the page on screen; tells which other page was chosen above it.
    fn form(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, head: Head) -> Option<Page> {
        let page = Frame::new().inner_margin(Margin { left: 24, right: 8, top: 16, bottom: 0 });
        let (is_replacing, is_read_only) = (self.state.is_replacing(), self.state.is_read_only());
        let mut chosen = None;
        self.forms.may_keep_look = !is_read_only;
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            if head == Head::PageSwitch {
                chosen = month::page_switch(ui, &self.state, &self.cache.pages, actions);
            }
            let Some(month) = &mut self.state.month else {
                return;
            };
            let access = match (month.is_final() || is_read_only, is_replacing) {
                (true, _) => Access::Locked,
                (false, true) => Access::Waiting,
                (false, false) => Access::Open,
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
            };
            month::form(ui, &mut form, actions);
        });
        if let Some(look) = self.forms.new_look.take() {
            let effects = self.state.change_look(look);
            self.carry_out(ui.ctx(), effects);
        }
        let is_shown = self.state.preferences.shows_preview;
        if let Some(month) = self.state.month.as_ref().filter(|_| is_shown) {
            let seen = Seen { month, view: &self.forms, typed_at_secs: self.drafts.typed_at_secs };
            self.preview.wake(ui, seen);
        }
        chosen
    }
}

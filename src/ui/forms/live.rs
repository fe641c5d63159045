//! Texts with references on a form: typed, followed to where their references are entered, and
//! answered where something was found in them.

use egui::{Id, RichText, Ui};

use super::older::{self, Choice, Offer};
use super::Form;
use crate::app::month::Deed;
use crate::calc::check::{self, Matter};
use crate::report::change::Edit;
use crate::report::key::TextKey;
use crate::ui::field_id::CellKind;
use crate::ui::spot::{self, Goal, Spot};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, Current, Field, Look};
use crate::ui::widgets::live::coded::Reference;
use crate::ui::widgets::live::{Answer, Done, Live, LiveShown, Role};

/// A text with references on a form.
#[derive(Debug, Clone, Copy)]
pub struct LiveText<'a> {
    /// Its field.
    pub id: Id,
    /// Which text it is.
    pub key: &'a TextKey,
    /// Its name for screen readers.
    pub name: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Width in points.
    pub width: f32,
    /// Lines; more than one makes Enter a line break.
    pub lines: usize,
    /// How it looks.
    pub look: Look,
    /// Whether it is typed in or only shown.
    pub role: Role,
}

/// Whether an official asked to type in a text that is only shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing was asked.
    Nothing,
    /// It was.
    Edit,
}

impl Form<'_> {
    /// Shows a text with references.
    pub fn live_text(
        &mut self,
        ui: &mut Ui,
        text: &LiveText<'_>,
        describe: impl FnOnce() -> String,
    ) -> Wanted {
        let template = self.month.template().clone();
        let stored = self.month.report().text(&template, text.key).to_owned();
        let id = text.id;
        let field = Field {
            width: text.width,
            lines: text.lines,
            hint: text.hint,
            look: text.look,
            access: self.access,
            ..Field::words(id, text.name, &stored)
        };
        let live = Live { field, key: text.key, month: self.month, role: text.role };
        let LiveShown { shown, done, fault } = self.drafts.show_live(ui, &live);
        if self.view.goal == Some(Goal::Field(id)) {
            self.view.goal_rect.set(Some(shown.response.rect));
        }
        if shown.response.has_focus() {
            self.drafts.current = Some(Current { words: describe(), kind: field.kind() });
        }
        if let Some((typed, typing)) = shown.typed {
            self.month.type_text(text.key, &typed, typing);
        }
        if let Some(fault) = fault {
            let words =
                format!("Chưa nối được số liệu: {}", crate::app::words::sentence_error(&fault));
            let error = Tokens::of(ui).error;
            ui.label(RichText::new(words).font(theme::small()).color(error));
        }
        if let Some(offer) = Offer::of_text(self, text.key) {
            match offer.show(ui, self, text.width) {
                Some(Choice::Restore) => {
                    let Offer { finding, meant, .. } = offer;
                    self.answer(ui, text, Answer::Replace { finding: finding.id, word: meant });
                }
                Some(Choice::Leave) => self.leave_old(&offer),
                None => {}
            }
        }
        match done {
            None => {}
            Some(Done::Edit) => return Wanted::Edit,
            Some(Done::GoTo(reference)) => self.view.wanted = self.spot(&reference),
            Some(Done::Answer(answer)) => self.answer(ui, text, answer),
        }
        Wanted::Nothing
    }

    /// Where a reference is entered.
    fn spot(&self, reference: &Reference) -> Option<Spot> {
        let spot = spot::of(&reference.source()?, self.month, self.view.ids)?;
        let goal = match reference {
            Reference::FigureDay(key) => Some(Goal::Field(self.view.ids.cell(CellKind::Day, key))),
            _ => spot.goal,
        };
        Some(Spot { goal, ..spot })
    }

    /// Carries out what was chosen for what was found in a text.
    fn answer(&mut self, ui: &Ui, text: &LiveText<'_>, answer: Answer) {
        let find = |id: &str| self.month.findings().iter().find(|finding| finding.id == id);
        let context = self.month.context();
        let is_old = |id: &str| {
            find(id).is_some_and(|finding| matches!(finding.matter, Matter::OldEncoding { .. }))
        };
        let deed = Deed::Step(match &answer {
            Answer::Bind { .. } | Answer::Follow(_) => "Nối số với số liệu",
            Answer::Replace { finding, .. } if is_old(finding) => older::RESTORED,
            _ => "Sửa lời văn",
        });
        let edit = match answer {
            Answer::Explain { finding } => {
                self.view.explained = Some(finding);
                return;
            }
            Answer::Learn { word } => {
                self.view.learnt = Some(word);
                return;
            }
            Answer::Bind { finding } => {
                find(&finding).and_then(|finding| check::bind(finding, context))
            }
            Answer::Follow(offer) => check::bind_offers(&[offer], context).pop(),
            Answer::Replace { finding, word } => {
                find(&finding).and_then(|finding| check::replace(finding, &word, context))
            }
        };
        let Some(edit) = edit.filter(|_| self.access == Access::Open) else {
            return;
        };
        let template = self.month.template().clone();
        let before = self.month.report().text(&template, text.key);
        let after = match &edit {
            Edit::Text(_, Some(after)) => after.as_str(),
            _ => template.default_text(text.key).unwrap_or(""),
        };
        self.drafts.answered(ui, text.id, (before, after), self.month);
        self.view.step = Some((vec![edit], deed));
    }
}

//! What is offered under a text that is written in letters of the time before Unicode (TCVN3,
//! VNI-Windows): what it says in Unicode, to be taken over by a click. Nothing changes by itself.

use egui::{Color32, Frame, Label, Margin, RichText, Ui};

use super::{Form, small};
use crate::app::month::Deed;
use crate::app::words;
use crate::calc::check::{self, Finding, Matter, Place};
use crate::calc::text::encoding::Encoding;
use crate::report::change::Edit;
use crate::report::key::{EntryId, ItemKey, TextKey};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// What taking the offer is called in the history.
pub const RESTORED: &str = "Chuyển sang Unicode";
/// The reason that is kept where an office leaves a text as it is.
pub const LEFT: &str = "Để nguyên";
/// The most letters of the text that are shown.
const SHOWN_MAX: usize = 400;

/// What an official chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The text in Unicode.
    Restore,
    /// The text as it is.
    Leave,
}

/// A text that can be restored.
#[derive(Debug, Clone)]
pub struct Offer {
    /// What was found.
    pub finding: Finding,
    encoding: Encoding,
    /// The text in Unicode.
    pub meant: String,
}

impl Offer {
    fn of(form: &Form<'_>, is_here: impl Fn(&Place) -> bool) -> Option<Self> {
        if form.access != Access::Open {
            return None;
        }
        let found = form.month.findings().iter();
        let mut found = found.filter(|finding| finding.stands());
        found.find_map(|finding| match &finding.matter {
            Matter::OldEncoding { encoding, meant, .. } if finding.places.iter().any(&is_here) => {
                let (finding, meant) = (finding.clone(), meant.clone());
                Some(Self { finding, encoding: *encoding, meant })
            }
            _ => None,
        })
    }

    /// That of a text.
    pub fn of_text(form: &Form<'_>, key: &TextKey) -> Option<Self> {
        Self::of(form, |place| matches!(place, Place::Text { text, .. } if text == key))
    }

    /// The edit that leaves the text as it is.
    fn leave(&self) -> Option<Edit> {
        check::explain(&self.finding, LEFT)
    }

    /// Shows it, with its figures filled in.
    pub fn show(&self, ui: &mut Ui, form: &Form<'_>, width: f32) -> Option<Choice> {
        let meant = form.month.context().plain(&self.meant);
        show(ui, (self.encoding, &meant), (width, Tokens::of(ui).computed))
    }
}

/// Shows what a text in an old encoding says in Unicode, and the two answers: on a ground of its
/// own, as wide as its field.
pub fn show(
    ui: &mut Ui,
    (encoding, meant): (Encoding, &str),
    (width, ground): (f32, Color32),
) -> Option<Choice> {
    let frame = Frame::new().fill(ground).corner_radius(4).inner_margin(Margin::same(8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(width - 16.0);
        let name = encoding.name();
        ui.label(small(ui, format!("Chữ viết theo bảng mã {name}. Sang Unicode là:")));
        ui.add(Label::new(beginning(meant)).wrap());
        ui.horizontal(|ui| {
            let restore = small_button(ui, RESTORED).clicked().then_some(Choice::Restore);
            restore.or(small_button(ui, LEFT).clicked().then_some(Choice::Leave))
        })
        .inner
    });
    shown.inner
}

fn beginning(text: &str) -> RichText {
    RichText::new(words::beginning(text, SHOWN_MAX)).font(theme::body())
}

impl Form<'_> {
    /// Leaves a text as it is.
    pub(super) fn leave_old(&mut self, offer: &Offer) {
        self.view.step = offer.leave().map(|edit| (vec![edit], Deed::Step("Giải trình")));
    }
}

/// Shows the offers for the texts of a document's entry.
pub fn show_entry(ui: &mut Ui, form: &mut Form<'_>, (list, id): (&ItemKey, &EntryId)) {
    let offer = Offer::of(
        form,
        |place| matches!(place, Place::Document(item, entry) if item == list && entry == id),
    );
    let Some(offer) = offer else { return };
    match offer.show(ui, form, ui.available_width()) {
        Some(Choice::Restore) => {
            let edit = check::replace(&offer.finding, &offer.meant, form.month.context());
            form.drafts.forget();
            form.view.step = edit.map(|edit| (vec![edit], Deed::Step(RESTORED)));
        }
        Some(Choice::Leave) => form.leave_old(&offer),
        None => {}
    }
}

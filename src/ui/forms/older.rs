//! What is offered under a text that is written in letters of the time before Unicode (TCVN3,
//! VNI-Windows): what it says in Unicode, to be taken over by a click. Nothing changes by itself.

use egui::{Color32, Frame, Id, Label, Margin, RichText, Ui};

use super::{Form, small};
use crate::app::open_report::{Deed, OpenReport};
use crate::app::words::{self, LEFT};
use crate::calc::check::{self, Finding, Matter, Place};
use crate::calc::text::encoding::Encoding;
use crate::report::change::Edit;
use crate::report::key::{EntryId, ItemKey, TextKey};
use crate::ui::intent::Intent;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// The most letters of the text that are shown.
const SHOWN_MAX: usize = 400;

/// A text that can be restored.
struct Offer<'m> {
    finding: &'m Finding,
    encoding: Encoding,
    /// The text in Unicode.
    meant: &'m str,
}

impl<'m> Offer<'m> {
    fn of(open: &'m OpenReport, access: Access, is_here: impl Fn(&Place) -> bool) -> Option<Self> {
        let found = open.findings().iter().filter(|_| access == Access::Open);
        let mut found = found.filter(|finding| finding.stands());
        found.find_map(|finding| match &finding.matter {
            Matter::OldEncoding { encoding, meant, .. } if finding.places.iter().any(&is_here) => {
                Some(Self { finding, encoding: *encoding, meant })
            }
            _ => None,
        })
    }

    /// Shows it, with its figures filled in; tells what is wanted. What restoring means is told by `restore`.
    fn show(
        &self,
        ui: &mut Ui,
        open: &OpenReport,
        width: f32,
        restore: impl FnOnce(Edit) -> Intent,
    ) -> Option<Intent> {
        let context = open.context();
        let meant = context.plain(self.meant);
        show(
            ui,
            Meant { encoding: self.encoding, text: &meant },
            Ground { width, fill: Tokens::of(ui).computed },
            || check::replace(self.finding, self.meant, context).map(restore),
            || Some(Intent::Step(vec![check::explain(self.finding, LEFT)?], Deed::Explained)),
        )
    }
}

/// What a text in an old encoding says in Unicode.
#[derive(Clone, Copy)]
pub struct Meant<'a> {
    /// The encoding it is in.
    pub encoding: Encoding,
    /// In Unicode.
    pub text: &'a str,
}

/// The ground that it is shown on.
#[derive(Clone, Copy)]
pub struct Ground {
    /// As wide as the field.
    pub width: f32,
    /// Its colour.
    pub fill: Color32,
}

/// Shows what a text in an old encoding says in Unicode, on a ground of its own, as wide as its field; tells
/// which of the two answers is wanted: to restore it or to leave it as it is.
pub fn show(
    ui: &mut Ui,
    meant: Meant<'_>,
    ground: Ground,
    restore: impl FnOnce() -> Option<Intent>,
    leave: impl FnOnce() -> Option<Intent>,
) -> Option<Intent> {
    let Meant { encoding, text } = meant;
    let frame = Frame::new().fill(ground.fill).corner_radius(4).inner_margin(Margin::same(8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ground.width - 16.0);
        let name = encoding.name();
        ui.label(small(ui, format!("Chữ viết theo bảng mã {name}. Sang Unicode là:")));
        ui.add(Label::new(beginning(text)).wrap());
        ui.horizontal(|ui| {
            let is_restored = small_button(ui, words::deed(Deed::TextConverted, None)).clicked();
            let is_left = small_button(ui, LEFT).clicked();
            match (is_restored, is_left) {
                (true, _) => restore(),
                (false, true) => leave(),
                (false, false) => None,
            }
        })
        .inner
    });
    shown.inner
}

fn beginning(text: &str) -> RichText {
    RichText::new(words::beginning(text, SHOWN_MAX)).font(theme::body())
}

/// Shows the offer for a text, below its field.
pub fn show_text(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey, field: Id, width: f32) {
    let is_here = |place: &Place| matches!(place, Place::Text { text, .. } if text == key);
    if let Some(offer) = Offer::of(form.open, form.access, is_here) {
        let restore = |edit| Intent::Reword { field, edit, deed: Deed::TextConverted };
        let wanted = offer.show(ui, form.open, width, restore);
        form.intents.extend(wanted);
    }
}

/// Shows the offer for the texts of a document's entry.
pub fn show_entry(ui: &mut Ui, form: &mut Form<'_>, list: &ItemKey, id: &EntryId) {
    let is_here = |place: &Place| matches!(place, Place::Document(item, entry) if item == list && entry == id);
    if let Some(offer) = Offer::of(form.open, form.access, is_here) {
        let restore = |edit| Intent::Step(vec![edit], Deed::TextConverted);
        let wanted = offer.show(ui, form.open, ui.available_width(), restore);
        form.intents.extend(wanted);
    }
}

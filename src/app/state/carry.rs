//! Numbers of the period before in the open report: what can be wanted of them, and what that changes.

use super::{Effect, State};
use crate::app::open_report::{Deed, OpenReport, Page};
use crate::calc::carry;
use crate::report::change::Edit;
use crate::report::field::Field;
use crate::report::key::{FigureKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::template::Item;

/// What is wanted of some figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The numbers of the period before in place of blank ones.
    Carry,
    /// Those that were taken over hold for this period.
    Accept,
    /// They go away again.
    Discard,
}

impl Wish {
    /// What it is called in the history.
    pub fn deed(self) -> Deed {
        match self {
            Self::Carry => Deed::FiguresCarried,
            Self::Accept => Deed::CarriedAccepted,
            Self::Discard => Deed::CarriedDiscarded,
        }
    }
}

impl OpenReport {
    /// The edits that carry a wish out.
    pub fn carry(&self, figures: &[FigureKey], wish: Wish) -> Vec<Edit> {
        let report = self.report();
        match wish {
            Wish::Accept => carry::accept(report, figures),
            Wish::Discard => carry::discard(report, figures),
            Wish::Carry => self.previous().map_or_else(Vec::new, |previous| {
                carry::carry(report, self.template(), &previous.report, figures)
            }),
        }
    }
}

/// What of the report wording is taken for.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// An item of a section.
    Item(&'a Item),
    /// The page on screen.
    Page,
    /// All of it, people and recipients included.
    Report,
}

impl OpenReport {
    /// The edits that put the wording and the documents of the period before where this period has none.
    pub fn carry_wording(&self, scope: Scope<'_>) -> Vec<Edit> {
        let Some(previous) = self.previous() else { return Vec::new() };
        let (report, form, before) = (self.report(), self.template(), &previous.report);
        let of_items = |items: Vec<&Item>| {
            let keys: Vec<&TextKey> = items.iter().flat_map(|item| item.texts()).collect();
            let mut edits = carry::carry_texts(report, form, before, Some(&keys));
            edits.extend(carry::carry_documents(report, before, items));
            edits
        };
        match scope {
            Scope::Item(item) => of_items(vec![item]),
            Scope::Page if self.page == Page::Letterhead => {
                let fields = LetterheadField::ALL.into_iter().map(LetterheadField::text_key);
                let names = self.template().parts().names.iter().map(|name| name.key.clone());
                let keys: Vec<TextKey> = fields.chain(names).collect();
                carry::carry_texts(report, form, before, Some(&keys.iter().collect::<Vec<_>>()))
            }
            Scope::Page => of_items(self.items_of_page().collect()),
            Scope::Report => {
                let items = self.template().items().map(|(_, item)| item);
                let mut edits = carry::carry_texts(report, form, before, None);
                edits.extend(carry::carry_documents(report, before, items));
                edits
            }
        }
    }

    /// The items of the page on screen; none where it shows no section.
    fn items_of_page(&self) -> impl Iterator<Item = &Item> {
        self.section().into_iter().flat_map(|section| &section.items)
    }

    /// The numbers and the wording that the page on screen can take from the period before, and how many
    /// numbers these are.
    fn carry_page(&self) -> (Vec<Edit>, usize) {
        let figures: Vec<FigureKey> =
            self.items_of_page().flat_map(Item::figures).cloned().collect();
        let mut edits = self.carry(&figures, Wish::Carry);
        // A number comes with the mark that it waits to be accepted.
        let num_figures = edits.len() / 2;
        edits.extend(self.carry_wording(Scope::Page));
        (edits, num_figures)
    }
}

/// How many edits put something in that is seen: notes about it come along.
fn num_wordings(edits: &[Edit]) -> usize {
    edits.iter().filter(|edit| !matches!(edit.field(), Field::Note(..))).count()
}

impl State {
    /// Takes the wording of the period before for the whole report, and says what was done.
    pub(super) fn carry_wording(&mut self) -> Vec<Effect> {
        let Some(open) = &self.open else { return Vec::new() };
        let noun = open.template().period().noun();
        let edits = open.carry_wording(Scope::Report);
        let words = match num_wordings(&edits) {
            0 => open.said("Lời văn, nơi nhận, người ký đã có đủ như {kỳ} trước").into_owned(),
            count => format!("Đã lấy {count} mục lời văn, văn bản của {noun} trước"),
        };
        self.step_saying(edits, Deed::WordingCarried, words)
    }

    /// Takes numbers and wording of the period before for the page on screen, and says what was done.
    pub(super) fn carry_page(&mut self) -> Vec<Effect> {
        let Some(open) = &self.open else { return Vec::new() };
        let noun = open.template().period().noun();
        let (edits, num_figures) = open.carry_page();
        let num_texts = num_wordings(&edits) - num_figures;
        let words = match (num_figures, num_texts) {
            (0, 0) => format!("Phần này không có ô trống nào có số, lời văn {noun} trước"),
            (figures, 0) => format!("Đã lấy {figures} số {noun} trước, chờ xác nhận"),
            (0, texts) => format!("Đã lấy {texts} mục lời văn, văn bản của {noun} trước"),
            (figures, texts) => {
                format!("Đã lấy {figures} số (chờ xác nhận), {texts} mục lời văn {noun} trước")
            }
        };
        self.step_saying(edits, Deed::PartCarried, words)
    }

    /// Carries a wish out for the whole report, and says what was done.
    pub(super) fn carry_all(&mut self, wish: Wish) -> Vec<Effect> {
        let Some(open) = &self.open else { return Vec::new() };
        let noun = open.template().period().noun();
        let figures: Vec<FigureKey> =
            open.template().figures().iter().map(|figure| figure.key.clone()).collect();
        let edits = open.carry(&figures, wish);
        let num_figures = match wish {
            Wish::Accept => edits.len(),
            Wish::Carry | Wish::Discard => edits.len() / 2,
        };
        let words = match wish {
            Wish::Carry if num_figures == 0 => format!("Không có ô trống nào có số {noun} trước"),
            Wish::Carry => format!("Đã lấy {num_figures} số {noun} trước, chờ xác nhận"),
            Wish::Accept => format!("Đã xác nhận {num_figures} số lấy từ {noun} trước"),
            Wish::Discard => format!("Đã bỏ {num_figures} số lấy từ {noun} trước"),
        };
        self.step_saying(edits, wish.deed(), words)
    }
}

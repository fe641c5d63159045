//! The menu under the right mouse button: what can be done about what was found in the words under
//! it, and what can be put in.

use egui::text::CCursorRange;
use egui::{Button, Id, RichText, Ui, vec2};

use super::marks::{Mark, MarkKind};
use crate::app::open_report::{Deed, OpenReport};
use crate::app::words;
use crate::calc::check::{self, Matter, Offer};
use crate::report::change::Edit;
use crate::report::key::TextKey;
use crate::ui::intent::Intent;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::text_items;

/// What was chosen in the menu.
#[derive(Debug)]
pub(super) struct MenuAnswer {
    /// What is wanted about what was found.
    pub wanted: Option<Intent>,
    /// Whether a figure is to be put in.
    pub is_insert: bool,
}

/// What the menu shows: made when it opens, because looking up words takes longer than a frame may.
#[derive(Debug)]
pub(super) struct Menu {
    /// The field it belongs to.
    pub id: Id,
    about: Option<About>,
    /// The number under the mouse that can follow a figure, and what the button says.
    offer: Option<(Offer, String)>,
    /// What is selected.
    selected: Option<CCursorRange>,
}

/// What was found in the words under the mouse.
#[derive(Debug)]
struct About {
    finding: String,
    kind: MarkKind,
    sentence: String,
    /// What can be put in place of the words, and what the button says.
    words: Vec<(String, String)>,
    /// What that is called in the history.
    deed: Deed,
    /// Whether a number can follow its figure.
    can_bind: bool,
    /// The word that can be learnt.
    learnt: Option<String>,
}

impl Menu {
    /// The menu over words with a mark, or over a character of a stored text, or over others.
    pub(super) fn open(
        id: Id,
        mark: Option<&Mark>,
        at: Option<usize>,
        key: &TextKey,
        open: &OpenReport,
    ) -> Self {
        let about = mark.and_then(|mark| About::of(mark, open));
        let offer = at.and_then(|at| offer(key, at, open));
        Self { id, about, offer, selected: None }
    }

    /// The same over a text of which this is selected.
    pub(super) fn over(self, selected: Option<CCursorRange>) -> Self {
        Self { selected, ..self }
    }

    /// Draws it; tells what was chosen.
    pub(super) fn show(&self, ui: &mut Ui, open: &OpenReport) -> MenuAnswer {
        ui.set_min_width(220.0);
        ui.set_max_width(360.0);
        let mut wanted = self.about.as_ref().and_then(|about| about.show(ui, self.id, open));
        if let Some((offer, label)) = &self.offer
            && entry(ui, label, "")
        {
            let edit = check::bind_offers(std::slice::from_ref(offer), open.context()).pop();
            wanted = reword(self.id, edit, Deed::NumberBound);
        }
        let is_insert = entry(ui, "Chèn số liệu…", "Ctrl+Space");
        if wanted.is_some() || is_insert {
            ui.close();
        }
        ui.separator();
        let text = text_items::show(ui, self.id, self.selected);
        wanted = wanted.or(text.map(Intent::OnText));
        MenuAnswer { wanted, is_insert }
    }
}

fn reword(field: Id, edit: Option<Edit>, deed: Deed) -> Option<Intent> {
    Some(Intent::Reword { field, edit: edit?, deed })
}

impl About {
    fn of(mark: &Mark, open: &OpenReport) -> Option<Self> {
        let finding = open.findings().iter().find(|finding| finding.id == mark.finding)?;
        let label = |word: &String| match &finding.matter {
            Matter::Style { .. } => in_house_style(word),
            Matter::OldEncoding { .. } => words::deed(Deed::TextConverted, None).into_owned(),
            _ => word.clone(),
        };
        let words =
            check::suggestions(finding).into_iter().map(|word| (word.clone(), label(&word)));
        let learnt = check::learnable(&finding.matter);
        let is_old = matches!(finding.matter, Matter::OldEncoding { .. });
        Some(Self {
            finding: mark.finding.clone(),
            kind: mark.kind,
            sentence: mark.sentence.clone(),
            words: words.collect(),
            deed: if is_old { Deed::TextConverted } else { Deed::TextCorrected },
            can_bind: check::bind(finding, open.context()).is_some(),
            learnt,
        })
    }

    fn show(&self, ui: &mut Ui, field: Id, open: &OpenReport) -> Option<Intent> {
        let second = Tokens::of(ui).text_second;
        let sentence = RichText::new(&self.sentence).font(theme::small()).color(second);
        ui.add(egui::Label::new(sentence).wrap());
        let mut wanted = None;
        let finding = open.findings().iter().find(|finding| finding.id == self.finding);
        let context = open.context();
        for (word, label) in &self.words {
            if entry(ui, label, "") {
                let edit = finding.and_then(|finding| check::replace(finding, word, context));
                wanted = reword(field, edit, self.deed);
            }
        }
        if self.can_bind && entry(ui, "Cùng một số liệu", "") {
            let edit = finding.and_then(|finding| check::bind(finding, context));
            wanted = reword(field, edit, Deed::NumberBound);
        }
        if let Some(word) = &self.learnt
            && entry(ui, "Thêm vào từ điển", "")
        {
            wanted = Some(Intent::Learn(word.clone()));
        }
        let is_number = self.kind == MarkKind::Fact && self.can_bind;
        let explain =
            if is_number { "Số liệu khác, giải trình…" } else { "Giải trình…" };
        if entry(ui, explain, "") {
            wanted = Some(Intent::Explain(self.finding.clone()));
        }
        ui.separator();
        wanted
    }
}

/// The number at a character of a stored text that can follow a figure.
fn offer(key: &TextKey, at: usize, open: &OpenReport) -> Option<(Offer, String)> {
    let text = open.report().text(open.template(), key);
    let at = text.char_indices().nth(at).map(|(at, _)| at)?;
    let offers = open.offers();
    let is_there =
        |offer: &Offer| offer.text == *key && (offer.range.start..=offer.range.end).contains(&at);
    let offer = offers.into_iter().find(is_there)?;
    let figure = open.template().figure(&offer.figure)?;
    let label = format!("Nối với “{}”", figure.label);
    Some((offer, label))
}

/// What a button says that brings words into house style: a space alone would say nothing.
fn in_house_style(written: &str) -> String {
    match written {
        " " => "Chỉ để một dấu cách".to_owned(),
        written => format!("Viết là “{}”", written.trim()),
    }
}

fn entry(ui: &mut Ui, label: &str, keys: &str) -> bool {
    let button = Button::new(label).frame_when_inactive(false);
    let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
    ui.add(button.min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT))).clicked()
}

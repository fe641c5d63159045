//! Numbers in texts that equal a figure: one click makes the sentence follow it.

use egui::{Label, RichText, Ui};

use super::entries::{part, spot_of};
use crate::app::open_report::{Deed, OpenReport, Typing};
use crate::calc::check::{self, Offer, Place};
use crate::ui::field_id::FieldIds;
use crate::ui::intent::Intent;
use crate::ui::pane::Beside;
use crate::ui::spot::Spot;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// How many offers have a card of their own at a time: each is drawn anew in every frame.
const SHOWN_MAX: usize = 20;

/// An offer in the list.
#[derive(Debug, Clone)]
pub(super) struct OfferEntry {
    offer: Offer,
    /// The part of the report its text belongs to.
    part: String,
    /// The number and the figure it equals.
    sentence: String,
    spot: Option<Spot>,
}

/// What the texts of the report offer.
pub(super) fn entries(open: &OpenReport, ids: FieldIds) -> Vec<OfferEntry> {
    let entry = |offer: Offer| {
        let place = Place::Text { text: offer.text.clone(), characters: 0..0 };
        let spot = spot_of(&place, open, ids);
        let figure = open.template().figure(&offer.figure);
        let label = figure.map_or(offer.figure.as_str(), |figure| figure.label.as_str());
        OfferEntry {
            part: spot.as_ref().map(|spot| part(&spot.page, open)).unwrap_or_default(),
            sentence: format!("“{}” bằng “{label}”", offer.written),
            spot,
            offer,
        }
    };
    open.offers().into_iter().map(entry).collect()
}

/// Draws the list.
pub(super) fn show(ui: &mut Ui, beside: &mut Beside<'_>, entries: &[OfferEntry]) {
    if entries.is_empty() || beside.access == Access::Locked {
        return;
    }
    let second = Tokens::of(ui).text_second;
    let heading = format!("Có thể nối với số liệu ({})", entries.len());
    ui.label(RichText::new(heading).font(theme::strong()));
    let words = "Số gõ trong lời văn bằng số liệu đã khai. Nối rồi, câu văn tự đổi theo số liệu.";
    ui.add(Label::new(RichText::new(words).font(theme::small()).color(second)).wrap());
    let is_open = beside.access == Access::Open;
    if entries.len() > 1 {
        let all = ui.add_enabled_ui(is_open, |ui| small_button(ui, "Nối tất cả")).inner;
        if all.clicked() {
            let all: Vec<Offer> = entries.iter().map(|entry| entry.offer.clone()).collect();
            bind(beside, &all);
        }
    }
    ui.add_space(theme::GAP);
    for (at, entry) in entries.iter().take(SHOWN_MAX).enumerate() {
        ui.push_id(at, |ui| card(ui, beside, entry));
    }
    let rest = entries.len().saturating_sub(SHOWN_MAX);
    if rest > 0 {
        let words = format!("và {rest} số khác, hiện ra khi các số trên đã được trả lời");
        ui.label(RichText::new(words).font(theme::small()).color(second));
    }
}

fn bind(beside: &mut Beside<'_>, offers: &[Offer]) {
    let edits = check::bind_offers(offers, beside.open.context());
    beside.intents.push(Intent::Step(edits, Deed::NumberBound));
}

fn card(ui: &mut Ui, beside: &mut Beside<'_>, entry: &OfferEntry) {
    let tokens = Tokens::of(ui);
    let frame = theme::card(tokens);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let part = RichText::new(&entry.part).font(theme::small()).color(tokens.text_second);
        ui.add(Label::new(part).truncate());
        ui.add(Label::new(&entry.sentence).wrap());
        ui.horizontal(|ui| {
            if let Some(spot) = &entry.spot
                && small_button(ui, "Đi tới").clicked()
            {
                beside.intents.push(Intent::GoTo(spot.clone()));
            }
            let is_open = beside.access == Access::Open;
            ui.add_enabled_ui(is_open, |ui| answers(ui, beside, &entry.offer));
        });
    });
    ui.add_space(theme::GAP);
}

fn answers(ui: &mut Ui, beside: &mut Beside<'_>, offer: &Offer) {
    let hover = "Số trong lời văn được thay bằng số liệu và đi theo số liệu từ nay";
    if small_button(ui, "Nối").on_hover_text(hover).clicked() {
        bind(beside, std::slice::from_ref(offer));
    }
    let hover = "Chỉ tình cờ bằng nhau; không hỏi lại về số này";
    if small_button(ui, "Số khác").on_hover_text(hover).clicked()
        && let Some(edit) = check::decline_offer(offer)
    {
        beside.open.edit(edit, Typing::Finished);
    }
}

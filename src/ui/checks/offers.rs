//! Numbers in texts that equal a figure: one click makes the sentence follow it.

use egui::{Label, RichText, Ui};

use super::answers::BOUND;
use super::entries::{part, spot_of};
use super::{Desk, Done};
use crate::app::month::{Deed, Month, Typing};
use crate::calc::check::{self, Offer, Place};
use crate::ui::field_id::FieldIds;
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

/// What the texts of the month offer.
pub(super) fn entries(month: &Month, ids: FieldIds) -> Vec<OfferEntry> {
    let entry = |offer: Offer| {
        let place = Place::Text { text: offer.text.clone(), characters: 0..0 };
        let spot = spot_of(&place, month, ids);
        let figure = month.template().figure(&offer.figure);
        let label = figure.map_or(offer.figure.as_str(), |figure| figure.label.as_str());
        OfferEntry {
            part: spot.as_ref().map(|spot| part(&spot.page, month)).unwrap_or_default(),
            sentence: format!("“{}” bằng “{label}”", offer.written),
            spot,
            offer,
        }
    };
    month.offers().into_iter().map(entry).collect()
}

/// Draws the list.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, entries: &[OfferEntry]) -> Option<Done> {
    if entries.is_empty() || desk.access == Access::Locked {
        return None;
    }
    let second = Tokens::of(ui).text_second;
    let heading = format!("Có thể nối với số liệu ({})", entries.len());
    ui.label(RichText::new(heading).font(theme::strong()));
    let words = "Số gõ trong lời văn bằng số liệu đã khai. Nối rồi, câu văn tự đổi theo số liệu.";
    ui.add(Label::new(RichText::new(words).font(theme::small()).color(second)).wrap());
    let is_open = desk.access == Access::Open;
    let mut bound: Vec<&Offer> = Vec::new();
    if entries.len() > 1 {
        let all = ui.add_enabled_ui(is_open, |ui| small_button(ui, "Nối tất cả")).inner;
        if all.clicked() {
            bound.extend(entries.iter().map(|entry| &entry.offer));
        }
    }
    ui.add_space(theme::GAP);
    let mut done = None;
    for (at, entry) in entries.iter().take(SHOWN_MAX).enumerate() {
        let answer = ui.push_id(at, |ui| card(ui, entry, desk.access)).inner;
        match answer {
            None => {}
            Some(Answer::GoTo) => done = entry.spot.clone().map(Done::GoTo),
            Some(Answer::Bind) => bound.push(&entry.offer),
            Some(Answer::Other) => {
                if let Some(edit) = check::decline_offer(&entry.offer) {
                    desk.month.edit(edit, Typing::Finished);
                }
            }
        }
    }
    let rest = entries.len().saturating_sub(SHOWN_MAX);
    if rest > 0 {
        let words = format!("và {rest} số khác, hiện ra khi các số trên đã được trả lời");
        ui.label(RichText::new(words).font(theme::small()).color(second));
    }
    if !bound.is_empty() {
        desk.drafts.forget();
        let bound: Vec<Offer> = bound.into_iter().cloned().collect();
        let edits = check::bind_offers(&bound, desk.month.context());
        done = Some(Done::Step(edits, Deed::Step(BOUND)));
    }
    done
}

enum Answer {
    GoTo,
    Bind,
    Other,
}

fn card(ui: &mut Ui, entry: &OfferEntry, access: Access) -> Option<Answer> {
    let tokens = Tokens::of(ui);
    let frame = theme::card(tokens);
    let answer = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let part = RichText::new(&entry.part).font(theme::small()).color(tokens.text_second);
        ui.add(Label::new(part).truncate());
        ui.add(Label::new(&entry.sentence).wrap());
        let buttons = ui.horizontal(|ui| {
            let go = entry.spot.is_some() && small_button(ui, "Đi tới").clicked();
            let buttons = ui.add_enabled_ui(access == Access::Open, |ui| {
                let hover = "Số trong lời văn được thay bằng số liệu và đi theo số liệu từ nay";
                let bind = small_button(ui, "Nối").on_hover_text(hover).clicked();
                let hover = "Chỉ tình cờ bằng nhau; không hỏi lại về số này";
                let other = small_button(ui, "Số khác").on_hover_text(hover).clicked();
                (bind, other)
            });
            (go, buttons.inner)
        });
        match buttons.inner {
            (true, _) => Some(Answer::GoTo),
            (false, (true, _)) => Some(Answer::Bind),
            (false, (false, true)) => Some(Answer::Other),
            _ => None,
        }
    });
    ui.add_space(theme::GAP);
    answer.inner
}

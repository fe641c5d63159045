//! "Lấy số tháng trước": what the heading of a card offers while figures are blank, and while those that
//! were taken over wait to be accepted.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Form, HeadButton};
use crate::app::open_report::Deed;
use crate::app::state::carry::{Scope, Wish};
use crate::app::words;
use crate::calc::carry;
use crate::report::key::{FigureKey, ItemKey};
use crate::report::template::Item;
use crate::ui::field_id::FieldIds;
use crate::ui::intent::Intent;
use crate::ui::widgets::field::Access;

/// What the cards of a page offer: made anew when the report changed, not in every frame.
#[derive(Debug, Default)]
pub struct Offers {
    made_of: Option<(FieldIds, u64, Access)>,
    of_items: HashMap<ItemKey, Arc<[HeadButton]>>,
}

/// What the card of an item offers of the period before.
pub fn offers(form: &mut Form<'_>, item: &Item) -> Arc<[HeadButton]> {
    let made_of = Some((form.view.ids, form.open.revision(), form.access));
    if form.view.offers.made_of != made_of {
        form.view.offers = Offers { made_of, of_items: HashMap::new() };
    }
    if let Some(kept) = form.view.offers.of_items.get(&item.key) {
        return Arc::clone(kept);
    }
    let wording = wording_offered(form, item).into_iter().chain(wording_waiting(form, item));
    let made: Arc<[HeadButton]> = wording.chain(offered(form, &item.figures())).collect();
    form.view.offers.of_items.insert(item.key.clone(), Arc::clone(&made));
    made
}

/// The button that puts the wording of the period before where this period has none.
fn wording_offered(form: &Form<'_>, item: &Item) -> Option<HeadButton> {
    let is_open = form.access == Access::Open;
    let edits = if is_open { form.open.carry_wording(Scope::Item(item)) } else { Vec::new() };
    (!edits.is_empty()).then(|| HeadButton {
        label: words::deed(Deed::WordingCarried, form.open.template().period()).into_owned(),
        intent: Intent::Step(edits, Deed::WordingCarried),
        hint: form.open.said("Điền lời văn, văn bản {kỳ} trước vào chỗ còn trống"),
    })
}

/// The button that accepts the wording of the period before as this one's.
fn wording_waiting(form: &Form<'_>, item: &Item) -> Option<HeadButton> {
    let is_open = form.access == Access::Open;
    let edits = if is_open { carry::accept_wording(form.open.report(), item) } else { Vec::new() };
    (!edits.is_empty()).then(|| HeadButton {
        label: "Vẫn đúng".to_owned(),
        intent: Intent::Step(edits, Deed::WordingAccepted),
        hint: form
            .open
            .said("Đây là lời văn, văn bản của {kỳ} trước; bấm khi đã xem và không phải sửa"),
    })
}

/// What can be wanted now of the numbers of the period before.
fn offered(form: &Form<'_>, figures: &[&FigureKey]) -> Vec<HeadButton> {
    if form.access != Access::Open {
        return Vec::new();
    }
    let wish = |wish| Intent::Carry(figures.iter().copied().cloned().collect(), wish);
    let report = form.open.report();
    let waiting = figures.iter().filter(|key| carry::is_unconfirmed(report, key)).count();
    if waiting > 0 {
        let accept = HeadButton {
            label: format!("Xác nhận {waiting} số"),
            hint: form.open.said("Số lấy từ {kỳ} trước cũng đúng cho {kỳ} này"),
            intent: wish(Wish::Accept),
        };
        let discard = HeadButton {
            label: form.open.said("Bỏ số {kỳ} trước").into_owned(),
            hint: form.open.said("Các ô lấy từ {kỳ} trước mà chưa xác nhận trở lại để trống"),
            intent: wish(Wish::Discard),
        };
        return vec![discard, accept];
    }
    let Some(previous) = form.open.previous() else { return Vec::new() };
    let template = form.open.template();
    let can_be_carried =
        |key: &&FigureKey| carry::can_be_carried(report, template, &previous.report, key);
    if !figures.iter().any(can_be_carried) {
        return Vec::new();
    }
    vec![HeadButton {
        label: form.open.said("Lấy số {kỳ} trước").into_owned(),
        hint: form.open.said("Điền số {kỳ} trước vào các ô còn trống; số ấy chờ xác nhận"),
        intent: wish(Wish::Carry),
    }]
}

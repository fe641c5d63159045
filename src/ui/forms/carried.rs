//! "Lấy số tháng trước": what the heading of a card offers while figures are blank, and while those that
//! were taken over wait to be accepted.

use super::{Form, HeadButton};
use crate::app::month::{Deed, Month};
use crate::calc::carry;
use crate::report::change::Edit;
use crate::report::key::FigureKey;
use crate::ui::widgets::field::Access;

/// What is wanted of the figures of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The numbers of the month before in place of blank ones.
    Carry,
    /// Those that were taken over hold for this month.
    Accept,
    /// They go away again.
    Discard,
}

impl Wish {
    /// What it is called in the history.
    pub fn deed(self) -> Deed {
        Deed::Step(match self {
            Self::Carry => "Lấy số tháng trước",
            Self::Accept => "Xác nhận số lấy từ tháng trước",
            Self::Discard => "Bỏ số lấy từ tháng trước",
        })
    }
}

/// What can be wanted now, with the words of its button.
pub fn offered(form: &Form<'_>, figures: &[&FigureKey]) -> Vec<(Wish, HeadButton)> {
    if form.access != Access::Open {
        return Vec::new();
    }
    let report = form.month.report();
    let waiting = figures.iter().filter(|key| carry::is_unconfirmed(report, key)).count();
    if waiting > 0 {
        let accept = HeadButton {
            label: format!("Xác nhận {waiting} số"),
            hint: "Số lấy từ tháng trước cũng đúng cho tháng này",
        };
        let discard = HeadButton {
            label: "Bỏ số tháng trước".to_owned(),
            hint: "Các ô lấy từ tháng trước mà chưa xác nhận trở lại để trống",
        };
        return vec![(Wish::Discard, discard), (Wish::Accept, accept)];
    }
    let Some(previous) = form.month.previous() else { return Vec::new() };
    let this = (report, &**form.month.template());
    let is_blank = |key: &&FigureKey| carry::can_be_carried(this, &previous.report, key);
    if !figures.iter().copied().any(|key| is_blank(&key)) {
        return Vec::new();
    }
    let carry = HeadButton {
        label: "Lấy số tháng trước".to_owned(),
        hint: "Điền số tháng trước vào các ô còn trống; số ấy chờ xác nhận",
    };
    vec![(Wish::Carry, carry)]
}

/// The edits that carry a wish out, in one step.
pub fn edits(month: &Month, figures: &[FigureKey], wish: Wish) -> Vec<Edit> {
    let report = month.report();
    match wish {
        Wish::Accept => carry::accept(report, figures),
        Wish::Discard => carry::discard(report, figures),
        Wish::Carry => month.previous().map_or_else(Vec::new, |previous| {
            carry::carry((report, month.template()), &previous.report, figures)
        }),
    }
}

//! Numbers of the month before in the open month: what can be wanted of them, and what that changes.

use super::month::{Deed, Month};
use super::state::{Effect, Notice, State};
use crate::calc::carry;
use crate::report::change::Edit;
use crate::report::key::FigureKey;
use crate::report::template::Item;

/// What is wanted of some figures.
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

impl Month {
    /// The edits that carry a wish out.
    pub fn carry(&self, figures: &[FigureKey], wish: Wish) -> Vec<Edit> {
        let report = self.report();
        match wish {
            Wish::Accept => carry::accept(report, figures),
            Wish::Discard => carry::discard(report, figures),
            Wish::Carry => self.previous().map_or_else(Vec::new, |previous| {
                carry::carry((report, self.template()), &previous.report, figures)
            }),
        }
    }
}

/// What taking the wording of the month before is called in the history.
pub const WORDED: &str = "Lấy lời văn tháng trước";

impl Month {
    /// The edits that put the wording of the month before where this month has none: that of an item,
    /// or all of it with people, recipients and documents.
    pub fn carry_wording(&self, item: Option<&Item>) -> Vec<Edit> {
        let Some(previous) = self.previous() else { return Vec::new() };
        let (report, before) = (self.report(), &previous.report);
        match item {
            Some(item) => carry::carry_texts(report, before, Some(&carry::texts_of(item))),
            None => {
                let mut edits = carry::carry_texts(report, before, None);
                edits.extend(carry::carry_documents(report, before, self.template()));
                edits
            }
        }
    }
}

impl State {
    /// Takes the wording of the month before for the whole report, and says what was done.
    pub(super) fn carry_wording(&mut self) -> Vec<Effect> {
        let Some(month) = &self.month else { return Vec::new() };
        let edits = month.carry_wording(None);
        let words = match edits.len() {
            0 => "Lời văn, nơi nhận, người ký đã có đủ như tháng trước".to_owned(),
            count => format!("Đã lấy {count} mục lời văn, văn bản của tháng trước"),
        };
        let effects =
            if edits.is_empty() { Vec::new() } else { self.step(edits, Deed::Step(WORDED)) };
        self.notice = Some(Notice::Said(words));
        effects
    }

    /// Carries a wish out for the whole report, and says what was done.
    pub(super) fn carry_all(&mut self, wish: Wish) -> Vec<Effect> {
        let Some(month) = &self.month else { return Vec::new() };
        let figures: Vec<FigureKey> =
            month.template().figures().iter().map(|figure| figure.key.clone()).collect();
        let edits = month.carry(&figures, wish);
        let num_figures = match wish {
            Wish::Accept => edits.len(),
            Wish::Carry | Wish::Discard => edits.len() / 2,
        };
        let effects = self.step(edits, wish.deed());
        let words = match wish {
            Wish::Carry if num_figures == 0 => "Không có ô trống nào có số tháng trước".to_owned(),
            Wish::Carry => format!("Đã lấy {num_figures} số tháng trước, chờ xác nhận"),
            Wish::Accept => format!("Đã xác nhận {num_figures} số lấy từ tháng trước"),
            Wish::Discard => format!("Đã bỏ {num_figures} số lấy từ tháng trước"),
        };
        self.notice = Some(Notice::Said(words));
        effects
    }

    /// Why numbers of the month before cannot be taken now.
    pub(super) fn needs_open_month(&self) -> Result<(), &'static str> {
        self.needs_month()?;
        match (self.is_read_only(), self.month_is_final()) {
            (true, _) => Err("Tệp dữ liệu này chỉ cho đọc"),
            (_, true) => Err("Báo cáo đã chốt; hãy mở lại để sửa trước"),
            (false, false) => Ok(()),
        }
    }
}

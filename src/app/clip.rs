//! Tables of the open month for the clipboard.

use super::month::Month;
use super::problem::Problem;
use super::state::{Notice, State};
use crate::export;
use crate::report::key::ItemKey;

/// A table as the clipboard takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipTable {
    /// What it is, as the screen names it.
    pub label: String,
    /// For Excel and Word.
    pub html: String,
    /// For everything else: cells between tabs.
    pub text: String,
}

impl Month {
    /// The table or the figures of an item as they stand on the screen; `None` when the item has
    /// none, or none of its rows is on.
    pub fn table_for_clipboard(&self, item: &ItemKey) -> Option<ClipTable> {
        let (_, item) = self.template().items().find(|(_, other)| other.key == *item)?;
        let export::Clip { html, text } = export::clip(self.context(), self.history(), item)?;
        Some(ClipTable { label: item.label.clone(), html, text })
    }
}

impl State {
    /// Puts the table of an item on the clipboard and says so, or why not.
    pub fn copy_table(
        &mut self,
        item: &ItemKey,
        copy: impl FnOnce(&ClipTable) -> Result<(), Problem>,
    ) {
        let table = self.month.as_ref().and_then(|month| month.table_for_clipboard(item));
        let Some(table) = table else {
            self.notice = Some(Notice::Said("Bảng này chưa có dòng nào để chép".to_owned()));
            return;
        };
        match copy(&table) {
            Ok(()) => {
                let words = format!("Đã chép bảng “{}”: dán được vào Excel và Word", table.label);
                self.notice = Some(Notice::Said(words));
            }
            Err(problem) => self.problem = Some(problem),
        }
    }
}

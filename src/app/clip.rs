//! Tables of the open report for the clipboard.

use super::open_report::OpenReport;
use super::problem::Problem;
use super::state::{Notice, State};
use crate::export;
pub use crate::export::Copied;
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

impl OpenReport {
    /// The table or the figures of an item as they stand on the screen; `None` when the item has
    /// none, or none of its rows is on.
    pub fn table_for_clipboard(&self, item: &ItemKey) -> Option<ClipTable> {
        let (_, item) = self.template().items().find(|(_, other)| other.key == *item)?;
        let export::Clip { html, text } = export::clip(self.context(), self.history(), item)?;
        Some(ClipTable { label: item.label.clone(), html, text })
    }

    /// Cells as they stand on the screen.
    pub fn cells_for_clipboard(&self, rows: &[Vec<Copied<'_>>]) -> ClipTable {
        let export::Clip { html, text } = export::clip_cells(self.context(), rows);
        let num_cells = rows.iter().map(Vec::len).sum::<usize>();
        ClipTable { label: format!("{num_cells} ô"), html, text }
    }
}

impl State {
    /// Puts the table of an item on the clipboard and says so, or why not.
    pub fn copy_table(
        &mut self,
        item: &ItemKey,
        copy: impl FnOnce(&ClipTable) -> Result<(), Problem>,
    ) {
        let table = self.open.as_ref().and_then(|open| open.table_for_clipboard(item));
        let Some(table) = table else {
            self.notice = Some(Notice::Said("Bảng này chưa có dòng nào để chép".to_owned()));
            return;
        };
        let words = format!("Đã chép bảng “{}”: dán được vào Excel và Word", table.label);
        self.copied(copy(&table), words);
    }

    /// Puts cells on the clipboard and says so, or why not.
    pub fn copy_cells(
        &mut self,
        table: &ClipTable,
        copy: impl FnOnce(&ClipTable) -> Result<(), Problem>,
    ) {
        let words = format!("Đã chép {}: dán được vào Excel và Word", table.label);
        self.copied(copy(table), words);
    }

    fn copied(&mut self, result: Result<(), Problem>, words: String) {
        match result {
            Ok(()) => self.notice = Some(Notice::Said(words)),
            Err(problem) => self.problem = Some(problem),
        }
    }
}

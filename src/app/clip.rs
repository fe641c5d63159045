//! Tables of the open report for the clipboard.

use super::open_report::{Loaded, OpenReport, Page};
use super::problem::Problem;
use super::state::{Effect, Notice, Screen, State};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::export;
pub use crate::export::Copied;
use crate::report::copy_order::CopyOrder;
use crate::report::key::ItemKey;
use crate::report::template::ItemBody;

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

    /// The table of an item in the order in which its office copies it; `None` when no order is kept, or nothing is left.
    pub fn table_in_order(&self, item: &ItemKey) -> Option<ClipTable> {
        let order = self.look().look.copies.get(item)?;
        let (_, item) = self.template().items().find(|(_, other)| other.key == *item)?;
        let export::Clip { html, text } = export::clip_in_order(self.context(), item, order)?;
        Some(ClipTable { label: order.name.clone(), html, text })
    }

    /// Cells as they stand on the screen.
    pub fn cells_for_clipboard(&self, rows: &[Vec<Copied<'_>>]) -> ClipTable {
        let export::Clip { html, text } = export::clip_cells(self.context(), rows);
        let num_cells = rows.iter().map(Vec::len).sum::<usize>();
        ClipTable { label: format!("{num_cells} ô"), html, text }
    }
}

/// The table of an item as cells between tabs: in the order in which its office copies it, else as the report prints
/// it. `None` when the item has none, or none of its rows is on.
pub fn table_text(loaded: &Loaded, item: &ItemKey) -> Option<String> {
    let (report, template) = (&loaded.report, &loaded.template);
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results).after(&loaded.history);
    let (_, table) = template.items().find(|(_, other)| other.key == *item)?;
    let clip = match loaded.look.look.copies.get(item) {
        Some(order) => export::clip_in_order(context, table, order),
        None => export::clip(context, &loaded.history, table),
    };
    clip.map(|clip| clip.text)
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

    /// Puts the table of an item on the clipboard in the order of its office and says so, or why not.
    pub fn copy_in_order(
        &mut self,
        item: &ItemKey,
        copy: impl FnOnce(&ClipTable) -> Result<(), Problem>,
    ) {
        let table = self.open.as_ref().and_then(|open| open.table_in_order(item));
        let Some(table) = table else {
            self.notice = Some(Notice::Said("Bảng này chưa có dòng nào để chép".to_owned()));
            return;
        };
        let words = format!("Đã chép bảng theo “{}”: dán vào ô đầu tiên của mẫu nhập", table.label);
        self.copied(copy(&table), words);
    }

    /// The first table of the page on screen.
    pub fn table_of_page(&self) -> Option<ItemKey> {
        let open = self.open.as_ref().filter(|_| self.screen == Screen::Report)?;
        let Page::Section(section) = &open.page else { return None };
        let mut items = open.template().items().filter(|(other, _)| other.key == *section);
        let table = items.find(|(_, item)| matches!(item.body, ItemBody::Table(_)));
        table.map(|(_, item)| item.key.clone())
    }

    /// Keeps in which order a table is copied; none forgets it.
    pub fn keep_order(&mut self, item: ItemKey, order: Option<CopyOrder>) -> Vec<Effect> {
        let Some(open) = &self.open else { return Vec::new() };
        let mut look = open.look().look.clone();
        let words = match order {
            Some(order) => {
                let words = format!("Đã lưu mẫu nhập “{}”", order.name);
                look.copies.insert(item, order);
                words
            }
            None => {
                look.copies.remove(&item);
                "Đã bỏ mẫu nhập của bảng này".to_owned()
            }
        };
        let effects = self.change_look(look);
        self.notice = Some(Notice::Said(words));
        effects
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

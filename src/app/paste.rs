//! Blocks of cells between the clipboard and the open report: planned, shown, carried out as one step
//! of undo.

use super::open_report::{Deed, OpenReport};
use super::state::steps::LOCKED;
use super::state::{Effect, Notice, State};
use crate::app::words;
use crate::calc::block::{Block, BlockError, Form, Options, Plan, Slot, Targets};
use crate::report::key::ItemKey;

/// A block on its way into the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    block: Block,
    at: PasteAt,
    options: Options,
    plan: Plan,
}

/// Where a block is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteAt {
    /// The table or list of figures with the active cell: a whole sheet is put into it by the names of its rows.
    pub item: ItemKey,
    /// The rows of the form from that of the active cell on, each from the active column on: anything else is put
    /// over them cell by cell.
    pub slots: Vec<Vec<Slot>>,
}

impl Paste {
    /// What would become of its cells.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How it would be carried out.
    pub fn options(&self) -> Options {
        self.options
    }
}

impl OpenReport {
    /// Plans a text of the clipboard over the cells of the form. Nothing is changed.
    ///
    /// # Errors
    /// When the text is no block, or names persons; [`words::pasting::block_error`] tells it.
    pub fn plan_paste(&self, text: &str, at: PasteAt) -> Result<Paste, BlockError> {
        let block = Block::parse(text)?.without_persons()?;
        let options = Options::default();
        let plan = self.plan(&block, &at, options);
        Ok(Paste { block, at, options, plan })
    }

    /// Plans a block anew, with other options or because the report has changed.
    pub fn plan_again(&self, paste: &mut Paste, options: Options) {
        paste.options = options;
        paste.plan = self.plan(&paste.block, &paste.at, options);
    }

    fn plan(&self, block: &Block, at: &PasteAt, options: Options) -> Plan {
        let form = Form { report: self.report(), template: self.template(), item: &at.item };
        Plan::of_sheet(block, form, options).unwrap_or_else(|| {
            let targets = Targets::new(&at.slots, self.report(), self.template());
            Plan::new(block, &targets, options)
        })
    }

    /// Cells of the form as they stand on the screen, as a text that spreadsheets paste as cells;
    /// `None` when there is no cell.
    pub fn copied(&self, slots: &[Vec<Slot>]) -> Option<String> {
        Block::of_slots(slots, self.context()).ok().map(|block| block.to_text())
    }
}

impl State {
    /// Carries out a paste as it was shown, and says what became of it. What cannot be read is kept as it was
    /// typed; [`Plan::first_unread`] tells where.
    pub fn paste(&mut self, mut paste: Paste) -> Vec<Effect> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        // The report may have changed while the plan was looked at.
        let options = paste.options;
        open.plan_again(&mut paste, options);
        if !self.can_change() {
            self.notice = Some(Notice::Said(LOCKED.to_owned()));
            return Vec::new();
        }
        let said = words::pasting::summary(&paste.plan);
        self.step_saying(paste.plan.edits().to_vec(), Deed::Pasted, said)
    }
}

#[cfg(test)]
#[path = "paste_tests.rs"]
mod tests;

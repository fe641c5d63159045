//! The text of a live field as egui edits it.

use std::any::TypeId;
use std::cell::RefCell;
use std::ops::Range;

use egui::TextBuffer;
use egui::text::CharIndex;

use super::coded::Codes;
use crate::report::template::Template;

/// What was copied last from a live field: pasted into one, its references are references again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    /// What other programs get.
    pub(super) plain: String,
    /// With its references.
    pub(super) coded: String,
}

/// A coded text being edited. What comes from outside is made of plain characters; egui's undo
/// brings coded texts back whole.
pub(super) struct LiveBuffer<'a> {
    /// The text, coded.
    pub(super) text: &'a mut String,
    /// What its characters stand for.
    pub(super) codes: &'a RefCell<Codes>,
    /// What names between braces mean.
    pub(super) template: &'a Template,
    /// What was copied last.
    pub(super) copied: Option<&'a Copied>,
}

impl LiveBuffer<'_> {
    fn coded(&self, text: &str) -> String {
        match self.copied.filter(|copied| copied.plain == text) {
            Some(copied) => copied.coded.clone(),
            None => self.codes.borrow_mut().from_outside(text, self.template),
        }
    }
}

impl TextBuffer for LiveBuffer<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text.as_str()
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let coded = self.coded(text);
        self.text.insert_text(&coded, char_index)
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        self.text.delete_char_range(char_range);
    }

    fn clear(&mut self) {
        self.text.clear();
    }

    /// Undo and redo: the text is one of ours.
    fn replace_with(&mut self, text: &str) {
        text.clone_into(self.text);
    }

    fn take(&mut self) -> String {
        std::mem::take(self.text)
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<LiveBuffer<'_>>()
    }
}

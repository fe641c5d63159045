//! Paragraphs that were broken into lines before: an edit breaks only what it changed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use super::broken::{Broken, Content};
use crate::document::{Emphasis, Line, Table};
use crate::pages::columns;
use crate::pages::fonts::Typeface;
use crate::pages::sheet::{Role, Sheet};
use crate::pages::style::Style;

/// Paragraphs and tables of the last layout.
#[derive(Debug, Default)]
pub struct LineCache {
    sheet: Option<Sheet>,
    /// Those of the layout in the making.
    now: HashMap<u64, Entry>,
    /// Those of the layout before.
    before: HashMap<u64, Entry>,
    tables: HashMap<u64, (Table, Vec<u32>)>,
    tables_before: HashMap<u64, (Table, Vec<u32>)>,
    num_broken: usize,
}

#[derive(Debug)]
struct Entry {
    key: Key,
    front: String,
    line: Line,
    broken: Arc<Broken>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    role: Role,
    is_bold: bool,
    room: u32,
}

impl LineCache {
    /// How many paragraphs the last layout had to break.
    pub fn num_broken(&self) -> usize {
        self.num_broken
    }

    /// Begins a layout on a sheet.
    pub(super) fn begin(&mut self, sheet: &Sheet) {
        if self.sheet.as_ref() != Some(sheet) {
            *self = Self { sheet: Some(sheet.clone()), ..Self::default() };
        }
        self.before = std::mem::take(&mut self.now);
        self.tables_before = std::mem::take(&mut self.tables);
        self.num_broken = 0;
    }

    /// Forgets what the layout did not need.
    pub(super) fn end(&mut self) {
        self.before.clear();
        self.tables_before.clear();
    }

    /// A paragraph, broken to fit `room` twips.
    pub(super) fn broken(
        &mut self,
        sheet: &Sheet,
        role: Role,
        content: Content<'_>,
        room: u32,
    ) -> Arc<Broken> {
        let key = Key { role, is_bold: content.emphasis == Emphasis::Bold, room };
        let hash = hash_of(key, &content);
        let is_it = |entry: &Entry| {
            entry.key == key && entry.front == content.front && entry.line == *content.line
        };
        if let Some(entry) = self.now.get(&hash).filter(|entry| is_it(entry)) {
            return Arc::clone(&entry.broken);
        }
        if let Some(entry) = self.before.remove(&hash).filter(is_it) {
            let broken = Arc::clone(&entry.broken);
            self.now.insert(hash, entry);
            return broken;
        }
        self.num_broken += 1;
        let (style, typeface) = styled(sheet, role);
        let broken = Arc::new(Broken::of(content, style, typeface, room));
        let (front, line) = (content.front.to_owned(), content.line.clone());
        self.now.insert(hash, Entry { key, front, line, broken: Arc::clone(&broken) });
        broken
    }

    /// The widths of the columns of a table.
    pub(super) fn widths(&mut self, table: &Table, sheet: &Sheet, room: u32) -> Vec<u32> {
        let mut hasher = DefaultHasher::new();
        (table.item.as_str(), room).hash(&mut hasher);
        let hash = hasher.finish();
        let known = self.tables_before.remove(&hash).filter(|(known, _)| known == table);
        let entry = known.unwrap_or_else(|| (table.clone(), columns::widths(table, sheet, room)));
        let widths = entry.1.clone();
        self.tables.insert(hash, entry);
        widths
    }
}

/// The style of a role, with its font.
fn styled(sheet: &Sheet, role: Role) -> (&Style, Typeface) {
    let style = sheet.style(role);
    (style, sheet.typeface(&style.font))
}

fn hash_of(key: Key, content: &Content<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, content.front, content.line).hash(&mut hasher);
    hasher.finish()
}

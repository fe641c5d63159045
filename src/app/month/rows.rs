//! The rows of tables in an open report: those the office does not report, who carries them out in its
//! own words, and the rows it added.

use super::{Direction, Month, Typing};
use crate::report::change::Edit;
use crate::report::field::Field;
use crate::report::key::{ItemKey, RowId, RowKey};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::Switch;
use crate::report::text::clean;

impl Month {
    /// Switches a row on or off. What is the template's own is stored as nothing.
    pub fn switch_row(&mut self, key: &RowKey, switch: Switch) {
        let initial = self.template.row(key).map(|row| row.initial);
        let entry = self.row_entry(key);
        let switch = (initial != Some(switch)).then_some(switch);
        self.edit(Edit::row(key.clone(), RowEntry { switch, ..entry }), Typing::Finished);
    }

    /// Says in the office's own words who carries out a row; nothing leaves it to the template.
    pub fn set_row_provider(&mut self, key: &RowKey, words: &str, typing: Typing) {
        let words = clean(words);
        let provider = (!words.trim().is_empty()).then_some(words);
        let entry = self.row_entry(key);
        self.edit(Edit::row(key.clone(), RowEntry { provider, ..entry }), typing);
    }

    /// Adds a row without a name behind those of an open table and tells its key.
    pub fn add_row(&mut self, table: &ItemKey) -> Option<RowKey> {
        let position = self.report.own_rows(table).last().map_or(1, |(_, row)| row.position + 1);
        let id = RowId::parse(&format!("own{}", self.next_row_number(table))).ok()?;
        let key = RowKey::of(table, &id).ok()?;
        let own = OwnRow { table: table.clone(), label: String::new(), position };
        let entry = RowEntry { own: Some(own), ..RowEntry::default() };
        self.edit(Edit::row(key.clone(), entry), Typing::Finished);
        Some(key)
    }

    /// Names a row of the office's own.
    pub fn name_row(&mut self, key: &RowKey, label: &str, typing: Typing) {
        let entry = self.row_entry(key);
        if let Some(own) = entry.own.clone() {
            let own = Some(OwnRow { label: clean(label), ..own });
            self.edit(Edit::row(key.clone(), RowEntry { own, ..entry }), typing);
        }
    }

    /// Moves a row of the office's own one place up or down among them.
    pub fn move_row(&mut self, table: &ItemKey, key: &RowKey, direction: Direction) {
        let rows = self.report.own_rows(table);
        let Some(at) = rows.iter().position(|(other, _)| *other == key) else {
            return;
        };
        let other = match direction {
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1),
        };
        let other = other.and_then(|other| rows.get(other));
        let (Some((other, theirs)), Some((_, ours))) = (other, rows.get(at)) else {
            return;
        };
        let moves = [(key.clone(), theirs.position), ((*other).clone(), ours.position)];
        let edits = moves.into_iter().filter_map(|(key, position)| {
            let entry = self.row_entry(&key);
            let own = Some(OwnRow { position, ..entry.own.clone()? });
            Some(Edit::row(key, RowEntry { own, ..entry }))
        });
        self.edit_all(edits.collect::<Vec<_>>());
    }

    /// Takes a row of the office's own out of the report, with all that was typed in it.
    pub fn remove_row(&mut self, key: &RowKey) {
        if self.row_entry(key).own.is_none() {
            return;
        }
        let inside = format!("{key}.");
        let is_of_row = |field: &Field| match field {
            Field::Row(row) => row == key,
            Field::Figure(cell) | Field::Printed(cell) | Field::Day(cell) => {
                cell.as_str().starts_with(&inside)
            }
            Field::Text(cell) => cell.as_str().starts_with(&inside),
            Field::Note(_, about) => about.as_str().starts_with(&inside),
            Field::Header | Field::Document(..) => false,
        };
        let fields = self.report.fields().filter(is_of_row);
        let edits: Vec<Edit> = fields.map(Edit::cleared).collect();
        self.edit_all(edits);
    }

    fn row_entry(&self, key: &RowKey) -> RowEntry {
        self.report.rows.get(key).cloned().unwrap_or_default()
    }

    /// A number that no row of the table has or had in the periods before: figures of a row that was
    /// removed must not look like those of a new one.
    fn next_row_number(&self, table: &ItemKey) -> u64 {
        let before = self.history.months.iter().flat_map(|month| month.report.rows.keys());
        let prefix = format!("{table}.own");
        let number = |key: &RowKey| key.as_str().strip_prefix(&prefix)?.parse::<u64>().ok();
        1 + self.report.rows.keys().chain(before).filter_map(number).max().unwrap_or(0)
    }
}

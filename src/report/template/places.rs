//! Where the rows of tables stand and the words in them, so that nobody searches all tables for one of them
//! at each key.

use std::collections::HashMap;

use crate::report::key::{ColumnKey, RowKey, TextKey};
use crate::report::section::{ItemBody, Section};
use crate::report::table::{Column, Table, TableRow};

/// The places of all rows of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Places {
    rows: HashMap<RowKey, RowPlace>,
    words: HashMap<TextKey, (RowPlace, ColumnKey)>,
}

/// A row, by its section, its item and its number in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RowPlace {
    section: usize,
    item: usize,
    row: usize,
}

impl RowPlace {
    fn in_sections(self, sections: &[Section]) -> Option<(&Table, &TableRow)> {
        let item = sections.get(self.section)?.items.get(self.item)?;
        match &item.body {
            ItemBody::Table(table) => Some((table, table.rows.get(self.row)?)),
            _ => None,
        }
    }
}

impl Places {
    /// Of the tables in these sections.
    pub(super) fn of(sections: &[Section]) -> Self {
        let mut places = Self::default();
        for (section, of_section) in sections.iter().enumerate() {
            for (item, of_item) in of_section.items.iter().enumerate() {
                let ItemBody::Table(table) = &of_item.body else { continue };
                for (row, of_row) in table.rows.iter().enumerate() {
                    places.add(RowPlace { section, item, row }, of_row);
                }
            }
        }
        places
    }

    fn add(&mut self, place: RowPlace, row: &TableRow) {
        self.rows.insert(row.key.clone(), place);
        for (column, words) in &row.words {
            self.words.insert(words.clone(), (place, column.clone()));
        }
    }

    /// The row of a key.
    pub(super) fn row<'t>(&self, sections: &'t [Section], key: &RowKey) -> Option<&'t TableRow> {
        self.rows.get(key)?.in_sections(sections).map(|(_, row)| row)
    }

    /// The row and the column of words.
    pub(super) fn words<'t>(
        &self,
        sections: &'t [Section],
        key: &TextKey,
    ) -> Option<(&'t TableRow, &'t Column)> {
        let (place, column) = self.words.get(key)?;
        let (table, row) = place.in_sections(sections)?;
        Some((row, table.columns.iter().find(|other| other.key == *column)?))
    }
}

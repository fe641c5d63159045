//! The rows of tables in an open report: those the office does not report, who carries them out in its
//! own words, and the rows it added.

use chrono::NaiveDateTime;

use super::{Deed, OpenReport, Shift, Typing, ids};
use crate::report::change::Edit;
use crate::report::key::{ItemKey, RowId, RowKey};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::Switch;
use crate::report::text::clean;

impl OpenReport {
    /// What switches a row on or off. What is the template's own is stored as nothing.
    pub fn switched_row(&self, key: &RowKey, switch: Switch) -> Edit {
        let initial = self.template.row(key).map(|row| row.initial);
        let entry = self.row_entry(key);
        let switch = (initial != Some(switch)).then_some(switch);
        Edit::row(key.clone(), RowEntry { switch, ..entry })
    }

    /// Says in the office's own words who carries out a row; nothing leaves it to the template.
    pub fn set_row_provider(&mut self, key: &RowKey, words: &str, typing: Typing) {
        let words = clean(words);
        let provider = (!words.trim().is_empty()).then_some(words);
        let entry = self.row_entry(key);
        let edit = Edit::row(key.clone(), RowEntry { provider, ..entry });
        self.edit_as(Deed::ProviderNamed, edit, typing);
    }

    /// A row without a name behind those of an open table, and the edit that adds it. Its id is the time of
    /// adding: no row of this period, of those before and after, or that was removed has it.
    pub fn added_row(&self, table: &ItemKey, at: NaiveDateTime) -> Option<(RowKey, Edit)> {
        let position = self.report.own_rows(table).last().map_or(1, |(_, row)| row.position + 1);
        let mut keys = ids::of_time("own", at)
            .map_while(|id| RowKey::of(table, &RowId::parse(&id).ok()?).ok());
        let key = keys.find(|key| !self.is_row_taken(key))?;
        let own = OwnRow { table: table.clone(), label: String::new(), position };
        let entry = RowEntry { own: Some(own), ..RowEntry::default() };
        Some((key.clone(), Edit::row(key, entry)))
    }

    /// Names a row of the office's own.
    pub fn name_row(&mut self, key: &RowKey, label: &str, typing: Typing) {
        let entry = self.row_entry(key);
        if let Some(own) = entry.own.clone() {
            let own = Some(OwnRow { label: clean(label), ..own });
            let edit = Edit::row(key.clone(), RowEntry { own, ..entry });
            self.edit_as(Deed::RowRenamed, edit, typing);
        }
    }

    /// What moves a row of the office's own one place up or down among them.
    pub fn moved_row(&self, table: &ItemKey, key: &RowKey, shift: Shift) -> Vec<Edit> {
        let rows = self.report.own_rows(table);
        let Some(at) = rows.iter().position(|(other, _)| *other == key) else {
            return Vec::new();
        };
        let other = match shift {
            Shift::Up => at.checked_sub(1),
            Shift::Down => Some(at + 1),
        };
        let other = other.and_then(|other| rows.get(other));
        let (Some((other, theirs)), Some((_, ours))) = (other, rows.get(at)) else {
            return Vec::new();
        };
        let moves = [(key.clone(), theirs.position), ((*other).clone(), ours.position)];
        let edits = moves.into_iter().filter_map(|(key, position)| {
            let entry = self.row_entry(&key);
            let own = Some(OwnRow { position, ..entry.own.clone()? });
            Some(Edit::row(key, RowEntry { own, ..entry }))
        });
        edits.collect()
    }

    /// What takes a row of the office's own out of the report, with all that was typed in it.
    pub fn removed_row(&self, key: &RowKey) -> Vec<Edit> {
        if self.row_entry(key).own.is_none() {
            return Vec::new();
        }
        let fields = self.report.fields().filter(|field| field.is_of_row(key));
        fields.map(Edit::cleared).collect()
    }

    fn row_entry(&self, key: &RowKey) -> RowEntry {
        self.report.rows.get(key).cloned().unwrap_or_default()
    }

    fn is_row_taken(&self, key: &RowKey) -> bool {
        let mut reports = self.history.reports.iter();
        self.report.rows.contains_key(key)
            || self.template.row(key).is_some()
            || reports.any(|past| past.report.rows.contains_key(key))
    }
}

//! What rows that the office added are called in the history, also when they are gone from the form.

use std::collections::BTreeMap;

use super::LogWords;
use crate::report::change::Change;
use crate::report::deed::Deed;
use crate::report::field::{Field, FieldValue};
use crate::report::key::{AgencyKey, ItemKey, RowKey};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::{ItemBody, Switch, Table};
use crate::store::UndoStep;

/// The one row that a step added, named or removed, with whatever was typed in it.
pub(super) fn row_of_step(step: &UndoStep, words: &LogWords<'_>) -> Option<String> {
    if !matches!(step.deed, Deed::RowAdded | Deed::RowRenamed | Deed::RowRemoved) {
        return None;
    }
    let mut rows = step.edits.iter().filter_map(|edit| match edit.field() {
        Field::Row(key) => Some(words.row(key)),
        _ => None,
    });
    rows.next().filter(|_| rows.next().is_none())
}

/// What rows that the office added are called, by what was done to them: they may be gone from the form.
pub(super) fn rows_named<'a>(
    sides: impl Iterator<Item = (&'a Field, Option<&'a FieldValue>)>,
) -> BTreeMap<&'a RowKey, &'a OwnRow> {
    let mut rows = BTreeMap::new();
    for (field, value) in sides {
        if let (Field::Row(key), Some(own)) = (field, value.and_then(own_side)) {
            let known: &mut &OwnRow = rows.entry(key).or_insert(own);
            if known.label.is_empty() {
                *known = own;
            }
        }
    }
    rows
}

fn own_side(value: &FieldValue) -> Option<&OwnRow> {
    value.as_row()?.own.as_ref()
}

/// What a row that the office added is called, also when it is not in the form any more.
pub(super) fn own_row(change: &Change) -> Option<String> {
    let mut sides = [change.after(), change.before()].into_iter().flatten();
    let own = sides.find_map(own_side)?;
    Some(format!("Dòng {}", own.label))
}

/// What the office says of a row.
pub(super) fn row(entry: &RowEntry) -> String {
    let switch = entry.switch.map(|switch| match switch {
        Switch::On => "hiện",
        Switch::Off => "ẩn",
    });
    let own = entry.own.as_ref().map(|own| format!("“{}”", own.label));
    let provider = entry.provider.as_ref().map(|provider| format!("{provider} thực hiện"));
    let parts = [own, switch.map(str::to_owned), provider].into_iter().flatten();
    parts.collect::<Vec<_>>().join(", ")
}

impl LogWords<'_> {
    /// What an agency is called.
    pub(super) fn agency(&self, key: &AgencyKey) -> String {
        let agency = self.template.agency(key);
        agency.map_or_else(|| key.to_string(), |agency| agency.name.clone())
    }

    pub(super) fn row(&self, key: &RowKey) -> String {
        let row = self.template.row(key).map(|row| &row.label);
        let row = row.or_else(|| self.gone.get(key).map(|own| &own.label));
        match row.map(|label| label.trim()) {
            None => key.to_string(),
            Some("") => "chưa có tên".to_owned(),
            Some(label) => label.to_owned(),
        }
    }

    /// What a cell of a table is called, by its row, which may be gone from the form, and its column.
    pub(super) fn cell(&self, key: &str) -> Option<String> {
        let (row, column) = key.rsplit_once('.')?;
        let row = RowKey::parse(row).ok()?;
        let of_form = self.template.tables().find(|table| table.rows.iter().any(|r| r.key == row));
        let table = match of_form {
            Some(table) => table,
            None => self.table(&self.gone.get(&row)?.table)?,
        };
        let column = table.columns.iter().find(|other| other.key.as_str() == column)?;
        let name = column.figure().map_or(&column.label, |figure| &figure.name);
        Some(format!("{} – {name}", self.row(&row)))
    }

    fn table(&self, key: &ItemKey) -> Option<&Table> {
        let item = self.template.items().map(|(_, item)| item).find(|item| item.key == *key)?;
        match &item.body {
            ItemBody::Table(table) => Some(table),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::session::session_tests::sample_with_may;
    use crate::report::change::Edit;
    use crate::report::deed::Deed;
    use crate::report::row::RowEntry;
    use crate::report::template::Switch;

    #[test]
    fn that_a_row_is_not_reported_and_who_carries_it_out_are_told_by_their_own_names() {
        let (_folder, mut session, report) = sample_with_may();
        let template = session.load(report).unwrap().template;
        let row = template.tables().next().unwrap().rows[0].clone();
        let mut entry = RowEntry::from(Switch::Off);
        let off = Edit::row(row.key.clone(), entry.clone());
        session.save(report, &[off], Deed::RowSwitched).unwrap();
        entry.provider = Some("Y tế xã".to_owned());
        let named = Edit::row(row.key.clone(), entry);
        session.save(report, &[named], Deed::ProviderNamed).unwrap();

        let steps = session.history_steps(report).unwrap();
        let told: Vec<_> = steps.iter().take(2).map(|s| (&*s.what, &*s.changes[0].after)).collect();
        let expected =
            [("Ghi đơn vị thực hiện", "ẩn, Y tế xã thực hiện"), ("Chọn dòng báo cáo", "ẩn")];
        assert_eq!(told, expected);
        let undo = |session: &mut crate::app::session::Session| {
            let name = session.step_names(report).unwrap().undo.unwrap();
            session.undo(report).unwrap();
            name
        };
        assert_eq!(undo(&mut session), format!("ghi đơn vị thực hiện “{}”", row.label));
        assert_eq!(undo(&mut session), format!("chọn dòng báo cáo “{}”", row.label));
    }
}

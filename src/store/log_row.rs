//! One row of the log: a field of a report, or something else that is kept, before and after.

use rusqlite::Row;

use super::error::{Fault, Inner};
use super::kept::{Kept, KeptKind};
use super::record;
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};

const TABLE: &str = "change";

/// A row of the table `change`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LogRow {
    entity: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

impl LogRow {
    /// What is kept beside the fields of reports, before and after.
    pub(super) fn kept(kept: &Kept, before: Option<String>, after: Option<String>) -> Self {
        Self { entity: kept.kind.name().to_owned(), key: kept.key.clone(), before, after }
    }

    /// What is kept beside the fields of reports, where the row is about that.
    pub(super) fn as_kept(&self) -> Option<Kept> {
        let kind = KeptKind::from_name(&self.entity)?;
        Some(Kept { kind, key: self.key.clone() })
    }

    /// Entity, key, before and after.
    pub(super) fn columns(&self) -> (&str, &str, Option<&str>, Option<&str>) {
        (&self.entity, &self.key, self.before.as_deref(), self.after.as_deref())
    }

    /// A row of the log, from its four columns.
    pub(super) fn from_columns(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            entity: row.get(first)?,
            key: row.get(first + 1)?,
            before: row.get(first + 2)?,
            after: row.get(first + 3)?,
        })
    }

    pub(super) fn field(change: &Change) -> Inner<Self> {
        let field = change.field();
        let json =
            |side: Option<&FieldValue>| side.map(|value| record::to_json(field, value)).transpose();
        Ok(Self {
            entity: field.entity().name().to_owned(),
            key: field.key(),
            before: json(change.before())?,
            after: json(change.after())?,
        })
    }

    /// Whether the field holds after a later change what it held before this one.
    pub(super) fn is_undone_by(&self, later: &Self) -> bool {
        self.before == later.after
    }

    /// What names the field.
    pub(super) fn field_names(&self) -> (&str, &str) {
        (&self.entity, &self.key)
    }

    /// The change that the row tells of.
    pub(super) fn change(&self) -> Inner<Change> {
        let fault = || Fault::record(TABLE, format!("{} {}", self.entity, self.key));
        let field = Field::parse(&self.entity, &self.key).ok_or_else(fault)?;
        let side = |json: Option<&String>| {
            let value = json.map(|json| record::from_json(&field, json).ok_or_else(fault));
            value.transpose()
        };
        let (before, after) = (side(self.before.as_ref())?, side(self.after.as_ref())?);
        Ok(Change::between(field, before, after))
    }
}

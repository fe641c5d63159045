//! What an office says about the rows of a table of figures: whether it reports them, who carries them
//! out, and rows of its own.

use super::key::ItemKey;
use super::table::Switch;

/// What an office says about a row. An empty entry says nothing and is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowEntry {
    /// On or off, where it differs from the template ("Đơn vị không thực hiện").
    pub switch: Option<Switch>,
    /// Who carries it out in the office's own words, where they differ from the template's.
    pub provider: Option<String>,
    /// What the row is, where the template does not have it.
    pub own: Option<OwnRow>,
}

/// A row that the office added to a table. Its key is that of the table with an id, its figures'
/// keys are its key with that of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// In which table.
    pub table: ItemKey,
    /// What stands in front of its figures.
    pub label: String,
    /// Rows of its own stand behind the template's by rising position; gaps are allowed.
    pub position: i64,
}

impl RowEntry {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Switch> for RowEntry {
    fn from(switch: Switch) -> Self {
        Self { switch: Some(switch), ..Self::default() }
    }
}

//! Of which part of the document lines on a page are: what is read aloud, listed as a bookmark or taken for
//! the cell of a table needs to know; what only draws does not.

use std::sync::Arc;

use crate::pages::sheet::Role;

/// A part of the document. Its lines follow each other, also from page to page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which block of the document: a paragraph, a table, a picture, two columns side by side.
    pub block: u32,
    /// Which paragraph of the block; of a table, which cell of its row.
    pub paragraph: u32,
    /// What it is.
    pub kind: PassageKind,
}

/// What a part of the document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading or paragraph.
    Text(Role),
    /// A paragraph of a list.
    ListItem,
    /// A heading of columns.
    HeaderCell(CellPlace),
    /// A cell of a table.
    Cell(CellPlace),
    /// Words in a picture; what all of it says.
    Picture(Arc<str>),
    /// Said again on a further page.
    Repeated,
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// Its row, those of the headings counted with it.
    pub row: u32,
    /// How many rows it takes.
    pub num_rows: u32,
    /// How many columns it takes.
    pub num_columns: u32,
}

impl Passage {
    /// One of a block that is not known yet.
    pub(super) fn of(kind: PassageKind) -> Self {
        Self { block: 0, paragraph: 0, kind }
    }
}

impl PassageKind {
    /// The same cell, from a row of its table on, over so many.
    #[must_use]
    pub(super) fn in_rows(&self, row: u32, num_rows: u32) -> Self {
        let placed = |place: CellPlace| CellPlace { row, num_rows, ..place };
        match self {
            Self::HeaderCell(place) => Self::HeaderCell(placed(*place)),
            Self::Cell(place) => Self::Cell(placed(*place)),
            other => other.clone(),
        }
    }

    /// What a paragraph of a role is.
    pub(super) fn of_role(role: Role) -> Self {
        match role {
            Role::AddresseeItem | Role::Recipient => Self::ListItem,
            role => Self::Text(role),
        }
    }
}

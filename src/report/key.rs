//! Names that travel: every figure, section, text, row and office is addressed by a key, never by
//! a position or a row id, so that files of different offices can meet.

use std::fmt;
use std::sync::Arc;

/// The longest key that is accepted, in bytes.
pub const KEY_LENGTH_MAX: usize = 120;

/// The longest subject of a note that is accepted, in bytes: several keys joined.
pub const SUBJECT_LENGTH_MAX: usize = 5 * KEY_LENGTH_MAX;

/// The longest id of a row that an office adds to a table, which is the time with a number behind it if the time
/// is taken (`own20250901080000000_12`); templates leave room for it.
pub const OWN_ROW_ID_LENGTH_MAX: usize = 23;

/// Why a text is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text has no character.
    #[error("empty key")]
    Empty,
    /// The text is longer than [`KEY_LENGTH_MAX`], or [`SUBJECT_LENGTH_MAX`].
    #[error("key too long")]
    TooLong,
    /// A character that keys of this kind do not have.
    #[error("character {0:?} not allowed in a key")]
    Character(char),
    /// A dot or hyphen at an end, or two in a row.
    #[error("empty part between separators")]
    EmptyPart,
}

fn check(text: &str, separator: char, length_max: usize) -> Result<(), KeyError> {
    if text.is_empty() {
        return Err(KeyError::Empty);
    }
    if text.len() > length_max {
        return Err(KeyError::TooLong);
    }
    for part in text.split(separator) {
        if part.is_empty() {
            return Err(KeyError::EmptyPart);
        }
        let odd = |c: &char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_');
        if let Some(c) = part.chars().find(odd) {
            return Err(KeyError::Character(c));
        }
    }
    Ok(())
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $separator:literal) => {
        key!($(#[$doc])* $name, $separator, KEY_LENGTH_MAX);
    };
    ($(#[$doc:meta])* $name:ident, $separator:literal, $length_max:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a key: lower-case ASCII letters, digits and `_`, in parts joined by the separator.
            ///
            /// # Errors
            /// Tells the first thing that is not allowed.
            pub fn parse(text: &str) -> Result<Self, KeyError> {
                check(text, $separator, $length_max)?;
                Ok(Self(Arc::from(text)))
            }

            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), &self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

key!(
    /// Names a figure: `services.id_card.online`.
    FigureKey, '.'
);
key!(
    /// Names a section of a template.
    SectionKey, '.'
);
key!(
    /// Names an item (narrative, list, table, group of figures) of a template.
    ItemKey, '.'
);
key!(
    /// Names a text of a report: a narrative, a reworded sentence, a field of the letterhead.
    TextKey, '.'
);
key!(
    /// Names a row of a table of figures, which an office may switch on or off: `services.id_card`.
    RowKey, '.'
);
key!(
    /// Names a row within its table: `id_card`.
    RowId, '.'
);
key!(
    /// Names a column of a table of figures, within its table.
    ColumnKey, '.'
);
key!(
    /// Names an agency that provides figures.
    AgencyKey, '.'
);
key!(
    /// Names a check of a template, or one that needs no declaration.
    CheckKey, '.'
);
key!(
    /// Names a template; together with a version it names one exact form.
    TemplateKey, '.'
);
key!(
    /// Names an office across files: `phan-rang-thap-cham`.
    OfficeCode, '-'
);
key!(
    /// Names a kind of offices within a template: `commune`.
    OfficeKindKey, '.'
);
key!(
    /// Names one document entry within its list. Given by whoever adds the entry.
    EntryId, '.'
);
key!(
    /// Names what a note is about: a figure, a text, a finding, an offer. Parts of several keys joined.
    Subject, '.', SUBJECT_LENGTH_MAX
);

impl From<&FigureKey> for Subject {
    fn from(key: &FigureKey) -> Self {
        Self(Arc::clone(&key.0))
    }
}

impl From<&TextKey> for Subject {
    fn from(key: &TextKey) -> Self {
        Self(Arc::clone(&key.0))
    }
}

impl RowKey {
    /// The key of a row of the table that an item holds.
    ///
    /// # Errors
    /// Both together may be too long.
    pub fn of(table: &ItemKey, row: &RowId) -> Result<Self, KeyError> {
        Self::parse(&format!("{table}.{row}"))
    }

    /// Whether it is the key of a table with the id of a row.
    pub fn is_of(&self, table: &ItemKey) -> bool {
        let rest = self.as_str().strip_prefix(table.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    }
}

impl FigureKey {
    /// The key of the figure where a row and a column meet.
    ///
    /// # Errors
    /// Both together may be too long.
    pub fn of_cell(row: &RowKey, column: &ColumnKey) -> Result<Self, KeyError> {
        Self::parse(&format!("{row}.{column}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_lower_case_parts() {
        assert!(FigureKey::parse("services.id_card.online").is_ok());
        assert!(OfficeCode::parse("phan-rang-thap-cham").is_ok());
        assert_eq!(FigureKey::parse(""), Err(KeyError::Empty));
        assert_eq!(FigureKey::parse("a..b"), Err(KeyError::EmptyPart));
        assert_eq!(FigureKey::parse("Số"), Err(KeyError::Character('S')));
        assert_eq!(FigureKey::parse(&"a".repeat(121)), Err(KeyError::TooLong));
    }
}

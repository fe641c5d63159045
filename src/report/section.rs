//! The sections of a template and what stands in them: narratives, lists of documents, tables and
//! groups of figures. Tables stand in them as they are declared ([`super::table::TableParts`]), or
//! with the figures of their cells ([`Table`]).

use super::figure::Need;
use super::key::{FigureKey, ItemKey, SectionKey, TextKey};
use super::names::named_enum;
use super::table::Table;

/// A part of the report: a heading, and the form for what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<T = Table> {
    /// Its key.
    pub key: SectionKey,
    /// 1 for "I.", 2 for "1.", and so on.
    pub level: u8,
    /// Its number in the list of sections: "II.2".
    pub outline: String,
    /// Its name in the list of sections.
    pub label: String,
    /// The printed heading with its number, a sentence; none when the form is a page of the
    /// section before it.
    pub heading: Option<String>,
    /// What stands under the heading; empty for a heading that only groups others.
    pub items: Vec<Item<T>>,
}

/// One thing to fill in, with its own form, and what it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T = Table> {
    /// Its key.
    pub key: ItemKey,
    /// What officials see above its form.
    pub label: String,
    /// Its kind.
    pub body: ItemBody<T>,
}

impl Item {
    /// The figures that its form shows, in its order.
    pub fn figures(&self) -> Vec<&FigureKey> {
        match &self.body {
            ItemBody::Figures(group) => group.rows.iter().flat_map(FigureRow::figures).collect(),
            ItemBody::Table(table) => {
                let lines = table.rows.iter().map(|row| &row.cells).chain([&table.total]);
                let columns = || table.columns.iter().map(|column| &column.key);
                lines.flat_map(|cells| columns().filter_map(|key| cells.get(key))).collect()
            }
            ItemBody::Narrative(_) | ItemBody::Documents(_) => Vec::new(),
        }
    }

    /// The texts that are typed in its form.
    pub fn texts(&self) -> Vec<&TextKey> {
        match &self.body {
            ItemBody::Narrative(narrative) => vec![&narrative.text],
            ItemBody::Documents(list) => vec![&list.intro],
            ItemBody::Figures(group) => group.sentences.iter().map(|s| &s.text).collect(),
            ItemBody::Table(table) => {
                table.rows.iter().flat_map(|row| row.words.values()).collect()
            }
        }
    }
}

/// The kinds of item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemBody<T = Table> {
    /// Text in the office's own words.
    Narrative(Narrative),
    /// A list of issued documents.
    Documents(DocumentList),
    /// A table of figures: rows by columns.
    Table(T),
    /// Figures, ratios and cumulatives, and the sentences they stand in.
    Figures(FigureGroup),
}

/// A text of several paragraphs. A line that begins with `- `, `+ ` or `* ` chooses its own mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// Where the text is kept.
    pub text: TextKey,
    /// Starting text; may refer to figures.
    pub default: String,
    /// What to write here, shown while it is empty.
    pub hint: String,
    /// The mark of lines that choose none.
    pub mark: Mark,
    /// Whether a complete report must have it.
    pub need: Need,
}

named_enum! {
    /// What stands in front of a paragraph.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Mark {
        /// Nothing.
        None = "none",
        /// "- "
        #[default]
        Dash = "dash",
        /// "+ ", one level deeper by custom.
        Plus = "plus",
        /// "* ", two levels deeper by custom.
        Star = "star",
        /// "1. ", "2. ", … counted within the item.
        Number = "number",
        /// "a) ", "b) ", … in the order of the Vietnamese alphabet, counted within the item.
        Letter = "letter",
    }
}

/// A list of issued documents, printed as one paragraph: the introduction, then the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentList {
    /// Where the introduction is kept.
    pub intro: TextKey,
    /// Its starting text.
    pub intro_default: String,
    /// The paragraph's mark.
    pub mark: Mark,
    /// Whether the next month starts with this month's entries.
    pub carry: Carry,
    /// Whether a complete report must have an entry.
    pub need: Need,
}

named_enum! {
    /// What the next month does with entries of a list.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Carry {
        /// It starts empty.
        #[default]
        StartEmpty = "start_empty",
        /// It starts with this month's entries.
        Keep = "keep",
    }
}

/// Figures entered together, and the sentences they stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureGroup {
    /// The lines of the form.
    pub rows: Vec<FigureRow>,
    /// What the report prints for them.
    pub sentences: Vec<SentenceText>,
}

/// A line of a form of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureRow {
    /// One figure. The same figure may be shown in several forms; it is declared, and stored, once.
    Single(FigureKey),
    /// A part, a whole, and the rate that follows. The rate may be typed as well (it is then printed as typed).
    Ratio {
        /// The numerator.
        part: FigureKey,
        /// The denominator.
        whole: FigureKey,
        /// The computed rate.
        rate: FigureKey,
    },
    /// A figure of the period and its typed cumulative.
    Cumulative {
        /// Within the period.
        in_period: FigureKey,
        /// Since its day.
        total: FigureKey,
    },
}

impl FigureRow {
    /// The figures of the line.
    pub fn figures(&self) -> Vec<&FigureKey> {
        match self {
            Self::Single(key) => vec![key],
            Self::Ratio { part, whole, rate } => vec![part, whole, rate],
            Self::Cumulative { in_period, total } => vec![in_period, total],
        }
    }
}

/// One printed paragraph, whose wording an office may change for a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceText {
    /// Where the office's own wording is kept.
    pub text: TextKey,
    /// The template's wording.
    pub default: String,
    /// What stands in front of it.
    pub mark: Mark,
}

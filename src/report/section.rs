//! The sections of a template and what stands in them: narratives, lists of documents, tables and
//! groups of figures.

use std::collections::BTreeMap;

use super::figure::Need;
use super::key::{AgencyKey, ColumnKey, FigureKey, ItemKey, RowKey, SectionKey, TextKey};
use super::names::named_enum;

/// A part of the report: a heading, and the form for what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
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
    pub items: Vec<Item>,
}

/// One thing to fill in, with its own form, and what it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its key.
    pub key: ItemKey,
    /// What officials see above its form.
    pub label: String,
    /// Its kind.
    pub body: ItemBody,
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
            ItemBody::Table(_) => Vec::new(),
        }
    }
}

/// The kinds of item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemBody {
    /// Text in the office's own words.
    Narrative(Narrative),
    /// A list of issued documents.
    Documents(DocumentList),
    /// A table of figures: rows by columns.
    Table(Table),
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

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<TableRow>,
    /// The total of the rows that are on, a figure for each column that has one.
    pub total: BTreeMap<ColumnKey, FigureKey>,
    /// Whether the report prints the total.
    pub total_row: TotalRow,
    /// Where it is printed, unless the office says otherwise.
    pub placement: Placement,
}

named_enum! {
    /// Where a table is printed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Placement {
        /// Where it stands among the paragraphs.
        #[default]
        Body = "body",
        /// In an annex of upright pages.
        Annex = "annex",
        /// In an annex of pages that lie on their side, for tables with many columns.
        AnnexLandscape = "annex_landscape",
    }
}

named_enum! {
    /// Where the total of a table stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum TotalRow {
        /// On screen only.
        #[default]
        Screen = "screen",
        /// On screen and in the report.
        Printed = "printed",
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key.
    pub key: ColumnKey,
    /// Its heading in the report.
    pub label: String,
    /// Its heading on screen, shorter.
    pub short: String,
    /// A heading over it and its neighbours of the same group.
    pub group: Option<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether the report prints it (a total may be for the screen only).
    pub printed: Printed,
    /// Its share of the printed width, in percent of the table.
    pub width: u8,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// The row's number among those that are on.
    Position,
    /// The row's name.
    Label,
    /// The agency that runs the row.
    Provider,
    /// A figure of the row.
    Figure,
}

named_enum! {
    /// Whether something of the form stands in the printed report.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Printed {
        /// It does.
        #[default]
        Yes = "yes",
        /// It is for the screen only.
        No = "no",
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its key, unique in the template.
    pub key: RowKey,
    /// Its official name.
    pub label: String,
    /// The name the report prints, where offices use another wording.
    pub printed_label: Option<String>,
    /// Who runs it.
    pub provider: Option<AgencyKey>,
    /// Its figures, by column.
    pub cells: BTreeMap<ColumnKey, FigureKey>,
    /// Whether a new report has it on.
    pub initial: Switch,
}

named_enum! {
    /// Whether an office reports a row.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Switch {
        /// It does.
        #[default]
        On = "on",
        /// It does not; the row is kept but neither shown nor counted.
        Off = "off",
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

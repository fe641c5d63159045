//! The ids of fields. A field has the same id for as long as it means the same value of the same report,
//! whichever screen draws it: egui finds its keyboard and what it can undo by this id, and screens that lead
//! somewhere name a field by it.

use egui::Id;

use crate::report::key::{EntryId, FigureKey, ItemKey, OfficeCode, TextKey};
use crate::report::names::named_enum;

/// The ids of the fields of the report on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldIds {
    /// Counts the reports that were opened.
    generation: u64,
}

named_enum! {
    /// What a cell holds; its name stands in ids and settings.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum CellKind {
        /// A figure that is typed here.
        Figure = "figure",
        /// What is printed instead of a computed figure.
        Printed = "printed",
        /// The day a figure counts from or up to.
        Day = "day",
        /// A figure that is computed, or typed elsewhere on the page.
        Shown = "shown",
    }
}

impl CellKind {
    /// Whether something can be typed into it.
    pub fn is_typed(self) -> bool {
        self != Self::Shown
    }
}

/// A field of an issued document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentPart {
    /// What kind of document it is.
    DocType,
    /// Its number and symbol.
    Code,
    /// When it was issued.
    Day,
    /// Who issued it.
    Issuer,
    /// What it is about.
    Subject,
}

impl DocumentPart {
    /// Every part, in the order of the form.
    pub const ALL: [Self; 5] = [Self::DocType, Self::Code, Self::Day, Self::Issuer, Self::Subject];
}

/// A day of the period that is reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodDay {
    /// The first day.
    First,
    /// The last day.
    Last,
    /// The day on which the report is due.
    Due,
}

impl PeriodDay {
    /// Every day, in the order of the form.
    pub const ALL: [Self; 3] = [Self::First, Self::Last, Self::Due];
}

impl FieldIds {
    /// Another report is on screen, or another state of this one: every field gets a new id, so that what
    /// it can undo never reaches back into what was there before.
    pub fn renew(&mut self) {
        self.generation += 1;
    }

    /// The field of a value that only one screen knows.
    pub fn named(self, kind: &str, key: &str) -> Id {
        Id::unique((kind, key, self.generation))
    }

    /// What is typed of a figure: its value, what is printed instead, or its day.
    pub fn cell(self, kind: CellKind, key: &FigureKey) -> Id {
        self.named(kind.name(), key.as_str())
    }

    /// A cell that shows a figure without a field of its own: named by row and column of the screen, because
    /// the same figure may be shown several times.
    pub fn shown(self, item: &ItemKey, row: usize, column: usize) -> Id {
        self.named(CellKind::Shown.name(), item.as_str()).with((row, column))
    }

    /// A text that is always on its page.
    pub fn text(self, key: &TextKey) -> Id {
        self.named("text", key.as_str())
    }

    /// A text that is on its page while it is being edited.
    pub fn sentence(self, key: &TextKey) -> Id {
        self.named("sentence", key.as_str())
    }

    /// A field of an entry of a list of documents.
    pub fn document(self, list: &ItemKey, entry: &EntryId, part: DocumentPart) -> Id {
        self.named("document", list.as_str()).with((entry.as_str(), part))
    }

    /// The fields of an entry, in the order of the form.
    pub fn documents(self, list: &ItemKey, entry: &EntryId) -> [Id; 5] {
        DocumentPart::ALL.map(|part| self.document(list, entry, part))
    }

    /// A day of the period.
    pub fn period_day(self, day: PeriodDay) -> Id {
        self.named("period", "").with(day)
    }

    /// The days of the period, in the order of the form.
    pub fn period_days(self) -> [Id; 3] {
        PeriodDay::ALL.map(|day| self.period_day(day))
    }

    /// The name of the office on the screen.
    pub fn office(self, code: &OfficeCode) -> Id {
        self.named("office", code.as_str())
    }

    /// The button that adds an entry to a list of documents.
    pub fn add_document(self, list: &ItemKey) -> Id {
        self.named("add_document", list.as_str())
    }

    /// What is noted about a figure.
    pub fn comment(self, figure: &FigureKey) -> Id {
        self.named("comment", figure.as_str())
    }

    /// The office's reason for what was found.
    pub fn explanation(self, finding: &str) -> Id {
        self.named("explanation", finding)
    }
}

//! Proves that a template holds together: unique keys and labels, references that lead somewhere,
//! formulas without circles. Finds every fault, not only the first.

use std::collections::HashSet;
use std::hash::Hash;

use super::check;
use super::key::FigureKey;
use super::sentence::{self, SentenceError};
use super::template::{
    ColumnKind, FigureKind, FigureRow, Formula, Item, ItemBody, Table, Template,
};

/// One thing that is wrong in a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Where: `figures › qr.visits`, or the line and column of a file.
    pub place: String,
    /// What.
    pub reason: FaultReason,
}

/// What can be wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultReason {
    /// The file is not JSON of the documented form; the reader's own words.
    Form(String),
    /// A format version that this program does not know.
    Version(u32),
    /// A key with characters that keys do not have.
    Key(String),
    /// A key that stands twice.
    DuplicateKey(String),
    /// A label of a figure that stands twice.
    DuplicateLabel(String),
    /// A figure that is not declared.
    UnknownFigure(String),
    /// An agency that is not declared.
    UnknownAgency(String),
    /// A field of the letterhead that does not exist.
    UnknownLetterhead(String),
    /// A column that the table does not have.
    UnknownColumn(String),
    /// A computed figure that rests on itself.
    Circle(String),
    /// A computed figure where a typed one is needed, or the reverse.
    WrongKind(String),
    /// More decimals than are allowed (0–6).
    Decimals(u32),
    /// A sentence that cannot be read.
    Sentence(SentenceError),
    /// Something that must not be empty is.
    Empty,
    /// A day that does not exist.
    Day(String),
    /// A kind of period that does not exist.
    UnknownPeriod(String),
    /// A day of a month where the period does not begin or end with a month.
    NotOfMonths,
    /// The level of a section is not 1–5.
    Level(u8),
    /// A figure that stands in no form, so that it could never be typed.
    Unreachable(String),
    /// Bounds of a check that leave nothing or bound nothing.
    Bounds,
    /// Columns of different tables in one check.
    DifferentTables,
    /// A pattern for many figures where a check needs one figure or one column.
    SeveralFigures,
}

/// Every fault of a template.
pub(super) fn faults(template: &Template) -> Vec<TemplateFault> {
    let mut check = Check { template, faults: Vec::new() };
    check.unique_keys();
    check.figures();
    check.circles();
    check.sections();
    check.reachable();
    check.sentences();
    check.faults
}

struct Check<'a> {
    template: &'a Template,
    faults: Vec<TemplateFault>,
}

impl Check<'_> {
    fn fault(&mut self, place: impl Into<String>, reason: FaultReason) {
        let place = place.into();
        self.faults.push(TemplateFault { place, reason });
    }

    fn unique<K: Hash + Eq + ToString>(&mut self, place: &str, keys: impl IntoIterator<Item = K>) {
        let mut seen = HashSet::new();
        for key in keys {
            let text = key.to_string();
            if !seen.insert(key) {
                self.fault(place, FaultReason::DuplicateKey(text));
            }
        }
    }

    fn unique_keys(&mut self) {
        let parts = self.template.parts();
        if parts.name.trim().is_empty() {
            self.fault("name", FaultReason::Empty);
        }
        self.unique("agencies", parts.agencies.iter().map(|a| a.key.clone()));
        self.unique("figures", parts.figures.iter().map(|f| f.key.clone()));
        self.unique("sections", parts.sections.iter().map(|s| s.key.clone()));
        let template = self.template;
        let items = || template.items().map(|(_, item)| item);
        let item_keys: Vec<_> = items().map(|item| item.key.clone()).collect();
        let row_keys: Vec<_> =
            self.template.tables().flat_map(|t| &t.rows).map(|r| r.key.clone()).collect();
        let mut texts: Vec<_> = parts.names.iter().map(|n| n.key.clone()).collect();
        for item in items() {
            match &item.body {
                ItemBody::Narrative(narrative) => texts.push(narrative.text.clone()),
                ItemBody::Documents(list) => texts.push(list.intro.clone()),
                ItemBody::Figures(group) => {
                    texts.extend(group.sentences.iter().map(|s| s.text.clone()));
                }
                ItemBody::Table(_) => {}
            }
        }
        let builtin = check::Builtin::ALL.iter().map(|check| check.name().to_owned());
        let checks = parts.checks.iter().map(|check| check.key.to_string());
        self.unique("checks", builtin.chain(checks).collect::<Vec<_>>());
        self.unique("items", item_keys);
        self.unique("rows", row_keys);
        self.unique("texts", texts);
    }

    fn figures(&mut self) {
        let template = self.template;
        let mut labels = HashSet::new();
        for figure in template.figures() {
            let place = format!("figures › {}", figure.key);
            if figure.label.trim().is_empty() {
                self.fault(&place, FaultReason::Empty);
            }
            if !labels.insert(figure.label.as_str()) {
                self.fault(&place, FaultReason::DuplicateLabel(figure.label.clone()));
            }
            if figure.decimals > 6 {
                self.fault(&place, FaultReason::Decimals(figure.decimals));
            }
            if let Some(agency) = &figure.provider
                && template.agency(agency).is_none()
            {
                self.fault(&place, FaultReason::UnknownAgency(agency.to_string()));
            }
            if let FigureKind::Computed(formula) = &figure.kind {
                for input in formula.inputs() {
                    self.known(&place, input);
                }
            }
        }
    }

    fn known(&mut self, place: &str, key: &FigureKey) {
        if self.template.figure(key).is_none() {
            self.fault(place, FaultReason::UnknownFigure(key.to_string()));
        }
    }

    fn circles(&mut self) {
        let ordered: HashSet<&FigureKey> =
            self.template.computed_in_order().map(|f| &f.key).collect();
        let figures = self.template.figures().iter();
        let circular = figures.filter(|f| !f.is_typed() && !ordered.contains(&f.key));
        let circular: Vec<FigureKey> = circular.map(|f| f.key.clone()).collect();
        for key in circular {
            self.fault(format!("figures › {key}"), FaultReason::Circle(key.to_string()));
        }
    }

    fn sections(&mut self) {
        let template = self.template;
        for section in template.sections() {
            let place = format!("sections › {}", section.key);
            if !(1..=5).contains(&section.level) {
                self.fault(&place, FaultReason::Level(section.level));
            }
            if section.label.trim().is_empty() {
                self.fault(&place, FaultReason::Empty);
            }
            for item in &section.items {
                self.item(&format!("{place} › {}", item.key), item);
            }
        }
    }

    fn item(&mut self, place: &str, item: &Item) {
        if item.label.trim().is_empty() {
            self.fault(place, FaultReason::Empty);
        }
        match &item.body {
            ItemBody::Narrative(_) | ItemBody::Documents(_) => {}
            ItemBody::Table(table) => self.table(place, table),
            ItemBody::Figures(group) => {
                for row in &group.rows {
                    self.figure_row(place, row);
                }
            }
        }
    }

    fn figure_row(&mut self, place: &str, row: &FigureRow) {
        for key in row.figures() {
            self.known(place, key);
        }
        if let FigureRow::Ratio { part, whole, rate } = row {
            let formula = Formula::Rate { part: part.clone(), whole: whole.clone() };
            let kind = self.template.figure(rate).map(|figure| &figure.kind);
            if kind.is_some_and(|kind| *kind != FigureKind::Computed(formula)) {
                self.fault(place, FaultReason::WrongKind(rate.to_string()));
            }
        }
    }

    fn table(&mut self, place: &str, table: &Table) {
        let template = self.template;
        if table.columns.is_empty() || table.rows.is_empty() {
            self.fault(place, FaultReason::Empty);
        }
        self.unique(place, table.columns.iter().map(|column| column.key.clone()));
        let is_figure = |key: &_| {
            let mut columns = table.columns.iter();
            columns.any(|column| column.key == *key && column.kind == ColumnKind::Figure)
        };
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for (column, figure) in cells.chain(&table.total) {
            if !is_figure(column) {
                self.fault(place, FaultReason::UnknownColumn(column.to_string()));
            }
            self.known(place, figure);
        }
        for row in &table.rows {
            let agency = row.provider.as_ref().filter(|key| template.agency(key).is_none());
            if let Some(agency) = agency {
                self.fault(place, FaultReason::UnknownAgency(agency.to_string()));
            }
        }
    }

    fn reachable(&mut self) {
        let template = self.template;
        let mut shown: HashSet<&FigureKey> = HashSet::new();
        for (_, item) in template.items() {
            match &item.body {
                ItemBody::Figures(group) => {
                    shown.extend(group.rows.iter().flat_map(FigureRow::figures));
                }
                ItemBody::Table(table) => {
                    shown.extend(table.rows.iter().flat_map(|row| row.cells.values()));
                }
                ItemBody::Narrative(_) | ItemBody::Documents(_) => {}
            }
        }
        for figure in template.figures() {
            if figure.is_typed() && !shown.contains(&figure.key) {
                let key = figure.key.to_string();
                self.fault(format!("figures › {key}"), FaultReason::Unreachable(key));
            }
        }
    }

    fn sentences(&mut self) {
        let template = self.template;
        let mut texts: Vec<_> = template.texts().collect();
        texts.sort();
        for (key, text) in texts {
            if let Err(err) = sentence::parse(text, template) {
                self.fault(format!("texts › {key}"), FaultReason::Sentence(err));
            }
        }
        for section in template.sections() {
            if let Some(heading) = &section.heading
                && let Err(err) = sentence::parse(heading, template)
            {
                self.fault(format!("sections › {}", section.key), FaultReason::Sentence(err));
            }
        }
    }
}

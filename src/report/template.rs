//! A template: the sections, figures, tables and sentences of a report, as data. Nothing in the
//! program knows a section or a figure by name; another template gives another report.
//!
//! A [`Template`] can only be made by [`Template::new`], which proves that every key is unique and
//! every reference leads somewhere (see `template/proof.rs`).

mod places;
mod proof;
mod relations;
mod spread;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::check::{Check, Demand, Relation};
use super::fault::{FaultPath, FaultStep, TemplateFault};
pub use super::figure::{Figure, FigureKind, Formula, Need, Span, Start};
use super::key::{AgencyKey, FigureKey, RowKey, TemplateKey, TextKey};
use super::letterhead::LetterheadField;
use super::names::named_enum;
use super::number::{Accepted, NumberKind, Sign};
use super::office_words::OfficeWords;
use super::period::{PeriodKind, Schedule};
use super::row::OwnRow;
pub use super::section::{
    Carry, DocumentList, FigureGroup, FigureRow, Item, ItemBody, Mark, Narrative, Section,
    SentenceText,
};
use super::sentence::{Names, PeriodPart};
pub use super::table::{
    Column, ColumnFigure, ColumnKind, ColumnWords, OpenRows, Placement, Printed, RowOrigin,
    RowParts, Switch, Table, TableParts, TableRow, TotalParts, TotalRow, WordsKind,
};
use places::Places;
use spread::{OwnLine, Spread};

/// Names one exact form: a report keeps the version it was typed with, for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TemplateRef {
    /// Which template.
    pub key: TemplateKey,
    /// Which version of it, from 1.
    pub version: u32,
}

/// What a template is made of, before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateParts {
    /// Key and version.
    pub id: TemplateRef,
    /// The name officials see.
    pub name: String,
    /// Beginning of exported file names, without diacritics: `BC-DA06`.
    pub file_prefix: String,
    /// What its reports are called after: a month, a quarter, …
    pub period: PeriodKind,
    /// Usual days of its periods.
    pub schedule: Schedule,
    /// How numbers are printed.
    pub style: PrintStyle,
    /// Who provides figures.
    pub agencies: Vec<Agency>,
    /// Starting texts of the letterhead and signature.
    pub letterhead: BTreeMap<LetterheadField, String>,
    /// Short texts an office fills in once (its own names), for use in sentences.
    pub names: Vec<NameText>,
    /// What follows from who an office is for its letterhead and names.
    pub offices: OfficeWords,
    /// Every figure that stands in no table; tables declare theirs by rows and columns.
    pub figures: Vec<Figure>,
    /// The sections in the order of the report.
    pub sections: Vec<Section<TableParts>>,
    /// What is demanded of the figures.
    pub checks: Vec<Check>,
}

/// A checked template, its tables spread into figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Arc<TemplateParts>,
    sections: Vec<Section>,
    figures: Vec<Figure>,
    positions: HashMap<FigureKey, usize>,
    texts: HashMap<TextKey, String>,
    places: Places,
    /// Positions of the computed figures, each behind all that it rests on.
    computed: Vec<usize>,
    /// Each check's relations between figures, by the check's position.
    relations: Vec<(usize, FigureKey, Relation)>,
}

/// How numbers are printed in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PrintStyle {
    /// Counts below ten in sentences.
    pub below_ten: BelowTen,
    /// Figures in sentences.
    pub emphasis: Emphasis,
}

named_enum! {
    /// Counts below ten in sentences (not in tables).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum BelowTen {
        /// "09 lượt"
        #[default]
        Padded = "padded",
        /// "9 lượt"
        Plain = "plain",
    }
}

named_enum! {
    /// How figures stand out in sentences.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Emphasis {
        /// Like the words around them.
        #[default]
        None = "none",
        /// Bold.
        Bold = "bold",
    }
}

/// An agency that provides figures or runs a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its key.
    pub key: AgencyKey,
    /// Its name as the report prints it: "Công an".
    pub name: String,
}

/// A short text that an office fills in once and that sentences refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameText {
    /// Its key.
    pub key: TextKey,
    /// What officials see in front of the field.
    pub label: String,
    /// Its starting text.
    pub text: String,
}

impl Template {
    /// Checks the parts and makes them a template.
    ///
    /// # Errors
    /// Every fault that was found, each with its place.
    pub fn new(parts: TemplateParts) -> Result<Self, Vec<TemplateFault>> {
        let mut faults = Vec::new();
        let mut template = Self::assembled(Arc::new(parts), &[], &mut faults);
        faults.extend(proof::faults(&template));
        template.relations = spread_checks(&template, &mut faults);
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    /// The form of a report: this template with the rows that its office added to open tables.
    /// Rows of other tables, and rows whose keys are taken, stay in the report and out of the form.
    pub fn with_own_rows<'r>(
        &self,
        rows: impl IntoIterator<Item = (&'r RowKey, &'r OwnRow)>,
    ) -> Self {
        let mut taken: HashSet<FigureKey> = HashSet::new();
        let mut own: Vec<OwnLine<'_>> = Vec::new();
        for (key, row) in rows {
            let table = self.items().find(|(_, item)| item.key == row.table);
            let Some(ItemBody::Table(table)) = table.map(|(_, item)| &item.body) else {
                continue;
            };
            let Some(cells) = spread::own_cells(key, &table.columns) else {
                continue;
            };
            let is_new = self.row(key).is_none_or(|row| row.origin == RowOrigin::Office);
            let is_free = |cell: &FigureKey| self.is_free(cell, key) && !taken.contains(cell);
            let is_taken_in = table.open_rows == OpenRows::Yes && key.is_of(&row.table) && is_new;
            if is_taken_in && cells.iter().all(is_free) {
                taken.extend(cells);
                own.push(OwnLine { key, row });
            }
        }
        own.sort_by_key(|line| (line.row.position, line.key));
        // The template itself was proved; rows like those it has can break nothing.
        let mut faults = Vec::new();
        let mut form = Self::assembled(self.parts.clone(), &own, &mut faults);
        form.relations = spread_checks(&form, &mut faults);
        form
    }

    /// Whether no figure and no text has the key of a cell, but for those of the row itself.
    fn is_free(&self, cell: &FigureKey, row: &RowKey) -> bool {
        let figure = self.figure(cell);
        let is_of_others = figure.is_some_and(|figure| figure.row.as_ref() != Some(row));
        let text = self.texts.get_key_value(cell.as_str()).map(|(text, _)| text);
        let words = text.map(|text| self.words_cell(text).map(|(row, _)| &row.key));
        !is_of_others && words.is_none_or(|of| of == Some(row))
    }

    fn assembled(
        parts: Arc<TemplateParts>,
        own: &[OwnLine<'_>],
        faults: &mut Vec<TemplateFault>,
    ) -> Self {
        let Spread { sections, figures } = spread::spread(&parts, own, faults);
        let positions = figures.iter().enumerate();
        let positions = positions.map(|(i, figure)| (figure.key.clone(), i)).collect();
        let texts = collect_texts(&parts, &sections);
        let computed = order_computed(&figures, &positions);
        let places = Places::of(&sections);
        let relations = Vec::new();
        Self { parts, sections, figures, positions, texts, places, computed, relations }
    }

    /// Key and version.
    pub fn id(&self) -> &TemplateRef {
        &self.parts.id
    }

    /// What it is made of, as it was declared.
    pub fn parts(&self) -> &TemplateParts {
        &self.parts
    }

    /// Every figure.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The kind of its periods.
    pub fn period(&self) -> PeriodKind {
        self.parts.period
    }

    /// The sections in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The figure of a key.
    pub fn figure(&self, key: &FigureKey) -> Option<&Figure> {
        self.position(key).and_then(|i| self.figures.get(i))
    }

    /// The position of a figure among [`Template::figures`].
    pub fn position(&self, key: &FigureKey) -> Option<usize> {
        self.positions.get(key).copied()
    }

    /// Which numbers a field for a figure takes. What is counted is never less than nothing; a
    /// difference may be, and so may all that is computed of one.
    pub fn accepted(&self, figure: &Figure) -> Accepted {
        let sign = if self.may_be_negative(figure) { Sign::Any } else { Sign::NonNegative };
        Accepted { kind: self.number_kind(figure), sign }
    }

    /// What a field for a figure reads: its own number when typed, what is printed of it when computed. A sum of
    /// decimals may have more digits than it is declared to be printed with.
    pub fn number_kind(&self, figure: &Figure) -> NumberKind {
        match &figure.kind {
            FigureKind::Count => NumberKind::Count,
            FigureKind::Decimal => NumberKind::Decimal,
            FigureKind::Percent | FigureKind::Computed(Formula::Rate { .. }) => NumberKind::Percent,
            FigureKind::Computed(_) if figure.decimals > 0 => NumberKind::Decimal,
            FigureKind::Computed(formula) => {
                let mut inputs = formula.inputs().into_iter().filter_map(|key| self.figure(key));
                let is_whole = inputs.all(|input| self.number_kind(input) == NumberKind::Count);
                if is_whole { NumberKind::Count } else { NumberKind::Decimal }
            }
        }
    }

    fn may_be_negative(&self, figure: &Figure) -> bool {
        match &figure.kind {
            FigureKind::Computed(Formula::Difference { .. }) => true,
            FigureKind::Computed(formula) => {
                let inputs = formula.inputs().into_iter();
                inputs.filter_map(|key| self.figure(key)).any(|input| self.may_be_negative(input))
            }
            FigureKind::Count | FigureKind::Decimal | FigureKind::Percent => false,
        }
    }

    /// Every check's relations between figures, in the order of the checks.
    pub fn relations(&self) -> impl Iterator<Item = Demand<'_>> {
        let relations = self.relations.iter();
        relations.filter_map(|(i, subject, relation)| {
            Some(Demand { check: self.parts.checks.get(*i)?, subject, relation })
        })
    }

    /// The computed figures, each behind all that it rests on.
    pub fn computed_in_order(&self) -> impl Iterator<Item = &Figure> {
        self.computed.iter().filter_map(|i| self.figures.get(*i))
    }

    /// The figure of a label, as sentences are edited with labels.
    pub fn figure_by_label(&self, label: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.label == label)
    }

    /// The agency of a key.
    pub fn agency(&self, key: &AgencyKey) -> Option<&Agency> {
        self.parts.agencies.iter().find(|agency| agency.key == *key)
    }

    /// The template's own wording of a text; none when it declares no such text.
    pub fn default_text(&self, key: &TextKey) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// Every text a report of this template may hold, with its starting wording.
    pub fn texts(&self) -> impl Iterator<Item = (&TextKey, &str)> {
        self.texts.iter().map(|(key, text)| (key, text.as_str()))
    }

    /// Every item with its section.
    pub fn items(&self) -> impl Iterator<Item = (&Section, &Item)> {
        let sections = self.sections.iter();
        sections.flat_map(|section| section.items.iter().map(move |item| (section, item)))
    }

    /// The row of a key.
    pub fn row(&self, key: &RowKey) -> Option<&TableRow> {
        self.places.row(&self.sections, key)
    }

    /// Where words of a table stand: their row and their column.
    pub fn words_cell(&self, key: &TextKey) -> Option<(&TableRow, &Column)> {
        self.places.words(&self.sections, key)
    }

    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.items().filter_map(|(_, item)| match &item.body {
            ItemBody::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl Names for Template {
    fn figure(&self, name: &str) -> Option<FigureKey> {
        let by_key = self.positions.get_key_value(name).map(|(key, _)| key.clone());
        by_key.or_else(|| self.figure_by_label(name).map(|figure| figure.key.clone()))
    }

    fn text(&self, name: &str) -> Option<TextKey> {
        let by_key = self.texts.get_key_value(name).map(|(key, _)| key.clone());
        let by_label = || self.parts.names.iter().find(|text| text.label == name);
        by_key.or_else(|| by_label().map(|text| text.key.clone()))
    }

    fn has(&self, part: PeriodPart) -> bool {
        self.period() == PeriodKind::Month || !part.is_of_month()
    }
}

/// Orders computed figures behind their inputs; those that rest on themselves are left out.
fn order_computed(figures: &[Figure], positions: &HashMap<FigureKey, usize>) -> Vec<usize> {
    let mut waiting: Vec<usize> = (0..figures.len())
        .filter(|i| figures.get(*i).is_some_and(|figure| !figure.is_typed()))
        .collect();
    let mut open: std::collections::HashSet<usize> = waiting.iter().copied().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    loop {
        let is_ready = |i: &usize| match figures.get(*i).map(|figure| &figure.kind) {
            Some(FigureKind::Computed(formula)) => {
                let inputs = formula.inputs().into_iter();
                inputs.filter_map(|key| positions.get(key)).all(|input| !open.contains(input))
            }
            _ => true,
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            return ordered;
        }
        for i in &ready {
            open.remove(i);
        }
        ordered.extend(ready);
        waiting = rest;
    }
}

/// The relations of every check; what is wrong in one is added to the faults.
fn spread_checks(
    template: &Template,
    faults: &mut Vec<TemplateFault>,
) -> Vec<(usize, FigureKey, Relation)> {
    let mut spread = Vec::new();
    for (i, check) in template.parts.checks.iter().enumerate() {
        let (relations, reasons) = relations::relations(template, check);
        let path = FaultPath::of(FaultStep::Check(check.key.to_string()));
        faults
            .extend(reasons.into_iter().map(|reason| TemplateFault { path: path.clone(), reason }));
        spread.extend(relations.into_iter().map(|(subject, relation)| (i, subject, relation)));
    }
    spread
}

fn collect_texts(parts: &TemplateParts, sections: &[Section]) -> HashMap<TextKey, String> {
    let mut texts = HashMap::new();
    for field in LetterheadField::ALL {
        texts.insert(field.text_key(), String::new());
    }
    for (field, text) in &parts.letterhead {
        texts.insert(field.text_key(), text.clone());
    }
    for name in &parts.names {
        texts.insert(name.key.clone(), name.text.clone());
    }
    for item in sections.iter().flat_map(|section| &section.items) {
        match &item.body {
            ItemBody::Narrative(narrative) => {
                texts.insert(narrative.text.clone(), narrative.default.clone());
            }
            ItemBody::Documents(list) => {
                texts.insert(list.intro.clone(), list.intro_default.clone());
            }
            ItemBody::Figures(group) => {
                let sentences = group.sentences.iter();
                texts.extend(sentences.map(|s| (s.text.clone(), s.default.clone())));
            }
            ItemBody::Table(_) => {
                texts.extend(item.texts().into_iter().map(|key| (key.clone(), String::new())))
            }
        }
    }
    texts
}

//! A template: the sections, figures, tables and sentences of a report, as data. Nothing in the
//! program knows a section or a figure by name; another template gives another report.
//!
//! A [`Template`] can only be made by [`Template::new`], which proves that every key is unique and
//! every reference leads somewhere (see `template_check.rs`).

use std::collections::{BTreeMap, HashMap};

use super::key::{
    AgencyKey, ColumnKey, FigureKey, ItemKey, RowKey, SectionKey, TemplateKey, TextKey,
};
use super::letterhead::LetterheadField;
use super::number::NumberKind;
use super::sentence::{self, ByKey, Names, PeriodPart, Writer};
use super::template_check::{self, TemplateFault};

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
    /// Usual days of its periods.
    pub schedule: Schedule,
    /// How numbers are printed.
    pub style: PrintStyle,
    /// Who provides figures.
    pub agencies: Vec<Agency>,
    /// Starting texts of the letterhead and signature.
    pub letterhead: Vec<(LetterheadField, String)>,
    /// Short texts an office fills in once (its own names), for use in sentences.
    pub names: Vec<NameText>,
    /// Every figure, those of tables included.
    pub figures: Vec<Figure>,
    /// The sections in the order of the report.
    pub sections: Vec<Section>,
}

/// A checked template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: TemplateParts,
    figures: HashMap<FigureKey, usize>,
    texts: HashMap<TextKey, String>,
    /// Positions of the computed figures, each behind all that it rests on.
    computed: Vec<usize>,
}

/// Usual days of a template's periods; each report can change its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// First day of the period: a day of the month before the one it is called after, or of that month.
    pub from: ScheduleDay,
    /// Last day of the period.
    pub to: ScheduleDay,
    /// Day by which the report must be sent.
    pub due: ScheduleDay,
}

/// A day relative to the month a period is called after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleDay {
    /// Months after (or, negative, before) the month of the period: -1, 0 or 1.
    pub month: i8,
    /// Day of that month, 1–31; 31 means its last day.
    pub day: u8,
}

/// How numbers are printed in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PrintStyle {
    /// Counts below ten in sentences.
    pub below_ten: BelowTen,
    /// Figures in sentences.
    pub emphasis: Emphasis,
}

/// Counts below ten in sentences (not in tables).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BelowTen {
    /// "09 lượt"
    #[default]
    Padded,
    /// "9 lượt"
    Plain,
}

/// How figures stand out in sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// Like the words around them.
    #[default]
    None,
    /// Bold.
    Bold,
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

/// One quantity of the report, declared once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its key.
    pub key: FigureKey,
    /// What it is, in words; unique in the template, so that sentences can be edited by label.
    pub label: String,
    /// What it counts: "hồ sơ", "lượt", "đồng"; "%" for percentages; may be empty.
    pub unit: String,
    /// Typed or computed.
    pub kind: FigureKind,
    /// Digits printed after the comma, 0–6.
    pub decimals: u32,
    /// The days it speaks of.
    pub span: Span,
    /// Who provides it.
    pub provider: Option<AgencyKey>,
    /// What exactly is counted, and where it comes from; may be empty.
    pub definition: String,
    /// Whether a complete report must have it.
    pub need: Need,
    /// The table row it belongs to; it counts only while that row is on.
    pub row: Option<RowKey>,
}

impl Figure {
    /// What a field for this figure reads: its own number when typed, the printed override when computed.
    pub fn number_kind(&self) -> NumberKind {
        match &self.kind {
            FigureKind::Count => NumberKind::Count,
            FigureKind::Decimal => NumberKind::Decimal,
            FigureKind::Percent => NumberKind::Percent,
            FigureKind::Computed(Formula::Rate { .. }) => NumberKind::Percent,
            FigureKind::Computed(_) if self.decimals == 0 => NumberKind::Count,
            FigureKind::Computed(_) => NumberKind::Decimal,
        }
    }

    /// Whether officials type it.
    pub fn is_typed(&self) -> bool {
        !matches!(self.kind, FigureKind::Computed(_))
    }

    /// Whether it is printed with a percent sign.
    pub fn is_percent(&self) -> bool {
        matches!(self.kind, FigureKind::Percent | FigureKind::Computed(Formula::Rate { .. }))
    }
}

/// Where a figure's number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureKind {
    /// A typed integer: a count, or money in đồng.
    Count,
    /// A typed decimal, such as a score.
    Decimal,
    /// A typed percentage.
    Percent,
    /// Follows from other figures.
    Computed(Formula),
}

/// How a figure follows from others: a shape, not an expression (decision 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The sum of parts that belong together: while one of them is missing it is only provisional.
    Sum(Vec<FigureKey>),
    /// The total of many lines: those that are entered, in rows that are on.
    Total(Vec<FigureKey>),
    /// One figure less another.
    Difference {
        /// The larger.
        from: FigureKey,
        /// What is taken away.
        less: FigureKey,
    },
    /// A percentage: part of whole, or result against target. May exceed 100.
    Rate {
        /// The numerator.
        part: FigureKey,
        /// The denominator.
        whole: FigureKey,
    },
}

impl Formula {
    /// The figures it rests on.
    pub fn inputs(&self) -> Vec<&FigureKey> {
        match self {
            Self::Sum(parts) | Self::Total(parts) => parts.iter().collect(),
            Self::Difference { from, less } => vec![from, less],
            Self::Rate { part, whole } => vec![part, whole],
        }
    }
}

/// The days a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Within the report's period.
    InPeriod,
    /// Cumulative since a day; the day may be changed in a report.
    Since(chrono::NaiveDate),
    /// A stock as of a day: the last day of the period unless a report says another.
    AsOf,
}

/// Whether a complete report must have a figure or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// It counts towards completeness.
    #[default]
    Required,
    /// It may stay empty.
    Optional,
}

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

/// What stands in front of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing.
    None,
    /// "- "
    #[default]
    Dash,
    /// "+ ", one level deeper by custom.
    Plus,
    /// "* ", two levels deeper by custom.
    Star,
    /// "1. ", "2. ", … counted within the item.
    Number,
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

/// What the next month does with entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carry {
    /// It starts empty.
    #[default]
    StartEmpty,
    /// It starts with this month's entries.
    Keep,
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
}

/// Where the total of a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TotalRow {
    /// On screen only.
    #[default]
    Screen,
    /// On screen and in the report.
    Printed,
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

/// Whether something of the form stands in the printed report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Printed {
    /// It does.
    #[default]
    Yes,
    /// It is for the screen only.
    No,
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

/// Whether an office reports a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Switch {
    /// It does.
    #[default]
    On,
    /// It does not; the row is kept but neither shown nor counted.
    Off,
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

impl Template {
    /// Checks the parts and makes them a template.
    ///
    /// # Errors
    /// Every fault that was found, each with its place.
    pub fn new(parts: TemplateParts) -> Result<Self, Vec<TemplateFault>> {
        let figures = parts.figures.iter().enumerate();
        let figures: HashMap<_, _> = figures.map(|(i, figure)| (figure.key.clone(), i)).collect();
        let texts = collect_texts(&parts);
        let computed = order_computed(&parts.figures, &figures);
        let template = Self { parts, figures, texts, computed };
        let faults = template_check::faults(&template);
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    /// Key and version.
    pub fn id(&self) -> &TemplateRef {
        &self.parts.id
    }

    /// What it is made of.
    pub fn parts(&self) -> &TemplateParts {
        &self.parts
    }

    /// Every figure.
    pub fn figures(&self) -> &[Figure] {
        &self.parts.figures
    }

    /// The sections in order.
    pub fn sections(&self) -> &[Section] {
        &self.parts.sections
    }

    /// The figure of a key.
    pub fn figure(&self, key: &FigureKey) -> Option<&Figure> {
        self.figures.get(key).and_then(|i| self.parts.figures.get(*i))
    }

    /// The computed figures, each behind all that it rests on.
    pub fn computed_in_order(&self) -> impl Iterator<Item = &Figure> {
        self.computed.iter().filter_map(|i| self.parts.figures.get(*i))
    }

    /// The figure of a label, as sentences are edited with labels.
    pub fn figure_by_label(&self, label: &str) -> Option<&Figure> {
        self.parts.figures.iter().find(|figure| figure.label == label)
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
        let sections = self.parts.sections.iter();
        sections.flat_map(|section| section.items.iter().map(move |item| (section, item)))
    }

    /// The row of a key, with its table.
    pub fn row(&self, key: &RowKey) -> Option<&TableRow> {
        self.tables().flat_map(|table| &table.rows).find(|row| row.key == *key)
    }

    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.items().filter_map(|(_, item)| match &item.body {
            ItemBody::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl Template {
    /// A stored sentence as officials edit it: references by their labels.
    pub fn sentence_for_editing(&self, text: &str) -> String {
        match sentence::parse(text, self) {
            Ok(pieces) => sentence::write(&pieces, &ByLabel(self)),
            Err(_) => text.to_owned(),
        }
    }

    /// An edited sentence as it is stored: references by their keys. A text with a stray brace or
    /// an unknown reference stays as it was typed.
    pub fn sentence_from_editing(&self, text: &str) -> String {
        match sentence::parse(text, self) {
            Ok(pieces) => sentence::write(&pieces, &ByKey),
            Err(_) => text.to_owned(),
        }
    }
}

struct ByLabel<'a>(&'a Template);

impl Writer for ByLabel<'_> {
    fn figure(&self, key: &FigureKey) -> String {
        let figure = self.0.figure(key).filter(|figure| !figure.label.contains(['{', '}', '@']));
        figure.map_or_else(|| key.to_string(), |figure| figure.label.clone())
    }

    fn text(&self, key: &TextKey) -> String {
        let name = self.0.parts.names.iter().find(|name| name.key == *key);
        let name = name.filter(|name| !name.label.contains(['{', '}', '@']));
        name.map_or_else(|| key.to_string(), |name| name.label.clone())
    }

    fn period(&self, part: PeriodPart) -> &'static str {
        part.word()
    }

    fn day(&self) -> &'static str {
        "ngày"
    }
}

impl Names for Template {
    fn figure(&self, name: &str) -> Option<FigureKey> {
        let by_key = self.figures.get_key_value(name).map(|(key, _)| key.clone());
        by_key.or_else(|| self.figure_by_label(name).map(|figure| figure.key.clone()))
    }

    fn text(&self, name: &str) -> Option<TextKey> {
        let by_key = self.texts.get_key_value(name).map(|(key, _)| key.clone());
        let by_label = || self.parts.names.iter().find(|text| text.label == name);
        by_key.or_else(|| by_label().map(|text| text.key.clone()))
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

fn collect_texts(parts: &TemplateParts) -> HashMap<TextKey, String> {
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
    for item in parts.sections.iter().flat_map(|section| &section.items) {
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
            ItemBody::Table(_) => {}
        }
    }
    texts
}

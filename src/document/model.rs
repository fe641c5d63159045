//! The blocks of a finished report.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::report::decree::POINT_LETTERS;
use crate::report::key::{EntryId, FigureKey, ItemKey, RowKey, SectionKey, TextKey};

/// The language of every document.
pub const LANGUAGE: &str = "vi-VN";

/// The finished report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the file says about itself.
    pub meta: Meta,
    /// The day that it bears: that on which it is signed, or the last of its period while nobody knows.
    pub day: NaiveDate,
    /// The two columns at the top of page 1.
    pub letterhead: Letterhead,
    /// Tên loại, trích yếu and remark.
    pub title: Title,
    /// Kính gửi.
    pub addressees: Addressees,
    /// Headings, paragraphs and tables, in order.
    pub body: Vec<Block>,
    /// The lines under "Nơi nhận:", each with its hyphen and its end mark; empty prints no block.
    pub recipients: Vec<Line>,
    /// The right-hand block at the end.
    pub signature: Signature,
    /// What follows on pages of its own.
    pub annexes: Vec<Annex>,
    /// The small line at the foot of the last page by which the data are found again.
    pub trace: Option<Line>,
}

/// An annex: a section with page numbers of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// "Phụ lục I"; "Phụ lục" when there is only one.
    pub heading: Line,
    /// Its name, in capitals.
    pub title: Line,
    /// "(Kèm theo Báo cáo số … ngày … của …)".
    pub reference: Line,
    /// How its pages lie.
    pub orientation: Orientation,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

/// What the file says about itself; no machine or account name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// "Báo cáo tháng 5/2023".
    pub title: String,
    /// The trích yếu on one line.
    pub subject: String,
    /// The issuing body.
    pub author: String,
    /// A language tag, [`LANGUAGE`].
    pub language: &'static str,
}

/// The top of page 1. The right column begins with [`NATIONAL_TITLE`](crate::report::decree::NATIONAL_TITLE).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Tiêu ngữ: [`MOTTO`](crate::report::decree::MOTTO), with the dashes that the office uses.
    pub motto: Line,
    /// Cơ quan chủ quản, in capitals, as the office broke its lines; may be empty.
    pub parent_body: Vec<Line>,
    /// Cơ quan ban hành, in capitals, as the office broke its lines.
    pub issuer: Vec<Line>,
    /// "Số: 453/BC-TCTĐA06"; without a number there is room for it.
    pub number: Line,
    /// "Phan Rang - Tháp Chàm, ngày 19 tháng 5 năm 2023"; "…" where the clerk fills in the day.
    pub place_date: Line,
}

/// What stands centred above the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Tên loại, in capitals.
    pub document_type: Line,
    /// Trích yếu, as the office broke its lines.
    pub subject: Vec<Line>,
    /// "(số liệu minh họa)".
    pub remark: Option<Line>,
}

/// Kính gửi (ô 9a): one on the line itself, several below it, each behind a dash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addressees {
    /// The report goes without.
    None,
    /// On the line of "Kính gửi:", without an end mark.
    One(Line),
    /// One a line under the colon, each with its hyphen and its end mark.
    Several(Vec<Line>),
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading with its number.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table of figures.
    Table(Table),
    /// The trend of a figure as a picture.
    Chart(Chart),
}

/// A heading with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for "I." (in capitals), 2 for "1.", and so on to 5.
    pub level: u8,
    /// Number and words.
    pub line: Line,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What stands in front of it.
    pub lead: Lead,
    /// Its words.
    pub line: Line,
}

impl Paragraph {
    /// Whether it leads to what follows ("+ Cấp Tiểu học:"), and so never stands last on a page.
    pub fn leads_on(&self) -> bool {
        self.line.plain().trim_end().ends_with(':')
    }

    /// The whole paragraph as plain text, its lead included.
    pub fn plain(&self) -> String {
        format!("{}{}", self.lead.text(), self.line.plain())
    }
}

/// What stands in front of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// "- "
    Dash,
    /// "+ "
    Plus,
    /// "* "
    Star,
    /// "1. "
    Number(u32),
    /// "a) ", counted from 1.
    Letter(u32),
}

impl Lead {
    /// The characters in front of the paragraph, with their space.
    pub fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Dash => "- ".to_owned(),
            Self::Plus => "+ ".to_owned(),
            Self::Star => "* ".to_owned(),
            Self::Number(number) => format!("{number}. "),
            Self::Letter(number) => {
                let at = usize::try_from(number.saturating_sub(1)).unwrap_or(0);
                // Behind y the alphabet begins again, its letters twice.
                let letter = POINT_LETTERS.get(at % POINT_LETTERS.len()).unwrap_or(&'a');
                format!("{}) ", letter.to_string().repeat(1 + at / POINT_LETTERS.len()))
            }
        }
    }
}

/// A line or paragraph of runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Line {
    /// The runs in order; none is empty.
    pub runs: Vec<Run>,
}

impl Line {
    /// A line of one run.
    pub fn of(text: impl Into<String>, source: Source) -> Self {
        let text = text.into();
        if text.is_empty() {
            return Self::default();
        }
        let emphasis = Emphasis::Plain;
        let run = Run { text, emphasis, source };
        Self { runs: vec![run] }
    }

    /// The text without its emphasis.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

/// Text with one emphasis and one source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Run {
    /// What is printed: NFC, no line break, no tab.
    pub text: String,
    /// How it stands out from the style of its paragraph.
    pub emphasis: Emphasis,
    /// Where it comes from.
    pub source: Source,
}

/// How a run stands out from the style of its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Emphasis {
    /// As the paragraph.
    #[default]
    Plain,
    /// Bold.
    Bold,
}

/// Where a run comes from, so that a click on it leads to its field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The program: marks, "Số:", "Nơi nhận:".
    Fixed,
    /// A figure, or its day.
    Figure(FigureKey),
    /// A text of the report: a narrative, a sentence, a field of the letterhead.
    Text(TextKey),
    /// A heading of the template.
    Section(SectionKey),
    /// An item of the template, such as a table.
    Item(ItemKey),
    /// An entry of a list of documents.
    Entry(ItemKey, EntryId),
    /// The name or agency of a row of a table.
    Row(RowKey),
    /// The period or the remark of the report.
    Header,
}

/// The trend of one figure over months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Which figure.
    pub figure: FigureKey,
    /// Its name, with its unit.
    pub title: Line,
    /// The months, oldest first.
    pub points: Vec<ChartPoint>,
}

/// A month of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartPoint {
    /// "5/2023".
    pub month: String,
    /// The number; none when the month has none.
    pub value: Option<Decimal>,
    /// How it is printed: "1.614", "77,9%"; empty when there is none.
    pub printed: String,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The item of the template that it prints.
    pub item: ItemKey,
    /// The printed columns.
    pub columns: Vec<Column>,
    /// The rows that are on.
    pub rows: Vec<Row>,
    /// The total of the rows, when the report prints it.
    pub total: Option<Row>,
}

impl Table {
    /// The cells of the header's first line: groups over their columns, and columns without a
    /// group, which are as tall as the header.
    pub fn header(&self) -> Vec<HeaderCell> {
        header_of(self.columns.iter().map(|column| column.group.as_deref()))
    }
}

/// A cell of the first line of a table's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderCell {
    /// The heading of one column, as tall as the header.
    Column(usize),
    /// A heading over neighbouring columns; theirs follow in the header's second line.
    Group {
        /// The heading.
        label: String,
        /// The columns under it.
        columns: Range<usize>,
    },
}

/// Joins neighbours of the same group.
pub(super) fn header_of<'a>(groups: impl Iterator<Item = Option<&'a str>>) -> Vec<HeaderCell> {
    let mut header: Vec<HeaderCell> = Vec::new();
    for (i, group) in groups.enumerate() {
        let Some(group) = group else {
            header.push(HeaderCell::Column(i));
            continue;
        };
        match header.last_mut() {
            Some(HeaderCell::Group { label, columns }) if label == group => columns.end = i + 1,
            _ => header.push(HeaderCell::Group { label: group.to_owned(), columns: i..i + 1 }),
        }
    }
    header
}

/// A printed column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// A heading over it and its neighbours of the same group.
    pub group: Option<String>,
    /// Its share of the table's width; the shares of all columns are compared with each other.
    pub share: u32,
    /// How its cells stand.
    pub align: Align,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Names.
    Left,
    /// Row numbers and agencies.
    Centre,
    /// Figures: units under units.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells; their spans add up to the number of columns.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text; may be empty.
    pub line: Line,
    /// What it shows, also where it is empty.
    pub source: Source,
    /// How many columns it covers, from 1.
    pub span: usize,
}

/// The right-hand block at the end (ô 7a, 7b). Any part may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// "TM. ỦY BAN NHÂN DÂN", or the advisory body; in capitals.
    pub signing_for: Vec<Line>,
    /// Chức vụ, in capitals.
    pub post: Vec<Line>,
    /// Another post, in capitals, between the signature and the name.
    pub other_post: Vec<Line>,
    /// Họ và tên.
    pub name: Vec<Line>,
}

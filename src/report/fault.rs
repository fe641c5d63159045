//! What can be wrong in a template, and where: typed, so that a form can lead to the place and
//! `app` can say it in words.

use super::sentence::SentenceError;

/// One thing that is wrong in a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Where.
    pub path: FaultPath,
    /// What.
    pub reason: FaultReason,
}

/// The way from the template down to what is wrong; empty for the template as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FaultPath(Vec<FaultStep>);

impl FaultPath {
    /// The way that begins with a step.
    pub fn of(step: FaultStep) -> Self {
        Self(vec![step])
    }

    /// The way with one more step.
    pub fn then(&self, step: FaultStep) -> Self {
        let steps = self.0.iter().cloned().chain([step]);
        Self(steps.collect())
    }

    /// Its steps from the outside in.
    pub fn steps(&self) -> &[FaultStep] {
        &self.0
    }
}

impl From<FaultStep> for FaultPath {
    fn from(step: FaultStep) -> Self {
        Self::of(step)
    }
}

impl From<TemplatePart> for FaultPath {
    fn from(part: TemplatePart) -> Self {
        Self::of(FaultStep::Part(part))
    }
}

/// A step of the way. Names are told as they were written, since they may be what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultStep {
    /// A field or a list of the template itself.
    Part(TemplatePart),
    /// A figure, by its key.
    Figure(String),
    /// A section, by its key.
    Section(String),
    /// An item, by its key.
    Item(String),
    /// A column of a table, by its key.
    Column(String),
    /// A row of a table, by its key in the table.
    Row(String),
    /// The line of totals of a table.
    Total,
    /// A text with a wording of its own, by its key.
    Text(String),
    /// A check, by its key.
    Check(String),
    /// A place in a file that could not be read further.
    Place {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
}

/// The fields and lists of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplatePart {
    /// What kind of file it is.
    Format,
    /// Which version of the format.
    FormatVersion,
    /// The key of the template.
    Key,
    /// The version of the template.
    Version,
    /// Its name.
    Name,
    /// First day of its periods.
    ScheduleFrom,
    /// Last day of its periods.
    ScheduleTo,
    /// Day by which reports are due.
    ScheduleDue,
    /// The agencies.
    Agencies,
    /// The letterhead.
    Letterhead,
    /// The short texts that an office fills in once.
    Names,
    /// The kinds of offices and their words.
    Offices,
    /// The figures.
    Figures,
    /// The sections.
    Sections,
    /// The items of all sections.
    Items,
    /// The rows of all tables.
    Rows,
    /// All texts.
    Texts,
    /// The checks.
    Checks,
}

/// What can be wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultReason {
    /// The file does not have the documented form.
    Form(FormFault),
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
    /// A text that the template does not have.
    UnknownText(String),
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
    /// Days of which the last lies before the first.
    Reversed,
    /// A day of a month where the period does not begin or end with a month.
    NotOfMonths,
    /// A day more than one month away from the month of the report.
    MonthOffset(i8),
    /// A text that is not kept under the key of its item.
    TextKey(String),
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

/// What is wrong in the form of a file, before anything is known of what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFault {
    /// Larger than this many bytes.
    TooLarge(usize),
    /// Not JSON: a comma, a quote or a bracket is missing or too many.
    Syntax,
    /// Ends in the middle.
    CutOff,
    /// Another kind of file.
    OtherFormat(String),
    /// A field that the form does not have.
    UnknownField {
        /// Its name.
        found: String,
        /// Those it has there.
        known: Vec<String>,
    },
    /// A word where one of a few is needed, such as an unknown kind of figure.
    UnknownWord {
        /// The word.
        found: String,
        /// The few.
        known: Vec<String>,
    },
    /// A field that must be there.
    MissingField(String),
    /// A field or a key that stands twice.
    Twice(String),
    /// A value of another type than the form has there, and which that is if it is known.
    WrongType(Option<NeededType>),
    /// A number that is none, or is not written as the form wants it.
    Number(String),
    /// A text that is no day such as `2023-05-12`.
    Day(String),
    /// A text that is no moment such as `2023-05-19T16:30:00`.
    Moment(String),
    /// Days of which the last lies before the first.
    Reversed,
    /// Versions count from 1.
    VersionZero,
    /// An item has exactly one of narrative, documents, table and figures.
    ItemBody,
    /// A day of a schedule has a month and a day of it, or a number of days.
    ScheduleDay,
    /// A column has exactly one kind of content.
    ColumnContent,
    /// A line of figures has part, whole and rate, or in_period and total.
    FigureLine,
    /// A column is named by its item and itself: `services.online`.
    ColumnName(String),
}

/// What a value of a file must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededType {
    /// A text in quotes.
    Text,
    /// A whole number.
    Number,
    /// A list in brackets.
    List,
    /// Fields in braces.
    Fields,
}

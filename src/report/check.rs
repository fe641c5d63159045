//! What a template demands of its figures: checks are data with a shape, like formulas.
//! Nothing to parse, nothing to inject, and a form can edit them.
//!
//! A check is declared once for many figures (a column of a table, every figure of a span); the
//! template spreads it into [`Relation`]s between figures when it is made (`template/relations.rs`).

use rust_decimal::Decimal;

use super::key::{CheckKey, ColumnKey, FigureKey, ItemKey};
use super::names::named_enum;

named_enum! {
    /// The checks that need no declaration; a template may not use their keys.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Builtin {
        /// A field holds what could not be read.
        Unreadable = "unreadable",
        /// A computed figure is printed as something else.
        Printed = "printed",
        /// The period overlaps with the one before, or leaves days out.
        Period = "period",
        /// A number typed in a text is not the figure that its words name.
        TextNumbers = "text_numbers",
        /// The issued documents and the texts that cite them say odd things.
        TextDocuments = "text_documents",
        /// A text does not keep house style.
        TextStyle = "text_style",
        /// A word of a text is no word.
        TextSpelling = "text_spelling",
        /// Numbers of the month before wait to be accepted.
        Carried = "carried",
        /// A text is written in letters of the time before Unicode.
        TextEncoding = "text_encoding",
        /// A text says numbers and days as the month before said them.
        TextCarried = "text_carried",
        /// A text names persons by their numbers.
        TextPersons = "text_persons",
        /// A text speaks of the office as of one of another kind.
        OfficeWords = "office_words",
    }
}

impl Builtin {
    /// How grave its findings are; those about documents are more or less so by what is found.
    pub fn severity(self) -> Severity {
        match self {
            Self::Unreadable => Severity::Error,
            Self::Printed
            | Self::Period
            | Self::TextNumbers
            | Self::TextDocuments
            | Self::Carried
            | Self::OfficeWords
            | Self::TextEncoding => Severity::Warning,
            Self::TextStyle | Self::TextSpelling | Self::TextCarried | Self::TextPersons => {
                Severity::Note
            }
        }
    }
}

named_enum! {
    /// How grave a finding is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        /// Lưu ý: worth a look.
        Note = "note",
        /// Cảnh báo: probably wrong, or in need of a reason.
        Warning = "warning",
        /// Lỗi: cannot be right.
        Error = "error",
    }
}

/// A demand on the figures of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its key.
    pub key: CheckKey,
    /// How grave it is when the demand is not met.
    pub severity: Severity,
    /// What an official should know about it, told behind the finding; may be empty.
    pub note: String,
    /// What is demanded.
    pub rule: Rule,
}

/// Which figures a check speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// One figure.
    Figure(FigureKey),
    /// The figures of a column of a table, a row each; its total is not among them.
    Column {
        /// The item that holds the table.
        table: ItemKey,
        /// The column.
        column: ColumnKey,
    },
    /// Every typed figure of a kind of span.
    Span(SpanKind),
    /// Every typed figure that a complete report must have.
    Required,
}

named_enum! {
    /// The kinds of span, without their days.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum SpanKind {
        /// Within the period.
        InPeriod = "in_period",
        /// Cumulative since a day.
        Since = "since",
        /// A stock as of a day.
        AsOf = "as_of",
        /// Within days of its own.
        Window = "window",
    }
}

/// A count and the percentage that was printed for it, of a whole that is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: FigureKey,
    /// Which share that is, in percent.
    pub percent: FigureKey,
}

named_enum! {
    /// Which way of a target is good.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Better {
        /// At least the target is reached.
        #[default]
        Higher = "higher",
        /// At most the target is left (backlogs).
        Lower = "lower",
    }
}

/// What a result is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A figure of the report.
    Figure(FigureKey),
    /// A number that the template fixes.
    Number(Decimal),
}

/// The shapes of checks. Where several operands are columns of one table, the check holds row by
/// row; a figure beside them is the same for every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The same quantity in two places.
    Equal(Pick, Pick),
    /// A part is at most its whole.
    AtMost {
        /// The part.
        part: Pick,
        /// The whole.
        whole: Pick,
    },
    /// Rates of a part of a whole: none is above 100 %. (A result against a target may be.)
    Shares(Vec<Pick>),
    /// Parts add up to a whole. A column whose whole is one figure is added over the rows that are on.
    Sum {
        /// The parts.
        parts: Vec<Pick>,
        /// The whole.
        whole: Pick,
    },
    /// What was received is done or pending.
    Balance {
        /// Received.
        received: Pick,
        /// Done.
        done: Pick,
        /// Pending.
        pending: Pick,
    },
    /// Figures lie between bounds, both allowed.
    Between {
        /// Which.
        figures: Vec<Pick>,
        /// The least; none for no lower bound.
        least: Option<Decimal>,
        /// The most; none for no upper bound.
        most: Option<Decimal>,
    },
    /// Stocks and cumulative figures are not below last month's.
    MayNotFall(Vec<Pick>),
    /// Figures change by at most so many percent from last month.
    Change {
        /// Which.
        figures: Vec<Pick>,
        /// The most, in percent of last month's value.
        percent: u32,
        /// Figures that are below this in both months are left alone.
        from: Decimal,
    },
    /// Figures are not ten, a hundred or a thousand times what they were, or that part of it: a
    /// digit too many, a decimal sign lost, thousands for units.
    Slip(Vec<Pick>),
    /// A cumulative figure is last month's with this month's added.
    Cumulative {
        /// Within the period.
        in_period: Pick,
        /// Since its day.
        total: Pick,
    },
    /// A result reaches its target.
    Target {
        /// The result.
        result: FigureKey,
        /// The target.
        target: Aim,
        /// Which way is good.
        better: Better,
    },
    /// Figures are entered. All blank ones are one finding.
    Filled(Vec<Pick>),
    /// Printed rates follow one rounding rule.
    OneRounding(Vec<Pick>),
    /// Counts with a printed percentage each are shares of one whole.
    SharedWhole(Vec<Share>),
}

impl Rule {
    /// What it picks figures by; the figures that it names on their own are not among them.
    pub fn picks(&self) -> Vec<&Pick> {
        match self {
            Self::Equal(one, other) => vec![one, other],
            Self::AtMost { part, whole } => vec![part, whole],
            Self::Sum { parts, whole } => parts.iter().chain([whole]).collect(),
            Self::Balance { received, done, pending } => vec![received, done, pending],
            Self::Cumulative { in_period, total } => vec![in_period, total],
            Self::Shares(picks)
            | Self::MayNotFall(picks)
            | Self::Slip(picks)
            | Self::Filled(picks)
            | Self::OneRounding(picks)
            | Self::Between { figures: picks, .. }
            | Self::Change { figures: picks, .. } => picks.iter().collect(),
            Self::Target { .. } | Self::SharedWhole(_) => Vec::new(),
        }
    }
}

/// A rule between figures, spread out of a [`Rule`]: no columns and no patterns any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// See [`Rule::Equal`].
    Equal([FigureKey; 2]),
    /// See [`Rule::AtMost`].
    AtMost {
        /// The part.
        part: FigureKey,
        /// The whole.
        whole: FigureKey,
    },
    /// See [`Rule::Shares`].
    Share {
        /// The part.
        part: FigureKey,
        /// The whole.
        whole: FigureKey,
        /// Its rate, which may be printed where the whole is not known.
        rate: FigureKey,
    },
    /// See [`Rule::Sum`].
    Sum {
        /// The parts.
        parts: Vec<FigureKey>,
        /// The whole.
        whole: FigureKey,
    },
    /// See [`Rule::Balance`].
    Balance {
        /// Received.
        received: FigureKey,
        /// Done.
        done: FigureKey,
        /// Pending.
        pending: FigureKey,
    },
    /// See [`Rule::Between`].
    Between {
        /// Which.
        figure: FigureKey,
        /// The least.
        least: Option<Decimal>,
        /// The most.
        most: Option<Decimal>,
    },
    /// See [`Rule::MayNotFall`].
    MayNotFall(FigureKey),
    /// See [`Rule::Change`].
    Change {
        /// Which.
        figure: FigureKey,
        /// The most, in percent of last month's value.
        percent: u32,
        /// Left alone when below this in both months.
        from: Decimal,
    },
    /// See [`Rule::Slip`].
    Slip(FigureKey),
    /// See [`Rule::Cumulative`].
    Cumulative {
        /// Within the period.
        in_period: FigureKey,
        /// Since its day.
        total: FigureKey,
    },
    /// See [`Rule::Target`].
    Target {
        /// The result.
        result: FigureKey,
        /// The target.
        target: Aim,
        /// Which way is good.
        better: Better,
    },
    /// See [`Rule::Filled`].
    Filled(Vec<FigureKey>),
    /// See [`Rule::OneRounding`].
    OneRounding(Vec<FigureKey>),
    /// See [`Rule::SharedWhole`].
    SharedWhole(Vec<Share>),
}

/// One relation of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand<'a> {
    /// The check.
    pub check: &'a Check,
    /// The figure that tells the relation from the others of its check.
    pub subject: &'a FigureKey,
    /// The relation.
    pub relation: &'a Relation,
}

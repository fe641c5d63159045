//! Annexes: tables that the office wants on pages of their own, and trends as pictures; and the
//! line by which a printed report is traced to its data.

use crate::calc::history::PastReport;
use crate::calc::print::{self, PrintedIn};
use crate::report::key::{FigureKey, ItemKey};
use crate::report::letterhead::LetterheadField;
use crate::report::look::{CHARTS_MAX, Trace};
use crate::report::period::{day_in_words, format_day, month_in_words};
use crate::report::template::{self, Figure, ItemBody, Placement};

use super::letterhead::{IssueDay, joined};
use super::line::{DocumentWords, capitals, one_line, push_fixed};
use super::model::{Annex, Block, Chart, ChartPoint, Lead, Line, Orientation, Paragraph, Source};
use super::names_in_sentence::{capitalised, in_sentence};
use super::table;

/// How many months a trend shows.
const TREND_MONTHS: usize = 12;

/// An annex before it is made: its number is needed where the body refers to it.
pub(super) struct Planned<'a> {
    heading: String,
    /// What it belongs to, in a sentence: "Báo cáo".
    document: String,
    /// What it holds.
    pub(super) content: Content<'a>,
}

/// What an annex holds.
pub(super) enum Content<'a> {
    /// A table of the form.
    Table { item: &'a template::Item, table: &'a template::Table, orientation: Orientation },
    /// The trends of figures.
    Charts(Vec<&'a Figure>),
}

impl Planned<'_> {
    /// Whether it holds the table of an item.
    pub(super) fn is_of(&self, key: &ItemKey) -> bool {
        matches!(&self.content, Content::Table { item, .. } if item.key == *key)
    }

    /// "(số liệu chi tiết tại Phụ lục I kèm theo Báo cáo này)"
    pub(super) fn reference_words(&self) -> String {
        let what = match self.content {
            Content::Table { .. } => "số liệu chi tiết",
            Content::Charts(_) => "biểu đồ diễn biến số liệu",
        };
        format!("({what} tại {} kèm theo {} này)", self.heading, self.document)
    }

    /// The paragraph of the body that refers to it.
    pub(super) fn mention(&self, source: Source) -> Block {
        let words = self.reference_words();
        let words = words.replacen("(s", "(S", 1).replacen("(b", "(B", 1);
        let text = format!("{words}.");
        Block::Paragraph(Paragraph { lead: Lead::None, line: Line::of(text, source) })
    }
}

/// The annexes of a report, numbered when there are two or more.
pub(super) fn planned<'a>(words: &DocumentWords<'a>) -> Vec<Planned<'a>> {
    let (report, template) = (words.context.report, words.context.template);
    let look = words.extras.look;
    let mut contents = Vec::new();
    for (_, item) in template.items() {
        let ItemBody::Table(table) = &item.body else {
            continue;
        };
        let placement = look.tables.get(&item.key).copied().unwrap_or(table.placement);
        let orientation = match placement {
            Placement::Body => continue,
            Placement::Annex => Orientation::Portrait,
            Placement::AnnexLandscape => Orientation::Landscape,
        };
        if table.rows.iter().any(|row| report.is_on(row)) {
            contents.push(Content::Table { item, table, orientation });
        }
    }
    let charts = look.charts.iter().filter_map(|key: &FigureKey| template.figure(key));
    let charts: Vec<_> = charts.take(CHARTS_MAX).collect();
    if !charts.is_empty() {
        contents.push(Content::Charts(charts));
    }
    let is_one = contents.len() == 1;
    let document = document_type(words);
    let planned = contents.into_iter().zip(1..).map(|(content, number)| {
        let heading = match is_one {
            true => "Phụ lục".to_owned(),
            false => format!("Phụ lục {}", roman(number)),
        };
        Planned { heading, document: document.clone(), content }
    });
    planned.collect()
}

/// The annexes.
pub(super) fn annexes(words: &DocumentWords<'_>, planned: &[Planned<'_>]) -> Vec<Annex> {
    let reference = reference(words);
    let annexes = planned.iter().map(|planned| {
        let (title, source, orientation, blocks) = match &planned.content {
            Content::Table { item, table, orientation } => {
                let source = Source::Item(item.key.clone());
                let table = table::build(words, &item.key, table).map(Block::Table);
                (one_line(&item.label), source, *orientation, table.into_iter().collect())
            }
            Content::Charts(figures) => {
                let charts = figures.iter().map(|figure| Block::Chart(chart(words, figure)));
                let noun = words.context.template.period().noun();
                let title = format!("Diễn biến số liệu {TREND_MONTHS} {noun}");
                (title, Source::Fixed, Orientation::Portrait, charts.collect())
            }
        };
        Annex {
            heading: Line::of(&*planned.heading, Source::Fixed),
            title: capitals(Line::of(title, source)),
            reference: reference.clone(),
            orientation,
            blocks,
        }
    });
    annexes.collect()
}

/// "(Kèm theo Báo cáo số 453/BC-TCTĐA06 ngày 19 tháng 5 năm 2023 của …)"; what is not known yet is
/// left blank for the clerk, as the decree leaves it in electronic documents.
fn reference(words: &DocumentWords<'_>) -> Line {
    let plain = |field: LetterheadField| joined(words.lines(&field.text_key())).plain();
    let document_type = document_type(words);
    let number = super::letterhead::number(words).plain();
    let number = number.trim_start_matches("Số: ");
    let date = match super::letterhead::issue_day(words) {
        IssueDay::Known(day) => day_in_words(day),
        IssueDay::Open { month } => format!("ngày      {}", month_in_words(month)),
        IssueDay::Typed(text) => text,
    };
    let issuer = plain(LetterheadField::Issuer);
    let mut line = Line::of(format!("(Kèm theo {document_type} số {number} {date}"), Source::Fixed);
    if !issuer.trim().is_empty() {
        push_fixed(&mut line, " của ");
        let source = Source::Text(LetterheadField::Issuer.text_key());
        line.runs.extend(Line::of(shown_issuer(&issuer, words), source).runs);
    }
    push_fixed(&mut line, ")");
    line
}

/// An issuer that was typed in capitals is not shouted in a sentence.
fn shown_issuer(issuer: &str, words: &DocumentWords<'_>) -> String {
    let context = words.context;
    let names = context.template.parts().names.iter().map(|name| context.text(&name.key));
    let place = context.text(&LetterheadField::Place.text_key());
    let own: Vec<String> = names.chain([place, context.report.office.name.clone()]).collect();
    in_sentence(issuer, &own)
}

/// The type of the document as it stands in a sentence: "Báo cáo". One that has none is "Văn bản".
fn document_type(words: &DocumentWords<'_>) -> String {
    let typed = joined(words.lines(&LetterheadField::DocumentType.text_key())).plain();
    match typed.trim() {
        "" => "Văn bản".to_owned(),
        typed => capitalised(&typed.to_lowercase()),
    }
}

fn chart(words: &DocumentWords<'_>, figure: &Figure) -> Chart {
    let context = words.context;
    let now = context.reckoned();
    let style = &context.template.parts().style;
    let trend = words.extras.history.trend(figure, now, TREND_MONTHS);
    let points = trend.into_iter().map(|(period, value)| {
        let month = match period == context.report.header.period.key {
            true => Some(now),
            false => words.extras.history.of(period).map(PastReport::reckoned),
        };
        let printed = month.filter(|_| value.is_some()).map(|month| {
            print::figure_text(figure, month.report, month.results, style, PrintedIn::Table)
        });
        ChartPoint { month: period.short_label(), value, printed: printed.unwrap_or_default() }
    });
    let unit = match figure.unit.trim() {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    let title = format!("{}{unit}", figure.label);
    Chart {
        figure: figure.key.clone(),
        title: Line::of(one_line(&title), Source::Figure(figure.key.clone())),
        points: points.collect(),
    }
}

/// "Kỳ 12/4/2023 – 12/5/2023; bản 12; mã số liệu 3f9a0c1b2d4e".
pub(super) fn trace(words: &DocumentWords<'_>) -> Option<Line> {
    if words.extras.look.trace == Trace::Off {
        return None;
    }
    let range = words.context.report.header.period.range;
    let period = format!("Kỳ {} – {}", format_day(range.first()), format_day(range.last()));
    let mark = match words.extras.trace {
        Some(mark) => format!("bản số {}; mã số liệu {}", mark.revision, mark.hash),
        None => "số bản và mã số liệu được ghi khi xuất tệp".to_owned(),
    };
    Some(Line::of(format!("{period}; {mark}"), Source::Fixed))
}

/// A number in Roman digits, as annexes are numbered.
fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            out.push_str(digit);
            number -= value;
        }
    }
    out
}

//! Sentences with their figures filled in: the prose follows the figures.

pub use super::context::Context;
use super::days;
use super::fragment;
use super::history::PastReport;
use super::print::{self, PrintedIn};
use crate::report::key::{FigureKey, TextKey};
use crate::report::period::{PeriodKey, format_day};
use crate::report::sentence::{self, DayPart, PeriodPart, Piece};

/// How deep texts may refer to texts; deeper references (a circle) print nothing.
const DEPTH_MAX: usize = 4;

/// A run of a finished sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What is printed.
    pub text: String,
    /// Where it comes from.
    pub source: Source,
}

/// Where a run of a sentence comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The words of the sentence.
    Words,
    /// A figure, or what the program says about it.
    Figure(FigureKey),
    /// A day of a figure.
    FigureDay(FigureKey),
    /// Another text of the report.
    Text(TextKey),
    /// The period.
    Period,
}

impl Context<'_> {
    /// A sentence with its figures filled in.
    pub fn runs(&self, text: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        self.fill(text, &Source::Words, DEPTH_MAX, &mut runs);
        runs
    }

    /// A sentence as plain text.
    pub fn plain(&self, text: &str) -> String {
        self.runs(text).into_iter().map(|run| run.text).collect()
    }

    /// A text of the report with its figures filled in, as plain text.
    pub fn text(&self, key: &TextKey) -> String {
        self.plain(self.report.text(self.template, key))
    }

    /// What one piece of a sentence prints.
    pub fn piece(&self, piece: Piece) -> String {
        let mut runs = Vec::new();
        self.fill_piece(piece, &Source::Words, DEPTH_MAX, &mut runs);
        runs.into_iter().map(|run| run.text).collect()
    }

    fn fill(&self, text: &str, words: &Source, depth: usize, runs: &mut Vec<Run>) {
        for piece in sentence::parse_lenient(text, self.template) {
            self.fill_piece(piece, words, depth, runs);
        }
    }

    fn fill_piece(&self, piece: Piece, words: &Source, depth: usize, runs: &mut Vec<Run>) {
        let (text, source) = match piece {
            Piece::Words(text) => (text, words.clone()),
            Piece::Figure(key) => (self.figure_text(&key), Source::Figure(key)),
            Piece::FigureDay(key, part) => (self.day_text(&key, part), Source::FigureDay(key)),
            Piece::Fragment(key, fragment) => {
                let figure = self.template.figure(&key);
                let text = figure.map(|figure| fragment::text(figure, fragment, *self));
                (text.unwrap_or_default(), Source::Figure(key))
            }
            Piece::Period(part) => (self.period_text(part), Source::Period),
            Piece::Text(key) => {
                if depth > 0 {
                    let text = self.report.text(self.template, &key);
                    self.fill(text, &Source::Text(key), depth - 1, runs);
                }
                return;
            }
        };
        runs.push(Run { text, source });
    }

    fn figure_text(&self, key: &FigureKey) -> String {
        let Some(figure) = self.template.figure(key) else {
            return String::new();
        };
        let style = &self.template.parts().style;
        print::figure_text(figure, self.report, self.results, style, PrintedIn::Prose)
    }

    fn day_text(&self, key: &FigureKey, part: DayPart) -> String {
        let figure = self.template.figure(key);
        figure.and_then(|figure| days::part_text(figure, self.report, part)).unwrap_or_default()
    }

    fn period_text(&self, part: PeriodPart) -> String {
        let period = self.report.header.period;
        match part {
            PeriodPart::Name => period.key.words(),
            // A span can have any length: the report before knows its own.
            PeriodPart::Previous => {
                self.previous.map_or_else(|| period.key.previous(), PastReport::key).words()
            }
            PeriodPart::Next => period.key.next().words(),
            PeriodPart::Month => month(period.key),
            PeriodPart::Year => period.key.year().to_string(),
            PeriodPart::NextMonth => month(period.key.next()),
            PeriodPart::NextYear => period.key.next().year().to_string(),
            PeriodPart::From => format_day(period.range.first()),
            PeriodPart::To => format_day(period.range.last()),
        }
    }
}

/// The number of a month. Templates of other periods have no reference to it.
fn month(key: PeriodKey) -> String {
    key.month().map_or_else(|| key.in_year(), |month| month.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::history::History;
    use crate::calc::results::Results;
    use crate::document::fixture;

    #[test]
    fn the_period_before_a_span_is_the_one_that_was_reported() {
        let template = fixture::template();
        let report_of = |key: &str| {
            let mut report = fixture::report();
            report.header.period.key = PeriodKey::parse(key).unwrap();
            report
        };
        let history = History::of_reports([report_of("2025-07-01_2025-08-25")], &template);
        let now = report_of("2025-08-26_2025-09-30");
        let results = Results::of(&now, &template);
        let context = Context::of(&now, &template, &results);
        let before = |context: Context<'_>| context.plain("{@previous_period}");
        assert_eq!(before(context), "từ ngày 21/7/2025 đến ngày 25/8/2025");
        assert_eq!(before(context.after(&history)), "từ ngày 01/7/2025 đến ngày 25/8/2025");
    }
}

//! Texts of the report as lines of runs, with their figures filled in.

use crate::calc::prose::{Context, Source as ProseSource};
use crate::report::key::TextKey;
use crate::report::letterhead::LetterheadField;
use crate::report::look::Habits;
use crate::report::template;
use crate::report::text;

use super::Extras;
use super::model::{Emphasis, Line, Run, Source};

/// All that the words of a document come from.
pub(super) struct DocumentWords<'a> {
    /// Report, template and results.
    pub(super) context: Context<'a>,
    /// Look, months before, trace.
    pub(super) extras: Extras<'a>,
}

impl<'a> DocumentWords<'a> {
    pub(super) fn new(context: Context<'a>, extras: Extras<'a>) -> Self {
        Self { context, extras }
    }

    /// What the office does its own way.
    pub(super) fn habits(&self) -> Habits {
        self.extras.look.habits()
    }

    /// A text of the report as it is stored, its references not yet filled in.
    pub(super) fn raw(&self, key: &TextKey) -> &'a str {
        self.context.report.text(self.context.template, key)
    }

    /// The lines of a text that are not blank, filled in.
    pub(super) fn lines(&self, key: &TextKey) -> Vec<Line> {
        let source = Source::Text(key.clone());
        let lines = raw_lines(self.raw(key)).map(|raw| self.line(raw, &source));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// The lines of a field of the letterhead, filled in, in capitals.
    pub(super) fn capital_lines(&self, field: LetterheadField) -> Vec<Line> {
        let lines = self.lines(&field.text_key());
        lines.into_iter().map(capitals).collect()
    }

    /// One line, filled in; its own words come from `source`.
    pub(super) fn line(&self, raw: &str, source: &Source) -> Line {
        let runs = self.context.runs(raw.trim()).into_iter();
        let runs = runs.map(|run| {
            let (source, emphasis) = match run.source {
                ProseSource::Words => (source.clone(), Emphasis::Plain),
                ProseSource::Text(key) => (Source::Text(key), Emphasis::Plain),
                ProseSource::Period => (Source::Header, Emphasis::Plain),
                ProseSource::Figure(key) => (Source::Figure(key), self.emphasis()),
                ProseSource::FigureDay(key) => (Source::Figure(key), Emphasis::Plain),
            };
            Run { text: one_line(&run.text), emphasis, source }
        });
        Line { runs: runs.filter(|run| !run.text.is_empty()).collect() }
    }

    /// Numbers of a sentence stand out when the template says so.
    fn emphasis(&self) -> Emphasis {
        match self.context.template.parts().style.emphasis {
            template::Emphasis::Bold => Emphasis::Bold,
            template::Emphasis::None => Emphasis::Plain,
        }
    }
}

/// The lines of a stored text that are not blank, trimmed.
pub(super) fn raw_lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty())
}

/// Text for one line: NFC, only what can be printed, line breaks and tabs as spaces.
pub(super) fn one_line(raw: &str) -> String {
    let line = text::printable(raw);
    if line.contains(['\n', '\t']) { line.replace(['\n', '\t'], " ") } else { line }
}

/// The line in capitals, Vietnamese letters with their marks.
pub(super) fn capitals(mut line: Line) -> Line {
    for run in &mut line.runs {
        run.text = text::nfc(&run.text.to_uppercase());
    }
    line
}

/// Removes what ends the line: white space and the given marks.
pub(super) fn trim_end(line: &mut Line, marks: &[char]) {
    while let Some(run) = line.runs.last_mut() {
        let kept = run.text.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c));
        run.text.truncate(kept.len());
        if !run.text.is_empty() {
            break;
        }
        line.runs.pop();
    }
}

/// Adds words of the program at the end of a line.
pub(super) fn push_fixed(line: &mut Line, text: &str) {
    line.runs.extend(Line::of(text, Source::Fixed).runs);
}

/// The line with words of the program in front.
pub(super) fn with_front(text: &str, mut line: Line) -> Line {
    let mut front = Line::of(text, Source::Fixed);
    front.runs.append(&mut line.runs);
    front
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::history::History;
    use crate::calc::results::Results;
    use crate::document::fixture;
    use crate::report::look::Look;
    use crate::report::period::{Window, WindowDay};
    use crate::report::sentence::DayPart;
    use crate::report::template::{Span, Template};

    #[test]
    fn days_of_figures_are_never_bold() {
        let mut parts = fixture::template().parts().clone();
        let visits = parts.figures.iter_mut().find(|figure| figure.key.as_str() == "visits");
        let day = |month| WindowDay::Day(fixture::day(2023, month, 1));
        visits.unwrap().span = Span::Window(Window { from: day(3), to: day(8) });
        let (report, template) = (fixture::report(), Template::new(parts).unwrap());
        let results = Results::of(&report, &template);
        let (look, history) = (Look::default(), History::default());
        let extras = Extras { look: &look, history: &history, trace: None };
        let words = DocumentWords::new(Context::of(&report, &template, &results), extras);
        let line = |raw: String| words.line(&raw, &Source::Fixed);
        assert_eq!(line("{qr.total@as_of}, {visits@since}".into()).plain(), "12/5/2023, 01/3/2023");
        for key in ["qr.month", "qr.total", "visits"] {
            for part in DayPart::ALL {
                let line = line(format!("{{{key}@{}}}", part.name()));
                let is_plain = line.runs.iter().all(|run| run.emphasis == Emphasis::Plain);
                assert!(is_plain, "{line:?}");
            }
            assert_eq!(line(format!("{{{key}}}")).runs[0].emphasis, Emphasis::Bold);
        }
    }
}

//! Findings made of what was read in one text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::super::finding::{Finding, Matter, Origin, Place, Reading, TypedNumber};
use super::super::{blank, named};
use super::older;
use super::stretch::place;
use crate::calc::declined::short;
use crate::calc::personal::PersonalNumber;
use crate::calc::prose::Context;
use crate::calc::text::encoding::{self, Encoding};
use crate::calc::text::lint::{Lint, LintKind};
use crate::calc::text::reconcile::{Match, Verdict};
use crate::calc::text::spelling::Misspelling;
use crate::report::check::Builtin;
use crate::report::key::{FigureKey, TextKey};

/// Makes the findings of one text.
pub(super) struct Maker<'a> {
    pub(super) context: Context<'a>,
    pub(super) key: &'a TextKey,
    pub(super) text: &'a str,
}

impl Maker<'_> {
    /// Numbers that differ from the figure that their words name.
    pub(super) fn numbers(&self, matches: impl Iterator<Item = Match>) -> Vec<Finding> {
        let mut counts: HashMap<FigureKey, usize> = HashMap::new();
        let mut findings = Vec::new();
        for found in matches {
            let Verdict::Different { text, figure, bound, .. } = found.verdict else { continue };
            let count = counts.entry(found.figure.clone()).or_default();
            let ordinal = if *count == 0 { String::new() } else { format!(".{count}") };
            *count += 1;
            let key = found.figure.clone();
            let subject = format!("{}.{key}{ordinal}", self.key);
            let places = vec![self.place(&found.range), Place::Figure(key.clone())];
            let reading = Reading { figure: key, period: None, number: figure, qualifier: None };
            let written = self.written(&found.range);
            let matter =
                Matter::TextNumber(TypedNumber { written, number: text, bound, figure: reading });
            findings.push(self.finding(Builtin::TextNumbers, &subject, places, matter));
        }
        findings
    }

    /// Lines that are written in letters of the time before Unicode.
    pub(super) fn old_encoding(
        &self,
        found: Option<(Encoding, Vec<Range<usize>>)>,
    ) -> Option<Finding> {
        let (encoding, ranges) = found?;
        let meant = encoding::restore(&[self.text], encoding).pop()?;
        let places = ranges.iter().map(|range| self.place(range)).collect();
        let written = self.text.to_owned();
        let matter = Matter::OldEncoding { encoding, written, meant };
        Some(self.finding(Builtin::TextEncoding, self.key.as_str(), places, matter))
    }

    /// Numbers and days that stand as the period before said them.
    pub(super) fn said_before(&self, ranges: &[Range<usize>]) -> Option<Finding> {
        let places: Vec<Place> = ranges.iter().map(|range| self.place(range)).collect();
        let said = ranges.iter().map(|range| self.written(range)).collect();
        let matter = Matter::SaidBefore(said);
        let subject = self.key.as_str();
        (!places.is_empty()).then(|| self.finding(Builtin::TextCarried, subject, places, matter))
    }

    /// Numbers that name persons, all of a text as one.
    pub(super) fn persons(&self, found: &[(Range<usize>, PersonalNumber)]) -> Option<Finding> {
        let (_, number) = *found.first()?;
        let places = found.iter().map(|(range, _)| self.place(range)).collect();
        let written = found.iter().map(|(range, _)| self.written(range)).collect();
        let matter = Matter::Persons { written, number };
        Some(self.finding(Builtin::TextPersons, self.key.as_str(), places, matter))
    }

    /// Deviations from house style, those that are written alike as one.
    pub(super) fn style(&self, lints: &[Lint]) -> Vec<Finding> {
        let mut alike: BTreeMap<(&str, String), Vec<&Lint>> = BTreeMap::new();
        for lint in lints {
            let written = self.written(&lint.range);
            alike.entry((kind_word(&lint.kind), written)).or_default().push(lint);
        }
        let findings = alike.into_iter().filter_map(|((kind, written), lints)| {
            let first = *lints.first()?;
            let places = lints.iter().map(|lint| self.place(&lint.range)).collect();
            let subject = format!("{}.{kind}.{}", self.key, short(&written));
            let (kind, suggestion) = (first.kind.clone(), first.suggestion.clone());
            let matter = Matter::Style { kind, written, suggestion };
            Some(self.finding(Builtin::TextStyle, &subject, places, matter))
        });
        findings.collect()
    }

    /// Words that are no words and none of the office's own, each once.
    pub(super) fn spelling(&self, found: &[Misspelling], own: &HashSet<String>) -> Vec<Finding> {
        let mut forms: BTreeMap<&str, Vec<&Misspelling>> = BTreeMap::new();
        for slip in found {
            // What is wrong only in its phrase is right in a name.
            if slip.meant.is_some() || !own.contains(&slip.word.to_lowercase()) {
                forms.entry(&slip.word).or_default().push(slip);
            }
        }
        let findings = forms.into_iter().map(|(word, slips)| {
            let places = slips.iter().map(|slip| self.place(&slip.range)).collect();
            let subject = format!("{}.{}", self.key, short(word));
            let meant = slips.iter().find_map(|slip| slip.meant.clone());
            let matter = Matter::Misspelled { word: word.to_owned(), meant };
            self.finding(Builtin::TextSpelling, &subject, places, matter)
        });
        findings.collect()
    }

    fn finding(
        &self,
        check: Builtin,
        subject: &str,
        places: Vec<Place>,
        matter: Matter,
    ) -> Finding {
        finding(self.context, check, subject, places, matter)
    }

    fn place(&self, range: &Range<usize>) -> Place {
        place(self.key, self.text, range)
    }

    fn written(&self, range: &Range<usize>) -> String {
        self.text.get(range.clone()).unwrap_or_default().to_owned()
    }
}

/// What was found in short texts.
pub(super) fn of_short(context: Context<'_>, found: Vec<older::Found>) -> Vec<Finding> {
    let findings = found.into_iter().map(|(subject, places, matter)| {
        finding(context, Builtin::TextEncoding, &subject, places, matter)
    });
    findings.collect()
}

fn finding(
    context: Context<'_>,
    check: Builtin,
    subject: &str,
    places: Vec<Place>,
    matter: Matter,
) -> Finding {
    let severity = check.severity();
    let finding = blank(Origin::Builtin(check), places, matter);
    named(context.report, Finding { severity, ..finding }, subject)
}

fn kind_word(kind: &LintKind) -> &'static str {
    match kind {
        LintKind::DecimalDot => "decimal_dot",
        LintKind::MissingThousandsDot => "thousands_dot",
        LintKind::ThousandsComma => "thousands_comma",
        LintKind::SpaceBeforePercent => "percent",
        LintKind::DoubleSpace => "double_space",
        LintKind::SpaceBeforePunctuation => "space",
        LintKind::UnknownAbbreviation => "abbreviation",
        LintKind::NumberJumps { .. } => "jump",
        LintKind::NumberRepeats { .. } => "repeat",
        LintKind::MottoDash => "motto",
        LintKind::LostLetter => "lost",
        LintKind::HtmlEntity => "web",
        LintKind::IcelandicEth => "eth",
        LintKind::UnknownReference => "reference",
    }
}

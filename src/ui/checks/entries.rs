//! What the pane of findings shows: data made from the report, without a screen.

use std::collections::{BTreeSet, HashMap};

use crate::app::open_report::{OpenReport, Page};
use crate::app::state::page_name;
use crate::app::words;
use crate::calc::check::{self, Explanation, Finding, Matter, Place};
use crate::calc::progress;
use crate::document::Source;
use crate::report::check::Severity;
use crate::report::key::FigureKey;
use crate::ui::field_id::{CellKind, FieldIds};
use crate::ui::spot::{self, Goal, Spot};

/// A finding in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which stays while its values change.
    pub id: String,
    /// How grave it is.
    pub severity: Severity,
    /// The part of the report it is about: "II.2 Dịch vụ công thiết yếu".
    pub part: String,
    /// What was found, in one sentence.
    pub sentence: String,
    /// What the template says about the check.
    pub note: String,
    /// The office's reason.
    pub explanation: Explanation,
    /// Where it leads.
    pub spot: Option<Spot>,
    /// What can be answered besides a reason.
    pub remedy: Remedy,
}

/// What an official can answer to a finding besides giving a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing.
    None,
    /// "Cùng một số liệu": the number follows the figure from now on.
    Bind,
    /// Another word in place of a wrong one, or the word is the office's own.
    Replace,
}

impl Remedy {
    fn of(finding: &Finding, open: &OpenReport) -> Self {
        match &finding.matter {
            Matter::Misspelled { .. }
            | Matter::Style { .. }
            | Matter::OldEncoding { .. }
            | Matter::OfficeWord { .. } => Self::Replace,
            _ if check::bind(finding, open.context()).is_some() => Self::Bind,
            _ => Self::None,
        }
    }
}

impl Entry {
    /// Whether it still asks for something.
    pub fn stands(&self) -> bool {
        !matches!(self.explanation, Explanation::Given(_))
    }
}

/// How many findings stand, by how grave they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Lỗi.
    pub errors: usize,
    /// Cảnh báo.
    pub warnings: usize,
    /// Lưu ý.
    pub notes: usize,
    /// Explained, whatever they are.
    pub explained: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let count = match (finding.stands(), finding.severity) {
                (false, _) => &mut counts.explained,
                (true, Severity::Error) => &mut counts.errors,
                (true, Severity::Warning) => &mut counts.warnings,
                (true, Severity::Note) => &mut counts.notes,
            };
            *count += 1;
        }
        counts
    }

    /// These and others.
    pub fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            explained: self.explained + other.explained,
        }
    }

    /// The gravest that stands.
    pub fn worst(self) -> Option<Severity> {
        match self {
            Self { errors: 1.., .. } => Some(Severity::Error),
            Self { warnings: 1.., .. } => Some(Severity::Warning),
            Self { notes: 1.., .. } => Some(Severity::Note),
            _ => None,
        }
    }

    /// All that stand.
    pub fn standing(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// "2 lỗi · 3 cảnh báo"; nothing when none stands.
    pub fn words(self) -> String {
        let parts = [(self.errors, "lỗi"), (self.warnings, "cảnh báo"), (self.notes, "lưu ý")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        words.join(" · ")
    }
}

/// How many findings stand in each page, by the page's name. One that is about several pages stands in each: a
/// part with a wrong cell is never told to be right.
pub fn counts_by_page(open: &OpenReport, ids: FieldIds) -> HashMap<String, Counts> {
    let mut pages: HashMap<String, Counts> = HashMap::new();
    // What is blank, unread, or waits to be accepted, is counted as such beside it.
    let is_untold = |finding: &&Finding| finding.stands() && !progress::counts(finding);
    let mut standing = open.findings().iter().filter(is_untold).peekable();
    if standing.peek().is_none() {
        return pages;
    }
    // Looked up, not searched for: a large table may have a finding in each row.
    let mut sections: HashMap<&FigureKey, &str> = HashMap::new();
    for (section, item) in open.template().items() {
        for figure in item.figures() {
            sections.entry(figure).or_insert_with(|| section.key.as_str());
        }
    }
    let page = |place: &Place| match place {
        Place::Figure(key) | Place::Printed(key) | Place::Day(key) => {
            sections.get(key).map(|page| (*page).to_owned())
        }
        Place::Period | Place::Document(..) | Place::Text { .. } => {
            spot_of(place, open, ids).map(|spot| page_name(&spot.page).to_owned())
        }
    };
    for finding in standing {
        let about: BTreeSet<String> = finding.places.iter().filter_map(page).collect();
        for page in about {
            let counts = pages.entry(page).or_default();
            *counts = counts.and(Counts::of(std::slice::from_ref(finding)));
        }
    }
    pages
}

/// The findings of the report: the gravest first, then in the order of the report.
pub fn entries(open: &OpenReport, ids: FieldIds) -> Vec<Entry> {
    let pages = open.pages();
    let rank = |entry: &Entry| {
        let page = entry.spot.as_ref().map(|spot| &spot.page);
        page.and_then(|page| pages.iter().position(|other| other == page)).unwrap_or(usize::MAX)
    };
    let mut entries: Vec<Entry> =
        open.findings().iter().map(|finding| entry(finding, open, ids)).collect();
    entries.sort_by_key(|entry| (std::cmp::Reverse(entry.severity), rank(entry)));
    entries
}

fn entry(finding: &Finding, open: &OpenReport, ids: FieldIds) -> Entry {
    let spot = finding.places.iter().find_map(|place| spot_of(place, open, ids));
    Entry {
        id: finding.id.clone(),
        severity: finding.severity,
        part: spot.as_ref().map(|spot| part(&spot.page, open)).unwrap_or_default(),
        sentence: words::findings::sentence(finding, open.template()),
        note: finding.note.clone(),
        explanation: finding.explanation.clone(),
        spot,
        remedy: Remedy::of(finding, open),
    }
}

pub(super) fn part(page: &Page, open: &OpenReport) -> String {
    match page {
        Page::Letterhead => "Thể thức văn bản".to_owned(),
        Page::Look => "Trình bày, phụ lục".to_owned(),
        Page::Section(key) => {
            let section = open.template().sections().iter().find(|s| s.key == *key);
            let title = section.map(|section| format!("{} {}", section.outline, section.label));
            title.unwrap_or_default().trim().to_owned()
        }
    }
}

/// Where a place of a finding is typed.
pub(super) fn spot_of(place: &Place, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    let field = |kind: CellKind, key: &FigureKey| {
        let spot = spot::of(&Source::Figure(key.clone()), open, ids)?;
        Some(Spot { goal: Some(Goal::Field(ids.cell(kind, key))), ..spot })
    };
    match place {
        Place::Figure(key) => spot::of(&Source::Figure(key.clone()), open, ids),
        Place::Printed(key) => field(CellKind::Printed, key),
        Place::Day(key) => field(CellKind::Day, key),
        Place::Period => spot::of(&Source::Header, open, ids),
        Place::Document(list, entry) => {
            spot::of(&Source::Entry(list.clone(), entry.clone()), open, ids)
        }
        Place::Text { text, .. } => spot::of(&Source::Text(text.clone()), open, ids),
    }
}

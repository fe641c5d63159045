//! Why a field of the page asks for something: the sentences of the findings about it, to be shown where the
//! cursor is. Made when the report changed, not in every frame.

use std::collections::HashMap;

use egui::Id;

use crate::app::open_report::OpenReport;
use crate::app::words;
use crate::calc::check::{Matter, Place};
use crate::report::check::Severity;
use crate::report::key::FigureKey;
use crate::ui::field_id::{CellKind, FieldIds};

/// Why a field asks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// How grave the gravest finding about it is.
    pub severity: Severity,
    /// The sentence of each, the gravest first, a line each; empty where the cell says it itself.
    pub words: String,
}

impl Reason {
    /// The same in one line.
    pub fn line(&self) -> String {
        self.words.replace('\n', " · ")
    }

    /// The sentences, and below them what else is to be told.
    pub fn with(&self, told: &str) -> String {
        if told.is_empty() { self.words.clone() } else { format!("{}\n{told}", self.words) }
    }
}

/// Those of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    of_cells: HashMap<(CellKind, FigureKey), Reason>,
    of_fields: HashMap<Id, Reason>,
}

impl Reasons {
    /// Those of a report's findings that stand.
    pub fn of(open: &OpenReport, ids: FieldIds) -> Self {
        let mut reasons = Self::default();
        let mut findings: Vec<_> = open.findings().iter().filter(|f| f.stands()).collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in findings {
            let words = match is_of_its_places(&finding.matter) {
                true => words::findings::sentence(finding, open.template()),
                false => String::new(),
            };
            let reason = Reason { severity: finding.severity, words };
            for place in &finding.places {
                reasons.add(place, &reason, ids);
            }
        }
        reasons
    }

    fn add(&mut self, place: &Place, reason: &Reason, ids: FieldIds) {
        match place {
            Place::Figure(key) => add(&mut self.of_cells, (CellKind::Figure, key.clone()), reason),
            Place::Printed(key) => {
                add(&mut self.of_cells, (CellKind::Printed, key.clone()), reason)
            }
            Place::Day(key) => add(&mut self.of_cells, (CellKind::Day, key.clone()), reason),
            Place::Period => {
                for id in ids.period_days() {
                    add(&mut self.of_fields, id, reason);
                }
            }
            Place::Document(list, entry) => {
                for id in ids.documents(list, entry) {
                    add(&mut self.of_fields, id, reason);
                }
            }
            Place::Text { text, .. } => {
                for id in [ids.text(text), ids.sentence(text)] {
                    add(&mut self.of_fields, id, reason);
                }
            }
        }
    }

    /// That of a cell by what it holds.
    pub fn of_cell(&self, kind: CellKind, key: &FigureKey) -> Option<&Reason> {
        // What is found about a computed figure stands at its value, too.
        let kind = if kind == CellKind::Shown { CellKind::Figure } else { kind };
        self.of_cells.get(&(kind, key.clone()))
    }

    /// That of a field that is no cell.
    pub fn of_field(&self, id: Id) -> Option<&Reason> {
        self.of_fields.get(&id)
    }
}

/// Whether a finding says something about each of its places: that they are blank, or wait to be accepted, their
/// cells show themselves.
fn is_of_its_places(matter: &Matter) -> bool {
    !matches!(matter, Matter::Blank(_) | Matter::Unconfirmed(_))
}

fn add<K: std::hash::Hash + Eq>(reasons: &mut HashMap<K, Reason>, key: K, reason: &Reason) {
    match reasons.get_mut(&key) {
        // A text may have the same word wrong twice.
        Some(known) if known.words.lines().any(|line| line == reason.words) => {}
        Some(known) if known.words.is_empty() => known.words.clone_from(&reason.words),
        Some(known) if !reason.words.is_empty() => {
            known.words.push('\n');
            known.words.push_str(&reason.words);
        }
        Some(_) => {}
        None => {
            reasons.insert(key, reason.clone());
        }
    }
}

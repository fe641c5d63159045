//! What lists tell of reports without reading any: how much is entered, and how many findings ask for something.
//!
//! How much is entered follows from the report alone and is kept with every change. Findings also depend on the
//! periods before and on how the office wants its reports checked, and looking for them takes longer than saving does.
//! So they are counted while nobody asks for anything, and kept with the hashes of all that they were counted by: where
//! one of these is another since, lists tell no number until they are counted anew.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::calc::check::{self, TextFindings};
use crate::calc::progress::{self, Asking, Standing};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::report::content::Report;
use crate::report::key::OfficeCode;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::report_key::ReportKey;
use crate::store::{Counts, Found, ListedReport, ReportId};

/// How many periods before a report are at hand for its trends and cumulative figures.
const HISTORY_PERIODS: usize = 12;

/// The reports of the same office, form and kind of period before a report: the last [`HISTORY_PERIODS`], and those
/// since New Year; the oldest first.
pub(super) fn before<'r>(key: &ReportKey, reports: &'r [ListedReport]) -> Vec<&'r ListedReport> {
    let period = key.period;
    let earlier = std::iter::successors(Some(period.previous()), |key| Some(key.previous()));
    let mut wanted: Vec<PeriodKey> = earlier.take(HISTORY_PERIODS).collect();
    wanted.extend(period.from_new_year());
    let is_wanted = |other: &&ListedReport| {
        let of = other.period.key;
        let is_span = of.kind() == PeriodKind::Span && of.kind() == period.kind();
        // Spans follow no calendar: they are those that ended before.
        let is_before = match is_span {
            true => of.calendar().last() < period.calendar().first(),
            false => of < period && wanted.contains(&of),
        };
        is_before && other.office.code == key.office && other.template.key == key.template
    };
    let mut found: Vec<_> = reports.iter().filter(is_wanted).collect();
    found.sort_by_key(|summary| summary.period.key);
    if period.kind() == PeriodKind::Span {
        let older = found.len().saturating_sub(HISTORY_PERIODS);
        found.drain(..older);
    }
    found
}

impl Session {
    /// The reports of the file as lists show them. What was found in one of them is told only where all that it
    /// depends on is as it was when it was counted.
    pub(super) fn told_reports(&self) -> Result<Vec<ListedReport>, Problem> {
        let mut reports = self.reports()?;
        let mut checks = HashMap::new();
        let mut besides = Vec::new();
        for row in reports.iter() {
            // Of one that nobody counted nothing need be compared.
            let is_counted = row.found.is_some();
            besides.push(is_counted.then(|| self.beside(row, &reports, &mut checks)).transpose()?);
        }
        for (row, beside) in reports.iter_mut().zip(besides) {
            row.found = row.found.take().filter(|found| Some(&found.beside) == beside.as_ref());
        }
        Ok(reports)
    }

    /// The same of one row.
    pub(super) fn told_row(&self, mut row: ListedReport) -> Result<ListedReport, Problem> {
        if row.found.is_some() {
            let beside = self.beside(&row, &self.reports()?, &mut HashMap::new())?;
            row.found = row.found.filter(|found| found.beside == beside);
        }
        Ok(row)
    }

    /// The latest report of which lists do not tell what is found in it, or how many of its texts are open; none of
    /// those that are passed over.
    pub(in crate::app) fn uncounted(&self, but: &[ReportId]) -> Result<Option<ReportId>, Problem> {
        let is_uncounted = |row: &&ListedReport| {
            (row.found.is_none() || row.open_texts.is_none()) && !but.contains(&row.id)
        };
        Ok(self.told_reports()?.iter().rev().find(is_uncounted).map(|row| row.id))
    }

    /// Counts a report anew and keeps that for lists; how lists show it then. Nothing is kept of a file that cannot be
    /// written.
    ///
    /// # Errors
    /// When the report cannot be read, or the file not be written.
    pub(in crate::app) fn recount(
        &mut self,
        id: ReportId,
    ) -> Result<Option<ListedReport>, Problem> {
        let reports = self.reports()?;
        let Some(row) = reports.iter().find(|row| row.id == id) else { return Ok(None) };
        let Some(counts) = self.counts(row, &reports)? else { return Ok(None) };
        if self.is_writable() {
            let kept = self.store.keep_counts(id, &counts);
            self.told(kept)?;
        }
        let Counts { standing, found } = counts;
        let (progress, open_texts) = (standing.figures, Some(standing.open_texts));
        Ok(Some(ListedReport { progress, open_texts, found: Some(found), ..row.clone() }))
    }

    /// Counts the report at hand anew, where lists would not tell what is found in it: it is the one that was changed
    /// last, and read already.
    ///
    /// # Errors
    /// As for `recount`.
    pub(in crate::app) fn recount_at_hand(&mut self) -> Result<(), Problem> {
        let Some(id) = self.at_hand.as_ref().map(|(id, _)| *id) else { return Ok(()) };
        let is_told = |row: &ListedReport| row.id != id || row.found.is_some();
        if !self.is_writable() || self.told_reports()?.iter().all(is_told) {
            return Ok(());
        }
        self.recount(id).map(drop)
    }

    /// All counts of a report; none of one whose form cannot be read.
    pub(super) fn counts(
        &mut self,
        row: &ListedReport,
        reports: &[ListedReport],
    ) -> Result<Option<Counts>, Problem> {
        let report = self.report(row.id)?;
        let Ok(form) = self.form_of(&report) else { return Ok(None) };
        let history = self.history_of(&report, reports)?;
        let settings = self.office_checks(&report.office.code)?;
        let results = Results::of(&report, &form);
        let context = Context::of(&report, &form, &results).after(&history);
        let mut texts = TextFindings::default();
        let findings = check::all_findings(context, &history, &settings, &mut texts);
        let tally = progress::report(&report, &form);
        let beside = self.beside(row, reports, &mut HashMap::new())?;
        let found = Found { asking: Asking::of(&findings, tally), beside };
        Ok(Some(Counts { standing: tally.standing(), found }))
    }

    /// The hash of all that the findings of a report depend on besides the report itself.
    fn beside(
        &self,
        row: &ListedReport,
        reports: &[ListedReport],
        checks: &mut HashMap<OfficeCode, String>,
    ) -> Result<String, Problem> {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(part);
            hash.update([0]);
        };
        // A later version of the program may find something else.
        add(env!("CARGO_PKG_VERSION"));
        add(&row.office.name);
        let known = match checks.get(&row.office.code) {
            Some(known) => known.clone(),
            None => {
                let stored = self.told(self.store.checks(&row.office.code))?.unwrap_or_default();
                checks.insert(row.office.code.clone(), stored.clone());
                stored
            }
        };
        add(&known);
        for before in before(&row.key(), reports) {
            add(&before.period.key.to_string());
            add(&before.template.version.to_string());
            add(&before.content_hash);
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// How much of a report is entered.
    pub(super) fn standing(&mut self, report: &Report) -> Result<Standing, Problem> {
        let form = self.form_of(report)?;
        Ok(progress::report(report, &form).standing())
    }
}

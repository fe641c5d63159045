//! "Kiểm tra dữ liệu": whether the open file still says what was saved, and mending what can safely be mended.

use std::collections::BTreeSet;

use crate::app::problem::Problem;
use crate::app::safekeeping::DataCheck;
use crate::app::session::Session;
use crate::app::words::damages::{self, DamagedReport};
use crate::calc::progress;
use crate::report::deed::Deed;
use crate::store::{Damage, ListedReport, ReportId, Verification};

impl Session {
    /// Whether what is not part of one report is as it was saved: pages, the log, offices, templates.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(in crate::app) fn is_file_whole(&self) -> Result<bool, Problem> {
        Ok(self.told(self.store.verify_file())?.is_whole())
    }

    /// Whether a report is as it was saved.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(in crate::app) fn is_report_whole(&self, report: ReportId) -> Result<bool, Problem> {
        Ok(self.told(self.store.verify_report(report))?.is_whole())
    }

    /// Reads all of the file.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn verify(&mut self) -> Result<DataCheck, Problem> {
        let verification = self.told(self.store.verify())?;
        let reports = if is_legible(&verification) { self.reports()? } else { Vec::new() };
        let mut sentences = Vec::new();
        for damage in &verification.damages {
            let report = report_of(damage).and_then(|id| reports.iter().find(|r| r.id == id));
            let template = report.and_then(|report| self.template(&report.template).ok());
            let of = DamagedReport { report, template: template.as_deref() };
            sentences.push(damages::sentence(damage, of));
        }
        let damaged: BTreeSet<ReportId> =
            verification.damages.iter().filter_map(report_of).collect();
        for report in reports.iter().filter(|report| !damaged.contains(&report.id)) {
            self.keep_progress(report)?;
        }
        // While the log itself cannot be trusted, nobody knows which of both is right. Nor where the hash of a
        // report agrees with what stands there: then it is the log that stayed behind.
        let trusts_log = verification.damages.iter().all(|damage| report_of(damage).is_some());
        let content = verification.damages.iter().filter_map(|damage| match damage {
            Damage::Content { report } => Some(*report),
            _ => None,
        });
        let mendable = if trusts_log { content.collect() } else { Vec::new() };
        Ok(DataCheck { verification, sentences, mendable })
    }

    /// Puts back what the log says into the reports that can be mended; each is one operation that can be taken
    /// back. A backup is for the caller to make before.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn mend(&mut self, check: &DataCheck) -> Result<(), Problem> {
        for id in &check.mendable {
            let info = self.info(Deed::Mended, "", None);
            let mended = self.store.mend_report(*id, &info);
            self.forget_at_hand();
            self.told(mended)?;
        }
        Ok(())
    }

    /// How much of a report is entered follows from what it says: where lists say something else, they are put
    /// right. A later version of the program may count otherwise, too.
    fn keep_progress(&mut self, summary: &ListedReport) -> Result<(), Problem> {
        let report = self.report(summary.id)?;
        // A report whose form cannot be read has no progress of its own.
        let Ok(form) = self.form_of(&report) else { return Ok(()) };
        let progress = progress::report(&report, &form).figures;
        if progress == summary.progress || !self.is_writable() {
            return Ok(());
        }
        let kept = self.store.keep_progress(summary.id, progress);
        self.told(kept)
    }
}

/// Whether lists of what stands in the file can be read.
fn is_legible(verification: &Verification) -> bool {
    let is_illegible =
        |damage: &Damage| matches!(damage, Damage::Page(_) | Damage::Unreadable { .. });
    !verification.damages.iter().any(is_illegible)
}

fn report_of(damage: &Damage) -> Option<ReportId> {
    match damage {
        Damage::Field { report, .. } | Damage::Content { report } => Some(*report),
        Damage::Page(_)
        | Damage::Reference { .. }
        | Damage::Unreadable { .. }
        | Damage::Chain { .. }
        | Damage::Kept { .. } => None,
    }
}

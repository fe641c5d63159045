//! "Kiểm tra dữ liệu": whether the open file still says what was saved, and mending what can safely be mended.

use std::collections::BTreeSet;

use crate::app::backup::folder;
use crate::app::problem::Problem;
use crate::app::safekeeping::{DataCheck, Mendable};
use crate::app::session::{Session, builtin, builtin_known};
use crate::app::words::damages::{self, DamagedReport};
use crate::report::deed::Deed;
use crate::store::{
    Damage, FilePart, KeptKind, ListedReport, ReportId, Sources, Store, StoreError, Verification,
};

/// The tables of the fields of reports.
const FIELDS: [&str; 3] = ["figure_value", "printed_value", "field_value"];
/// So many backups at most are asked for what the log knows by its hash alone.
const ASKED_BACKUPS: usize = 10;

impl Session {
    /// Whether a part of what belongs to no report is as it was saved.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(in crate::app) fn is_part_whole(&self, part: FilePart) -> Result<bool, Problem> {
        Ok(self.told(self.store.verify_part(part))?.is_whole())
    }

    /// Whether a report is as it was saved.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(in crate::app) fn is_report_whole(&self, report: ReportId) -> Result<bool, Problem> {
        Ok(self.told(self.store.verify_report(report))?.is_whole())
    }

    /// Reads all of the file; nothing is changed.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn verify(&mut self) -> Result<DataCheck, Problem> {
        let verification = self.told(self.store.verify())?;
        let (reports, offices) = match is_legible(&verification) {
            true => (self.reports()?, self.told(self.store.offices())?),
            false => (Vec::new(), Vec::new()),
        };
        let mut sentences = Vec::new();
        for damage in &verification.damages {
            let report = report_of(damage).and_then(|id| reports.iter().find(|r| r.id == id));
            let template = report.and_then(|report| self.template(&report.template).ok());
            let of = DamagedReport { report, template: template.as_deref(), offices: &offices };
            sentences.push(damages::sentence(damage, of));
        }
        let damaged: BTreeSet<ReportId> =
            verification.damages.iter().filter_map(report_of).collect();
        let (mut notes, mut counts) = (Vec::new(), Vec::new());
        for report in reports.iter().filter(|report| !damaged.contains(&report.id)) {
            // Of one before which a damaged one stands nothing can be counted.
            if let Ok(Some(other)) = self.counts(report, &reports)
                && other.differ_from(report)
            {
                notes.push(damages::other_counts(report, &other));
                counts.push((report.id, other));
            }
        }
        let mendable = mendable(&verification);
        Ok(DataCheck { verification, sentences, mendable, notes, counts })
    }

    /// The reports of the file with the hash of what stands there: one that was changed without this program says
    /// something else than the backup of before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::app) fn reports_as_they_stand(&self) -> Result<Vec<ListedReport>, Problem> {
        let mut reports = self.reports()?;
        for row in &mut reports {
            if self.store.load_report(row.id).is_err() {
                row.content_hash.clear();
            }
        }
        Ok(reports)
    }

    /// Has lists say of reports how much of them is entered and found, where they say something else: that follows from what the
    /// reports say. A later version of the program may count otherwise, too.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_counts(&mut self, check: &DataCheck) -> Result<(), Problem> {
        if self.is_writable() {
            for (report, counts) in &check.counts {
                let kept = self.store.keep_counts(*report, counts);
                self.told(kept)?;
            }
        }
        Ok(())
    }

    /// Puts back what the log says where the file says something else: first offices, templates and the like, as one
    /// operation, then each report that can be mended, as one that can be taken back. A copy of the file is for the
    /// caller to keep before.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn mend(&mut self, check: &DataCheck) -> Result<DataCheck, Problem> {
        if check.mendable.num_kept > 0 {
            self.mend_kept()?;
        }
        let info = self.info(Deed::Mended, "", None);
        for id in self.verify()?.mendable.reports {
            let mended = self.store.mend_report(id, &info);
            self.forget_at_hand();
            match mended {
                // A row of it makes no sense: the others are mended all the same.
                Err(StoreError::Corrupt { .. }) => {}
                mended => drop(self.told(mended)?),
            }
        }
        // What could not be put back is not tried again.
        let mut check = self.verify()?;
        if !check.counts.is_empty() {
            self.keep_counts(&check)?;
            check = self.verify()?;
        }
        Ok(DataCheck { mendable: Mendable::default(), ..check })
    }

    fn mend_kept(&mut self) -> Result<(), Problem> {
        let builtin = builtin()?;
        let known = builtin_known(&builtin);
        // What the log knows by its hash alone, a backup may hold whole.
        let backups = folder::own(self.path()).unwrap_or_default();
        let copies: Vec<Store> = backups
            .iter()
            .filter_map(|backup| Store::open_read_only_with(&backup.path, self.store.key()).ok())
            .take(ASKED_BACKUPS)
            .collect();
        let info = self.info(Deed::Mended, "", None);
        let mended = self.store.mend_kept(&Sources { known, copies: &copies }, &info);
        self.forget_at_hand();
        self.templates.clear();
        self.looks.clear();
        self.office_changed();
        self.told(mended).map(drop)
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
        Damage::Kept { kept, .. } => kept.report_id(),
        Damage::Page(_)
        | Damage::Reference { .. }
        | Damage::Unreadable { .. }
        | Damage::Chain { .. }
        | Damage::Orphan(_) => None,
    }
}

/// What the log can put back. While the log itself cannot be trusted, nobody knows which of both is right.
fn mendable(verification: &Verification) -> Mendable {
    let damages = &verification.damages;
    let is_of_log = |damage: &Damage| matches!(damage, Damage::Page(_) | Damage::Chain { .. });
    if damages.iter().any(is_of_log) {
        return Mendable::default();
    }
    // Where the hash of a report agrees with what stands there, it is the log that stayed behind: but the hash
    // says nothing of whether the report is finished.
    let reports = damages.iter().filter_map(|damage| match damage {
        Damage::Content { report } => Some(*report),
        Damage::Field { report, change } if change.is_of_status_alone() => Some(*report),
        Damage::Unreadable { report, .. } => *report,
        _ => None,
    });
    let reports: BTreeSet<ReportId> = reports.collect();
    let is_kept = |damage: &&Damage| match damage {
        Damage::Orphan(_) => true,
        // Fields of a report that never was.
        Damage::Reference { table } => FIELDS.contains(&table.as_str()),
        // Nobody is to be locked out by a mend.
        Damage::Kept { kept, .. } => kept.kind != KeptKind::Password,
        _ => false,
    };
    let num_kept = damages.iter().filter(is_kept).count();
    Mendable { reports: reports.into_iter().collect(), num_kept }
}

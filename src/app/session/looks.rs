//! How reports look, in an open data file: the office's choices and its own Word document.

use std::path::Path;
use std::sync::Arc;

use crate::app::files::exports;
use crate::app::look::office_look::OfficeLook;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::files::{file_name, read_bytes};
use crate::document::TraceMark;
use crate::exchange::{look_v1, report_v1};
use crate::export::docx::{self, Skeleton};
use crate::report::content::{Report, ReportStatus};
use crate::report::key::OfficeCode;
use crate::report::look::{Look, Trace};
use crate::report::names::variant_name;
use crate::store::{ReportId, StoredSkeleton};

/// The largest Word file that is taken as a skeleton, in bytes: a logo needs far less.
const SKELETON_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// How many hexadecimal digits of a report's hash are printed: enough that no two of an office's
/// reports share them.
const TRACE_DIGITS: usize = 12;

impl Session {
    /// How an office wants its reports.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::app) fn office_look(
        &mut self,
        office: &OfficeCode,
    ) -> Result<Arc<OfficeLook>, Problem> {
        if let Some(look) = self.looks.get(office) {
            return Ok(Arc::clone(look));
        }
        let stored = self.told(self.store.look(office))?;
        let look = stored.as_ref().map_or_else(Look::default, |s| look_v1::read_look(&s.look));
        let own = stored.and_then(|stored| stored.skeleton).and_then(|stored| {
            let skeleton = Skeleton::from_office(&stored.docx);
            // It was read when it was taken in; a program that knows more styles may refuse it.
            skeleton
                .inspect_err(|fault| {
                    tracing::warn!(kind = variant_name(fault), "an own skeleton was left out")
                })
                .ok()
                .map(|skeleton| (stored.name, skeleton))
        });
        let look = match own {
            Some((name, skeleton)) => OfficeLook::of_own(look, skeleton, name),
            None => OfficeLook::builtin(look)?,
        };
        Ok(self.keep_look(office, look))
    }

    /// Keeps the choices of a report's office.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_look(&mut self, id: ReportId, look: Look) -> Result<Arc<OfficeLook>, Problem> {
        let office = self.office_of(id)?;
        let json = look_v1::write_look(&look);
        let kept = self.store.set_look(&office, &json, &self.stamp(None));
        self.office_changed();
        self.told(kept)?;
        let look = self.office_look(&office)?.with(look)?;
        Ok(self.keep_look(&office, look))
    }

    /// Takes the look of a Word file as the skeleton of a report's office. What was left out of it is
    /// told by [`skeletons::left_out`](crate::app::words::skeletons::left_out).
    ///
    /// # Errors
    /// When it cannot be read or filled, with what it lacks; the one before stays.
    pub fn take_skeleton(&mut self, id: ReportId, path: &Path) -> Result<Arc<OfficeLook>, Problem> {
        let office = self.office_of(id)?;
        let docx = read_bytes(path, SKELETON_BYTES_MAX)?;
        let skeleton = Skeleton::from_office(&docx);
        let skeleton = skeleton.map_err(|fault| Problem::faulty_skeleton(&fault, path))?;
        let name = file_name(path);
        let look = self.office_look(&office)?.look.clone();
        // What was taken of the file is kept, not the file.
        let stored = StoredSkeleton { name: name.clone(), docx: skeleton.package().to_vec() };
        let json = look_v1::write_look(&look);
        let kept = self.store.set_skeleton(&office, &json, Some(&stored), &self.stamp(None));
        self.office_changed();
        self.told(kept)?;
        Ok(self.keep_look(&office, OfficeLook::of_own(look, skeleton, name)))
    }

    /// Goes back to the built-in skeleton.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn drop_skeleton(&mut self, id: ReportId) -> Result<Arc<OfficeLook>, Problem> {
        let office = self.office_of(id)?;
        let look = self.office_look(&office)?.look.clone();
        let json = look_v1::write_look(&look);
        let kept = self.store.set_skeleton(&office, &json, None, &self.stamp(None));
        self.office_changed();
        self.told(kept)?;
        let look = OfficeLook::builtin(look)?;
        Ok(self.keep_look(&office, look))
    }

    /// Writes the skeleton of a report's office as a Word file that can be changed and taken back.
    ///
    /// # Errors
    /// When the file cannot be written; an old one is then whole.
    pub fn export_skeleton(&mut self, id: ReportId, path: &Path) -> Result<(), Problem> {
        self.refuse_own_file(path)?;
        let office = self.office_of(id)?;
        let look = self.office_look(&office)?;
        let bytes = docx::specimen(&look.skeleton).map_err(|err| Problem::from_export(&err))?;
        exports::write_whole(path, &bytes)
    }

    /// By what the data of a report are found again; `None` when its office does not print that.
    pub(in crate::app) fn trace(
        &self,
        id: ReportId,
        report: &Report,
        look: &Look,
    ) -> Result<Option<TraceMark>, Problem> {
        if look.trace == Trace::Off {
            return Ok(None);
        }
        let revision = self.told(self.store.revision(id))?;
        Ok(Some(TraceMark { revision, hash: short_hash(report) }))
    }

    fn keep_look(&mut self, office: &OfficeCode, look: OfficeLook) -> Arc<OfficeLook> {
        let look = Arc::new(look);
        self.looks.insert(office.clone(), Arc::clone(&look));
        look
    }

    /// How the office of a report wants its reports.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn look_of(&mut self, id: ReportId) -> Result<Arc<OfficeLook>, Problem> {
        let office = self.office_of(id)?;
        self.office_look(&office)
    }

    pub(super) fn office_of(&mut self, id: ReportId) -> Result<OfficeCode, Problem> {
        Ok(self.at_hand(id)?.office.code.clone())
    }
}

/// The first digits of the hash that the report's file says of itself, as `export --format json` writes it of a
/// draft: that it was declared finished, and when, is nothing of what it says.
fn short_hash(report: &Report) -> String {
    let mut draft = report.clone();
    draft.header.status = ReportStatus::Draft;
    let mut digits = report_v1::content_hash(&draft);
    digits.truncate(TRACE_DIGITS);
    digits
}

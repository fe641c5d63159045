//! Reports written to files and read from them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::app::files::export_format::ExportFormat;
use crate::app::files::exports::{self, Finish, FormInName, Printed};
use crate::app::message::Existing;
use crate::app::printing::Print;
use crate::app::problem::Problem;
use crate::app::session::offices::is_same_name;
use crate::app::session::reports::refuse_other_kind;
use crate::app::session::writing::refuse_closed;
use crate::app::session::{Imported, Session};
use crate::app::words;
use crate::app::words::damages::DamagedReport;
use crate::calc::personal;
use crate::exchange::report_v1::{self, SealedReport};
use crate::report::content::{Report, edits_between};
use crate::report::deed::Deed;
use crate::report::key::FigureKey;
use crate::report::office::Office;
use crate::report::template::Template;
use crate::store::{self, OperationInfo, ReportId};

/// The largest file that is read in one piece; reports and templates are far below.
const FILE_BYTES_MAX: u64 = 16 * 1024 * 1024;

impl Session {
    /// Writes a report to a file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be read, or the file cannot be written; the old file is then whole.
    pub fn export(
        &mut self,
        id: ReportId,
        format: ExportFormat,
        path: &Path,
    ) -> Result<(), Problem> {
        self.refuse_own_file(path)?;
        let bytes = self.finished(id, |report, template, finish| {
            exports::export_bytes(report, template, finish, format)
        })?;
        exports::write_whole(path, &bytes)
    }

    /// Writes a report in several formats into a folder, over nothing that lies there. Returns the files.
    ///
    /// # Errors
    /// When it cannot be read, or a file cannot be written; those before it are whole.
    pub fn export_several(
        &mut self,
        id: ReportId,
        formats: &[ExportFormat],
        folder: &Path,
        form: FormInName,
    ) -> Result<Vec<PathBuf>, Problem> {
        let mut files = Vec::new();
        for format in formats {
            let report = self.at_hand(id)?.clone();
            let template = self.form_of(&report)?;
            let name = exports::export_name(&report, &template, *format, form);
            let path = exports::free_path(folder, &name);
            self.export(id, *format, &path)?;
            files.push(path);
        }
        Ok(files)
    }

    /// Pages of a report as a file for a printer.
    ///
    /// # Errors
    /// When it cannot be read, or has not the pages that are wanted.
    pub fn printed(&mut self, id: ReportId, print: &Print) -> Result<Printed, Problem> {
        self.finished(id, |report, template, finish| {
            exports::printed(report, template, finish, print)
        })
    }

    /// Makes something of a finished report.
    fn finished<T>(
        &mut self,
        id: ReportId,
        make: impl FnOnce(&Report, &Template, &Finish<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.refuse_changed(id)?;
        let report = self.at_hand(id)?.clone();
        let template = self.form_of(&report)?;
        let history = self.history(&report)?;
        let look = self.office_look(&report.office.code)?;
        let trace = self.trace(id, &report, &look.look)?;
        let checks = self.office_checks(&report.office.code)?;
        let finish =
            Finish { history: &history, look: &look, checks: &checks, trace: trace.as_ref() };
        make(&report, &template, &finish)
    }

    /// Refuses to hand a report to others whose office, form, look or checks another program changed: its figures are
    /// compared whenever they are read.
    ///
    /// # Errors
    /// When one of these is not what was saved last.
    pub fn refuse_changed(&self, id: ReportId) -> Result<(), Problem> {
        let damages = self.told(self.store.verify_kept_of(id))?;
        match damages.first() {
            None => Ok(()),
            Some(damage) => {
                let (reports, offices) = (self.reports()?, self.told(self.store.offices())?);
                let report = reports.iter().find(|report| report.id == id);
                let of = DamagedReport { report, template: None, offices: &offices };
                let sentence = words::damages::sentence(damage, of);
                Err(Problem::changed_outside(&sentence).at(self.path()))
            }
        }
    }

    /// Reads a report from a JSON file.
    ///
    /// # Errors
    /// When the file is not such a report, or its template is not known.
    pub fn import(&mut self, path: &Path, existing: Existing) -> Result<Imported, Problem> {
        Ok(self.import_noting(path, existing)?.imported)
    }

    /// The same, with what is to be known about the file.
    ///
    /// # Errors
    /// As for [`Session::import`].
    pub fn import_noting(&mut self, path: &Path, existing: Existing) -> Result<Import, Problem> {
        let json = read_text(path)?;
        let sealed = report_v1::read_sealed(&json).map_err(|err| {
            let template = err.template().and_then(|id| self.known_template(id));
            Problem::from_report_file(&err, template.as_deref(), path)
        })?;
        let SealedReport { report, seal } = sealed;
        let template = self
            .template(&report.template)
            .map_err(|_| Problem::no_template(&report.template, path))?;
        let unknown = unknown_figures(&report, &report.form(&template));
        let imported = self.import_report(report, path, existing)?;
        Ok(Import { imported, notes: words::imports::notes(seal, &unknown) })
    }

    fn import_report(
        &mut self,
        mut report: Report,
        path: &Path,
        existing: Existing,
    ) -> Result<Imported, Problem> {
        let template = self
            .template(&report.template)
            .map_err(|_| Problem::no_template(&report.template, path))?;
        report_v1::check_numbers(&report, &report.form(&template))
            .map_err(|err| Problem::from_report_file(&err, Some(&report.form(&template)), path))?;
        if let Some((place, column)) = personal::in_report(&report, &report.form(&template)) {
            return Err(Problem::persons(&place, &column).at(path));
        }
        let period = report.header.period.key;
        refuse_other_kind(period, &template.parts().name, template.period())?;
        self.refuse_other_office(&report.office, path)?;
        let key = report.key();
        let Some(id) = self.find_key(&key)? else {
            return self.insert(&report, Deed::Imported, &file_name(path)).map(Imported::Made);
        };
        let there = self.at_hand(id)?;
        if there.template != report.template {
            return Err(Problem::other_template_version(&there.template, path));
        }
        // Whether it is a draft is for this office to say; and what was imported can be taken back.
        report.header.status.clone_from(&there.header.status);
        let edits = edits_between(there, &report);
        refuse_closed(&there.header, &edits).map_err(|problem| problem.at(path))?;
        match existing {
            Existing::Ask => Ok(Imported::Exists(key)),
            Existing::Replace => {
                let info = self.info_after(id, Deed::Imported, &edits)?;
                let info = OperationInfo { detail: file_name(path), ..info };
                let applied = self.store.save_edits(id, &edits, &info);
                let applied = self.settled(applied)?;
                self.news(applied).map(Imported::Replaced)
            }
        }
    }

    /// Refuses a report of an office that has the code of another one of the file: codes are made of names
    /// without their marks, so "Xã Tấn Phú" and "Xã Tân Phú" would be taken for one. A report that the
    /// office wrote under a name it had before is its own.
    fn refuse_other_office(&self, office: &Office, path: &Path) -> Result<(), Problem> {
        let known = self.offices()?.into_iter().find(|known| known.code == office.code);
        let Some(known) = known.filter(|known| !is_same_name(&known.name, &office.name)) else {
            return Ok(());
        };
        let former = self.told(self.store.former_names(&known.code))?;
        if former.iter().any(|name| is_same_name(name, &office.name)) {
            return Ok(());
        }
        Err(Problem::other_office_of_code(&known, &office.name).at(path))
    }
}

/// A report that was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What became of it.
    pub imported: Imported,
    /// What is to be known about the file, a sentence each without a full stop.
    pub notes: Vec<String>,
}

/// The keys of figures that a report speaks of and its form does not have: they are kept, and printed nowhere.
fn unknown_figures(report: &Report, form: &Template) -> Vec<String> {
    let keys = report.values.keys().chain(report.printed.keys()).chain(report.days.keys());
    let unknown: BTreeSet<&FigureKey> = keys.filter(|key| form.figure(key).is_none()).collect();
    unknown.into_iter().map(ToString::to_string).collect()
}

/// The name of a file without its folders.
pub(in crate::app) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file that is not too large.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn read_text(path: &Path) -> Result<String, Problem> {
    let bytes = read_bytes(path, FILE_BYTES_MAX)?;
    String::from_utf8(bytes).map_err(|_| Problem::not_utf8(path))
}

/// Reads a file that has at most so many bytes.
pub(in crate::app) fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    let cannot_read = |err: std::io::Error| Problem::cannot_read(path, &err);
    if store::is_open_here(path) {
        return Err(Problem::is_data_file(path));
    }
    // Looked at before it is opened: a pipe into which nobody writes would be waited for.
    if !std::fs::metadata(path).map_err(cannot_read)?.is_file() {
        return Err(Problem::not_a_file(path));
    }
    let file = File::open(path).map_err(cannot_read)?;
    let mut bytes = Vec::new();
    // It may grow while it is read.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(cannot_read)?;
    let is_short = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
    if is_short { Ok(bytes) } else { Err(Problem::too_large(path)) }
}

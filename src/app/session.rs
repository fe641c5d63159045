//! The jobs of the program on one open data file. The worker does them for the window, the command
//! line does them directly.

pub(in crate::app) mod checks;
#[cfg(test)]
mod closed_tests;
mod copying;
pub mod counting;
pub mod deleting;
pub mod files;
pub mod forms;
pub mod history;
mod last_form;
pub(in crate::app) mod last_page;
pub(in crate::app) mod looks;
mod making;
pub mod offices;
mod opening;
#[cfg(test)]
mod persons_tests;
pub mod protecting;
pub mod reports;
pub mod salvaging;
#[cfg(test)]
pub(crate) mod session_tests;
pub(in crate::app) mod steps;
pub(in crate::app) mod templates;
pub mod verifying;
mod writing;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use self::last_form::LastForm;
use super::open_report::Loaded;
use super::problem::Problem;
use super::summaries::{FileAccess, FileSummary, FormSummary, NewReport, ReportNews};
use crate::app::look::office_look::OfficeLook;
use crate::app::platform::{clock, places};
use crate::app::words::damages;
use crate::calc::history::{History, PastReport};
use crate::calc::progress::Standing;
use crate::exchange::{sample, template_v1};
use crate::report::content::Report;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;
use crate::report::office::Office;
use crate::report::office_words::{Identity, OfficeWords};
use crate::report::period::PeriodKey;
use crate::report::report_key::ReportKey;
use crate::report::template::{Template, TemplateRef};
use crate::store::{
    Key, ListedReport, NewTemplate, OfficeSteps, OperationInfo, ReportId, Run, Stamp, Store,
    StoreError,
};

/// An open data file.
pub struct Session {
    pub(super) store: Store,
    path: PathBuf,
    access: FileAccess,
    templates: HashMap<TemplateRef, Arc<Template>>,
    pub(super) looks: HashMap<OfficeCode, Arc<OfficeLook>>,
    /// One run of the program: typing on in one field is one step of undo within it.
    run: Run,
    /// The report that is written to. Nobody else writes the file, so it is read once, and follows
    /// every operation.
    at_hand: Option<(ReportId, Report)>,
    forms: LastForm,
    /// What can be taken back of what is kept of an office; none while that is to be read anew.
    office_steps: Option<(OfficeCode, OfficeSteps)>,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// A new report is in the data file.
    Made(NewReport),
    /// The report that was there says what the imported one says.
    Replaced(ReportNews),
    /// The report is there already; nothing was changed.
    Exists(ReportKey),
}

impl Session {
    fn new(store: Store) -> Self {
        let run = this_run();
        // Remembered for the next start, which may have another working folder.
        let path = store.path().to_owned();
        let (templates, looks) = (HashMap::new(), HashMap::new());
        Self {
            store,
            path,
            access: FileAccess::Write,
            templates,
            looks,
            run,
            at_hand: None,
            forms: LastForm::default(),
            office_steps: None,
        }
    }

    /// The period of the sample's real report.
    ///
    /// # Errors
    /// When the program itself is damaged.
    pub fn sample_period() -> Result<PeriodKey, Problem> {
        let real = sample::may_2023();
        let real = real.map_err(|err| Problem::damaged_program(&err.to_string()))?;
        Ok(real.header.period.key)
    }

    /// Whether a path names the open file.
    pub fn is_of(&self, path: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        real(path).is_some() && real(path) == real(&self.path)
    }

    /// Refuses to write anything else over the open data file.
    ///
    /// # Errors
    /// When the path names the open file.
    pub fn refuse_own_file(&self, path: &Path) -> Result<(), Problem> {
        if self.is_of(path) { Err(Problem::over_data_file(path)) } else { Ok(()) }
    }

    /// Makes an office's first report with the built-in template.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn start_office(&mut self, office: Office, key: PeriodKey) -> Result<ReportId, Problem> {
        self.start_office_as(None, office, key)
    }

    /// The same where it was said who the office is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn start_office_as(
        &mut self,
        identity: Option<Identity>,
        office: Office,
        key: PeriodKey,
    ) -> Result<ReportId, Problem> {
        let form = self.builtin()?.id().key.clone();
        Ok(self.start_report_as(identity, office, &form, key)?.id())
    }

    /// What the list of reports shows.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn summary(&mut self) -> Result<FileSummary, Problem> {
        let reports = self.told_reports()?;
        let offices = self.office_tree()?;
        let mut forms = self.forms()?;
        for form in &mut forms {
            // One that cannot be read is listed all the same.
            if let Ok(read) = self.template(&form.id) {
                *form = FormSummary::of(&read);
            }
        }
        let today = clock::now().date();
        let (path, access, protection) = (self.path.clone(), self.access, self.protection()?);
        let orphans = self.told(self.store.orphans())?;
        let unlisted = orphans.iter().map(damages::orphan_words).collect();
        let content = self.content()?;
        let awaited = self.told(self.store.awaited_forms())?;
        Ok(FileSummary {
            path,
            offices,
            forms,
            reports,
            awaited,
            unlisted,
            today,
            access,
            protection,
            content,
        })
    }

    /// A report with its template and the periods before it.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn load(&mut self, id: ReportId) -> Result<Loaded, Problem> {
        let report = self.at_hand(id)?.clone();
        let template = self.form_of(&report)?;
        let history = self.history(&report)?;
        let look = self.office_look(&report.office.code)?;
        let checks = self.office_checks(&report.office.code)?;
        let steps = self.step_names(id)?;
        Ok(Loaded { id, report, template, history, look, checks, steps })
    }

    /// The periods before a report.
    pub(super) fn history(&mut self, report: &Report) -> Result<History, Problem> {
        let reports = self.reports()?;
        self.history_of(report, &reports)
    }

    /// The same out of the reports of the file.
    fn history_of(
        &mut self,
        report: &Report,
        reports: &[ListedReport],
    ) -> Result<History, Problem> {
        let mut past = Vec::new();
        for summary in counting::before(&report.key(), reports) {
            let report = self.report(summary.id)?;
            let form = self.form_of(&report)?;
            past.push(PastReport::of(report, form));
        }
        Ok(History { reports: past })
    }

    /// The form that a report was typed in, with the rows that its office added.
    pub(super) fn template_of(&mut self, id: ReportId) -> Result<Arc<Template>, Problem> {
        let template = self.at_hand(id)?.template.clone();
        let template = self.template(&template)?;
        let mut forms = std::mem::take(&mut self.forms);
        let form = forms.of(self.at_hand(id)?, &template);
        self.forms = forms;
        Ok(form)
    }

    /// Gives the office of a report another name; returns the office as it is called then.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn rename_office(&mut self, id: ReportId, name: &str) -> Result<Office, Problem> {
        self.rename(id, name, Deed::OfficeRenamed)
    }

    /// The same along with a step of the report, which takes the name back with it.
    fn rename_along(&mut self, id: ReportId, name: &str) -> Result<Office, Problem> {
        self.rename(id, name, Deed::OfficeAdapted)
    }

    fn rename(&mut self, id: ReportId, name: &str, deed: Deed) -> Result<Office, Problem> {
        let code = self.at_hand(id)?.office.code.clone();
        let stamp = self.stamp(None);
        let renamed = self.store.rename_office_by(deed, &code, name, &stamp);
        self.office_changed();
        self.told(renamed)?;
        if let Some((_, report)) = &mut self.at_hand {
            name.clone_into(&mut report.office.name);
        }
        Ok(Office { code, name: name.to_owned() })
    }

    /// Whether the file may be changed.
    pub(in crate::app) fn is_writable(&self) -> bool {
        self.access == FileAccess::Write
    }

    /// What can be done with the file.
    pub fn access(&self) -> FileAccess {
        self.access
    }

    /// Whether anything that was saved is not in the file itself yet, but in the log beside it.
    pub(in crate::app) fn has_unfolded(&self) -> bool {
        self.store.has_unfolded()
    }

    /// Folds the log beside the file into it: a plain copy of the file then holds all that was saved.
    ///
    /// # Errors
    /// When there is no room, or the disk fails; nothing is lost then.
    pub(in crate::app) fn fold(&mut self) -> Result<(), Problem> {
        if self.has_unfolded() {
            self.store.flush().map_err(|err| Problem::from_store(&err, &self.path))
        } else {
            Ok(())
        }
    }

    /// The number of the last operation of the log.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::app) fn last_operation(&self) -> Result<u64, Problem> {
        self.told(self.store.last_operation())
    }

    /// Copies all that the file says into a new file.
    ///
    /// # Errors
    /// When something is there already, or it cannot be written.
    pub(in crate::app) fn copy_whole(&self, path: &Path) -> Result<(), Problem> {
        self.store.copy_to(path).map_err(|err| Problem::from_store(&err, path))?;
        Ok(())
    }

    /// Whether a copy says all that the file says. One of a size that is read in a moment is read in full: copies
    /// become damaged while they lie there, too.
    ///
    /// # Errors
    /// When the copy is damaged or cannot be read.
    pub(in crate::app) fn is_held_by(&self, copy: &Path) -> Result<bool, Problem> {
        let of_copy = |err| Problem::from_backup(&err, copy);
        let store = Store::open_read_only_with(copy, self.store.key()).map_err(of_copy)?;
        let says = store.fingerprint().map_err(of_copy)?;
        if store.is_soon_read() && !store.verify().map_err(of_copy)?.is_whole() {
            return Err(Problem::bad_backup(copy));
        }
        Ok(self.told(self.store.fingerprint())? == says)
    }

    /// Whether what is saved gets into the file at its path.
    ///
    /// # Errors
    /// When the file is gone, or is another one.
    pub(in crate::app) fn in_place(&mut self) -> Result<(), Problem> {
        let in_place = self.store.in_place();
        self.told(in_place)
    }

    /// The same without a word about why not.
    pub(in crate::app) fn is_in_place(&mut self) -> bool {
        self.store.in_place().is_ok()
    }

    /// What the file is opened with; none where it is not encrypted.
    pub(in crate::app) fn key(&self) -> Option<&Key> {
        self.store.key()
    }

    /// The report that was read or written last.
    pub(in crate::app) fn report_at_hand(&self) -> Option<ReportId> {
        self.at_hand.as_ref().map(|(id, _)| *id)
    }

    /// Closes the file, so that it stands alone and can be copied.
    ///
    /// # Errors
    /// When the last pages cannot be written.
    pub fn close(self) -> Result<(), Problem> {
        let Self { store, path, .. } = self;
        store.close().map_err(|err| Problem::from_store(&err, &path))
    }

    pub(super) fn info(
        &self,
        deed: Deed,
        detail: &str,
        standing: Option<Standing>,
    ) -> OperationInfo {
        OperationInfo { deed, detail: detail.to_owned(), stamp: self.stamp(standing) }
    }

    /// When and in which run something is done now, and how much of its report is entered then.
    pub(super) fn stamp(&self, standing: Option<Standing>) -> Stamp {
        Stamp { at: clock::now(), run: self.run.clone(), standing }
    }

    /// Every office of the file, by code.
    pub(in crate::app) fn offices(&self) -> Result<Vec<Office>, Problem> {
        Ok(self.office_tree()?.into_iter().map(|listed| listed.office).collect())
    }

    pub(super) fn reports(&self) -> Result<Vec<ListedReport>, Problem> {
        self.told(self.store.reports())
    }

    pub(in crate::app) fn path(&self) -> &Path {
        &self.path
    }

    /// What the store gave back, an error in words.
    pub(super) fn told<T>(&self, given: Result<T, StoreError>) -> Result<T, Problem> {
        given.map_err(|err| Problem::from_store(&err, &self.path))
    }

    pub(super) fn report(&self, id: ReportId) -> Result<Report, Problem> {
        self.told(self.store.load_report(id))
    }

    pub(super) fn insert(
        &mut self,
        report: &Report,
        deed: Deed,
        detail: &str,
    ) -> Result<NewReport, Problem> {
        let template = self.form_of(report)?;
        let standing = self.standing(report)?;
        let info = self.info(deed, detail, Some(standing));
        let made = self.store.create_report(report, &info);
        let row = self.told(made)?.row;
        Ok(NewReport { row, form: FormSummary::of(&template) })
    }

    fn builtin(&mut self) -> Result<Arc<Template>, Problem> {
        let id = builtin()?.id().clone();
        self.template(&id)
    }

    pub(super) fn add_template(&mut self, json: &str) -> Result<(), Problem> {
        let template = template_v1::read_template(json)
            .map_err(|faults| Problem::faulty_template(&faults, &self.path))?;
        let info = self.info(Deed::TemplateAdded, "", None);
        let added = self.store.add_template(to_keep(&template, json), &info);
        self.told(added)?;
        self.templates.insert(template.id().clone(), Arc::new(template));
        Ok(())
    }

    /// The form of a report: its template with the rows that its office added.
    pub(super) fn form_of(&mut self, report: &Report) -> Result<Arc<Template>, Problem> {
        let template = self.template(&report.template)?;
        Ok(self.forms.of(report, &template))
    }

    /// A template that was read before, or the built-in one; none when it would have to be read from the
    /// file.
    pub(super) fn known_template(&self, id: &TemplateRef) -> Option<Arc<Template>> {
        let read = self.templates.get(id).map(Arc::clone);
        read.or_else(|| builtin().ok().filter(|builtin| builtin.id() == id).map(Arc::new))
    }

    /// The template of a name. The built-in one is added to files that do not have it yet.
    pub(super) fn template(&mut self, id: &TemplateRef) -> Result<Arc<Template>, Problem> {
        if let Some(template) = self.templates.get(id) {
            return Ok(Arc::clone(template));
        }
        let stored = self.told(self.store.templates())?;
        if stored.iter().any(|stored| stored.template == *id) {
            let json = self.told(self.store.template_json(id))?;
            let template = template_v1::read_template(&json)
                .map_err(|faults| Problem::faulty_template(&faults, &self.path))?;
            self.templates.insert(id.clone(), Arc::new(template));
        } else if builtin()?.id() == id {
            self.add_template(template_v1::BUILTIN_JSON)?;
        }
        let found = self.templates.get(id).map(Arc::clone);
        found.ok_or_else(|| Problem::no_template(id, &self.path))
    }
}

/// This run of the program, and who works with it.
pub(in crate::app) fn this_run() -> Run {
    let start = clock::now().format("%Y%m%dT%H%M%S%.3f");
    Run {
        name: format!("{start}-{}", std::process::id()),
        who: places::person(),
        computer: places::computer(),
    }
}

/// The path for a new data file: the wished one, or, where a file lies already, one named after the
/// office beside it.
pub fn free_path(wished: &Path, office: &Office) -> PathBuf {
    let beside = |suffix: String| wished.with_file_name(format!("{}{suffix}.bc06", office.code));
    let others = (2..1000).map(|n| beside(format!("-{n}")));
    let mut paths = std::iter::once(wished.to_owned()).chain([beside(String::new())]).chain(others);
    paths.find(|path| !path.exists()).unwrap_or_else(|| wished.to_owned())
}

/// A template with its JSON as the store keeps it.
fn to_keep<'t>(template: &'t Template, json: &'t str) -> NewTemplate<'t> {
    let (name, kind) = (&template.parts().name, template.period());
    NewTemplate { template: template.id(), name, kind, json }
}

/// The built-in template as the store keeps it.
fn builtin_known(builtin: &Template) -> NewTemplate<'_> {
    to_keep(builtin, template_v1::BUILTIN_JSON)
}

/// The kinds of offices of the form that comes with the program; none in a damaged one.
pub fn builtin_offices() -> &'static OfficeWords {
    static WORDS: OnceLock<OfficeWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        builtin().map(|builtin| builtin.parts().offices.clone()).unwrap_or_default()
    })
}

pub(in crate::app) fn builtin() -> Result<Template, Problem> {
    template_v1::builtin_template().map_err(|faults| {
        let faults: Vec<String> =
            faults.iter().map(crate::app::words::templates::template_fault).collect();
        Problem::damaged_program(&faults.join("; "))
    })
}

//! Forms that agencies fill in: written for one of them, read back, taken over.

use std::path::{Path, PathBuf};

use crate::app::collect_words;
use crate::app::files::exports::{self, FormInName};
use crate::app::open_report::Loaded;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::files::{file_name, read_bytes};
use crate::app::words::forms::reminder;
use crate::calc::collect::{self, Filled, FormPlan};
use crate::calc::progress::Progress;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::exchange::collection;
use crate::export::xlsx;
use crate::report::change::Edit;
use crate::report::collecting::FormState;
use crate::report::content::Report;
use crate::report::deed::Deed;
use crate::report::key::AgencyKey;
use crate::report::template::{Agency, Template};
use crate::store::ReportId;

/// An agency that is asked for figures of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyPart {
    /// Who.
    pub agency: Agency,
    /// How many of its figures are entered.
    pub progress: Progress,
    /// What became of its form.
    pub state: FormState,
}

/// The agencies that are asked for figures of a report.
pub fn agency_parts(report: &Report, template: &Template) -> Vec<AgencyPart> {
    let parts = collect::agencies(report, template).into_iter();
    let part = |(agency, progress): (&Agency, Progress)| {
        let state = report.forms.get(&agency.key).cloned().unwrap_or_default();
        AgencyPart { agency: agency.clone(), progress, state }
    };
    parts.map(part).collect()
}

/// Writes the form of an agency, whole or not at all.
fn write_form(loaded: &Loaded, agency: &Agency, path: &Path) -> Result<(), Problem> {
    let (report, template) = (&loaded.report, &loaded.template);
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let bytes = xlsx::collection_form(context, &loaded.history, agency);
    let bytes = bytes.map_err(|err| Problem::from_export(&err))?;
    exports::write_whole(path, &bytes)
}

impl Session {
    /// The agencies that are asked for figures of a report.
    ///
    /// # Errors
    /// When the report cannot be read.
    pub fn agencies(&mut self, id: ReportId) -> Result<Vec<AgencyPart>, Problem> {
        let template = self.template_of(id)?;
        Ok(agency_parts(self.at_hand(id)?, &template))
    }

    /// Writes the form of an agency, whole or not at all.
    ///
    /// # Errors
    /// When the agency is not asked for anything, or the file cannot be written.
    pub fn export_form(
        &mut self,
        id: ReportId,
        agency: &AgencyKey,
        path: &Path,
    ) -> Result<(), Problem> {
        self.refuse_own_file(path)?;
        self.refuse_changed(id)?;
        let loaded = self.load(id)?;
        let agencies = collect::agencies(&loaded.report, &loaded.template);
        let found = agencies.iter().find(|(known, _)| known.key == *agency);
        let Some((agency, _)) = found else {
            return Err(collect_words::no_such_agency(agency, &agencies));
        };
        write_form(&loaded, agency, path)
    }

    /// Writes the form of every agency that is asked for something into a folder, over nothing that lies there.
    /// Returns whose, with the files.
    ///
    /// # Errors
    /// When nobody is asked for anything, or a file cannot be written; those before it are whole.
    pub fn export_forms(
        &mut self,
        id: ReportId,
        folder: &Path,
        form: FormInName,
    ) -> Result<Vec<(AgencyKey, PathBuf)>, Problem> {
        self.refuse_changed(id)?;
        let loaded = self.load(id)?;
        let report = &loaded.report;
        let agencies = collect::agencies(report, &loaded.template);
        if agencies.is_empty() {
            return Err(collect_words::nobody_is_asked());
        }
        let mut written = Vec::new();
        for (agency, _) in agencies {
            // Each name is looked for when those before it are taken.
            let path = exports::free_path(folder, &exports::form_name(report, agency, form));
            write_form(&loaded, agency, &path)?;
            written.push((agency.key.clone(), path));
        }
        Ok(written)
    }

    /// Reads a filled form over a report: what it says, and what would become of it. Nothing is
    /// changed.
    ///
    /// # Errors
    /// When the file is no such form, is damaged or too large, names persons, or belongs to another office, period
    /// or template.
    pub fn read_form(&mut self, id: ReportId, path: &Path) -> Result<(Filled, FormPlan), Problem> {
        let most = u64::try_from(collection::BYTES_MAX).unwrap_or(u64::MAX);
        let bytes = read_bytes(path, most)?;
        let form = collection::read_form(&bytes)
            .map_err(|err| collect_words::form_file_error(&err, path))?;
        if let Some(column) = collect::persons_in(&form) {
            return Err(Problem::persons("Cột số liệu của phiếu", &column).at(path));
        }
        let loaded = self.load(id)?;
        let (report, template) = (&loaded.report, &loaded.template);
        let plan = FormPlan::of(&form, report, template, &loaded.history)
            .map_err(|fault| collect_words::filled_fault(&fault, report, path))?;
        Ok((form, plan))
    }

    /// Takes a filled form over as one operation: what was shown, if the report is still as it was.
    ///
    /// # Errors
    /// When the report was finished, or the edits could not be written; nothing of them was.
    pub fn take_form(&mut self, id: ReportId, plan: &FormPlan, path: &Path) -> Result<(), Problem> {
        let day = clock::now().date();
        let edits = plan.taken_over(self.at_hand(id)?, &file_name(path), day);
        self.save_of(id, &edits, Deed::FormTaken, &plan.agency).map(drop)
    }

    /// Notes what is known of the form of an agency.
    ///
    /// # Errors
    /// When the agency is not asked for anything, the report is finished, or the edit could not be written.
    pub fn note_form(
        &mut self,
        id: ReportId,
        agency: &AgencyKey,
        note: impl FnOnce(&mut FormState),
    ) -> Result<FormState, Problem> {
        let template = self.template_of(id)?;
        let report = self.at_hand(id)?.clone();
        let agencies = collect::agencies(&report, &template);
        let found = agencies.iter().find(|(known, _)| known.key == *agency);
        let Some((agency, _)) = found else {
            return Err(collect_words::no_such_agency(agency, &agencies));
        };
        let mut known = report.forms.get(&agency.key).cloned().unwrap_or_default();
        note(&mut known);
        let edit = Edit::form(agency.key.clone(), known.clone());
        self.save_of(id, &[edit], Deed::FormNoted, &agency.name)?;
        Ok(known)
    }

    /// What is written to agencies whose form has not come back; none where nobody is waited for.
    ///
    /// # Errors
    /// When the report cannot be read.
    pub fn reminder(&mut self, id: ReportId) -> Result<Option<String>, Problem> {
        let template = self.template_of(id)?;
        let report = self.at_hand(id)?.clone();
        let parts = agency_parts(&report, &template);
        let awaited: Vec<&Agency> =
            parts.iter().filter(|part| part.state.is_awaited()).map(|part| &part.agency).collect();
        let today = clock::now().date();
        Ok((!awaited.is_empty()).then(|| reminder(&report, &template, &awaited, today)))
    }
}

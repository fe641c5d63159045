//! What the window shows of a data file and its reports without any report being read in full.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::password::Protection;
use crate::app::words::histories::StepNames;
use crate::report::change::Change;
use crate::report::office::Office;
use crate::report::office_words::OfficeWords;
use crate::report::period::{PeriodKind, Schedule};
use crate::report::report_key::ReportKey;
use crate::report::template::{Template, TemplateRef};
pub use crate::store::ListedReport;
use crate::store::{ListedOffice, ReportId};

/// What an operation changed in a report, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportNews {
    /// The fields, before and after.
    pub changes: Vec<Change>,
    /// What undo and redo would do now.
    pub steps: StepNames,
    /// The report in the list of reports.
    pub row: ListedReport,
}

/// A report that was made in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The report in the list of reports; the list may not have its office yet.
    pub row: ListedReport,
    /// Its form, of which the file may have had an older version, or none.
    pub form: FormSummary,
}

/// A form of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSummary {
    /// Key and version.
    pub id: TemplateRef,
    /// The name officials see.
    pub name: String,
    /// The kind of its periods.
    pub kind: PeriodKind,
    /// The usual days of its periods; none where the form was not read.
    pub schedule: Option<Schedule>,
    /// The kinds of offices that fill it in; none where the form was not read.
    pub offices: Option<Arc<OfficeWords>>,
}

impl FormSummary {
    /// A form that was read.
    pub fn of(template: &Template) -> Self {
        let (id, name) = (template.id().clone(), template.parts().name.clone());
        let schedule = Some(template.parts().schedule);
        let offices = Some(Arc::new(template.parts().offices.clone()));
        Self { id, name, kind: template.period(), schedule, offices }
    }
}

impl FileSummary {
    /// Takes over how a report of the list stands now.
    pub fn update(&mut self, row: ListedReport) {
        let Some(at) = self.reports.iter().position(|summary| summary.id == row.id) else { return };
        let is_changed =
            self.reports.get(at).is_some_and(|old| old.content_hash != row.content_hash);
        if is_changed {
            // What was found in later ones was found beside what this one said before.
            let is_later = |other: &&mut ListedReport| {
                other.is_in_series_of(&row) && other.period.key > row.period.key
            };
            self.reports.iter_mut().filter(is_later).for_each(|other| other.found = None);
        }
        if let Some(summary) = self.reports.get_mut(at) {
            *summary = row;
            self.reports.sort_by_cached_key(ListedReport::key);
        }
    }

    /// Takes in a report that was made, with its office and form where they are new.
    pub fn add(&mut self, made: NewReport) {
        let NewReport { row, form } = made;
        if !self.offices.iter().any(|listed| listed.office.code == row.office.code) {
            let office = row.office.clone();
            self.place_office(ListedOffice { office, parent: None, opened: None, closed: None });
        }
        match self.forms.iter_mut().find(|known| known.id.key == form.id.key) {
            Some(known) if known.id.version < form.id.version => *known = form,
            Some(_) => {}
            None => {
                self.forms.push(form);
                self.forms.sort_by(|one, other| one.id.cmp(&other.id));
            }
        }
        self.reports.push(row);
        self.reports.sort_by_cached_key(ListedReport::key);
    }

    /// Takes over an office with the place that it has now; a new one comes in where its code stands.
    pub fn place_office(&mut self, placed: ListedOffice) {
        let code = |listed: &ListedOffice| listed.office.code.clone();
        match self.offices.binary_search_by_key(&code(&placed), code) {
            Ok(at) => {
                if let Some(known) = self.offices.get_mut(at) {
                    *known = placed;
                }
            }
            Err(at) => self.offices.insert(at, placed),
        }
    }

    /// Takes over what an office is called now.
    pub fn name_office(&mut self, named: &Office) {
        let of_reports = self.reports.iter_mut().map(|summary| &mut summary.office);
        let listed = self.offices.iter_mut().map(|listed| &mut listed.office);
        for office in listed.chain(of_reports) {
            if office.code == named.code {
                office.clone_from(named);
            }
        }
    }
}

/// What the list of reports shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// The data file.
    pub path: PathBuf,
    /// Every office with its place among the others, by code.
    pub offices: Vec<ListedOffice>,
    /// The newest version of every form.
    pub forms: Vec<FormSummary>,
    /// The reports, oldest first.
    pub reports: Vec<ListedReport>,
    /// How many agencies have not given their form back, of each report where there is one.
    pub awaited: BTreeMap<ReportId, usize>,
    /// What became of reports that cannot be listed, because their office or their form is gone: a sentence each.
    pub unlisted: Vec<String>,
    /// Today, to tell what is due.
    pub today: NaiveDate,
    /// What can be done with it.
    pub access: FileAccess,
    /// What keeps others from opening it.
    pub protection: Protection,
    /// Whose figures it holds.
    pub content: FileContent,
}

/// Whose figures a data file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileContent {
    /// Those of an office.
    Own,
    /// The sample's, to be looked at and tried.
    Sample,
}

/// What can be done with an open data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAccess {
    /// All.
    Write,
    /// It can be looked at and exported from: the file or its place cannot be written.
    ReadOnlyPlace,
    /// It can be looked at and exported from: a later version of the program wrote it.
    NewerProgram,
    /// It can be looked at and exported from, as it was when it was read: another window has it open.
    OpenElsewhere,
}

impl FileSummary {
    /// A report by its office, form and period, as it begins a sentence.
    pub fn words_of(&self, key: &ReportKey) -> String {
        let mut offices = self.offices.iter().map(|listed| &listed.office);
        let office = offices.find(|office| office.code == key.office);
        let office = office.map_or_else(|| key.office.as_str(), |office| office.name.as_str());
        let form = self.forms.iter().find(|form| form.id.key == key.template);
        let form = form.map_or_else(|| key.template.as_str(), |form| form.name.as_str());
        let period = key.period.label_in_sentence();
        format!("Báo cáo {period} của {office} theo mẫu “{form}”")
    }

    /// The kind of all its periods; none when there are several. A file without reports will have months.
    pub fn period_kind(&self) -> Option<PeriodKind> {
        let mut kinds = self.reports.iter().map(|summary| summary.period.key.kind());
        let Some(first) = kinds.next() else { return Some(PeriodKind::Month) };
        kinds.all(|kind| kind == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::session::session_tests::sample_with_may;
    use crate::report::key::{OfficeCode, TemplateKey};

    #[test]
    fn a_list_takes_in_offices_and_forms_that_a_new_report_brings() {
        let (_folder, mut session, _) = sample_with_may();
        let mut file = session.summary().unwrap();
        let (row, form) = (file.reports[3].clone(), file.forms[0].clone());
        let mut made = |code: &str, key: &TemplateKey, version| {
            let office = Office { code: OfficeCode::parse(code).unwrap(), name: code.to_owned() };
            let id = TemplateRef { key: key.clone(), version };
            let row = ListedReport { office, template: id.clone(), ..row.clone() };
            file.add(NewReport { row, form: FormSummary { id, ..form.clone() } });
            let offices = file.offices.iter().map(|listed| listed.office.code.as_str().to_owned());
            let forms = file.forms.iter().map(|form| form.id.version);
            (offices.collect::<Vec<_>>(), forms.collect::<Vec<_>>())
        };
        let own = row.office.code.as_str();
        let (builtin, other) = (&form.id.key, TemplateKey::parse("zz").unwrap());
        assert_eq!(made("a", builtin, 3).1, [3], "a newer version of a known form");
        assert_eq!(made("a", builtin, 2), (vec!["a".to_owned(), own.to_owned()], vec![3]));
        assert_eq!(made(own, &other, 1), (vec!["a".to_owned(), own.to_owned()], vec![3, 1]));
        assert!(file.reports.is_sorted_by_key(ListedReport::key));
        assert_eq!(file.reports.len(), 16);
    }
}

//! The desk for forms that agencies fill in: whose form goes out, and what came back.

use std::path::PathBuf;

use super::steps::LOCKED;
use super::{Effect, Notice, State};
use crate::app::collect_words;
use crate::app::files::exports;
use crate::app::message::{Purpose, ReportId, Request, SendRequest};
use crate::app::open_report::{Deed, OpenReport};
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::session::forms::{AgencyPart, agency_parts};
use crate::app::words;
use crate::calc::collect::{Filled, FilledFault, FormPlan};
use crate::report::change::Edit;
use crate::report::collecting::{FormState, FormWay};
use crate::report::key::AgencyKey;

/// What lies on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormDesk {
    /// The agencies, one of which is sent a form.
    Agencies(Vec<AgencyPart>),
    /// A form that came back, and what would become of it.
    Review(Box<Review>),
}

/// A form that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    report: ReportId,
    filled: Filled,
    /// What its file is called.
    file: String,
    /// What would become of it.
    pub plan: FormPlan,
}

/// What would become of a form over the report as it is now.
fn plan_of(filled: &Filled, open: &OpenReport) -> Result<FormPlan, FilledFault> {
    FormPlan::of(filled, open.report(), open.template(), open.history())
}

impl State {
    /// Shows whom figures are collected from, or puts the desk away.
    pub(super) fn toggle_forms(&mut self) {
        let is_shown = matches!(self.forms, Some(FormDesk::Agencies(_)));
        let open = self.open.as_ref().filter(|_| !is_shown);
        let parts = open.map(|open| agency_parts(open.report(), open.template()));
        self.forms = parts.map(FormDesk::Agencies);
    }

    /// What lies on the desk follows the report, which has changed.
    pub(super) fn refresh_forms(&mut self) {
        let Some(open) = &self.open else {
            return;
        };
        match &mut self.forms {
            Some(FormDesk::Agencies(parts)) => {
                *parts = agency_parts(open.report(), open.template());
            }
            Some(FormDesk::Review(review)) if review.report == open.id() => {
                if let Ok(mut plan) = plan_of(&review.filled, open) {
                    plan.leave_as(&review.plan);
                    review.plan = plan;
                }
            }
            Some(FormDesk::Review(_)) | None => {}
        }
    }

    /// Leaves a number of the form on the desk out, or takes it again.
    pub fn toggle_form_line(&mut self, address: &str) {
        if let Some(FormDesk::Review(review)) = &mut self.forms {
            review.plan.toggle(address);
        }
    }

    /// Puts the desk away; a form that came back is not taken over.
    pub fn close_forms(&mut self) {
        self.forms = None;
    }

    /// Asks where to save the form of an agency, which then goes out on a way.
    pub fn choose_form(&mut self, agency: &AgencyKey, way: FormWay) -> Vec<Effect> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let Some(known) = open.template().agency(agency) else {
            return Vec::new();
        };
        let purpose = Purpose::ExportForm {
            report: open.id(),
            agency: agency.clone(),
            file_name: exports::form_name(open.report(), known, self.form_in_name()),
            way,
        };
        let dialog = self.dialog(purpose);
        self.save().into_iter().chain(dialog).collect()
    }

    /// Notes what somebody says of the form of an agency.
    pub fn note_form(&mut self, agency: &AgencyKey, known: FormState) -> Vec<Effect> {
        if !self.can_change() {
            self.notice = Some(Notice::Said(LOCKED.to_owned()));
            return Vec::new();
        }
        let name = self.open.as_ref().and_then(|open| open.template().agency(agency));
        let name = name.map(|agency| agency.name.clone()).unwrap_or_default();
        let said = format!("Phiếu {name}: {}", words::forms::state(&known));
        let edits = vec![Edit::form(agency.clone(), known)];
        let effects = self.step_of(edits, Deed::FormNoted, name);
        self.notice =
            Some(if effects.is_empty() { Notice::Said(said) } else { Notice::Done(said) });
        effects
    }

    /// Puts a reminder to agencies on the clipboard.
    pub fn copy_reminder(
        &mut self,
        agencies: &[AgencyKey],
        copy: impl FnOnce(&str) -> Result<(), Problem>,
    ) {
        let Some(open) = &self.open else { return };
        let today = self.file.as_ref().map_or_else(|| clock::now().date(), |file| file.today);
        let (report, template) = (open.report(), open.template());
        let known: Vec<_> = agencies.iter().filter_map(|agency| template.agency(agency)).collect();
        let reminder = words::forms::reminder(report, template, &known, today);
        let said = match known.as_slice() {
            [only] => format!("Đã chép lời nhắc {}: dán vào Zalo hoặc thư", only.name),
            several => format!("Đã chép lời nhắc {} đơn vị: dán vào Zalo hoặc thư", several.len()),
        };
        self.copy_words(&reminder, &said, copy);
    }

    /// Asks for the folder into which the forms of all agencies are written.
    pub fn choose_forms_folder(&mut self) -> Vec<Effect> {
        let Some(report) = self.open.as_ref().map(OpenReport::id) else {
            return Vec::new();
        };
        let dialog = self.dialog(Purpose::ExportForms(report));
        self.save().into_iter().chain(dialog).collect()
    }

    pub(super) fn export_forms(&mut self, report: ReportId, folder: PathBuf) -> Vec<Effect> {
        let form = self.form_in_name();
        self.export_form(SendRequest::Forms { report, folder, form })
    }

    pub(super) fn export_form(&mut self, request: SendRequest) -> Vec<Effect> {
        self.busy = Some("Đang xuất phiếu…");
        self.with_saved(Request::Send(request))
    }

    pub(super) fn read_form(&mut self, request: Request) -> Vec<Effect> {
        self.busy = Some("Đang đọc phiếu…");
        self.with_saved(request)
    }

    /// A form was read: it lies on the desk until it is taken over or put away.
    pub(super) fn form_read(&mut self, report: ReportId, filled: Filled, file: String) {
        let Some(open) = self.open.as_ref().filter(|open| open.id() == report) else {
            return;
        };
        // The worker looked at the stamp; the report is still the same one.
        if let Ok(plan) = plan_of(&filled, open) {
            self.forms = Some(FormDesk::Review(Box::new(Review { report, filled, file, plan })));
        }
    }

    /// Takes the form on the desk over as one step of undo: its new and changed figures, over the
    /// report as it is now. What is refused or blank stays as it was.
    pub fn take_form(&mut self) -> Vec<Effect> {
        let Some(FormDesk::Review(review)) = &self.forms else {
            return Vec::new();
        };
        let open = self.open.as_ref().filter(|open| open.id() == review.report);
        let Some(open) = open else {
            return Vec::new();
        };
        if !self.can_change() {
            self.notice = Some(Notice::Said(LOCKED.to_owned()));
            return Vec::new();
        }
        let Ok(mut plan) = plan_of(&review.filled, open) else {
            return Vec::new();
        };
        plan.leave_as(&review.plan);
        let said = collect_words::taken(&plan);
        let today = self.file.as_ref().map_or_else(|| clock::now().date(), |file| file.today);
        let edits = plan.taken_over(open.report(), &review.file, today);
        let effects = self.step_of(edits, Deed::FormTaken, plan.agency.clone());
        self.forms = None;
        self.notice =
            Some(if effects.is_empty() { Notice::Said(said) } else { Notice::Done(said) });
        effects
    }
}

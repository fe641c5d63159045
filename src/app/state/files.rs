//! Choosing files and what becomes of them: exports, imports, the office's Word file and its look.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Effect, Question, State, Wanted};
use crate::app::files::export_format::{ExportFormat, Readers};
use crate::app::files::exports;
use crate::app::message::{Existing, KeepRequest, Purpose, Request, SendRequest};
use crate::app::open_report::OpenReport;
use crate::app::platform::places::DATA_EXTENSION;
use crate::calc::check::Settings;
use crate::report::check::Severity;
use crate::report::look::Look;

impl State {
    /// Asks where to save the report of the screen, which could not be saved in its own file.
    pub fn choose_rescue(&mut self) -> Vec<Effect> {
        let file_name = self.export_name(ExportFormat::Json);
        file_name.map_or_else(Vec::new, |file_name| self.dialog(Purpose::Rescue { file_name }))
    }

    /// Keeps how the office wants its reports.
    pub fn change_look(&mut self, look: Look) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        match open.look().with(look.clone()) {
            Ok(changed) => open.set_look(Arc::new(changed)),
            Err(problem) => {
                self.problem = Some(problem);
                return Vec::new();
            }
        }
        let report = open.id();
        // What was typed before is a step of its own.
        let typed = self.save();
        let asked = Effect::Ask(Request::SetLook { report, look: Box::new(look) });
        typed.into_iter().chain([asked]).collect()
    }

    /// Keeps how the office wants its reports checked.
    pub fn change_checks(&mut self, checks: Settings) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let checks = Arc::new(checks);
        open.set_checks(Arc::clone(&checks));
        let report = open.id();
        let typed = self.save();
        let asked = Effect::Ask(Request::SetChecks { report, checks });
        typed.into_iter().chain([asked]).collect()
    }

    pub(super) fn choose_export(&mut self, format: ExportFormat) -> Vec<Effect> {
        let id = self.open.as_ref().map(OpenReport::id);
        let (Some(report), Some(file_name)) = (id, self.export_name(format)) else {
            return Vec::new();
        };
        let num_errors = self.open.as_ref().map_or(0, |m| m.num_standing(Severity::Error));
        if format.about().readers == Readers::Outside && num_errors > 0 && self.question.is_none() {
            self.question = Some(Question::ExportWithErrors { format, num_errors });
            return self.save().into_iter().collect();
        }
        self.question = None;
        let dialog = self.dialog(Purpose::Export { report, format, file_name });
        self.save().into_iter().chain(dialog).collect()
    }

    /// One file dialog at a time.
    pub(super) fn dialog(&mut self, purpose: Purpose) -> Vec<Effect> {
        if std::mem::replace(&mut self.is_dialog_open, true) {
            return Vec::new();
        }
        let folder = self.folder_for(&purpose);
        vec![Effect::Dialog(Wanted { purpose, folder })]
    }

    fn export_name(&self, format: ExportFormat) -> Option<String> {
        let open = self.open.as_ref()?;
        Some(exports::export_name(open.report(), open.template(), format, self.form_in_name()))
    }

    pub(super) fn chosen(&mut self, purpose: Purpose, path: PathBuf) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        let kept = self.note_folder(&purpose, &path);
        kept.into_iter().chain(self.carry_out_with(purpose, path)).collect()
    }

    /// Does with a chosen file what it was chosen for.
    fn carry_out_with(&mut self, purpose: Purpose, path: PathBuf) -> Vec<Effect> {
        match purpose {
            Purpose::OpenFile => self.open_file(path),
            Purpose::Export { report, format, .. } => {
                self.busy = Some("Đang xuất…");
                let path = with_extension(path, format.about().extension);
                self.with_saved(Request::Export { report, format, path })
            }
            Purpose::Rescue { .. } => {
                let path = with_extension(path, ExportFormat::Json.about().extension);
                let report = self.open.as_ref().map(|open| Box::new(open.report().clone()));
                let rescue = report.map(|report| Effect::Ask(Request::Rescue { report, path }));
                rescue.into_iter().collect()
            }
            Purpose::ExportSkeleton { report, .. } => {
                let path = with_extension(path, ExportFormat::Docx.about().extension);
                vec![Effect::Ask(Request::ExportSkeleton { report, path })]
            }
            Purpose::TakeSkeleton(report) => {
                vec![Effect::Ask(Request::TakeSkeleton { report, path })]
            }
            Purpose::ExportForm { report, agency, way, .. } => {
                let path = with_extension(path, ExportFormat::Xlsx.about().extension);
                self.export_form(SendRequest::Form { report, agency, path, way })
            }
            Purpose::Send { report, formats } => self.write_to_send(report, formats, path),
            Purpose::ExportForms(report) => self.export_forms(report, path),
            Purpose::TakeForm(report) => self.read_form(Request::ReadForm { report, path }),
            Purpose::Import => self.import(path, Existing::Ask),
            Purpose::MoveData { .. } => {
                let path = with_extension(path, DATA_EXTENSION);
                self.ask_keeper(KeepRequest::MoveTo(path))
            }
            Purpose::Salvage { data, .. } => {
                let to = with_extension(path, DATA_EXTENSION);
                self.ask_keeper(KeepRequest::Salvage { data, to })
            }
            Purpose::Diagnostics { .. } => match self.keeping.diagnostics.clone() {
                Some(text) => {
                    let path = with_extension(path, "txt");
                    self.ask_keeper(KeepRequest::WriteDiagnostics { text, path })
                }
                None => Vec::new(),
            },
            Purpose::BackUpElsewhere => self.ask_keeper(KeepRequest::BackUp(Some(path))),
            Purpose::ListElsewhere => self.show_backups_in(Some(path)),
        }
    }

    pub(super) fn import(&mut self, path: PathBuf, existing: Existing) -> Vec<Effect> {
        self.busy = Some("Đang nhập tệp số liệu…");
        let on_screen = self.open.as_ref().map(OpenReport::id);
        self.with_saved(Request::Import { path, existing, on_screen })
    }
}

/// Some file dialogs give the name without its ending.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(extension) }
}

//! Files that go to other people: letters with them, their paths for other programs, and what is noted of the forms of
//! agencies when they go out.

use std::path::PathBuf;

use super::{Effect, Notice, State, Written, WrittenKind};
use crate::app::files::export_format::ExportFormat;
use crate::app::letter::Letter;
use crate::app::message::{Purpose, ReportId, Request, SendEvent, SendRequest};
use crate::app::open_report::{Deed, OpenReport};
use crate::app::platform::clock;
use crate::app::platform::mail::Attached;
use crate::app::problem::{About, Problem};
use crate::report::change::Edit;
use crate::report::collecting::{FormSent, FormWay};
use crate::report::key::AgencyKey;

const BEGUN: &str = "Đã mở chương trình thư: hãy xem tệp đã đính kèm chưa rồi mới gửi";
const BEGUN_BY_HAND: &str = "Đã mở chương trình thư và thư mục: hãy kéo tệp vào thư rồi mới gửi";

impl State {
    /// Asks for the folder into which what is to be sent of the open report is written.
    pub fn choose_to_send(&mut self, formats: Vec<ExportFormat>) -> Vec<Effect> {
        let Some(report) = self.open.as_ref().map(OpenReport::id) else {
            return Vec::new();
        };
        let dialog = self.dialog(Purpose::Send { report, formats });
        self.save().into_iter().chain(dialog).collect()
    }

    pub(super) fn write_to_send(
        &mut self,
        report: ReportId,
        formats: Vec<ExportFormat>,
        folder: PathBuf,
    ) -> Vec<Effect> {
        self.busy = Some("Đang xuất…");
        let form = self.form_in_name();
        self.with_saved(Request::Send(SendRequest::Files { report, formats, folder, form }))
    }

    /// Begins a letter with the files that were written last.
    pub fn send_written(&mut self) -> Vec<Effect> {
        let Some(Notice::Exported(written)) = self.notice.clone() else {
            return Vec::new();
        };
        let noted = match &written.what {
            WrittenKind::Form(agency) => {
                self.note_sent(std::slice::from_ref(agency), FormWay::Letter)
            }
            _ => Vec::new(),
        };
        noted.into_iter().chain(self.begin_letter(&written)).collect()
    }

    /// Begins a letter with files.
    fn begin_letter(&mut self, written: &Written) -> Vec<Effect> {
        let Some(open) = &self.open else { return Vec::new() };
        let (report, template) = (open.report(), open.template());
        let files = written.files.clone();
        let letter = match &written.what {
            WrittenKind::Report => Letter::of_report(report, template, files),
            WrittenKind::Form(agency) => match template.agency(agency) {
                Some(agency) => Letter::of_form(report, template, agency, files),
                None => return Vec::new(),
            },
            WrittenKind::Forms | WrittenKind::Other => return Vec::new(),
        };
        self.letter = Some(letter.clone());
        if self.problem.as_ref().is_some_and(|problem| problem.about == About::Mail) {
            self.problem = None;
        }
        vec![Effect::BeginLetter(letter)]
    }

    /// Copies where the files lie that were written last, or that no letter could be begun with.
    pub fn copy_paths(&mut self, copy: impl FnOnce(&str) -> Result<(), Problem>) {
        let of_letter = || {
            let files = self.letter.as_ref()?.files.clone();
            Some(Written { files, what: WrittenKind::Other, open: String::new(), since: None })
        };
        let written = match &self.notice {
            Some(Notice::Exported(written)) => Some(written.clone()),
            _ => of_letter(),
        };
        let Some(written) = written else { return };
        match copy(&written.paths()) {
            Ok(()) => {
                if self.problem.as_ref().is_some_and(|problem| problem.about == About::Mail) {
                    self.problem = None;
                }
                let since = Some("Đã chép đường dẫn: dán được vào Zalo, thư, ô chọn tệp");
                self.notice = Some(Notice::Exported(Written { since, ..written }));
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Copies words that are to be pasted elsewhere, and says which.
    pub fn copy_words(
        &mut self,
        words: &str,
        said: &str,
        copy: impl FnOnce(&str) -> Result<(), Problem>,
    ) {
        match copy(words) {
            Ok(()) => self.notice = Some(Notice::Said(said.to_owned())),
            Err(problem) => self.problem = Some(problem),
        }
    }

    pub(super) fn send_told(&mut self, event: SendEvent) -> Vec<Effect> {
        match event {
            SendEvent::Files { report, files } => {
                let Some(open) = self.open_of(report) else { return Vec::new() };
                let (what, open) = (WrittenKind::Report, open.what_is_open());
                let written = Written { files, what, open, since: None };
                self.notice = Some(Notice::Exported(written.clone()));
                self.begin_letter(&written)
            }
            SendEvent::Form { report, agency, path, way } => {
                let written = Written::file(path, WrittenKind::Form(agency.clone()));
                let is_open = self.open_of(report).is_some();
                let mut effects = Vec::new();
                if is_open {
                    effects = self.note_sent(&[agency], way);
                }
                self.notice = Some(Notice::Exported(written.clone()));
                if is_open && way == FormWay::Letter {
                    effects.extend(self.begin_letter(&written));
                }
                effects
            }
            SendEvent::Forms { report, forms } => {
                let (agencies, files): (Vec<AgencyKey>, Vec<PathBuf>) = forms.into_iter().unzip();
                let effects = match self.open_of(report) {
                    Some(_) => self.note_sent(&agencies, FormWay::Exported),
                    None => Vec::new(),
                };
                let what = WrittenKind::Forms;
                let written = Written { files, what, open: String::new(), since: None };
                self.notice = Some(Notice::Exported(written));
                effects
            }
            SendEvent::Begun(attached) => {
                let since = match attached {
                    Attached::Given => BEGUN,
                    Attached::ByHand => BEGUN_BY_HAND,
                };
                match &mut self.notice {
                    Some(Notice::Exported(written)) => written.since = Some(since),
                    notice => *notice = Some(Notice::Said(since.to_owned())),
                }
                Vec::new()
            }
        }
    }

    /// Notes that the forms of agencies went out today. A closed report, or a file that is only read, stays as it is.
    fn note_sent(&mut self, agencies: &[AgencyKey], way: FormWay) -> Vec<Effect> {
        let today = self.file.as_ref().map_or_else(|| clock::now().date(), |file| file.today);
        let Some(open) = &self.open else { return Vec::new() };
        let report = open.report();
        let edits = agencies.iter().filter_map(|agency| {
            let mut state = report.forms.get(agency).cloned().unwrap_or_default();
            let sent = Some(FormSent { day: today, way });
            if state.sent == sent {
                return None;
            }
            state.sent = sent;
            Some(Edit::form(agency.clone(), state))
        });
        let edits: Vec<Edit> = edits.collect();
        let names = match agencies {
            [only] => open.template().agency(only).map(|agency| agency.name.clone()),
            several => Some(format!("{} đơn vị", several.len())),
        };
        self.step_of(edits, Deed::FormSent, names.unwrap_or_default())
    }
}

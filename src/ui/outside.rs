//! The real outside of the window: the worker, file dialogs, the clipboard, the programs of the system.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::window::Outside;
use crate::app::clip::ClipTable;
use crate::app::files::aside::put_aside;
use crate::app::files::export_format::ExportFormat;
use crate::app::letter::Letter;
use crate::app::message::{Event, Purpose, Request, SendEvent};
use crate::app::platform::mail::MailPrograms;
use crate::app::platform::places;
use crate::app::platform::preferences::Preferences;
use crate::app::platform::recent::RecentFiles;
use crate::app::problem::Problem;
use crate::app::state::Wanted;
use crate::app::worker::Worker;
use crate::report::content::Report;
use crate::report::names::variant_name;

/// A dialog that ends sooner was never on screen (Linux without a portal and without zenity).
const DIALOG_SHOWN_AFTER: Duration = Duration::from_millis(250);

/// The real outside of the window.
pub(super) struct System {
    pub(super) worker: Worker,
    pub(super) preferences_file: PathBuf,
    /// The list of data files as this window kept it last.
    pub(super) kept_files: RecentFiles,
    /// Made when it is first needed, and kept: on Linux what is on the clipboard is there only as
    /// long as whoever put it there.
    pub(super) clipboard: Option<arboard::Clipboard>,
    /// Makes a dialog a child of our window, so that it cannot slip behind it.
    pub(super) adopt: Box<dyn Fn(rfd::FileDialog) -> rfd::FileDialog>,
}

impl System {
    fn clipboard(&mut self) -> Result<&mut arboard::Clipboard, arboard::Error> {
        match &mut self.clipboard {
            Some(clipboard) => Ok(clipboard),
            none => Ok(none.insert(arboard::Clipboard::new()?)),
        }
    }
}

impl Outside for System {
    fn events(&mut self) -> Vec<Event> {
        self.worker.events()
    }

    fn ask(&mut self, request: Request) {
        self.worker.ask(request);
    }

    fn choose(&mut self, wanted: Wanted) {
        let Wanted { purpose, folder } = wanted;
        let dialog = (self.adopt)(dialog(&purpose));
        let answer = self.worker.answer();
        // A dialog blocks; on a thread of its own the window goes on painting.
        let spawned = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let before = std::time::Instant::now();
            // Asked here, because a folder of another computer may take its time.
            let dialog = match folder.filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let path = match &purpose {
                Purpose::BackUpElsewhere
                | Purpose::ListElsewhere
                | Purpose::Send { .. }
                | Purpose::ExportForms(_) => dialog.pick_folder(),
                Purpose::OpenFile
                | Purpose::Import
                | Purpose::TakeForm(_)
                | Purpose::TakeSkeleton(_) => dialog.pick_file(),
                Purpose::Export { .. }
                | Purpose::Rescue { .. }
                | Purpose::MoveData { .. }
                | Purpose::Salvage { .. }
                | Purpose::Diagnostics { .. }
                | Purpose::ExportForm { .. }
                | Purpose::ExportSkeleton { .. } => dialog.save_file(),
            };
            // Nobody cancels this fast: there was no dialog to cancel.
            let was_shown = path.is_some() || before.elapsed() > DIALOG_SHOWN_AFTER;
            if was_shown || !cfg!(target_os = "linux") {
                answer(Event::Chosen { purpose, path });
            } else {
                answer(Event::Failed(Problem::no_dialog()));
                answer(Event::Chosen { purpose, path: None });
            }
        });
        if let Err(err) = spawned {
            tracing::error!(kind = ?err.kind(), "no thread for a file dialog");
            let purpose = Purpose::Import;
            self.worker.answer()(Event::Chosen { purpose, path: None });
            self.worker.answer()(Event::Failed(Problem::no_dialog()));
        }
    }

    fn open(&mut self, path: &Path) {
        if let Err(err) = opener::open(path) {
            tracing::warn!(kind = variant_name(&err), "the system did not open a file");
            self.worker.answer()(Event::Failed(Problem::cannot_show(path)));
        }
    }

    fn copy(&mut self, table: &ClipTable) -> Result<(), Problem> {
        let copied = self.clipboard().and_then(|clipboard| {
            clipboard.set().html(table.html.as_str(), Some(table.text.as_str()))
        });
        copied.map_err(|err| {
            tracing::warn!(kind = variant_name(&err), "the clipboard was not written");
            // A connection that broke is made anew the next time.
            self.clipboard = None;
            Problem::no_clipboard()
        })
    }

    fn copy_words(&mut self, words: &str) -> Result<(), Problem> {
        let copied = self.clipboard().and_then(|clipboard| clipboard.set_text(words));
        copied.map_err(|err| {
            tracing::warn!(kind = variant_name(&err), "the clipboard was not written");
            self.clipboard = None;
            Problem::no_clipboard()
        })
    }

    fn begin_letter(&mut self, letter: Letter) {
        let answer = self.worker.answer();
        let begin = move || {
            let open = |what: &OsStr| opener::open(what).map_err(drop);
            answer(match MailPrograms::default().begin(&letter, &open) {
                Ok(attached) => Event::Send(SendEvent::Begun(attached)),
                Err(err) => Event::Failed(Problem::from_mail(&err)),
            });
        };
        // A mail program takes its time to start.
        let spawned = std::thread::Builder::new().name("letter".to_owned()).spawn(begin);
        if let Err(err) = spawned {
            self.worker.answer()(Event::Failed(Problem::no_thread_for_mail(&err)));
        }
    }

    fn put_aside(&mut self, report: &Report) {
        let told = match put_aside(report) {
            Ok(path) => Event::Written(path),
            Err(problem) => Event::Failed(problem),
        };
        self.worker.answer()(told);
    }

    fn keep(&mut self, preferences: &Preferences) {
        match preferences.save_beside_others(&self.preferences_file, &self.kept_files) {
            Ok(()) => self.kept_files.clone_from(&preferences.recent),
            Err(err) => tracing::warn!(kind = ?err.kind(), "preferences were not saved"),
        }
    }
}

fn dialog(purpose: &Purpose) -> rfd::FileDialog {
    let (title, format, file_name) = match purpose {
        Purpose::OpenFile => ("Mở tệp dữ liệu", None, None),
        Purpose::Import => ("Nhập tệp số liệu", Some(ExportFormat::Json), None),
        Purpose::Export { format, file_name, .. } => {
            ("Lưu tệp xuất", Some(*format), Some(file_name))
        }
        Purpose::ExportForm { file_name, .. } => {
            ("Lưu phiếu thu thập", Some(ExportFormat::Xlsx), Some(file_name))
        }
        Purpose::TakeForm(_) => ("Chọn phiếu đã điền", Some(ExportFormat::Xlsx), None),
        Purpose::ExportSkeleton { file_name, .. } => {
            ("Lưu mẫu Word để sửa", Some(ExportFormat::Docx), Some(file_name))
        }
        Purpose::TakeSkeleton(_) => ("Chọn mẫu Word của đơn vị", Some(ExportFormat::Docx), None),
        Purpose::MoveData { file_name } => {
            ("Lưu toàn bộ dữ liệu ra tệp khác", None, Some(file_name))
        }
        Purpose::Salvage { file_name, .. } => {
            ("Lưu những gì cứu được ra tệp mới", None, Some(file_name))
        }
        Purpose::Diagnostics { file_name } => {
            let dialog = rfd::FileDialog::new().set_title("Lưu tệp chẩn đoán");
            let dialog = dialog.add_filter("Tệp văn bản", &["txt"]).set_file_name(file_name);
            return in_documents(dialog);
        }
        Purpose::BackUpElsewhere => {
            let title = "Chọn thư mục để sao lưu, ví dụ trên USB hoặc ổ mạng";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::ExportForms(_) => {
            let title = "Chọn thư mục để xuất phiếu của mọi đơn vị";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::Send { .. } => {
            let title = "Chọn thư mục để lưu các tệp gửi đi";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::ListElsewhere => {
            let title = "Chọn thư mục có các bản sao";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::Rescue { file_name } => {
            ("Lưu số liệu chưa ghi được ra tệp khác", Some(ExportFormat::Json), Some(file_name))
        }
    };
    let (file_kind, extension) = match format.map(ExportFormat::about) {
        Some(about) => (about.file_kind, about.extension),
        None => ("Tệp dữ liệu Báo cáo 06", places::DATA_EXTENSION),
    };
    let mut extensions = vec![extension];
    if matches!(purpose, Purpose::TakeSkeleton(_)) {
        // Offices keep their forms as templates of Word as well; only the look is taken of any of them.
        extensions.extend(["dotx", "docm", "dotm"]);
    }
    let dialog = rfd::FileDialog::new().set_title(title).add_filter(file_kind, &extensions);
    let dialog = in_documents(dialog);
    match file_name {
        Some(file_name) => dialog.set_file_name(file_name),
        None => dialog,
    }
}

/// The same, beginning in the folder of documents where there is one.
fn in_documents(dialog: rfd::FileDialog) -> rfd::FileDialog {
    match places::documents_folder() {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

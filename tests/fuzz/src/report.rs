//! What must hold of any file that is said to be a report.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use baocao06::app::message::Existing;
use baocao06::app::problem::Problem;
use baocao06::app::session::{Imported, Session};
use baocao06::exchange::report_v1;
use baocao06::report::content::Report;
use baocao06::store::{ListedReport, ReportId};

/// So many imports go into one data file.
const IMPORTS_MAX: usize = 200;

/// A data file that reports are imported into.
struct Office {
    folder: tempfile::TempDir,
    session: Session,
    num_imports: usize,
}

thread_local! {
    static OFFICE: RefCell<Option<Office>> = const { RefCell::new(None) };
}

/// Reads a file as a report; what is one is written and read back, and imported.
///
/// # Panics
/// When something does not hold.
pub fn holds(json: &str) {
    let report = match report_v1::read_sealed(json) {
        Ok(sealed) => sealed.report,
        Err(err) => {
            let problem = Problem::from_report_file(&err, None, Path::new("bao-cao.json"));
            assert!(!problem.line().is_empty());
            return;
        }
    };
    let written = report_v1::write_report(&report);
    assert_eq!(report_v1::read_report(&written).as_ref(), Ok(&report), "written and read back");
    assert_eq!(report_v1::write_report(&report), written);
    OFFICE.with_borrow_mut(|office| {
        let worn = office.as_ref().is_some_and(|office| office.num_imports >= IMPORTS_MAX);
        if worn {
            *office = None;
        }
        office.get_or_insert_with(Office::new).imports(json, &report);
    });
}

/// A folder in memory where there is one: nothing here is meant to stay.
pub(crate) fn fast_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.unwrap_or_else(|err| panic!("a folder: {err}"))
}

impl Office {
    fn new() -> Self {
        let folder = fast_folder();
        let path = folder.path().join("so-lieu.bc06");
        let session = Session::create_sample(&path);
        let session = session.unwrap_or_else(|problem| panic!("{}", problem.line()));
        Self { folder, session, num_imports: 0 }
    }

    fn reports(&mut self) -> Vec<ListedReport> {
        let summary = self.session.summary();
        summary.unwrap_or_else(|problem| panic!("{}", problem.line())).reports
    }

    fn content(&mut self, id: ReportId) -> Report {
        let loaded = self.session.load(id);
        loaded.unwrap_or_else(|problem| panic!("{}", problem.line())).report
    }

    /// Takes a file in over what is there. What is refused changes nothing; what is taken in says what the file
    /// says, and can be taken back.
    fn imports(&mut self, json: &str, report: &Report) {
        let path: PathBuf = self.folder.path().join("bao-cao.json");
        std::fs::write(&path, json).unwrap_or_else(|err| panic!("{err}"));
        let before = self.reports();
        self.num_imports += 1;
        match self.session.import(&path, Existing::Replace) {
            Err(problem) => {
                assert!(!problem.line().is_empty());
                assert_eq!(self.reports(), before, "refused: {}", problem.line());
            }
            Ok(Imported::Exists(_)) => panic!("it was to be replaced"),
            Ok(Imported::Made(made)) => {
                self.says(made.row.id, report);
                assert_eq!(self.reports().len(), before.len() + 1);
            }
            Ok(Imported::Replaced(news)) => {
                let id = news.row.id;
                let there = before.iter().find(|row| row.id == id);
                let there = there.unwrap_or_else(|| panic!("it was there")).content_hash.clone();
                self.says(id, report);
                let has_changed = !news.changes.is_empty();
                if has_changed {
                    let undone = self.session.undo(id);
                    assert!(undone.is_ok_and(|news| news.is_some()), "it can be taken back");
                }
                let now = self.reports().into_iter().find(|row| row.id == id);
                assert_eq!(now.map(|row| row.content_hash), Some(there), "taken back");
            }
        }
    }

    fn says(&mut self, id: ReportId, report: &Report) {
        let mut there = self.content(id);
        there.header.status.clone_from(&report.header.status);
        // An office keeps the name that it has in the file.
        there.office.name.clone_from(&report.office.name);
        assert_eq!(&there, report, "what was taken in");
    }
}

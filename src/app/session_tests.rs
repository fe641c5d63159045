//! What tests of a session stand on: the data file of the sample.

use tempfile::TempDir;

use super::session::Session;
use crate::store::ReportId;

/// The sample in a file of its own, with its last month, May 2023. The folder goes with its handle.
pub(crate) fn sample_with_may() -> (TempDir, Session, ReportId) {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::create(&folder.path().join("a.bc06")).unwrap();
    let mut session = session.fill_with_sample().unwrap();
    let may = session.summary().unwrap().months.last().unwrap().id;
    (folder, session, may)
}

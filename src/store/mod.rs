//! The data file: one SQLite file, one writer.
//!
//! A [`Store`] is an open file. Everything that changes reports goes through one function
//! (`transact.rs`), which writes the values and their log rows in one transaction; undo is a new
//! operation of the same kind. The schema is `schema.sql` at the top of the repository; the SQL of
//! each noun stands in the file named after it.
//!
//! **Invariants:** no clock, no randomness and no words for the user in here: times and ids come in
//! as arguments, and errors are variants without a message for officials. Row ids never leave the file.

mod beside;
mod checks;
mod claim;
mod connect;
mod deleting;
mod doubt;
mod error;
mod fields;
mod figure_values;
mod file_header;
mod fingerprint;
mod first_page;
mod former;
mod forms;
mod hash;
mod hex;
mod history;
mod ids;
mod inspect;
mod kept;
mod key;
mod legible;
mod log;
mod log_frames;
mod log_row;
mod looks;
mod mending;
mod migrations;
mod new_file;
mod newer;
mod office_steps;
mod offices;
mod older;
mod open;
mod operation;
mod orphans;
mod password;
mod place;
mod record;
mod report_row;
mod reports;
mod salvage;
mod schema;
mod settings;
mod settling;
mod steps;
mod templates;
mod transact;
mod typing;
mod undo;
mod verify;
mod write_ahead;

pub use claim::is_open_here;
pub use deleting::DeletedReport;
pub use error::StoreError;
pub use fingerprint::Fingerprint;
pub use history::HistoryEntry;
pub use ids::{OperationId, ReportId, TemplateId};
pub use inspect::BadPages;
pub use kept::{Kept, KeptKind, KeptState, LookState, OfficeState, ReportState};
pub use key::{CAN_ENCRYPT, Key};
pub use legible::Saved;
pub use looks::{StoredLook, StoredSkeleton};
pub use mending::Sources;
pub use new_file::NewFile;
pub use office_steps::{OfficeStep, OfficeSteps};
pub use offices::ListedOffice;
pub use older::OlderFile;
pub use open::{Access, Store};
pub use operation::{LoggedKind, OperationInfo, Run, Stamp};
pub use orphans::{Gone, Orphan};
pub use report_row::{Counts, Found, ListedReport};
pub use salvage::{Salvage, SalvagedReport, Salvaging};
pub use schema::{APPLICATION_ID, SCHEMA_VERSION, sqlite_version};
pub use steps::{StepOf, UndoStep};
pub use templates::{NewTemplate, TemplateSummary};
pub use transact::Applied;
pub use verify::{Damage, FilePart, Verification};

#[cfg(test)]
mod beside_tests;
#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod deleting_tests;
#[cfg(test)]
mod doubt_tests;
#[cfg(test)]
#[cfg(feature = "encryption")]
mod encryption_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod mending_tests;
#[cfg(test)]
mod office_steps_tests;
#[cfg(test)]
mod older_tests;
#[cfg(test)]
mod open_tests;
#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod place_tests;
#[cfg(test)]
mod power_tests;
#[cfg(test)]
mod salvage_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
pub(crate) use samples::change_by_hand;
#[cfg(test)]
mod traced;
#[cfg(test)]
mod typing_child;
#[cfg(test)]
mod undo_tests;
#[cfg(test)]
mod verify_tests;
#[cfg(test)]
mod write_tests;

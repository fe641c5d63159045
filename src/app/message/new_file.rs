//! A new data file, as it is wanted.

use std::path::PathBuf;

use crate::app::password::Password;
use crate::report::office::Office;
use crate::report::office_words::Identity;
use crate::report::period::PeriodKey;

/// A data file that is to be made for an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where; beside it where something lies there.
    pub path: PathBuf,
    /// Who reports.
    pub office: Office,
    /// Who it is, as it was asked; none where its name alone has to tell.
    pub identity: Option<Identity>,
    /// Its first report.
    pub first: PeriodKey,
    /// What it is to be encrypted with; none where it is not.
    pub password: Option<Password>,
    /// What to do when the office has a data file already.
    pub twin: Twin,
}

/// What to do when an office that gets a new data file has one already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Twin {
    /// Look into these files, and those where the new one will lie, and ask.
    Ask(Vec<PathBuf>),
    /// Make it all the same.
    Make,
}

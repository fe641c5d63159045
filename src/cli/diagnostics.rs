//! `diagnostics`: the file for whoever helps the office.

use std::path::PathBuf;

use clap::Args;

use super::data_file::DataFile;
use super::output::{print, say};
use crate::app::diagnostics;
use crate::app::files::exports;
use crate::app::problem::Problem;

/// Where to.
#[derive(Debug, Args)]
pub(super) struct DiagnosticsJob {
    /// Tệp ghi ra; không nêu thì in ra màn hình
    #[arg(long, value_name = "TEP_RA")]
    to: Option<PathBuf>,
}

pub(super) fn run(data: &DataFile, job: &DiagnosticsJob) -> Result<(), Problem> {
    let text = match data.open_to_read_if_there() {
        Ok(Some(mut session)) => {
            let text = diagnostics::text(diagnostics::DataFile::Open(&mut session), None);
            if let Some(path) = &job.to {
                session.refuse_own_file(path)?;
            }
            super::close(session);
            text
        }
        Ok(None) => diagnostics::text(diagnostics::DataFile::None, None),
        Err(problem) => diagnostics::text(diagnostics::DataFile::Closed(&problem), None),
    };
    match &job.to {
        None => print(format_args!("{text}")),
        Some(path) => {
            exports::write_text(path, &text)?;
            say!("Đã ghi tệp chẩn đoán {}", path.display());
        }
    }
    Ok(())
}

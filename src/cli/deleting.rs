//! `delete`, `deleted`, `undelete`: reports that are taken out of the lists, and brought back.

use clap::Args;

use super::data_file::DataFile;
use super::output::say;
use super::which::Which;
use crate::app::problem::Problem;
use crate::app::words;

/// Which report.
#[derive(Debug, Args)]
pub(super) struct DeleteJob {
    #[command(flatten)]
    which: Which,
}

/// Deletes a report.
pub(super) fn delete(data: &DataFile, job: &DeleteJob) -> Result<(), Problem> {
    let mut session = data.open_existing()?;
    let id = session.find(job.which.wanted())?;
    let row = session.delete(id)?;
    let said = session.summary()?.words_of(&row.key());
    super::close(session);
    let (period, office, template) = (row.period.key, row.office.code, row.template.key);
    say!(
        "{said}: đã xóa. Lấy lại bằng: baocao06 undelete --period {period} --office {office} --template {template}"
    );
    Ok(())
}

/// Lists the deleted reports, the one that was deleted last in front.
pub(super) fn list(data: &DataFile) -> Result<(), Problem> {
    let session = data.open_to_read()?;
    for deleted in session.deleted()? {
        let row = &deleted.row;
        say!(
            "{}\t{}\t{}\t{}/{}\t{}\t{}",
            row.period.key,
            row.office.code,
            row.template.key,
            row.progress.done,
            row.progress.total,
            deleted.at.format("%d/%m/%Y %H:%M"),
            words::who(&deleted.by),
        );
    }
    super::close(session);
    Ok(())
}

/// Brings the report back that was deleted last of those that are meant.
pub(super) fn undelete(data: &DataFile, job: &DeleteJob) -> Result<(), Problem> {
    let mut session = data.open_existing()?;
    let id = session.find_deleted(job.which.wanted())?;
    let back = session.bring_back(id)?;
    let said = session.summary()?.words_of(&back.row.key());
    super::close(session);
    say!("{said}: đã khôi phục");
    Ok(())
}

//! `new`: starts a report of any office in any form of a data file.

use clap::Args;

use super::data_file::DataFile;
use super::output::say;
use super::which::Which;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::reports::SaidIdentity;
use crate::report::report_key::ReportKey;

/// Whose report, in which form, for which period.
#[derive(Debug, Args)]
pub(super) struct NewJob {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    identity: SaidOffice,
}

/// Who the office is, where its name does not tell: for its first report in a form.
#[derive(Debug, Clone, Args)]
struct SaidOffice {
    /// Loại đơn vị: xa, phuong, dac-khu, tinh, thanh-pho, so-ban-nganh; cần khi tên đơn vị chưa cho biết
    #[arg(long, value_name = "LOAI")]
    kind: Option<String>,
    /// Địa danh in ở dòng ngày tháng; không nêu thì theo tên đơn vị
    #[arg(long, value_name = "DIA_DANH")]
    place: Option<String>,
    /// Cấp trên trực tiếp, ví dụ "tỉnh Khánh Hòa"
    #[arg(long, value_name = "CAP_TREN")]
    parent: Option<String>,
}

/// Starts the report; in a data file that is not there yet it is the first one.
pub(super) fn run(data: &DataFile, job: &NewJob) -> Result<(), Problem> {
    let started = super::in_file(data, |session| start(session, job))?;
    say!("Đã lập báo cáo {started} vào {}", data.path.display());
    Ok(())
}

fn start(session: &mut Session, job: &NewJob) -> Result<String, Problem> {
    let wanted = job.which.wanted();
    let office = session.office_called(wanted.office.as_deref())?;
    let form = session.form_called(wanted.template.as_deref())?;
    let key = ReportKey {
        office: office.code.clone(),
        period: wanted.period,
        template: form.id.key.clone(),
    };
    if session.find_key(&key)?.is_some() {
        return Err(Problem::report_exists(&session.summary()?.words_of(&key)));
    }
    let said = format!("{} của {}, {}", wanted.period.label_in_sentence(), office.name, form.name);
    let SaidOffice { kind, place, parent } = job.identity.clone();
    let identity = session.identity_of(&office, &form.id, SaidIdentity { kind, place, parent })?;
    session.start_report_as(identity, office, &form.id.key, wanted.period)?;
    Ok(said)
}

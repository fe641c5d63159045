//! `office`: the offices of a data file and the tree that they form.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::data_file::DataFile;
use super::output::say;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::offices::ListedOffice;
use crate::report::period::{format_day, parse_day};

/// What is done with offices.
#[derive(Debug, Subcommand)]
pub(super) enum OfficeJob {
    /// Liệt kê đơn vị: mã, tên, mã cấp trên, ngày bắt đầu và ngày kết thúc báo cáo
    List,
    /// Thêm một đơn vị, kể cả cấp trên không tự lập báo cáo
    Add {
        /// Tên đơn vị, viết đủ dấu
        #[arg(value_name = "TEN")]
        name: String,
        #[command(flatten)]
        place: OfficePlace,
    },
    /// Sửa cấp trên, ngày bắt đầu, ngày kết thúc của một đơn vị
    Set {
        /// Mã hoặc tên đơn vị
        #[arg(value_name = "DON_VI")]
        office: String,
        #[command(flatten)]
        place: OfficePlace,
        #[command(flatten)]
        nowhere: Nowhere,
    },
}

/// Where an office stands; what is not said stays as it is.
#[derive(Debug, Args)]
pub(super) struct OfficePlace {
    /// Mã hoặc tên đơn vị cấp trên trực tiếp
    #[arg(long, value_name = "DON_VI")]
    parent: Option<String>,
    /// Ngày đầu tiên đơn vị báo cáo, ví dụ 01/7/2025
    #[arg(long, value_name = "NGAY", value_parser = day)]
    opened: Option<NaiveDate>,
    /// Ngày cuối cùng đơn vị báo cáo (sáp nhập, giải thể)
    #[arg(long, value_name = "NGAY", value_parser = day)]
    closed: Option<NaiveDate>,
}

/// What is not to be said of an office any more.
#[derive(Debug, Args)]
pub(super) struct Nowhere {
    /// Bỏ cấp trên
    #[arg(long, conflicts_with = "parent")]
    no_parent: bool,
    /// Bỏ ngày bắt đầu
    #[arg(long, conflicts_with = "opened")]
    no_opened: bool,
    /// Bỏ ngày kết thúc
    #[arg(long, conflicts_with = "closed")]
    no_closed: bool,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).map_err(|_| "ngày viết như 01/7/2025".to_owned())
}

/// Does the job, then tells the office that was changed, or all of them.
pub(super) fn run(data: &DataFile, job: OfficeJob) -> Result<(), Problem> {
    let mut session = match &job {
        OfficeJob::List => data.open_to_read()?,
        OfficeJob::Add { .. } | OfficeJob::Set { .. } => data.open_existing()?,
    };
    match job {
        OfficeJob::List => session.office_tree()?.iter().for_each(print),
        OfficeJob::Add { name, place } => {
            let office = session.unlisted_office(&name)?;
            put(&mut session, office, place)?;
        }
        OfficeJob::Set { office, place, nowhere } => {
            let mut office = session.listed_office(&office)?;
            office.parent = office.parent.filter(|_| !nowhere.no_parent);
            office.opened = office.opened.filter(|_| !nowhere.no_opened);
            office.closed = office.closed.filter(|_| !nowhere.no_closed);
            put(&mut session, office, place)?;
        }
    }
    super::close(session);
    Ok(())
}

fn put(session: &mut Session, office: ListedOffice, place: OfficePlace) -> Result<(), Problem> {
    let parent = place.parent.map(|called| session.listed_office(&called)).transpose()?;
    let placed = ListedOffice {
        parent: parent.map(|parent| parent.office.code).or(office.parent),
        opened: place.opened.or(office.opened),
        closed: place.closed.or(office.closed),
        ..office
    };
    session.place_office(&placed)?;
    print(&placed);
    Ok(())
}

/// One line an office, its parts separated by tabs; what is not known is empty.
fn print(listed: &ListedOffice) {
    let ListedOffice { office, parent, opened, closed } = listed;
    let parent = parent.as_ref().map_or("", |code| code.as_str());
    let day = |day: &Option<NaiveDate>| day.map(format_day).unwrap_or_default();
    say!("{}\t{}\t{parent}\t{}\t{}", office.code, office.name, day(opened), day(closed));
}

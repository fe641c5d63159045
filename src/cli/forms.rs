//! `form`: the figures of an agency as a form for Excel, and back.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Subcommand};

use super::data_file::DataFile;
use super::output::say;
use super::which::Which;
use crate::app::collect_words;
use crate::app::files::exports::FormInName;
use crate::app::problem::Problem;
use crate::app::words;
use crate::calc::collect::LineFate;
use crate::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use crate::report::key::AgencyKey;
use crate::report::period::parse_day;

/// What is done with forms.
#[derive(Debug, Subcommand)]
pub(super) enum FormJob {
    /// Liệt kê đơn vị cung cấp số liệu, số chỉ tiêu đã nhập, phiếu đã gửi và đã nhận ngày nào
    #[command(alias = "status")]
    List {
        #[command(flatten)]
        which: Which,
    },
    /// Xuất phiếu thu thập số liệu của một đơn vị (tệp Excel)
    Export {
        #[command(flatten)]
        which: Which,
        /// Mã đơn vị cung cấp, xem bằng: form list
        #[arg(long, value_name = "DON_VI", value_parser = parse_agency, requires = "out",
            required_unless_present = "all")]
        agency: Option<AgencyKey>,
        /// Tệp .xlsx xuất ra
        #[arg(long, value_name = "TEP_RA", requires = "agency", conflicts_with = "all")]
        out: Option<PathBuf>,
        /// Xuất phiếu của mọi đơn vị vào thư mục này; không ghi đè tệp đang có
        #[arg(long, value_name = "THU_MUC")]
        all: Option<PathBuf>,
    },
    /// Ghi phiếu của một đơn vị đã gửi, đã nhận lại ngày nào
    #[command(group(ArgGroup::new("noted").required(true).multiple(true)))]
    Note {
        #[command(flatten)]
        which: Which,
        /// Mã đơn vị cung cấp, xem bằng: form list
        #[arg(long, value_name = "DON_VI", value_parser = parse_agency)]
        agency: AgencyKey,
        /// Ngày đã gửi phiếu, ví dụ 02/5/2023; “bo” để bỏ
        #[arg(long, value_name = "NGAY", value_parser = parse_noted, group = "noted")]
        sent: Option<NotedDay>,
        /// Ngày đã nhận lại phiếu; “bo” để bỏ
        #[arg(long, value_name = "NGAY", value_parser = parse_noted, group = "noted")]
        received: Option<NotedDay>,
    },
    /// In lời nhắc các đơn vị đã có phiếu mà chưa gửi lại
    Remind {
        #[command(flatten)]
        which: Which,
    },
    /// Xem phiếu đã điền; chỉ nhập vào báo cáo khi có --apply
    Import {
        /// Phiếu đã điền
        #[arg(value_name = "PHIEU.xlsx")]
        form: PathBuf,
        #[command(flatten)]
        which: Which,
        /// Nhập số mới và số đổi vào báo cáo
        #[arg(long)]
        apply: bool,
        /// Bỏ qua các ô này của phiếu, ví dụ E12,E15
        #[arg(long, value_name = "O", value_delimiter = ',')]
        skip: Vec<String>,
    },
}

/// A day, or that it is taken away.
#[derive(Debug, Clone, Copy)]
pub(super) enum NotedDay {
    On(NaiveDate),
    Nothing,
}

fn parse_noted(text: &str) -> Result<NotedDay, String> {
    if text == "bo" {
        return Ok(NotedDay::Nothing);
    }
    let day = parse_day(text).map(NotedDay::On);
    day.map_err(|_| "ngày viết như 12/5/2023; viết “bo” để bỏ ngày đã ghi".to_owned())
}

fn parse_agency(text: &str) -> Result<AgencyKey, String> {
    AgencyKey::parse(text).map_err(|_| "mã đơn vị viết như police".to_owned())
}

/// Notes days as somebody says them.
fn note(known: &mut FormState, sent: Option<NotedDay>, received: Option<NotedDay>) {
    match sent {
        Some(NotedDay::On(day)) => known.sent = Some(FormSent { day, way: FormWay::Said }),
        Some(NotedDay::Nothing) => known.sent = None,
        None => {}
    }
    match received {
        Some(NotedDay::On(day)) => {
            known.answered = Some(FormAnswered { day, file: String::new() });
        }
        Some(NotedDay::Nothing) => known.answered = None,
        None => {}
    }
}

#[expect(clippy::too_many_lines, reason = "one exhaustive match, an arm a job")]
pub(super) fn run(data: &DataFile, job: FormJob) -> Result<(), Problem> {
    let mut session = match &job {
        FormJob::Import { apply: true, .. } | FormJob::Note { .. } => data.open_existing()?,
        _ => data.open_to_read()?,
    };
    match job {
        FormJob::List { which } => {
            let id = session.find(which.wanted())?;
            for part in session.agencies(id)? {
                let progress = collect_words::progress(part.progress);
                let state = words::forms::state(&part.state);
                say!("{}\t{}\t{progress}\t{state}", part.agency.key, part.agency.name);
            }
        }
        FormJob::Export { which, agency, out, all } => {
            let id = session.find(which.wanted())?;
            if let Some(folder) = all {
                let forms = session.summary()?.num_forms_in_use();
                let form = if forms > 1 { FormInName::Said } else { FormInName::Unsaid };
                std::fs::create_dir_all(&folder)
                    .map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
                let written = session.export_forms(id, &folder, form)?;
                for (_, path) in &written {
                    say!("{}", path.display());
                }
                say!("{}", collect_words::all_exported(written.len(), &folder));
            }
            if let (Some(agency), Some(out)) = (agency, out) {
                session.refuse_own_file(&out)?;
                super::with_extension(&out, "xlsx")?;
                session.export_form(id, &agency, &out)?;
                say!("Đã xuất {}", out.display());
            }
        }
        FormJob::Note { which, agency, sent, received } => {
            let id = session.find(which.wanted())?;
            let known = session.note_form(id, &agency, |known| note(known, sent, received))?;
            say!("{agency}: {}", words::forms::state(&known));
        }
        FormJob::Remind { which } => {
            let id = session.find(which.wanted())?;
            match session.reminder(id)? {
                Some(reminder) => say!("{}", reminder.trim_end()),
                None => say!("Không có đơn vị nào đã gửi phiếu mà chưa nhận lại"),
            }
        }
        FormJob::Import { form, which, apply, skip } => {
            let id = session.find(which.wanted())?;
            let (_, mut plan) = session.read_form(id, &form)?;
            for address in &skip {
                if !plan.toggle(&address.trim().to_uppercase()) {
                    return Err(collect_words::nothing_to_skip(address, &form));
                }
            }
            let kind = plan.stamp.period.kind();
            // What stays as it is needs no look.
            let is_told = |fate: &LineFate| !matches!(fate, LineFate::Same | LineFate::Blank);
            for line in plan.lines.iter().filter(|line| is_told(&line.fate)) {
                let left = if line.is_left { " (bỏ qua)" } else { "" };
                let leap = line.leap.as_ref().map(|leap| collect_words::leap(leap, kind));
                say!(
                    "{}\t{}\t{}\t{}{left}{}",
                    line.address,
                    collect_words::kind(&line.fate),
                    line.label,
                    collect_words::fate(line),
                    leap.map_or_else(String::new, |leap| format!("\t{leap}"))
                );
            }
            say!("{}", collect_words::summary(&plan));
            if apply {
                session.take_form(id, &plan, &form)?;
                say!("{}", collect_words::taken(&plan));
            } else if !plan.edits().is_empty() {
                say!("Chưa nhập số nào vào báo cáo; thêm --apply để nhập");
            }
        }
    }
    super::close(session);
    Ok(())
}

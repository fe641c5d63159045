//! `backup`, `backups`, `restore`, `verify`: copies of a data file, and whether it still says what was saved.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::complain;
use super::data_file::{DataFile, warn_of_place};
use super::output::say;
use crate::app::backup::folder;
use crate::app::backup::making::KeptAs;
use crate::app::password::Opener;
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::{Backup, DataCheck, Occasion, folder_of};
use crate::app::session::{Session, salvaging};
use crate::app::words;
use crate::report::period::format_day;

/// Where to.
#[derive(Debug, Args)]
pub(super) struct BackupJob {
    /// Thư mục để sao lưu, ví dụ trên USB; không nêu thì dùng thư mục cạnh tệp dữ liệu
    #[arg(long, value_name = "THU_MUC")]
    to: Option<PathBuf>,
}

/// Which backups, and whether to try the newest one out.
#[derive(Debug, Args)]
pub(super) struct BackupsJob {
    /// Thư mục có các bản sao; không nêu thì xem thư mục cạnh tệp dữ liệu
    #[arg(long, value_name = "THU_MUC")]
    from: Option<PathBuf>,
    /// Diễn tập khôi phục: khôi phục thử bản sao mới nhất vào chỗ tạm và đọc lại toàn bộ
    #[arg(long)]
    drill: bool,
}

/// From which copy.
#[derive(Debug, Args)]
pub(super) struct RestoreJob {
    /// Bản sao, xem bằng lệnh backups
    #[arg(long, value_name = "BAN_SAO")]
    from: PathBuf,
}

/// For whom, and whether to mend.
#[derive(Debug, Args)]
pub(super) struct VerifyJob {
    /// In kết quả dạng JSON cho phần mềm khác
    #[arg(long)]
    json: bool,
    /// Sửa những chỗ sửa được theo nhật ký; tệp được sao lưu trước, và hoàn tác được
    #[arg(long)]
    repair: bool,
}

pub(super) fn back_up(data: &DataFile, job: &BackupJob) -> Result<(), Problem> {
    let session = match data.open_existing() {
        // What is saved there is read beside the window; of an encrypted file it would be plain.
        Err(problem) if problem.about == About::Locked => {
            let beside = data.open_to_read()?;
            if beside.is_encrypted() {
                return Err(problem);
            }
            beside
        }
        opened => opened?,
    };
    let made = session.back_up_as_it_is(Occasion::Manual, job.to.as_deref());
    super::close(session);
    match made? {
        KeptAs::Backup(checked) => {
            say!("Đã sao lưu và kiểm tra {}", checked.backup.path.display());
        }
        KeptAs::Faulty(checked) => tell_faulty(&checked.backup),
    }
    Ok(())
}

/// Tells that a copy is none that counts as a backup; what was asked for is done all the same.
pub(super) fn tell_faulty(copy: &Backup) {
    complain(&format!("{}. Xem bằng: baocao06 verify", words::backups::faulty_kept(copy)));
}

pub(super) fn list(data: &DataFile, job: &BackupsJob) -> Result<(), Problem> {
    let file = data;
    let data = file.path.as_path();
    let folder = job.from.clone().unwrap_or_else(|| folder_of(data));
    if job.drill {
        let newest = folder::newest(data, &folder)?.ok_or_else(|| Problem::no_backups(data))?;
        return drill(file, &newest);
    }
    let backups = folder::list(data, &folder)?;
    for Backup { path, sequence, made, occasion, .. } in &backups {
        let (day, time) = (format_day(made.date()), made.format("%H:%M"));
        say!("{sequence}\t{day} {time}\t{}\t{}", occasion.words(), path.display());
    }
    say!("{} bản sao trong {}", backups.len(), folder.display());
    Ok(())
}

fn drill(data: &DataFile, backup: &Backup) -> Result<(), Problem> {
    let drill = data.for_opener(|opener| Session::drill(&backup.path, opener))?;
    if !drill.verification.is_whole() {
        return Err(Problem::bad_backup(&backup.path));
    }
    say!(
        "Khôi phục thử được {} trong {} mili giây: {} báo cáo, {} ô, {} thao tác, nguyên vẹn",
        backup.path.display(),
        drill.duration.as_millis(),
        drill.verification.num_reports,
        drill.verification.num_fields,
        drill.verification.num_operations,
    );
    Ok(())
}

pub(super) fn restore(data: &DataFile, job: &RestoreJob) -> Result<(), Problem> {
    if !job.from.exists() {
        return Err(Problem::no_such_backup(&job.from));
    }
    let restore = |opener: &Opener| Session::restore_file(&data.path, &job.from, opener);
    let restored = data.for_opener(restore)?;
    warn_of_place(&data.path);
    say!("Đã khôi phục {} từ {}", data.path.display(), job.from.display());
    if let Some(replaced) = restored.replaced {
        say!("Tệp bị thay được giữ ở {}", replaced.display());
    }
    Ok(())
}

/// What is to be saved of a damaged file.
#[derive(Debug, Args)]
pub(super) struct SalvageJob {
    /// Tệp mới, nhận những gì đọc được
    #[arg(long, value_name = "TEP_MOI")]
    to: PathBuf,
}

/// Saves what can be read of a damaged file in a new one; by its exit code also says whether that is all.
pub(super) fn salvage(data: &DataFile, job: &SalvageJob) -> Result<ExitCode, Problem> {
    if !data.path.exists() {
        return Err(Problem::no_data_file(&data.path));
    }
    let salvaged = data.for_opener(|opener| salvaging::salvage(&data.path, &job.to, opener))?;
    warn_of_place(&salvaged.to);
    for sentence in &salvaged.sentences {
        say!("{sentence}");
    }
    say!("{} vào {}", salvaged.headline, salvaged.to.display());
    Ok(if salvaged.is_all { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The exit code is 1 while something is damaged: that is the result of the job, not a failure to do it.
pub(super) fn verify(data: &DataFile, job: &VerifyJob) -> Result<ExitCode, Problem> {
    let opened = match job.repair {
        true => data.open_existing(),
        false => data.open_to_read(),
    };
    let mut session = match opened {
        Err(problem) if problem.about == About::Damage => return inspect(data, job, problem),
        opened => opened?,
    };
    let checked = verified(&mut session, job);
    super::close(session);
    let Checked { check, kept, num_counts } = checked?;
    if job.json {
        say!("{}", check.json());
    } else {
        if num_counts > 0 {
            say!("Đã ghi lại số đếm của {num_counts} báo cáo");
        }
        if let Some(kept) = kept {
            say!("Tệp như trước khi sửa được giữ ở {}", kept.display());
        }
        print_lines(&check);
    }
    Ok(if check.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Tells what is damaged in a file that cannot be opened because of that, and what of it can be read.
fn inspect(data: &DataFile, job: &VerifyJob, problem: Problem) -> Result<ExitCode, Problem> {
    let inspected = data.for_opener(|opener| salvaging::inspect(&data.path, opener));
    let Ok(found) = inspected else { return Err(problem) };
    complain(&problem.line());
    if job.json {
        say!("{}", found.json());
    } else {
        found.damages.iter().chain(&found.notes).for_each(|sentence| say!("{sentence}"));
        say!(
            "Cứu những gì đọc được bằng: baocao06 salvage; xem các bản sao bằng: baocao06 backups"
        );
    }
    Ok(ExitCode::from(1))
}

/// What a check came to.
struct Checked {
    /// What stands now, behind what was put right.
    check: DataCheck,
    /// The file as it was before that.
    kept: Option<PathBuf>,
    /// Of how many reports the counts were written anew.
    num_counts: usize,
}

fn verified(session: &mut Session, job: &VerifyJob) -> Result<Checked, Problem> {
    let check = session.verify()?;
    if !job.repair {
        return Ok(Checked { check, kept: None, num_counts: 0 });
    }
    let num_counts = check.counts.len();
    if check.mendable.is_empty() {
        session.keep_counts(&check)?;
        let check = if num_counts > 0 { session.verify()? } else { check };
        return Ok(Checked { check, kept: None, num_counts });
    }
    // What is damaged has no backup that passes its check: the copy is kept as it is.
    let kept = Some(session.keep_copy()?);
    Ok(Checked { check: session.mend(&check)?, kept, num_counts })
}

fn print_lines(check: &DataCheck) {
    for sentence in &check.sentences {
        say!("{sentence}");
    }
    for note in &check.notes {
        say!("Lưu ý: {note}");
    }
    let read = &check.verification;
    let result = match check.sentences.len() {
        0 => "nguyên vẹn".to_owned(),
        count => format!("{count} chỗ khác với lần lưu cuối"),
    };
    say!(
        "Đã đọc {} báo cáo, {} ô, {} thao tác: {result}",
        read.num_reports,
        read.num_fields,
        read.num_operations
    );
    match (check.is_whole(), check.mendable.is_empty()) {
        (true, _) if check.counts.is_empty() => {}
        (true, _) => say!("Ghi lại số đếm ấy bằng: baocao06 verify --repair"),
        (false, false) => say!("Sửa theo nhật ký bằng: baocao06 verify --repair"),
        (false, true) => say!(
            "Không sửa được theo nhật ký; chỗ nào chưa nêu cách làm thì khôi phục bằng: baocao06 restore (xem các bản sao bằng: baocao06 backups)"
        ),
    }
}

//! `password`: sets, changes and takes away the password that a data file asks for.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::data_file::{DataFile, asked, can_ask, first_line};
use super::output::say;
use crate::app::password::{CAN_ENCRYPT, Password, Protection, ProtectionWish, Replaced};
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::protecting::Protected;
use crate::app::words::passwords;

/// What is to become of it.
#[derive(Debug, Subcommand)]
pub(super) enum PasswordJob {
    /// Đặt mật khẩu, hoặc đổi mật khẩu đang có
    Set {
        /// Tệp có mật khẩu mới ở dòng đầu; không nêu thì hỏi hai lần
        #[arg(long, value_name = "TEP_MAT_KHAU")]
        new_password_file: Option<PathBuf>,
    },
    /// Bỏ mật khẩu đang có; tệp đã mã hóa trở lại tệp thường
    Remove,
    /// Mã hóa cả tệp bằng một mật khẩu (chỉ ở bản chương trình có mã hóa)
    Encrypt {
        /// Tệp có mật khẩu ở dòng đầu; không nêu thì hỏi hai lần
        #[arg(long, value_name = "TEP_MAT_KHAU")]
        new_password_file: Option<PathBuf>,
        /// Không giữ tệp chưa mã hóa trong thư mục sao lưu
        #[arg(long)]
        remove_plain: bool,
    },
}

pub(super) fn run(data: &DataFile, job: &PasswordJob) -> Result<(), Problem> {
    let (mut session, current) = data.open_with_password()?;
    let wish = wish(&session, job);
    let done = wish.and_then(|wish| match wish {
        None => Ok(None),
        Some(wish) => session.protect(current.as_ref(), &wish).map(Some),
    });
    super::close(session);
    match done? {
        None => say!("Tệp này không có mật khẩu"),
        Some(protected) => {
            if let Protected::Anew(recoded) = protected {
                recoded.put_in_place()?;
            }
            say!("{}", told(job));
        }
    }
    Ok(())
}

fn told(job: &PasswordJob) -> &'static str {
    match job {
        PasswordJob::Set { .. } => "Từ nay mở tệp phải có mật khẩu",
        PasswordJob::Remove => "Từ nay mở tệp không hỏi mật khẩu",
        PasswordJob::Encrypt { .. } => "Đã mã hóa tệp; từ nay mở tệp phải có mật khẩu",
    }
}

/// What is wanted; none where nothing need be done.
fn wish(session: &Session, job: &PasswordJob) -> Result<Option<ProtectionWish>, Problem> {
    let protection = session.protection()?;
    let meaning = match (job, protection) {
        (PasswordJob::Encrypt { .. }, _) => &passwords::ENCRYPTED_MEANING[..],
        (_, Protection::Encrypted) => &passwords::PLAIN_MEANING,
        (_, Protection::Open | Protection::Password) => &passwords::MEANING,
    };
    Ok(match job {
        PasswordJob::Remove if protection == Protection::Open => None,
        PasswordJob::Remove => Some(ProtectionWish::Open),
        PasswordJob::Set { new_password_file } => {
            Some(ProtectionWish::Password(chosen(new_password_file.as_deref(), meaning)?))
        }
        PasswordJob::Encrypt { .. } if !CAN_ENCRYPT => return Err(Problem::cannot_encrypt()),
        PasswordJob::Encrypt { new_password_file, remove_plain } => {
            let replaced = if *remove_plain { Replaced::Removed } else { Replaced::Kept };
            let password = chosen(new_password_file.as_deref(), meaning)?;
            Some(ProtectionWish::Encrypted { password, replaced })
        }
    })
}

/// A new password, after it was said what it means.
fn chosen(file: Option<&Path>, meaning: &[&str]) -> Result<Password, Problem> {
    if file.is_none() && !can_ask() {
        return Err(Problem::nobody_to_ask());
    }
    for sentence in meaning {
        say!("{sentence}");
    }
    let chosen = match file {
        Some(file) => Password::chosen(&first_line(file)?),
        None => {
            let typed = asked("Mật khẩu mới: ")?.unwrap_or_default();
            let again = asked("Gõ lại mật khẩu mới: ")?.unwrap_or_default();
            Password::chosen_twice(&typed, &again)
        }
    };
    chosen.map_err(Problem::from_password)
}

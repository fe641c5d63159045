//! `password`: sets, changes and takes away the password that a data file asks for.

use std::path::PathBuf;

use clap::Subcommand;

use super::data_file::{DataFile, asked, can_ask, first_line};
use super::output::say;
use crate::app::password::{Password, PasswordFault, Protection};
use crate::app::problem::Problem;
use crate::app::session::Session;
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
    /// Bỏ mật khẩu đang có
    Remove,
}

pub(super) fn run(data: &DataFile, job: &PasswordJob) -> Result<(), Problem> {
    let (mut session, current) = data.open_with_password()?;
    let done = change(&mut session, current.as_ref(), job);
    super::close(session);
    say!("{}", done?);
    Ok(())
}

fn change(
    session: &mut Session,
    current: Option<&Password>,
    job: &PasswordJob,
) -> Result<&'static str, Problem> {
    match job {
        PasswordJob::Set { new_password_file } => {
            if new_password_file.is_none() && !can_ask() {
                return Err(Problem::nobody_to_ask());
            }
            for sentence in passwords::MEANING {
                say!("{sentence}");
            }
            let new = match new_password_file {
                Some(file) => Password::chosen(&first_line(file)?),
                None => chosen_at_the_terminal()?,
            };
            session.set_password(current, Some(&new.map_err(Problem::from_password)?))?;
            Ok("Từ nay mở tệp phải có mật khẩu")
        }
        PasswordJob::Remove => {
            if session.protection()? == Protection::Open {
                return Ok("Tệp này không có mật khẩu");
            }
            session.set_password(current, None)?;
            Ok("Từ nay mở tệp không hỏi mật khẩu")
        }
    }
}

fn chosen_at_the_terminal() -> Result<Result<Password, PasswordFault>, Problem> {
    let typed = asked("Mật khẩu mới: ")?.ok_or_else(Problem::nobody_to_ask)?;
    let again = asked("Gõ lại mật khẩu mới: ")?.unwrap_or_default();
    Ok(Password::chosen_twice(&typed, &again))
}

//! The real program as the tests run it: with a home folder, a language and a time zone of its own, so that
//! nothing depends on the machine and nobody's files are touched.

use std::process::Command;

/// The program, in the language and time zone of most offices.
pub(crate) fn program() -> Command {
    program_in("vi_VN.UTF-8", "Asia/Ho_Chi_Minh")
}

/// The program under another language and time zone.
pub(crate) fn program_in(language: &str, time_zone: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baocao06"));
    command.env("HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/home"));
    for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env_remove(folder);
    }
    command.env("LC_ALL", language).env("TZ", time_zone);
    command
}

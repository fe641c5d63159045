//! What commands print. A reader that has seen enough, or a disk without room, is no reason to panic: the job
//! goes on, and the command says at its end what could not be told.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write as _};
use std::sync::OnceLock;

use crate::app::problem::Problem;

/// Why the first thing that could not be printed was not; nothing is printed after it.
static FAULT: OnceLock<ErrorKind> = OnceLock::new();

/// Prints a line, as `println!` would.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::output::print(format_args!("{}\n", format_args!($($words)*))) };
}

pub(super) use say;

/// Prints words as they are.
pub(super) fn print(words: Arguments<'_>) {
    if FAULT.get().is_none() {
        note(io::stdout().lock().write_fmt(words));
    }
}

/// Prints what is still held back.
///
/// # Errors
/// When something could not be printed though somebody wanted to read it.
pub(super) fn end() -> Result<(), Problem> {
    if FAULT.get().is_none() {
        note(io::stdout().lock().flush());
    }
    match FAULT.get() {
        // `| head` has seen enough.
        None | Some(ErrorKind::BrokenPipe) => Ok(()),
        Some(kind) => Err(Problem::not_printed(&io::Error::from(*kind))),
    }
}

fn note(printed: io::Result<()>) {
    if let Err(err) = printed {
        FAULT.get_or_init(|| err.kind());
    }
}

/// Tells on standard error what went wrong; where that cannot be written either, the exit code tells.
pub fn complain(words: &str) {
    let _told = writeln!(io::stderr(), "{words}");
}

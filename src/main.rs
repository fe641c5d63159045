//! The program: arguments; picks window or command line.

use std::process::ExitCode;

use baocao06::app::platform::log;
use baocao06::cli::{self, Ending};
use baocao06::ui::run::{self, Until};

fn main() -> ExitCode {
    let wanted = match cli::run(std::env::args_os()) {
        Ending::Finished(code) => return code,
        Ending::Window(wanted) => wanted,
    };
    let _guard = log::start();
    let until = if wanted.measure_start { Until::FirstFrame } else { Until::Closed };
    match run::run(wanted.data, until) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            tracing::error!(?err, "no window");
            cli::complain(&err.words());
            ExitCode::from(1)
        }
    }
}

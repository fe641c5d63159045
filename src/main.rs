//! The program: arguments; picks window or command line.

use std::process::ExitCode;

use baocao06::app::platform::crash::{self, Fate};
use baocao06::app::platform::log;
use baocao06::cli::{self, Ending};
use baocao06::ui::run::{self, Left, Until, Wanted};
use baocao06::ui::system::{self, WindowError};

fn main() -> ExitCode {
    crash::report_panics();
    let wanted = match std::panic::catch_unwind(|| cli::run(std::env::args_os())) {
        Ok(Ending::Finished(code)) => return code,
        Ok(Ending::Window(wanted)) => wanted,
        Err(_) => {
            cli::complain(&WindowError::Crashed(Fate::Unknown).words());
            return ExitCode::from(1);
        }
    };
    let guard = log::start();
    let until = if wanted.measure_start { Until::FirstFrame } else { Until::Closed };
    let left = run::run(Wanted { data: wanted.data, until, graphics: wanted.graphics });
    if let Err(err) = &left {
        tracing::error!(?err, "no window");
    }
    // What follows may take as long as somebody looks at it, or never come back.
    drop(guard);
    match left {
        Ok(Left::Closed) => ExitCode::SUCCESS,
        Ok(Left::StartAgain(again)) => match system::start_again(&again) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => told(&WindowError::Other("not started again".to_owned()).words()),
        },
        Err(err) => told(&err.words()),
    }
}

/// Tells why there is no window: where the program was started, and in a box of the system.
fn told(words: &str) -> ExitCode {
    cli::complain(words);
    system::tell(words);
    ExitCode::from(1)
}

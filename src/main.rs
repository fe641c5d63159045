//! The program: arguments; picks window or command line.

use std::process::ExitCode;

use baocao06::app::log;
use baocao06::cli::{self, Outcome};
use baocao06::ui::run::{self, Until, WindowError};

fn main() -> ExitCode {
    let wanted = match cli::run(std::env::args_os()) {
        Outcome::Finished(code) => return code,
        Outcome::Window(wanted) => wanted,
    };
    let _guard = log::start();
    let until = if wanted.measure_start { Until::FirstFrame } else { Until::Closed };
    match run::run(wanted.data, until) {
        Ok(()) => ExitCode::SUCCESS,
        Err(WindowError::Missing(missing)) => {
            eprintln!("{}", missing.words());
            ExitCode::from(1)
        }
        Err(WindowError::Crashed) => {
            eprintln!(
                "Chương trình gặp lỗi và phải dừng; những gì đã báo “Đã lưu” vẫn còn trong tệp. Hãy mở lại chương trình"
            );
            ExitCode::from(1)
        }
        Err(WindowError::Other(words)) => {
            tracing::error!(words, "no window");
            eprintln!(
                "Không mở được cửa sổ trên máy này; để làm báo cáo mẫu mà không cần cửa sổ: cargo run --release -- demo THU_MUC"
            );
            ExitCode::from(1)
        }
    }
}

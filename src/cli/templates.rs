//! Templates on the command line: list, show, add.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::output::say;
use crate::app::problem::Problem;
use crate::app::session::Session;

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(super) enum TemplateJob {
    /// Liệt kê các mẫu trong tệp dữ liệu
    List,
    /// In một mẫu ở dạng JSON
    Show {
        /// Mã của mẫu, ví dụ de_an_06_thang
        #[arg(value_name = "MA_MAU")]
        key: String,
        /// Phiên bản; không nêu thì lấy bản mới nhất
        #[arg(long, value_name = "SO")]
        version: Option<u32>,
    },
    /// Kiểm tra một tệp mẫu và thêm vào tệp dữ liệu
    Add {
        /// Tệp mẫu
        #[arg(value_name = "MAU.json")]
        file: PathBuf,
    },
}

/// Does the job.
pub(super) fn run(data: &Path, job: TemplateJob) -> Result<(), Problem> {
    match job {
        TemplateJob::List => list(data),
        TemplateJob::Show { key, version } => show(data, &key, version),
        TemplateJob::Add { file } => add(data, &file),
    }
}

/// The built-in template is there even without a data file.
fn list(data: &Path) -> Result<(), Problem> {
    for (id, name) in Session::templates_of(data)? {
        say!("{}\t{}\t{name}", id.key, id.version);
    }
    Ok(())
}

fn show(data: &Path, key: &str, version: Option<u32>) -> Result<(), Problem> {
    let json = Session::template_json_of(data, key, version)?;
    say!("{}", json.trim_end());
    Ok(())
}

fn add(data: &Path, file: &Path) -> Result<(), Problem> {
    let (id, name) = super::in_file(data, |session| session.add_template_file(file))?;
    say!("Đã thêm mẫu “{name}” ({} phiên bản {}) vào {}", id.key, id.version, data.display());
    Ok(())
}

//! Templates on the command line: list, show, add.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::data_file::DataFile;
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
pub(super) fn run(data: &DataFile, job: TemplateJob) -> Result<(), Problem> {
    match job {
        TemplateJob::List => list(data),
        TemplateJob::Show { key, version } => show(data, &key, version),
        TemplateJob::Add { file } => add(data, &file),
    }
}

/// The built-in template is there even without a data file.
fn list(data: &DataFile) -> Result<(), Problem> {
    let session = data.open_to_read_if_there()?;
    let templates = Session::templates_of(session.as_ref());
    session.into_iter().for_each(super::close);
    for (id, name) in templates? {
        say!("{}\t{}\t{name}", id.key, id.version);
    }
    Ok(())
}

fn show(data: &DataFile, key: &str, version: Option<u32>) -> Result<(), Problem> {
    let session = match data.open_to_read_if_there() {
        // The built-in one can be shown whatever the data file is doing.
        Err(_) if Session::is_builtin(key, version) => None,
        opened => opened?,
    };
    let json = Session::template_json_of(session.as_ref(), key, version);
    session.into_iter().for_each(super::close);
    let json = json?;
    say!("{}", json.trim_end());
    Ok(())
}

fn add(data: &DataFile, file: &Path) -> Result<(), Problem> {
    let (id, name) = super::in_file(data, |session| session.add_template_file(file))?;
    say!("Đã thêm mẫu “{name}” ({} phiên bản {}) vào {}", id.key, id.version, data.path.display());
    Ok(())
}

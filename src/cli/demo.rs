//! The main job without a window: the sample, and one report of it as Word, Excel and JSON.

use std::path::Path;

use super::data_file::{DataFile, warn_of_place};
use super::output::say;
use crate::app::files::export_format::ExportFormat;
use crate::app::files::exports::{self, FormInName};
use crate::app::platform::places::DATA_EXTENSION;
use crate::app::problem::Problem;
use crate::app::session::Session;

/// Makes the sample data file in a folder and exports May 2023, the month of a real report, beside it.
pub(super) fn run(file: &DataFile, folder: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(folder).map_err(|err| Problem::cannot_make_folder(folder, &err))?;
    let data = folder.join(format!("du-lieu-mau.{DATA_EXTENSION}"));
    let mut session = if data.exists() {
        say!("Dùng lại dữ liệu mẫu đã có: {}", data.display());
        file.at(data).open_existing()?
    } else {
        let session = Session::create_sample(&data)?;
        warn_of_place(&data);
        say!("Đã tạo dữ liệu mẫu 13 tháng: {}", data.display());
        session
    };
    let may = Session::sample_period()?;
    let id = session.find(may)?;
    let loaded = session.load(id)?;
    for format in [ExportFormat::Docx, ExportFormat::Xlsx, ExportFormat::Json] {
        let path = folder.join(exports::export_name(
            &loaded.report,
            &loaded.template,
            format,
            FormInName::Unsaid,
        ));
        session.export(id, format, &path)?;
        say!("{} {}: {}", format.about().file_kind, may.label().to_lowercase(), path.display());
    }
    super::close(session);
    Ok(())
}

//! The command line: the same jobs as the window, without a screen. Errors go to standard error,
//! one Vietnamese sentence and what to do. Exit codes: 0 done, 1 could not (or, for `check`, an error
//! stands in the report), 2 wrong use.

mod backups;
mod check;
mod data_file;
mod deleting;
mod demo;
mod diagnostics;
mod forms;
mod looks;
mod new;
mod offices;
mod output;
mod passwords;
mod tables;
mod templates;
mod which;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use self::data_file::DataFile;
pub use self::output::complain;
use self::output::say;
use crate::app::backup::making::KeptAs;
use crate::app::files::export_format::ExportFormat;
use crate::app::message::Existing;
use crate::app::platform::graphics::{Graphics, GraphicsWish};
use crate::app::platform::places;
use crate::app::problem::Problem;
use crate::app::safekeeping::Occasion;
use crate::app::session::files::Import;
use crate::app::session::{Imported, Session};
use crate::app::words;
use crate::report::period::format_day;

/// What the program was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "baocao06",
    version,
    about = "Báo cáo 06: lập báo cáo Đề án 06 hằng tháng, không cần mạng",
    disable_help_subcommand = true,
    disable_version_flag = true,
    disable_help_flag = true,
    help_template = "{about}\n\nCách dùng: {usage}\n\n{all-args}\n\nMã kết thúc: 0 xong, 1 không làm được (với lệnh check: báo cáo còn lỗi), 2 gọi sai.",
    override_usage = "baocao06 [--data TEP] [LENH]"
)]
pub struct Arguments {
    /// Tệp dữ liệu; không nêu thì dùng tệp trong thư mục dữ liệu của người dùng
    #[arg(long, global = true, value_name = "TEP")]
    data: Option<PathBuf>,
    /// Tệp có mật khẩu mở tệp ở dòng đầu; không nêu thì dùng biến môi trường BAOCAO06_PASSWORD, không có thì hỏi
    #[arg(long, global = true, value_name = "TEP_MAT_KHAU")]
    password_file: Option<PathBuf>,
    /// In hướng dẫn này
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// Mở cửa sổ vẽ bằng phần mềm, khi card đồ họa của máy lỗi; các lần mở sau cũng vậy
    #[arg(long, conflicts_with = "hardware")]
    software: bool,
    /// Mở cửa sổ vẽ bằng card đồ họa như thường lệ; các lần mở sau cũng vậy
    #[arg(long)]
    hardware: bool,
    /// With what is left to try the program starts itself again.
    #[arg(long, hide = true, value_delimiter = ',', value_parser = parse_graphics)]
    graphics: Vec<Graphics>,
    /// For the bench of the window: tell how long the start took, and end.
    #[arg(long, hide = true)]
    measure_start: bool,
    #[command(subcommand)]
    job: Option<Job>,
}

/// The help of one job.
const JOB_HELP: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}";

/// All that can be asked for, with headings in Vietnamese in the help of every job alike.
fn command() -> clap::Command {
    in_vietnamese(Arguments::command())
}

fn in_vietnamese(command: clap::Command) -> clap::Command {
    let command = command.subcommand_help_heading("Lệnh").subcommand_value_name("LENH");
    let command = command.mut_args(|argument| {
        let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
        argument.help_heading(heading)
    });
    command.mut_subcommands(|job| in_vietnamese(job.help_template(JOB_HELP)))
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Tạo dữ liệu mẫu trong một thư mục và xuất tháng 5/2023 ra Word, Excel, JSON
    Demo {
        /// Thư mục; được tạo nếu chưa có
        #[arg(value_name = "THU_MUC")]
        folder: PathBuf,
    },
    /// Tạo tệp dữ liệu có 13 tháng mẫu
    Sample,
    /// Lập báo cáo mới: của đơn vị nào, theo mẫu nào, kỳ nào
    New(new::NewJob),
    /// Liệt kê các báo cáo trong tệp dữ liệu
    Periods,
    /// Xóa một báo cáo khỏi danh sách; lấy lại được bằng undelete
    Delete(deleting::DeleteJob),
    /// Liệt kê các báo cáo đã xóa
    Deleted,
    /// Lấy lại một báo cáo đã xóa
    Undelete(deleting::DeleteJob),
    /// Xuất một báo cáo
    Export {
        #[command(flatten)]
        which: which::Which,
        #[arg(long, value_name = "DANG", value_parser = parse_format, help = format_help())]
        format: ExportFormat,
        /// Tệp xuất ra
        #[arg(long, value_name = "TEP_RA")]
        out: PathBuf,
    },
    /// Nhập một báo cáo từ tệp JSON do lệnh export ghi
    Import {
        /// Tệp JSON
        #[arg(value_name = "BAO_CAO.json")]
        report: PathBuf,
        /// Thay nội dung nếu báo cáo đó đã có
        #[arg(long)]
        replace: bool,
    },
    /// Kiểm tra số liệu một báo cáo: mâu thuẫn giữa các chỗ, tổng, tỷ lệ, so với các kỳ trước
    Check(check::CheckJob),
    /// Xem và đổi cách trình bày báo cáo của đơn vị: thể thức, phụ lục, biểu đồ, mẫu Word
    Look(looks::LookChanges),
    /// Phiếu thu thập số liệu theo đơn vị cung cấp: liệt kê, xuất, xem và nhập phiếu đã điền
    Form {
        #[command(subcommand)]
        job: forms::FormJob,
    },
    /// Liệt kê, in các bảng của báo cáo theo mẫu nhập đã lưu
    Table {
        #[command(subcommand)]
        job: tables::TableJob,
    },
    /// Xem, thêm đơn vị; sửa cấp trên và thời gian báo cáo của đơn vị (trong cửa sổ: Công cụ › Các đơn vị trong tệp…)
    Office {
        #[command(subcommand)]
        job: offices::OfficeJob,
    },
    /// Sao lưu tệp dữ liệu: bản sao được mở và kiểm tra ngay
    Backup(backups::BackupJob),
    /// Liệt kê các bản sao, diễn tập khôi phục
    Backups(backups::BackupsJob),
    /// Khôi phục tệp dữ liệu từ một bản sao; tệp bị thay được giữ lại
    Restore(backups::RestoreJob),
    /// Kiểm tra tệp dữ liệu: có hỏng, có bị sửa ngoài chương trình không
    Verify(backups::VerifyJob),
    /// Đặt, đổi, bỏ mật khẩu được hỏi mỗi khi mở tệp dữ liệu
    Password {
        #[command(subcommand)]
        job: passwords::PasswordJob,
    },
    /// Cứu những gì đọc được của một tệp dữ liệu bị hỏng sang tệp mới; tệp hỏng được giữ nguyên
    Salvage(backups::SalvageJob),
    /// Tệp chẩn đoán cho bộ phận hỗ trợ: phiên bản, máy, số đếm, loại lỗi; không có số liệu, lời văn, tên
    Diagnostics(diagnostics::DiagnosticsJob),
    /// Xem và thêm mẫu báo cáo
    Template {
        #[command(subcommand)]
        job: templates::TemplateJob,
    },
}

/// What `--format` may be, made of the formats there are.
fn format_help() -> String {
    let formats = ExportFormat::ALL.into_iter();
    let formats: Vec<String> =
        formats.map(|f| format!("{} ({})", f.name(), f.about().contents)).collect();
    format!("Dạng tệp: {}", formats.join(", "))
}

fn parse_format(text: &str) -> Result<ExportFormat, String> {
    ExportFormat::from_name(text).ok_or_else(|| "không có dạng tệp ấy".to_owned())
}

/// What the command line came to.
pub enum Ending {
    /// A window is wanted.
    Window(Wanted),
    /// The job is done, or not.
    Finished(ExitCode),
}

/// The window that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The data file; the one that was open last when none is named.
    pub data: Option<PathBuf>,
    /// Whether to tell how long the start took, and end.
    pub measure_start: bool,
    /// By what it is to be drawn.
    pub graphics: GraphicsWish,
}

impl Arguments {
    fn graphics(&self) -> GraphicsWish {
        match (self.software, self.hardware) {
            _ if !self.graphics.is_empty() => GraphicsWish::Rest(self.graphics.clone()),
            (true, _) => GraphicsWish::First(Graphics::Software),
            (false, true) => GraphicsWish::First(Graphics::Hardware),
            (false, false) => GraphicsWish::Remembered,
        }
    }
}

fn parse_graphics(text: &str) -> Result<Graphics, String> {
    Graphics::from_name(text).ok_or_else(|| "không có cách vẽ ấy".to_owned())
}

/// Reads the arguments and does the job, unless a window is wanted.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Ending {
    let read = command().try_get_matches_from(arguments);
    let arguments = match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(err) => return Ending::Finished(ended(Ok(wrong_use(&err)))),
    };
    let Some(job) = arguments.job else {
        let graphics = arguments.graphics();
        let Arguments { data, measure_start, .. } = arguments;
        return Ending::Window(Wanted { data, measure_start, graphics });
    };
    let path = arguments.data.unwrap_or_else(places::default_data_file);
    let data = DataFile { path, password_file: arguments.password_file };
    Ending::Finished(ended(done(&data, job)))
}

/// Tells why a job was not done, or why what it printed could not be.
fn ended(done: Result<ExitCode, Problem>) -> ExitCode {
    let printed = output::end();
    done.and_then(|code| printed.map(|()| code)).unwrap_or_else(|problem| {
        complain(&problem.line());
        ExitCode::from(1)
    })
}

/// Does a job; what it says by its exit code when it could be done.
fn done(data: &DataFile, job: Job) -> Result<ExitCode, Problem> {
    match job {
        Job::Check(job) => return check::run(data, &job),
        Job::Periods => return periods(data),
        Job::Table { job } => tables::run(data, &job)?,
        Job::Verify(job) => return backups::verify(data, &job),
        Job::Salvage(job) => return backups::salvage(data, &job),
        Job::Backup(job) => backups::back_up(data, &job)?,
        Job::Backups(job) => backups::list(data, &job)?,
        Job::Restore(job) => backups::restore(data, &job)?,
        Job::Diagnostics(job) => diagnostics::run(data, &job)?,
        Job::Demo { folder } => demo::run(data, &folder)?,
        Job::Sample => sample(data)?,
        Job::New(job) => new::run(data, &job)?,
        Job::Delete(job) => deleting::delete(data, &job)?,
        Job::Deleted => deleting::list(data)?,
        Job::Undelete(job) => deleting::undelete(data, &job)?,
        Job::Export { which, format, out } => export(data, &which, format, &out)?,
        Job::Import { report, replace } => {
            import(data, &report, if replace { Existing::Replace } else { Existing::Ask })?;
        }
        Job::Look(changes) => looks::run(data, &changes)?,
        Job::Form { job } => forms::run(data, job)?,
        Job::Office { job } => offices::run(data, job)?,
        Job::Password { job } => passwords::run(data, &job)?,
        Job::Template { job } => templates::run(data, job)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Help or version; the one word in it that the library writes itself is put into Vietnamese.
fn told(err: &clap::Error) -> String {
    err.to_string().replace("[OPTIONS]", "[TUY_CHON]")
}

/// Help and version are no error; everything else is wrong use, told in Vietnamese.
fn wrong_use(err: &clap::Error) -> ExitCode {
    match err.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::print(format_args!("{}", told(err)));
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let words = |kind| err.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = words(clap::error::ContextKind::InvalidArg);
    let value = words(clap::error::ContextKind::InvalidValue);
    let sentence = match err.kind() {
        ErrorKind::MissingRequiredArgument => format!("Lệnh còn thiếu: {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("Không có lệnh “{}”", words(clap::error::ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("Không có tùy chọn “{argument}”"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // Readers of values say in Vietnamese what is needed.
            let why = std::error::Error::source(err).map(|why| format!(": {why}"));
            let why = why.unwrap_or_default();
            format!("Giá trị “{value}” của {argument} không dùng được{why}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Lệnh còn thiếu phần sau".to_owned()
        }
        _ => "Lệnh gọi chưa đúng".to_owned(),
    };
    complain(&format!("{sentence}. Xem cách dùng bằng: baocao06 --help"));
    ExitCode::from(2)
}

fn sample(data: &DataFile) -> Result<(), Problem> {
    let data = &data.path;
    if data.exists() {
        return Err(Problem::file_exists(data));
    }
    let mut session = Session::create_sample(data)?;
    data_file::warn_of_place(data);
    let num_months = session.summary()?.reports.len();
    close(session);
    say!("Đã tạo {num_months} tháng mẫu trong {}", data.display());
    Ok(())
}

/// The exit code is 1 where there are reports that cannot be listed.
fn periods(data: &DataFile) -> Result<ExitCode, Problem> {
    let mut session = data.open_to_read()?;
    let file = session.summary()?;
    for summary in &file.reports {
        let status = words::status(&summary.status);
        let range = summary.period.range;
        let remark =
            if summary.remark.is_empty() { String::new() } else { format!("\t{}", summary.remark) };
        let whose = match (file.offices.len() > 1, file.forms.len() > 1) {
            (false, false) => String::new(),
            _ => format!("\t{}\t{}", summary.office.code, summary.template.key),
        };
        say!(
            "{}{whose}\t{} – {}\t{status}\t{}/{}\t{}\t{}{remark}",
            summary.period.key,
            format_day(range.first()),
            format_day(range.last()),
            summary.progress.done,
            summary.progress.total,
            summary.open_texts.map(|texts| format!("{texts} lời văn chờ xem")).unwrap_or_default(),
            summary.found.as_ref().map(|found| words::all_asking(found.asking)).unwrap_or_default(),
        );
    }
    close(session);
    Ok(match file.unlisted.as_slice() {
        [] => ExitCode::SUCCESS,
        unlisted => {
            unlisted.iter().for_each(|sentence| complain(sentence));
            complain("Xem và sửa bằng: baocao06 verify --repair");
            ExitCode::from(1)
        }
    })
}

fn export(
    data: &DataFile,
    which: &which::Which,
    format: ExportFormat,
    out: &Path,
) -> Result<(), Problem> {
    let mut session = data.open_to_read()?;
    session.refuse_own_file(out)?;
    with_extension(out, format.about().extension)?;
    let id = session.find(which.wanted())?;
    session.export(id, format, out)?;
    close(session);
    say!("Đã xuất {}", out.display());
    Ok(())
}

/// A file that is named as another kind of file would not open.
fn with_extension(path: &Path, wanted: &str) -> Result<(), Problem> {
    match path.extension() {
        Some(extension) if !extension.eq_ignore_ascii_case(wanted) => {
            Err(Problem::wrong_extension(path, wanted))
        }
        Some(_) | None => Ok(()),
    }
}

/// What an import came to.
enum Took {
    Report,
    /// All of it was there already.
    Nothing,
}

fn import(data: &DataFile, report: &Path, existing: Existing) -> Result<(), Problem> {
    let (took, notes) = in_file(data, |session| {
        if existing == Existing::Replace
            && !session.summary()?.reports.is_empty()
            && let KeptAs::Faulty(copy) = session.back_up_as_it_is(Occasion::BeforeImport, None)?
        {
            backups::tell_faulty(&copy.backup);
        }
        let Import { imported, notes } = session.import_noting(report, existing)?;
        match imported {
            Imported::Exists(key) => {
                Err(Problem::report_there(&session.summary()?.words_of(&key), report))
            }
            Imported::Replaced(news) if news.changes.is_empty() => Ok((Took::Nothing, notes)),
            Imported::Made(_) | Imported::Replaced(_) => Ok((Took::Report, notes)),
        }
    })?;
    match took {
        Took::Report => say!("Đã nhập {} vào {}", report.display(), data.path.display()),
        Took::Nothing => say!(
            "Không có gì phải nhập: báo cáo trong {} đã đúng như {}",
            data.path.display(),
            report.display()
        ),
    }
    for note in notes {
        say!("Lưu ý: {note}");
    }
    Ok(())
}

/// Does a job in a data file, which is made when it is not there; after a job that fails it is not there either.
fn in_file<T>(
    data: &DataFile,
    job: impl FnOnce(&mut Session) -> Result<T, Problem>,
) -> Result<T, Problem> {
    if !data.path.exists() {
        let made = Session::make(&data.path, job)?;
        data_file::warn_of_place(&data.path);
        return Ok(made);
    }
    let mut session = data.open_existing()?;
    let done = job(&mut session);
    close(session);
    done
}

/// Closes a data file. What was saved is in it whatever comes of that, so a job that is done is not called
/// undone; that a plain copy of the file would not hold all is told.
fn close(session: Session) {
    if let Err(problem) = session.close() {
        complain(&problem.behind_the_job().line());
    }
}

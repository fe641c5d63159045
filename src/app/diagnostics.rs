//! "Tệp chẩn đoán": what whoever helps an office has to know of its program, its machine and its data file. Counts
//! and kinds, never a figure, a text, a name or a place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::backup::folder;
use super::password::Protection;
use super::platform::system::{self, ScreenFacts};
use super::platform::{clock, crash, location, log, places};
use super::problem::{About, Problem};
use super::safekeeping::Backup;
use super::session::Session;
use super::summaries::{FileAccess, FileSummary};
use crate::exchange::template_v1;
use crate::store::{Damage, SCHEMA_VERSION, sqlite_version};

/// So many lines of the log are told, the last ones.
const LOG_LINES: usize = 150;
/// So many lines of a report of a crash are told: what stands above the way to it.
const CRASH_LINES: usize = 8;
/// A shorter name of a person or a computer would be found in the middle of other words.
const NAME_LENGTH_MIN: usize = 3;

/// The data file that the diagnostics are about.
pub enum DataFile<'a> {
    /// None is open.
    None,
    /// This one could not be opened.
    Closed(&'a Problem),
    /// This one is open.
    Open(&'a mut Session),
}

/// The text of the diagnostics.
pub fn text(data: DataFile<'_>, screen: Option<&ScreenFacts>) -> String {
    let mut parts = vec![program(), machine(screen)];
    match data {
        DataFile::None => parts.push(part("Tệp dữ liệu", ["chưa mở tệp nào".to_owned()])),
        DataFile::Closed(problem) => parts.push(part("Tệp dữ liệu", [not_opened(problem)])),
        DataFile::Open(session) => parts.extend(data_file(session)),
    }
    parts.extend([crashes(), last_log_lines()]);
    let heading = "Báo cáo 06: tệp chẩn đoán cho bộ phận hỗ trợ\n\
        Trong tệp này chỉ có số đếm và loại lỗi: không có số liệu, lời văn, tên đơn vị, tên người dùng, đường dẫn riêng.\n";
    without_names(&format!("{heading}\n{}", parts.join("\n")))
}

fn part(heading: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines: String = lines.into_iter().map(|line| format!("  {line}\n")).collect();
    format!("{heading}\n{lines}")
}

fn program() -> String {
    part(
        "Chương trình",
        [
            format!("phiên bản: {}", env!("CARGO_PKG_VERSION")),
            format!("dạng tệp dữ liệu: {SCHEMA_VERSION}"),
            format!("SQLite: {}", sqlite_version()),
            format!("lập lúc: {}", minute(clock::now())),
        ],
    )
}

fn machine(screen: Option<&ScreenFacts>) -> String {
    let mut lines = vec![format!("hệ điều hành: {}", system::name())];
    match screen {
        None => lines.push("cửa sổ: lập bằng dòng lệnh nên không rõ; xem nhật ký".to_owned()),
        Some(screen) => lines.extend([
            format!("vẽ cửa sổ bằng: {}", screen.adapter),
            format!("màn hình: {}", screen.screen),
            format!("cỡ chữ: {}%", screen.zoom_percent),
        ]),
    }
    part("Máy", lines)
}

/// Why a file could not be opened, by its kind: words may name a place.
fn not_opened(problem: &Problem) -> String {
    let kind = match problem.about {
        About::Damage => "hỏng",
        About::ForeignLog => "cạnh tệp có nhật ký của tệp khác",
        About::NotThere => "không còn ở chỗ cũ",
        About::Password => "có mật khẩu",
        About::Locked => "đang mở ở cửa sổ hoặc máy khác",
        About::Saving | About::FileGone | About::Place | About::Mail | About::Other => {
            "lý do ở nhật ký"
        }
    };
    format!("không mở được: {kind}")
}

fn data_file(session: &mut Session) -> Vec<String> {
    let file = match session.summary() {
        Ok(file) => file,
        Err(problem) => return vec![part("Tệp dữ liệu", [not_opened(&problem)])],
    };
    vec![
        part("Tệp dữ liệu", about_file(&file)),
        part("Bản sao", about_backups(&file)),
        part("Kiểm tra dữ liệu", about_check(session)),
    ]
}

fn about_file(file: &FileSummary) -> Vec<String> {
    let mut log = file.path.as_os_str().to_owned();
    log.push("-wal");
    let place = match location::risk_of(&file.path) {
        None => "ổ đĩa của máy".to_owned(),
        Some(location::RiskyPlace::Cloud(program)) => format!("thư mục {program}"),
        Some(location::RiskyPlace::Network) => "máy khác trong mạng".to_owned(),
        Some(location::RiskyPlace::OtherName) => "tệp còn mang một tên khác".to_owned(),
    };
    vec![
        format!("dung lượng: {} KB; nhật ký ghi: {} KB", kb(&file.path), kb(Path::new(&log))),
        format!("nơi để: {place}"),
        format!("ghi được: {}", access(file)),
        format!("mật khẩu: {}", if file.protection == Protection::Open { "không" } else { "có" }),
        format!("số báo cáo: {}; số đơn vị: {}", file.reports.len(), file.offices.len()),
        format!("mẫu: {}", forms(file)),
    ]
}

fn access(file: &FileSummary) -> &'static str {
    match file.access {
        FileAccess::Write => "có",
        FileAccess::ReadOnlyPlace => "không, chỗ để chỉ cho đọc",
        FileAccess::NewerProgram => "không, do bản mới hơn ghi",
        FileAccess::OpenElsewhere => "không, đang mở ở cửa sổ khác",
    }
}

/// The built-in forms by key, those of an office by version only: their keys are its own words.
fn forms(file: &FileSummary) -> String {
    let builtin = template_v1::builtin_template().ok();
    let builtin = builtin.as_ref().map(|template| &template.id().key);
    let forms = file.forms.iter().map(|form| match builtin == Some(&form.id.key) {
        true => format!("{} phiên bản {}", form.id.key, form.id.version),
        false => format!("mẫu riêng phiên bản {}", form.id.version),
    });
    forms.collect::<Vec<_>>().join(", ")
}

fn about_backups(file: &FileSummary) -> Vec<String> {
    let backups = match folder::own(&file.path) {
        Ok(backups) => backups,
        Err(_) => return vec!["không đọc được thư mục sao lưu".to_owned()],
    };
    let total: u64 = backups.iter().map(|backup| kb(&backup.path)).sum();
    let told = |backup: &Backup| {
        format!("{} {}, {} KB", minute(backup.made), backup.occasion.words(), kb(&backup.path))
    };
    let count = format!("số bản: {}; tổng dung lượng: {total} KB", backups.len());
    std::iter::once(count).chain(backups.iter().map(told)).collect()
}

/// What reading all of the file comes to, by kinds of damage.
fn about_check(session: &mut Session) -> Vec<String> {
    let Ok(check) = session.verify() else {
        return vec!["không đọc hết được tệp".to_owned()];
    };
    let read = &check.verification;
    let mut kinds = BTreeMap::<&str, usize>::new();
    for damage in &read.damages {
        *kinds.entry(kind_of(damage)).or_default() += 1;
    }
    let count = format!(
        "đã đọc {} thao tác, {} báo cáo, {} trường; khác lần lưu cuối: {} chỗ",
        read.num_operations,
        read.num_reports,
        read.num_fields,
        read.damages.len()
    );
    let kinds = kinds.into_iter().map(|(kind, count)| format!("{kind}: {count}"));
    std::iter::once(count).chain(kinds).collect()
}

fn kind_of(damage: &Damage) -> &'static str {
    match damage {
        Damage::Page(_) => "trang hoặc chỉ mục không đọc được",
        Damage::Reference { .. } => "dòng trỏ tới nơi không có",
        Damage::Unreadable { .. } => "dòng không hiểu được",
        Damage::Chain { .. } => "nhật ký bị sửa",
        Damage::Field { .. } => "giá trị khác nhật ký",
        Damage::Content { .. } => "mã kiểm tra của báo cáo không khớp",
        Damage::Orphan(_) => "báo cáo mất đơn vị hoặc mẫu",
        Damage::Kept { .. } => "đơn vị, mẫu hoặc cách trình bày khác nhật ký",
    }
}

fn crashes() -> String {
    let told = crash::reports().into_iter().flat_map(|path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        // The first line says what the file is.
        let lines = text.lines().skip(1).take(CRASH_LINES - 1);
        let lines = lines.filter(|line| !line.is_empty()).map(str::to_owned);
        lines.chain([String::from("-")]).collect::<Vec<_>>()
    });
    let told: Vec<String> = told.collect();
    let none = told.is_empty().then(|| "chưa có".to_owned());
    part("Sự cố", none.into_iter().chain(told))
}

fn last_log_lines() -> String {
    let mut lines: Vec<String> = Vec::new();
    for path in log::files() {
        let text = fs::read_to_string(path).unwrap_or_default();
        lines.extend(text.lines().map(str::to_owned));
    }
    let surplus = lines.len().saturating_sub(LOG_LINES);
    part("Nhật ký", lines.into_iter().skip(surplus))
}

fn minute(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M").to_string()
}

fn kb(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len().div_ceil(1024))
}

/// Takes away what names a person or a computer, should it stand anywhere all the same.
fn without_names(text: &str) -> String {
    let home = places::home().map(|home: PathBuf| home.to_string_lossy().into_owned());
    let names = [
        (home.unwrap_or_default(), "‹thư mục người dùng›"),
        (places::person(), "‹người dùng›"),
        (places::computer(), "‹máy›"),
    ];
    let names = names.into_iter().filter(|(name, _)| name.chars().count() >= NAME_LENGTH_MIN);
    names.fold(text.to_owned(), |text, (name, instead)| text.replace(&name, instead))
}

//! What is kept of a panic: a report for whoever helps the office, told of once at the next start. It says where and
//! of what kind, never with what: words of a panic may quote a figure, a text or a path.

use std::backtrace::Backtrace;
use std::cell::Cell;
use std::fs;
use std::io;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::{clock, display, places, system};
use crate::export::file;
use crate::report::names::named_enum;

/// How the names of reports begin.
const NAME: &str = "su-co-";
/// How the name of one ends that nobody was told of.
const UNTOLD: &str = "-moi.txt";
const TOLD: &str = ".txt";
/// So many reports are kept.
const REPORTS_MAX: usize = 10;
/// So many lines of the way to the panic are kept.
const TRACE_MAX: usize = 80;
/// What the line begins with that says what became of what was being typed.
const KEPT: &str = "đang nhập: ";

named_enum! {
    /// What became of what was being typed when the program ended.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Fate {
        /// Nobody knows. What was told as saved is in the file all the same.
        #[default]
        Unknown = "không rõ",
        /// All of it is saved.
        Saved = "đã lưu hết",
        /// What could not be saved lies in a file of its own.
        Aside = "đã để riêng",
    }
}

/// A crash that nobody was told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// Its report.
    pub report: PathBuf,
    /// What became of what was being typed.
    pub kept: Fate,
    /// Where that lies which could not be saved.
    pub aside: Option<PathBuf>,
}

thread_local! {
    static IS_REPORTING: Cell<bool> = const { Cell::new(false) };
}

/// From now on each panic leaves a report, and a line in the log.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        // A panic while this one is being told would end the program at once.
        if IS_REPORTING.replace(true) {
            return;
        }
        if display::takes_with_it(panic.location().map_or("", |at| at.file())) {
            tracing::info!("the display is gone");
            IS_REPORTING.set(false);
            return;
        }
        let place = panic.location().map_or_else(String::new, |at| {
            format!("{}:{}:{}", short(at.file()), at.line(), at.column())
        });
        let kind = kind(&message(panic), panic.location().map_or("", |at| at.file()));
        let thread = std::thread::current().name().unwrap_or("?").to_owned();
        tracing::error!(place, kind, thread, "panic");
        let text = report(&place, &kind, &thread, &Backtrace::force_capture().to_string());
        if let Err(err) = keep(&places::log_folder(), &text) {
            tracing::error!(kind = ?err.kind(), "the report of a crash was not written");
        }
        IS_REPORTING.set(false);
    }));
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    panic.payload_as_str().unwrap_or_default().to_owned()
}

/// Beginnings of what the standard library says; what follows them may quote anything.
const KINDS: [&str; 26] = [
    "called `Option::unwrap()` on a `None` value",
    "called `Option::expect()` on a `None` value",
    "called `Result::unwrap()` on an `Err` value",
    "called `Result::expect()` on an `Err` value",
    "index out of bounds",
    "range start index",
    "range end index",
    "slice index starts at",
    "byte index",
    "start byte index",
    "end byte index",
    "failed to slice string",
    "begin <= end",
    "attempt to add with overflow",
    "attempt to subtract with overflow",
    "attempt to multiply with overflow",
    "attempt to divide by zero",
    "attempt to calculate the remainder",
    "assertion",
    "internal error: entered unreachable code",
    "not implemented",
    "explicit panic",
    "already borrowed",
    "already mutably borrowed",
    "RefCell already",
    "capacity overflow",
];

/// Libraries that never see a figure or a text, so that their words can be kept whole.
const GRAPHICS: [&str; 6] = ["wgpu-", "egui-wgpu-", "wgpu-core-", "wgpu-hal-", "naga-", "winit-"];

/// What may be written of a panic's words.
fn kind(message: &str, file: &str) -> String {
    let mut folders = file.split(['/', '\\']);
    if folders.any(|folder| GRAPHICS.iter().any(|library| folder.starts_with(library))) {
        return message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    }
    match KINDS.iter().find(|kind| message.starts_with(**kind)) {
        Some(kind) => (*kind).to_owned(),
        None => format!("{} chữ không ghi lại, vì có thể có số liệu", message.chars().count()),
    }
}

/// A file of code without the folders of the machine that built it.
fn short(file: &str) -> String {
    let file = file.replace('\\', "/");
    if let Some((_, library)) = file.split_once("/registry/src/") {
        let behind_index = library.split_once('/').map_or(library, |(_, behind)| behind);
        return behind_index.to_owned();
    }
    if let Some((_, standard)) = file.split_once("/library/") {
        return format!("library/{standard}");
    }
    match file.starts_with('/') || file.contains(':') {
        true => file.rsplit('/').next().unwrap_or_default().to_owned(),
        false => file.trim_start_matches("./").to_owned(),
    }
}

fn report(place: &str, kind: &str, thread: &str, trace: &str) -> String {
    let trace = trace.lines().take(TRACE_MAX).map(|line| match line.trim().strip_prefix("at ") {
        Some(file) => format!("             {}", short(file)),
        None => line.to_owned(),
    });
    let trace: Vec<String> = trace.collect();
    format!(
        "Báo cáo 06: báo cáo sự cố. Trong tệp này không có số liệu, lời văn, tên đơn vị.\n\
        phiên bản: {}\nlúc: {}\nhệ điều hành: {}\nluồng: {thread}\nnơi: {place}\nlỗi: {kind}\n{KEPT}{}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        clock::now().format("%Y-%m-%d %H:%M:%S"),
        system::name(),
        Fate::default().name(),
        trace.join("\n"),
    )
}

fn keep(folder: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let stem = format!("{NAME}{}-{}", clock::now().format("%Y-%m-%d-%Hh%Mm%S"), std::process::id());
    let name = |number: usize| folder.join(format!("{stem}-{number}{UNTOLD}"));
    // A panic may bring others with it; the first one is the one that matters.
    let free = (1..=REPORTS_MAX).map(name).find(|path| !path.exists());
    let Some(path) = free else { return Ok(()) };
    file::write_whole(&path, text.as_bytes()).map_err(|err| err.source)?;
    let mut old = reports_in(folder);
    old.truncate(old.len().saturating_sub(REPORTS_MAX));
    old.into_iter().try_for_each(fs::remove_file)
}

/// The reports in a folder, the oldest first.
fn reports_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_report = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(NAME) && name.ends_with(TOLD))
    };
    let mut paths: Vec<PathBuf> = paths.filter(is_report).collect();
    paths.sort();
    paths
}

/// The reports there are, the newest first.
pub fn reports() -> Vec<PathBuf> {
    let mut reports = reports_in(&places::log_folder());
    reports.reverse();
    reports
}

/// Writes into the newest report of this run what became of what was being typed.
pub fn is_kept(kept: Fate, aside: Option<&Path>) {
    let reports = reports();
    let of_this_run = reports.iter().find(|path| process_of(path) == Some(std::process::id()));
    let Some(report) = of_this_run else { return };
    // Only the name: whoever reads the report does not learn who works here.
    let name = aside.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let line = [Some(kept.name().to_owned()), name].into_iter().flatten();
    let line = format!("{KEPT}{}", line.collect::<Vec<_>>().join(": "));
    let written = fs::read_to_string(report).and_then(|text| {
        let unknown = format!("{KEPT}{}", Fate::default().name());
        let text = text.replacen(&unknown, &line, 1);
        file::write_whole(report, text.as_bytes()).map_err(|err| err.source)
    });
    if let Err(err) = written {
        tracing::warn!(kind = ?err.kind(), "what became of what was typed is not in the report");
    }
}

/// The number of the process that wrote a report of which nobody was told.
fn process_of(report: &Path) -> Option<u32> {
    let name = report.file_name()?.to_str()?.strip_prefix(NAME)?.strip_suffix(UNTOLD)?;
    // 2026-11-30-14h05m00-1234-1
    let mut parts = name.rsplit('-');
    let (_number, process) = (parts.next()?, parts.next()?);
    process.parse().ok()
}

/// Whether there is a crash that nobody was told of.
pub fn has_untold() -> bool {
    reports().iter().any(|path| path.to_string_lossy().ends_with(UNTOLD))
}

/// The last crash that nobody was told of. It is told of once: from now on its report has another name.
pub fn take_untold() -> Option<Crash> {
    take_untold_in(&places::log_folder(), &places::aside_folder())
}

fn take_untold_in(folder: &Path, aside: &Path) -> Option<Crash> {
    let mut last = None;
    for path in reports_in(folder) {
        let name = path.to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(UNTOLD) else { continue };
        let told = PathBuf::from(format!("{name}{TOLD}"));
        match fs::rename(&path, &told) {
            Ok(()) => last = Some(told),
            Err(err) => tracing::warn!(kind = ?err.kind(), "a crash may be told of again"),
        }
    }
    let report = last?;
    let text = fs::read_to_string(&report).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(KEPT)).unwrap_or_default();
    let (kept, name) = line.split_once(": ").unwrap_or((line, ""));
    let kept = Fate::from_name(kept).unwrap_or_default();
    let aside = Some(aside.join(name)).filter(|path| !name.is_empty() && path.is_file());
    Some(Crash { report, kept, aside })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_words_only_what_cannot_quote_anything_is_kept() {
        let text =
            "byte index 5 is not a char boundary; it is inside 'ế' of `Tiếp nhận 1.614 hồ sơ`";
        assert_eq!(kind(text, "src/calc/text.rs"), "byte index");
        let text = "called `Result::unwrap()` on an `Err` value: \"UBND xã An Phú: 1.614\"";
        assert_eq!(kind(text, "src/store/open.rs"), KINDS[2]);
        let own = kind("1.614 hồ sơ của UBND xã An Phú", "src/calc/text.rs");
        assert_eq!(own, "30 chữ không ghi lại, vì có thể có số liệu");
        let wgpu = "/home/an/.cargo/registry/src/index.crates.io-1/wgpu-30.0.2/src/backend.rs";
        assert_eq!(kind("wgpu error: Validation\n  lost", wgpu), "wgpu error: Validation lost");
    }

    #[test]
    fn files_of_code_do_not_tell_who_built_the_program() {
        let of = |file: &str| short(file);
        assert_eq!(
            of("/home/an/.cargo/registry/src/idx-1/egui-0.37.0/src/ui.rs"),
            "egui-0.37.0/src/ui.rs"
        );
        assert_eq!(
            of(r"C:\Users\an\.cargo\registry\src\idx\egui-0.37.0\src\ui.rs"),
            "egui-0.37.0/src/ui.rs"
        );
        assert_eq!(of("/rustc/abc/library/core/src/option.rs"), "library/core/src/option.rs");
        assert_eq!(of("src/calc/rate.rs"), "src/calc/rate.rs");
        assert_eq!(of("/home/an/w/src/calc/rate.rs"), "rate.rs");
        assert_eq!(of(r"C:\Users\an\w\rate.rs"), "rate.rs");
        let trace = "   0: core::panicking\n             at /home/an/w/src/main.rs:3:5";
        let text = report("src/main.rs:3:5", KINDS[0], "main", trace);
        assert!(!text.contains("/home/an") && text.contains("main.rs:3:5"), "{text}");
    }

    #[test]
    fn a_report_is_of_the_process_in_its_name_and_of_no_other() {
        let of = |path: &str| process_of(Path::new(path));
        assert_eq!(of("/x/su-co-2026-11-30-14h05m00-123-1-moi.txt"), Some(123));
        assert_eq!(of("/x/su-co-2026-11-30-14h05m00-2026-11-moi.txt"), Some(2026));
        assert_eq!(of("/home/an-123-x/su-co-2026-11-30-14h05m00-45-1-moi.txt"), Some(45));
        assert_eq!(of("/x/su-co-2026-11-30-14h05m00-123-1.txt"), None, "it was told of");
        assert_eq!(of("/x/khac-123-1-moi.txt"), None);
    }

    #[test]
    fn a_crash_is_told_of_once_and_few_reports_stay() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert_eq!(take_untold_in(folder, folder), None);
        let text = report("src/main.rs:3:5", KINDS[0], "main", "");
        for number in 0..15 {
            let name = format!("{NAME}2026-01-01-00h00m{number:02}-1-1{TOLD}");
            fs::write(folder.join(name), &text).unwrap();
        }
        keep(folder, &text.replace("không rõ", "đã để riêng: so-lieu.json")).unwrap();
        assert_eq!(reports_in(folder).len(), REPORTS_MAX);
        fs::write(folder.join("so-lieu.json"), "{}").unwrap();
        let crash = take_untold_in(folder, folder).unwrap();
        assert!(crash.report.is_file() && !crash.report.to_string_lossy().ends_with(UNTOLD));
        assert_eq!(crash.kept, Fate::Aside);
        assert_eq!(crash.aside, Some(folder.join("so-lieu.json")));
        assert_eq!(take_untold_in(folder, folder), None);
        assert_eq!(reports_in(folder).len(), REPORTS_MAX);
    }
}

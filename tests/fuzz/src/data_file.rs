//! What must hold of a data file to which anything was done.
//!
//! The bytes of an input are no file but what is done to one, so that most inputs still are a file in
//! which something can be found.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use baocao06::app::problem::Problem;
use baocao06::report::change::Edit;
use baocao06::report::content::{Header, Report, ReportStatus};
use baocao06::report::deed::Deed;
use baocao06::report::key::{FigureKey, OfficeCode, TemplateKey, TextKey};
use baocao06::report::office::Office;
use baocao06::report::period::{DateRange, Period, PeriodKey, PeriodKind};
use baocao06::report::template::TemplateRef;
use baocao06::report::value::Value;
use baocao06::store::{
    HistoryEntry, ListedOffice, NewTemplate, OperationInfo, ReportId, Run, Salvaging, Saved, Stamp,
    Store, StoreError,
};
use rusqlite::Connection;

use super::report::fast_folder;

/// The bytes of a page, unless somebody changes how files are made.
const PAGE: usize = 4096;

/// The template; the store only asks that it is JSON.
const JSON: &str = r#"{"figures": ["services.online", "services.paper"]}"#;

/// The tables of a data file with their columns.
const COLUMNS: [(&str, &[&str]); 12] = [
    ("office", &["id", "code", "name", "parent_id", "opened", "closed"]),
    ("office_look", &["office_id", "look", "skeleton_name", "skeleton"]),
    ("office_checks", &["office_id", "settings"]),
    ("template", &["id", "key", "version", "name", "period_kind", "json", "sha256"]),
    ("report", &["id", "office_id", "template_id", "template_key", "period_key", "first_day"]),
    (
        "report",
        &["last_day", "due_day", "status", "status_at", "remark", "num_done", "content_hash"],
    ),
    (
        "figure_value",
        &["report_id", "figure_key", "state", "count", "decimal", "qualifier", "typed"],
    ),
    (
        "printed_value",
        &["report_id", "figure_key", "state", "count", "decimal", "qualifier", "typed"],
    ),
    ("field_value", &["report_id", "entity", "field_key", "value"]),
    ("operation", &["id", "kind", "report_id", "at", "run", "who", "detail", "reverts", "hash"]),
    ("change", &["operation_id", "seq", "report_id", "entity", "field_key", "before", "after"]),
    ("setting", &["key", "value"]),
];

/// Values that a row is given.
const VALUES: [&str; 20] = [
    "NULL",
    "0",
    "1",
    "2",
    "-1",
    "9223372036854775807",
    "1.5",
    "''",
    "'x'",
    "'{}'",
    "'[]'",
    "'null'",
    "x'ff00'",
    "'2023-02-28'",
    "'0000-00-00'",
    "'typed'",
    "'figure'",
    "'không phát sinh'",
    "'2023-05'",
    "'9999-12-31T23:59:59.999'",
];

/// What a file says.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    reports: Vec<(Report, Vec<HistoryEntry>)>,
    offices: Vec<ListedOffice>,
    templates: Vec<(TemplateRef, String)>,
    look: Option<String>,
    checks: Option<String>,
}

/// A data file with all that it said at any time, as it is after it was closed and after it was killed.
struct Base {
    /// The file, and the log beside it.
    closed: Vec<u8>,
    killed: (Vec<u8>, Vec<u8>),
    contents: Vec<Content>,
    triggers: Vec<(String, String)>,
}

static BASE: LazyLock<Base> = LazyLock::new(base);

fn done<T>(result: Result<T, StoreError>) -> T {
    result.unwrap_or_else(|err| panic!("{err}"))
}

fn office() -> Office {
    let code = OfficeCode::parse("phuong-dong-hai").expect("a code");
    Office { code, name: "UBND phường Đông Hải".to_owned() }
}

fn template() -> TemplateRef {
    TemplateRef { key: TemplateKey::parse("da06").expect("a key"), version: 1 }
}

fn figure(name: &str) -> FigureKey {
    FigureKey::parse(name).expect("a key")
}

fn info(deed: Deed, second: u32) -> OperationInfo {
    let day = chrono::NaiveDate::from_ymd_opt(2023, 5, 12).expect("a day");
    let at = day.and_hms_opt(8, second / 60, second % 60).expect("a time");
    let run = Run { name: "one".to_owned(), who: "an".to_owned(), computer: "MAY-1".to_owned() };
    OperationInfo { deed, detail: String::new(), stamp: Stamp { at, run, standing: None } }
}

fn edits(second: i64) -> [Edit; 3] {
    let text = TextKey::parse("results.intro").expect("a key");
    [
        Edit::figure(figure("services.online"), Some(Value::count(880 + second))),
        Edit::figure(figure("services.paper"), Some(Value::Blank)),
        Edit::text(text, Some(format!("Trong kỳ, đơn vị đã tiếp nhận {second} hồ sơ."))),
    ]
}

fn content(store: &Store) -> Result<Content, StoreError> {
    let code = office().code;
    let reports = store
        .reports()?
        .into_iter()
        .map(|row| Ok((store.load_report(row.id)?, store.history(row.id, None, 1_000)?)));
    let templates = store.templates()?.into_iter().map(|template| {
        let json = store.template_json(&template.template)?;
        Ok((template.template, json))
    });
    Ok(Content {
        reports: reports.collect::<Result<_, StoreError>>()?,
        offices: store.offices()?,
        templates: templates.collect::<Result<_, StoreError>>()?,
        look: store.look(&code)?.map(|look| look.look),
        checks: store.checks(&code)?,
    })
}

fn base() -> Base {
    let folder = fast_folder();
    let path = folder.path().join("so-lieu.bc06");
    let mut store = done(Store::create(&path));
    let mut contents = vec![done(content(&store))];
    let template = template();
    let new =
        NewTemplate {
            template: &template, name: "Đề án 06", kind: PeriodKind::Month, json: JSON
        };
    done(store.add_template(new, &info(Deed::TemplateAdded, 0)));
    contents.push(done(content(&store)));
    let mut ids: Vec<ReportId> = Vec::new();
    for month in [4, 5] {
        let key = PeriodKey::month_of(2023, month).expect("a month");
        let days: DateRange = key.calendar();
        let period = Period { key, range: days, due: None };
        let header = Header { period, status: ReportStatus::Draft, remark: String::new() };
        let mut report = Report::new(office(), template.clone(), header);
        edits(i64::from(month)).into_iter().for_each(|edit| drop(report.edit(edit)));
        let made = store.create_report(&report, &info(Deed::ReportCreated, month));
        ids.push(done(made).row.id);
        contents.push(done(content(&store)));
    }
    done(store.flush());
    for second in 10..14 {
        for id in &ids {
            done(store.save_edits(*id, &edits(i64::from(second)), &info(Deed::Typed, second)));
            contents.push(done(content(&store)));
        }
    }
    let stamp = info(Deed::Typed, 20).stamp;
    done(store.set_look(&office().code, "{}", &stamp));
    contents.push(done(content(&store)));
    done(store.set_checks(&office().code, "{}", &stamp));
    contents.push(done(content(&store)));
    for id in ids {
        if let Some(step) = done(store.undoable(id)) {
            done(store.take_back(id, step, &stamp));
            contents.push(done(content(&store)));
        }
    }
    let read = |path: &Path| std::fs::read(path).unwrap_or_default();
    let killed = (read(&path), read(&log_of(&path)));
    assert!(!killed.1.is_empty(), "a log lies beside an open file");
    done(store.close());
    let closed = read(&path);
    let conn = Connection::open(&path).expect("the file");
    let mut triggers = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    let rows =
        triggers.as_mut().expect("a query").query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let triggers = rows.expect("rows").collect::<Result<_, _>>().expect("triggers");
    Base { closed, killed, contents, triggers }
}

fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// What is left of an input.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }

    fn number(&mut self) -> usize {
        self.byte() | self.byte() << 8 | self.byte() << 16
    }

    /// A place in so many; none in nothing.
    fn place(&mut self, among: usize) -> Option<usize> {
        let number = self.number();
        number.checked_rem(among)
    }
}

/// A file, and the log beside it.
struct Files {
    file: Vec<u8>,
    log: Vec<u8>,
}

/// Something that is done to a file: changes of bytes, of pages, of rows.
fn harm(path: &Path, files: &mut Files, rest: &mut Rest<'_>) {
    let kind = rest.byte() % 14;
    let bytes = if kind < 10 { &mut files.file } else { &mut files.log };
    match kind {
        // A bit.
        0 | 1 | 10 => {
            if let Some(at) = rest.place(bytes.len()) {
                bytes[at] ^= 1 << (rest.byte() % 8);
            }
        }
        // A few bytes; in the head of a page.
        2 | 3 | 11 => {
            let pages = bytes.len() / PAGE;
            let at = match kind {
                3 => rest.place(pages).map(|page| page * PAGE + rest.byte() % 16),
                _ => rest.place(bytes.len()),
            };
            let num = 1 + rest.byte() % 8;
            for at in at.into_iter().flat_map(|at| at..at + num) {
                let new = rest.byte();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(new).unwrap_or(0);
                }
            }
        }
        // A page of zeros, of another page.
        4 | 5 => {
            let pages = bytes.len() / PAGE;
            let (from, to) = (rest.place(pages), rest.place(pages));
            if let (Some(from), Some(to)) = (from, to) {
                let page = match kind {
                    4 => vec![0; PAGE],
                    _ => bytes[from * PAGE..(from + 1) * PAGE].to_vec(),
                };
                bytes[to * PAGE..(to + 1) * PAGE].copy_from_slice(&page);
            }
        }
        // Shorter, longer.
        6 | 12 => {
            let length = rest.place(bytes.len() + 1).unwrap_or(0);
            bytes.truncate(length);
        }
        7 => {
            let length = rest.number() % (4 * PAGE);
            let byte = u8::try_from(rest.byte()).unwrap_or(0);
            bytes.resize(bytes.len() + length, byte);
        }
        13 => bytes.clear(),
        _ => by_hand(path, files, rest),
    }
}

/// A row that another program changed or took away. It is let go where the file is no longer one.
fn by_hand(path: &Path, files: &mut Files, rest: &mut Rest<'_>) {
    let (table, columns) = COLUMNS[rest.byte() % COLUMNS.len()];
    let column = columns[rest.byte() % columns.len()];
    let skip = rest.byte() % 40;
    let value = VALUES[rest.byte() % VALUES.len()];
    let key = match table {
        "figure_value" | "printed_value" => "(report_id, figure_key)",
        "field_value" => "(report_id, entity, field_key)",
        "change" => "(operation_id, seq)",
        "setting" => "(key)",
        "office_look" | "office_checks" => "(office_id)",
        _ => "(id)",
    };
    let inner = key.trim_matches(['(', ')']);
    let row = format!("WHERE {key} IN (SELECT {inner} FROM {table} LIMIT 1 OFFSET {skip})");
    let sql = match rest.byte() % 4 {
        0 => format!("DELETE FROM {table} {row}"),
        1 => format!(
            "UPDATE {table} SET {column} = (SELECT {column} FROM {table} LIMIT 1 OFFSET {}) {row}",
            rest.byte() % 40
        ),
        _ => format!("UPDATE {table} SET {column} = {value} {row}"),
    };
    let write = || -> Option<()> {
        std::fs::write(path, &files.file).ok()?;
        std::fs::write(log_of(path), &files.log).ok()?;
        let conn = Connection::open(path).ok()?;
        conn.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
            .ok()?;
        for (name, _) in &BASE.triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).ok()?;
        }
        let changed = conn.execute_batch(&sql);
        for (_, trigger) in &BASE.triggers {
            conn.execute_batch(trigger).ok()?;
        }
        changed.ok()?;
        conn.close().ok()
    };
    if write().is_some() {
        files.file = std::fs::read(path).unwrap_or_default();
        files.log = std::fs::read(log_of(path)).unwrap_or_default();
    }
    clear(path);
}

fn clear(path: &Path) {
    for gone in [path, &log_of(path), &path.with_extension("bc06-shm")] {
        drop(std::fs::remove_file(gone));
    }
}

fn put(path: &Path, files: &Files) {
    clear(path);
    std::fs::write(path, &files.file).expect("a file");
    if !files.log.is_empty() {
        std::fs::write(log_of(path), &files.log).expect("a log");
    }
}

/// Does to a data file what an input says and opens it.
///
/// # Panics
/// When something does not hold.
pub fn holds(bytes: &[u8]) {
    thread_local! {
        static FOLDER: tempfile::TempDir = fast_folder();
    }
    FOLDER.with(|folder| {
        let path = folder.path().join("so-lieu.bc06");
        let mut rest = Rest(bytes);
        let base = &*BASE;
        let mut files = match rest.byte() % 2 {
            0 => Files { file: base.closed.clone(), log: Vec::new() },
            _ => Files { file: base.killed.0.clone(), log: base.killed.1.clone() },
        };
        for _ in 0..8 {
            if !rest.0.is_empty() {
                harm(&path, &mut files, &mut rest);
            }
        }
        put(&path, &files);
        reads(&path, &files);
        put(&path, &files);
        opens(&path, &files);
        // It takes many times as long as opening.
        if bytes.len().is_multiple_of(4) {
            put(&path, &files);
            salvages(&path, &files);
        }
    });
}

/// What can be read goes into a new file that is whole; of a report that is said to be whole nothing is made up.
fn salvages(path: &Path, files: &Files) {
    let to = path.with_extension("new.bc06");
    drop(std::fs::remove_file(&to));
    let (stamp, template) = (info(Deed::Typed, 40).stamp, template());
    let known =
        NewTemplate {
            template: &template, name: "Đề án 06", kind: PeriodKind::Month, json: JSON
        };
    let with = Salvaging { stamp: &stamp, detail: "so-lieu.bc06", known, key: None };
    match Store::salvage(path, &to, with) {
        Ok((salvage, new)) => {
            done(new.appear());
            let store = done(Store::open_read_only(&to));
            assert_eq!(done(store.verify()).damages, []);
            assert!(salvage.reports.len() < 20, "{} reports of two", salvage.reports.len());
            for report in salvage.reports.iter().filter(|report| report.saved == Saved::Whole) {
                let rows = done(store.reports());
                let row = rows.into_iter().find(|row| Some(row.key()) == report.key);
                let new = done(store.load_report(row.expect("it is there").id));
                let mut known = BASE.contents.iter().flat_map(|content| &content.reports);
                let is_it =
                    known.any(|(old, _)| old.values == new.values && old.texts == new.texts);
                assert!(is_it, "said to be whole: {new:?}");
            }
        }
        Err(err) => assert!(!to.exists(), "{err}"),
    }
    lies_as_before(path, files, "salvaging");
}

fn lies_as_before(path: &Path, files: &Files, why: &str) {
    assert!(std::fs::read(path).unwrap_or_default() == files.file, "the file was changed: {why}");
    assert!(std::fs::read(log_of(path)).unwrap_or_default() == files.log, "the log was: {why}");
}

/// Opened for reading only, nothing of it is changed.
fn reads(path: &Path, files: &Files) {
    if let Ok(store) = Store::open_read_only(path) {
        is_what_was_saved(&store);
        done(store.close());
    }
    assert!(std::fs::read(path).unwrap_or_default() == files.file, "changed by reading");
}

/// Where all is said to be as it was saved, it says what it said at some time; returns whether it is.
fn is_what_was_saved(store: &Store) -> bool {
    let Ok(found) = store.verify() else { return false };
    if found.is_whole() {
        let content = content(store).unwrap_or_else(|err| panic!("said to be whole: {err}"));
        assert!(BASE.contents.contains(&content), "changed, and said to be whole: {content:#?}");
    }
    found.is_whole()
}

fn opens(path: &Path, files: &Files) {
    let mut store = match Store::open(path) {
        Ok(store) => store,
        Err(err) => {
            assert!(!Problem::from_store(&err, path).line().is_empty());
            return lies_as_before(path, files, &err.to_string());
        }
    };
    let is_whole = is_what_was_saved(&store);
    let reports = store.reports().unwrap_or_default();
    let Some(id) = reports.first().map(|row| row.id) else { return };
    let edit = Edit::figure(figure("services.online"), Some(Value::count(4_711)));
    let saved = store.save_edits(id, &[edit], &info(Deed::Typed, 30));
    if is_whole {
        assert!(saved.is_ok(), "nothing can be saved in a whole file: {saved:?}");
    }
    drop(store.close());
    // What was called saved is there, whatever else is wrong.
    if saved.is_ok() {
        let store = done(Store::open(path));
        let report = store.load_report(id);
        if is_whole {
            let report = done(report);
            assert_eq!(report.value(&figure("services.online")), &Value::count(4_711));
            assert!(
                store.verify().is_ok_and(|found| found.is_whole()),
                "not whole since it was saved"
            );
        }
    }
}

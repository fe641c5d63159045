//! What can be read of a damaged data file, row by row: where one cannot be, the others still are.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::error::Inner;
use super::hex::parse_hex;
use super::ids::ReportId;
use super::kept::{Kept, KeptKind, OfficeState, ReportState};
use super::log_row::LogRow;
use super::looks::{self, StoredLook};
use super::offices::ListedOffice;
use super::{checks, fields, hash, record, report_row, reports, templates};
use crate::report::content::{Header, Report};
use crate::report::field::{Field, FieldValue};
use crate::report::key::OfficeCode;
use crate::report::names::variant_name;
use crate::report::office;
use crate::report::period::{PeriodKind, read_back_day};
use crate::report::template::TemplateRef;

/// So many rows behind the last that was seen are looked for: the last page may be the damaged one.
const BEHIND: i64 = 256;
/// So many rows at most are looked for between two that were seen, in small tables and in the log.
const FEW: i64 = 1_000;
const MANY: i64 = 50_000;

/// How much of a report could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saved {
    /// All of it, as it was saved last.
    Whole,
    /// So many fields; whether these are all, and right, nothing tells.
    Part(usize),
    /// Nothing: only that it was there.
    Lost,
}

/// An office with all that is kept of it.
pub(super) struct LegibleOffice {
    pub(super) listed: ListedOffice,
    pub(super) look: Option<StoredLook>,
    pub(super) checks: Option<String>,
    /// Whether the log knows of a look, or of checks, that could not be read.
    pub(super) lacks_something: bool,
}

/// A template that is what was added.
pub(super) struct LegibleTemplate {
    pub(super) template: TemplateRef,
    pub(super) name: String,
    pub(super) kind: PeriodKind,
    pub(super) json: String,
}

/// What could be read.
pub(super) struct Legible {
    pub(super) templates: Vec<LegibleTemplate>,
    pub(super) offices: BTreeMap<OfficeCode, LegibleOffice>,
    /// What the password is checked against.
    pub(super) password: Option<String>,
    /// Whether one was asked for and cannot be read.
    pub(super) lacks_password: bool,
    /// Every report that was there, with as much of it as there is.
    pub(super) reports: BTreeMap<ReportId, (Option<Report>, Saved)>,
    /// Which of them are deleted.
    pub(super) deleted: BTreeSet<ReportId>,
}

/// What the log says, as far as it can be read.
#[derive(Default)]
struct Log {
    /// The changes of each report, in order.
    of_reports: BTreeMap<i64, Vec<LogRow>>,
    /// What it says last of all else.
    kept: BTreeMap<Kept, Option<String>>,
}

impl Legible {
    /// Reads all that can be read.
    pub(super) fn of(conn: &Connection) -> Self {
        let log = Log::read(conn);
        let templates = Numbers::of(conn, "template", FEW).all();
        let templates = templates.into_iter().filter_map(|id| template(conn, id)).collect();
        let offices = offices(conn, &log);
        let mut ids = Numbers::of(conn, "report", FEW);
        // A page of another table in the place of one of reports has rows as well.
        let is_report = |id: &i64| {
            let kept = report_row::content_hash(conn, ReportId::from_row(*id));
            kept.is_ok_and(|kept| parse_hex(&kept).is_some())
        };
        let (seen, others) = std::mem::take(&mut ids.seen).into_iter().partition(is_report);
        ids.seen = seen;
        ids.perhaps.extend::<BTreeSet<i64>>(others);
        ids.seen.extend(log.of_reports.keys());
        let mut reports = BTreeMap::new();
        for (numbers, is_known) in [(&ids.seen, true), (&ids.perhaps, false)] {
            for number in numbers {
                let id = ReportId::from_row(*number);
                let found = report(conn, id, &log, &offices);
                // Of what may never have been there nobody is told that it is lost.
                if is_known || found.1 != Saved::Lost {
                    reports.insert(id, found);
                }
            }
        }
        let deleted = reports.keys().copied().filter(|id| is_deleted(conn, *id, &log)).collect();
        let logged = log.last_of(&Kept::password());
        let password = conn.query_row("SELECT phc FROM password", [], |row| row.get(0)).ok();
        // With another one than was set nobody could ever open the new file.
        let stands = Kept::password().state(conn).ok().flatten();
        let password = password.filter(|_| logged.is_none() || logged == stands.as_deref());
        let lacks_password = password.is_none() && logged.is_some();
        Self { templates, reports, deleted, offices, password, lacks_password }
    }
}

/// The numbers of a table's rows.
#[derive(Default)]
struct Numbers {
    /// Those that were read, from the table's beginning and from its end.
    seen: BTreeSet<i64>,
    /// Those that may be there where damage lies between, and behind the last.
    perhaps: BTreeSet<i64>,
}

impl Numbers {
    /// Of a table, with so many at most that may be there.
    fn of(conn: &Connection, table: &str, most: i64) -> Self {
        let in_order = |order: &str| {
            let mut numbers = BTreeSet::new();
            let sql = format!("SELECT id FROM {table} ORDER BY id {order}");
            let is_all = each(conn, &sql, |row| Ok(numbers.insert(row.get(0)?)));
            (numbers, is_all)
        };
        let (mut seen, is_all) = in_order("ASC");
        if is_all {
            return Self { seen, perhaps: BTreeSet::new() };
        }
        let (from_end, is_all) = in_order("DESC");
        if is_all {
            return Self { seen: from_end, perhaps: BTreeSet::new() };
        }
        // Another program may have given a row any number.
        let up_to = |begin: i64, end: i64| begin..=end.min(begin.saturating_add(most));
        let begin = seen.last().copied().unwrap_or(0);
        let end = from_end.first().copied().unwrap_or(begin.saturating_add(BEHIND));
        let mut perhaps: BTreeSet<i64> = up_to(begin, end).collect();
        seen.extend(from_end);
        let last = seen.last().copied().unwrap_or(0);
        perhaps.extend(up_to(last, last.saturating_add(BEHIND)));
        Self { seen, perhaps }
    }

    /// All of them, in order.
    fn all(mut self) -> BTreeSet<i64> {
        self.seen.extend(self.perhaps);
        self.seen
    }
}

/// Calls `take` with every row up to the first that cannot be reached; whether all were. A row that can be reached
/// and makes no sense is passed over.
fn each(
    conn: &Connection,
    sql: &str,
    mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<bool>,
) -> bool {
    let Ok(mut statement) = conn.prepare(sql) else { return false };
    let Ok(mut rows) = statement.query([]) else { return false };
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                if let Err(err) = take(row) {
                    tracing::info!(kind = variant_name(&err), "a row makes no sense");
                }
            }
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

impl Log {
    fn read(conn: &Connection) -> Self {
        const ROWS: &str = "SELECT entity, field_key, before, after, report_id FROM change
            WHERE operation_id = ?1 ORDER BY seq";
        let mut log = Self::default();
        let Ok(mut statement) = conn.prepare(ROWS) else { return log };
        for operation in Numbers::of(conn, "operation", MANY).all() {
            let Ok(mut rows) = statement.query(params![operation]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                let report = row.get::<_, Option<i64>>(4);
                if let (Ok(logged), Ok(report)) = (LogRow::from_columns(row, 0), report) {
                    log.take(logged, report);
                }
            }
        }
        log
    }

    fn take(&mut self, row: LogRow, report: Option<i64>) {
        if let Some(kept) = row.as_kept() {
            let (_, _, _, after) = row.columns();
            if let (KeptKind::Report, Ok(id)) = (kept.kind, kept.key.parse()) {
                self.of_reports.entry(id).or_default();
            }
            self.kept.insert(kept, after.map(str::to_owned));
        } else if let Some(report) = report {
            self.of_reports.entry(report).or_default().push(row);
        }
    }

    fn last_of(&self, kept: &Kept) -> Option<&str> {
        self.kept.get(kept)?.as_deref()
    }
}

fn template(conn: &Connection, id: i64) -> Option<LegibleTemplate> {
    let sql = "SELECT key, version, name, period_kind, json, sha256 FROM template WHERE id = ?1";
    let mut statement = conn.prepare_cached(sql).ok()?;
    let read = statement.query_row([id], |row| {
        let (key, version): (String, u32) = (row.get(0)?, row.get(1)?);
        let (kind, added): (String, String) = (row.get(3)?, row.get(5)?);
        let (name, json): (String, String) = (row.get(2)?, row.get(4)?);
        Ok((record::template(&key, version).ok(), PeriodKind::from_name(&kind), name, json, added))
    });
    let (template, kind, name, json, added) = read.ok()?;
    (templates::sha256(&json) == added).then_some(())?;
    Some(LegibleTemplate { template: template?, name, kind: kind?, json })
}

fn offices(conn: &Connection, log: &Log) -> BTreeMap<OfficeCode, LegibleOffice> {
    let mut codes: BTreeSet<String> = BTreeSet::new();
    for id in Numbers::of(conn, "office", FEW).all() {
        let code = conn.query_row("SELECT code FROM office WHERE id = ?1", [id], |row| row.get(0));
        codes.extend(code);
    }
    let logged =
        log.kept.iter().filter(|(kept, last)| kept.kind == KeptKind::Office && last.is_some());
    codes.extend(logged.map(|(kept, _)| kept.key.clone()));
    let codes = codes.into_iter().filter_map(|code| OfficeCode::parse(&code).ok());
    codes.filter_map(|code| Some((code.clone(), office(conn, log, code)?))).collect()
}

fn office(conn: &Connection, log: &Log, code: OfficeCode) -> Option<LegibleOffice> {
    let kept = Kept::office(&code);
    let stands = kept.state(conn).ok().flatten();
    let state = log.last_of(&kept).map(str::to_owned).or(stands)?;
    let state: OfficeState = serde_json::from_str(&state).ok()?;
    let day = |day: Option<String>| day.and_then(|day| read_back_day(&day));
    let listed = ListedOffice {
        office: office::Office { code: code.clone(), name: state.name },
        parent: state.parent.and_then(|parent| OfficeCode::parse(&parent).ok()),
        opened: day(state.opened),
        closed: day(state.closed),
    };
    let is_as_logged =
        |kept: Kept| kept.state(conn).ok().flatten().as_deref() == log.last_of(&kept);
    let has_look = is_as_logged(Kept::look(&code));
    let has_checks = is_as_logged(Kept::checks(&code));
    Some(LegibleOffice {
        look: looks::stored(conn, &code).ok().flatten().filter(|_| has_look),
        checks: checks::stored(conn, &code).ok().flatten().filter(|_| has_checks),
        lacks_something: !(has_look && has_checks),
        listed,
    })
}

fn report(
    conn: &Connection,
    id: ReportId,
    log: &Log,
    offices: &BTreeMap<OfficeCode, LegibleOffice>,
) -> (Option<Report>, Saved) {
    let has_hash =
        |report: &Report, kept: &str| hash::of_report(report).is_ok_and(|own| own == kept);
    let loaded = reports::load_with_hash(conn, id);
    if let Ok((report, kept)) = &loaded
        && has_hash(report, kept)
    {
        return (Some(report.clone()), Saved::Whole);
    }
    let logged = logged_report(id, log, offices);
    let kept = report_row::content_hash(conn, id).ok();
    if let (Some(report), Some(kept)) = (&logged, &kept)
        && has_hash(report, kept)
    {
        return (logged, Saved::Whole);
    }
    match standing(conn, id, logged) {
        Ok(report) => {
            let num_fields = report.making().count();
            (Some(report), Saved::Part(num_fields))
        }
        Err(_) => (None, Saved::Lost),
    }
}

/// Whether a report is deleted: as the log says, or, where nothing of that can be read, its row.
fn is_deleted(conn: &Connection, id: ReportId, log: &Log) -> bool {
    let logged = log.last_of(&Kept::report(id)).map(serde_json::from_str::<ReportState>);
    if let Some(Ok(state)) = logged {
        return state.deleted;
    }
    let row = "SELECT deleted <> 0 FROM report WHERE id = ?1";
    conn.query_row(row, [id.row()], |row| row.get(0)).unwrap_or_default()
}

/// A report as the log tells it.
fn logged_report(
    id: ReportId,
    log: &Log,
    offices: &BTreeMap<OfficeCode, LegibleOffice>,
) -> Option<Report> {
    let state: ReportState = serde_json::from_str(log.last_of(&Kept::report(id))?).ok()?;
    let code = OfficeCode::parse(&state.office).ok()?;
    let changes: Vec<_> = log.of_reports.get(&id.row())?.iter().flat_map(LogRow::change).collect();
    let header: Header = changes
        .iter()
        .rev()
        .find_map(|change| change.after().and_then(FieldValue::as_header).cloned())?;
    let office = match offices.get(&code) {
        Some(office) => office.listed.office.clone(),
        None => office::Office { name: code.to_string(), code },
    };
    let template = record::template(&state.template, state.version).ok()?;
    let mut report = Report::new(office, template, header);
    changes.iter().for_each(|change| report.apply(change));
    Some(report)
}

/// What the log tells of a report, and over it whatever stands there and can be read.
fn standing(conn: &Connection, id: ReportId, logged: Option<Report>) -> Inner<Report> {
    let mut report = match logged {
        Some(report) => report,
        None => {
            let row = report_row::one(conn, id)?;
            let header = Header { period: row.period, status: row.status, remark: row.remark };
            Report::new(row.office, row.template, header)
        }
    };
    for (entity, table) in [("figure", "figure_value"), ("printed", "printed_value")] {
        for order in ["ASC", "DESC"] {
            let sql = format!(
                "SELECT figure_key FROM {table} WHERE report_id = {} ORDER BY figure_key {order}",
                id.row()
            );
            let mut keys: Vec<String> = Vec::new();
            let is_all = each(conn, &sql, |row| {
                keys.push(row.get(0)?);
                Ok(true)
            });
            let named = keys.iter().filter_map(|key| Field::parse(entity, key));
            put_standing(conn, id, &mut report, named);
            if is_all {
                break;
            }
        }
    }
    let sql = format!("SELECT entity, field_key FROM field_value WHERE report_id = {}", id.row());
    let mut found: Vec<Field> = Vec::new();
    each(conn, &sql, |row| {
        let (entity, key): (String, String) = (row.get(0)?, row.get(1)?);
        found.extend(Field::parse(&entity, &key));
        Ok(true)
    });
    put_standing(conn, id, &mut report, found.into_iter());
    Ok(report)
}

fn put_standing(
    conn: &Connection,
    id: ReportId,
    report: &mut Report,
    named: impl Iterator<Item = Field>,
) {
    for field in named {
        if let Ok(Some(value)) = fields::get(conn, id, &field) {
            report.put(&field, Some(value));
        }
    }
}

//! Days of cumulative and stock figures.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner};
use super::ids::ReportId;
use super::record::DayRecord;
use crate::report::change::Slot;
use crate::report::key::FigureKey;
use crate::report::period::DayValue;

const TABLE: &str = "figure_day";
const GET: &str =
    "SELECT day, typed, figure_key FROM figure_day WHERE report_id = ?1 AND figure_key = ?2";
const LOAD: &str = "SELECT day, typed, figure_key FROM figure_day WHERE report_id = ?1";
const PUT: &str = "INSERT INTO figure_day (report_id, figure_key, day, typed)
    VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET day = ?3, typed = ?4";
const REMOVE: &str = "DELETE FROM figure_day WHERE report_id = ?1 AND figure_key = ?2";

fn from_row(row: &Row<'_>) -> rusqlite::Result<(String, DayRecord)> {
    let record = DayRecord { day: row.get(0)?, typed: row.get(1)? };
    Ok((row.get(2)?, record))
}

pub(super) fn get(conn: &Connection, report: ReportId, key: &FigureKey) -> Inner<Option<DayValue>> {
    let mut statement = conn.prepare_cached(GET)?;
    let row = statement.query_row(params![report.row(), key.as_str()], from_row);
    match row.optional()? {
        None => Ok(None),
        Some((key, record)) => {
            let value = record.value();
            value.map(Some).ok_or_else(|| Fault::record(TABLE, key))
        }
    }
}

pub(super) fn load(conn: &Connection, report: ReportId) -> Inner<BTreeMap<FigureKey, DayValue>> {
    let mut statement = conn.prepare_cached(LOAD)?;
    let mut days = BTreeMap::new();
    for row in statement.query_map([report.row()], from_row)? {
        let (key, record) = row?;
        let (Ok(figure), Some(value)) = (FigureKey::parse(&key), record.value()) else {
            return Err(Fault::record(TABLE, key));
        };
        days.insert(figure, value);
    }
    Ok(days)
}

pub(super) fn put(
    conn: &Connection,
    report: ReportId,
    slot: &Slot<FigureKey, DayValue>,
) -> Inner<()> {
    let key = slot.key.as_str();
    match slot.after.as_ref().map(DayRecord::of) {
        Some(record) => conn.prepare_cached(PUT)?.execute(params![
            report.row(),
            key,
            record.day,
            record.typed
        ])?,
        None => conn.prepare_cached(REMOVE)?.execute(params![report.row(), key])?,
    };
    Ok(())
}

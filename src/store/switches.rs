//! Rows switched on or off.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner};
use super::ids::ReportId;
use super::record::{parse_switch, switch_text};
use crate::report::change::Slot;
use crate::report::key::RowKey;
use crate::report::template::Switch;

const TABLE: &str = "row_switch";
const GET: &str = "SELECT state FROM row_switch WHERE report_id = ?1 AND row_key = ?2";
const LOAD: &str = "SELECT row_key, state FROM row_switch WHERE report_id = ?1";
const PUT: &str = "INSERT INTO row_switch (report_id, row_key, state)
    VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = ?3";
const REMOVE: &str = "DELETE FROM row_switch WHERE report_id = ?1 AND row_key = ?2";

pub(super) fn get(conn: &Connection, report: ReportId, key: &RowKey) -> Inner<Option<Switch>> {
    let mut statement = conn.prepare_cached(GET)?;
    let state = statement.query_row(params![report.row(), key.as_str()], |row| row.get(0));
    let state: Option<String> = state.optional()?;
    match state {
        None => Ok(None),
        Some(state) => {
            let switch = parse_switch(&state);
            switch.map(Some).ok_or_else(|| Fault::record(TABLE, key))
        }
    }
}

pub(super) fn load(conn: &Connection, report: ReportId) -> Inner<BTreeMap<RowKey, Switch>> {
    let mut statement = conn.prepare_cached(LOAD)?;
    let rows = statement.query_map([report.row()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut switches = BTreeMap::new();
    for row in rows {
        let (key, state): (String, String) = row?;
        let (Ok(row_key), Some(switch)) = (RowKey::parse(&key), parse_switch(&state)) else {
            return Err(Fault::record(TABLE, key));
        };
        switches.insert(row_key, switch);
    }
    Ok(switches)
}

pub(super) fn put(conn: &Connection, report: ReportId, slot: &Slot<RowKey, Switch>) -> Inner<()> {
    let key = slot.key.as_str();
    match slot.after {
        Some(switch) => {
            conn.prepare_cached(PUT)?.execute(params![report.row(), key, switch_text(switch)])?
        }
        None => conn.prepare_cached(REMOVE)?.execute(params![report.row(), key])?,
    };
    Ok(())
}

//! Texts in the office's own words.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner};
use super::ids::ReportId;
use crate::report::change::Slot;
use crate::report::key::TextKey;

const GET: &str = "SELECT text FROM text_value WHERE report_id = ?1 AND text_key = ?2";
const LOAD: &str = "SELECT text_key, text FROM text_value WHERE report_id = ?1";
const PUT: &str = "INSERT INTO text_value (report_id, text_key, text)
    VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = ?3";
const REMOVE: &str = "DELETE FROM text_value WHERE report_id = ?1 AND text_key = ?2";

pub(super) fn get(conn: &Connection, report: ReportId, key: &TextKey) -> Inner<Option<String>> {
    let mut statement = conn.prepare_cached(GET)?;
    let text = statement.query_row(params![report.row(), key.as_str()], |row| row.get(0));
    Ok(text.optional()?)
}

pub(super) fn load(conn: &Connection, report: ReportId) -> Inner<BTreeMap<TextKey, String>> {
    let mut statement = conn.prepare_cached(LOAD)?;
    let rows = statement.query_map([report.row()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut texts = BTreeMap::new();
    for row in rows {
        let (key, text): (String, String) = row?;
        let key = TextKey::parse(&key).map_err(|_| Fault::record("text_value", key))?;
        texts.insert(key, text);
    }
    Ok(texts)
}

pub(super) fn put(conn: &Connection, report: ReportId, slot: &Slot<TextKey, String>) -> Inner<()> {
    let key = slot.key.as_str();
    match &slot.after {
        Some(text) => conn.prepare_cached(PUT)?.execute(params![report.row(), key, text])?,
        None => conn.prepare_cached(REMOVE)?.execute(params![report.row(), key])?,
    };
    Ok(())
}

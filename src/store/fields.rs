//! Every field of a report and where it stands: figures in tables with columns of their own, the header
//! in the report's row, every other kind as JSON in one table.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner};
use super::figure_values::{FIGURES, PRINTED};
use super::ids::ReportId;
use super::{record, report_row};
use crate::report::change::Change;
use crate::report::content::Report;
use crate::report::field::{Field, FieldValue};

const TABLE: &str = "field_value";
const GET: &str = "SELECT value FROM field_value
    WHERE report_id = ?1 AND entity = ?2 AND field_key = ?3";
const LOAD: &str = "SELECT entity, field_key, value FROM field_value WHERE report_id = ?1";
const INSERT: &str = "INSERT INTO field_value (report_id, entity, field_key, value)
    VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str = "UPDATE field_value SET value = ?4
    WHERE report_id = ?1 AND entity = ?2 AND field_key = ?3";
const REMOVE: &str = "DELETE FROM field_value
    WHERE report_id = ?1 AND entity = ?2 AND field_key = ?3";

/// What a field holds in the file.
pub(super) fn get(conn: &Connection, report: ReportId, field: &Field) -> Inner<Option<FieldValue>> {
    match field {
        Field::Header => Ok(Some(FieldValue::Header(report_row::header(conn, report)?))),
        Field::Figure(key) => Ok(FIGURES.get(conn, report, key)?.map(FieldValue::Value)),
        Field::Printed(key) => Ok(PRINTED.get(conn, report, key)?.map(FieldValue::Value)),
        _ => {
            let mut statement = conn.prepare_cached(GET)?;
            let key = params![report.row(), field.entity().name(), field.key()];
            let json: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
            json.map(|json| read(field, &json)).transpose()
        }
    }
}

/// Puts the `after` side of a change where it belongs.
pub(super) fn put(conn: &Connection, report: ReportId, change: &Change) -> Inner<()> {
    let after = change.after();
    match change.field() {
        Field::Header => match after.and_then(FieldValue::as_header) {
            Some(header) => report_row::put_header(conn, report, header),
            // Reports are made and never taken away, so no change leads here.
            None => Ok(()),
        },
        Field::Figure(key) => FIGURES.put(conn, report, key, after.and_then(FieldValue::as_value)),
        Field::Printed(key) => PRINTED.put(conn, report, key, after.and_then(FieldValue::as_value)),
        field => {
            let (entity, key) = (field.entity().name(), field.key());
            match after {
                Some(value) => {
                    let json = record::to_json(field, value)?;
                    // Not one statement that does either: SQLite would check all columns, and against lists of names
                    // through tables in memory that it makes anew each time.
                    let row = params![report.row(), entity, key, json];
                    if conn.prepare_cached(UPDATE)?.execute(row)? == 0 {
                        conn.prepare_cached(INSERT)?.execute(row)?;
                    }
                }
                None => {
                    conn.prepare_cached(REMOVE)?.execute(params![report.row(), entity, key])?;
                }
            }
            Ok(())
        }
    }
}

/// Fills a report that has its header with everything else it says.
pub(super) fn load(conn: &Connection, id: ReportId, report: &mut Report) -> Inner<()> {
    report.values = FIGURES.load(conn, id)?;
    report.printed = PRINTED.load(conn, id)?;
    let mut statement = conn.prepare_cached(LOAD)?;
    let mut rows = statement.query([id.row()])?;
    while let Some(row) = rows.next()? {
        let (entity, key, json): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let field = Field::parse(&entity, &key);
        let field = field.ok_or_else(|| Fault::record(TABLE, format!("{entity} {key}")))?;
        report.put(&field, Some(read(&field, &json)?));
    }
    Ok(())
}

fn read(field: &Field, json: &str) -> Inner<FieldValue> {
    record::from_json(field, json).ok_or_else(|| Fault::record(TABLE, field))
}

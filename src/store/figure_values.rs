//! Typed figures, and computed ones that are printed as typed: two tables of the same columns.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner};
use super::ids::ReportId;
use super::record::ValueRecord;
use crate::report::key::FigureKey;
use crate::report::value::{Number, Value};

/// The statements of one of the two tables.
pub(super) struct ValueTable {
    name: &'static str,
    get: &'static str,
    load: &'static str,
    put: &'static str,
    put_count: &'static str,
    remove: &'static str,
}

macro_rules! value_table {
    ($name:literal) => {
        ValueTable {
            name: $name,
            get: concat!(
                "SELECT state, count, decimal, qualifier, typed, figure_key FROM ",
                $name,
                " WHERE report_id = ?1 AND figure_key = ?2"
            ),
            load: concat!(
                "SELECT state, count, decimal, qualifier, typed, figure_key FROM ",
                $name,
                " WHERE report_id = ?1"
            ),
            put: concat!(
                "INSERT INTO ",
                $name,
                " (report_id, figure_key, state, count, decimal, qualifier, typed)",
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET",
                " state = ?3, count = ?4, decimal = ?5, qualifier = ?6, typed = ?7"
            ),
            put_count: concat!(
                "UPDATE ",
                $name,
                " SET count = ?3 WHERE report_id = ?1 AND figure_key = ?2",
                " AND state = 'count' AND qualifier IS NULL"
            ),
            remove: concat!("DELETE FROM ", $name, " WHERE report_id = ?1 AND figure_key = ?2"),
        }
    };
}

/// Typed figures.
pub(super) const FIGURES: ValueTable = value_table!("figure_value");

/// Computed figures that are printed as typed.
pub(super) const PRINTED: ValueTable = value_table!("printed_value");

fn from_row(row: &Row<'_>) -> rusqlite::Result<(String, ValueRecord)> {
    let record = ValueRecord {
        state: row.get(0)?,
        count: row.get(1)?,
        decimal: row.get(2)?,
        qualifier: row.get(3)?,
        typed: row.get(4)?,
    };
    Ok((row.get(5)?, record))
}

impl ValueTable {
    pub(super) fn get(
        &self,
        conn: &Connection,
        report: ReportId,
        key: &FigureKey,
    ) -> Inner<Option<Value>> {
        let mut statement = conn.prepare_cached(self.get)?;
        let row = statement.query_row(params![report.row(), key.as_str()], from_row);
        match row.optional()? {
            None => Ok(None),
            Some((key, record)) => {
                let value = record.value();
                value.map(Some).ok_or_else(|| Fault::record(self.name, key))
            }
        }
    }

    pub(super) fn load(
        &self,
        conn: &Connection,
        report: ReportId,
    ) -> Inner<BTreeMap<FigureKey, Value>> {
        let mut statement = conn.prepare_cached(self.load)?;
        let mut values = BTreeMap::new();
        for row in statement.query_map([report.row()], from_row)? {
            let (key, record) = row?;
            let figure = FigureKey::parse(&key).ok();
            let (Some(figure), Some(value)) = (figure, record.value()) else {
                return Err(Fault::record(self.name, key));
            };
            values.insert(figure, value);
        }
        Ok(values)
    }

    pub(super) fn put(
        &self,
        conn: &Connection,
        report: ReportId,
        key: &FigureKey,
        value: Option<&Value>,
    ) -> Inner<()> {
        let key = key.as_str();
        // A number in the place of a number, as most edits are: SQLite then looks at no other column of the row. The
        // lists of names that those are checked against it would make tables of in memory, anew each time.
        if let Some(&Value::Known { number: Number::Count(count), qualifier: None }) = value {
            let mut put_count = conn.prepare_cached(self.put_count)?;
            if put_count.execute(params![report.row(), key, count])? > 0 {
                return Ok(());
            }
        }
        match value.and_then(ValueRecord::of) {
            Some(record) => conn.prepare_cached(self.put)?.execute(params![
                report.row(),
                key,
                record.state,
                record.count,
                record.decimal,
                record.qualifier,
                record.typed,
            ])?,
            None => conn.prepare_cached(self.remove)?.execute(params![report.row(), key])?,
        };
        Ok(())
    }
}

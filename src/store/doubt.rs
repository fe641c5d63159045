//! What happens after an error of the disk: nothing that the connection believes is believed any more.
//!
//! The system tells only once that something written did not reach the disk: whoever asks again hears that all is
//! well, and what is read comes out of memory. So the connection is given up. What it called saved is copied into
//! memory, the file is opened anew, and its log is folded into it, which writes all of that once more. What the file
//! then lacks of what was called saved is written again. Only then anything is called saved.

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params_from_iter};

use super::claim::is_still_at;
use super::connect::prepare;
use super::error::{Fault, Inner, StoreError};
use super::hex::hex;
use super::open::{Access, Doubt, Store, Wanted};
use super::write_ahead::FileAlone;
use super::{hash, schema};

/// Every table, each behind those that it refers to.
const TABLES: [&str; 12] = [
    "office",
    "office_look",
    "office_checks",
    "template",
    "report",
    "figure_value",
    "printed_value",
    "field_value",
    "operation",
    "change",
    "setting",
    "password",
];

/// Which rows of a table.
#[derive(Clone, Copy)]
enum Rows {
    All,
    /// Those of operations behind this one.
    Behind(i64),
}

impl Store {
    /// Takes note of an error of the disk.
    pub(super) fn doubting<T>(&mut self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(done, Err(StoreError::Disk { .. })) && self.doubt == Doubt::None {
            self.distrust();
        }
        done
    }

    pub(super) fn distrust(&mut self) {
        // A file in memory has nothing behind it that could be opened anew.
        if self.access() == Access::Write && self.identity.is_some() {
            self.doubt = Doubt::Connection;
        }
    }

    /// Whether the disk failed and the file was not opened anew since.
    pub(super) fn is_doubted(&self) -> bool {
        self.doubt != Doubt::None
    }

    /// Opens the file anew if the disk failed since it was opened, and makes sure that it holds all that was called
    /// saved.
    ///
    /// # Errors
    /// While the disk still fails, or the file is not there, or is another: then nothing can be saved; all that was
    /// called saved can be read, and copied to another file.
    pub(super) fn settle_doubt(&mut self) -> Result<(), StoreError> {
        if self.doubt == Doubt::None {
            return Ok(());
        }
        if self.doubt == Doubt::Connection {
            let copy = self.read(copy_in_memory)?;
            let given_up = std::mem::replace(self.connection_mut(), copy);
            self.doubt = Doubt::Copy;
            give_up(given_up);
        }
        if let Some(identity) = &self.identity {
            is_still_at(identity, self.path())?;
        }
        let key = self.key();
        let alone = FileAlone::of(self.path(), key);
        let mut opened = Self::try_open(self.path(), key, alone.as_ref(), Wanted::Today)?;
        let settled = opened.hold_all_of(self);
        match settled {
            Ok(num_missing) => {
                tracing::warn!(num_missing, "the file was opened anew after an error of the disk");
                self.go_on_with(opened);
                Ok(())
            }
            Err(err) => {
                let (conn, path) = opened.into_connection();
                give_up(conn);
                Err(err.unwrap_or_else(|fault| fault.at(&path)))
            }
        }
    }

    /// Writes all of the log into the file, and then what the file lacks; returns how many operations that were.
    fn hold_all_of(&mut self, other: &Self) -> Result<i64, Result<StoreError, Fault>> {
        self.fold().map_err(Ok)?;
        let num_missing = write_missing(self.connection_mut(), other.connection()).map_err(Err)?;
        if num_missing > 0 {
            self.fold().map_err(Ok)?;
        }
        Ok(num_missing)
    }
}

/// Closes a connection without letting it write anything.
fn give_up(conn: Connection) {
    let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    if let Err(err) = conn.set_db_config(keep_log, true) {
        tracing::warn!(
            kind = crate::report::names::variant_name(&err),
            "a connection was given up"
        );
    }
    drop(conn);
}

/// All that a connection sees, in memory.
pub(super) fn copy_in_memory(conn: &Connection) -> Inner<Connection> {
    let mut copy = Connection::open_in_memory()?;
    prepare(&copy)?;
    schema::create(&mut copy)?;
    copy.pragma_update(None, "foreign_keys", false)?;
    let seen = conn.unchecked_transaction()?;
    let tx = copy.transaction()?;
    for table in TABLES {
        copy_rows(&seen, &tx, table, Rows::All)?;
    }
    tx.commit()?;
    seen.commit()?;
    copy.pragma_update(None, "foreign_keys", true)?;
    Ok(copy)
}

fn copy_rows(from: &Connection, to: &Connection, table: &str, rows: Rows) -> Inner<()> {
    let which = match (rows, table) {
        (Rows::Behind(last), "operation") => format!(" WHERE id > {last}"),
        (Rows::Behind(last), "change") => format!(" WHERE operation_id > {last}"),
        _ => String::new(),
    };
    let mut select = from.prepare(&format!("SELECT * FROM {table}{which}"))?;
    let num_columns = select.column_count();
    let places = vec!["?"; num_columns].join(", ");
    let mut insert = to.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES ({places})"))?;
    let mut found = select.query([])?;
    while let Some(row) = found.next()? {
        let values = (0..num_columns).map(|column| row.get::<_, Value>(column));
        let values: Vec<Value> = values.collect::<Result<_, _>>()?;
        insert.execute(params_from_iter(values))?;
    }
    Ok(())
}

fn link_of(conn: &Connection, operation: i64) -> Inner<Option<String>> {
    let mut statement = conn.prepare("SELECT hash FROM operation WHERE id = ?1")?;
    Ok(statement.query_row([operation], |row| row.get(0)).optional()?)
}

/// Brings a file to what was called saved, where it is an earlier state of that.
fn write_missing(conn: &mut Connection, saved: &Connection) -> Inner<i64> {
    let (last, link) = hash::last(saved)?;
    if last == 0 || link_of(conn, last)? == Some(hex(&link)) {
        // All is there; and perhaps what was on its way when the disk failed.
        return Ok(0);
    }
    let (there, link) = hash::last(conn)?;
    if there > 0 && link_of(saved, there)? != Some(hex(&link)) {
        return Err(Fault::record("operation", there));
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.pragma_update(None, "defer_foreign_keys", true)?;
    for table in TABLES {
        // What is never changed is never taken away either.
        if !matches!(table, "operation" | "change" | "template") {
            tx.execute(&format!("DELETE FROM {table}"), [])?;
        }
    }
    for table in TABLES {
        copy_rows(saved, &tx, table, Rows::Behind(there))?;
    }
    tx.commit()?;
    Ok(last - there)
}

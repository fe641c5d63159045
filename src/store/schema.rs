//! Which files are ours, and how old ones are brought to today's schema.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Fault, Inner};
use super::migrations::MIGRATIONS;

/// "BC06" in ASCII, in the header of every data file (bytes 68–71, big-endian).
pub const APPLICATION_ID: i32 = 0x4243_3036;

/// The schema that this program writes (`PRAGMA user_version`). Raised with every migration.
pub const SCHEMA_VERSION: i32 = 3;

/// The version of the library that reads and writes data files.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Today's schema as one script.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// One object of a schema: kind, name, and its SQL without comments and spare blanks.
pub(super) type SchemaObject = (String, String, String);

/// The schema of an open file.
pub(super) fn version(conn: &Connection) -> Inner<i32> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whose file it says it is.
pub(super) fn application_id(conn: &Connection) -> Inner<i32> {
    Ok(conn.pragma_query_value(None, "application_id", |row| row.get(0))?)
}

/// Makes the tables of a new file.
pub(super) fn create(conn: &mut Connection) -> Inner<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    tx.execute_batch(SCHEMA)?;
    Ok(tx.commit()?)
}

/// Brings an older file to today's schema, all or nothing.
pub(super) fn bring_up_to_date(conn: &mut Connection) -> Inner<()> {
    conn.pragma_update(None, "foreign_keys", false)?;
    migrate(conn, MIGRATIONS, check)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Refuses a file whose tables or triggers are not the ones this program made.
pub(super) fn check(conn: &Connection) -> Inner<()> {
    let mut model = Connection::open_in_memory()?;
    create(&mut model)?;
    if objects(conn)? == objects(&model)? {
        Ok(())
    } else {
        Err(Fault::record("schema", SCHEMA_VERSION))
    }
}

/// Whether all that today's schema has stands there as it is today, whatever else does.
pub(super) fn holds_todays(conn: &Connection) -> Inner<bool> {
    let mut model = Connection::open_in_memory()?;
    create(&mut model)?;
    let there = objects(conn)?;
    Ok(objects(&model)?.iter().all(|object| there.contains(object)))
}

/// Runs every migration above the file's version in one exclusive transaction: all or nothing. The
/// first script leads from version 1 to version 2. Foreign keys must be off, as tables may be built anew; they are
/// checked before the commit, and whatever `check` looks at.
pub(super) fn migrate(
    conn: &mut Connection,
    migrations: &[&str],
    check: impl FnOnce(&Connection) -> Inner<()>,
) -> Inner<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let current = version(&tx)?;
    for (number, script) in (2..).zip(migrations) {
        if number > current {
            tx.execute_batch(script)?;
            tx.pragma_update(None, "user_version", number)?;
        }
    }
    if let Some(broken) = broken_reference(&tx)? {
        return Err(broken);
    }
    check(&tx)?;
    Ok(tx.commit()?)
}

/// The first row that refers to nothing.
pub(super) fn broken_reference(conn: &Connection) -> Inner<Option<Fault>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        None => None,
        Some(row) => {
            let table: String = row.get(0)?;
            Some(Fault::record("foreign key", table))
        }
    })
}

/// Every object of a database except SQLite's own, in order of name.
pub(super) fn objects(conn: &Connection) -> Inner<Vec<SchemaObject>> {
    let mut statement = conn.prepare(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
    )?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(2)?;
        Ok((row.get(0)?, row.get(1)?, plain(&sql)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// SQL without comments, without the quotes that a table gets with another name, and with single blanks.
fn plain(sql: &str) -> String {
    let lines = sql.lines();
    let code = lines.map(|line| line.split_once("--").map_or(line, |(code, _)| code));
    let words: Vec<&str> = code.flat_map(str::split_whitespace).collect();
    words.join(" ").replace('"', "")
}

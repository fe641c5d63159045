//! SQLite without the program around it: the baseline of what is written.

use std::path::Path;

use super::typed_figure;

/// A database without the program around it.
pub fn bare(path: &Path) -> rusqlite::Connection {
    let flags = rusqlite::OpenFlags::default();
    rusqlite::Connection::open_with_flags(path, flags).expect("a file")
}

/// A data file that is written by the same statements as the program's, with no program around them.
pub struct BareFile {
    db: rusqlite::Connection,
    report: i64,
    operation: i64,
}

impl BareFile {
    /// Opens a data file that nobody else has open.
    pub fn open(path: &Path) -> Self {
        let db = bare(path);
        db.execute_batch(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             PRAGMA foreign_keys=ON;",
        )
        .expect("settings");
        let last = "SELECT report_id, (SELECT max(id) FROM operation) FROM operation
            WHERE report_id IS NOT NULL ORDER BY id DESC LIMIT 1";
        let (report, operation) =
            db.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("the log");
        Self { db, report, operation }
    }

    /// One operation that changes one figure from a number to another, on the disk.
    pub fn commit(&mut self, kind: &str, reverts: Option<i64>, (before, after): (i64, i64)) {
        self.operation += 1;
        let (report, operation) = (self.report, self.operation);
        let tx = self.db.transaction().expect("a transaction");
        let key = typed_figure();
        tx.prepare_cached(
            "UPDATE figure_value SET count = ?3 WHERE report_id = ?1 AND figure_key = ?2",
        )
        .and_then(|mut put| put.execute((report, key.as_str(), after)))
        .expect("a value");
        tx.prepare_cached(
            "INSERT INTO operation (id, kind, report_id, at, run, who, computer, detail, reverts, continues, hash)
             VALUES (?1, ?2, ?3, '2023-05-18T09:41:07.123', '20230518T094107.123-4711', 'an', 'MAY-1',
               '', ?4, ?5, ?6)",
        )
        .and_then(|mut put| {
            // As the program's rows do: what is typed in one field goes on with what was typed before.
            let continues = reverts.is_none().then_some(operation - 1);
            put.execute((operation, kind, report, reverts, continues, "0".repeat(64)))
        })
        .expect("an operation");
        tx.prepare_cached(
            "INSERT INTO change (operation_id, seq, report_id, entity, field_key, before, after)
             VALUES (?1, 0, ?2, 'figure', ?3, ?4, ?5)",
        )
        .and_then(|mut put| {
            let json = |count: i64| format!(r#"{{"state":"count","count":{count}}}"#);
            put.execute((operation, report, key.as_str(), json(before), json(after)))
        })
        .expect("a change");
        tx.prepare_cached("UPDATE report SET content_hash = ?2, num_done = ?3 WHERE id = ?1")
            .and_then(|mut put| put.execute((report, "0".repeat(64), 1)))
            .expect("a report");
        tx.commit().expect("on the disk");
    }

    /// Takes the last operation back: reads what it changed, and what stands there, and writes it as a new one.
    pub fn take_back(&mut self, kind: &str) {
        let number = |json: Option<String>| {
            let json = json.expect("a value");
            let digits = json.rsplit(':').next().and_then(|end| end.strip_suffix('}'));
            digits.and_then(|digits| digits.parse::<i64>().ok()).expect("a count")
        };
        let (last, before) = self
            .db
            .prepare_cached(
                "SELECT operation_id, before FROM change WHERE operation_id = ?1 ORDER BY seq",
            )
            .and_then(|mut read| {
                read.query_row([self.operation], |row| Ok((row.get(0)?, row.get(1)?)))
            })
            .expect("the last operation");
        let stands = self
            .db
            .prepare_cached(
                "SELECT count FROM figure_value WHERE report_id = ?1 AND figure_key = ?2",
            )
            .and_then(|mut read| {
                read.query_row((self.report, typed_figure().as_str()), |row| row.get(0))
            })
            .expect("a value");
        self.commit(kind, Some(last), (stands, number(before)));
    }
}

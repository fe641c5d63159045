//! What the password is checked against that is asked for before the file is shown. The store keeps the text and asks
//! nobody: whoever opens the file for somebody does.

use rusqlite::OptionalExtension as _;

use super::error::StoreError;
use super::kept::Kept;
use super::open::Store;
use super::operation::Stamp;
use crate::report::deed::Deed;

const GET: &str = "SELECT phc FROM password";
const PUT: &str = "INSERT INTO password (id, phc) VALUES (1, ?1)
    ON CONFLICT DO UPDATE SET phc = excluded.phc";
const REMOVE: &str = "DELETE FROM password";
/// By the index of fields: what belongs to no report has none.
const LOGGED: &str = "SELECT after FROM change
    WHERE report_id IS NULL AND entity = ?1 AND field_key = ?2 ORDER BY operation_id DESC LIMIT 1";

impl Store {
    /// What the password is checked against, as a PHC string; none where none is asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn password(&self) -> Result<Option<String>, StoreError> {
        self.read(|conn| Ok(conn.query_row(GET, [], |row| row.get(0)).optional()?))
    }

    /// Whether that is what was set last: another program may have put something else there, or taken it away.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_password_as_set(&self) -> Result<bool, StoreError> {
        let kept = Kept::password();
        self.read(|conn| {
            let name = [kept.kind.name(), kept.key.as_str()];
            let logged = conn.query_row(LOGGED, name, |row| row.get::<_, Option<String>>(0));
            Ok(logged.optional()?.flatten() == kept.state(conn)?)
        })
    }

    /// Keeps what the password is checked against from now on; `None` asks for none any more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_password(&mut self, phc: Option<&str>, stamp: &Stamp) -> Result<(), StoreError> {
        let deed = if phc.is_some() { Deed::PasswordSet } else { Deed::PasswordRemoved };
        self.transact_kept(deed, &Kept::password(), stamp, |conn| {
            // Where it stood nothing is left by which a password that is no longer asked for could be guessed.
            conn.pragma_update(None, "secure_delete", true)?;
            let put = match phc {
                Some(phc) => conn.execute(PUT, [phc]),
                None => conn.execute(REMOVE, []),
            };
            conn.pragma_update(None, "secure_delete", false)?;
            Ok(put.map(drop)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::samples::stamp;
    use super::*;

    #[test]
    fn what_a_password_was_checked_against_does_not_stay_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.bc06");
        let mut store = Store::create(&path).unwrap();
        let (first, second) = ("$argon2id$first-of-all-of-them", "$argon2id$second");
        let holds = |phc: &str| {
            let bytes = fs::read(&path).unwrap();
            bytes.windows(phc.len()).any(|bytes| bytes == phc.as_bytes())
        };
        for (step, phc) in [(1, Some(first)), (2, Some(second)), (3, None)] {
            store.set_password(phc, &stamp(step)).unwrap();
            store.close().unwrap();
            assert_eq!(holds(first), phc == Some(first), "{step}");
            assert_eq!(holds(second), phc == Some(second), "{step}");
            store = Store::open(&path).unwrap();
        }
        assert!(store.verify().unwrap().is_whole());
    }
}

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
            match phc {
                Some(phc) => conn.execute(PUT, [phc])?,
                None => conn.execute(REMOVE, [])?,
            };
            Ok(())
        })
    }
}

//! What an encrypted data file is opened with. Without the feature `encryption` nothing can be encrypted, and an
//! encrypted file is recognised and left alone.

use std::fmt;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::error::Inner;
use super::schema::{APPLICATION_ID, SCHEMA_VERSION};

/// Whether this program was built to encrypt data files.
pub const CAN_ENCRYPT: bool = cfg!(feature = "encryption");

/// What an encrypted data file is opened with: its password.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl fmt::Debug for Key {
    /// Passwords are in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A password as a key.
    pub fn new(password: &str) -> Self {
        Self(password.to_owned())
    }
}

/// Tells a connection the key of its file, before anything of the file is read; a file that is not encrypted has
/// none.
pub(super) fn give(conn: &Connection, key: Option<&Key>) -> Inner<()> {
    if let Some(key) = key {
        // What goes wrong is told by this program, and not on standard error.
        conn.pragma_update(None, "cipher_log_level", "NONE")?;
        conn.pragma_update(None, "key", &key.0)?;
    }
    Ok(())
}

/// Copies all of a file into an empty one that is opened with another key, or with none.
pub(super) fn export(conn: &Connection, draft: &str, key: Option<&Key>) -> Inner<()> {
    let key = key.map_or("", |key| key.0.as_str());
    conn.execute("ATTACH ?1 AS draft KEY ?2", [draft, key])?;
    let fill = || -> Inner<()> {
        // Triggers are copied as rows of the schema.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        conn.query_row("SELECT sqlcipher_export('draft')", [], |_| Ok(()))?;
        conn.pragma_update(Some("draft"), "application_id", APPLICATION_ID)?;
        conn.pragma_update(Some("draft"), "user_version", SCHEMA_VERSION)?;
        Ok(())
    };
    let filled = fill();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.execute("DETACH draft", [])?;
    filled
}

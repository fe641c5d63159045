//! How the finished reports of each office look.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Inner, StoreError};
use super::former;
use super::kept::Kept;
use super::open::Store;
use super::operation::Stamp;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;

const GET: &str = "SELECT look, skeleton_name, skeleton FROM office_look
    JOIN office ON office.id = office_id WHERE code = ?1";
pub(super) const PUT_LOOK: &str = "INSERT INTO office_look (office_id, look)
    SELECT id, ?2 FROM office WHERE code = ?1
    ON CONFLICT DO UPDATE SET look = excluded.look";
pub(super) const PUT_SKELETON: &str =
    "INSERT INTO office_look (office_id, look, skeleton_name, skeleton)
    SELECT id, ?2, ?3, ?4 FROM office WHERE code = ?1
    ON CONFLICT DO UPDATE SET skeleton_name = excluded.skeleton_name, skeleton = excluded.skeleton";

/// What is kept of an office's look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLook {
    /// Its choices, as JSON.
    pub look: String,
    /// Its own Word document.
    pub skeleton: Option<StoredSkeleton>,
}

/// An office's own Word document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSkeleton {
    /// The name of the file it was taken from.
    pub name: String,
    /// What was taken of it, as a package of its own.
    pub docx: Vec<u8>,
}

/// What is kept of an office's look.
pub(super) fn stored(conn: &Connection, office: &OfficeCode) -> Inner<Option<StoredLook>> {
    let mut statement = conn.prepare_cached(GET)?;
    let found = statement.query_row([office.as_str()], |row| {
        let (name, docx): (Option<String>, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
        let skeleton = name.zip(docx).map(|(name, docx)| StoredSkeleton { name, docx });
        Ok(StoredLook { look: row.get(0)?, skeleton })
    });
    Ok(found.optional()?)
}

impl Store {
    /// How the reports of an office look; `None` while nobody chose.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn look(&self, office: &OfficeCode) -> Result<Option<StoredLook>, StoreError> {
        self.read(|conn| stored(conn, office))
    }

    /// Keeps the choices of an office.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_look(
        &mut self,
        office: &OfficeCode,
        look: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        self.transact_kept(Deed::LookChosen, &Kept::look(office), stamp, |conn| {
            conn.prepare_cached(PUT_LOOK)?.execute([office.as_str(), look])?;
            Ok(())
        })
    }

    /// Keeps the Word document of an office, or lets it go; `look` is kept beside it where no
    /// choices are kept yet.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_skeleton(
        &mut self,
        office: &OfficeCode,
        look: &str,
        skeleton: Option<&StoredSkeleton>,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let (name, docx) = skeleton.map(|s| (s.name.as_str(), s.docx.as_slice())).unzip();
        self.transact_kept(Deed::LookChosen, &Kept::look(office), stamp, |conn| {
            former::remember(conn, office.as_str())?;
            let values = params![office.as_str(), look, name, docx];
            conn.prepare_cached(PUT_SKELETON)?.execute(values)?;
            Ok(())
        })
    }
}

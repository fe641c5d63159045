//! Templates, kept as the JSON they came as.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::TemplateId;
use super::kept::Kept;
use super::open::Store;
use super::operation::{OperationInfo, Task};
use super::{hex, record};
use crate::report::period::PeriodKind;
use crate::report::template::TemplateRef;

const FIND: &str = "SELECT id, sha256 FROM template WHERE key = ?1 AND version = ?2";
/// Under a number of its own where the first is NULL.
pub(super) const INSERT: &str =
    "INSERT INTO template (id, key, version, name, period_kind, json, sha256)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const ALL: &str =
    "SELECT id, key, version, name, period_kind, sha256 FROM template ORDER BY key, version";
const JSON: &str = "SELECT json, sha256 FROM template WHERE key = ?1 AND version = ?2";

/// A template in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSummary {
    /// Its row.
    pub id: TemplateId,
    /// Key and version.
    pub template: TemplateRef,
    /// The name officials see.
    pub name: String,
    /// The kind of its periods.
    pub kind: PeriodKind,
    /// SHA-256 of its JSON, 64 hex digits.
    pub sha256: String,
}

/// A template that is to be taken into the file.
#[derive(Debug, Clone, Copy)]
pub struct NewTemplate<'a> {
    /// Key and version.
    pub template: &'a TemplateRef,
    /// The name officials see.
    pub name: &'a str,
    /// The kind of its periods.
    pub kind: PeriodKind,
    /// Its file.
    pub json: &'a str,
}

pub(super) fn sha256(text: &str) -> String {
    hex::sha256(text.as_bytes())
}

fn find(conn: &Connection, template: &TemplateRef) -> Inner<Option<(TemplateId, String)>> {
    let mut statement = conn.prepare_cached(FIND)?;
    let key = params![template.key.as_str(), template.version];
    let found = statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?)));
    let found = found.optional()?;
    Ok(found.map(|(id, hash)| (TemplateId::from_row(id), hash)))
}

/// The row of a template.
pub(super) fn id(conn: &Connection, template: &TemplateRef) -> Inner<TemplateId> {
    let found = find(conn, template)?;
    let missing = || Fault::NoSuchTemplate(template.clone());
    found.map(|(id, _)| id).ok_or_else(missing)
}

impl Store {
    /// Takes a template into the file. The same again is the one that is there already.
    ///
    /// # Errors
    /// [`StoreError::TemplateDiffers`] when the file has this key and version with another JSON;
    /// a text that is no JSON is refused with [`StoreError::Sql`].
    pub fn add_template(
        &mut self,
        new: NewTemplate<'_>,
        info: &OperationInfo,
    ) -> Result<TemplateId, StoreError> {
        let NewTemplate { template, name, kind, json } = new;
        let sha256 = sha256(json);
        let done = self.transact(&Task::done(info), |writer| {
            match find(writer.conn, template)? {
                Some((id, known)) if known == sha256 => return Ok(id),
                Some(_) => return Err(Fault::TemplateDiffers(template.clone())),
                None => {}
            }
            let row = writer.keep(&Kept::template(template), |conn| {
                let (key, kind) = (template.key.as_str(), kind.name());
                let id: Option<i64> = None;
                let values = params![id, key, template.version, name, kind, json, sha256];
                Ok(conn.prepare_cached(INSERT)?.insert(values)?)
            })?;
            Ok(TemplateId::from_row(row))
        })?;
        Ok(done.value)
    }

    /// Every template of the file, by key and version.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn templates(&self) -> Result<Vec<TemplateSummary>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let mut rows = statement.query([])?;
            let mut templates = Vec::new();
            while let Some(row) = rows.next()? {
                let (key, kind): (String, String) = (row.get(1)?, row.get(4)?);
                let kind = PeriodKind::from_name(&kind);
                templates.push(TemplateSummary {
                    id: TemplateId::from_row(row.get(0)?),
                    template: record::template(&key, row.get(2)?)?,
                    name: row.get(3)?,
                    kind: kind.ok_or_else(|| Fault::record("template", &key))?,
                    sha256: row.get(5)?,
                });
            }
            Ok(templates)
        })
    }

    /// The JSON of a template, byte for byte as it was added.
    ///
    /// # Errors
    /// [`StoreError::NoSuchTemplate`] when the file does not have it; [`StoreError::Corrupt`] when it is not
    /// what was added.
    pub fn template_json(&self, template: &TemplateRef) -> Result<String, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(JSON)?;
            let key = params![template.key.as_str(), template.version];
            let found =
                statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let (json, added): (String, String) =
                found.ok_or_else(|| Fault::NoSuchTemplate(template.clone()))?;
            if sha256(&json) == added {
                Ok(json)
            } else {
                Err(Fault::record("content of the template", Kept::template(template).key))
            }
        })
    }
}

//! Entries of lists of documents.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner};
use super::ids::ReportId;
use super::record::DocumentRecord;
use crate::report::change::Slot;
use crate::report::content::DocumentEntry;
use crate::report::key::{EntryId, ItemKey};

const TABLE: &str = "document_entry";
const GET: &str = "SELECT position, doc_type, code, day, day_typed, issuer, subject,
    list_key, entry_id FROM document_entry
    WHERE report_id = ?1 AND list_key = ?2 AND entry_id = ?3";
const LOAD: &str = "SELECT position, doc_type, code, day, day_typed, issuer, subject,
    list_key, entry_id FROM document_entry
    WHERE report_id = ?1 ORDER BY list_key, position, entry_id";
const PUT: &str = "INSERT INTO document_entry (report_id, list_key, entry_id,
    position, doc_type, code, day, day_typed, issuer, subject)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT DO UPDATE SET position = ?4, doc_type = ?5, code = ?6,
    day = ?7, day_typed = ?8, issuer = ?9, subject = ?10";
const REMOVE: &str =
    "DELETE FROM document_entry WHERE report_id = ?1 AND list_key = ?2 AND entry_id = ?3";

struct StoredEntry {
    list: String,
    id: String,
    record: DocumentRecord,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    let record = DocumentRecord {
        position: row.get(0)?,
        doc_type: row.get(1)?,
        code: row.get(2)?,
        day: row.get(3)?,
        day_typed: row.get(4)?,
        issuer: row.get(5)?,
        subject: row.get(6)?,
    };
    Ok(StoredEntry { list: row.get(7)?, id: row.get(8)?, record })
}

fn read(stored: StoredEntry) -> Inner<(ItemKey, DocumentEntry)> {
    let StoredEntry { list, id, record } = stored;
    let fault = || Fault::record(TABLE, format!("{list}/{id}"));
    let item = ItemKey::parse(&list).map_err(|_| fault())?;
    let entry = EntryId::parse(&id).map_err(|_| fault())?;
    let entry = record.entry(entry).ok_or_else(fault)?;
    Ok((item, entry))
}

pub(super) fn get(
    conn: &Connection,
    report: ReportId,
    (list, id): &(ItemKey, EntryId),
) -> Inner<Option<DocumentEntry>> {
    let mut statement = conn.prepare_cached(GET)?;
    let key = params![report.row(), list.as_str(), id.as_str()];
    let stored = statement.query_row(key, from_row).optional()?;
    match stored {
        None => Ok(None),
        Some(stored) => read(stored).map(|(_, entry)| Some(entry)),
    }
}

pub(super) fn load(
    conn: &Connection,
    report: ReportId,
) -> Inner<BTreeMap<ItemKey, Vec<DocumentEntry>>> {
    let mut statement = conn.prepare_cached(LOAD)?;
    let mut lists: BTreeMap<ItemKey, Vec<DocumentEntry>> = BTreeMap::new();
    for stored in statement.query_map([report.row()], from_row)? {
        let (list, entry) = read(stored?)?;
        lists.entry(list).or_default().push(entry);
    }
    Ok(lists)
}

pub(super) fn put(
    conn: &Connection,
    report: ReportId,
    slot: &Slot<(ItemKey, EntryId), DocumentEntry>,
) -> Inner<()> {
    let (list, id) = &slot.key;
    let (list, id) = (list.as_str(), id.as_str());
    match slot.after.as_ref().map(DocumentRecord::of) {
        Some(record) => conn.prepare_cached(PUT)?.execute(params![
            report.row(),
            list,
            id,
            record.position,
            record.doc_type,
            record.code,
            record.day,
            record.day_typed,
            record.issuer,
            record.subject,
        ])?,
        None => conn.prepare_cached(REMOVE)?.execute(params![report.row(), list, id])?,
    };
    Ok(())
}

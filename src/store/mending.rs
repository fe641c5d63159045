//! Putting back what the log says last, where the file says something else. To be asked only where the chain of the
//! log is whole: nothing else tells which of both is right.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use serde::Deserialize;

use super::deleting::Presence;
use super::error::{Fault, Inner, StoreError};
use super::hex::sha256;
use super::ids::ReportId;
use super::kept::{Kept, KeptKind, LookState, OfficeState, ReportState};
use super::open::Store;
use super::operation::{OperationInfo, Task};
use super::record;
use super::reports::NewRow;
use super::templates::{self, NewTemplate};
use super::transact::Applied;
use super::verify::{Differing, differing_fields, differing_kept};
use super::{checks, fields, former, hash, looks, report_row, reports};
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};
use crate::report::header::Header;
use crate::report::key::OfficeCode;

impl Store {
    /// Puts back what the log says last into the fields of a report that hold something else, as one operation
    /// that can be taken back; and makes its hash anew. None where nothing was to be mended but the hash.
    ///
    /// To be asked only where the chain of the log is whole: nothing else tells which of both is right.
    ///
    /// # Errors
    /// As for [`Store::save_edits`]; when the report cannot be read.
    pub fn mend_report(
        &mut self,
        report: ReportId,
        info: &OperationInfo,
    ) -> Result<Option<Applied>, StoreError> {
        let mended = self.transact_report(&Task::done(info), |writer| {
            writer.report = Some(report);
            put_legible_header(writer.conn, report)?;
            remove_unreadable(writer.conn, report)?;
            let (stands, _) = reports::load_with_hash(writer.conn, report)?;
            let made: Vec<Change> = stands.making().collect();
            // What is changed below is reckoned from the content that really stands there.
            report_row::put_hash(writer.conn, report, &hash::of_report(&stands)?)?;
            for change in differing_fields(writer.conn, report, &made)? {
                writer.edit(report, change.inverse().edit())?;
            }
            Ok(())
        })?;
        if mended.operation.is_some() {
            return Ok(Some(mended));
        }
        // Nothing was logged, so nothing was written either.
        self.write(|conn| {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            put_legible_header(&tx, report)?;
            remove_unreadable(&tx, report)?;
            let (stands, _) = reports::load_with_hash(&tx, report)?;
            report_row::put_hash(&tx, report, &hash::of_report(&stands)?)?;
            Ok(tx.commit()?)
        })?;
        Ok(None)
    }
}

/// Puts the header back that the log says last, where the one that stands there makes no sense: nothing of the report
/// could be read beside it.
fn put_legible_header(conn: &Connection, report: ReportId) -> Inner<()> {
    if !matches!(report_row::one(conn, report), Err(Fault::Record { .. })) {
        return Ok(());
    }
    match logged_header(conn, report.row())? {
        Some(header) => report_row::put_header(conn, report, &header),
        None => Ok(()),
    }
}

/// The header that the log says last of a report.
fn logged_header(conn: &Connection, report: i64) -> Inner<Option<Header>> {
    let json = conn.query_row(LAST_HEADER, [report], |row| row.get::<_, Option<String>>(0));
    let value = json.optional()?.flatten();
    let value = value.and_then(|json| record::from_json(&Field::Header, &json));
    Ok(value.as_ref().and_then(FieldValue::as_header).cloned())
}

const FIELD_KEYS: &str =
    "SELECT 'figure', figure_key, 'figure_value' FROM figure_value WHERE report_id = ?1
    UNION ALL SELECT 'printed', figure_key, 'printed_value' FROM printed_value WHERE report_id = ?1
    UNION ALL SELECT entity, field_key, 'field_value' FROM field_value WHERE report_id = ?1";

/// Takes away the rows of a report that make no sense, so that it can be read, and what the log says of these fields is
/// put back like any other.
fn remove_unreadable(conn: &Connection, report: ReportId) -> Inner<()> {
    let mut statement = conn.prepare_cached(FIELD_KEYS)?;
    let rows =
        statement.query_map([report.row()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(String, String, String)> = rows.collect::<Result<_, _>>()?;
    for (entity, key, table) in rows {
        let read = Field::parse(&entity, &key).map(|field| fields::get(conn, report, &field));
        if !matches!(read, None | Some(Err(Fault::Record { .. }))) {
            continue;
        }
        let row = report.row();
        match table.as_str() {
            "field_value" => conn.execute(
                "DELETE FROM field_value WHERE report_id = ?1 AND entity = ?2 AND field_key = ?3",
                params![row, entity, key],
            )?,
            table => conn.execute(
                &format!("DELETE FROM {table} WHERE report_id = ?1 AND figure_key = ?2"),
                params![row, key],
            )?,
        };
    }
    Ok(())
}

/// Where what the log knows by its hash alone may stand whole.
pub struct Sources<'a> {
    /// A template that the program knows by itself.
    pub known: NewTemplate<'a>,
    /// Copies of the file.
    pub copies: &'a [Store],
}

impl Store {
    /// Puts back what the log says last of offices, templates, looks and checks, and of whose each report is, as one
    /// operation; a report whose row is gone comes back with its header, and one of which the log knows nothing goes.
    /// Whether anything was put back.
    ///
    /// Who was asked for which password is left alone: nobody is to be locked out by a mend.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn mend_kept(
        &mut self,
        from: &Sources<'_>,
        info: &OperationInfo,
    ) -> Result<bool, StoreError> {
        let done = self.transact(&Task::done(info), |writer| {
            let conn = writer.conn;
            let all = differing_kept(conn)?;
            // Rows that others refer to go for a moment, and come back under their number.
            conn.pragma_update(None, "defer_foreign_keys", true)?;
            let of = |kind| all.iter().filter(move |differing| differing.kept.kind == kind);
            for differing in of(KeptKind::Template) {
                put_template(conn, differing, from)?;
            }
            for differing in of(KeptKind::Office) {
                ensure_office(conn, differing)?;
            }
            for differing in of(KeptKind::Office) {
                put_office(conn, differing)?;
            }
            let planted = remove_planted(conn)?;
            let of_reports: Vec<&Differing> = of(KeptKind::Report).collect();
            put_reports(conn, &of_reports)?;
            for differing in of(KeptKind::Look) {
                put_look(conn, differing, from.copies)?;
            }
            for differing in of(KeptKind::Checks) {
                put_checks(conn, differing)?;
            }
            for differing in all.iter().filter(|differing| differing.logged.is_none()) {
                remove_unused(conn, &differing.kept)?;
            }
            for Differing { kept, stands, .. } in all {
                if !planted.contains(&kept) {
                    writer.log_kept(&kept, stands)?;
                }
            }
            planted.iter().for_each(|report| writer.log_gone(report));
            Ok(())
        })?;
        Ok(done.operation.is_some())
    }
}

/// What the log keeps of a template, but for its text.
#[derive(Deserialize)]
struct TemplateState {
    sha256: String,
    added: String,
    name: String,
    period_kind: String,
}

/// What the log keeps of checks.
#[derive(Deserialize)]
struct ChecksState {
    settings: String,
}

fn state<'j, S: Deserialize<'j>>(differing: &'j Differing) -> Option<S> {
    serde_json::from_str(differing.logged.as_deref()?).ok()
}

const TEMPLATE_ID: &str = "SELECT id FROM template WHERE key || '@' || version = ?1";
/// The number that reports say of a template which is gone.
const WANTED_TEMPLATE: &str = "SELECT template_id FROM report JOIN change ON entity = 'report'
      AND field_key = CAST(report.id AS TEXT)
    WHERE after ->> 'template' || '@' || (after ->> 'version') = ?1
      AND template_id NOT IN (SELECT id FROM template) LIMIT 1";
const TEMPLATE_JSON: &str = "SELECT json FROM template WHERE key || '@' || version = ?1";

/// One number of one row; none where there is no row.
fn number(conn: &Connection, sql: &str, key: &str) -> Inner<Option<i64>> {
    Ok(conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

fn put_template(conn: &Connection, differing: &Differing, from: &Sources<'_>) -> Inner<()> {
    let key = &differing.kept.key;
    let Some(logged) = state::<TemplateState>(differing) else { return Ok(()) };
    let Some((name, version)) = key.rsplit_once('@') else { return Ok(()) };
    let text_in = |conn: &Connection| {
        let found = conn.query_row(TEMPLATE_JSON, [key], |row| row.get::<_, String>(0));
        found.ok().filter(|json| templates::sha256(json) == logged.sha256)
    };
    let is_known = Kept::template(from.known.template) == differing.kept
        && templates::sha256(from.known.json) == logged.sha256;
    let known = is_known.then(|| from.known.json.to_owned());
    let of_copy = || from.copies.iter().find_map(|copy| text_in(copy.connection()));
    let Some(json) = text_in(conn).or(known).or_else(of_copy) else { return Ok(()) };
    let there = number(conn, TEMPLATE_ID, key)?;
    let id = match there {
        Some(id) => Some(id),
        None => number(conn, WANTED_TEMPLATE, key)?,
    };
    // Templates are never updated.
    conn.execute("DELETE FROM template WHERE id = ?1", [there])?;
    let TemplateState { added, name: title, period_kind, .. } = logged;
    conn.execute(templates::INSERT, params![id, name, version, title, period_kind, json, added])?;
    Ok(())
}

const OFFICE_ID: &str = "SELECT id FROM office WHERE code = ?1";
/// The number that reports, offices below it, its look or its checks say of an office that is gone; where another
/// stands under it of which the log knows nothing, the office was given another code.
const WANTED_OFFICE: &str = "WITH said (id) AS (
      SELECT office_id FROM report JOIN change ON entity = 'report' AND field_key = CAST(report.id AS TEXT)
        WHERE after ->> 'office' = ?1
      UNION ALL SELECT parent_id FROM office JOIN change ON entity = 'office' AND field_key = code
        WHERE after ->> 'parent' = ?1)
    SELECT id FROM said WHERE id IS NOT NULL AND id NOT IN
      (SELECT id FROM office WHERE code IN (SELECT field_key FROM change WHERE entity = 'office'))
    LIMIT 1";
/// The number under which a look or checks stand alone, for an office that had some.
const LONELY: &str = "SELECT office_id FROM
      (SELECT office_id FROM office_look UNION SELECT office_id FROM office_checks)
    WHERE office_id NOT IN (SELECT id FROM office)
      AND EXISTS (SELECT 1 FROM change WHERE entity IN ('look', 'checks') AND field_key = ?1) LIMIT 1";

/// Sees to it that an office which the log knows has a row.
fn ensure_office(conn: &Connection, differing: &Differing) -> Inner<()> {
    let code = &differing.kept.key;
    if differing.logged.is_none() || number(conn, OFFICE_ID, code)?.is_some() {
        return Ok(());
    }
    let wanted = match number(conn, WANTED_OFFICE, code)? {
        Some(id) => Some(id),
        None => number(conn, LONELY, code)?,
    };
    let renamed =
        conn.execute("UPDATE office SET code = ?2 WHERE id = ?1", params![wanted, code])?;
    if renamed == 0 {
        let new = params![wanted, code];
        conn.execute("INSERT INTO office (id, code, name) VALUES (?1, ?2, '')", new)?;
    }
    Ok(())
}

const PLACE_OFFICE: &str = "UPDATE office SET name = ?2,
      parent_id = (SELECT id FROM office AS parent WHERE parent.code = ?3), opened = ?4, closed = ?5
    WHERE code = ?1";

pub(super) fn put_office(conn: &Connection, differing: &Differing) -> Inner<()> {
    let Some(logged) = state::<OfficeState>(differing) else { return Ok(()) };
    let OfficeState { name, parent, opened, closed } = logged;
    let values = params![differing.kept.key, name, parent, opened, closed];
    conn.execute(PLACE_OFFICE, values)?;
    Ok(())
}

/// Reports of which the log knows nothing at all, and numbers of which only fields stand there.
const PLANTED: &str =
    "SELECT id FROM (SELECT id FROM report UNION SELECT report_id FROM figure_value
      UNION SELECT report_id FROM printed_value UNION SELECT report_id FROM field_value)
    WHERE id NOT IN (SELECT report_id FROM operation WHERE report_id IS NOT NULL)";
/// Takes away what another program put in as a report, or as fields of one.
fn remove_planted(conn: &Connection) -> Inner<Vec<Kept>> {
    let mut statement = conn.prepare(PLANTED)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    for id in &ids {
        for table in ["figure_value", "printed_value", "field_value", "finding_count"] {
            conn.execute(&format!("DELETE FROM {table} WHERE report_id = ?1"), [id])?;
        }
        conn.execute("DELETE FROM report WHERE id = ?1", [id])?;
    }
    Ok(ids.into_iter().map(|id| Kept::report(ReportId::from_row(id))).collect())
}

const POINT_REPORT: &str = "UPDATE OR IGNORE report SET deleted = iif(?5, id, 0),
      office_id = (SELECT id FROM office WHERE code = ?2),
      template_id = (SELECT id FROM template WHERE key = ?3 AND version = ?4), template_key = ?3
    WHERE id = ?1 AND EXISTS (SELECT 1 FROM office WHERE code = ?2)
      AND EXISTS (SELECT 1 FROM template WHERE key = ?3 AND version = ?4)";
/// To an office that none has: of two reports that were given each other's, neither could be put back before the other.
const POINT_AWAY: &str = "UPDATE report SET office_id = -id WHERE id = ?1";
const IS_AWAY: &str = "SELECT EXISTS (SELECT 1 FROM report WHERE office_id < 0)";

/// Gives all of them back their offices and templates; where one cannot get its own, each that can.
fn put_reports(conn: &Connection, differing: &[&Differing]) -> Inner<()> {
    conn.execute_batch("SAVEPOINT all_at_once")?;
    for differing in differing.iter().filter(|differing| differing.logged.is_some()) {
        conn.execute(POINT_AWAY, [&differing.kept.key])?;
    }
    differing.iter().try_for_each(|differing| put_report(conn, differing))?;
    let is_any_away: bool = conn.query_row(IS_AWAY, [], |row| row.get(0))?;
    if is_any_away {
        conn.execute_batch("ROLLBACK TO all_at_once")?;
        differing.iter().try_for_each(|differing| put_report(conn, differing))?;
    }
    Ok(conn.execute_batch("RELEASE all_at_once")?)
}

const SLOT: &str = "SELECT 1 FROM report JOIN office ON office.id = office_id
    WHERE code = ?1 AND template_key = ?2 AND period_key = ?3 AND deleted = 0";
const LAST_HEADER: &str = "SELECT after FROM change
    WHERE report_id = ?1 AND entity = 'header' ORDER BY operation_id DESC, seq DESC LIMIT 1";

fn put_report(conn: &Connection, differing: &Differing) -> Inner<()> {
    let Some(logged) = state::<ReportState>(differing) else { return Ok(()) };
    let Ok(id) = differing.kept.key.parse::<i64>() else { return Ok(()) };
    let ReportState { office, template, version, deleted } = logged;
    if report_row::is_known(conn, ReportId::from_row(id))? {
        conn.execute(POINT_REPORT, params![id, office, template, version, deleted])?;
        return Ok(());
    }
    let Some(header) = logged_header(conn, id)? else { return Ok(()) };
    let row = |sql, key: &str| number(conn, sql, key);
    let reference = format!("{template}@{version}");
    let pointers = row(OFFICE_ID, &office)?.zip(row(TEMPLATE_ID, &reference)?);
    let presence = if deleted { Presence::Deleted } else { Presence::There };
    let is_taken = !deleted
        && conn.prepare_cached(SLOT)?.exists(params![
            office,
            template,
            header.period.key.to_string()
        ])?;
    if let Some((office, template_id)) = pointers.filter(|_| !is_taken) {
        let new = NewRow {
            id: Some(id),
            presence,
            office,
            template: template_id,
            template_key: &template,
        };
        reports::insert_row(conn, &new, &header)?;
    }
    Ok(())
}

/// Puts a look back; where the bytes of its Word document are nowhere, it stays as it is.
pub(super) fn put_look(conn: &Connection, differing: &Differing, copies: &[Store]) -> Inner<()> {
    let Ok(code) = OfficeCode::parse(&differing.kept.key) else { return Ok(()) };
    if differing.logged.is_none() {
        let sql =
            "DELETE FROM office_look WHERE office_id = (SELECT id FROM office WHERE code = ?1)";
        conn.execute(sql, [code.as_str()])?;
        return Ok(());
    }
    let Some(logged) = state::<LookState>(differing) else { return Ok(()) };
    let bytes_in = |conn: &Connection| {
        let stored = looks::stored(conn, &code).ok().flatten()?.skeleton?.docx;
        (Some(sha256(&stored)) == logged.sha256).then_some(stored)
    };
    let former = |hash: &String| former::skeleton(conn, hash).ok().flatten();
    let found = bytes_in(conn)
        .or_else(|| logged.sha256.as_ref().and_then(former))
        .or_else(|| copies.iter().find_map(|copy| bytes_in(copy.connection())));
    if found.is_none() && logged.sha256.is_some() {
        return Ok(());
    }
    conn.execute(looks::PUT_LOOK, [code.as_str(), &logged.look])?;
    let values = params![code.as_str(), logged.look, logged.skeleton_name, found];
    conn.execute(looks::PUT_SKELETON, values)?;
    Ok(())
}

pub(super) fn put_checks(conn: &Connection, differing: &Differing) -> Inner<()> {
    let code = &differing.kept.key;
    match state::<ChecksState>(differing) {
        Some(logged) => conn.execute(checks::PUT, [code, &logged.settings])?,
        None if differing.logged.is_none() => {
            let sql = "DELETE FROM office_checks WHERE office_id = (SELECT id FROM office WHERE code = ?1)";
            conn.execute(sql, [code])?
        }
        None => 0,
    };
    Ok(())
}

/// Takes an office or a template away of which the log knows nothing, where nothing refers to it.
fn remove_unused(conn: &Connection, kept: &Kept) -> Inner<()> {
    let sql = match kept.kind {
        KeptKind::Office => {
            "DELETE FROM office WHERE code = ?1
               AND id NOT IN (SELECT office_id FROM report)
               AND id NOT IN (SELECT parent_id FROM office WHERE parent_id IS NOT NULL)
               AND id NOT IN (SELECT office_id FROM office_look)
               AND id NOT IN (SELECT office_id FROM office_checks)"
        }
        KeptKind::Template => {
            "DELETE FROM template WHERE key || '@' || version = ?1
               AND id NOT IN (SELECT template_id FROM report)"
        }
        KeptKind::Report | KeptKind::Look | KeptKind::Checks | KeptKind::Password => return Ok(()),
    };
    conn.execute(sql, [&kept.key])?;
    Ok(())
}

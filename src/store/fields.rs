//! Every field of a report, whatever its table: what an edit would change, and the one way in
//! which a change reaches the tables. The counterpart of `Report::change_for` and `Report::apply`.

use rusqlite::Connection;

use super::error::Inner;
use super::figure_values::{FIGURES, PRINTED};
use super::ids::ReportId;
use super::{days, documents, reports, switches, texts};
use crate::report::change::{Change, Edit, Slot};
use crate::report::content::DocumentEntry;

/// The change that an edit makes to what stands in the tables now; its sides may be equal.
pub(super) fn change_for(conn: &Connection, report: ReportId, edit: Edit) -> Inner<Change> {
    let change = match edit {
        Edit::Figure(key, after) => {
            let before = FIGURES.get(conn, report, &key)?;
            let after = after.filter(|value| !value.is_blank());
            Change::Figure(Slot { key, before, after })
        }
        Edit::Printed(key, after) => {
            let before = PRINTED.get(conn, report, &key)?;
            let after = after.filter(|value| !value.is_blank());
            Change::Printed(Slot { key, before, after })
        }
        Edit::Day(key, after) => {
            let before = days::get(conn, report, &key)?;
            Change::Day(Slot { key, before, after })
        }
        Edit::Text(key, after) => {
            let before = texts::get(conn, report, &key)?;
            Change::Text(Slot { key, before, after })
        }
        Edit::Switch(key, after) => {
            let before = switches::get(conn, report, &key)?;
            Change::Switch(Slot { key, before, after })
        }
        Edit::Document(list, id, after) => {
            let after = after.map(|entry| DocumentEntry { id: id.clone(), ..entry });
            let key = (list, id);
            let before = documents::get(conn, report, &key)?;
            Change::Document(Slot { key, before, after })
        }
        Edit::Header(after) => Change::Header(Slot {
            key: (),
            before: Some(reports::header(conn, report)?),
            after: Some(after),
        }),
    };
    Ok(change)
}

/// Puts the `after` side of a change into its table.
pub(super) fn put(conn: &Connection, report: ReportId, change: &Change) -> Inner<()> {
    match change {
        Change::Figure(slot) => FIGURES.put(conn, report, slot),
        Change::Printed(slot) => PRINTED.put(conn, report, slot),
        Change::Day(slot) => days::put(conn, report, slot),
        Change::Text(slot) => texts::put(conn, report, slot),
        Change::Switch(slot) => switches::put(conn, report, slot),
        Change::Document(slot) => documents::put(conn, report, slot),
        Change::Header(slot) => match &slot.after {
            Some(header) => reports::put_header(conn, report, header),
            // Reports are made and never taken away, so no change leads here.
            None => Ok(()),
        },
    }
}

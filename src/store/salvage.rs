//! What can still be read of a damaged data file, in a new one. The damaged file is only copied, never opened.
//!
//! A report is taken as it stands, or as the log tells it, whichever has the hash that was kept of its content. Where
//! neither has, what the log tells and what stands there are put together, and that is said.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::claim::Claim;
use super::connect::{log_path, prepare, real_path};
use super::error::{StoreError, io_error};
use super::file_header::key_of;
use super::first_page;
use super::ids::ReportId;
use super::key::{self, Key};
use super::legible::{Legible, LegibleOffice, LegibleTemplate, Saved};
use super::new_file::NewFile;
use super::offices::ListedOffice;
use super::open::Store;
use super::operation::{OperationInfo, Stamp};
use super::schema::{self, SCHEMA_VERSION};
use super::templates::NewTemplate;
use crate::disk::temporary::TempFolder;
use crate::report::content::Report;
use crate::report::deed::Deed;
use crate::report::names::variant_name;
use crate::report::report_key::ReportKey;

/// A report of a damaged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvagedReport {
    /// Which; none where even that could not be read.
    pub key: Option<ReportKey>,
    /// How much of it is in the new file.
    pub saved: Saved,
}

/// What became of a damaged file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvage {
    /// The reports that were in it, by period.
    pub reports: Vec<SalvagedReport>,
    /// Offices whose look or checks are those of the program again.
    pub num_offices_without_look: usize,
    /// Whether a password was asked for that could not be read: the new file asks for none.
    pub lost_password: bool,
    /// What the password is checked against that the new file asks for; none where it asks for none.
    pub password: Option<String>,
}

impl Salvage {
    /// How many reports are whole in the new file.
    pub fn num_whole(&self) -> usize {
        self.reports.iter().filter(|report| report.saved == Saved::Whole).count()
    }

    fn is_all_whole(&self) -> bool {
        !self.reports.is_empty() && self.num_whole() == self.reports.len()
    }

    fn worth(&self) -> (usize, usize) {
        let parts = self.reports.iter().map(|report| match report.saved {
            Saved::Part(fields) => fields,
            Saved::Whole | Saved::Lost => 0,
        });
        (self.num_whole(), parts.sum())
    }
}

/// What the new file is made with.
#[derive(Debug, Clone, Copy)]
pub struct Salvaging<'a> {
    /// When, by whom.
    pub stamp: &'a Stamp,
    /// What the log says it comes from: the name of the damaged file.
    pub detail: &'a str,
    /// A template that the program knows by itself.
    pub known: NewTemplate<'a>,
    /// What the damaged file is opened with, and the new one will be; none where it is not encrypted.
    pub key: Option<&'a Key>,
}

impl Store {
    /// Makes a new data file of what can be read of a damaged one, without a name yet. The damaged one is not
    /// changed.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when nothing can be read; [`StoreError::WrongKey`] when nothing can be read of one that
    /// is encrypted; [`StoreError::AlreadyExists`], [`StoreError::DiskFull`] and the like, of the new file: then
    /// there is none.
    pub fn salvage(
        from: &Path,
        to: &Path,
        with: Salvaging<'_>,
    ) -> Result<(Salvage, NewFile), StoreError> {
        let from = real_path(from)?;
        let to = std::path::absolute(to).map_err(io_error(to, "find"))?;
        // Closing a file that this process has open would give up its locks.
        drop(Claim::to(&from)?);
        if !from.metadata().map_err(io_error(&from, "find"))?.is_file() {
            return Err(StoreError::NotAFile { path: from });
        }
        let key = match key_of(&from, with.key) {
            Ok(key) => key,
            Err(err @ StoreError::Encrypted { .. }) => return Err(err),
            // Its beginning is what is damaged.
            Err(_) => None,
        };
        let with = Salvaging { key, ..with };
        let folder = TempFolder::make().map_err(io_error(&to, "create"))?;
        let mut best: Option<(Salvage, NewFile)> = None;
        // The first page of an encrypted file cannot be made anew: it says how all others are to be read.
        for way in Way::ALL.into_iter().filter(|way| key.is_none() || !way.is_of_plain()) {
            let copy = folder.path().join("copy.bc06");
            way.copy(&from, &copy)?;
            let Some(legible) = legible_of(&copy, key) else { continue };
            let (new, salvage) = filled(&legible, &to, with)?;
            let is_better = best.as_ref().is_none_or(|(best, _)| salvage.worth() > best.worth());
            if is_better {
                best = Some((salvage, new));
            }
            if best.as_ref().is_some_and(|(best, _)| best.is_all_whole()) {
                break;
            }
        }
        let best_is_none = best.is_none();
        match best.filter(|(salvage, _)| salvage.worth() > (0, 0)) {
            Some((salvage, new)) => Ok((salvage, new)),
            None if key.is_some() && best_is_none => Err(StoreError::WrongKey { path: from }),
            None => {
                Err(StoreError::Corrupt { detail: "nothing is legible".to_owned(), path: from })
            }
        }
    }
}

/// How a damaged file is looked at.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// With the log beside it.
    WithLog,
    /// Alone: the log may be the damage.
    Alone,
    /// With the first page of a new file, which says where the tables are.
    NewFirstPage(Layout),
}

/// How the tables of a file lie in it.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    Made,
    Copied,
}

impl Way {
    const ALL: [Self; 4] = [
        Self::WithLog,
        Self::Alone,
        Self::NewFirstPage(Layout::Made),
        Self::NewFirstPage(Layout::Copied),
    ];

    /// Whether it can do with files only that are not encrypted.
    fn is_of_plain(self) -> bool {
        matches!(self, Self::NewFirstPage(_))
    }

    /// Copies a file so that it can be looked at.
    pub(super) fn copy(self, from: &Path, copy: &Path) -> Result<(), StoreError> {
        for old in [copy.to_owned(), log_path(copy), copy.with_extension("bc06-shm")] {
            if old.exists() {
                fs::remove_file(&old).map_err(io_error(&old, "remove"))?;
            }
        }
        fs::copy(from, copy).map(drop).map_err(io_error(from, "read"))?;
        match self {
            Self::WithLog if log_path(from).is_file() => {
                fs::copy(log_path(from), log_path(copy)).map(drop).map_err(io_error(from, "read"))
            }
            Self::WithLog | Self::Alone => Ok(()),
            Self::NewFirstPage(layout) => put_first_page(copy, layout),
        }
    }
}

/// A file of today's schema in which nothing is, laid out as files are made, or as they are copied.
fn put_first_page(copy: &Path, layout: Layout) -> Result<(), StoreError> {
    let new = Store::draft(&copy.with_extension("new"))?;
    let fresh = match layout {
        Layout::Made => new,
        Layout::Copied => {
            let store = Store::open(new.draft())?;
            store.copy_to_draft(&copy.with_extension("copied"))?.0
        }
    };
    first_page::put(copy, fresh.draft()).map_err(io_error(copy, "create"))
}

/// What can be read of a copy; none where it is no database at all.
fn legible_of(copy: &Path, key: Option<&Key>) -> Option<Legible> {
    // One of an earlier version is read as it would be migrated, where that can be done; else what its log tells is.
    if let Some(mut conn) = connected_with(copy, key, OpenFlags::SQLITE_OPEN_READ_WRITE)
        && schema::version(&conn).is_ok_and(|version| version < SCHEMA_VERSION)
        && let Err(fault) = schema::bring_up_to_date(&mut conn)
    {
        tracing::info!(kind = variant_name(&fault), "a damaged file was not migrated");
    }
    connected(copy, key).map(|conn| Legible::of(&conn))
}

/// A connection to a copy, as damaged as it is; none where it is no database at all.
pub(super) fn connected(copy: &Path, key: Option<&Key>) -> Option<Connection> {
    connected_with(copy, key, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// The same for reading alone, or for writing as well.
fn connected_with(copy: &Path, key: Option<&Key>, access: OpenFlags) -> Option<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(copy, flags).ok()?;
    key::give(&conn, key).ok()?;
    prepare(&conn).ok()?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).ok()?;
    Some(conn)
}

/// A new file of what could be read.
fn filled(
    legible: &Legible,
    to: &Path,
    with: Salvaging<'_>,
) -> Result<(NewFile, Salvage), StoreError> {
    let new = Store::draft_with(to, with.key)?;
    let mut store = Store::open_with(new.draft(), with.key)?;
    let mut salvage = Salvage::default();
    let info =
        |deed| OperationInfo { deed, detail: with.detail.to_owned(), stamp: with.stamp.clone() };
    for template in &legible.templates {
        add(&mut store, template.as_new(), &info(Deed::TemplateAdded))?;
    }
    let is_deleted = |id: &ReportId| legible.deleted.contains(id);
    for (_, (report, _)) in legible.reports.iter().filter(|(id, _)| is_deleted(id)) {
        if let Some(report) = report {
            take_deleted(&mut store, report, with)?;
        }
    }
    let mut reports: Vec<(&ReportId, &(Option<Report>, Saved))> =
        legible.reports.iter().filter(|(id, _)| !is_deleted(id)).collect();
    // Should two say they are the same, the one of which more is known.
    reports.sort_by_key(|(_, (_, saved))| *saved);
    for (_, (report, saved)) in reports {
        let Some(report) = report else {
            salvage.reports.push(SalvagedReport { key: None, saved: Saved::Lost });
            continue;
        };
        if report.template == *with.known.template {
            add(&mut store, with.known, &info(Deed::TemplateAdded))?;
        }
        let made = store.create_report(report, &info(Deed::Salvaged));
        let saved = match made {
            Ok(_) => *saved,
            Err(StoreError::ReportExists { .. } | StoreError::NoSuchTemplate { .. }) => Saved::Lost,
            Err(StoreError::Sql { .. } | StoreError::Corrupt { .. }) => Saved::Lost,
            Err(err) => return Err(err),
        };
        salvage.reports.push(SalvagedReport { key: Some(report.key()), saved });
    }
    salvage.reports.sort_by(|one, other| one.key.cmp(&other.key));
    for office in legible.offices.values() {
        // Before any is said to stand above another, all are there.
        let alone = ListedOffice { parent: None, ..office.listed.clone() };
        if let Err(err) = store.place_office(&alone, with.stamp) {
            tracing::warn!(kind = variant_name(&err), "an office was not salvaged");
        }
    }
    for office in legible.offices.values() {
        salvage.num_offices_without_look += usize::from(!place(&mut store, office, with.stamp));
    }
    if let Some(phc) = &legible.password {
        store.set_password(Some(phc), with.stamp)?;
    }
    salvage.password.clone_from(&legible.password);
    salvage.lost_password = legible.lacks_password && with.key.is_none();
    store.close()?;
    Ok((new, salvage))
}

/// Takes over a report that was deleted, so that it can be brought back in the new file as well. It is none of those
/// that are told.
fn take_deleted(store: &mut Store, report: &Report, with: Salvaging<'_>) -> Result<(), StoreError> {
    let (deed, detail, stamp) = (Deed::Salvaged, with.detail.to_owned(), with.stamp.clone());
    let info = OperationInfo { deed, detail, stamp };
    if report.template == *with.known.template {
        let deed = Deed::TemplateAdded;
        add(store, with.known, &OperationInfo { deed, ..info.clone() })?;
    }
    match store.create_report(report, &info) {
        Ok(made) => store.delete_report(made.row.id, with.stamp).map(drop),
        Err(StoreError::NoSuchTemplate { .. }) => Ok(()),
        Err(StoreError::Sql { .. } | StoreError::Corrupt { .. }) => Ok(()),
        Err(err) => Err(err),
    }
}

/// Adds a template that the file does not have yet.
fn add(store: &mut Store, new: NewTemplate<'_>, info: &OperationInfo) -> Result<(), StoreError> {
    match store.add_template(new, info) {
        Ok(_) | Err(StoreError::TemplateDiffers { .. } | StoreError::Sql { .. }) => Ok(()),
        Err(err) => Err(err),
    }
}

/// Gives an office its place and its look; whether that could be.
fn place(store: &mut Store, office: &LegibleOffice, stamp: &Stamp) -> bool {
    let placed = store.place_office(&office.listed, stamp).is_ok();
    let code = &office.listed.office.code;
    let look = office.look.as_ref().is_none_or(|look| {
        store.set_skeleton(code, &look.look, look.skeleton.as_ref(), stamp).is_ok()
    });
    let checks =
        office.checks.as_ref().is_none_or(|checks| store.set_checks(code, checks, stamp).is_ok());
    placed && look && checks && !office.lacks_something
}

impl LegibleTemplate {
    fn as_new(&self) -> NewTemplate<'_> {
        NewTemplate {
            template: &self.template,
            name: &self.name,
            kind: self.kind,
            json: &self.json,
        }
    }
}

//! What a data file keeps besides the fields of its reports: logged like these, so that a change by another
//! hand is found out.

use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::Deserialize;

use super::error::Inner;
use super::hex::sha256;
use super::ids::ReportId;
use super::schema::{self, SCHEMA_VERSION};
use crate::report::key::OfficeCode;
use crate::report::names::named_enum;
use crate::report::template::TemplateRef;

/// Since which version of the schema reports can be deleted.
pub(super) const DELETES_SINCE: i32 = 3;

named_enum! {
    /// The kinds of it, by the names that stand in the log.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum KeptKind {
        /// Whose report it is, in which form; logged by the operation that makes it.
        Report = "report",
        /// A template.
        Template = "template",
        /// An office with its place in the tree.
        Office = "office",
        /// How the reports of an office look.
        Look = "look",
        /// How the reports of an office are checked.
        Checks = "checks",
        /// What the password is checked against that is asked for before the file is shown.
        Password = "password",
    }
}

/// One of these things.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Of which kind.
    pub kind: KeptKind,
    /// Its name in the file: the code of an office, key and version of a template; the row of a report. Nothing for
    /// the password, of which there is one.
    pub key: String,
}

/// What the log keeps of an office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OfficeState {
    /// Its name.
    pub name: String,
    /// The code of the office above it.
    pub parent: Option<String>,
    /// The day of its first report.
    pub opened: Option<String>,
    /// The day of its last report.
    pub closed: Option<String>,
}

/// What the log keeps of the making of a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReportState {
    /// The code of its office.
    pub office: String,
    /// The key of its template.
    pub template: String,
    /// The version of that.
    pub version: u32,
    /// Whether it is deleted.
    #[serde(default)]
    pub deleted: bool,
}

/// What the log keeps of a look.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LookState {
    /// The SHA-256 of the office's own Word document.
    pub sha256: Option<String>,
    /// The choices, as JSON.
    pub look: String,
    /// The name of the file that the Word document was taken from.
    pub skeleton_name: Option<String>,
}

#[derive(Deserialize)]
struct NamedState {
    name: String,
}

/// What a state as JSON says, for whoever puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptState {
    /// Of an office.
    Office(OfficeState),
    /// Whose report it is, in which form.
    Report(ReportState),
    /// The name of a template.
    Template(String),
    /// How reports look.
    Look(LookState),
    /// Nothing that has words.
    Other,
}

impl Kept {
    /// What a state of it says.
    pub fn read(&self, json: &str) -> KeptState {
        let read = match self.kind {
            KeptKind::Office => serde_json::from_str(json).map(KeptState::Office),
            KeptKind::Report => serde_json::from_str(json).map(KeptState::Report),
            KeptKind::Template => serde_json::from_str(json)
                .map(|NamedState { name }: NamedState| KeptState::Template(name)),
            KeptKind::Look => serde_json::from_str(json).map(KeptState::Look),
            KeptKind::Checks | KeptKind::Password => Ok(KeptState::Other),
        };
        read.unwrap_or(KeptState::Other)
    }

    /// Which report it is about, where it is about one.
    pub fn report_id(&self) -> Option<ReportId> {
        let row = self.key.parse().ok().filter(|_| self.kind == KeptKind::Report);
        row.map(ReportId::from_row)
    }

    pub(super) fn report(report: ReportId) -> Self {
        Self { kind: KeptKind::Report, key: report.row().to_string() }
    }

    pub(super) fn template(template: &TemplateRef) -> Self {
        Self { kind: KeptKind::Template, key: format!("{}@{}", template.key, template.version) }
    }

    pub(super) fn office(office: &OfficeCode) -> Self {
        Self { kind: KeptKind::Office, key: office.to_string() }
    }

    pub(super) fn look(office: &OfficeCode) -> Self {
        Self { kind: KeptKind::Look, key: office.to_string() }
    }

    pub(super) fn checks(office: &OfficeCode) -> Self {
        Self { kind: KeptKind::Checks, key: office.to_string() }
    }

    pub(super) fn password() -> Self {
        Self { kind: KeptKind::Password, key: String::new() }
    }

    /// What stands in the file now, as JSON; none where nothing does.
    pub(super) fn state(&self, conn: &Connection) -> Inner<Option<String>> {
        let mut statement = conn.prepare_cached(self.kind.states(SCHEMA_VERSION))?;
        Ok(statement.query_row([Some(&self.key)], state).optional()?.map(|(_, json)| json))
    }
}

impl KeptKind {
    /// Since which version of the schema data files keep it.
    fn since(self) -> i32 {
        match self {
            Self::Report | Self::Template | Self::Office | Self::Look | Self::Checks => 1,
            Self::Password => 2,
        }
    }

    /// Name, state as JSON and bytes (which the JSON does not hold) of one, or of all where no name is given; of a file
    /// of some version.
    fn states(self, version: i32) -> &'static str {
        match self {
            Self::Report if version >= DELETES_SINCE => {
                "SELECT CAST(report.id AS TEXT), CASE deleted
                    WHEN 0 THEN json_object('office', office.code, 'template', template.key,
                      'version', template.version)
                    ELSE json_object('office', office.code, 'template', template.key,
                      'version', template.version, 'deleted', json('true')) END, NULL
                 FROM report JOIN office ON office.id = office_id JOIN template ON template.id = template_id
                 WHERE ?1 IS NULL OR report.id = CAST(?1 AS INTEGER)"
            }
            Self::Report => {
                "SELECT CAST(report.id AS TEXT), json_object('office', office.code,
                    'template', template.key, 'version', template.version), NULL
                 FROM report JOIN office ON office.id = office_id JOIN template ON template.id = template_id
                 WHERE ?1 IS NULL OR report.id = CAST(?1 AS INTEGER)"
            }
            Self::Template => {
                "SELECT key || '@' || version,
                    json_object('added', sha256, 'name', name, 'period_kind', period_kind), json
                 FROM template WHERE ?1 IS NULL OR key || '@' || version = ?1"
            }
            Self::Office => {
                "SELECT office.code, json_object('name', office.name, 'parent', parent.code,
                    'opened', office.opened, 'closed', office.closed), NULL
                 FROM office LEFT JOIN office AS parent ON parent.id = office.parent_id
                 WHERE ?1 IS NULL OR office.code = ?1"
            }
            Self::Look => {
                "SELECT code, json_object('look', look, 'skeleton_name', skeleton_name), skeleton
                 FROM office_look JOIN office ON office.id = office_id WHERE ?1 IS NULL OR code = ?1"
            }
            Self::Checks => {
                "SELECT code, json_object('settings', settings), NULL
                 FROM office_checks JOIN office ON office.id = office_id WHERE ?1 IS NULL OR code = ?1"
            }
            // In the log stands a hash of this text, which has its own salt: by that no password can be guessed. The
            // text itself does not stay in the file when it is replaced or taken away (`password.rs`).
            Self::Password => {
                "SELECT '', json_object('kind', 'phc'), CAST(phc AS BLOB)
                 FROM password WHERE ?1 IS NULL OR ?1 = ''"
            }
        }
    }
}

/// Name and state from the three columns; bytes stand in the state as their SHA-256.
fn state(row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    let (key, mut json): (String, String) = (row.get(0)?, row.get(1)?);
    let bytes = row.get_ref(2)?;
    if let Some(bytes) = bytes.as_bytes_or_null()? {
        json.insert_str(1, &format!("\"sha256\":\"{}\",", sha256(bytes)));
    }
    Ok((key, json))
}

/// All that is kept, with what stands there, in order; of an older file what such a file keeps.
pub(super) fn all(conn: &Connection) -> Inner<Vec<(Kept, String)>> {
    let mut all = Vec::new();
    let version = schema::version(conn)?;
    for kind in KeptKind::ALL.into_iter().filter(|kind| kind.since() <= version) {
        let mut statement = conn.prepare(kind.states(version))?;
        for row in statement.query_map([None::<String>], state)? {
            let (key, json) = row?;
            all.push((Kept { kind, key }, json));
        }
    }
    all.sort();
    Ok(all)
}

//! How reports are checked, in an open data file: what the office does not ask, and its own words.

use std::sync::Arc;

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::calc::check::Settings;
use crate::exchange::checks_v1;
use crate::report::key::OfficeCode;
use crate::store::ReportId;

impl Session {
    /// How an office wants its reports checked.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::app) fn office_checks(
        &self,
        office: &OfficeCode,
    ) -> Result<Arc<Settings>, Problem> {
        let stored = self.told(self.store.checks(office))?;
        Ok(Arc::new(stored.as_deref().map(checks_v1::read_settings).unwrap_or_default()))
    }

    /// How the office of a report wants its reports checked.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::app) fn checks_of(&mut self, id: ReportId) -> Result<Arc<Settings>, Problem> {
        let office = self.office_of(id)?;
        self.office_checks(&office)
    }

    /// Keeps how the office of a report wants its reports checked.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_checks(&mut self, id: ReportId, settings: &Settings) -> Result<(), Problem> {
        let office = self.office_of(id)?;
        let json = checks_v1::write_settings(settings);
        let kept = self.store.set_checks(&office, &json, &self.stamp(None));
        self.office_changed();
        self.told(kept)
    }
}

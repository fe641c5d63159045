//! Where the office stopped, kept in its data file: the next start goes on there.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::report::report_key::ReportKey;
use crate::store::{Access, ReportId};

/// The setting that names the report and page on screen.
const LAST_PAGE: &str = "last_page";

impl Session {
    /// Remembers the page on screen. Of a report that the file does not have nothing is remembered, without a
    /// word: nobody asked for it, and another file may have been opened since.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_page(&mut self, key: &ReportKey, page: &str) -> Result<(), Problem> {
        if self.store.access() == Access::Read || self.find_key(key)?.is_none() {
            return Ok(());
        }
        let kept = self.store.set_setting(LAST_PAGE, Some(&format!("{key} {page}")));
        self.told(kept)
    }

    /// The report and page that were on screen last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_page(&self) -> Result<Option<(ReportId, String)>, Problem> {
        let setting = self.told(self.store.setting(LAST_PAGE))?;
        let Some((key, page)) = setting.as_deref().and_then(|text| text.split_once(' ')) else {
            return Ok(None);
        };
        let Some(key) = ReportKey::parse(key) else {
            return Ok(None);
        };
        Ok(self.find_key(&key)?.map(|id| (id, page.to_owned())))
    }
}

//! What lists tell of the forms of agencies without reading any report.

use std::collections::BTreeMap;

use super::error::{Fault, StoreError};
use super::ids::ReportId;
use super::open::Store;
use super::record;
use crate::report::field::{Entity, Field};

const FORMS: &str = "SELECT report_id, field_key, value FROM field_value WHERE entity = ?1";

impl Store {
    /// How many agencies have a form of a report and have not given it back, of each report where there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn awaited_forms(&self) -> Result<BTreeMap<ReportId, usize>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(FORMS)?;
            let mut rows = statement.query([Entity::Form.name()])?;
            let mut awaited = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let (report, key, json): (i64, String, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let field = Field::parse(Entity::Form.name(), &key);
                let value = field.and_then(|field| record::from_json(&field, &json));
                let value = value.ok_or_else(|| Fault::record("field_value", key))?;
                if value.as_form().is_some_and(|state| state.is_awaited()) {
                    *awaited.entry(ReportId::from_row(report)).or_insert(0) += 1;
                }
            }
            Ok(awaited)
        })
    }
}

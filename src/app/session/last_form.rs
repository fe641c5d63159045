//! The form that was made last of a template and the rows that an office added.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::report::content::Report;
use crate::report::key::RowKey;
use crate::report::row::OwnRow;
use crate::report::template::{Template, TemplateRef};

/// It is made anew only for another template or other rows: that takes longer than a save.
#[derive(Default)]
pub(super) struct LastForm(Option<(TemplateRef, BTreeMap<RowKey, OwnRow>, Arc<Template>)>);

impl LastForm {
    /// The form of a report.
    pub(super) fn of(&mut self, report: &Report, template: &Arc<Template>) -> Arc<Template> {
        if let Some((known, rows, form)) = &self.0
            && *known == report.template
            && report.every_own_row().eq(rows)
        {
            return Arc::clone(form);
        }
        let form = report.form(template);
        let rows = report.own_rows_by_key();
        if !rows.is_empty() {
            self.0 = Some((report.template.clone(), rows, Arc::clone(&form)));
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{sample, template_v1};
    use crate::report::change::Edit;
    use crate::report::key::ItemKey;
    use crate::report::row::RowEntry;

    #[test]
    fn a_form_is_made_anew_for_other_rows_only() {
        let template = Arc::new(template_v1::builtin_template().unwrap());
        let mut report = sample::may_2023().unwrap();
        let mut forms = LastForm::default();
        assert!(Arc::ptr_eq(&forms.of(&report, &template), &template));
        let mut name = |report: &mut Report, label: &str| {
            let table = ItemKey::parse("services").unwrap();
            let own = Some(OwnRow { table, label: label.to_owned(), position: 1 });
            let entry = RowEntry { own, ..RowEntry::default() };
            report.edit(Edit::row(RowKey::parse("services.own1").unwrap(), entry));
            forms.of(report, &template)
        };
        let first = name(&mut report, "Chợ");
        assert!(Arc::ptr_eq(&first, &name(&mut report, "Chợ")));
        assert!(!Arc::ptr_eq(&first, &name(&mut report, "Chợ Đông Hải")));
    }
}

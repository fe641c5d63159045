//! What the tests of this room read: the sample of May and the built-in template.

use crate::calc::results::Results;
use crate::exchange::{sample, template_v1};
use crate::report::content::Report;
use crate::report::template::Template;

/// May 2023, its template and what follows from it.
pub(crate) fn may() -> (Report, Template, Results) {
    let template = template_v1::builtin_template().unwrap();
    let report = sample::sample_reports(&template).unwrap().pop().unwrap();
    let results = Results::of(&report, &template);
    (report, template, results)
}

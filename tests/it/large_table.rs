//! A table as large as a province's: 400 rows with three typed figures each, a sum and a rate.

use baocao06::calc::next_report;
use baocao06::exchange::{sample, template_v1};
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::FigureKey;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::Template;
use baocao06::report::value::Value;

/// The rows of the table.
pub(crate) const ROWS: usize = 400;

/// A template with the table on its only page, and checks given as JSON.
pub(crate) fn template(checks: &[String]) -> Template {
    let row = |i| {
        format!(
            r#"{{"key": "r{i}", "label": "Tiếp nhận và giải quyết hồ sơ của dịch vụ công {i}"}}"#
        )
    };
    let rows: Vec<String> = (0..ROWS).map(row).collect();
    let json = format!(
        r#"{{"format": "baocao06/template", "format_version": 1, "key": "large", "version": 1, "name": "L",
        "schedule": {{"from": {{"month": 0, "day": 1}}, "to": {{"month": 0, "day": 31}}, "due": {{"month": 1, "day": 5}}}},
        "sections": [{{"key": "s", "level": 1, "label": "S", "items": [{{"key": "t", "label": "T", "table": {{
          "columns": [
            {{"key": "name", "label": "Tên", "shows": "label", "width": 40}},
            {{"key": "direct", "label": "A", "figure": {{"name": "a", "kind": "count"}}}},
            {{"key": "online", "label": "B", "figure": {{"name": "b", "kind": "count"}}}},
            {{"key": "again", "label": "D", "figure": {{"name": "d", "kind": "count", "span": "as_of"}}}},
            {{"key": "all", "label": "C", "figure": {{"name": "c", "kind": {{"sum": ["direct", "online"]}}}}}},
            {{"key": "rate", "label": "E", "figure": {{"name": "e", "kind": {{"rate": {{"part": "online", "whole": "all"}}}}}}}}
          ], "rows": [{}]}}}}]}}],
        "checks": [{}]}}"#,
        rows.join(","),
        checks.join(",")
    );
    template_v1::read_template(&json).unwrap()
}

/// A month of it, every figure entered.
pub(crate) fn report(template: &Template, period: PeriodKey) -> Report {
    let builtin = template_v1::builtin_template().unwrap();
    let office = sample::sample_reports(&builtin).unwrap().remove(0).office;
    let mut report = next_report::first(office, template, period);
    for i in 0..ROWS {
        let direct = i64::try_from(i).unwrap() * 7 + 100;
        for (column, count) in [("direct", direct), ("online", 900), ("again", direct + 900)] {
            let key = FigureKey::parse(&format!("t.r{i}.{column}")).unwrap();
            report.edit(Edit::figure(key, Some(Value::count(count))));
        }
    }
    report
}

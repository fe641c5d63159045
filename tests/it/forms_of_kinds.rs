//! Small forms of every kind of period, and reports of them, as files hold them.

use baocao06::exchange::{report_v1, template_v1};
use baocao06::report::content::Report;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::Template;

/// A form whose periods are of a kind: what is done in the period, and what was done
/// since New Year, of which that is a part.
pub(crate) fn template_json(kind: &str, schedule: &str) -> String {
    format!(
        r#"{{"format": "baocao06/template", "format_version": 1, "key": "form.{kind}", "version": 1,
        "name": "Báo cáo thử ({kind})", "file_prefix": "BC-{kind}", "period": "{kind}",
        "schedule": {schedule},
        "letterhead": {{"document_type": "BÁO CÁO", "subject": "Kết quả {{@period}}"}},
        "figures": [
          {{"key": "cards.new", "label": "Căn cước cấp mới", "unit": "thẻ", "kind": "count"}},
          {{"key": "cards.total", "label": "Căn cước cộng dồn", "unit": "thẻ", "kind": "count", "span": {{"since": "year"}}}}
        ],
        "sections": [{{"key": "s", "level": 1, "outline": "I", "label": "Kết quả", "heading": "I. KẾT QUẢ {{@year}}", "items": [
          {{"key": "cards", "label": "Căn cước", "figures": {{
            "rows": [{{"in_period": "cards.new", "total": "cards.total"}}],
            "sentences": [{{"key": "cards.said", "text": "Trong {{@period}} cấp {{cards.new}} thẻ, {{cards.new@change}}; từ {{cards.total@since}} đến {{cards.total@as_of}} cấp {{cards.total}} thẻ. {{@previous_period}} – {{@next_period}}."}}]}}}}
        ]}}],
        "checks": [
          {{"key": "adds_up", "rule": {{"cumulative": {{"in_period": "cards.new", "total": "cards.total"}}}}}},
          {{"key": "within", "rule": {{"at_most": {{"part": "cards.new", "whole": "cards.total"}}}}}}]}}"#
    )
}

pub(crate) fn template(kind: &str) -> Template {
    template_v1::read_template(&template_json(kind, "{}")).unwrap()
}

/// A report of such a form, as another office would send it.
pub(crate) fn report_json(
    (code, name): (&str, &str),
    period: &str,
    (new, total): (i64, i64),
) -> String {
    let key = PeriodKey::parse(period).unwrap();
    let (kind, days) = (key.kind().name(), key.calendar());
    let (first, last) = (days.first(), days.last());
    format!(
        r#"{{"format": "baocao06/report", "format_version": 1,
        "office": {{"code": "{code}", "name": "{name}"}},
        "template": {{"key": "form.{kind}", "version": 1}},
        "period": {{"key": "{period}", "from": "{first}", "to": "{last}"}},
        "figures": {{"cards.new": {new}, "cards.total": {total}}}}}"#
    )
}

pub(crate) fn report(period: &str, new: i64, total: i64) -> Report {
    let json = report_json(("phuong-a", "UBND phường A"), period, (new, total));
    report_v1::read_report(&json).unwrap()
}

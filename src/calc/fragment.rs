//! Parts of sentences that the program writes by itself: an amount with its unit or "không phát
//! sinh", and how a figure moved since the month before.

use rust_decimal::Decimal;

use super::compare::{self, Movement};
use super::context::Context;
use super::print::{self, PrintedIn};
use super::rate::Rate;
use crate::report::number::format_decimal;
use crate::report::period::of_kind;
use crate::report::sentence::Fragment;
use crate::report::template::Figure;
use crate::report::value::{Number, Value};

/// Printed where there is no period before, or one of the two has no number.
const NOTHING_TO_COMPARE: &str = "chưa có số {kỳ} trước để so sánh";
/// Printed where one of the two is only about so much ("hơn 300").
const NOT_COMPARABLE: &str = "không so sánh được với số {kỳ} trước";
/// Decimals of a relative change.
const CHANGE_DECIMALS: u32 = 1;

/// A fragment about a figure, as it is printed.
pub fn text(figure: &Figure, fragment: Fragment, context: Context<'_>) -> String {
    match fragment {
        Fragment::Amount => amount(figure, context),
        Fragment::Change => change(figure, context, Measure::Units),
        Fragment::ChangePercent => change(figure, context, Measure::Percent),
    }
}

/// "1.317 hồ sơ"; none is "không phát sinh hồ sơ".
fn amount(figure: &Figure, context: Context<'_>) -> String {
    let now = context.reckoned();
    let is_none = compare::shown_number(figure, now).is_some_and(|number| number.is_zero());
    let style = &context.template.parts().style;
    let number = if is_none && !figure.is_percent() {
        print::value_text(figure, &Value::NotArisen, style, PrintedIn::Prose)
    } else {
        print::figure_text(figure, context.report, context.results, style, PrintedIn::Prose)
    };
    with_unit(&number, figure)
}

fn with_unit(number: &str, figure: &Figure) -> String {
    let unit = if figure.is_percent() { "" } else { figure.unit.trim() };
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// In what a change is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// "tăng 68 hồ sơ"
    Units,
    /// "tăng 8,4%"
    Percent,
}

fn change(figure: &Figure, context: Context<'_>, measure: Measure) -> String {
    let said = |words| of_kind(words, context.template.period()).into_owned();
    let Some(previous) = context.previous else {
        return said(NOTHING_TO_COMPARE);
    };
    if is_about(figure, context) || is_about(figure, Context::of_past(previous)) {
        return said(NOT_COMPARABLE);
    }
    let (before, now) = (previous.reckoned(), context.reckoned());
    let Movement::By(by) = compare::movement(figure, before, now) else {
        return said(NOTHING_TO_COMPARE);
    };
    if by.is_zero() {
        return said("bằng {kỳ} trước");
    }
    let way = if by.is_sign_negative() { "giảm" } else { "tăng" };
    let before = compare::shown_number(figure, before);
    let relative = before.filter(|_| measure == Measure::Percent && !figure.is_percent());
    let much = relative.and_then(|before| percent(by, before));
    let much = much.unwrap_or_else(|| units(figure, by.abs(), context));
    format!("{way} {much} {}", said("so với {kỳ} trước"))
}

/// How large a change is beside what was there; none when that was nothing.
fn percent(by: Decimal, before: Decimal) -> Option<String> {
    let rate = Rate::of(Number::Decimal(by.abs()), Number::Decimal(before))?;
    let percent = rate.percent(CHANGE_DECIMALS)?;
    // "tăng 0%" of a change that there is says nothing.
    (!percent.is_zero()).then(|| format!("{}%", format_decimal(percent.normalize())))
}

fn units(figure: &Figure, by: Decimal, context: Context<'_>) -> String {
    if figure.is_percent() {
        return format!("{} điểm phần trăm", format_decimal(by.normalize()));
    }
    let style = &context.template.parts().style;
    let whole = i64::try_from(by).ok().filter(|_| by.fract().is_zero());
    let number = whole.map_or(Number::Decimal(by), Number::Count);
    let number = print::value_text(figure, &Value::from_number(number), style, PrintedIn::Prose);
    with_unit(&number, figure)
}

/// Whether a figure is typed as "hơn 300".
fn is_about(figure: &Figure, context: Context<'_>) -> bool {
    let typed = match context.results.outcome(&figure.key) {
        None => Some(context.report.value(&figure.key)),
        Some(_) => context.report.printed.get(&figure.key),
    };
    matches!(typed, Some(Value::Known { qualifier: Some(_), .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::history::History;
    use crate::calc::results::Results;
    use crate::calc::text::samples::may;
    use crate::exchange::{sample, template_v1};
    use crate::report::change::Edit;
    use crate::report::key::FigureKey;

    const CARDS: &str = "identity.cards";

    /// What a sentence prints in May, after April, with a value in each.
    fn said(text: &str, april: Option<Value>, now: Option<Value>) -> String {
        let template = template_v1::builtin_template().unwrap();
        let mut reports = sample::sample_reports(&template).unwrap();
        let mut may = reports.pop().unwrap();
        let mut before = reports.pop().unwrap();
        let key = FigureKey::parse(CARDS).unwrap();
        before.edit(Edit::figure(key.clone(), april));
        may.edit(Edit::figure(key, now));
        let history = History::of_reports([before], &template);
        let results = Results::of(&may, &template);
        Context::of(&may, &template, &results).after(&history).plain(text)
    }

    fn count(count: i64) -> Option<Value> {
        Some(Value::count(count))
    }

    #[test]
    fn an_amount_has_its_unit_and_none_is_said() {
        let text = "{identity.cards@amount}";
        assert_eq!(said(text, None, count(1_614)), "1.614 hồ sơ");
        assert_eq!(said(text, None, count(9)), "09 hồ sơ");
        assert_eq!(said(text, None, count(0)), "không phát sinh hồ sơ");
        assert_eq!(said(text, None, Some(Value::NotArisen)), "không phát sinh hồ sơ");
        assert_eq!(said(text, None, None), "… hồ sơ");
    }

    #[test]
    fn a_change_is_told_in_units_and_in_percent() {
        let text = "{identity.cards@change}; {identity.cards@change_percent}";
        let told = |before, now| said(text, before, now);
        assert_eq!(
            told(count(1_000), count(1_084)),
            "tăng 84 hồ sơ so với tháng trước; tăng 8,4% so với tháng trước"
        );
        assert_eq!(
            told(count(1_614), count(1_612)),
            "giảm 02 hồ sơ so với tháng trước; giảm 0,1% so với tháng trước"
        );
        assert_eq!(told(count(5), count(5)), "bằng tháng trước; bằng tháng trước");
        // Of nothing there is no percentage.
        assert_eq!(
            told(count(0), count(12)),
            "tăng 12 hồ sơ so với tháng trước; tăng 12 hồ sơ so với tháng trước"
        );
        let nothing = "chưa có số tháng trước để so sánh";
        assert_eq!(told(None, count(12)), format!("{nothing}; {nothing}"));
        assert_eq!(told(count(12), None), format!("{nothing}; {nothing}"));
    }

    #[test]
    fn what_is_about_so_much_is_not_compared() {
        let text = "{identity.home_visits@change}";
        assert_eq!(said(text, None, count(1)), "không so sánh được với số tháng trước");
    }

    #[test]
    fn a_rate_moves_by_points() {
        let text = "{health_record.created_rate@change}";
        let words = said(text, None, count(1));
        assert!(words.ends_with(" điểm phần trăm so với tháng trước"), "{words}");
    }

    #[test]
    fn the_first_month_has_nothing_to_compare() {
        let (report, template, results) = may();
        let context = Context::of(&report, &template, &results);
        assert_eq!(context.plain("{identity.cards@change}"), "chưa có số tháng trước để so sánh");
    }
}

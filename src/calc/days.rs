//! The days of figures that are not counted over the days of the period alone: those of the template, those
//! that the office says instead, how they are typed and how they are printed.

use chrono::NaiveDate;

use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::period::{DateRange, DayValue, format_day};
use crate::report::sentence::DayPart;
use crate::report::template::{Figure, Span};

/// What stands in the field for the days of a figure unless the office says something else; `None` for
/// figures of the period.
pub fn usual(figure: &Figure, report: &Report) -> Option<DayValue> {
    let period = &report.header.period;
    match figure.span {
        Span::InPeriod => None,
        Span::Since(start) => Some(DayValue::Day(start.day(period.key))),
        Span::AsOf => Some(DayValue::Day(period.range.last())),
        Span::Window(window) => Some(DayValue::Window(window.days(period.key))),
    }
}

/// What stands in the field for the days of a figure; `None` for figures of the period.
pub fn of(figure: &Figure, report: &Report) -> Option<DayValue> {
    let usual = usual(figure, report)?;
    Some(report.days.get(&figure.key).cloned().unwrap_or(usual))
}

/// The day a cumulative figure counts from or a stock holds on, or the two days of a window, in words; `None`
/// for figures of the period.
pub fn text(figure: &Figure, report: &Report) -> Option<String> {
    of(figure, report).map(|days| days.to_text())
}

/// Whether the days that an office says for a figure are none: unreadable, or one day for a figure that
/// has two.
pub fn is_wrong(figure: &Figure, report: &Report) -> bool {
    let own = report.days.get(&figure.key).zip(usual(figure, report));
    own.is_some_and(|(own, usual)| !own.is_like(&usual))
}

/// The edit that puts days into the field of a figure. The usual ones are kept as nothing, so that they go
/// on following template and period.
fn edit(figure: &Figure, report: &Report, days: Option<DayValue>) -> Edit {
    let usual = usual(figure, report);
    Edit::day(figure.key.clone(), days.filter(|days| usual.as_ref() != Some(days)))
}

/// What typing a text into the field for the days of a figure changes.
pub fn typed(figure: &Figure, report: &Report, text: &str) -> Edit {
    let days = match usual(figure, report) {
        Some(usual) => usual.read_like(text),
        None => DayValue::read(text),
    };
    edit(figure, report, days)
}

/// The edit that puts a single day into the field for the days of a figure; `None` for a window, which has
/// two, and for figures of the period.
pub fn filled(figure: &Figure, report: &Report, day: NaiveDate) -> Option<Edit> {
    let day = DayValue::Day(day);
    let takes_it = usual(figure, report).is_some_and(|usual| usual.is_like(&day));
    takes_it.then(|| edit(figure, report, Some(day)))
}

/// The day that a reference to a figure prints: the day from which it counts, the day up to which it
/// counts, or whichever of them is the figure's own. A stock is counted from no day. Days that cannot be
/// read are printed as they were typed.
pub fn part_text(figure: &Figure, report: &Report, part: DayPart) -> Option<String> {
    let range = report.header.period.range;
    let of_window = |day: fn(DateRange) -> NaiveDate| {
        let days = of(figure, report)?;
        Some(days.window().map_or_else(|| days.to_text(), |window| format_day(day(window))))
    };
    match (part, figure.span) {
        (DayPart::Own, _) | (DayPart::Since, Span::Since(_)) | (DayPart::AsOf, Span::AsOf) => {
            text(figure, report)
        }
        (DayPart::Since, Span::InPeriod) => Some(format_day(range.first())),
        (DayPart::Since, Span::AsOf) => None,
        (DayPart::Since, Span::Window(_)) => of_window(DateRange::first),
        (DayPart::AsOf, Span::Window(_)) => of_window(DateRange::last),
        (DayPart::AsOf, Span::InPeriod | Span::Since(_)) => Some(format_day(range.last())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture;
    use crate::report::period::{Window, WindowDay};
    use crate::report::template::Template;

    /// May 2023 with a figure of a campaign from March to August.
    fn campaign() -> (Report, Template) {
        let mut parts = fixture::template().parts().clone();
        let figure = parts.figures.iter_mut().find(|figure| figure.key.as_str() == "qr.total");
        let day = |month, day| WindowDay::Day(fixture::day(2023, month, day));
        figure.unwrap().span = Span::Window(Window { from: day(3, 1), to: day(8, 31) });
        (fixture::empty_report(), Template::new(parts).unwrap())
    }

    #[test]
    fn a_window_is_typed_as_two_days_and_its_usual_ones_are_kept_as_nothing() {
        let (mut report, template) = campaign();
        let figure = template.figure(&fixture::figure_key("qr.total")).unwrap();
        assert_eq!(text(figure, &report).unwrap(), "01/3/2023 – 31/8/2023");
        let range = DateRange::new(fixture::day(2023, 4, 1), fixture::day(2023, 8, 31)).unwrap();
        let typed_now = typed(figure, &report, "1/4/2023 - 31/8/2023");
        let own = DayValue::Window(range);
        assert_eq!(typed_now, Edit::day(figure.key.clone(), Some(own)));
        report.edit(typed_now);
        assert!(!is_wrong(figure, &report));
        for usual in ["", "từ 01/3/2023 đến 31/8/2023"] {
            assert_eq!(typed(figure, &report, usual), Edit::day(figure.key.clone(), None));
        }
        assert_eq!(filled(figure, &report, fixture::day(2023, 5, 1)), None);
    }

    #[test]
    fn days_that_are_none_are_wrong_and_never_those_of_the_template() {
        let (mut report, template) = campaign();
        let figure = template.figure(&fixture::figure_key("qr.total")).unwrap();
        let single = DayValue::Day(fixture::day(2023, 5, 1));
        for (own, shown) in [(single, "01/5/2023"), (DayValue::Unreadable("hè".to_owned()), "hè")]
        {
            report.edit(Edit::day(figure.key.clone(), Some(own)));
            assert!(is_wrong(figure, &report));
            for part in [DayPart::Own, DayPart::Since, DayPart::AsOf] {
                assert_eq!(part_text(figure, &report, part).unwrap(), shown);
            }
        }
        report.edit(Edit::day(figure.key.clone(), None));
        assert_eq!(part_text(figure, &report, DayPart::Since).unwrap(), "01/3/2023");
        assert_eq!(part_text(figure, &report, DayPart::AsOf).unwrap(), "31/8/2023");
    }
}

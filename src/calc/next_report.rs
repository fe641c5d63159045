//! The first report of an office, and the report after one: the structure, people and wording
//! of the last one, with empty figures and the right days.

use std::collections::BTreeMap;

use super::carry;
use super::lasting::{note_goes_on, text_goes_on};
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::key::FigureKey;
use crate::report::note::NoteKind;
use crate::report::office::Office;
use crate::report::office_words::Identity;
use crate::report::period::{DayValue, PeriodKey};
use crate::report::template::{Carry, ItemBody, Span, Start, Template};

/// An empty report of an office for a period.
pub fn first(office: Office, template: &Template, key: PeriodKey) -> Report {
    let header = Header {
        period: template.parts().schedule.usual(key),
        status: ReportStatus::Draft,
        remark: String::new(),
    };
    Report::new(office, template.id().clone(), header)
}

/// The first report of an office of which is known who it is: its letterhead and names follow from that. What the
/// template says anyway is not said again.
pub fn first_as(
    identity: &Identity,
    office: Office,
    template: &Template,
    key: PeriodKey,
) -> Report {
    let mut report = first(office, template, key);
    let texts = template.parts().offices.texts_of(identity).into_iter();
    report.texts = texts.filter(|(key, text)| template.default_text(key) != Some(text)).collect();
    report
}

/// The report of the period `key` after `last`: its wording, people, rows and anchor days, and what is to be followed
/// up; no figures and no words of tables.
pub fn start(last: &Report, template: &Template, key: PeriodKey) -> Report {
    let mut next = first(last.office.clone(), template, key);
    next.header.period = template.parts().schedule.after(last.header.period, key);
    let texts = last.texts.iter().filter(|(text, _)| text_goes_on(template, text));
    next.texts = texts.map(|(key, text)| (key.clone(), text.clone())).collect();
    let notes = last.notes.iter().filter(|((kind, about), _)| note_goes_on(last, *kind, about));
    next.notes = notes.map(|(key, note)| (key.clone(), note.clone())).collect();
    next.rows.clone_from(&last.rows);
    next.days = anchor_days(last, template, key);
    for (_, item) in template.items() {
        if let ItemBody::Documents(list) = &item.body
            && list.carry == Carry::Keep
            && let Some(entries) = last.documents.get(&item.key)
        {
            next.documents.insert(item.key.clone(), entries.clone());
        }
    }
    let marks = carry::wording_marks(&next, template).into_iter();
    next.notes.extend(marks.map(|(about, mark)| ((NoteKind::Carried, about), mark)));
    next
}

/// Days that an office set and that hold in the period `next` as well: those from which figures are counted
/// (from January on only within the year) and those of campaigns. The others follow the period.
fn anchor_days(
    last: &Report,
    template: &Template,
    next: PeriodKey,
) -> BTreeMap<FigureKey, DayValue> {
    let is_same_year = last.header.period.key.new_year() == next.new_year();
    let stays = |key: &FigureKey| match template.figure(key).map(|figure| figure.span) {
        Some(Span::Since(Start::Day(_))) => true,
        Some(Span::Since(Start::NewYear)) => is_same_year,
        Some(Span::Window(window)) => window.is_fixed(),
        Some(Span::InPeriod | Span::AsOf) | None => false,
    };
    let days = last.days.iter().filter(|(key, _)| stays(key));
    days.map(|(key, day)| (key.clone(), day.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture;
    use crate::report::period::{DateRange, ScheduleDay, Window, WindowDay};

    /// The day that was set for a figure of May 2023 as the report of a later period has it.
    fn carried(span: Span, day: &DayValue, to: (i32, u32)) -> Option<DayValue> {
        let mut parts = fixture::template().parts().clone();
        let figure = parts.figures.iter_mut().find(|figure| figure.key.as_str() == "qr.total");
        figure.unwrap().span = span;
        let template = Template::new(parts).unwrap();
        let (mut may, key) = (fixture::report(), fixture::figure_key("qr.total"));
        may.days = BTreeMap::from([(key.clone(), day.clone())]);
        let next = start(&may, &template, PeriodKey::month_of(to.0, to.1).unwrap());
        next.days.get(&key).cloned()
    }

    #[test]
    fn a_day_from_which_is_counted_stays_while_it_means_the_same() {
        let day = DayValue::Day(fixture::day(2023, 2, 6));
        let since = |start, to| carried(Span::Since(start), &day, to);
        assert_eq!(since(Start::NewYear, (2023, 6)), Some(day.clone()));
        assert_eq!(since(Start::NewYear, (2023, 12)), Some(day.clone()));
        assert_eq!(since(Start::NewYear, (2024, 1)), None, "counting begins anew");
        let first = Start::Day(fixture::day(2022, 8, 1));
        assert_eq!(since(first, (2024, 1)), Some(day.clone()));
        assert_eq!(carried(Span::AsOf, &day, (2023, 6)), None);
    }

    #[test]
    fn the_days_of_a_campaign_stay_and_those_of_a_period_move_on() {
        let (first, last) = (fixture::day(2023, 3, 1), fixture::day(2023, 8, 31));
        let set = DayValue::Window(DateRange::new(first, last).unwrap());
        let fixed = Window { from: WindowDay::Day(first), to: WindowDay::Day(first) };
        assert_eq!(carried(Span::Window(fixed), &set, (2023, 6)), Some(set.clone()));
        let told = WindowDay::Told(ScheduleDay::Days(0));
        for window in [Window { from: told, to: told }, Window { to: told, ..fixed }] {
            assert_eq!(carried(Span::Window(window), &set, (2023, 6)), None);
        }
    }
}

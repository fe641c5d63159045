//! The first report of an office, and the month after a report: the structure, people and wording
//! of the last one, with empty figures and the right days.

use std::collections::BTreeMap;

use super::{check, comments};
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::key::{FigureKey, Subject, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::note::NoteKind;
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey, month_later};
use crate::report::template::{Carry, ItemBody, Schedule, ScheduleDay, Span, Template};

/// The usual days of a period under a template.
pub fn usual_period(key: PeriodKey, schedule: &Schedule) -> Period {
    let day = |day: ScheduleDay| {
        let month = match day.month {
            ..0 => key.previous(),
            0 => key,
            1.. => key.next(),
        };
        month.day(u32::from(day.day))
    };
    let (first, last) = (day(schedule.from), day(schedule.to));
    let range = DateRange::new(first, last);
    // A schedule whose days are reversed is a template's fault; one day is still a period.
    let range = range.or_else(|_| DateRange::new(last, last));
    Period {
        key,
        range: range.unwrap_or_else(|_| unreachable!("one day is a range")),
        due: Some(day(schedule.due)),
    }
}

/// An empty report of an office for a month.
pub fn first(office: Office, template: &Template, key: PeriodKey) -> Report {
    let header = Header {
        period: usual_period(key, &template.parts().schedule),
        status: ReportStatus::Draft,
        remark: String::new(),
    };
    Report::new(office, template.id().clone(), header)
}

/// The month `key` after `last`: its wording, people, rows and anchor days, and what is to be followed
/// up; no figures.
pub fn start(last: &Report, template: &Template, key: PeriodKey) -> Report {
    let mut next = first(last.office.clone(), template, key);
    let last_period = last.header.period;
    let usual = usual_period(last_period.key, &template.parts().schedule);
    if key == last_period.key.next() {
        if usual.range != last_period.range {
            next.header.period.range = last_period.range.next_month();
        }
        if usual.due != last_period.due {
            next.header.period.due = last_period.due.map(month_later);
        }
    }
    let texts = last.texts.iter().filter(|(text, _)| !is_of_the_month(text));
    next.texts = texts.map(|(key, text)| (key.clone(), text.clone())).collect();
    let notes = last.notes.iter().filter(|((kind, about), _)| goes_on(last, *kind, about));
    next.notes = notes.map(|(key, note)| (key.clone(), note.clone())).collect();
    next.rows.clone_from(&last.rows);
    next.days = anchor_days(last, template);
    for (_, item) in template.items() {
        if let ItemBody::Documents(list) = &item.body
            && list.carry == Carry::Keep
            && let Some(entries) = last.documents.get(&item.key)
        {
            next.documents.insert(item.key.clone(), entries.clone());
        }
    }
    next
}

/// Whether a text belongs to its month alone: the next one starts without it.
pub fn is_of_the_month(key: &TextKey) -> bool {
    let mut fields = LetterheadField::ALL.into_iter().filter(|field| field.is_of_the_month());
    // Days that could not be read belong to the period in which they were typed.
    key.as_str().starts_with("period.") || fields.any(|field| field.text_key() == *key)
}

/// Whether the month after starts with a note too.
fn goes_on(last: &Report, kind: NoteKind, about: &Subject) -> bool {
    match kind {
        NoteKind::Explanation => !check::is_of_the_month(about),
        NoteKind::Comment | NoteKind::FollowUp => comments::stays(last, about),
        NoteKind::Carried | NoteKind::Declined => false,
        NoteKind::Wording => true,
    }
}

/// Days from which figures are counted stay; days up to which they hold follow the period.
fn anchor_days(last: &Report, template: &Template) -> BTreeMap<FigureKey, DayValue> {
    let stays = |key: &FigureKey| {
        let figure = template.figure(key);
        figure.is_some_and(|figure| matches!(figure.span, Span::Since(_)))
    };
    let days = last.days.iter().filter(|(key, _)| stays(key));
    days.map(|(key, day)| (key.clone(), day.clone())).collect()
}

//! The first report of an office, and the month after a report: the structure, people and wording
//! of the last one, with empty figures and the right days.

use std::collections::BTreeMap;

use super::lasting::{is_of_the_month, note_goes_on};
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::key::FigureKey;
use crate::report::office::Office;
use crate::report::period::{DayValue, PeriodKey};
use crate::report::template::{Carry, ItemBody, Span, Template};

/// An empty report of an office for a month.
pub fn first(office: Office, template: &Template, key: PeriodKey) -> Report {
    let header = Header {
        period: template.parts().schedule.usual(key),
        status: ReportStatus::Draft,
        remark: String::new(),
    };
    Report::new(office, template.id().clone(), header)
}

/// The month `key` after `last`: its wording, people, rows and anchor days, and what is to be followed
/// up; no figures.
pub fn start(last: &Report, template: &Template, key: PeriodKey) -> Report {
    let mut next = first(last.office.clone(), template, key);
    next.header.period = template.parts().schedule.after(last.header.period, key);
    let texts = last.texts.iter().filter(|(text, _)| !is_of_the_month(text));
    next.texts = texts.map(|(key, text)| (key.clone(), text.clone())).collect();
    let notes = last.notes.iter().filter(|((kind, about), _)| note_goes_on(last, *kind, about));
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

/// Days from which figures are counted stay; days up to which they hold follow the period.
fn anchor_days(last: &Report, template: &Template) -> BTreeMap<FigureKey, DayValue> {
    let stays = |key: &FigureKey| {
        let figure = template.figure(key);
        figure.is_some_and(|figure| matches!(figure.span, Span::Since(_)))
    };
    let days = last.days.iter().filter(|(key, _)| stays(key));
    days.map(|(key, day)| (key.clone(), day.clone())).collect()
}

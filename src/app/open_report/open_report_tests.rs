use std::sync::Arc;

use super::*;
use crate::exchange::{sample, template_v1};
use crate::report::key::{EntryId, FigureKey, TextKey};
use crate::report::number::format_value;
use crate::report::period::{DayValue, ScheduleDay, Window, WindowDay};
use crate::report::template::{Span, Switch};

fn may() -> OpenReport {
    may_of(template_v1::builtin_template().unwrap())
}

fn may_of(template: Template) -> OpenReport {
    let template = Arc::new(template);
    let mut reports = sample::sample_reports(&template).unwrap();
    let report = reports.pop().unwrap();
    let history = History::of_reports(reports, &template);
    let mut store = crate::store::Store::open_in_memory().unwrap();
    let at = crate::app::platform::clock::now();
    let stamp = crate::store::Stamp { at, run: Default::default(), standing: None };
    let info =
        |deed| crate::store::OperationInfo { deed, detail: String::new(), stamp: stamp.clone() };
    let template_info = info(Deed::TemplateAdded);
    let new = crate::store::NewTemplate {
        template: template.id(),
        name: "m",
        kind: template.period(),
        json: template_v1::BUILTIN_JSON,
    };
    store.add_template(new, &template_info).unwrap();
    let id = store.create_report(&report, &info(Deed::Imported)).unwrap().row.id;
    let look = Arc::new(OfficeLook::builtin(Default::default()).unwrap());
    let (checks, steps) = Default::default();
    OpenReport::open(Loaded { id, report, template, history, look, checks, steps })
}

fn key(text: &str) -> FigureKey {
    FigureKey::parse(text).unwrap()
}

fn values(batch: &Batch) -> Vec<String> {
    let texts = batch.edits.iter().map(|edit| match edit.value() {
        None => String::new(),
        Some(FieldValue::Value(value)) => format_value(value),
        other => format!("{other:?}"),
    });
    texts.collect()
}

const FIGURE: &str = "services.absence.direct";

#[test]
fn a_failed_batch_never_brings_older_text_back() {
    let mut open = may();
    open.type_figure(&key(FIGURE), "1", Typing::Ongoing);
    let first = open.take_batch().unwrap();
    open.type_figure(&key(FIGURE), "12", Typing::Ongoing);
    let second = open.take_batch().unwrap();
    assert_eq!((values(&first), values(&second)), (vec!["1".to_owned()], vec!["12".to_owned()]));
    open.batch_failed(first.number);
    assert_eq!(open.take_batch(), None, "the second answer is still to come");
    open.batch_failed(second.number);
    let retry = open.take_batch().unwrap();
    assert_eq!((values(&retry), retry.attempt), (vec!["12".to_owned()], Attempt::Retry));
    assert_eq!(open.save_state(), SaveState::Failed);
    open.batch_saved(retry.number, crate::app::platform::clock::now());
    assert!(!open.is_unsaved());
}

#[test]
fn only_a_difference_takes_a_negative_number() {
    let mut open = may();
    let difference = key("vaccination.correcting");
    open.type_printed(&difference, "-5", Typing::Finished);
    assert_eq!(open.report().printed.get(&difference), Some(&Value::count(-5)));
    let rate = key("services.absence.rate");
    open.type_printed(&rate, "-5", Typing::Finished);
    let kept = Value::Unreadable("-5".to_owned());
    assert_eq!(open.report().printed.get(&rate), Some(&kept));
    open.type_figure(&key(FIGURE), "-5", Typing::Finished);
    assert_eq!(*open.report().value(&key(FIGURE)), kept);
}

#[test]
fn what_follows_settles_when_an_unreadable_text_is_left() {
    let mut open = may();
    let rate = key("services.absence.rate");
    open.type_figure(&key(FIGURE), "5", Typing::Ongoing);
    let readable = open.results().outcome(&rate);
    open.type_figure(&key(FIGURE), "5x", Typing::Ongoing);
    assert_eq!(open.results().outcome(&rate), readable, "no flicker while typing");
    open.settle();
    assert_ne!(open.results().outcome(&rate), readable, "no stale percentage afterwards");
}

#[test]
fn a_long_line_is_read_when_the_keys_pause() {
    let mut open = may();
    let text = TextKey::parse("police.narrative").unwrap();
    let is_told = |open: &OpenReport| {
        open.findings().iter().any(|found| found.check.key() == "text_spelling")
    };
    open.type_text(&text, "Các biên phap mới.", Typing::Ongoing);
    assert!(is_told(&open));
    let sentence = "Công tác tuyên truyền được duy trì thường xuyên. ";
    let long = sentence.repeat(1 + READ_AT_EVERY_KEY / sentence.len());
    open.type_text(&text, &long, Typing::Ongoing);
    assert!(is_told(&open), "not yet read");
    open.take_batch().unwrap();
    assert!(!is_told(&open));
    open.type_text(&text, &format!("{long}Các biên phap mới."), Typing::Ongoing);
    assert!(!is_told(&open));
    open.settle();
    assert!(is_told(&open), "the field was left");
}

#[test]
fn a_text_of_many_lines_is_read_at_every_key() {
    let mut open = may();
    let text = TextKey::parse("police.narrative").unwrap();
    let line = "Công tác tuyên truyền được duy trì thường xuyên.\n";
    let long = line.repeat(1 + READ_AT_EVERY_KEY / line.len());
    open.type_text(&text, &format!("{long}Các biên phap mới."), Typing::Ongoing);
    assert!(open.findings().iter().any(|found| found.check.key() == "text_spelling"));
}

#[test]
fn the_usual_day_of_a_figure_is_stored_as_nothing() {
    let mut open = may();
    let template = Arc::clone(open.template());
    let stock = template.figures().iter().find(|figure| figure.span == Span::AsOf).unwrap();
    open.type_day(&stock.key, "1/5/2023", Typing::Finished);
    assert!(open.report().days.contains_key(&stock.key));
    open.type_day(&stock.key, "12/5/2023", Typing::Finished);
    assert!(!open.report().days.contains_key(&stock.key), "it follows the period again");
}

#[test]
fn a_window_that_was_read_is_not_open_and_one_that_was_not_is() {
    let builtin = template_v1::builtin_template().unwrap();
    let mut parts = builtin.parts().clone();
    let stock = parts.figures.iter_mut().find(|figure| figure.span == Span::AsOf).unwrap();
    let key = stock.key.clone();
    let told = WindowDay::Told(ScheduleDay::Days(0));
    stock.span = Span::Window(Window { from: told, to: told });
    let mut open = may_of(Template::new(parts).unwrap());
    let what = open.what_is_open();
    open.type_day(&key, "1/5/2023 – 20/5/2023", Typing::Finished);
    assert!(open.report().days.contains_key(&key));
    assert_eq!(open.what_is_open(), what);
    open.type_day(&key, "1/5/2023", Typing::Finished);
    assert_ne!(open.what_is_open(), what, "one day is no window");
    // Files of other offices can say one day, which is read as such, for a figure that has two.
    open.report.days.remove(&key);
    open.recalculate();
    assert_eq!(open.what_is_open(), what);
    open.report.edit(Edit::day(key, DayValue::read("1/5/2023")));
    open.recalculate();
    let unread = open.findings().iter().filter(|found| found.check.key() == "unreadable");
    assert_eq!(unread.count(), 1);
    assert!(open.what_is_open().starts_with("còn 1 ô chưa đọc được"), "{}", open.what_is_open());
}

#[test]
fn documents_keep_their_order_and_ids() {
    let mut open = may();
    let list = open.report().documents.keys().next().unwrap().clone();
    let ids = |open: &OpenReport| -> Vec<EntryId> {
        open.report().entries(&list).iter().map(|entry| entry.id.clone()).collect()
    };
    let before = ids(&open);
    let at = crate::app::platform::clock::now();
    let add = |open: &mut OpenReport, at| {
        let (id, edit) = open.added_document(&list, at).unwrap();
        open.edit(edit, Typing::Finished);
        id
    };
    let remove = |open: &mut OpenReport, id: &EntryId| {
        open.edit(Edit::document(list.clone(), id.clone(), None), Typing::Finished);
    };
    let added = add(&mut open, at);
    assert!(!before.contains(&added));
    let twin = add(&mut open, at);
    assert_ne!(twin, added, "added in the same moment");
    remove(&mut open, &twin);
    assert_eq!(open.moved_document(&list, &added, Shift::Down), [], "it is the last one");
    for edit in open.moved_document(&list, &added, Shift::Up) {
        open.edit(edit, Typing::Finished);
    }
    assert_eq!(ids(&open)[before.len() - 1], added);
    remove(&mut open, &added);
    assert_eq!(ids(&open), before);
    let later = add(&mut open, at + chrono::TimeDelta::milliseconds(1));
    assert!(later != added && later != twin, "not that of one that was removed");
}

#[test]
fn a_batch_says_what_was_done_to_its_only_field() {
    let mut open = may();
    let row = open.template().tables().next().unwrap().rows[0].key.clone();
    let deed = |open: &mut OpenReport| {
        let batch = open.take_batch()?;
        open.batch_saved(batch.number, crate::app::platform::clock::now());
        Some(batch.deed)
    };
    open.set_row_provider(&row, "Y", Typing::Ongoing);
    open.set_row_provider(&row, "Y tế", Typing::Ongoing);
    assert_eq!(deed(&mut open), Some(Deed::ProviderNamed));
    let switched = open.switched_row(&row, Switch::Off);
    open.edit(switched, Typing::Finished);
    open.set_row_provider(&row, "Y tế xã", Typing::Ongoing);
    assert_eq!(deed(&mut open), Some(Deed::Typed), "two things at once");
    open.set_row_provider(&row, "Y tế", Typing::Ongoing);
    let batch = open.take_batch().unwrap();
    open.batch_failed(batch.number);
    assert_eq!(deed(&mut open), Some(Deed::ProviderNamed), "tried again");
    open.type_figure(&key(FIGURE), "1", Typing::Ongoing);
    open.restore(Edit::figure(key(FIGURE), Some(Value::count(2))));
    assert_eq!(deed(&mut open), Some(Deed::Restored));
}

#[test]
fn a_cell_that_could_not_be_read_is_told_once_and_not_as_blank() {
    let mut open = may();
    assert_eq!(open.progress().report.unread, 0);
    let before = open.what_is_open();
    open.type_figure(&key(FIGURE), "mười hai", Typing::Finished);
    let tally = open.progress().report;
    assert_eq!((tally.unread, tally.blank_figures), (1, 0));
    let of_cell: Vec<_> = open.progress().missing.iter().map(|m| (m.what.clone(), m.why)).collect();
    let what = crate::calc::progress::What::Figure(key(FIGURE));
    assert_eq!(of_cell, [(what, crate::calc::progress::Why::Unread)]);
    let words = open.what_is_open();
    assert!(words.starts_with("còn 1 ô chưa đọc được"), "{words}");
    assert!(!words.contains("chưa nhập"), "{words}");
    let rest = words.replace("còn 1 ô chưa đọc được, ", "còn ");
    assert_eq!(rest, before, "nor a second time as a finding");
}

#[test]
fn a_carried_number_waits_whether_it_is_needed_or_not() {
    const CARDS: &str = "identity.cards";
    let builtin = template_v1::builtin_template().unwrap();
    let mut parts = builtin.parts().clone();
    let figure = parts.figures.iter_mut().find(|figure| figure.key == key(CARDS)).unwrap();
    figure.need = crate::report::template::Need::Optional;
    let mut open = may_of(Template::new(parts).unwrap());
    let total = open.progress().report.figures.total;
    let given_for = Some(format_value(open.report().value(&key(CARDS))));
    let mark = crate::report::note::Note { words: String::new(), given_for };
    let kind = crate::report::note::NoteKind::Carried;
    open.report.edit(Edit::note(kind, (&key(CARDS)).into(), Some(mark)));
    open.recalculate();
    let tally = open.progress().report;
    assert_eq!((tally.unconfirmed, tally.figures.total), (1, total));
    assert!(!tally.is_complete());
    let words = open.what_is_open();
    assert!(words.contains("1 số tháng trước chờ xác nhận"), "{words}");
}

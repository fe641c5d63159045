use std::sync::Arc;

use super::*;
use crate::exchange::{sample, template_v1};
use crate::report::key::{EntryId, FigureKey, TextKey};
use crate::report::number::format_value;
use crate::report::period::{ScheduleDay, Window, WindowDay};
use crate::report::template::{Span, Switch};

fn may() -> Month {
    may_of(template_v1::builtin_template().unwrap())
}

fn may_of(template: Template) -> Month {
    let template = Arc::new(template);
    let mut reports = sample::sample_reports(&template).unwrap();
    let report = reports.pop().unwrap();
    let history = History::of_reports(reports, &template);
    let mut store = crate::store::Store::open_in_memory().unwrap();
    let at = crate::app::platform::clock::now();
    let stamp = crate::store::Stamp { at, run: Default::default(), progress: None };
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
    Month::open(Loaded { id, report, template, history, look, checks, steps })
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
    let mut month = may();
    month.type_figure(&key(FIGURE), "1", Typing::Ongoing);
    let first = month.take_batch().unwrap();
    month.type_figure(&key(FIGURE), "12", Typing::Ongoing);
    let second = month.take_batch().unwrap();
    assert_eq!((values(&first), values(&second)), (vec!["1".to_owned()], vec!["12".to_owned()]));
    month.batch_failed(first.number);
    assert_eq!(month.take_batch(), None, "the second answer is still to come");
    month.batch_failed(second.number);
    let retry = month.take_batch().unwrap();
    assert_eq!((values(&retry), retry.attempt), (vec!["12".to_owned()], Attempt::Retry));
    assert_eq!(month.save_state(), SaveState::Failed);
    month.batch_saved(retry.number, crate::app::platform::clock::now());
    assert!(!month.is_unsaved());
}

#[test]
fn only_a_difference_takes_a_negative_number() {
    let mut month = may();
    let difference = key("vaccination.correcting");
    month.type_printed(&difference, "-5", Typing::Finished);
    assert_eq!(month.report().printed.get(&difference), Some(&Value::count(-5)));
    let rate = key("services.absence.rate");
    month.type_printed(&rate, "-5", Typing::Finished);
    let kept = Value::Unreadable("-5".to_owned());
    assert_eq!(month.report().printed.get(&rate), Some(&kept));
    month.type_figure(&key(FIGURE), "-5", Typing::Finished);
    assert_eq!(*month.report().value(&key(FIGURE)), kept);
}

#[test]
fn what_follows_settles_when_an_unreadable_text_is_left() {
    let mut month = may();
    let rate = key("services.absence.rate");
    month.type_figure(&key(FIGURE), "5", Typing::Ongoing);
    let readable = month.results().outcome(&rate);
    month.type_figure(&key(FIGURE), "5x", Typing::Ongoing);
    assert_eq!(month.results().outcome(&rate), readable, "no flicker while typing");
    month.settle();
    assert_ne!(month.results().outcome(&rate), readable, "no stale percentage afterwards");
}

#[test]
fn a_long_line_is_read_when_the_keys_pause() {
    let mut month = may();
    let text = TextKey::parse("police.narrative").unwrap();
    let is_told =
        |month: &Month| month.findings().iter().any(|found| found.check.key() == "text_spelling");
    month.type_text(&text, "Các biên phap mới.", Typing::Ongoing);
    assert!(is_told(&month));
    let sentence = "Công tác tuyên truyền được duy trì thường xuyên. ";
    let long = sentence.repeat(1 + READ_AT_EVERY_KEY / sentence.len());
    month.type_text(&text, &long, Typing::Ongoing);
    assert!(is_told(&month), "not yet read");
    month.take_batch().unwrap();
    assert!(!is_told(&month));
    month.type_text(&text, &format!("{long}Các biên phap mới."), Typing::Ongoing);
    assert!(!is_told(&month));
    month.settle();
    assert!(is_told(&month), "the field was left");
}

#[test]
fn a_text_of_many_lines_is_read_at_every_key() {
    let mut month = may();
    let text = TextKey::parse("police.narrative").unwrap();
    let line = "Công tác tuyên truyền được duy trì thường xuyên.\n";
    let long = line.repeat(1 + READ_AT_EVERY_KEY / line.len());
    month.type_text(&text, &format!("{long}Các biên phap mới."), Typing::Ongoing);
    assert!(month.findings().iter().any(|found| found.check.key() == "text_spelling"));
}

#[test]
fn the_usual_day_of_a_figure_is_stored_as_nothing() {
    let mut month = may();
    let template = Arc::clone(month.template());
    let stock = template.figures().iter().find(|figure| figure.span == Span::AsOf).unwrap();
    month.type_day(&stock.key, "1/5/2023", Typing::Finished);
    assert!(month.report().days.contains_key(&stock.key));
    month.type_day(&stock.key, "12/5/2023", Typing::Finished);
    assert!(!month.report().days.contains_key(&stock.key), "it follows the period again");
}

#[test]
fn a_window_that_was_read_is_not_open_and_one_that_was_not_is() {
    let builtin = template_v1::builtin_template().unwrap();
    let mut parts = builtin.parts().clone();
    let stock = parts.figures.iter_mut().find(|figure| figure.span == Span::AsOf).unwrap();
    let key = stock.key.clone();
    let told = WindowDay::Told(ScheduleDay::Days(0));
    stock.span = Span::Window(Window { from: told, to: told });
    let mut month = may_of(Template::new(parts).unwrap());
    let open = month.what_is_open();
    month.type_day(&key, "1/5/2023 – 20/5/2023", Typing::Finished);
    assert!(month.report().days.contains_key(&key));
    assert_eq!(month.what_is_open(), open);
    month.type_day(&key, "1/5/2023", Typing::Finished);
    assert_ne!(month.what_is_open(), open, "one day is no window");
}

#[test]
fn documents_keep_their_order_and_ids() {
    let mut month = may();
    let list = month.report().documents.keys().next().unwrap().clone();
    let ids = |month: &Month| -> Vec<EntryId> {
        month.report().entries(&list).iter().map(|entry| entry.id.clone()).collect()
    };
    let before = ids(&month);
    let at = crate::app::platform::clock::now();
    let added = month.add_document(&list, at).unwrap();
    assert!(!before.contains(&added));
    let twin = month.add_document(&list, at).unwrap();
    assert_ne!(twin, added, "added in the same moment");
    month.remove_document(&list, &twin);
    month.move_document(&list, &added, Direction::Up);
    assert_eq!(ids(&month)[before.len() - 1], added);
    month.remove_document(&list, &added);
    assert_eq!(ids(&month), before);
    let later = month.add_document(&list, at + chrono::TimeDelta::milliseconds(1)).unwrap();
    assert!(later != added && later != twin, "not that of one that was removed");
}

#[test]
fn a_batch_says_what_was_done_to_its_only_field() {
    let mut month = may();
    let row = month.template().tables().next().unwrap().rows[0].key.clone();
    let deed = |month: &mut Month| {
        let batch = month.take_batch()?;
        month.batch_saved(batch.number, crate::app::platform::clock::now());
        Some(batch.deed)
    };
    month.set_row_provider(&row, "Y", Typing::Ongoing);
    month.set_row_provider(&row, "Y tế", Typing::Ongoing);
    assert_eq!(deed(&mut month), Some(Deed::ProviderNamed));
    let switched = month.switched_row(&row, Switch::Off);
    month.edit(switched, Typing::Finished);
    month.set_row_provider(&row, "Y tế xã", Typing::Ongoing);
    assert_eq!(deed(&mut month), Some(Deed::Typed), "two things at once");
    month.set_row_provider(&row, "Y tế", Typing::Ongoing);
    let batch = month.take_batch().unwrap();
    month.batch_failed(batch.number);
    assert_eq!(deed(&mut month), Some(Deed::ProviderNamed), "tried again");
    month.type_figure(&key(FIGURE), "1", Typing::Ongoing);
    month.restore(Edit::figure(key(FIGURE), Some(Value::count(2))));
    assert_eq!(deed(&mut month), Some(Deed::Restored));
}

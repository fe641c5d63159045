//! What the window's state makes of failed saves, with the real worker behind it: what was typed never
//! vanishes from the screen, "Đã lưu" is true, and whatever happens to the worker, the window can save the
//! screen elsewhere and be closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use baocao06::app::command::Command;
use baocao06::app::message::{Event, Purpose, Request};
use baocao06::app::open_report::{Page, SaveState};
use baocao06::app::problem::Problem;
use baocao06::app::state::{Effect, Question, Screen, State, Wanted};
use baocao06::exchange::report_v1;
use baocao06::report::value::Value;

use super::support::key;
use super::worker_support::*;

fn is_closing(front: &Front) -> bool {
    front.outside.iter().any(|effect| matches!(effect, Effect::CloseWindow))
}

/// May with 1 typed into `DIRECT`, which could not be saved.
fn front_after_a_failure() -> Front {
    let mut front = Front::new();
    front.let_saves_fail();
    front.type_figure(DIRECT, "1");
    front.save();
    front.settle();
    assert_eq!(front.on_screen().save_state(), SaveState::Failed);
    front
}

#[test]
fn a_failed_save_keeps_what_was_typed_says_so_and_is_made_good_by_the_next_one() {
    let mut front = front_after_a_failure();
    assert_eq!(front.shown(DIRECT), Value::count(1));
    assert!(front.state.problem.as_ref().unwrap().is_about_saving());
    assert!(front.on_screen().is_unsaved());
    // Typed on while it lasts.
    front.type_figure(ONLINE, "2");
    front.save();
    front.settle();
    assert_eq!(front.on_screen().save_state(), SaveState::Failed);

    front.let_saves_succeed();
    front.save();
    assert_ne!(front.on_screen().save_state(), SaveState::Unchanged);
    front.settle();
    assert!(matches!(front.on_screen().save_state(), SaveState::Saved(_)));
    assert_eq!(front.state.problem, None, "what went wrong is over");
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1));
    assert_eq!(may.value(&key(ONLINE)), &Value::count(2));
}

/// The window hands over three batches before it hears that the first one failed.
#[test]
fn batches_under_way_when_the_first_fails_are_all_made_good() {
    let mut front = Front::new();
    front.let_saves_fail();
    for (figure, text) in [(DIRECT, "1"), (ONLINE, "2"), (DIRECT, "3")] {
        front.type_figure(figure, text);
        front.save();
    }
    front.let_saves_succeed();
    assert_eq!(front.on_screen().save_state(), SaveState::Saving);
    let mut failed = 0;
    front.settle_and(|_, event| failed += usize::from(matches!(event, Event::SaveFailed { .. })));
    assert_eq!(failed, 3);
    assert_eq!(front.on_screen().save_state(), SaveState::Failed);
    front.save();
    front.settle();
    assert!(matches!(front.on_screen().save_state(), SaveState::Saved(_)));
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(3), "the last one typed");
    assert_eq!(may.value(&key(ONLINE)), &Value::count(2));
}

/// An answer that is still to come may not be overtaken by another attempt.
#[test]
fn nothing_is_tried_again_before_all_answers_are_there() {
    let mut front = Front::new();
    front.let_saves_fail();
    front.type_figure(DIRECT, "1");
    front.save();
    front.type_figure(ONLINE, "2");
    front.save();
    let told = answers(&front.worker, front.file.may);
    assert_eq!(saves(&told), [(1, false), (2, false)]);
    let mut told = told.into_iter();
    let first = told.next().unwrap();
    assert!(front.state.take(first).is_empty());
    assert!(front.state.save().is_none(), "the second one is still under way");
    for event in told {
        assert!(front.state.take(event).is_empty());
    }
    front.let_saves_succeed();
    front.save();
    front.settle();
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1));
    assert_eq!(may.value(&key(ONLINE)), &Value::count(2));
}

/// "Đã lưu" stands on the screen only when a power cut would lose nothing: at the moment at which the
/// state hears of it, a copy of the file and of its log holds the value.
#[cfg(unix)]
#[test]
fn saved_is_only_said_of_what_is_in_the_file() {
    let mut front = Front::new();
    for (number, text) in (1..6).zip(["7", "70", "701", "7012", "70123"]) {
        front.type_figure(DIRECT, text);
        assert_eq!(front.on_screen().save_state(), SaveState::Saving);
        front.save();
        assert_eq!(front.on_screen().save_state(), SaveState::Saving);
        let mut copies = 0;
        front.settle_and(|front, event| {
            if matches!(event, Event::Saved { .. }) {
                assert_eq!(front.on_screen().save_state(), SaveState::Saving);
                let copy = copy_behind_its_back(&front.file, number);
                assert_eq!(copy.value(&key(DIRECT)), &front.shown(DIRECT));
                copies += 1;
            }
        });
        assert_eq!(copies, 1);
        assert!(matches!(front.on_screen().save_state(), SaveState::Saved(_)));
    }
}

/// What the files of an open data file say when they are copied by another program: opening one of
/// them in this one would give up the lock that the worker has on it.
#[cfg(unix)]
fn copy_behind_its_back(file: &DataFile, number: i32) -> baocao06::report::content::Report {
    let copy = file.beside(&format!("ban-sao-{number}.bc06"));
    for end in ["", "-wal"] {
        let part = |path: &std::path::Path| format!("{}{end}", path.display());
        let (from, to) = (part(&file.path), part(&copy));
        let done = std::process::Command::new("cp").args([&from, &to]).status().unwrap();
        assert!(done.success(), "{from}");
    }
    let mut session = baocao06::app::session::Session::open(&copy).unwrap();
    session.load(file.may).unwrap().report
}

/// Undo, another month, closing the file: each is asked right behind a batch that fails, before the
/// window knows of it.
#[test]
fn nothing_replaces_the_month_while_something_in_it_is_not_on_the_disk() {
    let mut front = Front::new();
    let april = front.state.neighbour(-1).unwrap().id;
    front.type_figure(ONLINE, "2");
    front.save();
    front.settle();
    front.let_saves_fail();
    front.type_figure(DIRECT, "1");
    let effects = front.state.run(Command::Undo);
    assert!(front.state.is_replacing(), "nothing may be typed into what may be replaced");
    front.carry(effects);
    front.settle();
    assert!(!front.state.is_replacing(), "typing goes on");
    assert_eq!(front.shown(DIRECT), Value::count(1));
    assert_eq!(front.state.problem, Some(Problem::unsaved_first()));

    let effects = front.state.show_report(april);
    front.carry(effects);
    front.settle();
    let effects = front.state.run(Command::ShowReports);
    front.carry(effects);
    front.settle();
    assert_eq!(front.on_screen().id(), front.file.may);
    assert_eq!(front.shown(DIRECT), Value::count(1));

    front.let_saves_succeed();
    front.save();
    front.settle();
    let effects = front.state.show_report(april);
    front.carry(effects);
    front.settle();
    assert_eq!(front.on_screen().id(), april);
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1));
}

/// Typed while another month was on its way: what comes does not take the place of what was typed.
#[test]
fn a_month_that_comes_late_does_not_replace_what_was_typed_meanwhile() {
    let mut front = Front::new();
    let april = front.state.neighbour(-1).unwrap().id;
    for (report, text, number) in [(april, "1", 1), (front.file.may, "2", 2)] {
        let effects = front.state.show_report(report);
        front.carry(effects);
        front.type_figure(DIRECT, text);
        front.settle();
        assert_eq!(front.on_screen().id(), front.file.may);
        assert_eq!(front.shown(DIRECT), Value::count(number));
        assert_eq!(front.state.problem, Some(Problem::unsaved_first()));
    }
    front.save();
    front.settle();
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(2));
}

/// One batch has come back, one is still under way: nothing can be handed over, so nothing may be asked
/// that could lose it.
#[test]
fn nothing_is_asked_over_what_cannot_be_handed_over_yet() {
    let mut front = Front::new();
    let april = front.state.neighbour(-1).unwrap().id;
    front.let_saves_fail();
    front.type_figure(DIRECT, "1");
    front.save();
    front.type_figure(ONLINE, "2");
    front.save();
    let mut told = answers(&front.worker, front.file.may).into_iter();
    front.state.take(told.next().unwrap());
    assert!(front.state.show_report(april).is_empty());
    assert_eq!(front.state.problem, Some(Problem::unsaved_first()));
    assert!(!front.state.is_replacing());
    let effects = front.state.close();
    let [Effect::PutAside(aside)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(aside.value(&key(DIRECT)), &Value::count(1));
    assert_eq!(aside.value(&key(ONLINE)), &Value::count(2));
    assert_eq!(front.state.question, Some(Question::CloseUnsaved));
    assert!(front.state.close().is_empty(), "asked and put aside once");
}

#[test]
fn undo_takes_back_what_was_made_good() {
    let mut front = front_after_a_failure();
    front.let_saves_succeed();
    front.save();
    front.settle();
    let effects = front.state.run(Command::Undo);
    front.carry(effects);
    front.settle();
    assert_eq!(front.shown(DIRECT), Value::count(1_317));
    let effects = front.state.run(Command::Redo);
    front.carry(effects);
    front.settle();
    assert_eq!(front.shown(DIRECT), Value::count(1));
}

#[test]
fn closing_asks_and_closes_only_when_everything_is_on_the_disk_or_the_user_says_so() {
    let mut front = Front::new();
    front.let_saves_fail();
    front.type_figure(DIRECT, "1");
    let effects = front.state.close();
    front.carry(effects);
    front.settle();
    assert_eq!(front.state.question, Some(Question::CloseUnsaved));
    assert!(!is_closing(&front));
    assert_eq!(front.shown(DIRECT), Value::count(1));
    // Asked again while it is known to have failed.
    front.state.question = None;
    let effects = front.state.close();
    front.carry(effects);
    front.settle();
    assert_eq!(front.state.question, Some(Question::CloseUnsaved));
    assert!(!is_closing(&front));

    front.let_saves_succeed();
    front.state.question = None;
    front.save();
    front.settle();
    let effects = front.state.close();
    front.carry(effects);
    until_closing(&mut front);
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1));
}

#[test]
fn a_user_who_leaves_all_the_same_leaves() {
    let mut front = front_after_a_failure();
    let effects = front.state.close();
    front.carry(effects);
    front.settle();
    let effects = front.state.confirm();
    front.carry(effects);
    assert!(is_closing(&front));
    let (_, may) = front.leave();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1_317), "as the question said");
}

/// The file is closed then: no other question is answered any more.
fn until_closing(front: &mut Front) {
    for event in until(&front.worker, |event| matches!(event, Event::Closed)) {
        let effects = front.state.take(event);
        front.carry(effects);
    }
    assert!(is_closing(front));
}

/// Saves the report of the screen to another file, by the button beside the failure.
fn rescue(front: &mut Front) -> baocao06::report::content::Report {
    let path = front.file.beside("cuu.json");
    let effects = front.state.choose_rescue();
    let dialog = effects.into_iter().find_map(|effect| match effect {
        Effect::Dialog(Wanted { purpose: purpose @ Purpose::Rescue { .. }, .. }) => Some(purpose),
        _ => None,
    });
    let effects =
        front.state.take(Event::Chosen { purpose: dialog.unwrap(), path: Some(path.clone()) });
    front.carry(effects);
    let told = until(&front.worker, |event| matches!(event, Event::Exported(_)));
    for event in told {
        let effects = front.state.take(event);
        front.carry(effects);
    }
    report_v1::read_report(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_rescue_file_holds_what_the_screen_shows() {
    let mut front = front_after_a_failure();
    front.type_figure(ONLINE, "2");
    let rescued = rescue(&mut front);
    assert_eq!(&rescued, front.on_screen().report());
    assert_eq!(rescued.value(&key(DIRECT)), &Value::count(1));
    assert_eq!(rescued.value(&key(ONLINE)), &Value::count(2));
    // Rescued is not saved: the file still has to get it.
    assert!(front.on_screen().is_unsaved());
    assert!(front.state.problem.as_ref().unwrap().is_about_saving());
}

/// Makes the worker's thread panic at the next thing that it tells: the window is woken on that thread.
fn panic_at_the_next_event(front: &Front) {
    let is_due = Arc::new(AtomicBool::new(true));
    front.worker.wake_with(move || {
        assert!(!is_due.swap(false, Ordering::SeqCst), "a bug on the worker's thread");
    });
}

#[test]
fn a_worker_that_panics_gives_back_everything_that_was_asked_of_it() {
    let mut front = Front::new();
    panic_at_the_next_event(&front);
    // The bug strikes while it is on its way; two more batches wait behind it.
    for (figure, text) in [(DIRECT, "1"), (ONLINE, "2"), (DIRECT, "3")] {
        front.type_figure(figure, text);
        front.save();
    }
    let mut back = 0;
    let start = Instant::now();
    while back < 3 {
        assert!(start.elapsed() < PATIENCE, "{back} of 3 batches were answered");
        for event in front.worker.events() {
            back += usize::from(matches!(event, Event::SaveFailed { .. } | Event::Saved { .. }));
            front.state.take(event);
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert_eq!(front.on_screen().save_state(), SaveState::Failed);
    assert!(front.state.problem.as_ref().unwrap().is_about_saving());
    assert!(!front.state.is_replacing());
    assert_eq!(front.state.screen, Screen::Report);
    assert_eq!(front.shown(DIRECT), Value::count(3));
    assert_eq!(front.shown(ONLINE), Value::count(2));

    let rescued = rescue(&mut front);
    assert_eq!(&rescued, front.on_screen().report());

    // It can be left, and asks first.
    let effects = front.state.close();
    front.carry(effects);
    for event in until(&front.worker, |event| matches!(event, Event::NotClosed)) {
        front.state.take(event);
    }
    assert_eq!(front.state.question, Some(Question::CloseUnsaved));
    let effects = front.state.confirm();
    front.carry(effects);
    assert!(is_closing(&front));
}

#[test]
fn another_name_of_the_office_is_shown_at_once_and_goes_when_the_file_has_it_not() {
    let mut front = Front::new();
    let (before, revision) =
        (front.on_screen().report().office.name.clone(), front.on_screen().revision());
    let effects = front.state.rename_office("UBND phường Mới".to_owned());
    assert_eq!(front.on_screen().report().office.name, "UBND phường Mới", "what was typed stays");
    assert!(front.on_screen().revision() > revision, "the preview is drawn anew");
    // As it is called in the file, before anybody wrote the name.
    let file = front.state.file.clone().unwrap();
    front.state.take(Event::OfficeNamed(file.offices[0].office.clone()));
    assert_eq!(front.on_screen().report().office.name, before);
    front.carry(effects);
    front
        .settle_and(|_, event| assert!(!matches!(event, Event::Listed(_)), "nothing is read anew"));
    assert_eq!(front.on_screen().report().office.name, "UBND phường Mới");
    let mut listed = file;
    listed.offices[0].office.name = "UBND phường Mới".to_owned();
    for row in &mut listed.reports {
        row.office.name = "UBND phường Mới".to_owned();
    }
    assert_eq!(front.state.file, Some(listed), "the list says what the file says");
    assert_eq!(front.leave().1.office.name, "UBND phường Mới");
}

fn remembers(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Ask(Request::RememberPage { .. })))
}

#[test]
fn a_page_is_kept_only_while_nothing_else_may_be_on_its_way() {
    let mut front = Front::new();
    assert!(remembers(&front.state.open_page(Page::Look)));
    let undo = front.state.run(Command::Undo);
    assert!(front.state.is_replacing());
    assert!(!remembers(&front.state.open_page(Page::Letterhead)));
    let cell = |state: &mut State| state.remember_cell("figure:services.id_card.direct").is_some();
    assert!(!cell(&mut front.state));
    front.carry(undo);
    front.settle();
    assert!(cell(&mut front.state), "it is kept as soon as it may be");
}

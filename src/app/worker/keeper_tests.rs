//! What the worker does while nobody asks for anything, with a clock of the test's own.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Inbox;
use super::desk::Desk;
use super::keeper::Keeper;
use crate::app::backup::{comparison, folder};
use crate::app::message::{Event, Existing, KeepEvent, KeepRequest, Request};
use crate::app::open_report::{Attempt, Batch, Deed};
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::{Backup, Occasion};
use crate::app::session::Session;
use crate::app::session::session_tests::sample_with_may;
use crate::app::state::State;
use crate::exchange::report_v1;
use crate::report::change::Edit;
use crate::report::key::FigureKey;
use crate::report::period::PeriodKey;
use crate::report::value::Value;
use crate::store::{ReportId, Store};

const MINUTE: Duration = Duration::from_secs(60);

fn cards(number: i64) -> Edit {
    let key = FigureKey::parse("identity.cards").unwrap();
    Edit::figure(key, Some(Value::count(number)))
}

fn type_number(session: &mut Session, may: ReportId, number: i64) {
    session.save(may, &[cards(number)], Deed::Typed).unwrap();
}

fn told(inbox: &Inbox) -> Vec<KeepEvent> {
    let events = std::mem::take(&mut *inbox.events.lock().unwrap());
    let kept = events.into_iter().filter_map(|event| match event {
        Event::Keep(event) => Some(event),
        _ => None,
    });
    kept.collect()
}

fn occasions(data: &Path) -> Vec<Occasion> {
    folder::own(data).unwrap().into_iter().map(|backup: Backup| backup.occasion).collect()
}

/// What a plain copy of the file says of the number that is typed in these tests.
fn number_in_copy(data: &Path, may: ReportId) -> Value {
    let copy = data.with_file_name("copy.bc06");
    fs::copy(data, &copy).unwrap();
    let store = Store::open_read_only(&copy).unwrap();
    let number = store.load_report(may).unwrap().values
        [&FigureKey::parse("identity.cards").unwrap()]
        .clone();
    drop(store);
    fs::remove_file(copy).unwrap();
    number
}

#[test]
fn a_plain_copy_holds_what_was_saved_once_it_is_quiet() {
    let (_folder, mut session, may) = sample_with_may();
    let (mut keeper, inbox, now) = (Keeper::default(), Inbox::default(), Instant::now());
    type_number(&mut session, may, 84);
    let pause = keeper.pause(Some(&session), now).unwrap();
    assert!(pause <= Duration::from_secs(3), "{pause:?}");
    keeper.rest(&mut session, &inbox, now + pause);
    assert_eq!(number_in_copy(session.path(), may), Value::count(84));
}

#[test]
fn what_no_backup_holds_is_backed_up_after_a_quarter_of_an_hour_and_only_then() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    let (mut keeper, inbox, start) = (Keeper::default(), Inbox::default(), Instant::now());
    type_number(&mut session, may, 84);
    keeper.note(&session, start);
    keeper.rest(&mut session, &inbox, start + 14 * MINUTE);
    assert_eq!(occasions(&data), []);
    keeper.rest(&mut session, &inbox, start + 15 * MINUTE);
    keeper.wait(&inbox);
    assert_eq!(occasions(&data), [Occasion::Automatic]);
    for _ in 0..20 {
        // The file is read in full meanwhile.
        keeper.rest(&mut session, &inbox, start + 15 * MINUTE);
    }
    assert!(matches!(told(&inbox).as_slice(), [KeepEvent::BackedUp(_)]));
    // Nothing was changed since: nothing is to be done, however long it lasts.
    keeper.rest(&mut session, &inbox, start + 16 * MINUTE);
    let pause = keeper.pause(Some(&session), start + 16 * MINUTE);
    assert_eq!(pause, Some(Duration::from_secs(5)), "but to see whether the file is still there");
    keeper.rest(&mut session, &inbox, start + 200 * MINUTE);
    assert_eq!(occasions(&data).len(), 1);
    type_number(&mut session, may, 85);
    keeper.note(&session, start + 201 * MINUTE);
    keeper.rest(&mut session, &inbox, start + 217 * MINUTE);
    keeper.wait(&inbox);
    assert_eq!(occasions(&data).len(), 2);
}

#[test]
fn a_file_that_is_closed_has_a_backup_of_all_and_one_is_enough() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    type_number(&mut session, may, 84);
    let mut desk = Desk::new(Arc::default());
    desk.session = Some(session);
    desk.close();
    assert_eq!(occasions(&data), [Occasion::Closing]);
    // The next run finds that all is held already.
    desk.open_wished(data.clone(), &crate::app::password::Opener::Anyone).unwrap();
    desk.close();
    assert_eq!(occasions(&data).len(), 1);
}

#[test]
fn a_file_in_a_folder_that_is_copied_to_the_internet_is_told_with_the_way_out() {
    let (folder, session, _) = sample_with_may();
    let cloud = folder.path().join("OneDrive - UBND xã An Phú");
    fs::create_dir(&cloud).unwrap();
    let data = cloud.join("a.bc06");
    session.copy_whole(&data).unwrap();
    session.close().unwrap();
    let mut desk = Desk::new(Arc::default());
    desk.handle(Request::Open(data)).unwrap();
    let events = std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    let problem = events.iter().find_map(|event| match event {
        Event::Failed(problem) => Some(problem),
        _ => None,
    });
    let problem = problem.unwrap();
    assert!(problem.title.contains("OneDrive") && problem.about == About::Place, "{problem:?}");
    let local = folder.path().join("a-day.bc06");
    desk.handle(Request::Keep(KeepRequest::MoveTo(local.clone()))).unwrap();
    assert!(desk.session().unwrap().is_of(&local));
}

#[test]
fn much_at_once_is_backed_up_before() {
    let (folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    let mut report = session.load(may).unwrap().report;
    report.edit(cards(1));
    let path = folder.path().join("nhap.json");
    fs::write(&path, report_v1::write_report(&report)).unwrap();
    let mut desk = Desk::new(Arc::default());
    desk.session = Some(session);
    let import = Request::Import { path, existing: Existing::Replace, on_screen: None };
    desk.handle(import).unwrap();
    let keys = report.values.keys().take(30);
    let edits = keys.map(|key| Edit::figure(key.clone(), None)).collect();
    let batch = Batch {
        number: 1,
        edits,
        deed: Deed::Cleared,
        detail: String::new(),
        attempt: Attempt::First,
    };
    desk.handle(Request::Save { report: may, batch }).unwrap();
    desk.keeper.wait(&desk.inbox);
    // The one before the import is fresh enough for what is done a moment later.
    assert_eq!(occasions(&data), [Occasion::BeforeImport]);
    desk.keeper = Keeper::default();
    let after = first_operation(&mut desk, may);
    desk.handle(Request::Restore { report: may, after }).unwrap();
    desk.keeper.wait(&desk.inbox);
    assert_eq!(occasions(&data), [Occasion::BeforeBulk, Occasion::BeforeImport]);
    let before = Store::open_read_only(&folder::own(&data).unwrap()[1].path).unwrap();
    let held = before.load_report(may).unwrap();
    assert_ne!(held.values[&FigureKey::parse("identity.cards").unwrap()], Value::count(1));
}

fn first_operation(desk: &mut Desk, may: ReportId) -> crate::store::OperationId {
    desk.session().unwrap().history_steps(may).unwrap().last().unwrap().operation
}

#[test]
fn a_backup_that_cannot_be_made_is_told_and_all_else_goes_on() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    fs::write(crate::app::safekeeping::folder_of(&data), b"a file where the folder was to be")
        .unwrap();
    let (mut keeper, inbox, start) = (Keeper::default(), Inbox::default(), Instant::now());
    type_number(&mut session, may, 84);
    keeper.note(&session, start);
    for _ in 0..20 {
        // The file is read in full meanwhile.
        keeper.rest(&mut session, &inbox, start + MINUTE);
    }
    keeper.rest(&mut session, &inbox, start + 15 * MINUTE);
    assert!(matches!(told(&inbox).as_slice(), [KeepEvent::BackupFailed(_)]));
    // It is tried again after as long a time, though nobody asks for anything meanwhile.
    keeper.rest(&mut session, &inbox, start + 29 * MINUTE);
    assert!(told(&inbox).is_empty());
    assert!(keeper.pause(Some(&session), start + 29 * MINUTE).is_some());
    keeper.rest(&mut session, &inbox, start + 30 * MINUTE);
    assert!(matches!(told(&inbox).as_slice(), [KeepEvent::BackupFailed(_)]));
    type_number(&mut session, may, 85);
    keeper.close(&session, &inbox);
    session.close().unwrap();
}

#[test]
fn a_file_that_was_closed_without_a_backup_is_told_later() {
    let (folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    let other = folder.path().join("khac.bc06");
    session.copy_whole(&other).unwrap();
    let file = session.summary().unwrap();
    fs::write(crate::app::safekeeping::folder_of(&data), b"a file where the folder was to be")
        .unwrap();
    type_number(&mut session, may, 84);
    let mut desk = Desk::new(Arc::default());
    desk.session = Some(session);
    let mut state = State::default();
    state.take(Event::Opened { file, resume: None });
    assert_eq!(state.unbacked(&[]), None);
    // Another file is opened: the window is there to tell it.
    desk.handle(Request::Open(other)).unwrap();
    for event in std::mem::take(&mut *desk.inbox.events.lock().unwrap()) {
        state.take(event);
    }
    let told = state.shown_problem().unwrap();
    assert!(told.title.starts_with("Chưa sao lưu được: không tạo được thư mục"), "{told:?}");
    state.close_problem();
    assert_eq!(state.shown_problem(), None, "once");
    // The window is closed: the next start tells.
    desk.handle(Request::Open(data)).unwrap();
    let session = desk.session().unwrap();
    type_number(session, may, 85);
    std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    desk.handle(Request::Close).unwrap();
    let last = std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    let unbacked = state.unbacked(&last).unwrap();
    let told = Problem::closed_without_backup(&unbacked);
    assert!(
        told.title.starts_with("Lần trước, khi đóng chương trình, chưa sao lưu được: "),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn all_goes_on_in_another_file_when_the_open_one_is_gone() {
    let (folder, session, may) = sample_with_may();
    let data = session.path().to_owned();
    let mut desk = Desk::new(Arc::default());
    desk.session = Some(session);
    let save = |attempt, number| {
        let edits = vec![cards(number)];
        let batch = Batch { number: 1, edits, deed: Deed::Typed, detail: String::new(), attempt };
        Request::Save { report: may, batch }
    };
    desk.handle(save(Attempt::First, 1)).unwrap();
    fs::remove_file(&data).unwrap();
    desk.handle(save(Attempt::First, 2)).unwrap();
    let events = std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    let failed = |event: &Event| {
        matches!(event, Event::SaveFailed { problem, .. }
        if problem.title.contains("không còn ở chỗ cũ"))
    };
    assert!(
        matches!(events.as_slice(), [Event::Saved { .. }, second] if failed(second)),
        "{events:?}"
    );
    let other = folder.path().join("cho-khac.bc06");
    desk.handle(Request::Keep(KeepRequest::MoveTo(other.clone()))).unwrap();
    desk.handle(save(Attempt::Retry, 2)).unwrap();
    let events = std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    assert!(
        matches!(events.as_slice(), [Event::Keep(KeepEvent::MovedTo(_)), Event::Saved { .. }]),
        "{events:?}"
    );
    desk.close();
    let mut session = Session::open(&other).unwrap();
    let report = session.load(may).unwrap().report;
    assert_eq!(report.values[&FigureKey::parse("identity.cards").unwrap()], Value::count(2));
    assert!(session.verify().unwrap().is_whole());
    assert!(!data.exists(), "nothing comes back where the file was");
}

#[test]
fn what_another_program_changed_is_told_soon_after_the_file_is_opened() {
    let (_folder, session, _) = sample_with_may();
    let data = session.path().to_owned();
    session.close().unwrap();
    let other =
        "UPDATE figure_value SET count = count + 1 WHERE report_id = 3 AND count IS NOT NULL";
    crate::store::change_by_hand(&data, other);
    let mut session = Session::open(&data).unwrap();
    let (mut keeper, inbox) = (Keeper::default(), Inbox::default());
    // In parts: the file, then one report after the other.
    for _ in 0..20 {
        keeper.rest(&mut session, &inbox, Instant::now());
    }
    let told = told(&inbox);
    let [KeepEvent::Damaged(check)] = told.as_slice() else { panic!("{told:?}") };
    assert!(check.sentences[0].contains("lần lưu cuối là"), "{:?}", check.sentences);
    assert_eq!(check.mendable.reports.len(), 1);
    keeper.rest(&mut session, &inbox, Instant::now());
    assert!(super::keeper_tests::told(&inbox).is_empty(), "once is enough");
}

#[test]
fn what_is_found_is_counted_while_nobody_asks_for_anything() {
    let (_folder, mut session, may) = sample_with_may();
    let (mut keeper, inbox, now) = (Keeper::default(), Inbox::default(), Instant::now());
    let (office, form) = (session.report(may).unwrap().office, session.forms().unwrap().remove(0));
    let june = session.start_report(office, &form.id.key, PeriodKey::parse("2023-06").unwrap());
    let june = june.unwrap().id();
    let found = |session: &mut Session| -> Vec<Option<usize>> {
        let reports = session.summary().unwrap().reports;
        reports.into_iter().map(|row| row.found.map(|found| found.asking.all())).collect()
    };
    assert_eq!(found(&mut session), [None; 14], "nobody counted yet");
    let mut rest = |session: &mut Session| {
        for _ in 0..30 {
            keeper.rest(session, &inbox, now);
        }
        // Nothing is left to be hurried.
        assert!(keeper.pause(Some(session), now).unwrap() >= Duration::from_secs(2));
        let events = std::mem::take(&mut *inbox.events.lock().unwrap());
        let counted = events.into_iter().filter_map(|event| match event {
            Event::Counted(row) => Some((row.id, row.found.unwrap().asking)),
            _ => None,
        });
        counted.collect::<Vec<_>>()
    };
    assert_eq!(rest(&mut session).len(), 14);
    let first = found(&mut session);
    let of_may = first[12].unwrap();
    assert!(first.iter().all(Option::is_some) && of_may > 0, "{first:?}");

    // What June says is found beside May: a number of May makes both uncertain, and none before.
    type_number(&mut session, may, 1);
    let told = found(&mut session);
    assert_eq!((&told[..12], &told[12..]), (&first[..12], &[None, None][..]));
    let counted: Vec<ReportId> = rest(&mut session).into_iter().map(|(id, _)| id).collect();
    assert_eq!(counted, [june, may], "the latest first");
    assert!(found(&mut session).iter().all(Option::is_some));

    let mut settings = (*session.checks_of(may).unwrap()).clone();
    settings.words.insert("iGate".to_owned());
    session.set_checks(may, &settings).unwrap();
    assert_eq!(found(&mut session), [None; 14], "it is checked in another way");
    assert_eq!(rest(&mut session).len(), 14);
    // The list that is asked for behind a report that was changed waits for its count.
    type_number(&mut session, may, 3);
    session.recount_at_hand().unwrap();
    assert!(found(&mut session)[12].is_some());
    assert!(session.verify().unwrap().is_whole() && session.verify().unwrap().notes.is_empty());
}

#[test]
fn a_backup_that_became_damaged_since_is_told_and_made_anew() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    type_number(&mut session, may, 84);
    let made = session.back_up(Occasion::Manual, None).unwrap().backup.path;
    let mut bytes = fs::read(&made).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8].fill(0x55);
    fs::write(&made, bytes).unwrap();
    let (mut keeper, inbox, start) = (Keeper::default(), Inbox::default(), Instant::now());
    keeper.note(&session, start);
    keeper.rest(&mut session, &inbox, start);
    let said = told(&inbox);
    assert!(matches!(said.first(), Some(KeepEvent::BackupFailed(_))), "{said:?}");
    keeper.wait(&inbox);
    assert_eq!(occasions(&data), [Occasion::Automatic, Occasion::Manual]);
    assert!(comparison::contents(&made, &session.reports().unwrap(), None).is_err());
    // A later run finds the new one whole, and makes no other when it closes.
    let mut later = Keeper::default();
    later.close(&session, &inbox);
    assert_eq!(occasions(&data).len(), 2);
}

#[test]
fn a_file_that_is_deleted_while_nobody_types_is_told_once() {
    let (_folder, mut session, _) = sample_with_may();
    let (mut keeper, inbox, now) = (Keeper::default(), Inbox::default(), Instant::now());
    keeper.rest(&mut session, &inbox, now);
    fs::rename(session.path(), session.path().with_extension("away")).unwrap();
    for _ in 0..2 {
        let pause = keeper.pause(Some(&session), now).unwrap();
        assert!(pause <= Duration::from_secs(5), "{pause:?}");
        keeper.rest(&mut session, &inbox, now);
    }
    let events = std::mem::take(&mut *inbox.events.lock().unwrap());
    let gone = events.iter().filter(
        |event| matches!(event, Event::Failed(problem) if problem.about == About::FileGone),
    );
    assert_eq!(gone.count(), 1, "{events:?}");
    // What only the open file holds any more is in a copy that was read in full.
    keeper.wait(&inbox);
    assert_eq!(occasions(session.path()), [Occasion::FileGone]);
    let copy = folder::own(session.path()).unwrap().remove(0);
    let copied = Store::open_read_only(&copy.path).unwrap();
    assert_eq!(copied.reports().unwrap().len(), session.reports().unwrap().len());
}

#[test]
fn a_file_that_is_only_seen_is_read_in_full_too() {
    let (_folder, session, _) = sample_with_may();
    let data = session.path().to_owned();
    session.close().unwrap();
    crate::store::change_by_hand(&data, "UPDATE office SET name = 'Khác'");
    let mut session = Session::look(&data, &crate::app::password::Opener::Anyone).unwrap();
    let (mut keeper, inbox) = (Keeper::default(), Inbox::default());
    while keeper.pause(Some(&session), Instant::now()).is_some() {
        keeper.rest(&mut session, &inbox, Instant::now());
    }
    let told = told(&inbox);
    assert!(matches!(told.as_slice(), [KeepEvent::Damaged(_)]), "{told:?}");
}

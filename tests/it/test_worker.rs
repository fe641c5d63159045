//! The protocol of failed saves, asked of the real worker on a real file: what was typed is on the
//! disk or comes back, in the order in which it was typed, and nothing that shows another state of
//! the file is done while something has not reached it.

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::message::{
    Event, Existing, LogAnswer, LogQuery, NewFile, Request, SendEvent, SendRequest, Twin,
};
use baocao06::app::open_report::Attempt;
use baocao06::app::problem::Problem;
use baocao06::app::session::Session;
use baocao06::app::worker::Worker;
use baocao06::report::collecting::FormWay;
use baocao06::report::key::{AgencyKey, OfficeCode};
use baocao06::report::office::Office;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::ReportId;

use super::support::key;
use super::worker_support::*;

fn values(file: &DataFile) -> (Value, Value) {
    let may = file.may_on_disk();
    (may.value(&key(DIRECT)).clone(), may.value(&key(ONLINE)).clone())
}

fn sample_values() -> (Value, Value) {
    (Value::count(1_317), Value::count(305))
}

/// Brings the worker to where a batch of `DIRECT` = 1 has failed.
fn after_a_failure(file: &DataFile) -> Worker {
    let worker = file.worker();
    worker.ask(save(file.may, 1, Attempt::First, vec![typed(DIRECT, 1), refused()]));
    assert_eq!(saves(&answers(&worker, file.may)), [(1, false)]);
    worker
}

fn retry(worker: &Worker, report: ReportId) {
    worker.ask(save(report, 2, Attempt::Retry, vec![typed(DIRECT, 1)]));
    assert_eq!(saves(&answers(worker, report)), [(2, true)]);
}

#[test]
fn a_batch_that_fails_comes_back_and_leaves_nothing_in_the_file() {
    let file = DataFile::new();
    let num_steps = file.num_steps();
    let worker = file.worker();
    worker.ask(save(
        file.may,
        7,
        Attempt::First,
        vec![typed(DIRECT, 1), refused(), typed(ONLINE, 2)],
    ));
    let told = answers(&worker, file.may);
    let failed = told.iter().find_map(|event| match event {
        Event::SaveFailed { report, batch, problem } => Some((*report, *batch, problem)),
        _ => None,
    });
    let (report, batch, problem) = failed.unwrap();
    assert_eq!((report, batch), (file.may, 7));
    assert!(problem.is_about_saving(), "{problem:?}");
    assert!(problem.kept.contains("vẫn còn trên màn hình"), "{problem:?}");
    assert_eq!(saves(&told), [(7, false)], "one answer and no other");
    drop(worker);
    assert_eq!(values(&file), sample_values());
    assert_eq!(file.num_steps(), num_steps);
}

#[test]
fn a_save_that_is_told_is_in_the_file_with_all_its_fields() {
    let file = DataFile::new();
    let num_steps = file.num_steps();
    let worker = file.worker();
    worker.ask(save(file.may, 1, Attempt::First, vec![typed(DIRECT, 1), typed(ONLINE, 2)]));
    assert_eq!(saves(&answers(&worker, file.may)), [(1, true)]);
    drop(worker);
    assert_eq!(values(&file), (Value::count(1), Value::count(2)));
    assert_eq!(file.num_steps(), num_steps + 1);
}

/// A later batch must not be written behind a hole: the file would say what never stood on screen.
#[test]
fn a_first_attempt_behind_a_failure_is_refused_although_the_file_would_take_it() {
    let file = DataFile::new();
    let num_steps = file.num_steps();
    let worker = after_a_failure(&file);
    worker.ask(save(file.may, 2, Attempt::First, vec![typed(ONLINE, 2)]));
    worker.ask(save(file.may, 3, Attempt::First, vec![typed(ONLINE, 3)]));
    assert_eq!(saves(&answers(&worker, file.may)), [(2, false), (3, false)]);
    drop(worker);
    assert_eq!(values(&file), sample_values());
    assert_eq!(file.num_steps(), num_steps);
}

#[test]
fn a_retry_with_all_that_failed_is_taken_and_opens_the_way_for_first_attempts() {
    let file = DataFile::new();
    let worker = after_a_failure(&file);
    worker.ask(save(file.may, 2, Attempt::First, vec![typed(ONLINE, 2)]));
    worker.ask(save(file.may, 3, Attempt::Retry, vec![typed(DIRECT, 1), typed(ONLINE, 2)]));
    worker.ask(save(file.may, 4, Attempt::First, vec![typed(ONLINE, 3)]));
    let told = answers(&worker, file.may);
    assert_eq!(saves(&told), [(2, false), (3, true), (4, true)]);
    drop(worker);
    assert_eq!(values(&file), (Value::count(1), Value::count(3)));
}

#[test]
fn a_retry_that_fails_again_changes_nothing() {
    let file = DataFile::new();
    let worker = after_a_failure(&file);
    worker.ask(save(file.may, 2, Attempt::Retry, vec![typed(DIRECT, 1), refused()]));
    worker.ask(save(file.may, 3, Attempt::First, vec![typed(ONLINE, 2)]));
    worker.ask(save(file.may, 4, Attempt::Retry, vec![typed(DIRECT, 1), typed(ONLINE, 2)]));
    assert_eq!(saves(&answers(&worker, file.may)), [(2, false), (3, false), (4, true)]);
    drop(worker);
    assert_eq!(values(&file), (Value::count(1), Value::count(2)));
}

/// The window asks on while the answer about the first batch is still on its way.
#[test]
fn batches_under_way_behind_the_one_that_fails_all_come_back() {
    let file = DataFile::new();
    let num_steps = file.num_steps();
    let worker = file.worker();
    worker.ask(save(file.may, 1, Attempt::First, vec![typed(DIRECT, 10)]));
    worker.ask(save(file.may, 2, Attempt::First, vec![refused(), typed(DIRECT, 20)]));
    for number in 3..8 {
        worker.ask(save(file.may, number, Attempt::First, vec![typed(ONLINE, 30)]));
    }
    let told = saves(&answers(&worker, file.may));
    let back = (2..8).map(|number| (number, false));
    assert_eq!(told, [(1, true)].into_iter().chain(back).collect::<Vec<_>>());
    drop(worker);
    assert_eq!(values(&file), (Value::count(10), Value::count(305)));
    assert_eq!(file.num_steps(), num_steps + 1);
}

/// What is asked, and how its answer is known.
type Job = (Request, fn(&Event) -> bool);

/// Everything that shows, or hands out, another state than the one on screen. They can be done one
/// after another; the last ones leave the file.
fn jobs(file: &DataFile) -> Vec<Job> {
    let report = file.may;
    let agency = AgencyKey::parse("police").unwrap();
    let office =
        Office { code: OfficeCode::parse("khac").unwrap(), name: "Đơn vị khác".to_owned() };
    let first = PeriodKey::parse("2024-01").unwrap();
    let next = PeriodKey::parse("2023-06").unwrap();
    let json = |path| Request::Export { report, format: ExportFormat::Json, path };
    let start = |period| {
        let (office, form) =
            (super::support::may().office, super::support::template().id().key.clone());
        Request::StartReport { office, form, period, identity: None }
    };
    let form = file.beside("phieu.xlsx");
    let way = FormWay::Exported;
    let exported = file.beside("xuat.json");
    let import =
        |existing| Request::Import { path: exported.clone(), existing, on_screen: Some(report) };
    vec![
        (Request::Undo(report), |event| matches!(event, Event::Changed(_))),
        (Request::Redo(report), |event| matches!(event, Event::Changed(_))),
        (Request::Restore { report, after: first_operation(file) }, |event| {
            matches!(event, Event::Changed(_))
        }),
        (Request::Load(report), |event| matches!(event, Event::Loaded { .. })),
        (json(exported.clone()), |event| matches!(event, Event::Exported(_))),
        (Request::Send(SendRequest::Form { report, agency, path: form.clone(), way }), |event| {
            matches!(event, Event::Send(SendEvent::Form { .. }))
        }),
        (Request::ReadForm { report, path: form }, |event| matches!(event, Event::FormRead { .. })),
        (import(Existing::Ask), |event| matches!(event, Event::ImportExists { .. })),
        (import(Existing::Replace), |event| matches!(event, Event::Changed(_))),
        (start(next), |event| matches!(event, Event::Loaded { .. })),
        (Request::CreateSample(file.beside("mau-khac.bc06")), |event| {
            matches!(event, Event::Opened { .. })
        }),
        (
            Request::CreateFile(Box::new(NewFile {
                path: file.beside("moi.bc06"),
                office,
                identity: None,
                first,
                password: None,
                twin: Twin::Make,
            })),
            |event| matches!(event, Event::Opened { .. }),
        ),
        (Request::Open(file.path.clone()), |event| matches!(event, Event::Opened { .. })),
    ]
}

/// The operation that brought May into the file.
fn first_operation(file: &DataFile) -> baocao06::store::OperationId {
    let worker = file.worker();
    worker.ask(Request::Log(LogQuery::History(file.may)));
    let told = until(&worker, |event| matches!(event, Event::LogTold(LogAnswer::History { .. })));
    let steps = told.into_iter().find_map(|event| match event {
        Event::LogTold(LogAnswer::History { steps, .. }) => Some(steps),
        _ => None,
    });
    steps.unwrap().last().unwrap().operation
}

#[test]
fn what_shows_another_state_waits_until_everything_is_on_the_disk() {
    let file = DataFile::new();
    let refused = jobs(&file);
    let taken = jobs(&file);
    let worker = after_a_failure(&file);
    for (request, _) in refused {
        let name = format!("{request:?}");
        let replaces = request.replaces_state();
        worker.ask(request);
        let told = answers(&worker, file.may);
        let [Event::Failed(problem), rest @ ..] = &*told else { panic!("{name}: {told:?}") };
        assert_eq!(*problem, Problem::unsaved_first(), "{name}");
        // The window must not wait for a month that does not come.
        assert_eq!(matches!(rest, [Event::Replaced]), replaces, "{name}: {rest:?}");
        assert_eq!(rest.len(), usize::from(replaces), "{name}: {rest:?}");
    }
    let in_folder = std::fs::read_dir(file.path.parent().unwrap()).unwrap();
    let names = in_folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // What is there already: the file, its log, and the backup that was made when the file was closed.
    let is_known = |name: &String| name.starts_with("mau.bc06") || name == "mau-sao-luu";
    let written: Vec<_> = names.filter(|name| !is_known(name)).collect();
    assert!(written.is_empty(), "{written:?}");

    retry(&worker, file.may);
    for (request, is_done) in taken {
        let name = format!("{request:?}");
        worker.ask(request);
        let told = until(&worker, |event| is_done(event) || matches!(event, Event::Failed(_)));
        assert!(told.iter().any(is_done), "{name}: {told:?}");
    }
}

/// They show nothing of another state, and some of them are what helps.
#[test]
fn the_rest_is_done_although_something_is_not_on_the_disk() {
    let file = DataFile::new();
    let worker = after_a_failure(&file);
    let report = file.may;
    let on_screen = Box::new(super::support::may());
    let rest: [Job; 5] = [
        (Request::Rescue { report: on_screen, path: file.beside("cuu.json") }, |event| {
            matches!(event, Event::Exported(_))
        }),
        (Request::Log(LogQuery::History(report)), |event| {
            matches!(event, Event::LogTold(LogAnswer::History { .. }))
        }),
        (Request::List, |event| matches!(event, Event::Listed(_))),
        (Request::RenameOffice { report, name: "Tên mới".to_owned() }, |event| {
            matches!(event, Event::Said(_))
        }),
        (Request::ExportSkeleton { report, path: file.beside("khung.docx") }, |event| {
            matches!(event, Event::Written(_))
        }),
    ];
    for (request, is_done) in rest {
        let name = format!("{request:?}");
        worker.ask(request);
        let told = answers(&worker, report);
        assert!(told.iter().any(is_done), "{name}: {told:?}");
        assert!(!told.iter().any(|event| matches!(event, Event::Failed(_))), "{name}: {told:?}");
    }
    // None of it counts as the retry.
    worker.ask(save(report, 2, Attempt::First, vec![typed(ONLINE, 2)]));
    assert_eq!(saves(&answers(&worker, report)), [(2, false)]);
    retry(&worker, report);
}

#[test]
fn closing_asks_after_a_failure_and_the_file_stays_open_for_another_try() {
    let file = DataFile::new();
    let worker = after_a_failure(&file);
    worker.ask(Request::Close);
    let told = answers(&worker, file.may);
    assert!(matches!(&*told, [Event::NotClosed, Event::Replaced]), "{told:?}");
    retry(&worker, file.may);
    worker.ask(Request::Close);
    let told = until(&worker, |event| matches!(event, Event::Closed));
    assert!(matches!(told.first(), Some(Event::Closed)), "{told:?}");
    // It is closed in truth: somebody else can open it while the worker still stands.
    assert_eq!(values(&file), (Value::count(1), Value::count(305)));
}

#[test]
fn closing_after_a_save_closes() {
    let file = DataFile::new();
    let worker = file.worker();
    worker.ask(save(file.may, 1, Attempt::First, vec![typed(DIRECT, 1)]));
    worker.ask(Request::Close);
    let told = until(&worker, |event| matches!(event, Event::Closed));
    assert_eq!(saves(&told), [(1, true)]);
    assert!(!told.iter().any(|event| matches!(event, Event::NotClosed)), "{told:?}");
}

/// The window goes away while much is under way: the worker does all of it first.
#[test]
fn everything_asked_is_done_before_the_worker_goes() {
    let file = DataFile::new();
    let worker = file.worker();
    for number in 1..=40 {
        let edit = typed(DIRECT, i64::try_from(number).unwrap());
        worker.ask(save(file.may, number, Attempt::First, vec![edit]));
    }
    drop(worker);
    assert_eq!(values(&file).0, Value::count(40));
}

#[test]
fn a_page_of_a_report_of_another_file_is_forgotten_without_a_word() {
    let file = DataFile::new();
    let other = file.beside("khac.bc06");
    let office = Office { code: OfficeCode::parse("xa-c").unwrap(), name: "UBND xã C".to_owned() };
    let mut session = Session::create(&other).unwrap();
    let its_own = session.start_office(office, PeriodKey::parse("2023-05").unwrap()).unwrap();
    session.close().unwrap();
    let report = file.may_on_disk().key();

    let worker = file.worker();
    worker.ask(Request::Open(other.clone()));
    worker.ask(Request::RememberPage { report, page: "services".to_owned() });
    let told = answers(&worker, its_own);
    assert!(told.iter().any(|event| matches!(event, Event::Opened { .. })), "{told:?}");
    assert!(!told.iter().any(|event| matches!(event, Event::Failed(_))), "{told:?}");
    drop(worker);
    assert_eq!(last_page(&other), None);
    assert!(last_page(&file.path).is_some());
}

fn last_page(path: &std::path::Path) -> Option<String> {
    let session = Session::open(path).unwrap();
    let page = session.last_page().unwrap().map(|(_, page)| page);
    session.close().unwrap();
    page
}

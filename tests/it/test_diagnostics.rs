//! The diagnostics and the log tell counts and kinds: a figure, a name, a text and a place that stand in the data
//! file, in its path and in whatever is refused are in neither of them.
//!
//! The test starts itself again as a child: the log holds for a whole process.

use std::fs;
use std::path::Path;
use std::process::Command;

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::message::{
    Event, Existing, KeepEvent, KeepRequest, OfficeWish, Purpose, Request,
};
use baocao06::app::open_report::Attempt;
use baocao06::app::platform::log;
use baocao06::app::platform::system::ScreenFacts;
use baocao06::app::session::Session;
use baocao06::app::worker::{First, Worker};
use baocao06::exchange::report_v1;
use baocao06::report::change::Edit;
use egui_kittest::kittest::Queryable as _;

use super::marks::{MARKS, quoted};
use super::program::program;
use super::scenes::click;
use super::support::{asked, has_adapter, may, may_window, tell};
use super::worker_support::{DIRECT, PATIENCE, save, typed, until};

const HOME: &str = "BAOCAO06_DIAGNOSTICS_TEST_HOME";
const BEGIN: &str = "--- begin";
const END: &str = "--- end";

/// A data file whose path, office, figures and texts are marked.
fn marked_file(folder: &Path) -> std::path::PathBuf {
    let path = folder.join(format!("{}.bc06", MARKS[2]));
    let mut session = Session::create(&path).unwrap();
    let mut report = may();
    report.office.name = MARKS[2].to_owned();
    let id = session.start_office(report.office, report.header.period.key).unwrap();
    session.close().unwrap();
    let worker = Worker::start(First::Named(path.clone())).unwrap();
    let text = may().texts.into_keys().next().unwrap();
    let edits = vec![typed(DIRECT, 735_194), Edit::text(text, Some(MARKS[3].to_owned()))];
    worker.ask(save(id, 1, Attempt::First, edits));
    worker.ask(Request::RenameOffice { report: id, name: MARKS[2].to_owned() });
    let told =
        until(&worker, |event| matches!(event, Event::Saved { .. } | Event::SaveFailed { .. }));
    assert!(told.iter().any(|event| matches!(event, Event::Saved { .. })), "{told:?}");
    path
}

#[expect(clippy::disallowed_methods, reason = "what another program does to the file")]
fn change_by_hand(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
}

/// Everything that is told until the diagnostics are.
fn until_diagnosed(worker: &Worker) -> Vec<Event> {
    let began = std::time::Instant::now();
    let mut told = Vec::new();
    while !told.iter().any(|event| matches!(event, Event::Keep(KeepEvent::Diagnosed(_)))) {
        assert!(began.elapsed() < PATIENCE, "{told:?}");
        told.extend(worker.events());
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    told
}

/// Does nothing unless the parent below started it.
#[test]
fn child_is_refused_much_and_is_diagnosed() {
    let Some(home) = std::env::var_os(HOME) else {
        return;
    };
    let guard = log::start().unwrap();
    let home = Path::new(&home);
    let path = marked_file(home);
    let marked = |extension: &str| home.join(format!("{} 2.{extension}", MARKS[2]));
    // Whatever can be refused with something marked in it.
    let json = report_v1::write_report(&may());
    fs::write(marked("json"), json.replacen("880", "\"735.194 câu văn không ai được đọc\"", 1))
        .unwrap();
    fs::write(marked("bc06"), MARKS.concat()).unwrap();
    fs::write(marked("docx"), MARKS.concat()).unwrap();
    // What another program writes is found by the check, as counts.
    change_by_hand(&path, "UPDATE office SET name = name || ' 735194'");

    let worker = Worker::start(First::Named(path)).unwrap();
    let told = until(&worker, |event| matches!(event, Event::Opened { .. }));
    let report = told.iter().find_map(|event| match event {
        Event::Opened { file, .. } => Some(file.reports[0].id),
        _ => None,
    });
    let report = report.unwrap();
    let nowhere = home.join(MARKS[2]).join(format!("{}.docx", MARKS[3]));
    let requests = [
        Request::Import { path: marked("json"), existing: Existing::Ask, on_screen: None },
        Request::Import { path: marked("docx"), existing: Existing::Ask, on_screen: None },
        Request::Open(marked("bc06")),
        Request::Open(marked("không có")),
        Request::TakeSkeleton { report, path: marked("docx") },
        Request::ReadForm { report, path: marked("docx") },
        Request::Export { report, format: ExportFormat::Docx, path: nowhere.clone() },
        Request::PlaceOffice(OfficeWish::Add(String::new())),
        Request::Keep(KeepRequest::TryOut(marked("bc06"))),
        Request::Keep(KeepRequest::Compare(nowhere.clone())),
        Request::Keep(KeepRequest::BackUp(Some(nowhere))),
    ];
    requests.into_iter().for_each(|request| worker.ask(request));
    worker.ask(Request::Keep(KeepRequest::Diagnose(ScreenFacts::default())));
    let told = until_diagnosed(&worker);
    let refused = told.iter().filter(|event| matches!(event, Event::Failed(_))).count();
    assert!(refused >= 8, "{refused} refused: {told:?}");
    let text = told.iter().find_map(|event| match event {
        Event::Keep(KeepEvent::Diagnosed(text)) => Some(text),
        _ => None,
    });
    println!("{BEGIN}\n{}\n{END}", text.unwrap());
    drop(worker);
    drop(guard);
}

#[test]
fn nothing_that_an_office_writes_is_in_the_diagnostics_or_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "test_diagnostics::child_is_refused_much_and_is_diagnosed",
            "--nocapture",
        ])
        .env(HOME, home)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("USER", "nguyen.van.an")
        .env("HOSTNAME", "may-van-phong-7")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let text = said.split_once(BEGIN).unwrap().1.split_once(END).unwrap().0;
    let log: String = fs::read_dir(home.join("baocao06/nhat-ky"))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(log.lines().count() >= 6, "{log}");
    for told in [text, log.as_str()] {
        assert_eq!(quoted(told), Vec::<&str>::new(), "{told}");
        for name in [home.to_str().unwrap(), "nguyen.van.an", "may-van-phong-7"] {
            assert!(!told.contains(name), "{name} in {told}");
        }
    }
    // What is wanted is there.
    for wanted in [
        "phiên bản: ",
        "SQLite: 3.",
        "số báo cáo: 1; số đơn vị: 1",
        "số bản: ",
        "de_an_06_thang phiên bản 1",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(text.contains("đơn vị, mẫu hoặc cách trình bày khác nhật ký: 1"), "{text}");
    assert!(text.contains("WARN baocao06::app::problem::reasons"), "{text}");
}

#[test]
fn the_command_prints_or_writes_it_whatever_becomes_of_the_data_file() {
    let folder = tempfile::tempdir().unwrap();
    let (data, to) = (folder.path().join("x.bc06"), folder.path().join("ra.txt"));
    let run = |arguments: &[&str]| {
        let output =
            program().arg("diagnostics").arg("--data").arg(&data).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&[]).contains("chưa mở tệp nào"));
    fs::write(&data, "không phải").unwrap();
    let told = run(&["--to", to.to_str().unwrap()]);
    assert!(told.starts_with("Đã ghi tệp chẩn đoán"), "{told}");
    assert!(fs::read_to_string(&to).unwrap().contains("không mở được: hỏng"));
}

#[test]
fn the_window_shows_all_of_it_before_it_is_saved() {
    let mut harness = may_window();
    click(&mut harness, "Trợ giúp");
    click(&mut harness, "Tệp chẩn đoán cho bộ phận hỗ trợ…");
    let requests = asked(&mut harness);
    let is_asked = |request: &Request| matches!(request, Request::Keep(KeepRequest::Diagnose(_)));
    assert!(requests.iter().any(is_asked), "{requests:?}");
    let text = "Báo cáo 06: tệp chẩn đoán cho bộ phận hỗ trợ\n\nChương trình\n  phiên bản: 0.1.0";
    tell(&mut harness, Event::Keep(KeepEvent::Diagnosed(text.to_owned())));
    assert!(harness.query_by_label("  phiên bản: 0.1.0").is_some());
    if has_adapter() {
        harness
            .render()
            .unwrap()
            .save(concat!(env!("CARGO_TARGET_TMPDIR"), "/diagnostics.png"))
            .unwrap();
    }
    click(&mut harness, "Lưu…");
    let window = harness.state_mut().as_mut().unwrap();
    let dialogs = std::mem::take(&mut window.outside().dialogs);
    let [purpose @ Purpose::Diagnostics { file_name }] = dialogs.as_slice() else {
        panic!("{dialogs:?}")
    };
    assert!(file_name.starts_with("chan-doan-bao-cao-06-") && file_name.ends_with(".txt"));
    let chosen = Event::Chosen { purpose: purpose.clone(), path: Some("ra".into()) };
    tell(&mut harness, chosen);
    let requests = asked(&mut harness);
    let [Request::Keep(KeepRequest::WriteDiagnostics { text: written, path })] =
        requests.as_slice()
    else {
        panic!("{requests:?}")
    };
    assert_eq!((written.as_str(), path.to_str().unwrap()), (text, "ra.txt"));
}

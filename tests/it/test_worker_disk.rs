//! The worker on a disk that takes no byte more, for real: the system refuses the writes themselves.
//!
//! The test starts itself again as a child, because such a limit is one of a whole process.

use std::path::PathBuf;
use std::process::Command;

use baocao06::app::message::{Event, Request};
use baocao06::app::open_report::Attempt;
use baocao06::app::worker::{First, Worker};
use baocao06::report::value::Value;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::support::key;
use super::worker_support::*;

const FILE: &str = "BAOCAO06_FULL_DISK_TEST_FILE";

/// No file may grow from here on, or as far as it could before.
fn limit_files(to: Option<u64>) {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current: to.or(maximum), maximum }).unwrap();
}

/// Does nothing unless the parent below started it.
#[test]
fn child_saves_on_a_full_disk() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let worker = Worker::start(First::Named(path)).unwrap();
    let told = until(&worker, |event| matches!(event, Event::Opened { .. }));
    let may = told.into_iter().find_map(|event| match event {
        Event::Opened { resume: Some((may, _)), .. } => Some(may),
        _ => None,
    });
    let may = may.unwrap();
    limit_files(Some(0));
    worker.ask(save(may, 1, Attempt::First, vec![typed(DIRECT, 1)]));
    worker.ask(save(may, 2, Attempt::First, vec![typed(ONLINE, 2)]));
    worker.ask(save(may, 3, Attempt::Retry, vec![typed(DIRECT, 1), typed(ONLINE, 2)]));
    let told = answers(&worker, may);
    worker.ask(Request::RenameOffice { report: may, name: "Tên mới".to_owned() });
    let renamed = answers(&worker, may);
    limit_files(None);
    assert_eq!(saves(&told), [(1, false), (2, false), (3, false)]);
    let before = super::support::may().office;
    assert!(
        matches!(&*renamed, [Event::OfficeNamed(office), Event::Failed(_)] if *office == before),
        "the window hears what it is called in the file: {renamed:?}"
    );
    worker.ask(save(may, 4, Attempt::First, vec![typed(ONLINE, 3)]));
    worker.ask(save(may, 5, Attempt::Retry, vec![typed(DIRECT, 1), typed(ONLINE, 3)]));
    assert_eq!(saves(&answers(&worker, may)), [(4, false), (5, true)]);
}

#[test]
fn a_full_disk_loses_nothing_and_is_made_good_when_there_is_room_again() {
    let file = DataFile::new();
    // A process that writes beyond its limit is killed unless it asked not to be.
    let child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "test_worker_disk::child_saves_on_a_full_disk", "--nocapture"])
        .env(FILE, &file.path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{said}\n{}", String::from_utf8_lossy(&child.stderr));
    assert!(said.contains("1 passed"), "{said}");
    let may = file.may_on_disk();
    assert_eq!(may.value(&key(DIRECT)), &Value::count(1));
    assert_eq!(may.value(&key(ONLINE)), &Value::count(3));
}

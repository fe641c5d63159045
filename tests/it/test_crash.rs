//! Reports of crashes: a panic on any thread leaves one, and neither it nor the log quotes what was being typed.
//!
//! The test starts itself again as a child that panics: how panics are reported holds for a whole process.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use baocao06::app::platform::{crash, log};

use super::marks::{MARKS, quoted};

const HOME: &str = "BAOCAO06_CRASH_TEST_HOME";

/// Does nothing unless the parent below started it.
#[test]
fn child_panics_with_words_that_quote() {
    if std::env::var_os(HOME).is_none() {
        return;
    }
    crash::report_panics();
    let guard = log::start().unwrap();
    let panics: [fn(); 4] = [
        || panic!("{}", MARKS.join(" ")),
        || std::hint::black_box(Err::<(), _>(MARKS)).unwrap(),
        || assert_eq!(MARKS.concat(), ""),
        || {
            let text = std::hint::black_box(MARKS.concat());
            println!("{}", &text[..text.len() + 1]);
        },
    ];
    for panic in panics {
        let thread = std::thread::Builder::new().name("data file".to_owned());
        assert!(thread.spawn(panic).unwrap().join().is_err());
    }
    let told = crash::take_untold().unwrap();
    assert!(told.report.is_file());
    drop(guard);
}

#[test]
fn a_crash_leaves_a_report_that_says_where_and_quotes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "test_crash::child_panics_with_words_that_quote", "--nocapture"])
        .env(HOME, home.path())
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = home.path().join("baocao06/nhat-ky");
    let files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let texts: Vec<String> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for text in &texts {
        assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
    }
    let reports = texts.iter().filter(|text| text.contains("báo cáo sự cố"));
    let reports: Vec<&String> = reports.collect();
    assert_eq!(reports.len(), 4);
    for report in &reports {
        assert!(report.contains("nơi: tests/it/test_crash.rs:"), "{report}");
        assert!(report.contains("luồng: data file"), "{report}");
    }
    assert!(reports.iter().any(|report| report.contains("`Result::unwrap()` on an `Err` value\n")));
    assert!(!texts.concat().contains(home.path().to_str().unwrap()));
}

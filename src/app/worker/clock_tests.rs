//! Clocks that stand anywhere and jump while the program runs: nothing of it depends on them but what is told.

use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};

use super::Inbox;
use super::keeper::Keeper;
use crate::app::backup::{folder, restoring};
use crate::app::files::export_format::ExportFormat;
use crate::app::platform::clock;
use crate::app::safekeeping::{Occasion, folder_of};
use crate::app::session::Session;
use crate::app::session::session_tests::sample_with_may;
use crate::report::change::Edit;
use crate::report::deed::Deed;
use crate::report::key::FigureKey;
use crate::report::value::Value;
use crate::store::ReportId;

fn at(year: i32, month: u32, day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(23, 59, 59).unwrap()
}

/// Set back and forward by years, before 1970, beyond all calendars, leap days and ends of years.
fn clocks() -> [NaiveDateTime; 12] {
    [
        at(2026, 11, 30),
        at(1969, 12, 31),
        at(2026, 12, 31),
        at(0, 1, 1),
        at(2027, 1, 1),
        at(120_000, 5, 5),
        at(2024, 2, 29),
        at(-44, 3, 15),
        at(2023, 12, 31),
        at(9999, 12, 31),
        at(1900, 2, 28),
        at(2026, 11, 30),
    ]
}

fn cards(session: &mut Session, may: ReportId, number: i64) {
    let key = FigureKey::parse("identity.cards").unwrap();
    let edit = Edit::figure(key, Some(Value::count(number)));
    session.save(may, &[edit], Deed::Typed).unwrap();
}

/// All of May with the year so far, as other programs read it.
fn csv(session: &mut Session, may: ReportId) -> Vec<u8> {
    let out = session.path().with_file_name("may.csv");
    session.export(may, ExportFormat::Csv, &out).unwrap();
    std::fs::read(out).unwrap()
}

#[test]
fn saves_lists_cumulatives_and_backups_do_not_depend_on_the_clock() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    let keys = |session: &mut Session| -> Vec<String> {
        let reports = session.summary().unwrap().reports;
        reports.iter().map(|report| report.key().to_string()).collect()
    };
    cards(&mut session, may, 7);
    let (rows, sums) = (keys(&mut session), csv(&mut session, may));
    for (number, time) in (1..).zip(clocks()) {
        clock::testing::set(time);
        cards(&mut session, may, 100 + number);
        let checked = session.back_up(Occasion::Manual, None).unwrap();
        let listed = folder::own(&data).unwrap();
        assert_eq!(listed[0].path, checked.backup.path, "the newest is the one made last, {time}");
        assert_eq!(listed[0].sequence, u64::try_from(number).unwrap());
        assert!(listed.len() >= usize::try_from(number).unwrap().min(3), "{listed:?}");
        // It is drilled as any other.
        assert!(restoring::drill(&listed[0].path, None).unwrap().verification.is_whole());
        let summary = session.summary().unwrap();
        assert!(summary.reports.iter().all(|row| row.period.days_overdue(summary.today) >= 0));
        assert!(session.verify().unwrap().is_whole());
    }
    cards(&mut session, may, 7);
    assert_eq!(keys(&mut session), rows);
    assert_eq!(csv(&mut session, may), sums);
    // The log is in the order in which things were done, with the times that the clock then told.
    let steps = session.history_steps(may).unwrap();
    let operations: Vec<_> = steps.iter().map(|step| step.operation).collect();
    assert!(operations.is_sorted_by(|newer, older| newer > older), "{operations:?}");
    let newest = &steps[0];
    assert_eq!((newest.at, newest.changes[0].after.as_str()), (clock::now(), "7"));
    session.close().unwrap();
    assert_eq!(keys(&mut Session::open(&data).unwrap()), rows);
}

#[test]
fn a_file_is_restored_and_kept_aside_whatever_the_clock_says() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    cards(&mut session, may, 84);
    session.close().unwrap();
    let mut aside = Vec::new();
    for time in clocks() {
        clock::testing::set(time);
        let session = Session::open(&data).unwrap();
        let backup = session.back_up(Occasion::Manual, None).unwrap().backup.path;
        session.close().unwrap();
        let restored = restoring::restore(&data, &backup, None).unwrap();
        let replaced = restored.replaced.unwrap();
        assert!(replaced.is_file() && replaced.starts_with(folder_of(&data)), "{replaced:?}");
        let name = replaced.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)));
        aside.push(replaced);
        let mut session = Session::open(&data).unwrap();
        let number = session.load(may).unwrap().report;
        assert_eq!(number.value(&FigureKey::parse("identity.cards").unwrap()), &Value::count(84));
        session.close().unwrap();
    }
    aside.dedup();
    assert_eq!(aside.len(), clocks().len(), "each has a name of its own");
    assert!(folder::own(&data).unwrap().len() >= 3);
}

#[test]
fn a_clock_that_jumps_neither_hurries_nor_keeps_back_a_backup() {
    let (_folder, mut session, may) = sample_with_may();
    let data = session.path().to_owned();
    let (mut keeper, inbox, mut now) = (Keeper::default(), Inbox::default(), Instant::now());
    let minute = Duration::from_secs(60);
    for (made, times) in clocks().windows(2).enumerate() {
        clock::testing::set(times[0]);
        cards(&mut session, may, 200 + i64::try_from(made).unwrap());
        keeper.note(&session, now);
        // It jumps, by years, in between.
        clock::testing::set(times[1]);
        keeper.rest(&mut session, &inbox, now + 14 * minute);
        keeper.wait(&inbox);
        let highest = |data| folder::own(data).unwrap().first().map_or(0, |newest| newest.sequence);
        assert_eq!(highest(&data), u64::try_from(made).unwrap(), "not yet");
        keeper.rest(&mut session, &inbox, now + 15 * minute);
        keeper.wait(&inbox);
        assert_eq!(highest(&data), u64::try_from(made).unwrap() + 1);
        // The worker sees then that all is held.
        keeper.rest(&mut session, &inbox, now + 16 * minute);
        now += 20 * minute;
    }
    assert!(folder::own(&data).unwrap().len() >= 3);
}

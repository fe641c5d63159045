//! Which backups are kept: many of the last days, fewer of older ones.

use std::collections::BTreeSet;

use crate::app::safekeeping::{Backup, Occasion};
use crate::report::period::{PeriodKey, PeriodKind};

/// So many of the newest stay whatever their days.
const NEWEST: usize = 3;
/// Of so many days every backup stays.
const WHOLE_DAYS: usize = 2;
/// Of so many days, weeks and months the last backup stays.
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 12;

/// The backups that are no longer needed, of those there are.
///
/// Days, weeks and months are counted among those of which there are backups, from the newest backup on, and
/// never from what the clock says now: one that is years ahead for a day, or goes back, takes no more away
/// than the same number of backups on proper days would.
pub(super) fn superfluous(backups: &[Backup]) -> Vec<Backup> {
    let mut newest_first: Vec<&Backup> = backups.iter().collect();
    newest_first.sort_by_key(|backup| std::cmp::Reverse(backup.sequence));
    let day = |backup: &Backup| backup.made.date();
    let week = |backup: &Backup| PeriodKey::of_day(PeriodKind::Week, day(backup));
    let month = |backup: &Backup| PeriodKey::of_day(PeriodKind::Month, day(backup));
    let mut kept: BTreeSet<u64> =
        newest_first.iter().take(NEWEST).map(|backup| backup.sequence).collect();
    kept.extend(of_spans(&newest_first, WHOLE_DAYS, day, Stay::All));
    kept.extend(of_spans(&newest_first, DAYS, day, Stay::Newest));
    kept.extend(of_spans(&newest_first, WEEKS, week, Stay::Newest));
    kept.extend(of_spans(&newest_first, MONTHS, month, Stay::Newest));
    // The last one without the password that was set then, for whoever forgets it.
    let is_before_password = |backup: &&&Backup| backup.occasion == Occasion::BeforePassword;
    kept.extend(newest_first.iter().find(is_before_password).map(|backup| backup.sequence));
    let is_superfluous = |backup: &&&Backup| !kept.contains(&backup.sequence);
    newest_first.iter().filter(is_superfluous).map(|backup| (*backup).clone()).collect()
}

/// Which backups of a span of days stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stay {
    All,
    Newest,
}

/// Those that stay of the first so many spans.
fn of_spans<S: PartialEq>(
    newest_first: &[&Backup],
    count: usize,
    span: impl Fn(&Backup) -> S,
    stay: Stay,
) -> Vec<u64> {
    let mut spans: Vec<S> = Vec::new();
    let mut kept = Vec::new();
    for backup in newest_first {
        let own = span(backup);
        let is_known = spans.contains(&own);
        if !is_known && spans.len() < count {
            spans.push(own);
        } else if !is_known || stay == Stay::Newest {
            continue;
        }
        kept.push(backup.sequence);
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn backup(sequence: u64, made: NaiveDateTime) -> Backup {
        let (series, occasion) = ("0123abcd".to_owned(), Occasion::Automatic);
        let backup = Backup { path: PathBuf::new(), series, sequence, made, occasion };
        backup.in_folder(Path::new("/x/a.bc06"), Path::new("/x"))
    }

    fn start() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(8, 0, 0).unwrap()
    }

    /// Backups made one after the other, thinned behind each.
    fn live(times: impl Iterator<Item = NaiveDateTime>) -> Vec<Backup> {
        let mut there: Vec<Backup> = Vec::new();
        for (sequence, made) in (1..).zip(times) {
            there.push(backup(sequence, made));
            let gone = superfluous(&there);
            there.retain(|backup| !gone.contains(backup));
        }
        there
    }

    #[test]
    fn r20_a_year_leaves_days_weeks_and_months() {
        // Every quarter of an hour of every working day.
        let quarters = (0..365).flat_map(|day| (0..32).map(move |quarter| (day, quarter)));
        let times = quarters.map(|(day, quarter)| {
            start() + TimeDelta::days(day) + TimeDelta::minutes(15 * quarter)
        });
        let there = live(times);
        let days: BTreeSet<NaiveDate> = there.iter().map(|backup| backup.made.date()).collect();
        let months: BTreeSet<u32> = days.iter().map(|day| day.month()).collect();
        assert_eq!(months.len(), 12, "{days:?}");
        let last = *days.last().unwrap();
        let recent = days.iter().filter(|day| (last - **day).num_days() < 12).count();
        assert_eq!(recent, 12);
        assert!(there.len() < 2 * 32 + 12 + 10 + 12, "{}", there.len());
        let of_last = there.iter().filter(|backup| backup.made.date() == last).count();
        assert_eq!(of_last, 32, "all of the last day");
    }

    #[test]
    fn a_clock_that_is_years_ahead_for_a_day_takes_nothing_away() {
        let proper = |day: i64| start() + TimeDelta::days(day);
        let without = live((0..40).map(proper));
        let ahead = std::iter::once(start() + TimeDelta::days(20_000));
        let with = live((0..20).map(proper).chain(ahead).chain((20..40).map(proper)));
        let days = |there: &[Backup]| -> Vec<NaiveDate> {
            there.iter().map(|backup| backup.made.date()).filter(|day| day.year() < 2030).collect()
        };
        // The day ahead stands for one month of its own.
        assert!(days(&with).len() + 2 >= days(&without).len(), "{:?}", days(&with));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn r18_the_newest_three_stay_whatever_the_clock_says(
            jumps in proptest::collection::vec(-3_700..3_700_i64, 1..120),
        ) {
            let mut at = start();
            let times: Vec<NaiveDateTime> = jumps.into_iter().map(|days| {
                at += TimeDelta::days(days);
                at
            }).collect();
            let count = times.len();
            let there = live(times.into_iter());
            let newest: Vec<u64> = there.iter().rev().take(3).map(|backup| backup.sequence).collect();
            let expected: Vec<u64> = (1..=count as u64).rev().take(3).collect();
            prop_assert_eq!(newest, expected);
        }

        #[test]
        fn what_stays_would_stay_again(days in proptest::collection::vec(0..900_i64, 1..80)) {
            let there: Vec<Backup> = (1..).zip(days)
                .map(|(sequence, day)| backup(sequence, start() + TimeDelta::days(day)))
                .collect();
            let gone = superfluous(&there);
            let kept: Vec<Backup> =
                there.iter().filter(|backup| !gone.contains(backup)).cloned().collect();
            prop_assert_eq!(superfluous(&kept), Vec::<Backup>::new());
        }
    }

    #[test]
    fn paths_are_those_that_were_given() {
        let one = backup(7, start());
        assert_eq!(one.path, PathBuf::from("/x/a-0123abcd-000007-2026-01-01-08h00-tu-dong.bc06"));
    }
}

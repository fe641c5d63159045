//! The only place that asks what time it is. Everything below takes time as an argument.
//!
//! Clocks of old computers stand anywhere: an empty battery sets them back to before 1970, a slip of the hand puts
//! them centuries ahead. Nothing fails by that: a day that no report can be about becomes the nearest that one can.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, TimeZone as _};

/// The local time, as the office's clock shows it. A report can be about its day, and so it can be written into names
/// of files and into the log, and read back.
pub fn now() -> NaiveDateTime {
    #[cfg(test)]
    if let Some(set) = testing::set_time() {
        return bounded(set);
    }
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may ask")]
    let now = SystemTime::now();
    local(now)
}

/// Whether the clock stands later than any day that a report can be about.
pub fn is_beyond_calendar() -> bool {
    now() >= last()
}

/// The local time of a moment.
fn local(moment: SystemTime) -> NaiveDateTime {
    let of = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    let (seconds, nanos) = match moment.duration_since(UNIX_EPOCH) {
        Ok(since) => (of(since), since.subsec_nanos()),
        // A clock of before 1970.
        Err(err) => match err.duration() {
            before if before.subsec_nanos() == 0 => (-of(before), 0),
            before => (-of(before) - 1, 1_000_000_000 - before.subsec_nanos()),
        },
    };
    let Some(utc) = DateTime::from_timestamp(seconds, nanos).map(|utc| utc.naive_utc()) else {
        return if seconds < 0 { first() } else { last() };
    };
    // What lies beyond has no offset that anybody knows.
    let is_near = (first()..=last()).contains(&utc);
    bounded(if is_near { Local.from_utc_datetime(&utc).naive_local() } else { utc })
}

fn bounded(time: NaiveDateTime) -> NaiveDateTime {
    time.clamp(first(), last())
}

fn first() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default().into()
}

/// The week of the days behind it is one of the year 3000.
fn last() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2999, 12, 29).unwrap_or_default();
    day.and_hms_opt(23, 59, 59).unwrap_or_default()
}

/// A clock that a test sets, for its own thread.
#[cfg(test)]
pub(in crate::app) mod testing {
    use std::cell::Cell;

    use chrono::NaiveDateTime;

    thread_local! {
        static SET: Cell<Option<NaiveDateTime>> = const { Cell::new(None) };
    }

    /// Sets the clock of this thread.
    pub(in crate::app) fn set(time: NaiveDateTime) {
        SET.set(Some(time));
    }

    pub(super) fn set_time() -> Option<NaiveDateTime> {
        SET.get()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;

    use super::*;
    use crate::report::period::{PeriodKey, PeriodKind, iso_day, read_iso_day};

    #[test]
    fn every_day_is_one_that_a_report_can_be_about() {
        for day in [first().date(), last().date()] {
            for kind in PeriodKind::ALL {
                let key = PeriodKey::of_day(kind, day);
                assert_eq!(PeriodKey::parse(&key.to_string()), Ok(key));
            }
            assert_eq!(read_iso_day(&iso_day(day)), Some(day));
        }
    }

    #[test]
    fn no_moment_is_without_a_time() {
        let day = Duration::from_secs(24 * 60 * 60);
        let year = |moment: SystemTime| local(moment).year();
        assert_eq!(year(UNIX_EPOCH + day * 10), 1970);
        assert_eq!(year(UNIX_EPOCH - day * 10), 1969);
        assert_eq!(year(UNIX_EPOCH - day * 365 * 100), 1900);
        let (far, furthest) = (day * 365 * 30_000, Duration::from_secs(i64::MAX as u64 / 2));
        for (moment, expected) in [
            (UNIX_EPOCH.checked_add(far), 2999),
            (UNIX_EPOCH.checked_sub(far), 1900),
            (UNIX_EPOCH.checked_add(furthest), 2999),
            (UNIX_EPOCH.checked_sub(furthest), 1900),
        ] {
            // Windows has no such moments.
            if let Some(moment) = moment {
                assert_eq!(year(moment), expected);
            }
        }
        let half = UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(local(half).and_utc().timestamp_subsec_millis(), 500);
    }
}

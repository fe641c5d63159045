//! Ids of what an office adds to a report.

use chrono::NaiveDateTime;

/// Ids of what is added at a time: that of the time, and those for more that is added in the same moment.
pub(super) fn of_time(prefix: &str, at: NaiveDateTime) -> impl Iterator<Item = String> {
    let first = format!("{prefix}{}", at.format("%Y%m%d%H%M%S%3f"));
    let again = first.clone();
    std::iter::once(first).chain((2..).map(move |number| format!("{again}_{number}")))
}

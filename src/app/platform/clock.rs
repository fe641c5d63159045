//! The only place that asks what time it is. Everything below takes time as an argument.

use chrono::NaiveDateTime;

/// The local time, as the office's clock shows it.
#[expect(clippy::disallowed_methods, reason = "this is the one place that may ask")]
pub fn now() -> NaiveDateTime {
    chrono::Local::now().naive_local()
}

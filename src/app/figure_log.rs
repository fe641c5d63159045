//! What was done to one figure, in words for the screen.

use chrono::NaiveDateTime;

use super::problem::Problem;
use super::session::Session;
use crate::report::field::{Field, FieldValue};
use crate::report::key::FigureKey;
use crate::report::number;
use crate::store::{FigureEntry, LoggedKind, OperationKind, ReportId};

/// The most changes that are read, and the most that are shown after typing in one go is joined.
const READ_MAX: u32 = 200;
const SHOWN_MAX: usize = 30;
/// What stands for nothing.
const BLANK: &str = "để trống";

/// A change of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// When, local time.
    pub at: NaiveDateTime,
    /// In which run of the program; the log knows no persons.
    pub run: String,
    /// What was done: "nhập", "hoàn tác".
    pub what: &'static str,
    /// Which part of the figure: empty for its value.
    pub part: &'static str,
    /// What was there before.
    pub before: String,
    /// What was there after.
    pub after: String,
}

/// What was done to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLog {
    /// Of which report.
    pub report: ReportId,
    /// Which figure.
    pub figure: FigureKey,
    /// What was done, the newest first.
    pub changes: Vec<FigureChange>,
}

impl Session {
    /// What was done to a figure of a report, the newest first; typing on in one go is one change.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn figure_log(
        &self,
        report: ReportId,
        figure: &FigureKey,
    ) -> Result<Vec<FigureChange>, Problem> {
        let entries = self.store().figure_log(report, figure, READ_MAX);
        entries.map(|entries| joined(&entries)).map_err(|err| self.store_problem(&err))
    }
}

fn joined(entries: &[FigureEntry]) -> Vec<FigureChange> {
    let mut changes: Vec<FigureChange> = Vec::new();
    // The operation that the last change in the list goes on from.
    let mut goes_on_from = None;
    for entry in entries {
        let change = change(entry);
        match changes.last_mut() {
            Some(last) if goes_on_from == Some(entry.operation) && last.part == change.part => {
                last.before = change.before;
            }
            _ => changes.push(change),
        }
        goes_on_from = entry.continues;
    }
    changes.retain(|change| change.before != change.after);
    changes.truncate(SHOWN_MAX);
    changes
}

fn change(entry: &FigureEntry) -> FigureChange {
    let told = |side: Option<&FieldValue>| match side {
        Some(FieldValue::Value(value)) => number::format_value(value),
        Some(FieldValue::Day(day)) => day.to_text(),
        _ => String::new(),
    };
    let part = match entry.change.field() {
        Field::Printed(_) => "in là",
        Field::Day(_) => "ngày",
        // The value itself; the log of a figure holds no other.
        _ => "",
    };
    let (before, after) = (told(entry.change.before()), told(entry.change.after()));
    let what = match entry.kind {
        LoggedKind::Done(
            OperationKind::Typed | OperationKind::Restored | OperationKind::Status,
        ) => "nhập",
        LoggedKind::Done(OperationKind::Pasted) => "dán",
        LoggedKind::Done(OperationKind::NewReport | OperationKind::Template) => "lập báo cáo",
        LoggedKind::Done(OperationKind::Import) => "nhập tệp",
        LoggedKind::Undo(_) => "hoàn tác",
        LoggedKind::Redo(_) => "làm lại",
    };
    let named = |text: String| if text.is_empty() { BLANK.to_owned() } else { text };
    let (before, after) = (named(before), named(after));
    FigureChange { at: entry.at, run: run_words(entry.session.as_str()), what, part, before, after }
}

/// A run of the program in words: its name begins with when it was started.
fn run_words(name: &str) -> String {
    let start = name.split(['.', '-']).next().unwrap_or_default();
    match NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%M%S") {
        Ok(start) => format!("phiên mở lúc {}", start.format("%H:%M %d/%m/%Y")),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::month::Deed;
    use crate::app::session_tests::sample_with_may;
    use crate::report::change::Edit;
    use crate::report::value::Value;

    #[test]
    fn the_log_of_a_figure_tells_what_was_there_before_and_after() {
        let (_folder, mut session, report) = sample_with_may();
        let key = FigureKey::parse("services.residence_permanent.online").unwrap();
        let type_in = |session: &mut Session, count| {
            let edit = Edit::figure(key.clone(), Some(Value::count(count)));
            session.save(report, &[edit], &Deed::Typed).unwrap();
        };
        // Typing on in one field is one change.
        for count in [9, 91, 915] {
            type_in(&mut session, count);
        }
        session.undo(report).unwrap();
        let log = session.figure_log(report, &key).unwrap();
        let told: Vec<_> =
            log.iter().map(|c| (c.what, c.before.as_str(), c.after.as_str())).collect();
        assert_eq!(told[..2], [("hoàn tác", "915", "880"), ("nhập", "880", "915")], "{told:?}");
        assert_eq!(told.last(), Some(&("nhập tệp", BLANK, "880")));
        assert!(log[0].run.starts_with("phiên mở lúc "), "{}", log[0].run);
        assert_eq!(run_words("20230518T094107.123-4711"), "phiên mở lúc 09:41 18/05/2023");
        let other = FigureKey::parse("services.residence_temporary.online").unwrap();
        assert_eq!(session.figure_log(report, &other).unwrap().len(), 1);
    }
}

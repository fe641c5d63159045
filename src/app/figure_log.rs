//! What was done to one figure, in words for the screen.

use chrono::NaiveDateTime;

use super::words;
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};
use crate::report::key::FigureKey;
use crate::report::number;
use crate::report::period::PeriodKind;
use crate::store::{HistoryEntry, LoggedKind, ReportId};

/// The most changes that are read.
pub(super) const READ_MAX: u32 = 200;
/// The most that are shown after typing in one go is joined.
const SHOWN_MAX: usize = 30;
/// What stands for nothing.
const BLANK: &str = "để trống";

/// A change of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// When, local time.
    pub at: NaiveDateTime,
    /// Who did it, as far as the system tells; may be empty.
    pub who: String,
    /// What was done: "nhập", "hoàn tác".
    pub what: String,
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

/// What the log says of a figure, the newest first; typing on in one go is one change.
pub(super) fn joined(entries: &[HistoryEntry], kind: PeriodKind) -> Vec<FigureChange> {
    let mut changes: Vec<FigureChange> = Vec::new();
    // The operation that the last change in the list goes on from.
    let mut goes_on_from = None;
    let all = entries.iter();
    for (entry, change) in all.flat_map(|entry| entry.changes.iter().map(move |c| (entry, c))) {
        let change = told(entry, change, kind);
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

fn told(entry: &HistoryEntry, change: &Change, kind: PeriodKind) -> FigureChange {
    let side = |side: Option<&FieldValue>| match side {
        Some(FieldValue::Value(value)) => number::format_value(value),
        Some(FieldValue::Day(day)) => day.to_text(),
        _ => String::new(),
    };
    let part = match change.field() {
        Field::Printed(_) => "in là",
        Field::Day(_) => "ngày",
        // The value itself; the log of a figure holds no other.
        _ => "",
    };
    let (before, after) = (side(change.before()), side(change.after()));
    let what = match entry.kind {
        LoggedKind::Done(deed) => words::deed(deed, kind).to_lowercase(),
        LoggedKind::Undo(_) => "hoàn tác".to_owned(),
        LoggedKind::Redo(_) => "làm lại".to_owned(),
    };
    let named = |text: String| if text.is_empty() { BLANK.to_owned() } else { text };
    let (before, after) = (named(before), named(after));
    FigureChange { at: entry.at, who: words::who(&entry.run), what, part, before, after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::open_report::Deed;
    use crate::app::session::Session;
    use crate::app::session::session_tests::sample_with_may;
    use crate::report::change::Edit;
    use crate::report::value::Value;

    #[test]
    fn the_log_of_a_figure_tells_what_was_there_before_and_after() {
        let (_folder, mut session, report) = sample_with_may();
        let key = FigureKey::parse("services.residence_permanent.online").unwrap();
        let type_in = |session: &mut Session, count| {
            let edit = Edit::figure(key.clone(), Some(Value::count(count)));
            session.save(report, &[edit], Deed::Typed).unwrap();
        };
        // Typing on in one field is one change.
        for count in [9, 91, 915] {
            type_in(&mut session, count);
        }
        session.undo(report).unwrap();
        let log = session.figure_log(report, &key).unwrap();
        let told: Vec<_> =
            log.iter().map(|c| (c.what.as_str(), c.before.as_str(), c.after.as_str())).collect();
        assert_eq!(told[..2], [("hoàn tác", "915", "880"), ("nhập", "880", "915")], "{told:?}");
        assert_eq!(told.last(), Some(&("dữ liệu mẫu", BLANK, "880")));
        let run = crate::store::Run {
            name: String::new(),
            who: "an".to_owned(),
            computer: "MAY-1".to_owned(),
        };
        assert_eq!(words::who(&run), "an@MAY-1");
        let other = FigureKey::parse("services.residence_temporary.online").unwrap();
        assert_eq!(session.figure_log(report, &other).unwrap().len(), 1);
    }
}

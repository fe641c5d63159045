//! The change log in words: what was done, when, in which run of the program, and what stood there
//! before and after.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDateTime;

use super::comment_words;
use super::words::{self, beginning};
use crate::calc::check::EXPLANATION_PREFIX;
use crate::calc::{carry, comments, wording};
use crate::document::Source;
use crate::report::change::{Change, Edit, Slot};
use crate::report::content::{DocumentEntry, Header, ReportStatus};
use crate::report::key::{FigureKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::number::format_value;
use crate::report::period::{DayValue, format_day};
use crate::report::sentence::{Piece, parse_lenient};
use crate::report::template::{ItemBody, Switch, Template};
use crate::report::value::Value;
use crate::store::{HistoryEntry, LoggedKind, OperationId, OperationKind, UndoStep};

/// How much of a text is shown, in characters.
const TEXT_CHARS_MAX: usize = 80;
/// What stands for nothing.
const NOTHING: &str = "trống";

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryStep {
    /// Its last operation.
    pub operation: OperationId,
    /// When it ended, local time.
    pub at: NaiveDateTime,
    /// Who did it, as far as the system tells; may be empty.
    pub who: String,
    /// What was done: "Nhập", "Hoàn tác", "Dán bảng".
    pub what: String,
    /// The fields it changed.
    pub changes: Vec<FieldChange>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name.
    pub label: String,
    /// What stood there.
    pub before: String,
    /// What stands there since.
    pub after: String,
    /// Where it is typed.
    pub source: Source,
}

/// The steps of a history, the newest first as the log gives them; typing on in one field is one.
pub fn steps(entries: &[HistoryEntry], template: &Template) -> Vec<HistoryStep> {
    let mut steps: Vec<(HistoryStep, Vec<Change>)> = Vec::new();
    // The operation that goes on with another, by that one.
    let mut goes_on: HashMap<OperationId, usize> = HashMap::new();
    for entry in entries {
        let at = match goes_on.remove(&entry.operation) {
            Some(at) => {
                if let Some((_, changes)) = steps.get_mut(at) {
                    merge(changes, &entry.changes);
                }
                at
            }
            None => {
                let step = HistoryStep {
                    operation: entry.operation,
                    at: entry.at,
                    who: who(entry.session.as_str()),
                    what: what(entry),
                    changes: Vec::new(),
                };
                steps.push((step, entry.changes.clone()));
                steps.len() - 1
            }
        };
        if let Some(before) = entry.continues {
            goes_on.insert(before, at);
        }
    }
    // Typed in and given back by Escape: nothing was done.
    steps.retain_mut(|(_, changes)| {
        let was_empty = changes.is_empty();
        changes.retain(Change::is_change);
        drop_marks(changes);
        was_empty || !changes.is_empty()
    });
    let words = Words { template };
    let told = steps.into_iter().map(|(step, changes)| HistoryStep {
        changes: changes.iter().map(|change| words.change(change)).collect(),
        ..step
    });
    told.collect()
}

/// What undo would take back, or redo do again, in a few words: "nhập “Cấp căn cước”".
pub fn step_name(step: &UndoStep, template: &Template) -> String {
    let what = kind_word(step.kind).to_lowercase();
    let is_told = |edit: &&Edit| match edit {
        Edit::Text(key, _) => !carry::marked(key).is_some_and(|figure| {
            let is_it = |other: &Edit| matches!(other, Edit::Figure(key, _) if *key == figure);
            step.edits.iter().any(is_it)
        }),
        _ => true,
    };
    let edits: Vec<&Edit> = step.edits.iter().filter(is_told).collect();
    match edits.as_slice() {
        [] => what,
        // The name of the field says already what was done.
        [Edit::Text(key, _)] if comments::is_comment(key) => {
            comment_words::step(key, template).unwrap_or(what)
        }
        [edit] => format!("{what} “{}”", Words { template }.edited(edit)),
        edits => format!("{what} ({} chỗ)", edits.len()),
    }
}

/// That a figure comes from the month before goes without saying where the figure itself is told.
fn drop_marks(changes: &mut Vec<Change>) {
    let figures = changes.iter().filter_map(|change| match change {
        Change::Figure(slot) => Some(slot.key.clone()),
        _ => None,
    });
    let figures: BTreeSet<FigureKey> = figures.collect();
    changes.retain(|change| match change {
        Change::Text(slot) => !carry::marked(&slot.key).is_some_and(|key| figures.contains(&key)),
        _ => true,
    });
}

/// An older operation of the same step: what stood before it stood before the step.
fn merge(changes: &mut Vec<Change>, older: &[Change]) {
    for old in older {
        let joined = changes.iter_mut().find_map(|change| {
            let joined = change.clone().after(old)?;
            Some(std::mem::replace(change, joined))
        });
        if joined.is_none() {
            changes.push(old.clone());
        }
    }
}

/// The part of a run's name behind its time: "an@may-1".
fn who(session: &str) -> String {
    session.split_once(' ').map_or("", |(_, who)| who).to_owned()
}

fn what(entry: &HistoryEntry) -> String {
    let word = match entry.kind {
        LoggedKind::Undo(_) => "Hoàn tác",
        LoggedKind::Redo(_) => "Làm lại",
        LoggedKind::Done(kind) => kind_word(kind),
    };
    let description = entry.description.trim();
    let is_usual = description.is_empty() || description == kind_word(OperationKind::Typed);
    match entry.kind {
        _ if is_usual => word.to_owned(),
        // Its name says it all, and it need not be about several cells.
        LoggedKind::Done(OperationKind::Pasted) => description.to_owned(),
        _ => format!("{word}: {description}"),
    }
}

fn kind_word(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Typed | OperationKind::Restored => "Nhập",
        OperationKind::Pasted => "Sửa nhiều ô",
        OperationKind::NewReport => "Tạo báo cáo",
        OperationKind::Import => "Lấy từ tệp",
        OperationKind::Status => "Chốt, kỳ báo cáo",
        OperationKind::Template => "Thêm mẫu",
    }
}

struct Words<'a> {
    template: &'a Template,
}

impl Words<'_> {
    fn change(&self, change: &Change) -> FieldChange {
        match change {
            Change::Figure(slot) => self.value(slot, ""),
            Change::Printed(slot) => self.value(slot, " (số in ra)"),
            Change::Day(slot) => {
                let day = |day: &Option<DayValue>| {
                    day.as_ref().map_or_else(|| NOTHING.to_owned(), |day| day.to_text())
                };
                FieldChange {
                    label: format!("{} (ngày)", self.figure(&slot.key)),
                    before: day(&slot.before),
                    after: day(&slot.after),
                    source: Source::Figure(slot.key.clone()),
                }
            }
            Change::Text(slot) if carry::is_mark(&slot.key) => self.mark(slot),
            Change::Text(slot) => FieldChange {
                label: self.text_label(&slot.key),
                before: self.text(&slot.key, slot.before.as_deref()),
                after: self.text(&slot.key, slot.after.as_deref()),
                source: match comment_words::figure(&slot.key, self.template) {
                    Some(figure) => Source::Figure(figure),
                    None => Source::Text(slot.key.clone()),
                },
            },
            Change::Switch(slot) => {
                let state = |state: Option<Switch>| match state {
                    Some(Switch::On) => "hiện",
                    Some(Switch::Off) => "ẩn",
                    None => "như mẫu",
                };
                FieldChange {
                    label: self
                        .template
                        .row(&slot.key)
                        .map_or_else(|| slot.key.to_string(), |row| format!("Dòng {}", row.label)),
                    before: state(slot.before).to_owned(),
                    after: state(slot.after).to_owned(),
                    source: Source::Row(slot.key.clone()),
                }
            }
            Change::Document(slot) => FieldChange {
                label: "Văn bản".to_owned(),
                before: document(slot.before.as_ref()),
                after: document(slot.after.as_ref()),
                source: Source::Entry(slot.key.0.clone(), slot.key.1.clone()),
            },
            Change::Header(slot) => FieldChange {
                label: "Kỳ và trạng thái báo cáo".to_owned(),
                before: header(slot.before.as_ref()),
                after: header(slot.after.as_ref()),
                source: Source::Header,
            },
        }
    }

    /// A figure of the month before was accepted, or is not any more.
    fn mark(&self, slot: &Slot<TextKey, String>) -> FieldChange {
        let words = |mark: Option<&String>| match mark {
            Some(_) => "chờ xác nhận",
            None => "đã xác nhận",
        };
        let figure = carry::marked(&slot.key);
        let label = figure.as_ref().map_or_else(|| self.text_label(&slot.key), |f| self.figure(f));
        FieldChange {
            label: format!("{label} (số lấy từ tháng trước)"),
            before: words(slot.before.as_ref()).to_owned(),
            after: words(slot.after.as_ref()).to_owned(),
            source: figure.map_or_else(|| Source::Text(slot.key.clone()), Source::Figure),
        }
    }

    fn edited(&self, edit: &Edit) -> String {
        match edit {
            Edit::Figure(key, _) | Edit::Printed(key, _) | Edit::Day(key, _) => self.figure(key),
            Edit::Text(key, _) => self.text_label(key),
            Edit::Switch(key, _) => {
                let row = self.template.row(key);
                row.map_or_else(|| key.to_string(), |row| row.label.clone())
            }
            Edit::Document(..) => "văn bản".to_owned(),
            Edit::Header(_) => "kỳ và trạng thái báo cáo".to_owned(),
        }
    }

    fn value(&self, slot: &Slot<FigureKey, Value>, suffix: &str) -> FieldChange {
        let percent = self.template.figure(&slot.key).is_some_and(|figure| figure.is_percent());
        let value = |value: Option<&Value>| match value {
            None | Some(Value::Blank) => NOTHING.to_owned(),
            Some(Value::NotArisen) => "không phát sinh".to_owned(),
            Some(value @ Value::Known { .. }) if percent => format!("{}%", format_value(value)),
            Some(value) => format_value(value),
        };
        FieldChange {
            label: format!("{}{suffix}", self.figure(&slot.key)),
            before: value(slot.before.as_ref()),
            after: value(slot.after.as_ref()),
            source: Source::Figure(slot.key.clone()),
        }
    }

    fn figure(&self, key: &FigureKey) -> String {
        self.template.figure(key).map_or_else(|| key.to_string(), |figure| figure.label.clone())
    }

    fn text_label(&self, key: &TextKey) -> String {
        if key.as_str().starts_with(EXPLANATION_PREFIX) {
            return "Giải trình".to_owned();
        }
        if wording::is_choice(key) {
            return "Giữ lời văn của đơn vị".to_owned();
        }
        if carry::is_mark(key) {
            return "Số lấy từ tháng trước".to_owned();
        }
        if let Some(label) = comment_words::field(key, self.template) {
            return label;
        }
        if let Some(field) = LetterheadField::ALL.into_iter().find(|f| f.text_key() == *key) {
            return words::letterhead(field).to_owned();
        }
        let name = self.template.parts().names.iter().find(|name| name.key == *key);
        if let Some(name) = name {
            return name.label.clone();
        }
        let item = self.template.items().map(|(_, item)| item).find(|item| match &item.body {
            ItemBody::Narrative(narrative) => narrative.text == *key,
            ItemBody::Documents(list) => list.intro == *key,
            ItemBody::Figures(group) => group.sentences.iter().any(|s| s.text == *key),
            ItemBody::Table(_) => false,
        });
        item.map_or_else(|| key.to_string(), |item| item.label.clone())
    }

    /// A stored text with its references by their names.
    fn named(&self, text: &str) -> String {
        let pieces = parse_lenient(text, self.template).into_iter();
        let words = pieces.map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Figure(key) | Piece::FigureDay(key, _) | Piece::Fragment(key, _) => {
                format!("[{}]", self.figure(&key))
            }
            Piece::Text(key) => format!("[{}]", self.text_label(&key)),
            Piece::Period(part) => format!("[{}]", part.word()),
        });
        words.collect()
    }

    /// The beginning of a text in the words that officials edit; an explanation without the values
    /// it was given for.
    fn text(&self, key: &TextKey, text: Option<&str>) -> String {
        if let Some(words) = comment_words::value(key, text, self.template) {
            return beginning(&words, TEXT_CHARS_MAX);
        }
        let Some(text) = text else { return "như mẫu".to_owned() };
        let text = if key.as_str().starts_with(EXPLANATION_PREFIX) {
            text.split_once('\n').map_or(text, |(_, words)| words)
        } else {
            text
        };
        let text = self.named(text).replace('\n', " ");
        if text.trim().is_empty() {
            return NOTHING.to_owned();
        }
        beginning(&text, TEXT_CHARS_MAX)
    }
}

fn document(entry: Option<&DocumentEntry>) -> String {
    let Some(DocumentEntry { document, .. }) = entry else { return NOTHING.to_owned() };
    let day = document.day.as_ref().map(|day| day.to_text()).unwrap_or_default();
    let parts = [&document.doc_type, &document.code, &day, &document.subject];
    let parts: Vec<&str> =
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(" ") }
}

fn header(header: Option<&Header>) -> String {
    let Some(header) = header else { return NOTHING.to_owned() };
    let range = header.period.range;
    let status = match header.status {
        ReportStatus::Draft => "nháp",
        ReportStatus::Final { .. } => "đã chốt",
        ReportStatus::Reopened { .. } => "mở lại",
    };
    format!("{} – {}, {status}", format_day(range.first()), format_day(range.last()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::month::Deed;
    use crate::app::session_tests::sample_with_may;
    use crate::exchange::template_v1::builtin_template;

    #[test]
    fn typing_on_in_a_field_is_one_line() {
        let (_folder, mut session, report) = sample_with_may();
        let cards = |count| {
            let key = FigureKey::parse("identity.cards").unwrap();
            Edit::Figure(key, Some(Value::count(count)))
        };
        for count in [1, 16, 1_615] {
            session.save(report, &[cards(count)], &Deed::Typed).unwrap();
        }
        session.undo(report).unwrap();
        let steps = session.history_steps(report).unwrap();
        let told: Vec<_> = steps
            .iter()
            .take(2)
            .map(|step| {
                let [change] = step.changes.as_slice() else { panic!("{step:?}") };
                (step.what.as_str(), change.before.as_str(), change.after.as_str())
            })
            .collect();
        assert_eq!(told, [("Hoàn tác", "1.615", "1.614"), ("Nhập", "1.614", "1.615")]);
        assert_eq!(steps[1].changes[0].label, "Hồ sơ cấp thẻ căn cước đã thu nhận");
        assert_eq!(steps.last().unwrap().what, "Lấy từ tệp: Dữ liệu mẫu");

        let names = session.step_names(report).unwrap();
        assert_eq!(names.undo, None, "making a report is not taken back");
        let redo = "nhập “Hồ sơ cấp thẻ căn cước đã thu nhận”";
        assert_eq!(names.redo.as_deref(), Some(redo));
        // Right after it was typed it said 1.615.
        assert!(session.restore(report, steps[1].operation).unwrap());
        assert!(!session.restore(report, steps[1].operation).unwrap());
        let loaded = session.load(report).unwrap();
        let key = FigureKey::parse("identity.cards").unwrap();
        assert_eq!(loaded.report.value(&key), &Value::count(1_615));
        assert!(session.step_names(report).unwrap().undo.unwrap().starts_with("sửa nhiều ô"));
    }

    #[test]
    fn what_escape_gave_back_is_not_told_and_marks_are_told_by_their_figure() {
        let (_folder, mut session, report) = sample_with_may();
        let key = FigureKey::parse("identity.cards").unwrap();
        let cards = |count| Edit::Figure(key.clone(), Some(Value::count(count)));
        let num_steps = session.history_steps(report).unwrap().len();
        session.save(report, &[cards(1)], &Deed::Typed).unwrap();
        session.save(report, &[cards(1_614)], &Deed::Restored).unwrap();
        assert_eq!(session.history_steps(report).unwrap().len(), num_steps);

        let mark = TextKey::parse("carried.identity.cards").unwrap();
        let marked = |text: Option<&str>| Edit::Text(mark.clone(), text.map(str::to_owned));
        let carried = [marked(Some("7")), cards(7)];
        session.save(report, &carried, &Deed::Step("Lấy số tháng trước")).unwrap();
        let steps = session.history_steps(report).unwrap();
        let [change] = steps[0].changes.as_slice() else { panic!("{:?}", steps[0]) };
        assert_eq!((change.before.as_str(), change.after.as_str()), ("1.614", "7"));
        let undo = session.step_names(report).unwrap().undo.unwrap();
        assert_eq!(undo, "sửa nhiều ô “Hồ sơ cấp thẻ căn cước đã thu nhận”");
        session.save(report, &[marked(None)], &Deed::Step("Xác nhận")).unwrap();
        let steps = session.history_steps(report).unwrap();
        let [change] = steps[0].changes.as_slice() else { panic!("{:?}", steps[0]) };
        let label = "Hồ sơ cấp thẻ căn cước đã thu nhận (số lấy từ tháng trước)";
        assert_eq!(change.label, label);
        assert_eq!(
            (change.before.as_str(), change.after.as_str()),
            ("chờ xác nhận", "đã xác nhận")
        );
    }

    #[test]
    fn texts_are_told_by_their_place_and_beginning() {
        let template = builtin_template().unwrap();
        let words = Words { template: &template };
        let key = |key: &str| TextKey::parse(key).unwrap();
        let change = |name: &str, after: &str| {
            let slot = Slot { key: key(name), before: None, after: Some(after.to_owned()) };
            words.change(&Change::Text(slot))
        };
        let told = change("police.narrative", &"dài ".repeat(50));
        assert_eq!((told.before.as_str(), told.after.chars().count()), ("như mẫu", 81));
        assert!(!told.label.contains('.'), "{}", told.label);
        let told = change("explanation.lodging_notices.a", "1;2\nKhác kỳ");
        assert_eq!((told.label.as_str(), told.after.as_str()), ("Giải trình", "Khác kỳ"));
        let told = change(LetterheadField::Place.text_key().as_str(), "Đông Hải");
        assert_eq!((told.label.as_str(), told.after.as_str()), ("Địa danh", "Đông Hải"));
    }
}

//! The change log in words: what was done, when, in which run of the program, and what stood there
//! before and after.

mod marks;
mod rows;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDateTime;

use crate::app::words::{self, beginning, forms};
use crate::document::Source;
use crate::report::change::{Change, Edit};
use crate::report::content::{Header, IssuedDocument};
use crate::report::field::{Field, FieldValue};
use crate::report::key::{FigureKey, RowKey, Subject, TextKey};
use crate::report::note::NoteKind;
use crate::report::number::format_value;
use crate::report::period::{PeriodKind, format_day};
use crate::report::row::OwnRow;
use crate::report::sentence::{Piece, parse_lenient};
use crate::report::template::Template;
use crate::report::value::Value;
use crate::store::{
    HistoryEntry, KeptState, LoggedKind, OfficeStep, OperationId, StepOf, UndoStep,
};

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

/// What undo would take back and redo do again, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepNames {
    /// None when nothing can be taken back.
    pub undo: Option<String>,
    /// None when nothing was taken back.
    pub redo: Option<String>,
}

/// The steps of a history, the newest first as the log gives them; typing on in one field is one.
pub fn steps(entries: Vec<HistoryEntry>, template: &Template) -> Vec<HistoryStep> {
    let mut steps: Vec<(HistoryStep, Vec<Change>)> = Vec::new();
    // The operation that goes on with another, by that one.
    let mut goes_on: HashMap<OperationId, usize> = HashMap::new();
    for entry in entries {
        let at = match goes_on.remove(&entry.operation) {
            Some(at) => {
                if let Some((step, changes)) = steps.get_mut(at) {
                    // What began it; Escape may have been the end of it.
                    step.what = what(&entry, template.period());
                    merge(changes, entry.changes);
                }
                at
            }
            None => {
                let step = HistoryStep {
                    operation: entry.operation,
                    at: entry.at,
                    who: words::who(&entry.run),
                    what: what(&entry, template.period()),
                    changes: Vec::new(),
                };
                steps.push((step, entry.changes));
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
        marks::drop_from(changes);
        was_empty || !changes.is_empty()
    });
    let (steps, changes): (Vec<HistoryStep>, Vec<Vec<Change>>) = steps.into_iter().unzip();
    let sides = changes.iter().flatten();
    let sides =
        sides.flat_map(|change| [change.before(), change.after()].map(|s| (change.field(), s)));
    let words = LogWords { template, gone: rows::rows_named(sides) };
    let told = |changes: &Vec<Change>| changes.iter().map(|change| words.change(change)).collect();
    let steps = steps.into_iter().zip(&changes);
    steps.map(|(step, changes)| HistoryStep { changes: told(changes), ..step }).collect()
}

/// What a change of one field says, by itself.
pub(in crate::app) fn of_change(change: &Change, template: &Template) -> FieldChange {
    let sides = [change.before(), change.after()].map(|side| (change.field(), side));
    LogWords { template, gone: rows::rows_named(sides.into_iter()) }.change(change)
}

/// What undo would take back, or redo do again, in a few words: "nhập “Cấp căn cước”".
pub fn step_name(step: &UndoStep, template: &Template) -> String {
    let sides = step.edits.iter().map(|edit| (edit.field(), edit.value()));
    let words = LogWords { template, gone: rows::rows_named(sides) };
    let what = words::deed(step.deed, template.period()).to_lowercase();
    if step.of == StepOf::Making {
        // Of which period.
        return format!("{what} {}", step.detail);
    }
    if let Some(row) = rows::row_of_step(step, &words) {
        return format!("{what} “{row}”");
    }
    let fields: BTreeSet<&Field> = step.edits.iter().map(Edit::field).collect();
    let mut told = fields.iter().filter(|field| !marks::goes_without_saying(field, &fields));
    match (told.next(), told.count()) {
        (None, _) => what,
        // The name of the field says already what was done.
        (Some(Field::Note(kind @ (NoteKind::Comment | NoteKind::FollowUp), about)), 0) => {
            let figure = words.about(about);
            match kind {
                NoteKind::Comment => format!("ghi chú của “{figure}”"),
                _ => format!("dấu cần theo dõi của “{figure}”"),
            }
        }
        (Some(field), 0) => format!("{what} “{}”", words.name(field)),
        (Some(_), others) => format!("{what} ({} chỗ)", others + 1),
    }
}

/// The same of a step of what is kept of an office: "dùng mẫu Word “khung.docx”".
pub fn office_step_name(step: &OfficeStep, kind: PeriodKind) -> String {
    let what = words::deed(step.deed, kind).to_lowercase();
    let [from, to] = [&step.from, &step.to].map(|json| match json.as_deref() {
        Some(json) => step.kept.read(json),
        None => KeptState::Other,
    });
    let skeleton = |state: &KeptState| match state {
        KeptState::Look(look) => look.sha256.clone(),
        _ => None,
    };
    match (&from, &to) {
        (KeptState::Office(from), KeptState::Office(to)) if from.name != to.name => {
            format!("{what} thành “{}”", to.name)
        }
        (_, KeptState::Look(look)) if skeleton(&from) != skeleton(&to) => {
            match &look.skeleton_name {
                Some(name) => format!("dùng mẫu Word “{name}”"),
                None => "bỏ mẫu Word của đơn vị".to_owned(),
            }
        }
        _ => what,
    }
}

/// An older operation of the same step: what stood before it stood before the step.
fn merge(changes: &mut Vec<Change>, older: Vec<Change>) {
    for old in older {
        match changes.iter_mut().find(|change| change.field() == old.field()) {
            Some(change) => change.begin_with(old),
            None => changes.push(old),
        }
    }
}

fn what(entry: &HistoryEntry, kind: PeriodKind) -> String {
    let word = match entry.kind {
        LoggedKind::Undo(_) => Cow::Borrowed("Hoàn tác"),
        LoggedKind::Redo(_) => Cow::Borrowed("Làm lại"),
        LoggedKind::Done(deed) => words::deed(deed, kind),
    };
    // Of another name of the office the one before and the one since.
    let detail = entry.detail.replace('\n', " thành ");
    if detail.is_empty() { word.into_owned() } else { format!("{word}: {detail}") }
}

struct LogWords<'a> {
    template: &'a Template,
    /// Rows that the office added and that may be gone from the form.
    gone: BTreeMap<&'a RowKey, &'a OwnRow>,
}

impl LogWords<'_> {
    fn change(&self, change: &Change) -> FieldChange {
        let field = change.field();
        FieldChange {
            label: rows::own_row(change).unwrap_or_else(|| self.label(field)),
            before: self.told(field, change.before()),
            after: self.told(field, change.after()),
            source: self.source(field),
        }
    }

    /// What a field is called in a list of changes.
    fn label(&self, field: &Field) -> String {
        match field {
            Field::Header => "Kỳ và trạng thái báo cáo".to_owned(),
            Field::Figure(key) => self.figure(key),
            Field::Printed(key) => format!("{} (số in ra)", self.figure(key)),
            Field::Day(key) => format!("{} (ngày)", self.figure(key)),
            Field::Text(key) => self.text_label(key),
            Field::Row(key) => format!("Dòng {}", self.row(key)),
            Field::Document(..) => "Văn bản".to_owned(),
            Field::Note(NoteKind::Explanation | NoteKind::Declined, _) => "Giải trình".to_owned(),
            Field::Note(NoteKind::Comment, about) => format!("Ghi chú của “{}”", self.about(about)),
            Field::Note(NoteKind::FollowUp, about) => {
                format!("Cần theo dõi “{}”", self.about(about))
            }
            Field::Note(NoteKind::Carried, about) => {
                format!("{} ({})", self.about(about), self.carried(about).to_lowercase())
            }
            Field::Note(NoteKind::Wording, _) => "Giữ lời văn của đơn vị".to_owned(),
            Field::Form(agency) => format!("Phiếu {}", self.agency(agency)),
        }
    }

    /// What a field is called behind what was done to it: "nhập “Cấp căn cước”".
    fn name(&self, field: &Field) -> String {
        match field {
            Field::Header => "kỳ và trạng thái báo cáo".to_owned(),
            Field::Figure(key) | Field::Printed(key) | Field::Day(key) => self.figure(key),
            Field::Row(key) => self.row(key),
            Field::Document(..) => "văn bản".to_owned(),
            Field::Note(NoteKind::Carried, about) => self.carried(about).into_owned(),
            Field::Form(agency) => self.agency(agency),
            Field::Text(_) | Field::Note(..) => self.label(field),
        }
    }

    /// What stands, or stood, in a field.
    fn told(&self, field: &Field, side: Option<&FieldValue>) -> String {
        match (field, side) {
            (Field::Figure(key) | Field::Printed(key), Some(FieldValue::Value(value))) => {
                self.value(key, value)
            }
            (Field::Note(kind, _), side) => marks::note(*kind, side.and_then(FieldValue::as_note)),
            (Field::Text(_) | Field::Row(_), None) => "như mẫu".to_owned(),
            (_, None) => NOTHING.to_owned(),
            (_, Some(FieldValue::Value(value))) => format_value(value),
            (_, Some(FieldValue::Day(day))) => day.to_text(),
            (_, Some(FieldValue::Text(text))) => self.text(text),
            (_, Some(FieldValue::Row(entry))) => rows::row(entry),
            (_, Some(FieldValue::Document(entry))) => document(&entry.document),
            (_, Some(FieldValue::Header(header))) => header_words(header),
            (_, Some(FieldValue::Note(note))) => note.words.clone(),
            (_, Some(FieldValue::Form(state))) => forms::state(state),
        }
    }

    /// Where a field is typed.
    fn source(&self, field: &Field) -> Source {
        match field {
            Field::Header => Source::Header,
            Field::Figure(key) | Field::Printed(key) | Field::Day(key) => {
                Source::Figure(key.clone())
            }
            Field::Text(key) => Source::Text(key.clone()),
            Field::Row(key) => Source::Row(key.clone()),
            Field::Document(list, id) => Source::Entry(list.clone(), id.clone()),
            Field::Note(NoteKind::Wording, about) => {
                TextKey::parse(about.as_str()).map_or(Source::Fixed, Source::Text)
            }
            Field::Note(NoteKind::Comment | NoteKind::FollowUp | NoteKind::Carried, about) => {
                let figure = FigureKey::parse(about.as_str()).ok();
                let figure = figure.filter(|figure| self.template.figure(figure).is_some());
                let text = || self.text_of(about).map_or(Source::Fixed, Source::Text);
                figure.map_or_else(text, Source::Figure)
            }
            Field::Note(NoteKind::Explanation | NoteKind::Declined, _) | Field::Form(_) => {
                Source::Fixed
            }
        }
    }

    fn value(&self, key: &FigureKey, value: &Value) -> String {
        let percent = self.template.figure(key).is_some_and(|figure| figure.is_percent());
        match value {
            Value::Blank => NOTHING.to_owned(),
            Value::NotArisen => "không phát sinh".to_owned(),
            Value::Known { .. } if percent => format!("{}%", format_value(value)),
            Value::Known { .. } | Value::Unreadable(_) => format_value(value),
        }
    }

    fn figure(&self, key: &FigureKey) -> String {
        let figure = self.template.figure(key).map(|figure| figure.label.clone());
        let cell = || self.cell(key.as_str());
        figure.or_else(cell).unwrap_or_else(|| key.to_string())
    }

    /// What a note about a figure is about. A figure that only another version of the template has is
    /// called by its key.
    fn about(&self, subject: &Subject) -> String {
        if let Some(text) = self.text_of(subject) {
            return self.text_label(&text);
        }
        let figure = FigureKey::parse(subject.as_str()).ok();
        figure.map_or_else(|| subject.to_string(), |figure| self.figure(&figure))
    }

    /// A text that only another version of the template has is called by its key.
    fn text_label(&self, key: &TextKey) -> String {
        let label = words::text_label(key, self.template);
        label.or_else(|| self.cell(key.as_str())).unwrap_or_else(|| key.to_string())
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

    /// The beginning of a text in the words that officials edit.
    fn text(&self, text: &str) -> String {
        begun(&self.named(text))
    }
}

/// The beginning of what was written, on one line.
fn begun(text: &str) -> String {
    let text = text.trim().replace('\n', " ");
    if text.is_empty() { NOTHING.to_owned() } else { beginning(&text, TEXT_CHARS_MAX) }
}

fn document(document: &IssuedDocument) -> String {
    let day = document.day.as_ref().map(|day| day.to_text()).unwrap_or_default();
    let parts = [&document.doc_type, &document.code, &day, &document.subject];
    let parts: Vec<&str> =
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(" ") }
}

/// What is said when a document was taken out of its list.
pub fn removed_document(document: &IssuedDocument) -> String {
    match self::document(document).as_str() {
        NOTHING => "Đã xóa một văn bản chưa điền".to_owned(),
        words => format!("Đã xóa văn bản “{words}”"),
    }
}

/// What is said when a row of the office's own was taken away.
pub fn removed_row(row: &OwnRow) -> String {
    match row.label.trim() {
        "" => "Đã xóa một dòng chưa có tên".to_owned(),
        label => format!("Đã xóa dòng “{label}” và số liệu của dòng"),
    }
}

fn header_words(header: &Header) -> String {
    let range = header.period.range;
    let status = words::status(&header.status);
    format!("{} – {}, {status}", format_day(range.first()), format_day(range.last()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::open_report::Deed;
    use crate::app::session::session_tests::sample_with_may;
    use crate::exchange::template_v1::builtin_template;
    use crate::report::letterhead::LetterheadField;
    use crate::report::note::Note;

    #[test]
    fn typing_on_in_a_field_is_one_line() {
        let (_folder, mut session, report) = sample_with_may();
        let cards = |count| {
            let key = FigureKey::parse("identity.cards").unwrap();
            Edit::figure(key, Some(Value::count(count)))
        };
        for count in [1, 16, 1_615] {
            session.save(report, &[cards(count)], Deed::Typed).unwrap();
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
        assert_eq!(steps.last().unwrap().what, "Dữ liệu mẫu");

        let names = session.step_names(report).unwrap();
        assert_eq!(names.undo, None, "making a report is not taken back");
        let redo = "nhập “Hồ sơ cấp thẻ căn cước đã thu nhận”";
        assert_eq!(names.redo.as_deref(), Some(redo));
        // Right after it was typed it said 1.615.
        assert!(session.restore(report, steps[1].operation).unwrap().is_some());
        assert!(session.restore(report, steps[1].operation).unwrap().is_none());
        let loaded = session.load(report).unwrap();
        let key = FigureKey::parse("identity.cards").unwrap();
        assert_eq!(loaded.report.value(&key), &Value::count(1_615));
        assert!(
            session.step_names(report).unwrap().undo.unwrap().starts_with("trở lại như lúc trước")
        );
    }

    #[test]
    fn what_escape_gave_back_is_not_told_and_marks_are_told_by_their_figure() {
        let (_folder, mut session, report) = sample_with_may();
        let key = FigureKey::parse("identity.cards").unwrap();
        let cards = |count| Edit::figure(key.clone(), Some(Value::count(count)));
        let num_steps = session.history_steps(report).unwrap().len();
        session.save(report, &[cards(1)], Deed::Typed).unwrap();
        session.save(report, &[cards(1_614)], Deed::Restored).unwrap();
        assert_eq!(session.history_steps(report).unwrap().len(), num_steps);

        let marked = |value: Option<&str>| {
            let note =
                value.map(|value| Note { words: String::new(), given_for: Some(value.to_owned()) });
            Edit::note(NoteKind::Carried, (&key).into(), note)
        };
        let carried = [marked(Some("7")), cards(7)];
        session.save(report, &carried, Deed::FiguresCarried).unwrap();
        let steps = session.history_steps(report).unwrap();
        let [change] = steps[0].changes.as_slice() else { panic!("{:?}", steps[0]) };
        assert_eq!((change.before.as_str(), change.after.as_str()), ("1.614", "7"));
        let undo = session.step_names(report).unwrap().undo.unwrap();
        assert_eq!(undo, "lấy số tháng trước “Hồ sơ cấp thẻ căn cước đã thu nhận”");
        session.save(report, &[marked(None)], Deed::CarriedAccepted).unwrap();
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
        let words = LogWords { template: &template, gone: BTreeMap::new() };
        let key = |key: &str| TextKey::parse(key).unwrap();
        let change = |field: Field, after: FieldValue| {
            words.change(&Change::between(field, None, Some(after)))
        };
        let text = |key: TextKey, after: &str| {
            change(Field::Text(key), FieldValue::Text(after.to_owned()))
        };
        let noted = |kind, about: &str, words: &str| {
            let note = Note { words: words.to_owned(), given_for: None };
            change(Field::Note(kind, Subject::parse(about).unwrap()), FieldValue::Note(note))
        };
        let told = text(key("police.narrative"), &"dài ".repeat(50));
        assert_eq!((told.before.as_str(), told.after.chars().count()), ("như mẫu", 81));
        assert!(!told.label.contains('.'), "{}", told.label);
        let told = noted(NoteKind::Explanation, "lodging_notices.a", "Khác kỳ");
        assert_eq!((told.label.as_str(), told.after.as_str()), ("Giải trình", "Khác kỳ"));
        let told = text(LetterheadField::Place.text_key(), "Đông Hải");
        assert_eq!((told.label.as_str(), told.after.as_str()), ("Địa danh", "Đông Hải"));
        let told = noted(NoteKind::Comment, "identity.gone", "hỏi");
        assert_eq!(
            (told.label.as_str(), told.after.as_str()),
            ("Ghi chú của “identity.gone”", "hỏi")
        );
        assert_eq!(told.source, Source::Fixed, "only another version of the template has it");
    }
}

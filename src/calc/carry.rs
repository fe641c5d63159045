//! "Lấy từ tháng trước": figures of the period before in place of blank ones. They stand there
//! unconfirmed until an official accepts them, or types something else.
//!
//! That a figure was carried is noted for the value it was carried with: whatever else comes to stand
//! there, by typing, pasting or undoing, is the official's own. The same holds of a text in the office's own
//! words and of a list of documents: until somebody has looked at them they speak of the period before.

use std::collections::HashSet;

use super::lasting;
use crate::report::change::Edit;
use crate::report::content::{DocumentEntry, IssuedDocument, Report};
use crate::report::key::{FigureKey, ItemKey, Subject, TextKey};
use crate::report::note::{Note, NoteKind};
use crate::report::number::format_value;
use crate::report::period::DayValue;
use crate::report::template::{Carry, DocumentList, Item, ItemBody, Template};
use crate::report::value::Value;

/// Whether a figure was carried from the period before and not accepted yet.
pub fn is_unconfirmed(report: &Report, key: &FigureKey) -> bool {
    let mark = report.note(NoteKind::Carried, &key.into());
    mark.is_some_and(|mark| mark.holds_for(&format_value(report.value(key))))
}

/// Whether a text came from the period before, and nobody has touched or accepted it.
pub fn is_text_unconfirmed(report: &Report, key: &TextKey) -> bool {
    let mark = report.note(NoteKind::Carried, &key.into());
    mark.zip(report.texts.get(key)).is_some_and(|(mark, text)| mark.holds_for(text))
}

/// Whether the documents of a list came from the period before, and nobody has touched or accepted them.
pub fn is_list_unconfirmed(report: &Report, item: &ItemKey, list: &DocumentList) -> bool {
    let mark = report.note(NoteKind::Carried, &(&list.intro).into());
    mark.is_some_and(|mark| mark.holds_for(&said_of(report.entries(item))))
}

/// What the documents of a list say, to tell whether it was touched.
fn said_of(entries: &[DocumentEntry]) -> String {
    let said = entries.iter().map(|DocumentEntry { document, .. }| {
        let day = document.day.as_ref().map(DayValue::to_text).unwrap_or_default();
        let IssuedDocument { doc_type, code, issuer, subject, .. } = document;
        [doc_type, code, &day, issuer, subject].map(String::as_str).join("\t")
    });
    said.collect::<Vec<String>>().join("\n")
}

/// The notes that the wording of a report is the period before's: of texts in the office's own words, and of
/// lists of documents. Letterhead and people are the same from period to period; sentences follow their figures.
pub fn wording_marks(report: &Report, template: &Template) -> Vec<(Subject, Note)> {
    let marks = template.items().filter_map(|(_, item)| {
        let (key, said) = match &item.body {
            ItemBody::Narrative(narrative) => {
                (&narrative.text, report.texts.get(&narrative.text).cloned()?)
            }
            ItemBody::Documents(list) => (&list.intro, said_of(report.entries(&item.key))),
            ItemBody::Table(_) | ItemBody::Figures(_) => return None,
        };
        let mark = Note { words: String::new(), given_for: Some(said) };
        (!mark.given_for.as_deref().unwrap_or("").trim().is_empty()).then(|| (key.into(), mark))
    });
    marks.collect()
}

/// The edits that accept the wording of an item as this period's; none where it waits for nothing.
pub fn accept_wording(report: &Report, item: &Item) -> Vec<Edit> {
    let key = match &item.body {
        ItemBody::Narrative(narrative) if is_text_unconfirmed(report, &narrative.text) => {
            &narrative.text
        }
        ItemBody::Documents(list) if is_list_unconfirmed(report, &item.key, list) => &list.intro,
        _ => return Vec::new(),
    };
    vec![Edit::note(NoteKind::Carried, key.into(), None)]
}

/// The figures that were carried and not accepted yet, in the template's order.
pub fn unconfirmed(report: &Report, template: &Template) -> Vec<FigureKey> {
    if report.notes_of(NoteKind::Carried).next().is_none() {
        return Vec::new();
    }
    let keys = template.figures().iter().map(|figure| &figure.key);
    keys.filter(|key| is_unconfirmed(report, key)).cloned().collect()
}

/// The edits that put the numbers of the period before in place of blank ones. What is entered stays;
/// rows that are off, and figures that were not numbers then, are left alone.
pub fn carry<'k>(
    report: &Report,
    template: &Template,
    previous: &Report,
    keys: impl IntoIterator<Item = &'k FigureKey>,
) -> Vec<Edit> {
    let keys = keys.into_iter().filter(|key| can_be_carried(report, template, previous, key));
    let edits = keys.flat_map(|key| {
        let value = previous.value(key);
        let mark = Note { words: String::new(), given_for: Some(format_value(value)) };
        let mark = Edit::note(NoteKind::Carried, key.into(), Some(mark));
        [Edit::figure(key.clone(), Some(value.clone())), mark]
    });
    edits.collect()
}

/// Whether a figure is blank and was a number in the period before.
pub fn can_be_carried(
    report: &Report,
    template: &Template,
    previous: &Report,
    key: &FigureKey,
) -> bool {
    if !report.value(key).is_blank() {
        return false;
    }
    let Some(figure) = template.figure(key).filter(|figure| figure.is_typed()) else {
        return false;
    };
    report.has_on(figure, template)
        && matches!(previous.value(key), Value::Known { .. } | Value::NotArisen)
}

/// The edits that put the wording of the period before where this period has none of its own: texts of
/// `keys`, or all of them, letterhead, recipients and signer included, when there are none.
pub fn carry_texts(
    report: &Report,
    template: &Template,
    previous: &Report,
    keys: Option<&[&TextKey]>,
) -> Vec<Edit> {
    let is_wanted = |key: &TextKey| keys.is_none_or(|keys| keys.contains(&key));
    let narratives: HashSet<&TextKey> = narratives(template).collect();
    let texts = previous.texts.iter().filter(|(key, text)| {
        let has_own = report.texts.get(*key).is_some_and(|own| !own.trim().is_empty());
        let is_said = !text.trim().is_empty() && !has_own;
        is_said && is_wanted(key) && lasting::text_goes_on(template, key)
    });
    let edits = texts.flat_map(|(key, text)| {
        // That it is kept beside the template's sentence goes with the wording.
        let kept = previous.note(NoteKind::Wording, &key.into()).cloned();
        let kept = kept.map(|kept| Edit::note(NoteKind::Wording, key.into(), Some(kept)));
        let mark = Note { words: String::new(), given_for: Some(text.clone()) };
        let mark =
            narratives.contains(key).then(|| Edit::note(NoteKind::Carried, key.into(), Some(mark)));
        std::iter::once(Edit::text(key.clone(), Some(text.clone()))).chain(kept).chain(mark)
    });
    edits.collect()
}

/// The texts in the office's own words.
fn narratives(template: &Template) -> impl Iterator<Item = &TextKey> {
    template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Narrative(narrative) => Some(&narrative.text),
        _ => None,
    })
}

/// The edits that put the documents of the period before into lists that are empty, where the template
/// keeps them from period to period.
pub fn carry_documents<'i>(
    report: &Report,
    previous: &Report,
    items: impl IntoIterator<Item = &'i Item>,
) -> Vec<Edit> {
    let lists = items.into_iter().filter(|item| match &item.body {
        ItemBody::Documents(list) => list.carry == Carry::Keep,
        _ => false,
    });
    let empty = lists.filter(|item| report.entries(&item.key).is_empty());
    let edits = empty.flat_map(|item| {
        let entries = previous.entries(&item.key);
        let mark = match &item.body {
            ItemBody::Documents(list) if !entries.is_empty() => {
                let mark = Note { words: String::new(), given_for: Some(said_of(entries)) };
                Some(Edit::note(NoteKind::Carried, (&list.intro).into(), Some(mark)))
            }
            _ => None,
        };
        let entries = entries.iter().cloned();
        let edits =
            entries.map(|entry| Edit::document(item.key.clone(), entry.id.clone(), Some(entry)));
        edits.chain(mark)
    });
    edits.collect()
}

/// The edits that accept carried figures as this period's.
pub fn accept<'k>(report: &Report, keys: impl IntoIterator<Item = &'k FigureKey>) -> Vec<Edit> {
    let is_marked = |key: &&FigureKey| report.note(NoteKind::Carried, &(*key).into()).is_some();
    keys.into_iter().filter(is_marked).map(unmark).collect()
}

/// The edits that take carried figures away again.
pub fn discard<'k>(report: &Report, keys: impl IntoIterator<Item = &'k FigureKey>) -> Vec<Edit> {
    let carried = keys.into_iter().filter(|key| is_unconfirmed(report, key));
    carried.flat_map(|key| [Edit::figure(key.clone(), None), unmark(key)]).collect()
}

fn unmark(key: &FigureKey) -> Edit {
    Edit::note(NoteKind::Carried, key.into(), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::next_report;
    use crate::calc::progress;
    use crate::calc::wording;
    use crate::exchange::{sample, template_v1};

    fn key(key: &str) -> FigureKey {
        FigureKey::parse(key).unwrap()
    }

    fn apply(report: &mut Report, edits: Vec<Edit>) {
        for edit in edits {
            report.edit(edit);
        }
    }

    /// June after the sample's May, with the template.
    fn june() -> (Report, Report, Template) {
        let template = template_v1::builtin_template().unwrap();
        let may = sample::sample_reports(&template).unwrap().pop().unwrap();
        let june = next_report::start(&may, &template, may.header.period.key.next());
        (june, may, template)
    }

    fn carry_all(june: &mut Report, may: &Report, template: &Template) {
        let keys = template.figures().iter().map(|figure| &figure.key);
        let edits = carry(june, template, may, keys);
        apply(june, edits);
    }

    #[test]
    fn blank_figures_get_the_numbers_of_last_month_and_wait_to_be_accepted() {
        let (mut june, may, template) = june();
        june.edit(Edit::figure(key("identity.cards"), Some(Value::count(7))));
        let empty = progress::report(&june, &template);
        carry_all(&mut june, &may, &template);
        assert_eq!(june.value(&key("identity.cards")), &Value::count(7));
        assert_eq!(june.value(&key("identity.accounts")), &Value::count(547));
        assert!(is_unconfirmed(&june, &key("identity.accounts")));
        assert!(!is_unconfirmed(&june, &key("identity.cards")));
        let entered = |report: &Report| progress::report(report, &template).figures;
        assert_eq!(entered(&june), empty.figures, "not entered until accepted");

        let waiting = unconfirmed(&june, &template);
        assert!(waiting.len() > 50, "{}", waiting.len());
        let edits = accept(&june, &waiting);
        apply(&mut june, edits);
        assert_eq!(unconfirmed(&june, &template), []);
        assert_eq!(june.value(&key("identity.accounts")), &Value::count(547));
    }

    #[test]
    fn another_number_is_the_officials_own() {
        let (mut june, may, template) = june();
        carry_all(&mut june, &may, &template);
        let accounts = key("identity.accounts");
        june.edit(Edit::figure(accounts.clone(), Some(Value::count(550))));
        assert!(!is_unconfirmed(&june, &accounts));
        let waiting: Vec<FigureKey> =
            template.figures().iter().map(|figure| figure.key.clone()).collect();
        let edits = discard(&june, &waiting);
        apply(&mut june, edits);
        assert_eq!(june.value(&accounts), &Value::count(550));
        assert_eq!(june.values.len(), 1);
    }

    #[test]
    fn wording_comes_back_where_this_month_has_none() {
        let (mut june, mut may, template) = june();
        let text = |key: &str| TextKey::parse(key).unwrap();
        let narrative = text("police.narrative");
        let (number, signer) = (text("letterhead.number"), text("letterhead.signer_name"));
        may.texts.insert(narrative.clone(), "Lời văn tháng trước.".to_owned());
        let reason = (NoteKind::Explanation, Subject::parse("period").unwrap());
        let words = "Có chủ ý".to_owned();
        may.notes.insert(reason.clone(), Note { words, given_for: Some("1".to_owned()) });
        may.texts.insert(number.clone(), "453".to_owned());
        june.texts.clear();
        june.notes.clear();
        june.documents.clear();
        june.texts.insert(signer.clone(), "Người ký mới".to_owned());

        let only = carry_texts(&june, &template, &may, Some(&[&narrative]));
        assert_eq!(only.len(), 2, "the text, and that it is last month's");
        let edits = carry_texts(&june, &template, &may, None);
        apply(&mut june, edits);
        assert_eq!(june.texts[&narrative], "Lời văn tháng trước.");
        assert_eq!(june.texts[&signer], "Người ký mới", "what is there stays");
        assert!(!june.notes.contains_key(&reason) && !june.texts.contains_key(&number));
        let sentence = text("qr.results.visits");
        assert_eq!(
            wording::wording(&june, &template, &sentence),
            wording::wording(&may, &template, &sentence)
        );

        let edits = carry_documents(&june, &may, template.items().map(|(_, item)| item));
        apply(&mut june, edits);
        let started = next_report::start(&may, &template, june.header.period.key);
        assert_eq!(june.documents, started.documents);
        assert_eq!(carry_texts(&june, &template, &may, None), []);
        assert_eq!(carry_documents(&june, &may, template.items().map(|(_, item)| item)), []);
    }

    #[test]
    fn marks_stay_in_their_month() {
        let (mut june, may, template) = june();
        carry_all(&mut june, &may, &template);
        let july = next_report::start(&june, &template, june.header.period.key.next());
        assert_eq!(unconfirmed(&july, &template), []);
    }

    #[test]
    fn wording_of_last_month_waits_until_it_is_touched_or_accepted() {
        let (mut june, _, template) = june();
        let waits = |june: &Report| {
            let lines = progress::missing(june, &template);
            lines.into_iter().filter(|missing| missing.why == progress::Why::NotSeen).count()
        };
        let all = waits(&june);
        assert!(all > 3, "{all}");
        let narrative = TextKey::parse("police.narrative").unwrap();
        assert!(is_text_unconfirmed(&june, &narrative));
        june.edit(Edit::text(narrative.clone(), Some("Lời văn tháng sáu.".to_owned())));
        assert!(!is_text_unconfirmed(&june, &narrative));
        assert_eq!(waits(&june), all - 1);
        let item = |key: &str| {
            let mut items = template.items().map(|(_, item)| item);
            items.find(|item| item.key.as_str() == key).unwrap()
        };
        for (key, left) in [("committee.directives", 2), ("difficulties.general", 3)] {
            let edits = accept_wording(&june, item(key));
            assert_eq!(edits.len(), 1, "{key}");
            apply(&mut june, edits);
            assert_eq!(waits(&june), all - left);
            assert_eq!(accept_wording(&june, item(key)), []);
        }
    }
}

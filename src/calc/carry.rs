//! "Lấy từ tháng trước": figures of the month before in place of blank ones. They stand there
//! unconfirmed until an official accepts them, or types something else.
//!
//! That a figure was carried is a text of the report that holds for the value it was carried with:
//! whatever else comes to stand there, by typing, pasting or undoing, is the official's own.

use super::{check, comments, next_month, wording};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, TextKey};
use crate::report::number::format_value;
use crate::report::template::{Carry, Item, ItemBody, Template};
use crate::report::value::Value;

/// What the keys of these texts begin with.
const CARRIED_PREFIX: &str = "carried.";

/// Whether a text says that a figure was carried: it belongs to its month and is never printed.
pub fn is_mark(key: &TextKey) -> bool {
    key.as_str().starts_with(CARRIED_PREFIX)
}

/// The figure that a mark is about; none for any other text.
pub fn marked(key: &TextKey) -> Option<FigureKey> {
    FigureKey::parse(key.as_str().strip_prefix(CARRIED_PREFIX)?).ok()
}

/// Whether a figure was carried from the month before and not accepted yet.
pub fn is_unconfirmed(report: &Report, key: &FigureKey) -> bool {
    // Most reports have no such mark; keys are made only where one may stand.
    let mark = mark(key).and_then(|mark| report.texts.get(&mark));
    mark.is_some_and(|carried| *carried == format_value(report.value(key)))
}

/// The figures that were carried and not accepted yet, in the template's order.
pub fn unconfirmed(report: &Report, template: &Template) -> Vec<FigureKey> {
    if !report.texts.keys().any(is_mark) {
        return Vec::new();
    }
    let keys = template.figures().iter().map(|figure| &figure.key);
    keys.filter(|key| is_unconfirmed(report, key)).cloned().collect()
}

/// The edits that put the numbers of the month before in place of blank ones. What is entered stays;
/// rows that are off, and figures that were not numbers then, are left alone.
pub fn carry<'k>(
    (report, template): (&Report, &Template),
    previous: &Report,
    keys: impl IntoIterator<Item = &'k FigureKey>,
) -> Vec<Edit> {
    let keys = keys.into_iter().filter(|key| can_be_carried((report, template), previous, key));
    let edits = keys.filter_map(|key| {
        let value = previous.value(key);
        let mark = Edit::Text(mark(key)?, Some(format_value(value)));
        Some([Edit::Figure(key.clone(), Some(value.clone())), mark])
    });
    edits.flatten().collect()
}

/// Whether a figure is blank and was a number in the month before.
pub fn can_be_carried(
    (report, template): (&Report, &Template),
    previous: &Report,
    key: &FigureKey,
) -> bool {
    if !report.value(key).is_blank() {
        return false;
    }
    let Some(figure) = template.figure(key).filter(|figure| figure.is_typed()) else {
        return false;
    };
    let row = figure.row.as_ref().and_then(|row| template.row(row));
    let is_on = row.is_none_or(|row| report.is_on(row));
    is_on && matches!(previous.value(key), Value::Known { .. } | Value::NotArisen)
}

/// The edits that put the wording of the month before where this month has none of its own: texts of
/// `keys`, or all of them, letterhead, recipients and signer included, when there are none.
pub fn carry_texts(report: &Report, previous: &Report, keys: Option<&[&TextKey]>) -> Vec<Edit> {
    let is_wanted = |key: &TextKey| keys.is_none_or(|keys| keys.contains(&key));
    let texts = previous.texts.iter().filter(|(key, text)| {
        let has_own = report.texts.get(*key).is_some_and(|own| !own.trim().is_empty());
        let is_said = !text.trim().is_empty() && !has_own;
        // Answers about a wording go with it, and say nothing alone.
        is_said && is_wanted(key) && !next_month::is_of_the_month(key) && !is_answer(key)
    });
    let mut edits = Vec::new();
    for (key, text) in texts {
        edits.push(Edit::Text(key.clone(), Some(text.clone())));
        if let Some(kept) = wording::kept_key(key)
            && let Some(answer) = previous.texts.get(&kept)
        {
            edits.push(Edit::Text(kept, Some(answer.clone())));
        }
    }
    edits
}

/// The edits that put the documents of the month before into lists that are empty, where the template
/// keeps them from month to month.
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
        let entries = previous.entries(&item.key).iter().cloned();
        entries.map(|entry| Edit::Document(item.key.clone(), entry.id.clone(), Some(entry)))
    });
    edits.collect()
}

/// Whether a text is an answer to a question about the report, or noted beside it, rather than part of
/// it. What is to be followed up came along when the month was started; ticked off, it stays away.
fn is_answer(key: &TextKey) -> bool {
    key.as_str().starts_with(check::EXPLANATION_PREFIX)
        || wording::is_choice(key)
        || comments::is_comment(key)
}

/// The edits that accept carried figures as this month's.
pub fn accept<'k>(report: &Report, keys: impl IntoIterator<Item = &'k FigureKey>) -> Vec<Edit> {
    let marks = keys.into_iter().filter_map(mark);
    let marks = marks.filter(|mark| report.texts.contains_key(mark));
    marks.map(|mark| Edit::Text(mark, None)).collect()
}

/// The edits that take carried figures away again.
pub fn discard<'k>(report: &Report, keys: impl IntoIterator<Item = &'k FigureKey>) -> Vec<Edit> {
    let carried = keys.into_iter().filter(|key| is_unconfirmed(report, key));
    let edits = carried.flat_map(|key| {
        let mark = mark(key).map(|mark| Edit::Text(mark, None));
        std::iter::once(Edit::Figure(key.clone(), None)).chain(mark)
    });
    edits.collect()
}

fn mark(key: &FigureKey) -> Option<TextKey> {
    TextKey::parse(&format!("{CARRIED_PREFIX}{key}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::next_month;
    use crate::calc::progress;
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
        let june = next_month::start(&may, &template, may.header.period.key.next());
        (june, may, template)
    }

    fn carry_all(june: &mut Report, may: &Report, template: &Template) {
        let keys = template.figures().iter().map(|figure| &figure.key);
        let edits = carry((june, template), may, keys);
        apply(june, edits);
    }

    #[test]
    fn blank_figures_get_the_numbers_of_last_month_and_wait_to_be_accepted() {
        let (mut june, may, template) = june();
        june.edit(Edit::Figure(key("identity.cards"), Some(Value::count(7))));
        let empty = progress::report(&june, &template);
        carry_all(&mut june, &may, &template);
        assert_eq!(june.value(&key("identity.cards")), &Value::count(7));
        assert_eq!(june.value(&key("identity.accounts")), &Value::count(547));
        assert!(is_unconfirmed(&june, &key("identity.accounts")));
        assert!(!is_unconfirmed(&june, &key("identity.cards")));
        assert_eq!(progress::report(&june, &template), empty, "not entered until accepted");

        let waiting = unconfirmed(&june, &template);
        assert!(waiting.len() > 50, "{}", waiting.len());
        let edits = accept(&june, &waiting);
        apply(&mut june, edits);
        assert_eq!(unconfirmed(&june, &template), []);
        assert_eq!(june.value(&key("identity.accounts")), &Value::count(547));
        assert!(!june.texts.keys().any(is_mark));
    }

    #[test]
    fn another_number_is_the_officials_own() {
        let (mut june, may, template) = june();
        carry_all(&mut june, &may, &template);
        let accounts = key("identity.accounts");
        june.edit(Edit::Figure(accounts.clone(), Some(Value::count(550))));
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
        let (narrative, reason) = (text("police.narrative"), text("explanation.period"));
        let (number, signer) = (text("letterhead.number"), text("letterhead.signer_name"));
        may.texts.insert(narrative.clone(), "Lời văn tháng trước.".to_owned());
        may.texts.insert(reason.clone(), "1\nCó chủ ý".to_owned());
        may.texts.insert(number.clone(), "453".to_owned());
        june.texts.clear();
        june.documents.clear();
        june.texts.insert(signer.clone(), "Người ký mới".to_owned());

        let only = carry_texts(&june, &may, Some(&[&narrative]));
        assert_eq!(only.len(), 1);
        let edits = carry_texts(&june, &may, None);
        apply(&mut june, edits);
        assert_eq!(june.texts[&narrative], "Lời văn tháng trước.");
        assert_eq!(june.texts[&signer], "Người ký mới", "what is there stays");
        assert!(!june.texts.contains_key(&reason) && !june.texts.contains_key(&number));
        let sentence = text("qr.results.visits");
        assert_eq!(
            wording::wording(&june, &template, &sentence),
            wording::wording(&may, &template, &sentence)
        );

        let edits = carry_documents(&june, &may, template.items().map(|(_, item)| item));
        apply(&mut june, edits);
        let started = next_month::start(&may, &template, june.header.period.key);
        assert_eq!(june.documents, started.documents);
        assert_eq!(carry_texts(&june, &may, None), []);
        assert_eq!(carry_documents(&june, &may, template.items().map(|(_, item)| item)), []);
    }

    #[test]
    fn marks_stay_in_their_month() {
        let (mut june, may, template) = june();
        carry_all(&mut june, &may, &template);
        let july = next_month::start(&june, &template, june.header.period.key.next());
        assert!(!july.texts.keys().any(is_mark));
    }
}

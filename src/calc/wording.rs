//! A template's sentence and the office's own wording of it. Where the two drift apart both are shown
//! and the official chooses; the choice holds while the template's sentence stays as it is.

use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, TextKey};
use crate::report::note::{Note, NoteKind};
use crate::report::sentence::{Piece, parse_lenient};
use crate::report::template::Template;

/// Whose words a sentence has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// The template's.
    Template,
    /// The office's own, kept beside the sentence that the template has now.
    Kept,
    /// The office's own, which nobody held against the template's sentence yet.
    Drifted,
}

/// Whose words a sentence has. A text for which the template has no words is the office's.
pub fn wording(report: &Report, template: &Template, key: &TextKey) -> Wording {
    let Some(sentence) = sentence(template, key) else { return Wording::Kept };
    match report.texts.get(key) {
        None => Wording::Template,
        Some(own) if own == sentence => Wording::Template,
        Some(_) => {
            let kept = report.note(NoteKind::Wording, &key.into());
            let is_kept = kept.is_some_and(|kept| kept.holds_for(sentence));
            if is_kept { Wording::Kept } else { Wording::Drifted }
        }
    }
}

/// What the template says in the place of a text; none where it leaves all of it to the office.
pub fn sentence<'t>(template: &'t Template, key: &TextKey) -> Option<&'t str> {
    template.default_text(key).filter(|text| !text.trim().is_empty())
}

/// The figures that the template's sentence tells and the office's wording does not, in order.
pub fn left_out(report: &Report, template: &Template, key: &TextKey) -> Vec<FigureKey> {
    let figures = |text: &str| {
        let pieces = parse_lenient(text, template).into_iter();
        let figures = pieces.filter_map(|piece| match piece {
            Piece::Figure(key) | Piece::Fragment(key, _) => Some(key),
            _ => None,
        });
        figures.collect::<Vec<FigureKey>>()
    };
    let own = figures(report.text(template, key));
    let mut all = figures(sentence(template, key).unwrap_or(""));
    all.retain(|figure| !own.contains(figure));
    all.dedup();
    all
}

/// The edit that keeps the office's wording beside the template's sentence; none where there is no
/// sentence.
pub fn keep(template: &Template, key: &TextKey) -> Option<Edit> {
    let given_for = Some(sentence(template, key)?.to_owned());
    let note = Note { words: String::new(), given_for };
    Some(Edit::note(NoteKind::Wording, key.into(), Some(note)))
}

/// The edits that take the template's sentence.
pub fn take_template(report: &Report, key: &TextKey) -> Vec<Edit> {
    let kept = report.note(NoteKind::Wording, &key.into());
    let kept = kept.map(|_| Edit::note(NoteKind::Wording, key.into(), None));
    std::iter::once(Edit::text(key.clone(), None)).chain(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::next_report;
    use crate::exchange::{sample, template_v1};

    fn apply(report: &mut Report, edits: impl IntoIterator<Item = Edit>) {
        for edit in edits {
            report.edit(edit);
        }
    }

    fn case() -> (Report, Template, TextKey) {
        let template = template_v1::builtin_template().unwrap();
        let may = sample::sample_reports(&template).unwrap().pop().unwrap();
        let mut june = next_report::start(&may, &template, may.header.period.key.next());
        let key = TextKey::parse("qr.results.visits").unwrap();
        apply(&mut june, take_template(&may, &key));
        (june, template, key)
    }

    #[test]
    fn the_officials_choice_holds_in_the_months_after() {
        let (mut june, template, key) = case();
        assert_eq!(wording(&june, &template, &key), Wording::Template);
        june.edit(Edit::text(key.clone(), Some("Có {qr.visits} lượt quét mã.".to_owned())));
        assert_eq!(wording(&june, &template, &key), Wording::Drifted);
        apply(&mut june, keep(&template, &key));
        assert_eq!(wording(&june, &template, &key), Wording::Kept);
        let mut july = next_report::start(&june, &template, june.header.period.key.next());
        assert_eq!(wording(&july, &template, &key), Wording::Kept);
        // Another sentence of the template asks again.
        let older = Note { given_for: Some("Câu mẫu cũ.".to_owned()), ..Note::default() };
        july.edit(Edit::note(NoteKind::Wording, (&key).into(), Some(older)));
        assert_eq!(wording(&july, &template, &key), Wording::Drifted);
        let edits = take_template(&july, &key);
        apply(&mut july, edits);
        assert_eq!(wording(&july, &template, &key), Wording::Template);
        assert_eq!(july.note(NoteKind::Wording, &(&key).into()), None);
    }

    #[test]
    fn figures_that_the_wording_leaves_out_are_told() {
        let (mut june, template, key) = case();
        assert_eq!(left_out(&june, &template, &key), []);
        june.edit(Edit::text(key.clone(), Some("Có {qr.visits} lượt quét mã.".to_owned())));
        let left_out = left_out(&june, &template, &key);
        let names: Vec<&str> = left_out.iter().map(FigureKey::as_str).collect();
        assert_eq!(names, ["qr.clinics", "qr.visits_total", "qr.amount"]);
    }

    #[test]
    fn the_sample_keeps_its_wording() {
        let template = template_v1::builtin_template().unwrap();
        for report in sample::sample_reports(&template).unwrap() {
            for key in report.texts.keys() {
                assert_ne!(wording(&report, &template, key), Wording::Drifted, "{key}");
            }
        }
    }
}

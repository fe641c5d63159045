//! Texts in letters of the time before Unicode: those of the prose are read line by line with the
//! rest ([`super::reading`]), the short ones (letterhead, names, documents) here.

use std::collections::HashMap;

use super::super::finding::{Matter, Place};
use super::stretch::place;
use crate::calc::prose::Context;
use crate::calc::text::encoding::{self, Restored};
use crate::report::content::{DocumentEntry, IssuedDocument};
use crate::report::key::TextKey;

/// Short texts that were read, with what they mean.
#[derive(Debug, Default)]
pub(super) struct ShortTexts {
    known: HashMap<String, Option<Restored>>,
}

/// Something that was found: what its finding is about, where, and what.
pub(super) type Found = (String, Vec<Place>, Matter);

/// Whether a text is one of the letterhead or a name of the office's own.
pub(super) fn is_short(key: &TextKey) -> bool {
    key.as_str().starts_with("letterhead.") || key.as_str().starts_with("name.")
}

impl ShortTexts {
    /// The short texts of a report that are written in old letters.
    pub(super) fn found(&mut self, context: Context<'_>) -> Vec<Found> {
        let mut known = std::mem::take(&mut self.known);
        let mut read = |text: &str| {
            // Most texts are read in every frame in which something changes, and never change.
            let restored = known.remove(text).unwrap_or_else(|| encoding::offered(text));
            self.known.insert(text.to_owned(), restored.clone());
            restored
        };
        let mut found = Vec::new();
        for (key, text) in context.report.texts.iter().filter(|(key, _)| is_short(key)) {
            if let Some(restored) = read(text) {
                let places = vec![place(key, text, &(0..text.len()))];
                found.push((key.to_string(), places, matter(text, restored)));
            }
        }
        for (list, entries) in &context.report.documents {
            for (entry, (name, text)) in entries.iter().flat_map(texts) {
                let Some(restored) = read(text) else { continue };
                let places = vec![Place::Document(list.clone(), entry.id.clone())];
                let subject = format!("{list}.{}.{name}", entry.id);
                found.push((subject, places, matter(text, restored)));
            }
        }
        found
    }
}

/// An entry with a text of its own put in place of another.
pub(super) fn replaced(entry: &DocumentEntry, written: &str, meant: &str) -> Option<DocumentEntry> {
    let mut entry = entry.clone();
    let IssuedDocument { doc_type, issuer, subject, .. } = &mut entry.document;
    let field = [doc_type, issuer, subject].into_iter().find(|field| *field == written)?;
    meant.clone_into(field);
    Some(entry)
}

/// The texts of an entry, each with its entry and its name.
fn texts(entry: &DocumentEntry) -> [(&DocumentEntry, (&'static str, &str)); 3] {
    let IssuedDocument { doc_type, issuer, subject, .. } = &entry.document;
    [("doc_type", doc_type.as_str()), ("issuer", issuer), ("subject", subject)]
        .map(|text| (entry, text))
}

fn matter(written: &str, restored: Restored) -> Matter {
    let Restored { encoding, text } = restored;
    Matter::OldEncoding { encoding, written: written.to_owned(), meant: text }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Case, text_key};
    use super::*;
    use crate::calc::check::{explain, replace, suggestions};
    use crate::calc::text::encoding::{Encoding, encode};
    use crate::report::change::Edit;

    const NEW: &str = "Hội nông dân đã tổ chức tuyên truyền.\n\
                       Công an xã thu nhận {identity.cards} hồ sơ.";

    /// The same with its first line in old letters.
    fn old() -> String {
        let (first, second) = NEW.split_once('\n').unwrap();
        format!("{}\n{second}", encode(first, Encoding::Tcvn3))
    }

    #[test]
    fn a_text_in_old_letters_is_offered_in_unicode_and_taken_over_whole() {
        let (old, new) = (old(), NEW);
        let mut case = Case::with(&old);
        // One finding, not one for each word that is no word.
        let found = case.one();
        let Matter::OldEncoding { encoding, meant, .. } = &found.matter else {
            panic!("{found:#?}")
        };
        assert_eq!((*encoding, meant.as_str()), (Encoding::Tcvn3, new));
        let first_line = old.lines().next().unwrap().chars().count();
        assert_eq!(found.places, [Place::Text { text: text_key(), characters: 0..first_line }]);
        assert_eq!(suggestions(&found), [new]);
        case.answer(|context| replace(&found, NEW, context));
        assert_eq!(case.report.texts[&text_key()], new);
        assert_eq!(case.findings(), []);
    }

    #[test]
    fn a_text_that_changed_since_is_left_alone() {
        let mut case = Case::with(&old());
        let found = case.one();
        case.write("Khác");
        let results = crate::calc::results::Results::of(&case.report, case.template());
        let context = Context::of(&case.report, case.template(), &results);
        assert_eq!(replace(&found, NEW, context), None);
    }

    #[test]
    fn a_text_that_is_left_as_it_is_asks_no_more_until_it_changes() {
        let mut case = Case::with(&old());
        let found = case.one();
        case.answer(|_| explain(&found, "Để nguyên"));
        assert!(!case.one().stands());
        case.write(&format!("{} {}", encode("Lần hai.", Encoding::Tcvn3), old()));
        assert!(case.one().stands());
    }

    #[test]
    fn documents_and_letterhead_are_read_too() {
        let mut case = Case::may();
        let issuer = TextKey::parse("letterhead.issuer").unwrap();
        let old = encode("Ủy ban nhân dân xã Đồng Tâm", Encoding::VniWindows);
        case.report.edit(Edit::text(issuer.clone(), Some(old))).unwrap();
        let (list, entries) = case.report.documents.iter().next().unwrap();
        let (list, mut entry) = (list.clone(), entries[0].clone());
        let subject = entry.document.subject.clone();
        entry.document.subject = encode(&subject, Encoding::Tcvn3);
        let id = entry.id.clone();
        case.report.edit(Edit::document(list.clone(), id.clone(), Some(entry))).unwrap();
        let found: Vec<_> = case.findings();
        let found: Vec<_> = found.iter().filter(|f| f.check.key() == "text_encoding").collect();
        let [of_issuer, of_entry] = found.as_slice() else { panic!("{found:#?}") };
        for finding in [of_issuer, of_entry] {
            let meant = suggestions(finding).pop().unwrap();
            case.answer(|context| replace(finding, &meant, context));
        }
        assert_eq!(case.report.texts[&issuer], "Ủy ban nhân dân xã Đồng Tâm");
        assert_eq!(case.report.entries(&list)[0].document.subject, subject);
        assert!(case.findings().iter().all(|f| f.check.key() != "text_encoding"));
    }
}

use super::*;
use crate::calc::check::{
    Matter, Place, bind, bind_offers, decline_offer, explain, learnable, replace, suggestions,
};
use crate::calc::history::History;
use crate::calc::next_report;
use crate::calc::results::Results;
use crate::calc::text::lint::LintKind;
use crate::exchange::{sample, template_v1};
use crate::report::change::Edit;
use crate::report::check::Severity;
use crate::report::key::FigureKey;
use crate::report::value::Value;

const NARRATIVE: &str = "police.narrative";

pub(super) struct Case {
    pub(super) report: Report,
    template: Template,
    texts: TextFindings,
    settings: Settings,
    history: History,
}

pub(super) fn text_key() -> TextKey {
    TextKey::parse(NARRATIVE).unwrap()
}

impl Case {
    pub(super) fn may() -> Self {
        let template = template_v1::builtin_template().unwrap();
        let report = sample::sample_reports(&template).unwrap().pop().unwrap();
        Self {
            report,
            template,
            texts: TextFindings::default(),
            settings: Settings::default(),
            history: History::default(),
        }
    }

    pub(super) fn template(&self) -> &Template {
        &self.template
    }

    /// June as it is started after May with a narrative.
    pub(super) fn june_after(text: &str) -> Self {
        let mut case = Self::with(text);
        let may = case.report.clone();
        case.report = next_report::start(&may, &case.template, may.header.period.key.next());
        case.history = History::of_reports([may], &case.template);
        case
    }

    /// May with a narrative, read after May as it is.
    pub(super) fn with(text: &str) -> Self {
        let mut case = Self::may();
        case.findings();
        case.write(text);
        case
    }

    pub(super) fn write(&mut self, text: &str) {
        self.report.edit(Edit::text(text_key(), Some(text.to_owned())));
    }

    fn count(&mut self, key: &str, count: i64) {
        let key = FigureKey::parse(key).unwrap();
        self.report.edit(Edit::figure(key, Some(Value::count(count))));
    }

    /// What is found, which must be what a first reading finds too.
    pub(super) fn findings(&mut self) -> Vec<Finding> {
        let results = Results::of(&self.report, &self.template);
        let context = Context::of(&self.report, &self.template, &results).after(&self.history);
        let findings = self.texts.findings(context, &self.settings);
        assert_eq!(findings, TextFindings::default().findings(context, &self.settings));
        findings
    }

    fn offers(&mut self) -> Vec<Offer> {
        self.findings();
        let results = Results::of(&self.report, &self.template);
        let context = Context::of(&self.report, &self.template, &results);
        self.texts.offers(context)
    }

    pub(super) fn one(&mut self) -> Finding {
        let findings = self.findings();
        let [one] = findings.try_into().unwrap_or_else(|all| panic!("{all:#?}"));
        one
    }

    /// Carries out what an answer gives.
    pub(super) fn answer(&mut self, edit: impl FnOnce(Context<'_>) -> Option<Edit>) {
        let results = Results::of(&self.report, &self.template);
        let context = Context::of(&self.report, &self.template, &results);
        let edit = edit(context).unwrap();
        self.report.edit(edit).unwrap();
    }

    fn printed(&self) -> String {
        let results = Results::of(&self.report, &self.template);
        let context = Context::of(&self.report, &self.template, &results);
        context.text(&text_key())
    }
}

/// May whose table agrees with its text about identity cards: 1.614.
fn one_number_of_cards(text: &str) -> Case {
    let mut case = Case::with(text);
    case.count("services.id_card.direct", 1_309);
    case
}

#[test]
fn a_reference_that_names_nothing_is_told_before_its_braces_are_printed() {
    let mut case = Case::may();
    case.write("Thu nhận {identity.cards} hồ sơ, {services.nope.all} hồ sơ, {{x}}.");
    let found = case.one();
    let Matter::Style { kind, written, .. } = &found.matter else { panic!("{found:#?}") };
    assert_eq!((kind, written.as_str()), (&LintKind::UnknownReference, "{services.nope.all}"));
}

#[test]
fn the_prose_of_the_sample_gives_nothing() {
    let mut case = Case::may();
    assert_eq!(case.findings(), []);
    for report in sample::sample_reports(&case.template).unwrap() {
        case.report = report;
        assert_eq!(case.findings(), []);
    }
}

#[test]
fn a_number_that_differs_is_asked_about_and_bound() {
    let text = "Công an đã thu nhận 1.622 hồ sơ cấp căn cước trong kỳ.";
    let mut case = one_number_of_cards(text);
    let found = case.one();
    let Matter::TextNumber(typed) = &found.matter else { panic!("{found:#?}") };
    assert_eq!((typed.written.as_str(), typed.figure.figure.as_str()), ("1.622", "identity.cards"));
    assert_eq!(found.matter.difference(), Some(8.into()));
    assert_eq!(
        (found.severity, found.id.as_str()),
        (Severity::Warning, "text_numbers.police.narrative.identity.cards")
    );
    let at = text.chars().position(|c| c == '1').unwrap();
    let place = Place::Text { text: text_key(), characters: at..at + 5 };
    assert_eq!(found.places.first(), Some(&place));

    case.answer(|context| bind(&found, context));
    assert_eq!(case.findings(), []);
    assert_eq!(case.printed(), text.replace("1.622", "1.614"));
    case.count("identity.cards", 1_700);
    assert_eq!(case.printed(), text.replace("1.622", "1.700"));
}

#[test]
fn what_is_received_is_the_total_of_the_service() {
    let text = "tiếp nhận 1.622 hồ sơ cấp căn cước";
    let mut case = one_number_of_cards(text);
    assert_eq!(case.one().id, "text_numbers.police.narrative.services.id_card.all");
    // Where the service is not yet entered, it is the other number of cards.
    case.report.values.remove(&FigureKey::parse("services.id_card.direct").unwrap());
    let found = case.one();
    assert_eq!(found.id, "text_numbers.police.narrative.identity.cards");
    case.answer(|context| bind(&found, context));
    assert_eq!(case.findings(), []);
    assert_eq!(case.printed(), text.replace("1.622", "1.614"));
}

#[test]
fn a_reason_holds_while_neither_number_changes() {
    let mut case = one_number_of_cards("Đã thu nhận 1.622 hồ sơ cấp căn cước.");
    let found = case.one();
    case.answer(|_| explain(&found, "Tính cả hồ sơ trả lại"));
    assert!(!case.one().stands());
    // Words around it do not matter, the numbers do.
    case.write("Trong tháng: đã thu nhận 1.622 hồ sơ cấp căn cước.");
    assert!(!case.one().stands());
    case.write("Trong tháng: đã thu nhận 1.641 hồ sơ cấp căn cước.");
    let other = case.one();
    assert!(other.stands() && other.id == found.id);
    case.write("Đã thu nhận 1.622 hồ sơ cấp căn cước.");
    case.count("identity.cards", 1_615);
    assert!(case.one().stands());
}

#[test]
fn what_is_no_longer_there_is_not_bound() {
    let mut case = one_number_of_cards("Đã thu nhận 1.622 hồ sơ cấp căn cước.");
    let found = case.one();
    case.write("Tháng này đã thu nhận 1.622 hồ sơ cấp căn cước.");
    let results = Results::of(&case.report, &case.template);
    let context = Context::of(&case.report, &case.template, &results);
    assert_eq!(bind(&found, context), None);
}

#[test]
fn a_bound_that_is_not_kept_is_told_and_stays_words() {
    let mut case = one_number_of_cards("Công an đã thu nhận hơn 1.622 hồ sơ cấp căn cước.");
    let found = case.one();
    let Matter::TextNumber(typed) = &found.matter else { panic!("{found:#?}") };
    assert!(typed.bound.is_some());
    let results = Results::of(&case.report, &case.template);
    let context = Context::of(&case.report, &case.template, &results);
    assert_eq!(bind(&found, context), None);
}

#[test]
fn a_wrong_word_is_one_note_and_can_be_replaced() {
    let mut case = Case::with("Các biên phap mới; biên phap cũ; Nguyễn Phap.");
    let found = case.findings();
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((found.severity, found.places.len()), (Severity::Note, 2));
    let offered = suggestions(found);
    assert!(offered.len() <= 3 && offered.contains(&"pháp".to_owned()), "{offered:?}");
    case.answer(|context| replace(found, "pháp", context));
    assert_eq!(case.findings(), []);
    assert_eq!(case.printed(), "Các biên pháp mới; biên pháp cũ; Nguyễn Phap.");
}

#[test]
fn words_of_the_offices_names_are_right() {
    let mut case = Case::with("Tổ công tác xã Krôngx và krôngx.");
    assert!(!case.findings().is_empty());
    case.report.office.name = "UBND xã Krôngx".to_owned();
    assert_eq!(case.findings(), []);
}

#[test]
fn house_style_is_noted_once_for_what_is_written_alike() {
    let mut case = Case::with("Một  hai  ba ; bốn.");
    let found = case.findings();
    let places: Vec<usize> = found.iter().map(|finding| finding.places.len()).collect();
    assert_eq!(places, [2, 1], "{found:#?}");
    assert!(found.iter().all(|finding| finding.severity == Severity::Note));
    // An abbreviation becomes known with the names of the report.
    case.write("Tổ XQZW.");
    assert!(matches!(case.one().matter, Matter::Style { .. }));
    let issuer = LetterheadField::Issuer.text_key();
    case.report.edit(Edit::text(issuer, Some("TRUNG TÂM XQZW".to_owned())));
    assert_eq!(case.findings(), []);
}

#[test]
fn what_is_not_in_house_style_is_replaced_in_every_place() {
    let mut case = Case::with("Cấp 2019 phiếu, đạt 91.9% ;  thu 2019 phiếu.");
    for _ in 0..4 {
        let Some(found) = case.findings().into_iter().next() else { break };
        let [right] = suggestions(&found).try_into().unwrap();
        case.answer(|context| replace(&found, &right, context));
    }
    assert_eq!(case.findings(), []);
    assert_eq!(case.printed(), "Cấp 2.019 phiếu, đạt 91,9%; thu 2.019 phiếu.");
    // Two lines out of order are two slips: no word is put in place of both.
    case.write("1. a\n3. b\n1. c\n3. d");
    assert_eq!(suggestions(&case.one()), Vec::<String>::new());
}

#[test]
fn words_of_the_offices_own_are_right_until_they_are_taken_out() {
    let mut case = Case::with("Hệ thống iGatex của Tổ XQZW.");
    let found = case.findings();
    let words: Vec<String> = found.iter().filter_map(|f| learnable(&f.matter)).collect();
    assert_eq!(words, ["XQZW"], "{found:#?}");
    case.write("Phần mềm egov của Tổ XQZW; sử lý hồ sơ.");
    let found = case.findings();
    let words: Vec<String> = found.iter().filter_map(|f| learnable(&f.matter)).collect();
    assert_eq!(words, ["XQZW", "egov"], "{found:#?}");
    words.iter().for_each(|word| case.settings.learn(word));
    assert_eq!(case.one().id, found.last().unwrap().id);
    case.settings = Settings::default();
    assert_eq!(case.findings(), found);
    case.settings.learn(" 123 … ");
    assert_eq!(case.settings, Settings::default());
}

#[test]
fn documents_are_held_against_each_other() {
    let mut case =
        Case::with("Theo Công văn số 1510/UBND-TH ngày 18/4/2023 và Công văn số 1511/UBND-TH.");
    let found = case.findings();
    let told: Vec<_> = found.iter().map(|f| (f.severity, f.check.key())).collect();
    let check = "text_documents";
    assert_eq!(told, [(Severity::Error, check), (Severity::Note, check)], "{found:#?}");
    let [days, _] = found.as_slice() else { panic!("{found:#?}") };
    assert!(matches!(days.places.as_slice(), [Place::Document(..), Place::Text { .. }]));
    // The sentence moves; the finding keeps its name and the day is what it rests on.
    case.write("Ngoài ra, theo Công văn số 1510/UBND-TH ngày 18/4/2023.");
    let moved = case.one();
    assert_eq!((&moved.id, &moved.fingerprint), (&days.id, &days.fingerprint));
    case.write("Ngoài ra, theo Công văn số 1510/UBND-TH ngày 19/4/2023.");
    let other = case.one();
    assert_eq!(other.id, days.id);
    assert_ne!(other.fingerprint, days.fingerprint);
    case.write("");
    assert_eq!(case.findings(), []);
    let list = ItemKey::parse("committee.issued").unwrap();
    let mut entry = case.report.entries(&list).first().unwrap().clone();
    entry.document.code = "15 UBND".to_owned();
    case.report.edit(Edit::document(list, entry.id.clone(), Some(entry)));
    assert!(matches!(case.one().places.as_slice(), [Place::Document(..)]));
}

#[test]
fn places_count_characters_in_any_form_of_text() {
    use unicode_normalization::UnicodeNormalization as _;
    let text = "Đã thu nhận 1.622 hồ sơ cấp căn cước; các biên phap mới.";
    let decomposed: String = text.nfd().collect();
    for text in [text, &decomposed] {
        let mut case = one_number_of_cards(text);
        let (loose, found): (Vec<Finding>, Vec<Finding>) =
            case.findings().into_iter().partition(|found| found.check.key() == "text_encoding");
        assert_eq!(loose.is_empty(), unicode_normalization::is_nfc(text));
        let written = found.iter().map(|found| match found.places.first() {
            Some(Place::Text { characters, .. }) => {
                text.chars().skip(characters.start).take(characters.len()).collect()
            }
            _ => String::new(),
        });
        assert_eq!(written.collect::<Vec<_>>(), ["1.622", "phap"]);
        let [number, word] = found.as_slice() else { panic!("{found:#?}") };
        // From the last to the first, so that the places hold.
        case.answer(|context| replace(word, "pháp", context));
        case.answer(|context| bind(number, context));
        assert!(case.findings().iter().all(|found| found.check.key() == "text_encoding"));
        let printed = case.printed();
        assert_eq!(nfc(&printed), "Đã thu nhận 1.614 hồ sơ cấp căn cước; các biên pháp mới.");
    }
}

#[test]
fn a_number_that_was_put_right_and_another_one_are_told_apart() {
    let line = "Đã thu nhận 1.622 hồ sơ cấp căn cước.";
    let mut case = one_number_of_cards(&[line, line].join("\n"));
    let found = case.findings();
    let ids: Vec<&str> = found.iter().map(|found| found.id.as_str()).collect();
    let id = "text_numbers.police.narrative.identity.cards";
    assert_eq!(ids, [id, &format!("{id}.1")]);
    let second = found.last().unwrap();
    case.answer(|context| bind(second, context));
    assert_eq!(case.one().id, id);
    assert_eq!(case.printed(), [line, &line.replace("1.622", "1.614")].join("\n"));
}

#[test]
fn equal_numbers_can_be_bound_and_then_follow_the_figure() {
    let text = "Đã thu nhận 1.614 hồ sơ cấp căn cước, trong đó hơn 300 hồ sơ tại nhà.\nĐã thu nhận 1.614 hồ sơ cấp căn cước.";
    let mut case = one_number_of_cards(text);
    let offers = case.offers();
    let told: Vec<_> = offers.iter().map(|o| (o.written.as_str(), o.figure.as_str())).collect();
    assert_eq!(told, [("1.614", "identity.cards"), ("1.614", "identity.cards")]);
    case.answer(|context| {
        let mut edits = bind_offers(&offers, context);
        assert_eq!(edits.len(), 1);
        edits.pop()
    });
    assert_eq!(case.printed(), text);
    assert_eq!(case.offers(), []);
    case.count("identity.cards", 1_700);
    assert_eq!(case.printed(), text.replace("1.614", "1.700"));
    // What was offered is no longer there.
    case.answer(|context| {
        assert_eq!(bind_offers(&offers, context), []);
        bind_offers(&[], context);
        Some(Edit::text(text_key(), Some(text.to_owned())))
    });
}

#[test]
fn an_offer_that_was_declined_is_not_made_again() {
    let mut case = one_number_of_cards("Đã thu nhận 1.614 hồ sơ cấp căn cước.");
    let offers = case.offers();
    let [offer] = offers.as_slice() else { panic!("{offers:#?}") };
    case.answer(|_| decline_offer(offer));
    assert_eq!(case.offers(), []);
    // It is another question when the number is another.
    case.count("identity.cards", 1_641);
    case.count("services.id_card.direct", 1_336);
    case.write("Đã thu nhận 1.641 hồ sơ cấp căn cước.");
    assert_eq!(case.offers().len(), 1);
}

#[test]
fn a_number_of_a_person_in_a_text_is_a_note() {
    let mut case = Case::with("Đã cấp thẻ cho ông A (CCCD 079203012345).");
    let findings = case.findings();
    let of_persons = |finding: &&Finding| matches!(finding.matter, Matter::Persons { .. });
    let found = findings.iter().find(of_persons).unwrap();
    let written = "079203012345".to_owned();
    let number = crate::calc::personal::PersonalNumber::Citizen;
    assert_eq!(found.matter, Matter::Persons { written: vec![written], number });
    assert_eq!((found.check.key(), found.severity), ("text_persons", Severity::Note));
    assert!(!format!("{}{}", found.id, found.fingerprint).contains("079203"), "{found:?}");
    let mut case = Case::with("Đã cấp 1.234 thẻ CCCD cho công dân.");
    assert!(!case.findings().iter().any(|finding| of_persons(&finding)));
}

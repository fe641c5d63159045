use super::*;
use crate::calc::{carry, next_report};
use crate::exchange::{report_v1, sample, template_v1};

fn case() -> (Report, Template) {
    let template = template_v1::builtin_template().unwrap();
    let may = sample::sample_reports(&template).unwrap().pop().unwrap();
    (may, template)
}

fn figure(key: &str) -> FigureKey {
    FigureKey::parse(key).unwrap()
}

fn noted(report: &mut Report, key: &str, words: &str, follow_up: FollowUp) {
    report.edit(write(&figure(key), words));
    report.edit(mark(&figure(key), follow_up));
}

fn told(report: &Report, template: &Template) -> Vec<(String, String, FollowUp)> {
    let comments = Comments::of(report, template);
    let list = comments.list().iter();
    list.map(|c| (c.figure.to_string(), c.words.clone(), c.follow_up)).collect()
}

#[test]
fn a_comment_is_kept_clean_and_goes_when_it_is_emptied() {
    let (mut may, template) = case();
    assert_eq!(Comments::of(&may, &template), Comments::default());
    let before = may.clone();
    // Decomposed, with a Windows line break and a control character.
    let typed = "  Hỏi lại\r\nCo\u{302}ng an\u{7}\n";
    noted(&mut may, "identity.cards", typed, FollowUp::No);
    noted(&mut may, "identity.accounts", "", FollowUp::Wanted);
    let comments = Comments::of(&may, &template);
    let comment = comments.get(&figure("identity.cards")).unwrap();
    assert_eq!(comment.words, "Hỏi lại\nCông an");
    assert_eq!(comment.follow_up, FollowUp::No);
    let marked: Vec<&str> = comments.to_follow_up().map(|c| c.figure.as_str()).collect();
    assert_eq!(marked, ["identity.accounts"]);
    assert!(comments.get(&figure("identity.cards_total")).is_none());

    noted(&mut may, "identity.cards", " \n ", FollowUp::No);
    noted(&mut may, "identity.accounts", "", FollowUp::No);
    assert_eq!(may, before, "nothing is left behind");
}

#[test]
fn only_what_is_followed_up_goes_on_until_it_is_ticked_off() {
    let (mut may, template) = case();
    noted(&mut may, "identity.cards", "đã hỏi", FollowUp::No);
    noted(&mut may, "identity.accounts", "chờ Công an trả lời", FollowUp::Wanted);
    let mut june = next_report::start(&may, &template, may.header.period.key.next());
    let waiting = ("identity.accounts", "chờ Công an trả lời", FollowUp::Wanted);
    let waiting = (waiting.0.to_owned(), waiting.1.to_owned(), waiting.2);
    assert_eq!(told(&june, &template), std::slice::from_ref(&waiting));
    // Also over a period that was left out.
    let july = next_report::start(&june, &template, june.header.period.key.next().next());
    assert_eq!(told(&july, &template), [waiting]);

    june.edit(mark(&figure("identity.accounts"), FollowUp::No));
    let july = next_report::start(&june, &template, june.header.period.key.next());
    assert_eq!(told(&july, &template), []);
    assert_eq!(told(&june, &template).len(), 1, "June keeps what was noted in it");
    assert_eq!(told(&may, &template).len(), 2);

    // Nor does it come back with the wording of the period before.
    let mut july = july;
    for edit in carry::carry_texts(&july, &template, &may, None) {
        july.edit(edit);
    }
    assert_eq!(told(&july, &template), []);
}

#[test]
fn the_list_follows_the_form() {
    let (mut may, template) = case();
    for figure in template.figures().iter().rev() {
        noted(&mut may, figure.key.as_str(), "x", FollowUp::No);
    }
    let comments = Comments::of(&may, &template);
    let order: Vec<&str> = comments.list().iter().map(|c| c.figure.as_str()).collect();
    assert_eq!(order.len(), template.figures().len(), "each once");
    let at = |key: &str| order.iter().position(|other| *other == key).unwrap();
    // II.2 before II.3, a row from left to right, rows before their total.
    assert!(at("services.residence_permanent.direct") < at("services.residence_permanent.online"));
    assert!(at("services.residence_permanent.online") < at("services.residence_permanent.rate"));
    assert!(at("services.residence_permanent.rate") < at("identity.cards"));
}

#[test]
fn figures_with_long_keys_have_comments_of_their_own() {
    let (mut may, _) = case();
    let long = |last: &str| {
        let key = format!("{}.{last}", "a".repeat(crate::report::key::KEY_LENGTH_MAX - 2));
        noted(&mut may, &key, last, FollowUp::Wanted);
    };
    ["b", "c"].into_iter().for_each(long);
    let words: Vec<&str> =
        may.notes_of(NoteKind::Comment).map(|(_, note)| note.words.as_str()).collect();
    assert_eq!(words, ["b", "c"]);
}

#[test]
fn comments_survive_a_report_file() {
    let (mut may, template) = case();
    let long = "Số liệu do Công an phường cung cấp. ".repeat(300);
    noted(
        &mut may,
        "identity.cards",
        &format!("{long}\nDòng “hai”: {{identity.cards}}"),
        FollowUp::No,
    );
    noted(&mut may, "identity.accounts", "chờ trả lời", FollowUp::Wanted);
    let read = report_v1::read_report(&report_v1::write_report(&may)).unwrap();
    assert_eq!(read, may);
    assert_eq!(told(&read, &template).len(), 2);
}

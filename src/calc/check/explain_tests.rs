//! What a reason for a finding holds for.

use std::collections::BTreeSet;

use super::finding::{Limit, Matter, Reading};
use super::fingerprint;
use crate::calc::text::document_checks::{CitedAt as At, DocumentFinding};
use crate::calc::text::documents::NoCode;
use crate::calc::text::encoding::Encoding;
use crate::calc::text::lint::LintKind;
use crate::report::key::{EntryId, FigureKey, ItemKey};
use crate::report::period::{DateRange, parse_day};

fn key(key: &str) -> FigureKey {
    FigureKey::parse(key).unwrap()
}

/// What a finding rests on, other than numbers of figures, each with something else in its place.
fn matters_without_readings() -> Vec<[Matter; 2]> {
    let text = |words: &str| words.to_owned();
    let range = |last: u32| {
        let first = parse_day("1/5/2023").unwrap();
        DateRange::new(first, first + chrono::TimeDelta::days(last.into())).unwrap()
    };
    let place = At::Entry(ItemKey::parse("list").unwrap(), EntryId::parse("e1").unwrap());
    let document = |name: &str| Matter::Document {
        name: text(name),
        found: DocumentFinding::NoCode { place: place.clone(), why: NoCode::Space },
    };
    let style = |written: &str| Matter::Style {
        kind: LintKind::DoubleSpace,
        written: text(written),
        suggestion: None,
    };
    let old = |written: &str| Matter::OldEncoding {
        encoding: Encoding::Tcvn3,
        written: text(written),
        meant: text("số"),
    };
    let word = |word: &str| Matter::Misspelled { word: text(word), meant: None };
    let overlap = |days| Matter::PeriodOverlaps { before: range(1), now: range(2), days };
    let gap = |days| Matter::PeriodGap { before: range(1), now: range(2), days };
    vec![
        [Matter::Blank(vec![key("a")]), Matter::Blank(vec![key("b")])],
        [Matter::Unconfirmed(vec![key("a")]), Matter::Unconfirmed(vec![key("a"), key("b")])],
        [Matter::Unreadable(text("12a")), Matter::Unreadable(text("12b"))],
        [overlap(1), overlap(2)],
        [gap(1), gap(2)],
        [document("1 UBND"), document("2 UBND")],
        [style("a  b"), style("b  c")],
        [word("phap"), word("phát")],
        [old("s\u{E8}"), old("s\u{E8} li\u{D6}u")],
        [Matter::SaidBefore(vec![text("23")]), Matter::SaidBefore(vec![text("24")])],
    ]
}

#[test]
fn a_reason_holds_for_what_it_was_given_for_and_never_for_ever() {
    let of_nothing = crate::calc::declined::short("");
    for [one, other] in matters_without_readings() {
        let [one, other] = [one, other].map(|matter| fingerprint::fingerprint(&matter));
        assert_ne!(one, other);
        assert!(one != of_nothing && other != of_nothing);
    }
    // The bound that a template sets is one of the values that a reason was given for.
    let outside = |limit| {
        let figure = Reading { figure: key("a"), period: None, number: 5.into(), qualifier: None };
        fingerprint::fingerprint(&Matter::OutOfBounds { figure, limit })
    };
    let limits = [Limit::Least(6.into()), Limit::Least(7.into()), Limit::Most(4.into())];
    let fingerprints: BTreeSet<String> = limits.into_iter().map(outside).collect();
    assert_eq!(fingerprints.len(), 3);
}

//! Reading the prose of the whole sample report, one narrative of a thousand words, and what a key and a
//! figure cost beside 60 pages of narrative.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

mod common;

use std::sync::Arc;

use baocao06::calc::check::{Settings, TextFindings};
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::calc::text;
use baocao06::calc::text::lint::{Abbreviations, lint};
use baocao06::calc::text::numbers::numbers;
use baocao06::calc::text::reconcile::{Declared, HeldText};
use baocao06::calc::text::spelling::Speller;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::TextKey;
use baocao06::report::template::{ItemBody, Template};
use baocao06::report::value::Value;
use common::{may, typed_figure};
use divan::Bencher;

fn main() {
    divan::main();
}

/// All the sample's texts with their figures filled in.
fn sample_prose() -> String {
    let (may, _, template) = may();
    let results = Results::of(&may, &template);
    let context = Context::of(&may, &template, &results);
    let texts = text::prose(&may, &template).into_iter();
    texts.map(|(_, text)| context.plain(text)).collect::<Vec<_>>().join("\n")
}

fn thousand_words() -> String {
    let prose = sample_prose();
    prose.split_whitespace().cycle().take(1_000).collect::<Vec<_>>().join(" ")
}

#[divan::bench(sample_count = 200)]
fn a_make_the_speller() -> Speller {
    Speller::new([])
}

#[divan::bench(sample_count = 200)]
fn b_spelling_of_1000_words(bencher: Bencher<'_, '_>) {
    let (speller, text) = (Speller::new([]), thousand_words());
    bencher.bench_local(|| speller.misspelled(&text));
}

#[divan::bench(sample_count = 200)]
fn c_numbers_style_spelling_of_the_sample(bencher: Bencher<'_, '_>) {
    let (may, _, template) = may();
    let (speller, abbreviations) = (Speller::new([]), Abbreviations::of(&may, &template));
    let text = sample_prose();
    bencher
        .bench_local(|| (numbers(&text), lint(&text, &abbreviations), speller.misspelled(&text)));
}

#[divan::bench(sample_count = 200)]
fn d_numbers_held_against_figures(bencher: Bencher<'_, '_>) {
    let (may, _, template) = may();
    let results = Results::of(&may, &template);
    let context = Context::of(&may, &template, &results);
    let texts = text::prose(&may, &template).into_iter();
    let printed: Vec<String> = texts.map(|(_, text)| context.plain(text)).collect();
    bencher.bench_local(|| {
        let declared = Declared::of(context);
        let held = printed.iter().map(|text| {
            let mut held = HeldText::read(text, &numbers(text), &[], declared.labels());
            held.hold(&declared);
            held
        });
        held.collect::<Vec<_>>()
    });
}

#[divan::bench(sample_count = 200)]
fn e_suggestions(bencher: Bencher<'_, '_>) {
    let speller = Speller::new([]);
    bencher.bench_local(|| speller.suggestions("hiêm"));
}

/// May with the sample's prose, all numbers in words of its own, until it fills 60 pages.
fn with_60_pages() -> (Report, Arc<Template>, TextKey) {
    const WORDS_A_PAGE: usize = 450;
    let (mut may, _, template) = may();
    let prose = sample_prose();
    let words = prose.split_whitespace().count();
    let text = vec![prose; 60 * WORDS_A_PAGE / words].join("\n");
    let key = template.items().find_map(|(_, item)| match &item.body {
        ItemBody::Narrative(narrative) => Some(narrative.text.clone()),
        _ => None,
    });
    let key = key.expect("a narrative");
    may.edit(Edit::text(key.clone(), Some(text)));
    (may, template, key)
}

#[divan::bench(sample_count = 200)]
fn f_findings_beside_60_pages_after_an_edit_of_a_figure(bencher: Bencher<'_, '_>) {
    let (mut may, template, _) = with_60_pages();
    let key = typed_figure();
    let (mut texts, mut count) = (TextFindings::default(), 0);
    bencher.bench_local(|| {
        count = (count + 1) % 10_000;
        may.edit(Edit::figure(key.clone(), Some(Value::count(count))));
        let results = Results::of(&may, &template);
        let context = Context::of(&may, &template, &results);
        texts.findings(context, &Settings::default()).len()
    });
}

#[divan::bench(sample_count = 200)]
fn g_findings_in_60_pages_after_a_key(bencher: Bencher<'_, '_>) {
    let (mut may, template, key) = with_60_pages();
    let text = may.text(&template, &key).to_owned();
    let (mut texts, mut count) = (TextFindings::default(), 0);
    bencher.bench_local(|| {
        count = (count + 1) % 10_000;
        may.edit(Edit::text(key.clone(), Some(format!("{text} có {count} hồ sơ"))));
        let results = Results::of(&may, &template);
        let context = Context::of(&may, &template, &results);
        texts.findings(context, &Settings::default()).len()
    });
}

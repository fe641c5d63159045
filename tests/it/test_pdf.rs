//! Reports as PDF files: the same pages as the preview's, with a text that can be read back.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::files::exports::{Finish, export_bytes};
use baocao06::app::look::office_look::OfficeLook;
use baocao06::calc::check::Settings;
use baocao06::calc::history::History;
use baocao06::calc::print::{self, PrintedIn};
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Extras, Source};
use baocao06::pages::flow::{self, LineCache, Page};
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, ItemKey};
use baocao06::report::look::Look;
use baocao06::report::template::Placement;
use baocao06::report::value::Value;

use super::printed_words::{EXACT, compared, reader_is_there, text_of};
use super::support::*;
use super::test_office_pages::{with_font, with_logo};
use super::test_own_fonts::has_another_font;

fn history() -> History {
    let mut before = sample();
    before.pop();
    History::of_reports(before, &template())
}

fn pdf_of(report: &Report, look: &OfficeLook) -> Vec<u8> {
    let (history, checks) = (history(), Settings::default());
    let finish = Finish { history: &history, look, checks: &checks, trace: None };
    export_bytes(report, &template(), &finish, ExportFormat::Pdf).unwrap()
}

fn pages_of(report: &Report, look: &OfficeLook) -> Vec<Page> {
    let template = template();
    let results = Results::of(report, &template);
    let history = history();
    let context = Context::of(report, &template, &results).after(&history);
    let extras = Extras { look: &look.look, history: &history, trace: None };
    let document = document::build(context, &extras);
    flow::lay_out(&document, look.sheet(), &mut LineCache::default()).pages
}

fn builtin(look: Look) -> OfficeLook {
    OfficeLook::builtin(look).unwrap()
}

/// How the words of a report's file differ from those of its pages.
fn differences(folder: &Path, name: &str, report: &Report, look: &OfficeLook) -> Vec<String> {
    let path = written(folder, name, &pdf_of(report, look));
    compared((name, EXACT), &path, &pages_of(report, look))
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A table on a page that lies on its side, and a chart.
fn annexed() -> Look {
    let mut look = Look::default();
    look.tables.insert(ItemKey::parse("services").unwrap(), Placement::AnnexLandscape);
    look.charts.push(key("communication.lodging_notices"));
    look
}

#[test]
fn words_stand_where_the_preview_has_them() {
    if !reader_is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder =
        std::env::var_os("BAOCAO06_KEEP_PAGES").map_or(folder.path().to_owned(), Into::into);
    let mut found = differences(&folder, "thang-5", &may(), &builtin(Look::default()));
    found.extend(differences(&folder, "phu-luc", &may(), &builtin(annexed())));
    for (name, own) in [("bieu-trung", with_logo()), ("phong-khac", with_font())] {
        let look = own.look(annexed());
        if look.fonts().missing().is_empty() {
            found.extend(differences(&folder, name, &may(), &look));
        } else {
            // Said by the question, which CI must answer with yes.
            assert!(!has_another_font(), "{:?}", look.fonts().missing());
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Words with one space between two.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_text_is_that_of_the_preview_in_its_order() {
    if !reader_is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for look in [Look::default(), annexed()] {
        let look = builtin(look);
        let path = written(folder.path(), "a", &pdf_of(&may(), &look));
        let (printed, pages) = (text_of(&path), pages_of(&may(), &look));
        assert_eq!(printed.len(), pages.len());
        for (printed, page) in printed.iter().zip(&pages) {
            assert_eq!(spaced(printed), spaced(&page.text()));
        }
    }
}

#[test]
fn every_printed_figure_comes_back_from_the_text() {
    if !reader_is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (report, template, look) = (may(), template(), builtin(Look::default()));
    let path = written(folder.path(), "a", &pdf_of(&report, &look));
    let text = text_of(&path).join("\n");
    let is_of_number = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let numbers: HashSet<&str> =
        text.split(|c| !is_of_number(c)).map(|number| number.trim_matches(['.', ','])).collect();
    let results = Results::of(&report, &template);
    let printed = document_figures(&report, &look);
    let mut num_found = 0;
    for figure in template.figures().iter().filter(|figure| printed.contains(&figure.key)) {
        let style = &template.parts().style;
        let value = print::figure_text(figure, &report, &results, style, PrintedIn::Table);
        let value = value.split_whitespace().next().unwrap_or_default().trim_end_matches('%');
        let is_number = value.starts_with(|c: char| c.is_ascii_digit());
        assert!(!is_number || numbers.contains(value), "{}: {value}", figure.key);
        num_found += usize::from(is_number);
    }
    assert!(num_found > 80, "{num_found}");
}

/// The figures that stand on the pages.
fn document_figures(report: &Report, look: &OfficeLook) -> HashSet<FigureKey> {
    let pages = pages_of(report, look);
    let words = pages.iter().flat_map(Page::words);
    let figures = words.filter_map(|words| match words.source {
        Source::Figure(key) => Some(key.clone()),
        _ => None,
    });
    figures.collect()
}

#[test]
fn the_same_report_gives_the_same_bytes_and_another_does_not() {
    let look = builtin(annexed());
    let first = pdf_of(&may(), &look);
    assert!(first == pdf_of(&may(), &builtin(annexed())));
    let mut other = may();
    other.edit(Edit::figure(key("communication.lodging_notices"), Some(Value::count(1))));
    assert!(first != pdf_of(&other, &look));
}

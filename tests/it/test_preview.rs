//! The pages beside the form: they follow the keys, scroll to what is edited, and lead to fields.

use std::collections::HashSet;
use std::sync::Arc;

use baocao06::app::open_report::{Loaded, OpenReport, Page};
use baocao06::app::platform::preferences::{Pane, Theme};
use baocao06::document::Source;
use baocao06::pages::flow::{self, Area, LineCache};
use baocao06::report::change::Edit;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::template::Switch;
use baocao06::report::value::Value;
use baocao06::ui::field_id::FieldIds;
use baocao06::ui::spot;
use egui::{Key, Modifiers, Pos2, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_words_in_tables;

/// May with the preview open. So high that three pages are seen.
fn preview_of(report: Report, size: [f32; 2]) -> TestHarness {
    let mut harness = window_of(report, size, Theme::Light);
    harness.key_press(Key::F6);
    harness.run();
    harness
}

fn high_preview() -> TestHarness {
    preview_of(may(), [1366.0, 2600.0])
}

fn is_shown(harness: &TestHarness, page: usize) -> bool {
    harness.query_by_label(&format!("Trang {page}")).is_some()
}

/// The words of a page that is on screen.
fn words_of(harness: &TestHarness, page: usize) -> String {
    let name = format!("Trang {page}");
    let node = harness.get_by_label(&name);
    node.accesskit_node().value().unwrap()
}

/// Where a place of the printed pages is on screen: its page, counted from 1, and its middle.
fn point_of(harness: &TestHarness, is_it: impl Fn(&Source, &str) -> bool) -> (usize, Pos2) {
    let (at, area) = place_of(harness, is_it);
    let sheet = on_screen(harness).look().sheet().clone();
    let rect: Rect = harness.get_by_label(&format!("Trang {at}")).rect();
    let scale = rect.width() / sheet.paper.width as f32;
    let middle = vec2((area.x + area.width / 2) as f32, (area.y + area.height / 2) as f32);
    (at, rect.min + middle * scale)
}

fn place_of(harness: &TestHarness, is_it: impl Fn(&Source, &str) -> bool) -> (usize, Area) {
    let document = on_screen(harness).document();
    let sheet = on_screen(harness).look().sheet().clone();
    let pages = flow::lay_out(&document, &sheet, &mut LineCache::default()).pages;
    let mut found = pages.iter().zip(1..).flat_map(|(page, at)| {
        let words = page.words().filter(|words| is_it(words.source, words.text));
        words.map(move |words| (at, words.area)).collect::<Vec<_>>()
    });
    found.next().unwrap()
}

fn click_at(harness: &mut TestHarness, point: Pos2) {
    harness.hover_at(point);
    harness.run();
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: point,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run();
}

fn turn_to(harness: &mut TestHarness, outline: &str) {
    for _ in 0..20 {
        if on_screen(harness).section().is_some_and(|section| section.outline == outline) {
            return;
        }
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    panic!("no section {outline}");
}

const TYPED: &str = "services.residence_permanent.online";
const TYPED_NAME: &str = "Đăng ký thường trú – trực tuyến";

fn is_figure(source: &Source) -> bool {
    *source == Source::Figure(key(TYPED))
}

#[test]
fn it_is_folded_opened_and_remembered() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    assert!(!is_shown(&harness, 1), "folded at first");
    harness.get_by_label("Xem trước").click();
    harness.run();
    assert!(is_shown(&harness, 1));
    assert!(words_of(&harness, 1).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    let is_kept = |harness: &TestHarness| {
        harness.state().as_ref().unwrap().state().preferences.pane == Pane::Preview
    };
    assert!(is_kept(&harness));
    harness.key_press(Key::F6);
    harness.run();
    assert!(!is_shown(&harness, 1) && !is_kept(&harness));
    harness.key_press(Key::F6);
    harness.run();
    harness.get_by_label("Ẩn xem trước (F6)").click();
    harness.run();
    assert!(!is_shown(&harness, 1) && !is_kept(&harness));
}

#[test]
fn it_follows_every_key_and_does_not_jump() {
    let mut harness = preview_of(may(), [1366.0, 768.0]);
    turn_to(&mut harness, "II.2");
    field(&harness, TYPED_NAME).focus();
    harness.run();
    let (at, _) = place_of(&harness, |source, _| is_figure(source));
    assert!(words_of(&harness, at).contains("880"));
    let top = |harness: &TestHarness| harness.get_by_label(&format!("Trang {at}")).rect().top();
    let before = top(&harness);
    for digit in ["7", "7", "1"] {
        harness.event(egui::Event::Text(digit.to_owned()));
        harness.run();
    }
    assert_eq!(*on_screen(&harness).report().value(&key(TYPED)), Value::count(771));
    let words = words_of(&harness, at);
    assert!(words.contains("771") && !words.contains("880"), "{words}");
    assert_eq!(top(&harness), before, "the page stays where it is");
}

#[test]
fn a_click_on_a_cell_goes_to_its_field() {
    let mut harness = high_preview();
    assert_eq!(on_screen(&harness).page, Page::Letterhead);
    let (_, point) = point_of(&harness, |source, _| is_figure(source));
    let before = harness.get_by_label("Trang 3").rect();
    click_at(&mut harness, point);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.2");
    assert!(field(&harness, TYPED_NAME).is_focused());
    assert_eq!(harness.get_by_label("Trang 3").rect(), before, "the eyes are where the click was");
    // Typing goes on at once.
    harness.event(egui::Event::Text("5".to_owned()));
    harness.run();
    assert_eq!(*on_screen(&harness).report().value(&key(TYPED)), Value::count(5));
}

#[test]
fn a_click_on_a_sentence_opens_its_wording() {
    let mut harness = high_preview();
    let is_sentence = |source: &Source, _: &str| match source {
        Source::Text(key) => template().items().any(|(_, item)| match &item.body {
            baocao06::report::template::ItemBody::Figures(group) => {
                group.sentences.iter().any(|sentence| sentence.text == *key)
            }
            _ => false,
        }),
        _ => false,
    };
    let (_, point) = point_of(&harness, is_sentence);
    click_at(&mut harness, point);
    assert!(field(&harness, "Lời văn của câu").is_focused());
}

#[test]
fn clicks_lead_to_texts_documents_days_and_sections() {
    let mut harness = high_preview();
    let (_, point) = point_of(&harness, |_, text| text == "453");
    click_at(&mut harness, point);
    assert!(field(&harness, "Số").is_focused());

    let (_, point) = point_of(&harness, |source, _| matches!(source, Source::Entry(_, _)));
    click_at(&mut harness, point);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "I.1");
    let name = on_screen(&harness).section().unwrap().items[0].label.clone();
    assert!(field(&harness, &format!("{name} 1: Loại văn bản")).is_focused());

    let (_, point) = point_of(&harness, |source, _| matches!(source, Source::Section(_)));
    click_at(&mut harness, point);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "I.1", "I. has no form of its own");

    // A percentage is computed: the form goes there, and nothing takes the keyboard.
    let is_rate =
        |source: &Source, text: &str| matches!(source, Source::Figure(_)) && text == "19%";
    let (_, point) = point_of(&harness, is_rate);
    click_at(&mut harness, point);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.2");
}

#[test]
fn it_scrolls_to_the_section_and_to_the_field() {
    let mut harness = preview_of(may(), [1366.0, 768.0]);
    assert!(is_shown(&harness, 1));
    turn_to(&mut harness, "IV");
    // The keyboard is in its first figure, which a sentence of the section before prints first.
    let first = on_screen(&harness).section().unwrap().items[0].figures()[0].clone();
    let (at, area) = place_of(&harness, |source, _| *source == Source::Figure(first.clone()));
    let rect = harness.get_by_label(&format!("Trang {at}")).rect();
    let y = rect.top() + area.y as f32 * rect.height() / 16838.0;
    assert!((110.0..728.0).contains(&y), "it is printed at {y}");
    assert!(!is_shown(&harness, 1));
    // The heading may stand at the end of a page whose predecessor is still at the top.
    let words = [at, at - 1].map(|at| format!("Trang {at}/7"));
    let mut found = words.iter().filter(|words| harness.query_by_label_contains(words).is_some());
    assert!(found.next().is_some(), "neither of {words:?}");
}

#[test]
fn a_final_month_is_shown_where_it_was_clicked_but_not_typed_in() {
    let mut report = may();
    let at = baocao06::app::platform::clock::now();
    report.header.status = ReportStatus::Final { at };
    let mut harness = preview_of(report, [1366.0, 2600.0]);
    let (_, point) = point_of(&harness, |source, _| is_figure(source));
    click_at(&mut harness, point);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.2");
    harness.event(egui::Event::Text("5".to_owned()));
    harness.run();
    assert_eq!(*on_screen(&harness).report().value(&key(TYPED)), Value::count(880));
}

#[test]
fn an_empty_report_has_pages_too() {
    let empty = may();
    let empty = Report::new(empty.office, empty.template, empty.header);
    for size in [[1366.0, 768.0], [1024.0, 640.0], [1920.0, 1080.0], [700.0, 500.0]] {
        let mut harness = preview_of(empty.clone(), size);
        assert!(words_of(&harness, 1).contains("CỘNG HÒA"), "{size:?}");
        for _ in 0..6 {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
            harness.run();
            harness.check_accessibility();
        }
    }
}

#[test]
fn an_empty_cell_leads_to_its_field() {
    let mut report = may();
    drop(report.edit(Edit::figure(key(TYPED), None)));
    let row = template()
        .tables()
        .flat_map(|table| &table.rows)
        .find(|row| row.cells.values().any(|cell| *cell == key(TYPED)))
        .map(|row| row.key.clone());
    drop(report.edit(Edit::row(row.unwrap(), Switch::On.into())));
    let mut harness = high_preview();
    replace_open(&mut harness, report);
    let document = on_screen(&harness).document();
    let sheet = on_screen(&harness).look().sheet().clone();
    let pages = flow::lay_out(&document, &sheet, &mut LineCache::default()).pages;
    let (at, area) = pages
        .iter()
        .zip(1..)
        .find_map(|(page, at)| {
            page.items.iter().find_map(|item| match item {
                flow::Item::Cell(cell) if is_figure(&cell.source) => Some((at, cell.area)),
                _ => None,
            })
        })
        .unwrap();
    let rect = harness.get_by_label(&format!("Trang {at}")).rect();
    let scale = rect.width() / sheet.paper.width as f32;
    let middle = pos2((area.x + area.width / 2) as f32, (area.y + area.height / 2) as f32);
    click_at(&mut harness, rect.min + middle.to_vec2() * scale);
    assert!(field(&harness, TYPED_NAME).is_focused());
}

fn replace_open(harness: &mut TestHarness, report: Report) {
    let history = baocao06::calc::history::History::default();
    let look = Arc::clone(on_screen(harness).look());
    let loaded = Loaded {
        id: report_id(),
        report,
        template: template(),
        history,
        look,
        checks: Default::default(),
        steps: Default::default(),
    };
    let loaded = Box::new(loaded);
    tell(harness, baocao06::app::message::Event::Loaded { loaded, said: None });
}

#[test]
fn where_there_is_no_room_for_both_a_click_shows_the_form() {
    let mut harness = preview_of(may(), [760.0, 900.0]);
    assert!(is_shown(&harness, 1));
    let (_, point) = point_of(&harness, |_, text| text == "453");
    click_at(&mut harness, point);
    assert!(!is_shown(&harness, 1), "the preview made room");
    assert!(field(&harness, "Số").is_focused());
}

#[test]
fn the_form_scrolls_to_what_was_clicked() {
    let mut harness = preview_of(may(), [1366.0, 768.0]);
    turn_to(&mut harness, "II.2");
    let name = "Khai báo tạm vắng – trực tiếp";
    let template = template();
    let figure = template.figures().iter().find(|figure| figure.label == name).unwrap();
    let is_it = |source: &Source, _: &str| *source == Source::Figure(figure.key.clone());
    field(&harness, TYPED_NAME).focus();
    harness.run();
    let is_seen = |rect: Rect| rect.top() > 60.0 && rect.bottom() < 730.0;
    assert!(
        is_seen(field(&harness, TYPED_NAME).rect()),
        "{:?}",
        field(&harness, TYPED_NAME).rect()
    );
    let (_, point) = point_of(&harness, is_it);
    click_at(&mut harness, point);
    assert!(field(&harness, name).is_focused());
    assert!(is_seen(field(&harness, name).rect()), "{:?}", field(&harness, name).rect());
    // A percentage is only computed; the form goes to where it is shown.
    let is_rate = |source: &Source, text: &str| {
        *source == Source::Figure(key("services.absence.rate")) && text == "100%"
    };
    let (_, point) = point_of(&harness, is_rate);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageUp);
        harness.run();
    }
    turn_to(&mut harness, "II.2");
    click_at(&mut harness, point);
    let label = template.figure(&key("services.absence.rate")).unwrap().label.clone();
    let name = format!("{label}: 100%");
    let shown = harness.get_by_label_contains(&name);
    assert!(is_seen(shown.rect()), "{:?}", shown.rect());
}

#[test]
fn every_place_has_a_field_and_every_field_its_place() {
    let kinds = places_with_fields(loaded_of(may()));
    assert!(kinds.len() >= 6, "figures, texts, sections, entries, rows, the period: {kinds:?}");
    let mut words = test_words_in_tables::loaded();
    for (key, text) in [("day", "12/8/2025"), ("how", "Đạt"), ("note", "đủ hồ sơ")] {
        let key = text_key(&format!("t.clean.{key}"));
        words.report.edit(Edit::text(key, Some(text.to_owned())));
    }
    let text = Source::Text(text_key("t.clean.how"));
    assert!(places_with_fields(words).contains(&std::mem::discriminant(&text)));
}

/// Every place that is printed leads to a field, if it is for one, and the field back to it; which kinds of
/// place there were.
fn places_with_fields(loaded: Loaded) -> HashSet<std::mem::Discriminant<Source>> {
    let (mut open, ids) = (OpenReport::open(loaded), FieldIds::default());
    let sheet = open.look().sheet().clone();
    let pages = flow::lay_out(&open.document(), &sheet, &mut LineCache::default()).pages;
    let mut kinds = HashSet::new();
    for words in pages.iter().flat_map(|page| page.words()) {
        let source = words.source;
        let Some(spot) = spot::of(source, &open, ids) else {
            assert_eq!(*source, Source::Fixed, "{} leads nowhere", words.text);
            continue;
        };
        kinds.insert(std::mem::discriminant(source));
        assert!(open.pages().contains(&spot.page), "{}: {:?}", words.text, spot.page);
        let has_field = matches!(source, Source::Text(_) | Source::Entry(_, _) | Source::Header);
        assert!(!has_field || spot.field().is_some(), "{} has no field", words.text);
        if let Some(field) = spot.field() {
            open.page = spot.page;
            assert_eq!(spot::source_of(field, &open, ids).as_ref(), Some(source));
        }
    }
    kinds
}

#[test]
fn a_click_on_words_in_a_table_leads_to_their_cell_also_where_they_are_chosen() {
    let mut words = test_words_in_tables::loaded();
    for (key, text) in [("how", "Đạt"), ("note", "đủ hồ sơ")] {
        let key = text_key(&format!("t.clean.{key}"));
        words.report.edit(Edit::text(key, Some(text.to_owned())));
    }
    let mut harness = high_preview();
    let loaded = Box::new(words);
    tell(&mut harness, baocao06::app::message::Event::Loaded { loaded, said: None });
    let (_, point) = point_of(&harness, |_, text| text == "đủ");
    click_at(&mut harness, point);
    assert!(field(&harness, "Làm sạch dữ liệu – Ghi rõ").is_focused());
    let (_, point) = point_of(&harness, |_, text| text == "Đạt");
    click_at(&mut harness, point);
    assert!(harness.get_by_label("Làm sạch dữ liệu – Kết quả").is_focused());
}

#[test]
fn the_last_page_of_the_menu_can_be_reached_in_a_low_window() {
    let mut harness = preview_of(may(), [1024.0, 640.0]);
    let title = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    let switch = harness.get_all_by_role(egui::accesskit::Role::Button);
    let switch = switch.into_iter().find(|node| title(node).starts_with("Thể thức văn bản · "));
    switch.unwrap().click();
    harness.run();
    let last = harness.get_all_by_label("Trình bày, phụ lục").next().unwrap();
    last.scroll_to_me();
    harness.run();
    let last = harness.get_all_by_label("Trình bày, phụ lục").next().unwrap();
    assert!(last.rect().bottom() <= 640.0, "{:?}", last.rect());
    let middle = last.rect().center();
    click_at(&mut harness, middle);
    assert_eq!(on_screen(&harness).page, Page::Look);
}

#[test]
fn documents_fit_beside_the_preview() {
    for width in [1366.0, 1024.0] {
        let mut harness = preview_of(may(), [width, 768.0]);
        turn_to(&mut harness, "I.1");
        let pane = harness.get_by_label("Trang 1").rect().left();
        // An entry opens while it is edited.
        let first = harness.get_all_by_label_contains("1: Loại văn bản").next().unwrap();
        first.focus();
        harness.run();
        let seen: Vec<_> = [": Cơ quan ban hành", ": Trích yếu", "Xóa văn bản 1", ": Số, ký hiệu"]
            .into_iter()
            .map(|name| harness.get_all_by_label_contains(name).next().unwrap().rect())
            .collect();
        // The scroll bar and the edge of the card stand between.
        assert!(seen.iter().all(|rect| rect.right() <= pane - 44.0), "{width} {pane} {seen:?}");
        assert!(seen[0].width() >= 200.0, "{width} {seen:?}");
    }
}

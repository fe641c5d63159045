//! Tab and Enter lead through every field of every part, to the end of the report and nowhere else.

use std::collections::{BTreeSet, HashSet};

use baocao06::app::platform::preferences::Theme;
use baocao06::calc::days;
use baocao06::calc::next_report;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::key::FigureKey;
use baocao06::report::letterhead::LetterheadField;
use baocao06::report::number::format_value;
use baocao06::report::template::{Figure, ItemBody, Need};
use baocao06::report::value::Value;
use baocao06::ui::cells::sheet::{CellKind, Sheet, Stop};
use baocao06::ui::field_id::FieldIds;
use egui::accesskit::Role;
use egui::{Event, Id, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_cells::*;

/// More fields than any report has.
const FIELDS_MAX: usize = 600;

/// A first month: nothing is carried into it.
fn new_month() -> Report {
    let may = may();
    next_report::first(may.office, &template(), may.header.period.key.next())
}

fn ids() -> FieldIds {
    let mut ids = FieldIds::default();
    ids.renew();
    ids
}

/// What has the keyboard: its role and its name.
fn at(harness: &TestHarness) -> Option<(Role, String)> {
    let node = harness.get_all_by(|_| true).find(|node| node.is_focused())?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().or_else(|| node.value()).unwrap_or_default()))
}

fn focused_id(harness: &TestHarness) -> Option<Id> {
    harness.ctx.memory(|memory| memory.focused())
}

/// What is typed into the field with the keyboard.
fn text_for(harness: &TestHarness, name: &str) -> &'static str {
    let open = on_screen(harness);
    let sheet = Sheet::of(open, &open.page, ids());
    let cell = focused_id(harness).and_then(|id| sheet.cell(id).cloned());
    match cell.map(|cell| cell.kind) {
        Some(CellKind::Figure) => "7",
        Some(CellKind::Day) => "11/6/2023",
        _ if name.contains("Từ ngày") => "13/5/2023",
        _ if name.contains("Đến hết ngày") => "12/6/2023",
        _ if name.to_lowercase().contains("ngày") || name == "Hạn gửi" => "15/6/2023",
        _ => "chữ",
    }
}

/// Fills every field by Tab and Enter alone, from the first to the end of the report; the names of what had the
/// keyboard.
fn fill_all(harness: &mut TestHarness) -> Vec<String> {
    let mut names = Vec::new();
    let mut has_added: HashSet<Id> = HashSet::new();
    go_to_first(harness);
    for _ in 0..FIELDS_MAX {
        let (role, name) = at(harness).unwrap();
        names.push(name.clone());
        match role {
            // Another name of the office asks what else changes; answered, the keyboard is where it was.
            Role::Button if name == "Chỉ đổi tên" => {
                names.pop();
                press(harness, &[Key::Enter]);
                harness.run();
                assert_eq!(at(harness).map(|(role, _)| role), Some(Role::TextInput));
                continue;
            }
            Role::Button => {
                assert_eq!(name, "Thêm văn bản", "no other button is come to");
                // Once in each list.
                if has_added.insert(focused_id(harness).unwrap()) {
                    add_document(harness);
                    continue;
                }
            }
            Role::ComboBox => {}
            Role::TextInput | Role::MultilineTextInput => {
                type_text(harness, text_for(harness, &name));
            }
            role => panic!("{name} is a {role:?}"),
        }
        // Enter leads on from texts of one paragraph, Tab from everything.
        let is_short = role == Role::TextInput && names.len() % 2 == 0;
        let is_cell = focused_id(harness).is_some_and(|id| {
            Sheet::of(on_screen(harness), &on_screen(harness).page, ids()).cell(id).is_some()
        });
        press(harness, &[if is_short && !is_cell { Key::Enter } else { Key::Tab }]);
        if harness.query_by_label("Đây là ô cuối cùng của báo cáo").is_some() {
            return names;
        }
    }
    panic!("the keys go round and round: {:?}", &names[names.len() - 20..]);
}

/// Back to the first field of the report.
fn go_to_first(harness: &mut TestHarness) {
    for _ in 0..FIELDS_MAX {
        press_with(harness, Modifiers::SHIFT, Key::Tab);
        if harness.query_by_label("Đây là ô đầu tiên của báo cáo").is_some() {
            return;
        }
    }
    panic!("the first field is not come to");
}

/// Presses the button that has the keyboard, and plays the worker, who keeps what it asks for.
fn add_document(harness: &mut TestHarness) {
    press(harness, &[Key::Enter]);
    harness.run();
    let name = at(harness).map(|(_, name)| name).unwrap_or_default();
    assert!(name.ends_with("Loại văn bản"), "a new entry is typed in at once, not {name}");
}

#[test]
fn every_field_of_a_new_month_is_filled_by_tab_and_enter_alone() {
    let mut harness = window_of(new_month(), [1366.0, 768.0], Theme::Light);
    let names = fill_all(&mut harness);
    let open = on_screen(&harness);
    let (report, template) = (open.report(), open.template());

    for field in LetterheadField::ALL {
        let text = report.text(template, &field.text_key());
        let is_chosen = field == LetterheadField::SigningAuthority;
        assert!(is_chosen || !text.trim().is_empty(), "{field:?}");
    }
    for name in &template.parts().names {
        assert!(report.text(template, &name.key).contains("chữ"), "{}", name.label);
    }
    for figure in template.figures().iter().filter(|figure| report.has_on(figure, template)) {
        if figure.is_typed() {
            assert_eq!(format_value(report.value(&figure.key)), "7", "{}", figure.label);
        }
        let shows_day = |figure: &Figure| {
            names.iter().any(|name| name.starts_with(&format!("{}: ", figure.label)))
        };
        if days::usual(figure, report).is_some() && shows_day(figure) {
            assert_eq!(days::text(figure, report).unwrap(), "11/6/2023", "{}", figure.label);
        }
    }
    for (_, item) in template.items() {
        match &item.body {
            ItemBody::Narrative(narrative) => {
                assert!(report.text(template, &narrative.text).contains("chữ"), "{}", item.label);
            }
            ItemBody::Documents(list) => {
                assert!(report.text(template, &list.intro).contains("chữ"), "{}", item.label);
                let entries = report.entries(&item.key);
                assert_eq!(entries.len(), 1, "{}", item.label);
                let document = &entries[0].document;
                for text in
                    [&document.doc_type, &document.code, &document.issuer, &document.subject]
                {
                    assert_eq!(text, "chữ", "{}", item.label);
                }
                assert_eq!(document.day.as_ref().unwrap().to_text(), "15/6/2023");
            }
            ItemBody::Table(_) | ItemBody::Figures(_) => {}
        }
    }
    assert!(open.progress().report.is_complete());
    assert_eq!(open.progress().missing, []);
}

/// What is still to be done stands beside the form, and leads to its first place; a new month opens there.
#[test]
fn a_new_month_opens_in_its_first_empty_field_with_what_is_to_be_done() {
    let may = may();
    let june = next_report::start(&may, &template(), may.header.period.key.next());
    let mut harness = window_of(june, [1366.0, 768.0], Theme::Light);
    let is_first = |harness: &TestHarness| {
        let open = on_screen(harness);
        let sheet = Sheet::of(open, &open.page, ids());
        let cell = focused_id(harness).and_then(|id| sheet.cell(id).cloned()).unwrap();
        let blank = |key: &FigureKey| open.report().value(key).is_blank();
        let mut figures = open.template().items().flat_map(|(_, item)| item.figures());
        let is_needed = |key: &&FigureKey| {
            let figure = open.template().figure(key).unwrap();
            figure.is_typed() && figure.need == Need::Required && blank(key)
        };
        figures.find(is_needed) == Some(&cell.key)
    };
    assert!(is_first(&harness), "{}", focused(&harness));
    harness.get_by_label("Còn phải làm");
    let total = on_screen(&harness).progress().report.figures.total;
    harness.get_by_label(&format!("0/{total} số liệu đã nhập"));
    harness.get_by_label(&format!("{total} số liệu chưa nhập")).click();
    harness.run();
    harness.run();
    assert!(is_first(&harness));
    harness.get_by_label_contains("lời văn tháng trước chờ xem").click();
    harness.run();
    harness.run();
    assert_eq!(on_screen(&harness).section().unwrap().outline, "I.2");
    let before = on_screen(&harness).progress().report.not_seen;
    harness.get_by_label("Vẫn đúng: Công tác chỉ đạo").click();
    harness.run();
    assert_eq!(on_screen(&harness).progress().report.not_seen, before - 1);
}

#[test]
fn tab_comes_to_every_stop_of_every_page_and_back() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    let pages = on_screen(&harness).pages();
    go_to_first(&mut harness);
    let stops: usize =
        pages.iter().map(|page| Sheet::of(on_screen(&harness), page, ids()).stops().len()).sum();
    let first = focused(&harness);
    let mut names = BTreeSet::new();
    let mut there = 1;
    while harness.query_by_label("Đây là ô cuối cùng của báo cáo").is_none() {
        let (role, name) = at(&harness).unwrap();
        assert!(role != Role::Button || name == "Thêm văn bản", "{name}");
        names.insert(name);
        press(&mut harness, &[Key::Tab]);
        there += 1;
        assert!(there < FIELDS_MAX);
    }
    assert_eq!(there - 1, stops);
    for _ in 1..stops {
        press_with(&mut harness, Modifiers::SHIFT, Key::Tab);
    }
    assert_eq!(focused(&harness), first);
}

#[test]
fn an_arrow_leaves_a_cell_that_was_opened_by_typing() {
    let mut harness = at_cell(ONLINE);
    type_text(&mut harness, "84");
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(focused(&harness), ONLINE_BELOW);
    type_text(&mut harness, "97");
    press(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(focused(&harness), DIRECT_BELOW);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(84));
    assert_eq!(value(&harness, "services.residence_temporary.online"), Value::count(97));
    // F2 in the middle of it: from then on arrows go through the text.
    type_text(&mut harness, "5");
    press(&mut harness, &[Key::F2, Key::ArrowLeft]);
    assert_eq!(focused(&harness), DIRECT_BELOW);
    type_text(&mut harness, "1");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_temporary.direct"), Value::count(15));
}

#[test]
fn no_control_character_enters_a_field_whatever_an_input_method_sends() {
    let mut harness = at_cell(ONLINE);
    for event in [
        Event::Text("\u{8}".to_owned()),
        Event::Text("9\t".to_owned()),
        Event::Ime(ImeEvent::Commit("1\r\n".to_owned())),
        Event::Text("\r".to_owned()),
    ] {
        harness.event(event);
        harness.run();
    }
    assert_eq!(field(&harness, ONLINE).accesskit_node().value().as_deref(), Some("91"));
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(91));
}

/// A report that is locked takes no words: Tab goes over its cells, which can be copied.
#[test]
fn tab_goes_through_the_cells_of_a_locked_report() {
    let mut report = may();
    report.header.status = ReportStatus::Final { at: baocao06::app::platform::clock::now() };
    let mut harness = window_of(report, [1366.0, 768.0], Theme::Light);
    let cells = |stop: &&Stop| matches!(stop, Stop::Cell(_));
    let pages = on_screen(&harness).pages();
    let sheets = pages.iter().map(|page| Sheet::of(on_screen(&harness), page, ids()));
    let stops: usize = sheets.map(|sheet| sheet.stops().iter().filter(cells).count()).sum();
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let mut there = 0;
    while harness.query_by_label("Đây là ô cuối cùng của báo cáo").is_none() {
        assert!(focused_id(&harness).is_some());
        press(&mut harness, &[Key::Tab]);
        there += 1;
        assert!(there < FIELDS_MAX);
    }
    assert!(there <= stops && there > stops / 2, "{there} of {stops}");
}

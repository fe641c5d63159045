//! Every way of typing Vietnamese into every kind of field of the program, in its own place in the window.
//!
//! The cases: a. UniKey's Backspaces and new letters; b. an input method that composes; c. one that only
//! commits; d. all events of a word in one frame; e. the marks behind the word; f. a mark taken back;
//! g. typing begins on a selected cell; h. digits with a Vietnamese layout on.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use unicode_normalization::UnicodeNormalization as _;

use super::scenes::{self, CELL, COMMENT, at_cell, click, on_outline, on_page, press, rich_may};
use super::support::*;
use super::telex::{backspace, text};
use super::test_live_typing::{play, ways};

/// What a field is for its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A cell for a number: what is typed first replaces what it holds.
    Number,
    /// A cell for a day.
    DayCell,
    /// A line for a day.
    Day,
    /// Words that the report keeps.
    Words,
    /// A line that is looked at while it is typed in, and kept nowhere.
    Search,
    /// A number that holds only when it can be read.
    Setting,
}

impl Kind {
    fn is_cell(self) -> bool {
        matches!(self, Self::Number | Self::DayCell)
    }
}

struct Place {
    name: String,
    kind: Kind,
    open: fn() -> TestHarness,
}

fn place(name: impl Into<String>, kind: Kind, open: fn() -> TestHarness) -> Place {
    Place { name: name.into(), kind, open }
}

fn letterhead() -> TestHarness {
    on_page(rich_may(), &baocao06::app::open_report::Page::Letterhead)
}

fn documents() -> TestHarness {
    on_outline(rich_may(), "I.1")
}

fn start() -> TestHarness {
    let mut harness = window([1366.0, 768.0], baocao06::app::platform::preferences::Theme::Light);
    tell(&mut harness, baocao06::app::message::Event::NothingOpen(None));
    click(&mut harness, "Bắt đầu với mẫu Đề án 06");
    harness
}

fn in_front(key: Key) -> TestHarness {
    let mut harness = at_cell();
    press(&mut harness, Modifiers::COMMAND, key);
    harness
}

/// Every kind of field.
fn places() -> Vec<Place> {
    let day = "Cán bộ, công chức được quán triệt về VNeID: tính đến ngày";
    let mut all = vec![
        place(CELL, Kind::Number, at_cell),
        place("Hồ sơ định danh điện tử đã thu nhận", Kind::Number, || {
            on_outline(rich_may(), "II.3")
        }),
        place("In trong báo cáo: Đăng ký thường trú – tỷ lệ trực tuyến", Kind::Number, at_cell),
        place(day, Kind::DayCell, || on_outline(rich_may(), "I.3")),
        place("Tên đơn vị trên màn hình", Kind::Words, letterhead),
        place("Từ ngày", Kind::Day, letterhead),
        place("Hạn gửi", Kind::Day, letterhead),
        place("Ngày ký", Kind::Day, letterhead),
        place("Cơ quan ban hành *", Kind::Words, letterhead),
        place("Nơi nhận *", Kind::Words, letterhead),
        place("Địa bàn", Kind::Words, letterhead),
        place(narrative_label("III"), Kind::Words, || on_outline(rich_may(), "III")),
        place("Câu dẫn: Văn bản đang triển khai", Kind::Words, documents),
        place("Lời văn của câu", Kind::Words, || {
            let mut harness = on_outline(rich_may(), "II.1");
            click(&mut harness, "Sửa lời văn");
            harness
        }),
        place(COMMENT, Kind::Words, scenes::commenting),
        place("Giải trình", Kind::Words, scenes::explaining),
        place("Lọc lịch sử", Kind::Search, scenes::history),
        place("Số nhỏ nhất được xét", Kind::Setting, scenes::settings),
        place("Từ mới", Kind::Search, scenes::settings),
        place("Tìm chỉ tiêu để vẽ biểu đồ", Kind::Search, || {
            on_page(rich_may(), &baocao06::app::open_report::Page::Look)
        }),
        place("Lệnh, phần báo cáo, chỉ tiêu", Kind::Search, || in_front(Key::K)),
        place("Tìm trong báo cáo", Kind::Search, || in_front(Key::F)),
        place("Đến dòng của bảng", Kind::Search, || in_front(Key::G)),
        place("Tên đơn vị báo cáo", Kind::Search, start),
        place("Tháng báo cáo đầu tiên", Kind::Search, start),
    ];
    for part in ["Loại văn bản", "Số, ký hiệu", "Cơ quan ban hành", "Trích yếu"] {
        all.push(place(format!("Văn bản ban hành trong kỳ 2: {part}"), Kind::Words, documents));
    }
    all.push(place("Văn bản ban hành trong kỳ 2: Ngày ban hành", Kind::Day, documents));
    all
}

/// The keyboard goes into a field, all of it selected.
fn enter(harness: &mut TestHarness, place: &Place) {
    field(harness, &place.name).focus();
    harness.run();
    // A cell is selected as a whole; Ctrl+A would select its table.
    if !place.kind.is_cell() {
        press(harness, Modifiers::COMMAND, Key::A);
    }
}

fn shown(harness: &TestHarness, place: &Place) -> String {
    field(harness, &place.name).accesskit_node().value().unwrap_or_default()
}

/// Leaves a field, where that means something.
fn leave(harness: &mut TestHarness, place: &Place) -> bool {
    if place.kind != Kind::Search {
        press(harness, Modifiers::NONE, Key::Tab);
        assert!(!field(harness, &place.name).is_focused(), "{}: Tab leaves it", place.name);
    }
    !matches!(place.kind, Kind::Search | Kind::Setting)
}

/// Cases a to f, and g where a field is a cell: what is typed first replaces what it holds.
#[test]
fn every_way_of_typing_gives_the_same_word_in_every_kind_of_field() {
    for place in places() {
        let mut harness = (place.open)();
        for (way, frames) in ways() {
            let told = format!("{}, {way}", place.name);
            enter(&mut harness, &place);
            play(&mut harness, frames);
            assert_eq!(shown(&harness, &place), "việt", "{told}");
            if leave(&mut harness, &place) {
                assert_eq!(shown(&harness, &place), "việt", "{told}: when it is left");
            }
        }
    }
}

/// In a cell that is typed in already, by F2.
#[test]
fn every_way_of_typing_works_behind_what_a_cell_holds() {
    for place in places().into_iter().filter(|place| place.kind.is_cell()) {
        let mut harness = (place.open)();
        for (way, frames) in ways() {
            enter(&mut harness, &place);
            press(&mut harness, Modifiers::NONE, Key::Delete);
            enter(&mut harness, &place);
            harness.event(text("1"));
            harness.run();
            press(&mut harness, Modifiers::NONE, Key::Enter);
            enter(&mut harness, &place);
            press(&mut harness, Modifiers::NONE, Key::F2);
            play(&mut harness, frames);
            assert_eq!(shown(&harness, &place), "1việt", "{}, {way}", place.name);
            leave(&mut harness, &place);
        }
    }
}

/// The frames in which keys 1 2 0 arrive with a Vietnamese layout on: case h.
fn digits() -> Vec<(&'static str, Vec<Vec<Event>>)> {
    let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    let unikey = vec![
        vec![text("1")],
        vec![text("2")],
        vec![backspace(), text("2")],
        vec![text("0")],
        vec![backspace(), text("0")],
    ];
    vec![
        ("h. singly", unikey.clone()),
        ("h. burst", vec![unikey.concat()]),
        ("h. commits", ["1", "2", "0"].map(|digit| vec![commit(digit)]).to_vec()),
        ("h. preedits", vec![vec![preedit("1")], vec![preedit("12")], vec![commit("120")]]),
    ]
}

#[test]
fn every_way_of_typing_digits_gives_the_same_number_in_every_kind_of_field() {
    // Words are words, digits or not: the fields for numbers and days, and those that search.
    for place in places().into_iter().filter(|place| place.kind != Kind::Words) {
        let mut harness = (place.open)();
        for (way, frames) in digits() {
            let told = format!("{}, {way}", place.name);
            enter(&mut harness, &place);
            play(&mut harness, frames);
            assert_eq!(shown(&harness, &place), "120", "{told}");
            leave(&mut harness, &place);
            if place.kind != Kind::Search {
                assert_eq!(shown(&harness, &place), "120", "{told}: when it is left");
            }
        }
    }
}

/// Loose marks, as some phones and file names write them, are kept as they come while they are typed
/// and settled when the field is left.
#[test]
fn loose_marks_are_settled_when_a_field_is_left() {
    let loose: String = "việt".nfd().collect();
    for place in places().into_iter().filter(|place| place.kind != Kind::Search) {
        let mut harness = (place.open)();
        enter(&mut harness, &place);
        play(&mut harness, vec![vec![text(&loose)]]);
        let now = shown(&harness, &place);
        assert_eq!(now.nfc().collect::<String>(), "việt", "{}", place.name);
        if leave(&mut harness, &place) {
            assert_eq!(shown(&harness, &place), "việt", "{}", place.name);
        }
    }
}

/// No field was forgotten above: each that is found on any screen takes a burst in order.
#[test]
fn every_field_of_every_screen_takes_a_burst_in_order() {
    let (_, burst) = ways().into_iter().find(|(way, _)| way.starts_with('d')).unwrap();
    let mut seen = BTreeSet::new();
    let mut num_fields = 0;
    for scene in scenes::scenes() {
        let mut harness = (scene.make)();
        for name in new_fields(&harness, &scene.name, &mut seen) {
            if num_fields > 0 && find(&harness, &name).is_none() {
                harness = (scene.make)();
            }
            field(&harness, &name).focus();
            harness.run_steps(2);
            // In a cell it selects the table, and typing replaces the cell.
            harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
            harness.run_steps(1);
            harness.input_mut().events.extend(burst.concat());
            harness.step();
            harness.step();
            let value = field(&harness, &name).accesskit_node().value();
            assert_eq!(value.as_deref(), Some("việt"), "{}: {name}", scene.name);
            harness.key_press(Key::Escape);
            harness.run_steps(2);
            num_fields += 1;
        }
    }
    assert!(num_fields > 80, "{num_fields}");
}

fn find(harness: &TestHarness, name: &str) -> Option<()> {
    harness.query_all_by_label(name).next().map(|_| ())
}

/// The fields of a screen that can be typed in and are unlike those seen before: of the many cells
/// and entries of a table or a list those of one are asked.
fn new_fields(harness: &TestHarness, scene: &str, seen: &mut BTreeSet<String>) -> Vec<String> {
    let names = harness.get_all_by(|_| true).filter_map(|node| {
        let node = node.accesskit_node();
        let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
        let can_be_typed_in = !node.is_read_only() && !node.is_disabled();
        node.label().filter(|_| is_field && can_be_typed_in)
    });
    let is_new = |name: &String| {
        let kind = name.rsplit([':', '–']).next().unwrap_or_default();
        scene != "a final month" && seen.insert(kind.trim().to_owned())
    };
    names.filter(is_new).collect()
}

//! Texts with live references: chips that follow their figures, the list that puts them in, marks
//! under what was found, and Vietnamese typed among them.

use baocao06::app::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::value::Value;
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

const NARRATIVE: &str = "police.narrative";
const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };
const CARDS: &str = "Hồ sơ cấp thẻ căn cước đã thu nhận";

/// May with a narrative of the office's own.
fn with(text: &str) -> Report {
    let mut report = may();
    report.edit(Edit::Text(text_key(NARRATIVE), Some(text.to_owned())));
    report
}

fn name() -> String {
    narrative_label("I.2")
}

/// The window on the page of the narrative.
fn open(text: &str) -> TestHarness {
    open_report(with(text))
}

fn open_report(report: Report) -> TestHarness {
    let mut harness = window_of(report, [1366.0, 1200.0], Theme::Light);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    assert_eq!(month(&harness).section().unwrap().outline, "I.2");
    harness
}

/// The window with the keyboard in the narrative, the caret at its end.
fn typing(text: &str) -> TestHarness {
    let mut harness = open(text);
    field(&harness, &name()).focus();
    harness.run();
    press(&mut harness, Key::End, CTRL);
    harness
}

fn press(harness: &mut TestHarness, key: Key, modifiers: Modifiers) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn key_of(harness: &mut TestHarness, key: Key) {
    press(harness, key, Modifiers::NONE);
}

/// Types letter by letter, a frame each.
fn type_letters(harness: &mut TestHarness, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run();
    }
}

fn stored(harness: &TestHarness) -> String {
    month(harness).report().texts[&text_key(NARRATIVE)].clone()
}

/// The narrative as it is read to those who cannot see it.
fn spoken(harness: &TestHarness) -> String {
    field(harness, &name()).accesskit_node().value().unwrap_or_default()
}

fn link(label: &str) -> String {
    format!("Tới số liệu: {label}")
}

/// Where the n-th chip of a figure is.
fn chip(harness: &TestHarness, label: &str, n: usize) -> Pos2 {
    let label = link(label);
    let mut chips = harness.query_all_by_label(&label);
    chips.nth(n).unwrap_or_else(|| panic!("no chip {label}")).rect().center()
}

fn click(harness: &mut TestHarness, at: Pos2, button: PointerButton, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerMoved(at));
    harness.run_steps(2);
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.run_steps(1);
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(6);
}

#[test]
fn a_text_shows_its_figures_and_says_them() {
    let harness = open("Đã thu nhận {identity.cards} hồ sơ, tháng {@month}, {identity.cards}.");
    assert_eq!(spoken(&harness), "Đã thu nhận 1.614 hồ sơ, tháng 5, 1.614.");
    let runs = harness.get_all_by_role(Role::TextRun);
    let runs: Vec<_> = runs.filter_map(|run| run.accesskit_node().value()).collect();
    assert!(runs.iter().any(|run| run == "Đã thu nhận 1.614 hồ sơ, tháng 5, 1.614."), "{runs:?}");
    let label = link(CARDS);
    let chips: Vec<_> = harness.query_all_by_label(&label).collect();
    assert_eq!(chips.len(), 2);
    assert_eq!(chips[0].accesskit_node().value().as_deref(), Some("1.614"));
    assert!(chips[0].rect().right() < chips[1].rect().left());
    assert!(chips[0].rect().width() > 30.0);
    harness.get_by_label(&link("Tháng của báo cáo"));
}

#[test]
fn a_figure_is_put_in_by_a_search_of_its_label() {
    let mut harness = typing("Đã nhận ");
    type_letters(&mut harness, "{dang ky");
    harness.get_by_label_contains("Đăng ký thường trú – trực tiếp · II.2");
    assert!(harness.query_by_label_contains("Chưa nối được").is_none(), "it is still searched");
    key_of(&mut harness, Key::ArrowDown);
    key_of(&mut harness, Key::Enter);
    type_letters(&mut harness, " hồ sơ");
    assert_eq!(stored(&harness), "Đã nhận {services.residence_permanent.online} hồ sơ");
    assert_eq!(spoken(&harness), "Đã nhận 880 hồ sơ");
    assert!(harness.query_by_label_contains("Gõ tên để tìm").is_none());
    assert!(field(&harness, &name()).is_focused());
}

#[test]
fn the_list_opens_with_keys_and_takes_tab_and_the_mouse() {
    let mut harness = typing("Nay có ");
    press(&mut harness, Key::Space, CTRL);
    harness.get_by_label_contains("Gõ tên để tìm");
    type_letters(&mut harness, "can cuoc da thu");
    key_of(&mut harness, Key::Tab);
    assert_eq!(stored(&harness), "Nay có {identity.cards}");
    assert!(field(&harness, &name()).is_focused(), "Tab was the list's");

    type_letters(&mut harness, ", {tháng sau");
    let entry = harness.get_by_label_contains("Năm của tháng sau · Kỳ báo cáo · 2023").rect();
    click(&mut harness, entry.center(), PointerButton::Primary, Modifiers::NONE);
    assert_eq!(stored(&harness), "Nay có {identity.cards}, {@next_year}");
    assert!(field(&harness, &name()).is_focused());
    type_letters(&mut harness, " x");
    assert_eq!(spoken(&harness), "Nay có 1.614, 2023 x");

    // Letterhead texts too, by the words of their fields.
    type_letters(&mut harness, " {địa danh");
    key_of(&mut harness, Key::Enter);
    assert!(stored(&harness).ends_with(" x {letterhead.place}"), "{}", stored(&harness));
}

#[test]
fn escape_closes_the_list_and_leaves_what_was_typed() {
    let mut harness = typing("Có ");
    type_letters(&mut harness, "{dang");
    key_of(&mut harness, Key::Escape);
    assert!(harness.query_by_label_contains("Gõ tên để tìm").is_none());
    assert!(field(&harness, &name()).is_focused());
    assert_eq!(stored(&harness), "Có {dang");
    harness.get_by_label_contains("Chưa nối được số liệu");
    type_letters(&mut harness, "x");
    assert!(harness.query_by_label_contains("Gõ tên để tìm").is_none());
    // What no name has closes it by itself, and Enter is a line break as always.
    type_letters(&mut harness, " {qqq");
    harness.get_by_label_contains("Không có số liệu nào");
    key_of(&mut harness, Key::Enter);
    assert_eq!(stored(&harness), "Có {dangx {qqq\n");
    // A second Escape gives the text back as it was.
    key_of(&mut harness, Key::Escape);
    assert_eq!(stored(&harness), "Có ");
}

#[test]
fn a_name_typed_between_braces_is_a_reference_from_its_last_brace_on() {
    let mut harness = typing("");
    type_letters(&mut harness, &format!("Có {{{CARDS}}} và {{sai}}"));
    assert_eq!(stored(&harness), "Có {identity.cards} và {sai}");
    assert_eq!(spoken(&harness), "Có 1.614 và {sai}");
    harness.get_by_label_contains("không có số liệu nào tên là “sai”");
}

#[test]
fn keys_take_a_chip_whole() {
    let mut harness = typing("a {identity.cards} b");
    key_of(&mut harness, Key::ArrowLeft);
    key_of(&mut harness, Key::ArrowLeft);
    // Behind the chip; one key goes over it.
    key_of(&mut harness, Key::ArrowLeft);
    type_letters(&mut harness, "x");
    key_of(&mut harness, Key::ArrowRight);
    type_letters(&mut harness, "y");
    assert_eq!(stored(&harness), "a x{identity.cards}y b");
    key_of(&mut harness, Key::Backspace);
    key_of(&mut harness, Key::Backspace);
    assert_eq!(stored(&harness), "a x b");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert!(stored(&harness).contains("{identity.cards}"), "{}", stored(&harness));

    let mut harness = typing("a {identity.cards} b");
    press(&mut harness, Key::Home, Modifiers::NONE);
    key_of(&mut harness, Key::ArrowRight);
    key_of(&mut harness, Key::ArrowRight);
    key_of(&mut harness, Key::Delete);
    assert_eq!(stored(&harness), "a  b");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(stored(&harness), "a {identity.cards} b");
    press(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!(stored(&harness), "a  b");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::Home, Modifiers::NONE);
    for _ in 0..3 {
        press(&mut harness, Key::ArrowRight, Modifiers::SHIFT);
    }
    type_letters(&mut harness, "c");
    assert_eq!(stored(&harness), "c b");
}

#[test]
fn putting_in_is_one_step_of_undo() {
    let mut harness = typing("Có ");
    type_letters(&mut harness, "{lưu trú");
    key_of(&mut harness, Key::Enter);
    let with_chip = stored(&harness);
    assert!(with_chip.ends_with('}'));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(stored(&harness), "Có {lưu trú");
    press(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!(stored(&harness), with_chip);
}

#[test]
fn what_is_copied_is_words_outside_and_references_inside() {
    let mut harness = typing("Có {identity.cards} hồ sơ");
    press(&mut harness, Key::A, Modifiers::COMMAND);
    harness.event(Event::Copy);
    harness.step();
    let commands = harness.output().platform_output.commands.clone();
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("copied");
    assert_eq!(copied, "Có 1.614 hồ sơ");
    harness.run();
    press(&mut harness, Key::End, CTRL);
    harness.event(Event::Paste(copied));
    harness.run();
    assert_eq!(stored(&harness), "Có {identity.cards} hồ sơCó {identity.cards} hồ sơ");
    harness.event(Event::Paste(" từ Word: 1.614 {x} {identity.cards}\nhết".to_owned()));
    harness.run();
    let from_word = "hồ sơ từ Word: 1.614 {x} {identity.cards}\nhết";
    assert!(stored(&harness).ends_with(from_word), "{}", stored(&harness));
    assert!(spoken(&harness).ends_with("1.614 {x} 1.614\nhết"));
    // Typed, the same words are words.
    press(&mut harness, Key::A, Modifiers::COMMAND);
    harness.event(Event::Text("Có 1.614 hồ sơ".to_owned()));
    harness.run();
    assert_eq!(stored(&harness), "Có 1.614 hồ sơ");
}

#[test]
fn a_changed_figure_changes_every_sentence_also_the_one_being_typed() {
    let text = text_key("publicity.narrative");
    let key_of_text = template().items().find_map(|(section, item)| match &item.body {
        baocao06::report::template::ItemBody::Narrative(narrative) if section.outline == "II.1" => {
            Some(narrative.text.clone())
        }
        _ => None,
    });
    let text = key_of_text.unwrap_or(text);
    let mut report = may();
    let lodging = "Cơ sở lưu trú có tài khoản thông báo lưu trú";
    let figure = template().figure_by_label(lodging).unwrap().key.clone();
    report.edit(Edit::Text(text.clone(), Some(format!("Có {{{figure}}} nơi"))));
    let mut harness = window_of(report, [1366.0, 1600.0], Theme::Light);
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let name = narrative_label("II.1");
    field(&harness, &name).focus();
    harness.run();
    press(&mut harness, Key::End, CTRL);
    let before = harness.query_all_by_label(&link(lodging)).count();
    assert_eq!(before, 2, "in the sentence and in the narrative");
    for _ in 0.." nơi".chars().count() {
        key_of(&mut harness, Key::ArrowLeft);
    }
    let number = field(&harness, lodging).accesskit_node().locate().0;
    let set = egui::accesskit::ActionRequest {
        action: egui::accesskit::Action::SetValue,
        target_tree: egui::accesskit::TreeId::ROOT,
        target_node: number,
        data: Some(egui::accesskit::ActionData::Value("1.234.567".into())),
    };
    harness.event(Event::AccessKitActionRequest(set));
    harness.run();
    assert_eq!(*month(&harness).report().value(&figure), Value::count(1_234_567));
    for chip in harness.query_all_by_label(&link(lodging)) {
        assert_eq!(chip.accesskit_node().value().as_deref(), Some("1.234.567"));
    }
    assert!(field(&harness, &name).is_focused());
    type_letters(&mut harness, "!");
    assert_eq!(month(&harness).report().texts[&text], format!("Có {{{figure}}}! nơi"));
    let shown = field(&harness, &name).accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("Có 1.234.567! nơi"));
}

#[test]
fn what_is_not_entered_is_seen() {
    let mut report = with("Có {identity.cards} hồ sơ");
    let cards = template().figure_by_label(CARDS).unwrap().clone();
    assert!(cards.is_typed());
    report.edit(Edit::Figure(cards.key, None));
    let harness = open_report(report);
    assert_eq!(spoken(&harness), "Có ‹Hồ sơ cấp thẻ căn cước đã…› hồ sơ");
}

#[test]
fn hovering_tells_what_a_chip_is() {
    let mut harness = open("Đã thu nhận {identity.cards} hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    harness.event(Event::PointerMoved(at));
    harness.run_steps(60);
    harness.get_by_label(CARDS);
    harness.get_by_label("1.614 hồ sơ");
    harness.get_by_label_contains("Tháng trước: ");
    harness.get_by_label("Bấm để tới số liệu");
}

#[test]
fn a_click_on_a_chip_goes_to_its_figure() {
    let mut harness = open("Đã thu nhận {identity.cards} hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(month(&harness).section().unwrap().outline, "II.3");
    assert!(field(&harness, CARDS).is_focused());
}

#[test]
fn while_typing_a_click_places_the_caret_and_ctrl_goes_to_the_figure() {
    let mut harness = typing("Đã thu nhận {identity.cards} hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at + egui::vec2(8.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    assert_eq!(month(&harness).section().unwrap().outline, "I.2");
    type_letters(&mut harness, "!");
    assert_eq!(stored(&harness), "Đã thu nhận {identity.cards}! hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at, PointerButton::Primary, Modifiers::COMMAND);
    assert_eq!(month(&harness).section().unwrap().outline, "II.3");
    assert!(field(&harness, CARDS).is_focused());
}

#[test]
fn a_final_month_shows_its_chips_but_takes_no_keys() {
    let mut report = with("Đã thu nhận {identity.cards} hồ sơ, biên phap mới.");
    let at = report.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    report.header.status = ReportStatus::Final { at };
    let mut harness = open_report(report);
    assert_eq!(spoken(&harness), "Đã thu nhận 1.614 hồ sơ, biên phap mới.");
    let at = harness.get_by_label_contains("Gạch chân: “phap”").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    assert!(harness.query_by_label("pháp").is_none());
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(month(&harness).section().unwrap().outline, "II.3");
}

#[test]
fn a_wrong_word_is_replaced_from_its_menu_in_one_step() {
    let text = "Có {identity.cards} biên phap mới.";
    let mut harness = open(text);
    let at = harness.get_by_label_contains("Gạch chân: “phap”").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("pháp").click();
    harness.run_steps(6);
    assert_eq!(stored(&harness), "Có {identity.cards} biên pháp mới.");
    assert!(harness.query_by_label_contains("Gạch chân").is_none());
    let edits = saved_edits(&mut harness);
    let replaced = Edit::Text(text_key(NARRATIVE), Some(stored(&harness)));
    assert_eq!(edits, [replaced], "one step of the program's undo");
    assert!(field(&harness, &name()).is_focused());
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(stored(&harness), text, "one step of the field's undo");
}

#[test]
fn a_number_is_bound_to_its_figure_from_its_menu() {
    let mut report = with("Công an đã thu nhận 1.622 hồ sơ cấp căn cước, {@month}.");
    report.edit(Edit::Figure(key("services.id_card.direct"), Some(Value::count(1_309))));
    let mut harness = open_report(report);
    let at = harness.get_by_label_contains("Gạch chân: Lời văn ghi “1.622”").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Số liệu khác, giải trình…");
    harness.get_by_label("Cùng một số liệu").click();
    harness.run_steps(6);
    let bound = "Công an đã thu nhận {identity.cards} hồ sơ cấp căn cước, {@month}.";
    assert_eq!(stored(&harness), bound);
    assert_eq!(spoken(&harness), "Công an đã thu nhận 1.614 hồ sơ cấp căn cước, 5.");
    let edits = saved_edits(&mut harness);
    assert_eq!(edits, [Edit::Text(text_key(NARRATIVE), Some(bound.to_owned()))]);
}

#[test]
fn what_is_right_is_explained_from_its_menu() {
    let mut report = with("Công an đã thu nhận 1.622 hồ sơ cấp căn cước.");
    report.edit(Edit::Figure(key("services.id_card.direct"), Some(Value::count(1_309))));
    let mut harness = open_report(report);
    let at = harness.get_by_label_contains("Gạch chân: Lời văn ghi “1.622”").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Số liệu khác, giải trình…").click();
    harness.run_steps(8);
    assert!(field(&harness, "Giải trình").is_focused());
    type_letters(&mut harness, "Tính cả hồ sơ cũ");
    key_of(&mut harness, Key::Tab);
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("Gạch chân: Lời văn ghi").is_none());
}

#[test]
fn house_style_is_kept_from_its_menu() {
    let mut harness = open("Đạt  tỷ lệ 91.9% trong kỳ.");
    let at = harness.get_by_label_contains("Gạch chân: “91.9%”").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Viết là “91,9%”").click();
    harness.run_steps(6);
    let at = harness.get_by_label_contains("Gạch chân: Lời văn có dấu cách thừa").rect().center();
    click(&mut harness, at, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Chỉ để một dấu cách").click();
    harness.run_steps(6);
    assert_eq!(stored(&harness), "Đạt tỷ lệ 91,9% trong kỳ.");
}

#[test]
fn marks_stay_under_their_words_while_the_text_moves() {
    let mut harness = typing("Có {identity.cards} biên phap mới.");
    let mark = |harness: &TestHarness| {
        let marks = harness.query_all_by_label_contains("Gạch chân: “phap”");
        let rects: Vec<_> = marks.map(|mark| mark.rect()).collect();
        assert_eq!(rects.len(), 1);
        rects[0]
    };
    let before = mark(&harness);
    press(&mut harness, Key::Home, CTRL);
    harness.event(Event::Text("Nay ".to_owned()));
    harness.step();
    let moved = mark(&harness);
    assert!(moved.left() > before.left() + 10.0);
    harness.run();
    assert_eq!(mark(&harness), moved, "the frame of the key shows what the next one does");
}

#[test]
fn a_sentence_is_typed_in_where_it_stands() {
    let mut harness = may_window();
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let item = month(&harness).section().unwrap().items[0].label.clone();
    let view = field(&harness, &format!("{item}, câu 1"));
    let shown = view.accesskit_node().value().unwrap();
    assert!(shown.contains("174"), "{shown}");
    let beside = view.rect().left_top() + egui::vec2(40.0, 14.0);
    click(&mut harness, beside, PointerButton::Primary, Modifiers::NONE);
    let editor = field(&harness, "Lời văn của câu");
    assert!(editor.is_focused());
    assert_eq!(editor.accesskit_node().value().as_deref(), Some(shown.as_str()));
    press(&mut harness, Key::Home, CTRL);
    type_letters(&mut harness, "Đã ");
    harness.get_by_label("Xong").click();
    harness.run();
    let view = field(&harness, &format!("{item}, câu 1"));
    assert_eq!(view.accesskit_node().value().unwrap(), format!("Đã {shown}"));
}

/// The frames in which keys v i e e j t arrive by one way of typing Vietnamese.
fn ways() -> Vec<(&'static str, Vec<Vec<Event>>)> {
    let text = |text: &str| Event::Text(text.to_owned());
    let back = || Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    let commit = || Event::Ime(ImeEvent::Commit("việt".to_owned()));
    let unikey = vec![
        vec![text("v")],
        vec![text("i")],
        vec![text("e")],
        vec![back(), text("ê")],
        vec![back(), text("ệ")],
        vec![text("t")],
    ];
    let late = vec![
        vec![text("v"), text("i"), text("e"), text("t")],
        vec![back(), back(), text("êt")],
        vec![back(), back(), text("ệt")],
    ];
    let ime = ["v", "vi", "vie", "viê", "việ", "việt"].map(|part| vec![preedit(part)]);
    let ime = ime.into_iter().chain([vec![commit()]]).collect();
    let corrected =
        vec![unikey.concat(), vec![back(), back(), text("êt")], vec![back(), back(), text("ệt")]];
    vec![
        ("a. UniKey", unikey.clone()),
        ("b. IME", ime),
        ("c. commit only", vec![vec![commit()]]),
        ("d. burst", vec![unikey.concat()]),
        ("e. late marks", late),
        ("f. correction", corrected),
    ]
}

fn play(harness: &mut TestHarness, frames: Vec<Vec<Event>>) {
    for frame in frames {
        harness.input_mut().events.extend(frame);
        harness.step();
    }
    harness.run();
}

#[test]
fn every_way_of_typing_vietnamese_works_between_chips() {
    for (way, frames) in ways() {
        let mut harness = typing("{identity.cards}{identity.cards}");
        key_of(&mut harness, Key::ArrowLeft);
        play(&mut harness, frames);
        assert_eq!(stored(&harness), "{identity.cards}việt{identity.cards}", "{way}");
        assert_eq!(spoken(&harness), "1.614việt1.614", "{way}");
    }
}

#[test]
fn every_way_of_typing_vietnamese_works_in_the_search() {
    for (way, frames) in ways() {
        let mut harness = typing("");
        type_letters(&mut harness, "{");
        play(&mut harness, frames);
        assert_eq!(stored(&harness), "{việt", "{way}");
        let none = "Không có số liệu nào tên có “việt”";
        assert!(harness.query_by_label_contains(none).is_some(), "{way}");
        for _ in 0..4 {
            key_of(&mut harness, Key::Backspace);
        }
        type_letters(&mut harness, "căn cước đã");
        key_of(&mut harness, Key::Enter);
        assert_eq!(stored(&harness), "{identity.cards}", "{way}");
    }
}

#[test]
fn a_burst_with_a_brace_opens_the_list_in_its_frame() {
    let mut harness = typing("Có ");
    harness
        .input_mut()
        .events
        .extend(["{", "căn", " cước", " đã"].map(|t| Event::Text(t.to_owned())));
    harness.step();
    // The very next key is the list's.
    key_of(&mut harness, Key::Tab);
    assert_eq!(stored(&harness), "Có {identity.cards}");
    assert!(field(&harness, &name()).is_focused());
}

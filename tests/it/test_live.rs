//! Texts with live references: chips that follow their figures, and the list that puts them in.

use baocao06::app::platform::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::value::Value;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::live_support::*;
use super::support::*;

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
    report.edit(Edit::text(text.clone(), Some(format!("Có {{{figure}}} nơi"))));
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
    assert_eq!(*on_screen(&harness).report().value(&figure), Value::count(1_234_567));
    for chip in harness.query_all_by_label(&link(lodging)) {
        assert_eq!(chip.accesskit_node().value().as_deref(), Some("1.234.567"));
    }
    assert!(field(&harness, &name).is_focused());
    type_letters(&mut harness, "!");
    assert_eq!(on_screen(&harness).report().texts[&text], format!("Có {{{figure}}}! nơi"));
    let shown = field(&harness, &name).accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("Có 1.234.567! nơi"));
}

#[test]
fn what_is_not_entered_is_seen() {
    let mut report = with("Có {identity.cards} hồ sơ");
    let cards = template().figure_by_label(CARDS).unwrap().clone();
    assert!(cards.is_typed());
    report.edit(Edit::figure(cards.key, None));
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
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.3");
    assert!(field(&harness, CARDS).is_focused());
}

#[test]
fn while_typing_a_click_places_the_caret_and_ctrl_goes_to_the_figure() {
    let mut harness = typing("Đã thu nhận {identity.cards} hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at + egui::vec2(8.0, 0.0), PointerButton::Primary, Modifiers::NONE);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "I.2");
    type_letters(&mut harness, "!");
    assert_eq!(stored(&harness), "Đã thu nhận {identity.cards}! hồ sơ.");
    let at = chip(&harness, CARDS, 0);
    click(&mut harness, at, PointerButton::Primary, Modifiers::COMMAND);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.3");
    assert!(field(&harness, CARDS).is_focused());
}

#[test]
fn a_sentence_is_typed_in_where_it_stands() {
    let mut harness = may_window();
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let item = on_screen(&harness).section().unwrap().items[0].label.clone();
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

#[test]
fn what_the_program_writes_about_a_figure_is_found_too() {
    let mut harness = typing("Có ");
    type_letters(&mut harness, "{ho so cap the can cuoc da thu nhan, kem");
    key_of(&mut harness, Key::Enter);
    assert_eq!(stored(&harness), "Có {identity.cards@amount}");
    assert_eq!(spoken(&harness), "Có 1.614 hồ sơ");
    let label = link(&format!("{CARDS}, kèm đơn vị"));
    let at = harness.get_by_label(&label).rect().center();
    click(&mut harness, at, PointerButton::Primary, Modifiers::COMMAND);
    assert!(field(&harness, CARDS).is_focused());
}

#[test]
fn chips_go_to_the_next_line_whole() {
    let harness = open(&"Có {identity.cards} hồ sơ và ".repeat(30));
    let rect = field(&harness, &name()).rect();
    let label = link(CARDS);
    let chips: Vec<_> = harness.query_all_by_label(&label).map(|chip| chip.rect()).collect();
    assert_eq!(chips.len(), 30);
    let lines: std::collections::BTreeSet<_> = chips.iter().map(|c| c.top() as i32).collect();
    assert!(lines.len() > 3, "{lines:?}");
    for (i, chip) in chips.iter().enumerate() {
        assert!(rect.contains_rect(*chip), "{chip:?}");
        assert!((chip.width() - chips[0].width()).abs() < 1.0, "{chip:?} is not as wide as others");
        let behind = chips.iter().skip(i + 1);
        assert!(behind.into_iter().all(|other| !other.shrink(0.5).intersects(*chip)));
    }
}

#[test]
fn a_screen_reader_changes_words_and_keeps_the_chips() {
    let mut harness = open("Có {identity.cards} hồ sơ, tháng {@month}.");
    let target_node = field(&harness, &name()).accesskit_node().locate().0;
    let set = egui::accesskit::ActionRequest {
        action: egui::accesskit::Action::SetValue,
        target_tree: egui::accesskit::TreeId::ROOT,
        target_node,
        data: Some(egui::accesskit::ActionData::Value("Có 1.614 bộ hồ sơ, tháng 5.".into())),
    };
    harness.event(Event::AccessKitActionRequest(set));
    harness.run();
    assert_eq!(stored(&harness), "Có {identity.cards} bộ hồ sơ, tháng {@month}.");
}

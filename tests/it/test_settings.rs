//! "Cài đặt…": every choice of the page is the one that menus and keys know; and the guide, of which each step leads to
//! where it is done.

use std::collections::BTreeSet;

use baocao06::app::command::{Command, MachineCommand, TableCommand};
use baocao06::app::platform::preferences::{Density, Theme};
use baocao06::app::state::ticks::Tick;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

fn press(harness: &mut TestHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run();
}

fn click(harness: &mut TestHarness, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn is_ticked(harness: &TestHarness, command: Command) -> bool {
    let window = harness.state().as_ref().unwrap();
    command.ticked(window.state()).is_some_and(Tick::is_on)
}

#[test]
fn every_choice_of_the_settings_is_made_by_a_click_and_seen_by_the_menus() {
    let mut harness = may_window();
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    let roomy = Command::Table(TableCommand::Roomy);
    let drawn = Command::Machine(MachineCommand::DrawBySoftware);
    for command in [Command::ThemeDark, Command::ThemeLight, roomy, drawn] {
        click(&mut harness, &command.label(None));
        assert!(is_ticked(&harness, command), "{command:?}");
        assert!(harness.query_by_label("Cài đặt").is_some(), "it stays open");
    }
    for command in [Command::ToggleKeypadComma, Command::Table(TableCommand::ToggleBefore)] {
        let was = is_ticked(&harness, command);
        click(&mut harness, &command.label(Some(baocao06::report::period::PeriodKind::Month)));
        assert_ne!(is_ticked(&harness, command), was, "{command:?}");
    }
    click(&mut harness, &Command::ZoomIn.label(None));
    harness.get_by_label("110 %");
    click(&mut harness, &Command::ZoomReset.label(None));
    let likes = &harness.state().as_ref().unwrap().state().preferences;
    assert_eq!(
        (likes.theme, likes.density, likes.zoom_percent),
        (Theme::Light, Density::Roomy, 100)
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Cài đặt").is_none());
}

#[test]
fn the_guide_goes_step_by_step_and_leads_to_the_work() {
    let mut harness = may_window();
    press(&mut harness, Modifiers::NONE, Key::F1);
    let picture = |harness: &TestHarness| {
        let picture = harness.get_by_label_contains("Hình: ");
        picture.accesskit_node().label().unwrap_or_default()
    };
    let mut pictures = BTreeSet::from([picture(&harness)]);
    for _ in 1..8 {
        click(&mut harness, "Bước tiếp theo");
        pictures.insert(picture(&harness));
    }
    assert_eq!(pictures.len(), 8, "{pictures:?}");
    assert!(harness.get_by_label("Bước tiếp theo").accesskit_node().is_disabled());
    click(&mut harness, "3. Gõ số như trong Excel");
    click(&mut harness, "Bước trước");
    harness.get_all_by_label("Lập báo cáo tháng mới").next().unwrap();
    click(&mut harness, "6. Xem lỗi, sửa hoặc giải trình");
    let command = Command::ToggleChecks;
    harness.get_by_label_contains("giải trình; phát hiện ấy");
    assert!(!is_ticked(&harness, command));
    let label = command.label(None);
    harness.get_all_by_label(&label).last().unwrap().click();
    harness.run();
    assert!(is_ticked(&harness, command));
    assert!(harness.query_by_label("Hướng dẫn").is_none(), "it steps aside");
}

//! Tables as in Excel: all services of the reference month on one screen, the period before in a column.

use baocao06::app::platform::preferences::{Before, Density, Theme};
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable as _;

use super::support::*;
use super::test_cells::{ONLINE, focused, press, type_text};

const ACCOUNTS: &str = "Cơ sở lưu trú có tài khoản thông báo lưu trú";

/// May on an office laptop, the keyboard in the first cell of the table of services: come there by Tab.
fn at_services() -> TestHarness {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    for _ in 0..5 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    assert_eq!(focused(&harness), ACCOUNTS);
    press(&mut harness, &[Key::Tab, Key::Tab]);
    assert!(focused(&harness).ends_with("– trực tiếp"), "{}", focused(&harness));
    harness
}

/// The fields of the second column, top to bottom.
fn fields(harness: &TestHarness) -> Vec<Rect> {
    let open = on_screen(harness);
    let tables = open.template().tables();
    let rows = tables.flat_map(|table| &table.rows).filter(|row| open.report().is_on(row));
    let cells = rows.filter_map(|row| row.cells.values().nth(1));
    let labels = cells.filter_map(|key| open.template().figure(key)).filter(|f| f.is_typed());
    labels.map(|figure| field(harness, &figure.label).rect()).collect()
}

/// What the bars leave of the window.
fn form(harness: &TestHarness) -> egui::Rangef {
    let bottom = harness.ctx.content_rect().bottom() - 8.0 - 32.0;
    egui::Rangef::new(80.0, bottom)
}

/// Runs a command from the palette.
pub(crate) fn run_command(harness: &mut TestHarness, name: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    type_text(harness, name);
    press(harness, &[Key::Enter]);
    harness.run();
}

#[test]
fn all_fifteen_services_are_on_one_screen_of_an_office_laptop() {
    let harness = at_services();
    let (fields, form) = (fields(&harness), form(&harness));
    assert_eq!(fields.len(), 15);
    let whole =
        fields.iter().filter(|rect| form.contains(rect.top()) && form.contains(rect.bottom()));
    assert_eq!(whole.count(), 15, "{fields:?} in {form:?}");
    let total = harness.get_by_label("Tất cả dịch vụ").rect();
    assert!(form.contains(total.bottom()), "{total:?}");
    // Their frames are inside their rows.
    assert!(fields.iter().all(|rect| rect.height() <= 28.0), "{fields:?}");
    for (one, next) in fields.iter().zip(fields.iter().skip(1)) {
        let apart = next.center().y - one.center().y;
        assert!((28.0..=36.0).contains(&apart), "rows are {apart} points apart");
    }
    // While the table is filled in, nothing moves.
    let before = fields.first().map(|rect| rect.top());
    let mut harness = harness;
    press(&mut harness, &[Key::PageDown, Key::PageDown, Key::ArrowRight, Key::PageUp]);
    assert_eq!(self::fields(&harness).first().map(|rect| rect.top()), before);
}

#[test]
fn what_cannot_be_read_moves_nothing() {
    let mut harness = at_services();
    let before = fields(&harness);
    for text in ["1.31", "12x", "1,317"] {
        type_text(&mut harness, text);
        press(&mut harness, &[Key::Enter]);
        assert_eq!(fields(&harness), before, "{text}");
    }
    assert!(harness.query_all_by_label_contains("có ký tự “x”").next().is_some());
}

#[test]
fn the_period_before_is_a_column_that_follows_the_keyboard_and_can_be_hidden() {
    let mut harness = at_services();
    assert!(harness.query_by_label("Tháng trước\nTrực tiếp").is_some());
    assert!(harness.query_by_label("1.265 (+52)").is_some());
    press(&mut harness, &[Key::ArrowRight]);
    assert!(harness.query_by_label("Tháng trước\nTrực tuyến").is_some());
    assert!(harness.query_by_label("287 (+18)").is_some());
    run_command(&mut harness, "so thang truoc trong bang");
    assert!(harness.query_by_label("287 (+18)").is_none());
    let likes =
        |harness: &TestHarness| harness.state().as_ref().unwrap().state().preferences.clone();
    assert_eq!(likes(&harness).before, Before::Hidden);
    run_command(&mut harness, "so thang truoc trong bang");
    run_command(&mut harness, "bang thoang");
    assert_eq!(likes(&harness).density, Density::Roomy);
    // With room each field has its own below it.
    assert!(harness.query_by_label("287 (+18)").is_some());
    assert!(harness.query_by_label("1.265 (+52)").is_some());
}

#[test]
fn a_click_and_what_is_typed_behind_it_moves_nothing() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    for _ in 0..5 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let place = |harness: &TestHarness| field(harness, ONLINE).rect();
    let before = place(&harness);
    let at = before.center();
    for _ in 0..2 {
        harness.hover_at(at);
        for pressed in [true, false] {
            harness.event(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            harness.run();
            assert_eq!(place(&harness), before);
        }
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(place(&harness), before);
    type_text(&mut harness, "1.317");
    assert_eq!(place(&harness), before);
}

//! The cell model, by accessible label: keys move, typing replaces, what is selected is copied.

use baocao06::app::message::Request;
use baocao06::app::open_report::Page;
use baocao06::app::platform::preferences::Theme;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::template::{ItemBody, Table};
use baocao06::report::value::Value;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

pub(crate) const DIRECT: &str = "Đăng ký thường trú – trực tiếp";
pub(crate) const ONLINE: &str = "Đăng ký thường trú – trực tuyến";
const PRINTED: &str = "In trong báo cáo: Đăng ký thường trú – tỷ lệ trực tuyến";
pub(crate) const ONLINE_BELOW: &str = "Đăng ký tạm trú – trực tuyến";
pub(crate) const DIRECT_BELOW: &str = "Đăng ký tạm trú – trực tiếp";

/// The window on the page with the table of services, on a cell.
pub(crate) fn at_cell(name: &str) -> TestHarness {
    at_cell_of(may(), [1366.0, 2600.0], name)
}

fn at_cell_of(report: Report, size: [f32; 2], name: &str) -> TestHarness {
    let mut harness = window_of(report, size, Theme::Light);
    open_page(&mut harness, "II.2");
    field(&harness, name).focus();
    harness.run();
    harness
}

fn open_page(harness: &mut TestHarness, outline_and_label: &str) {
    let node = harness.get_all_by_role(egui::accesskit::Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with(outline_and_label))
    });
    node.unwrap_or_else(|| panic!("no page {outline_and_label}")).click();
    harness.run();
}

pub(crate) fn press(harness: &mut TestHarness, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

pub(crate) fn press_with(harness: &mut TestHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run();
}

pub(crate) fn type_text(harness: &mut TestHarness, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

/// The name of what has the keyboard.
pub(crate) fn focused(harness: &TestHarness) -> String {
    let focused = harness.get_all_by(|_| true).find(|node| node.is_focused());
    let label = focused.and_then(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    label.unwrap_or_default()
}

pub(crate) fn value(harness: &TestHarness, figure: &str) -> Value {
    on_screen(harness).report().value(&key(figure)).clone()
}

pub(crate) fn copied(harness: &mut TestHarness) -> String {
    harness.state_mut().as_mut().unwrap().outside().copied.pop().unwrap().text
}

fn services() -> Table {
    let template = template();
    let mut tables = template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Table(table) => Some(table.clone()),
        _ => None,
    });
    tables.next().unwrap()
}

#[test]
fn the_row_of_totals_is_called_on_screen_as_it_is_printed() {
    let harness = at_cell(ONLINE);
    assert_eq!(services().total_label, "Tất cả dịch vụ");
    assert!(harness.query_by_label("Tất cả dịch vụ").is_some());
}

#[test]
fn arrows_go_over_every_cell_and_home_and_end_to_the_edges() {
    let mut harness = at_cell(DIRECT);
    press(&mut harness, &[Key::ArrowRight]);
    assert_eq!(focused(&harness), ONLINE);
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(focused(&harness), ONLINE_BELOW);
    press(&mut harness, &[Key::ArrowLeft, Key::ArrowUp]);
    assert_eq!(focused(&harness), DIRECT);
    press(&mut harness, &[Key::End]);
    assert_eq!(focused(&harness), PRINTED);
    press(&mut harness, &[Key::ArrowLeft]);
    let rate = focused(&harness);
    assert!(rate.starts_with("Đăng ký thường trú – tỷ lệ trực tuyến: "), "{rate}");
    press(&mut harness, &[Key::Home]);
    assert_eq!(focused(&harness), DIRECT);
    press_with(&mut harness, Modifiers::COMMAND, Key::End);
    press_with(&mut harness, Modifiers::COMMAND, Key::Home);
    let first = services().rows.iter().find(|row| on_screen(&harness).report().is_on(row)).cloned();
    assert!(focused(&harness).ends_with("– trực tiếp"), "{}", focused(&harness));
    assert!(first.is_some());
}

#[test]
fn typing_replaces_and_enter_commits_downwards() {
    let mut harness = at_cell(ONLINE);
    type_text(&mut harness, "9");
    type_text(&mut harness, "1");
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(91));
    press(&mut harness, &[Key::Enter]);
    assert_eq!(focused(&harness), ONLINE_BELOW);
    press_with(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert_eq!(focused(&harness), ONLINE);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(91));
}

#[test]
fn tab_goes_over_what_waits_for_figures_and_enter_comes_back_to_its_column() {
    let mut harness = at_cell(DIRECT);
    type_text(&mut harness, "5");
    press(&mut harness, &[Key::Tab]);
    assert_eq!(focused(&harness), ONLINE);
    type_text(&mut harness, "6");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(focused(&harness), DIRECT_BELOW, "Enter comes back to where the Tabs began");
    press_with(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(
        focused(&harness),
        ONLINE,
        "from the first cell of a row to the last of the one above"
    );
    assert_eq!(value(&harness, "services.residence_permanent.direct"), Value::count(5));
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(6));
}

#[test]
fn f2_and_enter_edit_and_escape_restores_without_leaving_the_cell() {
    for begin in [Key::F2, Key::Enter] {
        let mut harness = at_cell(ONLINE);
        press(&mut harness, &[begin]);
        type_text(&mut harness, "1");
        // The caret stood behind what was there.
        assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(8801));
        press(&mut harness, &[Key::ArrowLeft]);
        assert_eq!(focused(&harness), ONLINE, "arrows move the caret inside text");
        press(&mut harness, &[Key::Escape]);
        assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(880));
        assert_eq!(focused(&harness), ONLINE);
        press(&mut harness, &[Key::ArrowDown]);
        assert_eq!(focused(&harness), ONLINE_BELOW, "arrows move the cell again");
    }
}

#[test]
fn delete_zero_and_hyphen_give_three_values_that_look_different() {
    let mut harness = at_cell(ONLINE);
    let figure = "services.residence_permanent.online";
    press(&mut harness, &[Key::Delete]);
    assert_eq!(value(&harness, figure), Value::Blank);
    let state = |harness: &TestHarness| {
        let node = field(harness, ONLINE);
        let node = node.accesskit_node();
        (node.value().unwrap_or_default(), node.data().description().unwrap_or_default().to_owned())
    };
    let blank = state(&harness);
    type_text(&mut harness, "0");
    press(&mut harness, &[Key::Enter, Key::ArrowUp]);
    assert_eq!(value(&harness, figure), Value::count(0));
    let zero = state(&harness);
    type_text(&mut harness, "-");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, figure), Value::NotArisen);
    let none = state(&harness);
    assert_eq!(blank.0, "");
    assert_eq!(zero.0, "0");
    assert_eq!(none.0, "-");
    assert_ne!(blank.1, zero.1);
    assert_ne!(none.1, zero.1);
}

#[test]
fn shift_and_arrows_select_cells_that_are_copied_and_cleared_together() {
    let mut harness = at_cell(DIRECT);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(focused(&harness), DIRECT, "the keyboard stays in the first cell");
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(copied(&mut harness), "113\t880\r\n12\t72");
    drop(asked(&mut harness));
    press(&mut harness, &[Key::Delete]);
    for figure in ["residence_permanent.direct", "residence_temporary.online"] {
        assert_eq!(value(&harness, &format!("services.{figure}")), Value::Blank);
    }
    let num_batches = asked(&mut harness)
        .iter()
        .filter(|request| matches!(request, Request::Save { .. }))
        .count();
    assert_eq!(num_batches, 1, "one change, one step to undo");
}

#[test]
fn a_computed_cell_is_copied_but_not_typed_in() {
    let mut harness = at_cell(ONLINE);
    press(&mut harness, &[Key::ArrowRight, Key::ArrowRight]);
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(copied(&mut harness), "89%");
    let before = on_screen(&harness).report().clone();
    type_text(&mut harness, "5");
    assert_eq!(*on_screen(&harness).report(), before);
    press(&mut harness, &[Key::Enter]);
    assert!(!focused(&harness).is_empty());
}

#[test]
fn control_a_selects_the_whole_table() {
    let mut harness = at_cell(ONLINE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Copy);
    harness.run();
    let text = copied(&mut harness);
    let num_rows =
        services().rows.iter().filter(|row| on_screen(&harness).report().is_on(row)).count();
    assert_eq!(text.split("\r\n").count(), num_rows + 1, "the rows and their total");
    assert!(text.contains("113\t880\t"), "{text}");
}

#[test]
fn control_d_fills_a_selection_from_its_top_row_and_one_cell_from_above() {
    let mut harness = at_cell(ONLINE);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(value(&harness, "services.residence_temporary.online"), Value::count(880));
    press(&mut harness, &[Key::ArrowDown, Key::ArrowLeft]);
    press_with(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(value(&harness, "services.residence_temporary.direct"), Value::count(113));
}

#[test]
fn control_and_arrow_goes_to_the_edge_of_what_is_filled() {
    let mut report = may();
    report.values.remove(&key("services.residence_temporary.online"));
    let mut harness = at_cell_of(report, [1366.0, 2600.0], ONLINE);
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(focused(&harness), ONLINE_BELOW);
    press_with(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
    assert_eq!(focused(&harness), ONLINE, "from a blank cell to the next filled one");
    press_with(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    assert_ne!(focused(&harness), ONLINE_BELOW, "the next filled one is behind the blank one");
    assert!(!focused(&harness).is_empty());
}

#[test]
fn a_cell_keeps_the_keyboard_far_below_the_screen_and_the_page_follows() {
    let report = with_every_row(may());
    let mut harness = at_cell_of(report, [1366.0, 768.0], DIRECT);
    for _ in 0..22 {
        harness.key_press(Key::ArrowDown);
    }
    harness.run();
    let name = focused(&harness);
    assert!(name.ends_with("– trực tiếp"), "{name}");
    let rect = field(&harness, &name).rect();
    assert!(rect.top() > 48.0 && rect.bottom() < 768.0, "{name} at {rect:?}");
    // Scrolled away with the wheel, it keeps the keyboard and what is typed arrives.
    harness.hover_at(egui::pos2(700.0, 400.0));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 20_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    assert_eq!(focused(&harness), name);
    type_text(&mut harness, "77");
    assert_eq!(field(&harness, &name).accesskit_node().value().as_deref(), Some("77"));
}

fn with_every_row(mut report: Report) -> Report {
    for row in services().rows {
        report.rows.insert(row.key, baocao06::report::template::Switch::On.into());
    }
    report
}

#[test]
fn tab_at_the_end_of_a_page_goes_on_with_the_next() {
    let mut harness = at_cell(ONLINE);
    press_with(&mut harness, Modifiers::COMMAND, Key::End);
    press(&mut harness, &[Key::Tab]);
    let page = on_screen(&harness).page.clone();
    assert_ne!(page, Page::Letterhead);
    let section = on_screen(&harness).section().unwrap();
    assert_ne!(section.outline, "II.2");
    assert!(!focused(&harness).is_empty());
    press_with(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(on_screen(&harness).section().unwrap().outline, "II.2");
    assert!(focused(&harness).ends_with("– trực tuyến"), "{}", focused(&harness));
}

#[test]
fn a_page_gives_the_keyboard_back_to_its_last_cell() {
    let mut harness = at_cell(ONLINE);
    press_with(&mut harness, Modifiers::COMMAND, Key::PageDown);
    assert_ne!(focused(&harness), ONLINE);
    assert!(!focused(&harness).is_empty(), "the next page has the keyboard at once");
    press_with(&mut harness, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(focused(&harness), ONLINE);
}

#[test]
fn a_final_report_can_be_gone_through_and_copied() {
    let mut report = may();
    report.header.status = ReportStatus::Final { at: baocao06::app::platform::clock::now() };
    let mut harness = at_cell_of(report, [1366.0, 2600.0], DIRECT);
    assert_eq!(focused(&harness), DIRECT);
    press(&mut harness, &[Key::ArrowRight]);
    assert_eq!(focused(&harness), ONLINE);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(copied(&mut harness), "880\r\n72");
    let before = on_screen(&harness).report().clone();
    press(&mut harness, &[Key::Delete, Key::F2]);
    type_text(&mut harness, "5");
    assert_eq!(*on_screen(&harness).report(), before);
    harness.get_by_label_contains("đang khóa");
}

#[test]
fn undo_belongs_to_the_text_while_it_is_typed_and_to_the_report_otherwise() {
    let mut harness = at_cell(ONLINE);
    press(&mut harness, &[Key::F2]);
    drop(asked(&mut harness));
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    let undone = |harness: &mut TestHarness| {
        asked(harness).iter().any(|request| matches!(request, Request::Undo(_)))
    };
    assert!(!undone(&mut harness));
    press(&mut harness, &[Key::Escape]);
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(undone(&mut harness));
}

#[test]
fn single_figures_follow_the_same_keys() {
    let mut harness = may_window();
    open_page(&mut harness, "II.3 Dữ liệu giáo dục");
    let part = "Mầm non – đã có số định danh";
    let names: Vec<_> = harness
        .get_all_by_role(egui::accesskit::Role::TextInput)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let part = names.iter().find(|name| name.starts_with("Mầm non")).map_or(part, |name| name);
    field(&harness, part).focus();
    harness.run();
    press(&mut harness, &[Key::ArrowRight]);
    assert_eq!(focused(&harness), "Mầm non – tổng số học sinh");
    press(&mut harness, &[Key::ArrowRight]);
    let rate = focused(&harness);
    assert!(rate.contains(": "), "the rate: {rate}");
    press(&mut harness, &[Key::Home]);
    assert_eq!(focused(&harness), *part);
    press(&mut harness, &[Key::Tab]);
    assert_eq!(focused(&harness), "Mầm non – tổng số học sinh");
    type_text(&mut harness, "9");
    press(&mut harness, &[Key::Enter]);
    // Back to the column where the Tab began, one row down.
    assert_eq!(focused(&harness), "Mầm non – đã xác thực dân cư");
}

/// On every page: Tab and Enter go through each cell that waits for a figure exactly once, Shift
/// goes back the same way, and no arrow leads to a cell that is not there.
#[test]
fn every_figure_of_every_page_is_reached_once_by_tab_and_by_enter() {
    use baocao06::ui::cells::moves::{self, Arrow, CellStep, Landing, Way};
    use baocao06::ui::cells::sheet::{CellKind, Sheet, SheetCell, Stop};

    let harness = window_on(with_every_row(may()), Theme::Light);
    let open = on_screen(&harness);
    let ids = baocao06::ui::field_id::FieldIds::default();
    let mut num_figures = 0;
    for page in open.pages() {
        let sheet = Sheet::of(open, &page, ids);
        let stops: Vec<egui::Id> = sheet
            .stops()
            .iter()
            .map(|stop| match stop {
                Stop::Cell(i) => sheet.cells()[*i].id,
                Stop::Words(id) => *id,
            })
            .collect();
        for (i, id) in stops.iter().enumerate() {
            let Some(cell) = sheet.cell(*id) else {
                continue;
            };
            num_figures += 1;
            let on = stops.get(i + 1).map_or(Landing::OtherPage(Way::On), |id| Landing::Field(*id));
            assert_eq!(moves::tab(&sheet, cell, Way::On), on);
            let back = i.checked_sub(1).and_then(|i| stops.get(i));
            let back = back.map_or(Landing::OtherPage(Way::Back), |id| Landing::Field(*id));
            assert_eq!(moves::tab(&sheet, cell, Way::Back), back);
        }
        for (block, _) in sheet.blocks.iter().enumerate() {
            let is_own = |cell: &&SheetCell| cell.block == block && cell.kind == CellKind::Figure;
            let own: Vec<&SheetCell> = sheet.cells().iter().filter(is_own).collect();
            let Some(first) = own.iter().min_by_key(|cell| (cell.column, cell.row)) else {
                continue;
            };
            let mut seen = vec![first.id];
            while let Landing::Field(id) =
                moves::enter(&sheet, sheet.cell(*seen.last().unwrap()).unwrap(), None, Way::On)
                && sheet.cell(id).is_some_and(|cell| cell.block == block)
            {
                assert!(!seen.contains(&id), "Enter comes to a cell twice");
                seen.push(id);
            }
            assert_eq!(seen.len(), own.len(), "Enter leaves out a cell of {page:?}");
        }
        for cell in sheet.cells() {
            for step in [
                CellStep::To(Arrow::Left),
                CellStep::To(Arrow::Right),
                CellStep::To(Arrow::Up),
                CellStep::To(Arrow::Down),
                CellStep::RowStart,
                CellStep::RowEnd,
            ] {
                let to = moves::step(&sheet, cell, step, |_| true);
                assert!(sheet.cell(to).is_some());
            }
        }
    }
    assert!(num_figures > 60, "{num_figures}");
}

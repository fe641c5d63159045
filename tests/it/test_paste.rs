//! Blocks of the clipboard pasted into the cells of the table of services.

use baocao06::app::open_report::Deed;
use baocao06::app::platform::preferences::Theme;
use baocao06::report::content::Report;
use baocao06::report::value::Value;
use egui::Event;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

/// The keyboard in the first cell of the table.
fn at_first_cell() -> TestHarness {
    let mut harness = window_of(may(), [1366.0, 900.0], Theme::Light);
    harness.query_all_by_label_contains("Dịch vụ công thiết").next().unwrap().click();
    harness.run();
    let name = template()
        .figures()
        .iter()
        .find(|figure| figure.key.as_str() == "services.id_number_confirm.direct")
        .unwrap()
        .label
        .clone();
    field(&harness, &name).focus();
    harness.run();
    asked(&mut harness);
    harness
}

/// Carries out what is shown for review.
fn agree(harness: &mut TestHarness) {
    assert!(harness.query_by_label("Xem lại trước khi dán").is_some());
    let is_button = |label: String| label.starts_with("Dán ") && label.ends_with(" ô");
    harness.get_by(|node| node.label().is_some_and(is_button)).click();
    harness.run();
}

fn paste(harness: &mut TestHarness, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

fn value(report: &Report, name: &str) -> Value {
    report.value(&key(name)).clone()
}

#[test]
fn a_block_of_excel_fills_the_cells_in_one_step() {
    let mut harness = at_first_cell();
    paste(&mut harness, "7\t8\r\n1.400\t\u{A0}310 \r\n");
    agree(&mut harness);
    let report = on_screen(&harness).report();
    assert_eq!(value(report, "services.id_number_confirm.direct"), Value::count(7));
    assert_eq!(value(report, "services.id_number_confirm.online"), Value::count(8));
    assert_eq!(value(report, "services.id_card.direct"), Value::count(1_400));
    assert_eq!(value(report, "services.id_card.online"), Value::count(310));
    assert!(harness.query_by_label("Đã dán 4 ô").is_some());
    let batches: Vec<_> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            baocao06::app::message::Request::Save { batch, .. } => Some(batch),
            _ => None,
        })
        .collect();
    let [batch] = batches.as_slice() else { panic!("{batches:?}") };
    assert_eq!((batch.edits.len(), &batch.deed), (4, &Deed::Pasted));
}

#[test]
fn computed_cells_are_passed_over_and_the_wrong_one_is_gone_to() {
    let mut harness = at_first_cell();
    paste(&mut harness, "7\t8\t99\nxyz\t310\t5\n");
    agree(&mut harness);
    let report = on_screen(&harness).report();
    assert_eq!(value(report, "services.id_number_confirm.online"), Value::count(8));
    let kept = Value::Unreadable("xyz".to_owned());
    assert_eq!(value(report, "services.id_card.direct"), kept, "as it was typed");
    assert_eq!(value(report, "services.id_card.online"), Value::count(310));
    let said = "Đã dán 4 ô, bỏ qua 2, không đọc được 1; ô không đọc được đầu tiên đang được chọn";
    assert!(harness.query_by_label(said).is_some());
    let label = &template().figure(&key("services.id_card.direct")).unwrap().label.clone();
    assert!(field(&harness, label).is_focused());
}

#[test]
fn a_block_that_does_not_fit_is_shown_first() {
    let mut harness = at_first_cell();
    let rows: String = (0..20).map(|i| format!("{i}\t1\n")).collect();
    paste(&mut harness, &rows);
    assert_eq!(value(on_screen(&harness).report(), "services.id_card.direct"), Value::count(1_317));
    assert!(harness.query_by_label("Xem lại trước khi dán").is_some());
    harness.get_by_label("Bỏ").click();
    harness.run();
    assert!(harness.query_by_label("Xem lại trước khi dán").is_none());
    paste(&mut harness, &rows);
    harness
        .get_by(|node| {
            node.label().is_some_and(|label| label.starts_with("Dán ") && label.ends_with(" ô"))
        })
        .click();
    harness.run();
    assert_eq!(value(on_screen(&harness).report(), "services.id_card.direct"), Value::count(1));
    assert!(harness.query_by_label("Xem lại trước khi dán").is_none());
}

#[test]
fn a_final_month_takes_no_block() {
    let mut report = may();
    let at = report.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    report.header.status = baocao06::report::content::ReportStatus::Final { at };
    let mut harness = window_of(report, [1366.0, 900.0], Theme::Light);
    harness.query_all_by_label_contains("Dịch vụ công thiết").next().unwrap().click();
    harness.run();
    paste(&mut harness, "1\t2\n3\t4\n");
    assert_eq!(value(on_screen(&harness).report(), "services.id_card.direct"), Value::count(1_317));
}

/// Days beside figures are cells of the block: what was copied from another month or from Excel
/// comes back with them, as one step.
#[test]
fn days_are_filled_in_with_their_figures() {
    let mut harness = super::scenes::on_outline(may(), "I.3");
    let figure = "Cán bộ, công chức được quán triệt về VNeID";
    let day = format!("{figure}: tính đến ngày");
    field(&harness, figure).focus();
    harness.run();
    asked(&mut harness);
    paste(&mut harness, "75\t\t01/5/2023\r\n80\t\t2023-05-02\r\n");
    agree(&mut harness);
    let shown = |harness: &TestHarness, name: &str| {
        use egui_kittest::kittest::NodeT as _;
        field(harness, name).accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(shown(&harness, figure), "75");
    assert_eq!(shown(&harness, &day), "01/5/2023");
    let below = "Phương thức thay thế sổ hộ khẩu, sổ tạm trú: tính đến ngày";
    assert_eq!(shown(&harness, below), "02/5/2023");
    assert!(harness.query_by_label_contains("Đã dán 4 ô").is_some());
    let batches = asked(&mut harness);
    let is_paste = |request: &baocao06::app::message::Request| {
        matches!(request, baocao06::app::message::Request::Save { batch, .. }
            if batch.deed == Deed::Pasted && batch.edits.len() == 4)
    };
    assert!(batches.iter().any(is_paste), "one step: {batches:?}");
    // From the day itself; what is no day is gone to.
    field(&harness, &day).focus();
    harness.run();
    paste(&mut harness, "03/5/2023\r\n31/2/2023\r\n");
    agree(&mut harness);
    assert_eq!(shown(&harness, &day), "03/5/2023");
    assert_eq!(shown(&harness, below), "31/2/2023", "as it was typed");
    assert!(field(&harness, below).is_focused());
    // Days with the month in front are looked at first.
    field(&harness, &day).focus();
    harness.run();
    paste(&mut harness, "4/5/2023\r\n5/25/2023\r\n");
    assert_eq!(shown(&harness, &day), "03/5/2023", "nothing yet");
    assert!(harness.query_by_label_contains("viết tháng trước ngày").is_some());
}

/// A sheet with names and headings finds its rows wherever the keyboard stands; the review has it first.
#[test]
fn a_whole_sheet_finds_its_rows_by_name() {
    let mut harness = at_first_cell();
    let sheet = include_str!("sheets/21-over-a-filled-month.txt");
    paste(&mut harness, sheet);
    assert!(harness.query_by_label_contains("Nhận ra bảng: 15 dòng theo tên").is_some());
    assert_eq!(value(on_screen(&harness).report(), "services.id_card.direct"), Value::count(1_317));
    agree(&mut harness);
    let report = on_screen(&harness).report();
    assert_eq!(value(report, "services.id_card.direct"), Value::count(1_320));
    assert_eq!(value(report, "services.birth.online"), Value::count(225));
    assert_eq!(value(report, "services.death.direct"), Value::count(24));
    assert!(harness.query_by_label("Đã dán 2 ô, không đổi 28").is_some());
}

//! Tables on the clipboard, and every figure as CSV.

use baocao06::app::platform::preferences::Theme;
use baocao06::report::content::ReportStatus;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_ui::go_to;

/// What was put on the clipboard last.
fn copied(harness: &mut TestHarness) -> baocao06::app::clip::ClipTable {
    harness.state_mut().as_mut().unwrap().outside().copied.pop().unwrap()
}

#[test]
fn a_table_is_copied_with_its_real_numbers() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    // What is typed is in it, also while the field still has the keyboard.
    let online = "Đăng ký thường trú – trực tuyến";
    field(&harness, online).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("1.317".to_owned()));
    harness.run();
    harness.get_by_label("Chép bảng: Kết quả theo từng dịch vụ").click();
    harness.run();
    let table = copied(&mut harness);
    assert_eq!(table.label, "Kết quả theo từng dịch vụ");
    assert!(table.html.contains(" x:num=\"1317\""), "{}", table.html);
    assert!(table.html.contains(">1.317</td>"));
    assert!(table.text.contains("\t113\t1317\t88%"), "{}", table.text);
    harness.get_by_label_contains("Đã chép bảng “Kết quả theo từng dịch vụ”");
}

#[test]
fn figures_are_copied_beside_last_month_also_from_a_final_report() {
    let mut report = may();
    report.header.status = ReportStatus::Final { at: baocao06::app::platform::clock::now() };
    let mut harness = window_on(report, Theme::Light);
    go_to(&mut harness, "II.3 Thanh toán QR");
    let buttons = harness.get_all_by_label_contains("Chép bảng: ");
    let names: Vec<_> = buttons.filter_map(|node| node.accesskit_node().label()).collect();
    let unique: std::collections::HashSet<_> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
    harness.get_by_label(&names[0]).click();
    harness.run();
    let table = copied(&mut harness);
    let header = table.text.lines().next().unwrap().to_owned();
    assert_eq!(header, "Chỉ tiêu\tĐơn vị tính\tTháng 5/2023\tTháng 4/2023\tTăng, giảm");
    let line = table.text.lines().find(|line| line.starts_with("Thanh toán QR – trong kỳ"));
    let cells: Vec<_> = line.unwrap().split('\t').skip(2).collect();
    assert_eq!(cells, ["9", "0", "9"]);
}

#[test]
fn a_clipboard_that_cannot_be_written_is_told() {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    let problem = baocao06::app::problem::Problem::no_clipboard();
    harness.state_mut().as_mut().unwrap().outside().no_clipboard = Some(problem.clone());
    harness.get_by_label("Chép bảng: Kết quả theo từng dịch vụ").click();
    harness.run();
    harness.get_by_label(&problem.title);
    assert!(harness.query_by_label_contains("Đã chép bảng").is_none());
}

#[test]
fn every_figure_can_be_exported_as_csv() {
    use baocao06::app::files::export_format::ExportFormat;
    use baocao06::app::message::Purpose;
    let mut harness = may_window();
    harness.get_by_label("Tệp").click();
    harness.run();
    harness.get_by_label("Xuất CSV…").click();
    harness.run();
    let dialogs = std::mem::take(&mut harness.state_mut().as_mut().unwrap().outside().dialogs);
    let [Purpose::Export { format: ExportFormat::Csv, file_name, .. }] = dialogs.as_slice() else {
        panic!("{dialogs:?}");
    };
    assert_eq!(file_name, "BC-DA06-2023-05-phan-rang-thap-cham.csv");
}

//! A table is copied in the order of a province's web form: chosen once, kept for the office, one click the next time.

use baocao06::app::command::Command;
use baocao06::app::message::Request;
use baocao06::app::session::Session;
use baocao06::report::copy_order::{CopyOrder, Headings};
use baocao06::report::key::{ColumnKey, ItemKey, RowKey};
use baocao06::report::look::Look;
use egui_kittest::kittest::Queryable as _;

use super::support::*;
use super::test_jobs::{done, sample_file};
use super::test_ui::go_to;

fn services() -> ItemKey {
    ItemKey::parse("services").unwrap()
}

fn services_window() -> TestHarness {
    let mut harness = may_window();
    go_to(&mut harness, "II.2");
    asked(&mut harness);
    harness
}

fn click(harness: &mut TestHarness, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

const OPEN: &str = "Chép theo mẫu nhập…: Kết quả theo từng dịch vụ";

#[test]
fn the_order_is_chosen_once_and_copied_by_one_click_afterwards() {
    let mut harness = services_window();
    click(&mut harness, OPEN);
    for column in ["STT", "Đơn vị thực hiện"] {
        let label = format!("Chép cột {column}");
        assert!(harness.query_by_label(&label).is_some(), "{label}");
        click(&mut harness, &label);
    }
    let direct = column_label("direct");
    click(&mut harness, &format!("Xuống: {direct}"));
    click(&mut harness, "Lưu và chép");
    let order = on_screen(&harness).look().look.copies[&services()].clone();
    let columns: Vec<&str> = order.columns.iter().map(|key| key.as_str()).collect();
    assert_eq!(columns, ["service", "online", "direct", "all", "rate"]);
    assert_eq!((order.name.as_str(), order.headings), ("Mẫu nhập của tỉnh", Headings::LeftOut));
    let requests = asked(&mut harness);
    let is_kept = |request: &Request| match request {
        Request::SetLook { look, .. } => look.copies[&services()] == order,
        _ => false,
    };
    assert!(requests.iter().any(is_kept), "{requests:?}");
    let copied = harness.state_mut().as_mut().unwrap().outside().copied.remove(0);
    let second = copied.text.split("\r\n").nth(1).unwrap();
    assert!(second.ends_with("\t305\t1317\t1622\t19%"), "{second}");
    assert!(copied.html.contains("x:num=\"1317\""));
    harness.get_by_label_contains("Đã chép bảng theo “Mẫu nhập của tỉnh”");

    click(&mut harness, "Chép theo “Mẫu nhập của tỉnh”: Kết quả theo từng dịch vụ");
    let again = harness.state_mut().as_mut().unwrap().outside().copied.remove(0);
    assert_eq!(again, copied);
}

/// What the dialog calls a column.
fn column_label(key: &str) -> String {
    let template = template();
    let item = template.items().find(|(_, item)| item.key == services()).unwrap().1;
    let baocao06::report::template::ItemBody::Table(table) = &item.body else { panic!() };
    let column = table.columns.iter().find(|column| column.key.as_str() == key).unwrap();
    let group = column.group.as_ref().map(|group| format!("{group} – ")).unwrap_or_default();
    format!("{group}{}", column.label).replace('\n', " ")
}

#[test]
fn without_a_column_or_a_name_nothing_is_kept() {
    let mut harness = services_window();
    click(&mut harness, OPEN);
    for key in ["position", "service", "provider", "direct", "online", "all", "rate"] {
        click(&mut harness, &format!("Chép cột {}", column_label(key)));
    }
    harness.get_by_label("Lưu").click();
    harness.run();
    assert!(on_screen(&harness).look().look.copies.is_empty());
    click(&mut harness, "Hủy");
    assert!(harness.query_by_label("Lưu và chép").is_none());
}

#[test]
fn the_menu_copies_the_table_of_the_page_and_asks_the_first_time() {
    let mut harness = services_window();
    let state = harness.state().as_ref().unwrap().state();
    assert!(Command::CopyInOrder.enabled(state).is_ok());
    click(&mut harness, "Công cụ");
    click(&mut harness, "Chép bảng theo mẫu nhập của tỉnh…");
    harness.get_by_label("Lưu và chép");
    click(&mut harness, "Hủy");
    go_to(&mut harness, "II.1");
    let state = harness.state().as_ref().unwrap().state();
    assert!(Command::CopyInOrder.enabled(state).is_err());
}

#[test]
fn a_command_prints_the_table_in_the_order_that_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let of = ["--data", &data, "--period", "2023-05"];
    let listed = done(&[&["table", "list"][..], &of].concat());
    assert_eq!(listed.trim_end(), "services\tKết quả theo từng dịch vụ");
    let mut session = Session::open(std::path::Path::new(&data)).unwrap();
    let id = session.find(may().header.period.key).unwrap();
    let order = CopyOrder {
        name: "Cổng tỉnh".to_owned(),
        columns: ["online", "direct"].map(|key| ColumnKey::parse(key).unwrap()).to_vec(),
        rows: vec![RowKey::parse("services.id_card").unwrap()],
        left_out: Vec::new(),
        headings: Headings::LeftOut,
    };
    let copies = [(services(), order)].into();
    session.set_look(id, Look { copies, ..Look::default() }).unwrap();
    session.close().unwrap();
    let printed = done(&[&["table", "print", "services"][..], &of].concat());
    assert_eq!(printed.lines().next().unwrap(), "305\t1317");
    let listed = done(&[&["table", "list"][..], &of].concat());
    assert!(listed.contains("\tCổng tỉnh"), "{listed}");
}

//! A collection form all the way: out of the window through the real worker to a file, filled in, read
//! back, looked at, taken over, undone, and a hostile one refused. Only the file dialog is the test's.

use std::path::Path;

use baocao06::app::message::Purpose;
use baocao06::app::session::Session;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::live_window::LiveWindow;
use super::support::*;
use super::test_forms::{SHEET, changed, fill, inputs};
use super::test_jobs::sample_file;

/// May 2023 of the sample, on screen.
fn may_of(data: &str) -> LiveWindow {
    let mut live = LiveWindow::open(data, [1366.0, 1200.0]);
    live.says("Tháng 5/2023, Nháp");
    live.click("Tháng 5/2023, Nháp");
    live.says("Thể thức văn bản");
    live
}

fn on_disk(data: &str, name: &str) -> Value {
    let mut session = Session::open(Path::new(data)).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    session.load(may).unwrap().report.value(&key(name)).clone()
}

#[test]
fn a_form_goes_out_of_the_window_and_comes_back_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let form = folder.path().join("phieu.xlsx");
    let mut live = may_of(&data);

    live.command("phieu thu thap");
    live.says("đã nhập 29/29");
    live.harness.get_by_label("Xuất phiếu Công an").click();
    let purpose = live.choose(&form);
    assert!(matches!(purpose, Purpose::ExportForm { .. }), "{purpose:?}");
    live.says("Đã xuất phieu.xlsx");

    let cells = inputs(&form);
    let at = |key: &str| cells.iter().find(|(known, _)| known == key).unwrap().1.clone();
    let (direct, online) = (at("services.id_card.direct"), at("services.id_card.online"));
    let wrong = at("services.residence_permanent.direct");
    let blank = at("services.residence_permanent.online");
    let book = changed(&std::fs::read(&form).unwrap(), SHEET, |sheet| {
        let sheet = fill(&sheet, &direct, "><v>1400</v>");
        let sheet = fill(&sheet, &online, " t=\"inlineStr\"><is><t>-</t></is>");
        let sheet = fill(&sheet, &wrong, " t=\"inlineStr\"><is><t>mười</t></is>");
        fill(&sheet, &blank, ">").into_bytes()
    });
    std::fs::write(&form, &book).unwrap();

    live.command("nhap phieu");
    let purpose = live.choose(&form);
    assert!(matches!(purpose, Purpose::TakeForm(_)), "{purpose:?}");
    live.says("Phiếu Công an: 2 đổi");
    assert!(live.harness.query_by_label(&wrong).is_some(), "the wrong cell by its address");
    assert_eq!(live.value("services.id_card.direct"), Value::count(1_317), "only looked at");
    live.harness.key_press(Key::Enter);
    live.says("Đã nhập 2 số liệu từ phiếu Công an, 1 ô sai để lại");
    live.says("Đã lưu");
    assert_eq!(live.value("services.id_card.direct"), Value::count(1_400));
    assert_eq!(live.value("services.id_card.online"), Value::NotArisen);
    assert_eq!(live.value("services.residence_permanent.direct"), Value::count(113));
    assert_eq!(live.value("services.residence_permanent.online"), Value::count(880));

    live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    live.until("undo", |harness| {
        let report = on_screen(harness).report();
        *report.value(&key("services.id_card.direct")) == Value::count(1_317)
    });
    assert_eq!(live.value("services.id_card.online"), Value::count(305), "one step of undo");
    live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    live.until("redo", |harness| {
        let report = on_screen(harness).report();
        *report.value(&key("services.id_card.direct")) == Value::count(1_400)
    });

    std::fs::write(&form, &book[..book.len() / 2]).unwrap();
    live.command("nhap phieu");
    live.choose(&form);
    live.says("không phải tệp Excel");
    assert_eq!(live.value("services.id_card.direct"), Value::count(1_400));
    drop(live);
    assert_eq!(on_disk(&data, "services.id_card.direct"), Value::count(1_400));
    assert_eq!(on_disk(&data, "services.id_card.online"), Value::NotArisen);
}

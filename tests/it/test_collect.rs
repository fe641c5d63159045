//! The desk for forms of agencies: whom figures are collected from, a form that came back, looked at
//! and taken over as one step.

use baocao06::app::message::{Event, Purpose, Request, SendEvent, SendRequest};
use baocao06::app::open_report::Deed;
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::collect::{CellContent, Filled, FilledCell, FilledSheet, Stamp};
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::key::AgencyKey;
use baocao06::report::value::Value;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

fn police() -> AgencyKey {
    AgencyKey::parse("police").unwrap()
}

fn window_with_desk(report: Report) -> TestHarness {
    let mut harness = window_of(report, [1366.0, 1200.0], Theme::Light);
    harness.get_by_label("Công cụ").click();
    harness.run();
    harness.get_by_label("Phiếu thu thập theo đơn vị…").click();
    harness.run();
    asked(&mut harness);
    harness
}

fn filled() -> Filled {
    let text = |text: &str| CellContent::Text(text.to_owned());
    let cells = [
        ("services.id_card.direct", text("1.400")),
        ("services.id_card.online", text("305")),
        ("services.residence_permanent.direct", text("mười")),
        ("services.residence_permanent.online", CellContent::Blank),
        ("services.residence_temporary.direct", text("-")),
    ];
    let cells = cells.into_iter().zip(12..).map(|((key, content), row)| FilledCell {
        key: key.to_owned(),
        label: String::new(),
        address: format!("E{row}"),
        content,
    });
    let sheet = FilledSheet { name: "Phiếu thu thập".to_owned(), cells: cells.collect() };
    Filled { stamp: Stamp::of(&may(), &police()), sheets: vec![sheet] }
}

fn read(harness: &mut TestHarness) {
    tell(
        harness,
        Event::FormRead {
            report: report_id(),
            filled: Box::new(filled()),
            file: "phieu.xlsx".to_owned(),
        },
    );
}

#[test]
fn the_form_of_an_agency_is_asked_for() {
    let mut harness = window_with_desk(may());
    assert!(harness.query_by_label("Công an").is_some());
    assert!(harness.query_by_label("đã nhập 29/29").is_some());
    harness.get_by_label("Xuất phiếu Công an").click();
    harness.run();
    let outside = harness.state_mut().as_mut().unwrap().outside();
    let [Purpose::ExportForm { agency, file_name, .. }] = outside.dialogs.as_slice() else {
        panic!("{:?}", outside.dialogs)
    };
    assert_eq!(*agency, police());
    assert_eq!(file_name, "phieu-cong-an-2023-05-phan-rang-thap-cham.xlsx");
    let purpose = outside.dialogs.remove(0);
    tell(&mut harness, Event::Chosen { purpose, path: Some("phieu.xlsx".into()) });
    let requests = asked(&mut harness);
    let is_export = |request: &Request| matches!(request, Request::Send(SendRequest::Form { path, .. }) if path.ends_with("phieu.xlsx"));
    assert!(requests.iter().any(is_export), "{requests:?}");
    harness.get_by_label("Đóng phiếu thu thập").click();
    harness.run();
    assert!(harness.query_by_label("Xuất phiếu Công an").is_none());
}

#[test]
fn a_form_is_shown_before_it_is_taken_over_as_one_step() {
    let mut harness = window_with_desk(may());
    harness.get_by_label("Nhập phiếu đã điền…").click();
    harness.run();
    let outside = harness.state_mut().as_mut().unwrap().outside();
    assert!(matches!(outside.dialogs.as_slice(), [Purpose::TakeForm(_)]));
    let purpose = outside.dialogs.remove(0);
    tell(&mut harness, Event::Chosen { purpose, path: Some("phieu.xlsx".into()) });
    let requests = asked(&mut harness);
    assert!(requests.iter().any(|r| matches!(r, Request::ReadForm { .. })), "{requests:?}");
    read(&mut harness);
    let before = may();
    assert_eq!(
        on_screen(&harness).report().values,
        before.values,
        "nothing before it is agreed to"
    );
    let summary = "Phiếu Công an: 2 đổi, 1 như cũ, 1 trống, 1 sai";
    assert!(harness.query_by_label(summary).is_some());
    assert!(harness.query_by_label("1.317 thành 1.400").is_some());
    assert!(harness.query_by_label("E14").is_some(), "the wrong cell by its address");
    harness.get_by_label("Nhập 2 số liệu").click();
    harness.run();
    let report = on_screen(&harness).report();
    let value = |name: &str| report.value(&key(name)).clone();
    assert_eq!(value("services.id_card.direct"), Value::count(1_400));
    assert_eq!(value("services.residence_temporary.direct"), Value::NotArisen);
    assert_eq!(value("services.residence_permanent.direct"), Value::count(113));
    assert_eq!(value("services.residence_permanent.online"), Value::count(880));
    assert!(harness.query_by_label(summary).is_none());
    let said = "Đã nhập 2 số liệu từ phiếu Công an, 1 ô sai để lại";
    assert!(harness.query_by_label(said).is_some());
    let batches: Vec<_> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::Save { batch, .. } => Some(batch),
            _ => None,
        })
        .collect();
    let [batch] = batches.as_slice() else { panic!("{batches:?}") };
    let done = (batch.edits.len(), batch.deed, batch.detail.as_str());
    assert_eq!(done, (3, Deed::FormTaken, "Công an"), "two figures, and that it came back");
    let known = &on_screen(&harness).report().forms[&police()];
    assert_eq!(known.answered.as_ref().unwrap().file, "phieu.xlsx");
}

#[test]
fn a_number_of_a_form_can_be_left_out() {
    let mut harness = window_with_desk(may());
    read(&mut harness);
    let template = template();
    let label = |name: &str| template.figure(&key(name)).unwrap().label.clone();
    let ticked = format!("Nhập {}", label("services.id_card.direct"));
    harness.get_by_label(&ticked).click();
    harness.run();
    harness.get_by_label("Nhập 1 số liệu").click();
    harness.run();
    let report = on_screen(&harness).report();
    assert_eq!(report.value(&key("services.id_card.direct")), &Value::count(1_317), "left out");
    assert_eq!(report.value(&key("services.residence_temporary.direct")), &Value::NotArisen);
    let said = "Đã nhập 1 số liệu từ phiếu Công an, bỏ qua 1 số, 1 ô sai để lại";
    assert!(harness.query_by_label(said).is_some());
}

#[test]
fn the_forms_of_all_agencies_go_into_one_folder() {
    let mut harness = window_with_desk(may());
    harness.get_by_label("Xuất tất cả vào thư mục…").click();
    harness.run();
    let outside = harness.state_mut().as_mut().unwrap().outside();
    let [Purpose::ExportForms(_)] = outside.dialogs.as_slice() else {
        panic!("{:?}", outside.dialogs)
    };
    let purpose = outside.dialogs.remove(0);
    tell(&mut harness, Event::Chosen { purpose, path: Some("phieu".into()) });
    let requests = asked(&mut harness);
    let is_export = |request: &Request| matches!(request, Request::Send(SendRequest::Forms { folder, .. }) if folder.ends_with("phieu"));
    assert!(requests.iter().any(is_export), "{requests:?}");
    let forms = ["police", "justice"].map(|agency| {
        (AgencyKey::parse(agency).unwrap(), format!("nha/phieu/phieu-{agency}.xlsx").into())
    });
    let forms = forms.to_vec();
    tell(&mut harness, Event::Send(SendEvent::Forms { report: report_id(), forms }));
    assert!(harness.query_by_label("Đã xuất 2 phiếu vào thư mục phieu").is_some());
    assert!(harness.query_by_label("Mở thư mục").is_some());
}

#[test]
fn a_form_that_is_put_away_changes_nothing() {
    let mut harness = window_with_desk(may());
    read(&mut harness);
    harness.get_by_label("Bỏ").click();
    harness.run();
    assert_eq!(on_screen(&harness).report().values, may().values);
    assert!(asked(&mut harness).iter().all(|request| !matches!(request, Request::Save { .. })));
}

#[test]
fn a_final_month_takes_no_form() {
    let mut report = may();
    let at = report.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    report.header.status = ReportStatus::Final { at };
    let mut harness = window_with_desk(report);
    read(&mut harness);
    harness.get_by_label("Nhập 2 số liệu").click();
    harness.run();
    assert_eq!(on_screen(&harness).report().values, may().values);
}

#[test]
fn the_desk_follows_what_is_typed_beside_it() {
    let mut harness = window_with_desk(may());
    read(&mut harness);
    let heading = "Dịch vụ công thiết";
    harness.query_all_by_label_contains(heading).next().unwrap().click();
    harness.run();
    let label = &template().figure(&key("services.id_card.direct")).unwrap().label.clone();
    replace(&mut harness, label, "1400");
    let mut batches = asked(&mut harness).into_iter().filter_map(|request| match request {
        Request::Save { batch, .. } => Some(batch.number),
        _ => None,
    });
    let batch = batches.next().unwrap();
    let at = may().header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    tell(&mut harness, Event::Saved { report: report_id(), batch, at, news: None });
    let summary = "Phiếu Công an: 1 đổi, 2 như cũ, 1 trống, 1 sai";
    assert!(harness.query_by_label(summary).is_some());
}

//! Files on their way to others: letters begun in the mail program, paths for other programs, and what became of the forms
//! of agencies.

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::message::{Event, Purpose, Request, SendEvent, SendRequest};
use baocao06::app::open_report::Deed;
use baocao06::app::platform::mail::{Attached, MailError};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::problem::Problem;
use baocao06::exchange::report_v1;
use baocao06::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use baocao06::report::content::ReportStatus;
use baocao06::report::key::AgencyKey;
use chrono::NaiveDate;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

fn justice() -> AgencyKey {
    AgencyKey::parse("justice").unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 5, day).unwrap()
}

fn click(harness: &mut TestHarness, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn menu(harness: &mut TestHarness, name: &str, line: &str) {
    click(harness, name);
    click(harness, line);
    asked(harness);
}

fn purpose(harness: &mut TestHarness) -> Purpose {
    harness.state_mut().as_mut().unwrap().outside().dialogs.remove(0)
}

#[test]
fn a_letter_is_begun_with_what_the_user_chose() {
    let mut harness = may_window();
    menu(&mut harness, "Tệp", "Gửi thư…");
    click(&mut harness, "Báo cáo PDF");
    click(&mut harness, "Chọn thư mục, mở thư…");
    let purpose = purpose(&mut harness);
    let Purpose::Send { formats, .. } = &purpose else { panic!("{purpose:?}") };
    assert_eq!(*formats, [ExportFormat::Docx, ExportFormat::Pdf]);
    tell(&mut harness, Event::Chosen { purpose, path: Some("/nha/gui".into()) });
    let requests = asked(&mut harness);
    let is_wanted = |request: &Request| match request {
        Request::Send(SendRequest::Files { formats, folder, .. }) => {
            formats.len() == 2 && folder.ends_with("gui")
        }
        _ => false,
    };
    assert!(requests.iter().any(is_wanted), "{requests:?}");
    let files = vec!["/nha/gui/BC.docx".into(), "/nha/gui/BC.pdf".into()];
    tell(&mut harness, Event::Send(SendEvent::Files { report: report_id(), files }));
    let outside = harness.state_mut().as_mut().unwrap().outside();
    let [letter] = outside.letters.as_slice() else { panic!("{:?}", outside.letters) };
    assert_eq!(letter.files.len(), 2);
    assert!(letter.subject.ends_with("Báo cáo Đề án 06 tháng 5/2023"), "{}", letter.subject);
    assert!(letter.body.contains("- BC.docx\n- BC.pdf"), "{}", letter.body);
    harness.get_by_label("Đã xuất 2 tệp vào thư mục gui");
    tell(&mut harness, Event::Send(SendEvent::Begun(Attached::Given)));
    harness.get_by_label_contains("Đã mở chương trình thư");
    assert!(harness.query_by_label_contains("Đã gửi").is_none());
}

#[test]
fn nothing_leaves_without_a_choice() {
    let mut harness = may_window();
    menu(&mut harness, "Tệp", "Gửi thư…");
    click(&mut harness, "Báo cáo Word");
    harness.get_by_label("Chọn thư mục, mở thư…").click();
    harness.run();
    assert!(harness.state_mut().as_mut().unwrap().outside().dialogs.is_empty());
    click(&mut harness, "Hủy");
    assert!(harness.query_by_label("Chọn thư mục, mở thư…").is_none());
}

#[test]
fn the_path_of_an_export_is_copied_and_the_ways_to_it_stay() {
    let mut harness = may_window();
    tell(&mut harness, Event::Exported("/nha/BC-DA06.docx".into()));
    click(&mut harness, "Chép đường dẫn");
    let outside = harness.state_mut().as_mut().unwrap().outside();
    assert_eq!(outside.words, ["/nha/BC-DA06.docx"]);
    harness.get_by_label_contains("Đã chép đường dẫn");
    click(&mut harness, "Gửi thư…");
    let outside = harness.state_mut().as_mut().unwrap().outside();
    assert_eq!(outside.letters[0].files, [std::path::PathBuf::from("/nha/BC-DA06.docx")]);
}

#[test]
fn where_no_mail_program_is_the_path_is_offered() {
    let mut harness = may_window();
    tell(&mut harness, Event::Exported("/nha/BC-DA06.docx".into()));
    click(&mut harness, "Gửi thư…");
    tell(&mut harness, Event::Failed(Problem::from_mail(&MailError::NoProgram)));
    harness.get_by_label("Máy này chưa có chương trình thư");
    let offered: Vec<_> = harness.get_all_by_label("Chép đường dẫn").collect();
    assert_eq!(offered.len(), 2, "beside the problem and in the line of the export");
    offered[0].click();
    drop(offered);
    harness.run();
    assert_eq!(harness.state_mut().as_mut().unwrap().outside().words, ["/nha/BC-DA06.docx"]);
    assert!(harness.query_by_label("Máy này chưa có chương trình thư").is_none(), "it is answered");
}

fn desk(report: baocao06::report::content::Report) -> TestHarness {
    let mut harness = window_of(report, [1366.0, 1200.0], Theme::Light);
    menu(&mut harness, "Công cụ", "Phiếu thu thập theo đơn vị…");
    harness
}

#[test]
fn a_form_that_goes_out_by_letter_is_noted_and_never_called_sent() {
    let mut harness = desk(may());
    click(&mut harness, "Gửi thư Tư pháp");
    let purpose = purpose(&mut harness);
    assert!(matches!(purpose, Purpose::ExportForm { way: FormWay::Letter, .. }), "{purpose:?}");
    let (report, agency, way) = (report_id(), justice(), FormWay::Letter);
    let path = "/nha/phieu-tu-phap.xlsx".into();
    tell(&mut harness, Event::Send(SendEvent::Form { report, agency, path, way }));
    let outside = harness.state_mut().as_mut().unwrap().outside();
    assert!(outside.letters[0].body.starts_with("Kính gửi Tư pháp,"));
    let sent = on_screen(&harness).report().forms[&justice()].sent.unwrap();
    assert_eq!(sent.way, FormWay::Letter);
    let saved = asked(&mut harness).into_iter().find_map(|request| match request {
        Request::Save { batch, .. } => Some((batch.deed, batch.detail)),
        _ => None,
    });
    assert_eq!(saved, Some((Deed::FormSent, "Tư pháp".to_owned())));
}

#[test]
fn days_of_a_form_are_typed_by_hand_and_a_wrong_one_is_told() {
    let mut harness = desk(may());
    click(&mut harness, "Sửa ngày của phiếu Tư pháp");
    let typed = |harness: &mut TestHarness, label: &str, text: &str| {
        harness.get_by_label(label).focus();
        harness.run();
        harness.get_by_label(label).type_text(text);
        harness.run();
    };
    typed(&mut harness, "Đã gửi ngày, phiếu Tư pháp", "2/5/2023");
    typed(&mut harness, "Đã nhận ngày, phiếu Tư pháp", "1/5/2023");
    harness.get_by_label("Ngày nhận trước ngày gửi");
    harness.get_by_label("Ghi ngày của phiếu Tư pháp").click();
    harness.run();
    assert!(on_screen(&harness).report().forms.is_empty(), "nothing wrong is kept");
    click(&mut harness, "Bỏ");
    click(&mut harness, "Sửa ngày của phiếu Tư pháp");
    typed(&mut harness, "Đã gửi ngày, phiếu Tư pháp", "2/5/2023");
    click(&mut harness, "Ghi ngày của phiếu Tư pháp");
    let sent = Some(FormSent { day: day(2), way: FormWay::Said });
    assert_eq!(on_screen(&harness).report().forms[&justice()], FormState { sent, answered: None });
    harness.get_by_label("Phiếu Tư pháp: đã gửi 02/5/2023");
}

#[test]
fn those_who_have_not_answered_are_reminded_one_by_one_or_all() {
    let mut report = may();
    let sent = Some(FormSent { day: day(2), way: FormWay::Exported });
    for agency in ["police", "justice", "tax"] {
        let agency = AgencyKey::parse(agency).unwrap();
        report.forms.insert(agency, FormState { sent, answered: None });
    }
    let answered = Some(FormAnswered { day: day(9), file: "phieu-thue.xlsx".to_owned() });
    report.forms.insert(AgencyKey::parse("tax").unwrap(), FormState { sent, answered });
    let mut harness = desk(report);
    assert!(harness.query_by_label("Chép lời nhắc Thuế").is_none(), "it has answered");
    click(&mut harness, "Chép lời nhắc Tư pháp");
    click(&mut harness, "Chép lời nhắc 2 đơn vị chưa gửi lại");
    let words = &harness.state_mut().as_mut().unwrap().outside().words;
    assert!(words[0].starts_with("Kính gửi: Tư pháp\n"), "{}", words[0]);
    assert!(words[0].contains("gửi ngày 02/5/2023"), "{}", words[0]);
    assert!(words[1].starts_with("Kính gửi: Công an; Tư pháp\n"), "{}", words[1]);
    assert!(words[1].contains("20/5/2023"), "the day the report is due: {}", words[1]);
}

#[test]
fn a_closed_report_is_not_changed_by_a_form_that_goes_out() {
    let mut report = may();
    let at = day(20).and_hms_opt(8, 0, 0).unwrap();
    report.header.status = ReportStatus::Final { at };
    let mut harness = desk(report);
    let (report, agency, way) = (report_id(), justice(), FormWay::Exported);
    let path = "/nha/phieu-tu-phap.xlsx".into();
    tell(&mut harness, Event::Send(SendEvent::Form { report, agency, path, way }));
    assert!(on_screen(&harness).report().forms.is_empty());
    harness.get_by_label("Đã xuất phieu-tu-phap.xlsx");
}

#[test]
fn a_report_file_carries_what_became_of_forms_and_one_without_is_as_before() {
    let mut report = may();
    assert!(!report_v1::write_report(&report).contains("\"forms\""));
    let sent = Some(FormSent { day: day(2), way: FormWay::Letter });
    let answered = Some(FormAnswered { day: day(9), file: "phiếu (1).xlsx".to_owned() });
    report.forms.insert(justice(), FormState { sent, answered });
    let by_hand = Some(FormAnswered { day: day(10), file: String::new() });
    let state = FormState { sent: None, answered: by_hand };
    report.forms.insert(AgencyKey::parse("tax").unwrap(), state);
    let json = report_v1::write_report(&report);
    assert_eq!(report_v1::read_report(&json).unwrap(), report);
    let wrong = json.replace("2023-05-09", "2023-05-39");
    let refused = report_v1::read_report(&wrong).unwrap_err();
    assert!(format!("{refused}").contains("forms › answered"), "{refused}");
}

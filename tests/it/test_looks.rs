//! How the finished reports look: choices are kept with the office, the Word skeleton travels out and
//! back, the page of the window changes them.

use std::path::Path;

use baocao06::app::message::{Event, Request};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::session::Session;
use baocao06::report::decree::SizeOf;
use baocao06::report::letterhead::{LetterheadField, SigningAuthority};
use baocao06::report::look::{Look, Presence, Profile, Trace};
use baocao06::report::template::Placement;
use egui_kittest::kittest::Queryable as _;

use super::support::*;
use super::test_jobs::{docx_text, done, refused, sample_file};

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn export(data: &str, folder: &Path) -> String {
    let out = path(folder, "a.docx");
    done(&["export", "--data", data, "--period", "2023-05", "--format", "docx", "--out", &out]);
    docx_text(Path::new(&out))
}

#[test]
fn a_look_holds_for_every_export_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let text = export(&data, folder.path());
    assert!(text.contains("Kính gửi: Tổ công tác Đề án 06 tỉnh") && text.contains("- Như trên;"));
    assert!(!text.contains("Phụ lục") && !text.contains("mã số liệu"));

    let told = done(&[
        "look",
        "--data",
        &data,
        "--profile",
        "habitual",
        "--table",
        "services=annex",
        "--chart",
        "identity.accounts",
        "--trace",
        "on",
    ]);
    assert!(told.contains("table\tservices\tannex\n") && told.contains("chart\tidentity.accounts"));
    let text = export(&data, folder.path());
    assert!(!text.contains("Kính gửi") && !text.contains("Như trên"));
    assert!(text.contains("Độc lập – Tự do – Hạnh phúc"));
    assert!(told.contains("habit\taddressees\tleft_out\n"), "{told}");
    assert!(told.contains("size\tNội dung\t14\n"), "{told}");
    assert!(told.contains("first_line\t1,27 cm\nline_spacing\t1,1\n"), "{told}");
    for words in
        ["Phụ lục I\n", "Phụ lục II\n", "tại Phụ lục I kèm theo", "tại Phụ lục II kèm theo"]
    {
        assert!(text.contains(words), "{words}");
    }

    let err = refused(&["look", "--data", &data, "--chart", "no.such"], 1);
    assert!(err.contains("no.such"), "{err}");
    let err = refused(&["look", "--data", &data, "--table", "services=wall"], 1);
    assert!(err.contains("annex_landscape"), "{err}");
}

#[test]
fn a_printed_page_leads_to_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    done(&["look", "--data", &data, "--trace", "on"]);
    let text = export(&data, folder.path());
    let json = path(folder.path(), "a.json");
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out", &json]);
    let json = std::fs::read_to_string(&json).unwrap();
    let others = json.split_inclusive('\n').filter(|line| !line.contains("content_sha256"));
    let hash = sha256(others.collect::<String>().as_bytes());
    assert!(json.contains(&format!("\"content_sha256\": \"{hash}\"")), "the file says it itself");
    let expected = format!("Kỳ 12/4/2023 – 12/5/2023; bản số 1; mã số liệu {}", &hash[..12]);
    assert!(text.contains(&expected), "{expected}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_skeleton_travels_out_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let out = path(folder.path(), "khung.docx");
    done(&["look", "--data", &data, "--skeleton-out", &out]);
    let told = done(&["look", "--data", &data, "--skeleton", &out]);
    assert!(told.contains("skeleton\tkhung.docx"), "{told}");
    assert!(!told.contains("deviation"), "{told}");
    assert!(export(&data, folder.path()).contains("BÁO CÁO"));

    // Something else is refused, and the one in use stays.
    let json = path(folder.path(), "a.docx.json");
    std::fs::write(&json, "{}").unwrap();
    let err = refused(&["look", "--data", &data, "--skeleton", &json], 1);
    assert!(err.contains("Khung đang dùng không thay đổi"), "{err}");
    assert!(done(&["look", "--data", &data]).contains("skeleton\tkhung.docx"));

    let told = done(&["look", "--data", &data, "--no-skeleton"]);
    assert!(told.contains("skeleton\tcủa chương trình"), "{told}");
}

#[test]
fn a_session_keeps_the_look_with_the_office() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.bc06");
    let mut session = Session::create_sample(&file).unwrap();
    let reports = session.summary().unwrap().reports;
    let (first, last) = (reports.first().unwrap().id, reports.last().unwrap().id);
    let mut look = Look { profile: Profile::Habitual, ..Look::default() };
    look.set_size(SizeOf::Body, 26);
    session.set_look(first, look.clone()).unwrap();
    assert_eq!(session.load(last).unwrap().look.look, look);
    session.close().unwrap();
    let mut session = Session::open(&file).unwrap();
    assert_eq!(session.load(last).unwrap().look.look, look);
}

fn look_window() -> TestHarness {
    let mut harness = window_of(may(), [1366.0, 2600.0], Theme::Light);
    harness.get_by_label("Trình bày, phụ lục").click();
    harness.run();
    asked(&mut harness);
    harness
}

/// The look that was last asked to be kept.
fn kept(harness: &mut TestHarness) -> Look {
    let looks = asked(harness).into_iter().filter_map(|request| match request {
        Request::SetLook { look, .. } => Some(*look),
        _ => None,
    });
    looks.last().unwrap()
}

#[test]
fn the_page_changes_profile_and_habits() {
    let mut harness = look_window();
    assert!(harness.query_by_label("Kết thúc bằng “./.”").is_none());
    harness.get_by_label("Như báo cáo trước").click();
    harness.run();
    assert_eq!(kept(&mut harness).profile, Profile::Habitual);
    harness.get_by_label("Kết thúc bằng “./.”").click();
    harness.run();
    let look = kept(&mut harness);
    assert_eq!((look.profile, look.habits.end_mark), (Profile::Habitual, Presence::Printed));
    assert_eq!(on_screen(&harness).look().look, look);
}

#[test]
fn sizes_tables_and_the_trace_are_chosen() {
    let mut harness = look_window();
    harness.get_by_label("Cỡ chữ: Nội dung: 14").click();
    harness.run();
    harness.get_by_label("13").click();
    harness.run();
    assert_eq!(kept(&mut harness).size(SizeOf::Body), 26);
    harness.get_by_label_contains("Nơi in bảng:").click();
    harness.run();
    harness.get_by_label("Phụ lục, trang ngang").click();
    harness.run();
    let look = kept(&mut harness);
    assert_eq!(look.tables.values().copied().collect::<Vec<_>>(), [Placement::AnnexLandscape]);
    harness.get_by_label_contains("In dòng nhỏ").click();
    harness.run();
    assert_eq!(kept(&mut harness).trace, Trace::On);
}

#[test]
fn figures_for_charts_are_found_without_marks() {
    let mut harness = look_window();
    let name = "Tìm chỉ tiêu để vẽ biểu đồ";
    field(&harness, name).focus();
    harness.run();
    harness.event(egui::Event::Text("dinh danh dien tu da thu".to_owned()));
    harness.run();
    harness.get_by_label("Thêm: Hồ sơ định danh điện tử đã thu nhận").click();
    harness.run();
    assert_eq!(kept(&mut harness).charts, [key("identity.accounts")]);
    harness.get_by_label_contains("Bỏ biểu đồ:").click();
    harness.run();
    assert!(kept(&mut harness).charts.is_empty());
}

#[test]
fn what_could_not_be_kept_is_shown_as_it_was() {
    let mut harness = look_window();
    let before = std::sync::Arc::clone(on_screen(&harness).look());
    harness.get_by_label("Như báo cáo trước").click();
    harness.run();
    let report = on_screen(&harness).id();
    tell(&mut harness, Event::LookChanged { report, look: before });
    assert_eq!(on_screen(&harness).look().look.profile, Profile::Strict);
}

#[test]
fn what_was_left_out_of_a_word_file_stands_beside_its_name() {
    let mut harness = look_window();
    let careless = super::own_skeleton::OwnSkeleton::handed_out().part("la.exe", b"MZ").change(
        "word/settings.xml",
        "<w:zoom",
        "<w:docVars/><w:documentProtection/><w:zoom",
    );
    let (report, look) = (on_screen(&harness).id(), careless.look(Look::default()));
    tell(&mut harness, Event::LookChanged { report, look: look.into() });
    let words = "Đã bỏ, không đưa vào báo cáo: dữ liệu XML kèm theo, mật khẩu và hạn chế sửa, phần lạ không thuộc văn bản Word";
    assert!(harness.query_by_label(words).is_some());
    let whole = super::own_skeleton::OwnSkeleton::handed_out().look(Look::default());
    tell(&mut harness, Event::LookChanged { report, look: whole.into() });
    assert!(harness.query_by_label_contains("Đã bỏ").is_none());
}

#[test]
fn the_right_of_signing_is_chosen() {
    let mut harness = may_window();
    harness.get_by_label("Quyền hạn ký: Tổ công tác, ban chỉ đạo dùng con dấu của cơ quan (ghi cả hai chức danh)").click();
    harness.run();
    harness.get_by_label("TL. – thừa lệnh").click();
    harness.run();
    let text =
        on_screen(&harness).report().texts.get(&LetterheadField::SigningAuthority.text_key());
    assert_eq!(text.map(String::as_str), Some(SigningAuthority::ByOrder.name()));
    let document = on_screen(&harness).document();
    assert!(document.signature.signing_for[0].plain().starts_with("TL. "));
}

//! Files in which another program changed more than figures: all of it is named, mended by the log, and keeps nobody
//! from backups and imports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use baocao06::app::backup::folder;
use baocao06::app::safekeeping::folder_of;
use baocao06::app::session::Session;
use tempfile::TempDir;

use super::live_window::LiveWindow;
use super::test_keeping::{change_by_hand, press_button, sample_file};
use crate::program::program;

fn run(data: &Path, arguments: &[&str]) -> Output {
    program().arg("--data").arg(data).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The sample, changed by another program.
fn changed(sql: &str) -> (TempDir, PathBuf) {
    let (folder, data) = sample_file();
    change_by_hand(&data, &format!("PRAGMA foreign_keys = OFF; {sql}"));
    (folder, data)
}

const FIGURE: &str = "UPDATE figure_value SET count = 999 WHERE report_id = 13 AND figure_key =
    (SELECT min(figure_key) FROM figure_value WHERE report_id = 13 AND count IS NOT NULL);";

/// Changes, and what is said of each.
const CHANGES: [(&str, &str); 9] = [
    (
        "UPDATE office SET name = 'UBND phường Khác'",
        "Đơn vị “Thành phố Phan Rang - Tháp Chàm” không còn như đã lưu: tên nay là “UBND phường Khác”",
    ),
    (
        "INSERT INTO office (id, code, name) VALUES (7, 'khac', 'UBND phường Khác');
         UPDATE report SET office_id = 7 WHERE id = 4",
        "theo nhật ký là của “Thành phố Phan Rang - Tháp Chàm”",
    ),
    (
        "INSERT INTO report SELECT 77, office_id, template_id, template_key, '2024-07', '2024-06-12', '2024-07-12',
           NULL, 'draft', NULL, '', 0, 0, NULL, content_hash, 0 FROM report WHERE id = 4;
         INSERT INTO figure_value SELECT 77, figure_key, state, count, decimal, qualifier, typed FROM figure_value
           WHERE report_id = 4",
        "Báo cáo tháng 7/2024, Thành phố Phan Rang - Tháp Chàm: không do chương trình ghi vào",
    ),
    (
        "INSERT INTO figure_value (report_id, figure_key, state, count) VALUES (77, 'a.b', 'count', 5)",
        "figure_value",
    ),
    ("DELETE FROM office", "đơn vị (theo nhật ký là “"),
    ("UPDATE report SET office_id = 99 WHERE id = 4", "đơn vị (theo nhật ký là “"),
    ("DELETE FROM template", "mẫu (theo nhật ký là “"),
    (
        "DELETE FROM report WHERE id = 4",
        "Một báo cáo của “Thành phố Phan Rang - Tháp Chàm” đã mất khỏi danh sách",
    ),
    ("UPDATE report SET status = 'draft', status_at = NULL WHERE id = 4", "đang là"),
];

/// A list of reports without how many findings are known of each: only what was counted is told there.
fn without_findings(list: &[u8]) -> Vec<String> {
    let columns = |line: &str| line.split('\t').take(5).collect::<Vec<_>>().join("\t");
    text(list).lines().map(columns).collect()
}

#[test]
fn what_is_no_figure_is_named_and_mended_with_the_figures() {
    for (sql, said) in CHANGES {
        let (_folder, data) = changed(&format!("{FIGURE}{sql}"));
        let before = {
            let (_folder, whole) = sample_file();
            without_findings(&run(&whole, &["periods"]).stdout)
        };
        let output = run(&data, &["verify"]);
        assert_eq!(output.status.code(), Some(1), "{sql}");
        let told = text(&output.stdout);
        assert!(told.contains(said), "{sql}: {told}");
        assert!(told.contains("verify --repair"), "{sql}: {told}");
        let json = text(&run(&data, &["verify", "--json"]).stdout);
        assert!(json.contains("\"whole\": false"), "{sql}: {json}");

        let output = run(&data, &["verify", "--repair"]);
        let told = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{sql}: {told}");
        assert!(told.contains("nguyên vẹn"), "{sql}: {told}");
        assert_eq!(without_findings(&run(&data, &["periods"]).stdout), before, "{sql}");
        let kept = fs::read_dir(folder_of(&data)).unwrap().count();
        assert_eq!(kept, 1, "{sql}: the file as it was is kept");
    }
}

#[test]
fn reports_that_cannot_be_listed_are_told_of() {
    let (_folder, data) = changed("UPDATE report SET office_id = 99 WHERE id = 4");
    let output = run(&data, &["periods"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout).lines().count(), 12);
    assert!(text(&output.stderr).contains("không hiện ở danh sách"), "{output:?}");
}

#[test]
fn a_file_with_a_fault_is_backed_up_and_imported_into_all_the_same() {
    let (_folder, data) = sample_file();
    assert!(run(&data, &["backup"]).status.success());
    change_by_hand(&data, "UPDATE office SET opened = '2000-01-01'");
    for _ in 0..5 {
        let output = run(&data, &["backup"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(text(&output.stderr).contains("“co-loi”"), "{output:?}");
    }
    assert_eq!(folder::own(&data).unwrap().len(), 1, "none of them counts as a backup");
    let series = folder::own(&data).unwrap()[0].series.clone();
    let faulty = folder::faulty_of(&data, &folder_of(&data), &series);
    let sequences: Vec<u64> = faulty.iter().map(|copy| copy.sequence).collect();
    assert_eq!(sequences, [6, 5, 4], "the newest three are kept");

    let out = data.with_file_name("thang-5.json");
    let (_folder, whole) = sample_file();
    let arguments =
        ["export", "--period", "2023-05", "--format", "json", "--out", out.to_str().unwrap()];
    assert!(run(&whole, &arguments).status.success());
    let output = run(&data, &["import", out.to_str().unwrap(), "--replace"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");

    assert!(run(&data, &["verify", "--repair"]).status.success());
    assert!(run(&data, &["backup"]).status.success());
    assert_eq!(folder::own(&data).unwrap().len(), 2);
    assert!(Session::open(&data).unwrap().verify().unwrap().is_whole());
}

/// What is not mended is said to be so, with what is to be done.
#[test]
fn a_changed_password_is_not_mended_and_says_what_to_do() {
    let (_folder, data) = changed("INSERT INTO password (id, phc) VALUES (1, 'x')");
    change_by_hand(&data, "DELETE FROM password");
    let output = run(&data, &["verify"]);
    assert_eq!(output.status.code(), Some(0), "as it was set: none");
    assert!(run(&data, &["backup"]).status.success());
    let secret = data.with_file_name("mat-khau.txt");
    fs::write(&secret, "mot hai ba bon nam").unwrap();
    let set = ["password", "set", "--new-password-file", secret.to_str().unwrap()];
    let output = run(&data, &set);
    assert!(output.status.success(), "{output:?}");
    change_by_hand(&data, &format!("{FIGURE}DELETE FROM password"));
    let output = run(&data, &["verify", "--repair"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("Mật khẩu mở tệp đã mất; chỗ này không sửa theo nhật ký"), "{told}");
    assert!(told.contains("1 chỗ khác với lần lưu cuối"), "the figure is mended: {told}");
    assert!(told.contains("chỗ nào chưa nêu cách làm thì khôi phục"), "{told}");
    let output = run(&data, &set);
    assert!(output.status.success(), "{output:?}");
    let of_file = ["--password-file", secret.to_str().unwrap(), "verify"];
    assert_eq!(run(&data, &of_file).status.code(), Some(0), "set anew, all is as it was saved");
}

#[test]
fn the_window_tells_of_reports_that_it_cannot_list_and_mends_them() {
    let (_folder, data) = changed("DELETE FROM office");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Tệp có 13 báo cáo bị hỏng không hiện được ở đây");
    live.says("không hiện ở danh sách: đơn vị (theo nhật ký là “");
    live.command("kiem tra du lieu");
    live.says("Tệp như bây giờ được giữ lại trước");
    press_button(&mut live, "Sửa theo nhật ký");
    live.says("Nguyên vẹn: 13 báo cáo");
}

#[test]
fn as_long_as_a_file_has_a_fault_the_window_says_so_and_makes_copies() {
    let (_folder, data) = changed("UPDATE office SET name = 'UBND phường Khác'");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Năm 2023");
    live.says("Tệp có 1 chỗ khác với lần lưu cuối: bấm “Kiểm tra dữ liệu”");
    live.command("sao luu ngay");
    live.says("mang tên “co-loi”");
    live.command("kiem tra du lieu");
    live.says("Tệp như bây giờ được giữ lại trước");
    press_button(&mut live, "Sửa theo nhật ký");
    live.says("Nguyên vẹn: 13 báo cáo");
    press_button(&mut live, "Đóng");
    live.command("sao luu ngay");
    live.says("hôm nay, đã kiểm tra");
    live.until("nothing of a fault is told any more", |harness| {
        use egui_kittest::kittest::Queryable as _;
        harness.query_all_by_label_contains("khác với lần lưu cuối").next().is_none()
    });
}

#[test]
fn what_another_program_made_of_an_office_is_not_handed_out() {
    for sql in [
        "UPDATE office SET name = 'UBND phường Khác'",
        "INSERT INTO office_checks (office_id, settings) VALUES (1, '{}')",
        "INSERT INTO office_look (office_id, look) VALUES (1, '{}')",
    ] {
        let (_folder, data) = changed(sql);
        for format in ["json", "xlsx", "docx", "check-sheet"] {
            let out = data.with_file_name(format!("x-{format}"));
            let out = out.to_str().unwrap();
            let output =
                run(&data, &["export", "--period", "2023-05", "--format", format, "--out", out]);
            assert_eq!(output.status.code(), Some(1), "{sql} {format}: {output:?}");
            let told = text(&output.stderr);
            assert!(told.contains("bị sửa ngoài chương trình"), "{sql} {format}: {told}");
            assert!(!Path::new(out).exists(), "{sql} {format}");
        }
        let check = run(&data, &["check", "--period", "2023-05"]);
        assert!(text(&check.stderr).contains("bị sửa ngoài chương trình"), "{sql}: {check:?}");
    }
}

#[test]
fn damaged_pages_and_the_reports_that_can_be_read_are_named() {
    let (_folder, data) = sample_file();
    let mut bytes = fs::read(&data).unwrap();
    bytes[19 * 4096..22 * 4096].fill(0);
    fs::write(&data, &bytes).unwrap();
    let output = run(&data, &["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(told.contains("Hỏng ở "), "{told}");
    assert!(["20", "21", "22"].iter().any(|page| told.contains(page)), "{told}");
    assert!(told.contains("Đọc được nguyên vẹn"), "{told}");
    assert!(text(&output.stderr).contains("bị hỏng"), "{output:?}");
    let json = text(&run(&data, &["verify", "--json"]).stdout);
    assert!(json.contains("\"whole\": false") && json.contains("Hỏng ở "), "{json}");
    assert_eq!(fs::read(&data).unwrap(), bytes, "nothing was changed");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Hỏng ở ");
    live.says("Đọc được nguyên vẹn");
}

#[test]
fn a_count_of_what_is_entered_that_another_program_changed_is_told() {
    let (_folder, data) = changed("UPDATE report SET num_done = 1 WHERE id = 13");
    let before = fs::read(&data).unwrap();
    for _ in 0..2 {
        let output = run(&data, &["verify"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let told = text(&output.stdout);
        assert!(told.contains("danh sách ghi đã nhập 1/"), "{told}");
        assert!(told.contains("verify --repair"), "{told}");
        assert_eq!(fs::read(&data).unwrap(), before, "who only looks changes nothing");
    }
    let output = run(&data, &["verify", "--repair"]);
    assert!(output.status.success(), "{output:?}");
    let told = text(&output.stdout);
    assert!(told.contains("Đã ghi lại số đếm của 1 báo cáo"), "{told}");
    assert!(!told.contains("--repair") && !told.contains("danh sách ghi"), "{told}");
    assert!(!text(&run(&data, &["verify"]).stdout).contains("danh sách ghi"), "put right");
}

#[test]
fn a_row_that_makes_no_sense_is_put_back_by_the_log() {
    let (_folder, whole) = sample_file();
    let said = |data: &Path| {
        let out = data.with_file_name("x.json");
        let out = out.to_str().unwrap();
        let export = ["export", "--period", "2023-05", "--format", "json", "--out", out];
        assert!(run(data, &export).status.success());
        fs::read(out).unwrap()
    };
    let (_other, data) = changed(&format!(
        "{FIGURE}UPDATE field_value SET value = '7' WHERE report_id = 13;
         INSERT INTO field_value VALUES (13, 'khong_co', 'a', '1')"
    ));
    assert_eq!(run(&data, &["verify"]).status.code(), Some(1));
    let output = run(&data, &["verify", "--repair"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(said(&data), said(&whole));
}

#[test]
fn a_file_that_is_refused_has_nothing_new_beside_it() {
    let (folder, data) = sample_file();
    let mut bytes = fs::read(&data).unwrap();
    bytes.truncate(400_000);
    fs::write(&data, bytes).unwrap();
    for job in ["periods", "verify", "backup"] {
        assert!(!run(&data, &[job]).status.success());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{job}");
    }
}

#[test]
fn a_backup_is_made_beside_an_open_window() {
    let (_folder, data) = sample_file();
    let mut session = Session::open(&data).unwrap();
    let output = run(&data, &["backup"]);
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output.stderr).contains("đang mở ở một cửa sổ khác"), "{output:?}");
    assert_eq!(folder::own(&data).unwrap().len(), 1);
    assert!(session.verify().unwrap().is_whole());
    session.close().unwrap();
    assert!(run(&data, &["backups", "--drill"]).status.success());
}

#[test]
fn what_is_there_already_is_not_called_imported() {
    let (_folder, data) = sample_file();
    let out = data.with_file_name("x.json");
    let out = out.to_str().unwrap();
    let export = ["export", "--period", "2023-05", "--format", "json", "--out", out];
    assert!(run(&data, &export).status.success());
    let output = run(&data, &["import", out, "--replace"]);
    assert!(output.status.success(), "{output:?}");
    let told = text(&output.stdout);
    assert!(told.contains("Không có gì phải nhập") && !told.contains("Đã nhập"), "{told}");
}

#[test]
fn forms_go_into_a_folder_that_is_made_for_them() {
    let (_folder, data) = sample_file();
    let forms = data.with_file_name("phieu/thang-5");
    let all = ["form", "export", "--period", "2023-05", "--all", forms.to_str().unwrap()];
    let output = run(&data, &all);
    assert!(output.status.success(), "{output:?}");
    assert!(fs::read_dir(forms).unwrap().count() > 1);
}

#[test]
fn a_file_in_the_place_of_the_folder_of_backups_is_named() {
    let (_folder, data) = sample_file();
    fs::write(folder_of(&data), b"a report").unwrap();
    let told = text(&run(&data, &["backup"]).stderr);
    assert!(told.contains("một tệp cùng tên đang nằm ở chỗ ấy"), "{told}");
}

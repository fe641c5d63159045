//! Exporting by the real program: what is never written over, and what the files are called.

use std::path::Path;

use super::test_jobs::{done, refused, sample_file};

#[test]
fn a_failed_export_leaves_the_old_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    // A folder of the same name stands in the way of the file.
    let out = folder.path().join("bao-cao.docx");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("cu.txt"), "cũ").unwrap();
    let words = refused(
        &[
            "export",
            "--data",
            &data,
            "--period",
            "2023-05",
            "--format",
            "docx",
            "--out",
            out.to_str().unwrap(),
        ],
        1,
    );
    assert!(words.contains("Đây là một thư mục"), "{words}");
    assert_eq!(std::fs::read_to_string(out.join("cu.txt")).unwrap(), "cũ");
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_write_protected_file_can_be_looked_at_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let before = std::fs::read(&data).unwrap();
    let mut rights = std::fs::metadata(&data).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&data, rights).unwrap();
    assert!(done(&["periods", "--data", &data]).contains("2023-05"));
    let out = folder.path().join("a.docx").to_str().unwrap().to_owned();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "docx", "--out", &out]);
    assert_eq!(std::fs::read(&data).unwrap(), before);
}

#[test]
fn the_data_file_is_never_written_over_by_an_export() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let before = std::fs::read(&data).unwrap();
    let words = refused(
        &["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out", &data],
        1,
    );
    assert!(words.contains("không ghi đè"), "{words}");
    assert_eq!(std::fs::read(&data).unwrap(), before);
}

#[test]
fn the_csv_file_holds_every_figure_for_excel_in_vietnam() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = folder.path().join("so-lieu.csv");
    let out = path.to_str().unwrap();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "csv", "--out", out]);
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("no mark of UTF-8");
    let lines: Vec<Vec<&str>> =
        text.split_terminator("\r\n").map(|line| line.split(';').collect()).collect();
    assert!(lines.iter().all(|line| line.len() == 11), "{text}");
    let line = |key: &str| lines.iter().find(|line| line[10] == key).unwrap();
    // January to May of the sample: 2.651 + 3.317 + 3.649 + 3.493 + 3.798.
    assert_eq!(line("communication.lodging_notices")[3..7], ["3798", "16908", "3493", "305"]);
    assert_eq!(line("health_record.history_rate")[3..7], ["41,97%", "41,97%", "41,55%", "0,42"]);
    // A rate without a base has no number, only what was printed.
    assert_eq!(line("education.preschool.updated_rate")[3..8], ["", "", "", "", "95,62%"]);
}

#[test]
fn the_name_of_an_export_fits_its_format() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let common = ["export", "--data", &data, "--period", "2023-05", "--format", "docx", "--out"];
    let other = path("a.xyz");
    let words = refused(&[&common[..], &[&other]].concat(), 1);
    assert!(words.contains(".docx") && !Path::new(&other).exists(), "{words}");
    for name in ["a.DOCX", "a"] {
        done(&[&common[..], &[&path(name)]].concat());
        assert!(Path::new(&path(name)).is_file());
    }
    let words = refused(&["look", "--data", &data, "--skeleton-out", &path("khung.xyz")], 1);
    assert!(words.contains(".docx"), "{words}");
}

/// The ways in which a file is written that somebody named.
fn writing<'a>(data: &'a str, out: &'a str) -> Vec<Vec<&'a str>> {
    let may = ["--data", data, "--period", "2023-05"];
    let export =
        |format: &'a str| [&["export"][..], &may, &["--format", format, "--out", out]].concat();
    vec![
        export("docx"),
        export("pdf"),
        export("xlsx"),
        export("csv"),
        export("json"),
        export("check-sheet"),
        [&["form", "export"][..], &may, &["--agency", "police", "--out", out]].concat(),
        vec!["look", "--data", data, "--skeleton-out", out],
    ]
}

#[cfg(unix)]
#[test]
fn no_way_of_exporting_replaces_a_protected_file_or_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = |name: &str| folder.path().join(name);
    let held = path("giu");
    std::fs::write(&held, "cũ").unwrap();
    // What the file of each is called.
    let extensions = ["docx", "pdf", "xlsx", "csv", "json", "docx", "xlsx", "docx"];
    assert_eq!(writing("", "").len(), extensions.len());
    for (job, extension) in extensions.into_iter().enumerate() {
        let (file, link) = (path(&format!("a.{extension}")), path(&format!("b.{extension}")));
        std::fs::write(&file, "cũ").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        symlink(&held, &link).unwrap();
        for (there, words) in [(&file, "chỉ cho đọc"), (&link, "liên kết")] {
            let said = refused(&writing(&data, there.to_str().unwrap())[job], 1);
            assert!(said.contains(words), "{job}: {said}");
            assert_eq!(std::fs::read_to_string(there).unwrap(), "cũ", "{job}");
        }
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        std::fs::remove_file(file).unwrap();
        std::fs::remove_file(link).unwrap();
    }
}

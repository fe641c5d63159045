//! An office's own Word file by the real program: what is kept of it and what travels on in reports is its look,
//! and whoever took it is told what was left out.

use std::fs;
use std::path::Path;

use baocao06::store::{Run, Stamp, Store, StoredSkeleton};
use chrono::NaiveDate;

use super::own_skeleton::{OwnSkeleton, inline_picture, paragraph, run};
use super::test_jobs::{docx_text, done, refused, sample_file};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A template of Word with macros, a link in its header, and a file that is none of Word's.
fn careless() -> OwnSkeleton {
    let content = format!(
        "<w:hyperlink r:id=\"rIdFar\">{}</w:hyperlink>{}",
        run("", "UBND phường"),
        inline_picture("rIdLogo", (900, 900))
    );
    let far = format!(
        "<Relationship Id=\"rIdFar\" Type=\"{OFFICE}/hyperlink\" Target=\"file://may-an/x.docx\" TargetMode=\"External\"/></Relationships>"
    );
    let macros = "<Relationship Id=\"rIdVba\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>";
    OwnSkeleton::handed_out()
        .logo()
        .band("header", "default", &paragraph("", &content))
        .change("word/_rels/header-default.xml.rels", "</Relationships>", &far)
        .change("word/_rels/document.xml.rels", "</Relationships>", macros)
        .part("word/vbaProject.bin", b"\xD0\xCF\x11\xE0")
        .part("la.exe", b"MZ")
        .change(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        )
}

fn exported(data: &str, folder: &Path) -> OwnSkeleton {
    let out = folder.join("bao-cao.docx");
    let to = out.to_str().unwrap();
    done(&["export", "--data", data, "--period", "2023-05", "--format", "docx", "--out", to]);
    assert!(docx_text(&out).contains("Nguyễn Thành Phú"));
    OwnSkeleton::of(fs::read(out).unwrap())
}

fn is_plain(report: &OwnSkeleton) -> bool {
    let mut names = report.names();
    let has_foreign_part = names.any(|name| name.contains("vba") || name.ends_with(".exe"));
    let header = String::from_utf8_lossy(report.get("word/header1.xml")).into_owned();
    assert!(header.contains("UBND phường") && header.contains("r:embed"), "{header}");
    let links = String::from_utf8_lossy(report.get("word/_rels/header1.xml.rels")).into_owned();
    !has_foreign_part && !links.contains("may-an") && !header.contains("w:hyperlink")
}

#[test]
fn only_the_look_is_kept_and_exported_and_the_rest_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let own = folder.path().join("khung.dotm");
    fs::write(&own, careless().bytes()).unwrap();
    let told = done(&["look", "--data", &data, "--skeleton", own.to_str().unwrap()]);
    let left_out = told.lines().find(|line| line.starts_with("left_out\t")).unwrap();
    for words in ["macro", "liên kết ra ngoài tệp", "phần lạ"] {
        assert!(left_out.contains(words), "{left_out}");
    }
    assert!(is_plain(&exported(&data, folder.path())));
    // What is kept is what was taken.
    let kept = kept(&data);
    assert!(kept.names().all(|name| !name.contains("vba") && !name.ends_with(".exe")));
    // Taking it back from the program tells nothing: nothing is left out any more.
    let out = folder.path().join("khung-2.docx").to_str().unwrap().to_owned();
    done(&["look", "--data", &data, "--skeleton-out", &out]);
    let told = done(&["look", "--data", &data, "--skeleton", &out]);
    assert!(!told.contains("left_out"), "{told}");
}

/// A data file may keep a Word file as it was given, macros and all, because an older program took it.
#[test]
fn what_an_older_program_kept_of_a_word_file_does_not_travel_on() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let mut store = Store::open(Path::new(&data)).unwrap();
    let office = store.reports().unwrap()[0].office.code.clone();
    let tainted = StoredSkeleton { name: "khung.dotm".to_owned(), docx: careless().bytes() };
    let at = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(14, 5, 0).unwrap();
    let run = Run { name: "older".to_owned(), who: String::new(), computer: String::new() };
    let stamp = Stamp { at, run, standing: None };
    store.set_skeleton(&office, "{}", Some(&tainted), &stamp).unwrap();
    store.close().unwrap();
    assert!(kept(&data).names().any(|name| name.contains("vba")), "it is there");
    assert!(is_plain(&exported(&data, folder.path())));
    let out = folder.path().join("khung-2.docx");
    done(&["look", "--data", &data, "--skeleton-out", out.to_str().unwrap()]);
    let handed_out = OwnSkeleton::of(fs::read(out).unwrap());
    assert!(handed_out.names().all(|name| !name.contains("vba") && !name.ends_with(".exe")));
}

/// The Word file that a data file keeps.
#[expect(clippy::disallowed_methods, reason = "it is not the store that opens the file here")]
fn kept(data: &str) -> OwnSkeleton {
    let file = rusqlite::Connection::open(data).unwrap();
    let sql = "SELECT skeleton FROM office_look WHERE skeleton IS NOT NULL";
    OwnSkeleton::of(file.query_row(sql, [], |row| row.get(0)).unwrap())
}

#[test]
fn what_is_no_word_file_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let own = folder.path().join("khung.docx");
    fs::write(&own, b"PK\x03\x04 nothing").unwrap();
    let words = refused(&["look", "--data", &data, "--skeleton", own.to_str().unwrap()], 1);
    assert!(words.contains("Khung đang dùng không thay đổi"), "{words}");
    assert!(done(&["look", "--data", &data]).contains("skeleton\tcủa chương trình"));
}

/// The fuzzer found that a part which ends in its middle went on into every report, which Word then called damaged.
#[test]
fn a_part_that_is_no_whole_xml_does_not_travel_on() {
    use baocao06::export::docx::{self, Skeleton};
    for part in ["fontTable", "settings"] {
        let name = format!("word/{part}.xml");
        let cut = OwnSkeleton::handed_out();
        let length = cut.get(&name).len() - 5;
        let content = cut.get(&name)[..length].to_vec();
        let skeleton = Skeleton::from_office(&cut.part(&name, &content).bytes()).unwrap();
        let specimen = OwnSkeleton::of(docx::specimen(&skeleton).unwrap());
        for name in specimen.names().filter(|name| name.ends_with(".xml")) {
            let text = std::str::from_utf8(specimen.get(name)).unwrap();
            roxmltree::Document::parse(text).unwrap_or_else(|err| panic!("{part}, {name}: {err}"));
        }
    }
}

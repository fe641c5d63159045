//! The jobs without a window, by the real program: exit codes, errors in one Vietnamese sentence,
//! round trips, and what stands in the exported files.

use std::io::Read as _;
use std::path::Path;
use std::process::Output;

use sha2::{Digest as _, Sha256};

use super::program::program;
use super::support::*;

/// SHA-256 of the exports of the sample's May 2023: the same report gives the same bytes, from version to version
/// as well, unless somebody means to change what is printed.
const MAY_DOCX: &str = "0ee8cca8f77fa459161d3c7aed9e8fa5bd51324ad31eee58d7f814ad9214b21b";
const MAY_XLSX: &str = "0f09471ba4676ad4ab8e71a074d6b1c411a4367c795992a6666fe7297633bc50";

pub(crate) fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

#[track_caller]
pub(crate) fn done(arguments: &[&str]) -> String {
    let output = run(arguments);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what must fail; returns the one sentence of standard error.
#[track_caller]
pub(crate) fn refused(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
    assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    assert!(!err.to_lowercase().contains("error"), "{err}");
    err
}

pub(crate) fn sample_file(folder: &Path) -> String {
    let data = folder.join("mau.bc06").to_str().unwrap().to_owned();
    done(&["sample", "--data", &data]);
    data
}

/// The text of a part of a .docx, tags removed, paragraphs on lines of their own.
pub(crate) fn docx_text(path: &Path) -> String {
    let file = std::fs::File::open(path).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    let mut rest = xml.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap();
        if tag == "/w:p" {
            text.push('\n');
        }
        rest = after;
    }
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

/// Every number of the reference report (453/BC-TCTĐA06, May 2023) in the style of the program:
/// a comma in 91,9 and a dot in 2.019, which the paper had the other way.
const FIGURES: [&str; 82] = [
    // II.1
    "174",
    "3.798",
    "60 ",
    "268",
    // II.3
    "1.614",
    "547",
    "hơn 300",
    "144",
    "10.693",
    "36",
    "2.019",
    "2.556",
    "1.043",
    "7.939",
    "95,62%",
    "7.743",
    "92,4%",
    "17.167",
    "93,39%",
    "17.001",
    "92,49%",
    "10.289",
    "99,88%",
    "10.223",
    "99,24%",
    "168.061/169.641",
    "99,07%",
    "70.538/168.061",
    "41,97%",
    "620/168.061",
    "0,37%",
    "119.443/168.061",
    "71,07%",
    "01/8/2022",
    "02 ",
    "09 lượt",
    "13 lượt",
    "1.965.456",
    "43 ",
    "01/01/2023",
    "44.013",
    "40.433",
    "91,9%",
    "3.580",
    "138.940/138.940",
    "100.304",
    "75.291",
    "75,06%",
    "443",
    "12/5/2023",
    "12/4/2023",
    // I: documents, with their days
    "97/KH-TCTĐA06",
    "23/3/2023",
    "193-KH/TU",
    "13/01/2023",
    "40-CT/TU",
    "05/12/2022",
    "21/KH-UBND",
    "19/01/2023",
    "1432/UBND-TH",
    "1510/UBND-TH",
    "17/4/2023",
    "1562/UBND-TH",
    "18/4/2023",
    "1717/UBND-CA",
    "26/4/2023",
    "726/CATP-TH",
    "11/4/2023",
    "818/CATP-QLHC",
    "24/4/2023",
    "1345/UBND-TH",
    "06/4/2023",
    "1235/UBND-PVHC",
    "04/4/2023",
    "252/PGDDT",
    "28/4/2023",
    "07 phương thức",
    "961/KH-TTYT",
    "23/9/2022",
    "516/SYT-VP",
    "14/02/2023",
    "02 nhóm",
];

/// The rows of its table: direct, online, printed rate.
const ROWS: [[&str; 3]; 15] = [
    ["0", "3", "100%"],
    ["1.317", "305", "19%"],
    ["113", "880", "88%"],
    ["12", "72", "86%"],
    ["0", "3", "100%"],
    ["0", "3.781", "100%"],
    ["154", "456", "75%"],
    ["0", "71", "100%"],
    ["154", "64", "29%"],
    ["20", "112", "84%"],
    ["30", "222", "88%"],
    ["24", "125", "84%"],
    ["21", "91", "81%"],
    ["0", "210", "100%"],
    ["0", "121", "100%"],
];

#[test]
fn the_word_file_holds_every_number_of_the_reference_report() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = folder.path().join("bao-cao.docx");
    let out = path.to_str().unwrap();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "docx", "--out", out]);
    let text = docx_text(&path);
    let missing: Vec<_> = FIGURES.iter().filter(|number| !text.contains(**number)).collect();
    assert!(missing.is_empty(), "not in the Word file: {missing:?}\n{text}");
    // Cells are paragraphs of their own: the rows stand in order, one number a line.
    let mut rest = text.as_str();
    for (i, row) in ROWS.iter().enumerate() {
        let cells = format!("\n{}\n", row.join("\n"));
        let at = rest.find(&cells);
        let at = at
            .unwrap_or_else(|| panic!("row {} of the table is not there: {row:?}\n{text}", i + 1));
        rest = &rest[at + 1..];
    }
    for words in
        ["Số: 453/BC-TCTĐA06", "ngày 19 tháng 5 năm 2023", "Nguyễn Thành Phú", "THÁNG 6 NĂM 2023"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains('{') && !text.contains('…'), "something is left open:\n{text}");
}

#[test]
fn a_report_travels_through_json_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let export = |data: &str, out: &str| {
        done(&["export", "--data", data, "--period", "2023-05", "--format", "json", "--out", out]);
        std::fs::read(out).unwrap()
    };
    let first = export(&data, &path("1.json"));
    let other = path("khac.bc06");
    done(&["import", "--data", &other, &path("1.json")]);
    let second = export(&other, &path("2.json"));
    assert_eq!(first, second);
    // The same month again is refused, and changes nothing, until it is to be replaced.
    refused(&["import", "--data", &other, &path("1.json")], 1);
    done(&["import", "--data", &other, &path("1.json"), "--replace"]);
    assert_eq!(export(&other, &path("3.json")), first);
    // With the months before it, the file that it gives is the same too.
    for report in sample() {
        let period = report.header.period.key.to_string();
        let out = path(&format!("{period}.json"));
        done(&["export", "--data", &data, "--period", &period, "--format", "json", "--out", &out]);
        done(&["import", "--data", &other, &out, "--replace"]);
    }
    for format in ["docx", "xlsx", "csv"] {
        let bytes = |data: &str, name: &str| {
            let out = path(name);
            done(&[
                "export", "--data", data, "--period", "2023-05", "--format", format, "--out", &out,
            ]);
            std::fs::read(out).unwrap()
        };
        assert_eq!(bytes(&data, "a"), bytes(&other, "b"), "same report, same bytes: {format}");
    }
}

#[test]
fn the_workbook_holds_the_table_and_every_figure() {
    use calamine::{Data, Reader as _, open_workbook};
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = folder.path().join("bang.xlsx");
    let out = path.to_str().unwrap();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "xlsx", "--out", out]);
    let mut book: calamine::Xlsx<_> = open_workbook(&path).unwrap();
    let names = book.sheet_names();
    assert!(names.len() >= 2, "{names:?}");
    let mut cells = Vec::new();
    for name in &names {
        let sheet = book.worksheet_range(name).unwrap();
        cells.extend(sheet.used_cells().map(|(_, _, cell)| cell.clone()));
    }
    for number in [1317.0, 305.0, 168_061.0, 1_965_456.0, 3781.0] {
        let is_there = cells.iter().any(|cell| match cell {
            Data::Float(value) => (value - number).abs() < 0.5,
            Data::Int(value) => *value == number as i64,
            _ => false,
        });
        assert!(is_there, "{number} is not a number of the workbook");
    }
    // A rate without a base has no value here: it must not be shown as 0 %.
    let sheet = book.worksheet_range(baocao06::export::xlsx::ALL_FIGURES).unwrap();
    let rate = "education.preschool.updated_rate";
    let row = sheet.rows().find(|row| row.iter().any(|cell| *cell == rate)).unwrap();
    assert!(!row.iter().any(|cell| matches!(cell, Data::Float(_) | Data::Int(_))), "{row:?}");
    assert!(row.iter().any(|cell| *cell == "95,62%"), "{row:?}");
    let (template, report) = (template(), may());
    let is_off = |figure: &baocao06::report::template::Figure| {
        let row = figure.row.as_ref().and_then(|row| template.row(row));
        row.is_some_and(|row| !report.is_on(row))
    };
    for figure in template.figures().iter().filter(|figure| !is_off(figure)) {
        let is_there =
            cells.iter().any(|cell| matches!(cell, Data::String(text) if *text == figure.label));
        assert!(is_there, "{} is not in the workbook", figure.label);
    }
}

#[test]
fn the_sample_has_thirteen_months_and_the_made_up_ones_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let periods = done(&["periods", "--data", &data]);
    let lines: Vec<_> = periods.lines().collect();
    assert!(lines.len() >= 13, "{periods}");
    for line in &lines {
        let is_real = line.starts_with("2023-05");
        assert_eq!(line.contains("số liệu minh họa"), !is_real, "{line}");
    }
    // A file that is there is never overwritten.
    let before = std::fs::read(&data).unwrap();
    refused(&["sample", "--data", &data], 1);
    assert_eq!(std::fs::read(&data).unwrap(), before);
}

#[test]
fn demo_does_the_main_job_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mau").to_str().unwrap().to_owned();
    let told = done(&["demo", &dir]);
    for extension in ["docx", "xlsx", "json"] {
        let name = format!("BC-DA06-2023-05-phan-rang-thap-cham.{extension}");
        assert!(told.contains(&name), "{told}");
        assert!(Path::new(&dir).join(&name).metadata().unwrap().len() > 1000, "{name}");
    }
    // Once more: the data is used again, the files are written anew.
    done(&["demo", &dir]);
    for (extension, hash) in [("docx", MAY_DOCX), ("xlsx", MAY_XLSX)] {
        let name = format!("BC-DA06-2023-05-phan-rang-thap-cham.{extension}");
        let found = Sha256::digest(std::fs::read(Path::new(&dir).join(&name)).unwrap());
        let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            found, hash,
            "{name} is another one: if that is meant, say in the commit what differs"
        );
    }
}

#[test]
fn wrong_use_and_failures_have_their_codes_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for wrong in [
        &["nonsense"][..],
        &["--nonsense"],
        &["export", "--data", &data],
        &["export", "--data", &data, "--period", "5/2023", "--format", "docx", "--out", "a"],
        &["export", "--data", &data, "--period", "2023-05", "--format", "odt", "--out", "a"],
        &["template"],
    ] {
        assert!(refused(wrong, 2).contains("--help"));
    }
    let export = |period: &str, out: &str| {
        refused(
            &["export", "--data", &data, "--period", period, "--format", "docx", "--out", out],
            1,
        )
    };
    assert!(
        export("1999-01", &path("a.docx")).contains("2023-05"),
        "names the months that are there"
    );
    assert!(export("2023-05", &path("khong/co/a.docx")).contains("Thư mục"));
    refused(&["periods", "--data", &path("khong.bc06")], 1);
    std::fs::write(path("anh.png"), b"\x89PNG\r\n\x1a\n....................").unwrap();
    let words = refused(&["periods", "--data", &path("anh.png")], 1);
    assert!(words.contains("không phải dữ liệu"), "{words}");
    std::fs::write(path("la.json"), b"{\"format\": 1}").unwrap();
    let out = path("doi.json");
    let export_json =
        ["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out", &out];
    refused(&["import", "--data", &data, &path("la.json")], 1);
    done(&export_json);
    let json = std::fs::read_to_string(path("doi.json")).unwrap();
    std::fs::write(path("doi.json"), json.replace("1317", "1371")).unwrap();
    let import = ["import", "--data", &data, &path("doi.json"), "--replace"];
    assert!(refused(&import, 1).contains("bị sửa hoặc bị hỏng trên đường đi"));
    let by_hand = json.lines().filter(|line| !line.contains("content_sha256"));
    let by_hand: String = by_hand.collect::<String>().replace("services.id_card.direct", "la.la");
    std::fs::write(path("doi.json"), by_hand).unwrap();
    let said = done(&import);
    assert!(said.contains("Lưu ý: Tệp không có mã kiểm tra"), "{said}");
    assert!(said.contains("mang mã la.la"), "{said}");
}

#[test]
fn templates_are_listed_shown_checked_and_added() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    assert!(done(&["template", "list", "--data", &data]).contains("de_an_06_thang\t1\t"));
    let json = done(&["template", "show", "de_an_06_thang", "--data", &data]);
    let newer = json.replacen("\"version\": 1", "\"version\": 2", 1);
    assert_ne!(json, newer, "the version was not found");
    let path = folder.path().join("mau-2.json");
    std::fs::write(&path, newer).unwrap();
    done(&["template", "add", path.to_str().unwrap(), "--data", &data]);
    assert!(done(&["template", "list", "--data", &data]).contains("de_an_06_thang\t2\t"));
    // A faulty one is refused with the place and the reason; a changed one under an old version too.
    let faulty = json.replacen("\"figures\": [", "\"figures\": [{\"key\": \"a.b\"},", 1);
    std::fs::write(&path, faulty).unwrap();
    let words = refused(&["template", "add", path.to_str().unwrap(), "--data", &data], 1);
    assert!(words.contains("dòng"), "{words}");
    let changed = json.replacen("Báo cáo Đề án 06 tháng", "Báo cáo khác", 1);
    std::fs::write(&path, changed).unwrap();
    let words = refused(&["template", "add", path.to_str().unwrap(), "--data", &data], 1);
    assert!(words.contains("nội dung khác"), "{words}");
}

#[test]
fn help_is_vietnamese() {
    let help = done(&["--help"]);
    for words in ["Cách dùng", "Lệnh", "demo", "export", "Mã kết thúc"] {
        assert!(help.contains(words), "{help}");
    }
    let mut told = 0;
    let mut asked = vec![Vec::new()];
    while let Some(path) = asked.pop() {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = done(&arguments);
        let english =
            ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "COMMAND", "Possible"];
        assert!(help.contains("Cách dùng: baocao06"), "{help}");
        assert!(!english.iter().any(|words| help.contains(words)), "{help}");
        // Jobs have jobs of their own.
        let jobs = help.split("Lệnh:\n").nth(1).unwrap_or_default().lines();
        let jobs = jobs.take_while(|line| !line.is_empty());
        asked.extend(jobs.filter_map(|line| {
            let job = line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?;
            Some([path.clone(), vec![job.split(' ').next()?.to_owned()]].concat())
        }));
        told += 1;
    }
    assert!(told > 20, "{told}");
    let help = done(&["export", "--help"]);
    assert!(["docx", "xlsx", "csv", "json"].iter().all(|format| help.contains(format)), "{help}");
}

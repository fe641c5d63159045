//! Forms that agencies fill in, by the real program: out, filled, looked at, taken over, taken back;
//! and what a hostile file costs.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::test_jobs::{done, refused, sample_file};

pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook with one part changed.
pub(crate) fn changed(book: &[u8], name: &str, change: impl Fn(String) -> Vec<u8>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let content = if part_name == name { change(text) } else { text.into_bytes() };
        new.start_file(part_name, SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// Fills a cell of the form in, as a spreadsheet would: the cell keeps its look.
pub(crate) fn fill(sheet: &str, cell: &str, content: &str) -> String {
    let old = regex::Regex::new(&format!(r#"<c r="{cell}" (s="\d+")[^>]*?(/>|>.*?</c>)"#)).unwrap();
    assert!(old.is_match(sheet), "{cell} is not in the form");
    old.replace(sheet, format!("<c r=\"{cell}\" $1{content}</c>")).into_owned()
}

/// The input cell of each figure of a form that has not changed.
pub(crate) fn inputs(path: &Path) -> Vec<(String, String)> {
    let filled = baocao06::exchange::collection::read_form(&std::fs::read(path).unwrap()).unwrap();
    filled
        .sheets
        .into_iter()
        .flat_map(|sheet| sheet.cells)
        .map(|cell| (cell.key, cell.address))
        .collect()
}

fn exported(folder: &Path, data: &str, name: &str) -> std::path::PathBuf {
    let form = folder.join(name);
    let out = form.to_str().unwrap();
    let arguments = ["form", "export", "--period", "2023-05", "--agency", "police", "--out", out];
    let said = done(&[&arguments[..], &["--data", data]].concat());
    assert!(said.starts_with("Đã xuất "), "{said}");
    form
}

fn figures(folder: &Path, data: &str) -> String {
    let out = folder.join("r.json");
    let out = out.to_str().unwrap();
    done(&["export", "--data", data, "--period", "2023-05", "--format", "json", "--out", out]);
    std::fs::read_to_string(out).unwrap()
}

#[test]
fn a_form_goes_out_comes_back_and_is_taken_over_only_when_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let data = sample_file(folder);
    let listed = done(&["form", "list", "--period", "2023-05", "--data", &data]);
    assert!(listed.contains("police\tCông an\tđã nhập "), "{listed}");
    let form = exported(folder, &data, "phieu.xlsx");
    let cells = inputs(&form);
    let at = |key: &str| cells.iter().find(|(known, _)| known == key).unwrap().1.clone();
    let (direct, online) = (at("services.id_card.direct"), at("services.id_card.online"));
    let wrong = at("services.residence_permanent.direct");
    let blank = at("services.residence_permanent.online");
    let book = std::fs::read(&form).unwrap();
    let book = changed(&book, SHEET, |sheet| {
        let sheet = fill(&sheet, &direct, "><v>1400</v>");
        let sheet = fill(&sheet, &online, " t=\"inlineStr\"><is><t>không phát sinh</t></is>");
        let sheet = fill(&sheet, &wrong, " t=\"inlineStr\"><is><t>mười</t></is>");
        fill(&sheet, &blank, ">").into_bytes()
    });
    std::fs::write(&form, book).unwrap();

    let before = figures(folder, &data);
    let form = form.to_str().unwrap();
    let looked = ["form", "import", form, "--period", "2023-05", "--data", &data];
    let said = done(&looked);
    assert!(said.contains(&format!("{direct}\tđổi\t")), "{said}");
    assert!(said.contains("\t1.317 thành 1.400\n"), "{said}");
    assert!(said.contains("\t305 thành không phát sinh\n"), "{said}");
    assert!(said.contains(&format!("{wrong}\tsai\t")) && said.contains("“mười”"), "{said}");
    assert!(!said.contains(&format!("{blank}\t")), "a blank cell is no change: {said}");
    assert!(said.contains("2 đổi") && said.contains("1 sai"), "{said}");
    assert!(said.trim_end().ends_with("Chưa nhập số nào vào báo cáo; thêm --apply để nhập"));
    assert_eq!(figures(folder, &data), before, "looking changes nothing");

    let said = done(&[&looked[..], &["--apply"]].concat());
    assert!(said.contains("Đã nhập 2 số liệu từ phiếu Công an, 1 ô sai để lại"), "{said}");
    let after = figures(folder, &data);
    assert!(after.contains("\"services.id_card.direct\": 1400"), "{after}");
    assert!(after.contains("\"services.residence_permanent.online\": 880"), "{after}");
    let again = done(&looked);
    assert!(!again.contains("đổi"), "a second time there is nothing new: {again}");
}

#[test]
fn what_does_not_belong_here_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let data = sample_file(folder);
    let form = exported(folder, &data, "phieu.xlsx");
    let form = form.to_str().unwrap();
    let import = |file: &str, period: &str| {
        refused(&["form", "import", file, "--period", period, "--data", &data], 1)
    };
    let err = import(form, "2023-04");
    assert!(err.contains("Phiếu này của tháng 5/2023, không phải tháng 4/2023"), "{err}");
    let book = folder.join("bang.xlsx");
    let book = book.to_str().unwrap();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "xlsx", "--out", book]);
    assert!(import(book, "2023-05").contains("không phải phiếu thu thập"));
    assert!(import(&data, "2023-05").contains("tệp dữ liệu đang mở"));
    assert!(import("/dev/zero", "2023-05").contains("không phải là tệp"));
    let bytes = std::fs::read(form).unwrap();
    let other = folder.join("noi-khac.xlsx");
    let code = "phan-rang-thap-cham";
    let foreign = changed(&bytes, "xl/sharedStrings.xml", |text| {
        assert!(text.contains(code));
        text.replace(code, "noi-khac").into_bytes()
    });
    std::fs::write(&other, foreign).unwrap();
    let err = import(other.to_str().unwrap(), "2023-05");
    assert!(err.contains("của đơn vị khác"), "{err}");
    let agency = ["form", "export", "--period", "2023-05", "--agency", "nobody", "--out", "x.xlsx"];
    let err = refused(&[&agency[..], &["--data", &data]].concat(), 1);
    assert!(err.contains("Các đơn vị có: police (Công an)"), "{err}");
    let name = ["form", "export", "--period", "2023-05", "--agency", "police", "--out", "x.docx"];
    refused(&[&name[..], &["--data", &data]].concat(), 1);
}

/// The most memory this process had so far, in kibibytes.
#[cfg(target_os = "linux")]
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Names the file that the test below reads when it runs as a process of its own.
#[cfg(target_os = "linux")]
const BOMB: &str = "BC06_TEST_BOMB";

/// Files that unpack to far more than they are, or span the whole sheet: refused in less than 2 s
/// and with less than 64 MiB more memory. Each is read by a process of its own, whose peak it is.
#[cfg(target_os = "linux")]
#[test]
fn hostile_files_cost_little() {
    if let Ok(bomb) = std::env::var(BOMB) {
        let bytes = std::fs::read(bomb).unwrap();
        let before = peak();
        let start = Instant::now();
        let is_refused = baocao06::exchange::collection::read_form(&bytes).is_err();
        let (taken, more) = (start.elapsed(), peak() - before);
        assert!(taken < Duration::from_secs(2), "{taken:?}");
        assert!(more < 64 * 1024, "{more} KiB more");
        let outcome = if is_refused { "refused in" } else { "taken in" };
        println!("{outcome} {taken:?} with {more} KiB more");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let form = std::fs::read(exported(folder.path(), &data, "phieu.xlsx")).unwrap();
    let corner = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    let text = |part: &str, times: usize| format!("<sst>{}</sst>", part.repeat(times)).into_bytes();
    let cells = |cell: &str, times: usize| {
        let cells = cell.repeat(times);
        format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>").into_bytes()
    };
    let styles = |times: usize| {
        let looks = "<xf/>".repeat(times);
        format!("<styleSheet><cellXfs>{looks}</cellXfs></styleSheet>").into_bytes()
    };
    let (strings, looks) = ("xl/sharedStrings.xml", "xl/styles.xml");
    let bombs = [
        ("blanks", changed(&form, SHEET, |_| vec![b' '; 600 * 1024 * 1024])),
        ("corner", changed(&form, SHEET, |_| corner.as_bytes().to_vec())),
        ("cells", changed(&form, SHEET, |_| cells("<c/>", 1_000_000))),
        ("strings", changed(&form, strings, |_| text("<si><t>x</t></si>", 10_000_000))),
        ("strings within the limit", changed(&form, strings, |_| text("<si><t/></si>", 150_000))),
        ("looks", changed(&form, looks, |_| styles(10_000_000))),
        ("looks within the limit", changed(&form, looks, |_| styles(50_000))),
        (
            "promise",
            changed(&form, strings, |text| {
                text.replace("uniqueCount=\"", "uniqueCount=\"99999999999").into_bytes()
            }),
        ),
    ];
    for (name, bytes) in bombs {
        let path = folder.path().join("bom.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "test_forms::hostile_files_cost_little", "--nocapture"])
            .env(BOMB, &path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&child.stderr));
        let cost = said.lines().find(|line| line.contains("KiB more")).unwrap();
        // As large as is let through: what counts is what it costs.
        assert!(
            cost.starts_with("refused in") || name.ends_with("within the limit"),
            "{name}: {cost}"
        );
        println!("{name}: {cost}");
    }
}

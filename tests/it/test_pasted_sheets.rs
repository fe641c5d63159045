//! Whole sheets as Excel, Calc, Word and browsers put them on the clipboard (`sheets/*.txt`), each with what is right
//! (`*.expected`): no cell of a report may get anything else, and what is left out is told.
//!
//! A line of `*.expected` is one of: `at KEY`, where the keyboard stands; `on blank` or `on may`, what the month holds
//! before; `= KEY NUMBER`; `~ KEY NUMBER`, which may be left out as well; `? KEY WORDS`, kept as they were typed;
//! `listed NAME`, a row or column that must be told; `differs N`, how many numbers do not agree with what is
//! computed; `nothing is right as well`; `kept is right as well`; a remark behind `#`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use baocao06::app::open_report::OpenReport;
use baocao06::app::paste::{Paste, PasteAt};
use baocao06::app::words;
use baocao06::calc::block::{CellFate, Options, Separator, Slot};
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::field::{Field, FieldValue};
use baocao06::report::key::FigureKey;
use baocao06::report::value::Value;

use super::support::*;

#[derive(Default)]
struct Expected {
    at: String,
    on: String,
    right: BTreeMap<String, String>,
    may_lack: Vec<String>,
    kept: BTreeMap<String, String>,
    listed: Vec<String>,
    differs: Option<usize>,
    may_be_nothing: bool,
    may_wait: bool,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sheets")
}

fn expected(name: &str) -> Expected {
    let mut expected = Expected::default();
    for line in fs::read_to_string(folder().join(format!("{name}.expected"))).unwrap().lines() {
        let (word, rest) = line.split_once(' ').unwrap();
        let pair = || rest.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        match word {
            "#" => {}
            "at" => rest.clone_into(&mut expected.at),
            "on" => rest.clone_into(&mut expected.on),
            "=" | "~" => {
                let (key, number) = pair();
                if word == "~" {
                    expected.may_lack.push(key.clone());
                }
                expected.right.insert(key, number);
            }
            "?" => {
                let (key, words) = pair();
                expected.kept.insert(key, words);
            }
            "listed" => expected.listed.push(rest.to_owned()),
            "differs" => expected.differs = Some(rest.parse().unwrap()),
            "nothing" => expected.may_be_nothing = true,
            "kept" => expected.may_wait = true,
            other => panic!("{name}: {other}"),
        }
    }
    expected
}

/// The item of the form with a figure, and its cells from the first on as the window hands them over.
fn place(at: &str) -> PasteAt {
    let template = template();
    let key = key(at);
    let (_, item) = template.items().find(|(_, item)| item.figures().contains(&&key)).unwrap();
    let prefix = at.split('.').next().unwrap();
    let mut slots: Vec<Vec<Slot>> = Vec::new();
    let mut last = String::new();
    for figure in item.figures() {
        let row = figure.as_str().rsplit_once('.').unwrap().0.to_owned();
        if prefix != "services" || row != last {
            slots.push(Vec::new());
            last = row;
        }
        slots.last_mut().unwrap().push(Slot::Figure(figure.clone()));
    }
    PasteAt { item: item.key.clone(), slots }
}

fn month(on: &str) -> Report {
    let mut report = may();
    if on == "blank" {
        let keys: Vec<FigureKey> = report.values.keys().cloned().collect();
        keys.into_iter().for_each(|key| {
            report.edit(Edit::figure(key, None));
        });
    }
    report
}

fn planned(name: &str, expected: &Expected) -> (Report, Paste) {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let open = OpenReport::open(loaded_of(month(&expected.on)));
    let paste = open.plan_paste(&text, place(&expected.at)).unwrap();
    (open.report().clone(), paste)
}

/// What the report would say of the cells that change.
fn written(edits: &[Edit]) -> BTreeMap<String, Value> {
    let of = |edit: &Edit| match (edit.field(), edit.value()) {
        (Field::Figure(key), Some(FieldValue::Value(value))) => (key.to_string(), value.clone()),
        other => panic!("{other:?}"),
    };
    edits.iter().map(of).collect()
}

fn faults(name: &str) -> Vec<String> {
    let expected = expected(name);
    let (report, paste) = planned(name, &expected);
    let plan = paste.plan();
    let mut faults = Vec::new();
    let mut fault = |words: String| faults.push(format!("{name}: {words}"));
    if !plan.needs_preview() {
        fault("not shown before".to_owned());
    }
    let written = written(plan.edits());
    for (key, value) in &written {
        let right = match (expected.right.get(key), expected.kept.get(key)) {
            (Some(number), _) => Value::count(number.parse().unwrap()),
            (_, Some(words)) => Value::Unreadable(words.clone()),
            _ => Value::Blank,
        };
        if *value != right {
            fault(format!("{key} gets {value:?}, right is {right:?}"));
        }
    }
    let waits = |key: &String| {
        let cells = plan.cells.iter().filter(|cell| cell.fate == CellFate::Ambiguous);
        let fields = cells.filter_map(|cell| cell.field.as_ref());
        expected.may_wait && fields.map(Field::key).any(|waiting| waiting == *key)
    };
    if !(expected.may_be_nothing && written.is_empty()) {
        for (key, number) in &expected.right {
            let stands = *report.value(&self::key(key)) == Value::count(number.parse().unwrap());
            let may_lack = expected.may_lack.contains(key) || stands || waits(key);
            if !written.contains_key(key) && !may_lack {
                fault(format!("{key} is not written"));
            }
        }
        for key in expected.kept.keys().filter(|key| !written.contains_key(*key)) {
            fault(format!("{key} is dropped"));
        }
    }
    let told = words::pasting::cautions(plan).join("\n");
    for name in expected.listed.iter().filter(|name| !told.contains(name.as_str())) {
        fault(format!("{name} is not told in\n{told}"));
    }
    let differing = plan.counts().differing;
    if differing != expected.differs.unwrap_or(0) {
        let cells: Vec<_> =
            plan.cells.iter().filter(|c| matches!(c.fate, CellFate::Differs { .. })).collect();
        fault(format!("{differing} numbers differ: {cells:?}"));
    }
    faults
}

#[test]
fn no_sheet_puts_a_wrong_number_anywhere() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 20, "{names:?}");
    let faults: Vec<String> = names.iter().flat_map(|name| faults(name)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The question about English numbers, answered once, makes all of them whole and lets the rates agree.
#[test]
fn an_answer_reads_the_sheet_again() {
    let name = "12-english-numbers";
    let expected = expected(name);
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let open = OpenReport::open(loaded_of(month(&expected.on)));
    let mut paste = open.plan_paste(&text, place(&expected.at)).unwrap();
    assert!(paste.plan().question.is_some());
    let options = Options { separator: Some(Separator::Thousands), ..paste.options() };
    open.plan_again(&mut paste, options);
    let counts = paste.plan().counts();
    assert_eq!((counts.written, counts.unread, counts.differing, counts.ambiguous), (30, 0, 0, 0));
    let written = written(paste.plan().edits());
    assert_eq!(written["services.id_card.direct"], Value::count(1_317));
}

/// What is read of two sheets, in the words of the review.
#[test]
fn the_review_tells_what_is_taken_and_what_is_not() {
    let told = |name: &str| {
        let expected = expected(name);
        words::pasting::cautions(planned(name, &expected).1.plan())
    };
    assert_eq!(
        told("14-last-month-beside"),
        [
            "Nhận ra bảng: 15 dòng theo tên, các cột “Tháng 5/2023 · Trực tiếp” vào “Trực tiếp”, “Tháng 5/2023 · Trực tuyến” vào “Trực tuyến”",
            "Số của kỳ khác hoặc của nhiều kỳ, không dán: “Tháng 4/2023 · Trực tiếp”, “Tháng 4/2023 · Trực tuyến”",
        ]
    );
    assert_eq!(told("17-transposed")[1], "Bảng nằm ngang (tên dòng ở trên cùng): đã xoay lại");
    let own = told("07-own-rows");
    let listed = "Dòng không có trong bảng, không dán: “Chứng thực bản sao từ bản chính”, “Xác nhận tình trạng hôn nhân”";
    assert!(own.iter().any(|words| words == listed), "{own:?}");
}

//! One data file with a month, a quarter and a year report, of several templates, for three offices: by command
//! and in the window.

use std::path::{Path, PathBuf};

use baocao06::app::session::Session;
use baocao06::report::period::PeriodKey;

use super::forms_of_kinds::{report_json, template_json};
use super::test_jobs::{docx_text, done, refused};

const OFFICES: [(&str, &str); 3] =
    [("phuong-a", "UBND phường A"), ("phuong-b", "UBND phường B"), ("xa-c", "UBND xã C")];

/// A folder with a data file that knows forms of months, quarters and years.
fn forms(folder: &Path) -> String {
    let data = folder.join("nhieu.bc06").to_str().unwrap().to_owned();
    for kind in ["month", "quarter", "year"] {
        let file = folder.join(format!("{kind}.json"));
        std::fs::write(&file, template_json(kind, "{}")).unwrap();
        done(&["template", "add", file.to_str().unwrap(), "--data", &data]);
    }
    data
}

/// The same with reports of three offices in three forms.
pub(crate) fn file_of_many(folder: &Path) -> String {
    let data = forms(folder);
    for (at, office) in OFFICES.into_iter().enumerate() {
        for (period, new) in [("2025-08", 10), ("2025-09", 12), ("2025-Q3", 30), ("2025", 100)] {
            let new = new + i64::try_from(at).unwrap();
            let file = folder.join("nhap.json");
            std::fs::write(&file, report_json(office, period, (new, new))).unwrap();
            done(&["import", file.to_str().unwrap(), "--data", &data]);
        }
    }
    data
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn reports_of_every_office_and_form_are_listed_exported_and_checked() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let listed = done(&["periods", "--data", &data]);
    assert_eq!(listed.lines().count(), 12, "{listed}");
    assert!(listed.contains("2025-Q3\tphuong-b\tform.quarter\t"), "{listed}");
    for (office, _) in OFFICES {
        for (period, kind) in [("2025-09", "month"), ("2025-Q3", "quarter"), ("2025", "year")] {
            let form = format!("form.{kind}");
            let out: PathBuf = folder.path().join(format!("{office}-{period}.docx"));
            let which = ["--period", period, "--office", office, "--template", &form];
            let data = ["--data", data.as_str()];
            let out_text = out.to_str().unwrap();
            let export = ["export", "--format", "docx", "--out", out_text];
            done(&[&export[..], &which, &data].concat());
            let words = PeriodKey::parse(period).unwrap().words();
            let text = docx_text(&out);
            assert!(text.contains(&format!("Trong {words} cấp")), "{text}");
            done(&[&["check"][..], &which, &data].concat());
        }
    }
}

#[test]
fn what_is_not_clear_is_asked_and_what_is_clear_is_not() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let out = folder.path().join("x.json").to_str().unwrap().to_owned();
    let export = |more: &[&str]| {
        let base = ["export", "--data", &data, "--format", "json", "--out", &out];
        [&base[..], more].concat().into_iter().map(str::to_owned).collect::<Vec<String>>()
    };
    fn as_str(arguments: &[String]) -> Vec<&str> {
        arguments.iter().map(String::as_str).collect()
    }
    let err = refused(&as_str(&export(&["--period", "2025-Q3"])), 1);
    for (office, _) in OFFICES {
        assert!(
            err.contains(&format!("2025-Q3 --office {office} --template form.quarter")),
            "{err}"
        );
    }
    // By its name as well as by its code; the form follows from the period.
    done(&as_str(&export(&["--period", "2025-Q3", "--office", "ubnd phuong b"])));
    assert!(std::fs::read_to_string(&out).unwrap().contains("phuong-b"));
    let err = refused(&as_str(&export(&["--period", "2025-Q2", "--office", "xa-c"])), 1);
    assert!(err.contains("2025-Q3 --office xa-c"), "{err}");
    let err = refused(&as_str(&export(&["--period", "2025-13"])), 2);
    assert!(err.contains("2025-Q3 (quý)"), "{err}");
    let err = refused(&["look", "--data", &data], 1);
    assert!(err.contains("--office") && err.contains("UBND xã C"), "{err}");
    done(&["look", "--data", &data, "--office", "xa-c"]);
}

#[test]
fn a_report_is_started_for_any_office_in_any_form() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let new = |more: &[&str]| [&["new", "--data", &data][..], more].concat().join("\u{1}");
    let run = |line: String| done(&line.split('\u{1}').collect::<Vec<_>>());
    let fails = |line: String| refused(&line.split('\u{1}').collect::<Vec<_>>(), 1);
    run(new(&["--office", "phuong-a", "--template", "form.quarter", "--period", "2025-Q4"]));
    run(new(&["--office", "UBND xã Mới", "--template", "form.year", "--period", "2025"]));
    let listed = done(&["periods", "--data", &data]);
    assert!(listed.contains("2025-Q4\tphuong-a\tform.quarter"), "{listed}");
    assert!(listed.contains("2025\tubnd-xa-moi\tform.year"), "{listed}");
    let err =
        fails(new(&["--office", "phuong-a", "--template", "form.quarter", "--period", "2025-Q4"]));
    assert!(err.contains("đã có"), "{err}");
    let err =
        fails(new(&["--office", "phuong-a", "--template", "form.quarter", "--period", "2025-10"]));
    assert!(err.contains("quý") && err.contains("II/2026"), "{err}");
    let err = fails(new(&["--office", "phuong-a", "--period", "2025-10"]));
    assert!(err.contains("form.year (Báo cáo thử (year))"), "{err}");
    let err = fails(new(&["--template", "form.quarter", "--period", "2025-Q4"]));
    assert!(err.contains("UBND xã Mới"), "{err}");
}

#[test]
fn each_report_is_opened_typed_undone_with_only_its_own_before_it() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let mut session = Session::open(Path::new(&data)).unwrap();
    for report in session.summary().unwrap().months {
        let loaded = session.load(report.id).unwrap();
        assert_eq!(loaded.template.period(), report.period.key.kind());
        let is_own = |past: &baocao06::calc::history::PastMonth| {
            let key = past.report.key();
            key.office == report.office.code
                && key.template == report.template.key
                && key.period.kind() == report.period.key.kind()
        };
        assert!(loaded.history.months.iter().all(is_own));
        let has_before = report.period.key.to_string() == "2025-09";
        let before = loaded.history.previous(report.period.key);
        assert_eq!(before.is_some(), has_before, "{}", report.period.key);
    }
}

#[test]
fn a_report_of_another_kind_than_its_form_is_refused() {
    let folder = folder();
    let data = forms(folder.path());
    let json = report_json(OFFICES[0], "2025-08", (1, 1)).replace("form.month", "form.quarter");
    let file = folder.path().join("sai.json");
    std::fs::write(&file, json).unwrap();
    let err = refused(&["import", file.to_str().unwrap(), "--data", &data], 1);
    assert!(err.contains("quý"), "{err}");
}

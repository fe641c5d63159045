//! Which report is meant: what is not clear, or not there, is told by its right name.

use baocao06::app::command::Command;
use baocao06::app::session::Session;

use super::forms_of_kinds::report_json;
use super::test_jobs::{done, refused};
use super::test_many_forms::file_of_many;
use super::worker_support::{DataFile, Front};

/// A file of many reports, and commands on it.
struct Many {
    folder: tempfile::TempDir,
    data: String,
}

impl Many {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = file_of_many(folder.path());
        Self { folder, data }
    }

    fn import(&self, office: (&str, &str), period: &str) {
        let file = self.folder.path().join("nhap.json");
        std::fs::write(&file, report_json(office, period, (1, 1))).unwrap();
        self.done(&["import", file.to_str().unwrap()]);
    }

    #[track_caller]
    fn done(&self, job: &[&str]) -> String {
        done(&[job, &["--data", &self.data]].concat())
    }

    #[track_caller]
    fn refused(&self, job: &[&str]) -> String {
        refused(&[job, &["--data", &self.data]].concat(), 1)
    }

    fn out(&self) -> String {
        self.folder.path().join("x.json").to_str().unwrap().to_owned()
    }
}

const NEW: [&str; 5] = ["new", "--template", "form.year", "--period", "2026"];

#[test]
fn a_name_that_two_offices_have_is_refused_and_their_codes_are_named() {
    let many = Many::new();
    let name = "UBND xã Tân Phú";
    many.import(("tan-phu-1", name), "2025-08");
    many.import(("tan-phu-2", name), "2025-09");
    let out = many.out();
    let jobs: [&[&str]; 6] = [
        &[&NEW[..], &["--office", name]].concat(),
        &["office", "set", "ubnd XÃ tân phú", "--closed", "31/12/2025"],
        &["office", "set", "xa-c", "--parent", name],
        &["look", "--office", name],
        &["export", "--period", "2025-09", "--format", "json", "--out", &out, "--office", name],
        &["check", "--period", "2025-08", "--office", name],
    ];
    for job in jobs {
        let err = many.refused(job);
        assert!(err.contains("2 đơn vị cùng tên"), "{job:?}: {err}");
        assert!(err.contains("tan-phu-1 (") && err.contains("tan-phu-2 ("), "{job:?}: {err}");
        assert!(!err.contains("xa-c"), "{job:?}: {err}");
    }
    assert!(!many.done(&["office", "list"]).contains("31/12/2025"));
    many.done(&[&NEW[..], &["--office", "tan-phu-2"]].concat());
    assert!(many.done(&["periods"]).contains("2026\ttan-phu-2\tform.year"));
}

#[test]
fn an_office_without_reports_is_told_so() {
    let many = Many::new();
    many.done(&["office", "add", "UBND tỉnh D"]);
    let out = many.out();
    let jobs: [&[&str]; 3] = [
        &["look", "--office", "UBND tỉnh D"],
        &["check", "--period", "2025-09", "--office", "ubnd-tinh-d"],
        &[
            "export",
            "--period",
            "2025",
            "--format",
            "json",
            "--out",
            &out,
            "--office",
            "ubnd-tinh-d",
            "--template",
            "form.year",
        ],
    ];
    for job in jobs {
        let err = many.refused(job);
        let expected = "Đơn vị ubnd-tinh-d (UBND tỉnh D) chưa có báo cáo nào trong tệp này";
        assert!(err.starts_with(expected), "{job:?}: {err}");
        assert!(err.contains("baocao06 new --office ubnd-tinh-d"), "{job:?}: {err}");
    }
}

#[test]
fn a_form_that_is_not_there_is_told_and_those_that_are() {
    let many = Many::new();
    let out = many.out();
    let wrong = ["--period", "2025-09", "--office", "xa-c", "--template", "form.mont"];
    let jobs: [&[&str]; 4] =
        [&["export", "--format", "json", "--out", &out], &["check"], &["form", "list"], &["new"]];
    for job in jobs {
        let err = many.refused(&[job, &wrong[..]].concat());
        assert!(err.starts_with("Không có mẫu báo cáo “form.mont”"), "{job:?}: {err}");
        assert!(err.contains("form.month (Báo cáo thử (month))"), "{job:?}: {err}");
        assert!(!err.contains("2025-09"), "the period is not at fault: {job:?}: {err}");
    }
}

#[test]
fn a_report_that_is_not_there_is_told_with_its_office_and_form() {
    let many = Many::new();
    let check = |more: &[&str]| many.refused(&[&["check"][..], more].concat());
    let err = check(&["--period", "2025-Q2", "--office", "UBND xã C"]);
    assert!(err.starts_with("Không có báo cáo kỳ 2025-Q2 của đơn vị xa-c (UBND xã C). "), "{err}");
    assert!(err.contains("2025-Q3 --office xa-c --template form.quarter"), "{err}");
    assert!(err.contains("2025-08 --office xa-c") && !err.contains("phuong-a"), "{err}");

    let form = ["--template", "form.quarter"];
    let err = check(&[&["--period", "2025-08", "--office", "xa-c"][..], &form].concat());
    let expected =
        "Không có báo cáo kỳ 2025-08 của đơn vị xa-c (UBND xã C) theo mẫu form.quarter (";
    assert!(err.starts_with(expected), "{err}");
    assert!(err.contains("2025-Q3 --office xa-c") && !err.contains("form.month"), "{err}");

    let err = check(&[&["--period", "2024-Q1"][..], &form].concat());
    assert!(err.starts_with("Không có báo cáo kỳ 2024-Q1 theo mẫu form.quarter ("), "{err}");
    assert!(err.contains("--office phuong-a") && err.contains("--office xa-c"), "{err}");

    // An office that has none in the form, but others.
    many.import(("xa-e", "UBND xã E"), "2025");
    let err = check(&[&["--period", "2025-Q3", "--office", "xa-e"][..], &form].concat());
    assert!(err.contains("đang có: 2025 --office xa-e --template form.year"), "{err}");
}

#[test]
fn no_report_is_started_of_days_on_which_its_office_does_not_report() {
    let many = Many::new();
    many.done(&["office", "set", "xa-c", "--closed", "30/6/2026"]);
    many.done(&["office", "set", "phuong-a", "--opened", "01/7/2025"]);
    let new = |office: &'static str, form: &'static str, period: &'static str| {
        ["new", "--office", office, "--template", form, "--period", period]
    };
    let err = many.refused(&new("xa-c", "form.quarter", "2026-Q3"));
    for part in ["xa-c (UBND xã C)", "đến hết ngày 30/6/2026", "từ ngày 01/7/2026", "quý III/2026"]
    {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert!(err.contains("office set xa-c --closed"), "{err}");
    let err = many.refused(&new("UBND phường A", "form.month", "2025-06"));
    for part in ["từ ngày 01/7/2025", "đến ngày 30/6/2025", "office set phuong-a --opened"] {
        assert!(err.contains(part), "{part}: {err}");
    }
    // One day of the period is enough.
    many.done(&new("xa-c", "form.quarter", "2026-Q2"));
    many.done(&new("xa-c", "form.year", "2026"));
    many.done(&new("phuong-a", "form.month", "2025-07"));
    // What is there stays and is used.
    many.done(&["office", "set", "xa-c", "--closed", "01/01/2025"]);
    many.done(&["check", "--period", "2026-Q2", "--office", "xa-c"]);
    let err = many.refused(&new("xa-c", "form.quarter", "2026-Q2"));
    assert!(err.contains("đã có trong tệp"), "{err}");
    many.done(&["office", "set", "xa-c", "--no-closed"]);
    many.done(&new("xa-c", "form.quarter", "2026-Q3"));
}

#[test]
fn the_window_starts_no_report_of_a_closed_office_and_keeps_what_is_open() {
    let file = DataFile::new();
    let mut session = Session::open(&file.path).unwrap();
    let mut listed = session.office_tree().unwrap().pop().unwrap();
    listed.closed = Some(session.load(file.may).unwrap().report.header.period.range.first());
    session.place_office(&listed).unwrap();
    session.close().unwrap();

    let mut front = Front::on(file);
    let next = front.state.next_report().unwrap();
    let num_reports = front.state.file.as_ref().unwrap().reports.len();
    for effects in [front.state.run(Command::StartNextReport), front.state.start_report(next)] {
        front.state.problem = None;
        front.carry(effects);
        front.settle();
        let problem = front.state.problem.clone().unwrap();
        assert!(problem.title.contains("nên không lập báo cáo tháng 6/2023"), "{problem:?}");
        assert!(!front.state.is_replacing(), "typing goes on");
        assert_eq!(front.on_screen().id(), front.file.may);
    }
    assert_eq!(front.state.file.as_ref().unwrap().reports.len(), num_reports);
}

//! One data file with a month, a quarter and a year report, of several templates, for three offices: by command
//! and in the window.

use std::path::{Path, PathBuf};

use baocao06::app::command::Command;
use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::message::{Event, Existing};
use baocao06::app::platform::preferences::Preferences;
use baocao06::app::session::Session;
use baocao06::app::state::State;
use baocao06::app::summaries::ListedReport;
use baocao06::report::change::Edit;
use baocao06::report::content::{Header, ReportStatus};
use baocao06::report::deed::Deed;
use baocao06::report::key::FigureKey;
use baocao06::report::period::PeriodKey;
use baocao06::report::report_key::ReportKey;
use baocao06::report::value::Value;

use super::forms_of_kinds::{report_json, template_json};
use super::test_jobs::{docx_text, done, refused};

pub(crate) const OFFICES: [(&str, &str); 3] =
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
            let checked = done(&[&["check"][..], &which, &data].concat());
            assert!(checked.contains("Căn cước cộng dồn") == (kind == "month"), "{checked}");
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
    done(&as_str(&export(&["--period", "2025-Q3", "--office", "ubnd PHƯỜNG b"])));
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
    assert!(err.contains("Báo cáo quý IV/2025 của UBND phường A theo mẫu"), "{err}");
    let err =
        fails(new(&["--office", "phuong-a", "--template", "form.quarter", "--period", "2025-10"]));
    assert!(err.contains("quý") && err.contains("II/2026"), "{err}");
    let err = fails(new(&["--office", "phuong-a", "--period", "2025-10"]));
    assert!(err.contains("form.year (Báo cáo thử (year))"), "{err}");
    let err = fails(new(&["--template", "form.quarter", "--period", "2025-Q4"]));
    assert!(err.contains("UBND xã Mới"), "{err}");
}

#[test]
fn each_report_is_loaded_with_only_its_own_before_it() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let mut session = Session::open(Path::new(&data)).unwrap();
    for report in session.summary().unwrap().reports {
        let loaded = session.load(report.id).unwrap();
        assert_eq!(loaded.template.period(), report.period.key.kind());
        let is_own = |past: &baocao06::calc::history::PastReport| {
            let key = past.report.key();
            key.office == report.office.code
                && key.template == report.template.key
                && key.period.kind() == report.period.key.kind()
        };
        assert!(loaded.history.reports.iter().all(is_own));
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

#[test]
fn marks_tell_offices_apart() {
    let folder = folder();
    let data = forms(folder.path());
    let import = |office: (&str, &str), period: &str| {
        let file = folder.path().join("nhap.json");
        std::fs::write(&file, report_json(office, period, (1, 1))).unwrap();
        ["import", file.to_str().unwrap(), "--data", &data].map(str::to_owned)
    };
    let tan = ("xa-tan-phu", "Xã Tân Phú");
    done(&import(tan, "2025-08").each_ref().map(String::as_str));
    let out = folder.path().join("x.json").to_str().unwrap().to_owned();
    let export = |name: &'static str| {
        let job = ["export", "--data", &data, "--period", "2025-08", "--format", "json"];
        [&job[..], &["--out", &out, "--office", name]].concat().join("\u{1}")
    };
    let err = refused(&export("Xã Tấn Phú").split('\u{1}').collect::<Vec<_>>(), 1);
    assert!(err.contains("Không có đơn vị “Xã Tấn Phú”"), "{err}");
    assert!(err.contains("xa-tan-phu (Xã Tân Phú)"), "{err}");
    // Decomposed letters and capitals are the same name.
    for name in ["xa-tan-phu", "XÃ TÂN PHÚ", "Xa\u{303} Ta\u{302}n Phu\u{301}"] {
        done(&export(name).split('\u{1}').collect::<Vec<_>>());
    }
    let new = ["new", "--data", &data, "--template", "form.year", "--period", "2025"];
    let err = refused(&[&new[..], &["--office", "Xã Tấn Phú"]].concat(), 1);
    assert!(err.contains("xa-tan-phu (Xã Tân Phú)"), "{err}");
    let err =
        refused(&import(("xa-tan-phu", "Xã Tấn Phú"), "2025-09").each_ref().map(String::as_str), 1);
    assert!(err.contains("“Xã Tân Phú”") && err.contains("“Xã Tấn Phú”"), "{err}");
    assert!(err.contains("tệp dữ liệu khác"), "{err}");
    assert_eq!(done(&["periods", "--data", &data]).lines().count(), 1);
}

#[test]
fn the_next_report_is_started_only_where_it_is_clear_whose_it_is() {
    let folder = folder();
    let opened = |session: &mut Session| {
        let mut state = State::new(Preferences::default());
        state.take(Event::Opened { file: session.summary().unwrap(), resume: None });
        state
    };
    let why = |state: &State| Command::StartNextReport.enabled(state).unwrap_err().into_owned();
    let mut empty = Session::create(&folder.path().join("moi.bc06")).unwrap();
    assert!(why(&opened(&mut empty)).contains("chưa có báo cáo nào"));

    let mut session = Session::open(Path::new(&file_of_many(folder.path()))).unwrap();
    let mut state = opened(&mut session);
    assert!(why(&state).contains("mở một báo cáo"), "{}", why(&state));
    assert!(state.run(Command::StartNextReport).is_empty());
    let wanted = ReportKey::parse("phuong-b/2025-Q3/form.quarter").unwrap();
    let id = session.find_key(&wanted).unwrap().unwrap();
    let loaded = Box::new(session.load(id).unwrap());
    state.take(Event::Loaded { loaded, said: None });
    let next = state.next_report().unwrap();
    let next = (next.office.code.as_str(), next.form.as_str(), next.period.to_string());
    assert_eq!(next, ("phuong-b", "form.quarter", "2025-Q4".to_owned()));
    assert!(Command::StartNextReport.enabled(&state).is_ok());
}

#[test]
fn reports_are_listed_in_one_order_whatever_their_kinds() {
    let folder = folder();
    let mut session = Session::open(Path::new(&file_of_many(folder.path()))).unwrap();
    let mut file = session.summary().unwrap();
    let order =
        |row: &ListedReport| (row.period.key, row.office.code.clone(), row.template.key.clone());
    assert!(file.reports.is_sorted_by_key(order), "{:?}", file.reports);
    let before = file.reports.clone();
    for row in before.clone().into_iter().rev() {
        file.update(row);
        assert_eq!(file.reports, before);
    }
}

#[test]
fn an_import_over_a_report_names_it_in_full() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let file = folder.path().join("nhap.json");
    std::fs::write(&file, report_json(OFFICES[1], "2025-Q3", (1, 1))).unwrap();
    let err = refused(&["import", file.to_str().unwrap(), "--data", &data], 1);
    for part in ["quý III", OFFICES[1].1, "Báo cáo thử (quarter)", "--replace"] {
        assert!(err.contains(part), "{part}: {err}");
    }
}

#[test]
fn a_closed_report_takes_no_import_and_an_open_one_keeps_its_status() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let mut session = Session::open(Path::new(&data)).unwrap();
    let wanted = ReportKey::parse("phuong-b/2025-09/form.month").unwrap();
    let id = session.find_key(&wanted).unwrap().unwrap();
    let before = session.load(id).unwrap().report;
    let header = |status| Edit::header(Header { status, ..before.header.clone() });
    let at = before.header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    let file = folder.path().join("nhap.json");
    let sent = report_json(OFFICES[1], "2025-09", (77, 77));
    let sent =
        sent.replace(r#""figures""#, r#""status": {"final": "2025-09-30T08:00:00"}, "figures""#);
    std::fs::write(&file, &sent).unwrap();
    let closed =
        [ReportStatus::Final { at }, ReportStatus::Sent { at }, ReportStatus::Accepted { at }];
    for status in closed {
        session.save(id, &[header(status)], Deed::Typed).unwrap();
        for existing in [Existing::Ask, Existing::Replace] {
            let refused = session.import(&file, existing).unwrap_err();
            assert!(refused.title.contains("đã chốt"), "{refused:?}");
        }
        let typed = Edit::figure(FigureKey::parse("cards.new").unwrap(), Some(Value::count(5)));
        session.save(id, &[typed], Deed::Typed).unwrap_err();
    }
    assert_eq!(session.load(id).unwrap().report.values, before.values);
    session.save(id, &[header(ReportStatus::Reopened { at })], Deed::Typed).unwrap();
    session.import(&file, Existing::Replace).unwrap();
    let after = session.load(id).unwrap().report;
    assert_eq!(after.header.status, ReportStatus::Reopened { at });
    assert_ne!(after.values, before.values);
    session.undo(id).unwrap().unwrap();
    assert_eq!(session.load(id).unwrap().report.values, before.values);
}

#[test]
fn a_file_made_for_a_job_that_fails_does_not_stay() {
    let folder = folder();
    let data = folder.path().join("moi.bc06");
    let data_text = data.to_str().unwrap();
    let new = ["new", "--data", data_text, "--office", "X", "--template", "khong", "--period"];
    refused(&[&new[..], &["2025"]].concat(), 1);
    assert!(!data.exists());
    let file = folder.path().join("nhap.json");
    std::fs::write(&file, "{}").unwrap();
    refused(&["import", file.to_str().unwrap(), "--data", data_text], 1);
    assert!(!data.exists());
    refused(&["template", "add", file.to_str().unwrap(), "--data", data_text], 1);
    assert!(!data.exists());
}

#[test]
fn an_office_takes_back_what_it_exported_under_another_name() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let (code, _) = OFFICES[1];
    let out = folder.path().join("cu.json");
    let mut session = Session::open(Path::new(&data)).unwrap();
    let wanted = ReportKey::parse("phuong-b/2025-Q3/form.quarter").unwrap();
    let id = session.find_key(&wanted).unwrap().unwrap();
    session.export(id, ExportFormat::Json, &out).unwrap();
    for name in ["UBND phường B mới", "UBND phường Bình Minh"] {
        session.rename_office(id, name).unwrap();
    }
    let file = |name: &str, period: &str| {
        let file = folder.path().join("nhap.json");
        std::fs::write(&file, report_json((code, name), period, (1, 1))).unwrap();
        file
    };
    session.import(&out, Existing::Replace).unwrap();
    session.import(&file("ubnd phường b mới", "2025-10"), Existing::Ask).unwrap();
    let made = ReportKey::parse("phuong-b/2025-10/form.month").unwrap();
    let made = session.find_key(&made).unwrap().unwrap();
    for id in [id, made] {
        let office = session.load(id).unwrap().report.office;
        assert_eq!(office.name, "UBND phường Bình Minh", "a file does not rename it");
    }
    let refused = session.import(&file("UBND phường Bắc", "2025-10"), Existing::Replace);
    assert!(refused.unwrap_err().title.contains("UBND phường Bắc"));
}

#[test]
fn offices_form_a_tree_that_is_read_and_written_by_command() {
    let folder = folder();
    let data = file_of_many(folder.path());
    let office = |more: &[&'static str]| [&["office"], more, &["--data", &data]].concat();
    let added = done(&office(&["add", "UBND tỉnh D", "--opened", "01/7/2025"]));
    assert_eq!(added, "ubnd-tinh-d\tUBND tỉnh D\t\t01/7/2025\t\n");
    let set =
        done(&office(&["set", "phuong-a", "--parent", "ubnd TỈNH d", "--opened", "1/7/2025"]));
    assert_eq!(set, "phuong-a\tUBND phường A\tubnd-tinh-d\t01/7/2025\t\n");
    done(&office(&["set", "UBND phường B", "--parent", "phuong-a", "--closed", "31/12/2025"]));
    let listed = done(&office(&["list"]));
    let expected = "phuong-a\tUBND phường A\tubnd-tinh-d\t01/7/2025\t\n\
        phuong-b\tUBND phường B\tphuong-a\t\t31/12/2025\n\
        ubnd-tinh-d\tUBND tỉnh D\t\t01/7/2025\t\n\
        xa-c\tUBND xã C\t\t\t\n";
    assert_eq!(listed, expected);

    let err = refused(&office(&["set", "ubnd-tinh-d", "--parent", "phuong-b"]), 1);
    assert!(err.contains("“ubnd-tinh-d” sẽ trở thành cấp trên của chính mình"), "{err}");
    let err = refused(&office(&["set", "phuong-b", "--opened", "01/01/2026"]), 1);
    assert!(err.contains("Ngày kết thúc của đơn vị “phuong-b” trước ngày bắt đầu"), "{err}");
    for wrong in [["set", "xa-x", "--parent", "xa-c"], ["set", "xa-c", "--parent", "xa-x"]] {
        let err = refused(&office(&wrong), 1);
        assert!(err.contains("Không có đơn vị “xa-x”") && err.contains("ubnd-tinh-d"), "{err}");
    }
    let err = refused(&office(&["add", "UBND tỉnh D"]), 1);
    assert!(err.contains("office set ubnd-tinh-d"), "{err}");
    let err = refused(&office(&["add", "UBND tỉnh Đ"]), 1);
    assert!(err.contains("tên gần giống"), "{err}");
    let err = refused(&office(&["set", "xa-c", "--opened", "2025-07-01"]), 2);
    assert!(err.contains("ngày viết như 01/7/2025"), "{err}");
    refused(&office(&["set", "xa-c", "--opened", "01/7/2025", "--no-opened"]), 2);
    assert_eq!(done(&office(&["list"])), expected, "nothing of that was written");

    done(&office(&["set", "phuong-b", "--no-parent", "--no-closed", "--opened", "01/01/2026"]));
    assert!(done(&office(&["list"])).contains("phuong-b\tUBND phường B\t\t01/01/2026\t\n"));
    refused(&["office", "list", "--data", folder.path().join("x.bc06").to_str().unwrap()], 1);
}

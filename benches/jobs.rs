//! The jobs with a bar, each beside this machine's own baseline, so that the ratio can be compared
//! anywhere: a saved edit and a step of undo beside a bare SQLite FULL commit of the same rows, a Word export
//! and a PDF export beside a bare zip of the same parts. Findings after one edit stand beside nothing but their bars: 2 ms for
//! the built-in template, 10 ms for a template of 2.000 figures and 1.000 checks, each with twelve months
//! before the report.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

mod common;
#[path = "../tests/it/large_table.rs"]
#[expect(clippy::unwrap_used, reason = "written for tests")]
mod large_table;

use std::io::{Cursor, Read as _, Write as _};

use baocao06::app::open_report::{Deed, Loaded, OpenReport, Typing};
use baocao06::app::session::Session;
use baocao06::calc::check::{self, Finding, Settings, TextFindings};
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Extras};
use baocao06::exchange::{sample, template_v1};
use baocao06::export::docx::{self, Skeleton};
use baocao06::export::pdf::{self, About, Art};
use baocao06::export::xlsx;
use baocao06::pages::flow::{self, LineCache};
use baocao06::pages::letters;
use baocao06::pages::metrics::Face;
use baocao06::pages::sheet::Sheet;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, TextKey};
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::Template;
use baocao06::report::value::Value;
use baocao06::store::ReportId;
use common::bare::{BareFile, bare};
use common::{file_of_120, may, memory_id, typed_figure, usual_look};
use divan::Bencher;
use large_table::ROWS;

fn main() {
    divan::main();
}

#[divan::bench]
fn edit_recalculated(bencher: Bencher<'_, '_>) {
    let (may, april, template) = may();
    let id = memory_id(&may);
    let history = History::of_reports([april], &template);
    let look = usual_look();
    let mut open = OpenReport::open(Loaded {
        id,
        report: may,
        template,
        history,
        look,
        checks: Default::default(),
        steps: Default::default(),
    });
    let key = typed_figure();
    let mut count = 0;
    bencher.bench_local(|| {
        count = (count + 1) % 10_000;
        open.type_figure(&key, &count.to_string(), Typing::Ongoing);
    });
}

#[divan::bench_group(sample_count = 400)]
mod findings {
    use super::*;

    /// Edits one figure, calculates anew and checks the whole report.
    fn after_one_edit(
        bencher: Bencher<'_, '_>,
        template: &Template,
        mut report: Report,
        (history, key): (&History, &FigureKey),
    ) {
        let mut count = 0;
        bencher.bench_local(|| -> Vec<Finding> {
            count = (count + 1) % 10_000;
            report.edit(Edit::figure(key.clone(), Some(Value::count(count))));
            let results = Results::of(&report, template);
            let context = Context::of(&report, template, &results);
            check::findings(context, history, &Settings::default())
        });
    }

    #[divan::bench]
    fn a_builtin_template(bencher: Bencher<'_, '_>) {
        let template = template_v1::builtin_template().expect("the built-in template");
        let mut reports = sample::sample_reports(&template).expect("the sample");
        let may = reports.pop().expect("May");
        let history = History::of_reports(reports, &template);
        after_one_edit(bencher, &template, may, (&history, &typed_figure()));
    }

    /// May with two paragraphs of the office's own, full of numbers.
    const NARRATIVE: &str = "\
Trong tháng lực lượng Công an thu nhận 1.622 hồ sơ cấp thẻ căn cước, riêng khai báo trực tuyến là 305 tờ khai; thu nhận 547 hồ sơ định danh điện tử, theo Công văn số 1510/UBND-TH ngày 17/4/2023.
Hồ sơ sức khỏe khởi tạo được 168.061/169.641, đạt 99,07%; tra cứu BHYT bằng căn cước: 100.304 lượt, thành công 75.291 lượt, đạt 75,06%.";

    fn narrative() -> TextKey {
        TextKey::parse("police.narrative").expect("a key")
    }

    /// All checks, those of the texts too, after `edit` of the report; what was read before is kept.
    fn with_texts(bencher: Bencher<'_, '_>, edit: impl Fn(&mut Report, i64)) {
        let template = template_v1::builtin_template().expect("the built-in template");
        let mut reports = sample::sample_reports(&template).expect("the sample");
        let mut may = reports.pop().expect("May");
        let history = History::of_reports(reports, &template);
        may.edit(Edit::text(narrative(), Some(NARRATIVE.to_owned())));
        let mut texts = TextFindings::default();
        let mut count = 0;
        bencher.bench_local(|| -> Vec<Finding> {
            count = (count + 1) % 10_000;
            edit(&mut may, count);
            let results = Results::of(&may, &template);
            let context = Context::of(&may, &template, &results);
            check::all_findings(context, &history, &Settings::default(), &mut texts)
        });
    }

    /// A figure: the texts with numbers are held against it again.
    #[divan::bench]
    fn c_builtin_template_with_texts_after_a_figure(bencher: Bencher<'_, '_>) {
        let key = typed_figure();
        with_texts(bencher, |report, count| {
            report.edit(Edit::figure(key.clone(), Some(Value::count(count))));
        });
    }

    /// A letter of a text: it is read again.
    #[divan::bench]
    fn d_builtin_template_with_texts_after_a_letter(bencher: Bencher<'_, '_>) {
        with_texts(bencher, |report, count| {
            let text = format!("{NARRATIVE} {count}");
            report.edit(Edit::text(narrative(), Some(text)));
        });
    }

    /// The large table, and a thousand checks of every kind.
    fn large_template() -> Template {
        let rule = |i: usize| match i / ROWS {
            0 => format!(r#"{{"at_most": {{"part": "t.r{i}.online", "whole": "t.r{i}.all"}}}}"#),
            1 => format!(r#"{{"slip": ["t.r{}.direct"]}}"#, i % ROWS),
            _ => match i % 5 {
                0 => format!(r#"{{"equal": ["t.r{0}.all", "t.r{0}.again"]}}"#, i % ROWS),
                1 => format!(r#"{{"may_not_fall": ["t.r{}.again"]}}"#, i % ROWS),
                2 => format!(
                    r#"{{"sum": {{"parts": ["t.r{0}.direct", "t.r{0}.online"], "whole": "t.r{0}.again"}}}}"#,
                    i % ROWS
                ),
                3 => format!(
                    r#"{{"change": {{"figures": ["t.r{}.all"], "percent": 50}}}}"#,
                    i % ROWS
                ),
                _ => format!(r#"{{"one_rounding": ["t.r{}.rate"]}}"#, i % ROWS),
            },
        };
        let checks: Vec<String> =
            (0..1000).map(|i| format!(r#"{{"key": "c{i}", "rule": {}}}"#, rule(i))).collect();
        large_table::template(&checks)
    }

    #[divan::bench]
    fn b_two_thousand_figures(bencher: Bencher<'_, '_>) {
        let template = large_template();
        assert_eq!((template.figures().len(), template.parts().checks.len()), (5 * ROWS, 1000));
        let mut period = PeriodKey::month_of(2022, 5).expect("a month");
        let mut past = Vec::new();
        for _ in 0..12 {
            past.push(large_table::report(&template, period));
            period = period.next();
        }
        let report = large_table::report(&template, period);
        let history = History::of_reports(past, &template);
        let key = FigureKey::parse("t.r7.direct").expect("a key");
        after_one_edit(bencher, &template, report, (&history, &key));
    }
}

#[divan::bench_group(sample_count = 100)]
mod save {
    use super::*;

    /// The baseline: the rows of a saved edit, written with the same statements and no program around
    /// them, in one FULL commit.
    #[divan::bench]
    fn c_bare_full_commit_of_the_same_rows(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.bc06");
        let session = Session::create_sample(&path).expect("the sample");
        session.close().expect("closed");
        let mut file = BareFile::open(&path);
        let mut count = 0;
        bencher.bench_local(|| {
            count += 1;
            file.commit("typed", None, (count - 1, count));
        });
    }

    /// The smallest commit: one row in a bare SQLite file with WAL and synchronous=FULL.
    #[divan::bench]
    fn a_bare_full_commit(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bare.db");
        let db = bare(&path);
        db.execute_batch(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE a (x INTEGER) STRICT;",
        )
        .expect("a table");
        bencher.bench_local(|| db.execute("INSERT INTO a VALUES (1)", []).expect("a row"));
    }

    #[divan::bench]
    fn b_saved_edit(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session =
            Session::create_sample(&folder.path().join("a.bc06")).expect("the sample");
        let id = session.find(PeriodKey::month_of(2023, 5).expect("a month")).expect("May");
        let mut count = 0;
        bencher.bench_local(|| {
            count += 1;
            let edit = Edit::figure(typed_figure(), Some(Value::count(count)));
            session.save(id, &[edit], Deed::Typed).expect("saved")
        });
    }
}

/// A file of 120 reports.
#[divan::bench_group(sample_count = 100)]
mod of_120 {
    use super::*;

    /// The baseline: the same columns of the same rows.
    #[divan::bench]
    fn a_bare_list(bencher: Bencher<'_, '_>) {
        let (folder, session, _) = file_of_120();
        session.close().expect("closed");
        let db = bare(&folder.path().join("a.bc06"));
        bencher.bench_local(|| {
            let mut all = db
                .prepare_cached(
                    "SELECT period_key, first_day, last_day, due_day, status, status_at, remark,
                       report.id, office.code, office.name, template.key, template.version, num_done,
                       num_total, content_hash
                     FROM report JOIN office ON office.id = office_id
                     JOIN template ON template.id = template_id
                     ORDER BY period_key, office.code, template.key",
                )
                .expect("a statement");
            let rows = all.query_map([], |row| {
                let text = |i: usize| row.get::<_, Option<String>>(i);
                let texts = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 14].map(text);
                Ok((texts, row.get::<_, i64>(7)?, row.get::<_, i64>(12)?, row.get::<_, i64>(13)?))
            });
            rows.expect("rows").collect::<Result<Vec<_>, _>>().expect("rows").len()
        });
    }

    #[divan::bench]
    fn b_list(bencher: Bencher<'_, '_>) {
        let (_folder, mut session, _) = file_of_120();
        bencher.bench_local(|| session.summary().expect("the months"));
    }

    /// A report of a file of 120 whose log has 200 steps.
    fn with_steps() -> (tempfile::TempDir, Session, ReportId) {
        let (folder, mut session, may) = file_of_120();
        let edit = |count| Edit::figure(typed_figure(), Some(Value::count(count)));
        for count in 0..200 {
            session.save(may, &[edit(count)], Deed::Pasted).expect("saved");
        }
        (folder, session, may)
    }

    #[divan::bench]
    fn c_undo_and_redo(bencher: Bencher<'_, '_>) {
        let (_folder, mut session, may) = with_steps();
        let mut is_undone = false;
        bencher.bench_local(|| {
            is_undone = !is_undone;
            let done = if is_undone { session.undo(may) } else { session.redo(may) };
            done.expect("on the disk").expect("something")
        });
    }

    /// The baseline: the same rows read and written.
    #[divan::bench]
    fn d_bare_undo_and_redo(bencher: Bencher<'_, '_>) {
        let (folder, session, _) = with_steps();
        session.close().expect("closed");
        let mut file = BareFile::open(&folder.path().join("a.bc06"));
        let mut is_undone = false;
        bencher.bench_local(|| {
            is_undone = !is_undone;
            file.take_back(if is_undone { "undo" } else { "redo" });
        });
    }
}

#[divan::bench_group(sample_count = 100)]
mod export {
    use super::*;

    fn word(report: &Report, template: &Template, results: &Results) -> Vec<u8> {
        let (look, history) = (Look::default(), History::default());
        let extras = Extras { look: &look, history: &history, trace: None };
        let document = document::build(Context::of(report, template, results), &extras);
        let skeleton = Skeleton::builtin(&look).expect("the built-in skeleton");
        docx::docx(&document, &skeleton).expect("a document")
    }

    /// The baseline: the same parts of the same .docx, only zipped.
    #[divan::bench]
    fn a_bare_zip(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let results = Results::of(&may, &template);
        let bytes = word(&may, &template, &results);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut parts = Vec::new();
        for i in 0..archive.len() {
            let mut part = archive.by_index(i).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its bytes");
            parts.push((part.name().expect("a name").into_owned(), content));
        }
        bencher.bench_local(|| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, content) in &parts {
                zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
                    .expect("a part");
                zip.write_all(content).expect("its bytes");
            }
            zip.finish().expect("a zip")
        });
    }

    #[divan::bench]
    fn b_word(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        bencher.bench_local(|| {
            let results = Results::of(&may, &template);
            word(&may, &template, &results)
        });
    }

    /// The report of May, laid out, as a PDF file.
    fn paper(report: &Report, template: &Template, results: &Results, sheet: &Sheet) -> Vec<u8> {
        let (look, history) = (Look::default(), History::default());
        let extras = Extras { look: &look, history: &history, trace: None };
        let document = document::build(Context::of(report, template, results), &extras);
        let pages = flow::lay_out(&document, sheet, &mut LineCache::default()).pages;
        let about = About { meta: &document.meta, day: document.day };
        pdf::pdf(&pages, &about, &Art::default()).expect("a file")
    }

    /// From the report to the file. The bar is 30 ms.
    #[divan::bench]
    fn d_pdf(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let skeleton = Skeleton::builtin(&Look::default()).expect("the built-in skeleton");
        bencher.bench_local(|| {
            let results = Results::of(&may, &template);
            paper(&may, &template, &results, skeleton.sheet())
        });
    }

    /// The baseline: the bundled fonts that the PDF takes its letters from, and as many bytes as it has, only zipped.
    #[divan::bench]
    fn e_bare_zip_of_fonts(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let skeleton = Skeleton::builtin(&Look::default()).expect("the built-in skeleton");
        let results = Results::of(&may, &template);
        let bytes = paper(&may, &template, &results, skeleton.sheet());
        let faces = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic].map(letters::serif);
        bencher.bench_local(|| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (at, content) in faces.into_iter().chain([bytes.as_slice()]).enumerate() {
                let options = zip::write::SimpleFileOptions::default();
                zip.start_file(at.to_string(), options).expect("a part");
                zip.write_all(content).expect("its bytes");
            }
            zip.finish().expect("a zip")
        });
    }

    #[divan::bench]
    fn c_excel(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        bencher.bench_local(|| {
            let results = Results::of(&may, &template);
            xlsx::xlsx(&may, &template, &results, &History::default()).expect("a workbook")
        });
    }
}

/// Opening a file with 13 months, to the list of months.
#[divan::bench(sample_count = 50)]
fn open_13_months(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bc06");
    let session = Session::create_sample(&path).expect("the sample");
    session.close().expect("closed");
    bencher.bench_local(|| {
        let mut session = Session::open(&path).expect("opened");
        session.summary().expect("the months")
    });
}

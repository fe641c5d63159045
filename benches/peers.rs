//! The sample's May 2023 as a Word file, beside the libraries that others would take, in one run on
//! one machine: python-docx from nothing, docxtpl from a template, and only zipping the same parts.
//! Needs Python with `python-docx` and `docxtpl`; without them it says so and measures the rest.
//!
//! Ends with exit code 1 when a bar is missed.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot be made has failed"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{
    self, Align, Block, Document, Emphasis, Extras, HeaderCell, Line, Source, Table,
};
use baocao06::exchange::{sample, template_v1};
use baocao06::export::docx::{self, Skeleton};
use baocao06::pages::columns;
use baocao06::pages::frame::{closing_columns, letterhead_columns};
use baocao06::pages::sheet::Role;
use baocao06::pages::style::{Justify, KeepNext, LineHeight, Slant, Weight};
use baocao06::report::content::Report;
use baocao06::report::decree::NATIONAL_TITLE;
use baocao06::report::look::Look;
use baocao06::report::template::Template;
use serde_json::{Value, json};

/// How often each is made; the best time counts.
const ROUNDS: usize = 40;
/// How many times faster than each peer the program must be.
const BARS: [(&str, f64); 2] = [("python-docx", 50.0), ("docxtpl", 15.0)];
/// How many times slower than only zipping the same parts it may be.
const ZIP_BAR: f64 = 2.2;

fn main() -> ExitCode {
    let template = template_v1::builtin_template().expect("the built-in template");
    let may = sample::sample_reports(&template).expect("the sample").pop().expect("May");
    let look = Look::default();
    let skeleton = Skeleton::builtin(&look).expect("the built-in skeleton");
    let file = word(&may, &template, &skeleton);
    // The skeleton is made once, when a data file is opened; a report only fills it.
    let ours = best(|| drop(word(&may, &template, &skeleton)));
    let with_skeleton = best(|| {
        let skeleton = Skeleton::builtin(&look).expect("the built-in skeleton");
        drop(word(&may, &template, &skeleton));
    });
    let parts = parts(&file);
    let zipped = best(|| drop(zip(&parts)));
    println!("May 2023 as a Word file ({} KB), best of {ROUNDS}\n", file.len() / 1024);
    row("this program", ours, "figures, sentences, blocks, XML, zip");
    let blocks = best(|| drop(document_of(&may, &template)));
    row("  to its blocks", blocks, "of it: figures, sentences, blocks");
    row("  with its skeleton", with_skeleton, "styles of the look written and packed as well");
    let slower = ours.as_secs_f64() / zipped.as_secs_f64();
    let mut is_missed = slower > ZIP_BAR;
    let verdict = verdict(is_missed.then_some(()));
    row(
        "only zipping",
        zipped,
        &format!("ours takes {slower:.1} times as long; bar {ZIP_BAR}{verdict}"),
    );
    let content = content(&document_of(&may, &template), &skeleton);
    match peers(&content) {
        Err(why) => println!("\npeers: skipped, {why}"),
        Ok(times) => {
            for (name, bar) in BARS {
                let time = times.get(name).and_then(Value::as_f64).expect("a time");
                let faster = time / ours.as_secs_f64();
                let verdict = self::verdict((faster < bar).then_some(()));
                is_missed |= faster < bar;
                let words = format!("ours is {faster:.0} times as fast; bar {bar}{verdict}");
                row(name, Duration::from_secs_f64(time), &words);
            }
        }
    }
    if is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn verdict(missed: Option<()>) -> &'static str {
    if missed.is_some() { ", MISSED" } else { "" }
}

fn row(name: &str, time: Duration, words: &str) {
    println!("{name:<20} {:>9.3} ms   {words}", time.as_secs_f64() * 1000.0);
}

fn best(mut make: impl FnMut()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        make();
        start.elapsed()
    });
    times.min().expect("a round")
}

fn document_of(report: &Report, template: &Template) -> Document {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let (look, history) = (Look::default(), History::default());
    document::build(context, &Extras { look: &look, history: &history, trace: None })
}

fn word(report: &Report, template: &Template, skeleton: &Skeleton) -> Vec<u8> {
    docx::docx(&document_of(report, template), skeleton).expect("a document")
}

fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let parts = (0..archive.len()).map(|i| {
        let mut part = archive.by_index(i).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        (part.name().expect("a name").into_owned(), content)
    });
    parts.collect()
}

fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.as_str(), options).expect("a part");
        zip.write_all(content).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

/// The best times of the peers in seconds, by name; why not, when they cannot run.
fn peers(content: &Value) -> Result<Value, String> {
    let folder = tempfile::tempdir().map_err(|err| err.to_string())?;
    let path = folder.path().join("content.json");
    std::fs::write(&path, content.to_string()).map_err(|err| err.to_string())?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
    let python = python();
    let mut command = Command::new(&python);
    let output = command.arg(script).arg(&path).arg(ROUNDS.to_string()).output();
    let output = output.map_err(|err| format!("no Python ({}: {err})", python.display()))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => serde_json::from_slice(&output.stdout).map_err(|err| err.to_string()),
        Some(3) => Err(format!("{} (pip install python-docx docxtpl)", said.trim())),
        _ => Err(format!("the script failed: {said}")),
    }
}

/// `BAOCAO06_PYTHON`, the one that `.ci/run` sets up, or that of the system.
fn python() -> PathBuf {
    if let Some(own) = std::env::var_os("BAOCAO06_PYTHON") {
        return own.into();
    }
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let python = cache.map(|cache| cache.join("baocao06/python/bin/python"));
    python.filter(|path| path.exists()).unwrap_or_else(|| "python3".into())
}

/// The words of the report with the styles they stand in, for the peers.
fn content(document: &Document, skeleton: &Skeleton) -> Value {
    let sheet = skeleton.sheet();
    let paper = sheet.paper;
    let letterhead = &document.letterhead;
    let lines = |role: Role, lines: &[Line]| -> Vec<Value> {
        lines.iter().map(|line| block(role, "", line)).collect()
    };
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    let mut left = lines(Role::ParentBody, &letterhead.parent_body);
    left.extend(lines(Role::Issuer, &letterhead.issuer));
    let right = vec![
        block(Role::NationalTitle, "", &fixed(NATIONAL_TITLE)),
        block(Role::Motto, "", &letterhead.motto),
    ];
    let number = vec![block(Role::DocumentNumber, "", &letterhead.number)];
    let place = vec![block(Role::PlaceDate, "", &letterhead.place_date)];
    let mut blocks = vec![block(Role::DocumentType, "", &document.title.document_type)];
    blocks.extend(lines(Role::Subject, &document.title.subject));
    for piece in &document.body {
        match piece {
            Block::Heading(heading) => {
                blocks.push(block(Role::of_heading(heading.level), "", &heading.line));
            }
            Block::Paragraph(paragraph) => {
                blocks.push(block(Role::BodyText, &paragraph.lead.text(), &paragraph.line));
            }
            Block::Table(table) => blocks.push(self::table(table, skeleton)),
            Block::Chart(_) => {}
        }
    }
    let signature = &document.signature;
    let mut recipients = vec![block(Role::RecipientsHeading, "", &fixed("Nơi nhận:"))];
    recipients.extend(lines(Role::Recipient, &document.recipients));
    let mut signer = lines(Role::SignaturePost, &signature.signing_for);
    signer.extend(lines(Role::SignaturePost, &signature.post));
    signer.extend(lines(Role::SignerFirst, &signature.other_post));
    signer.extend(lines(Role::SignaturePost, &signature.name));
    let styles = Role::ALL.into_iter().map(|role| (name(role), style(role, skeleton)));
    json!({
        "paper": {
            "width": paper.width, "height": paper.height, "top": paper.top,
            "bottom": paper.bottom, "left": paper.left, "right": paper.right,
        },
        "styles": styles.collect::<serde_json::Map<_, _>>(),
        "letterhead": [[left, right], [number, place]],
        "letterhead_widths": letterhead_columns(letterhead, sheet),
        "blocks": blocks,
        "closing": [[recipients, signer]],
        "closing_widths": closing_columns(sheet),
    })
}

/// The name of a style: python-docx brings some of its own, with names such as "Caption".
fn name(role: Role) -> String {
    format!("BC{role:?}")
}

fn style(role: Role, skeleton: &Skeleton) -> Value {
    let style = skeleton.sheet().style(role);
    let line = match style.line {
        LineHeight::Of240(line) => f64::from(line) / 240.0,
        LineHeight::Exactly(_) | LineHeight::AtLeast(_) => 1.0,
    };
    let justify = match style.justify {
        Justify::Left => "left",
        Justify::Centre => "centre",
        Justify::Right => "right",
        Justify::Both => "both",
    };
    json!({
        "size": style.size, "bold": style.weight == Weight::Bold,
        "italic": style.slant == Slant::Italic, "before": style.before, "after": style.after,
        "line": line, "left": style.left, "first_line": style.first_line, "justify": justify,
        "keep_next": style.keep_next == KeepNext::WithNext,
    })
}

fn block(role: Role, front: &str, line: &Line) -> Value {
    let front = (!front.is_empty()).then(|| json!({"text": front, "bold": false}));
    let runs = line.runs.iter().map(|run| {
        let is_bold = run.emphasis == Emphasis::Bold;
        json!({"text": run.text, "bold": is_bold})
    });
    json!({"style": name(role), "runs": front.into_iter().chain(runs).collect::<Vec<_>>()})
}

fn table(table: &Table, skeleton: &Skeleton) -> Value {
    let sheet = skeleton.sheet();
    let widths = columns::widths(table, sheet, sheet.paper.text_width());
    let header = header(table);
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let role = match column.align {
                Align::Left => Role::TableText,
                Align::Centre => Role::TableCentre,
                Align::Right => Role::TableNumber,
            };
            block(role, "", &cell.line)
        });
        cells.collect::<Vec<_>>()
    });
    json!({"widths": widths, "header": header, "rows": rows.collect::<Vec<_>>()})
}

/// The header lines: each cell with the columns and lines it covers.
fn header(table: &Table) -> Vec<Vec<Value>> {
    let cells = table.header();
    let has_groups = cells.iter().any(|cell| matches!(cell, HeaderCell::Group { .. }));
    let heading = |text: &str, from: usize, across: usize, down: usize| {
        let mut cell = block(Role::TableHeading, "", &Line::of(text, Source::Fixed));
        cell["from"] = from.into();
        cell["across"] = across.into();
        cell["down"] = down.into();
        cell
    };
    let label = |i: usize| table.columns.get(i).map_or("", |column| column.label.as_str());
    let first = cells.iter().map(|cell| match cell {
        HeaderCell::Column(i) => heading(label(*i), *i, 1, if has_groups { 2 } else { 1 }),
        HeaderCell::Group { label, columns } => heading(label, columns.start, columns.len(), 1),
    });
    let mut header = vec![first.collect::<Vec<_>>()];
    if has_groups {
        let columns = table.columns.iter().enumerate();
        let grouped = columns.filter(|(_, column)| column.group.is_some());
        header.push(grouped.map(|(i, _)| heading(label(i), i, 1, 1)).collect());
    }
    header
}

//! The words of a printed file held against those of pages: where each stands.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::{Command, Stdio};

use baocao06::pages::flow::Page;
use baocao06::pages::metrics::Face;

use super::libreoffice::say;

/// Whether this machine has what reads printed files. In CI it must; elsewhere it is said what is skipped.
pub(crate) fn reader_is_there() -> bool {
    let mut command = Command::new("pdftotext");
    command.arg("-v").stdout(Stdio::null()).stderr(Stdio::null());
    let is_there = command.status().is_ok_and(|status| status.success());
    let is_needed = std::env::var_os("BAOCAO06_NEED_OFFICE").is_some();
    assert!(is_there || !is_needed, "pdftotext must be there in this run");
    if !is_there {
        say("the text of PDF files skipped: no pdftotext");
    }
    is_there
}

/// The text of a printed file, page by page, as it is written in it.
pub(crate) fn text_of(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").arg("-raw").arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\u{C}').map(str::to_owned).collect()
}

/// Words without a space between them, on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Left edge, in twips.
    x: f64,
    /// Baseline of ours, upper edge of theirs, in twips.
    y: f64,
    /// Size in half-points; 0 for theirs.
    size: u32,
    /// None for theirs.
    face: Option<Face>,
}

/// What stands behind hard spaces on a page: LibreOffice writes it as words of its own.
fn tails(page: &Page) -> HashSet<String> {
    let tails = page.words().flat_map(|words| words.text.split('\u{A0}').skip(1));
    tails.map(str::to_owned).collect()
}

/// Our words of a page.
fn ours(page: &Page) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end: Option<(i32, i32)> = None;
    for piece in page.words() {
        // LibreOffice writes a hard space as one that divides.
        let text = piece.text.split('\u{A0}').next().unwrap().to_owned();
        let is_joined = end == Some((piece.area.x, piece.baseline));
        end = Some((piece.area.x + piece.area.width, piece.baseline));
        match words.last_mut().filter(|_| is_joined) {
            Some(last) => last.text.push_str(&text),
            None => words.push(Word {
                text,
                x: f64::from(piece.area.x),
                y: f64::from(piece.baseline),
                size: piece.size,
                face: Some(piece.face),
            }),
        }
        if piece.text.contains('\u{A0}') {
            end = None;
        }
    }
    words
}

/// The words of a printed file, page by page.
pub(crate) fn printed(pdf: &Path) -> Vec<Vec<Word>> {
    let output = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().unwrap();
    let xml = String::from_utf8(output.stdout).unwrap();
    let pages = xml.split("<page ").skip(1).map(|page| {
        let words = page.lines().filter_map(|line| {
            let (tag, text) = line.trim().strip_prefix("<word ")?.split_once('>')?;
            let number = |name: &str| {
                let (_, rest) = tag.split_once(&format!("{name}=\""))?;
                rest.split('"').next()?.parse::<f64>().ok()
            };
            let text = text.strip_suffix("</word>")?;
            let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
            let text = text.replace("&quot;", "\"");
            Some(Word {
                text,
                x: number("xMin")? * 20.0,
                y: number("yMin")? * 20.0,
                size: 0,
                face: None,
            })
        });
        words.collect()
    });
    pages.collect()
}

/// How far apart baselines may be, in twips: both round.
pub(crate) const EXACT: f64 = 3.0;

/// How far our words are from theirs, in twips: what has no partner, then what is far from it.
fn differences(page: &Page, theirs: &[Word], tolerance: f64) -> Vec<String> {
    /// Both round to a twip; LibreOffice places letters of justified lines by its own units.
    const ACROSS: f64 = 40.0;
    // The upper edge of a word is its baseline less the ascent of its font: of one size always the same.
    let mut rises: HashMap<(u32, Option<Face>), Vec<f64>> = HashMap::new();
    let ours = ours(page);
    let tails = tails(page);
    let mut free: Vec<&Word> = theirs.iter().collect();
    let mut pairs = Vec::new();
    let mut found = Vec::new();
    for word in &ours {
        let near = free.iter().enumerate().filter(|(_, other)| other.text == word.text);
        let near = near.min_by(|(_, a), (_, b)| {
            let rise = f64::from(word.size) * 9.0;
            let far = |o: &Word| (o.x - word.x).abs() + (o.y + rise - word.y).abs();
            far(a).total_cmp(&far(b))
        });
        let Some((at, _)) = near else {
            found.push(format!("only here: {word:?}"));
            continue;
        };
        let other = free.swap_remove(at);
        rises.entry((word.size, word.face)).or_default().push(word.y - other.y);
        pairs.push((word, other));
    }
    let free = free.iter().filter(|word| !tails.contains(&word.text));
    found.extend(free.map(|word| format!("only there: {word:?}")));
    let median: HashMap<(u32, Option<Face>), f64> = rises
        .into_iter()
        .map(|(font, mut rises)| {
            rises.sort_by(f64::total_cmp);
            (font, rises[rises.len() / 2])
        })
        .collect();
    for (word, other) in pairs {
        let rise = median[&(word.size, word.face)];
        // 0,6 to 1 em of any font stand above the line.
        let em = f64::from(word.size) * 10.0;
        let (right, down) = (other.x - word.x, other.y + rise - word.y);
        if right.abs() > ACROSS || down.abs() > tolerance || !(0.6..1.1).contains(&(rise / em)) {
            found.push(format!(
                "{:?} is {right:.0} to the right, {down:.0} below, rise {rise:.0}",
                word
            ));
        }
    }
    found
}

/// How the pages of a skeleton differ from those that were printed.
pub(crate) fn compared((name, tolerance): (&str, f64), pdf: &Path, pages: &[Page]) -> Vec<String> {
    let theirs = printed(pdf);
    let mut found = Vec::new();
    for (at, (page, theirs)) in pages.iter().zip(&theirs).enumerate() {
        let differences = differences(page, theirs, tolerance);
        let of_page = |difference| format!("{name}, page {}: {difference}", at + 1);
        found.extend(differences.into_iter().map(of_page).take(15));
    }
    if pages.len() != theirs.len() {
        found.push(format!("{name}: {} pages, not {}", pages.len(), theirs.len()));
    }
    found
}

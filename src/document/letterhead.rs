//! Letterhead, title, addressees, recipients and signature: what the decree says of their words.

use chrono::NaiveDate;

use crate::report::letterhead::{LetterheadField, SigningAuthority};
use crate::report::look::{Presence, Profile};
use crate::report::period::{day_in_words, month_in_words, parse_day};

use super::line::{DocumentWords, capitals, one_line, push_fixed, raw_lines, trim_end, with_front};
use super::model::{Addressees, Letterhead, Line, Signature, Source, Title};
use crate::report::decree::MOTTO;

/// Room for a number that is given later.
const ROOM_FOR_NUMBER: &str = "     ";
/// What stands for a day that is filled in by hand.
const ROOM_FOR_DAY: &str = "…";
/// The first recipient of a report that has addressees.
const AS_ABOVE: &str = "Như trên";

pub(super) fn letterhead(words: &DocumentWords<'_>) -> Letterhead {
    let dash = words.habits().dash.as_str();
    Letterhead {
        motto: Line::of(MOTTO.replace('-', dash), Source::Fixed),
        parent_body: words.capital_lines(LetterheadField::ParentBody),
        issuer: words.capital_lines(LetterheadField::Issuer),
        number: number(words),
        place_date: place_date(words),
    }
}

pub(super) fn title(words: &DocumentWords<'_>) -> Title {
    let document_type = joined(words.lines(&LetterheadField::DocumentType.text_key()));
    let remark = one_line(words.context.report.header.remark.trim());
    let is_bracketed = remark.starts_with('(') && remark.ends_with(')');
    let remark = match (remark.is_empty(), is_bracketed) {
        (true, _) => None,
        (false, true) => Some(remark),
        (false, false) => Some(format!("({remark})")),
    };
    Title {
        document_type: capitals(document_type),
        subject: words.lines(&LetterheadField::Subject.text_key()),
        remark: remark.map(|remark| Line::of(remark, Source::Header)),
    }
}

/// "Số: 453/BC-TCTĐA06": two digits at the least, no spaces around "/" and "-" (ô 3).
pub(super) fn number(words: &DocumentWords<'_>) -> Line {
    let (number, symbol) = (LetterheadField::Number, LetterheadField::Symbol);
    let plain = |field: LetterheadField| -> String {
        let text = joined(words.lines(&field.text_key())).plain();
        text.split_whitespace().collect()
    };
    let mut digits = plain(number);
    if digits.len() == 1 && digits.bytes().all(|b| b.is_ascii_digit()) {
        digits.insert(0, '0');
    }
    if digits.is_empty() {
        digits = ROOM_FOR_NUMBER.to_owned();
    }
    let symbol_text = plain(symbol);
    let symbol_text = symbol_text.trim_start_matches('/').to_uppercase();
    let mut line = Line::of("Số: ", Source::Fixed);
    let has_symbol_already = digits.contains('/');
    line.runs.extend(Line::of(digits, Source::Text(number.text_key())).runs);
    if !symbol_text.is_empty() && !has_symbol_already {
        let symbol_text = format!("/{symbol_text}");
        line.runs.extend(Line::of(symbol_text, Source::Text(symbol.text_key())).runs);
    }
    line
}

/// "Phan Rang - Tháp Chàm, ngày 19 tháng 5 năm 2023" with the decree's zeros (ô 4). Without a day,
/// the month in which the report is due.
fn place_date(words: &DocumentWords<'_>) -> Line {
    let key = LetterheadField::IssueDate.text_key();
    let date = match issue_day(words) {
        IssueDay::Known(day) => day_in_words(day),
        IssueDay::Open { month } => format!("ngày {ROOM_FOR_DAY} {}", month_in_words(month)),
        IssueDay::Typed(text) if text.to_lowercase().starts_with("ngày") => text,
        IssueDay::Typed(text) => format!("ngày {text}"),
    };
    let mut line = joined(words.lines(&LetterheadField::Place.text_key()));
    let dash = format!(" {} ", words.habits().dash.as_str());
    for run in &mut line.runs {
        run.text = run.text.replace(" - ", &dash).replace(" – ", &dash);
    }
    trim_end(&mut line, &[',']);
    if !line.is_empty() {
        push_fixed(&mut line, ", ");
    }
    line.runs.extend(Line::of(date, Source::Text(key)).runs);
    line
}

/// The day on which a report is signed.
pub(super) enum IssueDay {
    /// It is known.
    Known(NaiveDate),
    /// The clerk fills it in; usually in this month.
    Open {
        /// A day of that month.
        month: NaiveDate,
    },
    /// Something else was typed.
    Typed(String),
}

/// The day that the document bears.
pub(super) fn day(words: &DocumentWords<'_>) -> NaiveDate {
    match issue_day(words) {
        IssueDay::Known(day) => day,
        IssueDay::Open { .. } | IssueDay::Typed(_) => {
            words.context.report.header.period.range.last()
        }
    }
}

/// The day that was typed; without one, the month in which the report is due.
pub(super) fn issue_day(words: &DocumentWords<'_>) -> IssueDay {
    let typed = one_line(&words.context.text(&LetterheadField::IssueDate.text_key()));
    let typed = typed.trim();
    match parse_day(typed) {
        Ok(day) => IssueDay::Known(day),
        Err(_) if typed.is_empty() => {
            IssueDay::Open { month: words.context.report.header.period.month_of_issue() }
        }
        Err(_) => IssueDay::Typed(typed.to_owned()),
    }
}

/// Kính gửi: one addressee on the line; several one a line, "; " after each, "." after the last.
pub(super) fn addressees(words: &DocumentWords<'_>) -> Addressees {
    if words.habits().addressees == Presence::LeftOut {
        return Addressees::None;
    }
    let mut lines = list(words, LetterheadField::Addressees);
    match (lines.pop(), lines.is_empty()) {
        (None, _) => Addressees::None,
        (Some(only), true) => Addressees::One(only),
        (Some(last), false) => {
            lines.push(last);
            Addressees::Several(punctuated(lines))
        }
    }
}

/// Nơi nhận: "- Như trên;" first when there are addressees, "- Lưu: VT, …." last.
pub(super) fn recipients(words: &DocumentWords<'_>, addressees: &Addressees) -> Vec<Line> {
    let mut lines = list(words, LetterheadField::Recipients);
    let is_as_above = |line: &Line| {
        let text = line.plain().to_lowercase();
        text == AS_ABOVE.to_lowercase() || text == "như kính gửi"
    };
    // It refers to "Kính gửi", stands first, and is nothing without it.
    lines.retain(|line| !is_as_above(line));
    if *addressees != Addressees::None {
        let source = Source::Text(LetterheadField::Recipients.text_key());
        lines.insert(0, Line::of(AS_ABOVE, source));
    }
    punctuated(lines)
}

pub(super) fn signature(words: &DocumentWords<'_>) -> Signature {
    let right = words.context.text(&LetterheadField::SigningAuthority.text_key());
    let right = SigningAuthority::of_text(&right);
    let mut signing_for = words.capital_lines(LetterheadField::SigningFor);
    let mut post = words.capital_lines(LetterheadField::SigningPost);
    if right != SigningAuthority::AsTyped {
        for line in signing_for.iter_mut().chain(&mut post) {
            without_right(line);
        }
    }
    for (line, prefix) in signing_for.iter_mut().zip(right.prefixes()) {
        *line = with_front(&format!("{prefix} "), std::mem::take(line));
    }
    if right == SigningAuthority::Acting
        && let Some(first) = post.first_mut()
    {
        *first = with_front("Q. ", std::mem::take(first));
    }
    let other_post = match right {
        SigningAuthority::Advisory => Vec::new(),
        _ => words.capital_lines(LetterheadField::OtherPost),
    };
    let mut name = words.lines(&LetterheadField::SignerName.text_key());
    if words.extras.look.profile == Profile::Strict
        && let Some(run) = name.first_mut().and_then(|line| line.runs.first_mut())
    {
        run.text = without_titles(&run.text).to_owned();
        name.iter_mut().for_each(without_capitals);
    }
    Signature { signing_for, post, other_post, name }
}

/// Takes away a right that was typed in front of a line.
fn without_right(line: &mut Line) {
    let Some(run) = line.runs.first_mut() else {
        return;
    };
    for prefix in SigningAuthority::PREFIXES {
        if let Some(rest) = run.text.strip_prefix(prefix) {
            run.text = rest.trim_start().to_owned();
            return;
        }
    }
}

/// The name without học hàm, học vị and honours, which the decree leaves out (ô 7b); ranks stay.
fn without_titles(mut name: &str) -> &str {
    const TITLES: [&str; 13] = [
        "GS.", "PGS.", "TSKH.", "TS.", "ThS.", "Ths.", "THS.", "BS.", "KS.", "CN.", "LS.", "NGND.",
        "NGƯT.",
    ];
    while let Some(rest) = TITLES.into_iter().find_map(|title| name.strip_prefix(title)) {
        name = rest.trim_start();
    }
    name
}

/// A name that was typed wholly in capitals, which the decree does not write so (ô 7b): every
/// syllable begins with one; of a rank, only the first. Any other name is as it was typed.
fn without_capitals(line: &mut Line) {
    let is_rank = |first: &str, second: &str| {
        matches!(first, "ĐẠI" | "THƯỢNG" | "TRUNG" | "THIẾU")
            && matches!(second, "TÁ" | "ÚY" | "UÝ" | "TƯỚNG")
    };
    let text = line.plain();
    if text.chars().any(char::is_lowercase) {
        return;
    }
    for run in &mut line.runs {
        let mut before = "";
        let mut name = String::new();
        for part in run.text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let syllable = part.trim_end_matches(|c: char| !c.is_alphabetic());
            let mut letters = part.chars();
            match letters.next() {
                Some(first) if !is_rank(before, syllable) => {
                    name.push(first);
                    name.push_str(&letters.as_str().to_lowercase());
                }
                _ => name.push_str(&part.to_lowercase()),
            }
            before = syllable;
        }
        run.text = name;
    }
}

/// The entries of a field with one entry a line, without the hyphens and end marks that may have
/// been typed.
fn list(words: &DocumentWords<'_>, field: LetterheadField) -> Vec<Line> {
    let key = field.text_key();
    let source = Source::Text(key.clone());
    let entries = raw_lines(words.raw(&key)).map(|raw| {
        let raw = raw.strip_prefix("Kính gửi:").unwrap_or(raw);
        let raw = raw.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–'));
        let mut line = words.line(raw, &source);
        trim_end(&mut line, &[';', '.']);
        line
    });
    entries.filter(|line| !line.is_empty()).collect()
}

/// The entries as "- …;", the last as "- …."
fn punctuated(lines: Vec<Line>) -> Vec<Line> {
    let last = lines.len().saturating_sub(1);
    let lines = lines.into_iter().enumerate().map(|(i, line)| {
        let mut line = with_front("- ", line);
        push_fixed(&mut line, if i == last { "." } else { ";" });
        line
    });
    lines.collect()
}

/// Several lines as one, a space between them.
pub(super) fn joined(lines: Vec<Line>) -> Line {
    let mut all = Line::default();
    for line in lines {
        if !all.is_empty() {
            push_fixed(&mut all, " ");
        }
        all.runs.extend(line.runs);
    }
    all
}

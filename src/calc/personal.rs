//! Numbers that name a person: the program keeps counts, not people.
//!
//! Lists of people come in by mistake, a whole column at a time: a block of a spreadsheet that was selected too
//! wide, the wrong file. So it is columns that are judged. What is certain by itself (twelve digits in the order
//! of the citizen's number) is looked for twice in a column; what could be a count as well only where all of a
//! column looks like it, or where its heading says what it is. A count is written with its thousands apart, is
//! round where it is money, or is far shorter.

use std::ops::Range;

use crate::report::content::Report;
use crate::report::template::{Item, ItemBody, TableRow, Template};
use crate::report::text::fold;
use crate::report::value::Value;

/// What number of a person it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalNumber {
    /// The personal identification number, which is that of the citizen's card, too: 12 digits.
    Citizen,
    /// The number of an old identity card: 9 digits.
    IdentityCard,
    /// The number of social insurance: 10 digits, of which the first two are the province.
    Insurance,
    /// The number of a card of health insurance: two letters and 13 digits.
    HealthCard,
}

/// Where numbers of persons stand in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// In this column, from 0.
    Column(usize),
    /// In this row, from 0: the list lies on its side.
    Row(usize),
}

/// A column that holds numbers of persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalColumn {
    /// Which column, or which row.
    pub at: Along,
    /// What it is called, where it says so.
    pub heading: Option<String>,
    /// What its numbers are.
    pub number: PersonalNumber,
    /// How many of them it has.
    pub num_cells: usize,
}

/// The codes of provinces with which a citizen's number begins (Thông tư 59/2021/TT-BCA), as three digits each.
const PROVINCES: [u8; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];
/// What columns with numbers of persons are called, without marks and in small letters. A heading that says more
/// ("Số CCCD đã cấp") counts something.
const HEADINGS: [&str; 27] = [
    "cccd",
    "so cccd",
    "so the cccd",
    "can cuoc",
    "so can cuoc",
    "so the can cuoc",
    "can cuoc cong dan",
    "so can cuoc cong dan",
    "dinh danh",
    "so dinh danh",
    "so dinh danh ca nhan",
    "ma dinh danh",
    "ma dinh danh ca nhan",
    "ma so dinh danh",
    "ddcn",
    "so ddcn",
    "cmnd",
    "so cmnd",
    "cmt",
    "so cmt",
    "cmnd cccd",
    "so cmnd cccd",
    "so giay to tuy than",
    "ma so bhxh",
    "so bhxh",
    "so so bhxh",
    "so the bhyt",
];
/// So many numbers that are certain make a column of persons.
const CERTAIN_MIN: usize = 2;
/// So many that could be counts, when nothing else stands in the column.
const LIKELY_MIN: usize = 4;
/// In how many of the first rows a heading is looked for.
const HEADING_ROWS: usize = 5;

/// How sure it is that a cell names a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Certain(PersonalNumber),
    /// A count could be written so as well.
    Likely(PersonalNumber),
}

/// Whether a column of cells holds numbers of persons: which, and how many.
pub fn column<'c>(cells: impl Iterator<Item = &'c str>) -> Option<PersonalColumn> {
    let mut heading: Option<&str> = None;
    let mut certain: Vec<(PersonalNumber, &str)> = Vec::new();
    let mut likely: Vec<(PersonalNumber, &str)> = Vec::new();
    let mut num_others = 0;
    for (row, cell) in cells.map(str::trim).enumerate() {
        if cell.is_empty() {
            continue;
        }
        match likeness(cell) {
            Some(Likeness::Certain(number)) => certain.push((number, cell)),
            Some(Likeness::Likely(number)) => likely.push((number, cell)),
            None if row < HEADING_ROWS && is_heading(cell) => heading = heading.or(Some(cell)),
            // What stands above numbers as a heading, and numbers of columns "(1)".
            None if row < HEADING_ROWS && certain.is_empty() && likely.is_empty() => {}
            None => num_others += 1,
        }
    }
    let all = certain.iter().chain(&likely);
    let first = all.clone().map(|(number, _)| *number).next();
    let mut different: Vec<&str> = all.map(|(_, cell)| *cell).collect();
    let num_cells = different.len();
    different.sort_unstable();
    different.dedup();
    let is_list = likely.len() >= LIKELY_MIN
        && num_others == 0
        && different.len() * 2 > num_cells
        && likely.iter().all(|(number, _)| Some(*number) == first);
    let is_personal = certain.len() >= CERTAIN_MIN || is_list || heading.is_some();
    let number = first.filter(|_| is_personal)?;
    Some(PersonalColumn {
        at: Along::Column(0),
        heading: heading.map(str::to_owned),
        number,
        num_cells,
    })
}

/// The first column of a block that holds numbers of persons; of a block that lies on its side, the first row
/// with several that are certain.
pub fn in_rows(rows: &[Vec<String>]) -> Option<PersonalColumn> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let of_column = |at: usize| {
        let found = column(rows.iter().filter_map(|row| row.get(at)).map(String::as_str))?;
        Some(PersonalColumn { at: Along::Column(at), ..found })
    };
    let of_row = |(at, row): (usize, &Vec<String>)| {
        let found: Vec<PersonalNumber> = row.iter().filter_map(|cell| certain(cell)).collect();
        let number = *found.first().filter(|_| found.len() >= CERTAIN_MIN)?;
        let num_cells = found.len();
        Some(PersonalColumn { at: Along::Row(at), heading: None, number, num_cells })
    };
    (0..width).find_map(of_column).or_else(|| rows.iter().enumerate().find_map(of_row))
}

/// Where a report that came from elsewhere names persons: what the place is called, and its column. Its words in
/// tables, the names of rows of its own and its numbers are looked at column by column, each text by itself.
pub fn in_report(report: &Report, form: &Template) -> Option<(String, PersonalColumn)> {
    let of_table = |item: &Item| {
        let ItemBody::Table(table) = &item.body else {
            return None;
        };
        table.columns.iter().find_map(|of| {
            let cell = |row: &TableRow| match (row.words.get(&of.key), row.cells.get(&of.key)) {
                (Some(words), _) => report.text(form, words).to_owned(),
                (None, Some(figure)) => plain_number(report.value(figure)),
                (None, None) => String::new(),
            };
            let cells: Vec<String> = table.rows.iter().map(cell).collect();
            let found = column(cells.iter().map(String::as_str))?;
            Some((format!("Cột “{}” của bảng “{}”", of.label, item.label), found))
        })
    };
    let in_tables = form.items().find_map(|(_, item)| of_table(item));
    let labels =
        || column(report.rows.values().filter_map(|row| Some(row.own.as_ref()?.label.as_str())));
    let of_rows = || Some(("Tên các dòng tự thêm".to_owned(), labels()?));
    let of_texts = || {
        let mut texts = report.texts.values().map(|text| in_text(text));
        let found = texts.find(|found| found.len() >= CERTAIN_MIN)?;
        let (_, number) = *found.first()?;
        let column =
            PersonalColumn { at: Along::Column(0), heading: None, number, num_cells: found.len() };
        Some(("Một lời văn".to_owned(), column))
    };
    in_tables.or_else(of_rows).or_else(of_texts)
}

/// The digits of a number, as one that is pasted would stand there.
fn plain_number(value: &Value) -> String {
    match value {
        Value::Unreadable(text) => text.clone(),
        value => value.number().map_or_else(String::new, |number| number.to_decimal().to_string()),
    }
}

/// The numbers of persons in a text that are certain, or that the word in front of them makes certain: where
/// they stand, in bytes.
pub fn in_text(text: &str) -> Vec<(Range<usize>, PersonalNumber)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) =
        text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let end = start + length;
        let (before, digits) =
            (text.get(..start).unwrap_or_default(), rest.get(..length).unwrap_or_default());
        let is_part = before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'))
            || rest.get(length..).is_some_and(|behind| {
                // "012.345": a group follows; a full stop or comma behind the number ends a sentence.
                let mut behind = behind.chars();
                let (sign, next) = (behind.next(), behind.next());
                sign.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/'))
                    || (matches!(sign, Some('.' | ',')) && next.is_some_and(|c| c.is_ascii_digit()))
            });
        let number = match likeness(digits).filter(|_| !is_part) {
            Some(Likeness::Certain(number)) => Some(number),
            Some(Likeness::Likely(number)) => is_named(before).then_some(number),
            None => None,
        };
        found.extend(number.map(|number| (start..end, number)));
        from = end;
    }
    found
}

/// Whether the last words of a text say that a number of a person follows.
fn is_named(before: &str) -> bool {
    let plain = plain(before);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let last = words.iter().rev().take(3).copied();
    last.clone().any(|word| matches!(word, "cccd" | "cmnd" | "cmt" | "bhxh" | "ddcn"))
        || words.ends_with(&["dinh", "danh"])
        || words.ends_with(&["dinh", "danh", "ca", "nhan"])
        || words.ends_with(&["can", "cuoc"])
}

/// The number of a person that a cell holds, where it can be nothing else.
fn certain(cell: &str) -> Option<PersonalNumber> {
    match likeness(cell.trim())? {
        Likeness::Certain(number) => Some(number),
        Likeness::Likely(_) => None,
    }
}

fn likeness(cell: &str) -> Option<Likeness> {
    // Spreadsheets keep the zeros in front of a number by an apostrophe.
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    if is_health_card(cell) {
        return Some(Likeness::Certain(PersonalNumber::HealthCard));
    }
    let digits = digits(cell)?;
    match digits.as_str() {
        number if is_citizen(number) => Some(Likeness::Certain(PersonalNumber::Citizen)),
        // Counts in groups of three are counts, round ones are money.
        number if number.len() != cell.len() || number.ends_with("00") => None,
        // Where a spreadsheet took it for a number, the zeros in front are gone.
        number if matches!(number.len(), 10 | 11) && is_citizen(&format!("{number:0>12}")) => {
            Some(Likeness::Likely(PersonalNumber::Citizen))
        }
        number if number.len() == 9 && number.starts_with(['0', '1', '2', '3']) => {
            Some(Likeness::Likely(PersonalNumber::IdentityCard))
        }
        // Numbers of mobile phones begin with 03, 05, 07, 09: no provinces.
        number if number.len() == 10 && number.get(..2).is_some_and(is_province) => {
            Some(Likeness::Likely(PersonalNumber::Insurance))
        }
        _ => None,
    }
}

/// The digits of a cell that has nothing else, in one piece or in groups by spaces.
fn digits(cell: &str) -> Option<String> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}');
    let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || is_space(c));
    is_number.then(|| cell.replace(is_space, ""))
}

/// Twelve digits: the province, the century and sex, the year of birth, six of chance.
fn is_citizen(digits: &str) -> bool {
    let (Some(province), Some(century)) = (digits.get(..3), digits.get(3..4)) else {
        return false;
    };
    let year: u8 = digits.get(4..6).and_then(|year| year.parse().ok()).unwrap_or(u8::MAX);
    let is_year = match century {
        "0" | "1" => true,
        // Born in this century, and not later than it has come.
        "2" | "3" => year <= 40,
        _ => false,
    };
    digits.len() == 12 && is_year && is_province(province)
}

fn is_province(digits: &str) -> bool {
    digits.parse().is_ok_and(|code: u8| PROVINCES.contains(&code))
}

fn is_health_card(cell: &str) -> bool {
    let (letters, digits) = cell.split_at_checked(2).unwrap_or_default();
    letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.len() == 13
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_heading(cell: &str) -> bool {
    let plain = plain(cell);
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    HEADINGS.contains(&words.join(" ").as_str())
}

/// Small letters without marks, words apart by spaces.
fn plain(text: &str) -> String {
    fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

#[cfg(test)]
#[path = "personal_tests.rs"]
mod tests;

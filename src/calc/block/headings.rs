//! What stands above the columns of a sheet. A merged cell comes as its words followed by blank ones, so that words hold
//! on to the right as far as something stands below them; a line with one cell is a title.

use crate::report::period::{Period, PeriodKind};
use crate::report::text::{fold, nfc};

use super::reading::{has_letters, looks_like_a_number};

/// What stands above a column, from above.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) path: Vec<String>,
}

/// What stands above the rows of a sheet.
pub(super) struct Headings {
    /// By column.
    pub(super) columns: Vec<Heading>,
    /// Lines with one cell.
    pub(super) titles: Vec<String>,
    /// Whether there is no line with several cells: the first row of the block is a row of the form.
    pub(super) is_bare: bool,
}

/// Reads the lines above the first row that means something.
pub(super) fn headings(rows: &[Vec<String>], width: usize, name_column: usize) -> Headings {
    let mut headings =
        Headings { columns: vec![Heading::default(); width], titles: Vec::new(), is_bare: true };
    let mut lines: Vec<&Vec<String>> = Vec::new();
    for cells in rows {
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        headings.is_bare &= filled.len() < 2;
        match filled.as_slice() {
            [] => {}
            [title] => headings.titles.push(one_line(title)),
            // Numbers of columns: "(1) | (2)", "A | B | 1 | 2 | 3=1+2".
            _ if filled.iter().all(|cell| !has_words(cell)) => {}
            _ if is_row(cells, name_column) => {}
            // Its cells stand above other columns than it seems: spans of a web page, paragraphs in a cell of Word.
            _ if cells.len() != width => {}
            _ => lines.push(cells),
        }
    }
    for (at, cells) in lines.iter().enumerate() {
        let below = lines.get(at + 1..).unwrap_or_default();
        let mut held = "";
        for (column, heading) in headings.columns.iter_mut().enumerate() {
            let own = cells.get(column).map_or("", |cell| cell.trim());
            let is_above =
                below.iter().any(|line| line.get(column).is_some_and(|c| !c.trim().is_empty()));
            held = match (own, is_above) {
                ("", false) => "",
                ("", true) => held,
                (own, _) => own,
            };
            if !held.is_empty() {
                heading.path.push(one_line(held));
            }
        }
    }
    headings
}

/// Whether a line has numbers behind a name: a row of a service that is not known, or of an agency.
pub(super) fn is_row(cells: &[String], name_column: usize) -> bool {
    let behind = cells.iter().skip(name_column + 1).filter(|cell| !cell.trim().is_empty());
    let numbers = behind.filter(|cell| !has_letters(cell) && looks_like_a_number(cell)).count();
    numbers > 0 && cells.get(name_column).is_some_and(|cell| has_words(cell))
}

/// Whether a cell has more than a letter that counts.
fn has_words(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words above numbers say that these are shares of something.
pub(super) fn speaks_of_shares(words: &str) -> bool {
    let plain = fold(words);
    plain.contains('%') || ["ty le", "ti le", "phan tram"].iter().any(|share| plain.contains(share))
}

/// Words with which other periods than the report's, or several, begin.
const OF_OTHERS: [&str; 14] = [
    "kỳ trước",
    "kì trước",
    "tháng trước",
    "quý trước",
    "năm trước",
    "cùng kỳ",
    "cùng kì",
    "lũy kế",
    "luỹ kế",
    "cộng dồn",
    "từ đầu năm",
    "kế hoạch",
    "so với",
    "chỉ tiêu giao",
];

/// Whether words above numbers speak of another period than the report's, or of several.
pub(super) fn speaks_of_other(words: &str, period: &Period) -> bool {
    let mut words = nfc(words).to_lowercase();
    // Typed without marks: only then "quy" may be a quarter and not a fund.
    if words == fold(&words) {
        if OF_OTHERS.iter().any(|other| words.contains(&fold(other))) {
            return true;
        }
        words = marked(&words);
    }
    if OF_OTHERS.iter().any(|other| words.contains(other)) {
        return true;
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '/';
    let words: Vec<&str> = words.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| is_other_month(word, period)) {
        return true;
    }
    let number = |at: usize| words.get(at).copied().unwrap_or_default();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let year = |at: usize| match (number(at), number(at + 1)) {
        ("năm", year) | (year, _) if year.len() == 4 && is_number(year) => {
            year.parse::<i32>().ok()
        }
        _ => None,
    };
    let is_other_year = |at: usize| year(at).is_some_and(|year| year != period.key.year());
    let is_monthly = period.key.kind() == PeriodKind::Month;
    words.iter().enumerate().any(|(at, word)| match (*word, number(at + 1)) {
        ("tháng", next) if is_number(next) => {
            let (month, with_year) =
                next.split_once('/').map_or((next, None), |(m, y)| (m, Some(y)));
            let is_other = match with_year {
                Some(_) => !period.has_written_day(next),
                None => !period.has_written_month(month) || is_other_year(at + 2),
            };
            // "Tháng 1 đến tháng 5": several.
            is_other || at > 0 && words.iter().filter(|word| **word == "tháng").count() > 1
        }
        ("tháng", _) if at > 0 && is_number(number(at - 1)) => {
            is_monthly && !number(at - 1).contains('/')
        }
        ("quý", _) => is_monthly,
        ("năm", next) if at == 0 && is_number(next) => is_monthly || is_other_year(at),
        _ => false,
    })
}

/// Words typed without marks, with those of "tháng", "quý" and "năm" in front of a number.
fn marked(words: &str) -> String {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    for at in 0..words.len() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let counts = next.starts_with(|c: char| c.is_ascii_digit());
        let Some(word) = words.get_mut(at) else { continue };
        *word = match *word {
            "thang" if counts => "tháng",
            "nam" if counts => "năm",
            "quy"
                if counts || matches!(next.split('/').next(), Some("i" | "ii" | "iii" | "iv")) =>
            {
                "quý"
            }
            word => word,
        };
    }
    words.join(" ")
}

/// Whether a word alone names a month that is not the report's: "t4", "t4/2023", "04/2023".
fn is_other_month(word: &str, period: &Period) -> bool {
    let short = word.strip_prefix('t');
    let (month, year) = match (short, word.split_once('/')) {
        (Some(short), _) => short.split_once('/').map_or((short, None), |(m, y)| (m, Some(y))),
        (None, Some((month, year))) => (month, Some(year)),
        (None, None) => return false,
    };
    let is_month = month.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    match year {
        Some(year) if is_month && is_year(year) => {
            !period.has_written_day(&format!("{month}/{year}"))
        }
        None if is_month => !period.has_written_month(month),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture;

    #[test]
    fn other_periods_are_known_by_their_words() {
        // May 2023.
        let period = fixture::empty_report().header.period;
        let others = [
            "Tháng 4/2023",
            "tháng 05/2022",
            "Tháng 5 năm 2022",
            "6 tháng đầu năm",
            "Quý II/2023",
            "Năm 2023",
            "Lũy kế từ đầu năm",
            "Kỳ trước",
            "Cùng kỳ năm trước",
            "Từ tháng 1 đến tháng 5",
            "T4/2023",
            "T4",
            "04/2023",
            "SỐ LIỆU T12/2022",
            "THANG TRUOC",
            "Luy ke",
            "CUNG KY",
            "Thang 4/2023",
            "Quy II/2023",
        ];
        for words in others {
            assert!(speaks_of_other(words, &period), "{words}");
        }
        let own = [
            "Tháng 5/2023",
            "Tháng 05 năm 2023",
            "Tháng này",
            "Trong kỳ",
            "Trực tuyến",
            "Tổng số",
            "T5/2023",
            "T5",
            "05/2023",
            "Thang 5/2023",
            "Quy định",
            "QUY TRUONG",
            "24/7",
            "Nam",
            "TTHC",
            "Quỹ",
        ];
        for words in own {
            assert!(!speaks_of_other(words, &period), "{words}");
        }
    }
}

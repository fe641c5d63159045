//! Số, ký hiệu of documents: reading them into parts, or telling why a text is none.

use std::fmt;

/// The longest running number, in digits.
const NUMBER_MAX: usize = 6;

/// The abbreviations of document types (Phụ lục III of Nghị định 30/2020/NĐ-CP, and those of the
/// Party) with the type each stands for.
const KINDS: [(&str, &str); 36] = [
    ("BB", "biên bản"),
    ("BC", "báo cáo"),
    ("BGN", "bản ghi nhớ"),
    ("BTT", "bản thỏa thuận"),
    ("CĐ", "công điện"),
    ("CT", "chỉ thị"),
    ("CTr", "chương trình"),
    ("CTHĐ", "chương trình hành động"),
    ("CV", "công văn"),
    ("DA", "dự án"),
    ("ĐA", "đề án"),
    ("GGT", "giấy giới thiệu"),
    ("GM", "giấy mời"),
    ("GNP", "giấy nghỉ phép"),
    ("GUQ", "giấy ủy quyền"),
    ("HD", "hướng dẫn"),
    ("HĐ", "hợp đồng"),
    ("KH", "kế hoạch"),
    ("KL", "kết luận"),
    ("NĐ", "nghị định"),
    ("NQ", "nghị quyết"),
    ("PA", "phương án"),
    ("PB", "phiếu báo"),
    ("PC", "phiếu chuyển"),
    ("PG", "phiếu gửi"),
    ("QC", "quy chế"),
    ("QĐ", "quyết định"),
    ("QyĐ", "quy định"),
    ("SL", "sao lục"),
    ("SY", "sao y"),
    ("TB", "thông báo"),
    ("TC", "thông cáo"),
    ("TrS", "trích sao"),
    ("TT", "thông tư"),
    ("TTLT", "thông tư liên tịch"),
    ("TTr", "tờ trình"),
];

/// A số, ký hiệu in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The running number as written: "06", "1432".
    pub number: String,
    /// The year between number and symbol: 2022 of "06/2022/QĐ-TTg".
    pub year: Option<i32>,
    /// The abbreviation of the type when there is one: "QĐ". Letters to offices have none.
    pub kind: Option<String>,
    /// The rest of the symbol: "TTg", "UBND-TH".
    pub body: String,
    /// Which order of the parts it has.
    pub form: CodeForm,
}

/// The two orders of a số, ký hiệu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeForm {
    /// Of the State: "97/KH-UBND".
    State,
    /// Of the Party: "193-KH/TU".
    Party,
}

impl Code {
    /// The type that the symbol names, in words: "kế hoạch".
    pub fn kind_words(&self) -> Option<&'static str> {
        let kind = self.kind.as_deref()?;
        KINDS.iter().find(|(short, _)| *short == kind).map(|(_, words)| *words)
    }

    /// What two writings of the same code share: no leading zeros, one case.
    pub fn identity(&self) -> String {
        let number = self.number.trim_start_matches('0');
        let year = self.year.map(|year| format!("/{year}")).unwrap_or_default();
        let kind = self.kind.as_deref().unwrap_or("");
        format!("{number}{year}/{kind}/{}", self.body).to_uppercase()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_deref();
        match (self.form, self.year, kind) {
            (CodeForm::Party, _, Some(kind)) => {
                write!(f, "{}-{kind}/{}", self.number, self.body)
            }
            (_, Some(year), Some(kind)) => {
                write!(f, "{}/{year}/{kind}-{}", self.number, self.body)
            }
            (_, Some(year), None) => write!(f, "{}/{year}/{}", self.number, self.body),
            (_, None, Some(kind)) => write!(f, "{}/{kind}-{}", self.number, self.body),
            (_, None, None) => write!(f, "{}/{}", self.number, self.body),
        }
    }
}

/// Why a text is no số, ký hiệu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    /// Nothing is written.
    #[error("empty")]
    Empty,
    /// There is no running number in front.
    #[error("no running number")]
    NoNumber,
    /// The running number is too long.
    #[error("the running number is too long")]
    LongNumber,
    /// A space inside.
    #[error("a space inside")]
    Space,
    /// Neither "/" nor "-" behind the number.
    #[error("no separator behind the number")]
    NoSeparator,
    /// No symbol behind the separator.
    #[error("no symbol")]
    NoSymbol,
    /// A part of the symbol that is empty or does not begin with a capital.
    #[error("a part of the symbol is not in capitals")]
    Symbol,
    /// A year that cannot be.
    #[error("not a year")]
    Year,
}

/// Reads a số, ký hiệu.
///
/// # Errors
/// Tells the first thing that is not as it should be.
pub fn parse(text: &str) -> Result<Code, NoCode> {
    let text = crate::report::text::nfc(text.trim());
    let text =
        text.strip_prefix("số ").or_else(|| text.strip_prefix("Số ")).unwrap_or(&text).trim();
    if text.is_empty() {
        return Err(NoCode::Empty);
    }
    if text.contains(char::is_whitespace) {
        return Err(NoCode::Space);
    }
    let digits_end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(digits_end);
    if number.is_empty() {
        return Err(NoCode::NoNumber);
    }
    if number.len() > NUMBER_MAX {
        return Err(NoCode::LongNumber);
    }
    // "12a/QĐ-UBND": a number that was put in between.
    let between = rest.strip_prefix(['a', 'b', 'c', 'A', 'B']);
    let between = between.filter(|rest| rest.starts_with(['/', '-']));
    let number =
        between.map_or(number, |after| text.get(..text.len() - after.len()).unwrap_or(number));
    let rest = between.unwrap_or(rest);
    if let Some(symbol) = rest.strip_prefix('/') {
        state(number, symbol)
    } else if let Some(symbol) = rest.strip_prefix('-') {
        party(number, symbol)
    } else {
        Err(NoCode::NoSeparator)
    }
}

/// What stands behind "97/": [year/] symbol parts joined by hyphens.
fn state(number: &str, symbol: &str) -> Result<Code, NoCode> {
    let (year, symbol) = match symbol.split_once('/') {
        Some((year, symbol)) => {
            let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
            let year: i32 = year.parse().map_err(|_| NoCode::Year)?;
            if !is_year || !(1945..=2100).contains(&year) {
                return Err(NoCode::Year);
            }
            (Some(year), symbol)
        }
        None => (None, symbol),
    };
    check_symbol(symbol)?;
    let first = symbol.split('-').next().unwrap_or(symbol);
    let kind = KINDS.iter().find(|(short, _)| *short == first).map(|(short, _)| *short);
    let body = kind.and_then(|kind| symbol.strip_prefix(kind)?.strip_prefix('-'));
    let kind = body.and(kind).map(str::to_owned);
    let body = body.unwrap_or(symbol).to_owned();
    if body.chars().count() < 2 {
        return Err(NoCode::NoSymbol);
    }
    Ok(Code { number: number.to_owned(), year, kind, body, form: CodeForm::State })
}

/// What stands behind "193-": type/body.
fn party(number: &str, symbol: &str) -> Result<Code, NoCode> {
    let Some((kind, body)) = symbol.split_once('/') else {
        return Err(NoCode::NoSymbol);
    };
    check_symbol(kind)?;
    check_symbol(body)?;
    let (number, kind) = (number.to_owned(), Some(kind.to_owned()));
    Ok(Code { number, year: None, kind, body: body.to_owned(), form: CodeForm::Party })
}

fn check_symbol(symbol: &str) -> Result<(), NoCode> {
    if symbol.is_empty() {
        return Err(NoCode::NoSymbol);
    }
    for part in symbol.split(['-', '.', '&']) {
        let is_known = part.chars().all(char::is_alphanumeric);
        let begins = part.starts_with(char::is_uppercase);
        let capitals = part.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
        if !is_known || !begins || capitals * 2 < part.chars().count() {
            return Err(NoCode::Symbol);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_state_and_party_are_read_and_written_back() {
        for text in [
            "1432/UBND-TH",
            "193-KH/TU",
            "06/2022/QĐ-TTg",
            "453/BC-TCTĐA06",
            "252/PGDDT",
            "57-NQ/TW",
            "202/2025/QH15",
            "1667/NQ-UBTVQH15",
            "452/TTg-KSTT",
            "40-CT/TU",
            "961/KH-TTYT",
            "24/CT-TTg",
            "12a/QĐ-UBND",
            "01/2023/QĐ-UBND",
        ] {
            let code = parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(code.to_string(), text);
        }
        let code = parse("06/2022/QĐ-TTg").unwrap();
        assert_eq!((code.year, code.kind_words()), (Some(2022), Some("quyết định")));
        assert_eq!(
            parse("số 09/KH-UBND").unwrap().identity(),
            parse("9/KH-UBND").unwrap().identity()
        );
    }

    #[test]
    fn what_is_no_code_says_why() {
        for (text, why) in [
            ("", NoCode::Empty),
            ("/BC-UBND", NoCode::NoNumber),
            ("1432", NoCode::NoSeparator),
            ("1432/", NoCode::NoSymbol),
            ("1432 /UBND-TH", NoCode::Space),
            ("1432/ubnd-th", NoCode::Symbol),
            ("1432/UBND--TH", NoCode::Symbol),
            ("12/4/2023", NoCode::Year),
            ("06/1800/QĐ-TTg", NoCode::Year),
            ("193-KH", NoCode::NoSymbol),
            ("1234567/UBND", NoCode::LongNumber),
            ("70/168", NoCode::Symbol),
        ] {
            assert_eq!(parse(text), Err(why), "{text}");
        }
    }
}

//! The letters of TCVN3 and VNI-Windows, as they look when their bytes are read as Windows-1252.
//!
//! Sources: TCVN 5712:1993 (VN3, the "ABC" fonts `.Vn…`) and the tables of the VNI-Windows fonts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The 67 accented letters, each with its code in TCVN3. `.VnTimeH` and its sisters have the same
/// codes and draw them as capitals.
const TCVN3: &str = "\
    à=µ ả=¶ ã=· á=¸ ạ=¹ ă=¨ ằ=» ẳ=¼ ẵ=½ ắ=¾ ặ=Æ â=© ầ=Ç ẩ=È ẫ=É ấ=Ê ậ=Ë đ=® \
    è=Ì ẻ=Î ẽ=Ï é=Ð ẹ=Ñ ê=ª ề=Ò ể=Ó ễ=Ô ế=Õ ệ=Ö ì=× ỉ=Ø ĩ=Ü í=Ý ị=Þ \
    ò=ß ỏ=á õ=â ó=ã ọ=ä ô=« ồ=å ổ=æ ỗ=ç ố=è ộ=é ơ=¬ ờ=ê ở=ë ỡ=ì ớ=í ợ=î \
    ù=ï ủ=ñ ũ=ò ú=ó ụ=ô ư=\u{AD} ừ=õ ử=ö ữ=÷ ứ=ø ự=ù ỳ=ú ỷ=û ỹ=ü ý=ý ỵ=þ";

/// The capitals that TCVN3 has: those without a tone mark.
const TCVN3_CAPITALS: &str = "Ă=¡ Â=¢ Ê=£ Ô=¤ Ơ=¥ Ư=¦ Đ=§";

/// The 67 accented letters in VNI-Windows: a letter, or a letter and its marks. Capitals are the
/// capitals of both.
const VNI: &str = "\
    á=aù à=aø ả=aû ã=aõ ạ=aï ă=aê ắ=aé ằ=aè ẳ=aú ẵ=aü ặ=aë â=aâ ấ=aá ầ=aà ẩ=aå ẫ=aã ậ=aä đ=ñ \
    é=eù è=eø ẻ=eû ẽ=eõ ẹ=eï ê=eâ ế=eá ề=eà ể=eå ễ=eã ệ=eä í=í ì=ì ỉ=æ ĩ=ó ị=ò \
    ó=où ò=oø ỏ=oû õ=oõ ọ=oï ô=oâ ố=oá ồ=oà ổ=oå ỗ=oã ộ=oä ơ=ô ớ=ôù ờ=ôø ở=ôû ỡ=ôõ ợ=ôï \
    ú=uù ù=uø ủ=uû ũ=uõ ụ=uï ư=ö ứ=öù ừ=öø ử=öû ữ=öõ ự=öï ý=yù ỳ=yø ỷ=yû ỹ=yõ ỵ=î";

/// An encoding both ways.
pub(super) struct Table {
    /// From a letter of Unicode.
    codes: HashMap<char, &'static str>,
    /// Codes of one character.
    single: HashMap<char, char>,
    /// Codes of a letter and its marks.
    double: HashMap<(char, char), char>,
    /// Every character beyond ASCII that is part of a code.
    signs: HashSet<char>,
}

pub(super) static TCVN3_TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::empty();
    for (letter, code) in entries(TCVN3).chain(entries(TCVN3_CAPITALS)) {
        table.add(letter, code);
    }
    // A capital with a tone mark is written as the small letter, to be set in a font of capitals.
    for (letter, code) in entries(TCVN3) {
        table.codes.entry(capital(letter)).or_insert(code);
    }
    table
});

pub(super) static VNI_TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::empty();
    for (letter, code) in entries(VNI) {
        table.add(letter, code);
        let upper: String = code.chars().map(capital).collect();
        table.add(capital(letter), upper.leak());
        if let [base, mark] = code.chars().collect::<Vec<_>>().as_slice() {
            // Typed with the capital key held for one of both.
            table.double.insert((capital(*base), *mark), capital(letter));
            table.double.insert((*base, capital(*mark)), letter);
        }
    }
    for (from, to) in [(('y', 'ï'), 'ỵ'), (('Y', 'Ï'), 'Ỵ')] {
        table.double.insert(from, to);
    }
    table
});

fn entries(list: &'static str) -> impl Iterator<Item = (char, &'static str)> {
    let pairs = list.split(' ').filter_map(|entry| entry.split_once('='));
    pairs.filter_map(|(letter, code)| Some((letter.chars().next()?, code)))
}

/// The one capital of a letter.
pub(super) fn capital(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

impl Table {
    fn empty() -> Self {
        Self {
            codes: HashMap::new(),
            single: HashMap::new(),
            double: HashMap::new(),
            signs: HashSet::new(),
        }
    }

    fn add(&mut self, letter: char, code: &'static str) {
        self.codes.insert(letter, code);
        self.signs.extend(code.chars().filter(|c| !c.is_ascii()));
        let mut chars = code.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => {
                self.single.insert(only, letter);
            }
            (Some(base), Some(mark)) => {
                self.double.insert((base, mark), letter);
            }
            _ => {}
        }
    }

    /// Whether a character beyond ASCII can be part of a text in this encoding.
    pub(super) fn has(&self, c: char) -> bool {
        self.signs.contains(&c)
    }

    /// The text in Unicode, letter by letter; what is no code stays.
    pub(super) fn decode(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let pair = chars.peek().and_then(|mark| self.double.get(&(c, *mark)));
            if let Some(letter) = pair {
                out.push(*letter);
                chars.next();
            } else {
                out.push(self.single.get(&c).copied().unwrap_or(c));
            }
        }
        out
    }

    /// Composed Unicode text in this encoding; what it has no code for stays.
    pub(super) fn encode(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match self.codes.get(&c) {
                Some(code) => out.push_str(code),
                None => out.push(c),
            }
        }
        out
    }
}

/// The 67 accented small letters, in the order of the table.
#[cfg(test)]
pub(super) fn letters() -> Vec<char> {
    entries(TCVN3).map(|(letter, _)| letter).collect()
}

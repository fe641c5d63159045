//! Text of the years before Unicode: TCVN3 (`.VnTime`, "ABC"), VNI-Windows, Unicode with loose
//! marks, and UTF-8 that was read as Windows-1252. It is recognised by what it becomes, and is never taken for old without evidence.
//!
//! Bytes of an old encoding arrive as Latin letters: "Héi n«ng d©n" is "Hội nông dân" in TCVN3,
//! "Hoäi noâng daân" in VNI-Windows. A word is evidence when it is no Vietnamese syllable as it
//! stands and becomes one. Texts may be mixed: each word is judged by itself, and one that is right
//! both ways ("sè", "số" in TCVN3) goes with its neighbours. Words that are right as they stand, and
//! can be nothing else, are never touched.
//!
//! # What TCVN3 cannot tell
//!
//! It has no capitals with a tone mark: those are small letters in a font of capitals (`.VnTimeH`),
//! and a clipboard does not tell the font. [`decode`] makes a word all capitals when two of its
//! letters are ("CéNG" → "CỘNG"), or when one is and its neighbour is such a word ("X· HéI" → "XÃ HỘI");
//! otherwise the toned letter stays small ("®µ n½ng" in `.VnTimeH` becomes "đà nẵng").

mod evidence;
mod mojibake;
mod tables;

pub use self::evidence::{recognise, restore};

use self::tables::{TCVN3_TABLE, Table, VNI_TABLE};
use crate::report::text::nfc;

/// How Vietnamese letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712 VN3, the fonts `.Vn…`.
    Tcvn3,
    /// The fonts `VNI-…`.
    VniWindows,
    /// Unicode with marks as characters of their own.
    Decomposed,
    /// UTF-8 that was read as Windows-1252.
    Misread,
}

impl Encoding {
    /// Its name, as officials know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (.VnTime)",
            Self::VniWindows => "VNI-Windows",
            Self::Decomposed => "Unicode tổ hợp",
            Self::Misread => "UTF-8 bị đọc nhầm là Windows-1252",
        }
    }

    /// The old encodings, which need evidence.
    const OLD: [Self; 2] = [Self::Tcvn3, Self::VniWindows];

    fn table(self) -> Option<&'static Table> {
        match self {
            Self::Tcvn3 => Some(&TCVN3_TABLE),
            Self::VniWindows => Some(&VNI_TABLE),
            Self::Decomposed | Self::Misread => None,
        }
    }
}

/// A text that was recognised, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How it was written.
    pub encoding: Encoding,
    /// The text in composed Unicode.
    pub text: String,
}

/// What a text is meant to say, when it is written in another way than composed Unicode and that
/// is certain enough to be offered. `None` for a text that is right as it stands.
pub fn offered(text: &str) -> Option<Restored> {
    let encoding = recognise([text])?;
    let restored = restore(&[text], encoding).pop()?;
    (restored != text).then_some(Restored { encoding, text: restored })
}

/// The whole text from an encoding, without asking whether it is written so.
pub fn decode(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Decomposed => nfc(text),
        Encoding::Misread => mojibake::restored(text).unwrap_or_else(|| text.to_owned()),
        Encoding::VniWindows => VNI_TABLE.decode(text),
        Encoding::Tcvn3 => {
            let mut out = String::with_capacity(text.len());
            let words = evidence::words(text, &TCVN3_TABLE);
            let cases: Vec<_> = words.iter().map(|word| evidence::capitals(word.text)).collect();
            let mut end = 0;
            for (i, word) in words.iter().enumerate() {
                out.push_str(text.get(end..word.start).unwrap_or_default());
                out.push_str(&evidence::decoded(word.text, Encoding::Tcvn3, &cases, i));
                end = word.start + word.text.len();
            }
            out.push_str(text.get(end..).unwrap_or_default());
            out
        }
    }
}

/// A text in an encoding. Letters that it has no code for stay as they are; capitals with a tone
/// mark become small ones in TCVN3, which draws them in a font of capitals.
pub fn encode(text: &str, encoding: Encoding) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    if encoding == Encoding::Misread {
        return mojibake::garbled(&nfc(text));
    }
    match encoding.table() {
        Some(table) => table.encode(&nfc(text)),
        None => text.nfd().collect(),
    }
}

#[cfg(test)]
mod tests;

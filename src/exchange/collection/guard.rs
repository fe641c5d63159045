//! Keeps a workbook from outside small and plain before a reader of workbooks sees it.
//!
//! The parts are unpacked once, each up to its limit whatever the package says about its size, and
//! packed anew: only XML in UTF-8, nothing compressed, no name twice. What the reader would reserve
//! room for by a number in the file is looked at here.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::FormFileError;

/// The largest file, in bytes; a form has some tens of thousands, and agencies put photographs in it.
pub const BYTES_MAX: usize = 24 * 1024 * 1024;
/// The most that all parts that are read may have unpacked together, in bytes.
pub const INFLATED_BYTES_MAX: usize = 24 * 1024 * 1024;
/// The most parts.
const PARTS_MAX: usize = 1_024;
/// The most strings that a workbook may say it has.
const STRINGS_DIGITS_MAX: usize = 5;

/// What of a workbook is larger than in any form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swollen {
    /// The file, or all its parts together.
    File,
    /// How its cells look: pasting from old workbooks carries thousands of looks along.
    Styles,
    /// Its list of sheets, and of names for areas.
    Names,
    /// The cells of a sheet.
    Sheet,
    /// Its texts.
    Texts,
    /// Another part.
    Other,
}

impl Swollen {
    fn of(part: &str) -> Self {
        let part = part.to_lowercase();
        match () {
            () if part.ends_with("styles.xml") => Self::Styles,
            () if part.ends_with("workbook.xml") => Self::Names,
            () if part.ends_with("sharedstrings.xml") => Self::Texts,
            () if part.contains("worksheets/") => Self::Sheet,
            () => Self::Other,
        }
    }

    /// The most bytes of such a part. Looks and names are only junk, but what old workbooks leave of it is harmless.
    fn limit(self) -> usize {
        const MEGABYTE: usize = 1024 * 1024;
        match self {
            Self::Styles => 8 * MEGABYTE,
            Self::Names | Self::Sheet => 4 * MEGABYTE,
            Self::Texts => 2 * MEGABYTE,
            Self::Other | Self::File => MEGABYTE,
        }
    }
}

/// Whether a reader of cells has to see a part: pictures, drawings, print settings and macros are never looked at.
fn is_read(part: &str) -> bool {
    let part = part.to_lowercase();
    (part.ends_with(".xml") || part.ends_with(".rels")) && !part.contains("drawings/")
}

#[cfg(test)]
thread_local! {
    /// How much of packages was unpacked on this thread.
    pub(super) static UNPACKED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// The workbook with its XML parts only, none larger than its limit.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, FormFileError> {
    if bytes.len() > BYTES_MAX {
        return Err(FormFileError::TooLarge(Swollen::File));
    }
    let mut package =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormFileError::NotAWorkbook)?;
    if package.len() > PARTS_MAX {
        return Err(FormFileError::TooLarge(Swollen::File));
    }
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut total = 0_usize;
    for index in 0..package.len() {
        // A part with a password, or packed in a way that no spreadsheet uses.
        let part = package.by_index(index).map_err(|_| FormFileError::NotAWorkbook)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().map_err(|_| FormFileError::Damaged)?.into_owned();
        if !is_read(&name) {
            continue;
        }
        let kind = Swollen::of(&name);
        let left = INFLATED_BYTES_MAX.saturating_sub(total);
        let limit = kind.limit().min(left);
        let mut content = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        part.take(most).read_to_end(&mut content).map_err(|_| FormFileError::Damaged)?;
        if content.len() > limit {
            #[cfg(test)]
            UNPACKED.with(|unpacked| unpacked.set(unpacked.get() + content.len()));
            let kind = if limit < kind.limit() { Swollen::File } else { kind };
            return Err(FormFileError::TooLarge(kind));
        }
        #[cfg(test)]
        UNPACKED.with(|unpacked| unpacked.set(unpacked.get() + content.len()));
        total += content.len();
        if is_plain_xml(&content)? {
            clean.start_file(name, options).map_err(|_| FormFileError::Damaged)?;
            clean.write_all(&content).map_err(|_| FormFileError::Damaged)?;
        }
    }
    let clean = clean.finish().map_err(|_| FormFileError::Damaged)?;
    Ok(clean.into_inner())
}

/// Whether a part is XML; pictures and the like are left out.
fn is_plain_xml(content: &[u8]) -> Result<bool, FormFileError> {
    let Ok(text) = std::str::from_utf8(content) else {
        return Ok(false);
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') || text.contains('\0') {
        return Ok(false);
    }
    let head = text.split("?>").next().unwrap_or_default();
    let says_encoding = text.starts_with("<?xml") && head.contains("encoding");
    if says_encoding && !head.to_lowercase().contains("utf-8") {
        return Err(FormFileError::Damaged);
    }
    if promises_too_much(text) { Err(FormFileError::TooLarge(Swollen::Texts)) } else { Ok(true) }
}

/// Whether the table of strings says that it is longer than any form needs: the reader would reserve
/// room for as many.
fn promises_too_much(text: &str) -> bool {
    text.split("uniqueCount").skip(1).any(|rest| {
        let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
        digits.chars().take_while(char::is_ascii_digit).count() > STRINGS_DIGITS_MAX
    })
}

//! Keeps a workbook from outside small and plain before a reader of workbooks sees it.
//!
//! The parts are unpacked once, each up to its limit whatever the package says about its size, and
//! packed anew: only XML in UTF-8, nothing compressed, no name twice. What the reader would reserve
//! room for by a number in the file is looked at here.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::FormFileError;

/// The largest file, in bytes; a form has some tens of thousands.
pub const BYTES_MAX: usize = 2 * 1024 * 1024;
/// The most that all parts together may have unpacked, in bytes.
pub const INFLATED_BYTES_MAX: usize = 12 * 1024 * 1024;
/// The most parts.
const PARTS_MAX: usize = 256;
/// The most strings that a workbook may say it has.
const STRINGS_DIGITS_MAX: usize = 5;

/// The most bytes of a part: cells need room, looks need none.
fn limit(name: &str) -> usize {
    let name = name.to_lowercase();
    if name.ends_with("styles.xml") {
        256 * 1024
    } else if name.contains("worksheets/") {
        4 * 1024 * 1024
    } else if name.ends_with("sharedstrings.xml") {
        2 * 1024 * 1024
    } else {
        1024 * 1024
    }
}

/// The workbook with its XML parts only, none larger than its limit.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, FormFileError> {
    if bytes.len() > BYTES_MAX {
        return Err(FormFileError::TooLarge);
    }
    let mut package =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormFileError::NotAWorkbook)?;
    if package.len() > PARTS_MAX {
        return Err(FormFileError::TooLarge);
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
        let limit = limit(&name).min(INFLATED_BYTES_MAX.saturating_sub(total));
        let mut content = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        part.take(most).read_to_end(&mut content).map_err(|_| FormFileError::Damaged)?;
        if content.len() > limit {
            return Err(FormFileError::TooLarge);
        }
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
    if promises_too_much(text) { Err(FormFileError::TooLarge) } else { Ok(true) }
}

/// Whether the table of strings says that it is longer than any form needs: the reader would reserve
/// room for as many.
fn promises_too_much(text: &str) -> bool {
    text.split("uniqueCount").skip(1).any(|rest| {
        let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
        digits.chars().take_while(char::is_ascii_digit).count() > STRINGS_DIGITS_MAX
    })
}

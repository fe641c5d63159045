//! The first bytes of a file, read before SQLite is let near it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::error::{StoreError, io_error};
use super::key::{CAN_ENCRYPT, Key};
use super::schema::{APPLICATION_ID, SCHEMA_VERSION};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_BYTES: usize = 100;
/// Where the numbers of the formats stand that a program must know to write and to read the file.
const FORMATS: std::ops::Range<usize> = 18..20;
/// 1, and 2 with a write-ahead log: there are no others.
const FORMAT_MAX: u8 = 2;
const PAGE_BYTES: usize = 4096;
/// Two pages tell a file that is encrypted from one of which the first page is damaged.
const SEEN_BYTES: usize = 2 * PAGE_BYTES;
/// How files begin that are as hard to tell from chance as an encrypted one: packages of Office, pictures, archives.
const OTHER_MAGIC: [&[u8]; 8] = [
    b"PK",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
];

/// How a data file lies on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileForm {
    Plain,
    /// Nothing of it can be read without its key.
    Encrypted,
}

fn big_endian(header: &[u8], at: usize) -> i32 {
    let bytes = header.get(at..at + 4).and_then(|b| b.try_into().ok());
    bytes.map_or(0, i32::from_be_bytes)
}

/// The key that a file is opened with, of the one that was given: none where it is not encrypted.
pub(super) fn key_of<'k>(
    path: &Path,
    given: Option<&'k Key>,
) -> Result<Option<&'k Key>, StoreError> {
    match check_header(path)? {
        FileForm::Plain => Ok(None),
        FileForm::Encrypted => match given.filter(|_| CAN_ENCRYPT) {
            Some(key) => Ok(Some(key)),
            None => Err(StoreError::Encrypted { path: path.to_owned() }),
        },
    }
}

/// Looks at the header of a file without letting SQLite near it.
fn check_header(path: &Path) -> Result<FileForm, StoreError> {
    let meta = path.metadata().map_err(io_error(path, "find"))?;
    let owned = || path.to_owned();
    if !meta.is_file() {
        return Err(StoreError::NotAFile { path: owned() });
    }
    if meta.len() == 0 {
        return Err(StoreError::Empty { path: owned() });
    }
    let mut header = Vec::with_capacity(SEEN_BYTES);
    let file = File::open(path).map_err(io_error(path, "open"))?;
    file.take(SEEN_BYTES as u64).read_to_end(&mut header).map_err(io_error(path, "read"))?;
    if looks_encrypted(&header) {
        return Ok(FileForm::Encrypted);
    }
    if header.len() < HEADER_BYTES || !header.starts_with(MAGIC) {
        return Err(StoreError::NotADatabase { path: owned() });
    }
    // With another number there SQLite only reads, and says so only when something is to be saved.
    if header.get(FORMATS).is_some_and(|formats| formats.iter().any(|format| *format > FORMAT_MAX))
    {
        return Err(StoreError::Corrupt { detail: "file format".to_owned(), path: owned() });
    }
    check_identity(big_endian(&header, 68), big_endian(&header, 60), path)?;
    Ok(FileForm::Plain)
}

/// Whether a file that begins so looks like one that is encrypted: like chance from the first page on, and like nothing
/// else that looks so.
fn looks_encrypted(beginning: &[u8]) -> bool {
    let pages = beginning.chunks_exact(PAGE_BYTES);
    let is_other = OTHER_MAGIC.iter().any(|magic| beginning.starts_with(magic));
    pages.len() > 0 && !is_other && pages.into_iter().all(looks_like_chance)
}

fn looks_like_chance(page: &[u8]) -> bool {
    // Of 4096 bytes by chance each value is there 16 times. The squares of how far the counts are from that, each
    // divided by it, add up to 255 on average and hardly ever to half as much more; in a text or a
    // database to many thousands.
    let mut counts = [0_u32; 256];
    for byte in page {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let squares: u32 = counts.iter().map(|count| count.abs_diff(16).pow(2)).sum();
    let deviation = squares / 16;
    (128..384).contains(&deviation)
}

pub(super) fn check_identity(
    application_id: i32,
    version: i32,
    path: &Path,
) -> Result<(), StoreError> {
    let path = path.to_owned();
    if application_id != APPLICATION_ID {
        Err(StoreError::OtherProgram { application_id, path })
    } else if version > SCHEMA_VERSION {
        Err(StoreError::TooNew { version, newest: SCHEMA_VERSION, path })
    } else if version < 1 {
        Err(StoreError::TooOld { version, path })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes by chance, the same in every run.
    fn by_chance(seed: u64) -> Vec<u8> {
        let mut random = super::super::samples::Random::new(seed);
        (0..PAGE_BYTES).map(|_| u8::try_from(random.below(256)).unwrap()).collect()
    }

    #[test]
    fn what_is_by_chance_looks_encrypted_and_nothing_else_does() {
        for seed in 0..500 {
            assert!(looks_encrypted(&by_chance(seed)), "{seed}");
        }
        let counting: Vec<u8> = (0..PAGE_BYTES).map(|at| u8::try_from(at % 256).unwrap()).collect();
        let text = "Báo cáo Đề án 06, tháng 5 năm 2023. ".repeat(200).into_bytes();
        let mut package = by_chance(1);
        package[..2].copy_from_slice(b"PK");
        let mut half = by_chance(2);
        half[2048..].fill(0);
        // A database of which the first page was damaged.
        let damaged = [by_chance(4), vec![0; PAGE_BYTES]].concat();
        for other in [
            counting,
            text,
            package,
            half,
            damaged,
            vec![0; PAGE_BYTES],
            by_chance(3)[1..].to_vec(),
        ] {
            assert!(!looks_encrypted(&other));
        }
    }
}

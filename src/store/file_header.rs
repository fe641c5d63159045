//! The first bytes of a file, read before SQLite is let near it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::error::{StoreError, io_error};
use super::schema::{APPLICATION_ID, SCHEMA_VERSION};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_BYTES: usize = 100;

fn big_endian(header: &[u8], at: usize) -> i32 {
    let bytes = header.get(at..at + 4).and_then(|b| b.try_into().ok());
    bytes.map_or(0, i32::from_be_bytes)
}

/// Looks at the header of a file without letting SQLite near it.
pub(super) fn check_header(path: &Path) -> Result<(), StoreError> {
    let meta = path.metadata().map_err(io_error(path, "find"))?;
    let owned = || path.to_owned();
    if !meta.is_file() {
        return Err(StoreError::NotAFile { path: owned() });
    }
    if meta.len() == 0 {
        return Err(StoreError::Empty { path: owned() });
    }
    let mut header = Vec::with_capacity(HEADER_BYTES);
    let file = File::open(path).map_err(io_error(path, "open"))?;
    file.take(HEADER_BYTES as u64).read_to_end(&mut header).map_err(io_error(path, "read"))?;
    if header.len() < HEADER_BYTES || !header.starts_with(MAGIC) {
        return Err(StoreError::NotADatabase { path: owned() });
    }
    check_identity(big_endian(&header, 68), big_endian(&header, 60), path)
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

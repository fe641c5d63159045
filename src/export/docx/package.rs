//! Packing: what every report has in common is compressed once, with the skeleton, and copied as it is.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::ExportError;

/// The date of every entry is the beginning of the calendar of zip files.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// The parts as one package, in their order.
pub(super) fn packed<N: AsRef<str>, C: AsRef<[u8]>>(
    parts: &[(N, C)],
) -> Result<Vec<u8>, ExportError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package.start_file(name.as_ref(), options())?;
        package.write_all(content.as_ref())?;
    }
    Ok(package.finish()?.into_inner())
}

/// The package with some of its parts written anew.
pub(super) fn filled(packed: &[u8], written: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, ExportError> {
    let mut skeleton = ZipArchive::new(Cursor::new(packed))?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..skeleton.len() {
        let entry = skeleton.by_index_raw(i)?;
        let name = entry.name()?.into_owned();
        match written.iter().find(|(part, _)| *part == name) {
            None => package.raw_copy_file(entry)?,
            Some((_, content)) => {
                package.start_file(name, options())?;
                package.write_all(content)?;
            }
        }
    }
    Ok(package.finish()?.into_inner())
}

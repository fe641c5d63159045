//! What leaves the program: reports, findings and tables as files and for the clipboard.

pub mod export_format;
pub mod exports;
pub mod finding_json;

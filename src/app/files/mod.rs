//! What leaves the program as files: reports and findings, and the formats they are written in.

pub mod aside;
pub mod export_format;
pub mod exports;
pub mod finding_json;

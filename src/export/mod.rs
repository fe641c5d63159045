//! Finished documents as Word, PDF, Excel and CSV files, tables for the clipboard, and writing files
//! whole or not at all.
//!
//! **Invariant:** same report, same bytes: constant dates and a fixed order inside the packages, no
//! clock, no machine or account name, so that two files can be compared and a test can prove what is written.

mod clip;
mod csv;
pub mod docx;
mod figure_list;
pub mod file;
mod grid;
pub mod pdf;
pub mod xlsx;
mod xml;

pub use clip::{Clip, Copied, clip, clip_cells, clip_in_order};
pub use csv::csv;
pub use docx::docx;
pub use xlsx::xlsx;

/// Why a document could not be made. None of them is about the report: whatever stands in it,
/// a file can be made of it.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// XML could not be written.
    #[error("writing XML")]
    Xml(#[from] std::io::Error),
    /// The parts could not be packed.
    #[error("packing the document")]
    Package(#[from] zip::result::ZipError),
    /// The workbook could not be made.
    #[error("making the workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The PDF could not be made.
    #[error("making the PDF: {0}")]
    Pdf(String),
    /// The skeleton has no section properties with a page size.
    #[error("the Word skeleton has no page set-up")]
    Skeleton,
}

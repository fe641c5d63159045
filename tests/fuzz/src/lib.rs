//! What must hold whatever comes from outside. The fuzz targets and the ordinary tests
//! (`tests/it/test_hostile.rs`, in every run) ask the same.
//!
//! `tests/fuzz/run [SECONDS [TARGET...]]` builds the targets with the toolchain of the program and runs each
//! for so long; it tells how often, what it reached and whether anything was found. It needs a C++ compiler.
//!
//! - `template`, `report`: any file as a template or a report; JSON is changed value by value as well.
//! - `clipboard`: any text as a block of cells.
//! - `form`, `skeleton`: any file as a filled form (.xlsx) or as an office's own Word document (.docx); packages
//!   are unpacked, changed part by part, and packed anew.
//! - `data_file`: a data file, closed or left behind by a killed program, of which bits, pages, its log or rows
//!   were changed.
//!
//! Besides what each of them asks, no input may take more than [`bounds::TIME_MAX`] of the processor or
//! [`bounds::BYTES_MAX`] of memory. What a target finds is written under `artifacts`; `run 0 TARGET FILE` does
//! it again. It becomes a test first: a file in `seeds`, or a case beside the code.

pub mod bounds;
pub mod clipboard;
pub mod data_file;
pub mod form;
pub mod mutations;
pub mod report;
pub mod seeds;
pub mod skeleton;
pub mod template;

/// From now on a panic does not end the process by itself: the reader of workbooks is not ours, and
/// what it trips over is caught by the program. The first hundred are told.
pub fn kept_panics() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    std::panic::set_hook(Box::new(|info| {
        if TOLD.fetch_add(1, Ordering::Relaxed) < 100 {
            eprintln!("panic: {info}");
        }
    }));
}

/// Does something, and ends the process when a panic of it was not caught, or when it took too much.
pub fn within_bounds(bytes: &[u8], hold: impl FnOnce()) {
    let begun = bounds::Spent::begin();
    if std::panic::catch_unwind(std::panic::AssertUnwindSafe(hold)).is_err() {
        std::process::abort();
    }
    if let Some(excess) = begun.excess() {
        eprintln!("{} bytes took {excess}", bytes.len());
        std::process::abort();
    }
}

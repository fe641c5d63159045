//! What must hold whatever comes from outside. The fuzz targets and the ordinary tests
//! (`tests/it/test_hostile.rs`, on stable, in every run) ask the same.
//!
//! A target runs until it finds something, or is stopped, from the folder of the repository; it needs
//! a nightly toolchain, `cargo install cargo-fuzz` and a C++ compiler:
//!
//! ```text
//! cd tests/fuzz
//! mkdir -p corpus/clipboard
//! cargo +nightly fuzz run --fuzz-dir . clipboard corpus/clipboard seeds/clipboard -- -max_total_time=300
//! ```
//!
//! - `clipboard`: any text as a block of cells ([`clipboard::holds`]).
//! - `form_part`: a real form with one of its parts replaced; the first byte says which ("0" the sheet
//!   with the figures, "1" the hidden one, and so on as in [`form::PARTS`]).
//! - `form_package`: any bytes as a filled form.
//!
//! What a target finds is written under `artifacts`. It becomes a test first: a file in `seeds`, or a case
//! beside the code.

pub mod clipboard;
pub mod form;

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
    std::sync::LazyLock::force(&form::SENT);
}

/// Does something, and ends the process when a panic of it was not caught.
pub fn unless_kept(hold: impl FnOnce()) {
    if std::panic::catch_unwind(std::panic::AssertUnwindSafe(hold)).is_err() {
        std::process::abort();
    }
}

//! Any text on the clipboard.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::within_bounds(bytes, || held::clipboard::holds(&String::from_utf8_lossy(bytes)));
});

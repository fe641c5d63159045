//! Any text on the clipboard.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| held::clipboard::holds(&String::from_utf8_lossy(bytes)));

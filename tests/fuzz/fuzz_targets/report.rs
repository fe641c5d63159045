//! Any file as a report.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::within_bounds(bytes, || held::report::holds(&String::from_utf8_lossy(bytes)));
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    held::mutations::json(data, size, max_size, seed)
});

//! A data file to which anything was done: the bytes say what.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::within_bounds(bytes, || held::data_file::holds(bytes));
});

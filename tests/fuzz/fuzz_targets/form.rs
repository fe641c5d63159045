//! Any file as a filled form.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::within_bounds(bytes, || held::form::package_holds(bytes));
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    held::mutations::package(data, size, max_size, seed)
});

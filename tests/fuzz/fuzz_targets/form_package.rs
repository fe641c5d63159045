//! Any bytes as a filled form.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::unless_kept(|| held::form::package_holds(bytes));
});

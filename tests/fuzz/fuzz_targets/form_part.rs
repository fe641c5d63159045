//! A real form in which one part is any bytes: the first byte says which.

#![no_main]

libfuzzer_sys::fuzz_target!(init: held::kept_panics(), |bytes: &[u8]| {
    held::unless_kept(|| held::form::part_holds(bytes));
});

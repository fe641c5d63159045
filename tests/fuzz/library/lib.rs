//! The rooms of the program (`src/lib.rs`) that stand below its window and its command line.

#[path = "../../../src/app/mod.rs"]
pub mod app;
#[path = "../../../src/calc/mod.rs"]
pub mod calc;
#[path = "../../../src/disk/mod.rs"]
pub mod disk;
#[path = "../../../src/document/mod.rs"]
pub mod document;
#[path = "../../../src/exchange/mod.rs"]
pub mod exchange;
#[path = "../../../src/export/mod.rs"]
pub mod export;
#[path = "../../../src/pages/mod.rs"]
pub mod pages;
#[path = "../../../src/report/mod.rs"]
pub mod report;
#[path = "../../../src/store/mod.rs"]
pub mod store;

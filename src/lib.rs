//! Báo cáo 06: the monthly Đề án 06 report of an office, from the keyboard to Word.

pub mod app;
pub mod calc;

pub mod document;
pub mod exchange;
pub mod export;
pub mod report;
pub mod store;
pub mod ui;

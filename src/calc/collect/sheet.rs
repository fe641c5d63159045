//! The layout that the writer and the reader of the form agree on.

/// The sheet that is filled in.
pub const FORM: &str = "Phiếu thu thập";
/// The sheet with the stamp, which no menu shows.
pub const STAMP: &str = "bc06";
/// What the stamp begins with, and the version of the layout.
pub const FORMAT: &str = "baocao06/phieu-thu-thap";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The hidden column of the keys, from 0.
pub const KEY_COLUMN: u16 = 0;
/// The column with what each figure is called, from 0.
pub const LABEL_COLUMN: u16 = 2;
/// The column that is filled in, from 0.
pub const VALUE_COLUMN: u16 = 4;

/// The rows of the stamp, from 0: name in the first column, value in the second.
pub const STAMP_ROWS: [&str; 8] = [
    "format",
    "format_version",
    "office",
    "office_name",
    "period",
    "template",
    "template_version",
    "agency",
];

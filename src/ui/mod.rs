//! The window: screens, widgets, theme. Draws state and sends commands; it sees no SQL and writes
//! no files.

pub mod backups;
pub mod cells;
pub mod checks;
pub mod chrome;
pub mod collect;
pub mod data_check;
pub mod data_strip;
pub mod desk;
pub mod details;
pub mod field_id;
pub mod figure_text;
pub mod finder;
pub mod forms;
pub mod help;
pub mod history;
pub mod input;
pub mod intent;
mod log_off;
pub mod measure;
pub mod new_report;
pub mod offices;
pub mod open_report;
pub mod pane;
pub mod paste;
pub mod preview;
pub mod reports;
pub mod run;
pub mod serif;
pub mod spot;
pub mod start;
pub mod system;
pub mod theme;
pub mod widgets;
pub mod window;

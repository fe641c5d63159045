//! The window: screens, widgets, theme. Draws state and sends commands; it sees no SQL and writes
//! no files.

pub mod cells;
pub mod checks;
pub mod chrome;
pub mod collect;
pub mod desk;
pub mod details;
pub mod field_id;
pub mod finder;
pub mod forms;
pub mod help;
pub mod history;
pub mod input;
pub mod measure;
pub mod month;
pub mod months;
pub mod paste;
pub mod preview;
pub mod run;
pub mod serif;
pub mod spot;
pub mod start;
pub mod system;
pub mod theme;
pub mod widgets;
pub mod window;

//! What a report is: template, figures, values, periods, offices, numbers, text.
//!
//! **Invariant:** pure. No file, clock, thread, SQL, serde or egui; time and ids come in as
//! arguments; nothing here can fail on the outside world.

pub mod change;
pub mod check;
pub mod content;
pub mod figure;
pub mod key;
pub mod letterhead;
pub mod look;
pub mod names;
pub mod number;
pub mod office;
pub mod period;
pub mod section;
pub mod sentence;
pub mod template;
pub mod template_check;
pub mod text;
pub mod value;

mod check_relations;

//! What follows from the figures of a report: totals, rates, printed forms, sentences,
//! completeness, the year so far, the next month, what contradicts itself, and what prose says ([`text`]).
//!
//! **Invariant:** pure, like `report`. A calculation returns a value with a state
//! ([`results::Outcome::Undefined`] is a value), never an error.

pub mod block;
pub mod carry;
pub mod check;
pub mod collect;
pub mod comments;
pub mod compare;
mod context;
pub mod days;
mod declined;
pub mod fragment;
pub mod history;
pub mod lasting;
pub mod next_report;
pub mod office_words;
pub mod personal;
pub mod print;
pub mod progress;
pub mod prose;
pub mod rate;
pub mod results;
pub mod text;
pub mod wording;
pub mod year;

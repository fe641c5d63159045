//! What is wrong in the form of a JSON file, out of what the reader of JSON says in English. Its
//! sentences are stable (they are documented by the methods of `serde::de::Error`); one that is not
//! known becomes a wrong type or a slip of syntax, never a sentence an official cannot read.

use serde_json::error::Category;

use crate::report::fault::{FormFault, NeededType};

/// The fault that an error of the reader tells of.
pub(super) fn of(err: &serde_json::Error) -> FormFault {
    match err.classify() {
        Category::Data => of_data(&err.to_string()),
        Category::Eof => FormFault::CutOff,
        Category::Syntax | Category::Io => FormFault::Syntax,
    }
}

fn of_data(words: &str) -> FormFault {
    let mut names = words.split('`').skip(1).step_by(2).map(str::to_owned);
    let mut first = || names.next().unwrap_or_default();
    if words.starts_with("unknown field") {
        FormFault::UnknownField { found: first(), known: names.collect() }
    } else if words.starts_with("unknown variant") {
        FormFault::UnknownWord { found: first(), known: names.collect() }
    } else if words.starts_with("missing field") {
        FormFault::MissingField(first())
    } else if words.starts_with("duplicate") {
        FormFault::Twice(first())
    } else if words.contains("is not a decimal") {
        FormFault::Number(first())
    } else if words.contains("is not a day") {
        FormFault::Day(first())
    } else if words.contains("is not a moment") {
        FormFault::Moment(first())
    } else if words.starts_with("the days are reversed") {
        FormFault::Reversed
    } else {
        FormFault::WrongType(needed(words))
    }
}

/// What the format has in this place, when the reader of JSON names it.
fn needed(words: &str) -> Option<NeededType> {
    let (_, expected) = words.split_once(", expected ")?;
    let begins = |starts: &[&str]| starts.iter().any(|start| expected.starts_with(start));
    if begins(&["a text", "a string", "a borrowed string", "a character"]) {
        Some(NeededType::Text)
    } else if begins(&["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "an integer"]) {
        Some(NeededType::Number)
    } else if begins(&["a sequence", "tuple", "an array"]) {
        Some(NeededType::List)
    } else if begins(&["struct", "a map", "an object"]) {
        Some(NeededType::Fields)
    } else {
        None
    }
}

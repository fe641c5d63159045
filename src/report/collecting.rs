//! What became of the form that an agency is sent: when it went out and how, and when it came back. The program knows only
//! what it did itself; the rest is said by whoever works with it.

use chrono::NaiveDate;

use super::names::named_enum;

named_enum! {
    /// On which way a form went out, as far as the program knows.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum FormWay {
        /// It was written as a file.
        Exported = "exported",
        /// A letter with it was begun in the mail program; whether it was sent only that knows.
        Letter = "letter",
        /// Somebody says that it was sent.
        Said = "said",
    }
}

/// That a form went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormSent {
    /// On which day.
    pub day: NaiveDate,
    /// How.
    pub way: FormWay,
}

/// That a form came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAnswered {
    /// On which day.
    pub day: NaiveDate,
    /// The file that was taken over; empty where somebody only says that it came.
    pub file: String,
}

/// What became of the form of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormState {
    /// When it went out last; none while it did not.
    pub sent: Option<FormSent>,
    /// When it came back; none while it did not.
    pub answered: Option<FormAnswered>,
}

impl FormState {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.sent.is_none() && self.answered.is_none()
    }

    /// Whether the agency has a form and has not given it back.
    pub fn is_awaited(&self) -> bool {
        self.sent.is_some() && self.answered.is_none()
    }
}

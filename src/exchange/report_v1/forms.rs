//! What became of the forms of agencies, in a report file.

use serde::{Deserialize, Serialize};

use super::ReportFileError;
use super::read::day;
use crate::exchange::by_name::ByName;
use crate::exchange::wire::Lines;
use crate::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use crate::report::period::iso_day;

/// What became of a form.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormStateV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<SentV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<AnsweredV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentV1 {
    day: String,
    way: ByName<FormWay>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnsweredV1 {
    day: String,
    #[serde(default)]
    file: Lines,
}

impl FormStateV1 {
    pub(super) fn of(state: &FormState) -> Self {
        let sent = |sent: FormSent| SentV1 { day: iso_day(sent.day), way: ByName(sent.way) };
        let answered = |answered: &FormAnswered| AnsweredV1 {
            day: iso_day(answered.day),
            file: Lines(answered.file.clone()),
        };
        Self { sent: state.sent.map(sent), answered: state.answered.as_ref().map(answered) }
    }

    pub(super) fn state(self) -> Result<FormState, ReportFileError> {
        let sent = self
            .sent
            .map(|sent| Ok(FormSent { day: day("forms › sent", &sent.day)?, way: sent.way.0 }));
        let answered = self.answered.map(|answered| {
            Ok(FormAnswered {
                day: day("forms › answered", &answered.day)?, file: answered.file.0
            })
        });
        Ok(FormState { sent: sent.transpose()?, answered: answered.transpose()? })
    }
}

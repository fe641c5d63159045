//! How an office wants its reports checked, as the data file keeps it: JSON, version 1. What a newer
//! program wrote and this one does not know is passed over.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calc::check::{SLIP_PERIODS, Settings};

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ChecksV1 {
    muted: BTreeSet<String>,
    slip_periods: Option<usize>,
    slip_least: Option<String>,
    words: BTreeSet<String>,
}

/// The settings as JSON.
pub fn write_settings(settings: &Settings) -> String {
    let Settings { muted, slip_periods, slip_least, words } = settings;
    let file = ChecksV1 {
        muted: muted.clone(),
        slip_periods: Some(*slip_periods),
        slip_least: Some(slip_least.to_string()),
        words: words.clone(),
    };
    // Writing strings and numbers to memory cannot fail.
    serde_json::to_string(&file).unwrap_or_else(|err| unreachable!("plain data: {err}"))
}

/// Reads settings. What cannot be read is as it is for a new office.
pub fn read_settings(json: &str) -> Settings {
    let file: ChecksV1 = serde_json::from_str(json).unwrap_or_default();
    let usual = Settings::default();
    let least = file.slip_least.and_then(|text| text.parse::<Decimal>().ok());
    let mut settings = Settings {
        muted: file.muted,
        slip_periods: file
            .slip_periods
            .filter(|n| SLIP_PERIODS.contains(n))
            .unwrap_or(usual.slip_periods),
        slip_least: least.filter(|least| !least.is_sign_negative()).unwrap_or(usual.slip_least),
        words: BTreeSet::new(),
    };
    file.words.iter().for_each(|word| settings.learn(word));
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written() {
        let mut settings = Settings {
            muted: BTreeSet::from(["slips".to_owned()]),
            slip_periods: 3,
            slip_least: Decimal::new(5, 1),
            ..Settings::default()
        };
        settings.learn("iGate XQZW");
        assert_eq!(read_settings(&write_settings(&settings)), settings);
        assert_eq!(read_settings("{}"), Settings::default());
    }

    #[test]
    fn what_cannot_be_used_is_as_usual() {
        let json = r#"{"slip_periods": 0, "slip_least": "-1", "words": ["12", "bc"], "new": 1}"#;
        let mut expected = Settings::default();
        expected.learn("bc");
        assert_eq!(read_settings(json), expected);
        assert_eq!(read_settings("no JSON"), Settings::default());
    }
}

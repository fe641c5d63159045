//! The values that a finding rests on, in short: a reason holds for them and for no others.

use super::finding::{Limit, Matter};
use super::texts;
use crate::calc::declined::short;

/// The values a finding rests on, in short. Numbers count as they look: 92,4 is not 92,40.
pub(super) fn fingerprint(matter: &Matter) -> String {
    let mut text = String::new();
    for reading in matter.readings() {
        let period = reading.period.map(|period| period.to_string()).unwrap_or_default();
        let word = reading.qualifier.map_or("", |qualifier| qualifier.word());
        text.push_str(&format!("{}@{period}={word} {};", reading.figure, reading.number));
    }
    match matter {
        Matter::Blank(keys) | Matter::Unconfirmed(keys) => {
            text.extend(keys.iter().map(|key| format!("{key};")));
        }
        Matter::Unreadable(typed) => text.push_str(typed),
        // Not the days themselves: an office whose periods always share a day explains it once.
        Matter::PeriodOverlaps { days, .. } => text.push_str(&format!("overlap {days}")),
        Matter::PeriodGap { days, .. } => text.push_str(&format!("gap {days}")),
        Matter::TargetMissed { target, .. } => text.push_str(&target.to_string()),
        // A reason for 75,07 beside 75,06 is none beside 59,82.
        Matter::PrintedDiffers { computed, .. } => text.push_str(&computed.to_string()),
        Matter::TextNumber(typed) => {
            text.push_str(&format!("{} {:?}", typed.number.normalize(), typed.bound));
        }
        Matter::Document { name, found } => text.push_str(&texts::days_of(name, found)),
        Matter::Style { written, .. } => text.push_str(written),
        Matter::Misspelled { word, .. } => text.push_str(word),
        Matter::OldEncoding { written, .. } => text.push_str(written),
        Matter::OfficeWord { office, written, .. } => {
            text.push_str(&format!("{office} {written}"));
        }
        Matter::SaidBefore(said) => text.push_str(&said.join(" ")),
        Matter::Persons { written, .. } => text.push_str(&written.join(" ")),
        Matter::OutOfBounds { limit: Limit::Least(limit), .. } => {
            text.push_str(&format!("least {limit}"));
        }
        Matter::OutOfBounds { limit: Limit::Most(limit), .. } => {
            text.push_str(&format!("most {limit}"));
        }
        Matter::Changed { limit, .. } => text.push_str(&format!("limit {limit}")),
        Matter::RoundedOtherwise { expected, .. } => text.push_str(&expected.to_string()),
        // The readings say all.
        Matter::NotEqual(_)
        | Matter::PartAboveWhole { .. }
        | Matter::ShareAboveAll(_)
        | Matter::SumDiffers { .. }
        | Matter::BalanceDiffers { .. }
        | Matter::Fell { .. }
        | Matter::Slipped { .. }
        | Matter::CumulativeDiffers { .. }
        | Matter::WholesDiffer(_) => {}
    }
    short(&text)
}

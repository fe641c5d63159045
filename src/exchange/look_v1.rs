//! How an office wants its reports, as the data file keeps it: JSON, version 1. What a newer program
//! wrote and this one does not know is passed over, so that nobody loses more than a choice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::key::{FigureKey, ItemKey};
use crate::report::look::{
    Citations, Dash, FirstLine, Habits, LineSpacing, Look, Presence, Profile, SizeOf, Trace,
};
use crate::report::template::Placement;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct LookV1 {
    profile: String,
    addressees: Option<bool>,
    en_dash: Option<bool>,
    end_mark: Option<bool>,
    full_citations: Option<bool>,
    sizes: BTreeMap<String, u8>,
    first_line_1cm: bool,
    line_percent: Option<u8>,
    tables: BTreeMap<String, String>,
    charts: Vec<String>,
    trace: bool,
}

/// The look as JSON.
pub fn write_look(look: &Look) -> String {
    let Look { profile, habits, sizes, first_line, line_spacing, tables, charts, trace } = look;
    let file = LookV1 {
        profile: profile_name(*profile).to_owned(),
        addressees: Some(habits.addressees == Presence::Printed),
        en_dash: Some(habits.dash == Dash::En),
        end_mark: Some(habits.end_mark == Presence::Printed),
        full_citations: Some(habits.citations == Citations::InFull),
        sizes: sizes.iter().map(|(of, size)| (size_name(*of).to_owned(), *size)).collect(),
        first_line_1cm: *first_line == FirstLine::Cm1,
        line_percent: Some(line_spacing.percent()),
        tables: tables
            .iter()
            .map(|(key, placement)| (key.to_string(), placement_name(*placement).to_owned()))
            .collect(),
        charts: charts.iter().map(ToString::to_string).collect(),
        trace: *trace == Trace::On,
    };
    // Writing strings, numbers and maps with text keys to memory cannot fail.
    serde_json::to_string(&file).unwrap_or_else(|err| unreachable!("plain data: {err}"))
}

/// Reads a look. What cannot be read is as it is for a new office.
pub fn read_look(json: &str) -> Look {
    let file: LookV1 = serde_json::from_str(json).unwrap_or_default();
    let usual = Habits::default();
    let presence = |printed: Option<bool>, usual: Presence| match printed {
        Some(true) => Presence::Printed,
        Some(false) => Presence::LeftOut,
        None => usual,
    };
    let sizes = file.sizes.into_iter().filter_map(|(name, size)| {
        let of = SizeOf::ALL.into_iter().find(|of| size_name(*of) == name)?;
        of.habitual().contains(&size).then_some((of, size))
    });
    let placements = [Placement::Body, Placement::Annex, Placement::AnnexLandscape];
    let tables = file.tables.into_iter().filter_map(|(key, name)| {
        let placement = placements.into_iter().find(|p| placement_name(*p) == name)?;
        Some((ItemKey::parse(&key).ok()?, placement))
    });
    Look {
        profile: match file.profile == profile_name(Profile::Habitual) {
            true => Profile::Habitual,
            false => Profile::Strict,
        },
        habits: Habits {
            addressees: presence(file.addressees, usual.addressees),
            dash: match file.en_dash {
                Some(false) => Dash::Hyphen,
                Some(true) | None => Dash::En,
            },
            end_mark: presence(file.end_mark, usual.end_mark),
            citations: match file.full_citations {
                Some(false) => Citations::Short,
                Some(true) | None => Citations::InFull,
            },
        },
        sizes: sizes.collect(),
        first_line: if file.first_line_1cm { FirstLine::Cm1 } else { FirstLine::Cm1_27 },
        line_spacing: file.line_percent.map(LineSpacing::of_percent).unwrap_or_default(),
        tables: tables.collect(),
        charts: file.charts.iter().filter_map(|key| FigureKey::parse(key).ok()).collect(),
        trace: if file.trace { Trace::On } else { Trace::Off },
    }
}

fn profile_name(profile: Profile) -> &'static str {
    match profile {
        Profile::Strict => "strict",
        Profile::Habitual => "habitual",
    }
}

fn placement_name(placement: Placement) -> &'static str {
    match placement {
        Placement::Body => "body",
        Placement::Annex => "annex",
        Placement::AnnexLandscape => "annex_landscape",
    }
}

fn size_name(of: SizeOf) -> &'static str {
    match of {
        SizeOf::Head => "head",
        SizeOf::Motto => "motto",
        SizeOf::Number => "number",
        SizeOf::PlaceDate => "place_date",
        SizeOf::Title => "title",
        SizeOf::Body => "body",
        SizeOf::Table => "table",
        SizeOf::RecipientsHeading => "recipients_heading",
        SizeOf::Recipients => "recipients",
        SizeOf::Signature => "signature",
        SizeOf::PageNumber => "page_number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_comes_back() {
        let mut look = Look::default();
        assert_eq!(read_look(&write_look(&look)), look);
        assert_eq!(read_look("{}"), look);
        assert_eq!(read_look("no JSON"), look);
        look.profile = Profile::Habitual;
        look.habits = Habits {
            addressees: Presence::Printed,
            dash: Dash::Hyphen,
            end_mark: Presence::Printed,
            citations: Citations::Short,
        };
        look.set_size(SizeOf::Body, 26);
        look.first_line = FirstLine::Cm1;
        look.line_spacing = LineSpacing::of_percent(150);
        look.tables.insert(ItemKey::parse("services").unwrap(), Placement::AnnexLandscape);
        look.charts.push(FigureKey::parse("a.b").unwrap());
        look.trace = Trace::On;
        assert_eq!(read_look(&write_look(&look)), look);
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        let json = r#"{"profile":"other","sizes":{"x":30,"body":99,"motto":26},"tables":{"!":"annex","a":"wall"},"later":1}"#;
        let look = read_look(json);
        assert_eq!(look, Look { sizes: [(SizeOf::Motto, 26)].into(), ..Look::default() });
    }
}

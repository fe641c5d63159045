//! How an office wants its reports, as the data file keeps it: JSON, version 1. What a newer program
//! wrote and this one does not know is passed over, so that nobody loses more than a choice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::copy_order::{CopyOrder, Headings};
use crate::report::decree::SizeOf;
use crate::report::key::{ColumnKey, FigureKey, ItemKey, RowKey};
use crate::report::look::{
    Citations, Dash, FirstLine, Habits, LineSpacing, Look, Presence, Profile, Trace,
};
use crate::report::template::Placement;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct LookV1 {
    profile: String,
    addressees: String,
    dash: String,
    end_mark: String,
    citations: String,
    sizes: BTreeMap<String, u8>,
    first_line: String,
    line_percent: Option<u8>,
    tables: BTreeMap<String, String>,
    charts: Vec<String>,
    trace: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    copies: BTreeMap<String, CopyV1>,
}

/// In which order a table is copied.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct CopyV1 {
    name: String,
    columns: Vec<String>,
    rows: Vec<String>,
    left_out: Vec<String>,
    headings: String,
}

impl CopyV1 {
    fn of(order: &CopyOrder) -> Self {
        let texts = |keys: &[RowKey]| keys.iter().map(ToString::to_string).collect();
        Self {
            name: order.name.clone(),
            columns: order.columns.iter().map(ToString::to_string).collect(),
            rows: texts(&order.rows),
            left_out: texts(&order.left_out),
            headings: order.headings.name().to_owned(),
        }
    }

    /// The order; none without a column.
    fn order(self) -> Option<CopyOrder> {
        let rows = |texts: Vec<String>| {
            texts.iter().filter_map(|key| RowKey::parse(key).ok()).collect::<Vec<_>>()
        };
        let columns = self.columns.iter().filter_map(|key| ColumnKey::parse(key).ok());
        let columns: Vec<ColumnKey> = columns.collect();
        (!columns.is_empty()).then(|| CopyOrder {
            name: self.name,
            columns,
            rows: rows(self.rows),
            left_out: rows(self.left_out),
            headings: Headings::from_name(&self.headings).unwrap_or_default(),
        })
    }
}

/// The look as JSON.
pub fn write_look(look: &Look) -> String {
    let Look { profile, habits, sizes, first_line, line_spacing, tables, charts, trace, copies } =
        look;
    let Habits { addressees, dash, end_mark, citations } = habits;
    let tables = tables.iter();
    let file = LookV1 {
        profile: profile.name().to_owned(),
        addressees: addressees.name().to_owned(),
        dash: dash.name().to_owned(),
        end_mark: end_mark.name().to_owned(),
        citations: citations.name().to_owned(),
        sizes: sizes.iter().map(|(of, size)| (of.name().to_owned(), *size)).collect(),
        first_line: first_line.name().to_owned(),
        line_percent: Some(line_spacing.percent()),
        tables: tables.map(|(key, place)| (key.to_string(), place.name().to_owned())).collect(),
        charts: charts.iter().map(ToString::to_string).collect(),
        trace: trace.name().to_owned(),
        copies: copies.iter().map(|(key, order)| (key.to_string(), CopyV1::of(order))).collect(),
    };
    // Writing strings, numbers and maps with text keys to memory cannot fail.
    serde_json::to_string(&file).unwrap_or_else(|err| unreachable!("plain data: {err}"))
}

/// Reads a look. What cannot be read is as it is for a new office.
pub fn read_look(json: &str) -> Look {
    let file: LookV1 = serde_json::from_str(json).unwrap_or_default();
    let usual = Habits::default();
    let sizes = file.sizes.into_iter().filter_map(|(name, size)| {
        let of = SizeOf::from_name(&name)?;
        of.habitual().contains(&size).then_some((of, size))
    });
    let tables = file.tables.into_iter().filter_map(|(key, place)| {
        Some((ItemKey::parse(&key).ok()?, Placement::from_name(&place)?))
    });
    let copies = file.copies.into_iter();
    let copies = copies.filter_map(|(key, copy)| Some((ItemKey::parse(&key).ok()?, copy.order()?)));
    Look {
        copies: copies.collect(),
        profile: Profile::from_name(&file.profile).unwrap_or_default(),
        habits: Habits {
            addressees: Presence::from_name(&file.addressees).unwrap_or(usual.addressees),
            dash: Dash::from_name(&file.dash).unwrap_or(usual.dash),
            end_mark: Presence::from_name(&file.end_mark).unwrap_or(usual.end_mark),
            citations: Citations::from_name(&file.citations).unwrap_or(usual.citations),
        },
        sizes: sizes.collect(),
        first_line: FirstLine::from_name(&file.first_line).unwrap_or_default(),
        line_spacing: file.line_percent.map(LineSpacing::of_percent).unwrap_or_default(),
        tables: tables.collect(),
        charts: file.charts.iter().filter_map(|key| FigureKey::parse(key).ok()).collect(),
        trace: Trace::from_name(&file.trace).unwrap_or_default(),
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
        let row = |key: &str| RowKey::parse(key).unwrap();
        let order = CopyOrder {
            name: "Cổng báo cáo tỉnh".to_owned(),
            columns: ["online", "direct"].map(|key| ColumnKey::parse(key).unwrap()).to_vec(),
            rows: vec![row("services.b"), row("services.a")],
            left_out: vec![row("services.c")],
            headings: Headings::Copied,
        };
        look.copies.insert(ItemKey::parse("services").unwrap(), order);
        assert_eq!(read_look(&write_look(&look)), look);
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        let json = r#"{"profile":"other","sizes":{"x":30,"body":99,"motto":26},"tables":{"!":"annex","a":"wall"},"later":1}"#;
        let look = read_look(json);
        assert_eq!(look, Look { sizes: [(SizeOf::Motto, 26)].into(), ..Look::default() });
    }
}

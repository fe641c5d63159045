//! Templates of every shape are written and read again without a difference.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{read_template, write_template};
use crate::report::check::{Aim, Better, Check, Pick, Rule, Severity, SpanKind};
use crate::report::key::*;
use crate::report::letterhead::LetterheadField;
use crate::report::office_words::{OfficeKind, OfficeWords};
use crate::report::period::{PeriodKind, Schedule, ScheduleDay};
use crate::report::template::*;

fn single_key(i: usize) -> FigureKey {
    FigureKey::parse(&format!("single.f{i}")).unwrap()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        Just("Tỷ lệ “số hóa”; 5/6 (%)".to_owned()),
        Just("Dòng một\nDòng hai\n\nDòng cuối\n".to_owned()),
        Just("\\ \" \t € 🇻🇳".to_owned()),
    ]
}

fn maybe<T: Clone + std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop::option::of(strategy)
}

fn need() -> impl Strategy<Value = Need> {
    prop_oneof![Just(Need::Required), Just(Need::Optional)]
}

fn span() -> impl Strategy<Value = Span> {
    let since = (2000..2030_i32, 1..366_u32)
        .prop_filter_map("a day", |(y, d)| chrono::NaiveDate::from_yo_opt(y, d));
    let starts = prop_oneof![since.prop_map(Start::Day), Just(Start::NewYear)];
    prop_oneof![Just(Span::InPeriod), Just(Span::AsOf), starts.prop_map(Span::Since)]
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::None),
        Just(Mark::Dash),
        Just(Mark::Plus),
        Just(Mark::Star),
        Just(Mark::Number),
        Just(Mark::Letter)
    ]
}

/// The kind of the figure or column at a position: a formula rests on those before it.
fn kind<K: Clone + std::fmt::Debug + 'static>(before: Vec<K>) -> BoxedStrategy<FigureKind<K>> {
    let typed = prop_oneof![Just(FigureKind::Count), Just(FigureKind::Decimal)];
    if before.len() < 2 {
        return typed.boxed();
    }
    let pair = || prop::sample::subsequence(before.clone(), 2);
    let list = prop::sample::subsequence(before.clone(), 1..=before.len());
    prop_oneof![
        typed,
        list.prop_map(|of| FigureKind::Computed(Formula::Sum(of))),
        pair().prop_map(|of| FigureKind::Computed(Formula::Total(of))),
        pair().prop_map(|of| FigureKind::Computed(Formula::Difference {
            from: of[0].clone(),
            less: of[1].clone()
        })),
        pair().prop_map(|of| FigureKind::Computed(Formula::Rate {
            part: of[0].clone(),
            whole: of[1].clone()
        })),
    ]
    .boxed()
}

fn single(i: usize) -> impl Strategy<Value = Figure> {
    let before: Vec<FigureKey> = (0..i).map(single_key).collect();
    let provider = maybe(Just(AgencyKey::parse("police").unwrap()));
    (words(), kind(before), 0..=6_u32, span(), provider, words(), need()).prop_map(
        move |(unit, kind, decimals, span, provider, definition, need)| Figure {
            key: single_key(i),
            label: format!("Chỉ tiêu {i}"),
            unit,
            kind,
            decimals,
            span,
            provider,
            definition,
            need,
            row: None,
        },
    )
}

fn column(i: usize) -> impl Strategy<Value = Column> {
    let before = (0..i).map(|i| ColumnKey::parse(&format!("c{i}")).unwrap()).collect();
    let figure = (words(), kind(before), 0..=6_u32, span(), words(), need()).prop_map(
        move |(unit, kind, decimals, span, definition, need)| {
            let name = format!("cột {i}");
            ColumnFigure { name, unit, kind, decimals, span, definition, need }
        },
    );
    let short = prop_oneof![Just("Nhãn".to_owned()), words()];
    let printed = prop_oneof![Just(Printed::Yes), Just(Printed::No)];
    (figure, short, maybe(words()), printed, 0..=100_u8).prop_map(
        move |(figure, short, group, printed, width)| Column {
            key: ColumnKey::parse(&format!("c{i}")).unwrap(),
            label: "Nhãn".to_owned(),
            short,
            group,
            kind: ColumnKind::Figure(figure),
            printed,
            width,
        },
    )
}

fn row(i: usize) -> impl Strategy<Value = RowParts> {
    let provider = maybe(Just(AgencyKey::parse("police").unwrap()));
    let initial = prop_oneof![Just(Switch::On), Just(Switch::Off)];
    (maybe(words()), any::<bool>(), provider, initial).prop_map(
        move |(printed_label, has_short, provider, initial)| RowParts {
            id: RowId::parse(&format!("r{i}")).unwrap(),
            label: format!("Dòng {i}"),
            printed_label,
            short: has_short.then(|| format!("D{i}")),
            provider,
            initial,
        },
    )
}

fn table() -> impl Strategy<Value = TableParts> {
    let shows = [ColumnKind::Position, ColumnKind::Label, ColumnKind::Provider];
    let shows = shows.into_iter().enumerate().map(|(i, kind)| Column {
        key: ColumnKey::parse(&format!("s{i}")).unwrap(),
        label: format!("Cột {i}"),
        short: format!("Cột {i}"),
        group: None,
        kind,
        printed: Printed::Yes,
        width: 10,
    });
    let shows: Vec<Column> = shows.collect();
    let placement =
        prop_oneof![Just(Placement::Body), Just(Placement::Annex), Just(Placement::AnnexLandscape)];
    let total = prop_oneof![Just(TotalRow::Screen), Just(TotalRow::Printed)];
    let total = maybe(total.prop_map(|row| TotalParts { label: "Cộng".to_owned(), row }));
    let open = prop_oneof![Just(OpenRows::No), Just(OpenRows::Yes)];
    let columns = (1..5_usize).prop_flat_map(|n| (0..n).map(column).collect::<Vec<_>>());
    let rows = (1..5_usize).prop_flat_map(|n| (0..n).map(row).collect::<Vec<_>>());
    (columns, rows, open, total, placement).prop_map(
        move |(figures, rows, open_rows, total, placement)| {
            let columns = shows.iter().cloned().chain(figures).collect();
            TableParts { columns, rows, open_rows, total, placement }
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let figure = Pick::Figure(single_key(0));
    let cells = || Pick::Column {
        table: ItemKey::parse("table").unwrap(),
        column: ColumnKey::parse("c0").unwrap(),
    };
    let number = || (-10_000..10_000_i64, 0..4_u32).prop_map(|(n, s)| Decimal::new(n, s));
    let picks = prop_oneof![
        Just(vec![figure.clone(), cells()]),
        Just(vec![Pick::Span(SpanKind::InPeriod), figure.clone()]),
        Just(vec![Pick::Required, figure.clone()]),
    ];
    let pair = figure.clone();
    prop_oneof![
        Just(Rule::Equal(cells(), pair.clone())),
        Just(Rule::AtMost { part: cells(), whole: pair.clone() }),
        Just(Rule::Sum { parts: vec![cells()], whole: pair }),
        (picks.clone(), number()).prop_map(|(figures, least)| Rule::Between {
            figures,
            least: Some(least),
            most: None
        }),
        (picks.clone(), 1..200_u32, number()).prop_map(|(figures, percent, from)| Rule::Change {
            figures,
            percent,
            from
        }),
        picks.clone().prop_map(Rule::Slip),
        number().prop_map(|number| Rule::Target {
            result: single_key(0),
            target: Aim::Number(number),
            better: Better::Lower,
        }),
    ]
}

prop_compose! {
    fn sections()(
        table in table(),
        text in words(), hint in words(), marks in (mark(), mark(), mark()),
        needs in (need(), need()),
        heading in maybe("[a-z ]{1,9}"), level in 1..=5_u8, carry in any::<bool>(),
    ) -> Vec<Section<TableParts>> {
        let item = |name: &str, body| Item {
            key: ItemKey::parse(name).unwrap(), label: format!("Mục {name}"), body,
        };
        let narrative = Narrative {
            text: TextKey::parse("story").unwrap(), default: text.clone(), hint,
            mark: marks.0, need: needs.0,
        };
        let list = DocumentList {
            intro: TextKey::parse("list.intro").unwrap(), intro_default: text.clone(),
            mark: marks.1, carry: if carry { Carry::Keep } else { Carry::StartEmpty },
            need: needs.1,
        };
        let sentence = SentenceText {
            text: TextKey::parse("said").unwrap(), default: text, mark: marks.2,
        };
        let rows = (0..4).map(|i| FigureRow::Single(single_key(i)));
        let group = FigureGroup { rows: rows.collect(), sentences: vec![sentence] };
        vec![Section {
            key: SectionKey::parse("one").unwrap(), level, outline: "I".to_owned(),
            label: "Một".to_owned(), heading,
            items: vec![
                item("story", ItemBody::Narrative(narrative)),
                item("list", ItemBody::Documents(list)),
                item("group", ItemBody::Figures(group)),
                item("table", ItemBody::Table(table)),
            ],
        }]
    }
}

prop_compose! {
    fn template()(
        figures in (0..4).map(single).collect::<Vec<_>>(),
        sections in sections(),
        demands in prop::collection::vec((rule(), words()), 0..4),
        severity in prop_oneof![
            Just(Severity::Note), Just(Severity::Warning), Just(Severity::Error)
        ],
        is_plain in any::<bool>(), name in words(), version in 1..9_u32,
        month in -1..=1_i8, day in 1..=31_u8, days in -40..40_i16,
        period in prop::sample::select(PeriodKind::ALL.to_vec()),
    ) -> TemplateParts {
        let of_month = ScheduleDay::OfMonth { month, day };
        let after = ScheduleDay::Days(days);
        let end = if period.is_of_months() { of_month } else { after };
        let due = (days > 0).then_some(of_month);
        let mut schedule = Schedule { from: after, to: end, due };
        if schedule.is_reversed(period) {
            schedule.from = ScheduleDay::OfMonth { month: -1, day: 1 };
        }
        let checks = demands.into_iter().enumerate().map(|(i, (rule, note))| Check {
            key: CheckKey::parse(&format!("check_{i}")).unwrap(), severity, note, rule,
        });
        TemplateParts {
            id: TemplateRef { key: TemplateKey::parse("made").unwrap(), version },
            name: format!("Mẫu {name}"),
            file_prefix: "BC".to_owned(),
            period,
            schedule,
            style: PrintStyle {
                below_ten: if is_plain { BelowTen::Plain } else { BelowTen::Padded },
                emphasis: if is_plain { Emphasis::Bold } else { Emphasis::None },
            },
            agencies: vec![Agency {
                key: AgencyKey::parse("police").unwrap(), name: name.clone(),
            }],
            letterhead: [(LetterheadField::Subject, name.clone())].into(),
            offices: offices(&name),
            names: vec![NameText {
                key: TextKey::parse("name.police").unwrap(), label: name.clone(), text: name,
            }],
            figures,
            sections,
            checks: checks.collect(),
        }
    }
}

/// Two kinds of offices, one with a text of its own.
fn offices(name: &str) -> OfficeWords {
    let texts = |text: &str| [(TextKey::parse("name.police").unwrap(), text.to_owned())].into();
    let kind = |key: &str, own: BTreeMap<TextKey, String>| OfficeKind {
        key: OfficeKindKey::parse(key).unwrap(),
        label: format!("Loại {name}"),
        word: "xã".to_owned(),
        begins: vec!["UBND xã".to_owned(), "xã".to_owned()],
        above: "tỉnh".to_owned(),
        texts: own,
    };
    let kinds = vec![kind("one", BTreeMap::new()), kind("other", texts("Công an {{xã}}"))];
    OfficeWords { texts: texts("Công an\n{@office_kind}"), kinds }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(parts in template()) {
        let template = Template::new(parts);
        prop_assert!(template.is_ok(), "{template:#?}");
        let template = template.unwrap();
        let json = write_template(&template);
        prop_assert_eq!(read_template(&json), Ok(template.clone()), "{}", json);
        prop_assert_eq!(write_template(&read_template(&json).unwrap()), json);
    }
}

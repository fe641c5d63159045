use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;

use super::clipboards_tests::form;
use super::*;
use crate::calc::days;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::exchange::{sample, template_v1};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, TextKey};
use crate::report::number;
use crate::report::period::{DayValue, ScheduleDay, Window, WindowDay, parse_day};
use crate::report::template::{Span, Template};
use crate::report::value::Value;

static MAY: LazyLock<(Report, Template)> = LazyLock::new(|| {
    let template = template_v1::builtin_template().unwrap();
    let report = sample::sample_reports(&template).unwrap().pop().unwrap();
    (report, template)
});

fn may() -> &'static (Report, Template) {
    &MAY
}

fn slot(key: &str) -> Slot {
    Slot::Figure(FigureKey::parse(key).unwrap())
}

fn plan_over(slots: &[Vec<Slot>], text: &str, options: Options) -> Plan {
    let (report, template) = may();
    let block = Block::parse(text).unwrap();
    Plan::new(&block, &Targets::new(slots, report, template), options)
}

fn services() -> Vec<Vec<Slot>> {
    let rows = ["id_card", "residence_permanent"];
    let row = |row| {
        let of = |column: &str| slot(&format!("services.{row}.{column}"));
        vec![Slot::Fixed, of("direct"), of("online"), of("rate")]
    };
    rows.map(row).to_vec()
}

#[test]
fn a_real_form_takes_what_it_can_and_counts_the_rest() {
    let text = "Cấp CCCD\t1.317\t306\t18,8%\r\nThường trú\t\tbảy\t88%\tthừa\r\n3\t\t\t\t\r\n";
    let plan = plan_over(&services(), text, Options::default());
    let counts = plan.counts();
    let expected = Counts {
        written: 1,
        unchanged: 1,
        closed: 4,
        blank: 1,
        unread: 1,
        differing: 0,
        ambiguous: 0,
        outside: 2,
    };
    assert_eq!(counts, expected);
    assert_eq!(plan.shape, Shape::Ragged);
    let key = FigureKey::parse("services.id_card.online").unwrap();
    let wrong = FigureKey::parse("services.residence_permanent.online").unwrap();
    let kept = Value::Unreadable("bảy".to_owned());
    let expected = [Edit::figure(key, Some(Value::count(306))), Edit::figure(wrong, Some(kept))];
    assert_eq!(plan.edits(), expected, "a wrong cell is kept as it was typed");
    let refused = plan.first_unread().unwrap();
    assert_eq!((refused.row, refused.column), (1, 2));
    let (_, template) = may();
    let key = FigureKey::parse("services.residence_permanent.online").unwrap();
    assert_eq!(refused.label, template.figure(&key).unwrap().label);
}

#[test]
fn a_block_that_reaches_beyond_the_form_is_shown_first() {
    let plan = plan_over(
        &services(),
        "a\t1\t2\t3\t4\r\nb\t1\t2\t3\t4\r\nc\t1\t2\t3\t\r\n",
        Options::default(),
    );
    assert_eq!(plan.shape, Shape::Larger { rows: 1, columns: 1 });
    assert!(plan.needs_preview());
    assert_eq!(plan.counts().outside, 6);
    // Blank cells beyond it do not matter.
    let plan = plan_over(
        &services(),
        "a\t1317\t305\t3\t\r\nb\t\t\t3\t \r\n\t\t\t\t\r\n",
        Options::default(),
    );
    assert_eq!((plan.shape, plan.needs_preview()), (Shape::Fits, false));
    let over = plan_over(&services(), "a\t1\n", Options::default());
    assert!(over.needs_preview(), "a number takes the place of another");
}

#[test]
fn blank_cells_erase_only_when_that_is_chosen() {
    let slots = vec![vec![slot("services.id_card.direct"), slot("services.id_card.online")]];
    let kept = plan_over(&slots, "\t5", Options::default());
    assert_eq!((kept.edits().len(), kept.counts().blank), (1, 1));
    let erased = plan_over(&slots, "\t5", Options { blanks: Blanks::Erase, ..Options::default() });
    let key = FigureKey::parse("services.id_card.direct").unwrap();
    assert_eq!(erased.edits()[0], Edit::figure(key, Some(Value::Blank)));
    let mut report = may().0.clone();
    for edit in erased.edits() {
        report.edit(edit.clone());
    }
    let key = FigureKey::parse("services.id_card.direct").unwrap();
    assert!(report.value(&key).is_blank());
}

#[test]
fn texts_and_printed_percentages_are_fields_too() {
    let (_, template) = may();
    let (text, _) = template.texts().find(|(_, text)| text.is_empty()).unwrap();
    let rate = FigureKey::parse("services.id_card.rate").unwrap();
    let slots = vec![vec![Slot::Text(text.clone()), Slot::Printed(rate.clone())]];
    let plan = plan_over(&slots, "“Một cửa”	88%", Options::default());
    let printed = Edit::printed(rate, Some(Value::decimal("88".parse().unwrap())));
    assert_eq!(plan.edits(), [Edit::text(text.clone(), Some("“Một cửa”".to_owned())), printed]);
    // The apostrophe that keeps a copied word from being a formula goes again.
    let plan = plan_over(&slots, "'- gạch đầu dòng\t", Options::default());
    let bare = Edit::text(text.clone(), Some("- gạch đầu dòng".to_owned()));
    assert_eq!(plan.edits(), [bare]);
    let unknown = Slot::Text(TextKey::parse("no.such.text").unwrap());
    let plan = plan_over(&[vec![unknown]], "x", Options::default());
    assert_eq!(plan.counts().closed, 1);
}

fn day_slots() -> [Vec<Slot>; 4] {
    let figures = template_days();
    figures.map(|key| vec![Slot::Day(FigureKey::parse(key).unwrap())])
}

/// Figures with a day: two up to the end of the period, two since a day of the template.
fn template_days() -> [&'static str; 4] {
    ["lodging.facilities", "departments.residence_proofs", "qr.visits_total", "qr.amount"]
}

#[test]
fn days_are_pasted_as_officials_and_computers_write_them() {
    let (report, template) = may();
    let [facilities, proofs, visits, amount] =
        template_days().map(|key| FigureKey::parse(key).unwrap());
    let day = |key: &FigureKey, day: &str| {
        Edit::day(key.clone(), Some(DayValue::Day(parse_day(day).unwrap())))
    };
    let plan =
        plan_over(&day_slots(), "1/5/2023\n\n2023-05-12\n 09.4.2023\u{A0}\n", Options::default());
    let expected =
        [day(&facilities, "1/5/2023"), day(&visits, "12/5/2023"), day(&amount, "9/4/2023")];
    assert_eq!(plan.edits(), expected);
    assert!(!plan.needs_preview());
    // The usual day is kept as nothing, and is what a blank cell means where blank cells erase.
    let usual = |key| days::text(template.figure(key).unwrap(), report).unwrap();
    let text = format!("{}\n{}\n", usual(&facilities), usual(&proofs));
    assert_eq!(plan_over(&day_slots(), &text, Options::default()).counts().unchanged, 2);
    let mut other = report.clone();
    other.edit(day(&proofs, "1/4/2023"));
    let erase = Options { blanks: Blanks::Erase, ..Options::default() };
    let block = Block::parse("\n\n").unwrap();
    let plan = Plan::new(&block, &Targets::new(&day_slots(), &other, template), erase);
    assert_eq!(plan.edits(), [Edit::day(proofs, None)]);
}

#[test]
fn what_is_no_day_is_refused_and_english_days_are_looked_at() {
    let plan = plan_over(&day_slots(), "31/2/2023\ncuối năm\n12\n1/5/2023\n", Options::default());
    assert_eq!((plan.counts().unread, plan.counts().written), (3, 1));
    assert!(plan.needs_preview());
    let plan = plan_over(&day_slots(), "4/5/2023\n5/25/2023\n", Options::default());
    assert_eq!((plan.counts().unread, plan.counts().written), (1, 1));
    assert_eq!(plan.month_first.as_deref(), Some("5/25/2023"));
    assert!(plan.needs_preview(), "4/5 may be the fifth of April");
    // A figure of the period has no day.
    let none = vec![vec![Slot::Day(FigureKey::parse("services.id_card.direct").unwrap())]];
    assert_eq!(plan_over(&none, "1/5/2023", Options::default()).counts().closed, 1);
}

#[test]
fn the_days_of_a_window_are_pasted_and_one_day_is_not_taken_for_them() {
    let (report, template) = may();
    let key = FigureKey::parse("lodging.facilities").unwrap();
    let mut parts = template.parts().clone();
    let figure = parts.figures.iter_mut().find(|figure| figure.key == key).unwrap();
    let told = WindowDay::Told(ScheduleDay::Days(0));
    figure.span = Span::Window(Window { from: told, to: told });
    let template = Template::new(parts).unwrap();
    let plan = |text: &str| {
        let targets = Targets::new(&[vec![Slot::Day(key.clone())]], report, &template);
        Plan::new(&Block::parse(text).unwrap(), &targets, Options::default())
    };
    let days = DayValue::read_window("1/5/2023 – 20/5/2023");
    let expected = [Edit::day(key.clone(), days)];
    assert_eq!(plan("từ ngày 1/5/2023 đến ngày 20/5/2023").edits(), expected);
    let one = plan("1/5/2023");
    assert_eq!((one.counts().unread, one.edits().len()), (1, 1));
}

#[test]
fn what_is_copied_is_what_is_shown_and_can_be_pasted_back() {
    let (report, template) = may();
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let mut slots = services();
    slots[0][0] = Slot::Text(TextKey::parse("no.such.text").unwrap());
    let block = Block::of_slots(&slots, context).unwrap();
    assert_eq!(block.to_text(), "\t1.317\t305\t19%\r\n\t113\t880\t89%\r\n");
    let plan = Plan::new(&block, &Targets::new(&slots, report, template), Options::default());
    assert_eq!((plan.counts().unchanged, plan.counts().closed, plan.edits().len()), (4, 2, 0));
    assert_eq!(Block::of_slots(&[], context), Err(BlockError::Empty));
}

#[test]
fn caps_are_kept() {
    assert_eq!(Block::parse(""), Err(BlockError::Empty));
    assert_eq!(Block::parse("\0"), Err(BlockError::Empty));
    assert_eq!(Block::parse(&"\t".repeat(COLUMNS_MAX)), Err(BlockError::TooManyCells));
    assert!(Block::parse(&"\t".repeat(COLUMNS_MAX - 1)).is_ok());
    assert_eq!(Block::parse(&"x\n".repeat(ROWS_MAX + 1)), Err(BlockError::TooManyCells));
    assert!(Block::parse(&"x\n".repeat(ROWS_MAX)).is_ok());
    let wide = format!("{}\n", "\t".repeat(COLUMNS_MAX - 1));
    let too_many = CELLS_MAX / COLUMNS_MAX + 1;
    assert_eq!(Block::parse(&wide.repeat(too_many)), Err(BlockError::TooManyCells));
    assert_eq!(Block::parse(&"x".repeat(CELL_BYTES_MAX + 1)), Err(BlockError::TooLong));
    assert_eq!(Block::parse(&"x".repeat(BYTES_MAX + 1)), Err(BlockError::TooLong));
    // Nothing but quotes that are never closed: read once, not once for each.
    let quotes = "\"a\n".repeat(ROWS_MAX);
    assert_eq!(Block::parse(&quotes).unwrap().num_rows(), ROWS_MAX);
}

#[test]
fn a_word_is_no_block() {
    assert!(!Block::is_in("1.317") && !Block::is_in("1.317\r\n") && !Block::is_in(""));
    assert!(Block::is_in("1\t2") && Block::is_in("1\r\n2") && Block::is_in("\"a\nb\""));
}

#[test]
fn words_are_no_formulas() {
    assert_eq!(harmless("=1+1"), "'=1+1");
    assert_eq!(harmless("-"), "-");
    assert_eq!(harmless("@x"), "'@x");
    assert_eq!(harmless("1.317"), "1.317");
}

/// Cells as they are after reading: without blanks at their ends and without control characters.
fn cell() -> impl Strategy<Value = String> {
    let any = "[ -~\t\n\"À-ỹ0-9.,%]{0,12}";
    any.prop_map(|text| text.trim().to_owned())
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    vec(vec(cell(), 1..6), 1..8)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in rows()) {
        let block = Block::from_rows(rows).unwrap();
        prop_assert_eq!(Block::parse(&block.to_text()), Ok(block));
    }

    #[test]
    fn nothing_fails_on_any_text(text in any::<String>()) {
        if let Ok(block) = Block::parse(&text) {
            prop_assert!(block.num_columns() > 0);
            for separator in [None, Some(Separator::Thousands), Some(Separator::Decimal)] {
                let options = Options { separator, ..Options::default() };
                let plan = Plan::new(&block, &form(4), options);
                prop_assert!(plan.question.is_none() || separator.is_none());
            }
        }
    }

    /// Arbitrary bytes, as a broken program may leave them, weighted towards what the reader looks at.
    #[test]
    fn nothing_fails_on_any_bytes(
        bytes in vec(prop_oneof![
            any::<u8>(), Just(b'"'), Just(b'\t'), Just(b'\r'), Just(b'\n'), Just(b'1'), Just(b'.'),
            Just(b','), Just(b'%'), Just(0xC2), Just(0xA0), Just(0u8),
        ], 0..400)
    ) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(block) = Block::parse(&text) {
            let again = Block::parse(&block.to_text());
            prop_assert_eq!(again.as_ref(), Ok(&block));
            let plan = Plan::new(&block, &form(3), Options::default());
            let counts = plan.counts();
            let sum = counts.written + counts.unchanged + counts.closed + counts.blank
                + counts.unread + counts.differing + counts.ambiguous + counts.outside;
            prop_assert_eq!(sum, plan.cells.len());
            prop_assert_eq!(plan.edits().len(), counts.written + counts.unread);
        }
    }

    /// Counts come back as they were, however a program groups them.
    #[test]
    fn counts_come_back(count in 0i64..1_000_000_000, style in 0usize..4) {
        let vietnamese = number::format_count(count);
        let text = match style {
            0 => count.to_string(),
            1 => vietnamese,
            2 => vietnamese.replace('.', "\u{A0}"),
            _ => vietnamese.replace('.', ","),
        };
        let options = Options { separator: Some(Separator::Thousands), ..Options::default() };
        let plan = Plan::new(&Block::parse(&text).unwrap(), &form(1), options);
        let after = Content::Value(Value::count(count));
        prop_assert_eq!(&plan.cells[0].fate, &CellFate::New(after));
    }

    /// Carrying out a plan twice changes nothing the second time.
    #[test]
    fn a_second_paste_changes_nothing(a in "[0-9]{1,6}", b in "[0-9]{1,6}") {
        let (report, template) = may();
        let mut report = report.clone();
        let slots = services();
        let block = Block::parse(&format!("x\t{a}\t{b}\ty")).unwrap();
        let first = Plan::new(&block, &Targets::new(&slots, &report, template), Options::default());
        for edit in first.edits() {
            report.edit(edit.clone());
        }
        let second = Plan::new(&block, &Targets::new(&slots, &report, template), Options::default());
        prop_assert!(second.edits().is_empty());
        prop_assert_eq!(second.counts().unchanged, 2);
    }
}

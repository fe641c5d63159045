//! What must hold of any text on the clipboard.

use std::collections::HashMap;

use baocao06::calc::block::{
    Blanks, Block, CELL_BYTES_MAX, CELLS_MAX, COLUMNS_MAX, CellFate, Closed, Content, Counts,
    FormCell, Letters, Options, Plan, ROWS_MAX, Separator, Target, TargetKind, Targets,
};
use baocao06::report::change::Edit;
use baocao06::report::field::{Field, FieldValue};
use baocao06::report::key::{FigureKey, TextKey};
use baocao06::report::number::{self, NumberKind};
use baocao06::report::period::DayValue;
use baocao06::report::text;
use baocao06::report::value::Value;

const ROWS: usize = 6;
const COLUMNS: usize = 8;
/// More cells than an official pastes at once.
const LARGE: usize = 4_000;

/// Reads a text as a block and plans it over a form with every kind of field, in every way.
///
/// # Panics
/// When something does not hold.
pub fn holds(text: &str) {
    let Ok(block) = Block::parse(text) else { return };
    within_limits(&block);
    assert_eq!(Block::parse(&block.to_text()).as_ref(), Ok(&block), "written and read back");
    let targets = targets(&HashMap::new());
    let ways = every_option();
    // A large block is put over the form in one way, by its length: in all of them it takes as many times as long.
    let is_large = block.num_rows() * block.num_columns() > LARGE;
    let (first, many) = if is_large { (text.len() % ways.len(), 1) } else { (0, ways.len()) };
    for options in ways.into_iter().skip(first).take(many) {
        let plan = Plan::new(&block, &targets, options);
        adds_up(&plan, &block, options);
        let contents = contents(&plan);
        // What was pasted once changes nothing the second time.
        let again = Plan::new(&block, &self::targets(&contents), options);
        assert!(again.edits().is_empty(), "{options:?}: {:?}", again.edits());
    }
}

/// Every way of putting a block over a form.
fn every_option() -> Vec<Options> {
    let mut all = Vec::new();
    for separator in [None, Some(Separator::Thousands), Some(Separator::Decimal)] {
        for blanks in [Blanks::Keep, Blanks::Erase] {
            for letters in [Letters::AsTheyAre, Letters::Restored] {
                all.push(Options { blanks, separator, letters });
            }
        }
    }
    all
}

fn within_limits(block: &Block) {
    let cells: Vec<&String> = block.rows().iter().flatten().collect();
    assert!((1..=CELLS_MAX).contains(&cells.len()), "{} cells", cells.len());
    assert!(block.num_rows() <= ROWS_MAX && block.num_columns() <= COLUMNS_MAX);
    for cell in cells {
        assert!(cell.len() <= CELL_BYTES_MAX);
        assert!(!cell.contains(['\r', '\0']), "{cell:?}");
    }
}

fn adds_up(plan: &Plan, block: &Block, options: Options) {
    let Counts { written, unchanged, closed, blank, unread, differing, ambiguous, outside } =
        plan.counts();
    let sum = written + unchanged + closed + blank + unread + differing + ambiguous + outside;
    assert_eq!(sum, plan.cells.len());
    assert_eq!(differing, 0, "nothing is computed cell by cell");
    assert_eq!(plan.edits().len(), written + unread, "nothing but what is told is written");
    let asked = plan.question.as_ref().map_or(0, |question| question.num_cells);
    assert_eq!(asked, ambiguous);
    assert!(asked == 0 || options.separator.is_none(), "asked again after the answer");
    for cell in &plan.cells {
        assert!(cell.row < block.num_rows() && cell.column < block.num_columns());
        let is_inside = cell.row < ROWS && cell.column < COLUMNS;
        assert_eq!(!is_inside, cell.fate == CellFate::Outside, "{cell:?}");
    }
    plan.edits().iter().for_each(is_clean);
}

/// Whether what is written is what the program itself would have kept, and is read back as it is.
fn is_clean(edit: &Edit) {
    match (edit.field(), edit.value()) {
        (Field::Text(_), Some(FieldValue::Text(words))) => {
            assert_eq!(&text::clean(words), words)
        }
        // The usual day, and a blank figure, are kept as nothing.
        (Field::Day(_) | Field::Figure(_) | Field::Printed(_), None) => {}
        (Field::Day(_), Some(FieldValue::Day(day))) => {
            assert_eq!(DayValue::read(&day.to_text()).as_ref(), Some(day));
        }
        (Field::Figure(key) | Field::Printed(key), Some(FieldValue::Value(value))) => {
            let kind = if key.as_str().contains("percent") {
                NumberKind::Percent
            } else if key.as_str().contains("decimal") {
                NumberKind::Decimal
            } else {
                NumberKind::Count
            };
            let shown = number::format_value(value);
            if let Value::Unreadable(typed) = value {
                assert_eq!(&text::clean(typed), typed);
                return;
            }
            let again = number::read(&shown, kind);
            assert_eq!(again.as_ref(), Ok(value), "{shown:?} as {kind:?}");
        }
        other => panic!("no cell is {other:?}"),
    }
}

/// What the fields hold once a plan is carried out, by name.
fn contents(plan: &Plan) -> HashMap<String, Content> {
    let edits = plan.edits().iter().cloned();
    let contents = edits.filter_map(|edit| match edit.into_parts() {
        (field @ Field::Text(_), Some(FieldValue::Text(text))) => {
            Some((field.key(), Content::Text(text)))
        }
        (field @ Field::Day(_), day) => {
            let day = day.and_then(FieldValue::into_day).unwrap_or(usual());
            Some((field.key(), Content::Days(day)))
        }
        (field @ (Field::Figure(_) | Field::Printed(_)), value) => {
            let value = value.and_then(FieldValue::into_value).unwrap_or(Value::Blank);
            Some((field.key(), Content::Value(value)))
        }
        _ => None,
    });
    contents.collect()
}

/// A form with fields of every kind, blank and filled ones, and places where nothing can be put.
/// `contents` are what fields hold instead, by name.
fn targets(contents: &HashMap<String, Content>) -> Targets {
    let row = |row| (0..COLUMNS).map(|column| place(row, column, contents)).collect();
    Targets::from_places((0..ROWS).map(row).collect())
}

/// The day of a figure unless the office says another.
fn usual() -> DayValue {
    DayValue::read("12/5/2023").unwrap_or_else(|| panic!("a day"))
}

fn place(row: usize, column: usize, contents: &HashMap<String, Content>) -> FormCell {
    let (kind, word) = match column {
        0 | 1 => (TargetKind::Number(NumberKind::Count.non_negative()), "count"),
        2 => (TargetKind::Number(NumberKind::Percent.non_negative()), "percent"),
        3 => (TargetKind::Number(NumberKind::Decimal.non_negative()), "decimal"),
        4 => (TargetKind::Text, "text"),
        5 => (TargetKind::Days { usual: usual() }, "day"),
        6 => return FormCell::Closed(Closed::Computed),
        _ => return FormCell::Closed(Closed::Fixed),
    };
    let name = format!("r{row}.{word}{column}");
    let is_filled = row % 2 == 1;
    let held = match &kind {
        TargetKind::Text if is_filled => Content::Text("đã có".to_owned()),
        TargetKind::Text => Content::Text(String::new()),
        TargetKind::Days { .. } if is_filled => {
            Content::Days(DayValue::Unreadable("cuối năm".to_owned()))
        }
        TargetKind::Days { .. } => Content::Days(usual()),
        TargetKind::Number(_) if is_filled => Content::Value(Value::count(7)),
        TargetKind::Number(_) => Content::Value(Value::Blank),
    };
    let figure = FigureKey::parse(&name);
    let field = match (&kind, figure, TextKey::parse(&name)) {
        (TargetKind::Text, _, Ok(key)) => Field::Text(key),
        (TargetKind::Days { .. }, Ok(key), _) => Field::Day(key),
        // The second column is printed beside what is computed.
        (_, Ok(key), _) if column == 1 => Field::Printed(key),
        (_, Ok(key), _) => Field::Figure(key),
        _ => panic!("{name} is no key"),
    };
    let current = contents.get(&name).cloned().unwrap_or(held);
    FormCell::Open(Box::new(Target { field, kind, label: name, unit: String::new(), current }))
}

//! A table in the order of a web form, for the clipboard.

use super::{Clip, html, text};
use crate::calc::prose::Context;
use crate::export::grid::{self, Grid, GridCell, Numeric, Stand};
use crate::report::copy_order::{CopyOrder, Headings};
use crate::report::template::{Column, ColumnKind, Item, ItemBody, Table, TableRow};

/// The rows and columns of a table that an order copies, in its order; `None` when the item is no table, or no row is
/// left.
pub fn clip_in_order(context: Context<'_>, item: &Item, order: &CopyOrder) -> Option<Clip> {
    let ItemBody::Table(table) = &item.body else {
        return None;
    };
    let columns: Vec<Option<&Column>> = order
        .columns
        .iter()
        .map(|key| table.columns.iter().find(|column| column.key == *key))
        .collect();
    let rows = rows(context, table, order);
    if rows.is_empty() || columns.is_empty() {
        return None;
    }
    let heading = |column: &Option<&Column>| {
        let label = column.map_or("", |column| column.label.as_str());
        GridCell::words(label.replace('\n', " "), Stand::Centre)
    };
    let header = match order.headings {
        Headings::LeftOut => Vec::new(),
        Headings::Copied => vec![columns.iter().map(heading).collect()],
    };
    let cells = (1_u32..).zip(&rows).map(|(number, row)| {
        let cell = |column: &Option<&Column>| match (column, row) {
            (Some(column), Line::Of(row)) => cell(context, column, row, number),
            // Its label tells whose line it is.
            (Some(Column { kind: ColumnKind::Label, .. }), Line::Off(row)) => label(row),
            _ => GridCell::blank(),
        };
        columns.iter().map(cell).collect()
    });
    let rows = cells.collect();
    let grid = Grid { shares: vec![1; columns.len()], header, rows, total: None };
    Some(Clip { html: html(&grid), text: text(&grid) })
}

/// A line of the web form.
enum Line<'t> {
    /// A row that is reported.
    Of(&'t TableRow),
    /// One that the office does not report: the line is there and empty.
    Off(&'t TableRow),
    /// One that the report has not.
    Gone,
}

fn rows<'t>(context: Context<'_>, table: &'t Table, order: &CopyOrder) -> Vec<Line<'t>> {
    let named = order.rows.iter().map(|key| match table.rows.iter().find(|row| row.key == *key) {
        Some(row) if context.report.is_on(row) => Line::Of(row),
        Some(row) => Line::Off(row),
        None => Line::Gone,
    });
    let is_new =
        |row: &&TableRow| !order.rows.contains(&row.key) && !order.left_out.contains(&row.key);
    let others = table.rows.iter().filter(is_new).filter(|row| context.report.is_on(row));
    named.chain(others.map(Line::Of)).collect()
}

fn label(row: &TableRow) -> GridCell {
    let label = row.printed_label.as_ref().unwrap_or(&row.label);
    GridCell::words(label.trim().replace('\n', " "), Stand::Left)
}

fn cell(context: Context<'_>, column: &Column, row: &TableRow, number: u32) -> GridCell {
    let (report, template) = (context.report, context.template);
    match column.kind {
        ColumnKind::Position => GridCell::number(Numeric::whole(number), number.to_string()),
        ColumnKind::Label => label(row),
        ColumnKind::Provider => GridCell::words(report.provider(template, row), Stand::Left),
        ColumnKind::Words(_) => {
            let words = row.words.get(&column.key).map(|key| report.text(template, key));
            GridCell::words(words.unwrap_or_default().trim().replace('\n', " "), Stand::Left)
        }
        ColumnKind::Figure(_) => {
            let figure = row.cells.get(&column.key).and_then(|key| template.figure(key));
            figure.map_or_else(GridCell::blank, |figure| grid::printed(figure, &context))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::results::Results;
    use crate::exchange::{sample, template_v1};
    use crate::report::change::Edit;
    use crate::report::content::Report;
    use crate::report::key::{ColumnKey, RowKey};
    use crate::report::row::RowEntry;
    use crate::report::template::{Switch, Template};

    fn may() -> (Report, Template) {
        let template = template_v1::builtin_template().unwrap();
        (sample::sample_reports(&template).unwrap().pop().unwrap(), template)
    }

    fn services(template: &Template) -> &Item {
        let is_table = |item: &&Item| matches!(item.body, ItemBody::Table(_));
        template.items().map(|(_, item)| item).find(is_table).unwrap()
    }

    fn order(columns: &[&str], rows: &[&str]) -> CopyOrder {
        CopyOrder {
            name: "Cổng".to_owned(),
            columns: columns.iter().map(|key| ColumnKey::parse(key).unwrap()).collect(),
            rows: rows.iter().map(|key| RowKey::parse(key).unwrap()).collect(),
            left_out: Vec::new(),
            headings: Headings::LeftOut,
        }
    }

    fn lines(report: &Report, template: &Template, order: &CopyOrder) -> Vec<Vec<String>> {
        let results = Results::of(report, template);
        let context = Context::of(report, template, &results);
        let clip = clip_in_order(context, services(template), order).unwrap();
        assert!(clip.html.contains("<tbody>"));
        let line = |line: &str| line.split('\t').map(str::to_owned).collect();
        clip.text.split("\r\n").map(line).collect()
    }

    #[test]
    fn columns_and_rows_stand_in_the_order_of_the_web_form() {
        let (report, template) = may();
        let row = "services.id_card";
        let lines = lines(&report, &template, &order(&["online", "direct"], &[row]));
        assert_eq!(lines[0], ["305", "1317"], "the row that was named first, its columns turned");
        let ItemBody::Table(table) = &services(&template).body else { panic!() };
        assert_eq!(lines.len(), table.rows.iter().filter(|row| report.is_on(row)).count());
    }

    #[test]
    fn what_is_not_there_leaves_its_place_empty() {
        let (mut report, template) = may();
        let row = RowKey::parse("services.id_card").unwrap();
        let off = RowEntry { switch: Some(Switch::Off), ..RowEntry::default() };
        report.edit(Edit::row(row, off));
        let mut order =
            order(&["direct", "gone", "online"], &["services.id_card", "services.gone"]);
        let lines = lines(&report, &template, &order);
        assert_eq!(lines[0], ["", "", ""]);
        assert_eq!(lines[1], ["", "", ""]);
        assert_eq!(lines[2][1], "", "a column that the form has not");
        assert!(lines[2][0].parse::<u32>().is_ok(), "{:?}", lines[2]);
        order.columns = Vec::new();
        let results = Results::of(&report, &template);
        let context = Context::of(&report, &template, &results);
        assert!(clip_in_order(context, services(&template), &order).is_none());
    }

    #[test]
    fn rows_that_are_left_out_stay_out_and_new_ones_come_last() {
        let (report, template) = may();
        let ItemBody::Table(table) = &services(&template).body else { panic!() };
        let on: Vec<&TableRow> = table.rows.iter().filter(|row| report.is_on(row)).collect();
        let mut order = order(&["direct"], &[]);
        order.left_out = on.iter().skip(2).map(|row| row.key.clone()).collect();
        order.headings = Headings::Copied;
        let lines = lines(&report, &template, &order);
        assert_eq!(lines.len(), 3, "headings and two rows: {lines:?}");
        assert_eq!(
            lines[0],
            [table.columns.iter().find(|c| c.key.as_str() == "direct").unwrap().label.clone()]
        );
    }
}

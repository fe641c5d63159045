//! Tables for the clipboard: as HTML, which Excel pastes as cells and Word as a table, and as plain
//! text for everything else.
//!
//! Excel reads "1.317" by the country of the machine; the number itself stands beside it
//! (`x:num`; `sdval` for LibreOffice), so that it arrives as 1317 everywhere.

mod ordered;

pub use ordered::clip_in_order;

use super::grid::{self, Grid, GridCell, Numeric, Stand};
use super::xml::allowed;
use crate::calc::compare;
use crate::calc::days;
use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::document::{self, HeaderCell, Source};
use crate::report::key::FigureKey;
use crate::report::period::of_kind;
use crate::report::template::{Figure, FigureGroup, FigureRow, Item, ItemBody};

/// The width of a table in pixels of 1/96 inch: that of the text of an A4 page.
const TABLE_WIDTH: u32 = 624;
/// Widths of the columns of figures beside each other.
const FIGURE_SHARES: [u32; 5] = [40, 14, 16, 16, 14];

/// A table as the clipboard takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// For Excel and Word.
    pub html: String,
    /// For everything else: cells between tabs.
    pub text: String,
}

/// The table or the figures of an item; `None` when it is neither, or would have no row.
pub fn clip(context: Context<'_>, history: &History, item: &Item) -> Option<Clip> {
    let grid = match &item.body {
        ItemBody::Table(_) => table(context, item)?,
        ItemBody::Figures(group) => figures(context, history, group),
        ItemBody::Narrative(_) | ItemBody::Documents(_) => return None,
    };
    (!grid.rows.is_empty()).then(|| Clip { html: html(&grid), text: text(&grid) })
}

/// A cell of the screen that is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied<'a> {
    /// Nothing stands there.
    Nothing,
    /// A figure as it was typed or computed.
    Figure(&'a FigureKey),
    /// What is printed instead of a computed figure.
    Printed(&'a FigureKey),
    /// The day a figure counts from or up to.
    Day(&'a FigureKey),
}

/// Cells of the screen, without headings: they are to be pasted over cells.
pub fn clip_cells(context: Context<'_>, rows: &[Vec<Copied<'_>>]) -> Clip {
    let figure = |key: &FigureKey| context.template.figure(key);
    let cell = |copied: &Copied<'_>| match copied {
        Copied::Nothing => GridCell::blank(),
        Copied::Figure(key) => figure(key).map_or_else(GridCell::blank, |figure| {
            let is_computed = context.results.outcome(key).is_some();
            if is_computed {
                grid::value(figure, &context)
            } else {
                grid::printed(figure, &context)
            }
        }),
        Copied::Printed(key) => match context.report.printed.get(*key) {
            Some(_) => {
                figure(key).map_or_else(GridCell::blank, |figure| grid::printed(figure, &context))
            }
            None => GridCell::blank(),
        },
        Copied::Day(key) => {
            let day = figure(key).and_then(|figure| days::text(figure, context.report));
            GridCell::words(day.unwrap_or_default(), Stand::Right)
        }
    };
    let rows: Vec<Vec<GridCell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let num_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let grid = Grid { shares: vec![1; num_columns], rows, ..Grid::default() };
    Clip { html: html(&grid), text: text(&grid) }
}

/// A table as the report prints it.
fn table(context: Context<'_>, item: &Item) -> Option<Grid> {
    let table = document::table_of(context, item)?;
    let heading = |i: usize| {
        let label = table.columns.get(i).map_or("", |column| column.label.as_str());
        GridCell::words(label, Stand::Centre)
    };
    let cells = table.header();
    let lines =
        if cells.iter().any(|cell| matches!(cell, HeaderCell::Group { .. })) { 2 } else { 1 };
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for cell in cells {
        match cell {
            HeaderCell::Column(i) => first.push(GridCell { rows: lines, ..heading(i) }),
            HeaderCell::Group { label, columns } => {
                let width = columns.len();
                first.push(GridCell { columns: width, ..GridCell::words(label, Stand::Centre) });
                second.extend(columns.map(heading));
            }
        }
    }
    let header = if second.is_empty() { vec![first] } else { vec![first, second] };
    let stands: Vec<Stand> = table.columns.iter().map(|column| stand(column.align)).collect();
    let row = |row: &document::Row| row_of(context, row, &stands);
    Some(Grid {
        shares: table.columns.iter().map(|column| column.share).collect(),
        header,
        rows: table.rows.iter().map(row).collect(),
        total: table.total.as_ref().map(row),
    })
}

fn stand(align: document::Align) -> Stand {
    match align {
        document::Align::Left => Stand::Left,
        document::Align::Centre => Stand::Centre,
        document::Align::Right => Stand::Right,
    }
}

fn row_of(context: Context<'_>, row: &document::Row, stands: &[Stand]) -> Vec<GridCell> {
    let mut at = 0;
    let mut cells = Vec::new();
    for cell in &row.cells {
        let stand = stands.get(at).copied().unwrap_or(Stand::Left);
        at += cell.span;
        let run = cell.line.runs.first();
        let text = cell.line.plain();
        let made = match run.map(|run| &run.source) {
            Some(Source::Figure(key)) => match context.template.figure(key) {
                Some(figure) => GridCell { text, ..grid::printed(figure, &context) },
                None => GridCell::words(text, stand),
            },
            // The number of a row: a number, or Excel would mark it as one that is kept as text.
            Some(Source::Fixed) => match text.parse::<u32>() {
                Ok(number) => GridCell { stand, ..GridCell::number(Numeric::whole(number), text) },
                Err(_) => GridCell::words(text, Stand::Centre),
            },
            _ => GridCell::words(text, stand),
        };
        cells.push(GridCell { columns: cell.span, ..made });
    }
    cells
}

/// The figures of a group: this month, the month before, and the change, as the screen shows them.
fn figures(context: Context<'_>, history: &History, group: &FigureGroup) -> Grid {
    let period = context.report.header.period.key;
    let past = history.previous(period);
    let past = past.map(Context::of_past);
    let mut seen: Vec<&FigureKey> = Vec::new();
    let mut rows = Vec::new();
    for key in group.rows.iter().flat_map(FigureRow::figures) {
        if let Some(figure) = context.template.figure(key).filter(|_| !seen.contains(&key)) {
            seen.push(key);
            rows.push(figure_row(figure, &context, past.as_ref()));
        }
    }
    let before = past.map_or_else(
        || of_kind("{Kỳ} trước", period.kind()).into_owned(),
        |_| period.previous().label(),
    );
    let headings = ["Chỉ tiêu", "Đơn vị tính", &period.label(), &before, "Tăng, giảm"];
    let header = headings.map(|heading| GridCell::words(heading, Stand::Centre));
    Grid { shares: FIGURE_SHARES.to_vec(), header: vec![header.into()], rows, total: None }
}

fn figure_row(figure: &Figure, context: &Context<'_>, past: Option<&Context<'_>>) -> Vec<GridCell> {
    let now = grid::printed(figure, context);
    let before = past.map_or_else(GridCell::blank, |past| grid::printed(figure, past));
    let change = past.map_or_else(GridCell::blank, |past| {
        let (was, is) = (past.reckoned(), context.reckoned());
        let decimals = [now.number, before.number].iter().flatten().map(|n| n.decimals).max();
        grid::change(figure, compare::movement(figure, was, is), decimals.unwrap_or(0))
    });
    let label = GridCell::words(&figure.label, Stand::Left);
    let unit = GridCell::words(&figure.unit, Stand::Centre);
    vec![label, unit, now, before, change]
}

/// Cells between tabs, rows on lines; what a merged cell covers is empty.
fn text(grid: &Grid) -> String {
    let mut lines: Vec<String> = Vec::new();
    // For each column, how many lines below are covered by a cell further up.
    let mut covered: Vec<usize> = Vec::new();
    for row in grid.header.iter().chain(&grid.rows).chain(&grid.total) {
        let mut cells = row.iter();
        let mut fields: Vec<String> = Vec::new();
        loop {
            let at = fields.len();
            if let Some(rest) = covered.get_mut(at).filter(|rest| **rest > 0) {
                *rest -= 1;
                fields.push(String::new());
                continue;
            }
            let Some(cell) = cells.next() else {
                break;
            };
            fields.push(cell.plain().replace(['\t', '\n', '\r'], " "));
            fields.extend(std::iter::repeat_n(String::new(), cell.columns.saturating_sub(1)));
            covered.resize(covered.len().max(fields.len()), 0);
            for rest in covered.iter_mut().skip(at).take(cell.columns) {
                *rest = cell.rows.saturating_sub(1);
            }
        }
        lines.push(fields.join("\t"));
    }
    lines.join("\r\n")
}

/// A fragment: every system wraps it in a document of its own.
fn html(grid: &Grid) -> String {
    let mut html = String::from(
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\
         <table xmlns:x=\"urn:schemas-microsoft-com:office:excel\" border=\"1\" cellspacing=\"0\" \
         cellpadding=\"4\" style='border-collapse:collapse;font-family:\"Times New Roman\",serif;\
         font-size:12.0pt'>\n",
    );
    let all = grid.shares.iter().sum::<u32>().max(1);
    for share in &grid.shares {
        html.push_str(&format!("<col width=\"{}\">", share * TABLE_WIDTH / all));
    }
    html.push('\n');
    if !grid.header.is_empty() {
        html.push_str("<thead>\n");
        for row in &grid.header {
            push_row(&mut html, row, "th", "font-weight:bold;");
        }
        html.push_str("</thead>\n");
    }
    html.push_str("<tbody>\n");
    for row in &grid.rows {
        push_row(&mut html, row, "td", "");
    }
    if let Some(total) = &grid.total {
        push_row(&mut html, total, "td", "font-weight:bold;");
    }
    html.push_str("</tbody>\n</table>");
    html
}

fn push_row(html: &mut String, row: &[GridCell], tag: &str, weight: &str) {
    html.push_str("<tr>");
    for cell in row {
        let align = match cell.stand {
            Stand::Left => "left",
            Stand::Centre => "center",
            Stand::Right => "right",
        };
        let mut attributes = format!(" align=\"{align}\" valign=\"middle\"");
        for (name, count) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
            if count > 1 {
                attributes.push_str(&format!(" {name}=\"{count}\""));
            }
        }
        // Text stays text, whatever it looks like: "1.317" of a name is no number.
        let format = match &cell.number {
            Some(number) => {
                attributes.push_str(&number_attributes(number));
                css_text(&number.excel_format())
            }
            None => "\\@".to_owned(),
        };
        html.push_str(&format!(
            "<{tag}{attributes} style='border:.5pt solid windowtext;{weight}\
             font-family:\"Times New Roman\",serif;font-size:12.0pt;mso-number-format:\"{format}\"'>{}</{tag}>",
            escaped(&cell.text)
        ));
    }
    html.push_str("</tr>\n");
}

/// The number itself, for Excel and for LibreOffice. That reads the number in the language 1033
/// (English), and shows it in 1066 (Vietnamese), by a format in that language.
fn number_attributes(number: &Numeric) -> String {
    let value = number.for_excel().normalize();
    let swap = |c| match c {
        ',' => '.',
        '.' => ',',
        c => c,
    };
    let format: String = number.excel_format().chars().map(swap).collect();
    let format = escaped(&format);
    format!(" nowrap x:num=\"{value}\" sdval=\"{value}\" sdnum=\"1033;1066;{format}\"")
}

/// A number format inside a string of a style sheet, the way Excel writes it.
fn css_text(format: &str) -> String {
    let mut text = String::with_capacity(format.len() * 2);
    let mut last = ' ';
    for c in format.chars() {
        match c {
            '"' => text.push_str("\\0022"),
            // A digit behind the quote would be read as a part of its number.
            '0' if last == '"' => text.push_str("\\#0"),
            '#' | ',' | '.' | ';' | '+' | '-' => text.extend(['\\', c]),
            c => text.push(c),
        }
        last = c;
    }
    text
}

fn escaped(text: &str) -> String {
    let text = allowed(text);
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::results::Results;
    use crate::document::fixture::{self, figure_key};
    use crate::report::content::Report;
    use crate::report::period::PeriodKey;
    use crate::report::value::{Number, Qualifier, Value};

    fn april() -> Report {
        let mut april = fixture::report();
        april.header.period.key = PeriodKey::month_of(2023, 4).unwrap();
        april.values.insert(figure_key("records.done"), Value::count(100_000));
        april
    }

    /// The first item of the fixture that the test wants.
    fn of(report: &Report, wanted: impl Fn(&Item) -> bool) -> Clip {
        let template = fixture::template();
        let results = Results::of(report, &template);
        let history = History::of_reports([april()], &template);
        let context = Context::of(report, &template, &results);
        let (_, item) = template.items().find(|(_, item)| wanted(item)).unwrap();
        clip(context, &history, item).unwrap()
    }

    fn table_of(report: &Report) -> Clip {
        of(report, |item| matches!(item.body, ItemBody::Table(_)))
    }

    fn has_figure(item: &Item, key: &str) -> bool {
        let ItemBody::Figures(group) = &item.body else {
            return false;
        };
        let wanted = figure_key(key);
        group.rows.iter().flat_map(FigureRow::figures).any(|key| *key == wanted)
    }

    #[test]
    fn the_table_is_that_of_the_report_with_real_numbers() {
        let mut report = fixture::report();
        let printed = Value::decimal("88".parse().unwrap());
        report.printed.insert(figure_key("services.s2.rate"), printed);
        let Clip { html, text } = table_of(&report);
        assert!(html.contains("colspan=\"3\"") && html.contains("rowspan=\"2\""), "{html}");
        let number = " x:num=\"1317\" sdval=\"1317\" sdnum=\"1033;1066;#.##0\"";
        assert!(html.contains(number), "{html}");
        assert!(html.contains("mso-number-format:\"\\#\\,\\#\\#0\"'>1.317</td>"), "{html}");
        assert!(html.contains(" x:num=\"0.88\"") && html.contains(">88%</td>"), "as printed");
        assert!(html.contains("mso-number-format:\"\\@\"'>Đăng ký thường trú</td>"), "{html}");
        assert!(html.contains(">Tổng cộng</td>"), "{html}");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 2 + 15 + 1, "header, rows, total");
        // Every line has as many cells as the table has columns, merged or not.
        let num_tabs = lines[2].matches('\t').count();
        assert!(lines.iter().all(|line| line.matches('\t').count() == num_tabs), "{text}");
        assert!(lines[4].ends_with("\t113\t880\t88%"), "{}", lines[4]);
    }

    #[test]
    fn figures_stand_beside_last_month() {
        let is_wanted = |item: &Item| has_figure(item, "records.rate");
        let Clip { html, text } = of(&fixture::report(), is_wanted);
        let rate = text.split("\r\n").find(|line| line.starts_with("Tỷ lệ khởi tạo")).unwrap();
        assert_eq!(rate, "Tỷ lệ khởi tạo\t%\t99,07%\t58,95%\t40,12");
        let header = text.split("\r\n").next().unwrap();
        assert_eq!(header, "Chỉ tiêu\tĐơn vị tính\tTháng 5/2023\tTháng 4/2023\tTăng, giảm");
        assert!(html.contains(" x:num=\"0.9907\""), "{html}");
        assert!(html.contains(">+40,12</td>"), "{html}");
    }

    #[test]
    fn words_stay_words_in_one_cell() {
        let mut report = fixture::report();
        let mut put = |key: &str, text: &str| {
            report.values.insert(figure_key(key), Value::Unreadable(text.to_owned()));
        };
        put("services.s0.direct", "=1+1");
        put("services.s1.direct", "a\tb\nc<b>\u{2}");
        let Clip { html, text } = table_of(&report);
        assert!(text.contains("\t'=1+1\t"), "{text}");
        assert!(text.contains("\ta b c<b>\t") || text.contains("\ta b c<b>\u{2}\t"), "{text}");
        assert!(html.contains("&lt;b&gt;") && !html.contains('\u{2}'), "{html}");
    }

    #[test]
    fn a_word_in_front_of_a_number_is_part_of_its_format() {
        let hundred =
            Value::Known { number: Number::Count(300), qualifier: Some(Qualifier::MoreThan) };
        let mut report = fixture::report();
        report.values.insert(figure_key("services.s0.direct"), hundred);
        let Clip { html, text } = table_of(&report);
        assert!(html.contains("\"\\0022hơn \\0022\\#\\,\\#\\#0\"'>hơn 300</td>"), "{html}");
        assert!(text.contains("\t300\t"));
        assert_eq!(css_text("\"gần \"0.00%"), "\\0022gần \\0022\\#0\\.00%");
    }

    #[test]
    fn a_table_without_rows_is_none() {
        let template = fixture::template();
        let mut report = fixture::report();
        for row in template.tables().flat_map(|table| &table.rows) {
            report.rows.insert(row.key.clone(), crate::report::template::Switch::Off.into());
        }
        let results = Results::of(&report, &template);
        let context = Context::of(&report, &template, &results);
        let items = template.items().filter(|(_, item)| matches!(item.body, ItemBody::Table(_)));
        for (_, item) in items {
            assert_eq!(clip(context, &History::default(), item), None);
        }
    }
}

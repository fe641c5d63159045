//! The figures of a report as an Excel workbook: a sheet for each table of the form, one with every
//! figure, and one with the months of the year. Numbers are real numbers; totals, rates, what is
//! added up from January and the change since last month are formulas with their results.
//!
//! Text is always written as text, so that nothing an office types can become a formula.

mod cell;
mod collection;
mod figure_sheet;
mod formula;
mod style;
mod table_sheet;
mod year_sheet;

#[cfg(test)]
mod tests;

pub use collection::collection_form;

use std::borrow::Cow;
use std::collections::HashSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::ExportError;
use super::figure_list::{self, FigureLine};
use super::xml::allowed;
use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::calc::year::Year;
use crate::report::content::Report;
use crate::report::letterhead::LetterheadField;
use crate::report::period::{PeriodKind, of_kind};
use crate::report::template::{ItemBody, Template};

/// The name of the sheet with every figure.
pub const ALL_FIGURES: &str = "Tất cả chỉ tiêu";

/// The name of the sheet with the periods of the year, by their kind: "Các tháng trong năm".
pub fn year_name(kind: PeriodKind) -> Cow<'static, str> {
    of_kind("Các {kỳ} trong năm", kind)
}

/// The first row under the header of the sheet with every figure; other sheets refer to it.
const LIST_BODY: u32 = 1;
/// The column of its values.
const LIST_VALUE: u16 = 3;

/// The longest name of a sheet, in characters (Excel).
const SHEET_NAME_LENGTH_MAX: usize = 31;
/// The longest text of a cell, in bytes: Excel takes 32.767 UTF-16 units, of which a text never
/// has more than bytes, and the library counts either way.
const CELL_LENGTH_MAX: usize = 32_767;
/// The longest name of an office in the header of a page, in characters; Excel takes 255 for all.
const HEADER_LENGTH_MAX: usize = 80;
/// A4 (Excel's number of paper).
const PAPER_A4: u8 = 9;

/// The report as the bytes of an .xlsx file. The same report gives the same bytes.
///
/// # Errors
/// When the workbook could not be made; never because of what the report says.
pub fn xlsx(
    report: &Report,
    template: &Template,
    results: &Results,
    history: &History,
) -> Result<Vec<u8>, ExportError> {
    let context = Context::of(report, template, results).after(history);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&context)?);
    let mut names = SheetNames::default();
    for (_, item) in template.items() {
        if let ItemBody::Table(table) = &item.body {
            let sheet = workbook.add_worksheet();
            sheet.set_name(names.name_of(&item.label))?;
            table_sheet::write(sheet, &context, &item.label, table)?;
            set_page(sheet, &context);
        }
    }
    let year = Year::of(context, history);
    let lines = figure_list::lines(context, history, &year);
    let year_name = year_name(year.kind());
    for (name, write) in
        [(ALL_FIGURES, figure_sheet::write as WriteLines), (&*year_name, year_sheet::write)]
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        write(sheet, &lines, &context, &year)?;
        set_page(sheet, &context);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Title and author of the report; the day of the file is the last day of its period.
fn properties(context: &Context<'_>) -> Result<DocProperties, ExportError> {
    let plain = |field: LetterheadField| text(&context.text(&field.text_key()).replace('\n', " "));
    let period = context.report.header.period;
    let last = period.range.last();
    let day = ExcelDateTime::parse_from_str(&last.format("%Y-%m-%d").to_string());
    // Excel's calendar begins in 1900.
    let day = day.or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    let name = period.key.label_in_sentence();
    let title = format!("{} {name}", plain(LetterheadField::DocumentType));
    Ok(DocProperties::new()
        .set_title(title.trim())
        .set_subject(plain(LetterheadField::Subject))
        .set_author(plain(LetterheadField::Issuer))
        .set_creation_datetime(&day))
}

/// Writes the figures of a list on a sheet.
type WriteLines =
    fn(&mut Worksheet, &[FigureLine<'_>], &Context<'_>, &Year<'_>) -> Result<(), ExportError>;

/// A4 landscape, as many pages high as needed and one wide; whose figures they are, and of when,
/// on every page.
fn set_page(sheet: &mut Worksheet, context: &Context<'_>) {
    let office: String =
        text(&context.report.office.name).chars().take(HEADER_LENGTH_MAX).collect();
    let period = context.report.header.period;
    let header = format!(
        "&L{}&R{} ({})",
        office.replace('&', "&&"),
        period.key.label(),
        period.range.short_label()
    );
    sheet
        .set_paper_size(PAPER_A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3)
        .set_header(header)
        .set_footer("&C&P/&N");
}

/// Text that a cell can hold: without characters that XML forbids, not too long.
fn text(raw: &str) -> String {
    let mut text = allowed(raw).into_owned();
    text.truncate(text.floor_char_boundary(CELL_LENGTH_MAX));
    text
}

/// The names of the sheets so far; Excel compares them without regard to case.
#[derive(Default)]
struct SheetNames {
    used: HashSet<String>,
}

impl SheetNames {
    /// A name that Excel accepts and no other sheet has.
    fn name_of(&mut self, label: &str) -> String {
        let is_odd = |c: char| c.is_control() || "[]:*?/\\'".contains(c);
        let plain = text(label).replace(is_odd, " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = match plain.as_str() {
            "" => "Bảng",
            plain => plain,
        };
        let mut number = 1_u32;
        loop {
            let suffix = match number {
                1 => String::new(),
                number => format!(" ({number})"),
            };
            let name = shortened(base, &suffix);
            let lower = name.to_lowercase();
            let of_years = PeriodKind::ALL.into_iter().map(year_name);
            let mut ours = of_years.chain([Cow::Borrowed(ALL_FIGURES)]);
            let is_ours = ours.any(|ours| lower == ours.to_lowercase());
            let is_reserved = lower == "history" || is_ours;
            if !is_reserved && self.used.insert(lower) {
                return name;
            }
            number = number.saturating_add(1);
        }
    }
}

/// As much of the name as Excel has room for beside the suffix. Excel counts UTF-16 units.
fn shortened(base: &str, suffix: &str) -> String {
    let mut room = SHEET_NAME_LENGTH_MAX.saturating_sub(suffix.len());
    let mut name = String::new();
    for c in base.chars() {
        let Some(rest) = room.checked_sub(c.len_utf16()) else {
            break;
        };
        room = rest;
        name.push(c);
    }
    format!("{}{suffix}", name.trim_end())
}

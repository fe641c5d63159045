//! Reading a form that an agency filled in (an .xlsx file, written in `export`).
//!
//! The file comes from outside and is not trusted: `guard` keeps it small before a reader of
//! workbooks sees it, and cells are read one by one, never as the whole rectangle they span.

mod guard;
mod number_format;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use rust_decimal::Decimal;

use crate::calc::collect::sheet::{
    FORM, FORMAT, KEY_COLUMN, LABEL_COLUMN, STAMP, STAMP_ROWS, VALUE_COLUMN, VERSION,
};
use crate::calc::collect::{CellContent, Filled, FilledCell, FilledSheet, Stamp};
use crate::report::key::{AgencyKey, OfficeCode, TemplateKey};
use crate::report::period::PeriodKey;
use crate::report::template::TemplateRef;

pub use self::guard::{BYTES_MAX, INFLATED_BYTES_MAX, Swollen};
use self::number_format::Shown;

/// The last row that a form may have, counted from 1.
pub const ROWS_MAX: u32 = 5_000;
/// The last column that a form may have, counted from 1.
pub const COLUMNS_MAX: u32 = 64;
/// The most cells of a sheet, blank ones that only have a look included.
pub const CELLS_MAX: usize = 100_000;

/// Why a file is no filled form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFileError {
    /// It is no .xlsx file: another program's, an old .xls, or one with a password.
    #[error("not an .xlsx file")]
    NotAWorkbook,
    /// Something of the file is larger than in any form.
    #[error("too large for a form: {0:?}")]
    TooLarge(Swollen),
    /// It has more cells than any form.
    #[error("too many cells")]
    TooManyCells,
    /// A cell outside the form is filled in.
    #[error("the cell {0} is outside the form")]
    OutsideForm(String),
    /// It is a workbook, but not such a form.
    #[error("no form of this program")]
    NotAForm,
    /// It was made by a newer version of the program.
    #[error("version {0} of the form is not known")]
    TooNew(String),
    /// Something in it cannot be read.
    #[error("the workbook is damaged")]
    Damaged,
}

impl From<XlsxError> for FormFileError {
    fn from(_: XlsxError) -> Self {
        Self::Damaged
    }
}

/// Reads a filled form.
///
/// # Errors
/// When it is none, is damaged, or larger than any form; nothing of it is then used.
pub fn read_form(bytes: &[u8]) -> Result<Filled, FormFileError> {
    let clean = guard::clean(bytes)?;
    // The reader is not ours and its input is hostile: whatever it trips over is damage.
    catch_unwind(AssertUnwindSafe(|| read(&clean))).unwrap_or(Err(FormFileError::Damaged))
}

fn read(clean: &[u8]) -> Result<Filled, FormFileError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(clean))?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if !names.iter().any(|name| name == STAMP) {
        return Err(FormFileError::NotAForm);
    }
    let stamp = read_stamp(&mut book)?;
    // The sheet may have been given another name, have been copied, or stand behind another: each is read, and
    // which of them counts is told by the figures in it.
    let mut sheets = Vec::new();
    for name in names.into_iter().filter(|name| name != STAMP) {
        let cells = read_cells(&mut book, &name)?;
        if !cells.is_empty() {
            sheets.push(FilledSheet { name, cells });
        }
    }
    Ok(Filled { stamp, sheets })
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Calls `take` with every cell that is not blank, where it stands from 0, and the code of its number format.
fn each_cell(
    book: &mut Book<'_>,
    sheet: &str,
    mut take: impl FnMut((u32, u32), &DataRef<'_>, &str),
) -> Result<(), FormFileError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut num_cells = 0_usize;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        num_cells += 1;
        if num_cells > CELLS_MAX {
            return Err(FormFileError::TooManyCells);
        }
        let (row, column) = cell.get_position();
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            let address = address(row, column);
            return Err(FormFileError::OutsideForm(match sheet {
                FORM => address,
                other => format!("{other}!{address}"),
            }));
        }
        let style = reader.styles().get(style);
        let format = style.and_then(|style| style.number_format.as_ref());
        let format = format.map_or("", |format| format.format_code.as_str());
        take((row, column), cell.get_value(), format);
    }
    Ok(())
}

fn read_stamp(book: &mut Book<'_>) -> Result<Stamp, FormFileError> {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let mut values: BTreeMap<u32, String> = BTreeMap::new();
    each_cell(book, STAMP, |(row, column), value, _| {
        let text = plain(value);
        match column {
            0 => names.insert(row, text),
            1 => values.insert(row, text),
            _ => None,
        };
    })?;
    let stamp: BTreeMap<String, String> =
        names.into_iter().filter_map(|(row, name)| Some((name, values.remove(&row)?))).collect();
    let [format, version, office, office_name, period, template, template_version, agency] =
        STAMP_ROWS.map(|name| stamp.get(name).map_or("", String::as_str));
    if format != FORMAT {
        return Err(FormFileError::NotAForm);
    }
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(newer) if newer > VERSION => return Err(FormFileError::TooNew(version.to_owned())),
        _ => return Err(FormFileError::Damaged),
    }
    let damaged = |_| FormFileError::Damaged;
    Ok(Stamp {
        office: OfficeCode::parse(office).map_err(damaged)?,
        office_name: office_name.to_owned(),
        period: PeriodKey::parse(period).map_err(|_| FormFileError::Damaged)?,
        template: TemplateRef {
            key: TemplateKey::parse(template).map_err(damaged)?,
            version: template_version.parse().map_err(|_| FormFileError::Damaged)?,
        },
        agency: AgencyKey::parse(agency).map_err(damaged)?,
    })
}

fn read_cells(book: &mut Book<'_>, sheet: &str) -> Result<Vec<FilledCell>, FormFileError> {
    let mut keys: BTreeMap<u32, String> = BTreeMap::new();
    let mut labels: BTreeMap<u32, String> = BTreeMap::new();
    let mut contents = unreckoned(book, sheet)?;
    each_cell(book, sheet, |(row, column), value, format| {
        if column == u32::from(KEY_COLUMN) {
            keys.insert(row, plain(value));
        } else if column == u32::from(LABEL_COLUMN) {
            labels.insert(row, plain(value));
        } else if column == u32::from(VALUE_COLUMN) {
            contents.insert(row, content(value, format));
        }
    })?;
    let cells = keys.into_iter().map(|(row, key)| FilledCell {
        key,
        label: labels.remove(&row).unwrap_or_default(),
        address: address(row, u32::from(VALUE_COLUMN)),
        content: contents.remove(&row).unwrap_or(CellContent::Blank),
    });
    Ok(cells.collect())
}

/// The rows whose figure is a formula that has no result: programs that only write workbooks leave them so.
fn unreckoned(
    book: &mut Book<'_>,
    sheet: &str,
) -> Result<BTreeMap<u32, CellContent>, FormFileError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut rows = BTreeMap::new();
    let mut num_cells = 0_usize;
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        num_cells += 1;
        if num_cells > CELLS_MAX {
            return Err(FormFileError::TooManyCells);
        }
        let (row, column) = cell.pos;
        if column == u32::from(VALUE_COLUMN) && cell.formula.is_some() && is_empty(&cell.value) {
            rows.insert(row, CellContent::Unreckoned);
        }
    }
    Ok(rows)
}

fn is_empty(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.is_empty(),
        _ => false,
    }
}

fn plain(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        _ => String::new(),
    }
}

fn content(value: &DataRef<'_>, format: &str) -> CellContent {
    match value {
        DataRef::Empty => CellContent::Blank,
        DataRef::String(text) => CellContent::Text(text.clone()),
        DataRef::SharedString(text) => CellContent::Text((*text).to_owned()),
        DataRef::Int(number) => numeric(Decimal::from(*number), format),
        DataRef::Float(number) => match exact(*number) {
            Some(number) => numeric(number, format),
            None => CellContent::Text(number.to_string()),
        },
        DataRef::Bool(truth) => CellContent::Other(truth.to_string().to_uppercase()),
        DataRef::Error(error) => CellContent::Other(error.to_string()),
        DataRef::DateTime(_) => CellContent::Other("ngày tháng".to_owned()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => CellContent::Other(text.clone()),
    }
}

fn numeric(number: Decimal, format: &str) -> CellContent {
    match Shown::of(number, format) {
        Shown::Plain => CellContent::Number(number),
        Shown::InPercent => CellContent::Percent(number.normalize()),
        Shown::Unclear => CellContent::Other(number.normalize().to_string()),
        Shown::Hundredfold => {
            let percent = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
            CellContent::Percent(percent.normalize())
        }
    }
}

/// The number that a spreadsheet shows: it counts in binary fractions, of which 15 digits are right.
fn exact(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits).ok().map(|decimal| decimal.normalize())
}

/// The name of a cell, its row and column counted from 0: "E12".
fn address(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.insert(0, char::from_u32(u32::from('A') + digit).unwrap_or('?'));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests;

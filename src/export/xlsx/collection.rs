//! The form that an agency fills in: its figures on one sheet, of which only the input cells can be
//! changed. Keys stand in a hidden column, what the form belongs to on a sheet that no menu shows.
//!
//! Numbers are typed into cells of text: a spreadsheet would read "1.000" by the country of the
//! machine, as one thousand or as one, and "95,62%" as 0,9562; as text they arrive as they were typed.

use rust_xlsxwriter::{
    DataValidation, Formula, IgnoreError, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::cell;
use super::style::{self, Weight};
use super::{PAPER_A4, properties, text};
use crate::calc::carry;
use crate::calc::collect::sheet::{
    FORM, FORMAT, KEY_COLUMN, LABEL_COLUMN, STAMP, STAMP_ROWS, VALUE_COLUMN, VERSION,
};
use crate::calc::collect::{Asked, Stamp, asked};
use crate::calc::days;
use crate::calc::history::History;
use crate::calc::print::{self, PrintedIn};
use crate::calc::prose::Context;
use crate::export::ExportError;
use crate::pages::metrics::Face;
use crate::report::number::{NumberKind, format_value};
use crate::report::period::{format_day, of_kind};
use crate::report::template::{Agency, Figure, Span};
use crate::report::value::Value;

/// The columns behind the hidden keys, with their widths in characters.
const COLUMNS: [(&str, u32); 6] = [
    ("STT", 6),
    ("Chỉ tiêu", 40),
    ("Đơn vị tính", 13),
    ("Số liệu", 16),
    ("{Kỳ} trước", 14),
    ("Cách tính, ghi chú", 42),
];
const POSITION: u16 = 1;
const UNIT: u16 = 3;
const BEFORE: u16 = 5;
const NOTE: u16 = 6;

/// What whoever fills the form in has to know.
const INSTRUCTIONS: [&str; 3] = [
    "Chỉ nhập vào các ô nền vàng; không thêm, xóa hay dời dòng, cột. Nhập xong lưu tệp (.xlsx) và gửi lại đơn vị tổng hợp.",
    "Số nguyên nhập liền hoặc có dấu chấm hàng nghìn; số lẻ và tỷ lệ dùng dấu phẩy, ví dụ 95,62. Không gõ đơn vị tính vào ô.",
    "Có số 0 thì nhập 0; không phát sinh thì nhập dấu gạch ngang (-); chưa có số thì để trống, ô trống không xóa số đã có.",
];

/// The form of an agency as the bytes of an .xlsx file. The same report gives the same bytes.
/// What is entered already stands in it, to be looked at; numbers of last month that nobody accepted
/// do not.
///
/// # Errors
/// When the workbook could not be made; never because of what the report says.
pub fn collection_form(
    context: Context<'_>,
    history: &History,
    agency: &Agency,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&context)?);
    let sheet = workbook.add_worksheet();
    sheet.set_name(FORM)?;
    let form = Form { context, history, agency };
    form.write(sheet)?;
    let stamp = workbook.add_worksheet();
    stamp.set_name(STAMP)?;
    write_stamp(stamp, &Stamp::of(context.report, &agency.key))?;
    Ok(workbook.save_to_buffer()?)
}

struct Form<'a> {
    context: Context<'a>,
    history: &'a History,
    agency: &'a Agency,
}

impl Form<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        sheet.set_column_hidden(KEY_COLUMN)?;
        for ((_, width), column) in COLUMNS.iter().zip(POSITION..) {
            sheet.set_column_width(column, *width)?;
        }
        let header = self.head(sheet)?;
        let (first, last) = self.body(sheet, header + 1)?;
        signature(sheet, last + 2)?;
        sheet.set_freeze_panes(header + 1, 0)?;
        sheet.set_repeat_rows(header, header)?;
        sheet.set_print_area(0, POSITION, last + 5, NOTE)?;
        sheet.ignore_error_range(
            header,
            VALUE_COLUMN,
            last.max(header),
            VALUE_COLUMN,
            IgnoreError::NumberStoredAsText,
        )?;
        if let Some(first) = first {
            sheet.set_selection(first, VALUE_COLUMN, first, VALUE_COLUMN)?;
        }
        sheet
            .set_paper_size(PAPER_A4)
            .set_portrait()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer("&C&P/&N");
        protect(sheet);
        Ok(())
    }

    /// Title, whom it is for, how it is filled in; the row of the column headings.
    fn head(&self, sheet: &mut Worksheet) -> Result<u32, ExportError> {
        let Context { report, template, .. } = self.context;
        let period = report.header.period;
        let lines = [
            ("PHIẾU THU THẬP SỐ LIỆU".to_owned(), style::title()),
            (template.parts().name.clone(), style::title()),
            (format!("Đơn vị cung cấp: {}", self.agency.name), style::note()),
            (format!("Đơn vị tổng hợp: {}", report.office.name), style::note()),
            (
                format!(
                    "Kỳ báo cáo: {} (từ {} đến {})",
                    period.key.label(),
                    format_day(period.range.first()),
                    format_day(period.range.last())
                ),
                style::note(),
            ),
        ];
        let lines = lines.into_iter();
        let instructions = INSTRUCTIONS.map(|words| (words.to_owned(), style::wrapped()));
        let width: u32 = COLUMNS.iter().map(|(_, width)| width).sum();
        let mut row = 0;
        for (words, format) in lines.chain(instructions) {
            sheet.merge_range(row, POSITION, row, NOTE, &text(&words), &format)?;
            cell::fit_row(sheet, row, &[(&words, width)], Face::Bold)?;
            row += 1;
        }
        let kind = self.context.template.period();
        let headings = COLUMNS.map(|(heading, width)| (of_kind(heading, kind), width));
        for ((heading, _), column) in headings.iter().zip(POSITION..) {
            sheet.write_string_with_format(row, column, &**heading, &style::heading())?;
        }
        let headings: Vec<(&str, u32)> =
            headings.iter().map(|(heading, width)| (&**heading, *width)).collect();
        cell::fit_row(sheet, row, &headings, Face::Bold)?;
        Ok(row)
    }

    /// The figures under the names of their sections; the row of the first one, and the last row.
    fn body(&self, sheet: &mut Worksheet, top: u32) -> Result<(Option<u32>, u32), ExportError> {
        let Context { report, template, .. } = self.context;
        let (mut row, mut first, mut heading) = (top, None, None);
        for (asked, number) in asked(report, template, &self.agency.key).iter().zip(1_u32..) {
            if heading != Some(&asked.section.key) {
                heading = Some(&asked.section.key);
                let words = format!("{}. {}", asked.section.outline, asked.section.label);
                let words = text(&words);
                sheet.merge_range(
                    row,
                    POSITION,
                    row,
                    NOTE,
                    &words,
                    &style::words(Weight::Total),
                )?;
                cell::fit_row(sheet, row, &[], Face::Bold)?;
                row += 1;
            }
            first.get_or_insert(row);
            self.line(sheet, row, asked, number)?;
            row += 1;
        }
        Ok((first, row.saturating_sub(1).max(top)))
    }

    fn line(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        asked: &Asked<'_>,
        number: u32,
    ) -> Result<(), ExportError> {
        let figure = asked.figure;
        let note = self.note(figure);
        let (words, centred) = (style::words(Weight::Row), style::centred(Weight::Row));
        sheet.write_string(row, KEY_COLUMN, figure.key.as_str())?;
        sheet.write_number_with_format(row, POSITION, number, &centred)?;
        cell::words(sheet, (row, LABEL_COLUMN), &figure.label, &words)?;
        cell::words(sheet, (row, UNIT), &figure.unit, &centred)?;
        let before = self.before(figure);
        cell::words(sheet, (row, BEFORE), &before, &style::right(Weight::Row))?;
        cell::words(sheet, (row, NOTE), &note, &words)?;
        self.input(sheet, row, figure)?;
        let texts = ["", &figure.label, &figure.unit, "", &before, &note];
        let cells: Vec<(&str, u32)> =
            texts.into_iter().zip(COLUMNS).map(|(text, (_, width))| (text, width)).collect();
        cell::fit_row(sheet, row, &cells, Face::Regular)
    }

    /// The cell that is filled in, with what is entered already.
    fn input(&self, sheet: &mut Worksheet, row: u32, figure: &Figure) -> Result<(), ExportError> {
        let report = self.context.report;
        let value = match carry::is_unconfirmed(report, &figure.key) {
            true => &Value::Blank,
            false => report.value(&figure.key),
        };
        cell::words(sheet, (row, VALUE_COLUMN), &format_value(value), &style::input())?;
        let rule = rule(row, self.context.template.number_kind(figure))?;
        sheet.add_data_validation(row, VALUE_COLUMN, row, VALUE_COLUMN, &rule)?;
        Ok(())
    }

    /// What the figure said the month before.
    fn before(&self, figure: &Figure) -> String {
        let past = self.history.previous(self.context.report.header.period.key);
        let past = past.map(Context::of_past);
        let past = past.filter(|past| !past.is_off(&figure.key));
        past.map_or_else(String::new, |past| {
            let style = &past.template.parts().style;
            print::figure_text(figure, past.report, past.results, style, PrintedIn::Table)
        })
    }

    /// What is counted, and over which days.
    fn note(&self, figure: &Figure) -> String {
        let day = days::text(figure, self.context.report);
        let span = match (figure.span, day) {
            (Span::InPeriod, _) | (_, None) => String::new(),
            (Span::Since(_), Some(day)) => format!("Cộng dồn từ ngày {day}."),
            (Span::AsOf, Some(day)) => format!("Tính đến ngày {day}."),
            (Span::Window(_), Some(days)) => format!("Trong các ngày {days}."),
        };
        let parts = [figure.definition.as_str(), &span];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// What the cell takes, told in words while it is selected and when something else is typed: digits
/// and separators, the words for "nothing arose", or words that begin like "hơn 300". It catches slips
/// of the keyboard; what is read back is looked at anew.
fn rule(row: u32, kind: NumberKind) -> Result<DataValidation, XlsxError> {
    let at = rust_xlsxwriter::utility::row_col_to_cell(row, VALUE_COLUMN);
    let (number, signs, takes) = match kind {
        NumberKind::Count => (
            format!("AND({at}>=0,{at}=INT({at}))"),
            "0123456789. ",
            "Số nguyên, ví dụ 1317 hoặc 1.317. Không phát sinh: nhập dấu -",
        ),
        NumberKind::Decimal | NumberKind::Percent => (
            format!("{at}>=0"),
            "0123456789.,% ",
            "Số có dấu phẩy thập phân, ví dụ 95,62. Không phát sinh: nhập dấu -",
        ),
    };
    let words = format!("ISNUMBER(SEARCH(\"|\"&LEFT({at},3)&\"|\",\"|hơn|trê|gần|kho|ít |\"))");
    let nothing = format!(
        "ISNUMBER(SEARCH(\"|\"&TRIM(SUBSTITUTE({at},\".\",\"\"))&\"|\",\"|-|không|không có|không phát sinh|\"))"
    );
    let odd = format!("SUMPRODUCT(--ISERROR(FIND(MID({at},ROW($1:$20),1),\"{signs}\")))");
    let formula =
        format!("=IF(ISNUMBER({at}),{number},OR({nothing},{words},AND(LEN({at})<=20,{odd}=0)))");
    DataValidation::new()
        .allow_custom(Formula::new(formula))
        .ignore_blank(true)
        .set_input_title("Nhập số liệu")?
        .set_input_message(takes)?
        .set_error_title("Số liệu chưa đúng")?
        .set_error_message(format!("Ô này chỉ nhận: {takes}"))
}

fn signature(sheet: &mut Worksheet, row: u32) -> Result<(), ExportError> {
    let format = style::note();
    let (left, right) = ("Người lập phiếu", "Thủ trưởng đơn vị");
    sheet.write_string_with_format(row, LABEL_COLUMN, left, &format)?;
    sheet.write_string_with_format(row, VALUE_COLUMN, right, &format)?;
    Ok(())
}

/// Only unlocked cells can be changed; widths and heights too, so that everything can be read. There
/// is no password: it keeps from slips, not from people.
fn protect(sheet: &mut Worksheet) {
    let options =
        ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    sheet.protect_with_options(&options);
}

fn write_stamp(sheet: &mut Worksheet, stamp: &Stamp) -> Result<(), ExportError> {
    let values = [
        FORMAT.to_owned(),
        VERSION.to_string(),
        stamp.office.to_string(),
        text(&stamp.office_name),
        stamp.period.to_string(),
        stamp.template.key.to_string(),
        stamp.template.version.to_string(),
        stamp.agency.to_string(),
    ];
    for ((name, value), row) in STAMP_ROWS.iter().zip(values).zip(0..) {
        sheet.write_string(row, 0, *name)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}

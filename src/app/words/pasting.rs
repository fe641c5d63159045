//! What is said about a block of the clipboard.

use super::personal;
use crate::app::words;
use crate::calc::block::{
    BlockError, CellFate, CellRefusal, Closed, Content, Counts, Plan, PlannedCell, Question, Shape,
};
use crate::calc::text::encoding::Encoding;
use crate::report::number::{format_count, format_decimal, format_value};
use crate::report::value::Value;

/// Why a text is no block.
pub fn block_error(err: &BlockError) -> String {
    match err {
        BlockError::Empty => "Không có ô nào để dán".to_owned(),
        BlockError::TooLong => {
            "Nội dung dán quá dài; chưa dán ô nào. Hãy chép từng bảng rồi dán lại".to_owned()
        }
        BlockError::TooManyCells => {
            "Bảng dán có quá nhiều ô; chưa dán ô nào. Hãy chép đúng phần cần dán rồi dán lại"
                .to_owned()
        }
        BlockError::Personal(column) => format!(
            "Chưa dán: {}. Chương trình giữ số đếm, không giữ người: {}",
            personal::title(&personal::column(column), column),
            personal::TO_DO
        ),
    }
}

/// What became of a block: "Đã dán 42 ô, bỏ qua 3, sai 1".
pub fn summary(counts: Counts) -> String {
    let parts = [
        (counts.unchanged, "không đổi"),
        (counts.closed + counts.blank, "bỏ qua"),
        (counts.refused, "sai"),
        (counts.ambiguous, "chưa rõ cách đọc"),
        (counts.outside, "ngoài bảng"),
    ];
    let mut words = format!("Đã dán {} ô", count(counts.written));
    for (number, what) in parts.into_iter().filter(|(number, _)| *number > 0) {
        words.push_str(&format!(", {what} {}", count(number)));
    }
    words
}

/// Why a block is shown before it is pasted: a sentence for each reason.
pub fn cautions(plan: &Plan) -> Vec<String> {
    let mut cautions = Vec::new();
    match plan.shape {
        Shape::Fits => {}
        Shape::Ragged => cautions.push(
            "Các dòng của khối không đều nhau (ô có nhiều đoạn trong Word?): xem kỹ từng ô đã đúng chỗ chưa"
                .to_owned(),
        ),
        Shape::Larger { rows, columns } => {
            let parts = [(rows, "dòng"), (columns, "cột")];
            let parts = parts.iter().filter(|(number, _)| *number > 0);
            let over: Vec<String> =
                parts.map(|(number, what)| format!("{} {what}", count(*number))).collect();
            cautions.push(format!("Khối lớn hơn bảng: thừa {} sẽ không được dán", over.join(", ")));
        }
    }
    if let Some(text) = &plan.month_first {
        cautions.push(format!(
            "“{text}” chỉ đọc được khi viết tháng trước ngày: các ngày khác của khối có thể cũng viết như vậy, hãy xem từng ngày"
        ));
    }
    for (column, encoding) in &plan.encodings {
        let made = match encoding {
            Encoding::Tcvn3 | Encoding::VniWindows => "được chuyển sang Unicode",
            Encoding::Decomposed => "được ghép lại thành Unicode dựng sẵn",
        };
        let name = encoding.name();
        cautions.push(format!("Cột thứ {} gõ bằng {name}: {made}", count(column + 1)));
    }
    cautions
}

/// The question about numbers that can be read in two ways, and its two answers: thousands, decimal.
pub fn question(question: &Question) -> (String, [String; 2]) {
    let Question { text, label, num_cells, as_thousands, as_decimal } = question;
    let others = match num_cells {
        0 | 1 => String::new(),
        more => format!(" (cùng {} ô khác như vậy)", count(more - 1)),
    };
    let asked = format!("“{text}” ở “{label}”{others} đọc là số nào?");
    let answer = |value: &Option<Value>, sign: &str| match value {
        Some(value) => format!("{sign}: {}", plain_number(value)),
        None => format!("{sign}: để lại, không dán"),
    };
    (asked, [answer(as_thousands, "Ngăn hàng nghìn"), answer(as_decimal, "Dấu thập phân")])
}

/// What would become of a cell, in words.
pub fn fate(cell: &PlannedCell) -> String {
    match &cell.fate {
        CellFate::New(after) => format!("mới: {}", content(after)),
        CellFate::Changed { before, after } => {
            format!("đổi từ {} thành {}", content(before), content(after))
        }
        CellFate::Unchanged => "không đổi".to_owned(),
        CellFate::Closed(Closed::Computed) => "bỏ qua: ô tự tính".to_owned(),
        CellFate::Closed(Closed::Fixed) => "bỏ qua: ô không nhập được".to_owned(),
        CellFate::Blank => "bỏ qua: ô trống".to_owned(),
        CellFate::Refused(CellRefusal::NotANumber(err)) => {
            format!("sai: “{}”. {}", cell.text, words::read_error(err))
        }
        CellFate::Refused(CellRefusal::NoDays { usual }) => {
            let needed = words::how_to_type_days(usual);
            format!("sai: “{}” không phải là ngày. Viết {needed}", cell.text)
        }
        CellFate::Ambiguous => "chưa rõ cách đọc".to_owned(),
        CellFate::Outside => "ngoài bảng".to_owned(),
    }
}

/// What a field holds, or gets.
pub(in crate::app) fn content(content: &Content) -> String {
    match content {
        Content::Value(Value::Blank) => "trống".to_owned(),
        Content::Value(Value::NotArisen) => "không phát sinh".to_owned(),
        Content::Value(value) => format_value(value),
        Content::Days(days) => days.to_text(),
        Content::Text(text) if text.is_empty() => "trống".to_owned(),
        Content::Text(text) => format!("“{text}”"),
    }
}

/// A number without the digits that only keep it from being read in two ways.
fn plain_number(value: &Value) -> String {
    let number = value.number().map(|number| number.to_decimal().normalize());
    number.map_or_else(|| format_value(value), format_decimal)
}

fn count(number: usize) -> String {
    i64::try_from(number).map_or_else(|_| number.to_string(), format_count)
}

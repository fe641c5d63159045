//! What is said about a block of the clipboard.

use super::personal;
use crate::app::words;
use crate::calc::block::{
    BlockError, CellFate, CellFault, Closed, Content, LeftOut, Lie, Line, Plan, PlannedCell,
    Question, Recognised, Shape, TakenColumn, WhyLeft,
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

/// What became of a block: "Đã dán 42 ô, bỏ qua 3, không đọc được 1".
pub fn summary(plan: &Plan) -> String {
    let counts = plan.counts();
    let left_out = plan.recognised.as_ref().map_or(&[][..], |sheet| &sheet.left_out);
    let lines = |is: fn(&Line) -> bool| left_out.iter().filter(|left| is(&left.line)).count();
    let parts = [
        (counts.unchanged, "không đổi"),
        (counts.closed + counts.blank, "bỏ qua"),
        (counts.unread, "không đọc được"),
        (counts.differing, "lệch số tự tính"),
        (counts.ambiguous, "chưa rõ cách đọc"),
        (counts.outside, "ngoài bảng"),
        (lines(|line| matches!(line, Line::Row(_))), "dòng không dán"),
        (lines(|line| matches!(line, Line::Column(_))), "cột không dán"),
    ];
    let mut words = format!("Đã dán {} ô", count(counts.written + counts.unread));
    for (number, what) in parts.into_iter().filter(|(number, _)| *number > 0) {
        words.push_str(&format!(", {what} {}", count(number)));
    }
    words
}

/// What of a block was found by names, and what was not: sentences, the first tells what is taken.
fn recognised(sheet: &Recognised) -> Vec<String> {
    let Recognised { num_rows, columns, left_out, lie, has_headings, other_period } = sheet;
    let taken = columns.iter().map(|TakenColumn { heading, label }| match heading.as_str() {
        "" => format!("“{label}”"),
        heading if heading == label => format!("“{label}”"),
        heading => format!("“{heading}” vào “{label}”"),
    });
    let taken: Vec<String> = taken.collect();
    let mut sentences = vec![match taken.as_slice() {
        [] => "Nhận ra tên các dòng nhưng không nhận ra cột nào theo tiêu đề: chưa có ô nào để dán. Hãy chép cả dòng tiêu đề cột, hoặc chép riêng các ô số"
            .to_owned(),
        taken => format!(
            "Nhận ra bảng: {} dòng theo tên, các cột {}",
            count(*num_rows),
            taken.join(", ")
        ),
    }];
    if *lie == Lie::OnItsSide {
        sentences.push("Bảng nằm ngang (tên dòng ở trên cùng): đã xoay lại".to_owned());
    }
    if !has_headings && !columns.is_empty() {
        sentences.push(
            "Khối không có dòng tiêu đề: các cột lấy theo thứ tự của bảng, hãy xem có đúng cột không"
                .to_owned(),
        );
    }
    if let Some(title) = other_period {
        sentences.push(format!("Tiêu đề “{title}” không phải kỳ của báo cáo đang mở"));
    }
    // What is left out for one reason is told together, in the order of the block.
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for left in left_out {
        let why = reason(left);
        match told.iter_mut().find(|(told, _)| *told == why) {
            Some((_, names)) => names.push(name(left)),
            None => told.push((why, vec![name(left)])),
        }
    }
    sentences.extend(told.into_iter().map(|(why, names)| format!("{why}: {}", names.join(", "))));
    sentences
}

fn name(left: &LeftOut) -> String {
    match (&left.line, left.name.as_str()) {
        (Line::Row(at), "") => format!("dòng thứ {}", count(at + 1)),
        (Line::Column(at), "") => format!("cột thứ {}", count(at + 1)),
        (_, name) => format!("“{name}”"),
    }
}

fn reason(left: &LeftOut) -> &'static str {
    match (left.why, left.line) {
        (WhyLeft::Unknown, Line::Row(_)) => "Dòng không có trong bảng, không dán",
        (WhyLeft::Unknown, Line::Column(_)) => "Cột không có trong bảng, không dán",
        (WhyLeft::Doubled, Line::Row(_)) => "Dòng có nhiều lần trong khối, không dán dòng nào",
        (WhyLeft::Doubled, Line::Column(_)) => "Cột có nhiều lần trong khối, không dán cột nào",
        (WhyLeft::Several, Line::Row(_)) => "Tên có thể là nhiều dòng của bảng, không dán",
        (WhyLeft::Several, Line::Column(_)) => "Tiêu đề có thể là nhiều cột của bảng, không dán",
        (WhyLeft::Off, _) => "Dòng đang tắt trong báo cáo, không dán",
        (WhyLeft::OtherPeriod, _) => "Số của kỳ khác hoặc của nhiều kỳ, không dán",
    }
}

/// Why a block is shown before it is pasted: a sentence for each reason.
pub fn cautions(plan: &Plan) -> Vec<String> {
    let mut cautions = plan.recognised.as_ref().map(recognised).unwrap_or_default();
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
            Encoding::Tcvn3 | Encoding::VniWindows | Encoding::Misread => {
                "được chuyển sang Unicode"
            }
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
        CellFate::Unread { fault, before } => unread(&cell.text, fault, before),
        CellFate::Agrees => "khớp với số tự tính".to_owned(),
        CellFate::Differs { reckoned } if reckoned.is_empty() => {
            format!("bảng ghi {}, chương trình chưa tính được: ô tự tính, không dán", cell.text)
        }
        CellFate::Differs { reckoned } => format!(
            "bảng ghi {}, chương trình tính {reckoned}: ô tự tính, không dán; hãy xem lại các số thành phần",
            cell.text
        ),
        CellFate::Ambiguous => "chưa rõ cách đọc".to_owned(),
        CellFate::Outside => "ngoài bảng".to_owned(),
    }
}

/// What is said of a cell that cannot be read.
fn unread(text: &str, fault: &CellFault, before: &Content) -> String {
    let why = match fault {
        CellFault::NotANumber(err) => words::read_error(err),
        CellFault::NoDays { usual } => {
            format!("Không phải là ngày. Viết {}", words::how_to_type_days(usual))
        }
    };
    let instead = match before {
        Content::Value(Value::Blank) | Content::Days(_) => String::new(),
        before => format!(" thay cho {}", content(before)),
    };
    format!("giữ nguyên chữ “{text}”{instead} để sửa sau. {why}")
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

//! The domain's reasons in Vietnamese, each in one place.

use crate::report::letterhead::LetterheadField;
use crate::report::number::{ReadError, format_decimal};
use crate::report::period::PeriodKind;
use crate::report::sentence::SentenceError;
use crate::report::template::{Figure, Span};
use crate::report::template_check::{FaultReason, TemplateFault};

/// The first characters of a text; "…" behind them where there is more.
pub fn beginning(text: &str, num_chars: usize) -> String {
    match text.char_indices().nth(num_chars) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
    }
}

/// Why a typed text is not a figure, and what to type instead.
pub fn read_error(err: &ReadError) -> String {
    match err {
        ReadError::NotANumber(c) => format!("Không đọc được là số: có ký tự “{c}”"),
        ReadError::DecimalInCount => {
            "Chỉ tiêu này là số nguyên; hàng nghìn dùng dấu chấm, ví dụ 1.317".to_owned()
        }
        ReadError::Grouping => {
            "Dấu chấm hàng nghìn phải đứng trước đúng ba chữ số, ví dụ 1.317".to_owned()
        }
        ReadError::Ambiguous { as_decimal, as_thousands } => format!(
            "Có thể là {} hoặc {}: hãy chọn một",
            format_decimal(as_decimal.normalize()),
            format_decimal(as_thousands.normalize())
        ),
        ReadError::EnglishStyle => {
            "Hàng nghìn dùng dấu chấm, phần thập phân dùng dấu phẩy, ví dụ 1.317,25".to_owned()
        }
        ReadError::Negative => "Chỉ tiêu này không nhận số âm: hãy nhập số từ 0 trở lên".to_owned(),
        ReadError::TooLarge => "Số có quá nhiều chữ số".to_owned(),
        ReadError::NotAPercentage => "Chỉ tiêu này không phải tỷ lệ, bỏ dấu %".to_owned(),
        ReadError::NoDigits => "Chưa có chữ số nào".to_owned(),
    }
}

/// What a field of the letterhead is called.
pub fn letterhead(field: LetterheadField) -> &'static str {
    match field {
        LetterheadField::ParentBody => "Cơ quan chủ quản",
        LetterheadField::Issuer => "Cơ quan ban hành",
        LetterheadField::Number => "Số",
        LetterheadField::Symbol => "Ký hiệu",
        LetterheadField::Place => "Địa danh",
        LetterheadField::IssueDate => "Ngày ký",
        LetterheadField::DocumentType => "Tên loại",
        LetterheadField::Subject => "Trích yếu",
        LetterheadField::Addressees => "Kính gửi",
        LetterheadField::Recipients => "Nơi nhận",
        LetterheadField::SigningAuthority => "Quyền hạn ký",
        LetterheadField::SigningFor => "Thay mặt",
        LetterheadField::SigningPost => "Chức vụ người ký",
        LetterheadField::OtherPost => "Chức vụ khác",
        LetterheadField::SignerName => "Họ và tên người ký",
    }
}

/// The days a figure speaks of, in words.
pub fn span(figure: &Figure) -> &'static str {
    match figure.span {
        Span::InPeriod => "trong kỳ",
        Span::Since(_) => "cộng dồn từ ngày",
        Span::AsOf => "tính đến ngày",
    }
}

/// Why a sentence cannot be read.
pub fn sentence_error(err: &SentenceError) -> String {
    match err {
        SentenceError::Unclosed(at) => format!("dấu {{ ở ký tự thứ {} chưa có dấu }}", at + 1),
        SentenceError::Unopened(at) => format!("dấu }} ở ký tự thứ {} không có dấu {{", at + 1),
        SentenceError::Unknown(name) => format!("không có số liệu nào tên là “{name}”"),
    }
}

/// One fault of a template: the place, then the reason.
pub fn template_fault(fault: &TemplateFault) -> String {
    format!("{}: {}", fault.place, fault_reason(&fault.reason))
}

fn fault_reason(reason: &FaultReason) -> String {
    match reason {
        FaultReason::Form(words) => format!("không đúng dạng tệp mẫu ({words})"),
        FaultReason::Version(version) => {
            format!("phiên bản dạng tệp {version} mới hơn chương trình này")
        }
        FaultReason::Key(key) => format!("mã “{key}” chỉ được gồm chữ thường không dấu, số và _"),
        FaultReason::DuplicateKey(key) => format!("mã “{key}” bị dùng hai lần"),
        FaultReason::DuplicateLabel(label) => format!("tên “{label}” bị dùng hai lần"),
        FaultReason::UnknownFigure(key) => format!("không có chỉ tiêu “{key}”"),
        FaultReason::UnknownAgency(key) => format!("không có cơ quan “{key}”"),
        FaultReason::UnknownLetterhead(name) => format!("không có mục thể thức “{name}”"),
        FaultReason::UnknownColumn(key) => format!("bảng không có cột “{key}”"),
        FaultReason::Circle(key) => format!("chỉ tiêu “{key}” được tính từ chính nó"),
        FaultReason::WrongKind(key) => format!("chỉ tiêu “{key}” không phải loại cần ở đây"),
        FaultReason::Decimals(decimals) => format!("{decimals} chữ số thập phân là quá nhiều"),
        FaultReason::Sentence(err) => sentence_error(err),
        FaultReason::Empty => "không được để trống".to_owned(),
        FaultReason::Day(day) => format!("“{day}” không phải là ngày"),
        FaultReason::UnknownPeriod(name) => {
            let known = PeriodKind::ALL.map(|kind| format!("{} ({})", kind.name(), kind.label()));
            format!("không có loại kỳ “{name}”; các loại: {}", known.join(", "))
        }
        FaultReason::NotOfMonths => {
            "kỳ không tính theo tháng: viết {\"days\": số ngày} thay cho month và day".to_owned()
        }
        FaultReason::Level(level) => format!("cấp đề mục {level} không nằm trong 1–5"),
        FaultReason::Unreachable(key) => {
            format!("chỉ tiêu “{key}” không nằm trong biểu nào nên không nhập được")
        }
        FaultReason::Bounds => "giới hạn thiếu hoặc ngược nhau".to_owned(),
        FaultReason::DifferentTables => "các cột phải cùng một bảng".to_owned(),
        FaultReason::SeveralFigures => "chỗ này chỉ nhận một chỉ tiêu hoặc một cột".to_owned(),
    }
}

//! The domain's reasons in Vietnamese, each in one place.

pub mod backups;
pub mod checks;
pub mod damages;
pub mod findings;
pub mod forms;
pub mod formulas;
pub mod histories;
pub mod imports;
pub mod passwords;
pub mod pasting;
pub mod personal;
pub mod salvage;
pub mod skeletons;
pub mod templates;
pub mod texts;

use std::borrow::Cow;

use crate::calc::progress::{Asking, Tally};
use crate::report::content::ReportStatus;
use crate::report::deed::Deed;
use crate::report::key::TextKey;
use crate::report::letterhead::LetterheadField;
use crate::report::number::{ReadError, format_decimal};
use crate::report::period::{DayValue, NoSuchDay, PeriodKind, no_such_day, of_kind};
use crate::report::sentence::SentenceError;
use crate::report::template::{Column, Figure, Span, TableRow, Template};
use crate::store::Run;

/// The first characters of a text; "…" behind them where there is more.
pub fn beginning(text: &str, num_chars: usize) -> String {
    match text.char_indices().nth(num_chars) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
    }
}

/// The first of several things, the others counted: "A, B và 3 chỉ tiêu khác".
fn first_of(all: impl ExactSizeIterator<Item = String>, most: usize, others: &str) -> String {
    let rest = all.len().saturating_sub(most);
    let named = all.take(most).collect::<Vec<_>>().join(", ");
    if rest == 0 { named } else { format!("{named} và {rest} {others}") }
}

/// How many there are of each kind of which there are any: "3 mới, 2 đổi".
pub(super) fn counted(kinds: &[(usize, &str)]) -> String {
    let kinds = kinds.iter().filter(|(number, _)| *number > 0);
    kinds.map(|(number, what)| format!("{number} {what}")).collect::<Vec<_>>().join(", ")
}

/// The reason for leaving a text in its old letters, and the button for it.
pub const LEFT: &str = "Để nguyên";

/// Where a report stands.
pub fn status(status: &ReportStatus) -> &'static str {
    match status {
        ReportStatus::Draft => "nháp",
        ReportStatus::Final { .. } => "đã chốt",
        ReportStatus::Reopened { .. } => "mở lại",
        ReportStatus::Sent { .. } => "đã gửi",
        ReportStatus::Returned { .. } => "bị trả lại",
        ReportStatus::Accepted { .. } => "đã được nhận",
    }
}

/// What was done, as the history of a report with periods of a kind calls it.
pub fn deed(deed: Deed, kind: impl Into<Option<PeriodKind>>) -> Cow<'static, str> {
    let words = match deed {
        Deed::Typed | Deed::Restored => "Nhập",
        Deed::Pasted => "Dán bảng",
        Deed::Cleared => "Xóa trắng ô",
        Deed::NotArisen => "Ghi không phát sinh",
        Deed::DocumentAdded => "Thêm văn bản",
        Deed::DocumentMoved => "Đổi chỗ văn bản",
        Deed::DocumentRemoved => "Xóa văn bản",
        Deed::Filled => "Điền từ ô trên xuống",
        Deed::TodayFilled => "Điền ngày hôm nay",
        Deed::FiguresCarried => "Lấy số {kỳ} trước",
        Deed::WordingCarried => "Lấy lời văn {kỳ} trước",
        Deed::PartCarried => "Lấy số, lời văn {kỳ} trước cho một phần",
        Deed::CarriedAccepted => "Xác nhận số lấy từ {kỳ} trước",
        Deed::WordingAccepted => "Xác nhận lời văn {kỳ} trước",
        Deed::CarriedDiscarded => "Bỏ số lấy từ {kỳ} trước",
        Deed::NumberBound => "Nối số với số liệu",
        Deed::TextCorrected => "Sửa lời văn",
        Deed::TextConverted => "Chuyển sang Unicode",
        Deed::WordingChosen => "Chọn lời văn",
        Deed::Explained => "Giải trình",
        Deed::FollowUpMarked => "Đánh dấu cần theo dõi",
        Deed::FollowUpCleared => "Bỏ dấu cần theo dõi",
        Deed::FormTaken => "Nhập phiếu",
        Deed::FormSent => "Xuất phiếu",
        Deed::FormNoted => "Ghi ngày gửi, nhận phiếu",
        Deed::ReportCreated => "Lập báo cáo",
        Deed::SampleTaken => "Dữ liệu mẫu",
        Deed::Imported => "Nhập tệp số liệu",
        Deed::ReportDeleted => "Xóa báo cáo",
        Deed::ReportRestored => "Khôi phục báo cáo đã xóa",
        Deed::Finished => "Chốt báo cáo",
        Deed::Reopened => "Mở lại để sửa",
        Deed::HeaderChanged => "Sửa ngày của {kỳ}, hạn gửi",
        Deed::TemplateAdded => "Thêm mẫu",
        Deed::WentBack => "Trở lại như lúc trước",
        Deed::OfficeRenamed => "Đổi tên đơn vị",
        Deed::OfficeAdapted => "Đổi theo tên đơn vị",
        Deed::Mended => "Sửa lỗi dữ liệu theo nhật ký",
        Deed::Salvaged => "Cứu từ tệp bị hỏng",
        Deed::OfficePlaced => "Sửa cấp trên, thời gian báo cáo của đơn vị",
        Deed::LookChosen => "Đổi cách trình bày báo cáo",
        Deed::ChecksChosen => "Đổi cách kiểm tra báo cáo",
        Deed::PasswordSet => "Đặt mật khẩu mở tệp",
        Deed::PasswordRemoved => "Bỏ mật khẩu mở tệp",
        Deed::RowAdded => "Thêm dòng",
        Deed::RowRenamed => "Đổi tên dòng",
        Deed::RowMoved => "Chuyển dòng",
        Deed::RowRemoved => "Bỏ dòng",
        Deed::RowSwitched => "Chọn dòng báo cáo",
        Deed::ProviderNamed => "Ghi đơn vị thực hiện",
        Deed::Later => "Thao tác của phiên bản mới hơn",
    };
    of_kind(words, kind)
}

/// "2 lỗi, 3 cảnh báo"; empty where nothing asks for anything.
pub fn asking(asking: Asking) -> String {
    let parts = [(asking.errors, "lỗi"), (asking.warnings, "cảnh báo")];
    counted(&parts)
}

/// The same with what is none.
pub fn all_asking(asking: Asking) -> String {
    format!("{} lỗi, {} cảnh báo", asking.errors, asking.warnings)
}

/// Who did something and at which computer: "an@MAY-1"; empty when the system did not tell.
pub fn who(run: &Run) -> String {
    match (run.who.as_str(), run.computer.as_str()) {
        (who, "") => who.to_owned(),
        (who, computer) => format!("{who}@{computer}"),
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

/// What a text of a report is called; none when the template has no such text.
pub fn text_label(key: &TextKey, template: &Template) -> Option<String> {
    if let Some(field) = LetterheadField::ALL.into_iter().find(|field| field.text_key() == *key) {
        return Some(letterhead(field).to_owned());
    }
    if let Some(name) = template.parts().names.iter().find(|name| name.key == *key) {
        return Some(name.label.clone());
    }
    if let Some((row, column)) = template.words_cell(key) {
        return Some(words_cell(row, column));
    }
    let item = template.items().find(|(_, item)| item.texts().contains(&key));
    item.map(|(_, item)| item.label.clone())
}

/// What words in a table are called: "Làm sạch dữ liệu – Ngày xong".
pub fn words_cell(row: &TableRow, column: &Column) -> String {
    format!("{} – {}", row.label, column.label)
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
        Span::Window(_) => "trong các ngày",
    }
}

/// How much is entered: "62/80 số liệu · 2 lời văn còn trống · 5 lời văn chờ xem". The same words wherever it is
/// told.
pub fn tally(tally: Tally) -> String {
    let Tally { figures, texts, .. } = tally;
    let counts = [
        (tally.unread, "ô chưa đọc được"),
        (tally.unconfirmed, "số chờ xác nhận"),
        (tally.blank_texts, "lời văn còn trống"),
        (tally.not_seen, "lời văn chờ xem"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, what)| format!("{count} {what}"));
    let figures = match figures.total {
        0 => None,
        total => Some(format!("{}/{total} số liệu", figures.done)),
    };
    let words = figures.into_iter().chain(counts).collect::<Vec<_>>().join(" · ");
    match (words.is_empty(), texts.total) {
        (false, _) | (true, 0) => words,
        (true, total) => format!("{total}/{total} lời văn"),
    }
}

/// What is typed into a field for a day.
pub const HOW_TO_TYPE_A_DAY: &str = "ngày/tháng/năm, ví dụ 12/4/2023";

/// Why a typed text is no day, and what to type.
pub fn day_fault(text: &str) -> String {
    match no_such_day(text) {
        Some(NoSuchDay::Day { month: 2, year, num_days }) => {
            format!("Tháng 2 năm {year} có {num_days} ngày")
        }
        Some(NoSuchDay::Day { month, num_days, .. }) => format!("Tháng {month} có {num_days} ngày"),
        Some(NoSuchDay::Month) => "Một năm có 12 tháng; hãy gõ ngày trước, tháng sau".to_owned(),
        None => format!("Không phải là ngày; hãy gõ {HOW_TO_TYPE_A_DAY}"),
    }
}

/// The same of a field that usually holds these days.
pub fn days_fault(text: &str, usual: &DayValue) -> String {
    match usual {
        DayValue::Window(_) => format!("Không phải là ngày; hãy gõ {}", how_to_type_days(usual)),
        DayValue::Day(_) | DayValue::Unreadable(_) => day_fault(text),
    }
}

/// What is typed into a field that usually holds these days.
pub fn how_to_type_days(usual: &DayValue) -> &'static str {
    match usual {
        DayValue::Window(_) => "ngày đầu – ngày cuối, ví dụ 01/7/2025 – 25/8/2025",
        DayValue::Day(_) | DayValue::Unreadable(_) => HOW_TO_TYPE_A_DAY,
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

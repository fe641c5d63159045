//! What is said about forms that agencies fill in.

use std::path::Path;

use super::problem::Problem;
use super::words;
use crate::calc::collect::{
    Counts, FilledFault, FormPlan, Leap, LeapFrom, Line, LineFate, LineRefusal,
};
use crate::calc::progress::Progress;
use crate::exchange::collection::{FormFileError, Swollen};
use crate::report::content::Report;
use crate::report::key::AgencyKey;
use crate::report::number::{format_decimal, format_value};
use crate::report::period::{PeriodKind, of_kind};
use crate::report::template::Agency;
use crate::report::value::Value;

/// What to do with a file that is larger than a form.
const FRESH: &str =
    "Nếu đúng là phiếu đã điền, hãy chép các số vào một phiếu mới xuất rồi nhập phiếu đó";
const NOBODY: &str = "Mẫu báo cáo này không ghi đơn vị cung cấp số liệu";
/// What was not lost when a form is refused.
const KEPT: &str = "Báo cáo không thay đổi";

/// What a form brings: "Phiếu Công an: 3 mới, 2 đổi, 20 như cũ, 1 trống, 1 sai".
pub fn summary(plan: &FormPlan) -> String {
    let Counts { new, changed, same, blank, refused } = plan.counts();
    let kinds =
        [(new, "mới"), (changed, "đổi"), (same, "như cũ"), (blank, "trống"), (refused, "sai")];
    let said = words::counted(&kinds);
    let said = if said.is_empty() { "không có ô nào" } else { &said };
    format!("Phiếu {}: {said}", plan.agency)
}

/// What was done when a form was taken over.
pub fn taken(plan: &FormPlan) -> String {
    let Counts { new, changed, refused, .. } = plan.counts();
    let taken = plan.num_taken();
    let left = match new + changed - taken {
        0 => String::new(),
        left => format!(", bỏ qua {left} số"),
    };
    let refused = match refused {
        0 => String::new(),
        refused => format!(", {refused} ô sai để lại"),
    };
    format!("Đã nhập {taken} số liệu từ phiếu {}{left}{refused}", plan.agency)
}

/// What was done when the forms of all agencies were written.
pub fn all_exported(count: usize, folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    format!("Đã xuất {count} phiếu vào thư mục {}", name.to_string_lossy())
}

/// What would become of a cell, a word.
pub fn kind(fate: &LineFate) -> &'static str {
    match fate {
        LineFate::New(_) => "mới",
        LineFate::Changed { .. } => "đổi",
        LineFate::Same => "như cũ",
        LineFate::Blank => "trống",
        LineFate::Refused(_) => "sai",
    }
}

/// What would become of a cell: "305 thành 306".
pub fn fate(line: &Line) -> String {
    match &line.fate {
        LineFate::New(after) => shown(after),
        LineFate::Changed { before, after } => format!("{} thành {}", shown(before), shown(after)),
        LineFate::Same => line.text.clone(),
        LineFate::Blank => "giữ số đang có".to_owned(),
        LineFate::Refused(reason) => format!("“{}”: {}", line.text, self::reason(reason)),
    }
}

/// That a number is ten times what stood there, or a tenth: "chênh mười lần trở lên so với tháng trước (305)".
pub fn leap(leap: &Leap, kind: PeriodKind) -> String {
    let before = shown(&leap.before);
    match leap.from {
        LeapFrom::Entered => format!("chênh mười lần trở lên so với số đang có ({before})"),
        LeapFrom::LastPeriod => {
            let words = of_kind("chênh mười lần trở lên so với {kỳ} trước", kind);
            format!("{words} ({before})")
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::NotArisen => "không phát sinh".to_owned(),
        value => format_value(value),
    }
}

fn reason(reason: &LineRefusal) -> String {
    match reason {
        LineRefusal::NotANumber(err) => words::read_error(err),
        LineRefusal::Fraction(number) => {
            let hundred = rust_decimal::Decimal::ONE_HUNDRED;
            let percent = number.checked_mul(hundred).unwrap_or(*number).normalize();
            format!(
                "có thể là {}% hoặc {}%; hãy gõ lại trong phiếu, ví dụ 95,62",
                format_decimal(*number),
                format_decimal(percent)
            )
        }
        LineRefusal::Other => {
            "ô không chứa số (ngày tháng, đúng sai hoặc lỗi công thức)".to_owned()
        }
        LineRefusal::NotAsked => {
            "phiếu không hỏi số liệu này (dòng bị sửa, hoặc không còn báo cáo)".to_owned()
        }
        LineRefusal::Twice => "số liệu này có hai lần trong phiếu; lấy lần đầu".to_owned(),
        LineRefusal::OtherLabel(label) => format!(
            "dòng này ghi “{label}”: các dòng đã bị sắp xếp lại hoặc sửa tên, không rõ số của dòng nào; \
             hãy chép số vào một phiếu mới xuất"
        ),
        LineRefusal::Unreckoned => {
            "công thức chưa có kết quả; hãy mở phiếu bằng Excel rồi lưu lại".to_owned()
        }
    }
}

/// How much of an agency's part is entered: "đã nhập 12/25".
pub fn progress(progress: Progress) -> String {
    format!("đã nhập {}/{}", progress.done, progress.total)
}

/// Nobody of that name is asked; who is, is named.
pub(super) fn no_such_agency(agency: &AgencyKey, known: &[(&Agency, Progress)]) -> Problem {
    let known: Vec<String> =
        known.iter().map(|(agency, _)| format!("{} ({})", agency.key, agency.name)).collect();
    let to_do = match known.is_empty() {
        true => NOBODY.to_owned(),
        false => format!("Các đơn vị có: {}", known.join(", ")),
    };
    Problem::new(format!("Không có số liệu nào do “{agency}” cung cấp"), "", &to_do)
}

/// No agency is asked for anything, so that there is no form to write.
pub(super) fn nobody_is_asked() -> Problem {
    Problem::new("Không có phiếu nào để xuất", "", NOBODY)
}

/// A cell that is to be passed over brings nothing.
pub fn nothing_to_skip(address: &str, path: &Path) -> Problem {
    let title = format!("Ô {address} của phiếu không có số mới để bỏ qua");
    Problem::new(title, KEPT, "Hãy xem các ô của phiếu: chạy lệnh không có --skip").at(path)
}

/// Why a file is no filled form.
pub(super) fn form_file_error(err: &FormFileError, path: &Path) -> Problem {
    let (title, to_do) = match err {
        FormFileError::NotAWorkbook => (
            "Tệp này không phải tệp Excel (.xlsx), hoặc có mật khẩu".to_owned(),
            "Hãy mở bằng Excel, bỏ mật khẩu nếu có, lưu lại dạng .xlsx rồi nhập lại",
        ),
        FormFileError::TooLarge(swollen) => (
            match swollen {
                Swollen::File => "Tệp quá lớn so với một phiếu thu thập nên không đọc",
                Swollen::Styles => "Tệp chứa quá nhiều kiểu ô thừa nên không đọc",
                Swollen::Names => "Tệp chứa quá nhiều tên vùng thừa nên không đọc",
                Swollen::Sheet => {
                    "Một trang tính trong tệp quá lớn so với phiếu thu thập nên không đọc"
                }
                Swollen::Texts => "Tệp chứa quá nhiều chữ so với phiếu thu thập nên không đọc",
                Swollen::Other => "Một phần của tệp quá lớn so với phiếu thu thập nên không đọc",
            }
            .to_owned(),
            FRESH,
        ),
        FormFileError::TooManyCells => {
            ("Tệp có quá nhiều ô so với phiếu thu thập nên không đọc".to_owned(), FRESH)
        }
        FormFileError::OutsideForm(address) => (
            format!("Tệp có dữ liệu ở ô {address}, ngoài phiếu"),
            "Hãy xóa ô đó, hoặc xuất lại phiếu rồi nhập số vào các ô nền vàng",
        ),
        FormFileError::NotAForm => (
            "Tệp Excel này không phải phiếu thu thập của chương trình".to_owned(),
            "Hãy chọn đúng phiếu, hoặc xuất phiếu mới gửi lại đơn vị cung cấp",
        ),
        FormFileError::TooNew(version) => (
            format!("Phiếu do bản chương trình mới hơn tạo (dạng {version})"),
            "Hãy dùng bản chương trình mới nhất để nhập phiếu này",
        ),
        FormFileError::Damaged => (
            "Phiếu bị hỏng nên không đọc được".to_owned(),
            "Hãy mở và lưu lại bằng Excel, hoặc xuất phiếu mới gửi lại đơn vị cung cấp",
        ),
    };
    Problem::new(title, KEPT, to_do).at(path)
}

/// Why a filled form is not taken over as a whole.
pub(super) fn filled_fault(fault: &FilledFault, report: &Report, path: &Path) -> Problem {
    let (title, to_do) = match fault {
        FilledFault::Office { name, .. } => (
            format!("Phiếu này của đơn vị khác ({name}), không phải {}", report.office.name),
            "Hãy chọn đúng phiếu, hoặc mở tệp dữ liệu của đơn vị đó",
        ),
        FilledFault::Period(period) => (
            format!(
                "Phiếu này của {}, không phải {}",
                period.label_in_sentence(),
                report.header.period.key.label_in_sentence()
            ),
            "Hãy mở đúng {kỳ} của phiếu rồi nhập lại",
        ),
        FilledFault::Template(template) => (
            format!(
                "Phiếu này theo mẫu báo cáo khác ({}, phiên bản {})",
                template.key, template.version
            ),
            "Hãy xuất phiếu mới từ báo cáo của {kỳ} này gửi lại đơn vị cung cấp",
        ),
        FilledFault::SeveralSheets(names) => (
            format!("Phiếu có {} trang với số khác nhau: “{}”", names.len(), names.join("”, “")),
            "Hãy xóa trang thừa bằng Excel, lưu lại rồi nhập lại",
        ),
        FilledFault::NoRows => (
            "Phiếu không còn dòng số liệu nào".to_owned(),
            "Hãy xuất phiếu mới từ báo cáo của {kỳ} này gửi lại đơn vị cung cấp",
        ),
        FilledFault::Agency => (
            "Phiếu này của một đơn vị cung cấp không có trong mẫu báo cáo".to_owned(),
            "Hãy chọn đúng phiếu do chương trình này tạo",
        ),
    };
    let to_do = of_kind(to_do, report.header.period.key.kind());
    Problem::new(title, KEPT, &to_do).at(path)
}

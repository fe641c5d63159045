//! What is said about forms that agencies fill in.

use std::path::Path;

use super::problem::Problem;
use super::words;
use crate::calc::collect::{Counts, FormPlan, Line, LineFate, LineRefusal, StampFault};
use crate::calc::progress::Progress;
use crate::exchange::collection::FormFileError;
use crate::report::content::Report;
use crate::report::key::AgencyKey;
use crate::report::number::{format_decimal, format_value};
use crate::report::period::of_kind;
use crate::report::template::Agency;
use crate::report::value::Value;

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
    let refused = match refused {
        0 => String::new(),
        refused => format!(", {refused} ô sai để lại"),
    };
    format!("Đã nhập {} số liệu từ phiếu {}{refused}", new + changed, plan.agency)
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
        true => "Mẫu báo cáo này không ghi đơn vị cung cấp số liệu".to_owned(),
        false => format!("Các đơn vị có: {}", known.join(", ")),
    };
    Problem::new(format!("Không có số liệu nào do “{agency}” cung cấp"), "", &to_do)
}

/// Why a file is no filled form.
pub(super) fn form_file_error(err: &FormFileError, path: &Path) -> Problem {
    let (title, to_do) = match err {
        FormFileError::NotAWorkbook => (
            "Tệp này không phải tệp Excel (.xlsx), hoặc có mật khẩu".to_owned(),
            "Hãy mở bằng Excel, bỏ mật khẩu nếu có, lưu lại dạng .xlsx rồi nhập lại",
        ),
        FormFileError::TooLarge | FormFileError::TooManyCells => (
            "Tệp lớn hơn mọi phiếu thu thập nên không đọc".to_owned(),
            "Hãy chọn đúng phiếu do chương trình này tạo",
        ),
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

/// Why a form does not belong to a report.
pub(super) fn stamp_fault(fault: &StampFault, report: &Report, path: &Path) -> Problem {
    let (title, to_do) = match fault {
        StampFault::Office { name, .. } => (
            format!("Phiếu này của đơn vị khác ({name}), không phải {}", report.office.name),
            "Hãy chọn đúng phiếu, hoặc mở tệp dữ liệu của đơn vị đó",
        ),
        StampFault::Period(period) => (
            format!(
                "Phiếu này của {}, không phải {}",
                period.label_in_sentence(),
                report.header.period.key.label_in_sentence()
            ),
            "Hãy mở đúng {kỳ} của phiếu rồi nhập lại",
        ),
        StampFault::Template(template) => (
            format!(
                "Phiếu này theo mẫu báo cáo khác ({}, phiên bản {})",
                template.key, template.version
            ),
            "Hãy xuất phiếu mới từ báo cáo của {kỳ} này gửi lại đơn vị cung cấp",
        ),
        StampFault::Agency => (
            "Phiếu này của một đơn vị cung cấp không có trong mẫu báo cáo".to_owned(),
            "Hãy chọn đúng phiếu do chương trình này tạo",
        ),
    };
    let to_do = of_kind(to_do, report.header.period.key.kind());
    Problem::new(title, KEPT, &to_do).at(path)
}

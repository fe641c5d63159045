//! What was saved of a damaged data file, in words.

use crate::store::{Salvage, SalvagedReport, Saved};

/// What became of a report, as a sentence without a full stop; `name` begins it, where that could be read.
pub fn report(name: Option<&str>, saved: Saved) -> String {
    let name = name.unwrap_or("Một báo cáo không đọc được tên");
    match saved {
        Saved::Whole => format!("{name}: nguyên vẹn, đúng như lần lưu cuối"),
        Saved::Part(num_fields) => {
            format!("{name}: cứu được {num_fields} ô, có thể thiếu hoặc sai; hãy rà lại từng số")
        }
        Saved::Lost => format!("{name}: không cứu được"),
    }
}

/// How much of a report of a damaged file can be read, where that is not all.
pub fn legible(report: &SalvagedReport) -> String {
    let name = report.key.as_ref().map_or_else(
        || "Một báo cáo không đọc được tên".to_owned(),
        |key| format!("Báo cáo {} của {}", key.period.label_in_sentence(), key.office),
    );
    match report.saved {
        Saved::Whole => format!("{name}: đọc được nguyên vẹn"),
        Saved::Part(num_fields) => {
            format!("{name}: chỉ đọc được {num_fields} ô, có thể thiếu hoặc sai")
        }
        Saved::Lost => format!("{name}: không đọc được"),
    }
}

/// How many reports of a damaged file can be read whole.
pub fn legible_in_all(salvage: &Salvage) -> String {
    match (salvage.num_whole(), salvage.reports.len()) {
        (_, 0) => "Không đọc được báo cáo nào".to_owned(),
        (whole, all) if whole == all => format!("Đọc được nguyên vẹn cả {all} báo cáo"),
        (whole, all) => format!("Đọc được nguyên vẹn {whole} trong {all} báo cáo"),
    }
}

/// What is to be said about looks that could not be read.
pub fn looks(num_offices: usize) -> Option<String> {
    (num_offices > 0).then(|| {
        format!(
            "Cách trình bày và kiểm tra của {num_offices} đơn vị không đọc được: dùng lại như lúc đầu"
        )
    })
}

/// What is to be said where a password could not be read.
pub const LOST_PASSWORD: &str =
    "Mật khẩu mở tệp không đọc được: tệp mới không hỏi mật khẩu, hãy đặt lại";

/// How much was saved in all.
pub fn headline(salvage: &Salvage) -> String {
    let (whole, all) = (salvage.num_whole(), salvage.reports.len());
    if whole == all {
        format!("Cứu được cả {all} báo cáo, nguyên vẹn")
    } else {
        format!("Cứu được nguyên vẹn {whole} trong {all} báo cáo")
    }
}

//! What was saved of a damaged data file, in words.

use crate::store::{Salvage, Saved};

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

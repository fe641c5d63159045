//! What is said of numbers that name persons.

use crate::calc::personal::{PersonalColumn, PersonalNumber};

/// What to do with a file or block that names persons.
pub const TO_DO: &str = "hãy bỏ cột đó, hoặc chỉ nhập tổng số";

/// The same as a sentence.
pub const TO_DO_IN_FILE: &str = "Hãy bỏ phần đó trong tệp, hoặc chỉ ghi tổng số, rồi nhập lại";

/// What a number is.
pub fn number(number: PersonalNumber) -> &'static str {
    match number {
        PersonalNumber::Citizen => "số định danh (CCCD)",
        PersonalNumber::IdentityCard => "số CMND",
        PersonalNumber::Insurance => "số BHXH hoặc số điện thoại",
        PersonalNumber::HealthCard => "số thẻ BHYT",
    }
}

/// That a text holds numbers of persons: "“079203012345” giống số định danh (CCCD). Báo cáo …".
pub fn in_text(written: &[String], kind: PersonalNumber) -> String {
    let first = written.first().map(String::as_str).unwrap_or_default();
    let others = match written.len() {
        0 | 1 => String::new(),
        more => format!(" và {} số khác", more - 1),
    };
    format!(
        "“{first}”{others} giống {}. Báo cáo ghi số đếm, không ghi số của người: hãy bỏ đi nếu đúng vậy",
        number(kind)
    )
}

/// A column of a block: "cột thứ 3 “Số CCCD”".
pub fn column(column: &PersonalColumn) -> String {
    let heading = column.heading.as_ref().map(|heading| format!(" “{heading}”"));
    format!("cột thứ {}{}", column.at + 1, heading.unwrap_or_default())
}

/// That a place holds numbers of persons.
pub fn title(place: &str, column: &PersonalColumn) -> String {
    let PersonalColumn { number, num_cells, .. } = column;
    format!("{place} có {num_cells} ô giống {}", self::number(*number))
}

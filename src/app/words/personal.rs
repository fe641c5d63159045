//! What is said of numbers that name persons.

use crate::calc::personal::{Along, PersonalColumn, PersonalNumber};

/// What to do with a file or block that names persons.
pub const TO_DO: &str = "hãy bỏ phần đó, hoặc chỉ nhập tổng số";

/// The same as a sentence.
pub const TO_DO_IN_FILE: &str = "Hãy bỏ phần đó trong tệp, hoặc chỉ ghi tổng số, rồi nhập lại";

/// What a number is.
pub fn number(number: PersonalNumber) -> &'static str {
    match number {
        PersonalNumber::Citizen => "số định danh (CCCD)",
        PersonalNumber::IdentityCard => "số CMND",
        PersonalNumber::Insurance => "số BHXH",
        PersonalNumber::HealthCard => "số thẻ BHYT",
    }
}

/// A number by its ends: "079…45".
fn masked(number: &str) -> String {
    let (front, back) = (number.get(..3), number.get(number.len().saturating_sub(2)..));
    format!("{}…{}", front.unwrap_or_default(), back.unwrap_or_default())
}

/// That a text holds numbers of persons: "“079…45” giống số định danh (CCCD). Báo cáo …".
pub fn in_text(written: &[String], kind: PersonalNumber) -> String {
    // Findings are printed and sent: the number itself does not get further than the text.
    let first = written.first().map(|number| masked(number)).unwrap_or_default();
    let others = match written.len() {
        0 | 1 => String::new(),
        more => format!(" và {} số khác", more - 1),
    };
    format!(
        "“{first}”{others} giống {}. Báo cáo ghi số đếm, không ghi số của người: hãy bỏ đi nếu đúng vậy",
        number(kind)
    )
}

/// A column or row of a block: "cột thứ 3 “Số CCCD”".
pub fn column(column: &PersonalColumn) -> String {
    let heading = column.heading.as_ref().map(|heading| format!(" “{heading}”"));
    match column.at {
        Along::Column(at) => format!("cột thứ {}{}", at + 1, heading.unwrap_or_default()),
        Along::Row(at) => format!("dòng thứ {}", at + 1),
    }
}

/// That a place holds numbers of persons.
pub fn title(place: &str, column: &PersonalColumn) -> String {
    let PersonalColumn { number, num_cells, .. } = column;
    format!("{place} có {num_cells} ô giống {}", self::number(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_tells_a_number_by_its_ends() {
        let written = ["079203012345".to_owned(), "058195004321".to_owned()];
        let told = in_text(&written, PersonalNumber::Citizen);
        assert!(told.starts_with("“079…45” và 1 số khác giống số định danh (CCCD). "), "{told}");
    }
}

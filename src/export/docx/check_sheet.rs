//! The check sheet ("Phiếu kiểm tra"): what was found in a report, for paper: whoever signs sees what
//! stands and what was explained.

use super::paragraph::Styled;
use super::{Part, Skeleton, annex, table};
use crate::document::{Align, Cell, Column, LANGUAGE, Line, Meta, Row, Source, Table};
use crate::export::ExportError;
use crate::pages::sheet::Role;
use crate::report::key::ItemKey;

/// What a check sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSheet {
    /// Who reports.
    pub office: String,
    /// "Báo cáo Đề án 06 tháng 5/2023 (12/4/2023 – 12/5/2023)".
    pub subject: String,
    /// "2 lỗi, 3 cảnh báo; 1 đã giải trình".
    pub summary: String,
    /// The findings.
    pub rows: Vec<CheckRow>,
}

/// A finding on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// "Lỗi".
    pub severity: String,
    /// What was found.
    pub finding: String,
    /// The office's reason; may be empty.
    pub explanation: String,
}

/// Headings of the columns, with their shares of the width.
const COLUMNS: [(&str, u32, Align); 4] = [
    ("STT", 7, Align::Centre),
    ("Mức độ", 13, Align::Centre),
    ("Nội dung phát hiện", 48, Align::Left),
    ("Giải trình", 32, Align::Left),
];

/// The sheet as the bytes of a .docx file.
///
/// # Errors
/// When XML or the package could not be written.
pub fn check_sheet(sheet: &CheckSheet, skeleton: &Skeleton) -> Result<Vec<u8>, ExportError> {
    let mut part = Part::open(skeleton)?;
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    for (role, text) in [
        (Role::ParentBody, sheet.office.to_uppercase()),
        (Role::DocumentType, "PHIẾU KIỂM TRA".to_owned()),
        (Role::Subject, sheet.subject.clone()),
        (Role::BodyTextAboveTable, sheet.summary.clone()),
    ] {
        if !text.trim().is_empty() {
            Styled::new(role, &fixed(&text)).write(&mut part)?;
        }
    }
    if let Some(table) = findings(&sheet.rows) {
        table::write(&mut part, &table)?;
    }
    annex::annexes(&mut part, &[], None)?;
    part.finish(&Meta {
        title: "Phiếu kiểm tra".to_owned(),
        subject: sheet.subject.clone(),
        author: sheet.office.clone(),
        language: LANGUAGE,
    })
}

/// The findings as a table; none without findings.
fn findings(rows: &[CheckRow]) -> Option<Table> {
    let item = ItemKey::parse("findings").ok()?;
    let columns = COLUMNS.map(|(label, share, align)| Column {
        label: label.to_owned(),
        group: None,
        share,
        align,
    });
    let cell = |text: &str| {
        let text = text.replace('\n', " ");
        Cell { line: Line::of(text, Source::Fixed), source: Source::Fixed, span: 1 }
    };
    let lines = rows.iter().zip(1..).map(|(row, number): (_, u32)| {
        let texts = [&number.to_string(), &row.severity, &row.finding, &row.explanation];
        Row { cells: texts.into_iter().map(|text| cell(text)).collect() }
    });
    let rows: Vec<Row> = lines.collect();
    (!rows.is_empty()).then(|| Table { item, columns: columns.to_vec(), rows, total: None })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{paragraphs, unpacked};
    use super::*;
    use crate::report::look::Look;

    #[test]
    fn the_sheet_lists_findings_with_their_reasons() {
        let row = CheckRow {
            severity: "Lỗi".to_owned(),
            finding: "3.798 & 3.781: chênh 17".to_owned(),
            explanation: "hai kỳ\nkhác nhau".to_owned(),
        };
        let mut sheet = CheckSheet {
            office: "UBND phường".to_owned(),
            subject: "Tháng 5/2023".to_owned(),
            summary: "1 lỗi".to_owned(),
            rows: vec![row],
        };
        let skeleton = Skeleton::builtin(&Look::default()).unwrap();
        let text = |sheet: &CheckSheet| -> Vec<String> {
            let parts = unpacked(check_sheet(sheet, &skeleton).unwrap());
            paragraphs(&parts["word/document.xml"]).into_iter().map(|p| p.text).collect()
        };
        let seen = text(&sheet);
        for words in ["PHIẾU KIỂM TRA", "3.798 & 3.781: chênh 17", "hai kỳ khác nhau", "1"]
        {
            assert!(seen.iter().any(|p| p == words), "{words}");
        }
        sheet.rows.clear();
        assert!(!text(&sheet).iter().any(|p| p == "STT"));
    }
}

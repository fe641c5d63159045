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
    /// The figures that are to be followed up, listed at the end.
    pub follow_ups: Vec<FollowUpRow>,
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

/// A figure on the sheet that is to be followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    /// Its name.
    pub figure: String,
    /// What is reported: "880", "chưa nhập".
    pub value: String,
    /// The office's comment; may be empty.
    pub comment: String,
}

/// Headings of the columns, with their shares of the width.
type Headings = [(&'static str, u32, Align); 4];

const FINDINGS: Headings = [
    ("STT", 7, Align::Centre),
    ("Mức độ", 13, Align::Centre),
    ("Nội dung phát hiện", 48, Align::Left),
    ("Giải trình", 32, Align::Left),
];

const FOLLOW_UPS: Headings = [
    ("STT", 7, Align::Centre),
    ("Số liệu cần theo dõi", 38, Align::Left),
    ("Giá trị", 15, Align::Right),
    ("Ghi chú", 40, Align::Left),
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
    let rows = sheet.rows.iter().map(|row| [&row.severity, &row.finding, &row.explanation]);
    if let Some(table) = table_of("findings", FINDINGS, rows) {
        table::write(&mut part, &table)?;
    }
    let rows = sheet.follow_ups.iter().map(|row| [&row.figure, &row.value, &row.comment]);
    if let Some(table) = table_of("follow_ups", FOLLOW_UPS, rows) {
        let words = "Số liệu cần theo dõi, theo đánh dấu của người lập:";
        Styled::new(Role::BodyTextAboveTable, &fixed(words)).write(&mut part)?;
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

/// Rows as a table, numbered; none without rows.
fn table_of<'r>(
    item: &str,
    headings: Headings,
    rows: impl Iterator<Item = [&'r String; 3]>,
) -> Option<Table> {
    let item = ItemKey::parse(item).ok()?;
    let columns = headings.map(|(label, share, align)| Column {
        label: label.to_owned(),
        group: None,
        share,
        align,
    });
    let cell = |text: &str| {
        let text = text.replace('\n', " ");
        Cell { line: Line::of(text, Source::Fixed), source: Source::Fixed, span: 1 }
    };
    let rows = rows.zip(1..).map(|(texts, number): (_, u32)| {
        let texts = texts.into_iter().map(|text| cell(text));
        Row { cells: std::iter::once(cell(&number.to_string())).chain(texts).collect() }
    });
    let rows: Vec<Row> = rows.collect();
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
            follow_ups: Vec::new(),
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
        assert!(!seen.iter().any(|p| p.contains("cần theo dõi")));
        sheet.rows.clear();
        assert!(!text(&sheet).iter().any(|p| p == "STT"));
        sheet.follow_ups.push(FollowUpRow {
            figure: "Cấp căn cước".to_owned(),
            value: "1.317".to_owned(),
            comment: "hỏi lại\nCông an".to_owned(),
        });
        let seen = text(&sheet);
        for words in ["Số liệu cần theo dõi", "1", "Cấp căn cước", "1.317", "hỏi lại Công an"]
        {
            assert!(seen.iter().any(|p| p == words), "{words}");
        }
    }
}

//! The formats a report is exported in. A new one is declared here and gets its bytes in
//! [`crate::app::files::exports`]; commands, menus, file dialogs and the command line follow.

use crate::report::names::named_enum;

named_enum! {
    /// What a report is exported as.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum ExportFormat {
        /// The finished report for Word.
        Docx = "docx",
        /// The pages of the finished report, to keep and to send.
        Pdf = "pdf",
        /// The tables and figures for Excel.
        Xlsx = "xlsx",
        /// Every figure, for whatever reads tables of text.
        Csv = "csv",
        /// What was found in the report, for Word.
        CheckSheet = "check-sheet",
        /// Everything, for another copy of this program.
        Json = "json",
    }
}

/// Where the window offers a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// By a button of the bar.
    InBar,
    /// In the menu.
    InMenu,
    /// Beside the findings.
    WithFindings,
}

/// What the report has to say for itself before it leaves in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// A superior reads it: errors that stand are asked about first.
    Outside,
    /// Data, or a working paper of the office: it travels as it is.
    Inside,
}

/// All that the program says about a format.
pub struct About {
    /// The end of file names, without the dot.
    pub extension: &'static str,
    /// What officials call such a file.
    pub file_kind: &'static str,
    /// What is in it, for the help of the command line.
    pub contents: &'static str,
    /// What the command says.
    pub label: &'static str,
    /// What the command does, for its tooltip.
    pub tooltip: &'static str,
    /// The beginning of file names; the template's own when there is none.
    pub file_prefix: Option<&'static str>,
    /// Where the window offers it.
    pub offered: Offered,
    /// Who reads it.
    pub readers: Readers,
}

impl ExportFormat {
    /// All that the program says about it.
    pub const fn about(self) -> &'static About {
        match self {
            Self::Docx => &About {
                extension: "docx",
                file_kind: "Tệp Word",
                contents: "báo cáo Word",
                label: "Xuất Word…",
                tooltip: "Lưu báo cáo thành tệp Word",
                file_prefix: None,
                offered: Offered::InBar,
                readers: Readers::Outside,
            },
            Self::Pdf => &About {
                extension: "pdf",
                file_kind: "Tệp PDF",
                contents: "báo cáo PDF (PDF/A) để gửi, in và lưu trữ",
                label: "Xuất PDF…",
                tooltip: "Lưu báo cáo thành tệp PDF như bản xem trước, để gửi, in và lưu trữ",
                file_prefix: None,
                offered: Offered::InMenu,
                readers: Readers::Outside,
            },
            Self::Xlsx => &About {
                extension: "xlsx",
                file_kind: "Tệp Excel",
                contents: "bảng số liệu Excel",
                label: "Xuất Excel…",
                tooltip: "Lưu bảng và toàn bộ chỉ tiêu thành tệp Excel",
                file_prefix: None,
                offered: Offered::InMenu,
                readers: Readers::Outside,
            },
            Self::Csv => &About {
                extension: "csv",
                file_kind: "Tệp CSV",
                contents: "toàn bộ chỉ tiêu cho phần mềm khác",
                label: "Xuất CSV…",
                tooltip: "Lưu toàn bộ chỉ tiêu thành tệp CSV cho phần mềm khác",
                file_prefix: None,
                offered: Offered::InMenu,
                readers: Readers::Inside,
            },
            Self::CheckSheet => &About {
                extension: "docx",
                file_kind: "Tệp Word",
                contents: "phiếu kiểm tra để in",
                label: "Xuất phiếu kiểm tra…",
                tooltip: "Lưu các phát hiện và giải trình thành tệp Word để in",
                file_prefix: Some("phieu-kiem-tra"),
                offered: Offered::WithFindings,
                readers: Readers::Inside,
            },
            Self::Json => &About {
                extension: "json",
                file_kind: "Tệp số liệu",
                contents: "tệp số liệu để nhập lại",
                label: "Xuất tệp số liệu…",
                tooltip: "Lưu toàn bộ nội dung {kỳ} này thành tệp để đưa sang máy khác",
                file_prefix: None,
                offered: Offered::InMenu,
                readers: Readers::Inside,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_format_is_told_apart() {
        let labels: HashSet<_> =
            ExportFormat::ALL.iter().map(|format| format.about().label).collect();
        assert_eq!(labels.len(), ExportFormat::ALL.len());
        // Two of one extension must not overwrite each other.
        let files: HashSet<_> = ExportFormat::ALL
            .iter()
            .map(|f| (f.about().file_prefix, f.about().extension))
            .collect();
        assert_eq!(files.len(), ExportFormat::ALL.len());
    }
}

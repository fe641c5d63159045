//! What goes wrong with printing.

use super::Problem;
use crate::app::printing::{COPIES_MAX, PrintError, PrintFault};
use crate::report::names::variant_name;

const KEPT: &str = "Báo cáo vẫn còn nguyên";

impl Problem {
    /// What is wrong with what was typed.
    pub fn from_print(fault: &PrintFault) -> Self {
        let (title, to_do) = match fault {
            PrintFault::NoPages(text) if text.is_empty() => (
                "Chưa ghi in những trang nào".to_owned(),
                "Hãy ghi như 1-3, 5 hoặc chọn “Tất cả”".to_owned(),
            ),
            PrintFault::NoPages(text) => (
                format!("“{text}” không phải là số trang"),
                "Hãy ghi như 1-3, 5 hoặc chọn “Tất cả”".to_owned(),
            ),
            PrintFault::TooFewPages(num_pages) => (
                format!("Báo cáo chỉ có {num_pages} trang"),
                "Hãy sửa lại số trang cần in".to_owned(),
            ),
            PrintFault::NoCopies(text) => (
                format!("“{text}” không phải là số bản"),
                format!("Hãy ghi một số từ 1 đến {COPIES_MAX}"),
            ),
        };
        Self::new(title, KEPT, &to_do)
    }

    /// The printer did not take the pages.
    pub fn refused_by_printer(err: &PrintError, printer: &str) -> Self {
        tracing::warn!(kind = variant_name(err), "a print was not taken");
        let to_do = "Hãy bấm “Mở PDF để in” rồi in từ chương trình xem PDF";
        Self::new(format!("Máy in “{printer}” không nhận được bản in"), KEPT, to_do)
    }

    /// The system has no room for one more thing to be done beside the others.
    pub fn no_thread_to_print(err: &std::io::Error) -> Self {
        tracing::warn!(kind = ?err.kind(), "no thread for a print");
        let to_do = "Hãy đóng bớt chương trình khác rồi thử lại, hoặc dùng “Xuất PDF…”";
        Self::new("Máy đang quá tải nên chưa in được", KEPT, to_do)
    }

    /// The pages could not be put where the printer takes them from.
    pub fn no_place_to_print(err: &std::io::Error) -> Self {
        tracing::warn!(kind = ?err.kind(), "no place for a print");
        let to_do = "Hãy kiểm tra ổ đĩa còn chỗ không, hoặc dùng “Xuất PDF…”";
        Self::new("Không tạo được tệp tạm để in", KEPT, to_do)
    }
}

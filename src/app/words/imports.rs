//! What is to be known about files that were read.

use super::first_of;
use crate::exchange::report_v1::Seal;

/// What is to be known about a report file that was read.
pub fn notes(seal: Seal, unknown_figures: &[String]) -> Vec<String> {
    const NAMED_MAX: usize = 5;
    let seal = match seal {
        Seal::Whole => None,
        Seal::Missing => Some(
            "Tệp không có mã kiểm tra nội dung nên không biết được có bị đổi trên đường đi không"
                .to_owned(),
        ),
    };
    let unknown = unknown_figures.iter().cloned();
    let unknown = (unknown.len() > 0).then(|| {
        let named = first_of(unknown, NAMED_MAX, "mã khác");
        format!("Mẫu báo cáo không có các chỉ tiêu mang mã {named}: số được giữ nhưng không in ra")
    });
    seal.into_iter().chain(unknown).collect()
}

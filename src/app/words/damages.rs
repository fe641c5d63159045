//! What is found in a data file that is not as it was saved, in words.

use crate::app::words::histories;
use crate::report::template::Template;
use crate::store::{Damage, Kept, KeptKind, ListedReport, OperationId};

/// The report that a damage is in, and its form, as far as both could be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct DamagedReport<'a> {
    /// As lists show it.
    pub report: Option<&'a ListedReport>,
    /// Its form.
    pub template: Option<&'a Template>,
}

/// One damage as a sentence without a full stop.
pub fn sentence(damage: &Damage, of: DamagedReport<'_>) -> String {
    match damage {
        Damage::Page(detail) => {
            format!("Một phần tệp không đọc được (chi tiết cho người hỗ trợ: {detail})")
        }
        Damage::Reference { table } => {
            format!("Có dòng trỏ tới nơi không có (chi tiết cho người hỗ trợ: {table})")
        }
        Damage::Unreadable { table, key } => {
            format!("Có dòng không hiểu được (chi tiết cho người hỗ trợ: {table} {key})")
        }
        Damage::Chain { operation } => {
            let number = OperationId::number(*operation);
            format!("Nhật ký bị sửa ngoài chương trình, kể từ thao tác thứ {number}")
        }
        Damage::Field { change, .. } => {
            let report = of_report(of.report);
            match of.template.map(|template| histories::of_change(change, template)) {
                Some(told) => format!(
                    "{report}: “{}” đang là {}, lần lưu cuối là {}",
                    told.label, told.after, told.before
                ),
                None => format!("{report}: “{}” khác với lần lưu cuối", change.field()),
            }
        }
        Damage::Content { .. } => {
            format!("{}: mã kiểm tra nội dung không khớp", of_report(of.report))
        }
        Damage::Kept { kept, logged, stands } => {
            let what = kept_words(kept);
            match (logged, stands) {
                (None, _) => format!("{what} không do chương trình ghi vào"),
                (Some(_), None) => format!("{what} đã mất"),
                (Some(_), Some(_)) => format!("{what} khác với lần lưu cuối"),
            }
        }
    }
}

fn of_report(report: Option<&ListedReport>) -> String {
    match report {
        Some(report) => {
            format!("Báo cáo {}, {}", report.period.key.label_in_sentence(), report.office.name)
        }
        None => "Một báo cáo".to_owned(),
    }
}

fn kept_words(kept: &Kept) -> String {
    let Kept { kind, key } = kept;
    match kind {
        KeptKind::Report => "Đơn vị hoặc mẫu của một báo cáo".to_owned(),
        KeptKind::Template => format!("Mẫu báo cáo “{key}”"),
        KeptKind::Office => format!("Tên, cấp trên hoặc thời gian báo cáo của đơn vị “{key}”"),
        KeptKind::Look => format!("Cách trình bày báo cáo của đơn vị “{key}”"),
        KeptKind::Checks => format!("Cách kiểm tra báo cáo của đơn vị “{key}”"),
        KeptKind::Password => "Mật khẩu mở tệp".to_owned(),
    }
}

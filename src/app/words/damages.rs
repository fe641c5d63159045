//! What is found in a data file that is not as it was saved, in words.

use crate::app::words::histories;
use crate::calc::progress::Progress;
use crate::report::template::Template;
use crate::store::{BadPages, Damage, Gone, Kept, KeptKind, ListedReport, OperationId, Orphan};

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
        Damage::Orphan(orphan) => orphan_words(orphan),
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

/// Which pages are damaged, of what.
pub fn bad_pages(bad: &BadPages) -> String {
    const NAMED: usize = 12;
    let part = match bad.table.as_deref() {
        Some("figure_value" | "printed_value") => "phần số liệu",
        Some("field_value") => "phần lời văn, ngày, văn bản, ghi chú",
        Some("report") => "danh sách báo cáo",
        Some("operation" | "change") => "nhật ký",
        Some("office" | "office_look" | "office_checks") => "phần đơn vị",
        Some("template") => "phần mẫu báo cáo",
        Some(_) | None => "một phần khác của tệp",
    };
    let more = bad.pages.len().saturating_sub(NAMED);
    let pages: Vec<String> = bad.pages.iter().take(NAMED).map(u32::to_string).collect();
    let more = if more > 0 { format!(" và {more} trang nữa") } else { String::new() };
    match pages.is_empty() {
        true => format!("Hỏng ở {part}"),
        false => format!("Hỏng ở {part}: trang {}{more}", pages.join(", ")),
    }
}

/// That a list says of a report that more or less of it is entered than is.
pub fn other_progress(report: &ListedReport, progress: Progress) -> String {
    let (listed, Progress { done, total }) = (report.progress, progress);
    format!(
        "{}: danh sách ghi đã nhập {}/{}, tính lại theo số liệu là {done}/{total}",
        of_report(Some(report)),
        listed.done,
        listed.total
    )
}

/// What a report lacks that no list shows.
pub fn orphan_words(orphan: &Orphan) -> String {
    let report = match orphan.period {
        Some(period) => format!("Báo cáo {}", period.label_in_sentence()),
        None => "Một báo cáo".to_owned(),
    };
    let part = |gone: &Gone, what: &str| match gone {
        Gone::No => None,
        Gone::Was(Some(was)) => Some(format!("{what} (theo nhật ký là “{was}”)")),
        Gone::Was(None) => Some(what.to_owned()),
    };
    let parts = [part(&orphan.office, "đơn vị"), part(&orphan.template, "mẫu")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!(
        "{report} không hiện ở danh sách: {} của báo cáo đã mất hoặc bị trỏ sai",
        parts.join(" và ")
    )
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

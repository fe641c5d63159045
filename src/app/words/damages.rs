//! What is found in a data file that is not as it was saved, in words.

use crate::app::words::histories;
use crate::calc::progress::{Asking, Progress};
use crate::report::template::Template;
use crate::store::{
    BadPages, Counts, Damage, Gone, Kept, KeptKind, KeptState, ListedOffice, ListedReport,
    OfficeState, OperationId, Orphan,
};

/// The report that a damage is in, its form, and the offices by which damages are named, as far as these could be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct DamagedReport<'a> {
    /// As lists show it.
    pub report: Option<&'a ListedReport>,
    /// Its form.
    pub template: Option<&'a Template>,
    /// The offices of the file.
    pub offices: &'a [ListedOffice],
}

impl DamagedReport<'_> {
    /// What an office is called; its code where nobody knows.
    fn office_name(self, code: &str) -> String {
        let known = self.offices.iter().find(|listed| listed.office.code.as_str() == code);
        known.map_or_else(|| code.to_owned(), |listed| listed.office.name.clone())
    }
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
        Damage::Unreadable { table, key, .. } => {
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
                None => format!("{report}: “{}” không còn như đã lưu", change.field()),
            }
        }
        Damage::Content { .. } => {
            format!("{}: mã kiểm tra nội dung không khớp", of_report(of.report))
        }
        Damage::Orphan(orphan) => orphan_words(orphan),
        Damage::Kept { kept, logged, stands } => {
            let read = |state: &Option<String>| state.as_deref().map(|json| kept.read(json));
            kept_words(kept, &Both { logged: read(logged), stands: read(stands) }, of)
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

/// That a list says of a report that more or less of it is entered or found than is.
pub fn other_counts(report: &ListedReport, counts: &Counts) -> String {
    let of = of_report(Some(report));
    let (listed, Progress { done, total }) = (report.progress, counts.standing.figures);
    if listed != counts.standing.figures {
        return format!(
            "{of}: danh sách ghi đã nhập {}/{}, tính lại theo số liệu là {done}/{total}",
            listed.done, listed.total
        );
    }
    let told = |texts: Option<usize>, asking: Asking| {
        let texts = texts.unwrap_or_default();
        let Asking { errors, warnings } = asking;
        format!("{texts} lời văn chờ xem, {errors} lỗi, {warnings} cảnh báo")
    };
    let asking = counts.found.asking;
    let listed = told(report.open_texts, report.found.as_ref().map_or(asking, |f| f.asking));
    let now = told(Some(counts.standing.open_texts), asking);
    format!("{of}: danh sách ghi {listed}, tính lại theo số liệu là {now}")
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

/// What the log says, and what stands there; none where it knows of nothing, or nothing does.
struct Both {
    logged: Option<KeptState>,
    stands: Option<KeptState>,
}

impl Both {
    /// What became of something that these words name.
    fn told_of(&self, what: &str) -> String {
        match (&self.logged, &self.stands) {
            (None, _) => format!("{what} không do chương trình ghi vào"),
            (Some(_), None) => format!("{what} đã mất"),
            (Some(_), Some(_)) => format!("{what} không còn như đã lưu"),
        }
    }
}

fn kept_words(kept: &Kept, both: &Both, of: DamagedReport<'_>) -> String {
    let key = kept.key.as_str();
    match kept.kind {
        KeptKind::Report => report_words(both, of),
        KeptKind::Office => office_words(key, both, of),
        KeptKind::Template => {
            let (reference, version) = key.rsplit_once('@').unwrap_or((key, ""));
            let name = match (&both.logged, &both.stands) {
                (Some(KeptState::Template(name)), _) | (None, Some(KeptState::Template(name))) => {
                    name
                }
                _ => reference,
            };
            both.told_of(&format!("Mẫu báo cáo “{name}” (bản {version})"))
        }
        KeptKind::Look => {
            both.told_of(&format!("Cách trình bày báo cáo của “{}”", of.office_name(key)))
        }
        KeptKind::Checks => {
            both.told_of(&format!("Cách kiểm tra báo cáo của “{}”", of.office_name(key)))
        }
        // Put back, it would lock out whoever works with the file now.
        KeptKind::Password => format!(
            "{}; chỗ này không sửa theo nhật ký, hãy đặt lại ở “Mật khẩu mở tệp…” (lệnh password)",
            both.told_of("Mật khẩu mở tệp")
        ),
    }
}

fn report_words(both: &Both, of: DamagedReport<'_>) -> String {
    let report = of_report(of.report);
    match (&both.logged, &both.stands) {
        (None, _) => format!(
            "{report}: không do chương trình ghi vào, sửa theo nhật ký thì bỏ báo cáo này khỏi tệp (bản giữ lại trước khi sửa vẫn có)"
        ),
        (Some(KeptState::Report(logged)), None) => {
            format!("{report} của “{}” đã mất khỏi danh sách", of.office_name(&logged.office))
        }
        (Some(KeptState::Report(logged)), Some(KeptState::Report(stands)))
            if logged.office != stands.office =>
        {
            format!(
                "{report}: bị chuyển sang đơn vị khác, theo nhật ký là của “{}”",
                of.office_name(&logged.office)
            )
        }
        (Some(KeptState::Report(logged)), Some(_)) => format!(
            "{report}: bị chuyển sang mẫu khác, theo nhật ký là mẫu {} bản {}",
            logged.template, logged.version
        ),
        (Some(_), _) => both.told_of("Đơn vị hoặc mẫu của một báo cáo"),
    }
}

fn office_words(code: &str, both: &Both, of: DamagedReport<'_>) -> String {
    let name = |state: &Option<KeptState>| match state {
        Some(KeptState::Office(office)) => Some(office.name.clone()),
        _ => None,
    };
    let known = name(&both.logged).or_else(|| name(&both.stands));
    let office = format!("Đơn vị “{}”", known.unwrap_or_else(|| of.office_name(code)));
    let (Some(KeptState::Office(logged)), Some(KeptState::Office(stands))) =
        (&both.logged, &both.stands)
    else {
        return both.told_of(&office);
    };
    format!("{}: {}", both.told_of(&office), office_changes(logged, stands))
}

fn office_changes(logged: &OfficeState, stands: &OfficeState) -> String {
    let name = (logged.name != stands.name).then(|| format!("tên nay là “{}”", stands.name));
    let parent = (logged.parent != stands.parent).then(|| "cấp trên".to_owned());
    let is_other_time = logged.opened != stands.opened || logged.closed != stands.closed;
    let time = is_other_time.then(|| "thời gian báo cáo".to_owned());
    let parts: Vec<String> = [name, parent, time].into_iter().flatten().collect();
    parts.join(", ")
}

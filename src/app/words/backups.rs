//! Backups, what they hold, and what reading a data file came to, in words.

use chrono::{NaiveDate, NaiveDateTime};

use super::counted;
use crate::app::password::Protection;
use crate::app::safekeeping::{Backup, BackupContents, DataCheck, Drill, Holding, Standing};
use crate::report::number::format_count;
use crate::report::period::{days_between, format_day};
use crate::store::Verification;

/// From so many days on a backup is called old.
const OLD_DAYS: i64 = 7;

/// When a backup was made: "14:05 hôm nay", "14:05 ngày 28/11/2026".
pub fn made(made: NaiveDateTime, today: NaiveDate) -> String {
    let time = made.format("%H:%M");
    match days_between(made.date(), today) {
        0 => format!("{time} hôm nay"),
        1 => format!("{time} hôm qua"),
        _ => format!("{time} ngày {}", format_day(made.date())),
    }
}

/// How many days ago the newest backup was made, when that is too long ago.
pub fn old_days(made: NaiveDateTime, today: NaiveDate) -> Option<i64> {
    Some(days_between(made.date(), today)).filter(|days| *days > OLD_DAYS)
}

/// That a copy was made of a file which holds a fault.
pub fn faulty_kept(copy: &Backup) -> String {
    format!(
        "Tệp có chỗ khác với lần lưu cuối nên bản vừa chép mang tên “co-loi”, không tính là bản sao lành: {}",
        copy.path.display()
    )
}

/// What is to be known as long as the open file holds a fault; none while nothing is known of one.
pub fn fault(check: Option<&DataCheck>, copy: Option<&Backup>, today: NaiveDate) -> Option<String> {
    let count = check.map_or(0, |check| check.sentences.len());
    let copied =
        copy.map(|copy| format!("; bản chép lúc {} mang tên “co-loi”", made(copy.made, today)));
    let places = match (count, &copied) {
        (0, None) => return None,
        (0, Some(_)) => "có chỗ".to_owned(),
        (count, _) => format!("có {count} chỗ"),
    };
    let copied = copied.unwrap_or_default();
    Some(format!(
        "Tệp {places} khác với lần lưu cuối{copied}: bấm “Kiểm tra dữ liệu” để xem và sửa"
    ))
}

/// How a report of a backup stands to that of the open file.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Same => "giống",
        Standing::Differs => "khác tệp đang mở",
        Standing::OnlyInBackup => "chỉ có ở bản sao",
        Standing::OnlyInFile => "chỉ có ở tệp đang mở",
    }
}

/// How many reports of a backup stand how: "11 báo cáo giống tệp đang mở, 2 khác, 1 chỉ có ở bản sao".
pub fn contents(contents: &BackupContents) -> String {
    let count = |standing| contents.reports.iter().filter(|r| r.standing == standing).count();
    let counts = [
        (count(Standing::Differs), "báo cáo khác"),
        (count(Standing::OnlyInBackup), "chỉ có ở bản sao"),
        (count(Standing::OnlyInFile), "chỉ có ở tệp đang mở"),
        (count(Standing::Same), "giống nhau"),
    ];
    counted(&counts)
}

/// What putting it in the place of the open file would change.
pub fn restoring(contents: &BackupContents) -> String {
    let is_same =
        |report: &crate::app::safekeeping::ComparedReport| report.standing == Standing::Same;
    if contents.reports.iter().all(is_same) {
        return format!("Các báo cáo của bản sao giống hệt tệp đang mở{}", asking(contents));
    }
    let compared = self::contents(contents);
    format!("So với tệp đang mở, bản sao có: {compared}{}", asking(contents))
}

/// What can be told of a backup before anybody has opened it, without a full stop.
pub fn holding(holds: &Holding) -> String {
    let reports = match holds {
        Holding::Guarded => {
            return "Bản sao này có mật khẩu nên chưa biết trong đó có gì; khôi phục xong, mở tệp phải dùng mật khẩu của lúc sao lưu".to_owned();
        }
        Holding::Unread => {
            return "Chưa đọc được bản sao này; nếu nó hỏng thì chương trình không thay tệp"
                .to_owned();
        }
        Holding::Reports(reports) => reports,
    };
    let latest = reports.iter().max_by_key(|report| report.period.key.calendar().last());
    match latest {
        None => "Trong đó chưa có báo cáo nào".to_owned(),
        Some(latest) => format!(
            "Trong đó có {} báo cáo, kỳ mới nhất là {} của {}",
            reports.len(),
            latest.period.key.label_in_sentence(),
            latest.office.name
        ),
    }
}

/// What reading all of a data file came to: "Nguyên vẹn: 13 báo cáo, 1.040 ô, 215 thao tác".
pub fn check(check: &DataCheck) -> String {
    match check.sentences.len() {
        0 => format!("Nguyên vẹn: {}", read(&check.verification)),
        count => format!("{count} chỗ khác với lần lưu cuối"),
    }
}

/// What trying out a backup came to.
pub fn drill(drill: &Drill) -> String {
    let tenths = drill.duration.as_millis() / 100;
    let took = match tenths {
        0 => "chưa đến 0,1 giây".to_owned(),
        tenths => format!("{},{} giây", tenths / 10, tenths % 10),
    };
    let read = read(&drill.verification);
    match drill.verification.is_whole() {
        true => format!("Khôi phục thử được, nguyên vẹn: {read}, trong {took}"),
        false => format!("Khôi phục thử thì bản sao không nguyên vẹn: {read}, trong {took}"),
    }
}

fn read(verification: &Verification) -> String {
    let count = |number: u64| format_count(i64::try_from(number).unwrap_or(i64::MAX));
    format!(
        "{} báo cáo, {} ô, {} thao tác",
        count(verification.num_reports),
        count(verification.num_fields),
        count(verification.num_operations)
    )
}

/// What is to be known of a backup that asks for a password, behind what it holds.
fn asking(contents: &BackupContents) -> &'static str {
    match contents.protection {
        Protection::Open => "",
        Protection::Password | Protection::Encrypted => {
            ". Bản sao này có mật khẩu: sau khi khôi phục, mở tệp phải dùng mật khẩu của lúc sao lưu"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::app::safekeeping::Mendable;

    fn at(day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(14, 5, 0).unwrap()
    }

    #[test]
    fn times_are_told_by_the_day() {
        let today = at(30).date();
        let told = [30, 29, 28].map(|day| made(at(day), today));
        assert_eq!(told, ["14:05 hôm nay", "14:05 hôm qua", "14:05 ngày 28/11/2026"]);
        assert_eq!([30, 23, 22].map(|day| old_days(at(day), today)), [None, None, Some(8)]);
        assert_eq!(old_days(at(30), at(1).date()), None, "the clock was set back");
    }

    #[test]
    fn what_was_read_is_told_with_its_counts() {
        let verification = Verification {
            num_operations: 215,
            num_reports: 13,
            num_fields: 1_040,
            damages: vec![],
        };
        let whole = DataCheck {
            verification: verification.clone(),
            sentences: Vec::new(),
            mendable: Mendable::default(),
            notes: Vec::new(),
            counts: Vec::new(),
        };
        assert_eq!(check(&whole), "Nguyên vẹn: 13 báo cáo, 1.040 ô, 215 thao tác");
        let drilled = |millis| Drill {
            backup: "a.bc06".into(),
            verification: verification.clone(),
            duration: Duration::from_millis(millis),
        };
        assert!(drill(&drilled(1_234)).ends_with("215 thao tác, trong 1,2 giây"));
        assert!(drill(&drilled(12)).ends_with("trong chưa đến 0,1 giây"));
    }
}

//! What is wrong with the report, or the office, that somebody named.

use std::path::Path;

use super::Problem;
use crate::app::summaries::FormSummary;
use crate::report::office::Office;
use crate::report::office_words::{OfficeKind, OfficeWords};
use crate::report::period::{Period, PeriodKey, PeriodKind, format_day, of_kind};
use crate::report::text::slug;
use crate::store::ListedOffice;

/// What was said of a report that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The period.
    pub period: PeriodKey,
    /// Whose, where that was said.
    pub office: Option<Office>,
    /// In which form, where that was said.
    pub form: Option<FormSummary>,
}

impl Problem {
    /// There is no such report; there are others.
    pub fn no_report(missing: &Missing, there: Vec<String>, path: &Path) -> Self {
        let Missing { period, office, form } = missing;
        let whose = office.as_ref().map(|office| format!(" của đơn vị {}", choice_of(office)));
        let form = form.as_ref().map(|form| format!(" theo mẫu {}", choice_of_form(form)));
        let (whose, form) = (whose.unwrap_or_default(), form.unwrap_or_default());
        let title = format!("Không có báo cáo kỳ {period}{whose}{form}");
        Self::new(title, "", &format!("Các báo cáo đang có: {}", there.join("; "))).at(path)
    }

    /// What belongs to an office was asked for, which has no report.
    pub fn no_reports_of(office: &Office, path: &Path) -> Self {
        let title = format!("Đơn vị {} chưa có báo cáo nào trong tệp này", choice_of(office));
        let to_do = format!(
            "Hãy lập báo cáo bằng: baocao06 new --office {}, hoặc nhập một tệp số liệu trước",
            office.code
        );
        Self::new(title, "", &to_do).at(path)
    }

    /// More than one report is of a period, and it was not said which one is meant.
    pub fn several_reports(period: PeriodKey, choices: Vec<String>, path: &Path) -> Self {
        let title = format!("Có {} báo cáo của kỳ {period}", choices.len());
        Self::new(title, "", &format!("Hãy nêu rõ một trong: {}", choices.join("; "))).at(path)
    }

    /// A report that was to be started is there already: its words as they begin a sentence.
    pub fn report_exists(words: &str) -> Self {
        let title = format!("{words} đã có trong tệp nên không lập lại");
        Self::new(title, "Báo cáo cũ được giữ nguyên", "Hãy mở báo cáo đó để nhập tiếp")
    }

    /// It was not said which office is meant.
    pub fn which_office<'o>(offices: impl Iterator<Item = &'o Office>, path: &Path) -> Self {
        let offices: Vec<String> = offices.map(choice_of).collect();
        let to_do = match offices.is_empty() {
            true => "Hãy nêu tên đơn vị sau --office".to_owned(),
            false => format!("Hãy nêu mã hoặc tên đơn vị sau --office: {}", offices.join("; ")),
        };
        Self::new("Chưa rõ báo cáo của đơn vị nào", "", &to_do).at(path)
    }

    /// Several offices of the file have this name.
    pub fn several_offices<'o>(
        called: &str,
        choices: impl Iterator<Item = &'o Office>,
        path: &Path,
    ) -> Self {
        let choices: Vec<String> = choices.map(choice_of).collect();
        let title = format!("Tệp có {} đơn vị cùng tên “{called}”", choices.len());
        let to_do = format!("Hãy nêu mã của một trong: {}", choices.join("; "));
        Self::new(title, "Không có gì thay đổi", &to_do).at(path)
    }

    /// A report was to be started of days on none of which its office reports: before it was opened, or after
    /// it was closed. None where it reports on some of them.
    pub fn outside_office(listed: &ListedOffice, period: &Period) -> Option<Self> {
        let ListedOffice { office, opened, closed, .. } = listed;
        let (first, last) = (period.range.first(), period.range.last());
        let (days, advice, option) = match (opened, closed) {
            (Some(opened), _) if *opened > last => (
                format!(
                    "từ ngày {}, còn kỳ này chỉ đến ngày {}",
                    format_day(*opened),
                    format_day(last)
                ),
                "Nếu đơn vị báo cáo từ trước đó, hãy sửa ngày bắt đầu trước",
                "opened",
            ),
            (_, Some(closed)) if *closed < first => (
                format!(
                    "đến hết ngày {}, còn kỳ này bắt đầu từ ngày {}",
                    format_day(*closed),
                    format_day(first)
                ),
                "Nếu đơn vị còn báo cáo, hãy sửa ngày kết thúc trước",
                "closed",
            ),
            _ => return None,
        };
        let (choice, label) = (choice_of(office), period.key.label_in_sentence());
        let title = format!("Đơn vị {choice} báo cáo {days} nên không lập báo cáo {label}");
        let command = format!("baocao06 office set {} --{option} NGAY", office.code);
        let to_do = format!(
            "{advice}, ở mục “Các đơn vị trong tệp…” hoặc bằng: {command}, hoặc --no-{option}"
        );
        Some(Self::new(title, "Không có gì thay đổi", &to_do))
    }

    /// It was not said which form is meant.
    pub fn which_form(forms: &[FormSummary], path: &Path) -> Self {
        let forms: Vec<String> = forms.iter().map(choice_of_form).collect();
        let to_do = format!("Hãy nêu mã mẫu sau --template: {}", forms.join("; "));
        Self::new("Chưa rõ theo mẫu báo cáo nào", "", &to_do).at(path)
    }

    /// Neither the name of an office nor anything else tells of which kind it is.
    pub fn which_kind(office: &str, words: &OfficeWords, path: &Path) -> Self {
        let kinds: Vec<String> = words.kinds.iter().map(choice_of_kind).collect();
        let to_do = format!("Hãy nêu loại đơn vị sau --kind: {}", kinds.join("; "));
        Self::new(format!("Chưa rõ “{office}” là loại đơn vị nào"), "Chưa lập báo cáo nào", &to_do)
            .at(path)
    }

    /// The form knows no such kind of offices.
    pub fn unknown_kind(called: &str, words: &OfficeWords, path: &Path) -> Self {
        let kinds: Vec<String> = words.kinds.iter().map(choice_of_kind).collect();
        let to_do = format!("Hãy nêu đúng loại đơn vị sau --kind: {}", kinds.join("; "));
        Self::new(format!("Không có loại đơn vị “{called}”"), "Chưa lập báo cáo nào", &to_do)
            .at(path)
    }

    /// The file has no form of this key.
    pub fn unknown_form(key: &str, forms: &[FormSummary], path: &Path) -> Self {
        let forms: Vec<String> = forms.iter().map(choice_of_form).collect();
        let to_do = format!("Hãy nêu đúng mã mẫu sau --template: {}", forms.join("; "));
        Self::new(format!("Không có mẫu báo cáo “{key}”"), "", &to_do).at(path)
    }

    /// No office of the file has this name.
    pub fn unknown_office<'o>(
        called: &str,
        choices: impl Iterator<Item = &'o Office>,
        path: &Path,
    ) -> Self {
        let choices: Vec<String> = choices.map(choice_of).collect();
        let to_do = match choices.is_empty() {
            true => "Tệp này chưa có đơn vị nào".to_owned(),
            false => {
                format!("Hãy nêu đúng mã hoặc tên, đủ dấu, của một trong: {}", choices.join("; "))
            }
        };
        Self::new(format!("Không có đơn vị “{called}”"), "", &to_do).at(path)
    }

    /// A name of an office without a letter.
    pub fn office_name() -> Self {
        Self::new("Tên đơn vị phải có chữ hoặc số", "", "Hãy nhập lại tên đơn vị")
    }

    /// An office that was to be added is in the file already.
    pub fn office_exists(known: &Office) -> Self {
        let title = format!("Tệp đã có đơn vị {}", choice_of(known));
        let to_do = format!(
            "Muốn sửa thì chọn đơn vị đó ở mục “Các đơn vị trong tệp…”, hoặc dùng: baocao06 office set {}",
            known.code
        );
        Self::new(title, "Không có gì thay đổi", &to_do)
    }

    /// A new office would be taken for another one of the file.
    pub fn office_like_another(called: &str, other: &Office) -> Self {
        let title = format!("Tệp đã có đơn vị {}, tên gần giống “{called}”", choice_of(other));
        let to_do = format!(
            "Nếu là đơn vị đó, hãy nêu mã {}; nếu là đơn vị khác, hãy đặt tên khác hẳn, chẳng hạn thêm tên tỉnh",
            other.code
        );
        Self::new(title, "Không có gì thay đổi", &to_do)
    }

    /// A report comes from an office that has the code of another one of the file.
    pub fn other_office_of_code(known: &Office, name: &str) -> Self {
        let title = format!(
            "Mã đơn vị {} trong tệp dữ liệu là của “{}”, còn tệp nhập là của “{name}”",
            known.code, known.name
        );
        let to_do = "Nếu là một đơn vị, hãy sửa tên ở một trong hai nơi cho giống nhau rồi nhập lại; nếu là hai đơn vị khác nhau, hãy nhập vào một tệp dữ liệu khác";
        Self::new(title, "Không có gì được nhập", to_do)
    }

    /// A closed report (final, sent, accepted) was to be changed.
    pub fn closed_report(kind: PeriodKind) -> Self {
        let title = of_kind("Báo cáo {kỳ} này đã chốt nên không thay đổi được", kind);
        Self::new(
            title,
            "Báo cáo vẫn như cũ",
            "Hãy mở lại báo cáo trong cửa sổ chương trình rồi làm lại",
        )
    }

    /// A deleted report was meant, and there is none of that period.
    pub fn none_deleted(period: PeriodKey, path: &Path) -> Self {
        let title = format!("Không có báo cáo đã xóa nào của {}", period.label_in_sentence());
        Self::new(title, "", "Xem các báo cáo đã xóa bằng: baocao06 deleted").at(path)
    }

    /// A closed report was to be deleted.
    pub fn closed_to_deleting(period: PeriodKey) -> Self {
        Self::new(
            format!("Báo cáo {} đã chốt nên không xóa được", period.label_in_sentence()),
            "Báo cáo vẫn như cũ",
            "Nếu đúng là cần xóa, hãy mở lại báo cáo trong cửa sổ chương trình rồi xóa",
        )
    }

    /// An import would replace a report.
    pub fn report_there(words: &str, path: &Path) -> Self {
        let to_do = "Muốn thay thì thêm --replace; bản cũ vẫn còn trong lịch sử";
        Self::new(format!("{words} đã có trong tệp dữ liệu"), "Báo cáo cũ được giữ nguyên", to_do)
            .at(path)
    }
}

/// An office as an error names it to choose from.
fn choice_of(office: &Office) -> String {
    format!("{} ({})", office.code, office.name)
}

/// A form as an error names it to choose from.
/// A kind as it is said on the command line, and what it is called.
fn choice_of_kind(kind: &OfficeKind) -> String {
    format!("{} ({})", slug(&kind.label), kind.label)
}

fn choice_of_form(form: &FormSummary) -> String {
    format!("{} ({})", form.id.key, form.name)
}

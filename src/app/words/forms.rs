//! What became of the forms of agencies, and what is written to those that have not given theirs back. "Đã gửi" is said
//! only where somebody said so: the program writes files and begins letters, and sends nothing.

use chrono::NaiveDate;

use crate::app::letter::{about, before_due};
use crate::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use crate::report::content::Report;
use crate::report::period::format_day;
use crate::report::template::{Agency, Template};

/// That a form went out: "đã xuất phiếu 02/5/2023".
pub fn sent(sent: FormSent) -> String {
    let how = match sent.way {
        FormWay::Exported => "đã xuất phiếu",
        FormWay::Letter => "đã soạn thư",
        FormWay::Said => "đã gửi",
    };
    format!("{how} {}", format_day(sent.day))
}

/// That a form came back: "đã nhận 12/5/2023".
pub fn answered(answered: &FormAnswered) -> String {
    format!("đã nhận {}", format_day(answered.day))
}

/// What is known of a form, in one line.
pub fn state(state: &FormState) -> String {
    let sent = state.sent.map(self::sent);
    let answered = state.answered.as_ref().map(|known| match known.file.is_empty() {
        true => self::answered(known),
        false => format!("{} ({})", self::answered(known), known.file),
    });
    let parts: Vec<String> = answered.into_iter().chain(sent).collect();
    if parts.is_empty() { "chưa gửi".to_owned() } else { parts.join(", ") }
}

/// What is written to agencies whose form has not come back: to be copied into a message.
pub fn reminder(
    report: &Report,
    template: &Template,
    agencies: &[&Agency],
    today: NaiveDate,
) -> String {
    let office = &report.office.name;
    let names: Vec<&str> = agencies.iter().map(|agency| agency.name.as_str()).collect();
    let period = report.header.period.key.label_in_sentence();
    let sent_on = match agencies {
        [only] => report.forms.get(&only.key).and_then(|state| state.sent),
        _ => None,
    };
    let sent_on = sent_on
        .map_or_else(String::new, |sent| format!(" ({office} gửi ngày {})", format_day(sent.day)));
    let wish = match report.header.period.due {
        Some(due) if due < today => {
            format!("Hạn gửi báo cáo ({}) đã qua, đề nghị gửi lại ngay", format_day(due))
        }
        _ => format!(
            "Đề nghị điền số liệu vào các ô nền vàng của phiếu và gửi lại{}",
            before_due(report)
        ),
    };
    format!(
        "Kính gửi: {}\n\nĐến ngày {}, {office} chưa nhận được phiếu thu thập số liệu {period}{sent_on} để lập {}. {wish}.\n\n\
         Trân trọng,\n{office}\n",
        names.join("; "),
        format_day(today),
        about(report, template),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{sample, template_v1};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, month, day).unwrap()
    }

    #[test]
    fn nothing_is_called_sent_that_nobody_said_was() {
        let of = |way| sent(FormSent { day: day(5, 2), way });
        assert_eq!(of(FormWay::Exported), "đã xuất phiếu 02/5/2023");
        assert_eq!(of(FormWay::Letter), "đã soạn thư 02/5/2023");
        assert_eq!(of(FormWay::Said), "đã gửi 02/5/2023");
        assert_eq!(state(&FormState::default()), "chưa gửi");
        let answered = FormAnswered { day: day(5, 12), file: "phieu.xlsx".to_owned() };
        let known = FormState { sent: None, answered: Some(answered) };
        assert_eq!(state(&known), "đã nhận 12/5/2023 (phieu.xlsx)");
    }

    #[test]
    fn a_reminder_names_who_what_since_when_and_until_when() {
        let template = template_v1::builtin_template().unwrap();
        let mut report = sample::sample_reports(&template).unwrap().pop().unwrap();
        let agencies: Vec<&Agency> = template.parts().agencies.iter().take(2).collect();
        let sent = Some(FormSent { day: day(5, 2), way: FormWay::Said });
        report.forms.insert(agencies[1].key.clone(), FormState { sent, answered: None });
        let office = report.office.name.clone();
        let one = reminder(&report, &template, &agencies[1..], day(5, 15));
        assert_eq!(
            one,
            format!(
                "Kính gửi: Tư pháp\n\nĐến ngày 15/5/2023, {office} chưa nhận được phiếu thu thập số liệu \
                 tháng 5/2023 ({office} gửi ngày 02/5/2023) để lập Báo cáo Đề án 06 tháng 5/2023. \
                 Đề nghị điền số liệu vào các ô nền vàng của phiếu và gửi lại trước ngày 20/5/2023.\n\n\
                 Trân trọng,\n{office}\n"
            )
        );
        let all = reminder(&report, &template, &agencies, day(5, 22));
        assert!(all.starts_with("Kính gửi: Công an; Tư pháp\n"), "{all}");
        assert!(all.contains("Hạn gửi báo cáo (20/5/2023) đã qua, đề nghị gửi lại ngay."), "{all}");
    }
}

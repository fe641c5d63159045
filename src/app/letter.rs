//! A letter that the mail program of the system is to begin: what it is about, what it says, and the files that go
//! with it. Whether it was sent only the mail program knows.

use std::path::{Path, PathBuf};

use crate::report::content::Report;
use crate::report::period::format_day;
use crate::report::template::{Agency, Template};

/// A longer address is cut off by Windows.
const MAILTO_MAX: usize = 2_000;

/// A letter to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in one line.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// What goes with it.
    pub files: Vec<PathBuf>,
}

impl Letter {
    /// A letter that brings a report to the office above.
    pub fn of_report(report: &Report, template: &Template, files: Vec<PathBuf>) -> Self {
        let (office, about) = (&report.office.name, about(report, template));
        let subject = format!("{office}: {about}");
        let body = format!(
            "Kính gửi Quý cơ quan,\n\n{office} gửi {about} ({}), gồm:\n{}\n\nTrân trọng,\n{office}\n",
            days(report),
            list(&files)
        );
        Self { subject, body, files }
    }

    /// A letter that asks an agency to fill in its form.
    pub fn of_form(
        report: &Report,
        template: &Template,
        agency: &Agency,
        files: Vec<PathBuf>,
    ) -> Self {
        let (office, about) = (&report.office.name, about(report, template));
        let agency = &agency.name;
        let period = report.header.period.key.label_in_sentence();
        let subject = format!("{office}: phiếu thu thập số liệu {period} – {agency}");
        let body = format!(
            "Kính gửi {agency},\n\nĐể lập {about}, {office} đề nghị {agency} điền số liệu ({}) vào các ô nền vàng \
             của phiếu kèm theo và gửi lại{}:\n{}\n\nTrân trọng,\n{office}\n",
            days(report),
            before_due(report),
            list(&files)
        );
        Self { subject, body, files }
    }

    /// The address that begins it in a mail program, without its files: no program takes any from there. Where it
    /// would be longer than systems take, the letter says nothing but what it is about.
    pub fn mailto(&self) -> String {
        let subject = encoded(&self.subject);
        let whole = format!("mailto:?subject={subject}&body={}", encoded(&self.body));
        if whole.len() <= MAILTO_MAX { whole } else { format!("mailto:?subject={subject}") }
    }
}

/// " trước ngày 20/5/2023"; nothing where the report is due on no certain day.
pub(in crate::app) fn before_due(report: &Report) -> String {
    let due = report.header.period.due.map(format_day);
    due.map_or_else(String::new, |due| format!(" trước ngày {due}"))
}

/// "Báo cáo Đề án 06 tháng 5/2023": the form and the period; the form may be named after the kind of its periods.
pub(in crate::app) fn about(report: &Report, template: &Template) -> String {
    let key = report.header.period.key;
    let (name, period) = (template.parts().name.trim(), key.label_in_sentence());
    let noun = key.kind().noun();
    match name.strip_suffix(noun).filter(|_| period.starts_with(noun)) {
        Some(form) => format!("{} {period}", form.trim_end()),
        None => format!("{name} {period}"),
    }
}

/// "số liệu từ ngày 12/4/2023 đến ngày 12/5/2023".
fn days(report: &Report) -> String {
    let range = report.header.period.range;
    format!("số liệu từ ngày {} đến ngày {}", format_day(range.first()), format_day(range.last()))
}

fn list(files: &[PathBuf]) -> String {
    let name = |path: &PathBuf| format!("- {}", name_of(path));
    files.iter().map(name).collect::<Vec<_>>().join("\n")
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Text as RFC 6068 wants it in an address: UTF-8, every byte but plain letters, digits and four signs by its code,
/// ends of lines as two.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.replace("\r\n", "\n").replace('\n', "\r\n").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture;
    use crate::exchange::sample;
    use crate::exchange::template_v1;

    fn may() -> (Report, Template) {
        let template = template_v1::builtin_template().unwrap();
        let may = sample::sample_reports(&template).unwrap().pop().unwrap();
        (may, template)
    }

    #[test]
    fn a_letter_says_who_sends_what_for_which_days() {
        let (report, template) = may();
        let files = vec!["/nhà/BC-DA06.docx".into(), "/nhà/BC-DA06.pdf".into()];
        let letter = Letter::of_report(&report, &template, files);
        let office = &report.office.name;
        assert_eq!(letter.subject, format!("{office}: Báo cáo Đề án 06 tháng 5/2023"));
        let body = format!(
            "Kính gửi Quý cơ quan,\n\n{office} gửi Báo cáo Đề án 06 tháng 5/2023 \
             (số liệu từ ngày 12/4/2023 đến ngày 12/5/2023), gồm:\n- BC-DA06.docx\n- BC-DA06.pdf\n\n\
             Trân trọng,\n{office}\n"
        );
        assert_eq!(letter.body, body);
    }

    #[test]
    fn a_letter_with_a_form_asks_for_it_before_the_report_is_due() {
        let (report, template) = may();
        let agency = template.parts().agencies[1].clone();
        let letter = Letter::of_form(&report, &template, &agency, vec!["/a/phieu.xlsx".into()]);
        assert!(letter.subject.ends_with("phiếu thu thập số liệu tháng 5/2023 – Tư pháp"));
        assert!(letter.body.starts_with("Kính gửi Tư pháp,\n"), "{}", letter.body);
        assert!(letter.body.contains("gửi lại trước ngày 20/5/2023:\n- phieu.xlsx\n"));
        let mut report = report;
        report.header.period.due = None;
        let letter = Letter::of_form(&report, &template, &agency, Vec::new());
        assert!(letter.body.contains("và gửi lại:"), "{}", letter.body);
    }

    #[test]
    fn a_form_that_is_not_named_after_its_periods_keeps_its_name() {
        let report = fixture::empty_report();
        let mut parts = fixture::template().parts().clone();
        parts.name = "Báo cáo chuyển đổi số".to_owned();
        let template = Template::new(parts).unwrap();
        let period = report.header.period.key.label_in_sentence();
        assert_eq!(about(&report, &template), format!("Báo cáo chuyển đổi số {period}"));
    }

    /// What a mail program makes of an address.
    fn decoded(text: &str) -> String {
        let bytes = text.as_bytes();
        let (mut at, mut out) = (0, Vec::new());
        while at < bytes.len() {
            if bytes[at] == b'%' {
                out.push(u8::from_str_radix(text.get(at + 1..at + 3).unwrap(), 16).unwrap());
                at += 3;
            } else {
                out.push(bytes[at]);
                at += 1;
            }
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_address_carries_every_letter_and_no_sign_that_would_end_it() {
        let letter = Letter {
            subject: "UBND phường Đông Hải: 50% & “a=b”? #1+2".to_owned(),
            body: "Kính gửi,\nỶ Ữ ợ\r\nhết".to_owned(),
            files: vec!["/a b.docx".into()],
        };
        let address = letter.mailto();
        assert!(address.is_ascii() && !address.contains([' ', '#', '+', '"']), "{address}");
        let (subject, body) = address.split_once("&body=").unwrap();
        let subject = subject.strip_prefix("mailto:?subject=").unwrap();
        assert!(!subject.contains(['&', '?', '=']));
        assert_eq!(decoded(subject), letter.subject);
        assert_eq!(decoded(body), "Kính gửi,\r\nỶ Ữ ợ\r\nhết");
        assert!(!address.contains("docx"), "no program takes files from an address");
    }

    #[test]
    fn an_address_is_never_longer_than_a_system_takes() {
        let (report, template) = may();
        let files: Vec<PathBuf> =
            (0..99).map(|number| format!("/a/phieu-{number}.xlsx").into()).collect();
        let letter = Letter::of_report(&report, &template, files);
        assert!(letter.mailto().len() <= MAILTO_MAX);
        assert!(!letter.mailto().contains("body="));
        let few = Letter::of_report(&report, &template, vec!["/a/BC-DA06-2023-05.docx".into()]);
        assert!(few.mailto().contains("&body="), "{}", few.mailto().len());
    }
}

use rust_decimal::Decimal;

use super::*;
use crate::calc::print::{self, PrintedIn};
use crate::calc::progress;
use crate::calc::prose::Context;
use crate::calc::results::{Outcome, Results};
use crate::exchange::report_v1::write_report;
use crate::exchange::template_v1::builtin_template;
use crate::report::content::ReportStatus;
use crate::report::key::FigureKey;
use crate::report::letterhead::LetterheadField;
use crate::report::number::format_count;
use crate::report::period::PeriodKey;
use crate::report::template::{
    ColumnKind, DocumentList, FigureKind, Item, ItemBody, Need, Printed, Span, Table,
};
use crate::report::value::{Number, Value};

fn key(text: &str) -> FigureKey {
    FigureKey::parse(text).unwrap()
}

fn template() -> Template {
    builtin_template().unwrap()
}

fn samples() -> (Template, Vec<Report>) {
    let template = template();
    let reports = sample_reports(&template).unwrap();
    (template, reports)
}

/// Everything a report says, a paragraph or a table row a line: a plain stand-in for the document.
fn everything(report: &Report, template: &Template) -> String {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let mut lines: Vec<String> =
        LetterheadField::ALL.iter().map(|field| context.text(&field.text_key())).collect();
    for section in template.sections() {
        lines.extend(section.heading.as_deref().map(|text| context.plain(text)));
        for item in &section.items {
            match &item.body {
                ItemBody::Narrative(narrative) => lines.push(context.text(&narrative.text)),
                ItemBody::Documents(list) => lines.push(documents(context, item, list)),
                ItemBody::Figures(group) => {
                    lines.extend(group.sentences.iter().map(|s| context.text(&s.text)));
                }
                ItemBody::Table(table) => lines.extend(rows(context, table)),
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn documents(context: Context<'_>, item: &Item, list: &DocumentList) -> String {
    let entries = context.report.entries(&item.key);
    let documents: Vec<String> = entries
        .iter()
        .map(|entry| {
            let d = &entry.document;
            let day = d.day.as_ref().map(|day| day.to_text()).unwrap_or_default();
            format!("{} số {} ngày {day} của {} về {}", d.doc_type, d.code, d.issuer, d.subject)
        })
        .collect();
    if documents.is_empty() {
        return String::new();
    }
    format!("{} {}", context.text(&list.intro), documents.join("; "))
}

fn rows(context: Context<'_>, table: &Table) -> Vec<String> {
    let style = &context.template.parts().style;
    let rows = table.rows.iter().filter(|row| context.report.is_on(row));
    let row_text = |row: &crate::report::template::TableRow| {
        let columns = table.columns.iter().filter(|c| c.printed == Printed::Yes);
        let cells = columns.filter_map(|column| match column.kind {
            ColumnKind::Label => row.printed_label.clone().or(Some(row.label.clone())),
            ColumnKind::Figure(_) => {
                let figure = context.template.figure(row.cells.get(&column.key)?)?;
                let (report, results) = (context.report, context.results);
                Some(print::figure_text(figure, report, results, style, PrintedIn::Table))
            }
            ColumnKind::Position | ColumnKind::Provider | ColumnKind::Words(_) => None,
        });
        cells.collect::<Vec<_>>().join(" | ")
    };
    rows.map(row_text).collect()
}

/// Every number of the reference report, in the words around it that it is printed with here.
const NUMBERS: [&str; 100] = [
    "453",
    "19/5/2023",
    "giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
    "tháng 5 năm 2023",
    "97/KH-TCTĐA06 ngày 23/3/2023",
    "Đề án 06 năm 2023",
    "193-KH/TU ngày 13/01/2023",
    "40-CT/TU ngày 05/12/2022",
    "21/KH-UBND ngày 19/01/2023",
    "1432/UBND-TH ngày 12/4/2023",
    "1510/UBND-TH ngày 17/4/2023",
    "1562/UBND-TH ngày 18/4/2023",
    "1717/UBND-CA ngày 26/4/2023",
    "726/CATP-TH ngày 11/4/2023",
    "818/CATP-QLHC ngày 24/4/2023",
    "1345/UBND-TH ngày 06/4/2023",
    "1235/UBND-PVHC ngày 04/4/2023",
    "252/PGDDT ngày 28/4/2023",
    "961/KH-TTYT ngày 23/9/2022",
    "516/SYT-VP ngày 14/02/2023",
    "đến 100% cán bộ",
    "07 phương thức",
    "có 174 cơ sở tham gia",
    "3.798 lượt",
    "60 lượt",
    "268 trường hợp",
    "cho 174 cơ sở",
    "từ ngày 12/4/2023 đến ngày 12/5/2023",
    " | 0 | 3 | 100%",
    " | 1.317 | 305 | 19%",
    " | 113 | 880 | 88%",
    " | 12 | 72 | 86%",
    "Khai báo tạm vắng | 0 | 3 | 100%",
    " | 0 | 3.781 | 100%",
    " | 154 | 456 | 75%",
    " | 0 | 71 | 100%",
    " | 154 | 64 | 29%",
    " | 20 | 112 | 84%",
    " | 30 | 222 | 88%",
    " | 24 | 125 | 84%",
    " | 21 | 91 | 81%",
    " | 0 | 210 | 100%",
    " | 0 | 121 | 100%",
    "dưới 6 tuổi",
    "1.614 hồ sơ",
    "305 tờ khai",
    "547 hồ sơ",
    "hơn 300 hồ sơ",
    "144 học sinh",
    "10.693 phiếu",
    "36 phiếu",
    "2.019 phiếu",
    "2.556 phiếu",
    "1.043 hồ sơ",
    "7.939 học sinh, tỷ lệ 95,62%",
    "7.743 học sinh, tỷ lệ 92,4%",
    "17.167 học sinh, tỷ lệ 93,39%",
    "17.001 học sinh, tỷ lệ 92,49%",
    "10.289 học sinh, tỷ lệ 99,88%",
    "10.223 học sinh, tỷ lệ 99,24%",
    "168.061/169.641, đạt 99,07%",
    "70.538/168.061, đạt 41,97%",
    "620/168.061, đạt 0,37%",
    "119.443/168.061, đạt 71,07%",
    "từ ngày 01/8/2022",
    "02 phòng khám",
    "09 lượt",
    "cộng dồn 13 lượt",
    "1.965.456 đồng",
    "từ ngày 01/01/2023",
    "43 lượt",
    "44.013 trường hợp",
    "40.433 trường hợp",
    "91,9%",
    "(40.433/44.013)",
    "3.580 trường hợp",
    "138.940/138.940, đạt 100%",
    "đến ngày 12/5/2023",
    "100.304 lượt",
    "75.291 lượt",
    "75,06%",
    "(75.291/100.304)",
    "443 lượt",
    "Đối với 02 nhóm thủ tục",
    "của 02 nhóm thủ tục",
    "mức 2",
    "THÁNG 6 NĂM 2023",
    "Đề án 06 tháng 5 năm 2023",
    // The words that stand for numbers of the letterhead.
    "BC-TCTĐA06",
    "PC06",
    "Nguyễn Thành Phú",
    "TỔ TRƯỞNG",
    "CHỦ TỊCH UBND THÀNH PHỐ",
    "Lưu: VT, CATP",
    "Phan Rang - Tháp Chàm",
    "Thường trực Thành ủy",
    "trên địa bàn thành phố",
    "1. UBND thành phố và Tổ công tác Đề án 06 thành phố",
    "2. Công an thành phố - Cơ quan thường trực",
    "3. Các phòng, ban, ngành thành phố",
];

#[test]
fn may_has_every_number_of_the_reference_report() {
    let (template, reports) = samples();
    let may = reports.last().unwrap();
    let text = everything(may, &template);
    let missing: Vec<&&str> = NUMBERS.iter().filter(|n| !text.contains(**n)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(!text.contains('…'), "a figure of a sentence is missing");
    assert!(!text.contains(['{', '}']), "a reference names nothing");
}

#[test]
fn may_lacks_only_what_the_report_does_not_give() {
    let (template, reports) = samples();
    let may = reports.last().unwrap();
    let blank: Vec<&str> = template
        .figures()
        .iter()
        .filter(|figure| figure.is_typed() && may.value(&figure.key).is_blank())
        .filter(|figure| may.has_on(figure, &template))
        .map(|figure| figure.key.as_str())
        .collect();
    assert_eq!(
        blank,
        ["education.preschool.pupils", "education.primary.pupils", "education.secondary.pupils"]
    );
    assert!(progress::report(may, &template).is_complete());
    assert_eq!(may.header.status, ReportStatus::Draft);
    for key in may.values.keys().chain(may.printed.keys()) {
        assert!(template.figure(key).is_some(), "{key}");
    }
    for key in may.texts.keys() {
        assert!(template.default_text(key).is_some(), "{key}");
    }
    for list in may.documents.keys() {
        let is_list = template
            .items()
            .any(|(_, item)| item.key == *list && matches!(item.body, ItemBody::Documents(_)));
        assert!(is_list, "{list}");
    }
}

#[test]
fn computed_percentages_agree_with_print_but_for_the_two_slips() {
    let (template, reports) = samples();
    let may = reports.last().unwrap();
    let results = Results::of(may, &template);
    let style = &template.parts().style;
    let computed = |name: &str| {
        let figure = template.figure(&key(name)).unwrap();
        print::computed_text(figure, &results, style, PrintedIn::Prose)
    };
    for (name, expected) in [
        ("health_record.created_rate", "99,07%"),
        ("health_record.history_rate", "41,97%"),
        ("health_record.vaccination_rate", "0,37%"),
        ("health_record.treatment_rate", "71,07%"),
        ("vaccination.corrected_rate", "91,9%"),
        ("insurance.found_rate", "75,06%"),
        ("services.residence_permanent.rate", "89%"),
        ("services.tax_registration.rate", "85%"),
        ("services.total.direct", "1.845"),
        ("services.total.online", "6.516"),
        ("services.total.all", "8.361"),
        ("services.total.rate", "78%"),
        ("dc01.total", "15.304"),
        ("education.primary.updated_rate", "…"),
    ] {
        assert_eq!(computed(name), expected, "{name}");
    }
    let printed = |name: &str| may.printed.get(&key(name)).cloned();
    let percent = |digits, scale| Some(Value::decimal(Decimal::new(digits, scale)));
    assert_eq!(printed("services.residence_permanent.rate"), percent(88, 0));
    assert_eq!(printed("services.tax_registration.rate"), percent(84, 0));
    assert_eq!(printed("education.preschool.verified_rate"), percent(924, 1));
    assert_eq!(may.printed.len(), 8);
    // Where the report contradicts itself, both values are there.
    let value = |name: &str| may.value(&key(name)).clone();
    assert_eq!(value("communication.lodging_notices"), Value::count(3798));
    assert_eq!(value("services.lodging_notice.online"), Value::count(3781));
    assert_eq!(value("identity.cards"), Value::count(1614));
    assert_eq!(computed("services.id_card.all"), format_count(1622));
}

#[test]
fn thirteen_months_follow_each_other() {
    let (template, reports) = samples();
    let mut expected = PeriodKey::parse("2022-05").unwrap();
    assert_eq!(reports.len(), 13);
    for report in &reports {
        assert_eq!(report.header.period.key, expected);
        let is_may_2023 = expected.to_string() == "2023-05";
        let is_final = matches!(report.header.status, ReportStatus::Final { .. });
        assert_eq!(is_final, !is_may_2023);
        let remark = if is_may_2023 { "" } else { "số liệu minh họa" };
        assert_eq!(report.header.remark, remark);
        assert!(progress::report(report, &template).is_complete(), "{expected}");
        assert_eq!(read_report(&write_report(report)).as_ref(), Ok(report));
        expected = expected.next();
    }
    assert_eq!(sample_reports(&template).unwrap(), reports, "the same every time");
}

#[test]
fn made_up_months_are_plausible() {
    let (template, reports) = samples();
    for report in &reports {
        let month = report.header.period.key;
        let results = Results::of(report, &template);
        for figure in template.figures() {
            if let Some(Number::Count(count)) = results.number(report, &figure.key) {
                assert!(count >= 0, "{month} {}", figure.key);
            }
            if let Some(rate) = results.outcome(&figure.key).and_then(Outcome::rate) {
                let percent = rate.percent(4).unwrap();
                assert!(percent <= Decimal::ONE_HUNDRED, "{month} {}", figure.key);
            }
            if figure.need == Need::Required && figure.is_typed() && figure.row.is_none() {
                assert!(report.value(&figure.key).is_entered(), "{month} {}", figure.key);
            }
        }
        let number = |name: &str| report.value(&key(name)).number().map(Number::to_decimal);
        let verified = number("education.preschool.verified");
        assert!(verified < number("education.preschool.updated"), "{month}");
        for (key, value) in &report.printed {
            let percent = value.number().unwrap().to_decimal();
            assert!(percent <= Decimal::ONE_HUNDRED, "{month} {key}");
        }
        let text = everything(report, &template);
        assert!(!text.contains("không phát sinh"), "{month}: {text}");
        let last = report.header.period.range.last();
        let days = report.documents.values().flatten();
        let days = days.filter_map(|entry| entry.document.day.as_ref()?.day());
        assert!(days.into_iter().all(|day| day <= last), "{month}");
    }
    let stocks = template
        .figures()
        .iter()
        .filter(|figure| figure.span != Span::InPeriod && figure.kind == FigureKind::Count);
    for figure in stocks {
        let numbers: Vec<_> = reports
            .iter()
            .filter_map(|report| report.value(&figure.key).number())
            .map(Number::to_decimal)
            .collect();
        assert!(numbers.is_sorted(), "{}: {numbers:?}", figure.key);
    }
    for pair in reports.windows(2) {
        let number = |report: &Report, name: &str| {
            let number = report.value(&key(name)).number();
            number.map(Number::to_decimal).unwrap()
        };
        assert_eq!(
            number(&pair[0], "qr.visits_total") + number(&pair[1], "qr.visits"),
            number(&pair[1], "qr.visits_total"),
        );
    }
}

#[test]
fn another_template_is_refused() {
    let json = crate::exchange::template_v1::BUILTIN_JSON;
    let other = json.replacen("\"version\": 1", "\"version\": 2", 1);
    let other = crate::exchange::template_v1::read_template(&other).unwrap();
    assert!(matches!(sample_reports(&other), Err(ReportFileError::Template(_))));
}

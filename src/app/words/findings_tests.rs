use super::*;
use crate::calc::check::{self, Settings, TextFindings};
use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::exchange::template_v1::{BUILTIN_JSON, read_template};
use crate::exchange::{report_v1, sample};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::number::read_or_keep;
use crate::report::period::{DayValue, ScheduleDay, Window, WindowDay, parse_day};

/// The built-in template with one more check, or with none but that.
fn template(rule: &str) -> Template {
    let (form, _) = BUILTIN_JSON.split_once("  \"checks\": [").unwrap();
    read_template(&format!("{form}  \"checks\": [{{\"key\": \"k\", \"rule\": {rule}}}]\n}}"))
        .unwrap()
}

fn may() -> Report {
    report_v1::read_report(sample::MAY_2023_JSON).unwrap()
}

fn typed(report: &mut Report, template: &Template, values: &[(&str, &str)]) {
    for (name, text) in values {
        let key = FigureKey::parse(name).unwrap();
        let figure = template.figure(&key).unwrap();
        let value = Some(read_or_keep(text, template.number_kind(figure)));
        let is_typed = figure.is_typed();
        report.edit(if is_typed { Edit::figure(key, value) } else { Edit::printed(key, value) });
    }
}

/// The sentence of a check `k` on the reference report with these values, after April with others.
#[track_caller]
fn said(rule: &str, now: &[(&str, &str)], before: &[(&str, &str)]) -> String {
    let template = template(rule);
    let mut report = may();
    typed(&mut report, &template, now);
    let mut april = may();
    april.header.period.key = april.header.period.key.previous();
    typed(&mut april, &template, before);
    let history = History::of_reports([april], &template);
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let findings = check::findings(context, &history, &Settings::default());
    let found: Vec<_> = findings.iter().filter(|f| f.check.key() == "k").collect();
    assert_eq!(found.len(), 1, "{findings:#?}");
    sentence(found[0], &template)
}

#[test]
fn every_relation_within_a_report_has_its_sentence() {
    for (rule, now, expected) in [
        (
            r#"{"equal": ["identity.cards", "services.id_card.all"]}"#,
            &[][..],
            "“Hồ sơ cấp thẻ căn cước đã thu nhận” là 1.614 hồ sơ, “Cấp thẻ căn cước – tổng số” là 1.622 hồ sơ: chênh 8. Cùng một số liệu?",
        ),
        (
            r#"{"at_most": {"part": "identity.home_visits", "whole": "identity.accounts"}}"#,
            &[("identity.home_visits", "hơn 600")],
            "“Hồ sơ căn cước thu nhận lưu động, tại nhà” là hơn 600 hồ sơ, lớn hơn “Hồ sơ định danh điện tử đã thu nhận” là 547 hồ sơ: vượt 53",
        ),
        (
            r#"{"shares": ["education.primary.updated_rate"]}"#,
            &[("education.primary.updated_rate", "933,9")],
            "“Tiểu học – tỷ lệ cập nhật” in 933,9%, một phần không thể vượt 100%: vượt 833,9 điểm phần trăm",
        ),
        (
            r#"{"sum": {"parts": ["dc01.veterans", "dc01.farmers"], "whole": "dc01.elderly"}}"#,
            &[],
            "“Phiếu thông tin Hội Người cao tuổi” là 2.556 phiếu, nhưng cộng các phần 36 + 2.019 được 2.055: chênh 501",
        ),
        (
            r#"{"balance": {"received": "insurance.lookups", "done": "insurance.found", "pending": "insurance.errors"}}"#,
            &[],
            "“Tra cứu BHYT bằng căn cước – tổng số” là 100.304 lượt, nhưng “Tra cứu BHYT bằng căn cước – thành công” 75.291 cộng “Tra cứu BHYT bằng căn cước – lỗi trong kỳ” 443 được 75.734: chênh 24.570",
        ),
        (
            r#"{"between": {"figures": ["departments.trained"], "most": 100}}"#,
            &[("departments.trained", "100,5")],
            "“Cán bộ, công chức được quán triệt về VNeID” là 100,5%, cao hơn mức cao nhất 100: vượt 0,5",
        ),
        (
            r#"{"target": {"result": "identity.accounts", "target": {"number": 600}}}"#,
            &[],
            "“Hồ sơ định danh điện tử đã thu nhận” là 547 hồ sơ, chưa đạt mức 600: còn thiếu 53",
        ),
        (
            r#"{"target": {"result": "insurance.errors", "target": {"number": 400}, "better": "lower"}}"#,
            &[],
            "“Tra cứu BHYT bằng căn cước – lỗi trong kỳ” là 443 lượt, vượt mức 400: quá 43",
        ),
        (
            r#"{"filled": [{"need": "required"}]}"#,
            &[
                ("dc01.vehicles", ""),
                ("dc01.veterans", ""),
                ("dc01.farmers", ""),
                ("dc01.elderly", ""),
            ],
            "Còn 4 chỉ tiêu chưa nhập: “Phiếu thông tin phương tiện giao thông”, “Phiếu thông tin Hội Cựu chiến binh”, “Phiếu thông tin Hội Nông dân” và 1 chỉ tiêu khác",
        ),
    ] {
        assert_eq!(said(rule, now, &[]), expected);
    }
}

#[test]
fn every_relation_over_months_has_its_sentence() {
    for (rule, now, before, expected) in [
        (
            r#"{"may_not_fall": ["qr.amount"]}"#,
            &[("qr.amount", "1.900.000")][..],
            &[][..],
            "“Thanh toán QR – tổng số tiền” là 1.900.000 đồng, tháng 4/2023 là 1.965.456: giảm 65.456. Số cộng dồn không thể giảm",
        ),
        (
            r#"{"may_not_fall": ["lodging.facilities"]}"#,
            &[],
            &[("lodging.facilities", "180")],
            "“Cơ sở lưu trú có tài khoản thông báo lưu trú” là 174 cơ sở, tháng 4/2023 là 180: giảm 6. Vì sao giảm?",
        ),
        (
            r#"{"change": {"figures": ["identity.accounts"], "percent": 50}}"#,
            &[],
            &[("identity.accounts", "300")],
            "“Hồ sơ định danh điện tử đã thu nhận” là 547 hồ sơ, tháng 4/2023 là 300: tăng 247, tức 82%. Vì sao?",
        ),
        (
            r#"{"slip": ["dc01.vehicles"]}"#,
            &[("dc01.vehicles", "10.693.000")],
            &[],
            "“Phiếu thông tin phương tiện giao thông” là 10.693.000 phiếu, gấp khoảng 1.000 lần những tháng trước (tháng 4/2023 là 10.693): chênh 10.682.307. Có thừa ba chữ số?",
        ),
        (
            r#"{"slip": ["dc01.vehicles"]}"#,
            &[("dc01.vehicles", "1.069")],
            &[],
            "“Phiếu thông tin phương tiện giao thông” là 1.069 phiếu, chỉ bằng khoảng 1/10 những tháng trước (tháng 4/2023 là 10.693): chênh 9.624. Có thiếu một chữ số?",
        ),
        (
            r#"{"cumulative": {"in_period": "qr.visits", "total": "qr.visits_total"}}"#,
            &[],
            &[("qr.visits_total", "5")],
            "“Thanh toán QR – cộng dồn” là 13 lượt, nhưng tháng 4/2023 là 5, cộng 9 được 14: chênh 1",
        ),
    ] {
        assert_eq!(said(rule, now, before), expected);
    }
}

/// Every sentence about the reference report with these values, without checks of its template.
fn all_said(rule: &str, edit: impl FnOnce(&mut Report, &Template)) -> Vec<String> {
    let template = template(rule);
    let mut report = may();
    report.printed.clear();
    edit(&mut report, &template);
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let mut april = may();
    let range = may().header.period.range;
    april.header.period.key = april.header.period.key.previous();
    april.header.period.range =
        DateRange::new(parse_day("12/3/2023").unwrap(), range.first().pred_opt().unwrap()).unwrap();
    let history = History::of_reports([april], &template);
    let findings = check::findings(context, &history, &Settings::default());
    findings.iter().map(|finding| sentence(finding, &template)).collect()
}

#[test]
fn printed_percentages_and_what_was_not_read_have_their_sentences() {
    let column = r#"{"one_rounding": [{"column": "services.rate"}]}"#;
    let printed = |name: &'static str, text: &'static str| {
        move |report: &mut Report, template: &Template| typed(report, template, &[(name, text)])
    };
    assert_eq!(
        all_said(column, printed("services.residence_permanent.rate", "88")),
        [
            "“Đăng ký thường trú – tỷ lệ trực tuyến” in 88%, nhưng 880/993 làm tròn từ 0,5 được 89%: chênh 1 điểm phần trăm; số in này là do bỏ phần lẻ, các dòng khác thì không"
        ]
    );
    assert_eq!(
        all_said(column, printed("services.residence_permanent.rate", "78")),
        [
            "“Đăng ký thường trú – tỷ lệ trực tuyến” in 78%, nhưng 880/993 làm tròn từ 0,5 được 89%: chênh 11 điểm phần trăm; không cách làm tròn nào cho số in này"
        ]
    );
    assert_eq!(
        all_said(column, printed("insurance.found_rate", "75,07")),
        [
            "“Tra cứu BHYT bằng căn cước – tỷ lệ thành công” in 75,07%, tính ra 75,06%: chênh 0,01 điểm phần trăm; số in này là do làm tròn lên, tỷ lệ tính được thì làm tròn từ 0,5. Giữ số in?"
        ]
    );
    assert_eq!(
        all_said(column, printed("vaccination.correcting", "3.850")),
        ["“Tiêm chủng – đang chỉnh sửa” in 3.850 trường hợp, tính ra 3.580: chênh 270. Giữ số in?"]
    );
    assert_eq!(
        all_said(column, printed("dc01.vehicles", "10693a")),
        ["“Phiếu thông tin phương tiện giao thông” ghi “10693a”, không đọc được là số"]
    );
    let day = |report: &mut Report, _: &Template| {
        let key = FigureKey::parse("qr.amount").unwrap();
        let day = crate::report::period::DayValue::read("cuối năm");
        report.edit(Edit::day(key, day));
    };
    assert_eq!(
        all_said(column, day),
        ["Ngày của “Thanh toán QR – tổng số tiền” ghi “cuối năm”, không đọc được là ngày"]
    );
    let later = |days: u64| {
        move |report: &mut Report, _: &Template| {
            let range = report.header.period.range;
            let first = range.first() + chrono::Days::new(days) - chrono::Days::new(1);
            report.header.period.range = DateRange::new(first, range.last()).unwrap();
        }
    };
    assert_eq!(
        all_said(column, later(0)),
        [
            "Kỳ trước đến hết ngày 11/4/2023, kỳ này từ ngày 11/4/2023: 1 ngày được tính hai lần. Có đúng chủ ý không?"
        ]
    );
    assert_eq!(
        all_said(column, later(3)),
        [
            "Kỳ trước đến hết ngày 11/4/2023, kỳ này từ ngày 14/4/2023: 2 ngày không thuộc kỳ nào. Có đúng chủ ý không?"
        ]
    );
}

#[test]
fn implied_wholes_have_their_sentence() {
    let rule = r#"{"shared_whole": [
      {"count": "education.preschool.updated", "percent": "education.preschool.updated_rate"},
      {"count": "education.preschool.verified", "percent": "education.preschool.verified_rate"}
    ]}"#;
    let of = |verified: &'static str| {
        all_said(rule, move |report, template| {
            let updated = ("education.preschool.updated_rate", "95,62");
            typed(report, template, &[updated, ("education.preschool.verified_rate", verified)]);
        })
    };
    assert_eq!(
        of("92,4"),
        [
            "Các tỷ lệ không cùng một mẫu số, chênh ít nhất 73: “Mầm non – đã cập nhật thông tin” 7.939 in 95,62%, tức là của 8.303; “Mầm non – đã xác thực dân cư” 7.743 in 92,4%, tức là của 8.376–8.384. Cùng một tổng số?"
        ]
    );
    assert!(of("92,4")[0].contains("73") && of("93,26").is_empty());
    assert!(of("33,331111")[0].contains("tức là của không tổng số nào"), "{:?}", of("33,331111"));
}

/// The sentences about a narrative of May, whose table has as many identity cards as its text.
fn about(narrative: &str) -> Vec<String> {
    let template = read_template(BUILTIN_JSON).unwrap();
    let mut report = may();
    typed(&mut report, &template, &[("services.id_card.direct", "1.309")]);
    let key = crate::report::key::TextKey::parse("police.narrative").unwrap();
    report.edit(Edit::text(key, Some(narrative.to_owned())));
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let findings = TextFindings::default().findings(context, &Settings::default());
    findings.iter().map(|finding| sentence(finding, &template)).collect()
}

#[test]
fn what_texts_say_has_its_sentences() {
    for (narrative, expected) in [
        (
            "Đã thu nhận 1.622 hồ sơ cấp căn cước.",
            "Lời văn ghi “1.622”, “Hồ sơ cấp thẻ căn cước đã thu nhận” là 1.614 hồ sơ: chênh 8. Cùng một số liệu?",
        ),
        (
            "Đã thu nhận trên 1.622 hồ sơ cấp căn cước.",
            "Lời văn ghi hơn 1.622, “Hồ sơ cấp thẻ căn cước đã thu nhận” là 1.614 hồ sơ: chênh 8. Cùng một số liệu?",
        ),
        (
            "Theo Công văn số 1510/UBND-TH ngày 18/4/2023.",
            "Văn bản 1510/UBND-TH ghi hai ngày khác nhau: 17/4/2023 và 18/4/2023",
        ),
        (
            "Theo Công văn số 1511/UBND-TH ngày 18/4/2023.",
            "Lời văn dẫn văn bản 1511/UBND-TH, không có trong danh sách văn bản của báo cáo",
        ),
        ("Các biên phap, biên phap.", "“phap” có thể sai chính tả (2 chỗ)"),
        ("Phối hợp sử lý.", "“sử” có thể sai chính tả; có phải “xử”?"),
        ("Phát 2019 phiếu khảo sát.", "“2019” thiếu dấu chấm ngăn hàng nghìn, viết là “2.019”"),
        ("Các  tổ  mới.", "Lời văn có dấu cách thừa giữa hai từ (2 chỗ)"),
        ("Một , hai.", "Lời văn có dấu cách thừa trước dấu “,”"),
        (
            "Bằng CCD gắn chip.",
            "Chữ viết tắt “CCD” chưa có trong danh sách đã biết; có phải “CCCD”?",
        ),
        ("1. Một\n3. Ba", "Thứ tự “3.” nhảy số, tiếp theo phải là “2.”"),
    ] {
        assert_eq!(about(narrative), [expected]);
    }
    assert_eq!(about("Theo Công văn số 1510/UBND-TH ngày 17/4/2023."), [""; 0]);
}

#[test]
fn one_day_in_place_of_the_two_of_a_window_is_told() {
    let mut parts = read_template(BUILTIN_JSON).unwrap().parts().clone();
    let amount = parts.figures.iter_mut().find(|figure| figure.key.as_str() == "qr.amount");
    let amount = amount.unwrap();
    let told = WindowDay::Told(ScheduleDay::Days(0));
    amount.span = Span::Window(Window { from: told, to: told });
    let mut report = may();
    report.days.insert(amount.key.clone(), DayValue::read("1/5/2023").unwrap());
    let template = Template::new(parts).unwrap();
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let findings = check::findings(context, &History::default(), &Settings::default());
    let found = findings.iter().find(|finding| finding.id == "unreadable.qr.amount.day").unwrap();
    assert_eq!(
        sentence(found, &template),
        "Ngày của “Thanh toán QR – tổng số tiền” ghi “01/5/2023”, không đọc được là ngày đầu và ngày cuối"
    );
}

use super::*;

/// The numbers of a text as "text=meaning" with value, bound and unit where there are such.
fn said(text: &str) -> Vec<String> {
    numbers(text)
        .into_iter()
        .map(|number| {
            let mut out = text.get(number.range.clone()).unwrap().to_owned();
            match (number.meaning, number.numeral) {
                (Meaning::Quantity, Some(numeral)) => out += &format!("={}", numeral.value),
                (meaning, Some(numeral)) => out += &format!("={} {meaning:?}", numeral.value),
                (meaning, None) => out += &format!(" {meaning:?}"),
            }
            if let Some(bound) = number.bound {
                out += &format!(" {bound:?}");
            }
            if let Some(unit) = number.unit {
                out += &format!(" [{}]", text.get(unit).unwrap());
            }
            out
        })
        .collect()
}

#[test]
fn amounts_with_value_unit_and_bound() {
    let cases: [(&str, &[&str]); 18] = [
        ("có 174 cơ sở lưu trú", &["174=174 [cơ sở]"]),
        ("thu nhận 1.614 hồ sơ và 09 lượt.", &["1.614=1614 [hồ sơ]", "09=9 [lượt]"]),
        ("hơn 300 hồ sơ, không quá 5 ngày", &["300=300 Above [hồ sơ]", "5=5 AtMost [ngày]"]),
        ("không dưới 80%, chưa đến 12,5 %", &["80%=80 AtLeast", "12,5 %=12.5 Below"]),
        ("2019 phiếu thông tin", &["2019=2019 [phiếu]"]),
        ("đạt 70.538/168.061", &["70.538=70538 Part", "168.061=168061 Whole"]),
        ("đạt 3/3 chỉ tiêu", &["3=3 Part [chỉ tiêu]", "3=3 Whole [chỉ tiêu]"]),
        ("91.9% (40.433/44.013)", &["91.9%=91.9", "40.433=40433 Part", "44.013=44013 Whole"]),
        ("tổng 1.965.456 đồng", &["1.965.456=1965456 [đồng]"]),
        ("khoảng 1,2 triệu lượt", &["1,2 triệu=1200000 About [lượt]"]),
        ("thu 1 614 hồ sơ", &["1 614=1614 [hồ sơ]"]),
        ("giải quyết 45 hồ sơ", &["45=45 [hồ sơ]"]),
        ("trong 05 tháng", &["05=5 [tháng]"]),
        ("tổng số 12 văn bản", &["12=12 [văn bản]"]),
        (
            "đạt 75 và 620/168.061, đạt 5%",
            &["75=75", "620=620 Part", "168.061=168061 Whole", "5%=5"],
        ),
        ("113\t880", &["113=113 [880]", "880=880"]),
        ("dài 12km", &["12=12 [km]"]),
        ("dưới 6 tuổi", &["6=6 Below [tuổi]"]),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_amount() {
    let cases: [(&str, &[&str]); 22] = [
        ("ngày 12/4/2023 và 01/8/2022", &["12/4/2023 Day", "01/8/2022 Day"]),
        ("từ 12/4 đến 12/5", &["12/4 Day", "12/5 Day"]),
        ("tháng 5 năm 2023", &["5 Day", "2023 Day"]),
        ("ngày 19 tháng 5", &["19 Day", "5 Day"]),
        ("giai đoạn 2022 - 2025", &["2022 Day", "2025 Day"]),
        ("giai đoạn 2022-2025, tháng 5/2023", &["2022-2025 Day", "5/2023 Day"]),
        ("đến năm 2030", &["2030 Day"]),
        ("lúc 7:30", &["7:30 Day"]),
        ("Công văn số 1432/UBND-TH", &["1432/UBND-TH Code"]),
        ("số 193-KH/TU và 06/2022/QĐ-TTg", &["193-KH/TU Code", "06/2022/QĐ-TTg Code"]),
        ("1. Một\n2.1. Hai\n- 3) Ba", &["1 Numbering", "2.1 Numbering", "3 Numbering"]),
        ("gồm: (1) tổ; (2) nhóm", &["1 Numbering", "2 Numbering"]),
        ("Đề án 06, mức 2, mức độ 2", &["06 Name", "2 Name", "2 Name"]),
        ("COVID-19, PC06, DC01", &["COVID-19 Name", "PC06 Name", "DC01 Name"]),
        ("Nghị quyết 57, Nghị quyết số 57-NQ/TW", &["57 Name", "57-NQ/TW Code"]),
        ("điện (220/380V)", &["220/380V Name"]),
        ("https://a.gov.vn/b?c=12", &["https://a.gov.vn/b?c=12 Address"]),
        ("gọi 0259.3822.123 hoặc 0912345678", &["0259.3822.123 Phone", "0912345678 Phone"]),
        ("khoản 2 Điều 103", &["2 Name", "103 Name"]),
        ("quý 2, Phường 1", &["2 Day", "1 Name"]),
        ("Đề án 06/CP", &["06/CP Code"]),
        ("{a.b1} và {@from}", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn how_a_number_is_written_is_told() {
    let form = |text: &str| numbers(text).first().and_then(|n| n.numeral).map(|n| n.form);
    assert_eq!(form("đạt 91.9%"), Some(Form::DecimalDot));
    assert_eq!(form("2019 phiếu"), Some(Form::NoThousandsDot));
    assert_eq!(form("1.614 phiếu"), Some(Form::House));
    let first = |text: &str| numbers(text).remove(0);
    assert_eq!(first("02 nhóm").leading_zero, LeadingZero::Yes);
    assert_eq!(first("305 tờ").leading_zero, LeadingZero::No);
    assert_eq!(first("95 %").percent, Percent::Spaced);
    assert_eq!(first("95%").percent, Percent::Attached);
}

#[test]
fn decomposed_text_reads_the_same() {
    use unicode_normalization::UnicodeNormalization as _;
    let text = "không quá 300 hồ sơ, ngày 12/4/2023, Quyết định số 06/2022/QĐ-TTg";
    let decomposed: String = text.nfd().collect();
    let plain = |text: &str| -> Vec<_> {
        let numbers = numbers(text).into_iter();
        numbers.map(|n| (n.meaning, n.numeral, n.bound)).collect()
    };
    assert_eq!(plain(&decomposed), plain(text));
}

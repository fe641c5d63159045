use super::*;
use crate::calc::prose::Context;
use crate::calc::text::prose;
use crate::calc::text::samples::may;

/// The deviations of a text: what stands there, and what is suggested.
fn said(text: &str) -> Vec<(&str, String)> {
    let found = lint(text, &Abbreviations::new([]));
    let said = found.into_iter().map(|lint| {
        let suggestion = lint.suggestion.unwrap_or_else(|| "?".to_owned());
        (text.get(lint.range).unwrap(), suggestion)
    });
    said.collect()
}

fn pairs<'a>(pairs: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    pairs.iter().map(|(there, meant)| (*there, (*meant).to_owned())).collect()
}

#[test]
fn numbers_are_set_as_administrative_texts_do() {
    let text = "đạt 91.9%, 2019 phiếu, 75 % và 12.5 %; năm 2019, 1.614 hồ sơ, 95,62%";
    assert_eq!(
        said(text),
        pairs(&[("91.9%", "91,9%"), ("2019", "2.019"), ("75 %", "75%"), ("12.5 %", "12,5%")])
    );
    let text = "giai đoạn 2022 - 2025, tháng 5 năm 2023, số 1432/UBND-TH, 0259.3822.123";
    assert_eq!(said(text), []);
    assert_eq!(said("đạt 70538/168.061"), pairs(&[("70538", "70.538")]));
}

#[test]
fn commas_between_thousands_are_told_where_nothing_else_can_be_meant() {
    assert_eq!(said("tiếp nhận 1,317 hồ sơ"), pairs(&[("1,317", "1.317")]));
    assert_eq!(said("tổng số 1,965,456 đồng"), pairs(&[("1,965,456", "1.965.456")]));
    for text in ["diện tích 1,317 ha", "đạt 1,317 tỷ đồng", "tăng 1,317%", "bình quân 7,125 điểm"]
    {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn numbers_of_things_are_not_set_as_amounts() {
    for text in [
        "Công văn số 1432 ngày 12/4/2023, thửa đất số 1234, tờ bản đồ số 1012 phường Đạo Long",
        "Tổng đài 1022 tiếp nhận, đường dây nóng 1900.1234 hoạt động",
        "phiên bản 2.1 của VNeID, cách mạng công nghiệp 4.0 đang diễn ra",
        "tại mục 2.1 Phần II, điểm 1.2, Bảng 2.1 và Phụ lục 1.2 kèm theo",
        "giai đoạn 2021 - 2025 tổ chức, năm học 2022 - 2023 Bộ phận Một cửa, 2022–2025 đồng bộ",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
    let text = "tổng số 2019 phiếu, đạt mức 91.9%, điểm trung bình 8.5 điểm";
    assert_eq!(said(text), pairs(&[("2019", "2.019"), ("91.9%", "91,9%"), ("8.5", "8,5")]));
}

#[test]
fn spaces_are_single_and_not_in_front_of_closing_signs() {
    let text = "một  hai , ba ; bốn .\n  năm   \n- sáu ./.";
    assert_eq!(said(text), pairs(&[("  ", " "), (" ,", ","), (" ;", ";"), (" .", ".")]));
}

#[test]
fn abbreviations_must_be_known() {
    assert_eq!(said("bằng CCD gắn chip"), pairs(&[("CCD", "CCCD")]));
    assert_eq!(said("Tổ XQZW và UBND, phần II, PC06, TTg, 1432/ABC-XYZ"), pairs(&[("XQZW", "?")]));
    assert_eq!(said("KẾT QUẢ CÁC MẶT CÔNG TÁC\ntheo BHYT"), []);
    let own = Abbreviations::new(["Trung tâm XQZW"]);
    assert_eq!(lint("Tổ XQZW", &own), []);
}

#[test]
fn numbered_lines_follow_each_other() {
    assert_eq!(said("1. Một\n2. Hai\n4. Bốn\n5. Năm"), pairs(&[("4.", "3.")]));
    assert_eq!(said("1. Một\n2. Hai\n2. Hai"), pairs(&[("2.", "3.")]));
    assert_eq!(said("a) Một\nd) Hai"), pairs(&[("d)", "b)")]));
    assert_eq!(said("d) Một\nđ) Hai\ne) Ba\ng) Bốn"), []);
    assert_eq!(said("I. Một\n1. Hai\n2. Ba\nII. Bốn\n1. Năm\nIV. Sáu"), pairs(&[("IV.", "III.")]));
    assert_eq!(said("1.1. Một\n1.2. Hai\n1.4. Ba"), pairs(&[("1.4.", "1.3.")]));
}

#[test]
fn the_motto_has_hyphens() {
    let right = "Độc lập - Tự do - Hạnh phúc";
    assert_eq!(
        said("Độc lập – Tự do – Hạnh phúc"),
        pairs(&[("Độc lập – Tự do – Hạnh phúc", right)])
    );
    assert_eq!(said(right), []);
}

#[test]
fn the_sample_keeps_house_style() {
    let (report, template, results) = may();
    let context = Context::of(&report, &template, &results);
    let abbreviations = Abbreviations::of(&report, &template);
    for (key, text) in prose(&report, &template) {
        assert_eq!(lint(text, &abbreviations), [], "{key}");
        assert_eq!(lint(&context.plain(text), &abbreviations), [], "{key}");
    }
}

#[test]
fn measures_of_computers_are_no_unknown_abbreviations() {
    assert_eq!(said("Máy tính có RAM 8GB, ổ cứng 256GB."), []);
}

/// A line as long as a pasted document. Looking at the whole of it for each of its words took minutes.
#[test]
fn every_word_of_an_endless_line_is_read() {
    let line = "mã XQZW ".repeat(20_000);
    assert_eq!(lint(&line, &Abbreviations::new([])).len(), 20_000);
}

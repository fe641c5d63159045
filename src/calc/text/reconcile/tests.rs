use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::select;

use super::*;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::calc::text::numbers::numbers;
use crate::calc::text::prose;
use crate::calc::text::samples::may;
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::template::Template;
use crate::report::value::Value;

fn declared(report: &Report, template: &Template) -> Declared {
    let results = Results::of(report, template);
    Declared::of(Context::of(report, template, &results))
}

/// The matches of a text: the number as it stands, the figure, how they go together.
fn matches<'t>(text: &'t str, declared: &Declared) -> Vec<(&'t str, String, Verdict)> {
    let found = reconcile(text, declared);
    let said =
        found.into_iter().map(|m| (text.get(m.range).unwrap(), m.figure.to_string(), m.verdict));
    said.collect()
}

fn differing(text: &str, declared: &Declared) -> Vec<(String, String, Decimal)> {
    let found = matches(text, declared).into_iter();
    found
        .filter_map(|(number, figure, verdict)| match verdict {
            Verdict::Different { difference, .. } => Some((number.to_owned(), figure, difference)),
            Verdict::Same | Verdict::Within(_) => None,
        })
        .collect()
}

/// May as an office has it that tells these two numbers in words only.
fn may_in_words() -> Declared {
    let (mut report, template, _) = may();
    for key in ["communication.lodging_notices", "identity.cards"] {
        report.edit(Edit::figure(FigureKey::parse(key).unwrap(), None));
    }
    declared(&report, &template)
}

#[test]
fn the_prose_of_may_contradicts_nothing() {
    let (report, template, results) = may();
    let declared = declared(&report, &template);
    let context = Context::of(&report, &template, &results);
    let (mut same, mut amounts) = (0, 0);
    for (key, text) in prose(&report, &template) {
        assert_eq!(differing(text, &declared), [], "{key}");
        let printed = context.plain(text);
        assert_eq!(differing(&printed, &declared), [], "{key}: {printed}");
        amounts += numbers(&printed).iter().filter(|number| number.meaning.is_amount()).count();
        same += matches(&printed, &declared).len();
    }
    assert!(same * 100 >= amounts * 85, "{same} of {amounts}");
}

const RETOLD: &str = "\
Đến cuối kỳ, 174 cơ sở lưu trú trên địa bàn đã có tài khoản; số lượt thông báo lưu trú tiếp nhận qua Cổng là 3.798 lượt.
Loa phường, xã phát 60 lượt phát thanh tuyên truyền; 268 trường hợp công dân được hướng dẫn kích hoạt VNeID.
Trong tháng 5 năm 2023 lực lượng Công an thu nhận 1.614 hồ sơ cấp thẻ căn cước, riêng khai báo trực tuyến là 305 tờ khai; thu nhận 547 hồ sơ định danh điện tử.
Các tổ lưu động đến tận nhà thu nhận hơn 300 hồ sơ căn cước của người già yếu.
Hội đoàn thể gom được 10.693 phiếu thông tin phương tiện giao thông, 36 phiếu thông tin Hội Cựu chiến binh, 2019 phiếu thông tin Hội Nông dân và 2.556 phiếu thông tin Hội Người cao tuổi.
Hồ sơ sức khỏe khởi tạo (phần A) được 168.061/169.641, đạt 99,07%; có tiền sử, nguy cơ (phần B) 70.538/168.061, đạt 41,97%.
Thanh toán QR trong kỳ 09 lượt, cộng dồn 13 lượt từ ngày 01/8/2022, tổng số tiền 1.965.456 đồng.
Dữ liệu tiêm chủng COVID-19: 44.013 trường hợp cần chỉnh sửa, 40.433 trường hợp đã chỉnh sửa, đạt 91,9%, còn 3.580 trường hợp đang chỉnh sửa.
Tra cứu BHYT bằng căn cước: 100.304 lượt, thành công 75.291 lượt, đạt 75,06%; lỗi trong kỳ 443 lượt.";

#[test]
fn a_retelling_with_the_two_conflicting_numbers_is_caught_in_both() {
    let found = differing(RETOLD, &may_in_words());
    let numbers: Vec<_> =
        found.iter().map(|(n, figure, d)| (n.as_str(), figure.as_str(), *d)).collect();
    assert_eq!(
        numbers,
        [
            ("3.798", "services.lodging_notice.all", Decimal::from(17)),
            ("1.614", "services.id_card.all", Decimal::from(-8)),
        ]
    );
}

#[test]
fn equal_numbers_are_offered_for_binding() {
    let found = matches(RETOLD, &may_in_words());
    for (number, figure) in [
        ("174", "lodging.facilities"),
        ("268", "communication.activation_guided"),
        ("300", "identity.home_visits"),
        ("36", "dc01.veterans"),
        ("2019", "dc01.farmers"),
        ("168.061", "health_record.created"),
        ("41,97%", "health_record.history_rate"),
        ("1.965.456", "qr.amount"),
        ("91,9%", "vaccination.corrected_rate"),
        ("443", "insurance.errors"),
    ] {
        let is_there =
            found.iter().any(|(n, f, v)| *n == number && f == figure && *v == Verdict::Same);
        assert!(is_there, "{number} {figure}: {found:#?}");
    }
}

#[test]
fn other_numbers_give_nothing() {
    let (report, template, _) = may();
    let declared = declared(&report, &template);
    for text in [
        "Tổ chức 12 buổi tập huấn cho 350 cán bộ, công chức.",
        "Trong năm 2023, Đề án 06 có 174 nhiệm vụ ở mức độ 2.",
        "Tăng 15 hồ sơ thông báo lưu trú so với tháng trước.",
        "Quý trước có 1.600 hồ sơ cấp thẻ căn cước.",
        "Tuần trước có 1.600 hồ sơ cấp thẻ căn cước.",
        "Hôm trước có 1.600 hồ sơ cấp thẻ căn cước.",
        "Ngày trước có 1.600 hồ sơ cấp thẻ căn cước.",
        "Chỉ tiêu giao 1.700 hồ sơ cấp thẻ căn cước.",
        "Hồ sơ cấp thẻ căn cước đã thu nhận {identity.cards} hồ sơ, trả 1.600 hồ sơ.",
        "Phường Mỹ Hương đạt tỷ lệ đăng ký khai sinh trực tuyến 92%, phường Phước Mỹ đạt 85%.",
        "Phường Mỹ Hương tiếp nhận 60 hồ sơ đăng ký khai sinh trực tuyến.",
        "Trong đó có 50 hồ sơ đăng ký khai sinh quá hạn.",
        "Chậm trả 12 hồ sơ đăng ký khai tử do lỗi phần mềm.",
        "Đăng ký khai sinh 252 hồ sơ, trong đó 12 hồ sơ quá hạn, 60 hồ sơ của phường Mỹ Hương.",
        "Đăng ký thường trú 993 hồ sơ (trực tiếp 113, trực tuyến 880), trả trước hạn 900 hồ sơ.",
        "Đăng ký khai tử 149 hồ sơ, trong đó 15 hồ sơ có yếu tố nước ngoài, 3 trường hợp cấp lại.",
        "Phấn đấu tỷ lệ hồ sơ đăng ký khai sinh trực tuyến đạt trên 95%.",
        "Trường Tiểu học Mỹ Hương có 1.200 học sinh, đã cập nhật 1.150 em.",
        "Gọi 0259.3822.123, Công văn số 1614/UBND-TH ngày 12/4/2023.",
    ] {
        assert_eq!(differing(text, &declared), [], "{text}");
    }
}

#[test]
fn bounds_are_kept_or_broken() {
    let declared = may_in_words();
    let text = "đến nay có hơn 170 cơ sở lưu trú có tài khoản thông báo lưu trú";
    let within = Verdict::Within(Bound::Above);
    assert_eq!(matches(text, &declared), [("170", "lodging.facilities".to_owned(), within)]);
    let text = "đến nay có hơn 176 cơ sở lưu trú có tài khoản thông báo lưu trú";
    let found = differing(text, &declared);
    assert_eq!(found, [("176".to_owned(), "lodging.facilities".to_owned(), Decimal::from(2))]);
}

/// What the words of an official name, typed in other ways than the template's sentence.
#[test]
fn wrong_numbers_next_to_a_label_are_found_in_everyday_words() {
    let (report, template, _) = may();
    let declared = declared(&report, &template);
    for (text, figure) in [
        ("Thu nhận trên 1.700 hồ sơ căn cước công dân.", "identity.cards"),
        ("Thu nhận gần 500 hồ sơ định danh điện tử.", "identity.accounts"),
        ("Tỷ lệ hồ sơ đăng ký khai sinh trực tuyến đạt 98,1%.", "services.birth.rate"),
        ("Tỷ lệ thông báo lưu trú trực tuyến đạt 90%.", "services.lodging_notice.rate"),
        ("Thanh toán bằng mã QR trong kỳ 90 lượt.", "qr.visits"),
        ("Mầm non: đã cập nhật thông tin 7.993 em.", "education.preschool.updated"),
        (
            "Khai sinh: 225 hồ sơ trực tuyến trên tổng số 252 hồ sơ, đạt 88%.",
            "services.birth.online",
        ),
        (
            "Đăng ký thường trú 993 hồ sơ (trực tiếp 131, trực tuyến 880).",
            "services.residence_permanent.direct",
        ),
        ("Đăng ký khai sinh 252 hồ sơ, trong đó trực tuyến 60 hồ sơ.", "services.birth.online"),
        ("Cấp biển số xe mô tô 601 hồ sơ.", "services.motorbike_plate.all"),
        ("Đăng ký khai tử trực tuyến 152 hồ sơ.", "services.death.online"),
    ] {
        let found = differing(text, &declared);
        let figures: Vec<&str> = found.iter().map(|(_, figure, _)| figure.as_str()).collect();
        assert_eq!(figures, [figure], "{text}");
    }
}

/// A line as long as a pasted document. Looking at the whole of it for each number took half a minute.
#[test]
fn every_number_of_an_endless_line_is_held() {
    let (report, template, _) = may();
    let declared = declared(&report, &template);
    let told = "Hội Nông dân thu được 2.091 phiếu thông tin";
    let sentences = [told, ". "].concat().repeat(1_500);
    assert_eq!(differing(&sentences, &declared).len(), 1_500);
    // Within a clause a figure is asked about once.
    let clause = [told, ", "].concat().repeat(1_500);
    assert!(!differing(&clause, &declared).is_empty());
}

/// "từ" names nothing, "tử" of "khai tử" does; so do "đăng ký" and "thể", "kỳ" and "thẻ" do not.
#[test]
fn empty_words_are_told_by_their_marks() {
    let (_, template, _) = may();
    let labels = Labels::of(&template);
    let same = |a: &str, b: &str| labels.places(a) == labels.places(b);
    assert!(same("từ Cổng", "Cổng"));
    assert!(!same("khai tử", "khai"));
    assert!(!same("đăng ký", "kỳ đang"));
    // The mark may be typed apart from its letter.
    assert!(same("tu\u{31B}\u{300} Cổng", "Cổng"));
}

/// The number with one slip: two digits exchanged, one dropped, one doubled, ten-fold.
fn slips(number: &str) -> Vec<String> {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    if number.contains([',', '/', '%']) || digits.len() < 3 {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut exchanged = digits.clone();
    exchanged.swap(0, 1);
    let mut dropped = digits.clone();
    dropped.remove(1);
    let mut doubled = digits.clone();
    doubled.insert(1, digits[1]);
    let mut moved = digits.clone();
    moved.push('0');
    for slip in [exchanged, dropped, doubled, moved] {
        let text: String = slip.into_iter().collect();
        let value: i64 = text.parse().unwrap();
        all.push(crate::report::number::format_count(value));
    }
    all.retain(|slip| slip != number);
    all
}

#[test]
fn slips_in_the_retelling_are_found() {
    let (report, template, _) = may();
    let declared = declared(&report, &template);
    assert_eq!(differing(RETOLD, &declared), []);
    let (mut found, mut all, mut wrong) = (0, 0, Vec::new());
    for (number, figure, _) in matches(RETOLD, &declared) {
        for slip in slips(number) {
            let text = RETOLD.replacen(number, &slip, 1);
            all += 1;
            match differing(&text, &declared).as_slice() {
                [(n, f, _)] if *n == slip && *f == figure => found += 1,
                [] => {}
                other => wrong.push((slip, figure.clone(), other.to_vec())),
            }
        }
    }
    assert!(found * 100 >= all * 80, "{found} of {all}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Edits of figures that the retelling names or may be thought to name.
fn any_edits() -> impl Strategy<Value = Vec<(usize, Option<i64>)>> {
    let told = [3_798, 3_781, 1_614, 1_622, 305, 547, 10_693, 10_963, 36, 2_019, 174, 60, 268, 9];
    let value = prop_oneof![select(told.to_vec()).prop_map(Some), (0_i64..200_000).prop_map(Some)];
    let value = prop_oneof![4 => value, 1 => Just(None)];
    proptest::collection::vec((any::<proptest::sample::Index>(), value), 1..8)
        .prop_map(|edits| edits.into_iter().map(|(at, value)| (at.index(1_000), value)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn holding_what_changed_finds_what_holding_all_does(edits in any_edits()) {
        let (mut report, template, results) = may();
        let context = Context::of(&report, &template, &results);
        let mut declared = Declared::of(context);
        let text = format!("{RETOLD}\nThẻ căn cước: {{identity.cards}} hồ sơ, trả 1.614 hồ sơ.");
        let mut held = HeldText::read(&text, &numbers(&text), &[], declared.labels());
        held.hold(&declared);
        for (at, value) in edits {
            let figure = &template.figures()[at % template.figures().len()];
            report.edit(Edit::figure(figure.key.clone(), value.map(Value::count)));
            let results = Results::of(&report, &template);
            let context = Context::of(&report, &template, &results);
            let changes = declared.update(context);
            held.hold_changed(&declared, &changes);
            let anew = Declared::of(context);
            prop_assert_eq!(held.matches(declared.labels()), reconcile(&text, &anew));
        }
    }
}

/// What is found in a text that stands in place of a sentence of the template.
fn beside(sentence: &str, text: &str) -> Vec<(String, String)> {
    let (report, template, _) = may();
    let declared = declared(&report, &template);
    let sentence = crate::report::sentence::parse(sentence, &template).unwrap();
    let mut held = HeldText::read(text, &numbers(text), &sentence, declared.labels());
    held.hold(&declared);
    let matches = held.matches(declared.labels()).into_iter();
    let different = matches.filter(|found| matches!(found.verdict, Verdict::Different { .. }));
    let told = different.map(|m| (text.get(m.range).unwrap().to_owned(), m.figure.to_string()));
    told.collect()
}

const LODGING: &str = "đến nay có {lodging.facilities} cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý {communication.lodging_notices} lượt thông báo lưu trú.";

#[test]
fn a_number_in_the_place_of_a_figure_is_held_against_it() {
    let text = "đến nay có 714 cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý 3.798 lượt thông báo lưu trú.";
    assert_eq!(beside(LODGING, text), [("714".to_owned(), "lodging.facilities".to_owned())]);
    let exchanged = "đến nay có 3.798 cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý 174 lượt thông báo lưu trú.";
    assert_eq!(beside(LODGING, exchanged).len(), 2);
}

#[test]
fn a_number_that_was_added_to_the_sentence_is_left_alone() {
    for text in [
        "đến nay có 180 cơ sở lưu trú, trong đó 174 cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý 3.798 lượt thông báo lưu trú.",
        "đến nay có 174 cơ sở tham gia (tăng 15 cơ sở so với tháng trước), trong kỳ đã tiếp nhận và xử lý 3.798 lượt thông báo lưu trú.",
        "đến nay có 174 cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý 3.798 lượt thông báo lưu trú, bình quân 22 lượt một cơ sở.",
        "Trên địa bàn có 250 phòng; đến nay có 174 cơ sở tham gia, trong kỳ đã tiếp nhận và xử lý 3.798 lượt thông báo lưu trú.",
    ] {
        assert_eq!(beside(LODGING, text), [], "{text}");
    }
}

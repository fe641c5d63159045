use std::collections::BTreeSet;

use super::*;
use crate::calc::prose::Context;
use crate::calc::text::prose;
use crate::calc::text::samples::may;
use crate::report::letterhead::LetterheadField;
use crate::report::template::ItemBody;

fn speller() -> Speller {
    Speller::new([])
}

fn wrong(text: &str) -> Vec<String> {
    speller().misspelled(text).into_iter().map(|found| found.word).collect()
}

/// Everything the sample and its template print: narratives, sentences, headings, subjects of
/// documents, labels and names.
fn sample_prose() -> Vec<String> {
    let (report, template, results) = may();
    let context = Context::of(&report, &template, &results);
    let mut texts: Vec<String> = prose(&report, &template)
        .into_iter()
        .flat_map(|(_, text)| [text.to_owned(), context.plain(text)])
        .collect();
    texts.extend(template.texts().map(|(_, text)| text.to_owned()));
    // The right of signing is a name of ours, not a word.
    let right = LetterheadField::SigningAuthority.text_key();
    let own = report.texts.iter().filter(|(key, _)| **key != right);
    texts.extend(own.map(|(_, text)| text.clone()));
    for figure in template.figures() {
        texts.extend([figure.label.clone(), figure.definition.clone(), figure.unit.clone()]);
    }
    for (section, item) in template.items() {
        texts.extend(section.heading.clone());
        texts.extend([section.label.clone(), item.label.clone()]);
        match &item.body {
            ItemBody::Narrative(narrative) => texts.push(narrative.hint.clone()),
            ItemBody::Table(table) => {
                texts.extend(table.rows.iter().map(|row| row.label.clone()));
                texts.extend(table.columns.iter().map(|column| column.label.clone()));
            }
            ItemBody::Documents(_) | ItemBody::Figures(_) => {}
        }
        for entry in report.entries(&item.key) {
            let document = &entry.document;
            texts.extend([document.subject.clone(), document.issuer.clone()]);
        }
    }
    texts
}

#[test]
fn the_sample_raises_no_false_alarm() {
    let speller = speller();
    let texts = sample_prose();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    assert!(words > 5_000, "{words}");
    let found: BTreeSet<String> =
        texts.iter().flat_map(|text| speller.misspelled(text)).map(|found| found.word).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Slips as they are typed, each in its phrase, with the word that is wrong and the one that is meant.
const SLIPS: [(&str, &str, &str); 40] = [
    // A tone mark that is missing or another one.
    ("cấp thẻ bảo hiêm y tế", "hiêm", "hiểm"),
    ("đăng ky thường trú", "", "ký"),
    ("tiếp tuc thực hiện", "tuc", "tục"),
    ("cập nhât dữ liệu", "nhât", "nhật"),
    ("các biên phap", "phap", "pháp"),
    ("số liệu đươc đối soát", "đươc", "được"),
    ("công tác tuyên truyên", "truyên", "truyền"),
    ("hướng dẩn người dân", "dẩn", "dẫn"),
    ("bổ sung dử liệu", "dử", "dữ"),
    ("hổ trợ người dân", "hổ", "hỗ"),
    ("kết nối liên thôg", "thôg", "thông"),
    ("nhiệm vu trọng tâm", "", "vụ"),
    ("khai thac có hiệu quả", "thac", "thác"),
    ("thủ tuc hành chính", "tuc", "tục"),
    // A letter's own mark.
    ("căn cươc công dân", "cươc", "cước"),
    ("tăng cuờng rà soát", "cuờng", "cường"),
    ("dịch vụ côg", "côg", "công"),
    ("quôc gia về dân cư", "quôc", "quốc"),
    ("đảm bão an ninh", "bão", "bảo"),
    ("kê hoạch tháng tới", "", "kế"),
    // Letters exchanged, dropped, doubled, or of a neighbouring key.
    ("triển khia nhiệm vụ", "khia", "khai"),
    ("người dâân thực hiện", "dâân", "dân"),
    ("thông tni cá nhân", "tni", "tin"),
    ("cơ sở dữ lệu", "lệu", "liệu"),
    ("giải quyyết hồ sơ", "quyyết", "quyết"),
    ("trực tuyếm toàn trình", "tuyếm", "tuyến"),
    ("nhận thứx của cán bộ", "thứx", "thức"),
    ("chuyển đôỉ số", "đôỉ", "đổi"),
    // What an input method left over.
    ("ddang ký tài khoản", "ddang", "đang"),
    ("quán trieejt nghị quyết", "trieejt", "triệt"),
    ("ban hành kees hoạch", "kees", "kế"),
    ("thuwcj hiện nghiêm túc", "thuwcj", "thực"),
    ("phối hợp vowis đơn vị", "vowis", "với"),
    // Sounds of a region: s/x, ch/tr, n/ng, c/t, i/y.
    ("sử lý hồ sơ quá hạn", "sử", "xử"),
    ("rà xoát thông tin", "xoát", "soát"),
    ("thông báo lưu chú", "chú", "trú"),
    ("tình hình thựt tế", "thựt", "thực"),
    ("bắt buột phải khai báo", "buột", "buộc"),
    // Words of the language that only their phrase shows to be wrong.
    ("phát huy tinh tiên phong", "tinh", "tính"),
    ("chia sẽ dữ liệu", "sẽ", "sẻ"),
];

#[test]
fn seeded_slips_are_found_and_the_right_word_is_suggested() {
    let speller = speller();
    let (mut found, mut suggested, mut missed) = (0, 0, Vec::new());
    for (phrase, slip, meant) in SLIPS {
        let misspelled = speller.misspelled(phrase);
        let Some(misspelling) = misspelled.iter().find(|found| found.word == slip) else {
            missed.push(phrase);
            assert!(misspelled.is_empty(), "{phrase}: {misspelled:?}");
            continue;
        };
        found += 1;
        assert_eq!(phrase.get(misspelling.range.clone()), Some(slip));
        assert_eq!(misspelled.len(), 1, "{phrase}: {misspelled:?}");
        let mut words: Vec<String> = misspelling.meant.clone().into_iter().collect();
        words.extend(speller.suggestions(slip));
        assert!(words.len() <= SUGGESTIONS_MAX + 1, "{words:?}");
        suggested += usize::from(words.iter().take(3).any(|word| word == meant));
    }
    // The bars are 36 and 30. What is missed are other words of the language.
    assert_eq!(missed, ["đăng ky thường trú", "nhiệm vu trọng tâm", "kê hoạch tháng tới"]);
    assert_eq!((found, suggested), (37, 37));
}

/// A syllable without its mark is mostly another one: only the phrase tells.
#[test]
fn a_mark_left_out_is_found_by_the_phrase() {
    for (text, slip) in [
        ("Công dan đến nộp hồ sơ", "dan"),
        ("Các đơn vị thực hiên tốt", "hiên"),
        ("Công an hương dẫn người dân", "hương"),
        ("Tài khoản định danh điện tư", "tư"),
        ("Cơ sở dư liệu quốc gia về dân cư", "dư"),
    ] {
        assert_eq!(wrong(text), [slip], "{text}");
    }
    for text in [
        "chủ trương hợp lý; gọi điện tư vấn cho người dân; hóa đơn vi phạm",
        "ca trực tuyên truyền; sinh hoạt đông đủ; xét xử ly hôn; hệ thống kế toán",
    ] {
        assert_eq!(wrong(text), [""; 0], "{text}");
    }
}

#[test]
fn names_codes_addresses_and_capitals_are_left_alone() {
    for text in [
        "Ông Nguyễn Văn Đoàn, bà Kpă H’Liêm ở xã Ea Kiết",
        "xã Phước Vĩnh, tỉnh Đắk Lắk, thị trấn Pleiku",
        "Công văn số 1432/UBND-TH, địa chỉ https://vneid.gov.vn, hộp thư a.b@c.vn",
        "KẾT QỦA, UBND, CCCD, VNeID, QRcode, iOS, COVID-19, DC01, 5km",
        "hòa hoà thủy thuỷ quý lý lí kỹ kĩ mỹ tỷ tỉ uỷ ủy",
        "gửi email, xem website, quét mã QR online; mở livestream",
        "Phan Rang - Tháp Chàm",
        "{a.hiêm} x",
    ] {
        assert_eq!(wrong(text), [""; 0], "{text}");
    }
}

#[test]
fn slips_in_names_and_at_the_beginning_of_sentences_are_found() {
    assert_eq!(wrong("Thựch hiện Đề án. Cônng an, tại Đựơc"), ["Thựch", "Cônng", "Đựơc"]);
    assert_eq!(wrong("tại Phường Thuờng"), ["Thuờng"]);
    assert_eq!(wrong("Hướng dẩn của Ddảng ủy"), ["dẩn", "Ddảng"]);
}

#[test]
fn phrases_tell_what_is_meant() {
    let found = speller().misspelled("tiếp nhận và xử 3.798 lượt; Sử dụng, xử lý 12 hồ sơ");
    let [slip] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((slip.word.as_str(), slip.meant.as_deref()), ("xử", Some("xử lý")));
}

#[test]
fn everyday_words_of_offices_are_right() {
    for text in [
        "tuyên truyền rộng rãi, treo cờ phướn trên đường Nguyễn Trãi, quãng đường bằng phẳng",
        "thửa đất, phẫu thuật, gãy xương, trau dồi kỹ năng, nhàn rỗi, thừa thãi, màu xám",
        "thảnh thơi, ban nãy, ghìm giá, chế giễu, ngộ nghĩnh, nhẹ nhõm, ướp lạnh, chỉn chu",
        "đường giao thông liên thôn; cán bộ thường chú trọng, thường chú ý",
        "Tòa án xét xử 12 vụ; tra cứu lịch sử phạt nguội",
    ] {
        assert_eq!(wrong(text), [""; 0], "{text}");
    }
    let phrases = "thủ tục liên thôn; hộ khẩu thường chú; sử phạt vi phạm";
    assert_eq!(wrong(phrases), ["thôn", "chú", "sử"]);
}

#[test]
fn the_offices_own_words_are_right() {
    let text = "đã tập huấn blốc mới";
    assert_eq!(wrong(text), ["blốc"]);
    let speller = Speller::new(["Blốc"]);
    assert_eq!(speller.misspelled(text), []);
}

#[test]
fn suggestions_keep_the_capital_and_know_left_over_keys() {
    let speller = speller();
    assert_eq!(speller.suggestions("Thưc").first().map(String::as_str), Some("Thực"));
    assert_eq!(speller.suggestions("dduowcj").first().map(String::as_str), Some("được"));
    assert!(speller.suggestions("emial").contains(&"email".to_owned()));
    assert_eq!(speller.suggestions("xyzzyqqq"), [""; 0]);
}

#[test]
fn decomposed_text_is_spelled_the_same() {
    use unicode_normalization::UnicodeNormalization as _;
    let text: String = "tiếp tục thực hiện chuyển đôỉ số".nfd().collect();
    let found = speller().misspelled(&text);
    let [slip] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(slip.word, "đôỉ");
    assert!(text.get(slip.range.clone()).is_some());
}

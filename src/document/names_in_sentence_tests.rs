//! Names of communes, wards and special zones, today's and earlier ones, that begin with every kind of
//! word that also stands in the names of authorities.

use super::*;

const NAMES: &str = "\
    An Thới Đông, An Phú, An Hòa, An Nhơn, An Khê, An Lão, An Cư, An Châu, An Biên, An Minh, An Trường, \
    An Hội Đông, An Hội Tây, An Đông, An Lạc, An Khánh, An Viễn, An Hải, An Bình, Công Hải, Công Chính, Công Lý, \
    Công Bình, Công Sơn, Phú Xuân, Phú Quý, Phú Riềng, Phú Giáo, Thành Công, Thành Bình, Thành Thới, Thành Mỹ, \
    Thành Sen, Thành Vinh, Thành Đông, Nhân Cơ, Nhân Hòa, Nhân Mỹ, Nhân Chính, Nhân Đạo, Dân Hòa, Dân Tiến, Dân Chủ, \
    Dân Lực, Hội An, Hội An Đông, Hội Thịnh, Hội Sơn, Hội Hoan, Hội Xuân, Đồng Văn, Đồng Xuân, Đồng Tâm, Đồng Lê, \
    Đồng Phú, Đồng Hới, Chỉ Đạo, Ban Công, Đạo Trù, Đạo Đức, Đạo Thạnh, Đạo Lý, Phố Bảng, Phố Lu, Phố Ràng, Trấn Yên, \
    Trấn Biên, Quân Chu, Côn Đảo, Phú Quốc, Vân Đồn, Cô Tô, Lý Sơn, Thổ Châu, Kiên Hải, Hoàng Sa, Trường Sa, Cát Hải, \
    Bạch Long Vĩ, Cồn Cỏ, Ea Kiết, Ea H’Leo, Cư M’gar, Krông Pắc, Ia Lâu, Ia Mơ, Kon Đào, Đắk Mil, Đăk Tô, Mường Lát, \
    Mường Nhé, Nậm Pồ, Sín Thầu, Lùng Phình, Pà Vầy Sủ, Xín Mần, Yên Minh, Ba Đình, Hoàn Kiếm, Cửa Nam, Ngọc Hà, \
    Tân Sơn Nhất, Bình Hưng Hòa, Long Phước, Cần Giờ, Thạnh An, Bình Khánh, Nhà Bè, Hiệp Phước, Mỹ Hạnh, Đức Lập, \
    Năm Căn, Đất Mũi, U Minh, Khánh Lâm, Trà Cú, Lưu Nghiệp Anh, Cầu Ngang, Hòn Nghệ, Ô Lâm, Tri Tôn, Óc Eo, \
    Ninh Phước, Phan Rang, Tháp Chàm, Thuận Nam, Cà Ná, Bác Ái";

fn known(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_proper_name_keeps_its_capitals_whatever_word_it_begins_with() {
    for name in NAMES.split(", ") {
        for (authority, written) in [
            ("UBND xã", "Ủy ban nhân dân xã"),
            ("UBND phường", "Ủy ban nhân dân phường"),
            ("Công an xã", "Công an xã"),
            ("Ban chỉ đạo đặc khu", "Ban chỉ đạo đặc khu"),
            ("Hội đồng nhân dân thị trấn", "Hội đồng nhân dân thị trấn"),
            ("Tổ công tác xã", "Tổ công tác xã"),
        ] {
            let typed = format!("{written} {name}").to_uppercase();
            let expected = format!("{written} {name}");
            let ways = [
                known(&[&format!("{authority} {name}")]),
                known(&[name]),
                // "Công an" knows a small "an"; capitals at every word are a habit of many.
                known(&["Công an tỉnh, Ủy ban nhân dân tỉnh", name]),
                known(&[&format!("Ủy Ban Nhân Dân Xã {name}")]),
            ];
            for own in ways {
                assert_eq!(in_sentence(&typed, &own), expected, "{own:?}");
            }
        }
    }
}

#[test]
fn what_nobody_knows_how_to_write_stays_as_it_was_typed() {
    for (typed, own) in [
        ("ỦY BAN NHÂN DÂN XÃ AN PHÚ", known(&["Công an xã An Thới Đông"])),
        ("ỦY BAN NHÂN DÂN XÃ CÔNG HẢI", known(&["UBND XÃ CÔNG HẢI"])),
        ("SỞ TƯ PHÁP", known(&[])),
    ] {
        assert_eq!(in_sentence(typed, &own), typed);
    }
    assert_eq!(in_sentence("Sở Tư pháp", &[]), "Sở Tư pháp");
    assert_eq!(in_sentence("", &[]), "");
}

#[test]
fn numbers_signs_and_the_offices_own_words_are_kept() {
    let own = known(&["Tổ công tác triển khai Đề án 06 thành phố Phan Rang - Tháp Chàm"]);
    for (typed, expected) in [
        (
            "TỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN 06 THÀNH PHỐ PHAN RANG – THÁP CHÀM",
            "Tổ công tác triển khai Đề án 06 thành phố Phan Rang – Tháp Chàm",
        ),
        ("UBND THÀNH PHỐ (PHAN RANG - THÁP CHÀM)", "UBND thành phố (Phan Rang - Tháp Chàm)"),
        ("UBND THÀNH PHỐ PHAN RANG, CÔNG AN TỈNH", "UBND thành phố Phan Rang, công an tỉnh"),
    ] {
        assert_eq!(in_sentence(typed, &own), expected);
    }
}

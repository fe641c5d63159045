use super::*;
use crate::calc::context::Context;
use crate::calc::next_report;
use crate::calc::results::Results;
use crate::exchange::{sample, template_v1};
use crate::report::change::Edit;
use crate::report::letterhead::LetterheadField;
use crate::report::office::Office;
use crate::report::period::PeriodKey;

fn template() -> Template {
    template_v1::builtin_template().unwrap()
}

/// The first report of an office, of which its name tells who it is.
fn first(name: &str) -> Report {
    let template = template();
    let identity = template.parts().offices.told_by(name).unwrap();
    let office = Office::named(name).unwrap();
    next_report::first_as(&identity, office, &template, PeriodKey::parse("2026-06").unwrap())
}

/// A text of a report as it is printed.
fn said(report: &Report, key: &str) -> String {
    let template = template();
    let results = Results::of(report, &template);
    Context::of(report, &template, &results).text(&TextKey::parse(key).unwrap())
}

#[test]
fn a_name_tells_the_kind_and_the_place() {
    let template = template();
    let told = |name: &str| {
        let told = template.parts().offices.told_by(name)?;
        Some((told.kind.to_string(), told.place, told.parent))
    };
    let of = |kind: &str, place: &str, parent: &str| {
        Some((kind.to_owned(), place.to_owned(), parent.to_owned()))
    };
    assert_eq!(told("UBND xã An Phú"), of("commune", "An Phú", ""));
    assert_eq!(told("ỦY BAN NHÂN DÂN XÃ AN PHÚ"), of("commune", "An Phú", ""));
    assert_eq!(told("Uỷ ban nhân dân phường Đông Hải"), of("ward", "Đông Hải", ""));
    assert_eq!(told("Phường 1"), of("ward", "Phường 1", ""));
    assert_eq!(
        told("Đặc khu Trường Sa, tỉnh Khánh Hòa"),
        of("special_zone", "Trường Sa", "tỉnh Khánh Hòa")
    );
    assert_eq!(told("UBND xã An Phú tỉnh Gia Lai"), of("commune", "An Phú", "tỉnh Gia Lai"));
    assert_eq!(told("Thành phố Phan Rang - Tháp Chàm"), of("city", "Phan Rang - Tháp Chàm", ""));
    assert_eq!(told("UBND tỉnh Khánh Hòa"), of("province", "Khánh Hòa", ""));
    let science = "Sở Khoa học và Công nghệ tỉnh Khánh Hòa";
    assert_eq!(told(science), of("department", "Khánh Hòa", "tỉnh Khánh Hòa"));
    let culture = "Sở Văn hóa, Thể thao và Du lịch tỉnh Khánh Hòa";
    assert_eq!(told(culture), of("department", "Khánh Hòa", "tỉnh Khánh Hòa"));
    assert_eq!(told("Sở Văn hóa, Thể thao và Du lịch"), of("department", "", ""));
    for labour in
        ["Sở Lao động, Thương binh và Xã hội tỉnh Gia Lai", "SỞ LAO ĐỘNG, XÃ HỘI TỈNH GIA LAI"]
    {
        assert_eq!(told(labour), of("department", "Gia Lai", "tỉnh Gia Lai"));
    }
    let bureau = "Văn phòng UBND xã An Phú";
    assert_eq!(told(bureau), of("department", "An Phú", "xã An Phú"));
    let bureau = "Văn phòng UBND tỉnh Khánh Hòa";
    assert_eq!(told(bureau), of("department", "Khánh Hòa", "tỉnh Khánh Hòa"));
    assert_eq!(told("UBND  XÃ AN PHÚ TỈNH KHÁNH HÒA"), of("commune", "An Phú", "tỉnh Khánh Hòa"));
    assert_eq!(told("UBND xã An Phú, TP Huế"), of("commune", "An Phú", "TP Huế"));
    assert_eq!(told("UBND TP.Huế"), of("city", "Huế", ""));
    assert_eq!(told("Sở Y tế TP. Hồ Chí Minh"), of("department", "Hồ Chí Minh", "TP. Hồ Chí Minh"));
    // Not the committee, although it is of the commune: asked.
    assert_eq!(told("Công an xã An Phú"), None);
    assert_eq!(told("Xãm Lốc"), None);
    assert_eq!(told("Tổ dân phố 5"), None);
    assert_eq!(told(""), None);
}

#[test]
fn letterhead_names_and_recipients_follow_from_who_the_office_is() {
    let commune = first("UBND xã An Phú, tỉnh Gia Lai");
    assert_eq!(said(&commune, "letterhead.issuer"), "Ủy ban nhân dân\nxã An Phú");
    assert_eq!(said(&commune, "letterhead.place"), "An Phú");
    assert_eq!(said(&commune, "letterhead.symbol"), "BC-UBND");
    assert_eq!(said(&commune, "letterhead.addressees"), "Tổ công tác Đề án 06 tỉnh");
    assert_eq!(said(&commune, "name.police"), "Công an xã");
    assert_eq!(said(&commune, "name.health"), "Trạm Y tế xã");
    assert_eq!(said(&commune, "name.subunits"), "Các thôn");
    assert!(said(&commune, "letterhead.recipients").contains("Thường trực HĐND xã"));
    assert!(said(&commune, "letterhead.subject").contains("trên địa bàn xã tháng 6"));

    let in_city = first("UBND phường Hòa Cường, thành phố Đà Nẵng");
    assert_eq!(said(&in_city, "name.superior"), "Tổ công tác Đề án 06 thành phố");
    assert_eq!(said(&in_city, "name.subunits"), "Các khu phố");
    let science = first("Sở Khoa học và Công nghệ tỉnh Khánh Hòa");
    assert_eq!(said(&science, "letterhead.parent_body"), "Ủy ban nhân dân\ntỉnh Khánh Hòa");
    assert_eq!(said(&science, "letterhead.symbol"), "BC-SKHCN");
    assert_eq!(said(&science, "letterhead.signing_for"), "");
    assert_eq!(said(&science, "letterhead.place"), "Khánh Hòa");
    assert_eq!(said(&science, "name.police"), "Công an tỉnh");
    let culture = first("Sở Văn hóa, Thể thao và Du lịch tỉnh Khánh Hòa");
    assert_eq!(said(&culture, "letterhead.symbol"), "BC-SVHTTDL");
    assert_eq!(said(&culture, "letterhead.parent_body"), "Ủy ban nhân dân\ntỉnh Khánh Hòa");
    let bureau = first("Văn phòng UBND xã An Phú");
    assert_eq!(said(&bureau, "letterhead.symbol"), "BC-VPUBND");
    assert_eq!(said(&bureau, "letterhead.parent_body"), "Ủy ban nhân dân\nxã An Phú");
    assert_eq!(said(&bureau, "name.police"), "Công an xã");
    let numbered = first("UBND phường 1, tỉnh Khánh Hòa");
    assert_eq!(said(&numbered, "letterhead.issuer"), "Ủy ban nhân dân\nphường 1");
    assert_eq!(said(&numbered, "letterhead.place"), "Phường 1");
    let in_saigon = first("UBND xã Củ Chi, TP. Hồ Chí Minh");
    assert_eq!(said(&in_saigon, "name.superior"), "Tổ công tác Đề án 06 thành phố");
    let province = first("UBND tỉnh Khánh Hòa");
    assert!(said(&province, "letterhead.recipients").contains("Thường trực Tỉnh ủy"));

    let template = template();
    for report in [&commune, &in_city, &science, &province] {
        assert_eq!(wrong(report, &template), [], "{}", report.office.name);
        let own = template.parts().offices.told_by(&report.office.name).unwrap();
        let others = template.parts().offices.kinds.iter().filter(|kind| kind.key != own.kind);
        let words = others.map(|kind| kind.word.as_str()).filter(|word| !word.is_empty());
        // In no sentence, heading or letterhead stands the word of another kind, but for those above and below.
        let words: Vec<&str> = words.filter(|word| ["phường", "đặc khu"].contains(word)).collect();
        for (key, _) in template.texts() {
            let text = said(report, key.as_str());
            let other = words.iter().find(|word| replaced(&text, word, "").is_some());
            assert!(
                other.is_none() || key.as_str() == "name.subunits" || text.contains("xã, phường"),
                "{key}: {text}"
            );
        }
    }
}

#[test]
fn wording_of_another_kind_is_found_and_the_sample_has_none() {
    let template = template();
    let mut report = first("UBND phường Đông Hải");
    assert_eq!(wrong(&report, &template), []);
    report.office.name = "UBND xã An Phú".to_owned();
    let found = wrong(&report, &template);
    let meant = |key: &str| {
        let found = found.iter().find(|found| found.text.as_str() == key);
        found.map(|found| found.meant.as_str())
    };
    assert_eq!(meant("name.police"), Some("Công an xã"));
    assert_eq!(meant("name.subunits"), Some("Các thôn"));
    assert_eq!(meant("letterhead.issuer"), Some("Ủy ban nhân dân\nxã Đông Hải"));
    assert_eq!(meant("name.superior"), None, "what stands above has another kind");

    // What an office writes itself counts as what it means, but for the word of its kind.
    let text =
        |key: &str, text: &str| Edit::text(TextKey::parse(key).unwrap(), Some(text.to_owned()));
    report.edit(text("name.subunits", "Các khu phố và thôn"));
    report.edit(text("name.police", "Công an và Bảo hiểm xã hội thị xã"));
    report.edit(text("name.health", "TRẠM Y TẾ PHƯỜNG"));
    let found = wrong(&report, &template);
    let found = |key: &str| found.iter().find(|found| found.text.as_str() == key);
    assert_eq!(found("name.subunits"), None);
    assert_eq!(found("name.police"), None);
    assert_eq!(found("name.health").map(|found| found.meant.as_str()), Some("TRẠM Y TẾ XÃ"));

    for report in sample::sample_reports(&template).unwrap() {
        assert_eq!(wrong(&report, &template), [], "{}", report.header.period.key);
    }
}

#[test]
fn another_name_tells_what_else_changes() {
    let template = template();
    let mut report = first("UBND xã An Phú");
    let subject = LetterheadField::SignerName.text_key();
    report.edit(Edit::text(subject.clone(), Some("Nguyễn An Phú Hải".to_owned())));
    let note = TextKey::parse("letterhead.other_post").unwrap();
    report.edit(Edit::text(note, Some("CHỦ TỊCH UBND XÃ AN PHÚ".to_owned())));
    let changes = renamed(&report, &template, "UBND xã An Phú", "UBND phường Vĩnh Hải");
    let meant = |key: &str| {
        let found = changes.iter().find(|found| found.text.as_str() == key);
        found.map(|found| found.meant.as_str())
    };
    assert_eq!(meant("letterhead.issuer"), Some("Ủy ban nhân dân\nphường Vĩnh Hải"));
    assert_eq!(meant("letterhead.place"), Some("Vĩnh Hải"));
    assert_eq!(meant("letterhead.other_post"), Some("CHỦ TỊCH UBND PHƯỜNG VĨNH HẢI"));
    assert_eq!(meant("name.police"), Some("Công an phường"));
    assert_eq!(meant("name.subunits"), Some("Các khu phố"));
    assert_eq!(meant("name.superior"), None);
    assert_eq!(renamed(&report, &template, "UBND xã An Phú", "UBND xã An Phú"), []);
    // A slip of the pen in a name that tells nothing.
    let plain = renamed(&report, &template, "An Phú", "An Phước");
    assert!(plain.iter().any(|found| found.meant == "Ủy ban nhân dân\nxã An Phước"));
}

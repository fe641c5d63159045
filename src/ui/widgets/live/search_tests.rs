use super::*;

fn entry(label: &str, section: &str, place: EntryPlace) -> Entry {
    Entry {
        reference: Piece::Words("x".to_owned()),
        label: label.to_owned(),
        section: section.to_owned(),
        value: String::new(),
        folded: fold(label),
        folded_section: fold(section),
        place,
    }
}

fn found<'e>(entries: &'e [Entry], query: &str) -> Vec<&'e str> {
    find(entries, query).into_iter().map(|i| entries[i].label.as_str()).collect()
}

#[test]
fn names_that_begin_with_the_words_come_first() {
    use EntryPlace::{Elsewhere, OnScreen};
    let entries = [
        entry("Không đăng ký", "II.2", Elsewhere),
        entry("Đăng ký tạm trú", "II.2", Elsewhere),
        entry("Đăng ký thường trú", "II.2", OnScreen),
        entry("Lưu trú", "II.1 Đăng ký", Elsewhere),
        entry("Tỷ lệ", "III", Elsewhere),
    ];
    let all = ["Đăng ký thường trú", "Đăng ký tạm trú", "Không đăng ký", "Lưu trú"];
    for query in ["dang ky", "Đăng ký", "ĐĂNG KÝ ", " đăng  ky"] {
        assert_eq!(found(&entries, query), all, "{query}");
    }
    assert_eq!(found(&entries, "tru dang"), ["Đăng ký thường trú", "Đăng ký tạm trú", "Lưu trú"]);
    assert_eq!(found(&entries, "xyz"), <[&str; 0]>::default());
    assert_eq!(found(&entries, "").len(), entries.len());
    assert_eq!(found(&entries, "")[0], "Đăng ký thường trú", "what is on the screen first");
}

#[test]
fn a_name_between_braces_is_found_at_the_caret() {
    let text = "có {Lưu trú} cơ {sở";
    assert_eq!(typed_name(text, 12), Some((3..12, "{Lưu trú}".to_owned())));
    for caret in [0, 3, 4, 11, 13, 19, 99] {
        assert_eq!(typed_name(text, caret), None, "{caret}");
    }
    assert_eq!(typed_name("{a\nb}", 5), None);
    assert_eq!(typed_name("}", 1), None);
}

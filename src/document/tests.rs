//! What the blocks of the fixture say.

use super::fixture::{self, figure_key, item_key, text_key};
use super::*;
use crate::calc::results::Results;
use crate::report::content::DocumentEntry;
use crate::report::content::Report;
use crate::report::key::EntryId;
use crate::report::letterhead::SigningAuthority;
use crate::report::look::Profile;
use crate::report::template::Placement;
use crate::report::text;
use crate::report::value::Value;

fn document_of(report: &Report) -> Document {
    let template = fixture::template();
    {
        let results = Results::of(report, &template);
        let context = Context::of(report, &template, &results);
        build(
            context,
            &Extras { look: &Look::default(), history: &History::default(), trace: None },
        )
    }
}

fn set(report: &mut Report, field: LetterheadField, text: &str) {
    report.texts.insert(field.text_key(), text.to_owned());
}

fn paragraphs(document: &Document) -> Vec<String> {
    let blocks = document.body.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.plain()),
        Block::Heading(_) | Block::Table(_) | Block::Chart(_) => None,
    });
    blocks.collect()
}

fn plain(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::plain).collect()
}

#[test]
fn the_letterhead_follows_the_decree() {
    let mut report = fixture::report();
    let document = document_of(&report);
    let letterhead = &document.letterhead;
    assert_eq!(plain(&letterhead.parent_body), ["UBND THÀNH PHỐ", "PHAN RANG - THÁP CHÀM"]);
    assert_eq!(letterhead.number.plain(), "Số: 453/BC-TCTĐA06");
    assert_eq!(letterhead.place_date.plain(), "Phan Rang - Tháp Chàm, ngày 19 tháng 5 năm 2023");
    assert_eq!(document.title.document_type.plain(), "BÁO CÁO");
    assert_eq!(document.meta.title, "Báo cáo tháng 5/2023");

    for (number, expected) in
        [("", "Số:      /BC-TCTĐA06"), ("7", "Số: 07/BC-TCTĐA06"), ("12/BC-UBND", "Số: 12/BC-UBND")]
    {
        set(&mut report, LetterheadField::Number, number);
        assert_eq!(document_of(&report).letterhead.number.plain(), expected);
    }
    for (date, expected) in [
        ("", "Phan Rang - Tháp Chàm, ngày … tháng 6 năm 2023"),
        ("5/1/2024", "Phan Rang - Tháp Chàm, ngày 05 tháng 01 năm 2024"),
        ("9/12/2023", "Phan Rang - Tháp Chàm, ngày 09 tháng 12 năm 2023"),
        ("ngày   tháng 6", "Phan Rang - Tháp Chàm, ngày   tháng 6"),
    ] {
        set(&mut report, LetterheadField::IssueDate, date);
        assert_eq!(document_of(&report).letterhead.place_date.plain(), expected);
    }
}

#[test]
fn addressees_bring_the_first_recipient() {
    let mut report = fixture::report();
    let document = document_of(&report);
    assert_eq!(document.addressees, Addressees::None);
    let recipients = plain(&document.recipients);
    assert_eq!(recipients.first().unwrap(), "- Văn phòng UBND tỉnh;");
    assert_eq!(recipients[1], "- Phòng PC06 – Công an tỉnh;");
    assert_eq!(recipients.last().unwrap(), "- Lưu: VT, CATP.");

    set(&mut report, LetterheadField::Addressees, "UBND tỉnh");
    let document = document_of(&report);
    let Addressees::One(only) = &document.addressees else {
        panic!("{:?}", document.addressees);
    };
    assert_eq!(only.plain(), "UBND tỉnh");
    assert_eq!(document.recipients[0].plain(), "- Như trên;");

    set(&mut report, LetterheadField::Addressees, "- UBND tỉnh;\nCông an tỉnh.");
    set(&mut report, LetterheadField::Recipients, "- Như trên;\n- Lưu: VT.");
    let document = document_of(&report);
    let Addressees::Several(lines) = &document.addressees else {
        panic!("{:?}", document.addressees);
    };
    assert_eq!(plain(lines), ["- UBND tỉnh;", "- Công an tỉnh."]);
    assert_eq!(plain(&document.recipients), ["- Như trên;", "- Lưu: VT."]);
}

#[test]
fn paragraphs_have_marks_figures_and_an_end() {
    let document = document_of(&fixture::report());
    let paragraphs = paragraphs(&document);
    assert!(paragraphs[0].starts_with("- UBND thành phố và"), "{}", paragraphs[0]);
    assert!(paragraphs[0].ends_with(
        "ban hành Công văn số 1432/UBND-TH ngày 12/4/2023 về hướng dẫn khai thác cơ sở dữ liệu quốc gia \
         về dân cư; Công văn số 1510/UBND-TH ngày 17/4/2023 về triển khai thực hiện các nhiệm vụ tại \
         mô hình thí điểm của Đề án 06/CP."
    ));
    assert_eq!(
        paragraphs[2],
        "+ Công an thành phố đã tiếp nhận 6.516 hồ sơ trực tuyến, đạt tỷ lệ 78%."
    );
    assert!(paragraphs[4].ends_with("168.061/169.641 đạt 99,07%."));
    assert!(
        paragraphs[5]
            .contains("từ ngày 01/8/2022 tại 02 Phòng khám đa khoa khu vực Phan Rang và Tháp Chàm")
    );
    assert!(paragraphs[5].contains("trong tháng là 09 lượt, cộng dồn là 13 lượt"));
    assert!(paragraphs.iter().any(|p| p.starts_with("3. Tạo điều kiện")));
    assert!(paragraphs.last().unwrap().ends_with("theo dõi, chỉ đạo./."));
}

#[test]
fn numbers_are_bold_and_lead_to_their_figures() {
    let document = document_of(&fixture::report());
    let bold: Vec<&Run> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(&paragraph.line.runs),
            _ => None,
        })
        .flatten()
        .filter(|run| run.emphasis == Emphasis::Bold)
        .collect();
    assert!(bold.iter().all(|run| matches!(run.source, Source::Figure(_))));
    assert!(bold.iter().any(|run| run.text == "168.061"));
    assert!(bold.iter().all(|run| run.text != "01/8/2022"), "days are not bold");
}

#[test]
fn headings_of_level_one_are_capitals() {
    let document = document_of(&fixture::report());
    let headings: Vec<(u8, String)> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some((heading.level, heading.line.plain())),
            _ => None,
        })
        .collect();
    assert_eq!(headings[0], (1, "I. CÔNG TÁC THAM MƯU CHỈ ĐẠO".to_owned()));
    assert_eq!(headings[4], (2, "1. Kết quả công tác tuyên truyền".to_owned()));
    assert_eq!(headings.last().unwrap().1, "IV. PHƯƠNG HƯỚNG NHIỆM VỤ TRONG THÁNG 6 NĂM 2023");
}

#[test]
fn the_table_prints_its_columns_rows_and_total() {
    let mut report = fixture::report();
    let off = fixture::row_key("services.s0");
    report.rows.insert(off, crate::report::template::Switch::Off.into());
    report.values.insert(figure_key("services.s1.direct"), Value::NotArisen);
    let document = document_of(&report);
    let table = document.body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    assert_eq!(table.columns.len(), 6);
    assert_eq!(table.rows.len(), 14);
    let texts: Vec<String> = table.rows[0].cells.iter().map(|cell| cell.line.plain()).collect();
    assert_eq!(
        texts,
        ["1", "Cấp mới, cấp đổi, cấp lại thẻ căn cước công dân", "Công an", "-", "305", "100%"]
    );
    let total = table.total.as_ref().unwrap();
    assert_eq!(total.cells.iter().map(|cell| cell.span).collect::<Vec<_>>(), [3, 1, 1, 1]);
    assert_eq!(total.cells[2].line.plain(), "6.513");
    assert_eq!(table.header().len(), 4);
    assert_eq!(table.header()[3], HeaderCell::Group { label: "Tổng".to_owned(), columns: 3..6 });
}

#[test]
fn empty_items_print_nothing_and_headings_stay() {
    let mut report = fixture::empty_report();
    let document = document_of(&report);
    let paragraphs = paragraphs(&document);
    assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
    assert!(paragraphs[0].contains("có … cơ sở"));
    assert_eq!(document.title.remark, None);
    assert!(document.recipients.is_empty());

    report
        .texts
        .insert(text_key("documents.intro"), "Trong tháng không ban hành văn bản.".to_owned());
    report.header.remark = "số liệu minh họa".to_owned();
    let document = document_of(&report);
    let Some(Block::Paragraph(first)) = document.body.get(2) else {
        panic!("{:?}", document.body);
    };
    assert_eq!(first.plain(), "- Trong tháng không ban hành văn bản.");
    assert_eq!(document.title.remark.unwrap().plain(), "(số liệu minh họa)");
}

#[test]
fn citations_omit_what_is_missing() {
    let mut report = fixture::report();
    let entries = report.documents.get_mut(&item_key("documents")).unwrap();
    entries[0].document.doc_type.clear();
    entries[0].document.day = None;
    entries[0].document.issuer = "Tỉnh ủy".to_owned();
    entries[0].document.subject = "Về việc rà soát;".to_owned();
    entries[1].document = crate::report::content::IssuedDocument::default();
    let text = paragraphs(&document_of(&report)).remove(0);
    assert!(
        text.ends_with("ban hành Văn bản số 1432/UBND-TH của Tỉnh ủy Về việc rà soát."),
        "{text}"
    );
}

#[test]
fn typed_numbers_are_kept_and_the_end_mark_stands_once() {
    let mut report = fixture::report();
    report.texts.insert(text_key("text.next"), "3. Ba\nBốn\n- Gạch".to_owned());
    report.texts.insert(text_key("text.closing"), "Hết./.".to_owned());
    let mut paragraphs = paragraphs(&document_of(&report));
    let tail = paragraphs.split_off(paragraphs.len() - 4);
    assert_eq!(tail, ["3. Ba", "4. Bốn", "- Gạch", "Hết./."]);
    report.texts.insert(text_key("text.closing"), "Còn nữa...".to_owned());
    assert_eq!(super::tests::paragraphs(&document_of(&report)).last().unwrap(), "Còn nữa..../.");
}

#[test]
fn everything_is_nfc_and_on_one_line() {
    let mut report = fixture::report();
    report.texts.insert(text_key("text.hard"), "Vie\u{323}\u{302}t\tNam {office.place}".to_owned());
    report.texts.insert(text_key("office.place"), "Phan Rang\nTháp Chàm".to_owned());
    let document = document_of(&report);
    for block in &document.body {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let plain = paragraph.plain();
        assert_eq!(text::clean(&plain), plain);
        assert!(!plain.contains(['\n', '\t']), "{plain}");
    }
}

fn habitual() -> Look {
    Look { profile: Profile::Habitual, ..Look::default() }
}

fn documents_with(report: &Report, look: &Look) -> Document {
    let template = fixture::template();
    let results = Results::of(report, &template);
    let context = Context::of(report, &template, &results);
    let history = History::of_reports([previous()], &template);
    let trace = TraceMark { revision: 12, hash: "3f9a0c1b2d4e".to_owned() };
    build(context, &Extras { look, history: &history, trace: Some(&trace) })
}

/// April, with half the visits.
fn previous() -> Report {
    let mut report = fixture::report();
    let period = &mut report.header.period;
    period.key = period.key.previous();
    report.values.insert(figure_key("visits"), Value::count(1899));
    report
}

#[test]
fn habits_are_followed_point_by_point() {
    let mut report = fixture::report();
    set(&mut report, LetterheadField::Addressees, "UBND tỉnh");
    set(&mut report, LetterheadField::Recipients, "Như trên\nLưu: VT");
    let strict = documents_with(&report, &Look::default());
    assert_eq!(strict.letterhead.motto.plain(), "Độc lập - Tự do - Hạnh phúc");
    assert!(paragraphs(&strict).last().unwrap().ends_with("./."));
    assert_eq!(plain(&strict.recipients), ["- Như trên;", "- Lưu: VT."]);

    let document = documents_with(&report, &habitual());
    assert_eq!(document.letterhead.motto.plain(), "Độc lập – Tự do – Hạnh phúc");
    assert!(document.letterhead.place_date.plain().starts_with("Phan Rang – Tháp Chàm, ngày"));
    assert_eq!(document.addressees, Addressees::None);
    assert_eq!(plain(&document.recipients), ["- Lưu: VT."]);
    assert!(paragraphs(&document).last().unwrap().ends_with("chỉ đạo."));
}

#[test]
fn a_document_is_cited_in_full_once() {
    let mut report = fixture::report();
    let entries: Vec<_> = report.documents.values().flatten().cloned().collect();
    let first = entries.first().unwrap().clone();
    for list in report.documents.values_mut() {
        let id = EntryId::parse("again").unwrap();
        list.push(DocumentEntry { id, position: 99, ..first.clone() });
    }
    let cited = |look: &Look| {
        let paragraphs = paragraphs(&documents_with(&report, look)).join("\n");
        let code = &first.document.code;
        (paragraphs.matches(code.as_str()).count(), paragraphs.matches("ngày 12/4/2023").count())
    };
    let (codes, days) = cited(&Look::default());
    assert!(codes > 1 && days == 1, "{codes} {days}");
    let (codes, days) = cited(&habitual());
    assert!(codes == days, "{codes} {days}");
}

#[test]
fn rights_of_signing_put_their_prefixes() {
    let lines = |right: SigningAuthority, signing_for: &str, post: &str| {
        let mut report = fixture::report();
        set(&mut report, LetterheadField::SigningAuthority, right.name());
        set(&mut report, LetterheadField::SigningFor, signing_for);
        set(&mut report, LetterheadField::SigningPost, post);
        let Signature { signing_for, post, other_post, name } = document_of(&report).signature;
        let above: Vec<Line> = signing_for.into_iter().chain(post).collect();
        let below: Vec<Line> = other_post.into_iter().chain(name).collect();
        (plain(&above).join(" / "), plain(&below).join(" / "))
    };
    let both = "CHỦ TỊCH UBND THÀNH PHỐ / Nguyễn Thành Phú";
    for (right, signing_for, post, above) in [
        (
            SigningAuthority::Collective,
            "Ủy ban nhân dân",
            "Chủ tịch",
            "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
        ),
        (
            SigningAuthority::Collective,
            "TM. Ủy ban nhân dân",
            "Chủ tịch",
            "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
        ),
        (SigningAuthority::Deputy, "TM. Chủ tịch", "Phó Chủ tịch", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        (
            SigningAuthority::CollectiveDeputy,
            "Ủy ban nhân dân\nChủ tịch",
            "Phó Chủ tịch",
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
        ),
        (SigningAuthority::Acting, "", "Chủ tịch", "Q. CHỦ TỊCH"),
        (
            SigningAuthority::ByOrder,
            "Chủ tịch",
            "Chánh Văn phòng",
            "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG",
        ),
        (SigningAuthority::ByAuthorisation, "Giám đốc", "", "TUQ. GIÁM ĐỐC"),
        (SigningAuthority::AsTyped, "TM. Ủy ban", "Q. Chủ tịch", "TM. ỦY BAN / Q. CHỦ TỊCH"),
        (SigningAuthority::AdvisoryWithSeal, "Tổ công tác", "Tổ trưởng", "TỔ CÔNG TÁC / TỔ TRƯỞNG"),
    ] {
        assert_eq!(lines(right, signing_for, post), (above.to_owned(), both.to_owned()));
    }
    let (_, below) = lines(SigningAuthority::Advisory, "Tổ công tác", "Tổ trưởng");
    assert_eq!(below, "Nguyễn Thành Phú");
}

#[test]
fn a_signer_has_no_titles_under_the_decree() {
    let mut report = fixture::report();
    set(&mut report, LetterheadField::SignerName, "PGS.TS. Nguyễn Văn A");
    assert_eq!(plain(&document_of(&report).signature.name), ["Nguyễn Văn A"]);
    let habitual = documents_with(&report, &habitual());
    assert_eq!(plain(&habitual.signature.name), ["PGS.TS. Nguyễn Văn A"]);
    set(&mut report, LetterheadField::SignerName, "Thượng tá Trần B");
    assert_eq!(plain(&document_of(&report).signature.name), ["Thượng tá Trần B"]);
}

#[test]
fn a_signer_is_not_in_capitals_under_the_decree() {
    let mut report = fixture::report();
    for (typed, printed) in [
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("THS. ĐẶNG THỊ ƯU", "Đặng Thị Ưu"),
        ("THƯỢNG TÁ H'HEN NIÊ", "Thượng tá H'Hen Niê"),
        ("Trần VĂN", "Trần VĂN"),
    ] {
        set(&mut report, LetterheadField::SignerName, typed);
        assert_eq!(plain(&document_of(&report).signature.name), [printed]);
    }
    set(&mut report, LetterheadField::SignerName, "NGUYỄN VĂN A");
    let habitual = documents_with(&report, &habitual());
    assert_eq!(plain(&habitual.signature.name), ["NGUYỄN VĂN A"]);
}

#[test]
fn a_table_at_the_end_is_followed_by_the_end_mark() {
    let document = document_of(&fixture::report());
    let table = document.body.iter().position(|block| matches!(block, Block::Table(_))).unwrap();
    let mut blocks = document.body[..=table].to_vec();
    body::end_body(&mut blocks);
    let Some(Block::Paragraph(last)) = blocks.last() else { panic!("{blocks:?}") };
    assert_eq!((blocks.len(), last.plain().as_str()), (table + 2, "./."));
    // Nothing stands below a heading yet.
    let mut blocks = document.body[..1].to_vec();
    body::end_body(&mut blocks);
    assert_eq!(blocks, document.body[..1]);
}

#[test]
fn annexes_are_numbered_referred_to_and_led_in() {
    let report = fixture::report();
    let table = Look {
        tables: [(item_key("services"), Placement::AnnexLandscape)].into(),
        ..Look::default()
    };
    let document = documents_with(&report, &table);
    assert!(!document.body.iter().any(|block| matches!(block, Block::Table(_))));
    let [annex] = document.annexes.as_slice() else { panic!("{:?}", document.annexes.len()) };
    assert_eq!(
        (annex.heading.plain().as_str(), annex.orientation),
        ("Phụ lục", Orientation::Landscape)
    );
    assert!(annex.reference.plain().starts_with(
        "(Kèm theo Báo cáo số 453/BC-TCTĐA06 ngày 19 tháng 5 năm 2023 của Tổ công tác"
    ));
    assert!(paragraphs(&document).iter().any(|p| p.contains("tại Phụ lục kèm theo Báo cáo này")));

    let both = Look { charts: vec![figure_key("visits"), figure_key("records.rate")], ..table };
    let document = documents_with(&report, &both);
    let headings: Vec<String> = document.annexes.iter().map(|a| a.heading.plain()).collect();
    assert_eq!(headings, ["Phụ lục I", "Phụ lục II"]);
    let paragraphs = paragraphs(&document);
    for heading in &headings {
        assert!(paragraphs.iter().any(|p| p.contains(&format!("tại {heading} kèm theo"))));
    }
    assert!(paragraphs.last().unwrap().ends_with("./."));
    let [Block::Chart(visits), Block::Chart(rate)] = document.annexes[1].blocks.as_slice() else {
        panic!("no charts");
    };
    assert_eq!((visits.points.len(), visits.points[11].month.as_str()), (12, "5/2023"));
    let printed: Vec<&str> = visits.points[9..].iter().map(|p| p.printed.as_str()).collect();
    assert_eq!(printed, ["", "1.899", "3.798"]);
    assert_eq!(rate.points[11].printed, "99,07%");
}

#[test]
fn an_annex_names_the_type_of_its_document() {
    let look =
        Look { tables: [(item_key("services"), Placement::Annex)].into(), ..Look::default() };
    for (typed, named) in [("TỜ TRÌNH", "Tờ trình"), ("Kế hoạch", "Kế hoạch"), ("", "Văn bản")]
    {
        let mut report = fixture::report();
        set(&mut report, LetterheadField::DocumentType, typed);
        let document = documents_with(&report, &look);
        let mention = format!("tại Phụ lục kèm theo {named} này");
        assert!(paragraphs(&document).iter().any(|p| p.contains(&mention)), "{typed}");
        let reference = document.annexes[0].reference.plain();
        assert!(reference.starts_with(&format!("(Kèm theo {named} số ")), "{reference}");
    }
}

#[test]
fn an_annex_without_rows_is_none() {
    let mut report = fixture::report();
    let look =
        Look { tables: [(item_key("services"), Placement::Annex)].into(), ..Look::default() };
    for i in 0..fixture::SERVICES.len() {
        let row = fixture::row_key(&format!("services.s{i}"));
        report.rows.insert(row, crate::report::template::Switch::Off.into());
    }
    let document = documents_with(&report, &look);
    assert!(document.annexes.is_empty());
    assert!(!paragraphs(&document).iter().any(|p| p.contains("Phụ lục")));
}

#[test]
fn the_trace_is_printed_when_asked_for() {
    let report = fixture::report();
    assert_eq!(documents_with(&report, &Look::default()).trace, None);
    let look = Look { trace: crate::report::look::Trace::On, ..Look::default() };
    let trace = documents_with(&report, &look).trace.unwrap().plain();
    assert_eq!(trace, "Kỳ 12/4/2023 – 12/5/2023; bản số 12; mã số liệu 3f9a0c1b2d4e");
}

#[test]
fn letters_follow_the_vietnamese_alphabet() {
    let letters: String = (1..=8).map(|n| Lead::Letter(n).text()).collect();
    assert_eq!(letters, "a) b) c) d) đ) e) g) h) ");
    assert_eq!(
        (Lead::Letter(23).text().as_str(), Lead::Letter(24).text().as_str()),
        ("y) ", "aa) ")
    );
}

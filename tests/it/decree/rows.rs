//! The checklist in words. Sizes in half-points, lengths in twips; values are effective ones, after
//! styles. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; what it leaves open is not asserted.

/// Every row and what it wants.
pub(super) const ROWS: [(&str, &str); 43] = [
    ("N1", "portrait pages are 11906 × 16838"),
    ("N2", "landscape pages are 16838 × 11906, and only where a table stands"),
    ("N3", "margins: top, bottom 1134–1417, left 1701–1984, right 850–1134"),
    ("N4", "every letter is Times New Roman, in all four slots; no .Vn*, no VNI-*"),
    ("N5", "text is black, neither highlighted nor shaded"),
    ("N6", "the language of the document is vi-VN"),
    ("N7", "NFC; no U+FFFD, control, format or private-use characters, no emoji, no typed lines"),
    ("N8", "one PAGE field in the default header, centred, 26 or 28, plain"),
    ("N9", "page 1 is a title page without a number"),
    ("N10", "the number stands in the top margin; none at the foot"),
    ("N11", "first a table of two columns without borders, the quốc hiệu on the right"),
    ("N12", "quốc hiệu: its words, bold, upright, 24–26, centred, on one line"),
    ("N13", "tiêu ngữ: its words with hyphens, bold, upright, 26–28, centred, single spacing"),
    ("N14", "a single black rule below it, as long as its text ± 10 %; no underline"),
    ("N15", "cơ quan chủ quản: capitals, not bold, 24–26, centred"),
    ("N16", "cơ quan ban hành: capitals, bold, 24–26, centred; rule 1/3–1/2 below"),
    ("N17", "số, ký hiệu: as the decree writes them, 26, plain, centred"),
    ("N18", "địa danh, ngày tháng: as the decree writes them, italic, in the row of the number"),
    ("N19", "BÁO CÁO: bold, 26–28, centred, no indent"),
    ("N20", "trích yếu: bold, upright, 26–28, centred; rule 1/3–1/2 below"),
    ("N21", "Kính gửi: one on the line; several with dashes, ends and one indent"),
    ("N22", "the body is justified, first line 567 or 720 and size 26–28, the same everywhere"),
    ("N23", "at least 120 between paragraphs; lines 240–360, automatic"),
    ("N24", "mục: Roman, in order, capitals, bold, upright, with the next paragraph"),
    ("N25", "khoản with a title: bold, not capitals, with the next; without one: not bold"),
    ("N26", "điểm: a) b) c) d) đ) e) g) … in Vietnamese order, not bold"),
    ("N27", "the last paragraph of the body, and no other, ends ./."),
    (
        "N28",
        "Nơi nhận: 24 bold italic; items 22 plain; first Như trên when addressed; last Lưu: VT",
    ),
    ("N29", "signature beside it: centred, bold, upright, 26–28; right, posts, name"),
    ("N30", "that row is not split, two lines of the body stay with it"),
    ("N31", "annexes: own section from page 1; number, title, reference; the body mentions each"),
    ("N32", "data tables: rows whole, headers repeated, single black lines, within the text"),
    ("N33", "numbers in cells: dots for thousands, comma for decimals, right or centred"),
    ("N34", "no space before %, no dot as the decimal sign in prose"),
    ("N35", "no placeholder, field, comment, change, or empty paragraph for space"),
    ("N36", "constant dates, fixed order, no account or machine name; same data, same bytes"),
    ("N37", "every figure is the printed form of the stored value"),
    ("S1", "every part is well-formed XML"),
    ("S2", "every part has a content type, every content type a part"),
    ("S3", "every relationship leads to a part, every id used has a relationship"),
    ("S4", "every style and list used is defined"),
    ("S5", "the outline has no gap, so that the navigation pane works"),
    ("S6", "every drawing has a number of its own"),
];

#[test]
fn every_row_is_checked_and_has_a_counter_example() {
    let sources = [
        include_str!("annex.rs"),
        include_str!("body.rs"),
        include_str!("closing.rs"),
        include_str!("letterhead.rs"),
        include_str!("page.rs"),
        include_str!("parts.rs"),
        include_str!("table.rs"),
    ];
    let examples = include_str!("test_counterexamples.rs");
    for (row, words) in ROWS {
        let quoted = format!("\"{row}\"");
        assert!(sources.iter().any(|source| source.contains(&quoted)), "{row} unchecked: {words}");
        assert!(examples.contains(&quoted), "{row} has no counter-example: {words}");
    }
}

//! The pictures of the guide. Names and numbers in them are nobody's: the guide speaks of no report in particular.

use egui::{Vec2, vec2};

use super::sketch::{Look, Sketch};
use crate::ui::widgets::icons::Icon;

const CELL: Vec2 = vec2(74.0, 28.0);
const NAME: Vec2 = vec2(110.0, 28.0);

/// A small table from a corner on: a name, then numbers.
fn table(sketch: &Sketch<'_>, (x, y): (f32, f32), rows: &[(&str, &[(Look, &str)])]) {
    let mut top = y;
    for (name, cells) in rows {
        sketch.cell(x, top, NAME, (Look::Name, name));
        let mut left = x + NAME.x;
        for cell in *cells {
            sketch.cell(left, top, CELL, *cell);
            left += CELL.x;
        }
        top += CELL.y;
    }
}

pub(super) fn identity(sketch: &Sketch<'_>) {
    for (at, (label, value)) in
        [("Loại đơn vị", "xã"), ("Tên", "UBND xã …"), ("Cấp trên", "UBND tỉnh …")]
            .into_iter()
            .enumerate()
    {
        let y = [38.0, 80.0, 122.0].get(at).copied().unwrap_or_default();
        sketch.words(24.0, y + 14.0, label);
        sketch.frame(110.0, y, vec2(140.0, 28.0), value);
    }
    sketch.arrow(270.0, 95.0, 60.0);
    sketch.page(350.0, 16.0, vec2(180.0, 160.0), 9);
    sketch.printed(394.0, 30.0, "UBND XÃ …");
    sketch.printed(484.0, 30.0, "CỘNG HÒA …");
}

pub(super) fn new_report(sketch: &Sketch<'_>) {
    for (at, name) in ["1", "2", "3", "4", "5"].into_iter().enumerate() {
        let x = 24.0 + 86.0 * f32::from(u8::try_from(at).unwrap_or_default());
        sketch.frame(x, 30.0, vec2(74.0, 48.0), name);
        sketch.sign(x + 54.0, 34.0, Icon::Check, sketch.tokens.good);
    }
    sketch.cell(454.0, 30.0, vec2(80.0, 48.0), (Look::Active, "6 (mới)"));
    sketch.words(24.0, 112.0, "Mang sang:");
    for (x, words) in [(110.0, "lời văn"), (210.0, "nơi nhận"), (310.0, "người ký")] {
        sketch.frame(x, 98.0, vec2(88.0, 28.0), words);
    }
    sketch.arrow(408.0, 112.0, 60.0);
    sketch.words(24.0, 152.0, "Để trống:");
    sketch.cell(110.0, 138.0, vec2(88.0, 28.0), (Look::Typed, ""));
    sketch.words(210.0, 152.0, "số liệu");
    sketch.key(454.0, 140.0, "F7");
}

pub(super) fn typing(sketch: &Sketch<'_>) {
    use Look::{Active, Computed, Name, Typed};
    table(
        sketch,
        (24.0, 32.0),
        &[
            ("Nội dung", &[(Name, "Tổng số"), (Name, "Trực tuyến"), (Name, "Tỷ lệ")]),
            ("Việc thứ nhất", &[(Typed, "84"), (Typed, "72"), (Computed, "86%")]),
            ("Việc thứ hai", &[(Typed, "97"), (Active, "9|"), (Computed, "")]),
            ("Việc thứ ba", &[(Typed, "-"), (Typed, "-"), (Computed, "")]),
        ],
    );
    sketch.bar(288.0, 82.0, 62.0, 860);
    sketch.key(400.0, 44.0, "Enter");
    sketch.words(470.0, 56.0, "ô dưới");
    sketch.key(400.0, 80.0, "Tab");
    sketch.words(470.0, 92.0, "ô bên phải");
    sketch.key(400.0, 116.0, "F2");
    sketch.words(470.0, 128.0, "sửa trong ô");
}

pub(super) fn pasting(sketch: &Sketch<'_>) {
    use Look::{Active, Name, Typed, Wrong};
    sketch.words(24.0, 22.0, "Excel, Word, trang web");
    let rows: [(&str, &[(Look, &str)]); 4] = [
        ("Tên", &[(Name, "Số hồ sơ")]),
        ("Việc C", &[(Typed, "31")]),
        ("Việc A", &[(Typed, "1.204")]),
        ("Việc B", &[(Typed, "4O")]),
    ];
    table(sketch, (24.0, 38.0), &rows);
    sketch.key(222.0, 66.0, "Ctrl+V");
    sketch.arrow(226.0, 112.0, 70.0);
    sketch.words(320.0, 22.0, "Bảng của báo cáo");
    let rows: [(&str, &[(Look, &str)]); 4] = [
        ("Nội dung", &[(Name, "Hồ sơ")]),
        ("Việc A", &[(Active, "1.204")]),
        ("Việc B", &[(Wrong, "4O")]),
        ("Việc C", &[(Active, "31")]),
    ];
    table(sketch, (320.0, 38.0), &rows);
    sketch.sign(512.0, 101.0, Icon::Warning, sketch.tokens.error);
    sketch.centred(280.0, 170.0, "Tìm dòng theo tên, cột theo tiêu đề; xem trước rồi mới ghi");
}

pub(super) fn forms(sketch: &Sketch<'_>) {
    for (at, (name, is_back)) in
        [("Đơn vị A", Some(())), ("Đơn vị B", Some(())), ("Đơn vị C", None)].into_iter().enumerate()
    {
        let y = [20.0, 74.0, 128.0].get(at).copied().unwrap_or_default();
        sketch.frame(24.0, y, vec2(120.0, 42.0), name);
        match is_back {
            Some(()) => {
                sketch.arrow(156.0, y + 21.0, 120.0);
                sketch.sign(286.0, y + 14.0, Icon::Check, sketch.tokens.good);
            }
            None => sketch.words(160.0, y + 21.0, "chưa trả lời"),
        }
    }
    use Look::{Name, Typed};
    let rows: [(&str, &[(Look, &str)]); 4] = [
        ("Báo cáo", &[(Name, "Số liệu")]),
        ("Phần A", &[(Typed, "120")]),
        ("Phần B", &[(Typed, "35")]),
        ("Phần C", &[(Typed, "")]),
    ];
    table(sketch, (330.0, 38.0), &rows);
}

pub(super) fn checks(sketch: &Sketch<'_>) {
    use Look::{Name, Typed, Wrong};
    let rows: [(&str, &[(Look, &str)]); 3] = [
        ("Nội dung", &[(Name, "Tổng số"), (Name, "Trực tuyến")]),
        ("Việc thứ nhất", &[(Typed, "80"), (Wrong, "84")]),
        ("Việc thứ hai", &[(Typed, "97"), (Typed, "91")]),
    ];
    table(sketch, (24.0, 30.0), &rows);
    sketch.frame(130.0, 128.0, vec2(260.0, 34.0), "84 trực tuyến lớn hơn tổng số 80");
    sketch.sign(108.0, 138.0, Icon::Warning, sketch.tokens.error);
    sketch.key(420.0, 44.0, "F8");
    sketch.words(470.0, 56.0, "tiếp theo");
    sketch.key(420.0, 80.0, "F9");
    sketch.words(470.0, 92.0, "danh sách");
}

pub(super) fn sending(sketch: &Sketch<'_>) {
    sketch.page(40.0, 16.0, vec2(130.0, 160.0), 9);
    sketch.printed(105.0, 32.0, "BÁO CÁO");
    sketch.arrow(190.0, 95.0, 70.0);
    for (at, (name, key)) in
        [("Word", "Ctrl+E"), ("PDF", ""), ("Máy in", "Ctrl+P")].into_iter().enumerate()
    {
        let y = [24.0, 76.0, 128.0].get(at).copied().unwrap_or_default();
        sketch.frame(280.0, y, vec2(110.0, 38.0), name);
        if !key.is_empty() {
            sketch.key(404.0, y + 7.0, key);
        }
    }
    sketch.sign(500.0, 82.0, Icon::Lock, sketch.tokens.accent);
    sketch.centred(507.0, 112.0, "Chốt");
}

pub(super) fn keeping(sketch: &Sketch<'_>) {
    sketch.frame(24.0, 70.0, vec2(100.0, 46.0), "Tệp dữ liệu");
    sketch.arrow(134.0, 82.0, 50.0);
    sketch.arrow(134.0, 104.0, 50.0);
    sketch.frame(196.0, 36.0, vec2(110.0, 46.0), "Bản sao");
    sketch.frame(196.0, 104.0, vec2(110.0, 46.0), "USB");
    for (x, height) in [
        (340.0, 44.0),
        (366.0, 58.0),
        (392.0, 52.0),
        (418.0, 70.0),
        (444.0, 86.0),
        (470.0, 80.0),
        (496.0, 104.0),
    ] {
        sketch.column(x, 146.0, height);
    }
    sketch.centred(428.0, 164.0, "các kỳ trước");
}

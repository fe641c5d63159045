//! Where an office's own Word document leaves the decree: told, never forbidden.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::export::docx::{Skeleton, size_of};
use crate::pages::sheet::{Paper, Role};
use crate::report::look::SizeOf;

/// The font the decree prescribes (Phụ lục I, mục I).
const FONT: &str = "Times New Roman";
/// A4 upright, in twips; Word rounds a little.
const A4: (RangeInclusive<u32>, RangeInclusive<u32>) = (11900..=11912, 16832..=16844);

/// The points in which a skeleton differs from the decree, in words.
pub fn deviations(skeleton: &Skeleton) -> Vec<String> {
    let mut found = paper(skeleton.sheet().paper);
    let fonts: Vec<&str> = skeleton.fonts().filter(|font| *font != FONT).collect();
    if !fonts.is_empty() {
        found.push(format!("phông chữ {} (Nghị định: {FONT})", fonts.join(", ")));
    }
    let mut sizes: BTreeMap<SizeOf, u32> = BTreeMap::new();
    for (role, of) in Role::ALL.into_iter().filter_map(|role| Some((role, size_of(role)?))) {
        let size = skeleton.sheet().style(role).size;
        let is_allowed = u8::try_from(size).is_ok_and(|size| of.decree().contains(&size));
        if !is_allowed && of != SizeOf::Table {
            sizes.insert(of, size);
        }
    }
    for (of, size) in sizes {
        let decree = of.decree();
        let (least, most) = (points(*decree.start()), points(*decree.end()));
        let allowed = if least == most { least } else { format!("{least}–{most}") };
        let size = u8::try_from(size).map_or_else(|_| "rất lớn".to_owned(), points);
        found.push(format!("{} cỡ {size} (Nghị định: {allowed})", size_words(of)));
    }
    found
}

fn paper(paper: Paper) -> Vec<String> {
    let mut found = Vec::new();
    if !(A4.0.contains(&paper.width) && A4.1.contains(&paper.height)) {
        found.push("khổ giấy không phải A4 đứng".to_owned());
    }
    for (name, margin, allowed) in [
        ("trên", paper.top, 20..=25),
        ("dưới", paper.bottom, 20..=25),
        ("trái", paper.left, 30..=35),
        ("phải", paper.right, 15..=20),
    ] {
        // A millimetre is 56,7 twips; half of one is nobody's choice.
        let millimetres = (margin * 10 + 283) / 567;
        if !allowed.contains(&millimetres) {
            let (least, most) = (allowed.start(), allowed.end());
            found.push(format!("lề {name} {millimetres} mm (Nghị định: {least}–{most} mm)"));
        }
    }
    found
}

/// What a size belongs to, as officials name it.
pub fn size_words(of: SizeOf) -> &'static str {
    match of {
        SizeOf::Head => "Quốc hiệu, tên cơ quan",
        SizeOf::Motto => "Tiêu ngữ",
        SizeOf::Number => "Số, ký hiệu",
        SizeOf::PlaceDate => "Địa danh, ngày tháng",
        SizeOf::Title => "Tên loại, trích yếu",
        SizeOf::Body => "Nội dung",
        SizeOf::Table => "Bảng",
        SizeOf::RecipientsHeading => "“Nơi nhận:”",
        SizeOf::Recipients => "Danh sách nơi nhận",
        SizeOf::Signature => "Chức vụ, người ký",
        SizeOf::PageNumber => "Số trang",
    }
}

/// A size as officials write it: "13,5".
pub fn points(half_points: u8) -> String {
    let whole = half_points / 2;
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole},5") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::look::{Look, Profile};

    #[test]
    fn the_built_in_skeleton_leaves_the_decree_nowhere() {
        assert_eq!(deviations(&Skeleton::builtin(&Look::default()).unwrap()), [""; 0]);
    }

    #[test]
    fn deviations_are_named_with_what_is_allowed() {
        let mut look = Look { profile: Profile::Habitual, ..Look::default() };
        look.set_size(SizeOf::Body, 25);
        let found = deviations(&Skeleton::builtin(&look).unwrap());
        assert_eq!(found, ["Nội dung cỡ 12,5 (Nghị định: 13–14)"]);
        let narrow = Paper {
            width: 11906,
            height: 16838,
            top: 1134,
            right: 567,
            bottom: 1134,
            left: 1418,
            header: 567,
        };
        assert_eq!(
            paper(narrow),
            ["lề trái 25 mm (Nghị định: 30–35 mm)", "lề phải 10 mm (Nghị định: 15–20 mm)"]
        );
    }
}

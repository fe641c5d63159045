//! Where an office's own Word document leaves the decree: told, never forbidden.

use std::collections::BTreeMap;

use crate::export::docx::{NumberPlace, PageNumbers, Skeleton, size_of};
use crate::pages::metrics;
use crate::pages::sheet::{Paper, Role};
use crate::pages::style::{Contextual, Justify, LineHeight, Slant, Style, Weight};
use crate::report::decree::{self, SizeOf};
use crate::report::look::Look;

/// The roles whose kind of letters the decree fixes. What is bold and what leans is read from the
/// built-in skeleton.
const FIXED_LETTERS: [Role; 25] = [
    Role::ParentBody,
    Role::Issuer,
    Role::NationalTitle,
    Role::Motto,
    Role::DocumentNumber,
    Role::PlaceDate,
    Role::DocumentType,
    Role::Subject,
    Role::Addressee,
    Role::AddresseeList,
    Role::AddresseeItem,
    Role::Heading1,
    Role::Heading3,
    Role::BodyText,
    Role::BodyTextAboveTable,
    Role::NumberedText,
    Role::RecipientsHeading,
    Role::Recipient,
    Role::SignaturePost,
    Role::SignaturePostFirst,
    Role::SignerFirst,
    Role::PageNumber,
    Role::AnnexHeading,
    Role::AnnexTitle,
    Role::AnnexReference,
];
/// The paragraphs of the body.
const BODY: [Role; 3] = [Role::BodyText, Role::BodyTextAboveTable, Role::NumberedText];
/// What carries no letters that are read.
const WORDLESS: [Role; 3] = [Role::Picture, Role::TableSeparator, Role::SectionEnd];

/// The points in which a skeleton differs from the decree, in words.
pub fn deviations(skeleton: &Skeleton) -> Vec<String> {
    let mut found = paper(skeleton.sheet().paper);
    let fonts: Vec<&str> = skeleton.fonts().filter(|font| *font != decree::FONT).collect();
    if !fonts.is_empty() {
        found.push(format!("phông chữ {} (Nghị định: {})", fonts.join(", "), decree::FONT));
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
    found.extend(letters(skeleton));
    found.extend(colours(skeleton));
    found.extend(body(skeleton));
    found.extend(numbers(skeleton.page_numbers()));
    found
}

/// Bold and leaning letters where the decree has others, and the other way round.
fn letters(skeleton: &Skeleton) -> Vec<String> {
    let Ok(builtin) = Skeleton::builtin(&Look::default()) else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    for role in FIXED_LETTERS {
        let (now, decree) = (skeleton.sheet().style(role), builtin.sheet().style(role));
        if (now.weight, now.slant) != (decree.weight, decree.slant) {
            let (name, now, decree) = (role_words(role), kind_words(now), kind_words(decree));
            found.push(format!("{name} kiểu chữ {now} (Nghị định: {decree})"));
        }
    }
    found.dedup();
    found
}

/// The kind of letters, as the decree names it.
fn kind_words(style: &Style) -> &'static str {
    match (style.slant, style.weight) {
        (Slant::Upright, Weight::Regular) => "đứng",
        (Slant::Upright, Weight::Bold) => "đứng, đậm",
        (Slant::Italic, Weight::Regular) => "nghiêng",
        (Slant::Italic, Weight::Bold) => "nghiêng, đậm",
    }
}

fn colours(skeleton: &Skeleton) -> Option<String> {
    let roles = skeleton.coloured().filter(|role| !WORDLESS.contains(role));
    let mut names: Vec<&str> = roles.map(role_words).collect();
    names.dedup();
    let names = names.join(", ");
    (!names.is_empty()).then(|| format!("chữ có màu ở: {names} (Nghị định: màu đen)"))
}

/// How the paragraphs of the body stand.
fn body(skeleton: &Skeleton) -> Vec<String> {
    let styles = || BODY.into_iter().map(|role| skeleton.sheet().style(role));
    let mut found = Vec::new();
    if styles().any(|style| style.justify != Justify::Both) {
        found.push("Nội dung không canh đều hai lề".to_owned());
    }
    // Word takes the larger of the space below one paragraph and above the next.
    let between = |style: &Style| match style.contextual {
        Contextual::Dropped => 0,
        Contextual::Kept => style.before.max(style.after),
    };
    if let Some(least) =
        styles().map(between).min().filter(|least| *least < decree::BETWEEN_PARAGRAPHS_LEAST)
    {
        let least = decimal(least * 5);
        let allowed = decimal(decree::BETWEEN_PARAGRAPHS_LEAST * 5);
        found.push(format!("các đoạn cách nhau {least} pt (Nghị định: ít nhất {allowed} pt)"));
    }
    if let Some(lines) = styles().map(lines_percent).find(|lines| !is_allowed(*lines)) {
        let lines = decimal(lines);
        let [least, most] = [decree::LINE_PERCENT.start(), decree::LINE_PERCENT.end()]
            .map(|percent| decimal(u32::from(*percent)));
        found.push(format!("Nội dung giãn dòng {lines} (Nghị định: {least}–{most})"));
    }
    found
}

/// The height of lines in percent of single spacing.
fn lines_percent(style: &Style) -> u32 {
    let single = metrics::line_height(style.size).max(1);
    match style.line {
        LineHeight::Of240(line) => line.saturating_mul(100) / 240,
        LineHeight::Exactly(line) => line.saturating_mul(100) / single,
        LineHeight::AtLeast(line) => line.max(single).saturating_mul(100) / single,
    }
}

fn is_allowed(lines_percent: u32) -> bool {
    u8::try_from(lines_percent).is_ok_and(|percent| decree::LINE_PERCENT.contains(&percent))
}

/// Hundredths as officials write them: "1,05", "3".
fn decimal(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole},{}", rest / 10),
        rest => format!("{whole},{rest:02}"),
    }
}

fn numbers(numbers: PageNumbers) -> Vec<String> {
    let mut found = Vec::new();
    if numbers.first != NumberPlace::Missing {
        found.push("trang đầu có số trang (Nghị định: không hiển thị)".to_owned());
    }
    match numbers.others {
        NumberPlace::Centred => {}
        NumberPlace::Aside => found.push("số trang không ở giữa đầu trang".to_owned()),
        NumberPlace::Missing => found.push("đầu trang thiếu số trang".to_owned()),
    }
    found
}

/// What a role is, as officials name it.
fn role_words(role: Role) -> &'static str {
    match role {
        Role::Heading1 => "Đề mục cấp 1",
        Role::Heading2 => "Đề mục cấp 2",
        Role::Heading3 => "Đề mục cấp 3",
        Role::Heading4 => "Đề mục cấp 4",
        Role::Heading5 => "Đề mục cấp 5",
        Role::BodyText | Role::BodyTextAboveTable | Role::NumberedText => "Nội dung",
        Role::RecipientsHeading => "“Nơi nhận:”",
        Role::Recipient => "Danh sách nơi nhận",
        Role::SignaturePost | Role::SignaturePostFirst => "Chức vụ người ký",
        Role::Addressee | Role::AddresseeList | Role::AddresseeItem => "Kính gửi",
        Role::TableText | Role::TableCentre | Role::TableNumber => "Chữ trong bảng",
        Role::PageNumber => "Số trang",
        Role::Caption => "Tên biểu đồ",
        role => Skeleton::name(role),
    }
}

fn paper(paper: Paper) -> Vec<String> {
    let mut found = Vec::new();
    if paper.width > paper.height {
        found.push("khổ giấy nằm ngang (Nghị định: A4 đứng)".to_owned());
    } else if !(decree::A4_TWIPS.0.contains(&paper.width)
        && decree::A4_TWIPS.1.contains(&paper.height))
    {
        found.push("khổ giấy không phải A4 đứng".to_owned());
    }
    for (name, margin, allowed) in [
        ("trên", paper.top, decree::MARGINS_MM.top),
        ("dưới", paper.bottom, decree::MARGINS_MM.bottom),
        ("trái", paper.left, decree::MARGINS_MM.left),
        ("phải", paper.right, decree::MARGINS_MM.right),
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

/// The sizes of letters that a skeleton prints: of what, and how many points.
pub fn sizes(skeleton: &Skeleton) -> Vec<(&'static str, String)> {
    let mut sizes = BTreeMap::new();
    for (role, of) in Role::ALL.into_iter().filter_map(|role| Some((role, size_of(role)?))) {
        sizes.entry(of).or_insert_with(|| skeleton.sheet().style(role).size);
    }
    let words = |size| u8::try_from(size).map_or_else(|_| "rất lớn".to_owned(), points);
    sizes.into_iter().map(|(of, size)| (size_words(of), words(size))).collect()
}

/// How far the first line of a paragraph is indented, in words.
pub fn first_line(skeleton: &Skeleton) -> String {
    let twips = skeleton.sheet().style(Role::BodyText).first_line.unsigned_abs();
    // A centimetre is 567 twips.
    format!("{} cm", decimal(twips.saturating_mul(100).saturating_add(283) / 567))
}

/// The height of lines of the body: "1,1".
pub fn line_spacing(skeleton: &Skeleton) -> String {
    decimal(lines_percent(skeleton.sheet().style(Role::BodyText)))
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

    /// The built-in skeleton handed out, changed in Word part by part, and taken back.
    fn changed(changes: &[(&str, &str, &str)]) -> Vec<String> {
        use std::io::{Cursor, Read as _, Write as _};
        let builtin = Skeleton::builtin(&Look::default()).unwrap();
        let handed_out = crate::export::docx::specimen(&builtin).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(handed_out)).unwrap();
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            for (_, from, to) in changes.iter().filter(|(part, _, _)| *part == name) {
                assert!(text.contains(from), "{name}: {from}");
                text = text.replacen(from, to, 1);
            }
            package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            package.write_all(text.as_bytes()).unwrap();
        }
        let bytes = package.finish().unwrap().into_inner();
        deviations(&Skeleton::from_office(&bytes).unwrap())
    }

    const STYLES: &str = "word/styles.xml";
    const DOCUMENT: &str = "word/document.xml";
    const HEADER: &str = "word/header1.xml";

    #[test]
    fn letters_and_colours_of_an_own_skeleton_are_told() {
        assert_eq!(changed(&[]), [""; 0]);
        let title = "<w:name w:val=\"Quốc hiệu\"/>";
        let plain = format!("{title}<w:rPr><w:i/><w:color w:val=\"2F5496\"/></w:rPr>");
        assert_eq!(
            changed(&[(STYLES, title, &plain)]),
            [
                "Quốc hiệu kiểu chữ nghiêng, đậm (Nghị định: đứng, đậm)",
                "chữ có màu ở: Quốc hiệu (Nghị định: màu đen)"
            ]
        );
        let heading = "<w:name w:val=\"Nơi nhận\"/>";
        let red = format!("{heading}<w:rPr><w:color w:val=\"auto\"/></w:rPr>");
        assert_eq!(changed(&[(STYLES, heading, &red)]), [""; 0]);
        let recipients = "<w:b/><w:bCs/><w:i/><w:iCs/>";
        assert_eq!(
            changed(&[(STYLES, recipients, "")]),
            ["“Nơi nhận:” kiểu chữ đứng (Nghị định: nghiêng, đậm)"]
        );
    }

    #[test]
    fn paragraphs_of_an_own_skeleton_are_told() {
        let body = "<w:name w:val=\"Body Text\"/>\n    <w:basedOn w:val=\"Normal\"/>\n    <w:qFormat/>\n    <w:pPr><w:spacing w:before=\"120\" w:after=\"0\" w:line=\"264\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr>";
        let close = body
            .replace("w:before=\"120\"", "w:before=\"60\"")
            .replace("w:line=\"264\"", "w:line=\"480\"")
            .replace("\"both\"", "\"left\"");
        assert_eq!(
            changed(&[(STYLES, body, &close)]),
            [
                "Nội dung không canh đều hai lề",
                "các đoạn cách nhau 3 pt (Nghị định: ít nhất 6 pt)",
                "Nội dung giãn dòng 2 (Nghị định: 1–1,5)"
            ]
        );
        let style = |line| Style { line, ..Style::default() };
        assert_eq!(decimal(lines_percent(&style(LineHeight::Of240(216)))), "0,9");
        assert_eq!(lines_percent(&style(LineHeight::AtLeast(100))), 100);
        assert!(!is_allowed(lines_percent(&style(LineHeight::Exactly(240)))));
    }

    #[test]
    fn numbers_and_paper_of_an_own_skeleton_are_told() {
        assert_eq!(
            changed(&[(DOCUMENT, "<w:titlePg/>", "")]),
            ["trang đầu có số trang (Nghị định: không hiển thị)"]
        );
        assert_eq!(changed(&[(HEADER, " PAGE ", " DATE ")]), ["đầu trang thiếu số trang"]);
        assert_eq!(
            changed(&[(HEADER, "<w:jc w:val=\"center\"/>", "<w:jc w:val=\"right\"/>")]),
            ["số trang không ở giữa đầu trang"]
        );
        let size = "w:w=\"11906\" w:h=\"16838\"";
        assert_eq!(
            changed(&[(DOCUMENT, size, "w:w=\"16838\" w:h=\"11906\"")]),
            ["khổ giấy nằm ngang (Nghị định: A4 đứng)"]
        );
    }
}

//! The skeleton as a Word file for people: every style once, under its own name, to be changed in
//! Word and taken back.

use super::paragraph::Styled;
use super::{Part, Skeleton};
use crate::document::{LANGUAGE, Line, Meta, Source};
use crate::export::ExportError;
use crate::pages::sheet::Role;

/// How to use the file, as its first paragraphs.
const HELP: [&str; 3] = [
    "Mẫu Word của đơn vị: hãy sửa phông chữ, cỡ chữ, khoảng cách bằng cách sửa kiểu (Styles) trong Word; lề trang, đầu trang và biểu trưng sửa như mọi văn bản.",
    "Không đổi tên và không xóa kiểu nào. Chữ trong tệp này chỉ để xem kiểu, chương trình không dùng.",
    "Sửa xong, lưu dạng .docx rồi chọn “Dùng mẫu Word của đơn vị…” trong chương trình.",
];

/// The name of a style as Word shows it; those that Word brings along say what they are for.
fn shown_name(role: Role) -> &'static str {
    match role {
        Role::Heading1 => "I. ĐỀ MỤC CẤP 1 (Heading 1)",
        Role::Heading2 => "1. Đề mục cấp 2 (Heading 2)",
        Role::Heading3 => "a) Đề mục cấp 3 (Heading 3)",
        Role::Heading4 => "Đề mục cấp 4 (Heading 4)",
        Role::Heading5 => "Đề mục cấp 5 (Heading 5)",
        Role::BodyText => "Nội dung (Body Text)",
        Role::Caption => "Tên biểu đồ (Caption)",
        role => Skeleton::name(role),
    }
}

/// The skeleton as the bytes of a .docx file.
///
/// # Errors
/// When XML or the package could not be written.
pub fn specimen(skeleton: &Skeleton) -> Result<Vec<u8>, ExportError> {
    let mut part = Part::open(skeleton)?;
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    for help in HELP {
        Styled::new(Role::BodyText, &fixed(help)).write(&mut part)?;
    }
    for role in Role::ALL {
        // Shown in the header, and too small to be read.
        if !matches!(role, Role::PageNumber | Role::SectionEnd | Role::TableSeparator) {
            let line = fixed(shown_name(role));
            let mut styled = Styled::new(role, &line);
            if role == Role::NumberedText {
                part.lists.push(1);
                styled.number = Some(1);
            }
            styled.write(&mut part)?;
        }
    }
    part.xml.markup(&skeleton.section);
    part.finish(&Meta {
        title: "Mẫu Word của báo cáo".to_owned(),
        subject: String::new(),
        author: String::new(),
        language: LANGUAGE,
    })
}

//! The names of the styles. Word and LibreOffice keep a style's name when a person saves a file, but
//! give it another id; so styles are found by name.

use crate::pages::sheet::Role;

/// The id and the name that a role's style has in the built-in skeleton.
pub(in crate::export::docx) fn names(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::ParentBody => ("ParentBody", "Cơ quan chủ quản"),
        Role::Issuer => ("Issuer", "Cơ quan ban hành"),
        Role::NationalTitle => ("NationalTitle", "Quốc hiệu"),
        Role::Motto => ("Motto", "Tiêu ngữ"),
        Role::DocumentNumber => ("DocumentNumber", "Số và ký hiệu"),
        Role::PlaceDate => ("PlaceDate", "Địa danh và ngày tháng"),
        Role::DocumentType => ("DocumentType", "Tên loại"),
        Role::Subject => ("Subject", "Trích yếu"),
        Role::Remark => ("Remark", "Ghi chú"),
        Role::Addressee => ("Addressee", "Kính gửi"),
        Role::AddresseeList => ("AddresseeList", "Kính gửi nhiều nơi"),
        Role::AddresseeItem => ("AddresseeItem", "Nơi được kính gửi"),
        Role::Heading1 => ("Heading1", "heading 1"),
        Role::Heading2 => ("Heading2", "heading 2"),
        Role::Heading3 => ("Heading3", "heading 3"),
        Role::Heading4 => ("Heading4", "heading 4"),
        Role::Heading5 => ("Heading5", "heading 5"),
        Role::BodyText => ("BodyText", "Body Text"),
        Role::BodyTextAboveTable => ("BodyTextAboveTable", "Đoạn trên bảng"),
        Role::NumberedText => ("NumberedText", "Đoạn đánh số"),
        Role::TableHeading => ("TableHeading", "Đầu cột của bảng"),
        Role::TableText => ("TableText", "Chữ trong bảng"),
        Role::TableCentre => ("TableCentre", "Giữa ô của bảng"),
        Role::TableNumber => ("TableNumber", "Số trong bảng"),
        Role::TableSeparator => ("TableSeparator", "Giữa hai bảng"),
        Role::RecipientsHeading => ("RecipientsHeading", "Nơi nhận"),
        Role::Recipient => ("Recipient", "Nơi được nhận"),
        Role::SignaturePost => ("SignaturePost", "Chức vụ người ký"),
        Role::SignaturePostFirst => ("SignaturePostFirst", "Chức vụ người ký - dòng đầu"),
        Role::SignerFirst => ("SignerFirst", "Dòng dưới chữ ký"),
        Role::PageNumber => ("Header", "header"),
        Role::AnnexHeading => ("AnnexHeading", "Số phụ lục"),
        Role::AnnexTitle => ("AnnexTitle", "Tên phụ lục"),
        Role::AnnexReference => ("AnnexReference", "Kèm theo"),
        Role::Caption => ("Caption", "caption"),
        Role::Picture => ("Picture", "Hình vẽ"),
        Role::Trace => ("Trace", "Dòng truy vết"),
        Role::SectionEnd => ("SectionEnd", "Hết phần"),
    }
}

/// The parts of a report whose size follows a choice of the office.
pub fn size_of(role: Role) -> Option<crate::report::decree::SizeOf> {
    use crate::report::decree::SizeOf;
    Some(match role {
        Role::ParentBody | Role::Issuer | Role::NationalTitle => SizeOf::Head,
        Role::Motto => SizeOf::Motto,
        Role::DocumentNumber => SizeOf::Number,
        Role::PlaceDate => SizeOf::PlaceDate,
        Role::DocumentType | Role::Subject => SizeOf::Title,
        Role::Remark | Role::Addressee | Role::AddresseeList | Role::AddresseeItem => SizeOf::Body,
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4 | Role::Heading5 => {
            SizeOf::Body
        }
        Role::BodyText | Role::BodyTextAboveTable | Role::NumberedText => SizeOf::Body,
        Role::TableHeading | Role::TableText | Role::TableCentre | Role::TableNumber => {
            SizeOf::Table
        }
        Role::RecipientsHeading => SizeOf::RecipientsHeading,
        Role::Recipient => SizeOf::Recipients,
        Role::SignaturePost | Role::SignaturePostFirst | Role::SignerFirst => SizeOf::Signature,
        Role::PageNumber => SizeOf::PageNumber,
        Role::AnnexTitle | Role::AnnexReference | Role::Caption => SizeOf::Body,
        // The decree fixes 14 points for "Phụ lục"; the others are small by nature.
        Role::AnnexHeading
        | Role::Picture
        | Role::Trace
        | Role::TableSeparator
        | Role::SectionEnd => return None,
    })
}

//! The fields that every administrative document has (Nghị định 30/2020/NĐ-CP, Điều 8): letterhead,
//! number, place and date, title, addressees, recipients and signature. Each is a text of the report.

use super::key::TextKey;

/// A field of the letterhead or signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterheadField {
    /// Cơ quan chủ quản trực tiếp.
    ParentBody,
    /// Cơ quan ban hành.
    Issuer,
    /// Số, without its symbol; empty until the document is registered.
    Number,
    /// Ký hiệu: `BC-UBND`.
    Symbol,
    /// Địa danh.
    Place,
    /// Ngày ký, `19/5/2023`; empty leaves room for the clerk.
    IssueDate,
    /// Tên loại: "BÁO CÁO".
    DocumentType,
    /// Trích yếu; may refer to the period and to other texts.
    Subject,
    /// Kính gửi, one addressee a line; empty prints none.
    Addressees,
    /// Nơi nhận, one recipient a line.
    Recipients,
    /// First line above the signature: "TM. ỦY BAN NHÂN DÂN", or the advisory body.
    SigningFor,
    /// Chức vụ or chức danh of the signer.
    SigningPost,
    /// Another post of the signer, above the name.
    OtherPost,
    /// Họ và tên.
    SignerName,
}

impl LetterheadField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::ParentBody,
        Self::Issuer,
        Self::Number,
        Self::Symbol,
        Self::Place,
        Self::IssueDate,
        Self::DocumentType,
        Self::Subject,
        Self::Addressees,
        Self::Recipients,
        Self::SigningFor,
        Self::SigningPost,
        Self::OtherPost,
        Self::SignerName,
    ];

    /// The name of the field in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::ParentBody => "parent_body",
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::Symbol => "symbol",
            Self::Place => "place",
            Self::IssueDate => "issue_date",
            Self::DocumentType => "document_type",
            Self::Subject => "subject",
            Self::Addressees => "addressees",
            Self::Recipients => "recipients",
            Self::SigningFor => "signing_for",
            Self::SigningPost => "signing_post",
            Self::OtherPost => "other_post",
            Self::SignerName => "signer_name",
        }
    }

    /// The field of a name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Where a report keeps the field: `letterhead.issuer`.
    pub fn text_key(self) -> TextKey {
        // The names above are keys by construction (tested below).
        TextKey::parse(&format!("letterhead.{}", self.name())).unwrap_or_else(|_| unreachable!())
    }

    /// Whether the field belongs to one month only and starts empty in the next.
    pub fn is_of_the_month(self) -> bool {
        matches!(self, Self::Number | Self::IssueDate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_key_of_its_own() {
        for field in LetterheadField::ALL {
            assert_eq!(LetterheadField::from_name(field.name()), Some(field));
            assert_eq!(field.text_key().as_str(), format!("letterhead.{}", field.name()));
        }
    }
}

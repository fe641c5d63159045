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
    /// In which right the signer signs: the name of a [`SigningAuthority`]; empty prints the lines
    /// as they were typed.
    SigningAuthority,
    /// First lines above the signature: "TM. ỦY BAN NHÂN DÂN", or the advisory body.
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
    pub const ALL: [Self; 15] = [
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
        Self::SigningAuthority,
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
            Self::SigningAuthority => "signing_authority",
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

/// In which right a document is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SigningAuthority {
    /// As the lines were typed.
    #[default]
    AsTyped,
    /// TM.: for a collective body.
    Collective,
    /// TM. and KT.: a deputy of the head signs for the collective body.
    CollectiveDeputy,
    /// Q.: acting head.
    Acting,
    /// KT.: a deputy for the head.
    Deputy,
    /// TL.: by order of the head.
    ByOrder,
    /// TUQ.: by authorisation of the head.
    ByAuthorisation,
    /// An advisory body that uses the seal of the agency: the role in the body and the post in the agency.
    AdvisoryWithSeal,
    /// An advisory body without the seal: the role only.
    Advisory,
}

impl SigningAuthority {
    /// Every right, in the order of a menu.
    pub const ALL: [Self; 9] = [
        Self::AsTyped,
        Self::Collective,
        Self::CollectiveDeputy,
        Self::Deputy,
        Self::Acting,
        Self::ByOrder,
        Self::ByAuthorisation,
        Self::AdvisoryWithSeal,
        Self::Advisory,
    ];

    /// What stands in front of the lines that say for whom is signed, one of them a line.
    pub const PREFIXES: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::AsTyped => "",
            Self::Collective => "tm",
            Self::CollectiveDeputy => "tm_kt",
            Self::Acting => "q",
            Self::Deputy => "kt",
            Self::ByOrder => "tl",
            Self::ByAuthorisation => "tuq",
            Self::AdvisoryWithSeal => "advisory_with_seal",
            Self::Advisory => "advisory",
        }
    }

    /// The right of a name in files; what is not known is printed as typed.
    pub fn from_name(name: &str) -> Self {
        let name = name.trim();
        Self::ALL.into_iter().find(|right| right.name() == name).unwrap_or_default()
    }

    /// The prefixes of the lines of [`LetterheadField::SigningFor`], in order.
    pub fn prefixes(self) -> &'static [&'static str] {
        match self {
            Self::Collective => &["TM."],
            Self::CollectiveDeputy => &["TM.", "KT."],
            Self::Deputy => &["KT."],
            Self::ByOrder => &["TL."],
            Self::ByAuthorisation => &["TUQ."],
            Self::AsTyped | Self::Acting | Self::AdvisoryWithSeal | Self::Advisory => &[],
        }
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

//! The fields that every administrative document has (Nghị định 30/2020/NĐ-CP, Điều 8): letterhead,
//! number, place and date, title, addressees, recipients and signature. Each is a text of the report.

use super::key::TextKey;
use super::names::named_enum;

named_enum! {
    /// A field of the letterhead or signature.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LetterheadField {
        /// Cơ quan chủ quản trực tiếp.
        ParentBody = "parent_body",
        /// Cơ quan ban hành.
        Issuer = "issuer",
        /// Số, without its symbol; empty until the document is registered.
        Number = "number",
        /// Ký hiệu: `BC-UBND`.
        Symbol = "symbol",
        /// Địa danh.
        Place = "place",
        /// Ngày ký, `19/5/2023`; empty leaves room for the clerk.
        IssueDate = "issue_date",
        /// Tên loại: "BÁO CÁO".
        DocumentType = "document_type",
        /// Trích yếu; may refer to the period and to other texts.
        Subject = "subject",
        /// Kính gửi, one addressee a line; empty prints none.
        Addressees = "addressees",
        /// Nơi nhận, one recipient a line.
        Recipients = "recipients",
        /// In which right the signer signs: the name of a [`SigningAuthority`]; empty prints the lines
        /// as they were typed.
        SigningAuthority = "signing_authority",
        /// First lines above the signature: "TM. ỦY BAN NHÂN DÂN", or the advisory body.
        SigningFor = "signing_for",
        /// Chức vụ or chức danh of the signer.
        SigningPost = "signing_post",
        /// Another post of the signer, above the name.
        OtherPost = "other_post",
        /// Họ và tên.
        SignerName = "signer_name",
    }
}

impl LetterheadField {
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

named_enum! {
    /// In which right a document is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7a).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum SigningAuthority {
        /// As the lines were typed.
        #[default]
        AsTyped = "",
        /// TM.: for a collective body.
        Collective = "tm",
        /// TM. and KT.: a deputy of the head signs for the collective body.
        CollectiveDeputy = "tm_kt",
        /// KT.: a deputy for the head.
        Deputy = "kt",
        /// Q.: acting head.
        Acting = "q",
        /// TL.: by order of the head.
        ByOrder = "tl",
        /// TUQ.: by authorisation of the head.
        ByAuthorisation = "tuq",
        /// An advisory body that uses the seal of the agency: the role in the body and the post in the agency.
        AdvisoryWithSeal = "advisory_with_seal",
        /// An advisory body without the seal: the role only.
        Advisory = "advisory",
    }
}

impl SigningAuthority {
    /// What stands in front of the lines that say for whom is signed, one of them a line.
    pub const PREFIXES: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];

    /// The right of a name in files; what is not known is printed as typed.
    pub fn of_text(name: &str) -> Self {
        Self::from_name(name.trim()).unwrap_or_default()
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
            assert_eq!(field.text_key().as_str(), format!("letterhead.{}", field.name()));
        }
    }
}

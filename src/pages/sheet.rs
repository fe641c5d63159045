//! The sheet of paper and the styles of what stands on it. The Word skeleton says both; this is what
//! was read from it.

use std::collections::BTreeMap;

use super::fonts::{Fonts, Typeface};
use super::header::HeadersAndFooters;
use super::style::{FontName, Style};
use crate::document::Orientation;
use crate::report::names::listed_enum;

listed_enum! {
    /// What a paragraph of the finished report is, each with a style of its own.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Role {
        /// Cơ quan chủ quản.
        ParentBody,
        /// Cơ quan ban hành.
        Issuer,
        /// Quốc hiệu.
        NationalTitle,
        /// Tiêu ngữ.
        Motto,
        /// Số, ký hiệu.
        DocumentNumber,
        /// Địa danh, ngày tháng năm.
        PlaceDate,
        /// Tên loại.
        DocumentType,
        /// Trích yếu.
        Subject,
        /// A remark under the trích yếu.
        Remark,
        /// Kính gửi with its one addressee.
        Addressee,
        /// "Kính gửi:" above several addressees.
        AddresseeList,
        /// One of several addressees.
        AddresseeItem,
        /// A heading "I.".
        Heading1,
        /// A heading "1.".
        Heading2,
        /// A heading "a)".
        Heading3,
        /// A heading below "a)".
        Heading4,
        /// A heading two levels below "a)".
        Heading5,
        /// A paragraph.
        BodyText,
        /// A paragraph right above a table.
        BodyTextAboveTable,
        /// A paragraph that Word numbers.
        NumberedText,
        /// A heading of a column.
        TableHeading,
        /// Words of a table.
        TableText,
        /// Words in the middle of a cell.
        TableCentre,
        /// A figure of a table.
        TableNumber,
        /// What keeps two tables apart.
        TableSeparator,
        /// "Nơi nhận:".
        RecipientsHeading,
        /// A recipient.
        Recipient,
        /// A line above or below the signature.
        SignaturePost,
        /// The first line above the signature.
        SignaturePostFirst,
        /// The first line below the signature.
        SignerFirst,
        /// The number of the page.
        PageNumber,
        /// "Phụ lục I".
        AnnexHeading,
        /// The name of an annex.
        AnnexTitle,
        /// "(Kèm theo …)".
        AnnexReference,
        /// What a picture stands for, above it.
        Caption,
        /// A picture.
        Picture,
        /// The line by which the data are found again.
        Trace,
        /// The end of the pages of one section.
        SectionEnd,
    }
}

impl Role {
    /// The style of a heading; level 1 is "I.".
    pub fn of_heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            4 => Self::Heading4,
            _ => Self::Heading5,
        }
    }
}

/// The paper of one section. Lengths in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Above the text.
    pub top: u32,
    /// Right of the text.
    pub right: u32,
    /// Below the text.
    pub bottom: u32,
    /// Left of the text.
    pub left: u32,
    /// From the upper edge to the number of the page.
    pub header: u32,
}

impl Paper {
    /// The width of the text.
    pub fn text_width(self) -> u32 {
        self.width.saturating_sub(self.left).saturating_sub(self.right)
    }

    /// The height of the text.
    pub fn text_height(self) -> u32 {
        self.height.saturating_sub(self.top).saturating_sub(self.bottom)
    }

    /// The same paper, upright or on its side. A page on its side is turned: its binding margin,
    /// the widest, comes to lie at the top.
    #[must_use]
    pub fn laid(self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::Portrait => self,
            Orientation::Landscape => Self {
                width: self.height,
                height: self.width,
                top: self.left,
                right: self.top,
                bottom: self.right,
                left: self.bottom,
                header: self.header,
            },
        }
    }
}

/// A sheet of paper and the style of every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The paper of upright pages.
    pub paper: Paper,
    /// What stands at the top and at the foot of its pages.
    pub margins: HeadersAndFooters,
    styles: BTreeMap<Role, Style>,
    usual: Style,
    fonts: Fonts,
}

impl Sheet {
    /// A sheet with the given styles, without headers and footers; a role without a style looks as
    /// usual. Every font is taken for Times New Roman.
    pub fn new(paper: Paper, styles: BTreeMap<Role, Style>) -> Self {
        let margins = HeadersAndFooters::default();
        Self { paper, margins, styles, usual: Style::default(), fonts: Fonts::default() }
    }

    /// The same sheet with headers and footers.
    #[must_use]
    pub fn with_margins(mut self, margins: HeadersAndFooters) -> Self {
        self.margins = margins;
        self
    }

    /// The same sheet, measured with fonts of the machine.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Fonts) -> Self {
        self.fonts = fonts;
        self
    }

    /// The font of a name, as it is measured.
    pub fn typeface(&self, name: &FontName) -> Typeface {
        self.fonts.typeface(name)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> &Style {
        self.styles.get(&role).unwrap_or(&self.usual)
    }
}

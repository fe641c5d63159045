//! What Nghị định 30/2020/NĐ-CP (5 March 2020, on clerical work) fixes in numbers. Every other
//! place takes these values from here; what it fixes in words is built in [`crate::document`], and the
//! built-in Word skeleton (`assets/word`) is made after it.
//!
//! Its Phụ lục I numbers the parts of a document; comments of this program cite these numbers as "ô":
//!
//! | ô | Part | Size in points, letters | Where it stands |
//! |---|---|---|---|
//! | 1 | Quốc hiệu; tiêu ngữ | 12–13 bold; 13–14 bold | at the right, under the tiêu ngữ a rule as long as its text |
//! | 2 | Cơ quan chủ quản; cơ quan ban hành | 12–13; 12–13 bold | at the left, under the second a rule of 1/3 to 1/2 of the text |
//! | 3 | Số, ký hiệu | 13 | under ô 2 |
//! | 4 | Địa danh, ngày tháng năm | 13–14 leaning | under ô 1, on the line of ô 3 |
//! | 5a | Tên loại; trích yếu | 13–14 bold | in the middle, below a rule of 1/3 to 1/2 of the text |
//! | 6 | Nội dung, with mục I., khoản 1., điểm a) | 13–14 | justified; first lines 1 or 1,27 cm further right; spacing and heights of lines as below |
//! | 7a, 7b | Quyền hạn, chức vụ; họ và tên of the signer | 13–14 bold | at the right, beside ô 9b |
//! | 9a | Kính gửi | 13–14 | between trích yếu and nội dung; needed towards a superior |
//! | 9b | "Nơi nhận:"; the recipients | 12 bold leaning; 11 | at the left, beside ô 7a |
//! | – | "Phụ lục I"; its name; "(Kèm theo …)" | 14 bold; 13–14 bold; 13–14 leaning | a section with page numbers of its own |
//! | – | Số trang | 13–14 | in the middle above the text, not on page 1 |
//!
//! Điều 8 names these parts; Điều 15 has numbers begin anew each year and given last, so that a report is
//! printed without one. Phụ lục I, II.6.b has a document named in full once and by its number afterwards.
//! Phụ lục II is about capitals, Phụ lục III about abbreviations and models (Mẫu 1.4 ends with "./.").

use std::ops::RangeInclusive;

use super::names::named_enum;

/// The letters of the whole document (Phụ lục I, mục I).
pub const FONT: &str = "Times New Roman";

/// A4 upright, in twips: width and height. Word rounds a little.
pub const A4_TWIPS: (RangeInclusive<u32>, RangeInclusive<u32>) = (11900..=11912, 16832..=16844);

/// The margins of a page, in millimetres.
pub struct Margins {
    /// Above the text.
    pub top: RangeInclusive<u32>,
    /// Below it.
    pub bottom: RangeInclusive<u32>,
    /// At its left.
    pub left: RangeInclusive<u32>,
    /// At its right.
    pub right: RangeInclusive<u32>,
}

/// The margins that are allowed.
pub const MARGINS_MM: Margins =
    Margins { top: 20..=25, bottom: 20..=25, left: 30..=35, right: 15..=20 };

/// Quốc hiệu (ô 1).
pub const NATIONAL_TITLE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

/// Tiêu ngữ: hyphens with a space on each side (ô 1).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The letters in front of points (điểm), in the order of the Vietnamese alphabet (ô 6).
pub const POINT_LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

/// How far the first line of a paragraph is indented, in twips: 1 cm (ô 6).
pub const FIRST_LINE_CM_1: u32 = 567;

/// The other indent of first lines, in twips: 1,27 cm (ô 6).
pub const FIRST_LINE_CM_1_27: u32 = 720;

/// The height of lines of the body, in percent of single spacing (ô 6).
pub const LINE_PERCENT: RangeInclusive<u8> = 100..=150;

/// The least space between two paragraphs of the body, in twips: 6 points (ô 6).
pub const BETWEEN_PARAGRAPHS_LEAST: u32 = 120;

/// The share of a text that the rule below it is long, in hundredths: 1/3 to 1/2 are allowed, this is in
/// between (ô 2, 5a).
pub const RULE_PERCENT: u32 = 40;

named_enum! {
    /// The parts of a report whose size of letters can be chosen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SizeOf {
        /// Quốc hiệu, cơ quan chủ quản and cơ quan ban hành.
        Head = "head",
        /// Tiêu ngữ.
        Motto = "motto",
        /// Số, ký hiệu.
        Number = "number",
        /// Địa danh, ngày tháng năm.
        PlaceDate = "place_date",
        /// Tên loại and trích yếu.
        Title = "title",
        /// Kính gửi, headings and paragraphs.
        Body = "body",
        /// Tables.
        Table = "table",
        /// "Nơi nhận:".
        RecipientsHeading = "recipients_heading",
        /// The recipients.
        Recipients = "recipients",
        /// Posts and name of the signer.
        Signature = "signature",
        /// The number of the page.
        PageNumber = "page_number",
    }
}

impl SizeOf {
    /// The size of a new report, in half-points: that of the decree's own sample.
    pub fn usual(self) -> u8 {
        match self {
            Self::Head | Self::RecipientsHeading => 24,
            Self::Motto | Self::Number | Self::PlaceDate | Self::Table => 26,
            Self::Title | Self::Body | Self::Signature | Self::PageNumber => 28,
            Self::Recipients => 22,
        }
    }

    /// The sizes that are allowed, in half-points. Nothing is said of tables; 10 to 14 points are usual.
    pub fn decree(self) -> RangeInclusive<u8> {
        match self {
            Self::Head => 24..=26,
            Self::Motto | Self::PlaceDate | Self::Title | Self::Body => 26..=28,
            Self::Signature | Self::PageNumber => 26..=28,
            Self::Number => 26..=26,
            Self::RecipientsHeading => 24..=24,
            Self::Recipients => 22..=22,
            Self::Table => 20..=28,
        }
    }

    /// The sizes an office can choose by habit, in half-points.
    pub fn habitual(self) -> RangeInclusive<u8> {
        20..=32
    }
}

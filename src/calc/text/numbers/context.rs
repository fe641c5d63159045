//! What the words around a number say about it: a day, a name, a bound, a unit.

use std::ops::Range;

use super::{Bound, Meaning};
use crate::calc::text::lex::{Before, Piece, composed};

/// Words behind a number that say what is counted; the longest that fits is taken.
const UNITS: [&str; 64] = [
    "bài",
    "báo cáo",
    "bản",
    "biên bản",
    "bộ",
    "buổi",
    "cá nhân",
    "cán bộ",
    "cặp",
    "chỉ tiêu",
    "cơ quan",
    "cơ sở",
    "công dân",
    "công trình",
    "công văn",
    "cuộc",
    "dịch vụ",
    "doanh nghiệp",
    "đảng viên",
    "điểm",
    "đoàn",
    "đối tượng",
    "đồng",
    "đơn vị",
    "đợt",
    "đồng chí",
    "giấy",
    "hộ",
    "hồ sơ",
    "hội nghị",
    "học sinh",
    "kế hoạch",
    "khách",
    "lớp",
    "lượt",
    "máy",
    "mô hình",
    "mẫu",
    "nhóm",
    "nhân khẩu",
    "nhiệm vụ",
    "người",
    "ngôi",
    "phiếu",
    "phòng",
    "phương thức",
    "phương tiện",
    "sản phẩm",
    "tài khoản",
    "thành viên",
    "thẻ",
    "thiết bị",
    "thủ tục",
    "tin",
    "tổ",
    "tờ",
    "tờ khai",
    "trang",
    "trẻ",
    "trường",
    "trường hợp",
    "văn bản",
    "vụ",
    "ý kiến",
];

/// Those of them of which there are parts.
const DIVISIBLE: [&str; 2] = ["điểm", "đồng"];

/// Whether a unit is known to count whole things.
pub(crate) fn counts_whole_things(unit: &str) -> bool {
    let unit = lower(unit);
    UNITS.contains(&unit.as_str()) && !DIVISIBLE.contains(&unit.as_str())
}

/// Words behind a number that say nothing of what is counted.
const NO_UNITS: [&str; 22] = [
    "bằng", "cho", "chiếm", "có", "của", "đã", "đạt", "đến", "do", "được", "hay", "hoặc", "là",
    "nay", "này", "tại", "theo", "trên", "trong", "từ", "và", "với",
];

/// Words in front of a number that make it part of a name, whatever follows.
const NAMES: [&str; 30] = [
    "mức độ",
    "cấp độ",
    "đề án",
    "dự án",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "thông tư",
    "công văn",
    "công điện",
    "kế hoạch",
    "kết luận",
    "phụ lục",
    "quốc lộ",
    "điều",
    "khoản",
    "thứ",
    "luật",
    "covid",
    "tiểu mục",
    "chương trình",
    "pháp lệnh",
    "hướng dẫn số",
    "văn bản số",
    "mẫu số",
    "biểu số",
    "bảng số",
    "mã số",
    "tài khoản số",
];

/// Words in front of a number that make it the number of a thing: it is never written with a dot
/// between thousands, and a dot in it is no decimal sign.
const NUMBERED: [&str; 25] = [
    "công văn số",
    "văn bản số",
    "kế hoạch số",
    "quyết định số",
    "nghị quyết số",
    "nghị định số",
    "thông tư số",
    "thông báo số",
    "chỉ thị số",
    "công điện số",
    "tờ trình số",
    "báo cáo số",
    "luật số",
    "thửa đất số",
    "thửa số",
    "bản đồ số",
    "nhà số",
    "phòng số",
    "tổng đài",
    "đường dây nóng",
    "đầu số",
    "hotline",
    "điện thoại",
    "fax",
    "mã số",
];

/// Words in front of parts of an outline and of versions: "mục 2.1", "phiên bản 2.1".
const OUTLINED: [&str; 19] = [
    "mục",
    "tiểu mục",
    "phần",
    "chương",
    "điều",
    "khoản",
    "điểm",
    "bảng",
    "biểu",
    "mẫu",
    "hình",
    "phụ lục",
    "nhiệm vụ",
    "phiên bản",
    "công nghiệp",
    "vneid",
    "windows",
    "web",
    "bluetooth",
];

/// Words in front of a short number that make it part of a name unless a unit follows.
const MAYBE_NAMES: [&str; 33] = [
    "mức",
    "mục",
    "phần",
    "bảng",
    "biểu",
    "mẫu",
    "thôn",
    "ấp",
    "xóm",
    "khối",
    "lớp",
    "khóa",
    "khoá",
    "lần",
    "cấp",
    "loại",
    "tầng",
    "trang",
    "phường",
    "quận",
    "đường",
    "ngõ",
    "hẻm",
    "hạng",
    "tổ",
    "khu phố",
    "số",
    "nhóm",
    "kỳ",
    "đợt",
    "mô hình",
    "giai đoạn",
    "vùng",
];

/// Words in front of a number and the bound they make, longer ones first.
const BOUNDS: [(&str, Bound); 23] = [
    ("không vượt quá", Bound::AtMost),
    ("không ít hơn", Bound::AtLeast),
    ("không nhỏ hơn", Bound::AtLeast),
    ("không lớn hơn", Bound::AtMost),
    ("không quá", Bound::AtMost),
    ("không dưới", Bound::AtLeast),
    ("không hơn", Bound::AtMost),
    ("không đến", Bound::Below),
    ("chưa đến", Bound::Below),
    ("chưa tới", Bound::Below),
    ("ít nhất", Bound::AtLeast),
    ("ít hơn", Bound::Below),
    ("tối thiểu", Bound::AtLeast),
    ("tối đa", Bound::AtMost),
    ("nhiều nhất", Bound::AtMost),
    ("xấp xỉ", Bound::About),
    ("khoảng", Bound::About),
    ("chừng", Bound::About),
    ("hơn", Bound::Above),
    ("trên", Bound::Above),
    ("vượt", Bound::Above),
    ("gần", Bound::Almost),
    ("dưới", Bound::Below),
];

/// The words around one piece.
pub(super) struct Around {
    /// Up to three words right in front, lower case, joined by spaces.
    front: String,
    /// Up to three words right behind, with where each ends.
    behind: Vec<(String, usize)>,
}

impl Around {
    /// The words around the pieces `first..=last`.
    pub(super) fn of(pieces: &[Piece<'_>], first: usize, last: usize) -> Self {
        let mut front = Vec::new();
        let mut at = first;
        while front.len() < 3
            && pieces.get(at).is_some_and(|piece| piece.before == Before::Space)
            && let Some(before) = at.checked_sub(1).and_then(|at| pieces.get(at))
        {
            front.push(lower(before.text));
            at -= 1;
        }
        front.reverse();
        let behind = pieces.get(last + 1..).unwrap_or_default().iter().take(3);
        let behind = behind.take_while(|piece| piece.before == Before::Space);
        let behind = behind.map(|piece| (lower(piece.text), piece.end())).collect();
        Self { front: front.join(" "), behind }
    }

    /// The word right behind.
    pub(super) fn next(&self) -> Option<(&str, usize)> {
        self.behind.first().map(|(word, end)| (word.as_str(), *end))
    }

    /// Without the first word behind.
    pub(super) fn past_next(mut self) -> Self {
        if !self.behind.is_empty() {
            self.behind.remove(0);
        }
        self
    }

    /// Whether the words right in front are these.
    pub(super) fn follows(&self, words: &str) -> bool {
        let rest = self.front.strip_suffix(words);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    }

    fn follows_any(&self, list: &[&str]) -> bool {
        list.iter().any(|words| self.follows(words))
    }

    /// What the words in front make of a number other than a quantity.
    pub(super) fn meaning(&self, digits: &str) -> Option<Meaning> {
        let is_named = self.follows_any(&NUMBERED) && self.unit_end().is_none();
        if is_named || (is_outline(digits) && self.follows_any(&OUTLINED)) {
            return Some(Meaning::Name);
        }
        let count: u32 = digits.parse().ok()?;
        let is_year = digits.len() == 4 && (1900..=2100).contains(&count);
        let has_unit = self.unit_end().is_some();
        let is_day = (self.follows("ngày") || self.follows("mùng")) && (1..=31).contains(&count)
            || self.follows("tháng") && (1..=12).contains(&count)
            || self.follows("quý") && (1..=4).contains(&count)
            || is_year && (self.follows("năm") || !has_unit);
        if is_day {
            return Some(Meaning::Day);
        }
        if self.follows_any(&NAMES) {
            return Some(Meaning::Name);
        }
        let is_sum = self.follows("tổng số") || self.follows("một số") || self.follows("có số");
        let may_be_name = digits.len() <= 2 && !has_unit && !is_sum;
        (may_be_name && self.follows_any(&MAYBE_NAMES)).then_some(Meaning::Name)
    }

    /// Whether the word in front leads to a day.
    pub(super) fn leads_to_day(&self) -> bool {
        let words = ["ngày", "từ", "đến", "trước", "sau", "hôm", "sáng", "chiều", "tối", "tháng"];
        self.follows_any(&words)
    }

    /// The bound that the words in front make.
    pub(super) fn bound(&self) -> Option<Bound> {
        BOUNDS.iter().find(|(words, _)| self.follows(words)).map(|(_, bound)| *bound)
    }

    /// Where the unit behind ends; `None` when no known unit follows.
    fn unit_end(&self) -> Option<usize> {
        let ends = (1..=2).rev().filter_map(|count| {
            let words = self.behind.get(..count)?;
            let joined: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
            let is_unit = UNITS.contains(&joined.join(" ").as_str());
            is_unit.then(|| words.last().map(|(_, end)| *end))?
        });
        ends.into_iter().next()
    }

    /// The range of what is counted: a known unit, else the next word.
    pub(super) fn unit(&self, from: usize, text: &str) -> Option<Range<usize>> {
        let next = self.next().filter(|(word, _)| !NO_UNITS.contains(word));
        let end = self.unit_end().or_else(|| next.map(|(_, end)| end))?;
        let gap = text.get(from..end)?;
        Some(from + (gap.len() - gap.trim_start().len())..end)
    }
}

/// Whether digits may be a place in an outline or a version: "2.1", "1.2.3".
fn is_outline(digits: &str) -> bool {
    let is_short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits.contains('.') && digits.split('.').all(is_short)
}

fn lower(text: &str) -> String {
    composed(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_bounds_come_before_those_they_end_in() {
        for (i, (words, _)) in BOUNDS.iter().enumerate() {
            let later = BOUNDS[i + 1..].iter().find(|(later, _)| later.ends_with(words));
            assert_eq!(later, None, "{words}");
        }
    }
}

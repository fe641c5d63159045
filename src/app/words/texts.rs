//! Findings about texts as Vietnamese sentences; those about figures are in [`super::findings`].

use crate::app::words::first_of;
use crate::calc::text::document_checks::DocumentFinding;
use crate::calc::text::documents::NoCode;
use crate::calc::text::encoding::Encoding;
use crate::calc::text::lint::LintKind;
use crate::calc::text::numbers::Bound;
use crate::report::period::{PeriodKind, format_day};

/// "hơn 300"
pub(in crate::app) fn bounded(bound: Option<Bound>, written: &str) -> String {
    let word = match bound {
        None => return format!("“{written}”"),
        Some(Bound::Above) => "hơn",
        Some(Bound::AtLeast) => "ít nhất",
        Some(Bound::Almost) => "gần",
        Some(Bound::Below) => "dưới",
        Some(Bound::AtMost) => "không quá",
        Some(Bound::About) => "khoảng",
    };
    format!("{word} {written}")
}

/// A word that is no word.
pub(in crate::app) fn misspelled(word: &str, meant: Option<&str>, count: usize) -> String {
    let guess = meant.map_or_else(String::new, |meant| format!("; có phải “{meant}”?"));
    format!("“{word}” có thể sai chính tả{}{guess}", times(count))
}

/// The most letters of a text that are shown of it.
const SHOWN_MAX: usize = 60;
/// The most numbers and days that are told.
const SAID_MAX: usize = 4;

/// A text in letters of the time before Unicode.
pub(in crate::app) fn old_encoding(encoding: Encoding, written: &str, meant: &str) -> String {
    // From the first line on that differs.
    let mut lines = written.lines().zip(meant.lines());
    let (from, to) = lines.find(|(a, b)| a != b).unwrap_or((written, meant));
    let (from, to) = (without_references(from), without_references(to));
    format!(
        "“{}” viết theo bảng mã {}, sang Unicode là “{}”",
        beginning(&from),
        encoding.name(),
        beginning(&to)
    )
}

/// A text with dots in place of its references, whose names mean nothing to a reader.
fn without_references(text: &str) -> String {
    let mut parts = text.split('{');
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        words.push('…');
        words.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    words
}

/// A text that speaks of the office as of one of another kind.
pub(in crate::app) fn office_word(office: &str, written: &str, meant: &str) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (written, meant) = (one_line(written), one_line(meant));
    format!(
        "Đơn vị là “{office}” nhưng ở đây ghi “{}”; theo tên đơn vị thì là “{}”",
        beginning(&written),
        beginning(&meant)
    )
}

/// The beginning of a text, cut to the length of a line.
pub fn beginning(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN_MAX).collect();
    if shown.len() < text.len() { format!("{}…", shown.trim_end()) } else { shown }
}

/// Lines that stand as they stood in the period before.
pub(in crate::app) fn said_before(said: &[String], kind: PeriodKind) -> String {
    let said = first_of(said.iter().map(|part| format!("“{part}”")), SAID_MAX, "chỗ khác");
    format!("Lời văn giữ nguyên từ {} trước còn ghi {said}. Còn đúng không?", kind.noun())
}

/// What is odd about a document.
pub(in crate::app) fn document(name: &str, found: &DocumentFinding) -> String {
    match found {
        DocumentFinding::DifferentDays { first, second, .. } => format!(
            "Văn bản {name} ghi hai ngày khác nhau: {} và {}",
            format_day(first.1),
            format_day(second.1)
        ),
        DocumentFinding::InFuture { day, .. } => format!(
            "Văn bản {name} ghi ngày {}, sau ngày ký hoặc hạn gửi báo cáo",
            format_day(*day)
        ),
        DocumentFinding::BeforeBasis { day, basis, basis_day, .. } => format!(
            "Văn bản {name} ngày {} có trước văn bản mà nó triển khai là {basis} ngày {}",
            format_day(*day),
            format_day(*basis_day)
        ),
        DocumentFinding::NotListed { .. } => {
            format!("Lời văn dẫn văn bản {name}, không có trong danh sách văn bản của báo cáo")
        }
        DocumentFinding::Duplicate { .. } => {
            format!("Văn bản {name} có hai lần trong một danh sách")
        }
        DocumentFinding::OtherType { symbol, .. } => {
            format!("Ký hiệu {name} là của {symbol}, tên loại văn bản lại ghi khác")
        }
        DocumentFinding::NoCode { why, .. } => {
            format!("“{name}” không đúng dạng số, ký hiệu văn bản: {}", no_code(*why))
        }
    }
}

fn no_code(why: NoCode) -> &'static str {
    match why {
        NoCode::Empty => "để trống",
        NoCode::NoNumber => "thiếu số ở đầu",
        NoCode::LongNumber => "số quá dài",
        NoCode::Space => "có dấu cách ở giữa",
        NoCode::NoSeparator => "thiếu dấu “/” hoặc “-” sau số",
        NoCode::NoSymbol => "thiếu ký hiệu sau số",
        NoCode::Symbol => "ký hiệu phải viết hoa",
        NoCode::Year => "năm không đúng",
    }
}

/// What does not keep house style.
pub(in crate::app) fn style(
    kind: &LintKind,
    written: &str,
    suggestion: Option<&str>,
    count: usize,
) -> String {
    let times = times(count);
    let right = suggestion.map_or_else(String::new, |right| format!(", viết là “{right}”"));
    match kind {
        LintKind::DecimalDot => {
            format!("“{written}” dùng dấu chấm trước phần thập phân{times}{right}")
        }
        LintKind::MissingThousandsDot => {
            format!("“{written}” thiếu dấu chấm ngăn hàng nghìn{times}{right}")
        }
        LintKind::ThousandsComma => {
            format!("“{written}” dùng dấu phẩy ngăn hàng nghìn{times}{right}")
        }
        LintKind::SpaceBeforePercent => {
            format!("“{written}” có dấu cách trước dấu phần trăm{times}{right}")
        }
        LintKind::DoubleSpace => format!("Lời văn có dấu cách thừa giữa hai từ{times}"),
        LintKind::SpaceBeforePunctuation => {
            format!("Lời văn có dấu cách thừa trước dấu “{}”{times}", written.trim())
        }
        LintKind::UnknownAbbreviation => {
            let guess =
                suggestion.map_or_else(String::new, |right| format!("; có phải “{right}”?"));
            format!("Chữ viết tắt “{written}” chưa có trong danh sách đã biết{times}{guess}")
        }
        LintKind::NumberJumps { expected } => {
            format!("Thứ tự “{written}” nhảy số{times}, tiếp theo phải là “{expected}”")
        }
        LintKind::NumberRepeats { expected } => {
            format!("Thứ tự “{written}” lặp lại{times}, tiếp theo phải là “{expected}”")
        }
        LintKind::LostLetter => {
            format!(
                "“{written}” có chữ đã mất khi chép{times}, khi in cũng không có; hãy gõ lại theo bản gốc"
            )
        }
        LintKind::HtmlEntity => {
            format!("“{written}” có ký hiệu của trang web, sẽ in ra nguyên như vậy{times}{right}")
        }
        LintKind::IcelandicEth => {
            format!("“{written}” dùng Ð, chữ của tiếng Iceland, thay cho Đ{times}{right}")
        }
        LintKind::UnknownReference => {
            format!(
                "“{written}” không phải tên chỉ tiêu nào của mẫu, sẽ in ra nguyên dấu ngoặc{times}"
            )
        }
        LintKind::MottoDash => format!("Tiêu ngữ dùng gạch dài thay cho gạch nối{times}{right}"),
    }
}

fn times(count: usize) -> String {
    if count > 1 { format!(" ({count} chỗ)") } else { String::new() }
}

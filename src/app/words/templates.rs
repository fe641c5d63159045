//! Words for what is wrong in a template: where it stands, and what is needed there.

use crate::app::words::sentence_error;
use crate::report::check::SpanKind;
use crate::report::fault::{
    FaultPath, FaultReason, FaultStep, FormFault, NeededType, TemplateFault, TemplatePart,
};
use crate::report::figure::{KindName, Need};
use crate::report::period::PeriodKind;

/// One fault of a template: the place, then the reason.
pub fn template_fault(fault: &TemplateFault) -> String {
    let reason = reason(&fault.reason);
    match path(&fault.path) {
        place if place.is_empty() => reason,
        place => format!("{place}: {reason}"),
    }
}

/// The way to a fault, from the outside in; empty for the template as a whole.
pub fn path(path: &FaultPath) -> String {
    let steps: Vec<String> = path.steps().iter().map(step).collect();
    steps.join(" › ")
}

fn step(step: &FaultStep) -> String {
    match step {
        FaultStep::Part(part) => part_words(*part).to_owned(),
        FaultStep::Figure(key) => format!("chỉ tiêu “{key}”"),
        FaultStep::Section(key) => format!("đề mục “{key}”"),
        FaultStep::Item(key) => format!("mục “{key}”"),
        FaultStep::Column(key) => format!("cột “{key}”"),
        FaultStep::Row(key) => format!("dòng “{key}”"),
        FaultStep::Total => "dòng tổng".to_owned(),
        FaultStep::Text(key) => format!("đoạn văn “{key}”"),
        FaultStep::Check(key) => format!("kiểm tra “{key}”"),
        FaultStep::Place { line, column } => format!("dòng {line}, cột {column} của tệp"),
    }
}

fn part_words(part: TemplatePart) -> &'static str {
    match part {
        TemplatePart::Format => "loại tệp (format)",
        TemplatePart::FormatVersion => "phiên bản dạng tệp (format_version)",
        TemplatePart::Key => "mã của mẫu (key)",
        TemplatePart::Version => "phiên bản của mẫu (version)",
        TemplatePart::Name => "tên của mẫu (name)",
        TemplatePart::ScheduleFrom => "ngày đầu kỳ (schedule › from)",
        TemplatePart::ScheduleTo => "ngày cuối kỳ (schedule › to)",
        TemplatePart::ScheduleDue => "hạn gửi (schedule › due)",
        TemplatePart::Agencies => "danh sách đơn vị (agencies)",
        TemplatePart::Letterhead => "phần thể thức (letterhead)",
        TemplatePart::Names => "tên gọi điền sẵn (names)",
        TemplatePart::Offices => "loại đơn vị và tên gọi theo loại (offices)",
        TemplatePart::Figures => "danh sách chỉ tiêu (figures)",
        TemplatePart::Sections => "danh sách đề mục (sections)",
        TemplatePart::Items => "các mục (items)",
        TemplatePart::Rows => "các dòng của bảng (rows)",
        TemplatePart::Texts => "các đoạn văn",
        TemplatePart::Checks => "danh sách kiểm tra (checks)",
    }
}

fn reason(reason: &FaultReason) -> String {
    match reason {
        FaultReason::Form(fault) => form(fault),
        FaultReason::Version(version) => {
            format!("phiên bản dạng tệp {version} mới hơn chương trình này")
        }
        FaultReason::Key(key) => format!(
            "mã “{key}” không dùng được: mã chỉ gồm chữ thường không dấu, số và _, các phần nối bằng dấu chấm, dài không quá 120 ký tự"
        ),
        FaultReason::DuplicateKey(key) => format!("mã “{key}” bị dùng hai lần"),
        FaultReason::DuplicateLabel(label) => format!("tên “{label}” bị dùng hai lần"),
        FaultReason::UnknownFigure(key) => format!("không có chỉ tiêu “{key}”"),
        FaultReason::UnknownAgency(key) => {
            format!("không có đơn vị “{key}” trong danh sách đơn vị (agencies)")
        }
        FaultReason::UnknownText(key) => format!("mẫu không có lời văn “{key}”"),
        FaultReason::UnknownLetterhead(name) => format!("không có mục thể thức “{name}”"),
        FaultReason::UnknownColumn(key) => format!("bảng không có cột số liệu “{key}”"),
        FaultReason::Circle(key) => format!("chỉ tiêu “{key}” được tính từ chính nó"),
        FaultReason::WrongKind(key) => format!("chỉ tiêu “{key}” không phải loại cần ở đây"),
        FaultReason::Decimals(decimals) => {
            format!("{decimals} chữ số thập phân là quá nhiều, nhiều nhất là 6")
        }
        FaultReason::Sentence(err) => sentence_error(err),
        FaultReason::Empty => "không được để trống".to_owned(),
        FaultReason::Day(day) => {
            format!("“{day}” không phải là ngày: cần ngày từ 1 đến 31, hoặc dạng \"2023-05-12\"")
        }
        FaultReason::MonthOffset(month) => {
            format!("tháng {month} không dùng được: cần -1 (tháng trước), 0 hoặc 1 (tháng sau)")
        }
        FaultReason::Reversed => "ngày cuối đứng trước ngày đầu".to_owned(),
        FaultReason::NotOfMonths => {
            "kỳ không tính theo tháng: viết {\"days\": số ngày} thay cho month và day".to_owned()
        }
        FaultReason::TextKey(key) => format!("đoạn văn “{key}” phải mang mã của mục chứa nó"),
        FaultReason::Level(level) => format!("cấp đề mục {level} không nằm trong 1–5"),
        FaultReason::Unreachable(key) => {
            format!("chỉ tiêu “{key}” không nằm trong biểu nào nên không nhập được")
        }
        FaultReason::Bounds => "giới hạn thiếu hoặc ngược nhau".to_owned(),
        FaultReason::DifferentTables => "các cột phải cùng một bảng".to_owned(),
        FaultReason::SeveralFigures => "chỗ này chỉ nhận một chỉ tiêu hoặc một cột".to_owned(),
    }
}

/// What is wrong in the form of a file.
pub(in crate::app) fn form(fault: &FormFault) -> String {
    match fault {
        FormFault::TooLarge(bytes) => {
            format!("tệp lớn hơn {} MiB", bytes / (1024 * 1024))
        }
        FormFault::Syntax => {
            "sai cách viết JSON: thừa hoặc thiếu dấu phẩy, dấu ngoặc hoặc dấu nháy".to_owned()
        }
        FormFault::CutOff => "tệp bị cắt cụt: còn thiếu phần cuối".to_owned(),
        FormFault::OtherFormat(found) => format!(
            "đây là tệp loại “{found}”, không phải mẫu báo cáo (cần \"baocao06/template\")"
        ),
        FormFault::UnknownField { found, known } if known.is_empty() => {
            format!("không có trường “{found}” ở đây")
        }
        FormFault::UnknownField { found, known } => {
            format!("không có trường “{found}” ở đây; các trường dùng được: {}", list(known))
        }
        FormFault::UnknownWord { found, known } => {
            format!("“{found}” không dùng được ở đây; cần một trong: {}", list(known))
        }
        FormFault::MissingField(name) => format!("thiếu trường “{name}”"),
        FormFault::Twice(name) => format!("“{name}” có hai lần, chỉ được có một"),
        FormFault::WrongType(None) => "giá trị không đúng loại cần ở đây".to_owned(),
        FormFault::WrongType(Some(needed)) => {
            let needed = match needed {
                NeededType::Text => "một đoạn chữ trong dấu nháy kép",
                NeededType::Number => "một số nguyên, không có dấu nháy",
                NeededType::List => "một danh sách trong ngoặc vuông",
                NeededType::Fields => "một nhóm trường trong ngoặc nhọn",
            };
            format!("giá trị không đúng loại: cần {needed}")
        }
        FormFault::Number(found) => format!(
            "“{found}” không phải số: cần số nguyên, hoặc số lẻ trong dấu nháy với dấu chấm (\"99.5\")"
        ),
        FormFault::Day(found) => {
            format!("“{found}” không phải là ngày: cần dạng \"2023-05-12\"")
        }
        FormFault::Moment(found) => {
            format!("“{found}” không phải là ngày giờ: cần dạng \"2023-05-19T16:30:00\"")
        }
        FormFault::Reversed => "ngày cuối đứng trước ngày đầu".to_owned(),
        FormFault::VersionZero => "phiên bản tính từ 1".to_owned(),
        FormFault::ItemBody => {
            "mục phải có đúng một trong: narrative (văn bản), documents (danh sách văn bản), figures (số liệu), table (bảng)".to_owned()
        }
        FormFault::ScheduleDay => {
            "ngày phải có month (tháng) và day (ngày), hoặc chỉ có days (số ngày)".to_owned()
        }
        FormFault::ColumnContent => {
            "cột phải có đúng một trong: shows (thông tin của dòng), figure (số liệu), words (chữ)".to_owned()
        }
        FormFault::FigureLine => {
            "dòng số liệu phải có part, whole và rate, hoặc có in_period và total".to_owned()
        }
        FormFault::ColumnName(found) => {
            format!("“{found}” không phải tên cột: cần mã của mục, dấu chấm, rồi mã của cột")
        }
    }
}

/// The words that can stand in a place, with what they mean where it is not plain.
fn list(words: &[String]) -> String {
    let words = words.iter().map(|word| match meaning(word) {
        Some(meaning) => format!("“{word}” ({meaning})"),
        None => format!("“{word}”"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What words of the format mean, above all the kinds of figures.
fn meaning(word: &str) -> Option<&'static str> {
    if let Some(kind) = PeriodKind::from_name(word) {
        return Some(kind.label());
    }
    if let Some(kind) = KindName::from_name(word) {
        return Some(match kind {
            KindName::Count => "số đếm",
            KindName::Decimal => "số thập phân",
            KindName::Percent => "phần trăm nhập tay",
            KindName::Sum => "tổng các phần, phải đủ",
            KindName::Total => "tổng những số đã nhập",
            KindName::Difference => "hiệu hai số",
            KindName::Rate => "tỷ lệ phần trăm tính ra",
        });
    }
    if let Some(span) = SpanKind::from_name(word) {
        return match span {
            SpanKind::InPeriod => Some("trong kỳ"),
            SpanKind::AsOf => Some("tính đến ngày"),
            SpanKind::Since => Some("cộng dồn từ ngày"),
            SpanKind::Window => None,
        };
    }
    Need::from_name(word).map(|need| match need {
        Need::Required => "bắt buộc",
        Need::Optional => "không bắt buộc",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::template_v1::{BUILTIN_JSON, read_template};

    /// The words for the builtin template after a change.
    #[track_caller]
    fn words(from: &str, to: &str) -> String {
        assert!(BUILTIN_JSON.contains(from), "{from}");
        let faults = read_template(&BUILTIN_JSON.replacen(from, to, 1)).unwrap_err();
        faults.first().map(template_fault).unwrap()
    }

    #[test]
    fn an_unknown_kind_of_figure_is_told_with_the_kinds_there_are() {
        let words = words("\"kind\": \"count\"", "\"kind\": \"amount\"");
        assert!(words.contains("“amount” không dùng được ở đây; cần một trong: “count” (số đếm)"));
        assert!(words.contains("“rate” (tỷ lệ phần trăm tính ra)"), "{words}");
        let (_, known) = words.split_once("một trong: ").unwrap();
        let all: Vec<String> = KindName::ALL.iter().map(|kind| kind.name().to_owned()).collect();
        assert_eq!(known, list(&all), "as the format spells them");
    }

    #[test]
    fn faults_of_form_name_what_is_needed() {
        for (from, to, expected) in [
            ("\"unit\": \"phiếu\"", "\"units\": \"phiếu\"", "không có trường “units” ở đây"),
            ("\"version\": 1", "\"version\": \"1\"", "cần một số nguyên"),
            ("\"unit\": \"phiếu\"", "\"unit\": 5", "cần một đoạn chữ"),
            ("\"unit\": \"phiếu\",", "\"unit\": \"phiếu\"", "sai cách viết JSON"),
            ("\"schedule\": {\"from\"", "\"schedule\": {\"form\"", "trường “form”"),
            ("\"file_prefix\"", "\"period\": \"decade\", \"file_prefix\"", "“quarter” (Quý)"),
            (
                "\"unit\": \"phiếu\"",
                "\"unit\": \"phiếu\", \"span\": {\"window\": {\"from\": 5, \"to\": 6}}",
                "cần một đoạn chữ",
            ),
            (
                "\"unit\": \"phiếu\"",
                "\"unit\": \"phiếu\", \"span\": {\"window\": {\"from\": {\"dya\": 5}, \"to\": 6}}",
                "trường “dya”",
            ),
            ("\"rows\": [", "\"rows\": 5, \"x\": [", "cần một danh sách"),
        ] {
            let words = words(from, to);
            assert!(words.contains(expected), "{expected} in {words}");
            assert!(words.starts_with("dòng "), "{words}");
        }
    }

    #[test]
    fn no_sentence_of_the_reader_of_json_reaches_an_official() {
        let english = ["expected", "invalid", "unknown", "missing", "trailing", "EOF"];
        // Every place of the file at which it can break off, and every character that can be lost.
        let json: Vec<(usize, char)> = BUILTIN_JSON.char_indices().step_by(97).collect();
        for (at, c) in json {
            let (cut, rest) = BUILTIN_JSON.split_at(at);
            let lost = format!("{cut}{}", rest.trim_start_matches(c));
            for broken in [cut, &lost] {
                let faults = read_template(broken).err().unwrap_or_default();
                for words in faults.iter().map(template_fault) {
                    assert!(!english.iter().any(|word| words.contains(word)), "{words}");
                }
            }
        }
    }
}

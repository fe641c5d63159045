//! Every finding as one plain Vietnamese sentence: both numbers and the difference, and a question
//! where both may be lawful.

use rust_decimal::Decimal;

use crate::app::words;
use crate::calc::check::{
    Finding, ImpliedLine, Limit, Matter, Place, Reading, Slip, TypedNumber, Wholes,
};
use crate::calc::rate::{Rate, Rounding};
use crate::report::check::{Better, Severity};
use crate::report::key::{FigureKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::number::format_decimal;
use crate::report::period::{DateRange, PeriodKey, format_day, no_such_day, parse_day};
use crate::report::template::{Span, Template, WordsKind};
use crate::report::value::Number;

/// How many blank figures are named; the rest is counted.
const BLANKS_NAMED: usize = 3;

/// How grave a finding is, in a word.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "lỗi",
        Severity::Warning => "cảnh báo",
        Severity::Note => "lưu ý",
    }
}

/// A finding as a sentence.
pub fn sentence(finding: &Finding, template: &Template) -> String {
    let words =
        FindingWords { template, difference: finding.matter.difference().unwrap_or_default() };
    words.matter(&finding.matter, &finding.places)
}

/// “Tên số liệu”
pub(in crate::app) fn label(template: &Template, key: &FigureKey) -> String {
    format!("“{}”", template.figure(key).map_or(key.as_str(), |figure| &figure.label))
}

struct FindingWords<'a> {
    template: &'a Template,
    difference: Decimal,
}

impl FindingWords<'_> {
    fn matter(&self, matter: &Matter, places: &[Place]) -> String {
        match matter {
            Matter::NotEqual([one, other]) => self.not_equal(one, other),
            Matter::PartAboveWhole { part, whole } => self.part_above_whole(part, whole),
            Matter::ShareAboveAll(rate) => format!(
                "{} in {}, một phần không thể vượt 100%: vượt {} điểm phần trăm",
                self.label(&rate.figure),
                self.number(rate),
                self.apart()
            ),
            Matter::SumDiffers { parts, sum, whole } => self.sum_differs(parts, *sum, whole),
            Matter::BalanceDiffers { received, done, pending } => {
                self.balance_differs(received, done, pending)
            }
            Matter::OutOfBounds { figure, limit } => self.out_of_bounds(figure, *limit),
            Matter::Blank(figures) => {
                format!("Còn {} chỉ tiêu chưa nhập: {}", figures.len(), self.some(figures))
            }
            Matter::Unconfirmed(figures) => format!(
                "Còn {} số lấy từ {} trước chưa xác nhận: {}",
                figures.len(),
                self.template.period().noun(),
                self.some(figures)
            ),
            Matter::TargetMissed { result, target, better, .. } => {
                self.target(result, *target, *better)
            }
            Matter::Unreadable(text) => self.unreadable(text, places),
            Matter::TextNumber(typed) => self.text_number(typed),
            Matter::Document { name, found } => words::texts::document(name, found),
            Matter::Style { kind, written, suggestion } => {
                words::texts::style(kind, written, suggestion.as_deref(), places.len())
            }
            Matter::Misspelled { word, meant } => {
                words::texts::misspelled(word, meant.as_deref(), places.len())
            }
            Matter::OldEncoding { encoding, written, meant } => {
                words::texts::old_encoding(*encoding, written, meant)
            }
            Matter::SaidBefore(said) => words::texts::said_before(said, self.template.period()),
            Matter::OfficeWord { office, written, meant } => {
                words::texts::office_word(office, written, meant)
            }
            Matter::Persons { written, number } => words::personal::in_text(written, *number),
            Matter::Fell { before, now } => self.fell(before, now),
            Matter::Changed { before, now, .. } => self.changed(before, now),
            Matter::Slipped { before, now, slip } => self.slipped(before, now, *slip),
            Matter::CumulativeDiffers { opening, added, expected, total } => {
                self.cumulative(opening, added, *expected, total)
            }
            Matter::RoundedOtherwise { printed, counts, rule, expected, fits } => {
                let rounded = format!("{} được {}%", rounding(*rule), format_decimal(*expected));
                self.rounded_otherwise(printed, counts, &rounded, fits)
            }
            Matter::PrintedDiffers { printed, computed, fits } => {
                self.printed_differs(printed, *computed, fits)
            }
            Matter::WholesDiffer(lines) => self.wholes_differ(lines),
            Matter::PeriodOverlaps { before, now, days } => {
                period(*before, *now, &format!("{days} ngày được tính hai lần"))
            }
            Matter::PeriodGap { before, now, days } => {
                period(*before, *now, &format!("{days} ngày không thuộc kỳ nào"))
            }
        }
    }

    fn not_equal(&self, one: &Reading, other: &Reading) -> String {
        format!(
            "{}, {}: chênh {}. Cùng một số liệu?",
            self.said(one),
            self.said(other),
            self.apart()
        )
    }

    fn part_above_whole(&self, part: &Reading, whole: &Reading) -> String {
        format!("{}, lớn hơn {}: vượt {}", self.said(part), self.said(whole), self.apart())
    }

    fn sum_differs(&self, parts: &[Reading], sum: Decimal, whole: &Reading) -> String {
        format!(
            "{}, nhưng cộng các phần {} được {}: chênh {}",
            self.said(whole),
            self.added(parts),
            format_decimal(sum),
            self.apart()
        )
    }

    fn balance_differs(&self, received: &Reading, done: &Reading, pending: &Reading) -> String {
        format!(
            "{}, nhưng {} {} cộng {} {} được {}: chênh {}",
            self.said(received),
            self.label(&done.figure),
            self.number_only(done),
            self.label(&pending.figure),
            self.number_only(pending),
            format_decimal(done.number.checked_add(pending.number).unwrap_or_default()),
            self.apart()
        )
    }

    fn out_of_bounds(&self, figure: &Reading, limit: Limit) -> String {
        let (beyond, limit, by) = match limit {
            Limit::Least(least) => ("thấp hơn mức thấp nhất", least, "thiếu"),
            Limit::Most(most) => ("cao hơn mức cao nhất", most, "vượt"),
        };
        format!("{}, {beyond} {}: {by} {}", self.said(figure), format_decimal(limit), self.apart())
    }

    fn text_number(&self, typed: &TypedNumber) -> String {
        let points = if typed.written.contains('%') { " điểm phần trăm" } else { "" };
        format!(
            "Lời văn ghi {}, {}: chênh {}{points}. Cùng một số liệu?",
            words::texts::bounded(typed.bound, &typed.written),
            self.said(&typed.figure),
            self.apart()
        )
    }

    fn fell(&self, before: &Reading, now: &Reading) -> String {
        let figure = self.template.figure(&now.figure);
        let is_since = figure.is_some_and(|figure| matches!(figure.span, Span::Since(_)));
        let why =
            if is_since { "Số cộng dồn không thể giảm" } else { "Vì sao giảm?" };
        format!("{}, {}: giảm {}. {why}", self.said(now), self.said_then(before), self.apart())
    }

    fn changed(&self, before: &Reading, now: &Reading) -> String {
        let way = if now.number < before.number { "giảm" } else { "tăng" };
        format!(
            "{}, {}: {way} {}{}. Vì sao?",
            self.said(now),
            self.said_then(before),
            self.apart(),
            share_of(self.difference, before.number)
        )
    }

    fn slipped(&self, before: &Reading, now: &Reading, slip: Slip) -> String {
        let (so_many, guess) = match slip {
            Slip::Times(10) => ("gấp khoảng 10 lần", "Có thừa một chữ số?"),
            Slip::Times(100) => ("gấp khoảng 100 lần", "Có thừa hai chữ số?"),
            Slip::Times(_) => ("gấp khoảng 1.000 lần", "Có thừa ba chữ số?"),
            Slip::Part(10) => ("chỉ bằng khoảng 1/10", "Có thiếu một chữ số?"),
            Slip::Part(100) => ("chỉ bằng khoảng 1/100", "Có thiếu hai chữ số?"),
            Slip::Part(_) => ("chỉ bằng khoảng 1/1.000", "Có thiếu ba chữ số?"),
        };
        format!(
            "{}, {so_many} những {} trước ({}): chênh {}. {guess}",
            self.said(now),
            self.template.period().noun(),
            self.said_then(before),
            self.apart()
        )
    }

    fn cumulative(
        &self,
        opening: &Reading,
        added: &[Reading],
        expected: Decimal,
        total: &Reading,
    ) -> String {
        format!(
            "{}, nhưng {}, cộng {} được {}: chênh {}",
            self.said(total),
            self.said_then(opening),
            self.added(added),
            format_decimal(expected),
            self.apart()
        )
    }

    fn rounded_otherwise(
        &self,
        printed: &Reading,
        [part, whole]: &[Reading; 2],
        rounded: &str,
        fits: &[Rounding],
    ) -> String {
        format!(
            "{} in {}, nhưng {}/{} {rounded}: chênh {} điểm phần trăm; {}",
            self.label(&printed.figure),
            self.number(printed),
            self.number_only(part),
            self.number_only(whole),
            self.apart(),
            explained_by(fits, "các dòng khác thì không")
        )
    }

    fn printed_differs(&self, printed: &Reading, computed: Decimal, fits: &[Rounding]) -> String {
        let figure = self.template.figure(&printed.figure);
        let (sign, points, why) = match figure.is_some_and(|figure| figure.is_percent()) {
            true => {
                let why = explained_by(fits, "tỷ lệ tính được thì làm tròn từ 0,5");
                ("%", " điểm phần trăm", format!("; {why}"))
            }
            false => ("", "", String::new()),
        };
        format!(
            "{} in {}, tính ra {}{sign}: chênh {}{points}{why}. Giữ số in?",
            self.label(&printed.figure),
            self.number(printed),
            format_decimal(computed),
            self.apart()
        )
    }

    fn wholes_differ(&self, lines: &[ImpliedLine]) -> String {
        let lines: Vec<String> = lines.iter().map(|line| self.implied(line)).collect();
        let apart = match self.difference.is_zero() {
            true => String::new(),
            false => format!(", chênh ít nhất {}", self.apart()),
        };
        format!("Các tỷ lệ không cùng một mẫu số{apart}: {}. Cùng một tổng số?", lines.join("; "))
    }

    /// How far two numbers are from each other.
    fn apart(&self) -> String {
        format_decimal(self.difference.normalize())
    }

    fn implied(&self, line: &ImpliedLine) -> String {
        let wholes = line.wholes.map_or_else(|| "không tổng số nào".to_owned(), wholes);
        format!(
            "{} {} in {}, tức là của {wholes}",
            self.label(&line.count.figure),
            self.number_only(&line.count),
            self.number(&line.percent)
        )
    }

    fn target(&self, result: &Reading, target: Decimal, better: Better) -> String {
        let (said, target, apart) = (self.said(result), format_decimal(target), self.apart());
        match better {
            Better::Higher => format!("{said}, chưa đạt mức {target}: còn thiếu {apart}"),
            Better::Lower => format!("{said}, vượt mức {target}: quá {apart}"),
        }
    }

    /// The first of several figures, the others counted.
    fn some(&self, figures: &[FigureKey]) -> String {
        words::first_of(figures.iter().map(|key| self.label(key)), BLANKS_NAMED, "chỉ tiêu khác")
    }

    fn label(&self, key: &FigureKey) -> String {
        label(self.template, key)
    }

    fn unreadable(&self, text: &str, places: &[Place]) -> String {
        let text = text.trim();
        match places.first() {
            Some(Place::Day(key)) => {
                let span = self.template.figure(key).map(|figure| figure.span);
                let needed = match span {
                    Some(Span::Window(_)) => "ngày đầu và ngày cuối",
                    _ => "ngày",
                };
                let why = no_such_day(text).map_or_else(
                    || format!("không đọc được là {needed}"),
                    |_| lower(&words::day_fault(text)),
                );
                format!("Ngày của {} ghi “{text}”, {why}", self.label(key))
            }
            Some(Place::Figure(key) | Place::Printed(key)) => {
                format!("{} ghi “{text}”, không đọc được là số", self.label(key))
            }
            Some(Place::Text { text: key, .. })
                if *key == LetterheadField::IssueDate.text_key() =>
            {
                let field = words::letterhead(LetterheadField::IssueDate);
                let why = no_such_day(text).map_or_else(
                    || "không có ngày như vậy".to_owned(),
                    |_| lower(&words::day_fault(text)),
                );
                format!("{field} ghi “{text}”, {why}")
            }
            Some(Place::Period) => {
                let why = match parse_day(text) {
                    Ok(_) => "ngày đầu kỳ phải trước hoặc trùng ngày cuối kỳ".to_owned(),
                    Err(_) => lower(&words::day_fault(text)),
                };
                format!("Ngày của kỳ báo cáo ghi “{text}”: {why}")
            }
            Some(Place::Document(..)) => {
                format!("Ngày của văn bản ghi “{text}”: {}", lower(&words::day_fault(text)))
            }
            Some(Place::Text { text: key, .. }) => self.strange_words(text, key),
            _ => format!("Không đọc được “{text}”"),
        }
    }

    /// Words in a cell of a table that is for a day or for one of a list.
    fn strange_words(&self, text: &str, key: &TextKey) -> String {
        let Some((row, column)) = self.template.words_cell(key) else {
            return format!("Không đọc được “{text}”");
        };
        let cell = format!("“{}”", words::words_cell(row, column));
        match column.words().map(|words| &words.kind) {
            Some(WordsKind::Choice(choices)) => {
                let choices: Vec<&str> = choices.iter().map(|choice| choice.trim()).collect();
                format!("{cell} ghi “{text}”, không có trong danh sách: {}", choices.join("; "))
            }
            _ => format!("{cell} ghi “{text}”: {}", lower(&words::day_fault(text))),
        }
    }

    /// "“Cấp căn cước” là 12 hồ sơ"
    fn said(&self, reading: &Reading) -> String {
        format!("{} là {}", self.label(&reading.figure), self.number(reading))
    }

    /// "tháng 4/2023 là 12"
    fn said_then(&self, before: &Reading) -> String {
        let period = before.period.map(PeriodKey::label_in_sentence).unwrap_or_default();
        format!("{period} là {}", self.number_only(before))
    }

    /// "3 + 4"
    fn added(&self, parts: &[Reading]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.number_only(part)).collect();
        parts.join(" + ")
    }

    /// "hơn 300 hồ sơ", "88%"
    fn number(&self, reading: &Reading) -> String {
        let number = self.number_only(reading);
        match self.template.figure(&reading.figure) {
            Some(figure) if figure.is_percent() || figure.unit.is_empty() => number,
            Some(figure) => format!("{number} {}", figure.unit),
            None => number,
        }
    }

    fn number_only(&self, reading: &Reading) -> String {
        let figure = self.template.figure(&reading.figure);
        let percent = if figure.is_some_and(|figure| figure.is_percent()) { "%" } else { "" };
        let number = format_decimal(reading.number);
        match reading.qualifier {
            Some(qualifier) => format!("{} {number}{percent}", qualifier.word()),
            None => format!("{number}{percent}"),
        }
    }
}

/// ", tức 120%"
fn share_of(difference: Decimal, before: Decimal) -> String {
    let rate = Rate::of(Number::Decimal(difference), Number::Decimal(before));
    let percent = rate.and_then(|rate| rate.percent(0));
    percent.map_or_else(String::new, |percent| format!(", tức {}%", format_decimal(percent)))
}

fn rounding(rule: Rounding) -> &'static str {
    match rule {
        Rounding::HalfUp => "làm tròn từ 0,5",
        Rounding::Truncate => "bỏ phần lẻ",
        Rounding::Ceiling => "làm tròn lên",
    }
}

fn explained_by(fits: &[Rounding], others: &str) -> String {
    match fits {
        [] => "không cách làm tròn nào cho số in này".to_owned(),
        [first, ..] => format!("số in này là do {}, {others}", rounding(*first)),
    }
}

/// "8.376–8.384"
fn wholes(wholes: Wholes) -> String {
    let number = |whole: i128| {
        let decimal = Decimal::try_from_i128_with_scale(whole, 0);
        decimal.map_or_else(|_| whole.to_string(), format_decimal)
    };
    match wholes.most {
        Some(most) if most == wholes.least => number(most),
        Some(most) => format!("{}–{}", number(wholes.least), number(most)),
        None => format!("ít nhất {}", number(wholes.least)),
    }
}

fn period(before: DateRange, now: DateRange, what: &str) -> String {
    format!(
        "Kỳ trước đến hết ngày {}, kỳ này từ ngày {}: {what}. Có đúng chủ ý không?",
        format_day(before.last()),
        format_day(now.first())
    )
}

/// As it goes on in a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;

//! What each check demands, in words: the list from which an office chooses what is asked.

use std::borrow::Cow;

use crate::app::words::findings::label;
use crate::app::words::first_of;
use crate::report::check::{Aim, Better, Builtin, Check, Pick, Rule, Share, SpanKind};
use crate::report::number::format_decimal;
use crate::report::period::{PeriodKind, of_kind};
use crate::report::template::{ItemBody, Template};

/// How many figures are named; the rest is counted.
const NAMED: usize = 2;

/// What a check of a template demands.
pub fn demand(check: &Check, template: &Template) -> String {
    let words = CheckWords { template };
    match &check.rule {
        Rule::Equal(one, other) => {
            format!("{} bằng {}", words.pick(one), words.pick(other))
        }
        Rule::AtMost { part, whole } => {
            format!("{} không lớn hơn {}", words.pick(part), words.pick(whole))
        }
        Rule::Shares(rates) => format!("{} không vượt 100%", words.picks(rates)),
        Rule::Sum { parts, whole } => {
            format!("{} bằng tổng {}", words.pick(whole), words.picks(parts))
        }
        Rule::Balance { received, done, pending } => format!(
            "{} bằng {} cộng {}",
            words.pick(received),
            words.pick(done),
            words.pick(pending)
        ),
        Rule::Between { figures, least, most } => {
            let figures = words.picks(figures);
            let number = |bound: &rust_decimal::Decimal| format_decimal(bound.normalize());
            match (least, most) {
                (Some(least), Some(most)) => {
                    format!("{figures} trong khoảng {} đến {}", number(least), number(most))
                }
                (Some(least), None) => format!("{figures} không nhỏ hơn {}", number(least)),
                (None, Some(most)) => format!("{figures} không lớn hơn {}", number(most)),
                (None, None) => figures,
            }
        }
        Rule::MayNotFall(figures) => format!("{} không giảm", words.picks(figures)),
        Rule::Change { figures, percent, .. } => {
            let noun = template.period().noun();
            format!("{} không tăng, giảm quá {percent}% so với {noun} trước", words.picks(figures))
        }
        Rule::Slip(figures) => {
            format!("{} không gấp hay kém 10, 100, 1.000 lần mọi khi", words.picks(figures))
        }
        Rule::Cumulative { in_period, total } => {
            let noun = template.period().noun();
            format!("{} bằng số {noun} trước cộng {}", words.pick(total), words.pick(in_period))
        }
        Rule::Target { result, target, better } => {
            let way = match better {
                Better::Higher => "đạt",
                Better::Lower => "không quá",
            };
            let target = match target {
                Aim::Figure(key) => label(template, key),
                Aim::Number(number) => format_decimal(number.normalize()),
            };
            format!("{} {way} {target}", label(template, result))
        }
        Rule::Filled(figures) => format!("{} đã nhập", words.picks(figures)),
        Rule::OneRounding(rates) => format!("{} làm tròn theo một cách", words.picks(rates)),
        Rule::SharedWhole(shares) => words.shared_whole(shares),
    }
}

/// What a check demands that needs no template.
pub fn builtin(check: Builtin, kind: PeriodKind) -> Cow<'static, str> {
    let words = match check {
        Builtin::Unreadable => "Mọi ô đọc được",
        Builtin::Printed => "Tỷ lệ in ra khớp với tỷ lệ tính được",
        Builtin::Period => "Kỳ báo cáo nối tiếp kỳ trước, không trùng, không sót ngày",
        Builtin::TextNumbers => "Số trong lời văn khớp với số liệu",
        Builtin::TextDocuments => "Văn bản đúng dạng số, ký hiệu, đúng ngày, có trong danh sách",
        Builtin::TextStyle => "Cách viết số, dấu cách, chữ viết tắt trong lời văn",
        Builtin::TextSpelling => "Chính tả trong lời văn",
        Builtin::Carried => "Số lấy từ {kỳ} trước đã được xác nhận",
        Builtin::TextEncoding => {
            "Lời văn viết bằng phông Unicode, không phải TCVN3, VNI hay chữ bị đọc nhầm"
        }
        Builtin::TextCarried => "Lời văn giữ từ {kỳ} trước không còn số, ngày cũ",
        Builtin::OfficeWords => "Tên gọi trong lời văn hợp với loại đơn vị (xã, phường, …)",
        Builtin::TextPersons => "Lời văn không ghi số định danh của người nào",
    };
    of_kind(words, kind)
}

struct CheckWords<'a> {
    template: &'a Template,
}

impl CheckWords<'_> {
    fn pick(&self, pick: &Pick) -> String {
        match pick {
            Pick::Figure(key) => label(self.template, key),
            Pick::Column { table, column } => {
                let mut items = self.template.items();
                let item = items.find(|(_, item)| item.key == *table).map(|(_, item)| item);
                let table = item.and_then(|item| match &item.body {
                    ItemBody::Table(table) => Some(table),
                    _ => None,
                });
                let column = table.and_then(|t| t.columns.iter().find(|c| c.key == *column));
                let words = column.map_or("", |column| column.label.as_str());
                format!("cột “{words}”")
            }
            Pick::Span(SpanKind::InPeriod) => "mọi số phát sinh trong kỳ".to_owned(),
            Pick::Span(SpanKind::Since) => "mọi số cộng dồn".to_owned(),
            Pick::Span(SpanKind::AsOf) => "mọi số tính đến ngày".to_owned(),
            Pick::Span(SpanKind::Window) => "mọi số có ngày riêng".to_owned(),
            Pick::Required => "mọi chỉ tiêu phải có".to_owned(),
        }
    }

    fn picks(&self, picks: &[Pick]) -> String {
        first_of(picks.iter().map(|pick| self.pick(pick)), NAMED, "số liệu khác")
    }

    fn shared_whole(&self, shares: &[Share]) -> String {
        let counts: Vec<Pick> =
            shares.iter().map(|share| Pick::Figure(share.count.clone())).collect();
        format!("tỷ lệ của {} tính trên cùng một tổng", self.picks(&counts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::template_v1::builtin_template;

    #[test]
    fn every_check_has_words_of_its_own() {
        let template = builtin_template().unwrap();
        let mut all: Vec<String> =
            template.parts().checks.iter().map(|check| demand(check, &template)).collect();
        all.extend(Builtin::ALL.map(|check| builtin(check, template.period()).into_owned()));
        for words in &all {
            // A dot groups thousands; anywhere else it would stand in a key.
            let words = words.replace("1.000", "");
            assert!(!words.contains("“”") && !words.contains('.'), "{words}");
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

//! Every figure of the report as a CSV file that Excel in Vietnam opens as it is: UTF-8 with its
//! mark, semicolons between cells, commas before decimals.
//!
//! No cell can become a formula: words that begin like one get an apostrophe in front.

use super::figure_list;
use super::grid::{Grid, GridCell};
use crate::calc::history::History;
use crate::calc::prose::Context;

/// By this Excel knows that the file is UTF-8.
const MARK: char = '\u{FEFF}';
/// Between cells: where a comma stands before decimals, it cannot.
const SEPARATOR: &str = ";";
const LINE_END: &str = "\r\n";

/// The report as the bytes of a CSV file. The same report gives the same bytes.
pub fn csv(context: Context<'_>, history: &History) -> Vec<u8> {
    let Grid { header, rows, total, .. } = figure_list::grid(context, history);
    let mut text = String::from(MARK);
    for row in header.iter().chain(&rows).chain(&total) {
        let cells: Vec<String> = row.iter().map(field).collect();
        text.push_str(&cells.join(SEPARATOR));
        text.push_str(LINE_END);
    }
    text.into_bytes()
}

fn field(cell: &GridCell) -> String {
    let plain = cell.plain();
    if plain.contains([';', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::results::Results;
    use crate::document::fixture::{self, figure_key};
    use crate::report::content::Report;
    use crate::report::period::PeriodKey;
    use crate::report::value::Value;

    fn april() -> Report {
        let mut april = fixture::report();
        april.header.period.key = PeriodKey::month_of(2023, 4).unwrap();
        april.values.insert(figure_key("visits"), Value::count(3_900));
        april.values.insert(figure_key("records.done"), Value::count(100_000));
        april
    }

    fn text(report: &Report, past: Vec<Report>) -> String {
        let template = fixture::template();
        let results = Results::of(report, &template);
        let history = History::of_reports(past, &template);
        let bytes = csv(Context::of(report, &template, &results), &history);
        String::from_utf8(bytes).unwrap()
    }

    fn line<'t>(text: &'t str, key: &str) -> &'t str {
        let end = format!(";{key}");
        text.split(LINE_END).find(|line| line.ends_with(&end)).unwrap_or_else(|| panic!("{key}"))
    }

    #[test]
    fn numbers_are_those_of_excel_in_vietnam() {
        let text = text(&fixture::report(), vec![april()]);
        assert!(text.starts_with('\u{FEFF}'));
        assert_eq!(text.matches('\n').count(), text.matches(LINE_END).count());
        let header = text.split(LINE_END).next().unwrap();
        assert!(header.contains("Cộng dồn từ đầu năm (chưa có tháng 1, 2, 3)"), "{header}");
        let visits = line(&text, "visits");
        assert!(visits.contains(";3798;7698;3900;-102;3.798;"), "{visits}");
        let rate = line(&text, "records.rate");
        assert!(rate.contains(";99,07%;79,01%;58,95%;40,12;"), "{rate}");
        let score = line(&text, "score");
        assert!(score.contains(";không phát sinh;0;không phát sinh;0;-;"), "{score}");
    }

    #[test]
    fn words_stay_words_and_in_their_cell() {
        let mut report = fixture::report();
        let mut put = |key: &str, text: &str| {
            report.values.insert(figure_key(key), Value::Unreadable(text.to_owned()));
        };
        put("visits", "=1+1");
        put("lodging", "@SUM(A1);\"x\"\r\ny");
        put("qr.money", "-2");
        let text = text(&report, Vec::new());
        assert!(line(&text, "visits").contains(";'=1+1;"));
        assert!(text.contains(";\"'@SUM(A1);\"\"x\"\"\r\ny\";"));
        assert!(line(&text, "qr.money").contains(";'-2;"));
    }

    #[test]
    fn any_report_gives_the_same_file_twice() {
        let report = fixture::report();
        assert_eq!(text(&report, vec![april()]), text(&report, vec![april()]));
        assert!(text(&fixture::empty_report(), Vec::new()).contains(";visits\r\n"));
    }
}

//! Figures as the form tells them, where they are not typed in.

use crate::app::open_report::OpenReport;
use crate::calc::print::{self, PrintedIn};
use crate::report::template::Figure;

/// What a figure says: typed, or computed.
pub fn shown(open: &OpenReport, figure: &Figure) -> String {
    let style = &open.template().parts().style;
    if figure.is_typed() {
        print::figure_text(figure, open.report(), open.results(), style, PrintedIn::Table)
    } else {
        print::computed_text(figure, open.results(), style, PrintedIn::Table)
    }
}

/// What it said in the period before, and how it moved since: "1.204 (+113)"; empty when it said nothing.
pub fn before(open: &OpenReport, figure: &Figure) -> String {
    let Some(previous) = open.previous() else {
        return String::new();
    };
    let style = &open.template().parts().style;
    let (report, results) = (&previous.report, &previous.results);
    let before = print::figure_text(figure, report, results, style, PrintedIn::Table);
    let movement = open.movement(figure).text();
    if before.is_empty() || movement.is_empty() { before } else { format!("{before} ({movement})") }
}

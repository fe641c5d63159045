//! "In…": what is known of the printers, and what is asked of them.

use super::{Effect, Notice, State};
use crate::app::message::{PrintEvent, PrintRequest, Request};
use crate::app::printing::{Print, Printer};

/// What is known of printing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printing {
    /// The printers, the usual one first; none while they are being looked for.
    pub printers: Option<Vec<Printer>>,
}

impl State {
    /// Looks for the printers anew: one may have been plugged in.
    pub(super) fn begin_printing(&mut self) -> Vec<Effect> {
        self.printing = Printing::default();
        self.problem = None;
        vec![Effect::Ask(Request::Print(PrintRequest::Find))]
    }

    /// Prints pages of the open report.
    pub fn print(&mut self, print: Print) -> Vec<Effect> {
        self.problem = None;
        self.busy = Some("Đang chuẩn bị bản in…");
        self.ask_of_open(|report| Request::Print(PrintRequest::Print { report, print }))
    }

    pub(super) fn print_told(&mut self, event: PrintEvent) -> Vec<Effect> {
        match event {
            PrintEvent::Found(printers) => {
                self.printing.printers = Some(printers);
                Vec::new()
            }
            PrintEvent::Sent(words) => {
                self.notice = Some(Notice::Said(words));
                Vec::new()
            }
            PrintEvent::Ready { path, copies } => {
                let words = "Đã mở các trang bằng chương trình xem PDF, hãy bấm Ctrl+P ở đó để in";
                // How many it prints is asked there.
                let of_copies =
                    if copies > 1 { format!(" và chọn {copies} bản") } else { String::new() };
                self.notice = Some(Notice::Said(format!("{words}{of_copies}")));
                vec![Effect::OpenInSystem(path)]
            }
        }
    }
}

//! Printing: the pages are made on the worker's thread; what the system does with them is waited for elsewhere.

use std::path::PathBuf;
use std::sync::Arc;

use super::desk::Desk;
use crate::app::files::exports;
use crate::app::message::{Event, PrintEvent, PrintRequest};
use crate::app::platform::printers::{self, Printers};
use crate::app::printing::{Destination, Print};
use crate::app::problem::Problem;
use crate::store::ReportId;

impl Desk {
    pub(super) fn print(&mut self, request: PrintRequest) -> Result<(), Problem> {
        match request {
            PrintRequest::Find => {
                self.aside(|| Event::Print(PrintEvent::Found(Printers::default().find())))
            }
            PrintRequest::Print { report, print } => self.print_pages(report, print),
        }
    }

    fn print_pages(&mut self, report: ReportId, print: Print) -> Result<(), Problem> {
        let printed = self.session()?.printed(report, &print)?;
        let folder = printers::folder().map_err(|err| Problem::no_place_to_print(&err))?;
        let path: PathBuf = folder.join(&printed.name);
        exports::write_whole(&path, &printed.bytes)?;
        let Destination::Printer(printer) = print.to else {
            let copies = print.copies;
            return self.tell(Event::Print(PrintEvent::Ready { path, copies }));
        };
        let (num_pages, copies) = (printed.num_pages, print.copies);
        self.aside(move || {
            let sent = Printers::default().send(&path, &printer, copies);
            // The system has its own copy, or shows the file for a moment yet: then it is removed another day.
            if !cfg!(windows)
                && let Err(err) = std::fs::remove_dir_all(&folder)
            {
                tracing::info!(kind = ?err.kind(), "a print stays");
            }
            match sent {
                Ok(()) => {
                    let of_copies =
                        if copies > 1 { format!(" × {copies} bản") } else { String::new() };
                    let words =
                        format!("Đã gửi {num_pages} trang{of_copies} đến máy in “{printer}”");
                    Event::Print(PrintEvent::Sent(words))
                }
                Err(err) => Event::Failed(Problem::refused_by_printer(&err, &printer)),
            }
        })
    }

    /// Lets something be done on a thread of its own, and tells what came of it.
    fn aside(&self, work: impl FnOnce() -> Event + Send + 'static) -> Result<(), Problem> {
        let inbox = Arc::clone(&self.inbox);
        let thread = std::thread::Builder::new().name("printing".to_owned());
        let spawned = thread.spawn(move || inbox.tell(work()));
        spawned.map(drop).map_err(|err| Problem::no_thread_to_print(&err))
    }
}

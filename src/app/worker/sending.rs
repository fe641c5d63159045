//! Files that go to other people: they are written on the worker's thread, what the mail program does is waited for
//! elsewhere.

use super::desk::Desk;
use crate::app::message::{Event, SendEvent, SendRequest};
use crate::app::problem::Problem;

impl Desk {
    pub(super) fn write_to_send(&mut self, request: SendRequest) -> Result<(), Problem> {
        let session = self.session()?;
        let told = match request {
            SendRequest::Files { report, formats, folder, form } => {
                let files = session.export_several(report, &formats, &folder, form)?;
                SendEvent::Files { report, files }
            }
            SendRequest::Form { report, agency, path, way } => {
                session.export_form(report, &agency, &path)?;
                SendEvent::Form { report, agency, path, way }
            }
            SendRequest::Forms { report, folder, form } => {
                let forms = session.export_forms(report, &folder, form)?;
                SendEvent::Forms { report, forms }
            }
        };
        self.tell(Event::Send(told))
    }
}

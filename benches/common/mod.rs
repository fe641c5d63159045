//! What several benches stand on: the sample's months, a window whose outside does nothing.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]
#![allow(dead_code, unreachable_pub, reason = "each bench uses a part of it")]

pub mod bare;

use std::path::Path;
use std::sync::Arc;

use baocao06::app::clip::ClipTable;
use baocao06::app::letter::Letter;
use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::{Event, Request};
use baocao06::app::platform::preferences::Preferences;
use baocao06::app::problem::Problem;
use baocao06::app::session::Session;
use baocao06::app::state::Wanted;
use baocao06::exchange::{sample, template_v1};
use baocao06::report::content::Report;
use baocao06::report::key::FigureKey;
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::Template;
use baocao06::store::ReportId;
use baocao06::ui::window::Outside;

/// May and April of the sample, with their template.
pub fn may() -> (Report, Report, Arc<Template>) {
    let template = Arc::new(template_v1::builtin_template().expect("the built-in template"));
    let mut reports = sample::sample_reports(&template).expect("the sample");
    let may = reports.pop().expect("May");
    let april = reports.pop().expect("April");
    (may, april, template)
}

/// The sample in a file of its own with reports after it, so that there are 120 of them, and May 2023 in it.
pub fn file_of_120() -> (tempfile::TempDir, Session, ReportId) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::create_sample(&folder.path().join("a.bc06")).expect("the sample");
    let mut last = PeriodKey::month_of(2023, 5).expect("a month");
    let may = session.find(last).expect("May");
    let first = session.summary().expect("the months").reports.swap_remove(0);
    while session.summary().expect("the months").reports.len() < 120 {
        last = last.next();
        let (office, form) = (first.office.clone(), &first.template.key);
        session.start_report(office, form, last).expect("a month");
    }
    (folder, session, may)
}

/// A figure that benches type.
pub fn typed_figure() -> FigureKey {
    FigureKey::parse("services.residence_permanent.online").expect("a key")
}

/// An outside that does nothing.
pub struct Nowhere(pub Vec<Event>);

impl Outside for Nowhere {
    fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.0)
    }
    fn ask(&mut self, _request: Request) {}
    fn choose(&mut self, _wanted: Wanted) {}
    fn open(&mut self, _path: &Path) {}
    fn copy(&mut self, _table: &ClipTable) -> Result<(), Problem> {
        Ok(())
    }
    fn copy_words(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
    fn begin_letter(&mut self, _: Letter) {}
    fn put_aside(&mut self, _: &Report) {}
    fn keep(&mut self, _preferences: &Preferences) {}
}

/// The input of a frame in which nothing happens.
pub fn input() -> egui::RawInput {
    let size = egui::vec2(1366.0, 768.0);
    let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
    egui::RawInput { screen_rect, ..Default::default() }
}

/// The look of an office that chose nothing.
pub fn usual_look() -> Arc<OfficeLook> {
    Arc::new(OfficeLook::builtin(Look::default()).expect("the built-in skeleton"))
}

/// Where a data file would keep a report.
pub fn memory_id(report: &Report) -> baocao06::store::ReportId {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::create(&folder.path().join("a.bc06")).expect("a file");
    let office = report.office.clone();
    session.start_office(office, report.header.period.key).expect("a report")
}

//! Where the work was left: the page and the cell that the next start begins with.

use super::{Effect, State};
use crate::app::message::Request;
use crate::app::open_report::{OpenReport, Page};
use crate::report::key::SectionKey;

/// Between the page and the cell in the settings; no key has it.
const SEPARATOR: char = '|';

/// A place in the settings: the page, and the cell when it was in one.
pub(super) fn split(place: &str) -> (&str, Option<&str>) {
    match place.split_once(SEPARATOR) {
        Some((page, cell)) => (page, Some(cell)),
        None => (place, None),
    }
}

/// The page's name in the settings of the data file.
pub fn page_name(page: &Page) -> &str {
    match page {
        Page::Letterhead => "",
        Page::Look => "#look",
        Page::Section(key) => SectionKey::as_str(key),
    }
}

impl State {
    /// Keeps the cell of the page on screen for the next start, when it is another than was kept. Not while
    /// another report may be on its way: it may come out of another file.
    pub fn remember_cell(&mut self, cell: &str) -> Option<Effect> {
        let open = self.open.as_ref().filter(|_| !self.is_replacing)?;
        let place = format!("{}{SEPARATOR}{cell}", page_name(&open.page));
        if self.kept_place.as_ref() == Some(&place) {
            return None;
        }
        let report = open.report().key();
        self.kept_place = Some(place.clone());
        Some(Effect::Ask(Request::RememberPage { report, page: place }))
    }

    /// Keeps the page on screen for the next start.
    pub(super) fn remember_page(&self) -> Vec<Effect> {
        let request = |open: &OpenReport| Request::RememberPage {
            report: open.report().key(),
            page: page_name(&open.page).to_owned(),
        };
        self.open.as_ref().map(request).map(Effect::Ask).into_iter().collect()
    }

    /// The cell in which the work was left, once after a start.
    pub fn take_resume_cell(&mut self) -> Option<String> {
        self.resume_cell.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_an_older_version_has_no_cell() {
        assert_eq!(split("services"), ("services", None));
        assert_eq!(split("services|figure:a.b"), ("services", Some("figure:a.b")));
        assert_eq!(split(""), ("", None));
    }
}

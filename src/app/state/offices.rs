//! The offices of the data file: their names, and their places among each other.

use super::{Effect, State};
use crate::app::message::{OfficeWish, Request};
use crate::app::problem::Problem;
use crate::report::key::OfficeCode;

impl State {
    /// Gives the office of the open report another name.
    pub fn rename_office(&mut self, name: String) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        // What was typed stays in its field; the answer tells what the file says.
        open.set_office_name(&name);
        vec![Effect::Ask(Request::RenameOffice { report: open.id(), name })]
    }

    /// Takes an office into the file, or gives one its place; what was refused of the same office before is
    /// not said any more.
    pub fn place_office(&mut self, wish: OfficeWish) -> Vec<Effect> {
        self.refused_offices.retain(|(refused, _)| refused.office() != wish.office());
        vec![Effect::Ask(Request::PlaceOffice(wish))]
    }

    /// What was refused of offices before is not said any more.
    pub(super) fn begin_with_offices(&mut self) -> Vec<Effect> {
        self.refused_offices.clear();
        self.notice = None;
        Vec::new()
    }

    /// Why what was wanted last of an office could not be kept; without an office, of one that was to be added.
    pub fn refusal(&self, office: Option<&OfficeCode>) -> Option<&Problem> {
        let mut refused = self.refused_offices.iter();
        refused.find(|(wish, _)| wish.office() == office).map(|(_, problem)| problem)
    }
}

//! The offices of the data file: their names, and their places among each other.

use super::{Effect, Notice, Question, State};
use crate::app::message::{OfficeWish, Request};
use crate::app::problem::Problem;
use crate::calc::office_words::{self, Rewording};
use crate::report::change::Edit;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;

impl State {
    /// Gives the office of the open report another name.
    pub fn rename_office(&mut self, name: String) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let before = open.report().office.name.clone();
        let changes = office_words::renamed(open.report(), open.template(), &before, &name);
        // What was typed stays in its field; the answer tells what the file says.
        open.set_office_name(&name);
        let asked = Effect::Ask(Request::RenameOffice { report: open.id(), name: name.clone() });
        if !changes.is_empty() && self.can_change() && self.question.is_none() {
            self.question = Some(Question::OfficeAdapted { before, after: name, changes });
        }
        vec![asked]
    }

    /// Brings the texts of the open report in line with the new name of its office, as one step that takes the name
    /// back with them.
    pub(super) fn adapt_to_office(
        &mut self,
        before: &str,
        after: &str,
        changes: Vec<Rewording>,
    ) -> Vec<Effect> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let template = open.template();
        let edit = |change: Rewording| {
            let is_default = template.default_text(&change.text) == Some(change.meant.as_str());
            Edit::text(change.text, (!is_default).then_some(change.meant))
        };
        let edits: Vec<Edit> = changes.into_iter().map(edit).collect();
        let words =
            format!("Đã đổi {} chỗ theo tên “{after}”; Ctrl+Z trả lại cả tên cũ", edits.len());
        let effects = self.step_of(edits, Deed::OfficeAdapted, format!("{before}\n{after}"));
        self.notice = Some(Notice::Said(words));
        effects
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

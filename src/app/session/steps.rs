//! Which step undo would take back next, and redo do again: of the report on screen, or of what is kept of its office
//! (its name, how its reports look and are checked), whichever was done last.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::words::histories::{self, StepNames};
use crate::report::key::OfficeCode;
use crate::report::template::Template;
use crate::store::{KeptKind, OfficeStep, OfficeSteps, OperationId, ReportId, StepOf, UndoStep};

/// A step of either.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Of the report.
    Report(UndoStep),
    /// Of its office.
    Office(OfficeStep),
}

/// What undo would take back, and redo do again.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps {
    undo: Option<Step>,
    redo: Option<Step>,
}

/// The steps of a report by itself.
pub(super) struct ReportSteps {
    pub(super) undo: Option<UndoStep>,
    pub(super) redo: Option<UndoStep>,
    /// Its last operation that is neither undo nor redo.
    pub(super) last_done: Option<OperationId>,
}

/// A step of an office that was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTaken {
    /// What it is called: "đổi cách trình bày báo cáo".
    pub name: String,
    /// What is another since.
    pub kind: KeptKind,
}

impl Step {
    fn of_newest(report: Option<UndoStep>, office: Option<OfficeStep>) -> Option<Self> {
        match (report, office) {
            (Some(report), Some(office)) if office.operation() > report.operation() => {
                Some(Self::Office(office))
            }
            (Some(report), _) => Some(Self::Report(report)),
            (None, office) => office.map(Self::Office),
        }
    }

    fn name(&self, template: &Template) -> String {
        match self {
            Self::Report(step) => histories::step_name(step, template),
            Self::Office(step) => histories::office_step_name(step, template.period()),
        }
    }

    /// Where it changes fields of the report.
    fn of_fields(self) -> Option<UndoStep> {
        match self {
            Self::Report(step) if step.of == StepOf::Fields => Some(step),
            Self::Report(_) | Self::Office(_) => None,
        }
    }

    fn of_office(self) -> Option<OfficeStep> {
        match self {
            Self::Office(step) => Some(step),
            Self::Report(_) => None,
        }
    }
}

impl Steps {
    pub(super) fn names(&self, template: &Template) -> StepNames {
        let name = |step: &Option<Step>| step.as_ref().map(|step| step.name(template));
        StepNames { undo: name(&self.undo), redo: name(&self.redo) }
    }
}

impl Session {
    /// The steps of a report and of its office together, where those of the report were told.
    pub(super) fn steps_with(&mut self, id: ReportId, told: ReportSteps) -> Result<Steps, Problem> {
        let ReportSteps { undo, redo, last_done } = told;
        let office = self.office_of(id)?;
        let of_office = self.office_steps(&office)?;
        let undo = self.offered(id, undo)?;
        // Something new in the one forgets what was taken back in the other before.
        let redo = redo.filter(|step| Some(step.operation()) > of_office.last_done);
        let redo_office = of_office.redo.filter(|step| Some(step.operation()) > last_done);
        Ok(Steps {
            undo: Step::of_newest(undo, of_office.undo),
            redo: Step::of_newest(redo, redo_office),
        })
    }

    fn steps(&mut self, id: ReportId) -> Result<Steps, Problem> {
        let undo = self.told(self.store.undoable(id))?;
        let redo = self.told(self.store.redoable(id))?;
        let last_done = self.told(self.store.last_done(id))?;
        self.steps_with(id, ReportSteps { undo, redo, last_done })
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn step_names(&mut self, id: ReportId) -> Result<StepNames, Problem> {
        let mut steps = self.steps(id)?;
        if let Some(made) = self.made_again_next()? {
            steps.redo = Some(Step::Report(made));
        }
        let template = self.template_of(id)?;
        Ok(steps.names(&template))
    }

    /// The step of the report's fields that undo would take back next; none where it is of another kind.
    pub(super) fn undo_of_fields(&mut self, id: ReportId) -> Result<Option<UndoStep>, Problem> {
        Ok(self.steps(id)?.undo.and_then(Step::of_fields))
    }

    /// The same that redo would do again.
    pub(super) fn redo_of_fields(&mut self, id: ReportId) -> Result<Option<UndoStep>, Problem> {
        Ok(self.steps(id)?.redo.and_then(Step::of_fields))
    }

    /// Whether undo would take back next that the report was made.
    pub(super) fn undo_of_making(&mut self, id: ReportId) -> Result<Option<UndoStep>, Problem> {
        Ok(match self.steps(id)?.undo {
            Some(Step::Report(step)) if step.of == StepOf::Making => Some(step),
            _ => None,
        })
    }

    /// Takes back what was done last to what is kept of a report's office, where undo would take that back next.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo_of_office(&mut self, id: ReportId) -> Result<Option<OfficeTaken>, Problem> {
        let step = self.steps(id)?.undo.and_then(Step::of_office);
        step.map(|step| self.take_back_of_office(id, step)).transpose()
    }

    /// Does again what was taken back of it last, where redo would do that next.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn redo_of_office(&mut self, id: ReportId) -> Result<Option<OfficeTaken>, Problem> {
        let step = self.steps(id)?.redo.and_then(Step::of_office);
        step.map(|step| self.take_back_of_office(id, step)).transpose()
    }

    fn take_back_of_office(
        &mut self,
        id: ReportId,
        step: OfficeStep,
    ) -> Result<OfficeTaken, Problem> {
        let (kind, template) = (step.kept.kind, self.template_of(id)?);
        let name = histories::office_step_name(&step, template.period());
        let office = self.office_of(id)?;
        let taken = self.store.take_back_of_office(step, &self.stamp(None));
        self.office_changed();
        self.looks.remove(&office);
        if kind == KeptKind::Office {
            self.forget_at_hand();
        }
        self.told(taken)?;
        Ok(OfficeTaken { name, kind })
    }

    /// The steps of an office in this run; read from the log once after each change of what is kept of offices.
    fn office_steps(&mut self, office: &OfficeCode) -> Result<OfficeSteps, Problem> {
        if let Some((_, known)) = self.office_steps.as_ref().filter(|(of, _)| of == office) {
            return Ok(known.clone());
        }
        let steps = self.told(self.store.office_steps(office, &self.run.name))?;
        self.office_steps = Some((office.clone(), steps.clone()));
        Ok(steps)
    }

    /// Something that is kept of an office is another since.
    pub(super) fn office_changed(&mut self) {
        self.office_steps = None;
    }
}

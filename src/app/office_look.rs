//! How the reports of one office look: its choices, and the Word document they are filled into.

use super::problem::Problem;
use crate::export::docx::Skeleton;
use crate::pages::sheet::Sheet;
use crate::report::look::Look;

/// How the reports of one office look.
#[derive(Debug, Clone)]
pub struct OfficeLook {
    /// What the office chose.
    pub look: Look,
    /// The Word document that reports are filled into.
    pub skeleton: Skeleton,
}

impl OfficeLook {
    /// The choices of an office that uses the built-in skeleton.
    ///
    /// # Errors
    /// Never in a released program.
    pub fn builtin(look: Look) -> Result<Self, Problem> {
        let skeleton = Skeleton::builtin(&look);
        let skeleton = skeleton.map_err(|err| Problem::damaged_program(&err.to_string()))?;
        Ok(Self { look, skeleton })
    }

    /// The paper and the styles of the reports.
    pub fn sheet(&self) -> &Sheet {
        self.skeleton.sheet()
    }
}

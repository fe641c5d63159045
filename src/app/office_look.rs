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
    /// The name of the file that the office's own document came from; none for the built-in one.
    pub own: Option<String>,
}

impl OfficeLook {
    /// The choices of an office that uses the built-in skeleton.
    ///
    /// # Errors
    /// Never in a released program.
    pub fn builtin(look: Look) -> Result<Self, Problem> {
        let skeleton = Skeleton::builtin(&look);
        let skeleton = skeleton.map_err(|err| Problem::damaged_program(&err.to_string()))?;
        Ok(Self { look, skeleton, own: None })
    }

    /// Other choices of the same office. Its own Word document, if it has one, stays as it is: sizes
    /// and spacings are then those of the document.
    ///
    /// # Errors
    /// Never in a released program.
    pub fn with(&self, look: Look) -> Result<Self, Problem> {
        match &self.own {
            None => Self::builtin(look),
            Some(_) => Ok(Self { look, ..self.clone() }),
        }
    }

    /// The paper and the styles of the reports.
    pub fn sheet(&self) -> &Sheet {
        self.skeleton.sheet()
    }
}

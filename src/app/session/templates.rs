//! The templates of a data file: list, show, add.

use std::path::Path;

use crate::app::problem::Problem;
use crate::app::session::files::read_text;
use crate::app::session::{Session, builtin};
use crate::exchange::template_v1;
use crate::report::template::TemplateRef;
use crate::store::TemplateSummary;

impl Session {
    /// Checks a template file and adds it.
    ///
    /// # Errors
    /// When it is not a template; every fault with its place.
    pub fn add_template_file(&mut self, path: &Path) -> Result<(TemplateRef, String), Problem> {
        let json = read_text(path)?;
        let template = template_v1::read_template(&json)
            .map_err(|faults| Problem::faulty_template(&faults, path))?;
        self.add_template(&json)?;
        Ok((template.id().clone(), template.parts().name.clone()))
    }

    /// The templates a data file knows, the built-in one among them also when there is no file.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn templates_of(session: Option<&Self>) -> Result<Vec<(TemplateRef, String)>, Problem> {
        let builtin = builtin()?;
        let mut templates = vec![(builtin.id().clone(), builtin.parts().name.clone())];
        for stored in session.map(Self::stored_templates).transpose()?.unwrap_or_default() {
            if !templates.iter().any(|(id, _)| *id == stored.template) {
                templates.push((stored.template, stored.name));
            }
        }
        templates.sort();
        Ok(templates)
    }

    fn stored_templates(&self) -> Result<Vec<TemplateSummary>, Problem> {
        self.told(self.store.templates())
    }

    /// Whether the program itself brings a template along: a version, or any.
    pub fn is_builtin(key: &str, version: Option<u32>) -> bool {
        builtin().is_ok_and(|own| {
            own.id().key.as_str() == key && version.is_none_or(|v| v == own.id().version)
        })
    }

    /// A template as JSON: a version, or the latest.
    ///
    /// # Errors
    /// When there is no such template.
    pub fn template_json_of(
        session: Option<&Self>,
        key: &str,
        version: Option<u32>,
    ) -> Result<String, Problem> {
        let of_key = Self::templates_of(session)?.into_iter().map(|(id, _)| id);
        let of_key = of_key.filter(|id| id.key.as_str() == key);
        let found = of_key.filter(|id| version.is_none_or(|version| id.version == version)).max();
        let id = found.ok_or_else(|| Problem::unknown_template(key, version))?;
        match session {
            Some(session) if id != *builtin()?.id() => {
                session.told(session.store.template_json(&id))
            }
            _ => Ok(template_v1::BUILTIN_JSON.to_owned()),
        }
    }
}

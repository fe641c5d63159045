//! The templates of a data file: list, show, add.

use std::path::Path;

use crate::app::problem::Problem;
use crate::app::session::files::read_text;
use crate::app::session::{Session, builtin};
use crate::exchange::template_v1;
use crate::report::template::TemplateRef;

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
    pub fn templates_of(path: &Path) -> Result<Vec<(TemplateRef, String)>, Problem> {
        let builtin = builtin()?;
        let mut templates = vec![(builtin.id().clone(), builtin.parts().name.clone())];
        if path.exists() {
            let session = Self::open(path)?;
            let stored =
                session.store.templates().map_err(|err| Problem::from_store(&err, path))?;
            for stored in stored {
                if !templates.iter().any(|(id, _)| *id == stored.template) {
                    templates.push((stored.template, stored.name));
                }
            }
            session.close()?;
        }
        templates.sort();
        Ok(templates)
    }

    /// A template as JSON: a version, or the latest.
    ///
    /// # Errors
    /// When there is no such template.
    pub fn template_json_of(
        path: &Path,
        key: &str,
        version: Option<u32>,
    ) -> Result<String, Problem> {
        let own = builtin()?;
        let is_own = own.id().key.as_str() == key && version.is_none_or(|v| v == own.id().version);
        let templates = match Self::templates_of(path) {
            // The built-in one can be shown whatever the data file is doing.
            Err(_) if is_own => return Ok(template_v1::BUILTIN_JSON.to_owned()),
            templates => templates?,
        };
        let of_key = templates.into_iter().map(|(id, _)| id).filter(|id| id.key.as_str() == key);
        let found = of_key.filter(|id| version.is_none_or(|version| id.version == version)).max();
        let id = found.ok_or_else(|| Problem::unknown_template(key, version))?;
        if id == *own.id() {
            return Ok(template_v1::BUILTIN_JSON.to_owned());
        }
        let session = Self::open(path)?;
        let json =
            session.store.template_json(&id).map_err(|err| Problem::from_store(&err, path))?;
        session.close()?;
        Ok(json)
    }
}

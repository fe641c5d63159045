//! The offices of an open data file: what they are called, and the tree that they form.

use crate::app::message::OfficeWish;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::report::content::Report;
use crate::report::office::Office;
use crate::report::text::{fold, nfc, slug};
pub use crate::store::ListedOffice;

/// Whether two names are one: letter for letter, capitals aside. Marks tell villages apart.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| nfc(name.trim()).to_lowercase();
    plain(one) == plain(other)
}

/// Whether an office is called so, by its code or its name.
fn is_called(office: &Office, called: &str) -> bool {
    office.code.as_str() == called || is_same_name(&office.name, called)
}

/// Whether somebody may have meant an office by a name that is not its own: typed without marks, or with others.
pub(in crate::app) fn is_near(office: &Office, called: &str) -> bool {
    fold(office.name.trim()) == fold(called.trim()) || office.code.as_str() == slug(called)
}

/// An office that the file does not have yet.
fn new_office(called: &str, offices: &[Office]) -> Result<Office, Problem> {
    if let Some(near) = offices.iter().find(|office| is_near(office, called)) {
        return Err(Problem::office_like_another(called, near));
    }
    Office::named(called).map_err(|_| Problem::office_name())
}

impl Session {
    /// Every office of the file with its place in the tree, by code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn office_tree(&self) -> Result<Vec<ListedOffice>, Problem> {
        self.told(self.store.offices())
    }

    /// The office of the file that is called so, with its place in the tree.
    ///
    /// # Errors
    /// When there is none, or several have the name; those that may be meant are named.
    pub fn listed_office(&self, called: &str) -> Result<ListedOffice, Problem> {
        let tree = self.office_tree()?;
        if let Some(known) = self.one_called(called, &tree)? {
            return Ok(known.clone());
        }
        let offices = || tree.iter().map(|listed| &listed.office);
        let near: Vec<&Office> = offices().filter(|office| is_near(office, called)).collect();
        let choices = if near.is_empty() { offices().collect() } else { near };
        Err(Problem::unknown_office(called, choices.into_iter(), self.path()))
    }

    /// The one office of a tree that is called so; none when no office is. A code names one office, a name
    /// may be that of several.
    fn one_called<'t>(
        &self,
        called: &str,
        tree: &'t [ListedOffice],
    ) -> Result<Option<&'t ListedOffice>, Problem> {
        let of_code = tree.iter().find(|listed| listed.office.code.as_str() == called);
        if of_code.is_some() {
            return Ok(of_code);
        }
        let of_name = tree.iter().filter(|listed| is_same_name(&listed.office.name, called));
        match of_name.collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => {
                let choices = several.iter().map(|listed| &listed.office);
                Err(Problem::several_offices(called, choices, self.path()))
            }
        }
    }

    /// An office that the file does not have yet, without a place in the tree. Nothing is written.
    ///
    /// # Errors
    /// When the file has it, or one whose name is nearly the same; when the name has no letter.
    pub fn unlisted_office(&self, name: &str) -> Result<ListedOffice, Problem> {
        let offices = self.offices()?;
        if let Some(known) = offices.iter().find(|office| is_called(office, name)) {
            return Err(Problem::office_exists(known));
        }
        let office = new_office(name, &offices)?;
        Ok(ListedOffice { office, parent: None, opened: None, closed: None })
    }

    /// Takes an office into the file, or gives a known one its place in the tree.
    ///
    /// # Errors
    /// When an office would stand above itself, or close before it opens; when the file cannot be written.
    pub fn place_office(&mut self, listed: &ListedOffice) -> Result<(), Problem> {
        let placed = self.store.place_office(listed, &self.stamp(None));
        self.office_changed();
        self.told(placed)
    }

    /// Does what is wanted of an office; returns it with its place.
    ///
    /// # Errors
    /// As `unlisted_office` and `place_office`.
    pub fn put_office(&mut self, wish: &OfficeWish) -> Result<ListedOffice, Problem> {
        let listed = match wish {
            OfficeWish::Add(name) => self.unlisted_office(name)?,
            OfficeWish::Place(listed) => listed.clone(),
        };
        self.place_office(&listed)?;
        Ok(listed)
    }

    /// The office that is called so; a new one when the file has none of that name.
    ///
    /// # Errors
    /// When the name has no letter, or it was not said which of several offices is meant.
    pub fn office_called(&self, called: Option<&str>) -> Result<Office, Problem> {
        let tree = self.office_tree()?;
        if let Some(called) = called
            && let Some(known) = self.one_called(called, &tree)?
        {
            return Ok(known.office.clone());
        }
        let offices: Vec<Office> = tree.into_iter().map(|listed| listed.office).collect();
        match (called, offices.as_slice()) {
            (None, [only]) => Ok(only.clone()),
            (None, several) => Err(Problem::which_office(several.iter(), self.path())),
            (Some(called), offices) => new_office(called, offices),
        }
    }

    /// Refuses to start a report of days on none of which its office reports: before it was opened, or after
    /// it was closed.
    ///
    /// # Errors
    /// When it reports on none of them; when the file cannot be read.
    pub(super) fn refuse_outside(&self, report: &Report) -> Result<(), Problem> {
        let code = &report.office.code;
        let known = self.office_tree()?.into_iter().find(|listed| listed.office.code == *code);
        let problem =
            known.and_then(|listed| Problem::outside_office(&listed, &report.header.period));
        problem.map_or(Ok(()), Err)
    }
}

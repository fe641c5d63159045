//! Having a password asked for, encrypting the file, and taking either back.

use crate::app::backup::recoding::{self, Recoded};
use crate::app::password::{Opener, Password, Protection, ProtectionWish, Replaced};
use crate::app::problem::Problem;
use crate::app::safekeeping::Occasion;
use crate::app::session::Session;
use crate::app::session::opening::admit;
use crate::store::{CAN_ENCRYPT, Key};

/// What came of a wish.
#[derive(Debug)]
pub enum Protected {
    /// It is in the open file.
    InPlace,
    /// It is in another file, which is to be put in the place of this one when this one is closed.
    Anew(Recoded),
}

impl Session {
    /// Keeps others from opening the file in another way from now on. Who wants that must know the password that is
    /// asked for now.
    ///
    /// # Errors
    /// When the present password is another, or something cannot be written: then nothing is changed.
    pub fn protect(
        &mut self,
        current: Option<&Password>,
        wish: &ProtectionWish,
    ) -> Result<Protected, Problem> {
        self.refuse_other_password(current)?;
        let is_encrypted = self.protection()? == Protection::Encrypted;
        match wish {
            ProtectionWish::Encrypted { .. } if !CAN_ENCRYPT => Err(Problem::cannot_encrypt()),
            ProtectionWish::Encrypted { password, replaced } => {
                self.recode(Some(password), *replaced).map(Protected::Anew)
            }
            // The file with the old password must not open what is saved from now on.
            ProtectionWish::Password(password) if is_encrypted => {
                self.recode(Some(password), Replaced::Removed).map(Protected::Anew)
            }
            ProtectionWish::Open if is_encrypted => {
                self.recode(None, Replaced::Kept).map(Protected::Anew)
            }
            ProtectionWish::Password(password) => self.ask_for(Some(password)),
            ProtectionWish::Open => self.ask_for(None),
        }
    }

    fn ask_for(&mut self, password: Option<&Password>) -> Result<Protected, Problem> {
        if password.is_some() && self.protection()? == Protection::Open {
            self.back_up_as_it_is(Occasion::BeforePassword, None)?;
        }
        let phc = password.map(Password::hash).transpose().map_err(Problem::from_password)?;
        let stamp = self.stamp(None);
        let set = self.store.set_password(phc.as_deref(), &stamp);
        self.told(set)?;
        Ok(Protected::InPlace)
    }

    fn recode(&self, password: Option<&Password>, replaced: Replaced) -> Result<Recoded, Problem> {
        let key = password.map(Password::key);
        let stamp = self.stamp(None);
        recoding::recode(&self.store, self.path(), key, replaced, &stamp)
    }

    fn refuse_other_password(&self, current: Option<&Password>) -> Result<(), Problem> {
        let is_of_key = |key: &Key| current.is_some_and(|current| current.key() == *key);
        match self.store.key() {
            Some(key) if is_of_key(key) => Ok(()),
            Some(_) => Err(Problem::wrong_password()),
            None => {
                let current = current.cloned();
                admit(&self.store, &current.map_or(Opener::Anyone, Opener::With))
            }
        }
    }
}

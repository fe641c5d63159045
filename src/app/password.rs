//! The password ("mật khẩu mở tệp") that a data file may ask for before it shows anything. It keeps those who share a
//! computer from opening the file; it does not encrypt it.
//!
//! What is kept is the Argon2id hash of it as a PHC string, which tells how it was made. 32 MiB and four passes take
//! about a third of a second on an office laptop of ten years ago, and fit beside everything else in 4 GB.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization as _;

pub use crate::store::CAN_ENCRYPT;
use crate::store::Key;

/// How many letters a new password has at least.
pub const LETTERS_MIN: usize = 6;

/// How much memory hashing takes, in KiB, how often it goes through it, and in how many lanes.
const MEMORY_KIB: u32 = 32 * 1024;
const PASSES: u32 = 4;
const LANES: u32 = 1;
/// What another hand wrote into a file must not keep the program busy for ever.
const MEMORY_KIB_MAX: u32 = 256 * 1024;
const PASSES_MAX: u32 = 32;

/// Why a password cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// It has fewer than [`LETTERS_MIN`] letters.
    Short,
    /// Typed twice, it was another one each time.
    Differs,
    /// The computer has no memory, or no randomness, to reckon what is kept in its place.
    NotReckoned,
}

/// A password as somebody typed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl fmt::Debug for Password {
    /// Passwords are in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// What was typed; none when nothing was. Input methods compose Vietnamese letters in more than one way, and all
    /// of them mean the same.
    pub fn typed(text: &str) -> Option<Self> {
        let composed: String = text.nfc().collect();
        (!composed.is_empty()).then_some(Self(composed))
    }

    /// The same for one that is to be asked for from now on.
    ///
    /// # Errors
    /// When it is too short to keep anybody out.
    pub fn chosen(text: &str) -> Result<Self, PasswordFault> {
        let long_enough = Self::typed(text).filter(|new| new.0.chars().count() >= LETTERS_MIN);
        long_enough.ok_or(PasswordFault::Short)
    }

    /// What a file that is encrypted with it is opened with.
    pub fn key(&self) -> Key {
        Key::new(&self.0)
    }

    /// The same of one that was typed twice.
    ///
    /// # Errors
    /// As for [`Password::chosen`], and when both differ.
    pub fn chosen_twice(text: &str, again: &str) -> Result<Self, PasswordFault> {
        let chosen = Self::chosen(text)?;
        if Self::typed(again).is_some_and(|again| again == chosen) {
            Ok(chosen)
        } else {
            Err(PasswordFault::Differs)
        }
    }

    /// What is kept in its place.
    ///
    /// # Errors
    /// When the computer has no memory or no randomness left.
    pub fn hash(&self) -> Result<String, PasswordFault> {
        let made = Params::new(MEMORY_KIB, PASSES, LANES, None).map(|params| {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password(self.0.as_bytes())
        });
        match made {
            Ok(Ok(hash)) => Ok(hash.to_string()),
            _ => Err(PasswordFault::NotReckoned),
        }
    }

    /// Whether a PHC string was made of this password; none when it is no such string.
    pub fn is_of(&self, phc: &str) -> Option<bool> {
        let hash = PasswordHash::new(phc).ok()?;
        let params = Params::try_from(&hash).ok()?;
        let is_ours = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.salt.is_some()
            && hash.hash.is_some()
            && params.m_cost() <= MEMORY_KIB_MAX
            && params.t_cost() <= PASSES_MAX;
        is_ours.then(|| Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok())
    }
}

/// What keeps others from opening a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    /// Nothing.
    #[default]
    Open,
    /// A password is asked for.
    Password,
    /// All of it is encrypted.
    Encrypted,
}

/// What is to keep others from opening a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProtectionWish {
    /// Nothing.
    Open,
    /// This password is to be asked for; a file that is encrypted stays so.
    Password(Password),
    /// All of the file is to be encrypted with this password.
    Encrypted {
        /// The password.
        password: Password,
        /// What is to become of the file that is there.
        replaced: Replaced,
    },
}

/// What is to become of a file in whose place another one comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Replaced {
    /// It stays, in the folder of backups.
    #[default]
    Kept,
    /// It goes.
    Removed,
}

/// Who opens a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opener {
    /// Somebody who said no password.
    Anyone,
    /// Somebody who said this one.
    With(Password),
    /// Somebody who had opened the file that lay there before, with this key where it was encrypted: what came in its
    /// place is theirs, too.
    Holder(Option<Key>),
}

impl Opener {
    /// What an encrypted file is opened with.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Anyone => None,
            Self::With(password) => Some(password.key()),
            Self::Holder(key) => key.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_what_was_made_of_it_and_nothing_else() {
        let password = Password::chosen("Đông Hải 06").unwrap();
        let phc = password.hash().unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=32768,t=4,p=1$"), "{phc}");
        assert_eq!(password.is_of(&phc), Some(true));
        assert_ne!(password.hash().unwrap(), phc, "each with a salt of its own");
        assert_eq!(Password::typed("đông hải 06").unwrap().is_of(&phc), Some(false));
        // The same letters, composed otherwise.
        let apart: String = "Đông Hải 06".nfd().collect();
        assert_ne!(apart, "Đông Hải 06");
        assert_eq!(Password::typed(&apart).unwrap().is_of(&phc), Some(true));
        assert_eq!(format!("{password:?}"), "Password");
    }

    #[test]
    fn what_is_no_hash_of_ours_is_not_reckoned() {
        let password = Password::typed("mật khẩu").unwrap();
        let phc = password.hash().unwrap();
        for other in [
            "",
            "mật khẩu",
            "$argon2id$v=19$m=32768",
            &phc.replace("argon2id", "argon2i"),
            &phc.replace("m=32768", "m=4194304"),
            &phc.replace("t=4", "t=400000"),
        ] {
            assert_eq!(password.is_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_new_password_is_not_too_short() {
        assert_eq!(Password::typed(""), None);
        assert!(Password::typed("a").is_some(), "what was set elsewhere may be shorter");
        assert!(Password::chosen("12345").is_err());
        assert!(Password::chosen("mật khẩ").is_ok());
        assert_eq!(Password::chosen_twice("mật khẩu", "mật khẩu 2"), Err(PasswordFault::Differs));
        assert_eq!(Password::chosen_twice("12345", "12345"), Err(PasswordFault::Short));
        let apart: String = "mật khẩu".nfd().collect();
        assert_eq!(Password::chosen_twice("mật khẩu", &apart), Password::chosen("mật khẩu"));
    }
}

//! The same data file encrypted, with another password, or plain again: made beside it, read in full, and only then
//! put in its place.

use std::fs;
use std::path::{Path, PathBuf};

use super::restoring::{NotReplaced, replace};
use crate::app::password::Replaced;
use crate::app::problem::Problem;
use crate::app::safekeeping::folder_of;
use crate::disk;
use crate::store::{Key, NewFile, Stamp, Store};

/// A whole copy of a data file that is opened with another key, or with none; it lies beside the file under the name
/// of a draft.
#[derive(Debug)]
pub struct Recoded {
    data: PathBuf,
    copy: NewFile,
    key: Option<Key>,
    replaced: Replaced,
}

/// Makes one of an open file and reads it in full. What the file asked for before, it does not ask for any more.
///
/// # Errors
/// When there is no room, or the copy does not say what the file says: the file is as it was.
pub fn recode(
    store: &Store,
    data: &Path,
    key: Option<Key>,
    replaced: Replaced,
    stamp: &Stamp,
) -> Result<Recoded, Problem> {
    // A link stays where it is: the file that it names is the one to be replaced.
    let data = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let of_store = |err| Problem::from_store(&err, &data);
    let (copy, fingerprint) = store.copy_with_key(&data, key.as_ref()).map_err(of_store)?;
    disk::flush_out(copy.draft()).map_err(|err| Problem::cannot_recode(&data, &err))?;
    let copied = Store::open_read_only_with(copy.draft(), key.as_ref()).map_err(of_store)?;
    let is_same = copied.fingerprint().map_err(of_store)? == fingerprint;
    if !is_same || !copied.verify().map_err(of_store)?.is_whole() {
        return Err(Problem::bad_recoded(&data));
    }
    drop(copied);
    if store.password().map_err(of_store)?.is_some() {
        let mut copied = Store::open_with(copy.draft(), key.as_ref()).map_err(of_store)?;
        copied.set_password(None, stamp).map_err(of_store)?;
        copied.close().map_err(of_store)?;
    }
    Ok(Recoded { data, copy, key, replaced })
}

impl Recoded {
    /// What the copy is opened with.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// Puts the copy in the place of the file, which nobody may have open.
    ///
    /// # Errors
    /// When the place cannot be written: the file is then as it was.
    pub fn put_in_place(self) -> Result<(), Problem> {
        let Self { data, copy, replaced, .. } = self;
        if replaced == Replaced::Kept {
            let folder = folder_of(&data);
            fs::create_dir_all(&folder)
                .map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
        }
        replace(&data, copy, replaced).map_err(|err| match err {
            NotReplaced::Kept(err) => Problem::cannot_recode(&data, &err),
            NotReplaced::Put(err) | NotReplaced::Done(err) => Problem::from_store(&err, &data),
            NotReplaced::Beside => Problem::log_left_beside(&data),
        })?;
        Ok(())
    }
}

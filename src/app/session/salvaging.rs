//! "Cứu những gì đọc được": a new data file of what can be read of a damaged one, which stays as it is.

use std::path::Path;

use crate::app::password::Opener;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Inspection, Salvaged};
use crate::app::session::opening::admitted;
use crate::app::session::{Session, builtin, builtin_known, this_run};
use crate::app::words;
use crate::disk::temporary::TempFolder;
use crate::store::{Salvage, Salvaging, Saved, Stamp, Store, StoreError};

/// What is damaged in a file that cannot be opened because of that, and which of its reports can be read whole, for
/// whoever may open it. Nothing is changed.
///
/// # Errors
/// When it cannot be looked at, or its password is not known.
pub fn inspect(data: &Path, opener: &Opener) -> Result<Inspection, Problem> {
    let told = |err: StoreError| Problem::from_store(&err, data);
    let builtin = builtin()?;
    let stamp = Stamp { at: clock::now(), run: this_run(), standing: None };
    let known = builtin_known(&builtin);
    let key = opener.key();
    let with = Salvaging { stamp: &stamp, detail: "", known, key: key.as_ref() };
    let folder = TempFolder::make().map_err(|err| Problem::cannot_read(data, &err))?;
    let salvage = match Store::salvage(data, &folder.path().join("doc-thu.bc06"), with) {
        Ok((salvage, _)) => salvage,
        // Nothing is legible.
        Err(StoreError::Corrupt { .. }) => Salvage::default(),
        Err(err) => return Err(told(err)),
    };
    admitted(salvage.password.as_deref(), opener).map_err(|problem| problem.at(data))?;
    let pages = Store::bad_pages(data, key.as_ref()).map_err(told)?;
    let mut damages: Vec<String> = pages.iter().map(words::damages::bad_pages).collect();
    for report in salvage.reports.iter().filter(|report| report.saved != Saved::Whole) {
        damages.push(words::salvage::legible(report));
    }
    let notes = vec![words::salvage::legible_in_all(&salvage)];
    Ok(Inspection { damages, notes, num_reports: salvage.reports.len() })
}

/// Makes a new data file of what can be read of a damaged one, for whoever may open it. Where that one asks for a
/// password, or is encrypted, so is the new one.
///
/// # Errors
/// When nothing can be read, the password is not known, or the new file cannot be written: then there is none.
pub fn salvage(data: &Path, to: &Path, opener: &Opener) -> Result<Salvaged, Problem> {
    let builtin = builtin()?;
    let stamp = Stamp { at: clock::now(), run: this_run(), standing: None };
    let name = data.file_name().map(|name| name.to_string_lossy().into_owned());
    let detail = name.unwrap_or_default();
    let known = builtin_known(&builtin);
    let key = opener.key();
    let with = Salvaging { stamp: &stamp, detail: &detail, known, key: key.as_ref() };
    let told = |err: StoreError| Problem::from_store(&err, data).of_salvage(&err, to);
    let (salvage, new) = Store::salvage(data, to, with).map_err(told)?;
    // Which reports there are is not told to others either.
    admitted(salvage.password.as_deref(), opener).map_err(|problem| problem.at(data))?;
    new.appear().map_err(told)?;
    let mut session = Session::open_for(to, &Opener::Holder(key))?;
    // How much of each report is entered is reckoned anew by that.
    session.verify()?;
    let file = session.summary()?;
    session.close()?;
    let sentences = salvage.reports.iter().map(|report| {
        let name = report.key.as_ref().map(|key| file.words_of(key));
        words::salvage::report(name.as_deref(), report.saved)
    });
    let mut sentences: Vec<String> = sentences.collect();
    sentences.extend(words::salvage::looks(salvage.num_offices_without_look));
    if salvage.lost_password {
        sentences.push(words::salvage::LOST_PASSWORD.to_owned());
    }
    Ok(Salvaged {
        to: to.to_owned(),
        headline: words::salvage::headline(&salvage),
        is_all: salvage.num_whole() == salvage.reports.len(),
        sentences,
    })
}

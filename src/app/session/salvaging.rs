//! "Cứu những gì đọc được": a new data file of what can be read of a damaged one, which stays as it is.

use std::path::Path;

use crate::app::password::Opener;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::safekeeping::Salvaged;
use crate::app::session::opening::admitted;
use crate::app::session::{Session, builtin, this_run};
use crate::app::words;
use crate::exchange::template_v1;
use crate::store::{NewTemplate, Salvaging, Stamp, Store, StoreError};

/// Makes a new data file of what can be read of a damaged one, for whoever may open it. Where that one asks for a
/// password, or is encrypted, so is the new one.
///
/// # Errors
/// When nothing can be read, the password is not known, or the new file cannot be written: then there is none.
pub fn salvage(data: &Path, to: &Path, opener: &Opener) -> Result<Salvaged, Problem> {
    let builtin = builtin()?;
    let stamp = Stamp { at: clock::now(), run: this_run(), progress: None };
    let name = data.file_name().map(|name| name.to_string_lossy().into_owned());
    let detail = name.unwrap_or_default();
    let known = NewTemplate {
        template: builtin.id(),
        name: &builtin.parts().name,
        kind: builtin.period(),
        json: template_v1::BUILTIN_JSON,
    };
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

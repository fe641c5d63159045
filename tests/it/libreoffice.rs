//! LibreOffice as the tests run it (`tests/office/soffice`): its pages do not depend on the machine.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use baocao06::app::look::office_look::OfficeLook;

/// What prints documents and reads what was printed.
const PROGRAMS: [(&str, &str); 3] =
    [("soffice", "--version"), ("pdftotext", "-v"), ("timeout", "--version")];

/// Whether this machine has what prints documents. In CI it must; elsewhere it is said what is skipped.
pub(crate) fn is_there() -> bool {
    let is_there = |(name, question): &(&str, &str)| {
        let mut command = Command::new(name);
        command.arg(question).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let missing: Vec<&str> =
        PROGRAMS.iter().filter(|program| !is_there(program)).map(|(name, _)| *name).collect();
    let is_needed = std::env::var_os("BAOCAO06_NEED_OFFICE").is_some();
    assert!(missing.is_empty() || !is_needed, "{missing:?} must be there in this run");
    if !missing.is_empty() {
        say(&format!("pages of LibreOffice skipped: no {}", missing.join(", ")));
    }
    missing.is_empty()
}

/// Says something past the test runner's capture: whoever runs the tests must see it.
pub(crate) fn say(words: &str) {
    std::io::stderr().write_all(format!("{words}\n").as_bytes()).unwrap();
}

/// Lets LibreOffice see the very files of fonts that the pages of a look are measured with. A machine may
/// have two copies of one family, and the two programs might choose different ones.
pub(crate) fn give_fonts(folder: &Path, look: &OfficeLook) {
    let fonts = folder.join("data/fonts");
    std::fs::create_dir_all(&fonts).unwrap();
    for file in look.fonts().files().flat_map(|(_, files)| files) {
        let (path, _index) = file.name.rsplit_once('#').unwrap();
        let name = Path::new(path).file_name().unwrap();
        std::fs::write(fonts.join(name), &*file.bytes).unwrap();
    }
}

/// Prints documents of a folder into PDF files beside them.
pub(crate) fn print(folder: &Path, names: &[String]) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/soffice");
    let mut command = Command::new(program);
    command.arg(folder).args(["--convert-to", "pdf", "--outdir"]).arg(folder).args(names);
    let output = command.current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

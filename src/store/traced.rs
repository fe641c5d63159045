//! What a program asks the system for, seen and answered from outside by `strace`: the very calls of the program,
//! with no code of ours between SQLite and the disk, and none that is unsafe.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::connect::log_path;

/// Whether programs can be watched here. In CI they must; elsewhere it is said what is skipped.
pub(super) fn is_possible() -> bool {
    let mut watched = Command::new("strace");
    watched.args(["-f", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    let is_possible = watched.status().is_ok_and(|status| status.success());
    let is_needed = std::env::var_os("BAOCAO06_NEED_STRACE").is_some();
    assert!(is_possible || !is_needed, "strace must be there, and allowed, in this run");
    if !is_possible {
        // Past the test runner's capture.
        std::io::stderr().write_all(b"power loss and disk errors skipped: no strace\n").unwrap();
    }
    is_possible
}

/// `strace` in front of a program; what it sees goes into a file.
pub(super) fn strace(seen: &Path) -> Command {
    let mut command = Command::new("strace");
    // All bytes of what is written, and the names of files beside their numbers, in hexadecimal.
    command.args(["-f", "-qq", "-y", "-xx", "-s", "10000000", "-o"]).arg(seen);
    command
}

/// The same, of these calls only where they are about a data file or the log beside it.
pub(super) fn strace_of_file(path: &Path, seen: &Path, calls: &str) -> Command {
    let mut command = strace(seen);
    command.arg("-P").arg(path).arg("-P").arg(log_path(path));
    command.args(["-e", &format!("trace={calls}")]);
    command
}

/// A call that came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) name: String,
    /// The file that it is about: of its first argument, a number with a path or a path.
    pub(super) path: String,
    /// The bytes of its second argument, when that is text.
    pub(super) bytes: Vec<u8>,
    /// The last of its arguments, when that is a number.
    pub(super) number: Option<u64>,
    pub(super) failed: bool,
}

impl Call {
    /// Reads a line such as `12 pwrite64(5<\x61>, "\x62", 1, 32) = 1`; none where it is no call.
    pub(super) fn read(line: &str) -> Option<Self> {
        assert!(!line.contains("<unfinished"), "two calls at once were not expected: {line}");
        let (_process, call) = line.trim_start().split_once(' ')?;
        let (name, rest) = call.trim_start().split_once('(')?;
        let (arguments, result) = rest.rsplit_once(") ")?;
        let result = result.trim_start().strip_prefix("= ")?;
        let mut arguments = arguments.split(", ");
        let (first, second) = (arguments.next()?, arguments.next());
        let path = match first.split_once('<') {
            Some((_, path)) => path.trim_end_matches('>'),
            None => first.trim_matches('"'),
        };
        Some(Self {
            name: name.to_owned(),
            path: String::from_utf8(unescaped(path)?).ok()?,
            bytes: second
                .and_then(|second| unescaped(second.trim_matches('"')))
                .unwrap_or_default(),
            number: arguments.last().or(second).and_then(|last| last.parse().ok()),
            failed: result.starts_with('-'),
        })
    }
}

/// The bytes of `\x61\x62`.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split("\\x");
    parts.next().filter(|before| before.is_empty())?;
    parts.map(|digits| u8::from_str_radix(digits, 16).ok()).collect()
}

#[test]
fn calls_are_read() {
    let read = |line| Call::read(line).unwrap();
    let call = read(r#"24 pwrite64(3<\x2f\x61>, "\x61\x00\xff", 3, 512) = 3"#);
    assert_eq!((call.name.as_str(), call.path.as_str()), ("pwrite64", "/a"));
    assert_eq!((call.bytes.as_slice(), call.number), (b"a\0\xff".as_slice(), Some(512)));
    let call = read(r"24 ftruncate(3<\x2f\x61>, 7) = -1 ENOSPC (No space left on device)");
    assert_eq!((call.number, call.failed), (Some(7), true));
    assert_eq!(read(r#"24 unlink("\x2f\x61")        = 0"#).path, "/a");
    assert_eq!(Call::read("24 +++ exited with 0 +++"), None);
}

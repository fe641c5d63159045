//! R21 and R22: two commands at once over one file, and commands after one that was killed. Nobody is asked
//! anything, nobody is refused, and nothing is lost.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::program::program;

const RACES: usize = 100;
const KILLS: usize = 100;
/// Nothing that a command does takes longer here, so that kills fall on all of it.
const COMMAND_MAX: Duration = Duration::from_millis(40);

/// A folder with a data file that holds the report of one month, and the months that may follow.
struct Case {
    _folder: TempDir,
    data: PathBuf,
    months: Box<dyn Iterator<Item = String>>,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("bao-cao.bc06");
        let mut months = (2000..).flat_map(|y| (1..=12).map(move |m| format!("{y}-{m:02}")));
        let first = months.next().unwrap();
        let job = ["new", "--office", "UBND phường Đông Hải", "--period", &first];
        succeeded(&job, &command(&data, &job).output().unwrap());
        Self { _folder: folder, data, months: Box::new(months) }
    }

    fn next_month(&mut self) -> String {
        self.months.next().unwrap()
    }

    /// The months of the reports that the file holds.
    fn periods(&self) -> Vec<String> {
        let said = succeeded(&["periods"], &command(&self.data, &["periods"]).output().unwrap());
        said.lines().filter_map(|line| line.split('\t').next().map(str::to_owned)).collect()
    }

    fn assert_whole(&self) {
        let said = succeeded(&["verify"], &command(&self.data, &["verify"]).output().unwrap());
        assert!(said.contains("nguyên vẹn"), "{said}");
    }
}

fn command(data: &Path, job: &[&str]) -> Command {
    let mut command = program();
    command.arg("--data").arg(data).args(job).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn start(data: &Path, job: &[&str]) -> Child {
    command(data, job).spawn().unwrap()
}

/// What a job says that must not be refused.
fn succeeded(job: &[&str], output: &Output) -> String {
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{job:?} was refused: {err}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn r21_two_commands_at_once_never_refuse_each_other() {
    let mut case = Case::new();
    let mut wanted = case.periods();
    for race in 0..RACES {
        let (one, other) = (case.next_month(), case.next_month());
        let writes = ["new", "--period", &one];
        // One that reads and one that writes, or two that write.
        let rival = ["new", "--period", &other];
        let rival = if race % 2 == 0 { &["periods"][..] } else { &rival };
        let children = [start(&case.data, &writes), start(&case.data, rival)];
        let outputs = children.map(|child| child.wait_with_output().unwrap());
        succeeded(&writes, &outputs[0]);
        succeeded(rival, &outputs[1]);
        wanted.push(one);
        wanted.extend((race % 2 == 1).then_some(other));
    }
    let found = case.periods();
    assert_eq!(found, wanted);
    case.assert_whole();
    println!("{RACES} races: 0 refused, {} reports, 0 lost", found.len());
}

#[test]
fn r22_after_a_kill_nothing_is_asked_and_nothing_is_lost() {
    let mut case = Case::new();
    let (mut finished, mut kept) = (0, 0);
    for kill in 0..KILLS {
        let month = case.next_month();
        let mut child = start(&case.data, &["new", "--period", &month]);
        std::thread::sleep(
            COMMAND_MAX * u32::try_from(kill).unwrap() / u32::try_from(KILLS).unwrap(),
        );
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let is_told = String::from_utf8_lossy(&output.stdout).contains("Đã lập");
        let is_there = case.periods().contains(&month);
        assert!(is_there || !is_told, "{month} was told and is not there");
        finished += u32::from(is_told);
        kept += u32::from(is_there);
    }
    case.assert_whole();
    println!("{KILLS} kills, {finished} after the last word: {kept} reports, 0 refused, 0 lost");
    assert!(kept > 0 && finished < u32::try_from(KILLS).unwrap());
}

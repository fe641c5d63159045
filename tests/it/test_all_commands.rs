//! Every command there is, with an output that nobody reads and one that has no room: a sentence in Vietnamese at
//! most, never a panic, and what was to be done is done.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use baocao06::app::password::CAN_ENCRYPT;

use super::program::program;
use super::test_jobs::{done, sample_file};

/// The commands that are told by `--help`, each as its words.
fn commands() -> BTreeSet<String> {
    let mut leaves = BTreeSet::new();
    let mut asked = vec![String::new()];
    while let Some(path) = asked.pop() {
        let arguments: Vec<&str> = path.split_whitespace().chain(["--help"]).collect();
        let help = done(&arguments);
        let jobs = help.split("Lệnh:\n").nth(1).unwrap_or_default().lines();
        let jobs = jobs.take_while(|line| !line.is_empty());
        let jobs = jobs.filter_map(|line| {
            let job = line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?;
            Some(format!("{path} {}", job.split(' ').next()?).trim().to_owned())
        });
        let jobs: Vec<String> = jobs.collect();
        if jobs.is_empty() {
            leaves.insert(path);
        }
        asked.extend(jobs);
    }
    leaves
}

/// One use of each command, in a folder with a data file and whatever a command reads.
fn uses(folder: &Path) -> Vec<(&'static str, Vec<String>)> {
    let data = sample_file(folder);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let of = ["--data", &data, "--period", "2023-05"];
    let (json, form, template) = (path("may.json"), path("phieu.xlsx"), path("mau.json"));
    done(&[&["export"][..], &of, &["--format", "json", "--out", &json]].concat());
    done(&[&["form", "export"][..], &of, &["--agency", "police", "--out", &form]].concat());
    let shown = done(&["template", "show", "de_an_06_thang", "--data", &data]);
    fs::write(&template, shown.replacen("\"version\": 1", "\"version\": 2", 1)).unwrap();
    let secret = path("mat-khau.txt");
    fs::write(&secret, "một mật khẩu đủ dài").unwrap();
    done(&["backup", "--data", &data]);
    let listed = done(&["backups", "--data", &data]);
    let backup = listed.lines().next().unwrap().rsplit('\t').next().unwrap().to_owned();
    let use_of = |command: &'static str, arguments: &[&str]| {
        let words = command.split(' ').chain(arguments.iter().copied());
        (command, words.map(str::to_owned).collect::<Vec<String>>())
    };
    let own = ["--data", data.as_str()];
    let mut uses = vec![
        use_of("demo", &[&path("demo")]),
        use_of("sample", &["--data", &path("mau-2.bc06")]),
        use_of("new", &["--data", &data, "--period", "2023-06"]),
        use_of("periods", &own),
        use_of("export", &[&of[..], &["--format", "docx", "--out", &path("a.docx")]].concat()),
        use_of("import", &[&own[..], &[&json, "--replace"]].concat()),
        use_of("check", &of),
        use_of("look", &own),
        use_of("form list", &of),
        use_of(
            "form export",
            &[&of[..], &["--agency", "police", "--out", &path("b.xlsx")]].concat(),
        ),
        use_of("form export", &[&of[..], &["--all", &path("")]].concat()),
        use_of("form note", &[&of[..], &["--agency", "justice", "--sent", "02/5/2023"]].concat()),
        use_of("form remind", &of),
        use_of("table list", &of),
        use_of("table print", &[&of[..], &["services"]].concat()),
        use_of("form import", &[&of[..], &[&form]].concat()),
        use_of("office list", &own),
        use_of("office add", &[&own[..], &["UBND xã Mỹ Hải"]].concat()),
        use_of(
            "office set",
            &[&own[..], &["phan-rang-thap-cham", "--opened", "01/7/2020"]].concat(),
        ),
        use_of("delete", &["--data", &data, "--period", "2023-06"]),
        use_of("deleted", &own),
        use_of("undelete", &["--data", &data, "--period", "2023-06"]),
        use_of("backup", &own),
        use_of("backups", &own),
        use_of("verify", &own),
        use_of("salvage", &[&own[..], &["--to", &path("doc-duoc.bc06")]].concat()),
        use_of("diagnostics", &own),
        use_of("template list", &own),
        use_of("template show", &[&["de_an_06_thang"][..], &own].concat()),
        use_of("template add", &[&own[..], &[&template]].concat()),
        use_of("password set", &["--data", &path("mau-2.bc06"), "--new-password-file", &secret]),
        use_of("password remove", &own),
        // Last, as it puts another file in the place of this one.
        use_of("restore", &["--data", &data, "--from", &backup]),
    ];
    if CAN_ENCRYPT {
        let arguments = ["--data", &data, "--new-password-file", &secret];
        uses.push(use_of("password encrypt", &arguments));
    }
    uses
}

fn with_output(arguments: &[String], stdout: Stdio) -> Output {
    let child = program().args(arguments).stdout(stdout).stderr(Stdio::piped()).spawn();
    child.unwrap().wait_with_output().unwrap()
}

/// The one sentence, or none, of a command that could not print.
#[track_caller]
fn complained(command: &str, output: &Output) -> String {
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("{command} was ended: {err}"));
    assert!(code <= 1, "{command}: {code} {err}");
    for word in ["panicked", "thread", "Error", "error", "Broken"] {
        assert!(!err.contains(word), "{command}: {err}");
    }
    assert!(err.trim_end().lines().count() <= 1, "{command}: {err}");
    err
}

#[test]
fn every_command_bears_a_reader_that_has_seen_enough() {
    let folder = tempfile::tempdir().unwrap();
    let uses = uses(folder.path());
    let used: BTreeSet<String> = uses.iter().map(|(command, _)| (*command).to_owned()).collect();
    let mut all = commands();
    if !CAN_ENCRYPT {
        // It refuses before it prints.
        assert!(all.remove("password encrypt"));
    }
    assert_eq!(used, all, "each command is used here");
    for (command, arguments) in uses {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = with_output(&arguments, writer.into());
        assert_eq!(complained(command, &output), "", "{command}");
        assert_eq!(output.status.code(), Some(i32::from(command == "check")), "{command}");
    }
    for made in ["demo", "mau-2.bc06", "a.docx", "b.xlsx"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn every_command_bears_an_output_without_room() {
    let folder = tempfile::tempdir().unwrap();
    for (command, arguments) in uses(folder.path()) {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = with_output(&arguments, full.into());
        let said = complained(command, &output);
        assert!(said.contains("không in được"), "{command}: {said}");
        assert_eq!(output.status.code(), Some(1), "{command}");
    }
}

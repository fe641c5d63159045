//! R4: commands killed at moments spread over all of their run. The data file says what it said before or what it says
//! after, whole; a backup that has the name of one is one; what is exported is there whole or not at all; and the
//! same command goes through the next time.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Instant;

use baocao06::app::backup::folder;
use baocao06::app::safekeeping::{Occasion, folder_of};
use baocao06::app::session::Session;
use baocao06::report::change::Edit;
use baocao06::report::deed::Deed;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::Store;

use super::support::key;
use super::test_golden::{golden_in, version};
use super::test_keeping::change_by_hand;
use super::test_whole_files::moments;
use crate::program::program;

/// So many kills each.
const KILLS: u32 = 8;
const MANY_KILLS: u32 = 300;
const MAY: &str = "2023-05";
const FIGURE: &str = "services.id_card.direct";

/// A command over a data file.
struct Job {
    name: &'static str,
    /// Makes what the command begins with in a folder, the data file first.
    begin: fn(&Path),
    /// What it is called with in that folder.
    arguments: fn(&Path) -> Vec<PathBuf>,
    /// What has to hold in the folder, besides what holds for every command.
    holds: fn(&Path),
}

fn data(folder: &Path) -> PathBuf {
    folder.join("bao-cao.bc06")
}

fn words<const N: usize>(words: [&str; N]) -> Vec<PathBuf> {
    words.into_iter().map(PathBuf::from).collect()
}

fn sample(folder: &Path) {
    Session::create_sample(&data(folder)).unwrap().close().unwrap();
}

fn type_number(folder: &Path, number: i64) {
    let mut session = Session::open(&data(folder)).unwrap();
    let id = session.find(PeriodKey::parse(MAY).unwrap()).unwrap();
    session.load(id).unwrap();
    let edit = Edit::figure(key(FIGURE), Some(Value::count(number)));
    session.save(id, &[edit], Deed::Typed).unwrap();
    session.close().unwrap();
}

/// What stands in a file, by the hash that is kept of all its reports.
fn content(path: &Path) -> String {
    Store::open_read_only(path).unwrap().fingerprint().unwrap().content
}

fn start(folder: &Path, job: &Job) -> Child {
    let mut command = program();
    command.arg("--data").arg(data(folder)).args((job.arguments)(folder));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Each backup of the data file is a whole data file; each that says the same is read once.
fn backups_are_whole(folder: &Path, seen: &mut HashSet<Vec<u8>>) {
    let aside = tempfile::tempdir().unwrap();
    for backup in folder::own(&data(folder)).unwrap() {
        if !seen.insert(fs::read(&backup.path).unwrap()) {
            continue;
        }
        let copy = aside.path().join("ban-sao.bc06");
        fs::copy(&backup.path, &copy).unwrap();
        let mut session = Session::open(&copy).unwrap();
        let check = session.verify().unwrap();
        assert!(check.is_whole(), "{}: {:?}", backup.path.display(), check.sentences);
        session.close().unwrap();
    }
}

fn kill_often(job: &Job, kills: u32) {
    let first = tempfile::tempdir().unwrap();
    (job.begin)(first.path());
    let before = content(&data(first.path()));
    let done = tempfile::tempdir().unwrap();
    copy(first.path(), done.path());
    let began = Instant::now();
    assert!(start(done.path(), job).wait().unwrap().success(), "{}", job.name);
    let whole = began.elapsed();
    let may_say = BTreeSet::from([before.clone(), content(&data(done.path()))]);

    let (mut cut_off, mut changed, mut seen) = (0, 0, HashSet::new());
    for moment in moments(kills, whole) {
        let killed = tempfile::tempdir().unwrap();
        let folder = killed.path();
        copy(first.path(), folder);
        let mut child = start(folder, job);
        std::thread::sleep(moment);
        child.kill().unwrap();
        cut_off += u32::from(!child.wait().unwrap().success());

        let at = format!("{} after {moment:?} of {whole:?}", job.name);
        let says = content(&data(folder));
        assert!(may_say.contains(&says), "{at}");
        changed += u32::from(says != before);
        backups_are_whole(folder, &mut seen);
        (job.holds)(folder);

        // A report that was made just before the kill is there already.
        let is_done = start(folder, job).wait().unwrap().success() || says != before;
        assert!(is_done, "{at}, again");
        assert!(may_say.contains(&content(&data(folder))), "{at}, again");
        backups_are_whole(folder, &mut seen);
        (job.holds)(folder);
        let mut session = Session::open(&data(folder)).unwrap();
        let check = session.verify().unwrap();
        assert!(check.is_whole(), "{at}: {:?}", check.sentences);
        session.close().unwrap();
    }
    println!("{}: {kills} kills, {cut_off} cut it off, {changed} behind its change", job.name);
    assert!(cut_off > 0, "{}: no kill came before its end", job.name);
}

/// Nothing more.
fn nothing(_folder: &Path) {}

const EXPORT: Job = Job {
    name: "export",
    begin: sample,
    arguments: |folder| {
        let mut all = words(["export", "--period", MAY, "--format", "docx", "--out"]);
        all.push(folder.join("bao-cao.docx"));
        all
    },
    holds: |folder| {
        if let Ok(bytes) = fs::read(folder.join("bao-cao.docx")) {
            let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for part in 0..package.len() {
                std::io::copy(&mut package.by_index(part).unwrap(), &mut std::io::sink()).unwrap();
            }
        }
    },
};

const BACKUP: Job = Job {
    name: "backup",
    begin: sample,
    arguments: |_| words(["backup"]),
    holds: |folder| {
        for backup in folder::own(&data(folder)).unwrap() {
            assert_eq!(content(&backup.path), content(&data(folder)));
        }
    },
};

/// With so many backups of earlier days that most of them are superfluous.
const THINNING: Job = Job {
    name: "thinning",
    begin: |folder| {
        sample(folder);
        let made = program().arg("--data").arg(data(folder)).arg("backup").output().unwrap();
        assert!(made.status.success());
        let [only] = folder::own(&data(folder)).unwrap().try_into().unwrap();
        let name = only.path.file_name().unwrap().to_str().unwrap().to_owned();
        let sequence = format!("{:06}", only.sequence);
        let day = only.made.format("%Y-%m-%d").to_string();
        assert!(name.contains(&sequence) && name.contains(&day), "{name}");
        for number in 0..60 {
            // Five on each of twelve days of a year long ago, all in the order of their numbers.
            let of = |text: &str| {
                let day_then = format!("2020-03-{:02}", 1 + number / 5);
                text.replace(&day, &day_then)
                    .replace(&sequence, &format!("{:06}", only.sequence + number))
            };
            let target = only.path.with_file_name(of(&name));
            fs::copy(&only.path, target).unwrap();
        }
        fs::remove_file(&only.path).unwrap();
    },
    arguments: |_| words(["backup"]),
    holds: |folder| {
        let backups = folder::own(&data(folder)).unwrap();
        assert!(backups.len() >= 12, "{}", backups.len());
        let newest: Vec<u64> = backups.iter().take(3).map(|backup| backup.sequence).collect();
        assert!(newest.windows(2).all(|pair| pair[0] == pair[1] + 1), "{newest:?}");
    },
};

const IMPORT: Job = Job {
    name: "import",
    begin: |folder| {
        sample(folder);
        type_number(folder, 77);
        let out = folder.join("thang-5.json");
        let export = ["export", "--period", MAY, "--format", "json", "--out"];
        let mut command = program();
        command.arg("--data").arg(data(folder)).args(export).arg(&out);
        assert!(command.output().unwrap().status.success());
        type_number(folder, 88);
    },
    arguments: |folder| {
        let mut all = words(["import", "--replace"]);
        all.push(folder.join("thang-5.json"));
        all
    },
    holds: nothing,
};

const MIGRATION: Job = Job {
    name: "migration",
    begin: golden_in,
    arguments: |_| words(["new", "--period", "2023-06"]),
    holds: |folder| {
        let backups = folder::own(&data(folder)).unwrap();
        let of_before =
            backups.iter().filter(|backup| backup.occasion == Occasion::BeforeMigration);
        let of_before: Vec<_> = of_before.collect();
        assert!(of_before.iter().all(|backup| version(&backup.path) == 1));
        assert!(version(&data(folder)) == 1 || !of_before.is_empty());
    },
};

const RESTORE: Job = Job {
    name: "restore",
    begin: |folder| {
        sample(folder);
        type_number(folder, 77);
        let made = program().arg("--data").arg(data(folder)).arg("backup").output().unwrap();
        assert!(made.status.success());
        let backup = folder::newest(&data(folder), &folder_of(&data(folder))).unwrap().unwrap();
        fs::copy(backup.path, folder.join("cu.bc06")).unwrap();
        type_number(folder, 88);
        fs::write(folder.join("sau"), content(&data(folder))).unwrap();
    },
    arguments: |folder| {
        let mut all = words(["restore", "--from"]);
        all.push(folder.join("cu.bc06"));
        all
    },
    holds: |folder| {
        // What was typed last is in the file or in the backup that was made before.
        let last = fs::read_to_string(folder.join("sau")).unwrap();
        let backups = folder::own(&data(folder)).unwrap();
        let mut all = backups.iter().map(|b| content(&b.path)).chain([content(&data(folder))]);
        assert!(all.any(|content| content == last));
    },
};

const REPAIR: Job = Job {
    name: "repair",
    begin: |folder| {
        sample(folder);
        change_by_hand(
            &data(folder),
            "UPDATE figure_value SET count = count + 5 WHERE report_id = 4 AND count > 0",
        );
    },
    arguments: |_| words(["verify", "--repair"]),
    holds: nothing,
};

const DELETE: Job = Job {
    name: "delete",
    begin: |folder| {
        sample(folder);
        type_number(folder, 77);
    },
    arguments: |_| words(["delete", "--period", MAY]),
    holds: holds_77,
};

const UNDELETE: Job = Job {
    name: "undelete",
    begin: |folder| {
        sample(folder);
        type_number(folder, 77);
        let mut command = program();
        command.arg("--data").arg(data(folder)).args(["delete", "--period", MAY]);
        assert!(command.output().unwrap().status.success());
    },
    arguments: |_| words(["undelete", "--period", MAY]),
    holds: holds_77,
};

/// What was typed stands in the report, whether that is deleted or not.
fn holds_77(folder: &Path) {
    let mut session = Session::open(&data(folder)).unwrap();
    let may = PeriodKey::parse(MAY).unwrap();
    let deleted = session.deleted().unwrap();
    let id = match deleted.first() {
        Some(deleted) => {
            assert!(session.find(may).is_err());
            session.bring_back(deleted.row.id).unwrap().row.id
        }
        None => session.find(may).unwrap(),
    };
    assert_eq!(session.load(id).unwrap().report.values[&key(FIGURE)], Value::count(77));
    if !deleted.is_empty() {
        session.delete(id).unwrap();
    }
    session.close().unwrap();
}

const JOBS: [Job; 9] =
    [EXPORT, BACKUP, THINNING, IMPORT, MIGRATION, RESTORE, REPAIR, DELETE, UNDELETE];

#[test]
fn r4_a_killed_command_leaves_what_was_or_what_is_to_be() {
    for job in &JOBS {
        kill_often(job, KILLS);
    }
}

#[test]
#[ignore = "soak: 2,700 kills"]
fn soak_r4_killed_commands() {
    for job in &JOBS {
        kill_often(job, MANY_KILLS);
    }
}

//! Opening any file: one that another window has open is looked at; of one that is damaged what can be read is
//! saved; whatever else a file is, it is said, and the file stays as it is.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use baocao06::app::password::{Opener, Password, ProtectionWish};
use baocao06::app::problem::About;
use baocao06::app::session::Session;
use baocao06::report::change::Edit;
use baocao06::report::deed::Deed;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::Store;
use egui_kittest::kittest::Queryable as _;

use super::live_window::LiveWindow;
use super::program::program;
use super::support::key;
use super::test_keeping::{change_by_hand, list_of, sample_file};
use super::test_passwords::{may_try_again, type_into};

const FILE: &str = "BAOCAO06_HELD_FILE";
const FIGURE: &str = "services.id_card.direct";
const PAGE: usize = 4096;

/// Does nothing unless a test below started it: has a file open, and saves the numbers that it is told.
#[test]
fn child_has_a_file_open() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let mut session = Session::open(&path).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    println!("\nopen");
    for line in std::io::stdin().lines() {
        let edit = Edit::figure(key(FIGURE), Some(Value::count(line.unwrap().parse().unwrap())));
        session.save(may, &[edit], Deed::Typed).unwrap();
        println!("\nsaved");
    }
    session.close().unwrap();
}

/// Another window that has a file open.
struct Holder {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Holder {
    fn of(path: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "test_opening::child_has_a_file_open", "--nocapture"])
            .env(FILE, path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let mut holder = Self { child, input, output: BufReader::new(output) };
        holder.until("open");
        holder
    }

    fn until(&mut self, words: &str) {
        let mut line = String::new();
        while line.trim() != words {
            line.clear();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "it ended before {words}");
        }
    }

    fn save(&mut self, number: i64) {
        writeln!(self.input.as_mut().unwrap(), "{number}").unwrap();
        self.until("saved");
    }

    fn close(mut self) {
        drop(self.input.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn run(data: &Path, job: &[&str]) -> Output {
    program().arg("--data").arg(data).args(job).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn commands_that_only_read_do_so_beside_a_window_and_say_that() {
    let (folder, data) = sample_file();
    let out = folder.path().join("may.json");
    let mut holder = Holder::of(&data);
    for number in [4_711, 4_712] {
        // In the log beside the file, and not folded in.
        holder.save(number);
        drop(fs::remove_file(&out));
        let export = ["export", "--period", "2023-05", "--format", "json", "--out"];
        let exported = run(&data, &[&export[..], &[out.to_str().unwrap()]].concat());
        assert!(exported.status.success(), "{}", stderr(&exported));
        assert!(stderr(&exported).contains("đang mở ở một cửa sổ khác"), "{}", stderr(&exported));
        let json: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
        assert_eq!(json["figures"][FIGURE], number);
    }
    for job in [
        &["periods"][..],
        &["verify"],
        &["office", "list"],
        &["look"],
        &["template", "list"],
        &["backup"],
    ] {
        let began = Instant::now();
        let output = run(&data, job);
        assert!(output.status.success(), "{job:?}: {}", stderr(&output));
        assert!(!output.stdout.is_empty(), "{job:?}");
        println!("{job:?} beside a window: {:?}", began.elapsed());
    }
    for job in [
        &["new", "--period", "2023-06"][..],
        &["verify", "--repair"],
        &["import", out.to_str().unwrap(), "--replace"],
        &["office", "add", "UBND xã An Phú"],
    ] {
        let output = run(&data, job);
        assert_eq!(output.status.code(), Some(1), "{job:?}");
        assert!(
            stderr(&output).contains("đang mở ở một cửa sổ khác"),
            "{job:?}: {}",
            stderr(&output)
        );
    }
    holder.save(4_713);
    holder.close();
    let mut session = Session::open(&data).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let there = session.load(may).unwrap().report.value(&key(FIGURE)).clone();
    assert_eq!(there, Value::count(4_713), "nobody kept the window from saving");
}

#[test]
fn a_file_that_another_window_has_open_is_looked_at_and_tried_again() {
    let (folder, data) = sample_file();
    let mut session = Session::open(&data).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let name = session.load(may).unwrap().report.key();
    session.remember_page(&name, "").unwrap();
    session.close().unwrap();
    let mut holder = Holder::of(&data);
    holder.save(4_711);
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("đang mở ở một cửa sổ khác");
    live.click("Mở chỉ để xem");
    live.says("Chỉ để xem: tệp đang mở ở một cửa sổ khác");
    live.until("the report", |harness| harness.state().as_ref().unwrap().state().open.is_some());
    assert_eq!(live.value(FIGURE), Value::count(4_711));
    live.picture("only-seen-report");
    // What the other window saves meanwhile is seen when it is asked for.
    holder.save(4_712);
    assert_eq!(live.value(FIGURE), Value::count(4_711));
    live.click("Thử mở lại để sửa");
    live.says("Mở chỉ để xem");
    live.click("Mở chỉ để xem");
    live.until("what was saved meanwhile", |harness| {
        let open = harness.state().as_ref().unwrap().state().open.as_ref();
        open.is_some_and(|open| *open.report().value(&key(FIGURE)) == Value::count(4_712))
    });
    // It is whole for whoever goes on alone.
    holder.close();
    live.click("Thử mở lại để sửa");
    live.until("the file to be written", |harness| {
        harness.query_all_by_label_contains("Chỉ để xem").next().is_none()
            && harness.state().as_ref().unwrap().state().file.is_some()
    });
    live.close();
    assert_eq!(
        fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .filter(|entry| { entry.file_name().to_string_lossy().ends_with(".bc06") })
            .count(),
        1
    );
}

#[test]
fn a_password_is_asked_for_of_whoever_only_looks_and_of_what_was_salvaged() {
    let (folder, data) = sample_file();
    let password = Password::chosen("mật khẩu 06").unwrap();
    let mut session = Session::open(&data).unwrap();
    session.protect(None, &ProtectionWish::Password(password.clone())).unwrap();
    session.close().unwrap();
    let to = folder.path().join("cuu.bc06");
    let job = ["salvage", "--to", to.to_str().unwrap()];
    let output = run(&data, &job);
    assert!(stderr(&output).starts_with("Tệp dữ liệu này có mật khẩu"), "{}", stderr(&output));
    assert!(stdout(&output).is_empty() && !to.exists(), "nothing is told: {}", stdout(&output));
    let secret = folder.path().join("mat-khau.txt");
    fs::write(&secret, "mật khẩu 06\n").unwrap();
    let with_password = [&job[..], &["--password-file", secret.to_str().unwrap()]].concat();
    let output = run(&data, &with_password);
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    for path in [&data, &to] {
        let refused = Session::look(path, &Opener::Anyone).map(drop).unwrap_err();
        assert_eq!(refused.about, About::Password);
        let mut seen = Session::look(path, &Opener::With(password.clone())).unwrap();
        assert_eq!(seen.summary().unwrap().reports.len(), 13);
    }
}

fn with_page_of_zeros(data: &Path, page: usize) -> Vec<u8> {
    let mut bytes = fs::read(data).unwrap();
    bytes[page * PAGE..(page + 1) * PAGE].fill(0);
    fs::write(data, &bytes).unwrap();
    bytes
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_saved_in_the_window() {
    let (folder, data) = sample_file();
    let damaged = with_page_of_zeros(&data, 0);
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("không phải dữ liệu của Báo cáo 06");
    live.click("Cứu những gì đọc được…");
    let to = folder.path().join("cuu.bc06");
    live.choose(&to);
    live.says("Cứu được");
    live.says("nguyên vẹn");
    live.picture("salvaged");
    assert_eq!(fs::read(&data).unwrap(), damaged, "the damaged file stays as it is");
    live.click("Đóng");
    live.says("Năm 2023");
    live.close();
    let store = Store::open_read_only(&to).unwrap();
    assert!(store.verify().unwrap().is_whole());
    assert_eq!(store.reports().unwrap().len(), 13);
}

#[test]
fn the_window_asks_for_the_password_of_what_it_salvages() {
    let (folder, data) = sample_file();
    let mut session = Session::open(&data).unwrap();
    let password = Password::chosen("mật khẩu 06").unwrap();
    session.protect(None, &ProtectionWish::Password(password)).unwrap();
    session.close().unwrap();
    with_page_of_zeros(&data, 0);
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("không phải dữ liệu của Báo cáo 06");
    live.click("Cứu những gì đọc được…");
    let to = folder.path().join("cuu.bc06");
    live.choose(&to);
    live.says("Tệp dữ liệu có mật khẩu");
    assert!(!to.exists());
    for (typed, expected) in [("mật khẩu 0", "Mật khẩu không đúng"), ("6", "Cứu được")]
    {
        type_into(&mut live, "Mật khẩu mở tệp", typed);
        live.harness.key_press(egui::Key::Enter);
        live.harness.run();
        live.says(expected);
        may_try_again(&mut live);
    }
    live.click("Đóng");
    live.says("Năm 2023");
    live.close();
    assert_eq!(Session::open(&to).map(drop).unwrap_err().about, About::Password);
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_saved_by_command() {
    let (folder, data) = sample_file();
    // Figures and their log both, of one report: nothing tells any more what is right.
    change_by_hand(
        &data,
        "UPDATE figure_value SET count = 666 WHERE report_id = 5 AND state = 'count';
         DROP TRIGGER change_is_never_deleted; DELETE FROM change WHERE report_id = 5 AND seq > 40",
    );
    let before = fs::read(&data).unwrap();
    let to = folder.path().join("cuu.bc06");
    let output = run(&data, &["salvage", "--to", to.to_str().unwrap()]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{said}{}", stderr(&output));
    assert!(said.contains("Cứu được nguyên vẹn 12 trong 13 báo cáo"), "{said}");
    assert!(said.contains("có thể thiếu hoặc sai"), "{said}");
    assert_eq!(fs::read(&data).unwrap(), before);
    // The same again does not write over the first.
    let again = run(&data, &["salvage", "--to", to.to_str().unwrap()]);
    assert!(stderr(&again).contains("Đã có tệp ở đây"), "{}", stderr(&again));
    let periods = stdout(&run(&to, &["periods"]));
    assert_eq!(periods.lines().count(), 13, "{periods}");
    // Nothing can be read of it: nothing is made.
    let none = folder.path().join("none.bc06");
    let letter = folder.path().join("letter.bc06");
    fs::write(&letter, "a letter".repeat(1_000)).unwrap();
    let output = run(&letter, &["salvage", "--to", none.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Không đọc được báo cáo nào"), "{}", stderr(&output));
    assert!(!none.exists());
}

#[test]
fn whatever_a_file_is_it_is_said_and_stays_as_it_is() {
    let (folder, data) = sample_file();
    let path = |name: &str| folder.path().join(name);
    let whole = fs::read(&data).unwrap();
    let newer = path("newer.bc06");
    fs::write(&newer, &whole).unwrap();
    change_by_hand(&newer, "PRAGMA user_version = 99; ALTER TABLE office ADD COLUMN x TEXT");
    let other = path("other.bc06");
    fs::write(&other, &whole).unwrap();
    change_by_hand(&other, "PRAGMA application_id = 7");
    fs::write(path("empty.bc06"), b"").unwrap();
    fs::write(path("picture.bc06"), b"\x89PNG\r\n\x1a\n a picture".repeat(100)).unwrap();
    fs::create_dir(path("folder.bc06")).unwrap();
    let cases = [
        (path("empty.bc06"), "Tệp này trống"),
        (path("picture.bc06"), "không phải dữ liệu của Báo cáo 06"),
        (other, "không phải dữ liệu của Báo cáo 06"),
        (newer, "bản chương trình mới hơn"),
        (path("folder.bc06"), "không phải là tệp"),
        (PathBuf::from("/dev/zero"), "không phải là tệp"),
        (PathBuf::from("/dev/null"), "không phải là tệp"),
    ];
    for (path, words) in cases {
        let before = path.is_file().then(|| fs::read(&path).unwrap());
        let output = run(&path, &["periods"]);
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        assert!(stderr(&output).contains(words), "{}: {}", path.display(), stderr(&output));
        let mut live = LiveWindow::open(path.to_str().unwrap(), [1366.0, 768.0]);
        live.says(words);
        live.close();
        assert_eq!(path.is_file().then(|| fs::read(&path).unwrap()), before);
    }
}

#[test]
fn r14_a_newer_file_that_only_adds_to_todays_is_read_and_stays_as_it_is() {
    let (folder, data) = sample_file();
    change_by_hand(&data, "PRAGMA user_version = 99; CREATE TABLE later (x TEXT) STRICT");
    let before = fs::read(&data).unwrap();
    let periods = run(&data, &["periods"]);
    assert_eq!(stdout(&periods).lines().count(), 13);
    assert!(stderr(&periods).contains("chỉ đọc, không ghi gì vào tệp"), "{}", stderr(&periods));
    let out = folder.path().join("bao-cao.docx");
    let export = ["export", "--period", "2023-05", "--format", "docx", "--out"];
    let exported = run(&data, &[&export[..], &[out.to_str().unwrap()]].concat());
    assert!(exported.status.success() && out.is_file(), "{}", stderr(&exported));
    for job in [&["new", "--period", "2023-06"][..], &["backup"], &["verify", "--repair"]] {
        let output = run(&data, job);
        assert_eq!(output.status.code(), Some(1), "{job:?}");
        let err = stderr(&output);
        assert!(err.contains("do bản chương trình mới hơn ghi"), "{job:?}: {err}");
    }
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Chỉ để xem: tệp do bản chương trình mới hơn ghi");
    live.click("Tháng 5/2023");
    live.says("Thể thức văn bản");
    live.close();
    assert_eq!(fs::read(&data).unwrap(), before);

    // Another meaning of what stands there shows in its hash, and is not handed out.
    change_by_hand(&data, "UPDATE figure_value SET count = count + 1 WHERE report_id = 13");
    let exported = run(&data, &[&export[..], &[out.to_str().unwrap()]].concat());
    assert!(!exported.status.success());
}

/// Somebody who is not allowed to write runs the program: root is, whatever the rights say.
fn program_of_nobody() -> Option<Command> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return Some(program());
    }
    let mut nobody = Command::new("setpriv");
    nobody.args([
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        env!("CARGO_BIN_EXE_baocao06"),
    ]);
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    let is_possible = probe.arg(env!("CARGO_BIN_EXE_baocao06")).arg("--version").output();
    nobody.env("HOME", "/nonexistent").env("LC_ALL", "vi_VN.UTF-8");
    is_possible.is_ok_and(|output| output.status.success()).then_some(nobody)
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_read_and_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, data) = sample_file();
    let rights = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    rights(folder.path(), 0o555);
    rights(&data, 0o444);
    let before = fs::read(&data).unwrap();
    let run = |job: &[&str]| {
        Some(program_of_nobody()?.arg("--data").arg(&data).args(job).output().unwrap())
    };
    let Some(periods) = run(&["periods"]) else {
        super::libreoffice::say("a file that may not be written: skipped, nobody else can be had");
        return rights(folder.path(), 0o755);
    };
    assert!(periods.status.success(), "{}", stderr(&periods));
    assert_eq!(stdout(&periods).lines().count(), 13);
    let refused = run(&["new", "--period", "2023-06"]).unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("chỉ cho đọc nên không ghi được"), "{}", stderr(&refused));
    let window = list_of(&data);
    drop(window);
    assert_eq!(fs::read(&data).unwrap(), before);
    rights(folder.path(), 0o755);
}

/// Nothing here takes the two seconds that somebody would wait.
#[test]
fn a_file_that_is_held_is_told_within_two_seconds() {
    let (_folder, data) = sample_file();
    let holder = Holder::of(&data);
    let began = Instant::now();
    let told = Session::open(&data).map(drop).unwrap_err();
    let waited = began.elapsed();
    assert!(told.title.contains("đang mở ở một cửa sổ khác"));
    println!("told after {waited:?}");
    assert!(waited < Duration::from_secs(4), "{waited:?}");
    holder.close();
}

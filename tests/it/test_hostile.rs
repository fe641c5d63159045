//! Whatever comes over the clipboard or as a filled form: what must hold of it is asked by the fuzz
//! targets (`tests/fuzz`) of anything that a fuzzer thinks of, and here of what is drawn by lot.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index;
use zip::CompressionMethod;

#[expect(unreachable_pub, reason = "public in the crate of the fuzz targets")]
#[path = "../fuzz/src/clipboard.rs"]
mod clipboard;
#[expect(unreachable_pub, clippy::expect_used, reason = "public in the crate of the fuzz targets")]
#[path = "../fuzz/src/form.rs"]
mod form;

#[expect(
    unreachable_pub,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "public in the crate of the fuzz targets, which change files by hand"
)]
#[path = "../fuzz/src/data_file.rs"]
mod data_file;
#[expect(unreachable_pub, reason = "public in the crate of the fuzz targets")]
#[path = "../fuzz/src/report.rs"]
mod report;
#[expect(unreachable_pub, clippy::expect_used, reason = "public in the crate of the fuzz targets")]
#[path = "../fuzz/src/skeleton.rs"]
mod skeleton;
#[expect(unreachable_pub, reason = "public in the crate of the fuzz targets")]
#[path = "../fuzz/src/template.rs"]
mod template;

use form::{PARTS, SENT};

/// The seeds of a fuzz target.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fuzz/seeds", target].iter().collect();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

#[test]
fn seeds_hold() {
    for seed in seeds("clipboard") {
        clipboard::holds(std::str::from_utf8(&seed).unwrap());
    }
    for seed in seeds("form_part") {
        form::part_holds(&seed);
    }
    for seed in seeds("form_package") {
        form::package_holds(&seed);
    }
}

/// What the other targets begin with, and one of each harm that is done to a data file.
#[test]
fn what_the_program_makes_itself_holds() {
    template::holds(baocao06::exchange::template_v1::BUILTIN_JSON);
    report::holds(baocao06::exchange::sample::MAY_2023_JSON);
    skeleton::holds(&skeleton::builtin());
    for base in [0, 1] {
        for kind in 0..14 {
            for place in [7, 90] {
                data_file::holds(&[base, kind, place, 3, 1, place, 2, 0, place, 5, 1, 2]);
            }
        }
    }
}

/// The targets are built from the sources of the program, with a list of dependencies of their own.
#[test]
fn the_fuzz_targets_use_the_dependencies_of_the_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let rooms = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let theirs = std::fs::read_to_string(root.join("tests/fuzz/library/lib.rs")).unwrap();
    let rooms = rooms.lines().filter(|line| line.starts_with("pub mod "));
    for room in rooms.filter(|room| !["pub mod ui;", "pub mod cli;"].contains(room)) {
        assert!(theirs.lines().any(|line| line == room), "{room}");
    }
    for list in ["tests/fuzz/library/Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let theirs = std::fs::read_to_string(root.join(list)).unwrap();
        let dependencies = theirs.split("[dependencies]\n").nth(1).unwrap();
        for line in dependencies.lines().take_while(|line| !line.is_empty()) {
            let name = line.split(' ').next().unwrap();
            // What only the targets have.
            if ["baocao06", "libfuzzer-sys", "rustix"].contains(&name) {
                continue;
            }
            assert!(own.lines().any(|known| known == line), "{list}: {line}");
        }
    }
}

/// The form as it was sent is read to its end; the tests of it are about something.
#[test]
fn the_form_that_is_changed_below_is_a_form() {
    let filled = baocao06::exchange::collection::read_form(&SENT.form).unwrap();
    assert!(!filled.sheets.is_empty());
    for name in PARTS {
        assert!(SENT.parts.contains_key(name), "{name}");
    }
    form::package_holds(&SENT.form);
    form::package_holds(&form::packed(&SENT.parts, CompressionMethod::Deflated));
}

/// Changes of a text of bytes: at a place, as many bytes taken away, others put in.
type Changes = Vec<(Index, usize, Vec<u8>)>;

fn changes(piece: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Changes> {
    proptest::collection::vec((any::<Index>(), 0..6_usize, piece), 1..6)
}

fn changed(bytes: &[u8], changes: &Changes) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, num_taken, put) in changes {
        let at = at.index(bytes.len() + 1);
        let end = (at + num_taken).min(bytes.len());
        drop(bytes.splice(at..end, put.iter().copied()));
    }
    bytes
}

/// What texts of a clipboard are made of.
fn piece_of_text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "\t",
        "\r\n",
        "\n",
        "\r",
        "\"",
        "\"\"",
        "1.317",
        "1,317",
        "95,62%",
        "-",
        "0",
        "\u{A0}",
        "１",
        "\0",
        "\u{FEFF}",
        "\u{B}",
        "\u{7}",
        "'=1",
        "việt",
        "vie\u{323}\u{302}t",
        "Coâng",
        "C«ng",
        "99999999999999999999",
        "hơn 300",
        "\u{200B}",
        "12/4/2023",
        "31/2/2023",
    ];
    prop_oneof![
        proptest::sample::select(pieces.map(|piece| piece.as_bytes().to_vec()).to_vec()),
        any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ]
}

/// What the parts of a workbook are made of.
fn piece_of_part() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "<",
        ">",
        "/>",
        "\"",
        "&amp;",
        "&#0;",
        "]]>",
        "<!--",
        "<c r=\"XFD1048576\">",
        "<c r=\"E0\">",
        "<v>1e309</v>",
        "<v>-1</v>",
        "t=\"s\"",
        "t=\"d\"",
        "s=\"99999\"",
        "<row r=\"0\">",
        "r=\"A1:",
        "uniqueCount=\"99999\"",
        "<f>1/0</f>",
        "<is><t>mười</t></is>",
        "<sheetData>",
        "0",
        "\u{0}",
    ];
    prop_oneof![
        proptest::sample::select(pieces.map(|piece| piece.as_bytes().to_vec()).to_vec()),
        proptest::collection::vec(any::<u8>(), 0..4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_on_the_clipboard_holds(text in any::<String>()) {
        clipboard::holds(&text);
    }

    #[test]
    fn any_pieces_on_the_clipboard_hold(
        pieces in proptest::collection::vec(piece_of_text(), 0..60),
    ) {
        clipboard::holds(&String::from_utf8_lossy(&pieces.concat()));
    }

    #[test]
    fn what_spreadsheets_copy_holds_when_it_is_changed(
        which in any::<Index>(),
        changes in changes(piece_of_text()),
    ) {
        let seeds = seeds("clipboard");
        let seed: &Vec<u8> = which.get(seeds.as_slice());
        let text = changed(seed, &changes);
        clipboard::holds(&String::from_utf8_lossy(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_file_said_to_be_a_form_holds(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        form::package_holds(&bytes);
    }

    #[test]
    fn a_form_holds_when_its_file_is_changed(
        changes in changes(proptest::collection::vec(any::<u8>(), 0..4)),
    ) {
        form::package_holds(&changed(&SENT.form, &changes));
    }

    #[test]
    fn a_form_holds_when_a_part_of_it_is_changed(
        which in 0..PARTS.len(),
        changes in changes(piece_of_part()),
    ) {
        let part = changed(&SENT.parts[PARTS[which]], &changes);
        let which = u8::try_from(which).unwrap();
        form::part_holds(&[vec![which], part].concat());
    }
}

//! "Giới thiệu" names every library in the program with its version, licence and holders of rights: what
//! `assets/licenses/crates.txt` lists is what `Cargo.lock` says of the program on all systems, tools for tests left out.
//!
//! After a change of dependencies: `cargo fetch`, then `UPDATE_LICENCES=1 cargo test --test it -- test_licences`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use baocao06::app::licences::{self, Licensed};

/// A package of `Cargo.lock`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The packages of `Cargo.lock`, each with what it depends on.
fn locked() -> BTreeMap<Package, Vec<String>> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let quoted = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let package = |block: &str| {
        let field = |name: &str| block.lines().find(|line| line.starts_with(name)).map(quoted);
        let package = Package { name: field("name = ")?, version: field("version = ")? };
        let needs = block.split_once("dependencies = [").map_or("", |(_, needs)| needs);
        let needs = needs.lines().filter(|line| line.trim_start().starts_with('"')).map(quoted);
        Some((package, needs.collect()))
    };
    lock.split("[[package]]").filter_map(package).collect()
}

/// What only tests need is no part of the program.
fn needed_by_program() -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut is_program = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_program = line.ends_with("dependencies]") && !line.contains("dev-dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_program) {
            names.insert(name.to_owned());
        }
    }
    names
}

/// Every package that becomes part of the program on some system.
fn in_program() -> BTreeSet<Package> {
    let locked = locked();
    let find = |need: &String| {
        let (name, version) =
            need.split_once(' ').map_or((need.as_str(), None), |(n, v)| (n, Some(v)));
        let named = |package: &&Package| {
            package.name == name && version.is_none_or(|version| package.version == version)
        };
        locked.keys().find(named).unwrap().clone()
    };
    let own = locked.iter().find(|(package, _)| package.name == "baocao06").unwrap();
    let program = needed_by_program();
    let is_of_program = |need: &&String| program.contains(need.split(' ').next().unwrap());
    let mut todo: Vec<Package> = own.1.iter().filter(is_of_program).map(find).collect();
    let mut found = BTreeSet::new();
    while let Some(package) = todo.pop() {
        if found.insert(package.clone()) {
            todo.extend(locked[&package].iter().map(find));
        }
    }
    found
}

#[test]
fn every_library_in_the_program_is_listed_with_its_licence() {
    if std::env::var_os("UPDATE_LICENCES").is_some() {
        update();
    }
    let listed: BTreeSet<Package> = licences::libraries()
        .map(|library| Package {
            name: library.name.to_owned(),
            version: library.version.to_owned(),
        })
        .collect();
    let needed = in_program();
    assert!(needed.len() > 300, "{}", needed.len());
    let lacking: Vec<_> = needed.difference(&listed).collect();
    let unneeded: Vec<_> = listed.difference(&needed).collect();
    let how = "cargo fetch; UPDATE_LICENCES=1 cargo test --test it -- test_licences";
    assert!(
        lacking.is_empty() && unneeded.is_empty(),
        "{how}\nlacking {lacking:?}\nunneeded {unneeded:?}"
    );
}

/// Of each licence that has to be kept, one of those that may be chosen stands in the program in full.
#[test]
fn the_text_of_every_licence_stands_in_the_program() {
    let texts: BTreeSet<&str> = licences::TEXTS.iter().map(|text| text.id).collect();
    for library in licences::libraries() {
        for part in library.licence.split(" AND ") {
            let mut choices = part.trim_matches(['(', ')']).split(" OR ");
            assert!(
                choices.any(|id| texts.contains(id.split(" WITH ").next().unwrap())),
                "{library:?}: {part}"
            );
        }
    }
    for text in licences::TEXTS {
        assert!(text.words.len() > 150, "{}", text.id);
    }
}

/// Writes the list anew from the sources of the packages.
fn update() {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| std::env::home_dir().unwrap().join(".cargo"));
    let registries: Vec<PathBuf> = fs::read_dir(home.join("registry/src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let mut list = String::new();
    for Package { name, version } in in_program() {
        let folders = registries.iter().map(|folder| folder.join(format!("{name}-{version}")));
        let folder = folders.into_iter().find(|folder| folder.is_dir());
        let folder = folder.unwrap_or_else(|| panic!("{name} {version} is not fetched"));
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let licence = manifest.lines().find_map(|line| line.strip_prefix("license = "));
        let licence =
            licence.unwrap_or_else(|| panic!("{name} names no licence")).trim_matches('"');
        let licence = licence.replace(" / ", "/").replace('/', " OR ");
        let rights = rights(&folder).join("; ");
        list.push_str(&format!("{name}\t{version}\t{licence}\t{rights}\n"));
    }
    fs::write(root().join("assets/licenses/crates.txt"), list).unwrap();
}

/// Who holds the rights, as the files of a package say.
fn rights(folder: &Path) -> Vec<String> {
    let is_about = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"]
            .iter()
            .any(|head| name.starts_with(head))
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file() && is_about(path)).collect();
    files.sort();
    let mut rights: Vec<String> = Vec::new();
    for file in files {
        let words = String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
        let of_holders = words.lines().map(str::trim).filter(|line| {
            let is_form = line.contains("[yyyy]")
                || line.contains("{yyyy}")
                || line.contains("Free Software");
            let line = line.to_lowercase();
            let said = line.strip_prefix("copyright").unwrap_or_default().trim_start();
            let said =
                said.strip_prefix("(c)").or(said.strip_prefix('©')).unwrap_or(said).trim_start();
            !is_form && (said.starts_with(|c: char| c.is_ascii_digit()) || said.starts_with("the "))
        });
        for line in of_holders.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")) {
            if !rights.contains(&line) && rights.len() < 6 {
                rights.push(line);
            }
        }
    }
    rights
}

/// A line that is not whole is no library.
#[test]
fn libraries_have_a_name_a_version_and_a_licence() {
    for Licensed { name, version, licence, .. } in licences::libraries() {
        assert!(!name.is_empty() && !licence.is_empty(), "{name} {version}");
        assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{name} {version}");
    }
}

//! Inside a room no modules go round in a circle: whoever reads one can begin with what it stands on.
//! A module and the modules in it may know each other; they are one thing, told in several files.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_sources::{Source, paths, sources};

/// A module's names, from the room down.
pub(crate) type Module = Vec<String>;

/// Who uses whom among the modules of one module, with an example of each.
pub(crate) type Uses = BTreeMap<(String, String), String>;

/// Which module a path leads to, as far as it names modules.
fn target(path: &[String], from: &Module, modules: &BTreeSet<Module>) -> Option<Module> {
    let mut at = if path[0] == "crate" { Vec::new() } else { from.clone() };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => {
                at.pop();
            }
            _ => at.push(name.clone()),
        }
    }
    while !at.is_empty() && !modules.contains(&at) {
        at.pop();
    }
    (!at.is_empty()).then_some(at)
}

/// For each module that has modules in it: which of these use which.
pub(crate) fn uses(sources: &[Source]) -> BTreeMap<Module, Uses> {
    let modules: BTreeSet<Module> = sources.iter().map(|source| source.module.clone()).collect();
    let mut uses: BTreeMap<Module, Uses> = BTreeMap::new();
    for source in sources {
        let from = &source.module;
        for path in paths(&source.code()) {
            let Some(to) = target(&path, from, &modules) else { continue };
            let num_shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            // A room is above or below another one; a module knows those in it and the one it is in.
            let (Some(user), Some(used)) = (from.get(num_shared), to.get(num_shared)) else {
                continue;
            };
            if num_shared > 0 {
                let pair = (user.clone(), used.clone());
                let example = format!("{} uses {}", from.join("::"), to.join("::"));
                uses.entry(from[..num_shared].to_vec()).or_default().entry(pair).or_insert(example);
            }
        }
    }
    uses
}

fn reachable(from: &str, uses: &Uses) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next = vec![from.to_owned()];
    while let Some(name) = next.pop() {
        for (user, used) in uses.keys() {
            if *user == name && found.insert(used.clone()) {
                next.push(used.clone());
            }
        }
    }
    found
}

/// The modules that can be reached from themselves, put together with those of the same circle.
fn circles(uses: &Uses) -> Vec<BTreeSet<String>> {
    let names: BTreeSet<&String> = uses.keys().map(|(user, _)| user).collect();
    let mut circles: Vec<BTreeSet<String>> = Vec::new();
    for name in names {
        let below = reachable(name, uses);
        if below.contains(name) && !circles.iter().any(|circle| circle.contains(name)) {
            let back = |other: &String| reachable(other, uses).contains(name);
            circles.push(below.iter().filter(|other| back(other)).cloned().collect());
        }
    }
    circles
}

#[test]
fn modules_do_not_go_round_in_circles() {
    let mut faults = Vec::new();
    for (parent, uses) in uses(&sources()) {
        let parent = parent.join("::");
        for circle in circles(&uses) {
            faults.push(format!("{parent} has a circle: {circle:?}"));
            let inside = uses.iter().filter(|((a, b), _)| circle.contains(a) && circle.contains(b));
            faults.extend(inside.map(|(_, example)| format!("  {example}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_test_of_circles_can_fail() {
    let sources = [
        ("app", "pub mod a; pub mod b; pub mod c; pub mod d; pub use self::a::A;"),
        ("app::a", "use super::b::B;"),
        ("app::b", "#[cfg(test)] fn late() {} fn f() { crate::app::c::f(); }"),
        ("app::c", "use super::{a::inner::Deep, A};"),
        ("app::d", "use super::a::A; mod in_d;"),
        ("app::a::inner", "use super::A; use super::super::A;"),
        ("app::d::in_d", "use super::D;"),
    ];
    let sources = sources.map(|(module, text)| Source::made_up(module, text));
    let uses = uses(&sources);
    let found: Vec<_> =
        uses.iter().map(|(parent, uses)| (parent.join("::"), circles(uses))).collect();
    let circle = ["a", "b", "c"].map(str::to_owned).into();
    assert_eq!(found, [("app".to_owned(), vec![circle])]);
}

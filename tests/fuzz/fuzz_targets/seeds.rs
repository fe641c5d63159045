//! Writes what the targets begin with: `seeds FOLDER`, a folder for each target in it.

use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    held::seeds::write(&folder);
}

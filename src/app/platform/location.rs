//! Whether a data file lies where it may come to harm: in a folder that a program copies to the internet while
//! the file is written, on another computer, where locks of files do not always hold, or under a second name, beside
//! which the log of the first one does not lie.

use std::path::{Component, Path, PathBuf};

use crate::disk;

/// A place that is not safe for a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RiskyPlace {
    /// A folder that this program copies to the internet, and back from other computers.
    Cloud(&'static str),
    /// A folder of another computer.
    Network,
    /// The file has another name besides.
    OtherName,
}

/// How the folders of such programs begin or are called, in lower case.
const CLOUD_FOLDERS: [(&str, &str); 8] = [
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drive của tôi", "Google Drive"),
    ("dropbox", "Dropbox"),
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
];

/// The kinds of file systems that lie on other computers, as Linux calls them.
const NETWORK_FILE_SYSTEMS: [&str; 9] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone"];

/// What a data file at a path has to fear; none where it lies well.
pub fn risk_of(data: &Path) -> Option<RiskyPlace> {
    // Windows tells of a letter that stands for a folder of another computer only so.
    let real = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let risk = risk(&real, &mounts).or_else(|| risk(data, ""));
    risk.or_else(|| (disk::num_names(&real) > 1).then_some(RiskyPlace::OtherName))
}

fn risk(data: &Path, mounts: &str) -> Option<RiskyPlace> {
    if let Some(program) = cloud_program(data) {
        return Some(RiskyPlace::Cloud(program));
    }
    (is_of_other_computer(data) || is_mounted_from_other_computer(data, mounts))
        .then_some(RiskyPlace::Network)
}

/// The program that copies one of the folders above a file to the internet.
fn cloud_program(data: &Path) -> Option<&'static str> {
    let folders = data.parent()?.components().filter_map(|component| match component {
        Component::Normal(name) => name.to_str().map(str::to_lowercase),
        _ => None,
    });
    let mut folders = folders;
    folders.find_map(|folder| {
        let is_of = |name: &str| {
            // "OneDrive - UBND xã An Phú", "Dropbox (Cá nhân)".
            let rest = folder.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
        };
        CLOUD_FOLDERS.iter().find(|(name, _)| is_of(name)).map(|(_, program)| *program)
    })
}

/// A path of Windows that names another computer: `\\may-chu\bao-cao`.
fn is_of_other_computer(data: &Path) -> bool {
    let path = data.to_string_lossy();
    let is_plain =
        path.starts_with(r"\\") && !path.starts_with(r"\\?\") && !path.starts_with(r"\\.\");
    is_plain || path.starts_with(r"\\?\UNC\")
}

/// Whether the file system that a file lies on is one of another computer, by the list of what is mounted.
fn is_mounted_from_other_computer(data: &Path, mounts: &str) -> bool {
    let mounted = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ').skip(1);
        let (folder, kind) = (parts.next()?, parts.next()?);
        Some((PathBuf::from(folder.replace(r"\040", " ")), kind))
    });
    let nearest = mounted
        .filter(|(folder, _)| data.starts_with(folder))
        .max_by_key(|(folder, _)| folder.components().count());
    nearest.is_some_and(|(_, kind)| NETWORK_FILE_SYSTEMS.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0
//may-chu/bao-cao /mnt/bao\\040cao cifs rw 0 0
may:/x /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /mnt/nfs/usb vfat rw 0 0";

    fn at(path: &str) -> Option<RiskyPlace> {
        risk(Path::new(path), MOUNTS)
    }

    #[test]
    fn folders_that_are_copied_to_the_internet_are_known() {
        let one_drive = Some(RiskyPlace::Cloud("OneDrive"));
        assert_eq!(at("/home/an/OneDrive/a.bc06"), one_drive);
        assert_eq!(at("/home/an/OneDrive - UBND xã An Phú/Báo cáo/a.bc06"), one_drive);
        assert_eq!(at("/home/an/Dropbox (Cá nhân)/a.bc06"), Some(RiskyPlace::Cloud("Dropbox")));
        let google = Some(RiskyPlace::Cloud("Google Drive"));
        assert_eq!(at("/home/an/Google Drive/a.bc06"), google);
        assert_eq!(at("/g/Drive của tôi/a.bc06"), google);
        assert_eq!(at("/home/an/Báo cáo/onedrive.bc06"), None, "the file itself may be called so");
        assert_eq!(at("/home/an/Dropboxes/a.bc06"), None);
    }

    #[test]
    fn folders_of_other_computers_are_known() {
        assert_eq!(at("/mnt/bao cao/a.bc06"), Some(RiskyPlace::Network));
        assert_eq!(at("/mnt/nfs/a.bc06"), Some(RiskyPlace::Network));
        assert_eq!(at("/mnt/nfs/usb/a.bc06"), None, "a stick within is of this computer");
        assert_eq!(at("/home/an/a.bc06"), None);
        assert_eq!(at(r"\\may-chu\bao-cao\a.bc06"), Some(RiskyPlace::Network));
        assert_eq!(at(r"\\?\UNC\may-chu\bao-cao\a.bc06"), Some(RiskyPlace::Network));
        assert_eq!(at(r"\\?\C:\bao-cao\a.bc06"), None);
    }
}

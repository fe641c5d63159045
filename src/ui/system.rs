//! What a window needs of the system, and how to say what is missing.

use std::path::Path;

/// What is missing for a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No screen: a server, a container, a remote shell.
    Display,
    /// A graphics driver, of a card or in software.
    Graphics,
    /// Libraries; the Debian packages that bring them.
    Packages(Vec<&'static str>),
}

/// A library that is loaded when a window opens, and its Debian package.
const LIBRARIES: [(&[&str], &str); 7] = [
    (&["libX11.so.6", "libwayland-client.so.0"], "libx11-6"),
    (&["libxkbcommon.so.0"], "libxkbcommon0"),
    (&["libxkbcommon-x11.so.0", "libwayland-client.so.0"], "libxkbcommon-x11-0"),
    (&["libXcursor.so.1", "libwayland-client.so.0"], "libxcursor1"),
    (&["libXi.so.6", "libwayland-client.so.0"], "libxi6"),
    (&["libvulkan.so.1", "libEGL.so.1"], "libvulkan1"),
    (
        &["libvulkan_lvp.so", "libEGL_mesa.so.0", "libvulkan_intel.so", "libvulkan_radeon.so"],
        "mesa-vulkan-drivers",
    ),
];

const FOLDERS: [&str; 8] = [
    "/lib",
    "/usr/lib",
    "/lib64",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
];

/// Tells when there is no screen to open a window on.
pub fn missing_display() -> Option<Missing> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set);
    (!has_display).then_some(Missing::Display)
}

/// What an official can do where no window opens.
pub(super) const INSTEAD: &str =
    "số liệu không bị mất; vẫn làm được việc bằng dòng lệnh, xem cách dùng: baocao06 --help";

/// Tells, after a window did not open, which libraries were not found; none when all were.
pub fn missing_libraries() -> Option<Missing> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let packages =
        missing_packages(|name| FOLDERS.iter().any(|folder| Path::new(folder).join(name).exists()));
    (!packages.is_empty()).then_some(Missing::Packages(packages))
}

fn missing_packages(exists: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let lacks = |names: &[&str]| !names.iter().any(|name| exists(name));
    LIBRARIES.iter().filter(|(names, _)| lacks(names)).map(|(_, package)| *package).collect()
}

impl Missing {
    /// One sentence: what is missing and what to do instead.
    pub fn words(&self) -> String {
        match self {
            Self::Display => {
                format!(
                    "Không mở được cửa sổ vì máy này không có màn hình (DISPLAY, WAYLAND_DISPLAY); {INSTEAD}"
                )
            }
            Self::Graphics if cfg!(target_os = "linux") => format!(
                "Không mở được cửa sổ vì máy này thiếu trình điều khiển đồ họa; hãy cài: sudo apt-get install libvulkan1 mesa-vulkan-drivers; {INSTEAD}"
            ),
            Self::Graphics => format!(
                "Không mở được cửa sổ vì máy này thiếu trình điều khiển đồ họa; hãy cập nhật Windows; {INSTEAD}"
            ),
            Self::Packages(packages) => format!(
                "Không mở được cửa sổ vì máy này thiếu thư viện; hãy cài: sudo apt-get install {}; {INSTEAD}",
                packages.join(" ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_libraries_are_named_by_package() {
        assert!(missing_packages(|_| true).is_empty());
        assert_eq!(
            missing_packages(
                |name| name != "libxkbcommon-x11.so.0" && name != "libwayland-client.so.0"
            ),
            ["libxkbcommon-x11-0"]
        );
        let words = Missing::Packages(missing_packages(|_| false)).words();
        let command = "sudo apt-get install libx11-6 libxkbcommon0 libxkbcommon-x11-0 libxcursor1 libxi6 \
            libvulkan1 mesa-vulkan-drivers;";
        assert!(words.contains(command), "{words}");
    }

    #[test]
    fn whatever_is_missing_it_is_said_that_nothing_is_lost_and_what_works_without_a_window() {
        let packages = Missing::Packages(vec!["libx11-6"]);
        for missing in [Missing::Display, Missing::Graphics, packages] {
            let words = missing.words();
            assert!(words.contains("số liệu không bị mất"), "{words}");
            assert!(words.ends_with("baocao06 --help"), "{words}");
        }
    }
}

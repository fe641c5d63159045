//! What a window needs of the system, how to say what is missing, and how the program starts itself again.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::app::platform::crash::Fate;
use crate::app::platform::graphics::Graphics;

/// Why no window opened.
#[derive(Debug)]
pub enum WindowError {
    /// Something the system lacks.
    Missing(Missing),
    /// Something else; the library's own words.
    Other(String),
    /// The window was open, and the program ended in a panic; its report tells more.
    Crashed(Fate),
}

impl WindowError {
    /// One sentence: what happened, what was not lost, what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Missing(missing) => missing.words(),
            Self::Other(_) => format!("Không mở được cửa sổ trên máy này; {INSTEAD}"),
            Self::Crashed(kept) => {
                let kept = match kept {
                    Fate::Saved => "mọi thứ đang nhập đã được lưu",
                    Fate::Aside => "những gì chưa ghi được vào tệp dữ liệu đã để riêng, không mất",
                    Fate::Unknown => "những gì đã báo “Đã lưu” vẫn còn trong tệp",
                };
                format!("Chương trình gặp lỗi và phải dừng; {kept}. Hãy mở lại chương trình")
            }
        }
    }

    /// Whether the window may open when it is drawn by something else.
    pub(super) fn is_about_graphics(&self) -> bool {
        matches!(self, Self::Missing(Missing::Graphics) | Self::Other(_))
    }
}

/// What a window that was not made means.
pub(super) fn failed(err: &eframe::Error) -> WindowError {
    tracing::error!(error = %err, "no window");
    match err {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            let missing = missing_libraries().unwrap_or(Missing::Display);
            WindowError::Missing(missing)
        }
        eframe::Error::Wgpu(_) => WindowError::Missing(Missing::Graphics),
        eframe::Error::AppCreation(_) => broken(),
    }
}

/// What a panic means while a window was being made.
pub(super) fn broken() -> WindowError {
    let other = || WindowError::Other("a library ended in a panic".to_owned());
    missing_libraries().map_or_else(other, WindowError::Missing)
}

/// Tells it in a box of the system, which needs no graphics of ours. Where the system has none, whoever started the
/// program from a terminal reads it there.
pub fn tell(words: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    let dialog = dialog.set_title(super::window::PROGRAM).set_description(words);
    if cfg!(target_os = "linux") && !is_on_path("zenity") {
        // What the desktop of KDE has instead.
        let told = Command::new("kdialog")
            .args(["--title", super::window::PROGRAM, "--error", words])
            .status();
        if let Err(err) = told {
            tracing::warn!(kind = ?err.kind(), "the system has no box for messages");
        }
        return;
    }
    let _pressed = dialog.show();
}

fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// How the program goes on in a new process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// By what the window is to be drawn: the rest of the ladder.
    pub rest: Vec<Graphics>,
    /// The file that is open; none when none is.
    pub data: Option<PathBuf>,
}

impl Again {
    /// What the new process is called with, made of what this one was called with.
    fn arguments(&self, own: impl Iterator<Item = OsString>) -> Vec<OsString> {
        let mut arguments = Vec::new();
        let mut own = own.peekable();
        while let Some(argument) = own.next() {
            let is_data = argument.to_str().is_some_and(|text| text.starts_with(DATA));
            match argument.to_str() {
                Some("--software" | "--hardware") => {}
                Some(REST) => drop(own.next()),
                Some(DATA) if self.data.is_some() => drop(own.next()),
                _ if is_data && self.data.is_some() => {}
                _ => arguments.push(argument),
            }
        }
        if let Some(data) = &self.data {
            arguments.extend([OsString::from(DATA), data.clone().into_os_string()]);
        }
        let names: Vec<&str> = self.rest.iter().map(|graphics| graphics.name()).collect();
        arguments.extend([OsString::from(REST), OsString::from(names.join(","))]);
        arguments
    }
}

/// Starts the program again, on the file that is open, with what is left of the ladder.
///
/// # Errors
/// When the system does not start it.
pub fn start_again(again: &Again) -> io::Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(again.arguments(std::env::args_os().skip(1)));
    replace_with(command)
}

/// The option that tells a program that was started again by what to draw its window.
const REST: &str = "--graphics";
/// The option that names the data file.
const DATA: &str = "--data";

/// On Unix the process becomes the other: whoever waits for it goes on waiting.
#[cfg(unix)]
fn replace_with(mut command: Command) -> io::Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

#[cfg(not(unix))]
fn replace_with(mut command: Command) -> io::Result<()> {
    command.spawn().map(drop)
}

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
    fn started_again_the_program_opens_the_file_that_was_open() {
        let called = ["--data", "a.bc06", "--software", "--graphics", "hardware", "--data=a.bc06"];
        let arguments = |data: Option<&str>| {
            let rest = vec![Graphics::Software, Graphics::OpenGl];
            let again = Again { rest, data: data.map(PathBuf::from) };
            again.arguments(called.iter().map(OsString::from))
        };
        let rest = ["--graphics", "software,opengl"];
        assert_eq!(arguments(Some("b.bc06")), [["--data", "b.bc06"], rest].concat());
        let as_called = ["--data", "a.bc06", "--data=a.bc06"];
        assert_eq!(arguments(None), [as_called.as_slice(), &rest].concat());
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

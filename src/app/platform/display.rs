//! Whether the display on which the window is shown is still there. At logging off it may go before the program has
//! left: the library of the window then ends in a panic, which is no fault of the program.

use std::sync::atomic::{AtomicBool, Ordering};

/// The session is over: the system told the program to go.
static IS_TOLD_TO_GO: AtomicBool = AtomicBool::new(false);
/// What shows the window ended in a panic because its display was gone.
static IS_LOST: AtomicBool = AtomicBool::new(false);

/// Beginnings of the names of the libraries that speak with the display.
const LIBRARIES: [&str; 9] = [
    "winit-",
    "egui-winit-",
    "eframe-",
    "wgpu-",
    "egui-wgpu-",
    "wgpu-core-",
    "wgpu-hal-",
    "x11rb-",
    "wayland-",
];

/// The system told the program to go.
pub fn told_to_go() {
    IS_TOLD_TO_GO.store(true, Ordering::Relaxed);
}

/// Whether it did: nobody answers a question any more.
pub fn is_told_to_go() -> bool {
    IS_TOLD_TO_GO.load(Ordering::Relaxed)
}

/// Whether a panic at this file of code comes of that the display is gone; remembers it.
pub(super) fn takes_with_it(file: &str) -> bool {
    let mut folders = file.split(['/', '\\']);
    let is_library =
        folders.any(|folder| LIBRARIES.iter().any(|library| folder.starts_with(library)));
    let is_lost = is_library && (IS_TOLD_TO_GO.load(Ordering::Relaxed) || !answers());
    if is_lost {
        IS_LOST.store(true, Ordering::Relaxed);
    }
    is_lost
}

/// Whether what shows the window ended in a panic because its display was gone.
pub fn is_lost() -> bool {
    IS_LOST.load(Ordering::Relaxed)
}

/// Whether the display of the environment still takes connections; one that is not on this machine counts as there.
#[cfg(unix)]
pub fn answers() -> bool {
    use std::os::unix::net::UnixStream;
    use std::path::PathBuf;

    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let wayland = variable("WAYLAND_DISPLAY").zip(variable("XDG_RUNTIME_DIR"));
    let wayland = wayland.map(|(name, folder)| PathBuf::from(folder).join(name));
    let x11 = variable("DISPLAY").and_then(|name| Some(x11_socket(&name)?.into()));
    let mut local = wayland.into_iter().chain(x11).peekable();
    local.peek().is_none() || local.any(|socket: PathBuf| UnixStream::connect(socket).is_ok())
}

/// Elsewhere the system ends what it shows itself.
#[cfg(not(unix))]
pub fn answers() -> bool {
    true
}

/// Where a display of this machine listens: ":1.0" at /tmp/.X11-unix/X1; none for one of another machine.
#[cfg(unix)]
fn x11_socket(display: &str) -> Option<String> {
    let number = display.strip_prefix("unix:").or_else(|| display.strip_prefix(':'))?;
    let number = number.split('.').next()?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("/tmp/.X11-unix/X{number}"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_display_of_this_machine_is_known_by_its_socket() {
        assert_eq!(x11_socket(":7").as_deref(), Some("/tmp/.X11-unix/X7"));
        assert_eq!(x11_socket(":12.0").as_deref(), Some("/tmp/.X11-unix/X12"));
        assert_eq!(x11_socket("unix:3").as_deref(), Some("/tmp/.X11-unix/X3"));
        assert_eq!(x11_socket("may-chu:0"), None);
        assert_eq!(x11_socket(":../x"), None);
        assert_eq!(x11_socket(":"), None);
    }

    #[test]
    fn a_fault_of_the_programs_own_is_never_laid_on_the_display() {
        assert!(!takes_with_it("src/calc/rate.rs"));
        assert!(!takes_with_it("/home/an/.cargo/registry/src/idx-1/egui-0.37.0/src/ui.rs"));
        assert!(!is_lost());
    }
}

//! Logging off: on Unix a window is told by a signal that it has to go, and no event of the window system says so.

/// From now on, being told to go closes the window as its own button does: what is typed is saved, and the data
/// file is closed and stands alone.
#[cfg(unix)]
pub(super) fn close_when_told(ctx: egui::Context) {
    use crate::app::platform::display;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = match Signals::new([SIGHUP, SIGINT, SIGTERM]) {
        Ok(signals) => signals,
        Err(err) => {
            tracing::warn!(error = %err, "logging off will not be noticed");
            return;
        }
    };
    let wait = move || {
        for signal in signals.forever() {
            tracing::info!(signal, "told to go");
            display::told_to_go();
            ctx.send_viewport_cmd_to(egui::ViewportId::ROOT, egui::ViewportCommand::Close);
            ctx.request_repaint_of(egui::ViewportId::ROOT);
        }
    };
    if let Err(err) = std::thread::Builder::new().name("log off".to_owned()).spawn(wait) {
        tracing::warn!(error = %err, "logging off will not be noticed");
    }
}

/// Elsewhere the window is asked to close.
#[cfg(not(unix))]
pub(super) fn close_when_told(_ctx: egui::Context) {}

#[cfg(all(test, unix))]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn being_told_to_go_asks_for_what_the_button_asks() {
        let ctx = egui::Context::default();
        close_when_told(ctx.clone());
        signal_hook::low_level::raise(signal_hook::consts::SIGTERM).unwrap();
        let began = Instant::now();
        loop {
            let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
            output.textures_delta.clear();
            let commands = output.viewport_output.values().flat_map(|output| &output.commands);
            if commands.into_iter().any(|command| *command == egui::ViewportCommand::Close) {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(5), "nothing was asked");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

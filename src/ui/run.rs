//! Starts the window: the graphics adapter, the worker, file dialogs. The only place that knows
//! how a real window is made, and made again when its adapter is gone.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::graphics::Watch;
use super::on_screen::OnScreen;
pub use super::on_screen::Until;
use super::outside::System;
use super::start::Places;
use super::system::{self, Again, Missing, WindowError};
use super::window::Window;
use crate::app::files::aside::put_aside;
use crate::app::platform::clock;
use crate::app::platform::crash::{self, Fate};
use crate::app::platform::display;
use crate::app::platform::graphics::{Graphics, GraphicsWish, ladder};
use crate::app::platform::places;
use crate::app::platform::preferences::Preferences;
use crate::app::platform::runs::{self, RunFile};
use crate::app::platform::unbacked;
use crate::app::state::State;
use crate::app::worker::{self, Worker};
use crate::report::period::{PeriodKey, PeriodKind};

/// An adapter that is lost again so soon is not tried another time.
const LOST_AGAIN_WITHIN: Duration = Duration::from_secs(30);

/// What is wanted of a window.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The data file; the one that was open last when none is named.
    pub data: Option<PathBuf>,
    /// How long it stays.
    pub until: Until,
    /// By what it is to be drawn.
    pub graphics: GraphicsWish,
}

/// How a window was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It was closed.
    Closed,
    /// What drew it took it down in a way after which this process can open no other: the program has to be
    /// started again. All that was typed is saved.
    StartAgain(Again),
}

/// Opens the window on a data file, or on the one that was open last, and stays until it is closed.
///
/// # Errors
/// When the system has no display, or lacks what a window needs.
pub fn run(wanted: Wanted) -> Result<Left, WindowError> {
    if let Some(missing) = system::missing_display() {
        return Err(WindowError::Missing(missing));
    }
    let preferences_file = places::preferences_file();
    let folder = preferences_file.parent().unwrap_or(Path::new("")).to_owned();
    let preferences = Preferences::load(&preferences_file);
    let past = runs::past(&folder);
    let ladder = ladder(&wanted.graphics, preferences.graphics, &past.failed);
    let Some(first) = ladder.first() else {
        return Err(WindowError::Missing(Missing::Graphics));
    };
    let run = RunFile::begin(&folder, *first, past.failed);
    let run = run.inspect_err(|err| tracing::warn!(kind = ?err.kind(), "this run leaves no trace"));
    let desktop = Desktop {
        until: wanted.until,
        is_asked: matches!(wanted.graphics, GraphicsWish::First(_)),
        is_again: matches!(wanted.graphics, GraphicsWish::Rest(_)),
        // Of a crash its report tells more.
        was_cut_off: Rc::new(Cell::new(past.was_cut_off && !crash::has_untold())),
        ..Desktop::new(wanted.data, preferences, preferences_file, run.ok())?
    };
    desktop.show(ladder)
}

/// What outlives a window on the screen: when the adapter that draws it is gone, the same window is shown by
/// another, with all that is typed, chosen and scrolled.
struct Desktop {
    ctx: egui::Context,
    window: Rc<RefCell<Window<System>>>,
    run: Rc<RefCell<Option<RunFile>>>,
    until: Until,
    /// Whether somebody asked for what draws the window, so that nothing need be said about it.
    is_asked: bool,
    /// Whether the program started itself again.
    is_again: bool,
    /// Whether an earlier run was cut off, until that is told.
    was_cut_off: Rc<Cell<bool>>,
    began: Instant,
}

/// How one attempt to show the window ended.
enum Ended {
    /// It was closed.
    Closed,
    /// It was on screen, and its adapter is gone.
    Lost,
    /// It never came on the screen.
    NotShown(WindowError),
    /// The same, by a panic: the system's loop of events cannot be used again.
    NotShownAtAll(WindowError),
    /// It was on screen, and what drew it, or the program, ended in a panic.
    Crashed(Watch),
}

impl Desktop {
    fn new(
        data: Option<PathBuf>,
        preferences: Preferences,
        preferences_file: PathBuf,
        run: Option<RunFile>,
    ) -> Result<Self, WindowError> {
        let ctx = egui::Context::default();
        // What eframe does for a context of its own.
        ctx.set_embed_viewports(false);
        if let Ok(passes) = 2.try_into() {
            ctx.options_mut(|options| options.max_passes = passes);
        }
        let named = data.clone();
        let first = match data {
            Some(path) => worker::First::Named(path),
            // The sample is looked at; an own file, or none, is what the next day begins with.
            None => {
                let last = preferences.last_file.clone();
                worker::First::Last(last.filter(|path| *path != places::sample_data_file()))
            }
        };
        // The worker opens the file while the window is being made: the first frame does not wait for it.
        let worker = Worker::start(first).map_err(|err| WindowError::Other(err.to_string()))?;
        let waking = ctx.clone();
        worker.wake_with(move || waking.request_repaint());
        super::log_off::close_when_told(ctx.clone());
        let places = Places {
            data: named.unwrap_or_else(places::default_data_file),
            sample: places::sample_data_file(),
            this_month: this_month(),
        };
        let outside = System {
            worker,
            preferences_file,
            kept_files: preferences.recent.clone(),
            clipboard: None,
            adopt: Box::new(|it| it),
        };
        let window = Window::new(&ctx, State::new(preferences), places, outside);
        Ok(Self {
            ctx,
            window: Rc::new(RefCell::new(window)),
            run: Rc::new(RefCell::new(run)),
            until: Until::Closed,
            is_asked: false,
            is_again: false,
            was_cut_off: Rc::default(),
            began: Instant::now(),
        })
    }

    /// Shows the window by the first of these that carries it, and goes on by the next when it breaks.
    fn show(self, ladder: Vec<Graphics>) -> Result<Left, WindowError> {
        let mut rest = ladder.into_iter();
        let first = rest.next();
        let mut by = first;
        let mut lost_at: Option<Instant> = None;
        let mut fault = WindowError::Missing(Missing::Graphics);
        while let Some(graphics) = by {
            match self.open(graphics, first) {
                Ended::Closed => {
                    if !self.window.borrow().is_left() {
                        // The system took it away unasked.
                        self.save_typed();
                    }
                    self.leave();
                    return Ok(Left::Closed);
                }
                Ended::Lost => {
                    // A driver that started anew carries it again.
                    let now = Instant::now();
                    let is_again = lost_at.replace(now);
                    if is_again.is_some_and(|before| now - before < LOST_AGAIN_WITHIN) {
                        by = rest.next();
                    }
                    self.window.borrow_mut().show_anew(&self.ctx);
                }
                Ended::NotShown(err) if err.is_about_graphics() => {
                    fault = err;
                    by = rest.next();
                }
                Ended::NotShownAtAll(err) if err.is_about_graphics() => {
                    self.save_typed();
                    // This run stays among those that something took with it.
                    return match rest.as_slice() {
                        [] => Err(err),
                        rest => Ok(self.again(rest.to_vec())),
                    };
                }
                Ended::NotShown(err) | Ended::NotShownAtAll(err) => {
                    fault = err;
                    break;
                }
                Ended::Crashed(watch) => {
                    let kept = self.save_typed();
                    let is_worn = self.is_again && self.began.elapsed() < LOST_AGAIN_WITHIN;
                    let again = Some(graphics).filter(|_| !is_worn).into_iter().chain(rest);
                    let left = self.again(again.collect());
                    self.leave();
                    return match &left {
                        Left::StartAgain(again) if watch.is_lost() && !again.rest.is_empty() => {
                            Ok(left)
                        }
                        _ => Err(WindowError::Crashed(kept)),
                    };
                }
            }
        }
        self.save_typed();
        self.leave();
        Err(fault)
    }

    /// Shows the window by one of them.
    fn open(&self, graphics: Graphics, first: Option<Graphics>) -> Ended {
        if let Some(run) = self.run.borrow_mut().as_mut()
            && let Err(err) = run.tries(graphics)
        {
            tracing::warn!(kind = ?err.kind(), "what is tried is not remembered");
        }
        let watch = Watch::default();
        let is_shown = Rc::new(Cell::new(false));
        let is_other = first != Some(graphics) || self.is_again;
        let on_screen = OnScreen {
            window: Rc::clone(&self.window),
            run: Rc::clone(&self.run),
            watch: watch.clone(),
            graphics,
            is_fallback: is_other && graphics != Graphics::Hardware && !self.is_asked,
            was_cut_off: Rc::clone(&self.was_cut_off),
            until: self.until,
            began: self.began,
            is_shown: Rc::clone(&is_shown),
            num_frames: 0,
            num_measured: 0,
        };
        // A library that the window needs and that is not there makes winit panic, and a driver that refuses
        // something makes wgpu panic; it is told in words.
        let open = AssertUnwindSafe(|| on_screen.open(&self.ctx));
        let opened = catch_unwind(open);
        match (opened, is_shown.get()) {
            (Ok(Ok(())), _) if watch.is_lost() && !self.window.borrow().is_left() => Ended::Lost,
            (Ok(Ok(())), _) => Ended::Closed,
            (Err(_), true) if display::is_lost() => Ended::Closed,
            (Ok(Err(err)), true) if !display::answers() => {
                tracing::info!(error = %err, "the display is gone");
                Ended::Closed
            }
            (Ok(Err(err)), true) => {
                tracing::warn!(error = %err, "the window is gone");
                Ended::Lost
            }
            (Ok(Err(err)), false) => Ended::NotShown(system::failed(&err)),
            (Err(_), true) => Ended::Crashed(watch),
            (Err(_), false) => Ended::NotShownAtAll(system::broken()),
        }
    }

    fn again(&self, rest: Vec<Graphics>) -> Left {
        let window = self.window.borrow();
        let data = window.state().file.as_ref().map(|file| file.path.clone());
        Left::StartAgain(Again { rest, data })
    }

    /// Saves what is typed; what cannot be saved in its data file is put into a file of its own. Nothing can be
    /// asked of the worker then.
    fn save_typed(&self) -> Fate {
        let save = || self.window.borrow_mut().save_all(&self.ctx);
        let is_handed_over = catch_unwind(AssertUnwindSafe(save)).is_ok();
        let events = self.window.borrow_mut().outside().worker.finish();
        let look = || self.window.borrow_mut().unsaved_after(events);
        let unsaved = catch_unwind(AssertUnwindSafe(look));
        let (kept, aside) = match unsaved {
            Ok(None) if is_handed_over => (Fate::Saved, None),
            Ok(Some(report)) => match put_aside(&report) {
                Ok(path) => (Fate::Aside, Some(path)),
                Err(_) => (Fate::Unknown, None),
            },
            Ok(None) | Err(_) => (Fate::Unknown, None),
        };
        crash::is_kept(kept, aside.as_deref());
        kept
    }

    /// Ends the run in order, when the worker has done what it was asked. What no backup holds then is told by the
    /// next start.
    fn leave(self) {
        let last = self.window.borrow_mut().outside().worker.finish();
        if let Some(unbacked) = self.window.borrow().state().unbacked(&last)
            && let Err(err) = unbacked::note(&unbacked)
        {
            tracing::warn!(kind = ?err.kind(), "the next start does not tell that there is no backup");
        }
        if let Some(run) = self.run.borrow_mut().take() {
            run.end();
        }
    }
}

fn this_month() -> PeriodKey {
    PeriodKey::of_day(PeriodKind::Month, clock::now().date())
}

/// A panic ends the window while something cannot be saved: it is put into a file of its own. The test starts itself
/// again as the process that ends so: where its folders are, and how panics are reported, holds for all of it.
#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::app::message::{Existing, Request};
    use crate::app::open_report::Typing;
    use crate::app::session::Session;
    use crate::report::key::FigureKey;
    use crate::report::value::Value;

    const HOME: &str = "BAOCAO06_ASIDE_TEST_HOME";

    fn until(desktop: &Desktop, is_there: impl Fn(&State) -> bool) {
        let began = Instant::now();
        while !is_there(desktop.window.borrow().state()) {
            assert!(began.elapsed() < Duration::from_secs(20));
            let size = egui::vec2(1366.0, 768.0);
            let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
            let input = egui::RawInput { screen_rect, ..egui::RawInput::default() };
            let mut output = desktop.ctx.run_ui(input, |ui| {
                let mut window = desktop.window.borrow_mut();
                window.logic(ui.ctx());
                window.ui(ui);
            });
            output.textures_delta.clear();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn child_ends_while_something_cannot_be_saved() {
        let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else { return };
        crash::report_panics();
        let data = home.join("bao-cao.bc06");
        Session::create_sample(&data).unwrap().close().unwrap();
        let preferences_file = home.join("tuy-chon.json");
        let wanted = Some(data.clone());
        let desktop = Desktop::new(wanted, Preferences::default(), preferences_file, None).unwrap();
        until(&desktop, |state| state.file.is_some());
        let first = desktop.window.borrow().state().file.as_ref().unwrap().reports[0].id;
        desktop.window.borrow_mut().outside().worker.ask(Request::Load(first));
        until(&desktop, |state| state.open.is_some());

        std::fs::remove_file(&data).unwrap();
        let figure = FigureKey::parse("identity.cards").unwrap();
        let mut window = desktop.window.borrow_mut();
        let open = window.state_mut().open.as_mut().unwrap();
        open.type_figure(&figure, "88888", Typing::Ongoing);
        let period = open.report().header.period.key;
        drop(window);
        assert!(catch_unwind(|| panic!("88888 hồ sơ")).is_err());
        assert_eq!(desktop.save_typed(), Fate::Aside);
        desktop.leave();

        // The next start tells where it lies, and it is read like any report.
        let told = crash::take_untold().unwrap();
        assert_eq!(told.kept, Fate::Aside);
        let aside = told.aside.unwrap();
        assert!(aside.starts_with(places::aside_folder()), "{}", aside.display());
        let other = home.join("khac.bc06");
        Session::make(&other, |session| session.import(&aside, Existing::Ask)).unwrap();
        let mut session = Session::open(&other).unwrap();
        let report = session.find(period).unwrap();
        let report = session.load(report).unwrap().report;
        assert_eq!(report.values[&figure], Value::count(88_888));
        assert!(!data.exists(), "nothing comes back where the file was");
    }

    #[test]
    fn what_a_crash_could_not_save_lies_in_a_file_of_its_own() {
        let home = std::env::temp_dir().join(format!("baocao06-aside-{}", std::process::id()));
        std::fs::create_dir(&home).unwrap();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "ui::run::tests::child_ends_while_something_cannot_be_saved"])
            .env(HOME, &home)
            .env("HOME", &home)
            .env("XDG_DATA_HOME", &home)
            .env("XDG_CONFIG_HOME", &home)
            .output()
            .unwrap();
        let (out, err) = (&output.stdout, &output.stderr);
        let said = format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err));
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        let aside = std::fs::read_dir(home.join("baocao06/chua-luu")).unwrap();
        assert_eq!(aside.count(), 1);
        std::fs::remove_dir_all(&home).unwrap();
    }
}

//! Starts the window: the graphics adapter, the worker, file dialogs. The only place that knows
//! how a real window is made.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use eframe::egui_wgpu::{WgpuConfiguration, WgpuSetup};
use eframe::wgpu;

use super::start::Places;
use super::system::{self, Missing};
use super::window::{Outside, Window};
use crate::app::clip::ClipTable;
use crate::app::files::export_format::ExportFormat;
use crate::app::message::{Event, Purpose, Request};
use crate::app::platform::places;
use crate::app::platform::preferences::Preferences;
use crate::app::problem::Problem;
use crate::app::state::State;
use crate::app::worker::{self, Worker};
use crate::report::period::{PeriodKey, PeriodKind};

/// A dialog that ends sooner was never on screen (Linux without a portal and without zenity).
const DIALOG_SHOWN_AFTER: Duration = Duration::from_millis(250);

/// Why no window opened.
#[derive(Debug)]
pub enum WindowError {
    /// Something the system lacks.
    Missing(Missing),
    /// Something else; the library's own words.
    Other(String),
    /// The window was open, and the program ended in a panic; the log tells more.
    Crashed,
}

impl WindowError {
    /// One sentence: what happened, what was not lost, what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Missing(missing) => missing.words(),
            Self::Other(_) => format!("Không mở được cửa sổ trên máy này; {}", system::INSTEAD),
            Self::Crashed => "Chương trình gặp lỗi và phải dừng; những gì đã báo “Đã lưu” vẫn còn trong tệp. Hãy mở lại chương trình".to_owned(),
        }
    }
}

/// Whether a window was open in this process.
static WAS_OPEN: AtomicBool = AtomicBool::new(false);

/// How long the window stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until it is closed.
    Closed,
    /// Until its first screen with data is drawn; then it tells how long that took.
    FirstFrame,
}

/// Opens the window on a data file, or on the one that was open last, and stays until it is closed.
///
/// # Errors
/// When the system has no display, or lacks what a window needs.
pub fn run(data: Option<PathBuf>, until: Until) -> Result<(), WindowError> {
    if let Some(missing) = system::missing_display() {
        return Err(WindowError::Missing(missing));
    }
    // A library that the window needs and that is not there makes winit panic; it is told in words.
    let result = std::panic::catch_unwind(|| open(data, until));
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(err)) => Err(failed(&err)),
        Err(_) if WAS_OPEN.load(Ordering::Relaxed) => Err(WindowError::Crashed),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words =
                words.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(diagnose(words.unwrap_or_default()))
        }
    }
}

/// What a window that was not made means.
fn failed(err: &eframe::Error) -> WindowError {
    tracing::error!(error = %err, "no window");
    match err {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            let missing = system::missing_libraries().unwrap_or(Missing::Display);
            WindowError::Missing(missing)
        }
        eframe::Error::Wgpu(_) => WindowError::Missing(Missing::Graphics),
        eframe::Error::AppCreation(_) => diagnose(err.to_string()),
    }
}

fn diagnose(words: String) -> WindowError {
    system::missing_libraries().map_or(WindowError::Other(words), WindowError::Missing)
}

fn open(data: Option<PathBuf>, until: Until) -> eframe::Result {
    let preferences_file = places::preferences_file();
    let preferences = Preferences::load(&preferences_file);
    let named = data.clone();
    let first = match data {
        Some(path) => worker::First::Named(path),
        None => worker::First::Last(preferences.last_file.clone()),
    };
    // The worker opens the file while the window is being made: the first frame does not wait for it.
    let worker = Worker::start(first).map_err(|err| eframe::Error::AppCreation(Box::new(err)))?;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("baocao06")
            .with_title(super::window::PROGRAM)
            // With its title bar it stands above the taskbar of a screen of 1366×768.
            .with_inner_size([1280.0, 680.0])
            .with_min_inner_size([1024.0, 640.0]),
        renderer: eframe::Renderer::Wgpu,
        // There are no gradients to smooth, and software rendering pays for it in every pixel.
        dithering: false,
        wgpu_options: graphics(),
        persist_window: false,
        system_font_fallback: false,
        ..Default::default()
    };
    let create = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        WAS_OPEN.store(true, Ordering::Relaxed);
        let ctx = cc.egui_ctx.clone();
        super::log_off::close_when_told(ctx.clone());
        worker.wake_with(move || ctx.request_repaint());
        let parent = cc.winit_window().cloned();
        let adopt = Box::new(move |dialog: rfd::FileDialog| match &parent {
            Some(parent) => dialog.set_parent(parent),
            None => dialog,
        });
        let outside = System { worker, preferences_file, clipboard: None, adopt };
        let places = Places {
            data: named.unwrap_or_else(places::default_data_file),
            sample: places::sample_data_file(),
            this_month: this_month(),
        };
        let window = Window::new(&cc.egui_ctx, State::new(preferences), places, outside);
        Ok(match until {
            Until::Closed => Box::new(window) as Box<dyn eframe::App>,
            Until::FirstFrame => Box::new(Measured { window, num_frames: 0 }),
        })
    };
    eframe::run_native("baocao06", options, Box::new(create))
}

fn this_month() -> PeriodKey {
    PeriodKey::of_day(PeriodKind::Month, crate::app::platform::clock::now().date())
}

/// Low power first, software last: old office laptops have only the one, remote desktops only the other.
fn graphics() -> WgpuConfiguration {
    let mut setup = eframe::egui_wgpu::WgpuSetupCreateNew::without_display_handle();
    let chosen = wgpu::Backends::from_env();
    setup.instance_descriptor.backends = chosen.unwrap_or(if cfg!(windows) {
        wgpu::Backends::DX12 | wgpu::Backends::GL
    } else if cfg!(target_os = "macos") {
        wgpu::Backends::METAL
    } else {
        wgpu::Backends::VULKAN | wgpu::Backends::GL
    });
    setup.power_preference = wgpu::PowerPreference::LowPower;
    setup.native_adapter_selector = Some(Arc::new(|adapters, surface| {
        let fits = |adapter: &&wgpu::Adapter| {
            surface.is_none_or(|surface| adapter.is_surface_supported(surface))
        };
        let fitting = adapters.iter().filter(fits);
        let best = fitting.min_by_key(|adapter| rank(adapter.get_info().device_type));
        best.cloned().ok_or_else(|| "no graphics adapter fits the window".to_owned())
    }));
    WgpuConfiguration { wgpu_setup: WgpuSetup::CreateNew(setup), ..Default::default() }
}

fn rank(device: wgpu::DeviceType) -> u8 {
    match device {
        wgpu::DeviceType::IntegratedGpu => 0,
        wgpu::DeviceType::DiscreteGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    }
}

/// A window that tells how long its start took, and closes.
struct Measured {
    window: Window<System>,
    num_frames: u8,
}

impl eframe::App for Measured {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.window.logic(ctx);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        eframe::App::clear_color(&self.window, visuals)
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.window.ui(ui);
        if self.window.state().screen != crate::app::state::Screen::Opening {
            self.num_frames = self.num_frames.saturating_add(1);
        }
        // The frame before this one is on the screen.
        if self.num_frames == 2 {
            super::measure::report();
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

/// The real outside of the window.
struct System {
    worker: Worker,
    preferences_file: PathBuf,
    /// Made when it is first needed, and kept: on Linux what is on the clipboard is there only as
    /// long as whoever put it there.
    clipboard: Option<arboard::Clipboard>,
    /// Makes a dialog a child of our window, so that it cannot slip behind it.
    adopt: Box<dyn Fn(rfd::FileDialog) -> rfd::FileDialog>,
}

impl System {
    fn clipboard(&mut self) -> Result<&mut arboard::Clipboard, arboard::Error> {
        match &mut self.clipboard {
            Some(clipboard) => Ok(clipboard),
            none => Ok(none.insert(arboard::Clipboard::new()?)),
        }
    }
}

impl Outside for System {
    fn events(&mut self) -> Vec<Event> {
        self.worker.events()
    }

    fn ask(&mut self, request: Request) {
        self.worker.ask(request);
    }

    fn choose(&mut self, purpose: Purpose) {
        let dialog = (self.adopt)(dialog(&purpose));
        let answer = self.worker.answer();
        // A dialog blocks; on a thread of its own the window goes on painting.
        let spawned = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let before = std::time::Instant::now();
            let path = match &purpose {
                Purpose::BackUpElsewhere | Purpose::ListElsewhere => dialog.pick_folder(),
                Purpose::OpenFile
                | Purpose::Import
                | Purpose::TakeForm(_)
                | Purpose::TakeSkeleton(_) => dialog.pick_file(),
                Purpose::Export { .. }
                | Purpose::Rescue { .. }
                | Purpose::MoveData { .. }
                | Purpose::ExportForm { .. }
                | Purpose::ExportSkeleton { .. } => dialog.save_file(),
            };
            // Nobody cancels this fast: there was no dialog to cancel.
            let was_shown = path.is_some() || before.elapsed() > DIALOG_SHOWN_AFTER;
            if was_shown || !cfg!(target_os = "linux") {
                answer(Event::Chosen { purpose, path });
            } else {
                answer(Event::Failed(Problem::no_dialog()));
                answer(Event::Chosen { purpose, path: None });
            }
        });
        if let Err(err) = spawned {
            tracing::error!(%err, "no thread for a file dialog");
            let purpose = Purpose::Import;
            self.worker.answer()(Event::Chosen { purpose, path: None });
            self.worker.answer()(Event::Failed(Problem::no_dialog()));
        }
    }

    fn open(&mut self, path: &Path) {
        if let Err(err) = opener::open(path) {
            tracing::warn!(%err, "the system did not open a file");
            self.worker.answer()(Event::Failed(Problem::cannot_show(path)));
        }
    }

    fn copy(&mut self, table: &ClipTable) -> Result<(), Problem> {
        let copied = self.clipboard().and_then(|clipboard| {
            clipboard.set().html(table.html.as_str(), Some(table.text.as_str()))
        });
        copied.map_err(|err| {
            tracing::warn!(%err, "the clipboard was not written");
            // A connection that broke is made anew the next time.
            self.clipboard = None;
            Problem::no_clipboard()
        })
    }

    fn keep(&mut self, preferences: &Preferences) {
        if let Err(err) = preferences.save(&self.preferences_file) {
            tracing::warn!(%err, "preferences were not saved");
        }
    }
}

fn dialog(purpose: &Purpose) -> rfd::FileDialog {
    let (title, format, file_name) = match purpose {
        Purpose::OpenFile => ("Mở tệp dữ liệu", None, None),
        Purpose::Import => ("Nhập tệp số liệu", Some(ExportFormat::Json), None),
        Purpose::Export { format, file_name, .. } => {
            ("Lưu tệp xuất", Some(*format), Some(file_name))
        }
        Purpose::ExportForm { file_name, .. } => {
            ("Lưu phiếu thu thập", Some(ExportFormat::Xlsx), Some(file_name))
        }
        Purpose::TakeForm(_) => ("Chọn phiếu đã điền", Some(ExportFormat::Xlsx), None),
        Purpose::ExportSkeleton { file_name, .. } => {
            ("Lưu khung Word để sửa", Some(ExportFormat::Docx), Some(file_name))
        }
        Purpose::TakeSkeleton(_) => ("Chọn khung Word của đơn vị", Some(ExportFormat::Docx), None),
        Purpose::MoveData { file_name } => {
            ("Lưu toàn bộ dữ liệu ra tệp khác", None, Some(file_name))
        }
        Purpose::BackUpElsewhere => {
            let title = "Chọn thư mục để sao lưu, ví dụ trên USB hoặc ổ mạng";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::ListElsewhere => {
            let title = "Chọn thư mục có các bản sao";
            return in_documents(rfd::FileDialog::new().set_title(title));
        }
        Purpose::Rescue { file_name } => {
            ("Lưu số liệu chưa ghi được ra tệp khác", Some(ExportFormat::Json), Some(file_name))
        }
    };
    let (file_kind, extension) = match format.map(ExportFormat::about) {
        Some(about) => (about.file_kind, about.extension),
        None => ("Tệp dữ liệu Báo cáo 06", places::DATA_EXTENSION),
    };
    let mut extensions = vec![extension];
    if matches!(purpose, Purpose::TakeSkeleton(_)) {
        // Offices keep their forms as templates of Word as well; only the look is taken of any of them.
        extensions.extend(["dotx", "docm", "dotm"]);
    }
    let dialog = rfd::FileDialog::new().set_title(title).add_filter(file_kind, &extensions);
    let dialog = in_documents(dialog);
    match file_name {
        Some(file_name) => dialog.set_file_name(file_name),
        None => dialog,
    }
}

/// The same, beginning in the folder of documents where there is one.
fn in_documents(dialog: rfd::FileDialog) -> rfd::FileDialog {
    match places::documents_folder() {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

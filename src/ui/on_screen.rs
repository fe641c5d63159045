//! The window while one adapter draws it: what eframe drives. The window itself outlives it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::time::Instant;

use super::graphics::{self, Watch};
use super::outside::System;
use super::window::Window;
use crate::app::platform::crash;
use crate::app::platform::graphics::Graphics;
use crate::app::platform::runs::RunFile;
use crate::app::platform::unbacked;
use crate::app::platform::window_place::{ScreenArea, WindowPlace};
use crate::app::problem::Problem;
use crate::app::state::Screen;

/// How long the window stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until it is closed.
    Closed,
    /// Until its first screen with data is drawn; then it tells how long that took.
    FirstFrame,
}

/// What one attempt to show the window has.
pub(super) struct OnScreen {
    pub(super) window: Rc<RefCell<Window<System>>>,
    pub(super) run: Rc<RefCell<Option<RunFile>>>,
    pub(super) watch: Watch,
    pub(super) graphics: Graphics,
    /// Whether that is not what somebody asked for, nor the usual.
    pub(super) is_fallback: bool,
    /// Whether an earlier run was cut off, and nobody was told.
    pub(super) was_cut_off: Rc<Cell<bool>>,
    pub(super) until: Until,
    /// The clock of the window goes on when it is made again.
    pub(super) began: Instant,
    pub(super) is_shown: Rc<Cell<bool>>,
    pub(super) num_frames: u8,
    /// Frames of a screen with data.
    pub(super) num_measured: u8,
}

impl OnScreen {
    pub(super) fn open(self, ctx: &egui::Context) -> eframe::Result {
        let options = eframe::NativeOptions {
            viewport: viewport(ctx, self.window.borrow().state().preferences.window),
            renderer: eframe::Renderer::Wgpu,
            // There are no gradients to smooth, and software rendering pays for it in every pixel.
            dithering: false,
            wgpu_options: graphics::configuration(self.graphics),
            persist_window: false,
            system_font_fallback: false,
            ..Default::default()
        };
        let create = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
            if let Some(render) = &cc.wgpu_render_state {
                self.watch.over(render, &cc.egui_ctx);
                let adapter = graphics::adapter(render);
                tracing::info!(adapter, "a window is made");
                self.window.borrow_mut().set_adapter(adapter);
            }
            // The window on the screen is gone only when nobody holds it any more.
            bring_within_reach(cc);
            let parent = cc.winit_window().map(Arc::downgrade);
            let adopt = Box::new(move |dialog: rfd::FileDialog| {
                match parent.as_ref().and_then(Weak::upgrade) {
                    Some(parent) => dialog.set_parent(&parent),
                    None => dialog,
                }
            });
            self.window.borrow_mut().outside().adopt = adopt;
            Ok(Box::new(self) as Box<dyn eframe::App>)
        };
        eframe::run_native_ext("baocao06", options, Some(ctx.clone()), Box::new(create))
    }

    /// The frame before this one is on the screen: whatever drew it works.
    fn was_drawn(&mut self, ctx: &egui::Context) {
        self.is_shown.set(true);
        if let Some(run) = self.run.borrow_mut().as_mut()
            && let Err(err) = run.is_shown(self.graphics)
        {
            tracing::warn!(kind = ?err.kind(), "that the window is open is not remembered");
        }
        let mut news = Vec::from_iter(self.was_cut_off.take().then(Problem::cut_off));
        let unbacked = unbacked::take();
        news.extend(unbacked.as_ref().map(Problem::closed_without_backup));
        news.extend(crash::take_untold().map(|crash| Problem::after_crash(&crash)));
        news.extend(self.is_fallback.then(|| Problem::other_graphics(self.graphics)));
        self.window.borrow_mut().drawn_by(ctx, self.graphics, news);
    }

    /// Closes the window when it was on screen with data and only that was to be measured.
    fn measure(&mut self, ctx: &egui::Context) {
        let screen = self.window.borrow().state().screen;
        if screen != Screen::Opening {
            self.num_measured = self.num_measured.saturating_add(1);
        }
        if self.num_measured == 2 {
            super::measure::report();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ctx.request_repaint();
    }
}

/// The place of the window on the screen: that which it had before it was made anew, or when it was closed the last
/// time; the usual one at first.
fn viewport(ctx: &egui::Context, closed_at: Option<WindowPlace>) -> egui::ViewportBuilder {
    let had = ctx.input(|input| input.viewport().clone());
    let closed_at = closed_at.filter(|_| had.inner_rect.is_none());
    let zoom = ctx.zoom_factor();
    #[expect(clippy::cast_precision_loss, reason = "points of a screen")]
    let in_points = |(x, y): (i64, i64)| egui::vec2(x as f32, y as f32) / zoom;
    let was = closed_at.map(|place| in_points((place.size.0.into(), place.size.1.into())));
    let corner = closed_at.and_then(|place| place.corner);
    let corner = corner.map(|(x, y)| in_points((x.into(), y.into())).to_pos2());
    let was_maximized = closed_at.is_some_and(|place| place.is_maximized);
    // With its title bar it stands above the taskbar of a screen of 1366×768.
    let size = had.inner_rect.map(|rect| rect.size()).or(was);
    let size = size.unwrap_or(egui::vec2(1280.0, 680.0));
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("baocao06")
        .with_title(super::window::PROGRAM)
        .with_icon(super::icon::icon())
        .with_inner_size(size)
        .with_clamp_size_to_monitor_size(true)
        .with_maximized(had.maximized == Some(true) || was_maximized)
        .with_min_inner_size([1024.0, 640.0]);
    match had.outer_rect.map(|rect| rect.min).or(corner) {
        Some(corner) => viewport.with_position(corner),
        None => viewport,
    }
}

/// Brings a window whose title bar is on no screen onto the first one: the screen that it was on is gone.
fn bring_within_reach(cc: &eframe::CreationContext<'_>) {
    let Some(window) = cc.winit_window() else { return };
    let screens: Vec<_> = window.available_monitors().collect();
    let size = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let areas = screens.iter().map(|screen| ScreenArea {
        left: screen.position().x,
        top: screen.position().y,
        width: size(screen.size().width),
        height: size(screen.size().height),
    });
    let areas: Vec<ScreenArea> = areas.collect();
    let (Ok(at), Some(first)) = (window.outer_position(), screens.first()) else {
        return;
    };
    let (width, height) = (size(window.outer_size().width), size(window.outer_size().height));
    let own = ScreenArea { left: at.x, top: at.y, width, height };
    if !own.is_within_reach(&areas) {
        window.set_outer_position(first.position());
    }
}

impl eframe::App for OnScreen {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if !self.watch.is_lost() {
            return self.window.borrow_mut().logic(ctx);
        }
        // The way out of a window that cannot be drawn: not the way of its button, which asks and saves first.
        if !ctx.input(|input| input.viewport().close_requested()) {
            self.window.borrow_mut().logic(ctx);
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.num_frames = self.num_frames.saturating_add(1);
        match self.num_frames {
            1 => ui.ctx().request_repaint(),
            2 => self.was_drawn(ui.ctx()),
            _ => {}
        }
        self.window.borrow_mut().ui(ui);
        if self.watch.is_lost() {
            // Keys and fields go on, so that nothing typed meanwhile is lost; there is nothing to paint on.
            ui.ctx().graphics_mut(|graphics| *graphics = egui::layers::GraphicLayers::default());
        }
        if self.until == Until::FirstFrame {
            self.measure(ui.ctx());
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        raw_input.time = Some(self.began.elapsed().as_secs_f64());
        self.window.borrow_mut().raw_input_hook(ctx, raw_input);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.window.borrow().clear_color(visuals)
    }
}

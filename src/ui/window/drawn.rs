//! What the window has to do with what draws it, and with the screen it is drawn on.

use egui::Context;

use super::{Outside, Window, title};
use crate::app::platform::graphics::Graphics;
use crate::app::problem::Problem;
use crate::app::state::Notice;

impl<O: Outside> Window<O> {
    /// The window is on the screen. What draws it is remembered for the next start; the start has this to tell.
    pub(crate) fn drawn_by(&mut self, ctx: &Context, graphics: Graphics, news: Vec<Problem>) {
        let effects = self.state.drawn_by(graphics, news);
        self.carry_out(ctx, effects);
    }

    /// What drew the window is gone, and something else is about to: it is given anew what only that had.
    pub(crate) fn show_anew(&mut self, ctx: &Context) {
        title::PROGRAM.clone_into(&mut self.title);
        self.preview.forget_pictures();
        let letters = ctx.fonts(|fonts| fonts.image());
        let letters = egui::epaint::ImageDelta::full(letters, egui::TextureOptions::LINEAR);
        ctx.tex_manager().write().set(egui::TextureId::default(), letters);
        let words = "Màn hình vừa bị ngắt nên cửa sổ được mở lại; những gì đã nhập vẫn còn";
        self.state.notice = Some(Notice::Said(words.to_owned()));
    }

    /// Takes note of the screen, for whoever helps the office.
    pub(super) fn look_at_screen(&mut self, ctx: &Context) {
        let (monitor, content, scale) = ctx.input(|input| {
            let scale = input.pixels_per_point();
            (input.viewport().monitor_size, input.content_rect().size(), scale)
        });
        let monitor =
            monitor.map_or_else(|| "?".to_owned(), |size| format!("{:.0} × {:.0}", size.x, size.y));
        let facts = &mut self.state.screen_facts;
        facts.screen = format!(
            "{monitor}; cửa sổ {:.0} × {:.0} điểm; {scale:.2} điểm ảnh mỗi điểm",
            content.x, content.y
        );
        facts.zoom_percent = self.state.preferences.zoom_percent;
    }

    /// What draws the window is called so.
    pub(crate) fn set_adapter(&mut self, adapter: String) {
        self.state.screen_facts.adapter = adapter;
    }
}

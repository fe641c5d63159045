//! What the preview draws of an office's own Word skeleton: its fonts and the pictures of headers and
//! footers; and what it says where the machine cannot show them.

use std::sync::Arc;

use egui::{ColorImage, Context, RichText, TextureHandle, TextureId, TextureOptions, Ui};

use crate::app::look::office_look::OfficeLook;
use crate::ui::serif;
use crate::ui::theme::{self, Tokens};

/// What was given to egui for the look that is shown.
#[derive(Default)]
pub(super) struct OfficeArt {
    made_of: Option<Arc<OfficeLook>>,
    /// In the order of the skeleton's pictures.
    pictures: Vec<Option<TextureHandle>>,
}

impl std::fmt::Debug for OfficeArt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OfficeArt({} pictures)", self.pictures.len())
    }
}

impl OfficeArt {
    /// Whether it was made of a look.
    pub(super) fn is_of(&self, look: &Arc<OfficeLook>) -> bool {
        self.made_of.as_ref().is_some_and(|made_of| Arc::ptr_eq(made_of, look))
    }

    /// Gives egui the letters and pictures of a look; letters are there from the next frame on.
    pub(super) fn of(ctx: &Context, look: &Arc<OfficeLook>) -> Self {
        serif::install(ctx);
        serif::install_own(ctx, look.fonts());
        let pictures = look.pictures().iter().enumerate().map(|(at, picture)| {
            let picture = picture.as_ref()?;
            let size = [picture.width, picture.height];
            let pixels = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            let name = format!("picture {at} of the skeleton");
            Some(ctx.load_texture(name, pixels, TextureOptions::LINEAR))
        });
        Self { made_of: Some(Arc::clone(look)), pictures: pictures.collect() }
    }

    /// A picture of the skeleton.
    pub(super) fn picture(&self, image: Option<usize>) -> Option<TextureId> {
        self.pictures.get(image?)?.as_ref().map(TextureHandle::id)
    }
}

/// What is not shown as it will be printed.
pub(super) fn notices(look: &OfficeLook) -> Vec<String> {
    let missing: Vec<&str> = look.fonts().missing().iter().map(|name| name.as_str()).collect();
    let mut notices = Vec::new();
    if !missing.is_empty() {
        let fonts = missing.join(", ");
        notices.push(format!("Máy này không có phông {fonts}: bản in có thể xuống dòng chỗ khác"));
    }
    let num_undrawn = look.num_undrawn();
    if num_undrawn > 0 {
        notices.push(format!("{num_undrawn} hình ở đầu hoặc chân trang chỉ hiện khung"));
    }
    notices
}

/// Says it above the pages.
pub(super) fn notices_ui(ui: &mut Ui, look: &OfficeLook, gap: f32) {
    for words in notices(look) {
        ui.horizontal(|ui| {
            ui.add_space(gap);
            let text = RichText::new(&words).font(theme::small());
            let text = text.color(Tokens::of(ui).text_second);
            ui.add(egui::Label::new(text).truncate()).on_hover_text(&words);
        });
    }
}

//! How large the pages of the preview are, and the buttons for that and for turning pages.

use egui::{Align, Button, Event, Layout, RichText, Ui, vec2};

use crate::pages::flow::Page;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::icons::{self, Icon};

/// Points a twip where a page is as large as on paper: a screen has 96 of them to the inch.
const PAPER_SIZE: f32 = 96.0 / 1440.0;
/// The sizes that the buttons go through, in percent of that.
const STEPS: [u16; 10] = [50, 67, 75, 90, 100, 110, 125, 150, 175, 200];
/// Pages that fill the pane are no wider, in points: they would only be larger than on paper.
const FITTED_MAX: f32 = 640.0;
/// A narrower pane has no room for its name beside the buttons.
const NAME_FROM: f32 = 380.0;
/// A narrower pane has no room for a hint.
const HINT_FROM: f32 = 640.0;

/// How large pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Zoom {
    /// As wide as the pane.
    #[default]
    Fitted,
    /// So many percent of their size on paper.
    Percent(u16),
}

/// What was asked for by a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Another size.
    Zoom(Zoom),
    /// The page before.
    Before,
    /// The page after.
    After,
}

/// What the line above the pages tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// Which page is seen, from 0.
    pub(super) page: usize,
    /// How many there are.
    pub(super) num_pages: usize,
    /// How large they are, in percent.
    pub(super) percent: u16,
    /// How that was chosen.
    pub(super) zoom: Zoom,
}

impl Zoom {
    /// Points a twip of a page, in a pane with so much room.
    pub(super) fn scale(self, page: &Page, room: f32) -> f32 {
        match self {
            Self::Fitted => room.min(FITTED_MAX) / page.width.max(1) as f32,
            Self::Percent(percent) => PAPER_SIZE * f32::from(percent) / 100.0,
        }
    }
}

/// How many percent a scale is.
pub(super) fn percent_of(scale: f32) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage")]
    let percent = (scale / PAPER_SIZE * 100.0).round().clamp(1.0, 999.0) as u16;
    percent
}

/// The next larger size.
fn larger(percent: u16) -> Option<Zoom> {
    STEPS.into_iter().find(|step| *step > percent).map(Zoom::Percent)
}

/// The next smaller size.
fn smaller(percent: u16) -> Option<Zoom> {
    STEPS.into_iter().rfind(|step| *step < percent).map(Zoom::Percent)
}

/// The size that the wheel asks for when it is turned over the pane with Ctrl held.
pub(super) fn wheel(ui: &Ui, percent: u16) -> Option<Zoom> {
    if !ui.rect_contains_pointer(ui.max_rect()) {
        return None;
    }
    let up = |event: &Event| match event {
        Event::MouseWheel { delta, modifiers, .. } if modifiers.command => Some(delta.y),
        _ => None,
    };
    turned(percent, ui.input(|input| input.events.iter().filter_map(up).sum()))
}

fn turned(percent: u16, up: f32) -> Option<Zoom> {
    if up > 0.0 {
        larger(percent)
    } else if up < 0.0 {
        smaller(percent)
    } else {
        None
    }
}

/// The buttons in the line above the pages, and what was asked for by them; `rest` draws what stands at the right
/// end.
pub(super) fn bar(ui: &mut Ui, told: Told, rest: impl FnOnce(&mut Ui)) -> Option<Asked> {
    let width = ui.available_width();
    let mut asked = None;
    let mut press = |response: egui::Response, what: Option<Asked>| {
        if response.clicked() {
            asked = what.or(asked);
        }
    };
    if width >= NAME_FROM {
        ui.label(RichText::new("Xem trước").font(theme::strong()));
    }
    ui.spacing_mut().item_spacing.x = 2.0;
    let before = (told.page > 0).then_some(Asked::Before);
    press(sign(ui, Icon::Up, "Trang trước", before), before);
    let after = (told.page + 1 < told.num_pages).then_some(Asked::After);
    press(sign(ui, Icon::Down, "Trang sau", after), after);
    let mut words = format!("Trang {}/{}", told.page + 1, told.num_pages.max(1));
    if width >= HINT_FROM {
        words.push_str(" · bấm vào một chỗ để đến ô nhập");
    }
    ui.add_space(2.0);
    ui.label(RichText::new(words).font(theme::small()).color(Tokens::of(ui).text_second));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        rest(ui);
        ui.add_space(2.0);
        let more = larger(told.percent).map(Asked::Zoom);
        press(text_button(ui, "+", "Phóng to trang", more), more);
        let fitted = Some(Asked::Zoom(Zoom::Fitted)).filter(|_| told.zoom != Zoom::Fitted);
        let percent = format!("{} %", told.percent);
        let hint = match told.zoom {
            Zoom::Fitted => "Trang đang vừa bề rộng khung",
            Zoom::Percent(_) => "Về vừa bề rộng khung",
        };
        let response = text_button(ui, &percent, hint, fitted);
        press(response, fitted);
        let less = smaller(told.percent).map(Asked::Zoom);
        press(text_button(ui, "−", "Thu nhỏ trang", less), less);
    });
    asked
}

/// A button with a sign; it can be pressed where it asks for something.
fn sign(ui: &mut Ui, icon: Icon, name: &str, asks: Option<Asked>) -> egui::Response {
    ui.add_enabled_ui(asks.is_some(), |ui| icons::button(ui, icon, name)).inner
}

fn text_button(ui: &mut Ui, text: &str, name: &str, asks: Option<Asked>) -> egui::Response {
    let button = Button::new(RichText::new(text).font(theme::small()));
    let button = button.min_size(vec2(theme::FIELD_HEIGHT, theme::FIELD_HEIGHT));
    let response = ui.add_enabled(asks.is_some(), button);
    response.widget_info(|| {
        let name = format!("{name} ({text})");
        egui::WidgetInfo::labeled(egui::Role::Button, asks.is_some(), name)
    });
    response.on_hover_text(name).on_disabled_hover_text(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_from_50_to_200_percent_and_no_further() {
        let mut percent = 100;
        let mut num_steps = 0;
        while let Some(Zoom::Percent(next)) = larger(percent) {
            assert!(next > percent);
            percent = next;
            num_steps += 1;
        }
        assert_eq!((percent, num_steps), (200, 5));
        while let Some(Zoom::Percent(next)) = smaller(percent) {
            assert!(next < percent);
            percent = next;
        }
        assert_eq!(percent, 50);
        assert_eq!(larger(81), Some(Zoom::Percent(90)));
        assert_eq!((turned(100, 3.0), turned(100, 0.0)), (Some(Zoom::Percent(110)), None));
    }

    #[test]
    fn a_size_is_that_of_paper() {
        let page = Page { width: 11906, height: 16838, ..Page::default() };
        let scale = Zoom::Percent(100).scale(&page, 400.0);
        assert!((scale * 11906.0 - 793.7).abs() < 0.1, "A4 at 96 points to the inch");
        assert_eq!(percent_of(Zoom::Percent(175).scale(&page, 1.0)), 175);
        assert!((Zoom::Fitted.scale(&page, 400.0) * 11906.0 - 400.0).abs() < 0.01);
        assert!((Zoom::Fitted.scale(&page, 4000.0) * 11906.0 - FITTED_MAX).abs() < 0.1);
    }
}

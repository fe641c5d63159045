//! Cards: what a form is made of, each with a heading and perhaps buttons at its right.

use std::borrow::Cow;

use egui::{Align, Color32, Layout, Margin, RichText, Ui, vec2};

use crate::ui::intent::Intent;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets;

/// What stands around the words of a button, in points.
const BUTTON_FRAME: f32 = 20.0;

/// A button at the right of a card's heading.
#[derive(Debug, Clone)]
pub struct HeadButton {
    /// What it says.
    pub label: String,
    /// What it does.
    pub hint: Cow<'static, str>,
    /// What is wanted by a click on it.
    pub intent: Intent,
}

/// A card with a heading.
pub fn card(ui: &mut Ui, heading: &str, contents: impl FnOnce(&mut Ui)) {
    card_with(ui, heading, &[], contents);
}

/// A card with a heading and perhaps buttons at its right; gives back what is wanted of them.
pub(super) fn card_with(
    ui: &mut Ui,
    heading: &str,
    buttons: &[&HeadButton],
    contents: impl FnOnce(&mut Ui),
) -> Option<Intent> {
    let tokens = Tokens::of(ui);
    let frame = theme::card(tokens).inner_margin(Margin::same(16));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = RichText::new(heading).font(theme::strong()).color(tokens.text);
        let clicked = if buttons.is_empty() {
            if !heading.is_empty() {
                ui.label(title);
            }
            None
        } else {
            heading_with(ui, title, buttons)
        };
        if !buttons.is_empty() || !heading.is_empty() {
            ui.add_space(4.0);
        }
        contents(ui);
        clicked
    });
    ui.add_space(theme::GAP_GROUP - theme::GAP);
    shown.inner
}

/// A heading that breaks its lines in front of the buttons at its right.
fn heading_with(ui: &mut Ui, title: RichText, buttons: &[&HeadButton]) -> Option<Intent> {
    let name = title.text().to_owned();
    let width = |button: &HeadButton| {
        let galley =
            ui.painter().layout_no_wrap(button.label.clone(), theme::small(), Color32::PLACEHOLDER);
        galley.size().x + BUTTON_FRAME + theme::GAP
    };
    let buttons_width: f32 = buttons.iter().copied().map(width).sum();
    let row = ui.horizontal_top(|ui| {
        ui.set_min_height(24.0);
        let width = ui.available_width() - buttons_width;
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.add(egui::Label::new(title).wrap());
        });
        let (size, layout) =
            (vec2(ui.available_width(), 24.0), Layout::right_to_left(Align::Center));
        let shown = ui.allocate_ui_with_layout(size, layout, |ui| {
            let mut clicked = None;
            for button in buttons.iter().rev() {
                if head_button(ui, button, &name) {
                    clicked = Some(button.intent.clone());
                }
            }
            clicked
        });
        shown.inner
    });
    row.inner
}

fn head_button(ui: &mut Ui, button: &HeadButton, heading: &str) -> bool {
    let response = widgets::small_button(ui, button.label.as_str());
    let (is_enabled, name) = (ui.is_enabled(), format!("{}: {heading}", button.label));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, &name));
    response.on_hover_text(&*button.hint).clicked()
}

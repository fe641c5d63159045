//! Where the window stands on the screen, and how wide its panes are: remembered, and the latter dragged.

use egui::{Context, Id, Rangef, Ui};

use super::{Outside, Window};
use crate::app::platform::preferences::{Pane, PaneWidths};
use crate::app::platform::window_place::WindowPlace;
use crate::app::state::Effect;
use crate::ui::preview::Arrangement;
use crate::ui::widgets::divider::{Divider, Pulled};

/// The usual width of the list of pages.
pub(super) const PAGES_WIDTH: f32 = 252.0;
/// The least and the greatest width that it can be dragged to.
const PAGES: Rangef = Rangef { min: 180.0, max: 440.0 };
/// The least and the greatest width that the pane beside the form can be dragged to.
const PANE: Rangef = Rangef { min: 280.0, max: 1100.0 };
/// What is left for the form, however far an edge is dragged.
const FORM_LEAST: f32 = 480.0;

/// How wide the panes are in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Widths {
    /// The list of pages.
    pub(super) pages: f32,
    /// How the pane beside the form shares the window with it.
    pub(super) arrangement: Arrangement,
}

/// An edge that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Pages,
    Pane,
}

impl Widths {
    /// In a window of a width: what there is room for is told by the usual widths, so that no pane goes away under
    /// the mouse.
    fn of(window: f32, pane: Pane, wanted: &PaneWidths) -> Self {
        let usual = match pane {
            Pane::Folded => Arrangement::folded(window, PAGES_WIDTH),
            Pane::Preview => Arrangement::of(window, PAGES_WIDTH),
            Pane::Checks | Pane::Details | Pane::History => {
                Arrangement::beside(window, PAGES_WIDTH)
            }
        };
        let wanted_pane = slot(pane, wanted).map(f32::from);
        let wide = |usual: f32, room: f32| {
            let most = (room - FORM_LEAST).clamp(PANE.min, PANE.max);
            wanted_pane.map_or(usual, |wanted| wanted.clamp(PANE.min, most))
        };
        let list = |room: f32| {
            let most = (room - FORM_LEAST).clamp(PAGES.min, PAGES.max);
            wanted.pages.map_or(PAGES_WIDTH, f32::from).clamp(PAGES.min, most)
        };
        let (pages, arrangement) = match usual {
            Arrangement::WithList(width) => {
                let pages = list(window - width.min(PANE.min));
                let width = wide(width, window - pages);
                (pages, Arrangement::WithList(width))
            }
            Arrangement::WithForm(width) => {
                (PAGES_WIDTH, Arrangement::WithForm(wide(width, window)))
            }
            Arrangement::Folded => (list(window), usual),
            Arrangement::FormAlone | Arrangement::Alone => (PAGES_WIDTH, usual),
        };
        Self { pages, arrangement }
    }
}

/// How wide a pane was made.
fn slot(pane: Pane, widths: &PaneWidths) -> Option<u16> {
    match pane {
        Pane::Folded => None,
        Pane::Preview => widths.preview,
        Pane::Checks | Pane::Details | Pane::History => widths.words,
    }
}

/// A width in whole points, which is what is remembered.
fn whole(width: f32) -> u16 {
    let width = width.round().clamp(0.0, 4000.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    let whole = width as u16;
    whole
}

impl<O: Outside> Window<O> {
    /// How wide the panes are in a window of a width.
    pub(super) fn widths(&self, window: f32) -> Widths {
        let likes = &self.state.preferences;
        Widths::of(window, likes.pane, &likes.widths)
    }

    /// The edges of the panes, drawn over them: they can be dragged, and go back by a double click.
    pub(super) fn edges(&mut self, ui: &Ui, widths: Widths) {
        let area = ui.max_rect();
        let y_range = area.y_range();
        let pages = match widths.arrangement {
            Arrangement::Folded | Arrangement::WithList(_) => Some(area.left() + widths.pages),
            Arrangement::WithForm(_) | Arrangement::FormAlone | Arrangement::Alone => None,
        };
        let pane = match widths.arrangement {
            Arrangement::WithList(width) | Arrangement::WithForm(width) => {
                Some(area.right() - width)
            }
            Arrangement::Folded | Arrangement::FormAlone | Arrangement::Alone => None,
        };
        let edges = [
            (Edge::Pages, "Kéo để đổi bề rộng danh sách các phần", pages),
            (Edge::Pane, "Kéo để đổi bề rộng khung bên phải", pane),
        ];
        for (edge, name, x) in edges {
            let Some(x) = x else { continue };
            let divider = Divider { id: Id::unique(name), name, x, y_range };
            if let Some(pulled) = divider.show(ui) {
                let width = |to: f32| match edge {
                    Edge::Pages => to - area.left(),
                    Edge::Pane => area.right() - to,
                };
                self.pull(ui.ctx(), edge, pulled, width);
            }
        }
    }

    fn pull(&mut self, ctx: &Context, edge: Edge, pulled: Pulled, width: impl Fn(f32) -> f32) {
        let likes = &mut self.state.preferences;
        let slot = match (edge, likes.pane) {
            (Edge::Pages, _) => &mut likes.widths.pages,
            (Edge::Pane, Pane::Preview) => &mut likes.widths.preview,
            (Edge::Pane, _) => &mut likes.widths.words,
        };
        let range = match edge {
            Edge::Pages => PAGES,
            Edge::Pane => PANE,
        };
        match pulled {
            Pulled::To(x) => *slot = Some(whole(range.clamp(width(x)))),
            Pulled::Back => *slot = None,
            Pulled::Done => {}
        }
        ctx.request_repaint();
        if !matches!(pulled, Pulled::To(_)) {
            // Not while it moves: each would be a write to the disk.
            self.carry_out(ctx, vec![Effect::Preferences]);
        }
    }

    /// Notes where the window is; kept when it is closed.
    pub(super) fn note_place(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let place = ctx.input(|input| {
            let viewport = input.viewport();
            let is_away = viewport.minimized == Some(true) || viewport.fullscreen == Some(true);
            let inner = viewport.inner_rect.filter(|_| !is_away)?;
            Some((inner.size() * zoom, viewport.outer_rect, viewport.maximized == Some(true)))
        });
        let Some((size, outer, is_maximized)) = place else { return };
        let window = &mut self.state.preferences.window;
        if let Some(before) = window.as_mut().filter(|_| is_maximized) {
            // Where it was before it filled the screen is where it goes back to.
            before.is_maximized = true;
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let point = |value: f32| (value * zoom).round() as i32;
        *window = Some(WindowPlace {
            corner: outer.map(|outer| (point(outer.left()), point(outer.top()))),
            size: (u32::from(whole(size.x)), u32::from(whole(size.y))),
            is_maximized,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(window: f32, pane: Pane, wanted: PaneWidths) -> Widths {
        Widths::of(window, pane, &wanted)
    }

    #[test]
    fn panes_are_as_wide_as_they_were_made_and_leave_the_form_its_room() {
        let usual = widths(1366.0, Pane::Checks, PaneWidths::default());
        assert_eq!((usual.pages, usual.arrangement), (252.0, Arrangement::WithList(360.0)));
        let wanted = PaneWidths { pages: Some(300), words: Some(420), preview: None };
        let made = widths(1366.0, Pane::Checks, wanted.clone());
        assert_eq!((made.pages, made.arrangement), (300.0, Arrangement::WithList(420.0)));
        let folded = widths(1366.0, Pane::Folded, wanted);
        assert_eq!((folded.pages, folded.arrangement), (300.0, Arrangement::Folded));

        // Remembered of a wider screen.
        let far = PaneWidths { pages: Some(440), words: Some(1100), preview: Some(1100) };
        for window in [1024.0_f32, 1366.0, 1920.0] {
            for pane in [Pane::Folded, Pane::Checks, Pane::Preview] {
                let Widths { pages, arrangement } = widths(window, pane, far.clone());
                let form = match arrangement {
                    Arrangement::Folded => window - pages,
                    Arrangement::WithList(width) => window - pages - width,
                    Arrangement::WithForm(width) => window - width,
                    Arrangement::FormAlone | Arrangement::Alone => window,
                };
                assert!(form >= FORM_LEAST, "{window} {pane:?}: {form}");
            }
        }
    }
}

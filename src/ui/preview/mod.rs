//! "Xem trước": the pages as they will be printed, beside the form. They follow the keys, scroll to
//! what is being edited, and a click on a place leads to its field.
//!
//! Pages are laid out in the frame after a change, never in the frame of the key itself, and only
//! what changed is broken into lines and drawn anew.

mod office;
mod scroll;
mod sheet;
mod zoom;

use std::sync::Arc;
use std::time::Duration;

use egui::emath::GuiRounding as _;
use egui::{
    Align, CursorIcon, Id, Layout, Pos2, Rangef, Rect, ScrollArea, Sense, Ui, UiBuilder, vec2,
};

use super::field_id::FieldIds;
use super::intent::{Intent, Intents};
use super::pane;
use super::serif;
use super::spot;
use super::theme::{Paper, Tokens};
use crate::app::look::office_look::OfficeLook;
use crate::app::open_report::{self, OpenReport};
use crate::document::Source;
use crate::pages::flow::{self, Area, LineCache, Page};
use office::OfficeArt;
use scroll::{scroll_to, shown, turn_to};
use sheet::{Drawn, Fresh, PageLook, ShapedLines};
use zoom::{Asked, Told, Zoom};

/// The least and the greatest width of the pane, in points.
const WIDTH: (f32, f32) = (320.0, 560.0);
/// The share of the room beside the list of pages that the pane takes.
const SHARE: f32 = 0.42;
/// The width of a pane of words, in points.
const NARROW: f32 = 360.0;
/// What the form needs at the least, beside a pane of words and the list of pages.
const FORM_LEAST: f32 = 700.0;
/// What the form needs beside the list of pages alone.
const FORM_BESIDE_LIST: f32 = 656.0;
/// What the form needs.
const FORM_MIN: f32 = 740.0;
/// Narrower windows show the list of pages or the preview, not both: the pages could not be read.
const LIST_FROM: f32 = 1500.0;
/// Narrower windows, or larger letters, show the form or the preview, not both.
const BESIDE_FROM: f32 = 1000.0;
/// Between two pages, and around them.
const GAP: f32 = 12.0;
/// A report of more pages is laid out when the keys rest.
const PAGES_AT_ONCE: usize = 25;
/// How long keys rest before a long report is laid out, in seconds.
const REST_SECS: f64 = 0.15;
/// For so many frames after a click the preview does not scroll: the eyes are where the click was.
const QUIET_FRAMES: u8 = 4;

/// How the preview shares the window with the form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arrangement {
    /// It is folded away: list of pages and form.
    Folded,
    /// It is folded away, and there is no room for the list of pages: large letters.
    FormAlone,
    /// List of pages, form and preview.
    WithList(f32),
    /// Form and preview.
    WithForm(f32),
    /// Only the preview.
    Alone,
}

impl Arrangement {
    /// The arrangement without a pane beside the form.
    pub fn folded(window: f32, list: f32) -> Self {
        if window - list >= FORM_BESIDE_LIST { Self::Folded } else { Self::FormAlone }
    }

    /// The arrangement in a window of a width, in points; `list` is that of the list of pages.
    pub fn of(window: f32, list: f32) -> Self {
        let pane = |room: f32| {
            let wanted = (room * SHARE).min(room - FORM_MIN);
            wanted.clamp(WIDTH.0, WIDTH.1)
        };
        if window >= LIST_FROM {
            Self::WithList(pane(window - list))
        } else if window >= BESIDE_FROM {
            Self::WithForm(pane(window))
        } else {
            Self::Alone
        }
    }

    /// The arrangement of a narrow pane beside the form: the list of pages stays where there is room.
    pub fn beside(window: f32, list: f32) -> Self {
        if window - list - NARROW >= FORM_LEAST {
            Self::WithList(NARROW)
        } else if window >= BESIDE_FROM {
            Self::WithForm(NARROW)
        } else {
            Self::Alone
        }
    }
}

/// The pane.
#[derive(Debug, Default)]
pub struct Preview {
    cache: LineCache,
    pages: Vec<Page>,
    made_of: Option<MadeOf>,
    drawn: Vec<Option<Drawn>>,
    /// The theme and the scale that the pages were drawn for.
    drawn_for: Option<(bool, u32)>,
    zoom: Zoom,
    /// A page to scroll to, and how far down on it, when the pages are next drawn.
    turned_to: Option<(usize, f32)>,
    shaped: ShapedLines,
    focus: Focus,
    /// The page in the middle of the pane, and how far down on it that is, from 0 to 1.
    shown: (usize, f32),
    /// How large the pages are, in percent.
    percent: u16,
    /// Letters and pictures of the look that is shown.
    art: Arc<OfficeArt>,
}

/// What the pages were made of.
#[derive(Debug)]
struct MadeOf {
    ids: FieldIds,
    revision: u64,
    look: Arc<OfficeLook>,
}

/// What the preview follows.
#[derive(Debug, Default)]
struct Focus {
    field: Option<Id>,
    page: Option<open_report::Page>,
    /// What is being edited: it is marked.
    marked: Option<Source>,
    /// Where to scroll to once it is on a page.
    wanted: Vec<Source>,
    /// Whether it may be on one now.
    is_sought: bool,
    /// How much of the pane is to show what stands below that place.
    share_below: f32,
    quiet_frames: u8,
}

/// What the preview shows the pages of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The report.
    pub open: &'a OpenReport,
    /// The ids of its fields.
    pub ids: FieldIds,
    /// When a key last changed a field, in seconds of the window's clock.
    pub typed_at_secs: f64,
}

/// A page that is seen: its place in the document, from 0, and where it lies on the screen.
#[derive(Debug, Clone, Copy)]
struct Shown {
    at: usize,
    rect: Rect,
}

impl Preview {
    /// Pictures have to be given to what draws the window from now on.
    pub fn forget_pictures(&mut self) {
        self.art = Arc::default();
    }

    /// Whether the pages are those of the report as it stands now.
    fn is_fresh(&self, seen: Seen<'_>) -> bool {
        self.made_of.as_ref().is_some_and(|made| {
            made.ids == seen.ids
                && made.revision == seen.open.revision()
                && Arc::ptr_eq(&made.look, seen.open.look())
        })
    }

    fn is_of_report(&self, seen: Seen<'_>) -> bool {
        self.made_of.as_ref().is_some_and(|made| made.ids == seen.ids)
    }

    /// How long the keys have to rest until the pages are laid out again.
    fn wait(&self, ui: &Ui, seen: Seen<'_>) -> Duration {
        if !self.is_of_report(seen) || self.pages.len() <= PAGES_AT_ONCE {
            return Duration::ZERO;
        }
        let rest_secs = seen.typed_at_secs + REST_SECS - ui.input(|input| input.time);
        Duration::from_secs_f64(rest_secs.max(0.0))
    }

    /// Asks for the frame in which what was typed in this one is laid out.
    pub fn wake(&self, ui: &Ui, seen: Seen<'_>) {
        if !self.is_fresh(seen) {
            ui.ctx().request_repaint_after(self.wait(ui, seen));
        }
    }

    /// Shows the pane.
    pub fn show(&mut self, ui: &mut Ui, seen: Seen<'_>, intents: &mut Intents) {
        let top = Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), 32.0));
        ui.allocate_rect(top, Sense::hover());
        if !self.has_letters(ui, seen) {
            return;
        }
        self.lay_out(ui, seen);
        self.follow(ui, seen);
        office::notices_ui(ui, seen.open.look(), GAP);
        self.pages_ui(ui, seen, intents);
        if let Some(zoom) = zoom::wheel(ui, self.percent) {
            self.zoom_to(zoom);
        }
        self.top_ui(ui, top, intents);
    }

    /// The letters of the pages come with the frame after they were asked for.
    fn has_letters(&mut self, ui: &Ui, seen: Seen<'_>) -> bool {
        let look = seen.open.look();
        if !self.art.is_of(look) {
            self.art = Arc::new(OfficeArt::of(ui.ctx(), look));
            self.drawn.iter_mut().for_each(|drawn| *drawn = None);
        }
        if serif::is_ready(ui.ctx(), look.fonts()) {
            return true;
        }
        ui.ctx().request_repaint();
        false
    }

    fn lay_out(&mut self, ui: &Ui, seen: Seen<'_>) {
        if self.is_fresh(seen) {
            return;
        }
        let is_same_report = self.is_of_report(seen);
        if !self.wait(ui, seen).is_zero() {
            return;
        }
        let document = seen.open.document();
        let look = Arc::clone(seen.open.look());
        let pages = flow::lay_out(&document, look.sheet(), &mut self.cache).pages;
        let mut known = std::mem::take(&mut self.drawn).into_iter();
        let drawn = pages.iter().enumerate().map(|(at, page)| {
            let drawn = known.next().flatten();
            drawn.filter(|_| self.pages.get(at).is_some_and(|before| before.is_same(page)))
        });
        self.drawn = drawn.collect();
        self.pages = pages;
        self.shaped.forget_unused();
        let (ids, revision) = (seen.ids, seen.open.revision());
        if !is_same_report {
            self.focus = Focus::default();
        }
        self.focus.is_sought = true;
        self.made_of = Some(MadeOf { ids, revision, look });
    }

    /// Finds out what is being edited, and whether to scroll there.
    fn follow(&mut self, ui: &Ui, seen: Seen<'_>) {
        let focus = &mut self.focus;
        let is_quiet = focus.quiet_frames > 0;
        focus.quiet_frames = focus.quiet_frames.saturating_sub(1);
        let mut wanted = Vec::new();
        if focus.page.as_ref() != Some(&seen.open.page) {
            focus.page = Some(seen.open.page.clone());
            focus.field = None;
            wanted = spot::sources_of_page(seen.open);
            focus.marked = wanted.first().cloned();
            // A heading at the foot of the pane would show nothing of its section.
            focus.share_below = 0.5;
        }
        let field = ui.memory(|memory| memory.focused());
        if field != focus.field {
            focus.field = field;
            focus.wanted.clear();
            let source = field.and_then(|field| spot::source_of(field, seen.open, seen.ids));
            if let Some(source) = source {
                wanted = vec![source.clone()];
                focus.share_below = 0.0;
                focus.marked = Some(source);
            }
        }
        if !is_quiet && !wanted.is_empty() {
            focus.wanted = wanted;
            focus.is_sought = true;
        }
    }

    /// The first place of what is wanted, in the order of the pages.
    fn place_of(&self, wanted: &[Source]) -> Option<(usize, Area)> {
        self.pages.iter().enumerate().find_map(|(at, page)| {
            let is_wanted = |source: &Source| wanted.contains(source);
            let first = page.words().find(|words| is_wanted(words.source)).map(|w| w.area);
            let cells = page.items.iter().filter_map(|item| match item {
                flow::Item::Cell(cell) if is_wanted(&cell.source) => Some(cell.area),
                _ => None,
            });
            let first = first.into_iter().chain(cells.take(1)).min_by_key(|area| area.y)?;
            Some((at, first))
        })
    }

    /// Throws away what was drawn for another size, theme or set of letters.
    fn refresh(&mut self, ui: &Ui, room: f32) {
        let scale = self.pages.first().map_or(1.0, |page| self.zoom.scale(page, room));
        self.percent = zoom::percent_of(scale);
        let is_stale = self.shaped.refresh(ui, scale) == Fresh::Yes;
        let drawn_for = Some((ui.visuals().dark_mode, scale.to_bits()));
        if is_stale || self.drawn_for != drawn_for {
            self.drawn_for = drawn_for;
            self.drawn.iter_mut().for_each(|drawn| *drawn = None);
        }
        self.shaped.trim();
    }

    /// Where each page begins and ends below the top of the first, in points.
    fn spans(&self, room: f32) -> Vec<Rangef> {
        let mut top = GAP;
        let spans = self.pages.iter().map(|page| {
            let bottom = top + (page.height as f32 * self.zoom.scale(page, room)).round();
            let span = Rangef::new(top, bottom);
            top = bottom + GAP;
            span
        });
        spans.collect()
    }

    /// The pages, one below the other.
    fn pages_ui(&mut self, ui: &mut Ui, seen: Seen<'_>, intents: &mut Intents) {
        let tokens = Tokens::of(ui);
        let room = ui.available_width() - GAP * 2.0;
        self.refresh(ui, room);
        let spans = self.spans(room);
        let widths = self.pages.iter().map(|page| page.width as f32 * self.zoom.scale(page, room));
        let widest = widths.fold(room, f32::max);
        let art = Arc::clone(&self.art);
        let is_sought = std::mem::take(&mut self.focus.is_sought);
        let wanted = if is_sought { std::mem::take(&mut self.focus.wanted) } else { Vec::new() };
        // The heading where there is one; a figure of the section may be printed long before it.
        let place = self.place_of(wanted.get(..1).unwrap_or_default());
        let place = place.or_else(|| self.place_of(&wanted));
        if is_sought && place.is_none() {
            // What was just added is printed once something is typed in it.
            self.focus.wanted = wanted;
        }
        // Paper has an edge of its own; a shadow over it would look like dirt.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let turned_to = self.turned_to.take();
        let area = ScrollArea::new([widest > room, true]).id_salt("preview pages");
        area.auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            // Pages that fit leave room for the bar beside them; a width of their own would push it out.
            if widest > room {
                ui.set_width(widest + GAP * 2.0);
            }
            ui.set_height(spans.last().map_or(0.0, |last| last.max + GAP));
            name_pane(ui);
            let corner = ui.min_rect().min;
            self.shown = shown(&spans, viewport.center().y);
            for (at, span) in spans.iter().enumerate() {
                let Some(page) = self.pages.get(at) else {
                    continue;
                };
                let scale = self.zoom.scale(page, room);
                let width = page.width as f32 * scale;
                let look = PageLook { scale, paper: &tokens.paper, art: &art };
                let origin = corner + vec2(GAP + (widest - width) / 2.0, span.min);
                // What is drawn of a page lies on whole pixels, reckoned from its corner.
                let origin = origin.round_to_pixels(ui.pixels_per_point());
                let rect = Rect::from_min_size(origin, vec2(width, span.span()));
                if let Some((_, share)) = turned_to.filter(|(to, _)| *to == at) {
                    turn_to(ui, rect, share);
                } else if let Some((_, area)) = place.filter(|(on, _)| *on == at) {
                    let mut place = look.rect(origin, area);
                    place.max.y += viewport.height() * self.focus.share_below;
                    scroll_to(ui, place, viewport.translate(corner.to_vec2()));
                }
                if viewport.y_range().intersects(*span) {
                    intents.extend(self.page_ui(ui, seen, Shown { at, rect }, look));
                } else if !viewport.expand(viewport.height()).y_range().intersects(*span) {
                    self.forget(at);
                }
            }
        });
    }

    /// A page far from what is seen need not be kept as it was drawn.
    fn forget(&mut self, at: usize) {
        if let Some(drawn) = self.drawn.get_mut(at) {
            *drawn = None;
        }
    }

    fn page_ui(
        &mut self,
        ui: &mut Ui,
        seen: Seen<'_>,
        shown: Shown,
        look: PageLook<'_>,
    ) -> Option<Intent> {
        let Shown { at, rect } = shown;
        let page = self.pages.get(at)?;
        let origin = rect.min;
        let response = ui.interact(rect, ui.scope_id().with(("page", at)), Sense::CLICK);
        let name = format!("Trang {}", at + 1);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(page.text()));
        sheet::paint_paper(ui.painter(), rect, look.paper);
        let painter = ui.painter_at(rect);
        let pointed = response.hover_pos().and_then(|point| {
            let source = page.source_at(look.twips(origin, point))?;
            let spot = spot::of(source, seen.open, seen.ids)?;
            Some((source, spot))
        });
        if let Some(marked) = &self.focus.marked {
            fill(&painter, &sheet::areas(page, marked), origin, look, Marking::Edited);
        }
        if let Some((source, _)) = &pointed {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            if self.focus.marked.as_ref() != Some(source) {
                fill(&painter, &sheet::areas(page, source), origin, look, Marking::Pointed);
            }
        }
        let shaped = &mut self.shaped;
        let drawn = self.drawn.get_mut(at)?;
        let drawn = drawn.get_or_insert_with(|| Drawn::of(page, &painter, look, shaped));
        drawn.paint(&painter, origin);
        let (_, spot) = pointed.filter(|_| response.clicked())?;
        self.focus.quiet_frames = QUIET_FRAMES;
        Some(Intent::GoTo(spot))
    }

    /// The line above the pages.
    fn top_ui(&mut self, ui: &mut Ui, rect: Rect, intents: &mut Intents) {
        let line = rect.shrink2(vec2(GAP, 0.0));
        let layout = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(line).layout(layout), |ui| {
            let (page, percent) = (self.shown.0, self.percent);
            let told = Told { page, num_pages: self.pages.len(), percent, zoom: self.zoom };
            let cross = |ui: &mut Ui| pane::cross(ui, "Ẩn xem trước (F6)", intents);
            match zoom::bar(ui, told, cross) {
                Some(Asked::Zoom(zoom)) => self.zoom_to(zoom),
                Some(Asked::Before) => self.turned_to = Some((page.saturating_sub(1), 0.0)),
                Some(Asked::After) => self.turned_to = Some((page + 1, 0.0)),
                None => {}
            }
        });
    }

    /// Makes the pages larger or smaller; what is in the middle stays there.
    fn zoom_to(&mut self, zoom: Zoom) {
        self.zoom = zoom;
        self.turned_to = Some(self.shown);
    }
}

/// What a screen reader calls the pane.
fn name_pane(ui: &Ui) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Region);
        node.set_label("Các trang như sẽ in");
    });
}

/// Why a place of a page has a ground of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marking {
    Edited,
    Pointed,
}

fn fill(
    painter: &egui::Painter,
    areas: &[Area],
    origin: Pos2,
    look: PageLook<'_>,
    marking: Marking,
) {
    let Paper { marked, hovered, .. } = *look.paper;
    let color = if marking == Marking::Edited { marked } else { hovered };
    for area in areas {
        painter.rect_filled(look.rect(origin, *area).expand2(vec2(1.0, 0.0)), 2.0, color);
    }
}

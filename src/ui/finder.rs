//! What is opened by Ctrl+K, Ctrl+F and Ctrl+G: a line to type in, and under it what fits.

use egui::{Align2, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};

use super::chrome;
use super::intent::{Intent, Intents};
use super::theme::{self, Tokens};
use super::widgets::Highlight;
use crate::app::find::{Destination, Entry, matching};

/// How many entries are listed; more are not looked through by eye.
const SHOWN_MAX: usize = 60;
const WIDTH: f32 = 620.0;
const ROW: f32 = 40.0;
const LIST: f32 = 360.0;
/// What stands above and below the list: heading, field, keys, margins.
const AROUND: f32 = 164.0;
/// What the keys do while something is listed.
const KEYS: &str = "mũi tên: chọn, Enter: đến, Esc: đóng";

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinderKind {
    /// Commands, pages and figures.
    Everything,
    /// Labels and texts.
    Text,
    /// Rows of tables.
    Row,
}

impl FinderKind {
    fn title(self) -> &'static str {
        match self {
            Self::Everything => "Lệnh, phần báo cáo, chỉ tiêu",
            Self::Text => "Tìm trong báo cáo",
            Self::Row => "Đến dòng của bảng",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Everything => "gõ vài chữ của lệnh, phần hoặc chỉ tiêu, không cần dấu",
            Self::Text => "gõ vài chữ, không cần dấu",
            Self::Row => "gõ số thứ tự hoặc vài chữ trong tên dòng, không cần dấu",
        }
    }
}

/// The finder; closed most of the time.
#[derive(Debug, Default)]
pub struct Finder {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    kind: FinderKind,
    query: String,
    entries: Vec<Entry>,
    /// The entries that fit.
    found: Vec<usize>,
    /// The one that Enter takes.
    chosen: usize,
    is_new: bool,
}

impl Finder {
    /// Opens it on what can be found.
    pub fn open(&mut self, kind: FinderKind, entries: Vec<Entry>) {
        let found = matching(&entries, "");
        self.open =
            Some(Open { kind, query: String::new(), entries, found, chosen: 0, is_new: true });
    }

    /// Whether it is on screen.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Draws it.
    pub fn show(&mut self, ui: &Ui, intents: &mut Intents) {
        let Some(open) = &mut self.open else {
            return;
        };
        let response = chrome::dialog(ui, "finder").show(ui.ctx(), |ui| open.contents(ui));
        match response.inner.clone() {
            Some(Destination::Run(command)) => {
                intents.extend([Intent::CloseFront, Intent::Run(command)]);
            }
            Some(Destination::Report(report)) => {
                intents.extend([Intent::CloseFront, Intent::ShowReport(report)]);
            }
            Some(Destination::Page(page)) => intents.push(Intent::OpenPage(page)),
            Some(Destination::To(source)) => intents.push(Intent::GoToSource(source)),
            None if response.should_close() => intents.push(Intent::CloseFront),
            None => return,
        }
        self.open = None;
    }
}

impl Open {
    fn contents(&mut self, ui: &mut Ui) -> Option<Destination> {
        let room = theme::room_in_front(ui, vec2(WIDTH, LIST), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new(self.kind.title()).font(theme::heading()));
        let is_moved = self.keys(ui);
        let is_taken = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        self.field(ui);
        ui.add_space(4.0);
        let mut clicked = None;
        let area = ScrollArea::vertical().max_height(room.y).min_scrolled_height(room.y);
        area.auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.found.is_empty() {
                ui.label("Không tìm thấy; hãy gõ ít chữ hơn");
            }
            for (at, i) in self.found.iter().take(SHOWN_MAX).enumerate() {
                let Some(entry) = self.entries.get(*i) else {
                    continue;
                };
                let highlight =
                    if at == self.chosen { Highlight::Chosen } else { Highlight::Other };
                let response = row(ui, entry, &entry.found_in(&self.query), highlight);
                if highlight == Highlight::Chosen && is_moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = leads(entry);
                }
            }
        });
        let line = match self.found.len() {
            0 => "Esc: đóng".to_owned(),
            count if count > SHOWN_MAX => {
                format!("{SHOWN_MAX} trong {count} mục; gõ thêm để lọc · {KEYS}")
            }
            count => format!("{count} mục · {KEYS}"),
        };
        let tokens = Tokens::of(ui);
        ui.label(RichText::new(line).font(theme::small()).color(tokens.text_second));
        let taken = self.found.get(self.chosen).filter(|_| is_taken);
        let taken = taken.and_then(|i| self.entries.get(*i)).and_then(leads);
        clicked.or(taken)
    }

    fn field(&mut self, ui: &mut Ui) {
        let id = Id::unique("finder field");
        let before = self.query.clone();
        let hint = RichText::new(self.kind.hint()).color(Tokens::of(ui).text_second);
        let edit = TextEdit::singleline(&mut self.query).id(id).hint_text(hint);
        let response = ui.add(
            edit.desired_width(ui.available_width()).min_size(vec2(ui.available_width(), 32.0)),
        );
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(self.kind.title()));
        if std::mem::take(&mut self.is_new) {
            response.request_focus();
        }
        if before != self.query {
            self.found = matching(&self.entries, &self.query);
            self.chosen = 0;
        }
    }

    /// Moves the choice with the arrows; tells whether it moved.
    fn keys(&mut self, ui: &Ui) -> bool {
        let last = self.found.len().min(SHOWN_MAX).saturating_sub(1);
        let before = self.chosen;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let moves = [
                (Key::ArrowDown, self.chosen.saturating_add(1)),
                (Key::ArrowUp, self.chosen.saturating_sub(1)),
                (Key::PageDown, self.chosen.saturating_add(8)),
                (Key::PageUp, self.chosen.saturating_sub(8)),
            ];
            for (key, to) in moves {
                if pressed(key) {
                    self.chosen = to.min(last);
                }
            }
        });
        before != self.chosen
    }
}

/// Where an entry leads; what cannot be done now leads nowhere, and says why.
fn leads(entry: &Entry) -> Option<Destination> {
    entry.why_not.is_none().then(|| entry.to.clone())
}

fn row(ui: &mut Ui, entry: &Entry, detail: &str, highlight: Highlight) -> egui::Response {
    let tokens = Tokens::of(ui);
    let is_chosen = highlight == Highlight::Chosen;
    // Tab stays in the field: Enter takes the chosen row, and no other may look as if it had the keyboard.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let name =
        if detail.is_empty() { entry.label.clone() } else { format!("{}: {detail}", entry.label) };
    let is_enabled = entry.why_not.is_none();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, is_enabled, is_chosen, &name)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if is_chosen || response.hovered() {
        let fill = if is_chosen { tokens.selected } else { tokens.computed };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    if is_chosen {
        let mark = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(mark, 2.0, tokens.accent);
    }
    let inner = rect.shrink2(vec2(10.0, 3.0));
    let painter = ui.painter().with_clip_rect(inner.intersect(ui.clip_rect()));
    let at = if detail.is_empty() { inner.left_center() } else { inner.left_top() };
    let align = if detail.is_empty() { Align2::LEFT_CENTER } else { Align2::LEFT_TOP };
    let color = if is_enabled { tokens.text } else { tokens.text_second };
    painter.text(at, align, &entry.label, theme::body(), color);
    let at = inner.left_bottom();
    painter.text(at, Align2::LEFT_BOTTOM, detail, theme::small(), tokens.text_second);
    response
}

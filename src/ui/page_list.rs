//! The list of pages at the left of a form: what is still to be done, and how each part stands.

use egui::{
    Align2, Button, CornerRadius, Rect, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use super::checks::entries::Counts;
use super::field_id::{CellKind, FieldIds};
use super::forms::small;
use super::intent::{Intent, Intents};
use super::open_report::{PageEntry, PageGroup, sign_button};
use super::spot::{self, Goal, Spot};
use super::theme::{self, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::sign;
use super::widgets::{Highlight, bar};
use crate::app::command::Command;
use crate::app::open_report::OpenReport;
use crate::app::state::{State, page_name};
use crate::app::words;
use crate::calc::progress::{self, Missing, Progress, Tally, What, Why};
use crate::document::Source;
use crate::report::key::FigureKey;

/// Between the menu of pages and the lower edge of the window, in points.
const MENU_MARGIN: f32 = 16.0;
/// In a lower list what is to be done scrolls with the pages.
const LOW: f32 = 460.0;
/// Where names begin behind a number.
const INDENT: f32 = 46.0;
/// Where the name of a part of a group begins.
const INDENT_IN_GROUP: f32 = 24.0;
/// At the right of a name: how much is entered, and what is found.
const COUNTS_WIDTH: f32 = 76.0;

/// The list of pages.
pub fn pages(
    ui: &mut Ui,
    open: &OpenReport,
    to_do: &ToDo,
    entries: &[PageEntry],
    intents: &mut Intents,
) {
    // With large letters the list needs all the height there is.
    let is_low = ui.available_height() < LOW;
    if !is_low {
        ui.scope(|ui| to_do_ui(ui, to_do, intents));
        ui.add_space(theme::GAP);
    }
    ScrollArea::vertical().id_salt("pages").auto_shrink([false, false]).show(ui, |ui| {
        if is_low {
            ui.scope(|ui| to_do_ui(ui, to_do, intents));
            ui.add_space(theme::GAP);
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let shown_id = ui.scope_id().with("shown page");
        let shown = ui.data(|data| data.get_temp::<String>(shown_id));
        let page = page_name(&open.page);
        let mut group: Option<&PageGroup> = None;
        let mut is_folded = false;
        for (i, entry) in entries.iter().enumerate() {
            if entry.group.as_ref() != group {
                group = entry.group.as_ref();
                is_folded = group.is_some_and(|group| {
                    let parts = entries.get(i..).unwrap_or_default().iter();
                    group_ui(ui, group, parts.take_while(|part| part.group.as_ref() == Some(group)))
                });
            }
            let is_chosen = entry.page == open.page;
            if is_folded && !is_chosen {
                continue;
            }
            let highlight = if is_chosen { Highlight::Chosen } else { Highlight::Other };
            let response = page_ui(ui, entry, highlight);
            if response.clicked() {
                intents.push(Intent::OpenPage(entry.page.clone()));
            }
            if is_chosen && shown.as_deref() != Some(page) {
                response.scroll_to_me(None);
            }
        }
        ui.data_mut(|data| data.insert_temp(shown_id, page.to_owned()));
    });
}

/// What is still to be done: made anew when the report changed, not in every frame.
#[derive(Debug, Clone, Default)]
pub struct ToDo {
    lines: Vec<Line>,
    figures: Progress,
    is_final: bool,
}

/// A line of what is still to be done.
#[derive(Debug, Clone)]
struct Line {
    words: String,
    hint: &'static str,
    leads: Option<Intent>,
}

/// How many lines always have their room, so that the list below does not move with the first figures.
const LINES_KEPT: usize = 2;
/// How high one is.
const LINE_HEIGHT: f32 = 24.0;

impl ToDo {
    /// That of a report.
    pub fn of(open: &OpenReport, ids: FieldIds) -> Self {
        let lines = lines(open, ids);
        Self { lines, figures: open.progress().report.figures, is_final: open.is_final() }
    }

    fn title(&self) -> &'static str {
        match (self.is_final, self.lines.is_empty()) {
            (true, true) => "Đã chốt",
            (true, false) => "Đã chốt, còn để lại",
            (false, true) => "Đã nhập đủ",
            (false, false) => "Còn phải làm",
        }
    }
}

/// "Còn phải làm": how much is entered, and what is not, each line leading to its first place.
fn to_do_ui(ui: &mut Ui, to_do: &ToDo, intents: &mut Intents) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(RichText::new(to_do.title()).font(theme::strong()));
    let Progress { done, total } = to_do.figures;
    ui.label(small(ui, format!("{done}/{total} số liệu đã nhập")));
    bar::show(ui, to_do.figures.per_mille(), ui.available_width(), bar::SUMMARY);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().button_padding.y = 0.0;
    ui.spacing_mut().interact_size.y = LINE_HEIGHT;
    let size = vec2(ui.available_width(), LINE_HEIGHT);
    for Line { words, hint, leads } in &to_do.lines {
        let text = RichText::new(words).font(theme::small()).color(Tokens::of(ui).accent);
        let button = Button::new(text).frame(false).truncate().min_size(size);
        if ui.add(button).on_hover_text(*hint).clicked() {
            intents.extend(leads.clone());
        }
    }
    let num_blank = LINES_KEPT.saturating_sub(to_do.lines.len());
    (0..num_blank).for_each(|_| ui.add_space(LINE_HEIGHT));
}

fn lines(open: &OpenReport, ids: FieldIds) -> Vec<Line> {
    let missing = &open.progress().missing;
    let line = |is_it: &dyn Fn(&Missing) -> bool, words: &str| {
        let mut found = missing.iter().filter(|missing| is_it(missing)).peekable();
        let first = (*found.peek()?).clone();
        let words = format!("{} {words}", found.count());
        let leads = place(&first.what, open, ids).map(Intent::GoTo);
        Some(Line { words, hint: "Đến chỗ đầu tiên", leads })
    };
    let is_text = |missing: &Missing| matches!(missing.what, What::Text(_));
    let is_list = |missing: &Missing| matches!(missing.what, What::Documents(_));
    let is_figure = |missing: &Missing| !is_text(missing) && !is_list(missing);
    let is_blank = |missing: &Missing| missing.why == Why::Blank;
    let not_seen = |missing: &Missing| missing.why == Why::NotSeen;
    let of_before = open.said("lời văn {kỳ} trước chờ xem");
    let lists_of_before = open.said("danh mục {kỳ} trước chờ xem");
    let carried = open.said("số {kỳ} trước chờ xác nhận");
    let mut lines: Vec<Line> = [
        line(&|m| m.why == Why::Unread, "ô chưa đọc được"),
        line(&|m| is_figure(m) && is_blank(m), "số liệu chưa nhập"),
        line(&|m| is_figure(m) && not_seen(m), &carried),
        line(&|m| is_text(m) && is_blank(m), "lời văn còn trống"),
        line(&|m| is_text(m) && not_seen(m), &of_before),
        line(&|m| is_list(m) && is_blank(m), "danh mục văn bản còn trống"),
        line(&|m| is_list(m) && not_seen(m), &lists_of_before),
    ]
    .into_iter()
    .flatten()
    .collect();
    // What the lines above tell is no finding beside them.
    let untold = open.findings().iter().filter(|found| found.stands() && !progress::counts(found));
    let num_untold = untold.count();
    if num_untold > 0 {
        let words = format!("{num_untold} phát hiện");
        let leads = Some(Intent::Run(Command::NextFinding));
        lines.push(Line { words, hint: "Đến phát hiện tiếp theo", leads });
    }
    lines
}

/// Where something that is still to be done is typed.
pub fn place(what: &What, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    let cell = |kind: CellKind, key: &FigureKey| {
        let spot = spot::of(&Source::Figure(key.clone()), open, ids)?;
        Some(Spot { goal: Some(Goal::Field(ids.cell(kind, key))), ..spot })
    };
    match what {
        What::Figure(key) => spot::of(&Source::Figure(key.clone()), open, ids),
        What::Printed(key) => cell(CellKind::Printed, key),
        What::Day(key) => cell(CellKind::Day, key),
        What::Text(key) => spot::of(&Source::Text(key.clone()), open, ids),
        What::Documents(list) => {
            let spot = spot::of(&Source::Item(list.clone()), open, ids)?;
            let entry = open.report().entries(list).first();
            let field = entry.map(|entry| {
                let [first, ..] = ids.documents(list, &entry.id);
                first
            });
            let field = field.unwrap_or_else(|| ids.add_document(list));
            Some(Spot { goal: Some(Goal::Field(field)), ..spot })
        }
    }
}

/// The page on screen, the ways to its neighbours, and a menu of all: in place of the list where
/// there is no room for it.
pub fn page_switch(ui: &mut Ui, state: &State, entries: &[PageEntry], intents: &mut Intents) {
    let Some(open) = &state.open else {
        return;
    };
    let now = entries.iter().find(|entry| entry.page == open.page);
    let below = ui.cursor().top() + theme::BUTTON_HEIGHT;
    let room = ui.ctx().content_rect().bottom() - below - MENU_MARGIN;
    ui.horizontal(|ui| {
        sign_button(ui, state, Command::PreviousPage, Icon::Left, intents);
        let menu = ui.menu_button(now.map_or_else(String::new, menu_title), |ui| {
            ui.set_min_width(320.0);
            ui.set_max_height(room);
            let list = ScrollArea::vertical().id_salt("page menu").max_height(room);
            list.show(ui, |ui| menu_entries(ui, open, entries, intents));
        });
        menu.response.on_hover_text("Chọn phần khác của báo cáo");
        sign_button(ui, state, Command::NextPage, Icon::Right, intents);
    });
    ui.add_space(4.0);
}

/// What the menu of pages calls one.
fn menu_title(entry: &PageEntry) -> String {
    let parts = [entry.tally.map(words::tally).unwrap_or_default(), found(entry.counts)];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    std::iter::once(entry.title()).chain(parts).collect::<Vec<_>>().join(" · ")
}

/// "2 phát hiện"; empty when nothing is found.
fn found(counts: Counts) -> String {
    match counts.standing() {
        0 => String::new(),
        count => format!("{count} phát hiện"),
    }
}

/// The entries of the menu of pages.
fn menu_entries(ui: &mut Ui, open: &OpenReport, entries: &[PageEntry], intents: &mut Intents) {
    for entry in entries {
        let button = Button::selectable(entry.page == open.page, menu_title(entry));
        if ui.add(button.min_size(vec2(320.0, theme::FIELD_HEIGHT))).clicked() {
            intents.push(Intent::OpenPage(entry.page.clone()));
            ui.close();
        }
    }
}

/// The heading of parts that have its number, which folds them away; tells whether they are.
fn group_ui<'e>(
    ui: &mut Ui,
    group: &PageGroup,
    parts: impl Iterator<Item = &'e PageEntry>,
) -> bool {
    let id = ui.scope_id().with(("folded", &group.outline));
    let mut is_folded = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let counts = parts.fold(Counts::default(), |counts, part| counts.and(part.asking()));
    let icon = if is_folded { Icon::Right } else { Icon::Down };
    let line = Name { outline: &group.outline, label: &group.label, indent: INDENT };
    let shown = line.show(ui, Highlight::Other, 4.0);
    let right = Rect::from_min_size(
        pos2(shown.rect.right() - 22.0, shown.rect.top() + 6.0),
        vec2(12.0, 12.0),
    );
    icons::paint(ui.painter(), right, icon, Tokens::of(ui).text_second);
    if is_folded {
        findings(ui, pos2(right.left() - 6.0, shown.rect.top() + 4.0), counts);
    }
    let state = if is_folded { "đã gập" } else { "đang mở" };
    let name = format!("{} {}, {state}", group.outline, group.label);
    shown.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    if shown.on_hover_text("Gập hoặc mở các phần này").clicked() {
        is_folded = !is_folded;
        ui.data_mut(|data| data.insert_temp(id, is_folded));
    }
    is_folded
}

/// A number and a name in the list.
struct Name<'a> {
    outline: &'a str,
    label: &'a str,
    indent: f32,
}

impl Name<'_> {
    fn show(&self, ui: &mut Ui, highlight: Highlight, below: f32) -> Response {
        let is_chosen = highlight == Highlight::Chosen;
        let tokens = Tokens::of(ui);
        let width = ui.available_width();
        let font = if is_chosen { theme::strong() } else { theme::body() };
        let room = width - COUNTS_WIDTH - self.indent;
        let galley = ui.painter().layout(self.label.to_owned(), font.clone(), tokens.text, room);
        let height = galley.size().y + 8.0 + below;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        if is_chosen || response.hovered() || response.has_focus() {
            let fill = if is_chosen { tokens.selected } else { tokens.computed };
            ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        }
        if is_chosen {
            let mark = Rect::from_min_size(rect.min, vec2(3.0, height));
            ui.painter().rect_filled(mark, CornerRadius::same(2), tokens.accent);
        }
        let outline = rect.min + vec2(10.0, 4.0);
        ui.painter().text(outline, Align2::LEFT_TOP, self.outline, font, tokens.text_second);
        ui.painter().galley(rect.min + vec2(self.indent, 4.0), galley, tokens.text);
        response
    }
}

fn page_ui(ui: &mut Ui, entry: &PageEntry, highlight: Highlight) -> Response {
    let indent = match (&entry.group, entry.outline.is_empty()) {
        (Some(_), _) => INDENT_IN_GROUP,
        (None, true) => 10.0,
        (None, false) => INDENT,
    };
    let line = Name { outline: &entry.outline, label: &entry.label, indent };
    let response = line.show(ui, highlight, 10.0);
    let told = [entry.tally.map(words::tally).unwrap_or_default(), found(entry.counts)];
    let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
    let name = match told.is_empty() {
        true => entry.title(),
        false => format!("{}: {}", entry.title(), told.join(", ")),
    };
    let is_chosen = highlight == Highlight::Chosen;
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
    if let Some(tally) = entry.tally {
        page_progress(ui, response.rect, tally, entry.asking());
    }
    if told.is_empty() { response } else { response.on_hover_text(told.join("\n")) }
}

/// How much of a page is entered: a sign or a count, what is found beside it, and a thin bar.
fn page_progress(ui: &Ui, rect: Rect, tally: Tally, counts: Counts) {
    let tokens = Tokens::of(ui);
    let right = pos2(rect.right() - 8.0, rect.top() + 4.0);
    let left = if tally.is_complete() {
        let sign = Rect::from_min_size(pos2(right.x - 14.0, right.y + 3.0), vec2(14.0, 14.0));
        // Green alone means that nothing is wrong.
        let color = if counts.errors > 0 { tokens.text_second } else { tokens.good };
        icons::paint(ui.painter(), sign, Icon::Check, color);
        sign.left()
    } else {
        let text = short(tally);
        let (align, font) = (Align2::RIGHT_TOP, theme::small());
        ui.painter().text(right, align, text, font, tokens.text_second).left()
    };
    findings(ui, pos2(left - 6.0, right.y), counts);
    let line = Rect::from_min_max(
        pos2(rect.left() + 10.0, rect.bottom() - 8.0),
        pos2(rect.right() - 8.0, rect.bottom() - 4.0),
    );
    bar::paint(ui, line, tally.per_mille());
}

/// The count in the little room of the list: figures, or what is left of texts.
fn short(tally: Tally) -> String {
    let texts = tally.blank_texts + tally.not_seen;
    match (tally.figures.is_complete(), texts) {
        (false, _) => format!("{}/{}", tally.figures.done, tally.figures.total),
        (true, texts) => format!("{texts} lời văn"),
    }
}

/// How much is found, as a sign and a number; their right end is given.
fn findings(ui: &Ui, right: egui::Pos2, counts: Counts) {
    let Some(worst) = counts.worst() else {
        return;
    };
    let (icon, color, _) = sign::severity(worst, Tokens::of(ui));
    let text = counts.standing().to_string();
    let text = ui.painter().text(right, Align2::RIGHT_TOP, text, theme::small(), color);
    let at = pos2(text.left() - 14.0, right.y + 3.0);
    icons::paint(ui.painter(), Rect::from_min_size(at, vec2(11.0, 11.0)), icon, color);
}

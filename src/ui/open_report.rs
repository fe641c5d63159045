//! One report: the bar at the top, the list of pages on the left, the form of the page in the middle.

use egui::{
    Align, Button, CornerRadius, Layout, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2,
};

use super::checks::entries::Counts;
use super::chrome::{self, Wording};
use super::forms::{self, Form};
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::{Highlight, bar, field::Access};
use crate::app::command::Command;
use crate::app::files::export_format::ExportFormat;
use crate::app::open_report::{OpenReport, Page};
use crate::app::platform::preferences::Pane;
use crate::app::state::{State, page_name};
use crate::calc::progress::Progress;

/// Between the menu of pages and the lower edge of the window, in points.
const MENU_MARGIN: f32 = 16.0;

/// A page in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEntry {
    /// The page.
    pub page: Page,
    /// "II.2"; empty for the letterhead.
    pub outline: String,
    /// Its name.
    pub label: String,
    /// How much of it is entered; none where nothing has to be.
    pub progress: Option<Progress>,
}

/// What the list of pages shows.
pub fn page_entries(open: &OpenReport) -> Vec<PageEntry> {
    let table = open.progress();
    let letterhead = PageEntry {
        page: Page::Letterhead,
        outline: String::new(),
        label: "Thể thức văn bản".to_owned(),
        progress: Some(table.letterhead),
    };
    let sections = open.template().sections().iter().zip(&table.sections);
    let with_form = sections.filter(|(section, _)| !section.items.is_empty());
    let entries = with_form.map(|(section, progress)| PageEntry {
        page: Page::Section(section.key.clone()),
        outline: section.outline.clone(),
        label: section.label.clone(),
        progress: Some(*progress),
    });
    let look = PageEntry {
        page: Page::Look,
        outline: String::new(),
        label: "Trình bày, phụ lục".to_owned(),
        progress: None,
    };
    std::iter::once(letterhead).chain(entries).chain([look]).collect()
}

/// What the bar at the top has room for. With large text a window is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// The least: what is exported and previewed is in the menu, the title tells the report alone.
    Least,
    /// The preview is in the menu, the state of the report a sign without its word.
    Little,
    /// Excel is in the menu, which has it anyway.
    Usual,
    /// Every button.
    Wide,
}

impl Room {
    /// Of a width in points.
    fn of(width: f32) -> Self {
        match width {
            _ if width >= 1100.0 => Self::Wide,
            _ if width >= 950.0 => Self::Usual,
            _ if width >= 800.0 => Self::Little,
            _ => Self::Least,
        }
    }

    /// The commands that the menu takes over from the bar.
    fn left_out(self) -> &'static [Command] {
        match self {
            Self::Wide | Self::Usual => &[],
            Self::Little => &[Command::TogglePreview],
            Self::Least => &[Command::TogglePreview, Command::Export(ExportFormat::Docx)],
        }
    }
}

/// The bar at the top; the series is whose the report is and in which form, where the file has several.
pub fn top(ui: &mut Ui, state: &State, series: &str, intents: &mut Intents) {
    let Some(open) = &state.open else {
        return;
    };
    let room = Room::of(ui.available_width());
    ui.horizontal(|ui| {
        ui.set_min_height(theme::BUTTON_HEIGHT);
        chrome::command_button(ui, state, Command::ShowReports, intents);
        sign_button(ui, state, Command::PreviousReport, Icon::Left, intents);
        let period = open.report().header.period;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // A row of text alone is as low as its text.
            ui.spacing_mut().interact_size.y = 0.0;
            let (name, days) = (period.key.label(), period.range.short_label());
            let has_days = room > Room::Least;
            let title = if has_days { format!("{name} · {days}") } else { name };
            let title = ui.label(RichText::new(title).font(theme::strong()));
            if !has_days {
                title.on_hover_text(days);
            }
            let (header, office) = (&open.report().header, &open.report().office);
            let name = if series.is_empty() { &office.name } else { series };
            office_line(ui, &header.remark, name);
        });
        sign_button(ui, state, Command::NextReport, Icon::Right, intents);
        let has_words = room >= Room::Usual;
        let wording = if has_words { Wording::Shown } else { Wording::Hover };
        chrome::status_chip(ui, &open.report().header.status, wording);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            chrome::menu(ui, state, room.left_out(), intents);
            if room == Room::Wide {
                chrome::command_button(ui, state, Command::Export(ExportFormat::Xlsx), intents);
            }
            if room > Room::Least {
                export_button(ui, state, intents);
            }
            if room >= Room::Usual {
                pane_button(ui, state, Pane::Preview, intents);
            }
            pane_button(ui, state, Pane::Checks, intents);
            ui.add_space(GAP);
            chrome::saved(ui, open.save_state());
        });
    });
}

/// The remark of the report, then its office: one small line, cut where the
/// status, the buttons and the time of saving need the rest of the bar.
fn office_line(ui: &mut Ui, remark: &str, office: &str) {
    const WIDTHS: std::ops::RangeInclusive<f32> = 120.0..=300.0;
    const REST_OF_BAR: f32 = 660.0;
    let tokens = Tokens::of(ui);
    let small = |text: &str, color| {
        egui::Label::new(RichText::new(text).font(theme::small()).color(color)).truncate()
    };
    ui.horizontal(|ui| {
        let width = ui.available_width() - REST_OF_BAR;
        ui.set_max_width(width.clamp(*WIDTHS.start(), *WIDTHS.end()));
        ui.spacing_mut().item_spacing.x = GAP / 2.0;
        if !remark.is_empty() {
            ui.add(small(remark, tokens.warning));
            ui.add(small("·", tokens.text_second));
        }
        ui.add(small(office, tokens.text_second));
    });
}

fn export_button(ui: &mut Ui, state: &State, intents: &mut Intents) {
    let tokens = Tokens::of(ui);
    let command = Command::Export(ExportFormat::Docx);
    let text = RichText::new(command.label(None)).font(theme::strong()).color(tokens.on_accent);
    let button = Button::new(text).fill(tokens.accent).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    chrome::run_button(ui, state, command, button, intents);
}

/// A button of a pane; pressed while the pane is shown.
fn pane_button(ui: &mut Ui, state: &State, pane: Pane, intents: &mut Intents) {
    let command = Command::of_pane(pane);
    let counts = state.open.as_ref().map(|open| Counts::of(open.findings()));
    let counts = counts.unwrap_or_default();
    let label = match (pane, counts.standing()) {
        (Pane::Checks, num_standing) if num_standing > 0 => {
            let text = RichText::new(format!("{} {num_standing}", command.label(None)));
            if counts.errors > 0 { text.color(Tokens::of(ui).error) } else { text }
        }
        _ => RichText::new(command.label(None)),
    };
    let button = Button::new(label)
        .selected(state.preferences.pane == pane)
        .min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    let response = chrome::run_button(ui, state, command, button, intents);
    if pane == Pane::Checks && counts.standing() > 0 {
        response.on_hover_text(counts.words());
    }
}

fn sign_button(ui: &mut Ui, state: &State, command: Command, icon: Icon, intents: &mut Intents) {
    let enabled = command.enabled(state);
    ui.add_enabled_ui(enabled.is_ok(), |ui| {
        let response = icons::button(ui, icon, &command.tooltip(state.kind_for(command)));
        let response = match enabled {
            Ok(()) => response,
            Err(reason) => response.on_disabled_hover_text(reason),
        };
        if response.clicked() {
            intents.push(Intent::Run(command));
        }
    });
}

/// The list of pages.
pub fn pages(ui: &mut Ui, open: &OpenReport, entries: &[PageEntry], intents: &mut Intents) {
    let whole = open.progress().report;
    ui.label(RichText::new("Toàn bộ báo cáo").font(theme::strong()));
    ui.label(super::forms::small(ui, format!("{}/{} chỉ tiêu đã nhập", whole.done, whole.total)));
    bar::show(ui, whole.per_mille(), ui.available_width(), bar::SUMMARY);
    ui.add_space(GAP);
    ScrollArea::vertical().id_salt("pages").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let shown_id = ui.scope_id().with("shown page");
        let shown = ui.data(|data| data.get_temp::<String>(shown_id));
        let page = page_name(&open.page);
        for entry in entries {
            let is_chosen = entry.page == open.page;
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
    let count = entry.progress.map(|p| format!(" · {}/{}", p.done, p.total));
    let title = format!("{} {}{}", entry.outline, entry.label, count.unwrap_or_default());
    title.trim().to_owned()
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

fn page_ui(ui: &mut Ui, entry: &PageEntry, highlight: Highlight) -> egui::Response {
    let is_chosen = highlight == Highlight::Chosen;
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let title = format!("{} {}", entry.outline, entry.label);
    let title = title.trim().to_owned();
    let font = if is_chosen { theme::strong() } else { theme::body() };
    let count = entry.progress.map(|progress| format!("{}/{}", progress.done, progress.total));
    let count = count.unwrap_or_default();
    let indent = if entry.outline.is_empty() { 10.0 } else { 46.0 };
    let counter_width = 44.0;
    let label_width = width - counter_width - indent;
    let galley = ui.painter().layout(entry.label.clone(), font.clone(), tokens.text, label_width);
    let height = galley.size().y + 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let name = match entry.progress {
        Some(_) => format!("{title}: {count} chỉ tiêu đã nhập"),
        None => title,
    };
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
    if is_chosen || response.hovered() || response.has_focus() {
        let fill = if is_chosen { tokens.selected } else { tokens.computed };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    if is_chosen {
        let mark = Rect::from_min_size(rect.min, vec2(3.0, height));
        ui.painter().rect_filled(mark, CornerRadius::same(2), tokens.accent);
    }
    let outline = rect.min + vec2(10.0, 4.0);
    let align = egui::Align2::LEFT_TOP;
    ui.painter().text(outline, align, &entry.outline, font, tokens.text_second);
    ui.painter().galley(rect.min + vec2(indent, 4.0), galley, tokens.text);
    if let Some(progress) = entry.progress {
        page_progress(ui, rect, progress, &count);
    }
    response
}

/// How much of a page is entered: a sign or a count, and a thin bar.
fn page_progress(ui: &Ui, rect: Rect, progress: Progress, count: &str) {
    let tokens = Tokens::of(ui);
    let right = pos2(rect.right() - 8.0, rect.top() + 4.0);
    if progress.is_complete() {
        let sign = Rect::from_min_size(pos2(right.x - 14.0, right.y + 3.0), vec2(14.0, 14.0));
        icons::paint(ui.painter(), sign, Icon::Check, tokens.good);
    } else {
        let align = egui::Align2::RIGHT_TOP;
        ui.painter().text(right, align, count, theme::small(), tokens.text_second);
    }
    let line = Rect::from_min_max(
        pos2(rect.left() + 10.0, rect.bottom() - 8.0),
        pos2(rect.right() - 8.0, rect.bottom() - 4.0),
    );
    bar::paint(ui, line, progress.per_mille());
}

/// The form of the page on screen.
pub fn form(ui: &mut Ui, form: &mut Form<'_>) {
    let page = form.open.page.clone();
    let template = form.open.template().clone();
    let section = form.open.section().map(|section| section.key.clone());
    let section = template.sections().iter().find(|s| Some(&s.key) == section.as_ref());
    form.view.cells.begin_drawing();
    ScrollArea::vertical().id_salt(("form", page_name(&page))).auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width() - GAP);
            if form.view.scroll.is_resized(ui) {
                form.view.cells.scroll_to = form.focused;
            }
            if page != Page::Look {
                locked_banner(ui, form);
            }
            match section {
                None if page == Page::Look => {
                    ui.label(RichText::new("Trình bày, phụ lục").font(theme::heading()));
                    ui.add_space(4.0);
                    forms::look::show(ui, form);
                }
                None => {
                    heading(ui, "", "Thể thức văn bản", form.open.progress().letterhead);
                    forms::letterhead::show(ui, form);
                }
                Some(section) => {
                    let at = template.sections().iter().position(|s| s.key == section.key);
                    let progress = at.and_then(|at| form.open.progress().sections.get(at));
                    heading(
                        ui,
                        &section.outline,
                        &section.label,
                        progress.copied().unwrap_or_default(),
                    );
                    for item in &section.items {
                        ui.push_id(&item.key, |ui| forms::item_ui(ui, form, item));
                    }
                }
            }
            ui.add_space(theme::GAP_PAGE);
            let entered =
                form.drafts.entered.take().map(|rect| (forms::with_surroundings(rect), None));
            let goal = form.view.goal_rect.take().map(|rect| (rect, Some(Align::Center)));
            form.view.scroll.to(ui, goal.or(entered));
        },
    );
}

/// The width of the bar beside the name of a page.
const PROGRESS: f32 = 120.0;

fn heading(ui: &mut Ui, outline: &str, label: &str, progress: Progress) {
    ui.horizontal(|ui| {
        let title =
            if outline.is_empty() { label.to_owned() } else { format!("{outline}  {label}") };
        ui.label(RichText::new(title).font(theme::heading()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = format!("{}/{} chỉ tiêu đã nhập", progress.done, progress.total);
            let color = Tokens::of(ui).text_second;
            let words = ui.painter().layout_no_wrap(words, theme::body(), color);
            let rest = ui.available_width() - words.size().x;
            if rest >= 0.0 {
                ui.label(words);
            }
            if rest >= PROGRESS + GAP * 2.0 {
                bar::show(ui, progress.per_mille(), PROGRESS, bar::ROW);
            }
        });
    });
    ui.add_space(4.0);
}

fn locked_banner(ui: &mut Ui, form: &mut Form<'_>) {
    // That the file can only be looked at is said above.
    if form.access != Access::Locked || !form.open.is_final() {
        return;
    }
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new().fill(tokens.computed).corner_radius(8).inner_margin(12);
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            icons::inline(ui, Icon::Lock, tokens.good);
            ui.label("Báo cáo này đã chốt nên không sửa được");
            if form.view.may_keep_look && ui.button(Command::Reopen.label(None)).clicked() {
                form.intents.push(Intent::Run(Command::Reopen));
            }
        });
    });
    ui.add_space(GAP);
}

//! One report: the bar at the top, the list of pages on the left, the form of the page in the middle.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, vec2};

use super::checks::entries::{self, Counts};
use super::chrome::{self, Wording};
use super::field_id::FieldIds;
use super::forms::{self, Form};
use super::intent::{Intent, Intents};
use super::menus;
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::{bar, field::Access};
use crate::app::command::Command;
use crate::app::files::export_format::ExportFormat;
use crate::app::open_report::{OpenReport, Page};
use crate::app::platform::preferences::Pane;
use crate::app::state::{State, page_name};
use crate::app::words;
use crate::calc::progress::Tally;
use crate::report::template::{Section, Template};

/// A page in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEntry {
    /// The page.
    pub page: Page,
    /// "II.2"; empty for the letterhead, and for a part of a group, which has the number.
    pub outline: String,
    /// Its name.
    pub label: String,
    /// How much of it is entered; none where nothing has to be.
    pub tally: Option<Tally>,
    /// What is found in it.
    pub counts: Counts,
    /// The heading that it stands under with others of the same number.
    pub group: Option<PageGroup>,
}

/// A heading without a form of its own, over parts that all have its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageGroup {
    /// "II.3"
    pub outline: String,
    /// Its name.
    pub label: String,
}

impl PageEntry {
    /// Its number and its name: what it is called where it stands alone.
    pub fn title(&self) -> String {
        let outline = self.group.as_ref().map_or(&self.outline, |group| &group.outline);
        format!("{outline} {}", self.label).trim().to_owned()
    }

    /// What asks for something in it: the findings, and what could not be read, which is counted apart from them.
    pub fn asking(&self) -> Counts {
        let errors = self.tally.map_or(0, |tally| tally.unread);
        self.counts.and(Counts { errors, ..Counts::default() })
    }
}

/// What the list of pages shows.
pub fn page_entries(open: &OpenReport, ids: FieldIds) -> Vec<PageEntry> {
    let table = open.progress();
    let counts = entries::counts_by_page(open, ids);
    let entry = |page: Page, label: &str, tally: Option<Tally>| PageEntry {
        counts: counts.get(page_name(&page)).copied().unwrap_or_default(),
        page,
        outline: String::new(),
        label: label.to_owned(),
        tally,
        group: None,
    };
    let mut pages = vec![entry(Page::Letterhead, LETTERHEAD, Some(table.letterhead))];
    let sections = open.template().sections().iter().zip(&table.sections);
    for (section, tally) in sections.filter(|(section, _)| !section.items.is_empty()) {
        let group = group_of(open.template(), section);
        let outline = if group.is_some() { String::new() } else { section.outline.clone() };
        let page = Page::Section(section.key.clone());
        let entry = entry(page, &section.label, Some(*tally));
        pages.push(PageEntry { outline, group, ..entry });
    }
    pages.push(entry(Page::Look, LOOK, None));
    pages
}

/// The heading without a form of its own that a section stands under, where it has its number.
fn group_of(template: &Template, section: &Section) -> Option<PageGroup> {
    let before = template.sections().iter().take_while(|other| other.key != section.key);
    let group = before.filter(|other| other.items.is_empty()).last()?;
    let is_its = group.level < section.level && group.outline == section.outline;
    let (outline, label) = (group.outline.clone(), group.label.clone());
    is_its.then_some(PageGroup { outline, label })
}

const LETTERHEAD: &str = "Thể thức văn bản";
const LOOK: &str = "Trình bày, phụ lục";

/// What the bar at the top has room for: with large text a window is narrow. Everything stands in the menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// The least: the title tells the report alone.
    Least,
    /// The state of the report is a sign without its word, Word is exported from here.
    Little,
    /// The preview has its button.
    Usual,
    /// Every button.
    Wide,
}

impl Room {
    /// Of a width in points.
    fn of(width: f32) -> Self {
        match width {
            _ if width >= 1180.0 => Self::Wide,
            _ if width >= 1000.0 => Self::Usual,
            _ if width >= 820.0 => Self::Little,
            _ => Self::Least,
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
        for (command, icon) in [(Command::Undo, Icon::Undo), (Command::Redo, Icon::Redo)] {
            sign_button(ui, state, command, icon, intents);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if room == Room::Wide {
                let is_final = open.is_final();
                let close = if is_final { Command::Reopen } else { Command::MarkFinal };
                let words = if is_final { "Mở lại" } else { "Chốt" };
                let size = vec2(0.0, theme::BUTTON_HEIGHT);
                let button = Button::new(words).min_size(size);
                chrome::run_button(ui, state, close, button, intents);
                let button = Button::new("In").min_size(size);
                chrome::run_button(ui, state, Command::Print, button, intents);
            }
            if room > Room::Least {
                ui.scope(|ui| export_menu(ui, state, intents));
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
    const REST_OF_BAR: f32 = 760.0;
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

/// The other formats, beside the button for Word.
fn export_menu(ui: &mut Ui, state: &State, intents: &mut Intents) {
    let name = "Xuất dạng khác";
    ui.spacing_mut().button_padding.x = 6.0;
    let size = vec2(26.0, theme::BUTTON_HEIGHT);
    let (button, _) = MenuButton::from_button(Button::new("").min_size(size)).ui(ui, |ui| {
        ui.set_width(EXPORTS_WIDTH);
        for format in [ExportFormat::Xlsx, ExportFormat::Pdf, ExportFormat::Csv] {
            menus::item(ui, state, Command::Export(format), intents);
        }
    });
    let sign = egui::Rect::from_center_size(button.rect.center(), vec2(11.0, 11.0));
    icons::paint(ui.painter(), sign, Icon::Down, Tokens::of(ui).text);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button.on_hover_text("Xuất Excel, PDF, CSV");
}

/// The width of the menu of formats.
const EXPORTS_WIDTH: f32 = 220.0;

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

pub(super) fn sign_button(
    ui: &mut Ui,
    state: &State,
    command: Command,
    icon: Icon,
    intents: &mut Intents,
) {
    let enabled = command.enabled(state);
    ui.add_enabled_ui(enabled.is_ok(), |ui| {
        let response = icons::button(ui, icon, &chrome::tooltip(state, command));
        let response = match enabled {
            Ok(()) => response,
            Err(reason) => response.on_disabled_hover_text(reason),
        };
        if response.clicked() {
            intents.push(Intent::Run(command));
        }
    });
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
                    ui.label(RichText::new(LOOK).font(theme::heading()));
                    ui.add_space(4.0);
                    forms::look::show(ui, form);
                }
                None => {
                    heading(ui, &Heading::plain(LETTERHEAD), form.open.progress().letterhead);
                    forms::letterhead::show(ui, form);
                }
                Some(section) => {
                    let at = template.sections().iter().position(|s| s.key == section.key);
                    let tally = at.and_then(|at| form.open.progress().sections.get(at));
                    heading(
                        ui,
                        &Heading::of(&template, section),
                        tally.copied().unwrap_or_default(),
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

/// What stands above the form of a page.
struct Heading {
    title: String,
    /// The heading of the parts that it belongs to, which has the number.
    above: String,
}

impl Heading {
    fn plain(title: &str) -> Self {
        Self { title: title.to_owned(), above: String::new() }
    }

    fn of(template: &Template, section: &Section) -> Self {
        match group_of(template, section) {
            Some(group) => Self {
                title: section.label.clone(),
                above: format!("{} {}", group.outline, group.label),
            },
            None => Self::plain(&format!("{}  {}", section.outline, section.label)),
        }
    }
}

fn heading(ui: &mut Ui, heading: &Heading, tally: Tally) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(&heading.title).font(theme::heading()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = words::tally(tally);
            let color = Tokens::of(ui).text_second;
            let words = ui.painter().layout_no_wrap(words, theme::body(), color);
            let rest = ui.available_width() - words.size().x;
            if rest >= 0.0 {
                ui.label(words);
            }
            if rest >= PROGRESS + GAP * 2.0 {
                bar::show(ui, tally.per_mille(), PROGRESS, bar::ROW);
            }
            if !heading.above.is_empty() {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let above = super::forms::small(ui, heading.above.as_str());
                    ui.add(egui::Label::new(above).truncate());
                });
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

//! The list of reports: years down, periods across, a tile a report; the next report to write is the
//! one big button.

use std::collections::BTreeMap;

use egui::{
    Align, Align2, CornerRadius, Label, Layout, Rect, RichText, Sense, Stroke, StrokeKind, Ui,
    pos2, vec2,
};

use super::chrome;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::bar;
use super::widgets::icons::{self, Icon};
use super::widgets::named_button;
use super::widgets::sign;
use crate::app::command::Command;
use crate::app::due::DueReport;
use crate::app::message::{FileContent, FileSummary, ListedReport, ReportId};
use crate::app::state::State;
use crate::app::words;
use crate::calc::progress::Asking;
use crate::report::check::Severity;
use crate::report::content::ReportStatus;
use crate::report::key::{OfficeCode, TemplateKey};
use crate::report::number::format_count;
use crate::report::period::format_day;

const TILE_HEIGHT: f32 = 116.0;
/// Title and days of a December beside each other, with room between them.
const TILE_MIN: f32 = 184.0;
/// The same where a title is longer than "Tháng 12".
const LONG_TILE_MIN: f32 = 250.0;
const TITLE_CHARS: usize = 9;
/// How wide the menu of a tile is.
const MENU_WIDTH: f32 = 120.0;
/// What the button beside the heading takes, with the gap before it: long names of offices go on below.
const BEGIN_WIDTH: f32 = 250.0;

/// What a tile shows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tile {
    /// The report.
    id: ReportId,
    /// "Tháng 5/2023".
    label: String,
    /// "Tháng 5".
    title: String,
    /// Its month, 1 to 12; none for a period of another kind.
    month: Option<u32>,
    /// "12/4 – 12/5".
    days: String,
    /// Its state.
    status: ReportStatus,
    /// "112/141".
    entered: String,
    /// How full its bar is.
    per_mille: u16,
    /// "3 lời văn" that are empty or not looked at; empty where none is, or nobody counted.
    texts: String,
    /// How many findings ask for something, where that is known.
    asking: Asking,
    /// "Hạn 20/5/2023", "Quá hạn 3 ngày".
    due: String,
    /// Whether it is late.
    is_late: bool,
    /// A remark such as "số liệu minh họa".
    remark: String,
}

/// A year of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Year {
    /// The year.
    year: i32,
    /// Its reports: of each office in each form.
    series: Vec<Series>,
}

/// The reports of one office in one form within a year.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Series {
    /// The office and the form, each only where the file has more than one of them.
    name: String,
    /// The reports, oldest first.
    tiles: Vec<Tile>,
}

/// What the list of a file shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Whose reports they are.
    heading: String,
    /// In which form.
    second: String,
    /// Latest year first.
    years: Vec<Year>,
    /// What became of reports that cannot be shown: a sentence each.
    unlisted: Vec<String>,
    /// What is due, the first day first.
    due: Vec<DueReport>,
    start: NextStart,
}

/// What starts the next report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum NextStart {
    /// One click: there is only one that could be next.
    #[default]
    Next,
    /// The form: where several offices or forms are, it is asked which report is meant.
    Asked,
}

impl List {
    /// Of a file.
    pub fn of(file: &FileSummary) -> Self {
        let (heading, second) = headings(file);
        let asks = file.has_several_series() || file.forms.len() > 1;
        let start = if asks { NextStart::Asked } else { NextStart::Next };
        let unlisted = file.unlisted.clone();
        let due = file.due_reports();
        Self { heading, second, years: years(file), unlisted, due, start }
    }
}

fn years(file: &FileSummary) -> Vec<Year> {
    let mut years: BTreeMap<i32, BTreeMap<(&OfficeCode, &TemplateKey), Series>> = BTreeMap::new();
    for summary in &file.reports {
        let series = years.entry(summary.period.key.year()).or_default();
        let key = (&summary.office.code, &summary.template.key);
        let new = || Series { name: file.series_of(summary), tiles: Vec::new() };
        series.entry(key).or_insert_with(new).tiles.push(tile(summary, file));
    }
    let years = years.into_iter().rev();
    years.map(|(year, series)| Year { year, series: series.into_values().collect() }).collect()
}

fn tile(summary: &ListedReport, file: &FileSummary) -> Tile {
    let is_final = summary.status.is_closed();
    let late_days = summary.period.days_overdue(file.today);
    // Nobody waits for a report of the sample.
    let is_late = late_days > 0 && !is_final && file.content == FileContent::Own;
    let due = match summary.period.due {
        None => String::new(),
        Some(_) if is_late => format!("Quá hạn {} ngày", format_count(late_days)),
        Some(due) => format!("Hạn {}", format_day(due)),
    };
    let title = summary.period.key.title_in_year();
    // Of a span the days are its name already.
    let days = Some(summary.period.range.short_label()).filter(|days| *days != title);
    let days = days.unwrap_or_default();
    Tile {
        id: summary.id,
        label: summary.period.key.label(),
        title,
        month: summary.period.key.month(),
        days,
        status: summary.status.clone(),
        entered: format!("{}/{}", summary.progress.done, summary.progress.total),
        per_mille: summary.progress.per_mille(),
        texts: match summary.open_texts {
            None | Some(0) => String::new(),
            Some(texts) => format!("{texts} lời văn"),
        },
        asking: summary.found.as_ref().map(|found| found.asking).unwrap_or_default(),
        due,
        is_late,
        remark: summary.remark.clone(),
    }
}

/// Shows the list.
pub fn show(ui: &mut Ui, state: &State, list: &List, intents: &mut Intents) {
    let years = &list.years;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - BEGIN_WIDTH).max(BEGIN_WIDTH);
        ui.vertical(|ui| {
            ui.set_max_width(width);
            ui.add(Label::new(RichText::new(&list.heading).font(theme::page_heading())).wrap());
            ui.label(RichText::new(&list.second).color(Tokens::of(ui).text_second));
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let next = state.next_report().filter(|_| list.start == NextStart::Next);
            let (label, command) = match next {
                Some(next) => {
                    let label = format!("Lập báo cáo {}", next.period.label_in_sentence());
                    (label, Command::StartNextReport)
                }
                None => (Command::StartReport.label(None).into_owned(), Command::StartReport),
            };
            if chrome::chief_button(ui, &label) {
                intents.push(Intent::Run(command));
            }
        });
    });
    ui.add_space(GAP);
    if !list.unlisted.is_empty() {
        unlisted_ui(ui, &list.unlisted);
    } else if years.is_empty() {
        ui.label(
            "Tệp này chưa có báo cáo nào. Hãy nhập một tệp số liệu bằng “Tệp › Nhập tệp số liệu…”",
        );
    }
    due_ui(ui, list, intents);
    let front = front(years);
    for year in years {
        ui.add_space(GAP);
        ui.label(RichText::new(format!("Năm {}", year.year)).font(theme::heading()));
        year_ui(ui, state, year, front, intents);
    }
    ui.add_space(theme::GAP_PAGE);
}

/// How many lines tell what is due; the rest is counted.
const DUE_LINES: usize = 4;

/// What is due, calm: a line each.
fn due_ui(ui: &mut Ui, list: &List, intents: &mut Intents) {
    let (error, second) = (Tokens::of(ui).error, Tokens::of(ui).text_second);
    for due in list.due.iter().take(DUE_LINES) {
        let is_late = due.days_left < 0;
        let (icon, color) = if is_late { (Icon::Warning, error) } else { (Icon::Circle, second) };
        ui.horizontal(|ui| {
            icons::inline(ui, icon, color);
            let words = due.words();
            ui.add(Label::new(RichText::new(&words).color(color)).truncate()).on_hover_text(&words);
            // What nobody began is begun by the button above.
            let Some(report) = due.report else { return };
            let name = format!("Mở báo cáo {}", due.period.label_in_sentence());
            if named_button(ui, "Mở", &name).clicked() {
                intents.push(Intent::ShowReport(report));
            }
        });
    }
    let rest = list.due.len().saturating_sub(DUE_LINES);
    if rest > 0 {
        ui.label(format!("và {rest} báo cáo khác đến hạn"));
    }
}

const UNLISTED: &str =
    "Hãy bấm “Kiểm tra dữ liệu” ở cuối trang để xem và sửa theo nhật ký, hoặc khôi phục từ bản sao";

/// How many reports that cannot be listed are named one by one.
const NAMED: usize = 3;

/// Reports that are in the file and not in the list: silence would look as if they had never been.
fn unlisted_ui(ui: &mut Ui, unlisted: &[String]) {
    let color = Tokens::of(ui).error;
    let count = unlisted.len();
    ui.horizontal(|ui| {
        icons::inline(ui, Icon::Warning, color);
        let words = format!(
            "Tệp có {count} báo cáo bị hỏng không hiện được ở đây. Số liệu của chúng vẫn còn trong tệp"
        );
        ui.label(RichText::new(words).font(theme::strong()).color(color));
    });
    for sentence in unlisted.iter().take(NAMED) {
        ui.add(Label::new(format!("• {sentence}")).wrap());
    }
    if count > NAMED {
        ui.label(format!("• và {} báo cáo nữa", count - NAMED));
    }
    ui.label(UNLISTED);
}

/// The report that is probably worked on: the latest that is not final, or else the latest; of several
/// offices and forms in a year that of the one at the top, so that the list does not scroll down by itself.
fn front(years: &[Year]) -> Option<&Tile> {
    let series = || years.iter().flat_map(|year| &year.series);
    let latest_first = || series().flat_map(|series| series.tiles.iter().rev());
    let is_open = |tile: &&Tile| !tile.status.is_closed();
    latest_first().find(is_open).or_else(|| latest_first().next())
}

/// Whose reports they are, and in which form.
fn headings(file: &FileSummary) -> (String, String) {
    let heading = match file.offices_in_use().as_slice() {
        [] if file.unlisted.is_empty() => "Chưa có báo cáo".to_owned(),
        [] => "Báo cáo không đọc được".to_owned(),
        [only] => only.name.clone(),
        several => format!("{} đơn vị", several.len()),
    };
    let last = file.reports.last().map(|summary| &summary.template.key);
    let form = file.forms.iter().find(|form| Some(&form.id.key) == last);
    let second = match (file.num_forms_in_use(), form) {
        (0 | 1, Some(form)) => form.name.clone(),
        (0 | 1, None) => String::new(),
        (several, _) => format!("{several} mẫu báo cáo"),
    };
    (heading, second)
}

fn year_ui(ui: &mut Ui, state: &State, year: &Year, front: Option<&Tile>, intents: &mut Intents) {
    for series in &year.series {
        if !series.name.is_empty() {
            let name = RichText::new(&series.name).color(Tokens::of(ui).text_second);
            ui.label(name);
        }
        series_ui(ui, state, series, front, intents);
    }
}

fn series_ui(
    ui: &mut Ui,
    state: &State,
    series: &Series,
    front: Option<&Tile>,
    intents: &mut Intents,
) {
    let width = ui.available_width();
    let is_long = |tile: &Tile| tile.title.chars().count() > TITLE_CHARS;
    let least = if series.tiles.iter().any(is_long) { LONG_TILE_MIN } else { TILE_MIN };
    let columns = [12_u8, 6, 4, 3, 2].into_iter().find(|n| {
        let n = f32::from(*n);
        (width - GAP * (n - 1.0)) / n >= least
    });
    let columns = columns.unwrap_or(1);
    let tile_width = ((width - GAP * (f32::from(columns) - 1.0)) / f32::from(columns)).floor();
    for row in rows(&series.tiles, usize::from(columns)) {
        ui.horizontal(|ui| {
            for place in row {
                let Some(tile) = place else {
                    ui.allocate_exact_size(vec2(tile_width, TILE_HEIGHT), Sense::hover());
                    continue;
                };
                let response = tile_ui(ui, tile, &series.name, tile_width);
                // Enter opens it, arrows go on from it: nobody needs the mouse to begin.
                let is_front = front.is_some_and(|front| std::ptr::eq(front, tile));
                let is_free = |memory: &egui::Memory| {
                    memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
                };
                if is_front && ui.memory(is_free) {
                    response.request_focus();
                }
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    intents.push(Intent::ShowReport(tile.id));
                }
                tile_menu(ui, state, tile, &response, intents);
            }
        });
    }
}

/// What can be done with a report beside opening it: under the right button, and by the key Delete.
fn tile_menu(
    ui: &Ui,
    state: &State,
    tile: &Tile,
    response: &egui::Response,
    intents: &mut Intents,
) {
    let row = state.file.as_ref().and_then(|f| f.reports.iter().find(|row| row.id == tile.id));
    let refused = row.and_then(|row| state.refuses_to_delete(row));
    let is_pressed =
        |ui: &Ui| ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Delete));
    if response.has_focus() && refused.is_none() && is_pressed(ui) {
        intents.push(Intent::DeleteReport(tile.id));
    }
    response.context_menu(|ui| {
        ui.set_min_width(MENU_WIDTH);
        if ui.button("Mở").clicked() {
            intents.push(Intent::ShowReport(tile.id));
            ui.close();
        }
        let button = ui.add_enabled(refused.is_none(), egui::Button::new("Xóa…"));
        let button = match refused {
            Some(reason) => button.on_disabled_hover_text(reason),
            None => button,
        };
        if button.clicked() {
            intents.push(Intent::DeleteReport(tile.id));
            ui.close();
        }
    });
}

/// The tiles in rows, with the places that stay empty: a month stands in the same place in every year. Rows in which
/// nothing would stand are left out.
fn rows(tiles: &[Tile], columns: usize) -> Vec<Vec<Option<&Tile>>> {
    let places: Vec<Option<&Tile>> = if tiles.iter().all(|tile| tile.month.is_some()) {
        let of = |month| tiles.iter().find(|tile| tile.month == Some(month));
        (1..=12).map(of).collect()
    } else {
        tiles.iter().map(Some).collect()
    };
    let rows = places.chunks(columns).filter(|row| row.iter().any(Option::is_some));
    rows.map(<[_]>::to_vec).collect()
}

fn tile_ui(ui: &mut Ui, tile: &Tile, series: &str, width: f32) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, TILE_HEIGHT), Sense::click());
    let (icon, color, word) = chrome::status(&tile.status, tokens);
    let series = if series.is_empty() { String::new() } else { format!(", {series}") };
    let label = &tile.label;
    let found = words::asking(tile.asking);
    let left = if tile.texts.is_empty() { String::new() } else { format!("còn {}", tile.texts) };
    let counts: Vec<&str> =
        [left.as_str(), &found].into_iter().filter(|part| !part.is_empty()).collect();
    let counts: String = counts.iter().map(|part| format!(", {part}")).collect();
    let name = format!("{label}{series}, {word}, đã nhập {}{counts}, {}", tile.entered, tile.due);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let line = match (response.has_focus(), response.hovered()) {
        (true, _) => Stroke::new(2.0, tokens.accent),
        (false, true) => Stroke::new(1.0, tokens.accent),
        (false, false) => Stroke::new(1.0, tokens.border),
    };
    // Outlines only: filling tiles would cost more than all the rest of the list (`Window::ground`).
    ui.painter().rect_stroke(rect, CornerRadius::same(8), line, StrokeKind::Inside);
    let inner = rect.shrink2(vec2(12.0, 10.0));
    let put = |at: egui::Pos2, align: Align2, text: &str, font: egui::FontId, color| {
        ui.painter().with_clip_rect(rect).text(at, align, text, font, color)
    };
    put(inner.left_top(), Align2::LEFT_TOP, &tile.title, theme::strong(), tokens.text);
    put(
        inner.right_top() + vec2(0.0, 2.0),
        Align2::RIGHT_TOP,
        &tile.days,
        theme::small(),
        tokens.text_second,
    );
    let second = inner.top() + 26.0;
    // Green alone means that nothing is wrong.
    let color =
        if tile.asking.errors > 0 && color == tokens.good { tokens.text_second } else { color };
    icons::paint(
        ui.painter(),
        Rect::from_min_size(pos2(inner.left(), second + 2.0), vec2(12.0, 12.0)),
        icon,
        color,
    );
    put(pos2(inner.left() + 18.0, second), Align2::LEFT_TOP, word, theme::small(), tokens.text);
    put(pos2(inner.right(), second), Align2::RIGHT_TOP, &tile.entered, theme::small(), tokens.text);
    let line =
        Rect::from_min_size(pos2(inner.left(), second + 22.0), vec2(inner.width(), bar::ROW));
    bar::paint(ui, line, tile.per_mille);
    let due = if tile.is_late { tokens.error } else { tokens.text_second };
    put(pos2(inner.left(), line.bottom() + 7.0), Align2::LEFT_TOP, &tile.due, theme::small(), due);
    let texts = pos2(inner.right(), line.bottom() + 7.0);
    put(texts, Align2::RIGHT_TOP, &tile.texts, theme::small(), tokens.text_second);
    let asking = found_ui(ui, inner.right_bottom(), tile.asking);
    let room = Rect::from_min_max(inner.min, pos2(asking - GAP, rect.bottom()));
    let painter = ui.painter().with_clip_rect(room);
    painter.text(
        inner.left_bottom(),
        Align2::LEFT_BOTTOM,
        &tile.remark,
        theme::small(),
        tokens.warning,
    );
    if found.is_empty() { response } else { response.on_hover_text(found) }
}

/// How many findings ask for something, as a sign and a number above a point at the right; where they begin.
fn found_ui(ui: &Ui, right_bottom: egui::Pos2, asking: Asking) -> f32 {
    let severity = match asking {
        Asking { errors: 1.., .. } => Severity::Error,
        Asking { warnings: 1.., .. } => Severity::Warning,
        Asking { .. } => return right_bottom.x,
    };
    let (icon, color, _) = sign::severity(severity, Tokens::of(ui));
    let text = asking.all().to_string();
    let text = ui.painter().text(right_bottom, Align2::RIGHT_BOTTOM, text, theme::small(), color);
    let at = pos2(text.left() - 15.0, text.center().y - 5.5);
    icons::paint(ui.painter(), Rect::from_min_size(at, vec2(11.0, 11.0)), icon, color);
    at.x
}

//! "Kiểm tra": what contradicts itself, beside the form. Every finding leads to its place and can be
//! explained; the explanation is kept with the report and silences it until a value changes.

mod answers;
mod comments;
pub mod entries;
mod offers;
mod settings;

use egui::{Align, Layout, RichText, Stroke, Ui, vec2};

use super::theme::{self, Tokens};
use super::widgets::field::{Access, Field, LOCKED};
use super::widgets::icons;
pub use super::widgets::sign::severity;
use super::widgets::small_button;
use crate::app::command::Command;
use crate::app::files::export_format::ExportFormat;
use crate::app::open_report::{OpenReport, Typing};
use crate::app::words;
use crate::calc::check::{self, Explanation};
use crate::report::check::Severity;
use crate::ui::field_id::FieldIds;
use crate::ui::intent::Intent;
use crate::ui::pane::{self, Beside};
use crate::ui::spot::Spot;
use entries::{Counts, Entry};

/// The pane.
#[derive(Debug, Default)]
pub struct Checks {
    entries: Vec<Entry>,
    offers: Vec<offers::OfferEntry>,
    comments: Vec<comments::CommentEntry>,
    /// Report and state that the entries were made of.
    made_of: Option<(FieldIds, u64)>,
    /// The finding that was gone to last.
    selected: Option<String>,
    /// The finding whose explanation is being written.
    explained: Option<String>,
    filter: Filter,
    offered: answers::Offered,
    side: PaneSide,
    /// A word that is being typed for the office's own.
    new_word: String,
}

/// Which side of the pane is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum PaneSide {
    #[default]
    Findings,
    Settings,
}

/// Which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    /// All that stand.
    #[default]
    Standing,
    /// Standing ones of one gravity.
    Only(Severity),
    /// Those that were explained.
    Explained,
    /// None, but what is noted about figures.
    Comments,
}

/// A finding that is gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stepped {
    /// Where it leads.
    pub spot: Spot,
    /// Which it is and what it says, in one line.
    pub words: String,
}

/// Which finding is gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingStep {
    /// The one behind.
    Next,
    /// The one in front.
    Previous,
    /// The first error, else the first finding.
    FirstError,
}

impl Checks {
    /// The findings, made anew when the report changed.
    pub fn refresh(&mut self, open: &OpenReport, ids: FieldIds) {
        let made_of = Some((ids, open.revision()));
        if self.made_of != made_of {
            self.entries = entries::entries(open, ids);
            self.offers = offers::entries(open, ids);
            self.comments = comments::entries(open, ids);
            self.made_of = made_of;
        }
    }

    /// The finding behind, or in front of, the last one; round and round.
    pub fn step(&mut self, step: FindingStep) -> Option<Stepped> {
        let standing: Vec<&Entry> =
            self.entries.iter().filter(|e| e.stands() && e.spot.is_some()).collect();
        let last = self.selected.as_ref();
        let at = standing.iter().position(|entry| Some(&entry.id) == last);
        let error = standing.iter().position(|entry| entry.severity == Severity::Error);
        let next = match (at, step) {
            (_, FindingStep::FirstError) => error.unwrap_or(0),
            (None, FindingStep::Next) => 0,
            (None, FindingStep::Previous) => standing.len().checked_sub(1)?,
            (Some(at), FindingStep::Next) => (at + 1) % standing.len(),
            (Some(at), FindingStep::Previous) => (at + standing.len() - 1) % standing.len(),
        };
        let entry = standing.get(next)?;
        let word = words::findings::severity(entry.severity);
        let stepped = Stepped {
            spot: entry.spot.clone()?,
            words: format!("Phát hiện {}/{}, {word}: {}", next + 1, standing.len(), entry.sentence),
        };
        self.selected = Some(entry.id.clone());
        Some(stepped)
    }

    /// Opens the field in which a finding is explained.
    pub fn explain(&mut self, finding: String) {
        self.filter = Filter::Standing;
        self.selected = Some(finding.clone());
        self.explained = Some(finding);
    }

    /// Draws the pane.
    pub fn show(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        self.refresh(beside.open, beside.ids);
        let counts = Counts::of(beside.open.findings());
        pane::top(ui, |ui| self.head(ui, beside, counts));
        match self.side {
            PaneSide::Findings => pane::body(ui, "findings", |ui| self.list(ui, beside)),
            PaneSide::Settings => {
                pane::body(ui, "settings", |ui| settings::show(ui, beside, &mut self.new_word));
            }
        }
    }

    /// Whether a finding is listed. One that is being explained stays, though its first letter
    /// silences it: the field must not go away under the hand that types.
    fn lists(&self, entry: &Entry) -> bool {
        let is_written = self.explained.as_ref() == Some(&entry.id);
        match self.filter {
            Filter::Standing => entry.stands() || is_written,
            Filter::Only(severity) => entry.severity == severity && (entry.stands() || is_written),
            Filter::Explained => !entry.stands() || is_written,
            Filter::Comments => false,
        }
    }

    fn list(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        if self.filter == Filter::Comments {
            return comments::show(ui, beside, &self.comments);
        }
        let shown: Vec<Entry> =
            self.entries.iter().filter(|entry| self.lists(entry)).cloned().collect();
        if shown.is_empty() {
            ui.label("Không có mục nào ở đây");
        }
        for entry in &shown {
            self.card(ui, beside, entry);
        }
        if self.filter == Filter::Standing {
            offers::show(ui, beside, &self.offers);
        }
    }

    fn head(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, counts: Counts) {
        let side = self.side;
        ui.horizontal(|ui| {
            let (title, words) = match (side, counts.standing()) {
                (PaneSide::Settings, _) => ("Thiết lập kiểm tra", ""),
                (PaneSide::Findings, 0) => ("Kiểm tra", "không còn gì phải xem"),
                // The filters below count them.
                (PaneSide::Findings, _) => ("Kiểm tra", ""),
            };
            ui.label(RichText::new(title).font(theme::strong()));
            let second = Tokens::of(ui).text_second;
            ui.label(RichText::new(words).font(theme::small()).color(second));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                pane::cross(ui, "Đóng phần kiểm tra (F9)", beside.intents);
                self.side_buttons(ui, beside);
            });
        });
        if side == PaneSide::Findings {
            self.filters(ui, counts);
        }
    }

    /// What leads to the other side of the pane, and onto paper.
    fn side_buttons(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        if self.side == PaneSide::Settings {
            if small_button(ui, "Xong").clicked() {
                self.side = PaneSide::Findings;
            }
            return;
        }
        let export = small_button(ui, "In phiếu…");
        if export.on_hover_text(Command::Export(ExportFormat::CheckSheet).tooltip(None)).clicked() {
            beside.intents.push(Intent::Run(Command::Export(ExportFormat::CheckSheet)));
        }
        let settings = small_button(ui, "Thiết lập");
        if settings.on_hover_text("Mục kiểm tra và từ điển riêng của đơn vị").clicked()
        {
            self.side = PaneSide::Settings;
        }
    }

    fn filters(&mut self, ui: &mut Ui, counts: Counts) {
        ui.horizontal_wrapped(|ui| {
            for (filter, label, count) in [
                (Filter::Standing, "Tất cả", counts.standing()),
                (Filter::Only(Severity::Error), "Lỗi", counts.errors),
                (Filter::Only(Severity::Warning), "Cảnh báo", counts.warnings),
                (Filter::Only(Severity::Note), "Lưu ý", counts.notes),
                (Filter::Explained, "Đã giải trình", counts.explained),
                (Filter::Comments, "Ghi chú", self.comments.len()),
            ] {
                let text = RichText::new(format!("{label} {count}")).font(theme::small());
                let button = egui::Button::selectable(self.filter == filter, text);
                if ui.add(button.min_size(vec2(0.0, 24.0))).clicked() {
                    self.filter = filter;
                }
            }
        });
    }

    fn card(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, entry: &Entry) {
        let tokens = Tokens::of(ui);
        let is_selected = self.selected.as_ref() == Some(&entry.id);
        let border = if is_selected { tokens.accent } else { tokens.border };
        let frame = theme::card(tokens).stroke(Stroke::new(1.0, border));
        ui.push_id(&entry.id, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                let (icon, color, word) = severity(entry.severity, tokens);
                ui.horizontal(|ui| {
                    icons::inline(ui, icon, color);
                    ui.label(RichText::new(word).font(theme::small()).color(color));
                    let part = RichText::new(&entry.part).font(theme::small());
                    ui.add(egui::Label::new(part.color(tokens.text_second)).truncate());
                });
                ui.add(egui::Label::new(&entry.sentence).wrap());
                if !entry.note.is_empty() {
                    let note = RichText::new(&entry.note).font(theme::small());
                    ui.add(egui::Label::new(note.color(tokens.text_second)).wrap());
                }
                self.reason(ui, beside, entry);
                self.offered.buttons(ui, beside, entry);
                self.buttons(ui, beside, entry);
            });
        });
        ui.add_space(theme::GAP);
    }

    /// The office's reason, or the field in which it is written.
    fn reason(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, entry: &Entry) {
        let (words, lead) = match &entry.explanation {
            Explanation::None => ("", ""),
            Explanation::Given(words) => (words.as_str(), "Giải trình: "),
            Explanation::Outdated(words) => {
                (words.as_str(), "Giải trình cũ, số liệu đã thay đổi: ")
            }
        };
        if self.explained.as_ref() != Some(&entry.id) {
            if !words.is_empty() {
                let text = RichText::new(format!("{lead}{words}")).font(theme::small());
                ui.add(egui::Label::new(text).wrap());
            }
            return;
        }
        let id = beside.ids.explanation(&entry.id);
        let field = Field {
            width: ui.available_width(),
            lines: 3,
            hint: "vì sao số liệu vẫn đúng",
            access: beside.access,
            ..Field::words(id, "Giải trình", words)
        };
        let shown = beside.drafts.show(ui, &field);
        if shown.response.has_focus() {
            beside.drafts.current = Some(super::widgets::field::Current {
                words:
                    "Giải trình: được lưu cùng báo cáo, phát hiện này im lặng đến khi số liệu đổi"
                        .to_owned(),
                kind: field.kind(),
                reason: None,
            });
        }
        if let Some((text, typing)) = shown.typed {
            explain(beside.open, &entry.id, &text, typing);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, entry: &Entry) {
        ui.horizontal(|ui| {
            if let Some(spot) = &entry.spot
                && small_button(ui, "Đi tới").clicked()
            {
                self.selected = Some(entry.id.clone());
                beside.intents.push(Intent::GoTo(spot.clone()));
            }
            let is_open = self.explained.as_ref() == Some(&entry.id);
            let label = match (is_open, &entry.explanation) {
                (true, _) => "Xong",
                (false, Explanation::Given(_)) => "Sửa giải trình",
                (false, _) => "Giải trình…",
            };
            let can_write = beside.access == Access::Open;
            let response = ui.add_enabled_ui(can_write, |ui| small_button(ui, label)).inner;
            let response = response.on_disabled_hover_text(LOCKED);
            if response.clicked() {
                beside.drafts.forget();
                self.explained = (!is_open).then(|| entry.id.clone());
                if !is_open {
                    let field = beside.ids.explanation(&entry.id);
                    beside.intents.push(Intent::TypeIn(field));
                }
            }
            let has_words = entry.explanation != Explanation::None;
            if has_words && can_write && small_button(ui, "Bỏ giải trình").clicked() {
                beside.drafts.forget();
                self.explained = None;
                explain(beside.open, &entry.id, "", Typing::Finished);
            }
        });
    }
}

/// Keeps a reason with the report.
fn explain(open: &mut OpenReport, id: &str, words: &str, typing: Typing) {
    let finding = open.findings().iter().find(|finding| finding.id == id);
    let edit = finding.and_then(|finding| check::explain(finding, words));
    if let Some(edit) = edit {
        open.edit(edit, typing);
    }
}

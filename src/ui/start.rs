//! First start: three choices, nothing else.

use std::path::PathBuf;

use egui::{Button, Margin, RichText, Ui, vec2};

use super::chrome;
use super::identity::{Asked, IdentityForm, Widths};
use super::intent::{Intent, Intents};
use super::recent;
use super::theme::{self, Tokens};
use super::widgets::field::{Drafts, Field, FieldLook};
use super::widgets::icons::{self, Icon};
use super::widgets::labelled;
use super::widgets::secret::{Legibility, Secret};
use crate::app::command::Command;
use crate::app::message::{NewFile, Twin};
use crate::app::password::{CAN_ENCRYPT, Password, PasswordFault};
use crate::app::problem::Problem;
use crate::app::session::builtin_offices;
use crate::app::state::State;
use crate::app::words::passwords;
use crate::report::office::Office;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::text::clean;

/// Width of what stands to the left of a field, in points.
const LABEL: f32 = 180.0;

/// What is typed on the start screen.
#[derive(Debug, Default)]
pub struct StartView {
    is_creating: bool,
    office: String,
    identity: IdentityForm,
    month: String,
    encryption: Encryption,
}

/// Whether the new file is to be encrypted, and what is typed for that.
#[derive(Debug, Default)]
struct Encryption {
    is_wanted: bool,
    password: Secret,
    again: Secret,
    legibility: Legibility,
}

impl Encryption {
    /// What the file is encrypted with; none where it is not.
    ///
    /// # Errors
    /// Why what is typed will not do.
    fn password(&self) -> Result<Option<Password>, PasswordFault> {
        match self.is_wanted {
            true => Password::chosen_twice(self.password.text(), self.again.text()).map(Some),
            false => Ok(None),
        }
    }
}

/// Where new files go.
#[derive(Debug, Clone)]
pub struct Places {
    /// The data file of the office.
    pub data: PathBuf,
    /// The data file of the sample.
    pub sample: PathBuf,
    /// The report to offer first.
    pub this_month: PeriodKey,
}

/// What the start screen shows beside its choices.
#[derive(Clone, Copy)]
pub struct StartFacts<'a> {
    /// Where new files go.
    pub places: &'a Places,
    /// What is known of the files that were open before.
    pub state: &'a State,
}

/// Shows the choices.
pub fn show(
    ui: &mut Ui,
    view: &mut StartView,
    drafts: &mut Drafts,
    facts: StartFacts<'_>,
    intents: &mut Intents,
) {
    let StartFacts { places, state } = facts;
    ui.vertical_centered(|ui| {
        ui.set_max_width(640.0);
        let has_files = state.known_files().next().is_some();
        let above = if has_files { 0.02 } else { 0.12 };
        ui.add_space((ui.available_height() * above).max(theme::GAP_PAGE));
        ui.label(RichText::new("Báo cáo 06").font(theme::page_heading()));
        let second = Tokens::of(ui).text_second;
        let words = "Lập báo cáo Đề án 06 hằng tháng: nhập số liệu một lần, có ngay tỷ lệ, câu văn, bảng và tệp Word";
        ui.label(RichText::new(words).color(second));
        ui.add_space(theme::GAP_PAGE);
        if has_files {
            recent::list(ui, state, intents);
            ui.add_space(theme::GAP_GROUP);
        }
        if option(ui, "Bắt đầu với mẫu Đề án 06", "Cho đơn vị mới dùng chương trình") {
            view.is_creating = !view.is_creating;
            if view.month.is_empty() {
                view.month = places.this_month.to_text();
            }
        }
        if view.is_creating {
            creation(ui, view, drafts, facts, intents);
        }
        if option(ui, "Mở tệp dữ liệu có sẵn…", "Tệp .bc06 đã lưu trên máy này hoặc trên USB") {
            intents.push(Intent::Run(Command::OpenFile));
        }
        if option(ui, "Xem dữ liệu mẫu", "13 tháng của một đơn vị, để xem và thử; không ảnh hưởng dữ liệu thật") {
            intents.push(Intent::CreateSample(places.sample.clone()));
        }
    });
}

fn option(ui: &mut Ui, title: &str, words: &str) -> bool {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width(), 72.0);
    let response = ui.add(Button::new("").min_size(size).corner_radius(8));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title));
    let rect = response.rect.shrink2(vec2(20.0, 12.0));
    let text = |y, align, text: &str, font, color| {
        ui.painter().text(egui::pos2(rect.left(), y), align, text, font, color)
    };
    text(rect.top(), egui::Align2::LEFT_TOP, title, theme::strong(), tokens.text);
    text(rect.bottom(), egui::Align2::LEFT_BOTTOM, words, theme::body(), tokens.text_second);
    let sign = egui::Rect::from_center_size(
        egui::pos2(rect.right() - 8.0, rect.center().y),
        vec2(16.0, 16.0),
    );
    icons::paint(ui.painter(), sign, Icon::Right, tokens.text_second);
    response.clicked()
}

fn creation(
    ui: &mut Ui,
    view: &mut StartView,
    drafts: &mut Drafts,
    facts: StartFacts<'_>,
    intents: &mut Intents,
) {
    let tokens = Tokens::of(ui);
    let month = PeriodKey::read(PeriodKind::Month, &view.month).ok();
    let office = Office::named(&view.office).ok();
    let frame = theme::card(tokens).inner_margin(Margin::same(16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        labelled(ui, "Tên đơn vị báo cáo", LABEL, |ui| {
            let id = egui::Id::unique("start office");
            let field = Field {
                width: 400.0,
                hint: "ví dụ: UBND phường Đông Hải",
                ..Field::words(id, "Tên đơn vị báo cáo", &view.office)
            };
            if let Some((text, _)) = drafts.show(ui, &field).typed {
                view.office = clean(&text);
            }
        });
        let words = builtin_offices();
        let told = words.told_by(&view.office);
        let name = view.office.clone();
        let asked = Asked { words, name: name.trim(), told };
        view.identity.show(ui, &asked, Widths { label: LABEL, field: 400.0 }, drafts);
        let identity = view.identity.identity(&asked);
        labelled(ui, "Tháng báo cáo đầu tiên", LABEL, |ui| {
            let id = egui::Id::unique("start month");
            let look = if month.is_none() { FieldLook::Wrong } else { FieldLook::Plain };
            let field = Field {
                width: 112.0,
                look,
                hint: "5/2026",
                ..Field::words(id, "Tháng báo cáo đầu tiên", &view.month)
            };
            if let Some((text, _)) = drafts.show(ui, &field).typed {
                view.month = clean(&text);
            }
        });
        if CAN_ENCRYPT {
            encryption_ui(ui, &mut view.encryption);
        }
        let password = view.encryption.password();
        let missing = match (&office, &identity, month, &password) {
            (None, ..) => Some("Hãy nhập tên đơn vị".to_owned()),
            (_, Err(missing), ..) => Some((*missing).to_owned()),
            (_, _, None, _) => Some("Tháng viết như 5/2026".to_owned()),
            (.., Err(fault)) => Some(Problem::from_password(*fault).title),
            _ => None,
        };
        ui.horizontal(|ui| {
            ui.add_enabled_ui(missing.is_none(), |ui| {
                if chrome::chief_button(ui, "Tạo báo cáo đầu tiên")
                    && let (Some(office), Ok(identity)) = (office, identity)
                    && let (Some(first), Ok(password)) = (month, password)
                {
                    let path = facts.places.data.clone();
                    let twin = Twin::Ask(facts.state.known_paths());
                    let wanted = NewFile { path, office, identity, first, password, twin };
                    intents.push(Intent::CreateFile(Box::new(wanted)));
                }
            });
            if let Some(missing) = missing {
                ui.label(RichText::new(missing).color(tokens.text_second));
            }
        });
    });
}

/// Whether the new file is to be encrypted; what that means is said before the password is typed.
fn encryption_ui(ui: &mut Ui, view: &mut Encryption) {
    ui.checkbox(&mut view.is_wanted, "Mã hóa tệp dữ liệu bằng mật khẩu");
    if !view.is_wanted {
        return;
    }
    for sentence in passwords::ENCRYPTED_MEANING.iter().take(2) {
        ui.add(egui::Label::new(super::forms::small(ui, *sentence)).wrap());
    }
    let legibility = view.legibility;
    for (name, secret) in
        [("Mật khẩu của tệp", &mut view.password), ("Gõ lại mật khẩu", &mut view.again)]
    {
        labelled(ui, name, LABEL, |ui| {
            secret.show(ui, name, 300.0, legibility);
        });
    }
    view.legibility.button(ui);
}

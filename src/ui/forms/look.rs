//! How the finished report looks: the decree or the office's habits, sizes, annexes, the office's own
//! Word file. The choices hold for every period of the office.

use egui::{Checkbox, RadioButton, Ui};

use super::{Form, card, small};
use crate::app::command::Command;
use crate::app::look::deviation::{deviations, points, size_words};
use crate::app::look::office_look::OfficeLook;
use crate::app::words::skeletons;
use crate::report::decree::SizeOf;
use crate::report::letterhead::LetterheadField;
use crate::report::look::{
    CHARTS_MAX, Citations, Dash, FirstLine, Habits, LineSpacing, Look, Presence, Profile, Trace,
};
use crate::report::template::{ItemBody, Placement};
use crate::report::text::fold;
use crate::ui::intent::{Intent, Intents};
use crate::ui::theme;
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::{labelled, small_button};

/// Width of what stands in front of a choice.
const LABEL: f32 = 250.0;
/// Width of a choice.
const CHOICE: f32 = 220.0;
/// How many figures are offered for a chart at a time.
const OFFERED_MAX: usize = 8;

/// Shows the page.
pub fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let office = form.open.look().clone();
    let mut look = office.look.clone();
    ui.add_enabled_ui(form.view.may_keep_look, |ui| {
        card(ui, "Thể thức", |ui| profile(ui, form, &mut look));
        card(ui, "Cỡ chữ và khoảng cách", |ui| sizes(ui, &office, &mut look));
        card(ui, "Bảng và phụ lục", |ui| tables(ui, form, &mut look));
        card(ui, "Biểu đồ", |ui| charts(ui, form, &mut look));
        card(ui, "Mẫu Word của đơn vị", |ui| skeleton(ui, &office, form.intents));
        card(ui, "Mã số liệu ở cuối trang", |ui| trace(ui, &mut look));
    });
    ui.label(small(ui, form.open.said("Các lựa chọn này dùng cho mọi {kỳ} của đơn vị")));
    if look != office.look {
        form.intents.push(Intent::ChangeLook(Box::new(look)));
    }
}

fn profile(ui: &mut Ui, form: &Form<'_>, look: &mut Look) {
    for (profile, label, words) in [
        (
            Profile::Strict,
            "Đúng Nghị định 30/2020/NĐ-CP",
            "Có “Kính gửi”, tiêu ngữ và địa danh dùng dấu gạch nối, kết thúc bằng “./.”",
        ),
        (Profile::Habitual, "Như báo cáo trước", "Theo nếp quen của đơn vị, chọn từng điểm ở dưới"),
    ] {
        if ui.add(RadioButton::new(look.profile == profile, label)).clicked() {
            look.profile = profile;
        }
        ui.horizontal(|ui| {
            ui.add_space(26.0);
            ui.label(small(ui, words));
        });
    }
    match look.profile {
        Profile::Strict => strict_hint(ui, form),
        Profile::Habitual => habits(ui, look),
    }
}

/// A report to a superior has addressees; without them the decree is not met.
fn strict_hint(ui: &mut Ui, form: &Form<'_>) {
    let key = LetterheadField::Addressees.text_key();
    if !form.open.context().text(&key).trim().is_empty() {
        return;
    }
    warning(ui, "Chưa nhập “Kính gửi” ở trang Thể thức văn bản: báo cáo gửi cấp trên phải có");
}

fn warning(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        let color = theme::Tokens::of(ui).warning;
        icons::inline(ui, Icon::Warning, color);
        ui.label(egui::RichText::new(words).font(theme::small()).color(color));
    });
}

fn habits(ui: &mut Ui, look: &mut Look) {
    let Habits { addressees, end_mark, dash, citations } = &mut look.habits;
    let (printed, left_out) = (Presence::Printed, Presence::LeftOut);
    either(ui, addressees, printed, left_out, "In “Kính gửi” và “Như trên”");
    either(ui, end_mark, printed, left_out, "Kết thúc bằng “./.”");
    let words = "Tiêu ngữ và địa danh dùng gạch ngang dài “–”";
    either(ui, dash, Dash::En, Dash::Hyphen, words);
    let words = "Văn bản đã viện dẫn vẫn ghi đủ ngày, cơ quan và trích yếu ở lần sau";
    either(ui, citations, Citations::InFull, Citations::Short, words);
}

/// A box to tick: the first of two when it is ticked, the second when it is not.
fn either<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, on: T, off: T, words: &str) {
    let mut is_on = *chosen == on;
    if ui.add(Checkbox::new(&mut is_on, words)).changed() {
        *chosen = if is_on { on } else { off };
    }
}

fn sizes(ui: &mut Ui, office: &OfficeLook, look: &mut Look) {
    if let Some(name) = &office.own {
        let words = format!("Theo mẫu Word của đơn vị ({name}): sửa trong Word");
        ui.label(small(ui, words));
        return;
    }
    for of in SizeOf::ALL {
        let range = match look.profile {
            Profile::Strict => of.decree(),
            Profile::Habitual => of.habitual(),
        };
        let label = size_words(of);
        if range.start() == range.end() {
            let words = format!("{} (Nghị định chỉ cho một cỡ)", points(*range.start()));
            labelled(ui, label, LABEL, |ui| {
                ui.label(words);
            });
            continue;
        }
        let options: Vec<(u8, String)> = range.map(|size| (size, points(size))).collect();
        labelled(ui, label, LABEL, |ui| {
            let name = format!("Cỡ chữ: {label}");
            if let Some(size) = choice(ui, &name, 100.0, look.size(of), &options) {
                look.set_size(of, size);
            }
        });
    }
    labelled(ui, "Lùi đầu dòng", LABEL, |ui| {
        let options =
            [(FirstLine::Cm1, "1 cm".to_owned()), (FirstLine::Cm1_27, "1,27 cm".to_owned())];
        if let Some(first_line) = choice(ui, "Lùi đầu dòng", 100.0, look.first_line, &options)
        {
            look.first_line = first_line;
        }
    });
    labelled(ui, "Giãn dòng", LABEL, |ui| {
        let options = LineSpacing::CHOICES.map(|percent| {
            let words = format!("{},{:02}", percent / 100, percent % 100);
            (LineSpacing::of_percent(percent), words)
        });
        let spacing = choice(ui, "Giãn dòng", 100.0, look.line_spacing, &options);
        if let Some(spacing) = spacing {
            look.line_spacing = spacing;
        }
    });
}

fn tables(ui: &mut Ui, form: &Form<'_>, look: &mut Look) {
    let template = form.open.template();
    let options = [
        (Placement::Body, "Trong nội dung".to_owned()),
        (Placement::Annex, "Phụ lục, trang dọc".to_owned()),
        (Placement::AnnexLandscape, "Phụ lục, trang ngang".to_owned()),
    ];
    for (section, item) in template.items() {
        let ItemBody::Table(table) = &item.body else {
            continue;
        };
        let chosen = look.tables.get(&item.key).copied().unwrap_or(table.placement);
        let label = format!("{} {}", section.outline, item.label);
        labelled(ui, label.trim(), LABEL, |ui| {
            let name = format!("Nơi in bảng: {}", item.label);
            let wanted = choice(ui, &name, CHOICE, chosen, &options);
            match wanted {
                Some(placement) if placement == table.placement => {
                    look.tables.remove(&item.key);
                }
                Some(placement) => {
                    look.tables.insert(item.key.clone(), placement);
                }
                None => {}
            }
        });
    }
    let words = "Bảng nằm trong phụ lục thì phần nội dung tự ghi “tại Phụ lục … kèm theo”; phụ lục đánh số trang riêng";
    ui.label(small(ui, words));
}

fn charts(ui: &mut Ui, form: &mut Form<'_>, look: &mut Look) {
    let template = form.open.template().clone();
    let words = form.open.said(
        "Phụ lục biểu đồ vẽ diễn biến 12 {kỳ} của từng chỉ tiêu được chọn; không chọn thì không in",
    );
    ui.label(small(ui, words));
    let mut removed = None;
    for (i, key) in look.charts.iter().enumerate() {
        let label = template.figure(key).map_or(key.as_str(), |figure| &figure.label);
        ui.horizontal(|ui| {
            ui.set_min_height(theme::FIELD_HEIGHT);
            let button = small_button(ui, "Bỏ");
            let name = format!("Bỏ biểu đồ: {label}");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked() {
                removed = Some(i);
            }
            ui.add(egui::Label::new(label).truncate());
        });
    }
    if let Some(i) = removed {
        look.charts.remove(i);
    }
    if look.charts.len() >= CHARTS_MAX {
        ui.label(small(ui, format!("Đã đủ {CHARTS_MAX} biểu đồ")));
        return;
    }
    let typed = form.view.chart_search.clone();
    let field = Field {
        width: ui.available_width().min(theme::PROSE_WIDTH - LABEL),
        hint: "gõ vài chữ trong tên chỉ tiêu, không cần dấu",
        ..Field::words(form.view.ids.named("chart", "search"), "Tìm chỉ tiêu để vẽ biểu đồ", &typed)
    };
    let describe = || "Tìm chỉ tiêu để vẽ biểu đồ · chọn ở danh sách dưới ô".to_owned();
    if let Some((text, _)) = form.field(ui, &field, describe).typed {
        form.view.chart_search = text;
    }
    let wanted = fold(form.view.chart_search.trim());
    if wanted.is_empty() {
        return;
    }
    let figures = template.figures().iter();
    let found = figures
        .filter(|figure| {
            !look.charts.contains(&figure.key) && fold(&figure.label).contains(&wanted)
        })
        .take(OFFERED_MAX);
    let mut added = None;
    for figure in found {
        if small_button(ui, format!("Thêm: {}", figure.label)).clicked() {
            added = Some(figure.key.clone());
        }
    }
    if let Some(key) = added {
        look.charts.push(key);
        form.view.chart_search.clear();
        form.drafts.forget();
    }
}

fn skeleton(ui: &mut Ui, office: &OfficeLook, intents: &mut Intents) {
    let words = match &office.own {
        Some(name) => format!("Đang dùng mẫu Word của đơn vị: {name}"),
        None => "Đang dùng mẫu Word của chương trình, đúng Nghị định 30".to_owned(),
    };
    ui.label(words);
    // Known until the file is closed: what is kept lacks nothing any more.
    if let Some(words) = skeletons::left_out(&office.skeleton) {
        warning(ui, &words);
    }
    if office.own.is_some() && office.look.profile == Profile::Strict {
        for words in deviations(&office.skeleton) {
            warning(ui, &format!("Khác Nghị định 30: {words}"));
        }
    }
    let help = "Lấy mẫu Word về, sửa phông chữ, lề, kiểu, biểu trưng ở đầu trang trong Word, rồi chọn lại tệp đó";
    ui.label(small(ui, help));
    ui.horizontal(|ui| {
        let mut commands = vec![Command::ExportSkeleton, Command::TakeSkeleton];
        commands.extend(office.own.as_ref().map(|_| Command::DropSkeleton));
        for command in commands {
            if ui.button(command.label(None)).on_hover_text(command.tooltip(None)).clicked() {
                intents.push(Intent::Run(command));
            }
        }
    });
}

fn trace(ui: &mut Ui, look: &mut Look) {
    let words = "In dòng nhỏ ở cuối trang cuối: số bản và mã số liệu";
    either(ui, &mut look.trace, Trace::On, Trace::Off, words);
    let help = "Nhờ dòng này, từ bản giấy tìm lại được đúng số liệu đã in";
    ui.label(small(ui, help));
}

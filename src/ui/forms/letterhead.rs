//! The form of the letterhead: who issues, number and date, title, recipients, signature, and the
//! days of the period. Everything but number and date is remembered from period to period.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::live::LiveText;
use super::{Form, card, small};
use crate::app::open_report::Typing;
use crate::app::words;
use crate::calc::progress::LETTERHEAD_NEEDED;
use crate::report::change::Edit;
use crate::report::content::Header;
use crate::report::key::TextKey;
use crate::report::letterhead::{LetterheadField, SigningAuthority};
use crate::report::period::{DateRange, DayValue, Period, format_day, parse_day};
use crate::report::text::clean;
use crate::ui::field_id::PeriodDay;
use crate::ui::intent::Intent;
use crate::ui::theme::{self, PROSE_WIDTH, Tokens};
use crate::ui::widgets::choice;
use crate::ui::widgets::field::{Access, Field, FieldLook};
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::live::Role;

const LABEL: f32 = 210.0;

/// The hint of a field, and how many lines it has.
fn hint(field: LetterheadField) -> (&'static str, usize) {
    match field {
        LetterheadField::ParentBody => ("để trống nếu không có; Enter để ngắt dòng", 2),
        LetterheadField::Issuer => {
            ("vd. Ủy ban nhân dân phường … (tự in hoa); Enter để ngắt dòng", 2)
        }
        LetterheadField::Number => ("để trống khi chưa lấy số", 1),
        LetterheadField::Symbol => ("vd. BC-UBND", 1),
        LetterheadField::Place => ("địa danh, vd. tên phường, xã", 1),
        LetterheadField::IssueDate => ("ngày/tháng/năm; để trống khi chưa ký", 1),
        LetterheadField::DocumentType => ("vd. BÁO CÁO", 1),
        LetterheadField::Subject => ("", 4),
        LetterheadField::Addressees => ("mỗi nơi một dòng; để trống thì không in", 2),
        LetterheadField::Recipients => ("mỗi nơi một dòng", 6),
        LetterheadField::SigningAuthority => ("", 1),
        LetterheadField::SigningFor => ("vd. TM. ỦY BAN NHÂN DÂN", 1),
        LetterheadField::SigningPost => ("vd. CHỦ TỊCH", 1),
        LetterheadField::OtherPost => ("dòng ngay trên họ tên, nếu có", 1),
        LetterheadField::SignerName => ("", 1),
    }
}

const GROUPS: [(&str, &[LetterheadField]); 4] = [
    (
        "Cơ quan, số và ngày",
        &[
            LetterheadField::ParentBody,
            LetterheadField::Issuer,
            LetterheadField::Number,
            LetterheadField::Symbol,
            LetterheadField::Place,
            LetterheadField::IssueDate,
        ],
    ),
    (
        "Tên báo cáo",
        &[LetterheadField::DocumentType, LetterheadField::Subject, LetterheadField::Addressees],
    ),
    ("Nơi nhận", &[LetterheadField::Recipients]),
    (
        "Người ký",
        &[
            LetterheadField::SigningAuthority,
            LetterheadField::SigningFor,
            LetterheadField::SigningPost,
            LetterheadField::OtherPost,
            LetterheadField::SignerName,
        ],
    ),
];

/// Shows the form.
pub fn show(ui: &mut Ui, form: &mut Form<'_>) {
    card(ui, "Đơn vị và kỳ báo cáo", |ui| {
        office(ui, form);
        period(ui, form);
    });
    for (heading, fields) in GROUPS {
        card(ui, heading, |ui| {
            for field in fields {
                letterhead_field(ui, form, *field);
            }
        });
    }
    let template = form.open.template().clone();
    if !template.parts().names.is_empty() {
        card(ui, "Tên gọi dùng trong câu", |ui| {
            for name in &template.parts().names {
                let field = Field { width: WIDE, ..text_field(form, &name.key, &name.label) };
                text_line(ui, form, TextLine { key: &name.key, field, fault: None });
            }
        });
    }
}

/// The name of the office in lists and titles; the printed one is the issuer's below.
fn office(ui: &mut Ui, form: &mut Form<'_>) {
    let office = form.open.report().office.clone();
    labelled(ui, "Tên đơn vị trên màn hình", |ui| {
        let id = form.view.ids.office(&office.code);
        let field = Field {
            width: ui.available_width().min(WIDE),
            ..Field::words(id, "Tên đơn vị trên màn hình", &office.name)
        };
        let describe = || format!("Tên hiện trong danh sách · mã trong tên tệp: {}", office.code);
        let typed = form.field(ui, &field, describe).typed;
        if let Some((text, typing)) = typed {
            let name = clean(text.trim());
            if !name.is_empty() && name != office.name {
                form.intents.push(Intent::NameOffice(name, typing));
            }
        }
    });
}

const WIDE: f32 = PROSE_WIDTH - LABEL;
const NARROW: f32 = 240.0;

/// In which right the signer signs: the lines below get "TM.", "KT." and so on by themselves.
fn signing_authority(ui: &mut Ui, form: &mut Form<'_>) {
    let key = LetterheadField::SigningAuthority.text_key();
    let chosen = form.open.report().text(form.open.template(), &key);
    let chosen = SigningAuthority::of_text(chosen);
    let options = SigningAuthority::ALL.map(|right| (right, authority_words(right).to_owned()));
    let is_open = form.access == Access::Open;
    labelled(ui, "Quyền hạn ký", |ui| {
        ui.add_enabled_ui(is_open, |ui| {
            let width = ui.available_width().min(WIDE);
            let shown = choice::show(ui, "Quyền hạn ký", width, chosen, &options);
            let id = form.view.ids.text(&key);
            let words = || "Quyền hạn ký: chọn trong danh sách".to_owned();
            form.stand_in(ui, id, &shown.response, words);
            if let Some(right) = shown.wanted {
                form.open.type_text(&key, right.name(), Typing::Finished);
            }
        });
    });
}

fn authority_words(right: SigningAuthority) -> &'static str {
    match right {
        SigningAuthority::AsTyped => "In đúng như các dòng dưới đây",
        SigningAuthority::Collective => "TM. – thay mặt tập thể",
        SigningAuthority::CollectiveDeputy => {
            "TM. và KT. – cấp phó ký thay, thay mặt tập thể (hai dòng: tập thể, người đứng đầu)"
        }
        SigningAuthority::Deputy => "KT. – cấp phó ký thay người đứng đầu",
        SigningAuthority::Acting => "Q. – quyền người đứng đầu",
        SigningAuthority::ByOrder => "TL. – thừa lệnh",
        SigningAuthority::ByAuthorisation => "TUQ. – thừa ủy quyền",
        SigningAuthority::AdvisoryWithSeal => {
            "Tổ công tác, ban chỉ đạo dùng con dấu của cơ quan (ghi cả hai chức danh)"
        }
        SigningAuthority::Advisory => "Tổ công tác, ban chỉ đạo không dùng con dấu của cơ quan",
    }
}

fn letterhead_field(ui: &mut Ui, form: &mut Form<'_>, field: LetterheadField) {
    if field == LetterheadField::SigningAuthority {
        return signing_authority(ui, form);
    }
    let (label, (hint, lines)) = (words::letterhead(field), hint(field));
    let is_short = matches!(
        field,
        LetterheadField::Number
            | LetterheadField::Symbol
            | LetterheadField::Place
            | LetterheadField::IssueDate
            | LetterheadField::DocumentType
    );
    let width = if is_short { NARROW } else { WIDE };
    let key = field.text_key();
    let text = form.open.report().text(form.open.template(), &key);
    let is_wrong =
        field == LetterheadField::IssueDate && !text.trim().is_empty() && parse_day(text).is_err();
    let look = if is_wrong { FieldLook::Wrong } else { FieldLook::Plain };
    let label =
        if LETTERHEAD_NEEDED.contains(&field) { format!("{label} *") } else { label.to_owned() };
    let field = Field { hint, lines, width, look, ..text_field(form, &key, &label) };
    let fault = is_wrong.then(|| words::day_fault(text));
    text_line(ui, form, TextLine { key: &key, field, fault });
}

/// A field in a line behind its name.
struct TextLine<'a> {
    key: &'a TextKey,
    field: Field<'a>,
    /// What is wrong with it: said beside it, where there is room, so that nothing moves.
    fault: Option<String>,
}

fn text_field<'a>(form: &Form<'_>, key: &TextKey, label: &'a str) -> Field<'a> {
    Field::words(form.view.ids.text(key), label, "")
}

fn text_line(ui: &mut Ui, form: &mut Form<'_>, line: TextLine<'_>) {
    let TextLine { key, field, fault: words } = line;
    labelled(ui, field.name, |ui| {
        let field = Field { width: ui.available_width().min(field.width), ..field };
        let text = LiveText { key, role: Role::Field, field };
        let of_the_month = LetterheadField::ALL
            .into_iter()
            .any(|field| field.is_of_the_month() && field.text_key() == *key);
        let kept = form.open.said(match of_the_month {
            true => "chỉ của {kỳ} này",
            false => "nhớ cho các {kỳ} sau",
        });
        let describe = || match &words {
            Some(words) => format!("{} · {words}", field.name),
            None => format!("{} · {kept}", field.name),
        };
        ui.vertical(|ui| form.live_text(ui, &text, describe));
        if let Some(words) = &words {
            fault(ui, words);
        }
    });
}

fn labelled(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LABEL);
            ui.add_space(5.0);
            ui.add(egui::Label::new(label).wrap());
        });
        contents(ui);
    });
}

fn fault(ui: &mut Ui, words: &str) {
    let error = Tokens::of(ui).error;
    let size = vec2(ui.available_width(), theme::FIELD_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        icons::inline(ui, Icon::Warning, error);
        let text = RichText::new(words).font(theme::small()).color(error);
        ui.add(egui::Label::new(text).truncate()).on_hover_text(words);
    });
}

impl PeriodDay {
    /// Where a text that is not (yet) a day of the period is kept.
    fn text_key(self) -> TextKey {
        let name = match self {
            Self::First => "period.first_typed",
            Self::Last => "period.last_typed",
            Self::Due => "period.due_typed",
        };
        TextKey::parse(name).unwrap_or_else(|_| unreachable!("a literal key"))
    }

    fn label(self) -> &'static str {
        match self {
            Self::First => "Từ ngày",
            Self::Last => "Đến hết ngày",
            Self::Due => "Hạn gửi",
        }
    }

    fn text(self, period: &Period) -> String {
        match self {
            Self::First => format_day(period.range.first()),
            Self::Last => format_day(period.range.last()),
            Self::Due => period.due.map(format_day).unwrap_or_default(),
        }
    }

    /// The period with this day changed; why it cannot be, otherwise.
    fn set(self, period: &Period, text: &str) -> Result<Period, String> {
        let reversed = || "Ngày đầu kỳ phải trước hoặc trùng ngày cuối kỳ".to_owned();
        let day = match DayValue::read(text) {
            None if self == Self::Due => {
                return Ok(Period { due: None, ..*period });
            }
            Some(DayValue::Day(day)) => day,
            None | Some(DayValue::Window(_) | DayValue::Unreadable(_)) => {
                return Err(words::day_fault(text));
            }
        };
        let range = match self {
            Self::Due => {
                return Ok(Period { due: Some(day), ..*period });
            }
            Self::First => DateRange::new(day, period.range.last()),
            Self::Last => DateRange::new(period.range.first(), day),
        };
        Ok(Period { range: range.map_err(|_| reversed())?, ..*period })
    }
}

fn period(ui: &mut Ui, form: &mut Form<'_>) {
    for day in PeriodDay::ALL {
        let period = form.open.report().header.period;
        let kept = kept_text(form, day);
        let text = kept.clone().unwrap_or_else(|| day.text(&period));
        let look = if kept.is_some() { FieldLook::Wrong } else { FieldLook::Plain };
        labelled(ui, day.label(), |ui| {
            let id = form.view.ids.period_day(day);
            let field = Field { width: 112.0, look, ..Field::words(id, day.label(), &text) };
            let describe = || format!("{} của kỳ báo cáo, ngày/tháng/năm", day.label());
            if let Some((text, typing)) = form.field(ui, &field, describe).typed {
                take_day(form, day, &text, typing);
            }
            if let Some(Err(words)) = kept.map(|text| day.set(&period, &text)) {
                fault(ui, &words);
            }
        });
    }
    let template = form.open.template();
    let words = format!("Mẫu: {} (phiên bản {})", template.parts().name, template.id().version);
    ui.label(small(ui, words));
}

/// What was typed for a day that could not be taken; kept with the report.
fn kept_text(form: &Form<'_>, day: PeriodDay) -> Option<String> {
    form.open.report().texts.get(&day.text_key()).cloned()
}

/// A day that cannot be taken is kept with the report as it was typed; the period stays. Another
/// day may make it fit: first day and last day are often changed one after the other.
fn take_day(form: &mut Form<'_>, day: PeriodDay, text: &str, typing: Typing) {
    let keep = |form: &mut Form<'_>, day: PeriodDay, text: Option<String>| {
        form.open.edit(Edit::text(day.text_key(), text), typing);
    };
    keep(form, day, Some(clean(text)));
    for _ in PeriodDay::ALL {
        for day in PeriodDay::ALL {
            let header = form.open.report().header.clone();
            let Some(text) = kept_text(form, day) else {
                continue;
            };
            if let Ok(period) = day.set(&header.period, &text) {
                form.open.set_header(Header { period, ..header });
                keep(form, day, None);
            }
        }
    }
}

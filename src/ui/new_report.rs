//! "Lập báo cáo…": whose report, in which form, for which period; Enter in a text field starts it.

use egui::{Id, Label, Response, RichText, Ui};

use super::chrome;
use super::identity::{Asked, IdentityForm, Widths};
use super::intent::{Intent, Intents};
use super::theme::{self, Tokens};
use super::widgets::choice::choice;
use super::widgets::field::{Drafts, Field, FieldLook};
use super::widgets::labelled;
use crate::app::message::{FileSummary, FormSummary, ListedOffice};
use crate::app::state::NextReport;
use crate::report::office::Office;
use crate::report::period::PeriodKey;
use crate::report::text::clean;

const WIDTH: f32 = 560.0;
const LABEL: f32 = 112.0;
const FIELD: f32 = 440.0;
/// Room for what is missing: three lines of small print, so that the buttons stay where they are.
const MISSING_HEIGHT: f32 = 54.0;

/// What is chosen and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReportForm {
    /// Which office of the file; none for one that the file does not have yet.
    office: Option<usize>,
    /// The name of such an office.
    new_office: String,
    identity: IdentityForm,
    form: usize,
    period: String,
    /// It has just come up: the keyboard goes to the period when that is drawn for the first time, and is left
    /// alone from then on.
    is_new: bool,
}

impl NewReportForm {
    /// What is offered first: the report that would be next anyway.
    pub fn offer(file: &FileSummary, next: Option<&NextReport>) -> Self {
        let office = next.and_then(|next| {
            file.offices.iter().position(|listed| listed.office.code == next.office.code)
        });
        let office = office.or_else(|| (!file.offices.is_empty()).then_some(0));
        let code = office.and_then(|at| file.offices.get(at)).map(|listed| &listed.office.code);
        let last = file.reports.iter().rfind(|summary| Some(&summary.office.code) == code);
        let form = next.map(|next| &next.form).or_else(|| last.map(|last| &last.template.key));
        let form = form.and_then(|form| file.forms.iter().position(|f| f.id.key == *form));
        let (form, period) = (form.unwrap_or(0), String::new());
        let mut offered = Self {
            office,
            new_office: String::new(),
            identity: IdentityForm::default(),
            form,
            period,
            is_new: true,
        };
        offered.offer_period(file);
        offered
    }

    /// The period after the last report of the office in the form; without one the present period.
    fn offer_period(&mut self, file: &FileSummary) {
        let Some(form) = file.forms.get(self.form) else { return };
        let office = self.office.and_then(|at| file.offices.get(at));
        let of_series = file.reports.iter().filter(|summary| {
            summary.template.key == form.id.key
                && office.is_some_and(|listed| listed.office.code == summary.office.code)
        });
        let last = of_series.map(|summary| summary.period.key).max();
        let present = || PeriodKey::of_day(form.kind, file.today);
        self.period = last.map_or_else(present, PeriodKey::next).to_text();
    }

    /// What is known of the office, where it has to be asked who it is: it has no report in the form yet.
    fn asked<'a>(&'a self, file: &'a FileSummary) -> Option<Asked<'a>> {
        let form = file.forms.get(self.form)?;
        let words = form.offices.as_deref()?;
        let listed = match self.office {
            Some(at) => Some(file.offices.get(at)?),
            None => None,
        };
        let reports = |listed: &ListedOffice| {
            file.reports.iter().any(|summary| {
                summary.office.code == listed.office.code && summary.template.key == form.id.key
            })
        };
        if listed.is_some_and(reports) {
            return None;
        }
        let name = listed.map_or(self.new_office.trim(), |listed| listed.office.name.as_str());
        let above = listed.and_then(|listed| listed.parent.as_ref());
        let above = file.offices.iter().find(|other| Some(&other.office.code) == above);
        let told = words.told_under(name, above.map(|above| above.office.name.as_str()));
        Some(Asked { words, name, told })
    }

    /// The report that is meant.
    ///
    /// # Errors
    /// What is missing.
    fn wanted(&self, file: &FileSummary) -> Result<NextReport, String> {
        let form = file.forms.get(self.form).ok_or("Tệp chưa có mẫu báo cáo nào")?;
        let office = match self.office {
            Some(at) => file.offices.get(at).ok_or("Hãy chọn đơn vị")?.office.clone(),
            None => {
                let office = Office::named(&self.new_office);
                let office = office.map_err(|_| "Hãy nhập tên đơn vị")?;
                if file.offices.iter().any(|listed| listed.office.code == office.code) {
                    return Err("Đơn vị này đã có trong tệp, hãy chọn ở danh sách".to_owned());
                }
                office
            }
        };
        let period = PeriodKey::read(form.kind, &self.period)
            .map_err(|_| format!("Kỳ viết như {}", form.kind.example()))?;
        let is_there = file.reports.iter().any(|summary| {
            summary.period.key == period
                && summary.office.code == office.code
                && summary.template.key == form.id.key
        });
        if is_there {
            return Err(format!("Đã có báo cáo {}", period.label_in_sentence()));
        }
        let identity = self.asked(file).map(|asked| self.identity.identity(&asked)).transpose()?;
        let identity = identity.flatten();
        let wanted = NextReport { office, form: form.id.key.clone(), period, identity };
        match file.outside_office(&wanted) {
            Some(problem) => Err(problem.title),
            None => Ok(wanted),
        }
    }
}

/// Draws it in front of the window.
pub fn show(
    ui: &Ui,
    view: &mut NewReportForm,
    file: &FileSummary,
    drafts: &mut Drafts,
    intents: &mut Intents,
) {
    let response = chrome::dialog(ui, "new report").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH);
        ui.label(RichText::new("Lập báo cáo").font(theme::heading()));
        ui.add_space(theme::GAP);
        let entered = fields(ui, view, file, drafts);
        let wanted = view.wanted(file);
        missing_ui(ui, wanted.as_ref().err());
        ui.horizontal(|ui| {
            let start =
                ui.add_enabled_ui(wanted.is_ok(), |ui| chrome::chief_button(ui, "Lập báo cáo"));
            match (&wanted, entered) {
                (Ok(next), entered) if start.inner || entered.is_some() => {
                    intents.extend([Intent::CloseFront, Intent::StartReport(next.clone())]);
                }
                // Something is missing yet: the keyboard stays where it is typed.
                (Err(_), Some(field)) => field.request_focus(),
                _ => {}
            }
            if ui.button("Thôi").clicked() {
                intents.push(Intent::CloseFront);
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Says under the fields why no report can be started yet.
fn missing_ui(ui: &mut Ui, missing: Option<&String>) {
    ui.horizontal_top(|ui| {
        ui.set_min_height(MISSING_HEIGHT);
        ui.add_space(LABEL + theme::GAP);
        let words = RichText::new(missing.map_or("", String::as_str)).font(theme::small());
        ui.add(Label::new(words.color(Tokens::of(ui).text_second)).wrap());
    });
}

/// Draws the fields; returns the one that was left with Enter.
fn fields(
    ui: &mut Ui,
    view: &mut NewReportForm,
    file: &FileSummary,
    drafts: &mut Drafts,
) -> Option<Response> {
    let mut entered = None;
    let before = (view.office, view.form);
    labelled(ui, "Đơn vị", LABEL, |ui| {
        let offices = file.offices.iter().enumerate();
        let mut offices: Vec<(Option<usize>, String)> =
            offices.map(|(at, listed)| (Some(at), listed.office.name.clone())).collect();
        offices.push((None, "Đơn vị khác…".to_owned()));
        if let Some(office) = choice(ui, "Đơn vị", FIELD, view.office, &offices) {
            view.office = office;
        }
    });
    if view.office.is_none() {
        labelled(ui, "Tên đơn vị", LABEL, |ui| {
            let id = Id::unique("new report office");
            let field = Field {
                width: FIELD,
                hint: "ví dụ: UBND phường Đông Hải",
                ..Field::words(id, "Tên đơn vị", &view.new_office)
            };
            let shown = drafts.show(ui, &field);
            if let Some((text, _)) = shown.typed {
                view.new_office = clean(&text);
            }
            entered = Some(shown.response).filter(chrome::is_entered);
        });
    }
    let mut identity = std::mem::take(&mut view.identity);
    if let Some(asked) = view.asked(file) {
        identity.show(ui, &asked, Widths { label: LABEL, field: FIELD }, drafts);
    }
    view.identity = identity;
    labelled(ui, "Mẫu báo cáo", LABEL, |ui| {
        let forms = file.forms.iter().enumerate();
        let forms: Vec<(usize, String)> = forms.map(|(at, form)| (at, form.name.clone())).collect();
        if let Some(form) = choice(ui, "Mẫu báo cáo", FIELD, view.form, &forms) {
            view.form = form;
        }
    });
    if before != (view.office, view.form) {
        drafts.forget();
        view.identity = IdentityForm::default();
        view.offer_period(file);
    }
    if let Some(form) = file.forms.get(view.form) {
        labelled(ui, form.kind.label(), LABEL, |ui| {
            let period = period_field(ui, view, form, drafts);
            if std::mem::take(&mut view.is_new) {
                period.request_focus();
            }
            entered = entered.take().or(Some(period).filter(chrome::is_entered));
        });
    }
    entered
}

fn period_field(
    ui: &mut Ui,
    view: &mut NewReportForm,
    form: &FormSummary,
    drafts: &mut Drafts,
) -> Response {
    let is_read = PeriodKey::read(form.kind, &view.period).is_ok();
    let field = Field {
        width: FIELD,
        look: if is_read { FieldLook::Plain } else { FieldLook::Wrong },
        hint: form.kind.example(),
        ..Field::words(Id::unique("new report period"), "Kỳ báo cáo", &view.period)
    };
    let shown = drafts.show(ui, &field);
    if let Some((text, _)) = shown.typed {
        view.period = clean(&text);
    }
    shown.response
}

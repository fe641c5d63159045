//! The documents that are held against the checklist.

use std::sync::OnceLock;

use baocao06::calc::history::History;
use baocao06::calc::next_report;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{Extras, TraceMark, build};
use baocao06::exchange::template_v1;
use baocao06::export::docx::{Skeleton, docx};
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, ItemKey};
use baocao06::report::letterhead::LetterheadField;
use baocao06::report::look::{Look, Trace};
use baocao06::report::period::PeriodKey;
use baocao06::report::template::{ItemBody, Placement, Switch, Template};

use super::Subject;
use super::facts::Facts;
use super::package::Package;
use crate::support;

/// Whom the sample's report is for.
pub(super) const SUPERIOR: &str = "Tổ công tác Đề án 06 tỉnh";

/// A report, its form and its look.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) report: Report,
    pub(super) template: Template,
    pub(super) look: Look,
}

impl Case {
    /// A report of the built-in template, with the addressee that the decree asks for.
    pub(super) fn of(report: Report) -> Self {
        let mut case =
            Self { report, template: (*support::template()).clone(), look: Look::default() };
        case.set(LetterheadField::Addressees, SUPERIOR);
        case
    }

    /// May 2023.
    pub(super) fn may() -> Self {
        Self::of(support::may())
    }

    /// Types a field of the letterhead.
    pub(super) fn set(&mut self, field: LetterheadField, text: &str) {
        self.report.texts.insert(field.text_key(), text.to_owned());
    }

    /// The same with fields of the letterhead typed.
    pub(super) fn with(mut self, fields: &[(LetterheadField, &str)]) -> Self {
        for (field, text) in fields {
            self.set(*field, text);
        }
        self
    }

    /// The bytes of its Word file.
    pub(super) fn docx(&self) -> Vec<u8> {
        self.filled_into(&Skeleton::builtin(&self.look).unwrap())
    }

    /// The bytes of its Word file, on a skeleton of the office's own.
    pub(super) fn filled_into(&self, skeleton: &Skeleton) -> Vec<u8> {
        static HISTORY: OnceLock<History> = OnceLock::new();
        let history =
            HISTORY.get_or_init(|| History::of_reports(support::sample(), &support::template()));
        let Self { report, template, look } = self;
        let results = Results::of(report, template);
        let context = Context::of(report, template, &results);
        let mark = TraceMark { revision: 12, hash: "3f9a0c1b2d4e".to_owned() };
        let document = build(context, &Extras { look, history, trace: Some(&mark) });
        docx(&document, skeleton).unwrap()
    }

    /// Its file, and what it must hold.
    pub(super) fn subject(&self) -> Subject {
        let facts = Facts::of(&self.report, &self.template, &self.look);
        Subject { package: Package::read(&self.docx()), facts }
    }
}

/// The file of May, exported once for all tests.
pub(super) fn may_subject() -> &'static Subject {
    static MAY: OnceLock<Subject> = OnceLock::new();
    // One paragraph of each kind, so that a change of the first is a change of all.
    let issuer = "Tổ công tác triển khai Đề án phát triển ứng dụng dữ liệu dân cư, định danh và xác \
                  thực điện tử";
    let case = || Case::may().with(&[(LetterheadField::Issuer, issuer)]);
    MAY.get_or_init(|| case().subject())
}

/// The file with everything, exported once for all tests.
pub(super) fn everything_subject() -> &'static Subject {
    static EVERYTHING: OnceLock<Subject> = OnceLock::new();
    EVERYTHING.get_or_init(|| with_everything().subject())
}

/// The key of the only table of the built-in template.
fn table_key(template: &Template) -> ItemKey {
    let tables = template.items().filter(|(_, item)| matches!(item.body, ItemBody::Table(_)));
    tables.map(|(_, item)| item.key.clone()).next().unwrap()
}

/// Every row of every table on.
pub(super) fn with_all_rows(mut case: Case) -> Case {
    let rows = case.template.tables().flat_map(|table| table.rows.clone());
    for row in rows.collect::<Vec<_>>() {
        case.report.rows.insert(row.key, Switch::On.into());
    }
    case
}

/// May with the table in an annex.
pub(super) fn with_annex(placement: Placement) -> Case {
    let mut case = Case::may();
    case.look.tables.insert(table_key(&case.template), placement);
    case
}

/// May with everything that can be chosen.
pub(super) fn with_everything() -> Case {
    let mut case = with_all_rows(with_annex(Placement::AnnexLandscape));
    case.set(LetterheadField::Addressees, "UBND tỉnh\nCông an tỉnh\nTổ công tác Đề án 06 tỉnh");
    case.report.header.remark = "số liệu minh họa".to_owned();
    let figures = ["identity.cards", "services.birth.online", "health_record.created_rate"];
    case.look.charts = figures.map(|key| FigureKey::parse(key).unwrap()).to_vec();
    case.look.trace = Trace::On;
    case
}

/// June 2023 before anything is typed: the words and people of May, no figures.
pub(super) fn next_month() -> Case {
    let june = PeriodKey::parse("2023-06").unwrap();
    Case::of(next_report::start(&support::may(), &support::template(), june))
}

/// The first report of an office, nothing typed at all.
pub(super) fn blank() -> Case {
    let may = support::may();
    let key = may.header.period.key;
    let report = next_report::first(may.office, &support::template(), key);
    Case { report, template: (*support::template()).clone(), look: Look::default() }
}

/// A template like the built-in one, with a piece of its JSON replaced.
pub(super) fn template_with(from: &str, to: &str) -> Template {
    assert!(template_v1::BUILTIN_JSON.contains(from), "{from}");
    template_v1::read_template(&template_v1::BUILTIN_JSON.replacen(from, to, 1)).unwrap()
}

/// May in a form whose last item is its table.
pub(super) fn with_table_last() -> Case {
    let mut template: serde_json::Value = serde_json::from_str(template_v1::BUILTIN_JSON).unwrap();
    let sections = template["sections"].as_array_mut().unwrap();
    let mut lists =
        sections.iter_mut().filter_map(|section| section.get_mut("items")?.as_array_mut());
    let table = lists.find_map(|items| {
        let at = items.iter().position(|item| item.get("table").is_some())?;
        Some(items.remove(at))
    });
    let last = sections.last_mut().unwrap()["items"].as_array_mut().unwrap();
    last.push(table.unwrap());
    let mut case = Case::may();
    // The closing sentence of the sample was typed with its end mark.
    let template = template.to_string().replace("./.", ".");
    case.template = template_v1::read_template(&template).unwrap();
    for text in case.report.texts.values_mut() {
        *text = text.replace("./.", ".");
    }
    case
}

/// May in a form whose tasks are points a), b), c) …
pub(super) fn with_points() -> Case {
    let mut case = Case::may();
    case.template = template_with(r#""mark": "number""#, r#""mark": "letter""#);
    case
}

//! `look`: how the reports of a data file's office look, from the command line.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::data_file::DataFile;
use super::output::say;
use crate::app::files::export_format::ExportFormat;
use crate::app::look::deviation;
use crate::app::look::office_look::OfficeLook;
use crate::app::problem::Problem;
use crate::app::words::skeletons;
use crate::report::key::{FigureKey, ItemKey};
use crate::report::look::{CHARTS_MAX, Look, Profile, Trace};
use crate::report::names::Named;
use crate::report::template::{ItemBody, Placement, Template};

/// What is to be changed; without anything the look is only told.
#[derive(Debug, Args)]
pub(super) struct LookChanges {
    /// Thể thức: strict (đúng Nghị định 30) hoặc habitual (như báo cáo trước)
    #[arg(long, value_name = "THE_THUC", value_parser = named::<Profile>(), hide_possible_values = true)]
    profile: Option<Profile>,
    /// Nơi in một bảng, ví dụ services=annex_landscape (body, annex, annex_landscape)
    #[arg(long, value_name = "BANG=NOI_IN")]
    table: Vec<String>,
    /// Chỉ tiêu vẽ trong phụ lục biểu đồ; nêu nhiều lần được, thay danh sách cũ
    #[arg(long, value_name = "CHI_TIEU")]
    chart: Vec<String>,
    /// Không in phụ lục biểu đồ
    #[arg(long, conflicts_with = "chart")]
    no_charts: bool,
    /// Dòng mã số liệu ở cuối trang cuối: on hoặc off
    #[arg(long, value_name = "ON_OFF", value_parser = named::<Trace>(), hide_possible_values = true)]
    trace: Option<Trace>,
    /// Dùng tệp Word này làm khung
    #[arg(long, value_name = "TEP.docx")]
    skeleton: Option<PathBuf>,
    /// Trở lại mẫu Word của chương trình
    #[arg(long, conflicts_with = "skeleton")]
    no_skeleton: bool,
    /// Mã hoặc tên đơn vị; cần khi tệp có nhiều đơn vị
    #[arg(long, value_name = "DON_VI")]
    office: Option<String>,
    /// Ghi mẫu Word đang dùng ra tệp này để sửa
    #[arg(long, value_name = "TEP.docx")]
    skeleton_out: Option<PathBuf>,
}

/// Reads the names of an enum.
fn named<T: Named + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(T::VARIANTS.iter().map(|variant| variant.name()));
    names.try_map(|name| T::from_name(&name).ok_or(name))
}

impl LookChanges {
    fn is_change(&self) -> bool {
        let Self { profile, table, chart, no_charts, trace, skeleton, no_skeleton, .. } = self;
        profile.is_some()
            || trace.is_some()
            || skeleton.is_some()
            || !table.is_empty()
            || !chart.is_empty()
            || *no_charts
            || *no_skeleton
    }
}

/// Changes the look of the office of a data file, then tells it.
pub(super) fn run(data: &DataFile, changes: &LookChanges) -> Result<(), Problem> {
    if let Some(path) = &changes.skeleton_out {
        super::with_extension(path, ExportFormat::Docx.about().extension)?;
    }
    let mut session = match changes.is_change() {
        true => data.open_existing()?,
        false => data.open_to_read()?,
    };
    let id = session.report_of_office(changes.office.as_deref())?;
    let mut office = session.look_of(id)?;
    let forms = session.readable_templates()?;
    let look = changed(office.look.clone(), changes, &forms)?;
    let mut left_out = None;
    if let Some(path) = &changes.skeleton {
        office = session.take_skeleton(id, path)?;
        left_out = skeletons::left_out(&office.skeleton);
    }
    if changes.no_skeleton {
        office = session.drop_skeleton(id)?;
    }
    if look != office.look {
        office = session.set_look(id, look)?;
    }
    if let Some(path) = &changes.skeleton_out {
        session.export_skeleton(id, path)?;
    }
    super::close(session);
    let profile = office.look.profile;
    let words = match profile {
        Profile::Strict => "đúng Nghị định 30",
        Profile::Habitual => "như báo cáo trước",
    };
    say!("profile\t{}\t{words}", profile.name());
    for (key, placement) in &office.look.tables {
        say!("table\t{key}\t{}", placement.name());
    }
    for key in &office.look.charts {
        say!("chart\t{key}");
    }
    say!("trace\t{}", office.look.trace.name());
    say!("skeleton\t{}", office.own.as_deref().unwrap_or("của chương trình"));
    if let Some(words) = left_out {
        say!("left_out\t{words}");
    }
    print_letters(&office);
    if office.own.is_some() {
        for words in deviation::deviations(&office.skeleton) {
            say!("deviation\t{words}");
        }
    }
    Ok(())
}

/// What the reports are printed with: habits, sizes and spacings as they hold now.
fn print_letters(office: &OfficeLook) {
    let look = &office.look;
    let habits = look.habits();
    for (name, words) in [
        ("addressees", habits.addressees.name()),
        ("dash", habits.dash.as_str()),
        ("end_mark", habits.end_mark.name()),
        ("citations", habits.citations.name()),
    ] {
        say!("habit\t{name}\t{words}");
    }
    for (name, size) in deviation::sizes(&office.skeleton) {
        say!("size\t{name}\t{size}");
    }
    say!("first_line\t{}", deviation::first_line(&office.skeleton));
    say!("line_spacing\t{}", deviation::line_spacing(&office.skeleton));
}

/// The look with its changes. An office has one look for its reports in all forms: a table or a figure may be
/// of any of them.
fn changed(
    mut look: Look,
    changes: &LookChanges,
    forms: &[Arc<Template>],
) -> Result<Look, Problem> {
    look.profile = changes.profile.unwrap_or(look.profile);
    for pair in &changes.table {
        let (key, placement) = table_placement(pair, forms)?;
        look.tables.insert(key, placement);
    }
    if changes.no_charts || !changes.chart.is_empty() {
        look.charts.clear();
    }
    for text in &changes.chart {
        let key = FigureKey::parse(text).ok();
        let key = key.filter(|key| forms.iter().any(|form| form.figure(key).is_some()));
        look.charts.push(key.ok_or_else(|| Problem::unknown_figure(text))?);
    }
    look.charts.truncate(CHARTS_MAX);
    look.trace = changes.trace.unwrap_or(look.trace);
    Ok(look)
}

/// "services=annex"
fn table_placement(pair: &str, forms: &[Arc<Template>]) -> Result<(ItemKey, Placement), Problem> {
    let (key, name) = pair.split_once('=').unwrap_or((pair, ""));
    let is_table = |key: &ItemKey| {
        let mut items = forms.iter().flat_map(|form| form.items());
        items.any(|(_, item)| item.key == *key && matches!(item.body, ItemBody::Table(_)))
    };
    let key = ItemKey::parse(key).ok().filter(is_table);
    key.zip(Placement::from_name(name)).ok_or_else(|| Problem::unknown_table(pair))
}

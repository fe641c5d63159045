//! Reports as files: their names and their bytes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::files::export_format::ExportFormat;
use crate::app::look::office_look::OfficeLook;
use crate::app::platform::office_fonts::FontFile;
use crate::app::platform::office_pictures::OfficePicture;
use crate::app::printing::Print;
use crate::app::problem::Problem;
use crate::app::words;
use crate::calc::check::{self, Explanation, Finding, Settings, TextFindings};
use crate::calc::comments::Comments;
use crate::calc::history::History;
use crate::calc::print::{self, PrintedIn};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::disk;
use crate::document::{self, Document, Extras, TraceMark};
use crate::exchange::report_v1;
use crate::export::docx::{self, CheckRow, CheckSheet, FollowUpRow};
use crate::export::{self, ExportError, file, pdf, xlsx};
use crate::pages::flow::{self, LineCache, Page};
use crate::report::check::Severity;
use crate::report::content::Report;
use crate::report::period::format_day;
use crate::report::template::{Agency, Template};
use crate::report::text::slug;

/// Whether the name of a file says the form of its report, to tell it from one in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormInName {
    /// The data file has reports in one form.
    Unsaid,
    /// It has reports in several.
    Said,
}

/// The file name an export of a report is offered under: `BC-DA06-2023-05-phan-rang-thap-cham.docx`,
/// where the form is said `BC-DA06-de-an-06-thang-2023-05-phan-rang-thap-cham.docx`.
pub fn export_name(
    report: &Report,
    template: &Template,
    format: ExportFormat,
    form: FormInName,
) -> String {
    let prefix = format.about().file_prefix.unwrap_or(&template.parts().file_prefix);
    name_of(report, prefix, format, form)
}

/// The file name the form of an agency is offered under: `phieu-tu-phap-2023-05-phan-rang-thap-cham.xlsx`.
pub fn form_name(report: &Report, agency: &Agency, form: FormInName) -> String {
    let name = slug(&agency.name);
    let name = if name.is_empty() { agency.key.as_str() } else { &name };
    name_of(report, &format!("phieu-{name}"), ExportFormat::Xlsx, form)
}

/// A path for a new file in a folder: nothing that lies there is written over, as it may be a form that was filled in.
pub fn free_path(folder: &Path, file_name: &str) -> PathBuf {
    let path = folder.join(file_name);
    let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    let numbered = (2_u32..).map(|number| folder.join(format!("{stem}-{number}.{extension}")));
    let is_free = |path: &PathBuf| std::fs::symlink_metadata(path).is_err();
    std::iter::once(path.clone()).chain(numbered.take(999)).find(is_free).unwrap_or(path)
}

fn name_of(report: &Report, prefix: &str, format: ExportFormat, form: FormInName) -> String {
    let key = match form {
        FormInName::Unsaid => String::new(),
        FormInName::Said => format!("-{}", report.template.key),
    };
    let prefix = format!("{prefix}{key}");
    file::file_name(
        &prefix,
        report.header.period.key,
        &report.office.code,
        format.about().extension,
    )
}

/// Writes a report that could not be saved in its own file to another.
///
/// # Errors
/// When that file cannot be written either.
pub fn rescue(report: &Report, path: &Path) -> Result<(), Problem> {
    let json = report_v1::write_report(report);
    write_whole(path, json.as_bytes())
}

/// Writes a text that goes to other people.
///
/// # Errors
/// When it cannot be written.
pub fn write_text(path: &Path, text: &str) -> Result<(), Problem> {
    write_whole(path, text.as_bytes())
}

/// Writes a file that goes to other people, whole or not at all; what killed programs left half-made in the
/// folder goes first.
///
/// # Errors
/// When it cannot be written; the old one is then whole.
pub(in crate::app) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    remove_drafts_beside(path);
    file::write_whole(path, bytes).map_err(|err| Problem::from_file(&err))
}

/// Removes what killed programs left half-made beside a file.
pub(in crate::app) fn remove_drafts_beside(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    disk::remove_old_drafts(folder.unwrap_or(Path::new(".")));
}

/// What a finished report is made of besides its own content.
#[derive(Debug, Clone, Copy)]
pub struct Finish<'a> {
    /// The periods before.
    pub history: &'a History,
    /// How the office wants it.
    pub look: &'a OfficeLook,
    /// How the office wants it checked.
    pub checks: &'a Settings,
    /// By what its data are found again.
    pub trace: Option<&'a TraceMark>,
}

/// A report as the bytes of a file.
///
/// # Errors
/// When the format cannot hold it.
pub fn export_bytes(
    report: &Report,
    template: &Template,
    finish: &Finish<'_>,
    format: ExportFormat,
) -> Result<Vec<u8>, Problem> {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results).after(finish.history);
    let bytes = match format {
        ExportFormat::Csv => return Ok(export::csv(context, finish.history)),
        ExportFormat::Json => return Ok(report_v1::write_report(report).into_bytes()),
        ExportFormat::Docx => docx::docx(&document_of(context, finish), &finish.look.skeleton),
        ExportFormat::Pdf => {
            let document = document_of(context, finish);
            let pages = flow::lay_out(&document, finish.look.sheet(), &mut LineCache::default());
            pdf_of(&pages.pages, &document, finish.look)
        }
        ExportFormat::CheckSheet => {
            let mut texts = TextFindings::default();
            let findings = check::all_findings(context, finish.history, finish.checks, &mut texts);
            docx::check_sheet(&check_sheet(context, &findings), &finish.look.skeleton)
        }
        ExportFormat::Xlsx => xlsx::xlsx(report, template, &results, finish.history),
    };
    bytes.map_err(|err| Problem::from_export(&err))
}

fn document_of(context: Context<'_>, finish: &Finish<'_>) -> Document {
    let look = &finish.look.look;
    document::build(context, &Extras { look, history: finish.history, trace: finish.trace })
}

/// Pages of a finished report as a PDF file, drawn with the fonts and pictures that the preview shows.
fn pdf_of(pages: &[Page], document: &Document, look: &OfficeLook) -> Result<Vec<u8>, ExportError> {
    let file =
        |file: &FontFile| pdf::FontFile { bytes: Arc::clone(&file.bytes), index: file.index };
    let fonts =
        look.fonts().files().map(|(name, files)| (name.clone(), files.each_ref().map(file)));
    let pictures = look.pictures().iter().map(|picture| {
        let OfficePicture { width, height, rgba } = picture.as_ref()?;
        Some(pdf::Pixels { width: *width, height: *height, rgba })
    });
    let art = pdf::Art { fonts: fonts.collect(), pictures: pictures.collect() };
    pdf::pdf(pages, &pdf::About { meta: &document.meta, day: document.day }, &art)
}

/// Pages as a file for a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What the file is called: the printer's list of jobs shows it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many pages a copy has.
    pub num_pages: usize,
}

/// The pages of a report that are wanted, as a PDF file.
///
/// # Errors
/// When the report has not these pages.
pub fn printed(
    report: &Report,
    template: &Template,
    finish: &Finish<'_>,
    print: &Print,
) -> Result<Printed, Problem> {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results).after(finish.history);
    let document = document_of(context, finish);
    let pages = flow::lay_out(&document, finish.look.sheet(), &mut LineCache::default());
    let pages = print.pages.of(&pages.pages).map_err(|fault| Problem::from_print(&fault))?;
    let bytes = pdf_of(&pages, &document, finish.look).map_err(|err| Problem::from_export(&err))?;
    let name = export_name(report, template, ExportFormat::Pdf, FormInName::Unsaid);
    Ok(Printed { name, bytes, num_pages: pages.len() })
}

/// The figures that the office wants to follow up, as they stand in the report.
fn follow_ups(context: Context<'_>) -> Vec<FollowUpRow> {
    let Context { report, template, results, .. } = context;
    let comments = Comments::of(report, template);
    let rows = comments.to_follow_up().filter_map(|comment| {
        let figure = template.figure(&comment.figure)?;
        let style = &template.parts().style;
        let value = print::figure_text(figure, report, results, style, PrintedIn::Table);
        let value = if value.is_empty() { "chưa nhập".to_owned() } else { value };
        let (figure, comment) = (figure.label.clone(), comment.words.clone());
        Some(FollowUpRow { figure, value, comment })
    });
    rows.collect()
}

/// What the check sheet of a report says: the gravest first, what was explained with its reason.
fn check_sheet(context: Context<'_>, findings: &[Finding]) -> CheckSheet {
    let Context { report, template, .. } = context;
    let period = report.header.period;
    let (first, last) = (format_day(period.range.first()), format_day(period.range.last()));
    let count = |severity: Severity| {
        let num_standing = check::num_standing(findings, severity);
        format!("{num_standing} {}", words::findings::severity(severity))
    };
    let num_explained = findings.iter().filter(|finding| !finding.stands()).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let rows = findings.iter().map(|finding| {
        let explanation = match &finding.explanation {
            Explanation::None => String::new(),
            Explanation::Given(words) => words.clone(),
            Explanation::Outdated(words) => format!("{words} (giải trình cũ, số liệu đã thay đổi)"),
        };
        CheckRow {
            severity: words::findings::severity(finding.severity).to_owned(),
            finding: words::findings::sentence(finding, template),
            explanation,
        }
    });
    CheckSheet {
        office: report.office.name.clone(),
        subject: format!("{}, {} ({first} – {last})", template.parts().name, period.key.label()),
        summary: format!("Còn {}; {num_explained} đã giải trình.", counts.join(", ")),
        rows: rows.collect(),
        follow_ups: follow_ups(context),
    }
}

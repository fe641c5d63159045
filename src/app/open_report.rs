//! One open report: the report as it stands on the screen, what follows from it, and what still has
//! to be saved. Pure: it knows neither the window nor the data file.

pub(in crate::app) mod unsaved;

mod documents;
mod ids;
mod rows;
mod typing;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::app::look::office_look::OfficeLook;
pub use documents::Shift;

use crate::app::open_report::unsaved::Unsaved;
pub use crate::app::open_report::unsaved::{Attempt, Batch, SaveState};
use crate::app::words::{self, histories::StepNames};
use crate::calc::check::{self, Finding, Offer, Settings, TextFindings};
use crate::calc::comments::Comments;
use crate::calc::compare::{self, Movement};
use crate::calc::history::{History, PastReport};
use crate::calc::progress::{self, ProgressTable};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::document::{self, Document, Extras};
use crate::report::change::{Change, Edit};
use crate::report::check::Severity;
use crate::report::content::{Header, Report};
pub use crate::report::deed::Deed;
use crate::report::field::{Field, FieldValue};
use crate::report::key::{RowKey, SectionKey};
use crate::report::note::NoteKind;
use crate::report::period::of_kind;
use crate::report::row::OwnRow;
use crate::report::template::{Figure, Section, Template};
use crate::report::value::Value;
use crate::store::ReportId;

/// The page of the report that the window shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// Letterhead, period, recipients and signature.
    Letterhead,
    /// How the finished report looks: profile, sizes, annexes, the office's Word file.
    Look,
    /// A section of the template.
    Section(SectionKey),
}

/// A report as it was loaded, with what the window needs beside it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Where the data file keeps it.
    pub id: ReportId,
    /// The report.
    pub report: Report,
    /// The form it was typed in, with the rows that its office added.
    pub template: Arc<Template>,
    /// The periods before it.
    pub history: History,
    /// How its office wants the finished report.
    pub look: Arc<OfficeLook>,
    /// How its office wants it checked.
    pub checks: Arc<Settings>,
    /// What undo and redo would do.
    pub steps: StepNames,
}

/// An open report.
#[derive(Debug)]
pub struct OpenReport {
    id: ReportId,
    template: Arc<Template>,
    report: Report,
    results: Results,
    history: History,
    look: Arc<OfficeLook>,
    checks: Arc<Settings>,
    findings: Vec<Finding>,
    texts: TextFindings,
    comments: Comments,
    /// The page on screen.
    pub page: Page,
    unsaved: Unsaved,
    /// Those that `template` has.
    own_rows: BTreeMap<RowKey, OwnRow>,
    progress: ProgressTable,
    /// Whether an unreadable text is not yet reckoned with.
    is_stale: bool,
    /// Whether a text with a long line is not yet read again.
    is_text_unread: bool,
    revision: u64,
}

/// Longer lines, in bytes, are read again when the keys pause, shorter ones at every key.
const READ_AT_EVERY_KEY: usize = 4_000;

/// Whether the field of an edit still has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// Keys may still come; an unreadable text may become readable.
    Ongoing,
    /// The field was left.
    Finished,
}

impl OpenReport {
    /// Opens a loaded report on its first page.
    pub fn open(loaded: Loaded) -> Self {
        let Loaded { id, report, template, history, look, checks, steps: _ } = loaded;
        let results = Results::of(&report, &template);
        let comments = Comments::of(&report, &template);
        let own_rows = report.own_rows_by_key();
        let mut open = Self {
            id,
            template,
            report,
            results,
            history,
            look,
            checks,
            findings: Vec::new(),
            texts: TextFindings::default(),
            comments,
            page: Page::Letterhead,
            unsaved: Unsaved::default(),
            own_rows,
            progress: ProgressTable::default(),
            is_stale: false,
            is_text_unread: false,
            revision: 0,
        };
        open.refresh_findings();
        open.refresh_progress();
        open
    }

    /// Where the data file keeps it.
    pub fn id(&self) -> ReportId {
        self.id
    }

    /// The report as it stands on the screen.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The form.
    pub fn template(&self) -> &Arc<Template> {
        &self.template
    }

    /// A sentence in which `{kỳ}` stands for what its periods are called.
    pub fn said(&self, sentence: &'static str) -> Cow<'static, str> {
        of_kind(sentence, self.template.period())
    }

    /// What follows from the report.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// The period before, when there is one.
    pub fn previous(&self) -> Option<&PastReport> {
        self.history.previous(self.report.header.period.key)
    }

    /// The periods before.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// How the office wants the finished report.
    pub fn look(&self) -> &Arc<OfficeLook> {
        &self.look
    }

    /// The office wants it otherwise.
    pub fn set_look(&mut self, look: Arc<OfficeLook>) {
        self.look = look;
        self.revision += 1;
    }

    /// How the office wants it checked.
    pub fn checks(&self) -> &Arc<Settings> {
        &self.checks
    }

    /// The office wants it checked otherwise.
    pub fn set_checks(&mut self, checks: Arc<Settings>) {
        self.checks = checks;
        self.revision += 1;
        self.refresh_findings();
    }

    /// What contradicts itself, or asks for a reason.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the office notes about its figures.
    pub fn comments(&self) -> &Comments {
        &self.comments
    }

    /// Numbers in texts that equal a figure and can be bound to it.
    pub fn offers(&self) -> Vec<Offer> {
        self.texts.offers(self.context())
    }

    /// Whether the findings are those of the texts as they stand; not while a long one is being typed.
    pub fn are_texts_read(&self) -> bool {
        !self.is_text_unread
    }

    /// How many findings of a gravity still ask for something.
    pub fn num_standing(&self, severity: Severity) -> usize {
        check::num_standing(&self.findings, severity)
    }

    /// How many of them say something else than that a cell is blank, unread or not accepted, which is counted
    /// apart from findings.
    fn num_untold(&self, severity: Severity) -> usize {
        let standing = self.findings.iter().filter(|found| found.stands());
        let told = |found: &&Finding| found.severity == severity && !progress::counts(found);
        standing.filter(told).count()
    }

    /// The finished report as it stands now.
    pub fn document(&self) -> Document {
        let extras = Extras { look: &self.look.look, history: &self.history, trace: None };
        document::build(self.context(), &extras)
    }

    /// Rises with every edit and every recalculation: while it stays, so does the document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How far each page is.
    pub fn progress(&self) -> &ProgressTable {
        &self.progress
    }

    /// What sentences refer to.
    pub fn context(&self) -> Context<'_> {
        Context::of(&self.report, &self.template, &self.results).after(&self.history)
    }

    /// The section on screen; `None` on other pages.
    pub fn section(&self) -> Option<&Section> {
        let Page::Section(key) = &self.page else {
            return None;
        };
        self.template.sections().iter().find(|section| section.key == *key)
    }

    /// The pages in the order of the list: the letterhead, each section that has a form, the look.
    pub fn pages(&self) -> Vec<Page> {
        let sections = self.template.sections().iter();
        let with_form = sections.filter(|section| !section.items.is_empty());
        let pages = with_form.map(|section| Page::Section(section.key.clone()));
        std::iter::once(Page::Letterhead).chain(pages).chain([Page::Look]).collect()
    }

    /// Whether the report was declared final, so that the program asks before it is changed.
    pub fn is_final(&self) -> bool {
        self.report.header.status.is_closed()
    }

    /// How a figure moved since the period before.
    pub fn movement(&self, figure: &Figure) -> Movement {
        let Some(previous) = self.previous() else {
            return Movement::Unknown;
        };
        compare::movement(figure, previous.reckoned(), self.context().reckoned())
    }

    /// Carries out an edit on the screen's report and keeps it to be saved. While a field still
    /// has the keyboard and its text is not (yet) a number, what follows from it stays as it was:
    /// "1." on the way to "1.317" does not make percentages flicker.
    pub fn edit(&mut self, edit: Edit, typing: Typing) {
        self.edit_as(Deed::Typed, edit, typing);
    }

    /// The same, telling what is done by it.
    fn edit_as(&mut self, deed: Deed, edit: Edit, typing: Typing) {
        let is_ongoing = typing == Typing::Ongoing;
        let is_unfinished = is_ongoing && is_unreadable(&edit);
        let is_long = is_ongoing && is_long(&edit);
        let field = edit.field().clone();
        self.revision += 1;
        if self.report.edit(edit).is_some() {
            self.unsaved.add(field.clone(), deed);
        }
        if let Field::Note(NoteKind::Comment | NoteKind::FollowUp, _) = field {
            // Nothing is reckoned with it.
            self.comments = Comments::of(&self.report, &self.template);
        } else if is_unfinished {
            self.is_stale = true;
        } else if is_long {
            self.is_text_unread = true;
            self.refresh_progress();
        } else {
            self.recalculate();
        }
    }

    /// Gives a field back what it held before it was typed in: nothing that undo would show.
    pub fn restore(&mut self, edit: Edit) {
        self.edit_as(Deed::Restored, edit, Typing::Finished);
    }

    /// Carries out edits that belong together, and reckons once. Wording that is the template's own
    /// is stored as nothing, as when it is typed.
    pub fn edit_all(&mut self, edits: impl IntoIterator<Item = Edit>) {
        for edit in edits {
            let edit = match (edit.field(), edit.value()) {
                (Field::Text(key), Some(FieldValue::Text(text)))
                    if self.template.default_text(key) == Some(text) =>
                {
                    Edit::text(key.clone(), None)
                }
                _ => edit,
            };
            let field = edit.field().clone();
            if self.report.edit(edit).is_some() {
                self.unsaved.add(field, Deed::Typed);
            }
        }
        self.revision += 1;
        self.recalculate();
    }

    /// Takes over what was changed on the disk, by undo or going back. What was typed and is not on the
    /// disk yet stays: it will be written over that.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes.iter().filter(|change| !self.unsaved.holds(change.field())) {
            self.report.apply(change);
        }
        self.recalculate();
    }

    /// No field is being typed in any more: what follows from the report follows from all of it.
    pub fn settle(&mut self) {
        if self.is_stale || self.is_text_unread {
            self.recalculate();
        }
    }

    /// Changes period, status or remark.
    pub fn set_header(&mut self, header: Header) {
        self.edit(Edit::header(header), Typing::Finished);
    }

    /// Hands over what waits to be saved; `None` when nothing does, or when an answer about an
    /// earlier failure is still to come.
    pub fn take_batch(&mut self) -> Option<Batch> {
        self.take_batch_of(Deed::Typed, String::new())
    }

    /// The same, telling what was done.
    pub(super) fn take_batch_of(&mut self, deed: Deed, detail: String) -> Option<Batch> {
        if self.is_text_unread {
            self.is_text_unread = false;
            self.revision += 1;
            self.refresh_findings();
        }
        self.unsaved.take(&self.report, deed, detail)
    }

    /// A batch is on the disk.
    pub fn batch_saved(&mut self, number: u64, at: NaiveDateTime) {
        self.unsaved.saved(number, at);
    }

    /// A batch could not be saved: its fields wait again.
    pub fn batch_failed(&mut self, number: u64) {
        self.unsaved.failed(number);
    }

    /// Whether something was typed that nobody was asked to save yet.
    pub fn has_waiting(&self) -> bool {
        self.unsaved.has_waiting()
    }

    /// Whether something is not on the disk yet.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_unsaved()
    }

    /// The office's name as it stands in the file now.
    pub fn set_office_name(&mut self, name: &str) {
        if self.report.office.name != name {
            name.clone_into(&mut self.report.office.name);
            self.revision += 1;
        }
    }

    /// What stands on the screen is to be written over what is on the disk.
    pub fn write_over(&mut self, on_disk: &Report) {
        self.unsaved.add_differences(on_disk, &self.report);
    }

    /// Takes over when an earlier state of the same report was saved last.
    pub fn keep_saved_at(&mut self, old: &Self) {
        self.unsaved.keep_saved_at(&old.unsaved);
    }

    /// What is not read or not entered, for whoever exports the report; empty when nothing is.
    pub fn what_is_open(&self) -> String {
        let tally = self.progress.report;
        let (carried, of_before) = (
            self.said("số {kỳ} trước chờ xác nhận").into_owned(),
            self.said("lời văn {kỳ} trước chờ xem").into_owned(),
        );
        let parts = [
            (tally.unread, "ô chưa đọc được"),
            (tally.blank_figures, "số liệu chưa nhập"),
            (tally.unconfirmed, carried.as_str()),
            (tally.blank_texts, "lời văn còn trống"),
            (tally.not_seen, of_before.as_str()),
            (self.num_untold(Severity::Error), "lỗi"),
            (self.num_untold(Severity::Warning), "cảnh báo"),
            (self.comments.to_follow_up().count(), "số liệu cần theo dõi"),
        ];
        let words = words::counted(&parts);
        if words.is_empty() { words } else { format!("còn {words}") }
    }

    /// What the window says about saving.
    pub fn save_state(&self) -> SaveState {
        self.unsaved.state()
    }

    fn recalculate(&mut self) {
        self.is_stale = false;
        self.is_text_unread = false;
        self.revision += 1;
        self.refresh_form();
        self.results = Results::of(&self.report, &self.template);
        self.comments = Comments::of(&self.report, &self.template);
        self.refresh_findings();
        self.refresh_progress();
    }

    /// Rows that the office added, named or removed change the form.
    fn refresh_form(&mut self) {
        if !self.report.every_own_row().eq(&self.own_rows) {
            self.template = Arc::new(self.template.with_own_rows(self.report.every_own_row()));
            self.own_rows = self.report.own_rows_by_key();
        }
    }

    fn refresh_findings(&mut self) {
        let (report, template, results) = (&self.report, &*self.template, &self.results);
        let context = Context::of(report, template, results).after(&self.history);
        self.findings = check::all_findings(context, &self.history, &self.checks, &mut self.texts);
    }

    fn refresh_progress(&mut self) {
        self.progress = ProgressTable::of(&self.report, &self.template);
    }
}

/// Whether what is typed is no number (yet).
fn is_unreadable(edit: &Edit) -> bool {
    let is_figure = matches!(edit.field(), Field::Figure(_));
    is_figure && matches!(edit.value(), Some(FieldValue::Value(Value::Unreadable(_))))
}

/// Whether a text has a line that is too long to be read at every key.
fn is_long(edit: &Edit) -> bool {
    let text = edit.value().and_then(FieldValue::as_text);
    text.is_some_and(|text| text.lines().any(|line| line.len() > READ_AT_EVERY_KEY))
}

#[cfg(test)]
#[path = "open_report/open_report_tests.rs"]
mod tests;

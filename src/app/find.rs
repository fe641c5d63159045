//! What can be found: commands, reports, pages, figures, rows and texts, by a few letters without marks.

use std::borrow::Cow;

use super::command::Command;
use super::message::{FileSummary, ReportId};
use super::open_report::{OpenReport, Page};
use super::state::{Screen, State};
use super::words;
use crate::calc::comments::FollowUp;
use crate::document::Source;
use crate::report::content::IssuedDocument;
use crate::report::key::TextKey;
use crate::report::template::{Item, ItemBody, Section};
use crate::report::text::{fold, nfc};

/// How many characters of a text are shown around what was found.
const EXCERPT: usize = 80;
/// How many characters stand before it.
const BEFORE: usize = 20;

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// Where it is, or its keys.
    pub detail: String,
    /// Where it leads.
    pub to: Destination,
    /// Why it leads nowhere now: the reason a command cannot be carried out.
    pub why_not: Option<Cow<'static, str>>,
    /// The text it holds; empty for what has only a name.
    text: String,
    folded_label: String,
    folded_text: String,
}

/// Where an entry leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Carries out a command.
    Run(Command),
    /// To another report of the file.
    Report(ReportId),
    /// To a page.
    Page(Page),
    /// To where something is typed.
    To(Source),
}

impl Entry {
    fn new(label: impl Into<String>, detail: impl Into<String>, to: Destination) -> Self {
        let label = label.into();
        let (folded_label, detail) = (fold(&label), detail.into());
        let (text, folded_text) = (String::new(), String::new());
        Self { label, detail, to, why_not: None, text, folded_label, folded_text }
    }

    fn with_text(self, text: &str) -> Self {
        Self { text: nfc(text), folded_text: fold(text), ..self }
    }

    /// Where it is, what of its text was found, or why it leads nowhere.
    pub fn found_in(&self, query: &str) -> String {
        if let Some(reason) = &self.why_not {
            return reason.clone().into_owned();
        }
        let wanted = fold(query.trim());
        let Some(at) = self.folded_text.find(&wanted).filter(|_| !wanted.is_empty()) else {
            return self.detail.clone();
        };
        // Folding leaves one character of every letter, so both texts count alike.
        let at = self.folded_text.get(..at).map_or(0, |before| before.chars().count());
        let start = at.saturating_sub(BEFORE);
        let excerpt: String = self.text.chars().skip(start).take(EXCERPT).collect();
        let excerpt = excerpt.replace('\n', " ");
        format!(
            "{}…{excerpt}…",
            if self.detail.is_empty() { String::new() } else { format!("{} · ", self.detail) }
        )
    }

    /// How well it fits, the best first; none when it does not.
    fn rank(&self, wanted: &str) -> Option<u8> {
        if wanted.is_empty() || self.folded_label.starts_with(wanted) {
            return Some(0);
        }
        let begins_word = self.folded_label.match_indices(wanted).any(|(at, _)| {
            let before = self.folded_label.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        });
        let has_all = |text: &str| wanted.split_whitespace().all(|word| text.contains(word));
        match () {
            () if begins_word => Some(1),
            () if self.folded_label.contains(wanted) => Some(2),
            () if has_all(&self.folded_label) => Some(3),
            () if self.folded_text.contains(wanted) => Some(4),
            () if !self.folded_text.is_empty() && has_all(&self.folded_text) => Some(5),
            () => None,
        }
    }
}

/// The positions of the entries that fit, the best first, of the same kind those first that lead
/// somewhere; all of them for an empty query.
pub fn matching(entries: &[Entry], query: &str) -> Vec<usize> {
    let wanted = fold(query.trim());
    let ranked = entries.iter().enumerate();
    let mut found: Vec<(u8, bool, usize)> = ranked
        .filter_map(|(i, entry)| Some((entry.rank(&wanted)?, entry.why_not.is_some(), i)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, i)| i).collect()
}

/// Every command, page, figure and report: what the palette offers.
pub fn everything(state: &State) -> Vec<Entry> {
    let command = |command: Command| {
        let keys = command.shortcut().map(|shortcut| shortcut.name()).unwrap_or_default();
        let why_not = command.enabled(state).err();
        Entry {
            why_not,
            ..Entry::new(command.label(state.kind_for(command)), keys, Destination::Run(command))
        }
    };
    let mut entries: Vec<Entry> = Command::all().map(command).collect();
    if let Some(open) = state.open.as_ref().filter(|_| state.screen == Screen::Report) {
        entries.extend(pages(open));
        entries.extend(figures(open));
    }
    entries.extend(state.file.iter().flat_map(reports));
    entries
}

/// The reports of a file, the newest first: its period, with office and form where there are several.
fn reports(file: &FileSummary) -> impl Iterator<Item = Entry> {
    file.reports.iter().rev().map(|report| {
        let series = file.series_of(report);
        let label = match series.as_str() {
            "" => report.period.key.label(),
            series => format!("{} – {series}", report.period.key.label()),
        };
        Entry::new(label, "Báo cáo trong tệp", Destination::Report(report.id))
    })
}

/// Every label and text of a report: what Ctrl+F looks through.
pub fn labels_and_texts(open: &OpenReport) -> Vec<Entry> {
    let mut entries = pages(open);
    entries.extend(figures(open));
    for (section, item) in open.template().items() {
        entries.extend(texts(open, section, item));
    }
    entries.extend(comments(open));
    entries
}

/// What is noted about figures: each leads to its figure.
fn comments(open: &OpenReport) -> impl Iterator<Item = Entry> {
    let template = open.template();
    open.comments().list().iter().filter_map(move |comment| {
        let figure = template.figure(&comment.figure)?;
        let kind = match (comment.follow_up, comment.words.is_empty()) {
            (FollowUp::No, _) => "Ghi chú",
            (FollowUp::Wanted, true) => "Cần theo dõi",
            (FollowUp::Wanted, false) => "Ghi chú, cần theo dõi",
        };
        let to = Destination::To(Source::Figure(figure.key.clone()));
        let entry = Entry::new(format!("{kind}: {}", figure.label), "", to);
        Some(entry.with_text(&comment.words))
    })
}

/// The rows of tables, those of the page on screen first: "3. Đăng ký thường trú".
pub fn rows(open: &OpenReport) -> Vec<Entry> {
    let on_screen = open.section().map(|section| &section.key);
    let mut here = Vec::new();
    let mut elsewhere = Vec::new();
    for (section, item) in open.template().items() {
        let ItemBody::Table(table) = &item.body else {
            continue;
        };
        let list = if on_screen == Some(&section.key) { &mut here } else { &mut elsewhere };
        let rows = table.rows.iter().filter(|row| open.report().is_on(row));
        list.extend(rows.enumerate().map(|(i, row)| {
            let label = format!("{}. {}", i + 1, row.label);
            Entry::new(label, &item.label, Destination::To(Source::Row(row.key.clone())))
        }));
    }
    here.extend(elsewhere);
    here
}

fn title(section: &Section) -> String {
    format!("{} {}", section.outline, section.label).trim().to_owned()
}

fn pages(open: &OpenReport) -> Vec<Entry> {
    let named = |page: Page| match &page {
        Page::Letterhead => {
            Entry::new("Thể thức văn bản", "Phần của báo cáo", Destination::Page(page))
        }
        Page::Look => Entry::new("Trình bày, phụ lục", "Phần của báo cáo", Destination::Page(page)),
        Page::Section(key) => {
            let section = open.template().sections().iter().find(|s| s.key == *key);
            let label = section.map(title).unwrap_or_default();
            Entry::new(label, "Phần của báo cáo", Destination::Page(page))
        }
    };
    open.pages().into_iter().map(named).collect()
}

/// The figures that have a place on a page, each once, in the order of the report.
fn figures(open: &OpenReport) -> Vec<Entry> {
    let template = open.template();
    let mut seen = std::collections::HashSet::new();
    let mut entries = Vec::new();
    for (section, item) in template.items() {
        let keys: Vec<_> = match &item.body {
            ItemBody::Figures(group) => group.rows.iter().flat_map(|row| row.figures()).collect(),
            ItemBody::Table(table) => {
                let rows = table.rows.iter().filter(|row| open.report().is_on(row));
                rows.flat_map(|row| row.cells.values()).collect()
            }
            ItemBody::Narrative(_) | ItemBody::Documents(_) => Vec::new(),
        };
        for key in keys {
            if let Some(figure) = template.figure(key).filter(|_| seen.insert(key)) {
                let to = Destination::To(Source::Figure(key.clone()));
                entries.push(Entry::new(&figure.label, title(section), to));
            }
        }
    }
    entries
}

fn texts(open: &OpenReport, section: &Section, item: &Item) -> Vec<Entry> {
    let (report, template) = (open.report(), open.template());
    let entry = |key: &TextKey| {
        let text = open.context().plain(report.text(template, key));
        let to = Destination::To(Source::Text(key.clone()));
        let label = words::text_label(key, template).unwrap_or_default();
        Entry::new(label, title(section), to).with_text(&text)
    };
    let documents = report.entries(&item.key).iter().map(|listed| {
        let to = Destination::To(Source::Entry(item.key.clone(), listed.id.clone()));
        let IssuedDocument { doc_type, code, issuer, subject, .. } = &listed.document;
        let label = format!("{doc_type} {code}").trim().to_owned();
        let text = format!("{doc_type} {code} {issuer} {subject}");
        Entry::new(label, title(section), to).with_text(&text)
    });
    let is_off =
        |key: &TextKey| template.words_cell(key).is_some_and(|(row, _)| !report.is_on(row));
    let texts = item.texts().into_iter().filter(|key| !is_off(key)).map(entry);
    texts.chain(documents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let entry = |label: &str| Entry::new(label, "", Destination::Run(Command::Undo));
        vec![
            entry("Xóa đăng ký thường trú"),
            entry("Đăng ký tạm trú"),
            entry("12. Hoà giải"),
            entry("2. Cấp căn cước"),
            entry("Kiến nghị").with_text("Đề nghị hòa mạng\nở các xã"),
        ]
    }

    #[test]
    fn a_query_is_blind_to_marks_and_the_best_comes_first() {
        let entries = entries();
        assert_eq!(matching(&entries, "dang ky"), [1, 0]);
        assert_eq!(matching(&entries, "Đăng Ký"), [1, 0]);
        assert_eq!(matching(&entries, "ky dang"), [0, 1], "words in any order");
        assert_eq!(matching(&entries, "hòa"), [2, 4], "hoà and hòa are one word");
        assert_eq!(matching(&entries, "2."), [3, 2], "a number first where it begins");
        assert_eq!(matching(&entries, "không có"), [0_usize; 0]);
        assert_eq!(matching(&entries, "").len(), entries.len());
    }

    #[test]
    fn what_cannot_be_done_now_comes_last_and_says_why() {
        let mut entries = entries();
        entries[0].why_not = Some("Chưa mở báo cáo nào".into());
        assert_eq!(matching(&entries, "ky dang"), [1, 0]);
        assert_eq!(entries[0].found_in("xoa"), "Chưa mở báo cáo nào");
    }

    #[test]
    fn a_text_is_shown_around_what_was_found() {
        let entries = entries();
        let excerpt = entries[4].found_in("hoa mang");
        assert_eq!(excerpt, "…Đề nghị hòa mạng ở các xã…");
        assert_eq!(entries[1].found_in("dang"), "");
    }
}

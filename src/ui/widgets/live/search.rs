//! The list that opens behind `{` or with Ctrl+Space: what is typed behind it searches the labels of
//! the figures, blind to tone marks. All keys but those of the list go to the field as always, so
//! that every way of typing Vietnamese works in it.

use egui::text::CCursor;
use egui::{Context, Event, Id, ImeEvent, Key, Modifiers, TextEdit, Ui};

use super::coded::{Codes, is_code};
use super::describe::{self, LETTERHEAD};
use super::edit;
use crate::app::open_report::OpenReport;
use crate::report::letterhead::LetterheadField;
use crate::report::sentence::{DayPart, Fragment, Names as _, PeriodPart, Piece};
use crate::report::template::{Item, Span};
use crate::report::text::fold;

/// The longest search, in characters: whoever types on without a choice means a brace.
const QUERY_CHARS_MAX: usize = 60;
/// The most that is listed.
const FOUND_MAX: usize = 40;

/// Something that can be put into a text.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What is put in.
    pub(super) reference: Piece,
    /// Its name.
    pub(super) label: String,
    /// The part of the report it belongs to.
    pub(super) section: String,
    /// What it prints now.
    pub(super) value: String,
    folded: String,
    folded_section: String,
    /// Whether it is entered on the page on screen.
    place: EntryPlace,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EntryPlace {
    OnScreen,
    Elsewhere,
}

/// How the search was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// By a brace, which gives way to what is chosen.
    Brace,
    /// By keys that left nothing in the text.
    Keys,
}

/// An open search.
#[derive(Debug)]
pub(super) struct Search {
    /// The field it belongs to.
    pub(super) id: Id,
    /// Where what is searched begins, by characters.
    start: usize,
    lead: Lead,
    query: String,
    entries: Vec<Entry>,
    found: Vec<usize>,
    /// Which of those found is chosen by Enter.
    pub(super) selected: usize,
    /// The one that was clicked.
    pub(super) clicked: Option<usize>,
    /// The keys of this frame moved the choice.
    pub(super) has_moved: bool,
}

/// Keys of the list, taken before the field sees them.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Keys {
    pub(super) accept: bool,
    pub(super) dismiss: bool,
    /// Ctrl+Space.
    pub(super) open: bool,
}

impl Keys {
    /// Takes the keys of the list; those that it has no use for go to the field.
    pub(super) fn take(ui: &Ui, id: Id, search: Option<&mut Search>) -> Self {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return Self::default();
        }
        let mut keys = Self::default();
        ui.input_mut(|input| {
            keys.open = input.consume_key(Modifiers::COMMAND, Key::Space);
            let Some(search) = search else { return };
            keys.dismiss = input.consume_key(Modifiers::NONE, Key::Escape);
            search.has_moved = false;
            let count = search.found.len();
            if count == 0 {
                return;
            }
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
            let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
            search.selected = (search.selected + down + (count - up % count)) % count;
            search.has_moved = down != up;
            for key in [Key::Enter, Key::Tab] {
                keys.accept |= input.consume_key(Modifiers::NONE, key);
            }
        });
        keys
    }
}

impl Search {
    /// What is found, in order.
    pub(super) fn found(&self) -> impl Iterator<Item = &Entry> {
        self.found.iter().filter_map(|i| self.entries.get(*i))
    }

    /// What is searched for.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    fn choose(&mut self) {
        self.found = find(&self.entries, &self.query);
        self.selected = 0;
    }
}

/// The first half of a frame: puts what was chosen into the text. Tells whether it changed it.
pub(super) fn accept(
    ctx: &Context,
    search: &mut Option<Search>,
    keys: Keys,
    text: &mut String,
    codes: &mut Codes,
) -> bool {
    let Some(open) = search.as_mut() else { return false };
    let chosen = open.clicked.take().or(keys.accept.then_some(open.selected));
    let entry = chosen.and_then(|chosen| open.found().nth(chosen));
    let mut is_accepted = false;
    if let (Some(entry), Some(caret)) = (entry, caret(ctx, open.id)) {
        let from = open.start - usize::from(open.lead == Lead::Brace);
        let code = codes.code(&entry.reference);
        let to = caret.max(from).min(open.start + open.query.chars().count());
        edit::replace(ctx, open.id, text, from..to.max(from), &code.to_string());
        is_accepted = true;
    }
    if is_accepted || keys.dismiss {
        *search = None;
    }
    is_accepted
}

fn caret(ctx: &Context, id: Id) -> Option<usize> {
    let range = TextEdit::load_state(ctx, id)?.cursor.char_range()?;
    Some(range.primary.index.0)
}

/// The field that is searched from.
#[derive(Clone, Copy)]
pub(super) struct SearchedFrom<'a> {
    pub(super) id: Id,
    /// What it holds, with a character for each chip.
    pub(super) text: &'a str,
    /// The report whose figures are found.
    pub(super) open: &'a OpenReport,
}

/// The second half of a frame, when the field has taken its keys: opens, narrows or closes the search.
pub(super) fn follow(
    ui: &Ui,
    search: &mut Option<Search>,
    from: SearchedFrom<'_>,
    caret: Option<CCursor>,
    keys: Keys,
) {
    let SearchedFrom { id, text, open } = from;
    let Some(caret) = caret.map(|caret| caret.index.0) else {
        if search.as_ref().is_some_and(|search| search.id == id) {
            *search = None;
        }
        return;
    };
    if search.as_ref().is_none_or(|search| search.id != id) {
        let start = if keys.open {
            Some((caret, Lead::Keys))
        } else if is_typed(ui, '{') {
            brace_before(text, caret).map(|start| (start, Lead::Brace))
        } else {
            None
        };
        let Some((start, lead)) = start else { return };
        let entries = entries(open);
        let query = String::new();
        let (found, selected, clicked, has_moved) = (Vec::new(), 0, None, false);
        let mut open =
            Search { id, start, lead, query, entries, found, selected, clicked, has_moved };
        open.choose();
        *search = Some(open);
    }
    let Some(open) = search.as_mut() else { return };
    match query(text, open, caret) {
        None => *search = None,
        Some(query) if query != open.query => {
            open.query = query;
            open.choose();
        }
        Some(_) => {}
    }
}

/// Whether a letter is among what was typed in this frame.
pub(super) fn is_typed(ui: &Ui, letter: char) -> bool {
    let has_letter = |event: &Event| match event {
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => text.contains(letter),
        _ => false,
    };
    ui.input(|input| input.events.iter().any(has_letter))
}

/// Where the search behind the nearest brace in front of the caret begins.
fn brace_before(text: &str, caret: usize) -> Option<usize> {
    let before: Vec<char> = text.chars().take(caret).collect();
    let back = before.iter().rev().take(QUERY_CHARS_MAX + 1).position(|c| *c == '{')?;
    Some(caret - back)
}

/// What is searched for; none when the caret left it or something stands in it that no name has.
fn query(text: &str, open: &Search, caret: usize) -> Option<String> {
    let length = caret.checked_sub(open.start).filter(|length| *length <= QUERY_CHARS_MAX)?;
    if open.lead == Lead::Brace && text.chars().nth(open.start.checked_sub(1)?) != Some('{') {
        return None;
    }
    let query: String = text.chars().skip(open.start).take(length).collect();
    let is_odd = |c: char| matches!(c, '{' | '}' | '\n') || is_code(c);
    (!query.contains(is_odd)).then_some(query)
}

/// The name between braces that ends at the caret, with its characters, as a reference.
pub(super) fn typed_name(text: &str, caret: usize) -> Option<(std::ops::Range<usize>, String)> {
    let chars: Vec<char> = text.chars().take(caret).collect();
    let (last, before) = chars.split_last()?;
    let back = before.iter().rev().position(|c| matches!(c, '{' | '}' | '\n'))?;
    let start = before.len().checked_sub(back + 1)?;
    let is_name = *last == '}' && before.get(start) == Some(&'{');
    let name = before.get(start..)?.iter().chain([last]).collect();
    is_name.then_some((start..caret, name))
}

/// Everything that can be put into a text of a report.
pub(super) fn entries(open: &OpenReport) -> Vec<Entry> {
    let template = open.template();
    let on_screen = open.section().map(|section| &section.key);
    let mut sections = std::collections::HashMap::new();
    for section in template.sections().iter().rev() {
        for figure in section.items.iter().flat_map(Item::figures) {
            let own = sections.entry(figure.clone()).or_insert(section);
            if Some(&own.key) != on_screen {
                *own = section;
            }
        }
    }
    let entry = |reference: Piece, section: String, place| {
        let label = describe::label(&reference, open);
        let printed = describe::printed(&reference, open);
        let value = match &reference {
            Piece::Figure(key) => {
                let figure = template.figure(key);
                figure.map(|figure| describe::figure_value(figure, &printed)).unwrap_or_default()
            }
            _ => printed.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let (folded, folded_section) = (fold(&label), fold(&section));
        Entry { reference, label, section, value, folded, folded_section, place }
    };
    let mut entries = Vec::new();
    let mut fragments = Vec::new();
    for figure in template.figures() {
        let section = sections.get(&figure.key);
        let place = match section {
            Some(section) if Some(&section.key) == on_screen => EntryPlace::OnScreen,
            _ => EntryPlace::Elsewhere,
        };
        let title = section.map(|section| describe::section_title(section)).unwrap_or_default();
        entries.push(entry(Piece::Figure(figure.key.clone()), title.clone(), place));
        for part in days_of(figure.span) {
            let day = Piece::FigureDay(figure.key.clone(), *part);
            entries.push(entry(day, title.clone(), place));
        }
        let of_figure = |part| Piece::Fragment(figure.key.clone(), part);
        fragments.extend(Fragment::ALL.map(|part| entry(of_figure(part), title.clone(), place)));
    }
    // Of names that fit alike the plain figures come first.
    entries.extend(fragments);
    let parts = PeriodPart::ALL.into_iter().filter(|part| template.has(*part));
    let parts = parts.map(Piece::Period);
    let of_period = |reference| entry(reference, "Kỳ báo cáo".to_owned(), EntryPlace::Elsewhere);
    entries.extend(parts.map(of_period));
    let letterhead = LetterheadField::ALL.into_iter();
    // In which right the signer signs is no text that could be printed.
    let letterhead = letterhead.filter(|field| *field != LetterheadField::SigningAuthority);
    let letterhead = letterhead.map(LetterheadField::text_key);
    let names = template.parts().names.iter().map(|name| name.key.clone());
    let of_text = |key| entry(Piece::Text(key), LETTERHEAD.to_owned(), EntryPlace::Elsewhere);
    entries.extend(letterhead.chain(names).map(of_text));
    entries
}

/// The days of a figure that a reference can print: those that are not the period's own.
fn days_of(span: Span) -> &'static [DayPart] {
    match span {
        Span::InPeriod => &[],
        Span::Since(_) => &[DayPart::Own, DayPart::AsOf],
        Span::AsOf => &[DayPart::Own],
        Span::Window(_) => &[DayPart::Since, DayPart::AsOf],
    }
}

/// The entries that fit a search, the best first: names that begin with it, names with a word that
/// does, names that have it inside, then those whose name and section together have all its words.
fn find(entries: &[Entry], query: &str) -> Vec<usize> {
    let folded = fold(query);
    let query = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    let rank = |entry: &Entry| {
        let begins_word = || {
            let mut places = entry.folded.match_indices(&query);
            places.any(|(at, _)| {
                let before = entry.folded.get(..at).and_then(|before| before.chars().next_back());
                before.is_none_or(|c| !c.is_alphanumeric())
            })
        };
        let has =
            |word: &&str| entry.folded.contains(*word) || entry.folded_section.contains(*word);
        if entry.folded.starts_with(&query) {
            Some(0)
        } else if begins_word() {
            Some(1)
        } else if entry.folded.contains(&query) {
            Some(2)
        } else if words.iter().all(has) {
            Some(3)
        } else {
            None
        }
    };
    let ranked = entries.iter().enumerate();
    let ranked = ranked.filter_map(|(i, entry)| Some((rank(entry)?, entry.place, i)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_unstable();
    ranked.truncate(FOUND_MAX);
    ranked.into_iter().map(|(_, _, i)| i).collect()
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;

//! A spot is a place of the form that somebody can be led to: by a click on the printed page or on a chip of
//! a text, by a finding, by the history, by a search. This is how the spot of what is printed is found, and
//! what is printed of a spot. It stands below screens and widgets, which only say where to go.

use egui::Id;

use super::field_id::{CellKind, FieldIds};
use crate::app::open_report::{OpenReport, Page};
use crate::document::Source;
use crate::report::key::{FigureKey, ItemKey, RowKey, SectionKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::template::{Figure, Item, ItemBody, Section};

/// A place of the form that somebody can be led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The page of the form.
    pub page: Page,
    /// What it scrolls to; none is its beginning.
    pub goal: Option<Goal>,
    /// The sentence that is opened for editing.
    pub sentence: Option<TextKey>,
}

/// What the form scrolls to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A field.
    Field(Id),
    /// A computed figure.
    Figure(FigureKey),
    /// A row of a table.
    Row(RowKey),
    /// An item.
    Item(ItemKey),
}

impl Spot {
    fn page(page: Page) -> Self {
        Self { page, goal: None, sentence: None }
    }

    fn at(page: Page, goal: Goal) -> Self {
        Self { page, goal: Some(goal), sentence: None }
    }

    /// The field that gets the keyboard.
    pub fn field(&self) -> Option<Id> {
        match self.goal {
            Some(Goal::Field(id)) => Some(id),
            _ => None,
        }
    }
}

/// The spot where what is printed is typed; none for what the program itself prints.
pub fn of(source: &Source, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    match source {
        Source::Fixed => None,
        Source::Figure(key) => figure(key, open, ids),
        Source::Text(key) => text(key, open, ids),
        Source::Section(key) => section_or_next(key, open).map(Spot::page),
        Source::Item(key) => {
            let (section, _) = open.template().items().find(|(_, item)| item.key == *key)?;
            Some(Spot::at(page_of(section), Goal::Item(key.clone())))
        }
        Source::Entry(list, entry) => {
            let (section, _) = open.template().items().find(|(_, item)| item.key == *list)?;
            let [first, ..] = ids.documents(list, entry);
            Some(Spot::at(page_of(section), Goal::Field(first)))
        }
        Source::Row(key) => {
            let is_its = |item: &Item| match &item.body {
                ItemBody::Table(table) => table.rows.iter().any(|row| row.key == *key),
                _ => false,
            };
            let (section, _) = open.template().items().find(|(_, item)| is_its(item))?;
            Some(Spot::at(page_of(section), Goal::Row(key.clone())))
        }
        Source::Header => {
            let [first, ..] = ids.period_days();
            Some(Spot::at(Page::Letterhead, Goal::Field(first)))
        }
    }
}

fn page_of(section: &Section) -> Page {
    Page::Section(section.key.clone())
}

/// A heading that only groups others has no form: the first one under it has.
fn section_or_next(key: &SectionKey, open: &OpenReport) -> Option<Page> {
    let mut sections = open.template().sections().iter().skip_while(|s| s.key != *key);
    sections.find(|section| !section.items.is_empty()).map(page_of)
}

/// The page on screen first: a figure may stand on several.
fn figure(key: &FigureKey, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    let figure = open.template().figure(key)?;
    let on_screen = open.section().into_iter();
    let mut sections = on_screen.chain(open.template().sections());
    let section = sections.find(|section| {
        section.items.iter().any(|item| item.figures().into_iter().any(|own| own == key))
    })?;
    let goal = if figure.is_typed() {
        Goal::Field(ids.cell(CellKind::Figure, key))
    } else {
        Goal::Figure(key.clone())
    };
    Some(Spot::at(page_of(section), goal))
}

/// The texts that the form of an item shows; a sentence only while it is being edited.
pub fn texts_of(item: &Item) -> impl Iterator<Item = (&TextKey, TextField)> {
    let shown = match &item.body {
        ItemBody::Figures(_) => TextField::OnRequest,
        ItemBody::Narrative(_) | ItemBody::Documents(_) | ItemBody::Table(_) => TextField::Always,
    };
    item.texts().into_iter().map(move |key| (key, shown))
}

/// Whether the field of a text is always on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// It is.
    Always,
    /// While it is being edited.
    OnRequest,
}

fn text(key: &TextKey, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    let names = open.template().parts().names.iter().map(|name| name.key.clone());
    let mut letterhead =
        LetterheadField::ALL.into_iter().map(LetterheadField::text_key).chain(names);
    if letterhead.any(|own| own == *key) {
        return Some(Spot::at(Page::Letterhead, Goal::Field(ids.text(key))));
    }
    open.template().items().find_map(|(section, item)| {
        let (_, shown) = texts_of(item).find(|(own, _)| *own == key)?;
        let spot = |field| Spot::at(page_of(section), Goal::Field(field));
        Some(match shown {
            TextField::Always => spot(ids.text(key)),
            TextField::OnRequest => Spot { sentence: Some(key.clone()), ..spot(ids.sentence(key)) },
        })
    })
}

/// What the field with the keyboard prints, when it is one of the page on screen.
pub fn source_of(field: Id, open: &OpenReport, ids: FieldIds) -> Option<Source> {
    let is_text = |key: &TextKey| [ids.text(key), ids.sentence(key)].contains(&field);
    let Some(section) = open.section() else {
        let names = open.template().parts().names.iter().map(|name| name.key.clone());
        let mut keys = LetterheadField::ALL.into_iter().map(LetterheadField::text_key).chain(names);
        let is_day = ids.period_days().contains(&field);
        return keys.find(is_text).map(Source::Text).or(is_day.then_some(Source::Header));
    };
    section.items.iter().find_map(|item| {
        let mut figures = item.figures().into_iter();
        let is_figure = |key: &&FigureKey| {
            let kinds = [CellKind::Figure, CellKind::Printed, CellKind::Day];
            kinds.into_iter().any(|kind| ids.cell(kind, key) == field)
        };
        let figure = figures.find(is_figure).map(|key| Source::Figure(key.clone()));
        let text = || {
            let (key, _) = texts_of(item).find(|(key, _)| is_text(key))?;
            Some(Source::Text(key.clone()))
        };
        let entry = || {
            let mut entries = open.report().entries(&item.key).iter();
            let is_its = |id| ids.documents(&item.key, id).contains(&field);
            let entry = entries.find(|entry| is_its(&entry.id))?;
            Some(Source::Entry(item.key.clone(), entry.id.clone()))
        };
        figure.or_else(text).or_else(entry)
    })
}

/// What the page on screen prints: its heading first.
pub fn sources_of_page(open: &OpenReport) -> Vec<Source> {
    let Some(section) = open.section() else {
        return Vec::new();
    };
    let mut sources = vec![Source::Section(section.key.clone())];
    for item in &section.items {
        sources.push(Source::Item(item.key.clone()));
        sources.extend(texts_of(item).map(|(key, _)| Source::Text(key.clone())));
        sources.extend(
            item.figures().into_iter().filter(|key| is_own(key, open)).cloned().map(Source::Figure),
        );
        let entries = open.report().entries(&item.key).iter();
        sources.extend(entries.map(|entry| Source::Entry(item.key.clone(), entry.id.clone())));
    }
    sources
}

/// Figures that are only computed may be printed long before the page that explains them.
fn is_own(key: &FigureKey, open: &OpenReport) -> bool {
    open.template().figure(key).is_some_and(Figure::is_typed)
}

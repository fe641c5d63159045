//! The structure of the file: what is read aloud in which order, and the bookmarks.

use std::iter::Peekable;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};

use super::lengths::signed_points;
use crate::pages::flow::{CellPlace, Passage, PassageKind, PlacedLines};
use crate::pages::sheet::Role;

/// Lines of the document that were drawn.
pub(super) struct Told<'a> {
    /// The lines.
    pub(super) lines: &'a PlacedLines,
    /// On which page of the file, from 0.
    pub(super) page: usize,
    /// The mark in front of an item of a list.
    pub(super) mark: Option<Identifier>,
    /// The words.
    pub(super) words: Identifier,
}

/// The structure in the making.
#[derive(Default)]
pub(super) struct Tags {
    groups: Vec<TagGroup>,
    open: Open,
    /// What was told last.
    last: Option<Passage>,
    bookmarks: Vec<Bookmark>,
}

/// What further lines may belong to.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Group(TagGroup),
    List(Vec<ListItem>),
    Table(Vec<TableRow>),
}

#[derive(Default)]
struct ListItem {
    mark: Option<Identifier>,
    words: Vec<Identifier>,
}

struct TableRow {
    number: u32,
    is_header: bool,
    cells: Vec<(u32, TagGroup)>,
}

struct Bookmark {
    level: u16,
    text: String,
    page: usize,
    y: f32,
}

impl Tags {
    /// Tells of lines, in the order in which they are read.
    pub(super) fn add(&mut self, told: &Told<'_>) {
        let passage = &told.lines.passage;
        let goes_on = self.last.as_ref().is_some_and(|last| match &passage.kind {
            PassageKind::Text(_) | PassageKind::ListItem => last == passage,
            _ => last.block == passage.block,
        });
        if !goes_on {
            self.begin(told);
        }
        self.push(told);
        self.last = Some(passage.clone());
    }

    /// Begins what lines belong to.
    fn begin(&mut self, told: &Told<'_>) {
        match &told.lines.passage.kind {
            PassageKind::Text(role) => {
                self.close();
                self.mark(*role, told);
                self.open = Open::Group(TagGroup::new(text_tag(*role, told)));
            }
            PassageKind::Picture(words) => {
                self.close();
                self.open = Open::Group(TagGroup::new(Tag::Figure(Some(words.to_string()))));
            }
            PassageKind::ListItem => match &mut self.open {
                Open::List(items) => items.push(ListItem::default()),
                _ => {
                    self.close();
                    self.open = Open::List(vec![ListItem::default()]);
                }
            },
            PassageKind::HeaderCell(_) | PassageKind::Cell(_) => {
                self.close();
                self.open = Open::Table(Vec::new());
            }
            PassageKind::Repeated => {}
        }
    }

    fn push(&mut self, told: &Told<'_>) {
        match &mut self.open {
            Open::Nothing => {}
            Open::Group(group) => group.push(told.words),
            Open::List(items) => {
                if let Some(item) = items.last_mut() {
                    item.mark = item.mark.or(told.mark);
                    item.words.push(told.words);
                }
            }
            Open::Table(rows) => push_to_cell(rows, told),
        }
    }

    fn close(&mut self) {
        match std::mem::take(&mut self.open) {
            Open::Nothing => {}
            Open::Group(group) => self.groups.push(group),
            Open::List(items) => self.groups.push(list(items)),
            Open::Table(rows) => self.groups.push(table(rows)),
        }
    }

    /// Puts a heading among the bookmarks; the name of an annex stands behind its number.
    fn mark(&mut self, role: Role, told: &Told<'_>) {
        let text = told.lines.paragraph.sentence();
        let level = match (role, self.bookmarks.last_mut()) {
            _ if text.is_empty() => return,
            (Role::AnnexTitle, Some(last)) => {
                last.text = format!("{}. {text}", last.text);
                return;
            }
            _ => level(role),
        };
        if let Some(level) = level {
            let (page, y) = (told.page, signed_points(told.lines.y));
            self.bookmarks.push(Bookmark { level, text, page, y });
        }
    }

    /// The parts of the document in order, and the bookmarks.
    pub(super) fn finish(mut self) -> (Vec<TagGroup>, Outline) {
        self.close();
        let mut outline = Outline::new();
        let mut bookmarks = self.bookmarks.into_iter().peekable();
        for node in nodes(&mut bookmarks, 1) {
            outline.push_child(node);
        }
        (self.groups, outline)
    }
}

/// Bookmarks of a level and those below it, up to the next of a level above.
fn nodes(bookmarks: &mut Peekable<impl Iterator<Item = Bookmark>>, level: u16) -> Vec<OutlineNode> {
    let mut found = Vec::new();
    while let Some(bookmark) = bookmarks.next_if(|next| next.level >= level) {
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.y));
        let mut node = OutlineNode::new(bookmark.text, place).with_open(bookmark.level == 1);
        for below in nodes(bookmarks, bookmark.level.saturating_add(1)) {
            node.push_child(below);
        }
        found.push(node);
    }
    found
}

/// The level of a heading, 1 for those of the report's parts.
fn level(role: Role) -> Option<u16> {
    match role {
        Role::Heading1 | Role::AnnexHeading => Some(1),
        Role::Heading2 => Some(2),
        Role::Heading3 => Some(3),
        Role::Heading4 => Some(4),
        Role::Heading5 => Some(5),
        _ => None,
    }
}

fn text_tag(role: Role, told: &Told<'_>) -> TagKind {
    match (role, level(role).and_then(NonZeroU16::new)) {
        (_, Some(level)) => Tag::Hn(level, Some(told.lines.paragraph.sentence())).into(),
        (Role::DocumentType, None) => Tag::Title.into(),
        (_, None) => Tag::P.into(),
    }
}

fn list(items: Vec<ListItem>) -> TagGroup {
    let items = items.into_iter().map(|item| {
        let mark = item.mark.map(|mark| TagGroup::with_children(Tag::Lbl, vec![mark.into()]));
        let words = item.words.into_iter().map(Node::from).collect();
        let words = TagGroup::with_children(Tag::LBody, words);
        let parts = mark.into_iter().chain([words]).map(Node::from).collect();
        TagGroup::with_children(Tag::LI, parts).into()
    });
    TagGroup::with_children(Tag::L(ListNumbering::None), items.collect())
}

fn push_to_cell(rows: &mut Vec<TableRow>, told: &Told<'_>) {
    let passage = &told.lines.passage;
    let (place, is_header) = match &passage.kind {
        PassageKind::HeaderCell(place) => (place, true),
        PassageKind::Cell(place) => (place, false),
        _ => return,
    };
    // A row that is cut goes on where it was, on another page.
    if rows.last().is_none_or(|row| row.number != place.row) {
        rows.push(TableRow { number: place.row, is_header, cells: Vec::new() });
    }
    let Some(row) = rows.last_mut() else {
        return;
    };
    match row.cells.iter_mut().find(|(at, _)| *at == passage.paragraph) {
        Some((_, cell)) => cell.push(told.words),
        None => {
            let mut cell = TagGroup::new(cell_tag(*place, &passage.kind));
            cell.push(told.words);
            row.cells.push((passage.paragraph, cell));
        }
    }
}

fn cell_tag(place: CellPlace, kind: &PassageKind) -> TagKind {
    let more_than_one = |number: u32| NonZeroU32::new(number).filter(|number| number.get() > 1);
    let (rows, columns) = (more_than_one(place.num_rows), more_than_one(place.num_columns));
    match kind {
        PassageKind::HeaderCell(_) => {
            let tag = Tag::TH(TableHeaderScope::Column);
            tag.with_row_span(rows).with_col_span(columns).into()
        }
        _ => Tag::TD.with_row_span(rows).with_col_span(columns).into(),
    }
}

fn table(rows: Vec<TableRow>) -> TagGroup {
    let (mut head, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
    for row in rows {
        let cells = row.cells.into_iter().map(|(_, cell)| Node::from(cell));
        let tags = TagGroup::with_children(Tag::TR, cells.collect());
        if row.is_header { head.push(tags) } else { body.push(tags) }
    }
    let parts = [head, body].into_iter().filter(|part| !part.children.is_empty());
    TagGroup::with_children(Tag::Table, parts.map(Node::from).collect())
}

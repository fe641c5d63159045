//! The cell model: which cell of a page has the keyboard, what is selected, and where keys lead.
//!
//! A cell is a field in one of two modes, as in Excel: selected (keys move), or being typed in (keys
//! go into its text). Both are the same text field with the same id, so that whatever an input method
//! sends begins in the field itself: nothing has to be handed over, and nothing comes out of order.

pub mod block;
pub mod keys;
pub mod moves;
pub mod reasons;
pub mod sheet;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::{Id, Rect};

use crate::app::open_report::{OpenReport, Page};
use crate::app::state::page_name;
use crate::report::key::{FigureKey, RowKey};
use crate::ui::field_id::FieldIds;
use moves::{Landing, Way};
use sheet::{CellKind, Sheet, SheetCell, Stop, Structure};

/// The cells of the page on screen, and what is selected of them.
#[derive(Debug, Default)]
pub struct Cells {
    sheet: Arc<Sheet>,
    made_of: Option<(FieldIds, Page, Structure)>,
    /// The revision of the report whose findings are marked.
    marked: Option<u64>,
    /// The cell that has the keyboard.
    active: Option<Id>,
    /// The corner of the selection that stays; usually the active cell.
    anchor: Option<Id>,
    /// The corner of the selection that Shift moves.
    head: Option<Id>,
    selected: HashSet<Id>,
    /// Block and column in which a run of Tabs began: Enter comes back to it.
    run: Option<(usize, usize)>,
    /// The last cell of each page, by the page's name.
    last: HashMap<String, CellName>,
    /// The figure of the cell that had the keyboard last.
    shown: Option<FigureKey>,
    /// Where the keyboard goes when the page is made. The window sets it when it carries out an intent or a
    /// key, and the cells of the page are made only in the frame after.
    land: Option<Land>,
    /// Whether Tab comes to fields of words.
    pub words: WordStops,
    /// The field that a key led to, until its table was drawn: a click moves nothing.
    pub led_to: Option<Id>,
    /// The cell the page scrolls to without giving it the keyboard, until that cell is laid out: the corner of
    /// a selection, or what had the keyboard when the page got another size.
    pub scroll_to: Option<Id>,
    /// Where the cells that were drawn in this frame stand.
    placed: Vec<(Id, Rect)>,
}

/// Whether Tab comes to fields of words: those of a report that is locked take no keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WordStops {
    /// It does.
    #[default]
    Open,
    /// Only to cells, which can be copied.
    Closed,
}

impl WordStops {
    /// Whether Tab comes to a stop.
    pub fn allow(self, stop: Stop) -> bool {
        self == Self::Open || matches!(stop, Stop::Cell(_))
    }
}

/// Where the keyboard goes on a page that is about to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Land {
    /// To the cell it was in when the page was left, or to the first.
    Last,
    /// To the first or the last field.
    End(Way),
    /// To a cell.
    Cell(CellName),
    /// To the first cell of a row of a table.
    Row(RowKey),
}

/// Names a cell across reports and starts of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellName {
    /// What it holds.
    pub kind: CellKind,
    /// Its figure.
    pub key: FigureKey,
}

impl CellName {
    /// As it is kept in the settings of the data file.
    pub fn to_text(&self) -> String {
        format!("{}:{}", self.kind.name(), self.key)
    }

    /// Reads what [`Self::to_text`] made; none when it is anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, key) = text.split_once(':')?;
        Some(Self { kind: CellKind::from_name(kind)?, key: FigureKey::parse(key).ok()? })
    }
}

impl Cells {
    /// The cells of the page.
    pub fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// The cell that has the keyboard.
    pub fn active(&self) -> Option<&SheetCell> {
        self.sheet.cell(self.active?)
    }

    /// Whether a cell is selected beside the one with the keyboard.
    pub fn is_selected(&self, id: Id) -> bool {
        self.selected.contains(&id)
    }

    /// The selected cells, row by row; the one with the keyboard when there is no selection.
    pub fn selection(&self) -> Vec<SheetCell> {
        let Some(active) = self.active() else {
            return Vec::new();
        };
        if !self.selected.is_empty() {
            let is_selected = |cell: &&SheetCell| self.selected.contains(&cell.id);
            return self.sheet.cells().iter().filter(is_selected).cloned().collect();
        }
        vec![active.clone()]
    }

    /// The corner of the selection that Shift moves.
    pub fn head(&self) -> Option<&SheetCell> {
        self.head.and_then(|id| self.sheet.cell(id)).or_else(|| self.active())
    }

    /// Stretches the selection from the cell with the keyboard to another of its block.
    pub fn stretch_to(&mut self, id: Id) {
        let Some(active) = self.active() else {
            return;
        };
        let Some(head) = self.sheet.cell(id).filter(|cell| cell.block == active.block) else {
            return;
        };
        let anchor = self.anchor.and_then(|id| self.sheet.cell(id)).unwrap_or(active);
        let selected = moves::rectangle(&self.sheet, anchor, head);
        self.selected = selected.into_iter().map(|cell| cell.id).collect();
        self.head = Some(id);
        self.scroll_to = Some(id);
    }

    /// Nothing is selected but the cell with the keyboard.
    pub fn clear_selection(&mut self) {
        self.anchor = None;
        self.head = None;
        self.selected.clear();
    }

    /// Whether Tab goes on from a field without stopping there.
    pub fn passes_over(&self, id: Id) -> bool {
        self.sheet.index(id).is_none() && !self.words.allow(Stop::Words(id))
    }

    /// Where Enter comes back to.
    pub fn run(&self) -> Option<usize> {
        let (block, column) = self.run?;
        self.active().filter(|cell| cell.block == block).map(|_| column)
    }

    /// A run of Tabs begins where the keyboard is, if none is under way.
    pub fn begin_run(&mut self) {
        if self.run().is_none() {
            self.run = self.active().map(|cell| (cell.block, cell.column));
        }
    }

    /// No run of Tabs is under way.
    pub fn end_run(&mut self) {
        self.run = None;
    }

    /// The keyboard is in a field: perhaps in a cell.
    pub fn focus_is(&mut self, focused: Option<Id>, page: &Page) {
        let active = focused.filter(|id| self.sheet.index(*id).is_some());
        if self.active == active {
            return;
        }
        self.active = active;
        self.clear_selection();
        if self.run().is_none() {
            self.end_run();
        }
        if let Some(cell) = self.active() {
            let name = CellName { kind: cell.kind, key: cell.key.clone() };
            self.shown = Some(cell.key.clone());
            self.last.insert(page_name(page).to_owned(), name);
        }
    }

    /// The figure that the keyboard is in, or was in last.
    pub fn shown_figure(&self) -> Option<&FigureKey> {
        self.shown.as_ref()
    }

    /// Another figure is shown all about, whatever has the keyboard.
    pub fn show_figure(&mut self, key: FigureKey) {
        self.shown = Some(key);
    }

    /// The last cell of a page.
    pub fn last_of(&self, page: &Page) -> Option<&CellName> {
        self.last.get(page_name(page))
    }

    /// The keyboard goes somewhere on the page that is shown next.
    pub fn land(&mut self, land: Land) {
        self.land = Some(land);
    }

    /// The keyboard goes to no cell of its own accord.
    pub fn land_nowhere(&mut self) {
        self.land = None;
    }

    /// Whether the keyboard is to go somewhere.
    pub fn is_landing(&self) -> bool {
        self.land.is_some()
    }

    /// The field the keyboard is to go to on this page, once.
    pub fn landing(&mut self, page: &Page) -> Option<Id> {
        let find = |name: &CellName| self.sheet.find(name.kind, &name.key).map(|cell| cell.id);
        let stops = self.sheet.stops();
        let end = |way| {
            let mut allowed = stops.iter().filter(|stop| self.words.allow(**stop));
            let stop = match way {
                Way::On => allowed.next(),
                Way::Back => allowed.next_back(),
            };
            match moves::landing(&self.sheet, *stop?, way) {
                Landing::Field(id) => Some(id),
                Landing::OtherPage(_) => None,
            }
        };
        let id = match self.land.as_ref()? {
            Land::Cell(name) => find(name),
            Land::Row(key) => self.sheet.find_row(key).map(|cell| cell.id),
            Land::End(way) => end(*way),
            Land::Last => self.last.get(page_name(page)).and_then(find).or_else(|| end(Way::On)),
        };
        self.land = None;
        id
    }

    /// A cell was drawn.
    pub fn place(&mut self, id: Id, rect: Rect) {
        self.placed.push((id, rect));
    }

    /// The cell under a point.
    pub fn at(&self, point: egui::Pos2) -> Option<Id> {
        self.placed.iter().find(|(_, rect)| rect.contains(point)).map(|(id, _)| *id)
    }

    /// Drawing begins: nothing is placed yet.
    pub fn begin_drawing(&mut self) {
        self.placed.clear();
    }

    /// Selects the whole block of the cell with the keyboard.
    pub fn select_block(&mut self) {
        let Some(block) = self.active().map(|cell| cell.block) else {
            return;
        };
        let cells = self.sheet.cells().iter();
        let own: Vec<Id> = cells.filter(|cell| cell.block == block).map(|cell| cell.id).collect();
        self.anchor = own.first().copied();
        self.head = own.last().copied();
        self.selected = own.into_iter().collect();
    }

    /// Makes the cells of the page anew when the page or what is on it changed.
    pub fn sync(&mut self, open: &OpenReport, ids: FieldIds) {
        let is_page =
            |(of, page, _): &(FieldIds, Page, Structure)| *of == ids && *page == open.page;
        let marked = Some(open.revision());
        if self.marked == marked && self.made_of.as_ref().is_some_and(is_page) {
            return;
        }
        let made_of = Some((ids, open.page.clone(), Structure::of(open.report())));
        if self.made_of != made_of {
            self.sheet = Arc::new(Sheet::of(open, &open.page, ids));
            self.made_of = made_of;
        }
        Arc::make_mut(&mut self.sheet).mark_problems(open, ids);
        self.marked = marked;
    }
}

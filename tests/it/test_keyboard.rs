//! The whole reference month typed by keyboard only, and how many keys that takes. The keys can be
//! written to a file, from which the real window is driven as well (`.ci/keyboard`).

use std::collections::{BTreeMap, HashSet};

use baocao06::app::platform::preferences::Theme;
use baocao06::calc::{carry, next_report};
use baocao06::report::number::format_value;
use baocao06::report::template::Need;
use baocao06::ui::cells::moves::{self, Arrow, CellStep, Landing, Way};
use baocao06::ui::cells::sheet::{CellKind, Sheet, SheetCell};
use baocao06::ui::field_id::FieldIds;
use egui::{Id, Key, Modifiers};

use super::support::*;

/// A stroke, with its name for xdotool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stroke {
    key: Key,
    modifiers: Modifiers,
    name: &'static str,
}

impl Stroke {
    /// A key that is held beside another is one more.
    fn count(self) -> usize {
        1 + usize::from(self.modifiers != Modifiers::NONE)
    }
}

const fn alone(key: Key, name: &'static str) -> Stroke {
    Stroke { key, modifiers: Modifiers::NONE, name }
}

const ENTER: Stroke = alone(Key::Enter, "Return");
const BACK: Stroke = Stroke { key: Key::Enter, modifiers: Modifiers::SHIFT, name: "shift+Return" };
/// To the next figure that is not entered, on whichever page.
const NEXT_EMPTY: Stroke = alone(Key::F7, "F7");
const PALETTE: Stroke = Stroke { key: Key::K, modifiers: Modifiers::COMMAND, name: "ctrl+k" };
const TAB: Stroke = alone(Key::Tab, "Tab");
const PREVIOUS_PAGE: Stroke =
    Stroke { key: Key::PageUp, modifiers: Modifiers::COMMAND, name: "ctrl+Prior" };
const NEXT_PAGE: Stroke =
    Stroke { key: Key::PageDown, modifiers: Modifiers::COMMAND, name: "ctrl+Next" };

/// Keys that lead from cell to cell without typing.
const STEPS: [(Stroke, CellStep); 8] = [
    (
        Stroke { key: Key::Home, modifiers: Modifiers::COMMAND, name: "ctrl+Home" },
        CellStep::BlockStart,
    ),
    (alone(Key::PageDown, "Next"), CellStep::RowsDown),
    (alone(Key::ArrowLeft, "Left"), CellStep::To(Arrow::Left)),
    (alone(Key::ArrowRight, "Right"), CellStep::To(Arrow::Right)),
    (alone(Key::ArrowUp, "Up"), CellStep::To(Arrow::Up)),
    (alone(Key::ArrowDown, "Down"), CellStep::To(Arrow::Down)),
    (alone(Key::End, "End"), CellStep::RowEnd),
    (alone(Key::Home, "Home"), CellStep::RowStart),
];

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The figures.
    Figures,
    /// Also what the reference report prints instead of rates.
    FiguresAndPrinted,
}

/// A typist at the window: presses keys and counts them.
struct Typist {
    harness: TestHarness,
    ids: FieldIds,
    /// What is still to be typed.
    wanted: BTreeMap<(&'static str, String), String>,
    /// Keys pressed: a key held down beside another counts as one more.
    strokes: usize,
    /// Characters of the figures themselves.
    characters: usize,
    /// Keys with which figures were found.
    searched: usize,
    script: Vec<String>,
}

impl Typist {
    fn new(what: What) -> Self {
        let mut may = may();
        if what == What::Figures {
            may.printed.clear();
        }
        let mut blank = may.clone();
        blank.values.clear();
        blank.printed.clear();
        let mut wanted = BTreeMap::new();
        for (kind, values) in [(CellKind::Figure, &may.values), (CellKind::Printed, &may.printed)] {
            for (key, value) in values {
                wanted.insert((kind.name(), key.to_string()), format_value(value));
            }
        }
        let harness = window_of(blank, [1366.0, 768.0], Theme::Light);
        let mut ids = FieldIds::default();
        ids.renew();
        Self { harness, ids, wanted, strokes: 0, characters: 0, searched: 0, script: Vec::new() }
    }

    fn press(&mut self, stroke: Stroke) {
        self.harness.key_press_modifiers(stroke.modifiers, stroke.key);
        self.harness.run();
        self.strokes += stroke.count();
        self.script.push(format!("key {}", stroke.name));
    }

    /// Finds a command or a figure by its name without marks, and goes to it.
    fn palette(&mut self, name: &str) {
        let before = self.strokes;
        self.press(PALETTE);
        for letter in name.chars() {
            self.harness.event(egui::Event::Text(letter.to_string()));
            self.harness.run();
            self.strokes += 1;
        }
        self.press(ENTER);
        self.harness.run();
        let is_command = self.at(&self.sheet()).is_none_or(|cell| !self.is_wanted(&cell));
        self.searched += if is_command { 0 } else { self.strokes - before };
    }

    fn type_in(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(egui::Event::Text(letter.to_string()));
            self.harness.run();
        }
        self.strokes += text.chars().count();
        self.characters += text.chars().count();
        self.script.push(format!("type {text}"));
    }

    fn sheet(&self) -> Sheet {
        let open = on_screen(&self.harness);
        Sheet::of(open, &open.page, self.ids)
    }

    fn is_wanted(&self, cell: &SheetCell) -> bool {
        self.wanted.contains_key(&(cell.kind.name(), cell.key.to_string()))
    }

    /// Whether F7, which passes over what may stay empty, leads to where a column is to be typed.
    fn f7_leads_on(&self) -> bool {
        let open = on_screen(&self.harness);
        let is_empty = |cell: &SheetCell| {
            let figure = open.template().figure(&cell.key);
            figure.is_some_and(|figure| figure.need == Need::Required)
                && open.report().value(&cell.key).is_blank()
        };
        let behind = self.harness.ctx.memory(|memory| memory.focused());
        let pages = open.pages();
        let at = pages.iter().position(|page| *page == open.page).unwrap();
        let sheets = pages[at..].iter().map(|page| Sheet::of(open, page, self.ids));
        for (i, sheet) in sheets.enumerate() {
            let wanted = sheet.cells().iter().filter(|cell| self.is_wanted(cell));
            let first = wanted.min_by_key(|cell| {
                (cell.kind != CellKind::Printed, cell.block, cell.column, cell.row)
            });
            let behind = behind.filter(|_| i == 0);
            match (moves::next_empty(&sheet, behind, is_empty), first) {
                (None, None) => {}
                (found, first) => return found == first.map(|cell| cell.id),
            }
        }
        false
    }

    /// What is typed next on a page: what is printed instead of rates first, as Enter behind the last
    /// figure leads to the next page.
    fn next_kind(&self, sheet: &Sheet) -> Option<CellKind> {
        let wanted =
            |kind| sheet.cells().iter().any(|cell| cell.kind == kind && self.is_wanted(cell));
        [CellKind::Printed, CellKind::Figure].into_iter().find(|kind| wanted(*kind))
    }

    fn at(&self, sheet: &Sheet) -> Option<SheetCell> {
        let focused = self.harness.ctx.memory(|memory| memory.focused())?;
        sheet.cell(focused).cloned()
    }

    /// The fewest keys to the first cell of a kind that is still to be typed in: Enter goes on from it
    /// column by column.
    fn way(&self, sheet: &Sheet, from: &SheetCell, kind: CellKind) -> Option<Vec<Stroke>> {
        let wanted = sheet.cells().iter().filter(|cell| cell.kind == kind && self.is_wanted(cell));
        let first = wanted.min_by_key(|cell| (cell.block, cell.column, cell.row))?.id;
        let mut seen: HashSet<Id> = HashSet::new();
        let mut open: BTreeMap<(usize, usize), (Id, Vec<Stroke>)> = BTreeMap::new();
        open.insert((0, 0), (from.id, Vec::new()));
        let mut count = 0;
        while let Some(((cost, _), (id, way))) = open.pop_first() {
            if id == first {
                return Some(way);
            }
            if !seen.insert(id) {
                continue;
            }
            let cell = sheet.cell(id)?;
            let filled = |_: &SheetCell| true;
            let steps =
                STEPS.map(|(stroke, step)| (stroke, moves::step(sheet, cell, step, filled)));
            let tab = match moves::tab(sheet, cell, Way::On) {
                Landing::Field(id) => Some((TAB, id)),
                Landing::OtherPage(_) => None,
            };
            for (stroke, to) in steps.into_iter().chain(tab) {
                if sheet.cell(to).is_some() && !seen.contains(&to) {
                    count += 1;
                    let way = way.iter().copied().chain([stroke]).collect();
                    open.insert((cost + stroke.count(), count), (to, way));
                }
            }
        }
        None
    }

    /// A month opens in its first empty field; what may stay empty may be wanted before it.
    fn go_to_first_wanted(&mut self) {
        let open = on_screen(&self.harness);
        let pages = open.pages();
        let is_at = pages.iter().position(|page| *page == open.page).unwrap();
        let has_wanted = |page| {
            let sheet = Sheet::of(open, page, self.ids);
            sheet.cells().iter().any(|cell| self.is_wanted(cell))
        };
        let first = pages.iter().position(has_wanted).unwrap();
        for _ in first..is_at {
            self.press(PREVIOUS_PAGE);
        }
    }

    /// Types all that is wanted on the page that is shown.
    fn page(&mut self) {
        // After F7 that led elsewhere it is gone by arrows.
        let mut has_looked = false;
        for _ in 0..400 {
            let sheet = self.sheet();
            let Some(kind) = self.next_kind(&sheet) else { return };
            let at = self.at(&sheet);
            let is_there =
                at.as_ref().is_some_and(|cell| cell.kind == kind && self.is_wanted(cell));
            if kind == CellKind::Figure && !is_there && !has_looked && self.f7_leads_on() {
                has_looked = true;
                self.press(NEXT_EMPTY);
                continue;
            }
            let Some(cell) = at else {
                self.press(TAB);
                continue;
            };
            has_looked = false;
            let name = (cell.kind.name(), cell.key.to_string());
            if let Some(text) = (cell.kind == kind).then(|| self.wanted.remove(&name)).flatten() {
                self.type_in(&text);
                // Enter behind the last cell of a page leads to the next page.
                let on = moves::enter(&sheet, &cell, None, Way::On);
                let is_left = on == Landing::OtherPage(Way::On) && self.next_kind(&sheet).is_some();
                self.press(if is_left { BACK } else { ENTER });
                continue;
            }
            let way = self.way(&sheet, &cell, kind).unwrap_or_else(|| vec![TAB]);
            way.into_iter().for_each(|stroke| self.press(stroke));
        }
        panic!("the keys go round and round on {:?}", on_screen(&self.harness).page);
    }
}

/// Types the month; how many keys a thousand characters of figures took.
fn keys_per_mille(what: What) -> usize {
    let mut typist = Typist::new(what);
    let pages = on_screen(&typist.harness).pages();
    typist.go_to_first_wanted();
    for _ in &pages {
        typist.page();
        if typist.wanted.is_empty() {
            break;
        }
        typist.press(if typist.f7_leads_on() { NEXT_EMPTY } else { NEXT_PAGE });
    }
    assert_eq!(typist.wanted, BTreeMap::new());
    let report = on_screen(&typist.harness).report();
    let may = may();
    assert_eq!(report.values, may.values);
    assert_eq!(report.printed.len(), if what == What::Figures { 0 } else { may.printed.len() });
    let (strokes, characters) = (typist.strokes, typist.characters);
    println!("{what:?}: {strokes} keys for {characters} characters");
    if let Some(path) = std::env::var_os("BAOCAO06_KEYSTROKES").filter(|_| what != What::Figures) {
        std::fs::write(path, typist.script.join("\n") + "\n").unwrap();
    }
    1_000 * strokes / characters
}

#[test]
fn the_figures_of_the_reference_month_are_typed_by_keyboard_only() {
    let per_mille = keys_per_mille(What::Figures);
    assert!(per_mille <= 1_350, "{per_mille} keys for a thousand characters");
}

/// What was printed instead of a rate stands beside the way: a few keys more.
#[test]
fn printed_rates_are_typed_by_keyboard_too() {
    let per_mille = keys_per_mille(What::FiguresAndPrinted);
    assert!(per_mille <= 1_400, "{per_mille} keys for a thousand characters");
}

/// "Lấy từ tháng trước": all of May into June, three figures changed, the rest accepted.
#[test]
fn a_month_like_the_last_one_takes_few_keys() {
    let may = may();
    let june = next_report::start(&may, &template(), may.header.period.key.next());
    let harness = window_of(june, [1366.0, 768.0], Theme::Light);
    let mut ids = FieldIds::default();
    ids.renew();
    let changed = ["identity.cards", "identity.accounts", "dc01.vehicles"];
    let wanted = changed.map(|key| ((CellKind::Figure.name(), key.to_owned()), "777".to_owned()));
    let wanted = BTreeMap::from(wanted);
    let mut typist =
        Typist { harness, ids, wanted, strokes: 0, characters: 0, searched: 0, script: Vec::new() };
    typist.palette("lay so thang");
    for name in ["ho so cap the", "dinh danh dien tu da thu", "phuong tien giao thong"] {
        // The figures are found by a part of their names.
        typist.palette(name);
        let sheet = typist.sheet();
        let cell = typist.at(&sheet).unwrap();
        let text = typist.wanted.remove(&(cell.kind.name(), cell.key.to_string()));
        typist.type_in(&text.unwrap_or_else(|| panic!("{name} leads to {}", cell.key)));
        typist.press(ENTER);
    }
    typist.palette("xac nhan moi");
    let report = on_screen(&typist.harness).report();
    assert_eq!(carry::unconfirmed(report, &template()), []);
    let same = may.values.iter().filter(|(key, _)| !changed.contains(&key.as_str()));
    for (key, value) in same {
        assert_eq!(report.value(key), value, "{key}");
    }
    // What leads to the figures that changed is theirs; the rest is what the month costs.
    let others = typist.strokes - typist.characters - typist.searched;
    println!("from last month: {others} keys besides the figures that changed and finding them");
    assert!(others <= 40, "{others}");
}

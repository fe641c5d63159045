//! The keys of cells: taken before the fields see them, and carried out.

use egui::{Context, Event, FocusDirection, Id, InputState, Key, Modifiers, Order, Popup};

use super::{Outside, Window};
use crate::app::open_report::{Deed, Page};
use crate::app::state::{Notice, Screen};
use crate::report::change::Edit;
use crate::report::number::NumberKind;
use crate::ui::cells::keys::{self, Act, Mode};
use crate::ui::cells::moves::{self, CellStep, Landing, Way};
use crate::ui::cells::sheet::{CellKind, Sheet, SheetCell};
use crate::ui::cells::{Land, WordStops, block};
use crate::ui::widgets::field::{Access, Begin, LOCKED, ONLY_SEEN, Press};

/// Why a cell for the two days of a window does not take one.
const TWO_DAYS: &str = "Ô này ghi ngày đầu và ngày cuối, hãy gõ cả hai ngày";
/// Why a computed cell takes no text.
const COMPUTED: &str = "Ô này do máy tính, không gõ vào được";

impl<O: Outside> Window<O> {
    /// Escape closes the menu of a field, and nothing else: what is being typed there stays. egui has by now
    /// taken the keyboard from the field.
    pub(super) fn menu_keys(&self, ctx: &Context) {
        let Some(field) = self.drafts.draft().filter(|_| Popup::is_any_open(ctx)) else {
            return;
        };
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            Popup::close_all(ctx);
            give_keyboard(ctx, field);
        }
    }

    /// Takes the keys that are meant for the cell with the keyboard, and carries them out.
    pub(super) fn cell_keys(&mut self, ctx: &Context) {
        let Some(open) = self.state.open.as_ref().filter(|_| self.state.screen == Screen::Report)
        else {
            return;
        };
        let page = open.page.clone();
        self.forms.cells.sync(open, self.forms.ids);
        self.forms.cells.words = match self.access() {
            Access::Open | Access::Waiting => WordStops::Open,
            Access::Locked => WordStops::Closed,
        };
        if self.state.question.is_some() || self.is_in_front() {
            return;
        }
        if !self.state.is_replacing()
            && self.forms.cells.is_landing()
            && self.takes_keyboard(ctx)
            && let Some(id) = self.forms.cells.landing(&page)
        {
            self.forms.cells.led_to = Some(id);
            give_keyboard(ctx, id);
        }
        let focused = self.focused(ctx);
        self.forms.cells.focus_is(focused, &page);
        if self.menus.is_open() {
            return;
        }
        let Some(active) = self.forms.cells.active().map(|cell| cell.id) else {
            if focused.is_none() && self.drafts.draft().is_none() {
                self.drafts.current = None;
            }
            self.text_keys(ctx, focused);
            return;
        };
        if closes_menu(ctx) {
            return;
        }
        self.stretch_by_pointer(ctx);
        if self.types_decimals(active) && self.state.preferences.keypad_comma {
            ctx.input_mut(|input| keys::keypad_comma(&mut input.events));
        }
        let is_edited = self.drafts.editing() == Some(active);
        let mode = match (is_edited, self.drafts.opened()) {
            (false, _) => Mode::Navigate,
            (true, Begin::Replace) => Mode::Enter,
            (true, Begin::AtEnd | Begin::Here) => Mode::Edit,
        };
        let acts = keys::take(ctx, mode);
        if !acts.is_empty() {
            // egui has seen Tab and arrows, too, and would move the keyboard in its own way.
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        for act in acts {
            self.cell_act(ctx, act);
        }
    }

    /// The field with the keyboard. egui takes it away at Escape before anybody is asked, in the
    /// first frame of a field, and at a click elsewhere; a cell keeps it.
    fn focused(&mut self, ctx: &Context) -> Option<Id> {
        let focused = ctx.memory(|memory| memory.focused());
        let is_escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        let is_stretched = self.drafts.press == Press::Stretches;
        match (focused, self.forms.cells.active()) {
            // It goes back there when the menu is closed; what is selected stays.
            (_, Some(cell)) if self.kept == Some(cell.id) => self.kept,
            (None, Some(cell)) if is_stretched => {
                // It was taken away by the click with Shift; the page does not scroll back to it.
                give_keyboard(ctx, cell.id);
                self.drafts.stays(cell.id);
                Some(cell.id)
            }
            (None, Some(cell)) if is_escaped => {
                give_keyboard(ctx, cell.id);
                Some(cell.id)
            }
            _ => focused,
        }
    }

    /// Whether a cell takes decimals.
    fn types_decimals(&self, cell: Id) -> bool {
        let cell = self.forms.cells.sheet().cell(cell);
        let cell = cell.filter(|cell| matches!(cell.kind, CellKind::Figure | CellKind::Printed));
        let template = self.state.open.as_ref().map(|open| open.template());
        let Some((cell, template)) = cell.zip(template) else {
            return false;
        };
        let figure = template.figure(&cell.key);
        figure.is_some_and(|figure| template.number_kind(figure) != NumberKind::Count)
    }

    /// Dragging over cells selects them, and so does a click with Shift.
    fn stretch_by_pointer(&mut self, ctx: &Context) {
        let pressed = ctx.input(Pressed::of);
        self.begin_stretch(ctx, &pressed);
        let cells = &mut self.forms.cells;
        let active = cells.active().map(|cell| cell.id);
        let from = pressed.origin.and_then(|at| cells.at(at));
        let to = pressed.now.and_then(|at| cells.at(at)).filter(|_| pressed.is_down);
        let is_stretched = self.drafts.press == Press::Stretches;
        let is_dragged = from.is_some() && from == active && to != from;
        if let Some(to) = to.filter(|_| is_stretched || is_dragged)
            && self.drafts.editing().is_none()
        {
            cells.stretch_to(to);
        }
    }

    /// A press with Shift on another cell of the block stretches the selection until the button is
    /// up; the cell with the keyboard keeps it.
    fn begin_stretch(&mut self, ctx: &Context, pressed: &Pressed) {
        let cells = &self.forms.cells;
        let is_in_form =
            |at: &egui::Pos2| ctx.layer_id_at(*at).is_none_or(|l| l.order == Order::Background);
        let under = pressed.origin.filter(is_in_form).and_then(|at| cells.at(at));
        let under = under.and_then(|id| cells.sheet().cell(id));
        let is_other = cells
            .active()
            .zip(under)
            .is_some_and(|(active, under)| active.block == under.block && active.id != under.id);
        let begins = pressed.begins_with_shift && is_other && self.drafts.editing().is_none();
        let press = match self.drafts.press {
            Press::Stretches if pressed.is_down || pressed.ends => Press::Stretches,
            _ if begins => Press::Stretches,
            _ => Press::Selects,
        };
        self.drafts.press = press;
        if press == Press::Stretches {
            ctx.request_repaint();
        }
    }

    fn cell_act(&mut self, ctx: &Context, act: Act) {
        let Some(cell) = self.forms.cells.active().cloned() else {
            return;
        };
        if self.state.notice.as_ref().is_some_and(|notice| notice.words().is_some()) {
            // It was about what was done before.
            self.state.notice = None;
        }
        match act {
            Act::Go(step) => {
                self.drafts.commit();
                let to = self.step_from(&cell, step);
                self.forms.cells.end_run();
                self.forms.cells.clear_selection();
                self.go_to_field(ctx, to);
            }
            Act::Stretch(step) => {
                let head = self.forms.cells.head().cloned().unwrap_or(cell);
                let to = self.step_from(&head, step);
                self.forms.cells.stretch_to(to);
            }
            Act::Tab(way) => {
                if way == Way::On {
                    self.forms.cells.begin_run();
                }
                self.drafts.commit();
                self.tab(ctx, cell.id, way);
            }
            Act::Enter(way) => self.enter(ctx, &cell, way),
            Act::Leave(way) => self.leave_cells(ctx, &cell, way),
            Act::Edit(begin) => self.begin_edit(ctx, &cell, begin),
            Act::Restore => {
                self.forms.cells.clear_selection();
                if let Some(original) = self.drafts.restore() {
                    self.retype(&cell, &original);
                }
            }
            Act::SelectAll => self.forms.cells.select_block(),
            Act::Copy | Act::Paste(_) | Act::Clear | Act::FillDown | Act::Today => {
                self.block_act(ctx, &cell, act);
            }
        }
    }

    /// What is done with the selection.
    pub(super) fn block_act(&mut self, ctx: &Context, cell: &SheetCell, act: Act) {
        let selection = self.forms.cells.selection();
        let Some(open) = &self.state.open else {
            return;
        };
        if act == Act::Copy {
            if let Some(table) = block::copy(open, &selection) {
                self.state.copy_cells(&table, |table| self.outside.copy(table));
            }
            return;
        }
        if !self.is_open_for_cells() {
            return;
        }
        let Some(open) = &self.state.open else {
            return;
        };
        match act {
            Act::Clear => {
                let edits = block::clear(open, &selection);
                self.edit_together(ctx, edits, Deed::Cleared, "Đã để trống");
            }
            Act::FillDown => {
                let sheet = self.forms.cells.sheet();
                let top = selection.iter().map(|cell| cell.row).min().unwrap_or(0);
                let above = top.checked_sub(1).map(|row| sheet.row(cell.block, row));
                let edits = block::fill_down(open, &selection, above.unwrap_or_default());
                self.edit_together(ctx, edits, Deed::Filled, "Đã điền từ ô trên xuống");
            }
            Act::Today if cell.kind == CellKind::Day => {
                let today = crate::app::platform::clock::now().date();
                let Some(edit) = block::fill_day(open, cell, today) else {
                    self.state.notice = Some(Notice::Said(TWO_DAYS.to_owned()));
                    return;
                };
                let done = "Đã điền ngày hôm nay vào";
                self.edit_together(ctx, vec![edit], Deed::TodayFilled, done);
            }
            Act::Paste(text) => self.paste(ctx, cell, &text),
            _ => {}
        }
    }

    /// Whether cells can be typed in; says why not.
    fn is_open_for_cells(&mut self) -> bool {
        match self.access() {
            Access::Open => true,
            Access::Waiting => false,
            Access::Locked => {
                self.state.notice = Some(Notice::Said(self.why_locked().to_owned()));
                false
            }
        }
    }

    fn why_locked(&self) -> &'static str {
        if self.state.is_read_only() { ONLY_SEEN } else { LOCKED }
    }

    /// Carries out edits as one change, apart from what was typed before them.
    pub(super) fn edit_together(
        &mut self,
        ctx: &Context,
        edits: Vec<Edit>,
        deed: Deed,
        done: &str,
    ) {
        if edits.is_empty() {
            self.state.notice = Some(Notice::Said(COMPUTED.to_owned()));
            return;
        }
        let num_cells = edits.len();
        let effects = self.state.step_saying(edits, deed, format!("{done} {num_cells} ô"));
        self.carry_out(ctx, effects);
    }

    fn step_from(&self, from: &SheetCell, step: CellStep) -> Id {
        let open = self.state.open.as_ref();
        let is_filled =
            |cell: &SheetCell| open.is_some_and(|open| !block::text_of(open, cell).is_empty());
        moves::step(self.forms.cells.sheet(), from, step, is_filled)
    }

    fn begin_edit(&mut self, ctx: &Context, cell: &SheetCell, begin: Begin) {
        let reason = match (self.access(), cell.kind) {
            (Access::Open, kind) if kind.is_typed() => {
                self.forms.cells.clear_selection();
                self.drafts.begin(cell.id, begin);
                return;
            }
            (Access::Waiting, _) => return,
            (Access::Locked, _) => self.why_locked(),
            (Access::Open, _) => COMPUTED,
        };
        match begin {
            // Enter and F2: there is nothing to type here.
            Begin::AtEnd | Begin::Here => self.enter(ctx, cell, Way::On),
            Begin::Replace => self.state.notice = Some(Notice::Said(reason.to_owned())),
        }
    }

    fn enter(&mut self, ctx: &Context, cell: &SheetCell, way: Way) {
        self.drafts.commit();
        let run = self.forms.cells.run();
        let to = moves::enter(self.forms.cells.sheet(), cell, run, way);
        self.land_on(ctx, to);
    }

    /// Out of the cells of a block: to the button behind its last cell, or before its first one.
    fn leave_cells(&mut self, ctx: &Context, cell: &SheetCell, way: Way) {
        let (step, direction) = match way {
            Way::On => (CellStep::BlockEnd, FocusDirection::Next),
            Way::Back => (CellStep::BlockStart, FocusDirection::Previous),
        };
        give_keyboard(ctx, self.step_from(cell, step));
        ctx.memory_mut(|memory| memory.move_focus(direction));
    }

    pub(super) fn land_on(&mut self, ctx: &Context, landing: Landing) {
        self.forms.cells.clear_selection();
        match landing {
            Landing::Field(id) => self.go_to_field(ctx, id),
            Landing::OtherPage(way) => self.go_to_page(ctx, way),
        }
    }

    fn go_to_field(&mut self, ctx: &Context, id: Id) {
        self.forms.cells.led_to = Some(id);
        give_keyboard(ctx, id);
        if let Some(open) = &self.state.open {
            self.forms.cells.focus_is(Some(id), &open.page);
        }
    }

    /// To the first field of the page behind, or the last of the page before; past pages that have no
    /// field for it. At either end of the report it says so.
    fn go_to_page(&mut self, ctx: &Context, way: Way) {
        let Some(open) = &self.state.open else {
            return;
        };
        let pages = open.pages();
        let at = pages.iter().position(|page| *page == open.page).unwrap_or(0);
        let has_field = |page: &&Page| {
            let sheet = Sheet::of(open, page, self.forms.ids);
            sheet.stops().iter().any(|stop| self.forms.cells.words.allow(*stop))
        };
        let (before, behind) = (pages.iter().take(at).rev(), pages.iter().skip(at + 1));
        let page = match way {
            Way::On => behind.into_iter().find(has_field),
            Way::Back => before.into_iter().find(has_field),
        };
        if let Some(page) = page.cloned() {
            self.open_page(ctx, page);
            self.forms.cells.land(Land::End(way));
        } else {
            let words = match way {
                Way::On => "Đây là ô cuối cùng của báo cáo",
                Way::Back => "Đây là ô đầu tiên của báo cáo",
            };
            self.state.notice = Some(Notice::Said(words.to_owned()));
        }
    }

    /// Fills in what is on the clipboard. One cell's text goes into the cell as if it were typed.
    fn paste(&mut self, ctx: &Context, cell: &SheetCell, text: &str) {
        if !keys::is_block(text) {
            let Some(open) = &self.state.open else {
                return;
            };
            let edit = block::edit_of(open, cell, text.trim_end_matches(['\n', '\r']));
            self.edit_together(ctx, edit.into_iter().collect(), Deed::Pasted, "Đã dán");
            return;
        }
        self.plan_block(ctx, cell, text);
    }

    fn retype(&mut self, cell: &SheetCell, text: &str) {
        let Some(open) = &mut self.state.open else {
            return;
        };
        if let Some(edit) = block::edit_of(open, cell, text) {
            open.restore(edit);
        }
    }
}

/// A key closes the menu of a cell. Escape does only that, any other key is for the cell as well.
fn closes_menu(ctx: &Context) -> bool {
    let is_key = |event: &Event| {
        matches!(event, Event::Key { pressed: true, .. } | Event::Text(_) | Event::Ime(_))
    };
    if !Popup::is_any_open(ctx) || !ctx.input(|input| input.events.iter().any(is_key)) {
        return false;
    }
    Popup::close_all(ctx);
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// What the first button of the mouse does.
struct Pressed {
    begins_with_shift: bool,
    is_down: bool,
    ends: bool,
    /// Where it was pressed.
    origin: Option<egui::Pos2>,
    /// Where the pointer is.
    now: Option<egui::Pos2>,
}

impl Pressed {
    fn of(input: &InputState) -> Self {
        let pointer = &input.pointer;
        Self {
            begins_with_shift: pointer.primary_pressed() && input.modifiers.shift_only(),
            is_down: pointer.primary_down(),
            ends: pointer.primary_released(),
            origin: pointer.press_origin(),
            now: pointer.interact_pos(),
        }
    }
}

/// Gives a field the keyboard; where it has it already, what is being composed goes on.
pub(super) fn give_keyboard(ctx: &Context, id: Id) {
    ctx.memory_mut(|memory| {
        if !memory.has_focus(id) {
            memory.request_focus(id);
        }
    });
}

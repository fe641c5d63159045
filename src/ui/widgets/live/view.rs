//! A live text on the screen: grounds, chips, marks, the menu and the list.

use egui::text_edit::TextEditOutput;
use egui::{Popup, Shape, Ui};

use super::coded::Alignment;
use super::menu::{Menu, MenuAnswer};
use super::{
    Frame, Live, LiveTexts, Memo, Role, describe, galley_at, layout, list, marks, paint, search,
    seen,
};
use crate::report::sentence::Piece;
use crate::ui::intent::Intent;
use crate::ui::text_wish;
use crate::ui::theme::Tokens;
use crate::ui::widgets::field::{self, Access};

/// A live text as it was laid out in this frame.
#[derive(Clone, Copy)]
pub(super) struct OnScreen<'a> {
    pub(super) memo: &'a Memo,
    /// What the field holds, with a character for each chip.
    pub(super) text: &'a str,
    pub(super) output: &'a TextEditOutput,
}

impl LiveTexts {
    /// Paints the ground of the field and of its chips, behind the letters.
    pub(super) fn ground(
        ui: &Ui,
        live: &Live<'_>,
        OnScreen { memo, output, .. }: OnScreen<'_>,
        frame: &Frame,
    ) {
        let of_edit = field::frame(ui, &seen(live));
        let rect = output.response.response.rect - of_edit.outer_margin;
        let [behind, chips] = frame.grounds;
        let ground = Shape::rect_filled(rect, of_edit.corner_radius, of_edit.fill);
        ui.painter().set(behind, ground);
        let tokens = Tokens::of(ui);
        let placed = memo.placed(ui, output);
        let shapes = placed.into_iter().filter_map(|(code, rect)| {
            let rect = rect.intersect(output.text_clip_rect.expand(1.0));
            let face = memo.layout.face(code).filter(|_| rect.is_positive())?;
            Some(paint::ground(face, rect, of_edit.fill, tokens))
        });
        ui.painter().set(chips, Shape::Vec(shapes.collect()));
    }

    /// Paints the chips' words and the marks; tells which chip was clicked.
    pub(super) fn contents(
        &self,
        ui: &Ui,
        live: &Live<'_>,
        OnScreen { memo, text, output }: OnScreen<'_>,
    ) -> Option<Piece> {
        let id = live.field.id;
        let tokens = Tokens::of(ui);
        let painter = ui.painter_at(output.text_clip_rect.expand(2.0));
        let at = galley_at(output);
        let visible = ui.clip_rect().intersect(output.text_clip_rect.expand(2.0));
        let has_focus = output.response.response.has_focus();
        let caret = output.cursor_range.filter(|_| has_focus).map(|range| range.primary.index.0);
        for (i, (characters, mark)) in memo.marks.in_text(text).into_iter().enumerate() {
            // A word that is being typed is not wrong yet.
            if mark.kind == marks::MarkKind::Spelling && caret == Some(characters.end) {
                continue;
            }
            for (row, rect) in layout::rects(&output.galley, &characters).into_iter().enumerate() {
                let rect = paint::on_screen(rect, at);
                if visible.intersects(rect) {
                    painter.extend(paint::line_under(rect, mark.kind, tokens));
                    let id = id.with(("mark", i, row));
                    paint::mark(ui, id, rect.intersect(visible), mark);
                }
            }
        }
        let leads = !has_focus || ui.input(|input| input.modifiers.command);
        let click = if leads { paint::Click::Leads } else { paint::Click::Edits };
        let mut clicked = None;
        for (i, (code, rect)) in memo.placed(ui, output).into_iter().enumerate() {
            let codes = self.codes.borrow();
            let (Some(face), Some(reference)) = (memo.layout.face(code), codes.reference(code))
            else {
                continue;
            };
            paint::words(ui, &painter, face, rect);
            let (id, rect) = (id.with(("chip", i)), rect.intersect(visible));
            if rect.is_positive() {
                let hover = paint::ChipHover { id, rect, click, reference, face };
                let label = describe::label(reference, live.open);
                let is_clicked =
                    paint::chip(ui, &hover, &label, || describe::described(reference, live.open));
                if is_clicked {
                    clicked = Some(reference.clone());
                }
            }
        }
        clicked
    }

    /// The menu under the right button; none where nothing can be typed.
    pub(super) fn menu(
        &mut self,
        ui: &Ui,
        live: &Live<'_>,
        OnScreen { memo, text, output }: OnScreen<'_>,
        keys: search::Keys,
    ) -> Option<Intent> {
        let response = &output.response.response;
        let id = live.field.id;
        if live.field.access != Access::Open || live.role == Role::View {
            return None;
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos();
            let marks = memo.marks.in_text(text);
            let is_there = |characters: &std::ops::Range<usize>| {
                let rects = layout::rects(&output.galley, characters).into_iter();
                let mut rects = rects.map(|rect| paint::on_screen(rect, galley_at(output)));
                at.is_some_and(|at| rects.any(|rect| rect.contains(at)))
            };
            let mark = marks.into_iter().find(|(characters, _)| is_there(characters));
            let alignment = Alignment::of(live.field.text, live.open.template());
            let under = at.map(|at| output.galley.cursor_from_pos(at - galley_at(output)));
            let under = under.map(|under| alignment.stored(under.index.0));
            let mark = mark.map(|(_, mark)| mark);
            let menu = Menu::open(id, mark, under, live.key, live.open);
            self.menu = Some(menu.over(text_wish::selected(ui.ctx(), id)));
        }
        let menu = self.menu.as_ref().filter(|menu| menu.id == id)?;
        let shown = Popup::context_menu(response).show(|ui| menu.show(ui, live.open));
        let MenuAnswer { wanted, is_insert } = shown?.inner;
        if is_insert {
            // The list opens when the field has the keyboard again.
            ui.memory_mut(|memory| memory.request_focus(id));
            let keys = search::Keys { open: true, ..keys };
            let range = output.state.cursor.char_range().unwrap_or_default();
            let caret = Some(range.primary);
            let search = &mut self.search;
            let from = search::SearchedFrom { id, text, open: live.open };
            search::follow(ui, search, from, caret, keys);
            ui.ctx().request_repaint();
        }
        wanted
    }

    /// The list of what can be put in, at the caret.
    pub(super) fn list(&mut self, ui: &Ui, live: &Live<'_>, output: &TextEditOutput) {
        let id = live.field.id;
        let Some(search) = self.search.as_mut().filter(|search| search.id == id) else {
            return;
        };
        let Some(range) = output.state.cursor.char_range() else { return };
        let caret = output.galley.pos_from_cursor(range.primary);
        list::show(ui, search, paint::on_screen(caret, galley_at(output)));
    }
}

/// Whether what is only shown was clicked.
pub(super) fn is_clicked_in(ui: &Ui, response: &egui::Response) -> bool {
    let at = ui.input(|input| input.pointer.interact_pos());
    let is_over = at.is_some_and(|at| response.interact_rect.contains(at));
    is_over && response.contains_pointer() && ui.input(|input| input.pointer.primary_clicked())
}

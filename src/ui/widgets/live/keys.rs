//! A live text being typed in: the keys of the list first, then egui's, then what follows from them.

use egui::accesskit::{Action, ActionData};
use egui::text_edit::TextEditOutput;
use egui::{Event, EventFilter, Id, ImeEvent, OutputCommand, Shape, Ui};

use super::buffer::{Copied, LiveBuffer};
use super::coded::is_code;
use super::layout::{Lines, Maker};
use super::search::{self, Search, SearchedFrom};
use super::{Frame, Live, LiveTexts, Memo, describe, edit, list, seen};
use crate::app::open_report::OpenReport;
use crate::report::sentence::Piece;
use crate::ui::theme;
use crate::ui::widgets::field;

/// Whether an input method has letters in the text that are not settled yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Composing {
    #[default]
    No,
    Yes,
}

impl Composing {
    /// What it is after the events of a frame.
    fn follow(self, ui: &Ui) -> Self {
        let after = |composing, event: &Event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => Self::Yes,
            Event::Ime(ImeEvent::Preedit { .. } | ImeEvent::Commit(_)) => Self::No,
            Event::PointerButton { .. } => Self::No,
            _ => composing,
        };
        ui.input(|input| input.events.iter().fold(self, after))
    }
}

/// A text that took its keys.
pub(super) struct Edited<'a> {
    /// As it stands then.
    pub(super) text: &'a mut String,
    /// What its field made of the keys.
    pub(super) output: &'a mut TextEditOutput,
}

impl LiveTexts {
    /// Takes the keys of an open search, and puts in what was chosen.
    pub(super) fn begin_live(&mut self, ui: &Ui, id: Id, text: &mut String) -> Frame {
        let own = self.search.as_mut().filter(|search| search.id == id);
        let is_own = own.is_some();
        let keys = search::Keys::take(ui, id, own);
        let is_accepted =
            is_own && search::accept(ui.ctx(), &mut self.search, keys, text, self.codes.get_mut());
        let shape = || ui.painter().add(Shape::Noop);
        Frame { keys, is_accepted, grounds: [shape(), shape()] }
    }

    pub(super) fn edit_live(
        &mut self,
        ui: &mut Ui,
        live: &Live<'_>,
        memo: &mut Memo,
        text: &mut String,
    ) -> TextEditOutput {
        let field = seen(live);
        let is_pasted = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, Event::Paste(_)))
        });
        let revised = self.revised(ui, live, text);
        let codes = &self.codes;
        let copied = self.copied.as_ref().filter(|_| is_pasted).or(revised.as_ref());
        let mut buffer = LiveBuffer { text, codes, template: live.open.template(), copied };
        let lines = if field.lines == 1 { Lines::One } else { Lines::Many };
        let maker = Maker { open: live.open, codes, lines };
        let layout = &mut memo.layout;
        let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, wrap: f32| {
            layout.galley(ui, &maker, buffer.as_str(), wrap)
        };
        // The ground is painted behind the chips, which are behind the letters.
        let frame = field::frame(ui, &field).fill(egui::Color32::TRANSPARENT);
        let edit = field::editor(ui, &field, &mut buffer)
            .font(theme::body())
            .event_filter(filter(self.search.as_ref(), field.id))
            .layouter(&mut layouter)
            .frame(frame);
        let focus = list::keep_focus(ui, self.search.as_ref());
        let output = edit.show(ui);
        list::restore_focus(ui, focus);
        output
    }

    /// What a screen reader made of the text, as something to be pasted over all of it.
    fn revised(&self, ui: &Ui, live: &Live<'_>, text: &str) -> Option<Copied> {
        let plain = ui.input(|input| {
            let requests = input.accesskit_action_requests(live.field.id, Action::SetValue);
            let values = requests.filter_map(|request| match &request.data {
                Some(ActionData::Value(value)) => Some(value.to_string()),
                _ => None,
            });
            values.last()
        })?;
        let say = |reference: &Piece| describe::shown(reference, live.open).0;
        let template = live.open.template();
        let coded = self.codes.borrow_mut().revised(text, &plain, template, say);
        Some(Copied { plain, coded })
    }

    /// What follows from the keys that the field took.
    pub(super) fn after_edit(
        &mut self,
        ui: &Ui,
        live: &Live<'_>,
        edited: Edited<'_>,
        frame: &Frame,
    ) {
        let Edited { text, output } = edited;
        let (id, open) = (live.field.id, live.open);
        let response = &mut output.response.response;
        if frame.is_accepted {
            response.mark_changed();
        }
        self.composing = self.composing.follow(ui);
        if !response.has_focus() {
            let from = SearchedFrom { id, text, open };
            search::follow(ui, &mut self.search, from, None, frame.keys);
            return;
        }
        self.rewrite_copies(ui, open);
        // Letters that are being composed are selected; they count as typed.
        let is_composing = self.composing == Composing::Yes;
        let caret = output.cursor_range.filter(|range| range.is_empty() || is_composing);
        let caret = caret.map(|range| {
            let [_, last] = range.sorted_cursors();
            last
        });
        let mut is_named = false;
        let is_closed = response.changed() && !is_composing && search::is_typed(ui, '}');
        if let Some(caret) = caret.filter(|_| is_closed) {
            is_named = self.name_typed(ui, live, text, caret.index.0);
        }
        if !is_named {
            let search = &mut self.search;
            let from = SearchedFrom { id, text, open };
            search::follow(ui, search, from, caret, frame.keys);
        }
        // In force from the next key on.
        let filter = filter(self.search.as_ref(), id);
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }

    /// A name typed between braces is a reference from its last brace on.
    fn name_typed(&mut self, ui: &Ui, live: &Live<'_>, text: &mut String, caret: usize) -> bool {
        let Some((characters, name)) = search::typed_name(text, caret) else { return false };
        let codes = self.codes.get_mut();
        let coded = codes.from_outside(&name, live.open.template());
        let is_reference = coded.chars().count() == 1;
        if is_reference {
            edit::replace(ui.ctx(), live.field.id, text, characters, &coded);
            self.search = None;
            ui.ctx().request_repaint();
        }
        is_reference
    }

    /// Other programs get words; what is copied stays known with its references.
    fn rewrite_copies(&mut self, ui: &Ui, open: &OpenReport) {
        let codes = self.codes.borrow();
        let plain = |text: &str| codes.plain(text, |reference| describe::printed(reference, open));
        let mut copied = None;
        ui.output_mut(|output| {
            for command in &mut output.commands {
                match command {
                    OutputCommand::CopyText(text) => {
                        let coded = std::mem::take(text);
                        *text = plain(&coded);
                        copied = Some(Copied { plain: text.clone(), coded });
                    }
                    OutputCommand::TextSelectionSettled(text) if text.contains(is_code) => {
                        *text = plain(text);
                    }
                    _ => {}
                }
            }
        });
        self.copied = copied.or(self.copied.take());
    }
}

/// While something is searched, Tab and Esc are the list's.
fn filter(search: Option<&Search>, field: Id) -> EventFilter {
    let is_searching = search.is_some_and(|search| search.id == field);
    EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        tab: is_searching,
        escape: is_searching,
    }
}

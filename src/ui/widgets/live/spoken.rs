//! A live text for screen readers: its value is the text as it is printed, and each chip is one
//! character that reads as its words.

use egui::{Ui, accesskit};

use super::coded::Codes;
use super::view::OnScreen;
use super::{Live, describe};

/// The longest run of characters that egui gives to screen readers at once.
const RUN_MAX: usize = 255;
/// The longest word that counts as one character there, in bytes.
const CHARACTER_MAX: usize = u8::MAX as usize;

/// Gives a field its name, and puts words in place of the characters that stand for chips.
pub(super) fn tell(
    ui: &Ui,
    codes: &Codes,
    live: &Live<'_>,
    OnScreen { memo, text, output }: OnScreen<'_>,
) {
    let layout = &memo.layout;
    let id = output.response.response.id;
    let is_spoken = ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label(live.field.name);
        node.set_value(codes.plain(text, |reference| describe::shown(reference, live.open).0));
    });
    if is_spoken.is_none() || layout.chips().is_empty() {
        return;
    }
    let mut chips = layout.chips().iter().peekable();
    let mut first = 0;
    for (number, row) in output.galley.rows.iter().enumerate() {
        let count = row.char_count_including_newline().0;
        let mut in_row = Vec::new();
        while let Some((index, code)) = chips.next_if(|(index, _)| *index < first + count) {
            in_row.push((index - first, *code));
        }
        first += count;
        for run in 0..count.div_ceil(RUN_MAX) {
            let characters = run * RUN_MAX..(run + 1) * RUN_MAX;
            let in_run = in_row.iter().filter(|(at, _)| characters.contains(at));
            let in_run: Vec<(usize, &str)> = in_run
                .filter_map(|(at, code)| {
                    let words = layout.face(*code)?.words.as_str();
                    (words.len() <= CHARACTER_MAX).then_some((at - characters.start, words))
                })
                .collect();
            if !in_run.is_empty() {
                let node = id.with(number).with(run);
                ui.ctx().accesskit_node_builder(node, |node| say(node, &in_run));
            }
        }
    }
}

/// Puts words in place of single characters of a run.
fn say(node: &mut accesskit::Node, chips: &[(usize, &str)]) {
    let value = node.value().unwrap_or_default().to_owned();
    let mut chips = chips.iter().peekable();
    let mut spoken = String::with_capacity(value.len());
    let mut lengths = Vec::with_capacity(value.len());
    for (at, c) in value.chars().enumerate() {
        let before = spoken.len();
        match chips.next_if(|(chip, _)| *chip == at) {
            Some((_, words)) => spoken.push_str(words),
            None => spoken.push(c),
        }
        lengths.push(u8::try_from(spoken.len() - before).unwrap_or(u8::MAX));
    }
    node.set_value(spoken);
    node.set_character_lengths(lengths);
}

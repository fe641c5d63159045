//! The state of a cell is told by shapes and words, never by a colour alone.

use egui::{Color32, Context, RawInput, Shape, pos2};

use super::*;
use crate::ui::theme;

const CONTENTS: [Content; 6] = [
    Content::Usual,
    Content::Empty,
    Content::NotArisen,
    Content::Carried(PeriodKind::Month),
    Content::Unread,
    Content::Override,
];
const PROBLEMS: [Option<Severity>; 4] =
    [None, Some(Severity::Note), Some(Severity::Warning), Some(Severity::Error)];
const NOTES: [Note; 4] = [Note::None, Note::Comment, Note::FollowUp, Note::CommentAndFollowUp];

/// Every state of a cell. What is not listed above does not compile.
fn signs() -> Vec<Sign> {
    for content in CONTENTS {
        match content {
            Content::Usual | Content::Empty | Content::NotArisen => {}
            Content::Carried(_) | Content::Unread | Content::Override => {}
        }
    }
    for note in NOTES {
        match note {
            Note::None | Note::Comment | Note::FollowUp | Note::CommentAndFollowUp => {}
        }
    }
    let mut signs = Vec::new();
    for content in CONTENTS {
        for problem in PROBLEMS {
            signs.extend(NOTES.map(|note| Sign { content, problem, note }));
        }
    }
    signs
}

/// What a sign paints: with its colours, and in black.
fn painted(sign: Sign) -> (Vec<Shape>, Vec<Shape>) {
    let ctx = Context::default();
    theme::install(&ctx);
    let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(120.0, 38.0));
    let mut output = ctx.run_ui(RawInput::default(), |ui| paint_sign(ui, rect, sign));
    output.textures_delta.clear();
    let coloured: Vec<Shape> = output.shapes.into_iter().map(|clipped| clipped.shape).collect();
    let mut black = coloured.clone();
    for shape in &mut black {
        let blacken = |color: &mut Color32| {
            if *color != Color32::TRANSPARENT {
                *color = Color32::BLACK;
            }
        };
        egui::epaint::shape_transform::adjust_colors(shape, blacken);
    }
    (coloured, black)
}

#[test]
fn states_that_look_different_do_so_without_colour() {
    let signs = signs();
    let all: Vec<_> = signs.iter().map(|sign| (sign, painted(*sign))).collect();
    let mut num_different = 0;
    for (at, (one, (coloured, black))) in all.iter().enumerate() {
        for (other, (other_coloured, other_black)) in all.iter().skip(at + 1) {
            if coloured != other_coloured {
                num_different += 1;
                assert_ne!(black, other_black, "{one:?} and {other:?} differ by colour alone");
            }
        }
    }
    // Only the digits tell what was typed from what did not arise, and only words tell of a note.
    let num_signs = 5 * 3 * 4;
    assert!(num_different > num_signs * (num_signs - 1) / 2, "{num_different}");
}

#[test]
fn every_state_has_words_of_its_own() {
    let of = |content, problem| Sign { content, problem, note: Note::None }.words();
    let mut words: Vec<String> =
        CONTENTS.iter().flat_map(|c| PROBLEMS.map(|p| of(*c, p))).collect();
    let num_states = words.len();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), num_states, "{words:#?}");
    let carried = of(Content::Carried(PeriodKind::Quarter), None);
    assert_eq!(carried, "lấy từ quý trước, chưa xác nhận");
}

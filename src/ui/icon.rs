//! The sign of the program, as the system shows it in the bar of tasks: a sheet with three bars, drawn in code.

use egui::IconData;

/// How many pixels it has in a row.
const SIZE: u32 = 64;

const GROUND: [u8; 4] = [0x0B, 0x5C, 0xAD, 0xFF];
const PAPER: [u8; 4] = [0xFF, 0xFF, 0xFF, 0xFF];
const LINE: [u8; 4] = [0x9B, 0xA7, 0xB4, 0xFF];
const BAR: [u8; 4] = [0x1A, 0x7F, 0x37, 0xFF];
const NOTHING: [u8; 4] = [0; 4];

/// Left, top, right, bottom, each in pixels; the last two are outside.
type Part = [u32; 4];

/// The lines of words on the sheet.
const LINES: [Part; 2] = [[20, 14, 44, 17], [20, 21, 38, 24]];
/// The columns of its chart.
const BARS: [Part; 3] = [[20, 40, 26, 52], [29, 34, 35, 52], [38, 28, 44, 52]];
const SHEET: Part = [14, 7, 50, 57];
/// How round the corners of the ground are.
const ROUND: u32 = 12;

/// The icon of the window.
pub fn icon() -> IconData {
    let pixels = (0..SIZE).flat_map(|y| (0..SIZE).map(move |x| color(x, y)));
    IconData { rgba: pixels.flatten().collect(), width: SIZE, height: SIZE }
}

fn color(x: u32, y: u32) -> [u8; 4] {
    let is_in = |[left, top, right, bottom]: &Part| {
        (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
    };
    if BARS.iter().any(is_in) {
        BAR
    } else if LINES.iter().any(is_in) {
        LINE
    } else if is_in(&SHEET) {
        PAPER
    } else if is_cut(x, y) {
        NOTHING
    } else {
        GROUND
    }
}

/// Whether a pixel is outside the round corners.
fn is_cut(x: u32, y: u32) -> bool {
    // From the nearest edge.
    let (x, y) = (x.min(SIZE - 1 - x), y.min(SIZE - 1 - y));
    let (far_x, far_y) = (ROUND.saturating_sub(x), ROUND.saturating_sub(y));
    far_x * far_x + far_y * far_y > ROUND * ROUND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_sheet_on_a_ground_with_round_corners() {
        let IconData { rgba, width, height } = icon();
        assert_eq!(rgba.len(), (width * height * 4) as usize);
        let at = |x: u32, y: u32| &rgba[((y * width + x) * 4) as usize..][..4];
        assert_eq!(at(0, 0), NOTHING);
        assert_eq!(at(32, 3), GROUND);
        assert_eq!(at(16, 10), PAPER);
        assert_eq!(at(41, 30), BAR);
        assert_eq!(at(41, 26), PAPER, "the columns rise");
    }
}

//! The picture of a chart: columns over months, drawn once for Word and for the screen.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::metrics::{Face, width};
use crate::document::Chart;

/// The height of a picture, in twips.
pub const HEIGHT: u32 = 2600;
/// The size of its letters, in half-points.
pub const SIZE: u32 = 18;
/// Room for the printed values above the columns and the months below them, in twips.
const LABEL_ROOM: u32 = 260;
/// The share of a month's room that its column takes, in percent.
const COLUMN_PERCENT: u32 = 56;

/// A picture made of boxes, lines and words. Lengths in twips from its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The columns.
    pub boxes: Vec<PictureBox>,
    /// The ground line.
    pub lines: Vec<PictureLine>,
    /// Values and months.
    pub words: Vec<PictureWords>,
}

/// A filled box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureBox {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// How dark it is.
    pub tone: Tone,
}

/// How dark a box is; the report is printed in black.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A month before.
    Light,
    /// The month of the report.
    Dark,
}

impl Tone {
    /// How light it is in print: 0 is black.
    pub const fn grey(self) -> u8 {
        match self {
            Self::Light => 0x94,
            Self::Dark => 0x40,
        }
    }
}

/// A thin black line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLine {
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it ends.
    pub to: (u32, u32),
}

/// Words in the middle of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureWords {
    /// Left edge of the box.
    pub x: u32,
    /// Upper edge of the box.
    pub y: u32,
    /// Width of the box.
    pub width: u32,
    /// Height of the box.
    pub height: u32,
    /// The words, on one line.
    pub text: String,
    /// Their size, in half-points.
    pub size: u32,
}

/// What a chart says, for those who cannot see it.
pub fn in_words(chart: &Chart) -> String {
    let known = chart.points.iter().filter(|point| !point.printed.is_empty());
    let points: Vec<String> = known.map(|p| format!("{}: {}", p.month, p.printed)).collect();
    format!("{}; {}", chart.title.plain(), points.join("; "))
}

/// Draws a chart as wide as the text. Columns stand on 0, so that their heights compare; a month
/// without a number has none.
pub fn picture(chart: &Chart, text_width: u32) -> Picture {
    let num_months = u32::try_from(chart.points.len()).unwrap_or(0);
    let mut picture = Picture { width: text_width, height: HEIGHT, ..Picture::default() };
    let Some(room) = text_width.checked_div(num_months) else {
        return picture;
    };
    let ground = HEIGHT - LABEL_ROOM;
    let tallest = ground - LABEL_ROOM;
    let values = chart.points.iter().filter_map(|point| point.value);
    let largest = values.max().filter(|largest| *largest > Decimal::ZERO);
    let size = label_size(chart, room);
    for (point, at) in chart.points.iter().zip(0..) {
        let left = room * at;
        let column = room * COLUMN_PERCENT / 100;
        let height =
            point.value.zip(largest).map_or(0, |(value, largest)| share(value, largest, tallest));
        let tone = if at + 1 == num_months { Tone::Dark } else { Tone::Light };
        let top = ground - height;
        if height > 0 {
            let x = left + (room - column) / 2;
            picture.boxes.push(PictureBox { x, y: top, width: column, height, tone });
        }
        let mut word = |y: u32, text: &str| {
            if !text.is_empty() {
                let (text, height) = (text.to_owned(), LABEL_ROOM);
                picture.words.push(PictureWords { x: left, y, width: room, height, text, size });
            }
        };
        word(top - LABEL_ROOM, &point.printed);
        word(ground, &point.month);
    }
    picture.lines.push(PictureLine { from: (0, ground), to: (room * num_months, ground) });
    picture
}

/// The size at which the longest label fits the room of a month, at most [`SIZE`] half-points.
fn label_size(chart: &Chart, room: u32) -> u32 {
    let labels = chart.points.iter().flat_map(|point| [&point.printed, &point.month]);
    let longest = labels.map(|label| width(label, Face::Regular, SIZE)).max().unwrap_or(0);
    let fitting = (SIZE * room * 19 / 20).checked_div(longest).unwrap_or(SIZE);
    fitting.clamp(10, SIZE)
}

/// How much of `whole` twips a value fills beside the largest.
fn share(value: Decimal, largest: Decimal, whole: u32) -> u32 {
    let share = value.checked_mul(Decimal::from(whole)).and_then(|x| x.checked_div(largest));
    share.and_then(|share| share.round().to_u32()).unwrap_or(0).min(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{ChartPoint, Line};
    use crate::report::key::FigureKey;

    fn chart(values: &[Option<i64>]) -> Chart {
        let points = values.iter().zip(1..).map(|(value, month)| ChartPoint {
            month: format!("{month}/2023"),
            value: value.map(Decimal::from),
            printed: value.map(|value| value.to_string()).unwrap_or_default(),
        });
        let figure = FigureKey::parse("a").unwrap();
        Chart { figure, title: Line::default(), points: points.collect() }
    }

    #[test]
    fn heights_compare_and_nothing_sticks_out() {
        let picture = picture(&chart(&[Some(50), None, Some(100), Some(0)]), 9355);
        assert_eq!(picture.boxes.len(), 2);
        assert_eq!(picture.boxes[0].height * 2, picture.boxes[1].height);
        assert_eq!(picture.words.len(), 7);
        for PictureWords { x, y, width, height, .. } in &picture.words {
            assert!(x + width <= picture.width && y + height <= picture.height);
        }
    }

    #[test]
    fn a_chart_of_nothing_is_a_line() {
        assert!(picture(&chart(&[]), 9355).lines.is_empty());
        assert!(picture(&chart(&[None, Some(0)]), 9355).boxes.is_empty());
        let huge = picture(&chart(&[Some(i64::MAX), Some(1)]), 9355);
        assert!(huge.boxes[0].height <= HEIGHT);
    }
}

//! What references are, in words: for what stands in the text, for the tooltip and for the search.

use std::borrow::Cow;

use crate::app::open_report::OpenReport;
use crate::app::words;
use crate::calc::print::BLANK_IN_PROSE;
use crate::document::Source;
use crate::report::key::FigureKey;
use crate::report::period::{PeriodKind, of_kind};
use crate::report::sentence::{DayPart, Fragment, PeriodPart, Piece};
use crate::report::template::{Figure, Item, Section};
use crate::ui::field_id::{CellKind, FieldIds};
use crate::ui::figure_text;
use crate::ui::spot::{self, Goal, Spot};

/// The longest text that stands for a reference, in characters; its tooltip has all of it.
const SHOWN_CHARS_MAX: usize = 48;
/// The longest name that stands for what is not entered, in characters.
const NAME_CHARS_MAX: usize = 26;

/// How a reference looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChipLook {
    /// A figure's value.
    Figure,
    /// What is no figure: a name, a day, a part of the period.
    Calm,
    /// Nothing is entered yet.
    Empty,
}

/// What a reference is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Described {
    /// Its name.
    pub(super) label: String,
    /// The part of the report where it is entered; may be empty.
    pub(super) section: String,
    /// What it prints, with its unit; may be empty.
    pub(super) value: String,
    /// "Tháng trước".
    pub(super) before_label: Cow<'static, str>,
    /// What it was in the period before; may be empty.
    pub(super) before: String,
}

/// What stands in the text for a reference, and how it looks.
pub(super) fn shown(reference: &Piece, open: &OpenReport) -> (String, ChipLook) {
    if let Piece::Words(_) = reference {
        return ("¤".to_owned(), ChipLook::Empty);
    }
    let printed = printed(reference, open);
    let line = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() || line == BLANK_IN_PROSE {
        let name = short(&label(reference, open), NAME_CHARS_MAX);
        return (format!("‹{name}›"), ChipLook::Empty);
    }
    let look = match reference {
        Piece::Figure(_) | Piece::Fragment(..) => ChipLook::Figure,
        _ => ChipLook::Calm,
    };
    (short(&line, SHOWN_CHARS_MAX), look)
}

/// What a reference prints.
pub(super) fn printed(reference: &Piece, open: &OpenReport) -> String {
    open.context().piece(reference.clone())
}

fn short(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Its name.
pub(super) fn label(reference: &Piece, open: &OpenReport) -> String {
    let (template, kind) = (open.template(), open.template().period());
    let of_figure = |key: &FigureKey| {
        template.figure(key).map_or_else(|| key.to_string(), |figure| figure.label.clone())
    };
    match reference {
        Piece::Figure(key) => of_figure(key),
        Piece::FigureDay(key, part) => {
            let day = match part {
                DayPart::Own => "Ngày của",
                DayPart::Since => "Ngày bắt đầu tính của",
                DayPart::AsOf => "Ngày tính đến của",
            };
            format!("{day} {}", of_figure(key))
        }
        Piece::Fragment(key, fragment) => {
            format!("{}, {}", of_figure(key), fragment_label(*fragment, kind))
        }
        Piece::Text(key) => words::text_label(key, template).unwrap_or_else(|| key.to_string()),
        Piece::Period(part) => period_label(*part, kind).into_owned(),
        Piece::Words(letters) => {
            let letters =
                letters.chars().map(|letter| format!("Ký tự U+{:04X}", u32::from(letter)));
            letters.collect::<Vec<_>>().join(", ")
        }
    }
}

fn fragment_label(fragment: Fragment, kind: PeriodKind) -> Cow<'static, str> {
    let words = match fragment {
        Fragment::Amount => "kèm đơn vị",
        Fragment::Change => "tăng giảm so với {kỳ} trước",
        Fragment::ChangePercent => "tăng giảm so với {kỳ} trước theo %",
    };
    of_kind(words, kind)
}

fn period_label(part: PeriodPart, kind: PeriodKind) -> Cow<'static, str> {
    let words = match part {
        PeriodPart::Name => "Tên kỳ báo cáo",
        PeriodPart::Previous => "Tên {kỳ} trước",
        PeriodPart::Next => "Tên {kỳ} sau",
        PeriodPart::Month => "Tháng của báo cáo",
        PeriodPart::Year => "Năm của báo cáo",
        PeriodPart::NextMonth => "Tháng sau",
        PeriodPart::NextYear => "Năm của {kỳ} sau",
        PeriodPart::From => "Từ ngày (ngày đầu kỳ)",
        PeriodPart::To => "Đến hết ngày (ngày cuối kỳ)",
    };
    of_kind(words, kind)
}

/// Where a reference is entered; none for a letter.
pub(super) fn spot(reference: &Piece, open: &OpenReport, ids: FieldIds) -> Option<Spot> {
    let spot = spot::of(&source(reference)?, open, ids)?;
    Some(match reference {
        Piece::FigureDay(key, _) => {
            Spot { goal: Some(Goal::Field(ids.cell(CellKind::Day, key))), ..spot }
        }
        _ => spot,
    })
}

/// The printed place that a reference leads to; none for a letter.
fn source(reference: &Piece) -> Option<Source> {
    match reference {
        Piece::Figure(key) | Piece::FigureDay(key, _) | Piece::Fragment(key, _) => {
            Some(Source::Figure(key.clone()))
        }
        Piece::Text(key) => Some(Source::Text(key.clone())),
        Piece::Period(_) => Some(Source::Header),
        Piece::Words(_) => None,
    }
}

/// What a reference is, in all words.
pub(super) fn described(reference: &Piece, open: &OpenReport) -> Described {
    let figure = match reference {
        Piece::Figure(key) => open.template().figure(key),
        _ => None,
    };
    let printed = printed(reference, open);
    let (value, before) = match figure {
        Some(figure) => (figure_value(figure, &printed), figure_text::before(open, figure)),
        None => (printed.trim().to_owned(), String::new()),
    };
    Described {
        label: label(reference, open),
        section: section(reference, open),
        value,
        before_label: open.said("{Kỳ} trước"),
        before,
    }
}

/// "1.317 hồ sơ", or that nothing is entered.
pub(super) fn figure_value(figure: &Figure, printed: &str) -> String {
    match printed {
        "" | BLANK_IN_PROSE => "chưa nhập".to_owned(),
        printed if figure.is_percent() || figure.unit.is_empty() => printed.to_owned(),
        printed if printed.chars().any(|c| c.is_ascii_digit()) => {
            format!("{printed} {}", figure.unit)
        }
        printed => printed.to_owned(),
    }
}

/// "II.2 Dịch vụ công thiết yếu"
fn section(reference: &Piece, open: &OpenReport) -> String {
    let of_figure = |key: &FigureKey| {
        let mut sections = open.template().sections().iter();
        let section = sections.find(|section| {
            let mut figures = section.items.iter().flat_map(Item::figures);
            figures.any(|own| own == key)
        });
        section.map(section_title).unwrap_or_default()
    };
    match reference {
        Piece::Figure(key) | Piece::FigureDay(key, _) | Piece::Fragment(key, _) => of_figure(key),
        Piece::Text(key) => {
            let mut items = open.template().items();
            let its = items.find(|(_, item)| item.texts().contains(&key));
            its.map_or_else(|| LETTERHEAD.to_owned(), |(section, _)| section_title(section))
        }
        Piece::Period(_) => "Kỳ báo cáo".to_owned(),
        Piece::Words(_) => String::new(),
    }
}

/// The page of the letterhead.
pub(super) const LETTERHEAD: &str = "Thể thức văn bản";

/// "II.2 Dịch vụ công thiết yếu"
pub(super) fn section_title(section: &Section) -> String {
    format!("{} {}", section.outline, section.label).trim().to_owned()
}

//! Pictures of headers and footers.

use std::sync::Arc;

use super::super::partial::{LENGTH_MAX, bounded};
use super::super::tree::Node;
use super::{PICTURES_MAX, PictureFile, Reader};
use crate::pages::header::{Anchored, BandPicture, From, PictureAt, Position, Wrap};

/// English Metric Units in a twip.
const EMU_PER_TWIP: i64 = 635;

/// A picture with its place.
pub(super) enum Placed {
    /// Between words.
    Inline(BandPicture),
    /// Beside the text.
    Anchored(Anchored),
}

impl Reader<'_> {
    /// A `wp:inline` or a `wp:anchor`.
    pub(super) fn placed(&mut self, node: &Node) -> Option<Placed> {
        match node.name.as_str() {
            "wp:inline" => Some(Placed::Inline(self.picture(node))),
            "wp:anchor" => {
                let is_hidden = node.child("wp:docPr").and_then(|own| own.get("hidden"));
                let is_shown = !matches!(is_hidden, Some("1" | "true"));
                is_shown.then(|| Placed::Anchored(self.anchored(node)))
            }
            _ => None,
        }
    }

    fn picture(&mut self, node: &Node) -> BandPicture {
        let extent = node.child("wp:extent");
        let side = |name| length(extent.and_then(|extent| extent.number(name)).unwrap_or(0));
        let picture = node.find("pic:pic");
        let blip = picture.and_then(|picture| picture.find("a:blip"));
        let image = blip.and_then(|blip| blip.get("r:embed")).and_then(|id| self.image(id));
        let crop = picture.and_then(|picture| picture.find("a:srcRect"));
        let cut = |name| {
            let of_100_000: i64 = crop.and_then(|crop| crop.number(name)).unwrap_or(0);
            u32::try_from(of_100_000.clamp(0, 100_000) / 100).unwrap_or(0)
        };
        let crop = ["l", "t", "r", "b"].map(cut);
        BandPicture { width: side("cx"), height: side("cy"), image, crop }
    }

    /// The number of a picture that can be drawn.
    fn image(&mut self, id: &str) -> Option<usize> {
        let part = self.parts.target(self.part, id)?;
        let known = self.pictures.names.iter().position(|name| *name == part);
        if known.is_some() {
            return known;
        }
        let bytes = self.parts.bytes(&part)?;
        let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n");
        let is_jpeg = bytes.starts_with(b"\xFF\xD8\xFF");
        if !(is_png || is_jpeg) || self.pictures.files.len() >= PICTURES_MAX {
            return None;
        }
        self.pictures.names.push(part);
        self.pictures.files.push(PictureFile(Arc::from(bytes)));
        Some(self.pictures.files.len() - 1)
    }

    fn anchored(&mut self, node: &Node) -> Anchored {
        let picture = self.picture(node);
        let far = |name| length(node.number(name).unwrap_or(0));
        let is_there = |name| node.child(name).is_some();
        let wrap = if is_there("wp:wrapTopAndBottom") {
            Wrap::Below(far("distB"))
        } else if ["wp:wrapSquare", "wp:wrapTight", "wp:wrapThrough"].into_iter().any(is_there) {
            Wrap::Beside([far("distL"), far("distR")])
        } else {
            Wrap::None
        };
        let across = position(node.child("wp:positionH"));
        let down = position(node.child("wp:positionV"));
        Anchored { picture, across, down, wrap }
    }
}

fn position(node: Option<&Node>) -> Position {
    let Some(node) = node else {
        return Position { from: From::Paragraph, place: PictureAt::Offset(0) };
    };
    let from = match node.get("relativeFrom") {
        Some("page") => From::Page,
        Some("margin") => From::Margin,
        Some("leftMargin" | "insideMargin" | "topMargin") => From::MarginBefore,
        Some("rightMargin" | "outsideMargin" | "bottomMargin") => From::MarginAfter,
        _ => From::Paragraph,
    };
    let place = match node.child("wp:align").map(|align| align.text.trim()) {
        Some("center") => PictureAt::Centre,
        Some("right" | "bottom" | "outside") => PictureAt::End,
        Some(_) => PictureAt::Start,
        None => {
            let offset = node.child("wp:posOffset").and_then(|own| own.text.trim().parse().ok());
            PictureAt::Offset(signed_length(offset.unwrap_or(0)))
        }
    };
    Position { from, place }
}

/// A picture of the old kind, which is not drawn: only its place is kept.
pub(super) fn of_vml(node: &Node) -> Option<Placed> {
    let shape = node.children.iter().find(|child| {
        let is_shape = child.name.starts_with("v:") && child.name != "v:shapetype";
        is_shape && child.get("style").is_some()
    })?;
    let style = shape.get("style").unwrap_or_default();
    let of = |name: &str| {
        let mut entries = style.split(';').filter_map(|entry| entry.split_once(':'));
        entries.find(|(own, _)| own.trim() == name).map(|(_, value)| value.trim())
    };
    let side = |name| u32::try_from(of(name).map_or(0, css_length)).unwrap_or(0);
    let (width, height) = (side("width"), side("height"));
    let picture = BandPicture { width, height, ..BandPicture::default() };
    if of("position") != Some("absolute") {
        return Some(Placed::Inline(picture));
    }
    let at = |place: &str, offset: &str, relative: &str| {
        let from = match of(relative) {
            Some("page") => From::Page,
            Some("margin") => From::Margin,
            _ => From::Paragraph,
        };
        let place = match of(place) {
            Some("center") => PictureAt::Centre,
            Some("right" | "bottom") => PictureAt::End,
            Some("left" | "top") => PictureAt::Start,
            _ => PictureAt::Offset(of(offset).map_or(0, css_length)),
        };
        Position { from, place }
    };
    let across = at("mso-position-horizontal", "margin-left", "mso-position-horizontal-relative");
    let down = at("mso-position-vertical", "margin-top", "mso-position-vertical-relative");
    Some(Placed::Anchored(Anchored { picture, across, down, wrap: Wrap::None }))
}

/// "72pt", "1in", "2.5cm" as twips.
fn css_length(text: &str) -> i32 {
    let at = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(at).unwrap_or((text, ""));
    let twips = match unit {
        "in" => 1440.0,
        "cm" => 567.0,
        "mm" => 56.7,
        "px" => 15.0,
        "" | "pt" => 20.0,
        _ => 0.0,
    };
    let most = f64::from(LENGTH_MAX);
    let length = (number.trim().parse::<f64>().unwrap_or(0.0) * twips).clamp(-most, most);
    #[expect(clippy::cast_possible_truncation, reason = "it was clamped")]
    let length = if length.is_nan() { 0 } else { length.round() as i32 };
    length
}

fn length(emu: i64) -> u32 {
    u32::try_from(signed_length(emu)).unwrap_or(0)
}

fn signed_length(emu: i64) -> i32 {
    let emu = emu.clamp(-i64::from(i32::MAX), i64::from(i32::MAX));
    bounded(i32::try_from((emu + EMU_PER_TWIP / 2).div_euclid(EMU_PER_TWIP)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_files_become_twips() {
        assert_eq!((length(635 * 1134), length(-635), length(i64::MAX)), (1134, 0, LENGTH_MAX));
        assert_eq!(signed_length(-635 * 20), -20);
        assert_eq!((css_length("72pt"), css_length("1in"), css_length("NaN")), (1440, 1440, 0));
        assert_eq!((css_length("-5"), css_length("99999999in")), (-100, 31_680));
    }
}

//! The letters of the printed page: Tinos, which has the metrics of Times New Roman, in four faces.
//! They are given to egui when the preview is first shown, so that the program starts without them;
//! so are the fonts of an office's own Word skeleton.

use std::sync::Arc;

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{Context, FontData, FontFamily, FontId};

use crate::app::platform::office_fonts::OfficeFonts;
use crate::pages::fonts::Typeface;
use crate::pages::letters;
use crate::pages::metrics::Face;
use crate::pages::style::FontName;

const FACES: [(Face, &str, &[u8]); 4] = [
    (Face::Regular, "serif", letters::serif(Face::Regular)),
    (Face::Bold, "serif bold", letters::serif(Face::Bold)),
    (Face::Italic, "serif italic", letters::serif(Face::Italic)),
    (Face::BoldItalic, "serif bold italic", letters::serif(Face::BoldItalic)),
];

/// The letters of a face, so many points high.
pub fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, family(face))
}

/// The letters of a face of a font, so many points high.
pub fn font_of(typeface: &Typeface, face: Face, size: f32) -> FontId {
    match typeface.name() {
        None => font(face, size),
        Some(name) => FontId::new(size, own_family(name, face)),
    }
}

/// Gives a context the fonts of a skeleton; what one of them lacks is drawn in the built-in letters.
pub fn install_own(ctx: &Context, fonts: &OfficeFonts) {
    for (name, files) in fonts.files() {
        for ((face, _, built_in), file) in FACES.iter().zip(files) {
            let family = own_family(name, *face);
            let insert = |name: String, data: FontData, priority: FontPriority| {
                let family = InsertFontFamily { family: family.clone(), priority };
                ctx.add_font(FontInsert::new(&name, data, vec![family]));
            };
            let file = FontData::from_blob(Arc::clone(&file.bytes) as _, file.index);
            insert(family.to_string(), file, FontPriority::Highest);
            let rest = FontData::from_static(built_in);
            insert(format!("{family} rest"), rest, FontPriority::Lowest);
        }
    }
}

fn own_family(name: &FontName, face: Face) -> FontFamily {
    FontFamily::Name(format!("own {} {face:?}", name.as_str()).into())
}

/// Gives a context the four faces; they are there from the next frame on.
pub fn install(ctx: &Context) {
    for (face, name, bytes) in FACES {
        let family = InsertFontFamily { family: family(face), priority: FontPriority::Highest };
        ctx.add_font(FontInsert::new(name, FontData::from_static(bytes), vec![family]));
    }
}

/// Whether the faces, and those of a skeleton, can be used.
pub fn is_ready(ctx: &Context, own: &OfficeFonts) -> bool {
    ctx.fonts(|fonts| {
        let families = &fonts.definitions().families;
        let has = |family: FontFamily| families.contains_key(&family);
        FACES.iter().all(|(face, _, _)| {
            let mut names = own.files();
            has(family(*face)) && names.all(|(name, _)| has(own_family(name, *face)))
        })
    })
}

fn family(face: Face) -> FontFamily {
    let named = FACES.iter().find(|(own, _, _)| *own == face);
    FontFamily::Name(Arc::from(named.map_or("serif", |(_, name, _)| name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::metrics;

    #[test]
    fn letters_are_as_wide_as_the_pages_reckon() {
        let ctx = Context::default();
        crate::ui::theme::install(&ctx);
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        assert!(is_ready(&ctx, &OfficeFonts::default()));
        let ascii = ' '..='~';
        let vietnamese = ('\u{C0}'..='\u{1EF9}').filter(|c| {
            let is_vietnamese = "ăâđêôơưĂÂĐÊÔƠƯ".contains(*c) || ('Ạ'..='ỹ').contains(c);
            is_vietnamese || "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĨĩŨũ".contains(*c)
        });
        let signs = "–—…“”‘’•×≥≤₫°\u{A0}".chars();
        let mut num_compared = 0;
        for c in ascii.chain(vietnamese).chain(signs) {
            for (face, _, _) in FACES {
                // At a size of one em in units of the font, a width is its number of units.
                let own = ctx.fonts_mut(|fonts| {
                    let font = font(face, 2048.0);
                    fonts.has_glyph(&font, c).then(|| fonts.glyph_width(&font, c))
                });
                let reckoned = metrics::units(c.encode_utf8(&mut [0; 4]), face);
                let Some(own) = own else {
                    // Signs that the typeface lacks are drawn from the screen's letters.
                    assert!("≥≤".contains(c), "no {c} in {face:?}");
                    continue;
                };
                assert!((own - reckoned as f32).abs() < 1.0, "{c} {face:?}: {own} and {reckoned}");
                num_compared += 1;
            }
        }
        assert!(num_compared > 4 * 230, "{num_compared}");
    }
}

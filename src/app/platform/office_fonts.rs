//! The fonts of an office's own Word skeleton, found among those of the machine: the pages on screen
//! are measured and drawn with them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};

use crate::pages::fonts::{FaceMetrics, Fonts, Heights, Typeface};
use crate::pages::style::FontName;

/// The largest font file that is read, in bytes; those of Vietnamese letters are far smaller.
const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// The most fonts of one skeleton.
const FONTS_MAX: usize = 24;
/// Letters are thick from this weight on.
const BOLD_FROM: u16 = 600;

/// Fonts whose letters are as wide and as high as those of another, which they stand in for.
const EQUALS: [(&str, &[&str]); 5] = [
    ("Arial", &["Liberation Sans", "Arimo"]),
    ("Courier New", &["Liberation Mono", "Cousine"]),
    ("Calibri", &["Carlito"]),
    ("Cambria", &["Caladea"]),
    ("Helvetica", &["Arial", "Liberation Sans", "Arimo"]),
];

/// A file of a font.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Where it is and which of its fonts: no other has this name.
    pub name: String,
    /// Its content.
    pub bytes: Arc<Vec<u8>>,
    /// Which of the fonts in it.
    pub index: u32,
}

/// The fonts of a skeleton.
#[derive(Debug, Clone, Default)]
pub struct OfficeFonts {
    fonts: Fonts,
    /// Regular, bold, italic, bold italic.
    files: BTreeMap<FontName, [FontFile; 4]>,
    missing: Vec<FontName>,
}

impl OfficeFonts {
    /// Looks for fonts on the machine. It reads the folders of fonts: never on the window's thread.
    pub fn find(wanted: &BTreeSet<FontName>) -> Self {
        let wanted = || wanted.iter().filter(|name| !name.is_built_in());
        if wanted().next().is_none() {
            return Self::default();
        }
        let mut database = Database::new();
        database.load_system_fonts();
        let found = Self::of(&database, wanted());
        let (fonts, missing) = (database.len(), found.missing.len());
        tracing::info!(fonts, missing, "fonts of the machine were looked through");
        found
    }

    fn of<'a>(database: &Database, wanted: impl Iterator<Item = &'a FontName>) -> Self {
        let mut read = Files::default();
        let mut found = Self::default();
        let mut typefaces = BTreeMap::new();
        for name in wanted {
            let own = if found.files.len() < FONTS_MAX {
                family(database, name, &mut read)
            } else {
                None
            };
            match own {
                Some(faces) => {
                    let metrics = faces.clone().map(|(_, metrics)| metrics);
                    typefaces.insert(name.clone(), Typeface::of(name.clone(), metrics));
                    found.files.insert(name.clone(), faces.map(|(file, _)| file));
                }
                None => found.missing.push(name.clone()),
            }
        }
        found.fonts = Fonts::new(typefaces);
        found
    }

    /// What pages are measured with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The files of every font that was found: regular, bold, italic, bold italic.
    pub fn files(&self) -> impl Iterator<Item = (&FontName, &[FontFile; 4])> {
        self.files.iter()
    }

    /// The fonts that the machine has not; they are taken for Times New Roman.
    pub fn missing(&self) -> &[FontName] {
        &self.missing
    }
}

type Face = (FontFile, FaceMetrics);

/// Font files that were read, by path.
#[derive(Default)]
struct Files(BTreeMap<String, Arc<Vec<u8>>>);

impl Files {
    fn read(&mut self, path: &Path) -> Option<(String, Arc<Vec<u8>>)> {
        let name = path.to_string_lossy().into_owned();
        if let Some(bytes) = self.0.get(&name) {
            return Some((name, Arc::clone(bytes)));
        }
        if std::fs::metadata(path).ok()?.len() > FILE_BYTES_MAX {
            return None;
        }
        let bytes = Arc::new(std::fs::read(path).ok()?);
        self.0.insert(name.clone(), Arc::clone(&bytes));
        Some((name, bytes))
    }
}

/// The four faces of a font; a face that it lacks is one that it has. None when no file of it can be
/// read.
fn family(database: &Database, name: &FontName, files: &mut Files) -> Option<[Face; 4]> {
    let equals = EQUALS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name.as_str()));
    let equals = equals.map_or(&[][..], |(_, equals)| equals);
    std::iter::once(name.as_str()).chain(equals.iter().copied()).find_map(|name| {
        let candidates = candidates(database, name);
        let mut face = |weight: u16, is_italic: bool| {
            let distance = |face: &FaceInfo| {
                let is_other = (face.style != fontdb::Style::Normal) != is_italic;
                let stretch = face.stretch.to_number().abs_diff(5);
                (is_other, stretch, face.weight.0.abs_diff(weight))
            };
            let mut near = candidates.clone();
            near.sort_by_key(|face| distance(face));
            near.into_iter().find_map(|face| read_face(face, files))
        };
        let (regular, bold) = (400, BOLD_FROM + 100);
        Some([face(regular, false)?, face(bold, false)?, face(regular, true)?, face(bold, true)?])
    })
}

/// The faces that Word would find under a name: those of the family as Windows groups them, four at
/// the most; else those of the family that the font itself names.
fn candidates<'a>(database: &'a Database, name: &str) -> Vec<&'a FaceInfo> {
    let wanted = name.to_lowercase();
    let near = database.faces().filter(|face| {
        let names = face.families.iter().map(|(name, _)| name.to_lowercase());
        names.into_iter().any(|own| {
            wanted.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    });
    let near: Vec<&FaceInfo> = near.collect();
    let is_grouped = |face: &&FaceInfo| {
        let grouped = database.with_face_data(face.id, |bytes, index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            let mut names = font.localized_strings(StringId::FAMILY_NAME);
            Some(names.any(|own| own.to_string().to_lowercase() == wanted))
        });
        grouped.flatten().unwrap_or(false)
    };
    let grouped: Vec<&FaceInfo> = near.iter().copied().filter(is_grouped).collect();
    if !grouped.is_empty() {
        return grouped;
    }
    let is_family =
        |face: &&FaceInfo| face.families.iter().any(|(own, _)| own.to_lowercase() == wanted);
    near.into_iter().filter(is_family).collect()
}

fn read_face(face: &FaceInfo, files: &mut Files) -> Option<Face> {
    let Source::File(path) = &face.source else {
        return None;
    };
    let (name, bytes) = files.read(path)?;
    let metrics = metrics(&bytes, face.index)?;
    let name = format!("{name}#{}", face.index);
    Some((FontFile { name, bytes, index: face.index }, metrics))
}

/// The measures of a font, as Word and LibreOffice take them.
fn metrics(bytes: &[u8], index: u32) -> Option<FaceMetrics> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let units_per_em = u32::from(font.head().ok()?.units_per_em());
    let charmap = font.charmap();
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let advance = |c: char| {
        let width = glyphs.advance_width(charmap.map(c)?)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units: a u16")]
        let units = width.max(0.0).round() as u32;
        Some(units)
    };
    FaceMetrics::new(units_per_em, heights(&font)?, advance)
}

/// The heights of a line: what the font says for its lines where it asks for that, else what Windows
/// leaves for its letters, with what is left of the gap.
fn heights(font: &FontRef<'_>) -> Option<Heights> {
    let positive = |units: i16| u32::try_from(units).unwrap_or(0);
    let negative = |units: i16| u32::try_from(-i32::from(units)).unwrap_or(0);
    let lines = font.hhea().ok()?;
    let (above, below) = (lines.ascender().to_i16(), lines.descender().to_i16());
    let (above, below) = (positive(above), negative(below));
    let gap = positive(lines.line_gap().to_i16());
    let Ok(os2) = font.os2() else {
        return Some(Heights { ascent: above, descent: below, gap });
    };
    if os2.fs_selection().contains(SelectionFlags::USE_TYPO_METRICS) {
        return Some(Heights {
            ascent: positive(os2.s_typo_ascender()),
            descent: negative(os2.s_typo_descender()),
            gap: positive(os2.s_typo_line_gap()),
        });
    }
    let (ascent, descent) = (u32::from(os2.us_win_ascent()), u32::from(os2.us_win_descent()));
    if ascent + descent == 0 {
        return Some(Heights { ascent: above, descent: below, gap });
    }
    let gap = (above + below + gap).saturating_sub(ascent + descent);
    Some(Heights { ascent, descent, gap })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::metrics::{self, Face};

    /// The program's own serif letters as if they were fonts of the machine.
    fn database() -> Database {
        let mut database = Database::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        database.load_fonts_dir(folder);
        database
    }

    fn found(names: &[&str]) -> OfficeFonts {
        let names: Vec<FontName> = names.iter().map(|name| FontName::new(name)).collect();
        OfficeFonts::of(&database(), names.iter())
    }

    #[test]
    fn a_font_of_the_machine_is_measured_by_its_file() {
        let own = found(&["tinos", "Không có"]);
        assert_eq!(own.missing(), [FontName::new("Không có")]);
        let tinos = own.fonts().typeface(&FontName::new("tinos"));
        let text = "Tiếp nhận 1.614 hồ sơ – “đúng hạn”";
        for face in [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic] {
            // Tinos has the metrics of Times New Roman.
            assert_eq!(tinos.units(text, face), metrics::units(text, face), "{face:?}");
            let heights = (tinos.line_height_of(face, 28, 264), tinos.baseline(face, 28));
            let times = Typeface::default();
            let expected = (times.line_height_of(face, 28, 264), times.baseline(face, 28));
            assert_eq!(heights, expected, "{face:?}");
        }
        let (_, files) = own.files().next().unwrap();
        let names = files.each_ref().map(|file| file.name.rsplit('/').next().unwrap().to_owned());
        let expected = [
            "Tinos-Regular.ttf#0",
            "Tinos-Bold.ttf#0",
            "Tinos-Italic.ttf#0",
            "Tinos-BoldItalic.ttf#0",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_face_that_is_lacking_is_one_that_is_there() {
        let own = found(&["Noto Sans"]);
        let (_, files) = own.files().next().unwrap();
        // Windows takes the half-bold one for a font of its own.
        assert!(files.iter().all(|file| file.name.contains("Regular")), "{files:?}");
    }

    #[test]
    fn a_group_of_windows_is_found_by_its_own_name() {
        let own = found(&["Noto Sans SemiBold"]);
        let (_, files) = own.files().next().unwrap();
        assert!(files.iter().all(|file| file.name.contains("SemiBold")), "{files:?}");
        assert_eq!(found(&["Noto Sans Mono"]).missing().len(), 1);
    }

    #[test]
    fn what_is_no_font_has_no_measures() {
        assert!(metrics(b"", 0).is_none());
        let tinos = include_bytes!("../../../assets/fonts/Tinos-Regular.ttf");
        assert!(metrics(tinos, 0).is_some());
        for end in (0..tinos.len()).step_by(997) {
            let _broken = metrics(&tinos[..end], 0);
        }
    }

    #[test]
    fn the_built_in_font_is_not_looked_for() {
        let none = OfficeFonts::find(&BTreeSet::from([FontName::default()]));
        assert!(none.missing().is_empty() && none.files().next().is_none());
    }
}

//! Letters as they are put into the file: which glyph of which font stands where. Widths are those that the
//! pages were measured with.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

use super::FontFile;
use crate::export::ExportError;
use crate::pages::fonts::{Typeface, UNITS_PER_EM};
use crate::pages::letters;
use crate::pages::metrics::Face;
use crate::pages::style::FontName;

/// The faces of a font, in the order in which its files are given.
const FACES: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];
/// What is drawn in place of a letter that no font has, the first that one of them has.
const STAND_INS: [char; 3] = ['\u{FFFD}', '\u{25A1}', '?'];
/// The rights of a font file: embedding needs the owner's permission.
const RESTRICTED: u16 = 0x0002;
/// Nearer places are the same, in points.
const SAME_PLACE: f32 = 0.001;
/// From here on there is a space between letters, in ems: less comes of rounding, and no font has a narrower one.
const SPACE_FROM: f32 = 0.12;

/// A font and how its letters are found.
struct LetterFile {
    font: Font,
    bytes: Bytes,
    index: u32,
    known: HashMap<char, Option<GlyphId>>,
}

enum Bytes {
    BuiltIn(&'static [u8]),
    Own(Arc<Vec<u8>>),
}

impl Bytes {
    fn as_slice(&self) -> &[u8] {
        match self {
            Self::BuiltIn(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl LetterFile {
    fn built_in(bytes: &'static [u8]) -> Result<Self, ExportError> {
        let font = Font::new(bytes.into(), 0);
        let font = font.ok_or_else(|| ExportError::Pdf("a bundled font".to_owned()))?;
        Ok(Self { font, bytes: Bytes::BuiltIn(bytes), index: 0, known: HashMap::new() })
    }

    /// A font of the machine; none where it cannot be read, or may not be put into a file.
    fn own(file: &FontFile) -> Option<Self> {
        let rights = FontRef::from_index(&file.bytes, file.index).ok()?.os2().ok()?.fs_type();
        if rights & 0x000F == RESTRICTED {
            return None;
        }
        let font = Font::new(Arc::clone(&file.bytes).into(), file.index)?;
        let (bytes, index) = (Bytes::Own(Arc::clone(&file.bytes)), file.index);
        Some(Self { font, bytes, index, known: HashMap::new() })
    }

    fn glyph(&mut self, c: char) -> Option<GlyphId> {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        let font = FontRef::from_index(self.bytes.as_slice(), self.index).ok();
        let glyph = font.and_then(|font| font.charmap().map(c));
        let glyph = glyph.map(|glyph| GlyphId::new(glyph.to_u32())).filter(|id| id.to_u32() != 0);
        self.known.insert(c, glyph);
        glyph
    }
}

/// The fonts of a file.
pub(super) struct Letters {
    files: Vec<LetterFile>,
    own: BTreeMap<FontName, [Option<usize>; 4]>,
}

/// Where the letters of the screen stand among the files, behind the four faces of the page.
const SANS: usize = FACES.len();

impl Letters {
    /// The built-in fonts, and those of an office.
    pub(super) fn new(own: &BTreeMap<FontName, [FontFile; 4]>) -> Result<Self, ExportError> {
        let built_in = FACES.into_iter().map(letters::serif).chain([letters::sans()]);
        let files: Result<Vec<_>, _> = built_in.map(LetterFile::built_in).collect();
        let mut letters = Self { files: files?, own: BTreeMap::new() };
        for (name, faces) in own {
            let faces = faces.each_ref().map(|file| {
                letters.files.push(LetterFile::own(file)?);
                letters.files.len().checked_sub(1)
            });
            letters.own.insert(name.clone(), faces);
        }
        Ok(letters)
    }

    /// The glyph of a letter, and in which of the files it is; none for what is not drawn.
    fn find(&mut self, c: char, typeface: &Typeface, face: Face) -> Option<(usize, GlyphId)> {
        if is_not_drawn(c) {
            return None;
        }
        let at = FACES.into_iter().position(|own| own == face).unwrap_or(0);
        let own = typeface.name().and_then(|name| self.own.get(name));
        let own = own.and_then(|faces| faces.get(at).copied().flatten());
        let chain = [own, Some(at), Some(SANS)];
        std::iter::once(c).chain(STAND_INS).find_map(|c| {
            let mut chain = chain.into_iter().flatten();
            chain.find_map(|file| Some((file, self.files.get_mut(file)?.glyph(c)?)))
        })
    }
}

/// Signs without a shape of their own: they steer programs, and a PDF may not hold some of them.
fn is_not_drawn(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFC}'
            | '\u{FFFE}'..='\u{FFFF}'
    );
    c.is_control() || is_mark
}

/// Letters of one font beside each other.
pub(super) struct Run {
    /// Where they begin, in points.
    pub(super) x: f32,
    /// What they say.
    pub(super) text: String,
    /// Their shapes.
    pub(super) glyphs: Vec<KrillaGlyph>,
    file: usize,
    /// Where the next letter would stand.
    end: f32,
}

/// Puts the words of a line beside each other, with spaces between them.
pub(super) struct LineSetter<'a> {
    letters: &'a mut Letters,
    typeface: &'a Typeface,
    /// In points.
    size: f32,
    runs: Vec<Run>,
    pen: f32,
}

impl<'a> LineSetter<'a> {
    /// A line of letters so many points high.
    pub(super) fn new(letters: &'a mut Letters, typeface: &'a Typeface, size: f32) -> Self {
        Self { letters, typeface, size, runs: Vec::new(), pen: 0.0 }
    }

    /// How high its letters are, in points.
    pub(super) fn size(&self) -> f32 {
        self.size
    }

    /// Letters that begin at a place; a space is put in front where there is room between them and those before.
    pub(super) fn word(&mut self, text: &str, face: Face, x: f32) {
        if !self.runs.is_empty() && x > self.pen + SPACE_FROM * self.size {
            self.space(face);
        }
        self.pen = x;
        for c in text.nfc() {
            self.letter(c, face);
        }
    }

    /// A space behind what stands there.
    pub(super) fn space(&mut self, face: Face) {
        if !self.runs.is_empty() {
            self.letter(' ', face);
        }
    }

    fn letter(&mut self, c: char, face: Face) {
        let units = self.typeface.units(c.encode_utf8(&mut [0; 4]), face);
        let em_share = units as f32 / UNITS_PER_EM as f32;
        let start = self.pen;
        self.pen += em_share * self.size;
        let Some((file, glyph_id)) = self.letters.find(c, self.typeface, face) else {
            return;
        };
        if self.runs.last().is_none_or(|run| run.file != file) {
            let (text, glyphs) = (String::new(), Vec::new());
            self.runs.push(Run { x: start, text, glyphs, file, end: start });
        }
        let Some(run) = self.runs.last_mut() else {
            return;
        };
        let shift = start - run.end;
        if shift.abs() > SAME_PLACE
            && let Some(last) = run.glyphs.last_mut()
        {
            last.x_advance += shift / self.size;
        }
        let from = run.text.len();
        // To a reader a hard space is one like any other.
        run.text.push(if c == '\u{A0}' { ' ' } else { c });
        let range = from..run.text.len();
        run.glyphs.push(KrillaGlyph::new(glyph_id, em_share, 0.0, 0.0, 0.0, range, None));
        run.end = self.pen;
    }

    /// The runs of the line with their fonts.
    pub(super) fn finish(self) -> impl Iterator<Item = (Font, Run)> {
        let files = &self.letters.files;
        let runs = self.runs.into_iter();
        runs.filter_map(|run| Some((files.get(run.file)?.font.clone(), run)))
    }
}

//! How the reports of one office look: its choices, and the Word document they are filled into.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::platform::office_fonts::OfficeFonts;
use crate::app::platform::office_pictures::{KEPT_MAX, OfficePicture};
use crate::app::problem::Problem;
use crate::export::docx::Skeleton;
use crate::pages::header::{Band, HeadersAndFooters};
use crate::pages::sheet::{Role, Sheet};
use crate::pages::style::FontName;
use crate::report::look::Look;

/// How the reports of one office look.
#[derive(Debug, Clone)]
pub struct OfficeLook {
    /// What the office chose.
    pub look: Look,
    /// The Word document that reports are filled into.
    pub skeleton: Skeleton,
    /// The name of the file that the office's own document came from; none for the built-in one.
    pub own: Option<String>,
    /// The sheet of the skeleton, measured with the fonts of the machine.
    sheet: Sheet,
    fonts: Arc<OfficeFonts>,
    /// Those of the skeleton, in its order.
    pictures: Arc<[Option<OfficePicture>]>,
}

impl OfficeLook {
    /// The choices of an office that uses the built-in skeleton.
    ///
    /// # Errors
    /// Never in a released program.
    pub fn builtin(look: Look) -> Result<Self, Problem> {
        let skeleton = Skeleton::builtin(&look);
        let skeleton = skeleton.map_err(|err| Problem::damaged_program(&err.to_string()))?;
        let sheet = skeleton.sheet().clone();
        let (fonts, pictures) = (Arc::default(), Arc::default());
        Ok(Self { look, skeleton, own: None, sheet, fonts, pictures })
    }

    /// The choices of an office with a Word document of its own; `name` is that of its file. Its
    /// fonts are looked for on the machine, and its pictures read: never on the window's thread.
    pub fn of_own(look: Look, skeleton: Skeleton, name: String) -> Self {
        let fonts = OfficeFonts::find(&wanted(skeleton.sheet()));
        let sheet = skeleton.sheet().clone().with_fonts(fonts.fonts().clone());
        let pictures = skeleton.pictures().iter().enumerate();
        let pictures =
            pictures.map(|(at, file)| OfficePicture::read(file, pixels_of(at, &sheet.margins)));
        let pictures = pictures.collect();
        Self { look, skeleton, own: Some(name), sheet, fonts: Arc::new(fonts), pictures }
    }

    /// Other choices of the same office. Its own Word document, if it has one, stays as it is: sizes
    /// and spacings are then those of the document.
    ///
    /// # Errors
    /// Never in a released program.
    pub fn with(&self, look: Look) -> Result<Self, Problem> {
        match &self.own {
            None => Self::builtin(look),
            Some(_) => Ok(Self { look, ..self.clone() }),
        }
    }

    /// The paper, the styles, headers and footers of the reports, as they are seen on this machine.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The fonts of its own document.
    pub fn fonts(&self) -> &OfficeFonts {
        &self.fonts
    }

    /// The pictures of headers and footers; none where one could not be read.
    pub fn pictures(&self) -> &[Option<OfficePicture>] {
        &self.pictures
    }

    /// How many pictures of headers and footers are shown as empty frames.
    pub fn num_undrawn(&self) -> usize {
        let is_drawn = |image: usize| self.pictures.get(image).is_some_and(Option::is_some);
        let mut num_undrawn = 0;
        for band in bands(&self.sheet.margins) {
            band.for_each_paragraph(&mut |paragraph| {
                let undrawn = paragraph.pictures().filter(|own| !own.image.is_some_and(is_drawn));
                num_undrawn += undrawn.count();
            });
        }
        num_undrawn
    }
}

/// How many pixels of a picture a screen can show: those of its largest place, at 180 to the inch.
fn pixels_of(image: usize, margins: &HeadersAndFooters) -> u32 {
    const TWIPS_PER_PIXEL: u32 = 8;
    let mut longest = 0;
    for band in bands(margins) {
        band.for_each_paragraph(&mut |paragraph| {
            for own in paragraph.pictures().filter(|own| own.image == Some(image)) {
                let is_whole = own.crop == [0; 4];
                let pixels = own.width.max(own.height).div_ceil(TWIPS_PER_PIXEL);
                longest = longest.max(if is_whole { pixels } else { KEPT_MAX });
            }
        });
    }
    longest
}

fn bands(margins: &HeadersAndFooters) -> impl Iterator<Item = &Band> {
    margins.headers.all().chain(margins.footers.all())
}

/// The fonts of a sheet.
fn wanted(sheet: &Sheet) -> BTreeSet<FontName> {
    let mut wanted: BTreeSet<FontName> =
        Role::ALL.into_iter().map(|role| sheet.style(role).font.clone()).collect();
    for band in bands(&sheet.margins) {
        band.for_each_paragraph(&mut |paragraph| wanted.extend(paragraph.fonts().cloned()));
    }
    wanted
}

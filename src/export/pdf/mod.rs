//! The pages of the finished report as a PDF file for keeping and sending: PDF/A-2u, its fonts inside, its text
//! readable by machines and aloud, its sections as bookmarks. Every place is that of the pages that the preview
//! draws; nothing is laid out here.

mod lengths;
mod letters;
mod paint;
mod tags;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document as File, SerializeSettings};

use super::ExportError;
use crate::document::Meta;
use crate::pages::flow::Page;
use crate::pages::style::FontName;
use crate::report::period::{CalendarDay, calendar_day};
use lengths::points;
use letters::Letters;
use paint::{Painter, Pictures};
use tags::Tags;

/// What the file says it was made with.
const PROGRAM: &str = "Báo cáo 06";

/// What a file says about itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Title, subject, author, language.
    pub meta: &'a Meta,
    /// The day that it bears. Never that of the clock: the same report gives the same bytes.
    pub day: NaiveDate,
}

/// A file of a font.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Its content.
    pub bytes: Arc<Vec<u8>>,
    /// Which of the fonts in it.
    pub index: u32,
}

/// The pixels of a picture.
#[derive(Debug, Clone, Copy)]
pub struct Pixels<'a> {
    /// Pixels across.
    pub width: usize,
    /// Pixels from top to bottom.
    pub height: usize,
    /// Red, green, blue and opacity of every pixel, row by row.
    pub rgba: &'a [u8],
}

/// What the pages of an office's own Word skeleton are drawn with.
#[derive(Debug, Clone, Default)]
pub struct Art<'a> {
    /// The fonts that the pages were measured with: regular, bold, italic, bold italic.
    pub fonts: BTreeMap<FontName, [FontFile; 4]>,
    /// The pictures of headers and footers; none where one could not be read.
    pub pictures: Vec<Option<Pixels<'a>>>,
}

/// Pages as the bytes of a .pdf file. The same pages give the same bytes.
///
/// A font of the office that cannot be put into a file, or may not, is drawn in the built-in letters.
///
/// # Errors
/// Never because of what the report says.
pub fn pdf(pages: &[Page], about: &About<'_>, art: &Art<'_>) -> Result<Vec<u8>, ExportError> {
    let made = made_of(pages, about, art);
    if made.is_err() && !art.fonts.is_empty() {
        let art = Art { fonts: BTreeMap::new(), ..art.clone() };
        return made_of(pages, about, &art);
    }
    made
}

fn made_of(pages: &[Page], about: &About<'_>, art: &Art<'_>) -> Result<Vec<u8>, ExportError> {
    let failed = |err: &dyn std::fmt::Debug| ExportError::Pdf(format!("{err:?}"));
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U);
    let configuration = configuration.finish().map_err(|err| failed(&err))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut file = File::new_with(settings);
    let mut letters = Letters::new(&art.fonts)?;
    let mut pictures = Pictures::of(&art.pictures);
    let mut tags = Tags::default();
    for (number, page) in pages.iter().enumerate() {
        let (width, height) = (points(page.width), points(page.height));
        let Some(settings) = PageSettings::from_wh(width, height) else {
            continue;
        };
        let mut sheet = file.start_page_with(settings);
        let mut painter = Painter::new(sheet.surface(), &mut letters, &mut pictures);
        painter.page(page, number, &mut tags);
        painter.finish();
        sheet.finish();
    }
    let (groups, outline) = tags.finish();
    let mut tree = TagTree::new().with_lang(Some(about.meta.language.to_owned()));
    groups.into_iter().for_each(|group| tree.push(group));
    file.set_tag_tree(tree);
    file.set_outline(outline);
    file.set_metadata(metadata(about));
    file.finish().map_err(|err| ExportError::Pdf(err.to_string()))
}

fn metadata(about: &About<'_>) -> Metadata {
    let Meta { title, subject, author, language } = about.meta;
    let CalendarDay { year, month, day } = calendar_day(about.day);
    let year = u16::try_from(year).unwrap_or(0);
    let of_two_digits = |number: u32| u8::try_from(number).unwrap_or(1);
    // A day in Vietnam.
    let date =
        DateTime::new(year).month(of_two_digits(month)).day(of_two_digits(day)).utc_offset_hour(7);
    Metadata::new()
        .title(title.clone())
        .description(subject.clone())
        .authors(vec![author.clone()])
        .creator(PROGRAM.to_owned())
        .producer(PROGRAM.to_owned())
        .language((*language).to_owned())
        .text_direction(TextDirection::LeftToRight)
        .document_id(format!("{title}\n{subject}\n{author}"))
        .creation_date(date)
}

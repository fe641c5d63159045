//! The pictures in headers and footers of an office's own Word skeleton, as the screen draws them.

use std::io::Cursor;

use image::{ImageReader, Limits};

use crate::export::docx::PictureFile;

/// A longer side is not read, in pixels.
const SIDE_MAX: u32 = 10_000;
/// The most memory for reading one picture, in bytes.
const BYTES_MAX: u64 = 128 * 1024 * 1024;
/// No picture is kept larger, in pixels of its longer side: a page on screen is smaller.
pub(in crate::app) const KEPT_MAX: u32 = 1024;

/// A picture of pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficePicture {
    /// Pixels across.
    pub width: usize,
    /// Pixels from top to bottom.
    pub height: usize,
    /// Red, green, blue and opacity of every pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for OfficePicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OfficePicture({} × {})", self.width, self.height)
    }
}

impl OfficePicture {
    /// Reads a picture, and keeps it no larger than so many pixels of its longer side; `None` when it
    /// is broken or far larger than any logo.
    pub fn read(file: &PictureFile, longest: u32) -> Option<Self> {
        let longest = longest.clamp(1, KEPT_MAX);
        let mut reader = ImageReader::new(Cursor::new(&*file.0)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(SIDE_MAX);
        limits.max_image_height = Some(SIDE_MAX);
        limits.max_alloc = Some(BYTES_MAX);
        reader.limits(limits);
        let picture = reader.decode();
        let picture = picture.inspect_err(|err| tracing::warn!(%err, "a picture was left out"));
        let mut picture = picture.ok()?;
        if picture.width().max(picture.height()) > longest {
            picture = picture.thumbnail(longest, longest);
        }
        let picture = picture.into_rgba8();
        let width = usize::try_from(picture.width()).ok()?;
        let height = usize::try_from(picture.height()).ok()?;
        Some(Self { width, height, rgba: picture.into_raw() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgba, RgbaImage};

    fn file(width: u32, height: u32, format: ImageFormat) -> PictureFile {
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 0, 0, 255]));
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::DynamicImage::from(picture).into_rgb8();
        picture.write_to(&mut bytes, format).unwrap();
        PictureFile(bytes.into_inner().into())
    }

    #[test]
    fn pictures_are_read_and_kept_small() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let small = OfficePicture::read(&file(8, 4, format), KEPT_MAX).unwrap();
            assert_eq!((small.width, small.height, small.rgba.len()), (8, 4, 128));
            assert!(small.rgba[0] > 190 && small.rgba[1] < 10 && small.rgba[3] == 255);
            let large = OfficePicture::read(&file(3000, 1500, format), KEPT_MAX).unwrap();
            assert_eq!((large.width, large.height), (1024, 512));
        }
    }

    #[test]
    fn broken_and_huge_pictures_are_left_out() {
        let whole = file(64, 64, ImageFormat::Png);
        for end in 0..whole.0.len() - 12 {
            let broken = PictureFile(whole.0[..end].into());
            let _broken = OfficePicture::read(&broken, KEPT_MAX);
        }
        assert!(OfficePicture::read(&PictureFile(whole.0[..40].into()), KEPT_MAX).is_none());
        assert!(
            OfficePicture::read(&PictureFile(b"\x89PNG\r\n\x1a\n".as_slice().into()), KEPT_MAX)
                .is_none()
        );
        // A small file that says it is 60.000 × 60.000.
        let mut huge = whole.0.to_vec();
        huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        assert!(OfficePicture::read(&PictureFile(huge.into()), KEPT_MAX).is_none());
    }
}

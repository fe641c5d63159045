//! What kind of picture some bytes are, by how they begin: what a file says of them is not asked.

/// The kinds that Word shows: how a file begins, its extension, its content type.
const KINDS: [(&[u8], &str, &str); 10] = [
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xFF\xD8\xFF", "jpeg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"BM", "bmp", "image/bmp"),
    (b"II*\0", "tiff", "image/tiff"),
    (b"MM\0*", "tiff", "image/tiff"),
    (b"\xD7\xCD\xC6\x9A", "wmf", "image/x-wmf"),
    (b"\x01\0\x09\0", "wmf", "image/x-wmf"),
    (b"\x01\0\0\0", "emf", "image/x-emf"),
];

/// The extension and content type of a picture; `None` when Word would not show it.
pub(super) fn of(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let (_, extension, kind) = KINDS.iter().find(|(begin, ..)| bytes.starts_with(begin))?;
    // The first of an enhanced metafile are too common to tell it by.
    let is_it = *extension != "emf" || bytes.get(40..44) == Some(b" EMF");
    is_it.then_some((*extension, *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n123").unwrap().0, "png");
        assert_eq!(of(b"GIF89a").unwrap().0, "gif");
        let metafile = [&b"\x01\0\0\0"[..], &[0; 36], b" EMF"].concat();
        assert_eq!(of(&metafile).unwrap().1, "image/x-emf");
        assert_eq!(
            (of(&metafile[..42]), of(b"<svg/>"), of(b"MZ"), of(b"")),
            (None, None, None, None)
        );
    }
}

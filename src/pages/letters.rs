//! The bundled fonts as files: the window draws with them, and PDF files carry them.

use super::metrics::Face;

/// The letters of a face of the printed page: Tinos, which has the metrics of Times New Roman.
pub const fn serif(face: Face) -> &'static [u8] {
    match face {
        Face::Regular => include_bytes!("../../assets/fonts/Tinos-Regular.ttf"),
        Face::Bold => include_bytes!("../../assets/fonts/Tinos-Bold.ttf"),
        Face::Italic => include_bytes!("../../assets/fonts/Tinos-Italic.ttf"),
        Face::BoldItalic => include_bytes!("../../assets/fonts/Tinos-BoldItalic.ttf"),
    }
}

/// The letters of the window. On paper they stand in for the few signs that [`serif`] lacks.
pub const fn sans() -> &'static [u8] {
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")
}

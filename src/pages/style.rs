//! How a paragraph and its letters look, as a style of the Word skeleton says it.

use std::sync::Arc;

/// The name of a font, as a document writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontName(Arc<str>);

impl FontName {
    /// The font that is built in.
    pub const BUILT_IN: &'static str = "Times New Roman";

    /// A name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its exact measures are built in.
    pub fn is_built_in(&self) -> bool {
        self.0.eq_ignore_ascii_case(Self::BUILT_IN)
    }
}

impl Default for FontName {
    fn default() -> Self {
        Self::new(Self::BUILT_IN)
    }
}

/// How the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Justify {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
    /// From edge to edge.
    Both,
}

/// The height of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineHeight {
    /// In 240ths of the height of the letters' own line.
    Of240(u32),
    /// In twips, whatever stands in it.
    Exactly(u32),
    /// In twips, or higher where letters need it.
    AtLeast(u32),
}

/// How a paragraph looks. Lengths in twips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The font of its letters.
    pub font: FontName,
    /// The size of its letters, in half-points.
    pub size: u32,
    /// Bold letters.
    pub weight: Weight,
    /// Leaning letters.
    pub slant: Slant,
    /// The colour of its letters, red, green and blue; black without one.
    pub colour: Option<[u8; 3]>,
    /// How its lines stand.
    pub justify: Justify,
    /// Space above it.
    pub before: u32,
    /// Space below it.
    pub after: u32,
    /// Whether the space between two of the same style falls away.
    pub contextual: Contextual,
    /// The height of its lines.
    pub line: LineHeight,
    /// From the left edge of the text to its lines.
    pub left: i32,
    /// From the right edge of the text to its lines.
    pub right: i32,
    /// From its lines to the beginning of the first one; negative where that hangs out.
    pub first_line: i32,
    /// Whether it stays on the page of the next paragraph.
    pub keep_next: KeepNext,
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $(#[$no_doc:meta])* $no:ident, $(#[$yes_doc:meta])* $yes:ident }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name {
            $(#[$no_doc])*
            #[default]
            $no,
            $(#[$yes_doc])*
            $yes,
        }

        impl From<bool> for $name {
            fn from(is: bool) -> Self {
                if is { Self::$yes } else { Self::$no }
            }
        }
    };
}

choice!(
    /// How thick letters are.
    Weight {
        /// As usual.
        Regular,
        /// Thick.
        Bold
    }
);
choice!(
    /// Whether letters lean.
    Slant {
        /// They do not.
        Upright,
        /// They do.
        Italic
    }
);
choice!(
    /// Whether the space between two paragraphs of the same style falls away.
    Contextual {
        /// It stays.
        Kept,
        /// It falls away.
        Dropped
    }
);
choice!(
    /// Whether a paragraph stays on the page of the next.
    KeepNext {
        /// It need not.
        Free,
        /// It does.
        WithNext
    }
);

impl Default for Style {
    fn default() -> Self {
        Self {
            font: FontName::default(),
            size: 28,
            weight: Weight::Regular,
            slant: Slant::Upright,
            colour: None,
            justify: Justify::Left,
            before: 0,
            after: 0,
            contextual: Contextual::Kept,
            line: LineHeight::Of240(240),
            left: 0,
            right: 0,
            first_line: 0,
            keep_next: KeepNext::Free,
        }
    }
}

//! How the finished report looks: the choices an office makes once and keeps. Reports of real offices
//! differ from the decree in the points of [`Habits`]; under [`Profile::Strict`] what the decree fixes
//! ([`super::decree`]) is fixed, whatever the habits say.

use std::collections::BTreeMap;

use super::copy_order::CopyOrder;
use super::decree::{self, SizeOf};
use super::key::{FigureKey, ItemKey};
use super::names::named_enum;
use super::table::Placement;

/// The most figures whose trends an annex can show.
pub const CHARTS_MAX: usize = 12;

/// How the finished report looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The decree, or the office's own habits.
    pub profile: Profile,
    /// What the office does differently; kept, but not followed, under [`Profile::Strict`].
    pub habits: Habits,
    /// Sizes of letters that differ from [`SizeOf::usual`], in half-points.
    pub sizes: BTreeMap<SizeOf, u8>,
    /// How far the first line of a paragraph is indented.
    pub first_line: FirstLine,
    /// The height of lines in percent of single spacing.
    pub line_spacing: LineSpacing,
    /// Where tables stand that do not stand where the template says.
    pub tables: BTreeMap<ItemKey, Placement>,
    /// The figures whose trend an annex shows; none prints no such annex.
    pub charts: Vec<FigureKey>,
    /// Whether the last page carries a line by which its data are found again.
    pub trace: Trace,
    /// In which order tables are copied into web forms. Nothing of it is printed: it is kept with what else the office
    /// chose once.
    pub copies: BTreeMap<ItemKey, CopyOrder>,
}

named_enum! {
    /// Whose layout rules hold.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Profile {
        /// Those of Nghị định 30/2020/NĐ-CP.
        #[default]
        Strict = "strict",
        /// "Như báo cáo trước": the office's own, point by point.
        Habitual = "habitual",
    }
}

/// What an office does differently from the decree. The default is what the reference report does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// "Kính gửi", and with it "Như trên" among the recipients.
    pub addressees: Presence,
    /// The dash between the words of the tiêu ngữ, and in the name of the place.
    pub dash: Dash,
    /// "./." at the end of the body.
    pub end_mark: Presence,
    /// How a document is cited that was cited before (Phụ lục I, II.6.b).
    pub citations: Citations,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            addressees: Presence::LeftOut,
            dash: Dash::En,
            end_mark: Presence::LeftOut,
            citations: Citations::InFull,
        }
    }
}

named_enum! {
    /// Whether something is printed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Presence {
        /// It is.
        Printed = "printed",
        /// It is not.
        LeftOut = "left_out",
    }
}

named_enum! {
    /// A dash between words.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Dash {
        /// "-", as the decree writes it.
        Hyphen = "hyphen",
        /// "–"
        En = "en",
    }
}

impl Dash {
    /// The character.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hyphen => "-",
            Self::En => "–",
        }
    }
}

named_enum! {
    /// How a document is cited again.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Citations {
        /// By type, number and symbol only.
        Short = "short",
        /// As the first time.
        InFull = "in_full",
    }
}

named_enum! {
    /// How far the first line of a paragraph is indented (ô 6: 1 cm or 1,27 cm).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum FirstLine {
        /// 1 cm.
        Cm1 = "cm_1",
        /// 1,27 cm.
        #[default]
        Cm1_27 = "cm_1_27",
    }
}

impl FirstLine {
    /// In twips.
    pub fn twips(self) -> u32 {
        match self {
            Self::Cm1 => decree::FIRST_LINE_CM_1,
            Self::Cm1_27 => decree::FIRST_LINE_CM_1_27,
        }
    }
}

/// The height of lines of the body, in percent of single spacing: one that the decree allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSpacing(u8);

impl LineSpacing {
    /// What can be chosen, in percent.
    pub const CHOICES: [u8; 6] = [100, 105, 110, 115, 120, 150];

    /// The nearest spacing that the decree allows.
    pub fn of_percent(percent: u8) -> Self {
        Self(percent.clamp(*decree::LINE_PERCENT.start(), *decree::LINE_PERCENT.end()))
    }

    /// In percent.
    pub fn percent(self) -> u8 {
        self.0
    }

    /// As Word counts it, in 240ths of a line.
    pub fn in_240ths(self) -> u32 {
        u32::from(self.0) * 240 / 100
    }
}

impl Default for LineSpacing {
    fn default() -> Self {
        Self(110)
    }
}

named_enum! {
    /// Whether the last page carries a trace line.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Trace {
        /// It does not.
        #[default]
        Off = "off",
        /// It does.
        On = "on",
    }
}

impl Look {
    /// The rules that hold: those of the decree, or the office's habits.
    pub fn habits(&self) -> Habits {
        match self.profile {
            Profile::Habitual => self.habits,
            Profile::Strict => Habits {
                addressees: Presence::Printed,
                dash: Dash::Hyphen,
                end_mark: Presence::Printed,
                citations: Citations::Short,
            },
        }
    }

    /// The size of letters of a part, in half-points.
    pub fn size(&self, of: SizeOf) -> u8 {
        let range = match self.profile {
            Profile::Strict => of.decree(),
            Profile::Habitual => of.habitual(),
        };
        let wanted = self.sizes.get(&of).copied().unwrap_or_else(|| of.usual());
        wanted.clamp(*range.start(), *range.end())
    }

    /// Whether letters, lines and indents measure what they do where an office chose nothing.
    pub fn has_usual_measures(&self) -> bool {
        let usual = Self::default();
        self.first_line == usual.first_line
            && self.line_spacing == usual.line_spacing
            && SizeOf::ALL.into_iter().all(|of| self.size(of) == usual.size(of))
    }

    /// Chooses a size; the usual one is kept as no choice.
    pub fn set_size(&mut self, of: SizeOf, half_points: u8) {
        if half_points == of.usual() {
            self.sizes.remove(&of);
        } else {
            self.sizes.insert(of, half_points);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_sizes_are_the_decrees() {
        for part in SizeOf::ALL {
            assert!(part.decree().contains(&part.usual()), "{part:?}");
            assert!(part.habitual().contains(&part.usual()), "{part:?}");
        }
    }

    #[test]
    fn the_strict_profile_follows_no_habit() {
        let mut look = Look::default();
        look.set_size(SizeOf::Body, 24);
        look.set_size(SizeOf::Motto, 26);
        assert_eq!(look.sizes.len(), 1);
        assert_eq!(look.size(SizeOf::Body), 26);
        assert_eq!(look.habits().end_mark, Presence::Printed);
        look.profile = Profile::Habitual;
        assert_eq!(look.size(SizeOf::Body), 24);
        assert_eq!(look.habits().end_mark, Presence::LeftOut);
    }
}

//! One place for the names of an enum: the list of its variants, and what each is called in files,
//! in the data file and on the command line, stand where the enum is declared and nowhere else.

/// The name of an error's variant, without what it holds: for the log, which must not quote a path, a figure or a
/// text.
pub fn variant_name(err: &impl std::fmt::Debug) -> String {
    let told = format!("{err:?}");
    told.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

/// An enum whose variants have names that outlast the program: in files, in the data file, on the
/// command line. Made by `named_enum!`; code for any such enum asks for this trait.
pub trait Named: Copy + Eq + 'static {
    /// Every variant, in the order of its declaration.
    const VARIANTS: &'static [Self];

    /// What it is called.
    fn name(self) -> &'static str;

    /// The variant of a name.
    fn from_name(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|variant| variant.name() == name)
    }
}

/// Declares an enum with a name for each variant, and gives it `ALL`, `name`, `from_name` and
/// [`Named`]:
///
/// ```ignore
/// named_enum! {
///     /// How grave a finding is.
///     #[derive(Debug, Clone, Copy, PartialEq, Eq)]
///     pub enum Severity {
///         /// Worth a look.
///         Note = "note",
///         /// Cannot be right.
///         Error = "error",
///     }
/// }
/// ```
macro_rules! named_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $enum:ident {
            $($(#[$on_variant:meta])* $variant:ident = $name:literal),+ $(,)?
        }
    ) => {
        $crate::report::names::listed_enum! {
            $(#[$attribute])*
            $visibility enum $enum {
                $($(#[$on_variant])* $variant),+
            }
        }

        impl $enum {
            /// What it is called in files, in the data file and on the command line.
            $visibility const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one of a name.
            $visibility fn from_name(name: &str) -> Option<Self> {
                <Self as $crate::report::names::Named>::from_name(name)
            }
        }

        impl $crate::report::names::Named for $enum {
            const VARIANTS: &'static [Self] = &Self::ALL;

            fn name(self) -> &'static str {
                self.name()
            }
        }
    };
}

/// Declares an enum and gives it `ALL`: every variant, in the order of its declaration.
macro_rules! listed_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $enum:ident {
            $($(#[$on_variant:meta])* $variant:ident),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility enum $enum {
            $($(#[$on_variant])* $variant),+
        }

        impl $enum {
            /// Every one, in the order of declaration.
            $visibility const ALL: [Self; [$(stringify!($variant)),+].len()] = [$(Self::$variant),+];
        }
    };
}

pub(crate) use {listed_enum, named_enum};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Debug;

    use super::Named;
    use crate::report::check::{Better, Builtin, Severity, SpanKind};
    use crate::report::decree::SizeOf;
    use crate::report::deed::Deed;
    use crate::report::header::StatusKind;
    use crate::report::letterhead::{LetterheadField, SigningAuthority};
    use crate::report::look::{Citations, Dash, FirstLine, Presence, Profile, Trace};
    use crate::report::note::NoteKind;
    use crate::report::period::PeriodKind;
    use crate::report::sentence::{DayPart, Fragment, PeriodPart};
    use crate::report::template::{
        BelowTen, Carry, Emphasis, Mark, Need, Placement, Printed, Switch, TotalRow,
    };
    use crate::report::value::Qualifier;

    /// Names are found again, differ from each other, and are of a kind that needs no quoting.
    fn hold_names<T: Named + Debug>() {
        let mut seen = BTreeSet::new();
        for variant in T::VARIANTS {
            let name = variant.name();
            assert_eq!(T::from_name(name), Some(*variant));
            assert!(seen.insert(name), "{name} stands twice");
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(name.chars().all(is_plain), "{name}");
        }
        assert_eq!(T::from_name("không có"), None);
    }

    #[test]
    fn every_name_leads_back_to_its_variant() {
        hold_names::<Severity>();
        hold_names::<Builtin>();
        hold_names::<SpanKind>();
        hold_names::<Better>();
        hold_names::<PeriodKind>();
        hold_names::<DayPart>();
        hold_names::<PeriodPart>();
        hold_names::<Fragment>();
        hold_names::<Qualifier>();
        hold_names::<LetterheadField>();
        hold_names::<SigningAuthority>();
        hold_names::<Profile>();
        hold_names::<Presence>();
        hold_names::<Dash>();
        hold_names::<Citations>();
        hold_names::<FirstLine>();
        hold_names::<Trace>();
        hold_names::<SizeOf>();
        hold_names::<BelowTen>();
        hold_names::<Emphasis>();
        hold_names::<Need>();
        hold_names::<Mark>();
        hold_names::<Carry>();
        hold_names::<Placement>();
        hold_names::<TotalRow>();
        hold_names::<Printed>();
        hold_names::<Switch>();
        hold_names::<NoteKind>();
        hold_names::<Deed>();
        hold_names::<StatusKind>();
    }

    #[test]
    fn all_are_listed_as_they_are_declared() {
        assert_eq!(Severity::ALL, [Severity::Note, Severity::Warning, Severity::Error]);
        assert_eq!(Severity::VARIANTS, Severity::ALL);
        assert_eq!(Severity::Error.name(), "error");
    }
}

//! Row ids as opaque types: they have a meaning inside one open file only, and never travel.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            pub(super) fn from_row(row: i64) -> Self {
                Self(row)
            }

            pub(super) fn row(self) -> i64 {
                self.0
            }
        }
    };
}

id!(
    /// A report of the open file.
    ReportId
);
id!(
    /// A template of the open file.
    TemplateId
);
id!(
    /// An operation in the log of the open file; later ones are greater.
    OperationId
);

impl OperationId {
    /// Its number, as people are told it: the first one of a file is 1.
    pub fn number(self) -> i64 {
        self.0
    }
}

//! A report that is in no list any more.

/// By what a report went out of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Removal {
    /// Somebody deleted it.
    Deleted,
    /// That it was made was taken back.
    Undone {
        /// The step by its name: "lập báo cáo tháng 6/2023".
        step: String,
    },
}

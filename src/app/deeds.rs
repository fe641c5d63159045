//! What the steps are called in the history that more than one screen makes.

/// A number in a text follows its figure from now on.
pub const BOUND: &str = "Nối số với số liệu";
/// Other words in place of those in which something was found.
pub const REWORDED: &str = "Sửa lời văn";
/// A text of the time before Unicode in Unicode.
pub const RESTORED: &str = "Chuyển sang Unicode";
/// A reason for what was found.
pub const EXPLAINED: &str = "Giải trình";
/// The reason that is kept where an office leaves a text as it is.
pub const LEFT: &str = "Để nguyên";

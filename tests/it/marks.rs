//! A figure, a name and a text that stand nowhere else, so that whatever quotes them is found.

/// A figure as it is stored and as it is printed, the name of an office, a text.
pub(crate) const MARKS: [&str; 4] =
    ["735194", "735.194", "Xã Mật Ong Rừng", "câu văn không ai được đọc"];

/// Which of them a text quotes.
pub(crate) fn quoted(text: &str) -> Vec<&'static str> {
    MARKS.into_iter().filter(|mark| text.contains(mark)).collect()
}

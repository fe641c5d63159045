//! How tables stand on the form: what a person likes, kept with the preferences.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableCommand {
    /// Low rows.
    Compact,
    /// Rows with more room.
    Roomy,
    /// What the period before said, or not.
    ToggleBefore,
}

impl TableCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Roomy, Self::ToggleBefore];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Compact => "Bảng gọn",
            Self::Roomy => "Bảng thoáng",
            Self::ToggleBefore => "Số {kỳ} trước trong bảng",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::Compact => "Dòng thấp: nhiều dòng trên một màn hình",
            Self::Roomy => "Dòng cao hơn; số {kỳ} trước đứng dưới từng ô",
            Self::ToggleBefore => {
                "Hiện hoặc ẩn số {kỳ} trước đứng ở cột cuối bảng (gọn) hoặc dưới từng ô (thoáng)"
            }
        }
    }
}

//! How tables stand on the form: what a person likes, kept with the preferences.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableCommand {
    /// Low rows, or rows with more room.
    ToggleDensity,
    /// What the period before said, or not.
    ToggleBefore,
}

impl TableCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 2] = [Self::ToggleDensity, Self::ToggleBefore];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::ToggleDensity => "Bảng gọn hoặc thoáng",
            Self::ToggleBefore => "Hiện hoặc ẩn số {kỳ} trước trong bảng",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::ToggleDensity => {
                "Gọn: nhiều dòng trên một màn hình; thoáng: số {kỳ} trước đứng dưới từng ô"
            }
            Self::ToggleBefore => {
                "Số {kỳ} trước đứng ở cột cuối bảng (gọn) hoặc dưới từng ô (thoáng)"
            }
        }
    }
}

//! What can be done about the machine and not about reports.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MachineCommand {
    /// Let the machine's graphics card draw the window, from the next start on.
    DrawByHardware,
    /// Draw the window in software, from the next start on.
    DrawBySoftware,
    /// Show what whoever helps the office has to know, and save it.
    Diagnostics,
    /// Show version, licences and places.
    About,
}

impl MachineCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 4] =
        [Self::DrawByHardware, Self::DrawBySoftware, Self::Diagnostics, Self::About];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::DrawByHardware => "Vẽ bằng card đồ họa",
            Self::DrawBySoftware => "Vẽ bằng phần mềm",
            Self::About => "Giới thiệu…",
            Self::Diagnostics => "Tệp chẩn đoán cho bộ phận hỗ trợ…",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::DrawByHardware => {
                "Từ lần mở sau: cửa sổ do card đồ họa của máy vẽ, như thường lệ"
            }
            Self::DrawBySoftware => {
                "Từ lần mở sau: cửa sổ vẽ bằng phần mềm, chậm hơn nhưng không cần card đồ họa"
            }
            Self::About => "Phiên bản, giấy phép, nơi để tệp dữ liệu và nhật ký",
            Self::Diagnostics => {
                "Xem và lưu phiên bản, máy, số đếm, loại lỗi, nhật ký; không có số liệu, lời văn, tên"
            }
        }
    }
}

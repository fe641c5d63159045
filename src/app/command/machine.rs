//! What can be done about the machine and not about reports.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MachineCommand {
    /// Show everything that can be chosen.
    Settings,
    /// Let the machine's graphics card draw the window, from the next start on.
    DrawByHardware,
    /// Draw the window in software, from the next start on.
    DrawBySoftware,
    /// Give panes and columns the widths that they have for a new user.
    UsualWidths,
    /// Empty the list of data files that were open; the files stay where they are.
    ForgetFiles,
    /// List the keys.
    Keys,
    /// Show what whoever helps the office has to know, and save it.
    Diagnostics,
    /// Show version, licences and places.
    About,
}

impl MachineCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 8] = [
        Self::Settings,
        Self::DrawByHardware,
        Self::DrawBySoftware,
        Self::UsualWidths,
        Self::ForgetFiles,
        Self::Keys,
        Self::Diagnostics,
        Self::About,
    ];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Settings => "Cài đặt…",
            Self::DrawByHardware => "Vẽ bằng card đồ họa",
            Self::DrawBySoftware => "Vẽ bằng phần mềm",
            Self::UsualWidths => "Khung và cột về bề rộng thường",
            Self::ForgetFiles => "Xóa danh sách tệp đã mở",
            Self::Keys => "Phím tắt",
            Self::Diagnostics => "Tệp chẩn đoán cho bộ phận hỗ trợ…",
            Self::About => "Giới thiệu…",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::Settings => {
                "Màu nền, cỡ chữ, bảng, bàn phím, nơi sao lưu: mọi lựa chọn ở một chỗ"
            }
            Self::DrawByHardware => {
                "Từ lần mở sau: cửa sổ do card đồ họa của máy vẽ, như thường lệ"
            }
            Self::DrawBySoftware => {
                "Từ lần mở sau: cửa sổ vẽ bằng phần mềm, chậm hơn nhưng không cần card đồ họa"
            }
            Self::UsualWidths => {
                "Bỏ các bề rộng đã kéo của danh sách phần, khung bên phải và cột bảng"
            }
            Self::ForgetFiles => {
                "Chương trình không nhớ các tệp đã mở nữa; các tệp ấy vẫn còn nguyên"
            }
            Self::Keys => "Danh sách phím tắt",
            Self::Diagnostics => {
                "Xem và lưu phiên bản, máy, số đếm, loại lỗi, nhật ký; không có số liệu, lời văn, tên"
            }
            Self::About => "Phiên bản, giấy phép, nơi để tệp dữ liệu và nhật ký",
        }
    }
}

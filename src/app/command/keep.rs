//! What can be done to keep the data file safe.

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeepCommand {
    /// Make a backup of the data file.
    BackUp,
    /// Show the backups of the data file, try one out, restore one.
    Backups,
    /// Read all of the data file and tell whether it is what was saved.
    Verify,
    /// Show the folder in which the data file lies.
    OpenFolder,
    /// Have a password asked for before the file is shown, another one, or none any more.
    Password,
}

impl KeepCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 5] =
        [Self::BackUp, Self::Backups, Self::Verify, Self::OpenFolder, Self::Password];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::BackUp => "Sao lưu ngay",
            Self::Backups => "Bản sao, khôi phục…",
            Self::Verify => "Kiểm tra dữ liệu",
            Self::OpenFolder => "Mở thư mục dữ liệu",
            Self::Password => "Mật khẩu mở tệp…",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::BackUp => "Chép tệp dữ liệu thành một bản sao và đọc lại toàn bộ bản sao ấy",
            Self::Backups => {
                "Xem các bản sao, xem bản sao có gì, diễn tập khôi phục, khôi phục, sao lưu ra USB"
            }
            Self::Verify => {
                "Đọc toàn bộ tệp dữ liệu, so với nhật ký; chỗ nào khác với lần lưu cuối thì nêu ra"
            }
            Self::OpenFolder => "Mở thư mục có tệp dữ liệu, để chép tệp ra USB hoặc gửi đi",
            Self::Password => "Đặt, đổi hoặc bỏ mật khẩu được hỏi mỗi khi mở tệp dữ liệu này",
        }
    }
}

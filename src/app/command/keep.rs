//! What can be done to keep the data file safe.

use crate::app::password::CAN_ENCRYPT;

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
    /// Encrypt the data file, encrypt it with another password, or make it plain again.
    Encrypt,
}

impl KeepCommand {
    /// Every one that this program has, in the order of menus.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|command| *command != Self::Encrypt || CAN_ENCRYPT)
    }

    const ALL: [Self; 6] = [
        Self::BackUp,
        Self::Backups,
        Self::Verify,
        Self::OpenFolder,
        Self::Password,
        Self::Encrypt,
    ];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::BackUp => "Sao lưu ngay",
            Self::Backups => "Bản sao, khôi phục…",
            Self::Verify => "Kiểm tra dữ liệu",
            Self::OpenFolder => "Mở thư mục dữ liệu",
            Self::Password => "Mật khẩu mở tệp…",
            Self::Encrypt => "Mã hóa tệp dữ liệu…",
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
            Self::Encrypt => "Mã hóa cả tệp bằng mật khẩu, đổi mật khẩu mã hóa hoặc bỏ mã hóa",
        }
    }
}

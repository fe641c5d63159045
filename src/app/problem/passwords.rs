//! What goes wrong with the password of a data file.

use std::io;
use std::path::Path;

use super::{About, Problem, io_words};
use crate::app::password::{LETTERS_MIN, PasswordFault};
use crate::store::{CAN_ENCRYPT, StoreError};

const KEPT: &str = "Tệp dữ liệu không thay đổi";

impl Problem {
    /// A data file asks for a password, and none was given.
    pub fn password_wanted() -> Self {
        let to_do = "Hãy mở bằng mật khẩu; khi dùng lệnh, thêm --password-file TEP hoặc đặt biến môi trường BAOCAO06_PASSWORD";
        Self::new("Tệp dữ liệu này có mật khẩu mở tệp", KEPT, to_do).about(About::Password)
    }

    /// Another password was given.
    pub fn wrong_password() -> Self {
        let to_do = "Hãy gõ lại; xem có bật Caps Lock hay bộ gõ tiếng Việt không";
        Self::new("Mật khẩu không đúng", KEPT, to_do).about(About::Password)
    }

    /// The present password was not given where it is to be changed.
    pub fn current_password_missing() -> Self {
        let title = "Chưa gõ mật khẩu đang dùng";
        Self::new(title, KEPT, "Hãy gõ mật khẩu đang dùng rồi làm lại").about(About::Password)
    }

    /// What the password is checked against is nothing that this program wrote.
    pub fn unreadable_password() -> Self {
        let to_do = "Hãy khôi phục từ bản sao gần nhất; số liệu không mất vì tệp không mã hóa";
        Self::new(
            "Mật khẩu mở tệp đã bị sửa ngoài chương trình nên không kiểm tra được",
            KEPT,
            to_do,
        )
        .about(About::Damage)
    }

    /// Another program put another password into the file, or took it away.
    pub fn password_changed_outside(path: &Path) -> Self {
        let to_do = "Nếu không rõ ai làm việc này, hãy xem lịch sử và bấm “Kiểm tra dữ liệu”, rồi đặt lại mật khẩu ở “Mật khẩu mở tệp…”";
        Self::new("Mật khẩu mở tệp đã bị đổi hoặc gỡ bỏ ngoài chương trình", "", to_do).at(path)
    }

    /// This program was built without encryption.
    pub fn cannot_encrypt() -> Self {
        let to_do = "Hãy dùng bản Báo cáo 06 có mã hóa";
        Self::new("Bản chương trình này không mã hóa được tệp", KEPT, to_do)
    }

    /// The encrypted copy of a file, or the plain one, does not say what the file says.
    pub fn bad_recoded(path: &Path) -> Self {
        let title = "Tệp mới vừa tạo không đúng như tệp đang dùng nên không thay";
        Self::new(title, KEPT, "Hãy bấm “Kiểm tra dữ liệu”, kiểm tra ổ đĩa rồi làm lại").at(path)
    }

    /// Such a copy could not be put in the place of the file.
    pub fn cannot_recode(path: &Path, err: &io::Error) -> Self {
        let title = format!("Chưa thay được tệp dữ liệu ({})", io_words(err));
        Self::new(title, KEPT, "Hãy kiểm tra chỗ trống và quyền ghi của thư mục").at(path)
    }

    /// A backup that cannot be read; one that is encrypted with another password is not damaged.
    pub fn from_backup(err: &StoreError, path: &Path) -> Self {
        let about = match err {
            StoreError::WrongKey { .. } => About::Other,
            // Who is asked may know the password.
            StoreError::Encrypted { .. } if CAN_ENCRYPT => About::Password,
            _ => return Self::from_store(err, path),
        };
        let title = "Bản sao này được mã hóa bằng mật khẩu khác với tệp đang mở";
        let to_do = "Muốn dùng thì mở bản sao bằng “Mở tệp dữ liệu khác…” với mật khẩu lúc ấy";
        Self::new(title, KEPT, to_do).at(path).about(about)
    }

    /// A password is wanted where nobody sits at the terminal.
    pub fn nobody_to_ask() -> Self {
        let to_do = "Hãy nêu tệp có mật khẩu mới sau --new-password-file";
        Self::new("Chưa nêu mật khẩu mới", KEPT, to_do)
    }

    /// The terminal could not be asked.
    pub fn cannot_ask(err: &io::Error) -> Self {
        let title = format!("Không hỏi được mật khẩu ({})", io_words(err));
        let to_do = "Hãy thêm --password-file TEP hoặc đặt biến môi trường BAOCAO06_PASSWORD";
        Self::new(title, KEPT, to_do)
    }

    /// A password that cannot be set.
    pub fn from_password(fault: PasswordFault) -> Self {
        let (title, to_do) = match fault {
            PasswordFault::Short => (
                format!("Mật khẩu phải có ít nhất {LETTERS_MIN} ký tự"),
                "Hãy chọn mật khẩu dài hơn, ví dụ vài từ dễ nhớ",
            ),
            PasswordFault::Differs => {
                ("Hai lần gõ mật khẩu không giống nhau".to_owned(), "Hãy gõ lại cả hai lần")
            }
            PasswordFault::NotReckoned => (
                "Máy không đủ bộ nhớ, hoặc không cho số ngẫu nhiên, để đặt mật khẩu".to_owned(),
                "Hãy đóng bớt chương trình khác rồi làm lại; nếu vẫn vậy, hãy khởi động lại máy",
            ),
        };
        Self::new(title, KEPT, to_do)
    }
}

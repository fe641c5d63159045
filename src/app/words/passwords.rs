//! What the password of a data file does, and what it does not.

use crate::app::password::{Protection, ProtectionWish};

/// What keeps others from opening the file now.
pub fn standing(protection: Protection) -> &'static str {
    match protection {
        Protection::Open => "Tệp này chưa có mật khẩu: ai mở được máy này thì mở được tệp.",
        Protection::Password => {
            "Tệp này đang có mật khẩu, được hỏi mỗi khi mở tệp; tệp chưa mã hóa."
        }
        Protection::Encrypted => "Tệp này đang được mã hóa bằng mật khẩu.",
    }
}

/// What is being done while it is set, changed or taken away.
pub fn protecting(wish: &ProtectionWish, protection: Protection) -> &'static str {
    match (wish, protection) {
        (ProtectionWish::Encrypted { .. }, _) => "Đang mã hóa và kiểm tra tệp mới…",
        (ProtectionWish::Open, Protection::Encrypted) => "Đang bỏ mã hóa và kiểm tra tệp mới…",
        (ProtectionWish::Open, _) => "Đang bỏ mật khẩu…",
        (ProtectionWish::Password(_), Protection::Open) => "Đang đặt mật khẩu…",
        (ProtectionWish::Password(_), Protection::Password) => "Đang đổi mật khẩu…",
        (ProtectionWish::Password(_), Protection::Encrypted) => {
            "Đang đổi mật khẩu và kiểm tra tệp mới…"
        }
    }
}

/// What is to be done where it was forgotten.
pub fn forgotten(protection: Protection) -> &'static str {
    match protection {
        Protection::Open | Protection::Password => {
            "Quên mật khẩu? Chương trình không cho biết lại được. Có thể khôi phục bản sao làm trước khi đặt mật khẩu: tệp hiện tại vẫn \
                được giữ. Số liệu nhập từ đó chỉ lấy lại được khi nhớ ra mật khẩu, hoặc nhờ người hỗ trợ kỹ thuật vì tệp không mã hóa."
        }
        Protection::Encrypted => {
            "Quên mật khẩu? Tệp này được mã hóa nên không ai mở được khi không có mật khẩu. Chỉ còn bản sao làm trước khi mã hóa, nếu \
                đơn vị còn giữ, và các tệp Word, PDF, Excel và tệp số liệu đã xuất."
        }
    }
}

/// What is to be known before one is set, a sentence or two each.
pub const MEANING: [&str; 4] = [
    "• Mật khẩu được hỏi mỗi khi mở tệp bằng chương trình này, cả trong cửa sổ và khi dùng lệnh. Nó ngăn người dùng chung \
        máy mở xem, mở nhầm.",
    "• Tệp không được mã hóa: người có tệp và biết cách vẫn đọc được bằng phần mềm khác. Mật khẩu này không thay cho việc \
        giữ máy, giữ USB.",
    "• Bản sao làm từ nay cũng hỏi mật khẩu này; bản sao đã có trước thì không.",
    "• Quên mật khẩu thì chương trình không cho biết lại được. Khi đó khôi phục được bản sao làm ngay trước khi đặt mật khẩu (chương trình tự làm), hoặc nhờ \
        người hỗ trợ kỹ thuật. Hãy ghi mật khẩu ra giấy, cất ở nơi chỉ người có trách nhiệm lấy được.",
];

/// What is to be known before a file is encrypted, a sentence or two each.
pub const ENCRYPTED_MEANING: [&str; 4] = [
    "• Cả tệp được mã hóa (SQLCipher, AES-256): không có mật khẩu thì không ai đọc được, kể cả người hỗ trợ kỹ thuật và người làm \
        chương trình.",
    "• Quên mật khẩu là mất toàn bộ số liệu trong tệp và trong mọi bản sao đã mã hóa, không có cách nào lấy lại. Hãy ghi mật \
        khẩu ra giấy, cất ở nơi chỉ người có trách nhiệm lấy được.",
    "• Bản sao làm từ nay được mã hóa bằng cùng mật khẩu. Bản sao có trước vẫn chưa mã hóa: không cần nữa thì tự xóa trong thư \
        mục sao lưu. Tệp xuất ra (Word, PDF, Excel, tệp số liệu) không được mã hóa.",
    "• Tệp mới được tạo riêng, đọc lại toàn bộ rồi mới thay tệp đang dùng. Chỉ bản chương trình có mã hóa mới mở được tệp ấy.",
];

/// The same before a file is made plain again.
pub const PLAIN_MEANING: [&str; 2] = [
    "• Bỏ mã hóa thì ai có tệp cũng đọc được; tệp không hỏi mật khẩu nữa. Bản sao đã mã hóa vẫn cần mật khẩu của lúc ấy.",
    "• Đổi mật khẩu thì tệp được mã hóa lại; bản sao có trước vẫn cần mật khẩu cũ. Quên mật khẩu là mất số liệu.",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::password::Password;

    #[test]
    fn what_is_being_done_is_what_was_asked_for() {
        let set = ProtectionWish::Password(Password::chosen("mật khẩu 06").unwrap());
        assert_eq!(protecting(&ProtectionWish::Open, Protection::Password), "Đang bỏ mật khẩu…");
        assert!(protecting(&ProtectionWish::Open, Protection::Encrypted).contains("bỏ mã hóa"));
        assert_eq!(protecting(&set, Protection::Open), "Đang đặt mật khẩu…");
        assert_eq!(protecting(&set, Protection::Password), "Đang đổi mật khẩu…");
    }
}

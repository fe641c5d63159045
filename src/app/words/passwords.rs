//! What the password of a data file does, and what it does not.

use crate::app::password::Protection;

/// What keeps others from opening the file now.
pub fn standing(protection: Protection) -> &'static str {
    match protection {
        Protection::Open => "Tệp này chưa có mật khẩu: ai mở được máy này thì mở được tệp.",
        Protection::Password => "Tệp này đang có mật khẩu, được hỏi mỗi khi mở tệp.",
    }
}

/// What is to be known before one is set, a sentence or two each.
pub const MEANING: [&str; 4] = [
    "• Mật khẩu được hỏi mỗi khi mở tệp bằng chương trình này, cả trong cửa sổ và khi dùng lệnh. Nó ngăn người dùng chung \
        máy mở xem, mở nhầm.",
    "• Tệp không được mã hóa: người có tệp và biết cách vẫn đọc được bằng phần mềm khác. Mật khẩu này không thay cho việc \
        giữ máy, giữ USB.",
    "• Bản sao làm từ nay cũng hỏi mật khẩu này; bản sao đã có trước thì không.",
    "• Quên mật khẩu thì chương trình không cho biết lại được. Khi đó hãy khôi phục bản sao làm trước khi đặt mật khẩu, hoặc nhờ \
        người hỗ trợ kỹ thuật. Hãy ghi mật khẩu ra giấy, cất ở nơi chỉ người có trách nhiệm lấy được.",
];

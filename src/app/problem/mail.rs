//! What goes wrong with letters.

use super::{About, Problem};
use crate::app::platform::mail::MailError;
use crate::report::names::variant_name;

const KEPT: &str = "Các tệp đã xuất vẫn còn nguyên";

impl Problem {
    /// No letter was begun.
    pub fn from_mail(err: &MailError) -> Self {
        tracing::warn!(kind = variant_name(err), "no letter was begun");
        let (title, to_do) = match err {
            MailError::NoProgram => (
                "Máy này chưa có chương trình thư",
                "Hãy bấm “Chép đường dẫn” rồi chọn tệp trong Zalo hoặc trang thư trên trình duyệt",
            ),
            MailError::Refused => (
                "Chương trình thư không mở được",
                "Hãy mở chương trình thư rồi thử lại, hoặc bấm “Chép đường dẫn” để đính kèm tệp ở nơi khác",
            ),
        };
        Self::new(title, KEPT, to_do).about(About::Mail)
    }

    /// The system has no room for one more thing to be done beside the others.
    pub fn no_thread_for_mail(err: &std::io::Error) -> Self {
        tracing::warn!(kind = ?err.kind(), "no thread for a letter");
        let to_do = "Hãy đóng bớt chương trình khác rồi thử lại, hoặc bấm “Chép đường dẫn”";
        Self::new("Máy đang quá tải nên chưa mở được chương trình thư", KEPT, to_do)
            .about(About::Mail)
    }
}

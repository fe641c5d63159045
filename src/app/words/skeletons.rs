//! What is to be known about Word files that were taken as skeletons.

use crate::export::docx::{LeftOut, Skeleton};

/// What a skeleton was taken without; `None` when nothing is missing.
pub fn left_out(skeleton: &Skeleton) -> Option<String> {
    let parts: Vec<&str> = skeleton.left_out().map(part).collect();
    (!parts.is_empty()).then(|| format!("Đã bỏ, không đưa vào báo cáo: {}", parts.join(", ")))
}

fn part(part: LeftOut) -> &'static str {
    match part {
        LeftOut::Macros => "macro",
        LeftOut::Links => "liên kết ra ngoài tệp",
        LeftOut::Objects => "đối tượng nhúng của chương trình khác",
        LeftOut::CustomXml => "dữ liệu XML kèm theo",
        LeftOut::Comments => "nhận xét và dấu vết sửa",
        LeftOut::Names => "tên người soạn, tên cơ quan trong thuộc tính tệp",
        LeftOut::Protection => "mật khẩu và hạn chế sửa",
        LeftOut::Fields => "ô nhập liệu",
        LeftOut::Fonts => "phông chữ nhúng",
        LeftOut::Pictures => "ảnh không đúng dạng Word hiện được",
        LeftOut::Missing => "đầu trang, chân trang hoặc ảnh mà tệp nhắc đến nhưng không có",
        LeftOut::Strays => "phần lạ không thuộc văn bản Word",
    }
}

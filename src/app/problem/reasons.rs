//! The errors of the rooms below in Vietnamese: one exhaustive match for each.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::app::problem::{About, Problem};
use crate::app::words::{personal, templates};
use crate::calc::personal::PersonalColumn;
use crate::exchange::report_v1::{NumberReason, ReportFileError};
use crate::export::ExportError;
use crate::export::docx::SkeletonFault;
use crate::export::file::{FileError, FileErrorKind, FileOp};
use crate::report::names::variant_name;
use crate::report::template::Template;
use crate::store::{CAN_ENCRYPT, StoreError};

/// What an error of the data file means, what was kept, and what to do.
#[expect(clippy::too_many_lines, reason = "one exhaustive match, an arm an error")]
fn store_words(err: &StoreError) -> (String, &'static str, &'static str) {
    let kept = "Tệp được giữ nguyên như cũ";
    match err {
        StoreError::Missing { .. } => (
            "Không tìm thấy tệp dữ liệu".into(),
            "",
            "Hãy kiểm tra tên tệp, hoặc cắm lại USB nếu tệp nằm trên đó",
        ),
        StoreError::AlreadyExists { .. } => {
            ("Đã có tệp ở đây nên không tạo tệp mới".into(), kept, "Hãy chọn tên khác")
        }
        StoreError::NotAFile { .. } => {
            ("Đây không phải là tệp (có thể là thư mục)".into(), kept, "Hãy chọn một tệp dữ liệu")
        }
        StoreError::Empty { .. } => (
            "Tệp này trống, không có dữ liệu nào trong đó".into(),
            kept,
            "Có thể lần chép trước bị dở: hãy dùng tệp gốc hoặc bản sao gần nhất",
        ),
        StoreError::NotADatabase { .. } | StoreError::OtherProgram { .. } => (
            "Tệp này không phải dữ liệu của Báo cáo 06".into(),
            kept,
            "Hãy chọn tệp có đuôi .bc06 do chương trình này tạo",
        ),
        StoreError::Encrypted { .. } if CAN_ENCRYPT => (
            "Tệp dữ liệu này được mã hóa".into(),
            kept,
            "Hãy mở bằng mật khẩu; khi dùng lệnh, thêm --password-file TEP hoặc đặt biến môi trường BAOCAO06_PASSWORD",
        ),
        StoreError::Encrypted { .. } => (
            "Tệp này có lẽ là tệp dữ liệu đã mã hóa; bản chương trình này không mở được tệp mã hóa"
                .into(),
            kept,
            "Hãy mở bằng bản Báo cáo 06 có mã hóa (bản đã mã hóa tệp); nếu đơn vị chưa bao giờ mã hóa, hãy chọn đúng tệp có đuôi .bc06",
        ),
        StoreError::WrongKey { .. } => (
            "Mật khẩu không đúng".into(),
            kept,
            "Hãy gõ lại; xem có bật Caps Lock hay bộ gõ tiếng Việt không. Nếu chắc chắn đúng thì phần đầu tệp bị hỏng, hãy dùng bản sao",
        ),
        StoreError::TooNew { .. } => (
            "Tệp dữ liệu do bản chương trình mới hơn ghi".into(),
            kept,
            "Hãy dùng bản chương trình mới nhất để mở",
        ),
        StoreError::Older { .. } => (
            "Tệp dữ liệu do bản chương trình trước ghi".into(),
            kept,
            "Hãy mở tệp bằng chương trình này: tệp được sao lưu rồi nâng cấp",
        ),
        StoreError::TooOld { .. } => (
            "Tệp dữ liệu thuộc bản quá cũ".into(),
            kept,
            "Hãy mở bằng bản chương trình trung gian trước",
        ),
        StoreError::Gone { .. } => (
            "Tệp dữ liệu đang mở không còn ở chỗ cũ: đã bị xóa, chuyển đi hoặc USB đã rút".into(),
            "Mọi số liệu vẫn còn trong chương trình",
            "Hãy lưu ngay ra tệp khác, và đừng đóng chương trình trước khi lưu xong",
        ),
        StoreError::Replaced { .. } => (
            "Ở chỗ tệp dữ liệu đang mở nay là một tệp khác".into(),
            "Mọi số liệu vẫn còn trong chương trình",
            "Hãy lưu ngay ra tệp khác, và đừng đóng chương trình trước khi lưu xong",
        ),
        StoreError::ForeignLog { .. } => (
            "Cạnh tệp dữ liệu có tệp “-wal” của một tệp khác, còn sót lại".into(),
            kept,
            "Hãy chuyển tệp cùng tên có đuôi “-wal” sang thư mục khác (đừng xóa) rồi mở lại",
        ),
        StoreError::Unconfirmed { .. } => (
            "Đã tạo xong tệp và ghi đủ dữ liệu, nhưng máy chưa xác nhận đã ghi hết xuống đĩa"
                .into(),
            "Tệp đã nằm đúng chỗ",
            "Hãy mở tệp để làm tiếp; nếu đây là USB, hãy rút an toàn",
        ),
        StoreError::Locked { .. } => (
            "Tệp dữ liệu đang mở ở một cửa sổ khác".into(),
            kept,
            "Hãy chuyển sang cửa sổ đang mở, hoặc đóng nó rồi thử lại; cũng có thể mở chỉ để xem",
        ),
        StoreError::ReadOnly { .. } => (
            "Tệp hoặc thư mục chỉ cho đọc nên không ghi được".into(),
            kept,
            "Hãy chép tệp sang thư mục mà tài khoản này được ghi, rồi mở ở đó",
        ),
        StoreError::Corrupt { .. } => (
            "Tệp dữ liệu bị hỏng".into(),
            "Chương trình không sửa gì vào tệp này",
            "Hãy giữ lại tệp và dùng bản sao gần nhất",
        ),
        StoreError::OtherContent { .. } => (
            "Nội dung báo cáo khác với lần lưu cuối: tệp đã bị hỏng hoặc bị sửa ngoài chương trình"
                .into(),
            "Chương trình không sửa gì vào tệp này và không dùng số liệu ấy",
            "Hãy chạy “Kiểm tra dữ liệu” để xem chỗ khác, và dùng bản sao gần nhất",
        ),
        StoreError::DiskFull { .. } => (
            "Đĩa đã đầy nên không ghi được".into(),
            "Những gì đã báo “Đã lưu” vẫn còn nguyên",
            "Hãy xóa bớt tệp khác trên ổ đĩa này",
        ),
        StoreError::Disk { .. } => (
            "Ổ đĩa báo lỗi khi đọc ghi".into(),
            "Những gì đã báo “Đã lưu” trước đó vẫn còn trong tệp",
            "Hãy kiểm tra ổ đĩa hoặc USB; chương trình tự mở lại tệp, đối chiếu rồi ghi tiếp",
        ),
        StoreError::Io { .. } => (
            "Máy không cho đọc ghi tệp dữ liệu".into(),
            kept,
            "Hãy kiểm tra thư mục và quyền của tài khoản",
        ),
        StoreError::NoSuchReport { .. } => {
            ("Không còn báo cáo này trong tệp".into(), kept, "Hãy mở lại danh sách báo cáo")
        }
        StoreError::NoSuchOffice { office, .. } => {
            (format!("Tệp không có đơn vị cấp trên “{office}”"), kept, "Hãy thêm đơn vị đó trước")
        }
        StoreError::OfficeAboveItself { office, .. } => (
            format!("Đơn vị “{office}” sẽ trở thành cấp trên của chính mình"),
            kept,
            "Hãy chọn đơn vị cấp trên khác",
        ),
        StoreError::ClosesBeforeItOpens { office, .. } => (
            format!("Ngày kết thúc của đơn vị “{office}” trước ngày bắt đầu"),
            kept,
            "Hãy nêu lại ngày bắt đầu hoặc ngày kết thúc",
        ),
        StoreError::ReportExists { .. } => (
            "Kỳ này đã có báo cáo trong tệp".into(),
            "Báo cáo cũ được giữ nguyên",
            "Hãy mở báo cáo đó từ danh sách báo cáo",
        ),
        StoreError::NoSuchTemplate { template, .. } => (
            format!("Tệp không có mẫu “{}” phiên bản {}", template.key, template.version),
            kept,
            "Hãy thêm mẫu đó trước",
        ),
        StoreError::TemplateDiffers { template, .. } => (
            format!(
                "Mẫu “{}” phiên bản {} đã có với nội dung khác",
                template.key, template.version
            ),
            "Mẫu cũ được giữ nguyên",
            "Hãy tăng số phiên bản của mẫu mới",
        ),
        StoreError::Sql { .. } => (
            "Cơ sở dữ liệu không nhận thay đổi này".into(),
            "Những gì đã báo “Đã lưu” vẫn còn nguyên",
            "Hãy đóng chương trình, mở lại và thử lần nữa",
        ),
    }
}

/// What lies below an error of the data file, for the log: what SQLite or the system call it.
fn cause(err: &StoreError) -> String {
    match err {
        StoreError::Disk { source, .. } | StoreError::Sql { source, .. } => {
            source.sqlite_error_code().map(|code| format!("{code:?}")).unwrap_or_default()
        }
        StoreError::Io { source, action, .. } => format!("{action}: {:?}", source.kind()),
        _ => String::new(),
    }
}

/// What can be offered after an error of the data file.
fn about(err: &StoreError) -> About {
    match err {
        StoreError::Gone { .. } | StoreError::Replaced { .. } => About::FileGone,
        StoreError::Locked { .. } => About::Locked,
        StoreError::Empty { .. }
        | StoreError::NotADatabase { .. }
        | StoreError::Corrupt { .. }
        | StoreError::OtherContent { .. } => About::Damage,
        StoreError::ForeignLog { .. } => About::ForeignLog,
        StoreError::WrongKey { .. } => About::Password,
        StoreError::Encrypted { .. } if CAN_ENCRYPT => About::Password,
        _ => About::Other,
    }
}

/// How long an error that comes again, as at every try to save while the file is gone, is not logged again.
const LOGGED_AGAIN: Duration = Duration::from_secs(60);

/// Whether an error was not logged just now.
fn is_new(err: &StoreError) -> bool {
    static LAST: Mutex<Option<(String, Instant)>> = Mutex::new(None);
    let (kind, now) = (format!("{} {}", variant_name(err), cause(err)), Instant::now());
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let is_again = last
        .as_ref()
        .is_some_and(|(logged, at)| *logged == kind && now.duration_since(*at) < LOGGED_AGAIN);
    if !is_again {
        *last = Some((kind, now));
    }
    !is_again
}

impl Problem {
    /// An error of the data file.
    pub fn from_store(err: &StoreError, path: &Path) -> Self {
        if is_new(err) {
            tracing::warn!(kind = variant_name(err), cause = cause(err), "store");
        }
        let (title, kept, what_to_do) = store_words(err);
        Self::new(title, kept, what_to_do).at(path).about(about(err))
    }

    /// A file that could not be written.
    pub fn from_file(err: &FileError) -> Self {
        tracing::warn!(step = ?err.op, kind = ?err.source.kind(), "file");
        if err.op == FileOp::SyncFolder {
            return Self::new(
                "Đã ghi xong tệp, nhưng máy chưa xác nhận đã ghi hết xuống đĩa",
                "Tệp mới đã nằm đúng chỗ",
                "Nếu đây là USB, hãy rút an toàn; nếu mất điện ngay lúc này, hãy xuất lại",
            )
            .at(&err.path);
        }
        let kept = match err.op {
            FileOp::Look => "Không có gì bị ghi đè",
            _ => "Tệp cũ (nếu có) vẫn còn nguyên",
        };
        let (title, what_to_do) = match err.kind() {
            FileErrorKind::FolderMissing => {
                ("Thư mục để lưu không còn ở đó", "Hãy chọn thư mục khác, hoặc cắm lại USB")
            }
            FileErrorKind::NotAllowed => {
                ("Không được phép ghi vào đây", "Hãy chọn thư mục khác, ví dụ Tài liệu")
            }
            FileErrorKind::InUse => (
                "Tệp đang mở ở chương trình khác (Word hoặc Excel)",
                "Hãy đóng tệp đó rồi xuất lại, hoặc lưu tên khác",
            ),
            FileErrorKind::DiskFull => {
                ("Đĩa đã đầy nên không ghi được tệp", "Hãy xóa bớt tệp khác hoặc chọn ổ đĩa khác")
            }
            FileErrorKind::Folder => {
                ("Đây là một thư mục, không phải tệp", "Hãy nêu tên tệp trong thư mục đó")
            }
            FileErrorKind::NotAFile => {
                ("Ở đây không phải là tệp thường nên không ghi đè", "Hãy chọn tên khác")
            }
            FileErrorKind::ReadOnlyFile => (
                "Tệp ở đây được đặt chỉ cho đọc nên không ghi đè",
                "Hãy chọn tên khác, hoặc bỏ thuộc tính chỉ đọc của tệp",
            ),
            FileErrorKind::Link => (
                "Ở đây là một liên kết dẫn đến tệp khác nên không ghi đè",
                "Hãy chọn tên khác, hoặc nêu thẳng tệp mà liên kết dẫn đến",
            ),
            FileErrorKind::Other => ("Máy không ghi được tệp", "Hãy thử lưu vào thư mục khác"),
        };
        Self::new(title, kept, what_to_do).at(&err.path)
    }

    /// A document that could not be made.
    pub fn from_export(err: &ExportError) -> Self {
        tracing::error!(kind = variant_name(err), "export");
        let title = match err {
            ExportError::Xml(_) | ExportError::Package(_) => "Không tạo được tệp Word",
            ExportError::Pdf(_) => "Không tạo được tệp PDF",
            ExportError::Workbook(_) => "Không tạo được tệp Excel",
            ExportError::Skeleton => "Mẫu Word của chương trình bị hỏng",
        };
        Self::new(
            title,
            "Dữ liệu của báo cáo vẫn còn nguyên",
            "Hãy mở lại chương trình và thử lần nữa",
        )
    }

    /// A Word file that cannot be filled with reports.
    pub fn faulty_skeleton(fault: &SkeletonFault, path: &Path) -> Self {
        let usual = "Hãy lấy mẫu Word từ chương trình, sửa trong Word rồi lưu dạng .docx";
        let (title, what_to_do) = match fault {
            SkeletonFault::NotWord => {
                ("Tệp này không phải tệp Word .docx, hoặc có đặt mật khẩu".to_owned(), usual)
            }
            SkeletonFault::TooLarge => (
                "Tệp này quá lớn để làm mẫu Word".to_owned(),
                "Hãy thu nhỏ ảnh trong đầu trang rồi thử lại",
            ),
            SkeletonFault::Dialect => (
                "Tệp này được lưu bằng chương trình khác Word nên không đọc được danh sách"
                    .to_owned(),
                usual,
            ),
            SkeletonFault::NoPage => (
                "Tệp này không có thiết lập trang theo dạng thường dùng của Word".to_owned(),
                usual,
            ),
            SkeletonFault::Missing(names) => (
                format!("Khung thiếu {} kiểu: {}", names.len(), names.join(", ")),
                "Hãy thêm các kiểu đó, hoặc lấy lại mẫu Word từ chương trình rồi sửa",
            ),
        };
        Self::new(title, "Khung đang dùng không thay đổi", what_to_do).at(path)
    }

    /// A place of a file holds numbers that name persons.
    pub fn persons(place: &str, column: &PersonalColumn) -> Self {
        let title = personal::title(place, column);
        let kept = "Chương trình giữ số đếm, không giữ người: chưa nhập gì từ tệp, dữ liệu đang có không thay đổi";
        Self::new(title, kept, personal::TO_DO_IN_FILE)
    }

    /// A report file that cannot be read; figures are named after the template that it says.
    pub fn from_report_file(
        err: &ReportFileError,
        template: Option<&Template>,
        path: &Path,
    ) -> Self {
        tracing::warn!(kind = variant_name(err), "report file");
        let title = match err {
            ReportFileError::TooLarge(_) => "Tệp quá lớn, không phải một báo cáo".to_owned(),
            ReportFileError::Form { line, column, fault } => {
                format!("Dòng {line}, cột {column}: {}", templates::form(fault))
            }
            ReportFileError::Format(_) => {
                "Tệp này không phải tệp số liệu của Báo cáo 06".to_owned()
            }
            ReportFileError::Version(version) => {
                format!("Dạng tệp số liệu {version} mới hơn chương trình này")
            }
            ReportFileError::Number { place, figure, written, reason, .. } => {
                let found = template.and_then(|template| template.figure(figure));
                let label = found.map_or("", |found| found.label.as_str());
                format!(
                    "Chỉ tiêu “{label}” ({place} › {figure}) ghi {written}: {}",
                    number_reason(*reason)
                )
            }
            ReportFileError::Key { place, text, .. } => {
                format!("{place}: “{text}” không phải là mã hợp lệ")
            }
            ReportFileError::Day { place, text } => {
                format!("{place}: “{text}” không có trong lịch")
            }
            ReportFileError::Reversed => "Ngày cuối kỳ đứng trước ngày đầu kỳ".to_owned(),
            ReportFileError::NoteKind(kind) => format!("Không có loại ghi chú nào là “{kind}”"),
            ReportFileError::DuplicateEntry { place, id } => {
                format!("{place}: mục “{id}” có hai lần")
            }
            ReportFileError::OwnRow { row, table } => {
                format!("rows › {row}: mã của dòng tự thêm phải bắt đầu bằng “{table}.”")
            }
            ReportFileError::OtherContent => {
                "Nội dung tệp khác với lúc xuất: tệp đã bị sửa hoặc bị hỏng trên đường đi"
                    .to_owned()
            }
            ReportFileError::Template(id) => {
                format!("Báo cáo thuộc mẫu “{}” phiên bản {}", id.key, id.version)
            }
        };
        let kept = "Dữ liệu đang có không thay đổi";
        let to_do = match err {
            ReportFileError::OtherContent => {
                "Hãy lấy lại tệp từ nơi gửi; nếu tự tay sửa tệp, hãy xóa dòng content_sha256 rồi nhập lại"
            }
            _ => "Hãy chọn tệp do lệnh xuất tệp số liệu ghi ra",
        };
        Self::new(title, kept, to_do).at(path)
    }
}

/// What numbers of a file of figures must be.
fn number_reason(reason: NumberReason) -> &'static str {
    match reason {
        NumberReason::Negative => {
            "số liệu phải từ 0 trở lên; chỉ số in của một hiệu (printed) được là số âm"
        }
        NumberReason::TooLarge => "số có nhiều nhất 15 chữ số",
        NumberReason::NoQuotes => "số thập phân phải đặt trong ngoặc kép, ví dụ \"95.62\"",
        NumberReason::NotACount => {
            "chỉ tiêu này là số nguyên: viết không có dấu chấm và không đặt trong ngoặc kép, ví dụ 1317"
        }
        NumberReason::NotADecimal => {
            "số thập phân viết với dấu chấm, nhiều nhất 6 chữ số sau dấu chấm, ví dụ \"95.62\""
        }
    }
}

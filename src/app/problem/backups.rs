//! What goes wrong with backups.

use std::io;
use std::path::Path;

use super::{About, Problem, io_words, lowered};
use crate::app::platform::location::RiskyPlace;
use crate::app::platform::unbacked::Unbacked;
use crate::store::StoreError;

/// What holds whatever happens to a backup.
const KEPT: &str = "Dữ liệu đang dùng không bị ảnh hưởng";

impl Problem {
    /// A backup could not be made, for the reason that this tells.
    #[must_use]
    pub fn of_backup(mut self) -> Self {
        self.title = format!("Chưa sao lưu được: {}", lowered(&self.title));
        KEPT.clone_into(&mut self.kept);
        self
    }

    /// A file of an earlier version of the program was not brought to what this one writes, because no backup of it
    /// could be made.
    #[must_use]
    pub fn before_migration(mut self) -> Self {
        self.title = format!(
            "Tệp dữ liệu do bản chương trình trước ghi, phải sao lưu rồi mới nâng cấp: {}",
            lowered(&self.title)
        );
        "Tệp được giữ nguyên như cũ".clone_into(&mut self.kept);
        self
    }

    /// The same, because the file itself could not be changed.
    #[must_use]
    pub fn of_migration(mut self) -> Self {
        self.title = format!("Chưa nâng cấp được tệp dữ liệu: {}", lowered(&self.title));
        "Tệp được giữ nguyên như cũ; bản sao làm trước khi nâng cấp nằm trong thư mục sao lưu"
            .clone_into(&mut self.kept);
        self
    }

    /// The same, where something was to be saved out of a damaged file.
    #[must_use]
    pub fn of_salvage(mut self, err: &StoreError, to: &Path) -> Self {
        let is_of_damaged = matches!(
            err,
            StoreError::Corrupt { .. }
                | StoreError::Missing { .. }
                | StoreError::NotAFile { .. }
                | StoreError::Encrypted { .. }
                | StoreError::WrongKey { .. }
                | StoreError::Locked { .. }
        );
        if matches!(err, StoreError::Corrupt { .. }) {
            "Không đọc được báo cáo nào trong tệp này".clone_into(&mut self.title);
            "Chương trình không sửa gì vào tệp này".clone_into(&mut self.kept);
            "Hãy giữ lại tệp và dùng bản sao gần nhất".clone_into(&mut self.what_to_do);
        }
        if is_of_damaged { self } else { self.at(to) }
    }

    /// The data file lies where it may come to harm.
    pub fn risky_place(place: &RiskyPlace, data: &Path) -> Self {
        let (title, to_do) = match place {
            RiskyPlace::Cloud(program) => (
                format!("Tệp dữ liệu nằm trong thư mục {program}, có thể hỏng khi đang ghi mà bị đồng bộ"),
                "Hãy bấm “Lưu ra tệp khác…” để chuyển về một thư mục thường trên máy này; bản sao lưu thì để ở đây được",
            ),
            RiskyPlace::OtherName => (
                "Tệp dữ liệu này còn mang một tên khác trên ổ đĩa (liên kết cứng): mở bằng tên kia thì có thể thấy số liệu cũ và làm hỏng tệp".to_owned(),
                "Hãy bấm “Lưu ra tệp khác…” để có một tệp riêng; đừng mở hay chép đè bằng tên kia",
            ),
            RiskyPlace::Network => (
                "Tệp dữ liệu nằm trên máy khác trong mạng, có thể hỏng khi mạng gián đoạn hoặc hai máy cùng mở".to_owned(),
                "Hãy bấm “Lưu ra tệp khác…” để chuyển về máy này; bản sao lưu thì để trên mạng được",
            ),
        };
        let mut problem = Self::new(title, "Dữ liệu hiện vẫn dùng được", to_do).at(data);
        problem.about = About::Place;
        problem
    }

    /// The same for whoever gives commands.
    pub fn risky_place_of_command(place: &RiskyPlace, data: &Path) -> Self {
        let to_do = match place {
            RiskyPlace::Cloud(_) | RiskyPlace::Network => {
                "Hãy chép tệp về một thư mục thường trên máy này lúc không có chương trình nào mở nó, rồi dùng tệp ấy; bản sao lưu thì để ở đây được"
            }
            RiskyPlace::OtherName => {
                "Hãy chép tệp thành một tệp riêng lúc không có chương trình nào mở nó, rồi dùng tệp ấy; đừng mở hay chép đè bằng tên kia"
            }
        };
        Self { what_to_do: to_do.to_owned(), ..Self::risky_place(place, data) }
    }

    /// The open data file was chosen where a file was to be read.
    pub fn is_data_file(path: &Path) -> Self {
        let to_do = "Hãy chọn tệp khác";
        Self::new("Đây là tệp dữ liệu đang mở nên không đọc vào được", KEPT, to_do).at(path)
    }

    /// The file itself is damaged, so that no copy of it passes the check; one is kept all the same.
    pub fn backup_of_damaged(path: &Path) -> Self {
        let title = "Tệp dữ liệu có chỗ khác với lần lưu cuối nên bản sao không đạt kiểm tra; bản chép nguyên trạng vẫn được giữ";
        let to_do = "Hãy bấm “Kiểm tra dữ liệu” để xem và sửa";
        Self::new(title, KEPT, to_do).at(path)
    }

    /// A backup could not be given its name.
    pub fn no_backup(path: &Path, err: &io::Error) -> Self {
        let title = format!("Chưa sao lưu được ({})", io_words(err));
        Self::new(title, KEPT, "Hãy kiểm tra thư mục sao lưu và quyền của tài khoản").at(path)
    }

    /// A copy does not say what it was made of.
    pub fn bad_backup(path: &Path) -> Self {
        let to_do = "Hãy chọn bản sao khác; nếu lặp lại, hãy kiểm tra ổ đĩa";
        Self::new("Bản sao này không nguyên vẹn nên không dùng", KEPT, to_do).at(path)
    }

    /// The system gave no thread to read a copy, or it died.
    pub fn backup_thread_gone() -> Self {
        Self::new(
            "Chưa kiểm tra được bản sao",
            KEPT,
            "Hãy đóng bớt chương trình khác rồi sao lưu lại",
        )
    }

    /// The last run ended with something that no backup holds.
    pub fn closed_without_backup(unbacked: &Unbacked) -> Self {
        let why = match unbacked.why.as_str() {
            "" => "chưa sao lưu được dữ liệu".to_owned(),
            why => lowered(why),
        };
        let title = format!("Lần trước, khi đóng chương trình, {why}");
        let kept = "Những gì đã báo “Đã lưu” vẫn còn trong tệp dữ liệu";
        let to_do = "Hãy xem ổ đĩa còn chỗ không, rồi bấm “Sao lưu ngay” ở danh sách báo cáo";
        Self { path: unbacked.path.clone(), ..Self::new(title, kept, to_do) }
    }

    /// Of the log that a program left beside a data file when it was cut off, not all can be read; it is kept.
    pub fn log_cut_short(aside: &Path) -> Self {
        let title = "Lần trước máy hoặc chương trình bị ngắt đột ngột: phần cuối nhật ký “-wal” cạnh tệp dữ liệu ghi dở hoặc bị hỏng nên không đọc được";
        let kept = "Mọi thứ đọc được đã ở trong tệp dữ liệu; nhật ký ấy được giữ nguyên ở tệp nêu dưới đây";
        let to_do = "Hãy xem lại những gì nhập ngay trước lúc bị ngắt, thiếu thì nhập lại";
        Self::new(title, kept, to_do).at(aside)
    }

    /// The open file is not what was saved.
    pub fn other_than_saved(sentences: &[String]) -> Self {
        let first = sentences.first().map_or("", String::as_str);
        let more = match sentences.len() {
            0 | 1 => String::new(),
            count => format!(" và {} chỗ nữa", count - 1),
        };
        let title = format!("Tệp dữ liệu khác với lần lưu cuối: {first}{more}");
        let to_do = "Hãy bấm “Kiểm tra dữ liệu” ở danh sách báo cáo để xem và sửa theo nhật ký, hoặc khôi phục từ bản sao";
        Self::new(title, "Chương trình không sửa gì vào tệp này", to_do)
    }

    /// What a report is made of was changed by another program; the sentence says what.
    pub fn changed_outside(sentence: &str) -> Self {
        let kept = "Chương trình không sửa gì vào tệp này và không xuất báo cáo ấy";
        let to_do = "Hãy chạy “Kiểm tra dữ liệu” (lệnh verify) để xem và sửa theo nhật ký";
        let title = format!("{sentence} (tệp bị hỏng hoặc bị sửa ngoài chương trình)");
        let mut problem = Self::new(title, kept, to_do);
        problem.about = About::Other;
        problem
    }

    /// A file has no backups.
    pub fn no_backups(data: &Path) -> Self {
        let to_do = "Hãy sao lưu bằng: baocao06 backup";
        Self::new("Tệp dữ liệu này chưa có bản sao nào", "", to_do).at(data)
    }

    /// What backups a folder has is not known: it is not there, or cannot be read.
    pub fn unread_folder(folder: &Path, err: &io::Error) -> Self {
        let (title, to_do) = match err.kind() {
            io::ErrorKind::NotFound => (
                "Không thấy thư mục sao lưu nên chưa biết ở đó có bản sao nào".to_owned(),
                "Hãy cắm USB hoặc nối lại ổ mạng rồi xem lại",
            ),
            _ => (
                format!("Không đọc được thư mục sao lưu ({})", io_words(err)),
                "Các bản sao ở đó, nếu có, vẫn còn nguyên. Hãy kiểm tra USB, ổ mạng, quyền đọc thư mục rồi xem lại",
            ),
        };
        Self::new(title, KEPT, to_do).at(folder)
    }

    /// A backup could not be put in the place of the file.
    pub fn cannot_restore(path: &Path, err: &io::Error) -> Self {
        let title = format!("Chưa khôi phục được ({})", io_words(err));
        let kept = "Tệp dữ liệu và các bản sao vẫn như cũ";
        Self::new(title, kept, "Hãy kiểm tra chỗ trống và quyền ghi của thư mục").at(path)
    }

    /// Something of a restore could not be done, for the reason that this tells.
    #[must_use]
    pub fn of_restore(mut self) -> Self {
        self.title = format!("Chưa khôi phục được: {}", lowered(&self.title));
        "Tệp dữ liệu và các bản sao vẫn như cũ".clone_into(&mut self.kept);
        self
    }

    /// A data file was replaced, and the log of the one that was there still lies beside it.
    pub fn log_left_beside(data: &Path) -> Self {
        let title = "Đã thay tệp dữ liệu, nhưng chưa xóa được tệp cùng tên có đuôi “-wal” của tệp cũ ở bên cạnh";
        let kept = "Tệp mới đã nằm đúng chỗ, tệp cũ được giữ trong thư mục sao lưu";
        let to_do = "Hãy đóng chương trình khác đang dùng tệp “-wal” ấy, chuyển nó sang thư mục khác rồi mở lại tệp dữ liệu";
        Self::new(title, kept, to_do).at(data)
    }

    /// A backup could not be copied to where the data file is to be: which of both is the reason.
    pub fn from_restore(err: &StoreError, data: &Path, from: &Path) -> Self {
        match err {
            StoreError::DiskFull { .. } | StoreError::ReadOnly { .. } | StoreError::Io { .. } => {
                Self::from_store(err, data).of_restore()
            }
            StoreError::Missing { .. } => Self {
                title: "Chưa khôi phục được: không thấy thư mục của tệp dữ liệu".to_owned(),
                ..Self::from_store(err, data).of_restore()
            },
            StoreError::Disk { .. } => Self {
                what_to_do: "Hãy kiểm tra ổ đĩa có tệp dữ liệu và ổ đĩa hoặc USB có bản sao, rồi khôi phục lại".to_owned(),
                ..Self::from_store(err, data).of_restore()
            },
            _ => Self::from_backup(err, from),
        }
    }

    /// A file of that name is no backup, nor a data file at all.
    pub fn no_such_backup(path: &Path) -> Self {
        let to_do = "Xem các bản sao đang có bằng: baocao06 backups";
        Self::new("Không có bản sao này", KEPT, to_do).at(path)
    }
}

//! What went wrong, told once, in Vietnamese: what happened, what was not lost, what to do; the
//! path last.

mod backups;
mod mail;
mod passwords;
mod printing;
pub(in crate::app) mod reasons;
mod which;

use std::io;
use std::path::{Path, PathBuf};

use crate::app::platform::crash::{Crash, Fate};
use crate::app::platform::graphics::Graphics;
use crate::report::fault::TemplateFault;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::template::TemplateRef;
pub use which::Missing;

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Writing the data file.
    Saving,
    /// The open data file is no longer at its path: all of it is still in the program, and can go on in another
    /// file.
    FileGone,
    /// The open data file lies where it may come to harm: all of it can go on in another file.
    Place,
    /// A data file that asks for a password: it was not given, or is another one.
    Password,
    /// A data file that another window has open, so that it can only be looked at.
    Locked,
    /// A data file that is not there, so that its backups are offered.
    NotThere,
    /// A data file with the log of another one beside it: nothing is damaged, but both do not belong together.
    ForeignLog,
    /// A data file that cannot be opened, or is not what was saved, so that a backup is wanted in its place.
    Damage,
    /// No mail program could be opened: where the files lie can be copied instead.
    Mail,
    /// Anything else.
    Other,
}

impl About {
    /// Whether a backup in the place of the file is what helps.
    pub fn wants_backup(self) -> bool {
        matches!(self, Self::Damage | Self::ForeignLog | Self::NotThere)
    }
}

/// Something that could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened: one sentence without a full stop.
    pub title: String,
    /// What was not lost.
    pub kept: String,
    /// What to do.
    pub what_to_do: String,
    /// The file it happened to.
    pub path: Option<PathBuf>,
    /// What it is about.
    pub about: About,
}

impl Problem {
    /// What was not lost and what to do, as sentences.
    pub fn advice(&self) -> String {
        let sentences = [&self.kept, &self.what_to_do].into_iter().filter(|text| !text.is_empty());
        sentences.map(|text| format!("{text}.")).collect::<Vec<_>>().join(" ")
    }

    /// One line for the command line: what happened and what to do, then the path.
    pub fn line(&self) -> String {
        let path = self.path.as_ref().map(|path| format!(" ({})", path.display()));
        format!("{}. {}{}", self.title, self.advice(), path.unwrap_or_default())
    }

    /// Whether it is about writing the data file.
    pub fn is_about_saving(&self) -> bool {
        matches!(self.about, About::Saving | About::FileGone)
    }
}

impl Problem {
    pub(super) fn new(title: impl Into<String>, kept: &str, what_to_do: &str) -> Self {
        Self {
            title: title.into(),
            kept: kept.to_owned(),
            what_to_do: what_to_do.to_owned(),
            path: None,
            about: About::Other,
        }
    }

    pub(in crate::app) fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    pub(super) fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Marks the problem as one of writing the data file.
    #[must_use]
    pub fn about_saving(mut self) -> Self {
        if self.about == About::FileGone {
            // It says already what is kept, and it is not written again by itself.
            return self;
        }
        self.about = About::Saving;
        "Những gì vừa nhập vẫn còn trên màn hình và sẽ được ghi lại sau ít giây"
            .clone_into(&mut self.kept);
        self
    }

    /// No figure has such a key.
    pub fn unknown_figure(key: &str) -> Self {
        Self::new(
            format!("Mẫu báo cáo không có chỉ tiêu “{key}”"),
            "Cách trình bày không thay đổi",
            "Xem mã chỉ tiêu ở cột cuối của tệp Excel xuất ra",
        )
    }

    /// No table of the report has such a key, or none of its rows is reported.
    pub fn no_such_table(key: &str) -> Self {
        let to_do = "Hãy xem mã các bảng bằng lệnh: table list";
        Self::new(format!("Báo cáo không có bảng “{key}”"), "Báo cáo không thay đổi", to_do)
    }

    /// No table has such a key, or there is no such place for it.
    pub fn unknown_table(text: &str) -> Self {
        Self::new(
            format!("“{text}” không nêu đúng bảng và nơi in"),
            "Cách trình bày không thay đổi",
            "Viết như services=annex_landscape; nơi in là body, annex hoặc annex_landscape",
        )
    }

    /// No data file is open.
    pub fn nothing_open() -> Self {
        Self::new("Chưa mở tệp dữ liệu nào", "", "Hãy mở hoặc tạo một tệp dữ liệu trước")
    }

    /// The thread that owns the data file is gone.
    pub fn worker_gone() -> Self {
        Self::new(
            "Phần ghi dữ liệu của chương trình đã dừng",
            "Những gì đã báo “Đã lưu” vẫn còn trong tệp",
            "Hãy đóng chương trình và mở lại",
        )
    }

    /// The system has no program for a file.
    pub fn cannot_show(path: &Path) -> Self {
        Self::new(
            "Máy không mở được tệp này",
            "Tệp vẫn còn nguyên",
            "Hãy mở tệp bằng Word hoặc Excel",
        )
        .at(path)
    }

    /// The clipboard of the system cannot be written.
    pub fn no_clipboard() -> Self {
        Self::new(
            "Không ghi được vào bộ nhớ tạm của máy nên chưa chép bảng",
            "Số liệu không thay đổi",
            "Hãy bấm “Chép bảng” lần nữa; nếu vẫn không được, hãy dùng “Xuất Excel”",
        )
    }

    /// The system has no dialog for choosing files.
    pub fn no_dialog() -> Self {
        Self::new(
            "Máy này không có hộp thoại chọn tệp",
            "Số liệu không thay đổi",
            "Hãy cài gói xdg-desktop-portal-gtk hoặc zenity; hoặc nhập, xuất bằng lệnh: baocao06 --help",
        )
    }

    /// Something is not on the disk yet.
    pub fn unsaved_first() -> Self {
        Self::new(
            "Còn thay đổi chưa ghi được vào đĩa nên chưa làm việc này",
            "Những gì vừa nhập vẫn còn trên màn hình",
            "Hãy chờ báo “Đã lưu”, hoặc bấm “Lưu ra tệp khác”",
        )
        .about_saving()
    }

    /// The file named on the command line is not there yet.
    pub fn new_file_here(path: &Path) -> Self {
        let to_do = "Nếu gõ nhầm đường dẫn, hãy đóng chương trình và gõ lại; nếu lập tệp mới, bấm “Bắt đầu” thì tệp được tạo ở đây";
        Self::new("Chưa có tệp dữ liệu ở đường dẫn này", "", to_do).at(path)
    }

    /// A file that is not there, of which there are backups.
    pub fn missing_with_backups(path: &Path) -> Self {
        let to_do = "Nếu tệp ở USB hoặc ổ mạng, hãy cắm lại rồi mở lại chương trình; hoặc khôi phục từ bản sao dưới đây";
        Self::new("Không thấy tệp dữ liệu này, nhưng có bản sao của nó", "", to_do)
            .at(path)
            .about(About::Damage)
    }

    /// The file that was open last is not there.
    pub fn remembered_missing(path: &Path) -> Self {
        let to_do =
            "Hãy cắm lại USB hoặc ổ đĩa rồi mở lại chương trình; hoặc chọn một tệp khác dưới đây";
        let title = "Không thấy tệp dữ liệu đã mở lần trước";
        Self::new(title, "", to_do).at(path).about(About::NotThere)
    }

    /// Something else was to be written over the open data file.
    pub fn over_data_file(path: &Path) -> Self {
        let to_do = "Hãy chọn tên khác cho tệp xuất";
        Self::new("Đây là tệp dữ liệu đang mở nên không ghi đè", "Dữ liệu được giữ nguyên", to_do)
            .at(path)
    }

    /// An import over a report of another version of the template.
    pub fn other_template_version(id: &TemplateRef, path: &Path) -> Self {
        let title = format!("Kỳ này đã có theo mẫu phiên bản {}, khác với tệp nhập", id.version);
        let to_do = "Hãy xuất lại tệp số liệu từ máy dùng cùng phiên bản mẫu";
        Self::new(title, "Báo cáo cũ được giữ nguyên", to_do).at(path)
    }

    /// A file is where a new one was to be made.
    pub fn file_exists(path: &Path) -> Self {
        let to_do = "Hãy chọn tên khác, hoặc chuyển tệp cũ đi chỗ khác trước";
        Self::new("Đã có tệp ở đây nên không tạo tệp mới", "Tệp cũ được giữ nguyên", to_do).at(path)
    }

    /// A file was to be written under a name of another kind of file.
    pub fn wrong_extension(path: &Path, extension: &str) -> Self {
        let title = format!("Tên tệp xuất phải kết thúc bằng .{extension}");
        Self::new(title, "Không có gì được ghi", "Hãy sửa lại tên tệp").at(path)
    }

    /// There is no data file.
    pub fn no_data_file(path: &Path) -> Self {
        Self::new("Không có tệp dữ liệu", "", "Hãy kiểm tra đường dẫn sau --data").at(path)
    }

    /// What a command prints could not be written.
    pub fn not_printed(err: &io::Error) -> Self {
        let title = format!("Đã làm xong nhưng không in được kết quả ra ({})", io_words(err));
        let to_do = "Hãy chọn chỗ khác để ghi những gì in ra, rồi chạy lại lệnh xem";
        Self::new(title, "Những gì đã ghi vào tệp vẫn còn nguyên", to_do)
    }

    /// What is no ordinary file was to be read: it may have no end.
    pub fn not_a_file(path: &Path) -> Self {
        let title = "Đây không phải là tệp thường (có thể là thư mục hoặc thiết bị)";
        Self::new(title, "Dữ liệu đang có không thay đổi", "Hãy chọn đúng tệp").at(path)
    }

    /// The file was not closed cleanly behind a job that is done.
    #[must_use]
    pub fn behind_the_job(self) -> Self {
        let why = lowered(&self.title);
        let title = format!(
            "Việc đã làm xong, những gì đã lưu vẫn ở trong tệp dữ liệu, nhưng chưa đóng gọn được tệp: {why}"
        );
        let to_do = "Khi chép tệp dữ liệu đi nơi khác, hãy chép cả tệp cùng tên có đuôi “-wal”, hoặc mở rồi đóng lại bằng chương trình khi đĩa còn chỗ";
        Self { title, kept: String::new(), what_to_do: to_do.to_owned(), ..self }
    }

    /// The same with what was found out about it, a sentence each, and what that comes to.
    #[must_use]
    pub fn with_details(mut self, sentences: &[String], in_all: &[String]) -> Self {
        const TOLD: usize = 5;
        let more = sentences.len().saturating_sub(TOLD);
        let mut told: Vec<String> = sentences.iter().take(TOLD).cloned().collect();
        told.extend((more > 0).then(|| format!("Và {more} chỗ nữa")));
        told.extend_from_slice(in_all);
        told.push(std::mem::take(&mut self.kept));
        told.retain(|sentence| !sentence.is_empty());
        self.kept = told.join(". ");
        self
    }

    /// A folder could not be made.
    pub fn cannot_make_folder(path: &Path, err: &io::Error) -> Self {
        if path.is_file() {
            let title = "Không tạo được thư mục: một tệp cùng tên đang nằm ở chỗ ấy";
            let to_do = "Hãy đổi tên hoặc chuyển tệp ấy đi nơi khác rồi làm lại";
            return Self::new(title, "", to_do).at(path);
        }
        let title = format!("Không tạo được thư mục ({})", io_words(err));
        Self::new(title, "", "Hãy chọn thư mục khác mà tài khoản này được phép ghi").at(path)
    }

    /// A file could not be read.
    pub fn cannot_read(path: &Path, err: &io::Error) -> Self {
        let title = format!("Không đọc được tệp ({})", io_words(err));
        Self::new(title, "Dữ liệu đang có không thay đổi", "Hãy kiểm tra tệp và thử lại").at(path)
    }

    /// A file is far larger than such files are.
    pub fn too_large(path: &Path) -> Self {
        let title = "Tệp quá lớn, không phải tệp của chương trình này";
        Self::new(title, "Dữ liệu đang có không thay đổi", "Hãy chọn đúng tệp").at(path)
    }

    /// A text file in another encoding.
    pub fn not_utf8(path: &Path) -> Self {
        let to_do = "Hãy chọn tệp do chương trình này ghi, hoặc lưu lại tệp ở dạng UTF-8";
        Self::new("Tệp không phải văn bản Unicode (UTF-8)", "Dữ liệu đang có không thay đổi", to_do)
            .at(path)
    }

    /// What belongs to an office was asked for in a file without reports.
    pub fn no_reports(path: &Path) -> Self {
        let to_do = "Hãy lập báo cáo bằng: baocao06 new, hoặc nhập một tệp số liệu trước";
        Self::new("Tệp dữ liệu này chưa có báo cáo nào", "", to_do).at(path)
    }

    /// A report of a period that the form does not have.
    pub fn other_kind_of_period(period: PeriodKey, form: &str, kind: PeriodKind) -> Self {
        let title = format!(
            "Mẫu “{form}” lập theo {}, không lập cho {}",
            kind.label().to_lowercase(),
            period.label_in_sentence()
        );
        let to_do = format!("Hãy nêu kỳ viết như {}", kind.example());
        Self::new(title, "Không có gì thay đổi", &to_do)
    }

    /// A report of a template that the data file does not have.
    pub fn no_template(id: &TemplateRef, path: &Path) -> Self {
        let title = format!("Chưa có mẫu “{}” phiên bản {} của báo cáo này", id.key, id.version);
        let to_do = "Hãy thêm mẫu trước bằng: baocao06 template add MAU.json";
        Self::new(title, "Dữ liệu đang có không thay đổi", to_do).at(path)
    }

    /// A template that was asked for by name.
    pub fn unknown_template(key: &str, version: Option<u32>) -> Self {
        let version = version.map(|version| format!(" phiên bản {version}")).unwrap_or_default();
        Self::new(
            format!("Không có mẫu “{key}”{version}"),
            "",
            "Xem các mẫu đang có bằng: baocao06 template list",
        )
    }

    /// A template with faults.
    pub fn faulty_template(faults: &[TemplateFault], path: &Path) -> Self {
        const SHOWN_MAX: usize = 8;
        let shown: Vec<String> = faults
            .iter()
            .take(SHOWN_MAX)
            .map(crate::app::words::templates::template_fault)
            .collect();
        let more = faults.len().saturating_sub(SHOWN_MAX);
        let more = if more > 0 { format!("; và {more} lỗi nữa") } else { String::new() };
        let to_do = format!("Hãy sửa: {}{more}", shown.join("; "));
        Self::new("Tệp mẫu có lỗi nên không dùng được", "Dữ liệu đang có không thay đổi", &to_do)
            .at(path)
    }

    /// The program ended in a crash the last time.
    pub fn after_crash(crash: &Crash) -> Self {
        let kept = match crash.kept {
            Fate::Saved => "Mọi thứ đang nhập đã được lưu trước khi chương trình dừng",
            Fate::Aside => "Những gì chưa ghi được vào tệp dữ liệu đã để riêng, không mất",
            Fate::Unknown => "Những gì đã báo “Đã lưu” vẫn còn trong tệp",
        };
        let back = crash.aside.as_ref().map(|path| {
            format!("Hãy lấy lại bằng Tệp › Nhập tệp số liệu… từ tệp {}. ", path.display())
        });
        let to_do = format!(
            "{}Nếu lỗi lặp lại, hãy gửi báo cáo sự cố dưới đây (không có số liệu, lời văn) cho bộ phận hỗ trợ",
            back.unwrap_or_default()
        );
        Self::new("Lần trước chương trình gặp lỗi và phải dừng", kept, &to_do).at(&crash.report)
    }

    /// The program was cut off the last time.
    pub fn cut_off() -> Self {
        Self::new(
            "Lần trước chương trình bị ngắt khi đang mở (mất điện, tắt máy hoặc bị buộc dừng)",
            "Những gì đã báo “Đã lưu” vẫn còn trong tệp",
            "Hãy xem lại chỗ đang nhập lúc đó",
        )
    }

    /// The window is drawn by something other than the machine's graphics card, which does not work.
    pub fn other_graphics(graphics: Graphics) -> Self {
        let (title, kept) = match graphics {
            Graphics::Hardware => (
                "Cửa sổ vẽ bằng phần mềm không mở được nên chương trình vẽ bằng card đồ họa",
                "Số liệu không bị ảnh hưởng",
            ),
            Graphics::Software => (
                "Card đồ họa của máy không mở được cửa sổ nên chương trình vẽ bằng phần mềm",
                "Số liệu không bị ảnh hưởng; màn hình có thể chậm hơn",
            ),
            Graphics::OpenGl => (
                "Card đồ họa của máy không mở được cửa sổ nên chương trình vẽ bằng cách cũ (OpenGL)",
                "Số liệu không bị ảnh hưởng; màn hình có thể chậm hơn",
            ),
        };
        let to_do =
            "Các lần mở sau cũng vậy; khi máy đã được sửa, chọn Công cụ › Vẽ bằng card đồ họa";
        Self::new(title, kept, to_do)
    }

    /// Something the program itself brings along cannot be read.
    pub fn damaged_program(detail: &str) -> Self {
        let title = format!("Tệp chương trình bị hỏng: {detail}");
        Self::new(title, "Dữ liệu không thay đổi", "Hãy chép lại chương trình từ bản gốc")
    }
}

/// A sentence as it goes on behind a colon.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// An error of the system in a few Vietnamese words.
fn io_words(err: &io::Error) -> &'static str {
    match err.kind() {
        io::ErrorKind::NotFound => "không tìm thấy",
        io::ErrorKind::PermissionDenied => "không có quyền",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "đĩa đầy",
        io::ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        io::ErrorKind::IsADirectory => "đây là thư mục",
        io::ErrorKind::NotADirectory => "đường dẫn đi qua một tệp",
        io::ErrorKind::InvalidFilename => "tên tệp không hợp lệ",
        _ => "lỗi đọc ghi của máy",
    }
}

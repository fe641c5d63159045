//! Everything the user can do, in one closed list: menu, toolbar, shortcuts and help are made from it.

mod keep;
mod keys;
mod machine;
mod table;

pub use keep::KeepCommand;
pub use keys::{Held, Key, Shortcut};
pub use machine::MachineCommand;
pub use table::TableCommand;

use std::borrow::Cow;

use crate::app::files::export_format::ExportFormat;
use crate::app::platform::preferences::Pane;
use crate::report::period::{PeriodKind, of_kind};

/// A thing the user can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Back to the list of reports.
    ShowReports,
    /// The period before the open one.
    PreviousReport,
    /// The period after the open one.
    NextReport,
    /// The page before.
    PreviousPage,
    /// The page after.
    NextPage,
    /// Start the period after the last one.
    StartNextReport,
    /// Start a report of any office in any form.
    StartReport,
    /// Show the offices of the file, and the places that they have among each other.
    Offices,
    /// Declare the open report finished.
    MarkFinal,
    /// Open a finished report for a change.
    Reopen,
    /// Delete the open report.
    DeleteReport,
    /// Show the reports that are deleted and can be brought back.
    DeletedReports,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Save the report as a file.
    Export(ExportFormat),
    /// Print the open report.
    Print,
    /// Begin a letter with files of the open report.
    Send,
    /// Copy the table of the page in the order of a web form.
    CopyInOrder,
    /// Read a report from a JSON file.
    Import,
    /// Show the agencies that provide figures, and their forms.
    CollectForms,
    /// Read a form that an agency filled in.
    TakeForm,
    /// Save the Word file that reports are filled into, to change it in Word.
    ExportSkeleton,
    /// Fill reports into a Word file of the office.
    TakeSkeleton,
    /// Fill reports into the built-in Word file again.
    DropSkeleton,
    /// Open another data file.
    OpenFile,
    /// Make a data file for another office.
    NewFile,
    /// Keep the data file safe.
    Keep(KeepCommand),
    /// Show or fold away the pages as they will be printed.
    TogglePreview,
    /// Show or hide what contradicts itself.
    ToggleChecks,
    /// Show or hide all about the figure with the keyboard.
    ToggleDetails,
    /// Write what is to be remembered about the figure with the keyboard.
    Comment,
    /// Show or hide what was done to the report.
    ToggleHistory,
    /// Put the numbers and the wording of the period before where the page on screen has none.
    CarryPage,
    /// Put the numbers of the period before in place of blank ones.
    CarryFigures,
    /// Put the wording of the period before where this period has none.
    CarryWording,
    /// Accept the numbers that were taken over.
    AcceptCarried,
    /// Take them away again.
    DiscardCarried,
    /// Go to the next finding.
    NextFinding,
    /// Go to the finding before.
    PreviousFinding,
    /// Go to the next figure that is not entered.
    NextEmpty,
    /// Look through labels and texts.
    Find,
    /// Go to a row of a table by its number or name.
    GoToRow,
    /// Offer every command, page and figure.
    Palette,
    /// Show how a report is made, step by step.
    Help,
    /// Let the decimal key of the numeric keypad type a comma, or not.
    ToggleKeypadComma,
    /// Text of the usual size.
    ZoomReset,
    /// Larger text.
    ZoomIn,
    /// Smaller text.
    ZoomOut,
    /// Light colours.
    ThemeLight,
    /// Dark colours.
    ThemeDark,
    /// Colours of the system.
    ThemeSystem,
    /// How tables stand on the form.
    Table(TableCommand),
    /// Something about the machine.
    Machine(MachineCommand),
}

impl Command {
    /// Every command.
    pub fn all() -> impl Iterator<Item = Self> {
        let exports = ExportFormat::ALL.into_iter().map(Self::Export);
        let keeps = KeepCommand::all().map(Self::Keep);
        let all = Self::BEFORE_EXPORTS.into_iter().chain(exports);
        let tables = TableCommand::ALL.into_iter().map(Self::Table);
        let machine = MachineCommand::ALL.into_iter().map(Self::Machine);
        all.chain(keeps).chain(Self::BEHIND_EXPORTS).chain(tables).chain(machine)
    }

    /// The commands in front of the exports, in the order of lists.
    const BEFORE_EXPORTS: [Self; 14] = [
        Self::ShowReports,
        Self::PreviousReport,
        Self::NextReport,
        Self::PreviousPage,
        Self::NextPage,
        Self::StartNextReport,
        Self::StartReport,
        Self::Offices,
        Self::MarkFinal,
        Self::Reopen,
        Self::DeleteReport,
        Self::DeletedReports,
        Self::Undo,
        Self::Redo,
    ];

    /// The commands behind the exports.
    const BEHIND_EXPORTS: [Self; 35] = [
        Self::Print,
        Self::Send,
        Self::CopyInOrder,
        Self::Import,
        Self::CollectForms,
        Self::TakeForm,
        Self::ExportSkeleton,
        Self::TakeSkeleton,
        Self::DropSkeleton,
        Self::OpenFile,
        Self::NewFile,
        Self::TogglePreview,
        Self::ToggleChecks,
        Self::ToggleDetails,
        Self::Comment,
        Self::ToggleHistory,
        Self::CarryPage,
        Self::CarryFigures,
        Self::CarryWording,
        Self::AcceptCarried,
        Self::DiscardCarried,
        // With Shift first: without it, it would be taken for the other.
        Self::PreviousFinding,
        Self::NextFinding,
        Self::NextEmpty,
        Self::Find,
        Self::GoToRow,
        Self::Palette,
        Self::Help,
        Self::ToggleKeypadComma,
        Self::ZoomReset,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ThemeSystem,
    ];

    /// What shows a pane, and folds it away.
    pub fn of_pane(pane: Pane) -> Self {
        match pane {
            Pane::Checks => Self::ToggleChecks,
            Pane::Details => Self::ToggleDetails,
            Pane::History => Self::ToggleHistory,
            Pane::Preview | Pane::Folded => Self::TogglePreview,
        }
    }

    /// What a button or menu says where periods of a kind are shown; "…" when more will be asked.
    pub fn label(self, kind: Option<PeriodKind>) -> Cow<'static, str> {
        of_kind(self.label_of_kinds(), kind)
    }

    fn label_of_kinds(self) -> &'static str {
        match self {
            Self::ShowReports => "Các {kỳ}",
            Self::PreviousReport => "{Kỳ} trước",
            Self::NextReport => "{Kỳ} sau",
            Self::PreviousPage => "Phần trước",
            Self::NextPage => "Phần sau",
            Self::StartNextReport => "Lập báo cáo {kỳ} tiếp theo",
            Self::StartReport => "Lập báo cáo…",
            Self::Offices => "Các đơn vị trong tệp…",
            Self::MarkFinal => "Chốt báo cáo",
            Self::Reopen => "Mở lại để sửa",
            Self::DeleteReport => "Xóa báo cáo này…",
            Self::DeletedReports => "Báo cáo đã xóa…",
            Self::Undo => "Hoàn tác",
            Self::Redo => "Làm lại",
            Self::Export(format) => format.about().label,
            Self::Print => "In…",
            Self::Send => "Gửi thư…",
            Self::CopyInOrder => "Chép bảng theo mẫu nhập của tỉnh…",
            Self::Import => "Nhập tệp số liệu…",
            Self::CollectForms => "Phiếu thu thập theo đơn vị…",
            Self::TakeForm => "Nhập phiếu đã điền…",
            Self::ExportSkeleton => "Lấy mẫu Word…",
            Self::TakeSkeleton => "Dùng mẫu Word của đơn vị…",
            Self::DropSkeleton => "Bỏ mẫu Word của đơn vị",
            Self::OpenFile => "Mở tệp dữ liệu khác…",
            Self::NewFile => "Tạo tệp dữ liệu mới…",
            Self::Keep(keep) => keep.label(),
            Self::TogglePreview => "Xem trước",
            Self::ToggleChecks => "Kiểm tra",
            Self::ToggleDetails => "Chi tiết",
            Self::Comment => "Ghi chú, cần theo dõi…",
            Self::ToggleHistory => "Lịch sử thay đổi",
            Self::CarryPage => "Lấy số, lời văn {kỳ} trước cho phần này",
            Self::CarryFigures => "Lấy số {kỳ} trước vào ô trống",
            Self::CarryWording => "Lấy lời văn, nơi nhận, người ký {kỳ} trước",
            Self::AcceptCarried => "Xác nhận mọi số lấy từ {kỳ} trước",
            Self::DiscardCarried => "Bỏ mọi số lấy từ {kỳ} trước",
            Self::NextFinding => "Đến phát hiện tiếp theo",
            Self::PreviousFinding => "Về phát hiện liền trước",
            Self::NextEmpty => "Đến ô trống tiếp theo",
            Self::Find => "Tìm…",
            Self::GoToRow => "Đến dòng…",
            Self::Palette => "Lệnh, phần, chỉ tiêu…",
            Self::Help => "Hướng dẫn",
            Self::ToggleKeypadComma => "Phím thập phân bên phải gõ dấu phẩy",
            Self::ZoomReset => "Chữ cỡ thường",
            Self::ZoomIn => "Chữ to hơn",
            Self::ZoomOut => "Chữ nhỏ hơn",
            Self::ThemeLight => "Nền sáng",
            Self::ThemeDark => "Nền tối",
            Self::ThemeSystem => "Nền theo máy",
            Self::Table(table) => table.label(),
            Self::Machine(machine) => machine.label(),
        }
    }

    /// What it does, for the tooltip.
    pub fn tooltip(self, kind: Option<PeriodKind>) -> Cow<'static, str> {
        of_kind(self.tooltip_of_kinds(), kind)
    }

    #[expect(clippy::too_many_lines, reason = "one exhaustive match, an arm a command")]
    fn tooltip_of_kinds(self) -> &'static str {
        match self {
            Self::ShowReports => "Về danh sách các {kỳ}",
            Self::PreviousReport => "Mở báo cáo của {kỳ} liền trước",
            Self::NextReport => "Mở báo cáo của {kỳ} liền sau",
            Self::PreviousPage => "Sang phần liền trước của báo cáo",
            Self::NextPage => "Sang phần liền sau của báo cáo",
            Self::StartNextReport => {
                "Lấy cấu trúc, nơi nhận, người ký và lời văn của {kỳ} cuối; số liệu để trống"
            }
            Self::StartReport => "Chọn đơn vị, mẫu báo cáo và kỳ để lập một báo cáo mới",
            Self::Offices => {
                "Xem, thêm đơn vị; chọn đơn vị trực thuộc đơn vị nào, báo cáo từ ngày nào đến hết ngày nào"
            }
            Self::MarkFinal => "Đánh dấu báo cáo đã xong; muốn sửa sẽ được hỏi lại",
            Self::Reopen => "Cho phép sửa một báo cáo đã chốt",
            Self::DeleteReport => "Bỏ báo cáo này khỏi danh sách; lấy lại được ở “Báo cáo đã xóa…”",
            Self::DeletedReports => "Xem các báo cáo đã xóa và khôi phục",
            Self::Undo => "Trả lại như trước thay đổi cuối cùng",
            Self::Redo => "Thực hiện lại thay đổi vừa hoàn tác",
            Self::Export(format) => format.about().tooltip,
            Self::CopyInOrder => {
                "Chép bảng của phần đang xem theo thứ tự cột, dòng của trang nhập số liệu; lần đầu sẽ hỏi thứ tự"
            }
            Self::Send => {
                "Xuất các tệp được chọn và mở chương trình thư với tiêu đề, lời thư soạn sẵn"
            }
            Self::Print => "Chọn máy in, trang và số bản rồi in báo cáo",
            Self::Import => "Đọc báo cáo một {kỳ} từ tệp số liệu",
            Self::CollectForms => {
                "Xuất phiếu Excel cho từng đơn vị cung cấp số liệu, và nhập phiếu đã điền"
            }
            Self::TakeForm => "Chọn phiếu Excel đã điền; xem trước rồi mới nhập vào báo cáo",
            Self::ExportSkeleton => {
                "Lưu mẫu Word của báo cáo để sửa phông chữ, lề, kiểu, biểu trưng"
            }
            Self::TakeSkeleton => "Chọn tệp đã sửa từ mẫu Word; mọi báo cáo của đơn vị theo đó",
            Self::DropSkeleton => "Trở lại mẫu Word có sẵn của chương trình",
            Self::OpenFile => "Chọn một tệp dữ liệu của chương trình",
            Self::NewFile => "Bắt đầu cho một đơn vị mới; tệp đang mở được giữ nguyên",
            Self::Keep(keep) => keep.tooltip(),
            Self::ToggleChecks => "Hiện hoặc ẩn những chỗ mâu thuẫn, bất thường của báo cáo",
            Self::ToggleDetails => {
                "Hiện hoặc ẩn định nghĩa, mười hai {kỳ} và các lần sửa của chỉ tiêu đang chọn"
            }
            Self::Comment => {
                "Viết ghi chú cho số liệu đang chọn, đánh dấu cần theo dõi; không in vào báo cáo"
            }
            Self::CarryPage => {
                "Điền số và lời văn {kỳ} trước vào chỗ còn trống của phần đang xem; số ấy chờ xác nhận"
            }
            Self::CarryFigures => {
                "Điền số {kỳ} trước vào mọi ô còn trống của báo cáo; số ấy chờ xác nhận"
            }
            Self::CarryWording => {
                "Điền lời văn, văn bản, nơi nhận, người ký {kỳ} trước vào chỗ trống"
            }
            Self::AcceptCarried => "Các số lấy từ {kỳ} trước cũng đúng cho {kỳ} này",
            Self::DiscardCarried => "Các ô lấy từ {kỳ} trước mà chưa xác nhận trở lại để trống",
            Self::ToggleHistory => "Hiện hoặc ẩn mọi lần sửa của báo cáo: lúc nào, ai, trước, sau",
            Self::NextFinding => "Đến ô nhập của phát hiện tiếp theo",
            Self::PreviousFinding => "Về ô nhập của phát hiện liền trước",
            Self::TogglePreview => {
                "Hiện hoặc ẩn các trang như sẽ in; bấm vào một chỗ trên trang để đến ô nhập của nó"
            }
            Self::NextEmpty => "Đến chỉ tiêu chưa nhập tiếp theo của báo cáo",
            Self::Find => "Tìm trong tên chỉ tiêu và lời văn, không cần gõ dấu",
            Self::GoToRow => "Đến một dòng của bảng theo số thứ tự hoặc tên",
            Self::Palette => "Tìm và chạy mọi lệnh, đến mọi phần và chỉ tiêu",
            Self::Help => "Từng bước làm một báo cáo, có hình; phím tắt",
            Self::ToggleKeypadComma => {
                "Bật hoặc tắt: phím thập phân của bàn phím số gõ dấu phẩy trong ô số thập phân"
            }
            Self::ZoomReset => "Đưa chữ trên màn hình về cỡ thường",
            Self::ZoomIn => "Phóng to chữ trên màn hình",
            Self::ZoomOut => "Thu nhỏ chữ trên màn hình",
            Self::ThemeLight => "Chữ tối trên nền sáng",
            Self::ThemeDark => "Chữ sáng trên nền tối",
            Self::ThemeSystem => "Sáng hay tối theo cài đặt của máy",
            Self::Table(table) => table.tooltip(),
            Self::Machine(machine) => machine.tooltip(),
        }
    }

    /// Its keys.
    pub fn shortcut(self) -> Option<Shortcut> {
        let ctrl = |key| Some(Shortcut { held: Held::Ctrl, key });
        let alone = |key| Some(Shortcut { held: Held::Nothing, key });
        match self {
            Self::TogglePreview => alone(Key::F6),
            Self::NextFinding => alone(Key::F8),
            Self::PreviousFinding => Some(Shortcut { held: Held::Shift, key: Key::F8 }),
            Self::ToggleChecks => alone(Key::F9),
            Self::ToggleDetails => ctrl(Key::Enter),
            Self::Comment => Some(Shortcut { held: Held::Shift, key: Key::F2 }),
            Self::PreviousPage => ctrl(Key::PageUp),
            Self::NextPage => ctrl(Key::PageDown),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => ctrl(Key::Y),
            Self::Export(ExportFormat::Docx) => ctrl(Key::E),
            Self::Print => ctrl(Key::P),
            Self::OpenFile => ctrl(Key::O),
            Self::ShowReports => ctrl(Key::H),
            Self::NextEmpty => alone(Key::F7),
            Self::Find => ctrl(Key::F),
            Self::GoToRow => ctrl(Key::G),
            Self::Palette => ctrl(Key::K),
            Self::Help => alone(Key::F1),
            Self::Machine(MachineCommand::Settings) => ctrl(Key::Comma),
            Self::ZoomReset => ctrl(Key::Zero),
            Self::ZoomIn => ctrl(Key::Plus),
            Self::ZoomOut => ctrl(Key::Minus),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn labels_and_shortcuts_are_unique() {
        let labels: HashSet<_> =
            Command::all().map(|command| command.label(Some(PeriodKind::Month))).collect();
        assert_eq!(labels.len(), Command::all().count());
        let keys: Vec<_> = Command::all().filter_map(Command::shortcut).collect();
        let unique: HashSet<_> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len());
        for command in Command::all() {
            let (label, tooltip) = (command.label(None), command.tooltip(None));
            assert!(!label.contains("...") && !label.contains('{'), "{label}");
            assert!(!tooltip.ends_with('.') && !tooltip.contains('{'), "{tooltip}");
        }
    }
}

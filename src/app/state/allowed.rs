//! When a command can be carried out, and why not.

use std::borrow::Cow;

use super::{Screen, State};
use crate::app::command::{Command, KeepCommand, MachineCommand};
use crate::report::period::of_kind;

const READ_ONLY: &str = "Tệp dữ liệu này chỉ cho đọc";

impl Command {
    /// Whether it can be done now.
    ///
    /// # Errors
    /// The reason why not, as the tooltip of the disabled button says it.
    pub fn enabled(self, state: &State) -> Result<(), Cow<'static, str>> {
        self.allowed(state).map_err(|reason| of_kind(reason, state.period_kind()))
    }

    fn allowed(self, state: &State) -> Result<(), &'static str> {
        let needs = |is_met: bool, reason| if is_met { Ok(()) } else { Err(reason) };
        match self {
            Self::OpenFile | Self::NewFile => Ok(()),
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => Ok(()),
            Self::Machine(MachineCommand::ForgetFiles) => state.needs_known_files(),
            Self::Palette | Self::Help | Self::ToggleKeypadComma | Self::Machine(_) => Ok(()),
            Self::ThemeLight | Self::ThemeDark | Self::ThemeSystem | Self::Table(_) => Ok(()),
            Self::ShowReports => {
                needs(state.screen == Screen::Report, "Danh sách các {kỳ} đang hiện")
            }
            Self::PreviousReport => {
                needs(state.neighbour(-1).is_some(), "Không có báo cáo nào trước {kỳ} này")
            }
            Self::NextReport => {
                needs(state.neighbour(1).is_some(), "Không có báo cáo nào sau {kỳ} này")
            }
            Self::StartNextReport => {
                Self::StartReport.allowed(state)?;
                state.has_next_report()
            }
            Self::Keep(keep) => state.allows_to_keep(keep),
            Self::StartReport | Self::Offices | Self::Import | Self::DeletedReports => {
                state.needs_writable_file()
            }
            Self::DeleteReport => state.allows_to_delete(),
            // In the list they take back what was done to a whole report just now.
            Self::Undo if state.deleted_just_now().is_some() => Ok(()),
            Self::Redo if state.taken_back_just_now().is_some() => Ok(()),
            Self::TakeSkeleton => state.needs_writable_report(),
            Self::DropSkeleton => state.needs_own_skeleton(),
            Self::MarkFinal => {
                state.needs_writable_report()?;
                needs(!state.is_open_final(), "Báo cáo này đã chốt")
            }
            Self::Reopen => {
                state.needs_writable_report()?;
                needs(state.is_open_final(), "Báo cáo này chưa chốt")
            }
            Self::Undo
            | Self::Redo
            | Self::TakeForm
            | Self::CarryPage
            | Self::CarryFigures
            | Self::CarryWording
            | Self::AcceptCarried
            | Self::DiscardCarried => {
                state.needs_writable_report()?;
                needs(!state.is_open_final(), "Báo cáo đã chốt; hãy mở lại để sửa trước")
            }
            Self::CopyInOrder => state.needs_table(),
            Self::Send
            | Self::PreviousPage
            | Self::NextPage
            | Self::TogglePreview
            | Self::ToggleChecks
            | Self::ToggleDetails
            | Self::Comment
            | Self::ToggleHistory
            | Self::NextFinding
            | Self::PreviousFinding
            | Self::NextEmpty
            | Self::Find
            | Self::GoToRow
            | Self::Export(_)
            | Self::Print
            | Self::CollectForms
            | Self::ExportSkeleton => state.needs_report(),
        }
    }
}

impl State {
    fn needs_file(&self) -> Result<(), &'static str> {
        if self.file.is_some() { Ok(()) } else { Err("Chưa mở tệp dữ liệu nào") }
    }

    fn needs_known_files(&self) -> Result<(), &'static str> {
        let has_some = self.known_files().next().is_some();
        if has_some { Ok(()) } else { Err("Danh sách đang trống") }
    }

    fn allows_to_keep(&self, command: KeepCommand) -> Result<(), &'static str> {
        match command {
            KeepCommand::OpenFolder | KeepCommand::Verify => self.needs_file(),
            KeepCommand::BackUp
            | KeepCommand::Backups
            | KeepCommand::Password
            | KeepCommand::Encrypt => self.needs_writable_file(),
        }
    }

    pub(super) fn needs_writable_file(&self) -> Result<(), &'static str> {
        self.needs_file()?;
        if self.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
    }

    fn needs_report(&self) -> Result<(), &'static str> {
        let is_open = self.screen == Screen::Report && self.open.is_some();
        if is_open { Ok(()) } else { Err("Hãy mở báo cáo của một {kỳ} trước") }
    }

    fn allows_to_delete(&self) -> Result<(), &'static str> {
        self.needs_writable_report()?;
        let refused = self.open_row().and_then(|row| self.refuses_to_delete(row));
        refused.map_or(Ok(()), Err)
    }

    fn needs_own_skeleton(&self) -> Result<(), &'static str> {
        self.needs_writable_report()?;
        let is_own = self.open.as_ref().is_some_and(|open| open.look().own.is_some());
        if is_own { Ok(()) } else { Err("Đang dùng mẫu Word của chương trình") }
    }

    fn needs_table(&self) -> Result<(), &'static str> {
        let table = self.table_of_page();
        table.map(drop).ok_or("Phần đang xem không có bảng; hãy mở phần có bảng trước")
    }

    fn needs_writable_report(&self) -> Result<(), &'static str> {
        self.needs_report()?;
        if self.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
    }
}

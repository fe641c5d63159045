//! What can be done about the machine and not about reports.

use crate::app::platform::graphics::Graphics;

/// One of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MachineCommand {
    /// Let the machine's graphics card draw the window, from the next start on.
    DrawByHardware,
    /// Draw the window in software, from the next start on.
    DrawBySoftware,
}

impl MachineCommand {
    /// Every one, in the order of menus.
    pub const ALL: [Self; 2] = [Self::DrawByHardware, Self::DrawBySoftware];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::DrawByHardware => "Vẽ bằng card đồ họa",
            Self::DrawBySoftware => "Vẽ bằng phần mềm",
        }
    }

    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::DrawByHardware => {
                "Từ lần mở sau: cửa sổ do card đồ họa của máy vẽ, như thường lệ"
            }
            Self::DrawBySoftware => {
                "Từ lần mở sau: cửa sổ vẽ bằng phần mềm, chậm hơn nhưng không cần card đồ họa"
            }
        }
    }

    /// By what the window is to be drawn then.
    pub fn graphics(self) -> Graphics {
        match self {
            Self::DrawByHardware => Graphics::Hardware,
            Self::DrawBySoftware => Graphics::Software,
        }
    }
}

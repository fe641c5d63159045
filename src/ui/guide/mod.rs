//! F1: how a report is made, step by step, each with a picture that the program draws itself (`pictures.rs`), so that
//! it never shows another program than the one on screen.

mod pictures;
mod sketch;

use egui::{Label, RichText, ScrollArea, Ui, WidgetInfo, vec2};

use self::sketch::Sketch;
use super::chrome;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP};
use crate::app::command::{Command, KeepCommand, MachineCommand};
use crate::app::files::export_format::ExportFormat;
use crate::app::state::State;
use crate::report::period::{PeriodKind, of_kind};

const WIDTH: f32 = 860.0;
const HEIGHT: f32 = 470.0;
/// What stands above and below: heading, buttons, margins.
const AROUND: f32 = 128.0;
/// The width of the list of steps.
const STEPS: f32 = 230.0;
/// Of a picture.
const PICTURE: egui::Vec2 = vec2(560.0, 190.0);

/// A step of the work.
struct Step {
    title: &'static str,
    /// What is done, in the words for periods of any kind.
    points: &'static [&'static str],
    /// What its picture shows, for who cannot see it.
    shows: &'static str,
    picture: fn(&Sketch<'_>),
    /// Where it is done.
    leads: Option<Command>,
}

const GUIDE: [Step; 8] = [
    Step {
        title: "Khai báo đơn vị, một lần",
        points: &[
            "Lần đầu, chọn loại đơn vị (xã, phường, đặc khu, tỉnh, thành phố, sở, ban, ngành), gõ tên và cấp trên.",
            "Tên cơ quan, ký hiệu, địa danh, nơi nhận và cách gọi trong câu (“Công an xã”, “thôn”…) theo đó mà ra.",
            "Đổi tên sau này: “Các đơn vị trong tệp…”, chương trình hỏi những chỗ nào khác đổi theo.",
        ],
        shows: "Ba ô khai báo đơn vị, mũi tên sang trang giấy có tên cơ quan",
        picture: pictures::identity,
        leads: Some(Command::Offices),
    },
    Step {
        title: "Lập báo cáo {kỳ} mới",
        points: &[
            "“Lập báo cáo…” lấy cấu trúc, lời văn, nơi nhận, người ký của {kỳ} trước; số liệu để trống.",
            "Báo cáo mở ở ô trống đầu tiên. Khung “Còn phải làm” đếm số liệu, lời văn, văn bản còn chờ; F7 đến chỗ tiếp theo.",
        ],
        shows: "Các ô {kỳ} trong danh sách, ô cuối là {kỳ} mới",
        picture: pictures::new_report,
        leads: Some(Command::StartReport),
    },
    Step {
        title: "Gõ số như trong Excel",
        points: &[
            "Gõ là nhập; Enter xuống, Tab sang phải, mũi tên rời ô. F2 hoặc bấm đúp để sửa bên trong ô.",
            "Tỷ lệ, tổng, thanh tiến độ tự tính. Ô nền xám là ô tính, không phải gõ.",
            "Không có gì để báo cáo thì gõ dấu - (không phát sinh); để trống nghĩa là chưa nhập.",
            "Mọi thứ gõ vào được lưu ngay; Ctrl+Z hoàn tác từng bước.",
        ],
        shows: "Bảng có ô đang nhập, ô tỷ lệ có thanh tiến độ, các phím Enter và Tab",
        picture: pictures::typing,
        leads: Some(Command::NextEmpty),
    },
    Step {
        title: "Dán cả bảng",
        points: &[
            "Chép nguyên bảng từ Excel, Word hay trang web (cả STT, tên, tiêu đề cột), đứng ở một ô của bảng rồi Ctrl+V.",
            "Dòng được tìm theo tên, cột theo tiêu đề. Trước khi ghi, chương trình cho xem từng ô sẽ đổi thế nào.",
            "Ô không đọc được giữ nguyên chữ và được đánh dấu, không bị bỏ.",
        ],
        shows: "Bảng Excel có thứ tự dòng khác, mũi tên Ctrl+V sang bảng của báo cáo đúng dòng",
        picture: pictures::pasting,
        leads: None,
    },
    Step {
        title: "Thu số liệu từ các đơn vị",
        points: &[
            "“Phiếu thu thập theo đơn vị…” xuất cho mỗi đơn vị một phiếu Excel chỉ có phần của họ.",
            "Phiếu điền xong thì nhập vào: xem trước từng dòng, bỏ chọn dòng chưa đúng, số gấp mười lần {kỳ} trước được đánh dấu.",
        ],
        shows: "Ba phiếu của ba đơn vị, hai phiếu đã về bảng của báo cáo",
        picture: pictures::forms,
        leads: Some(Command::CollectForms),
    },
    Step {
        title: "Xem lỗi, sửa hoặc giải trình",
        points: &[
            "Chỗ mâu thuẫn hiện ngay ở ô: rê chuột để xem vì sao, F8 đến chỗ tiếp theo, F9 mở danh sách.",
            "Số đúng là vậy thì ghi lời giải trình; phát hiện ấy thôi nhắc, lời giải trình ở lại với số liệu.",
        ],
        shows: "Ô có viền đỏ với câu giải thích và phím F8",
        picture: pictures::checks,
        leads: Some(Command::ToggleChecks),
    },
    Step {
        title: "Xuất Word, PDF, in và chốt",
        points: &[
            "Ctrl+E xuất Word đúng thể thức; có cả PDF, Excel, phụ lục. Ctrl+P để in. F6 xem trước các trang.",
            "Bấm vào một chỗ trên trang xem trước là đến đúng ô nhập của nó.",
            "“Chốt” khi đã gửi: báo cáo khóa lại; muốn sửa thì mở lại, có hỏi.",
        ],
        shows: "Trang giấy, mũi tên sang Word, PDF và máy in",
        picture: pictures::sending,
        leads: Some(Command::Export(ExportFormat::Docx)),
    },
    Step {
        title: "Giữ an toàn, xem lại {kỳ} trước",
        points: &[
            "Chương trình tự sao lưu và đọc lại từng bản sao. Nên thêm nơi thứ hai: USB hoặc thư mục mạng.",
            "Mất tệp, lỡ xóa, máy hỏng: “Bản sao, khôi phục…” có mọi bản còn giữ, xem được trước khi lấy lại.",
            "Ctrl+H về danh sách các {kỳ}; Ctrl+Enter xem mười hai {kỳ} của một số liệu.",
        ],
        shows: "Tệp dữ liệu với hai bản sao, và biểu đồ các {kỳ}",
        picture: pictures::keeping,
        leads: Some(Command::Keep(KeepCommand::Backups)),
    },
];

/// Which step is read.
#[derive(Debug, Default)]
pub struct GuideView {
    step: usize,
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut GuideView, state: &State, intents: &mut Intents) {
    let kind = state.period_kind();
    let response = chrome::dialog(ui, "guide").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Hướng dẫn").font(theme::heading()));
        ui.add_space(GAP);
        ui.horizontal_top(|ui| {
            ui.set_max_height(room.y);
            ui.vertical(|ui| {
                ui.set_width(STEPS.min(room.x * 0.36));
                let area = ScrollArea::vertical().id_salt("steps").max_height(room.y);
                area.show(ui, |ui| steps_ui(ui, view, kind));
            });
            ui.add_space(GAP);
            ui.vertical(|ui| {
                let area = ScrollArea::vertical().id_salt(view.step).max_height(room.y);
                area.auto_shrink(false).show(ui, |ui| step_ui(ui, view, state, intents));
            });
        });
        ui.add_space(GAP);
        buttons_ui(ui, view, state, intents)
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

fn steps_ui(ui: &mut Ui, view: &mut GuideView, kind: Option<PeriodKind>) {
    for (at, step) in GUIDE.iter().enumerate() {
        let words = format!("{}. {}", at + 1, of_kind(step.title, kind));
        let line = egui::Button::selectable(view.step == at, words).wrap();
        if ui.add(line.min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT))).clicked() {
            view.step = at;
        }
    }
}

fn step_ui(ui: &mut Ui, view: &GuideView, state: &State, intents: &mut Intents) {
    let kind = state.period_kind();
    let Some(step) = GUIDE.get(view.step) else { return };
    ui.label(RichText::new(of_kind(step.title, kind)).font(theme::strong()));
    let size = PICTURE.min(vec2(ui.available_width(), PICTURE.y));
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let shows = format!("Hình: {}", of_kind(step.shows, kind));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &shows));
    (step.picture)(&Sketch::new(ui, rect, PICTURE));
    ui.add_space(GAP);
    for point in step.points {
        ui.horizontal_top(|ui| {
            ui.label("•");
            ui.add(Label::new(of_kind(point, kind).as_ref()).wrap());
        });
    }
    if let Some(command) = step.leads {
        ui.add_space(GAP);
        let before = intents.len();
        chrome::command_button(ui, state, command, intents);
        if intents.len() > before {
            // The guide steps aside for what it led to.
            intents.insert(before, Intent::CloseFront);
        }
    }
}

/// Tells whether it is to be closed.
fn buttons_ui(ui: &mut Ui, view: &mut GuideView, state: &State, intents: &mut Intents) -> bool {
    ui.horizontal(|ui| {
        let button = |words| egui::Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
        let last = GUIDE.len() - 1;
        if ui.add_enabled(view.step > 0, button("Bước trước")).clicked() {
            view.step -= 1;
        }
        if ui.add_enabled(view.step < last, button("Bước tiếp theo")).clicked() {
            view.step += 1;
        }
        chrome::command_button(ui, state, Command::Machine(MachineCommand::Keys), intents);
        ui.add(button("Đóng")).clicked()
    })
    .inner
}

//! The one question that is asked before something is changed.

use egui::{Button, Label, RichText, Ui, vec2};

use super::chrome;
use super::intent::{Intent, Intents};
use super::theme;
use crate::app::state::Question;
use crate::app::state::answers::Instead;
use crate::app::words;
use crate::calc::office_words::Rewording;

const WIDTH: f32 = 460.0;

/// What the buttons of a question have for a width at least, in points.
const BUTTON_WIDTH: f32 = 96.0;

/// Title, words, and what the button says that does it.
fn words_of(question: &Question) -> (&'static str, String, &'static str) {
    match question {
        Question::Reopen => (
            "Mở lại báo cáo đã chốt?",
            "Báo cáo này đã được chốt. Mở lại thì sửa được; mọi thay đổi đều được ghi vào lịch sử.".to_owned(),
            "Mở lại để sửa",
        ),
        Question::MarkFinal { open } => (
            "Chốt báo cáo còn chỗ chưa xong?",
            format!(
                "Báo cáo {open}. Chốt rồi thì không sửa được nữa, trừ khi mở lại; việc mở lại được ghi vào lịch sử."
            ),
            "Vẫn chốt",
        ),
        Question::Delete { words, .. } => (
            "Xóa báo cáo này?",
            format!(
                "{words}. Xóa thì báo cáo không còn trong danh sách, và kỳ này lập lại được từ đầu. Lấy lại được bất cứ lúc nào bằng “Tệp › Báo cáo đã xóa…”."
            ),
            "Xóa báo cáo",
        ),
        Question::ReplaceReport { words, .. } => (
            "Thay báo cáo đang có?",
            format!(
                "{words} đã có trong tệp dữ liệu. Nhập thì nội dung cũ được thay bằng nội dung trong tệp; bản cũ vẫn nằm trong lịch sử và có thể hoàn tác."
            ),
            "Thay bằng tệp nhập",
        ),
        Question::ExportWithErrors { num_errors, .. } => (
            "Xuất báo cáo còn lỗi?",
            format!(
                "Báo cáo còn {num_errors} lỗi chưa sửa và chưa giải trình. Nơi nhận sẽ thấy các số này như đang nhập."
            ),
            "Vẫn xuất",
        ),
        Question::RestoreBackup { words, .. } => (
            "Khôi phục bản sao này?",
            format!(
                "{words}. Tệp đang dùng được sao lưu trước và vẫn được giữ trong thư mục sao lưu, nên khôi phục nhầm thì lấy lại được."
            ),
            "Khôi phục",
        ),
        Question::RestoreOffered { words, .. } => {
            ("Khôi phục bản sao này?", words.clone(), "Khôi phục")
        }
        Question::Twin { known, wanted } => (
            "Đơn vị này đã có tệp dữ liệu",
            format!(
                "{} đã có tệp dữ liệu: {}. Tạo tệp nữa thì các tháng nằm ở hai tệp, không so sánh và không lấy số tháng trước của nhau được.",
                wanted.office.name,
                known.display()
            ),
            "Vẫn tạo tệp mới",
        ),
        Question::OfficeAdapted { after, changes, .. } => (
            "Đổi theo tên mới cả những chỗ này?",
            adapted_words(after, changes),
            "Đổi cả",
        ),
        Question::CloseUnsaved => (
            "Thoát khi chưa lưu được?",
            "Những thay đổi cuối chưa ghi được vào tệp dữ liệu. Báo cáo đang mở được chép riêng vào thư mục “chua-luu” của chương trình. Hãy bấm “Không” rồi chọn “Lưu ra tệp khác”.".to_owned(),
            "Vẫn thoát",
        ),
    }
}

/// How many texts that would change are named one by one.
const NAMED: usize = 8;

/// What would change with the name of the office, a line each.
fn adapted_words(after: &str, changes: &[Rewording]) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |change: &Rewording| {
        let (written, meant) = (one_line(&change.written), one_line(&change.meant));
        format!(
            "\n• “{}” thành “{}”",
            words::texts::beginning(&written),
            words::texts::beginning(&meant)
        )
    };
    let lines: String = changes.iter().take(NAMED).map(line).collect();
    let rest = changes.len().saturating_sub(NAMED);
    let rest = if rest > 0 { format!("\n• và {rest} chỗ khác") } else { String::new() };
    format!(
        "Đơn vị nay là “{after}”. Báo cáo đang mở còn những chỗ theo tên cũ:{lines}{rest}\nHoàn tác được bằng một lần Ctrl+Z."
    )
}

/// Draws it in front of everything else.
pub fn show(ui: &Ui, question: &Question, intents: &mut Intents) {
    let (title, words, yes) = words_of(question);
    let response = chrome::dialog(ui, "question").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH);
        ui.label(RichText::new(title).font(theme::heading()));
        ui.add(Label::new(words).wrap());
        ui.add_space(theme::GAP);
        chrome::dialog_buttons(ui, |ui| {
            answers(ui, question, yes, intents);
        });
    });
    if response.should_close() {
        intents.push(Intent::Cancel);
    }
}

/// The answers from the right: what changes nothing has the keyboard at first.
fn answers(ui: &mut Ui, question: &Question, yes: &str, intents: &mut Intents) {
    let size = vec2(BUTTON_WIDTH, theme::BUTTON_HEIGHT);
    let button = |ui: &mut Ui, words: &str| ui.add(Button::new(words).min_size(size));
    let (no, look) = match question.instead() {
        None if matches!(question, Question::OfficeAdapted { .. }) => {
            (button(ui, "Chỉ đổi tên"), None)
        }
        None => (button(ui, "Không"), None),
        Some(instead) => (button(ui, "Hủy"), Some(instead)),
    };
    let is_wanted = button(ui, yes).clicked();
    let first = look.map(|instead| (instead, button(ui, look_words(instead))));
    if ui.memory(|memory| memory.focused().is_none()) {
        // What had the keyboard is behind this, or went with the dialog that asked.
        first.as_ref().map_or(&no, |(_, look)| look).request_focus();
    }
    if no.clicked() {
        intents.push(Intent::Cancel);
    }
    if is_wanted {
        intents.push(Intent::Confirm);
    }
    if let Some((instead, _)) = first.filter(|(_, look)| look.clicked()) {
        intents.push(Intent::LookFirst(instead));
    }
}

fn look_words(instead: Instead) -> &'static str {
    match instead {
        Instead::Errors => "Xem lỗi",
        Instead::Missing => "Xem chỗ thiếu",
        Instead::KnownFile => "Mở tệp đang có",
    }
}

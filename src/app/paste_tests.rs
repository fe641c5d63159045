use std::path::Path;

use super::*;
use crate::app::message::{Event, FileSummary, Request};
use crate::app::platform::preferences::Preferences;
use crate::app::session::Session;
use crate::calc::block::Separator;
use crate::report::key::{FigureKey, ItemKey};
use crate::report::number::format_value;

/// The window's state with the sample's May open, and the data file behind it.
struct Office {
    session: Session,
    state: State,
    file: FileSummary,
    _folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.bc06");
        let mut session = Session::create_sample(Path::new(&path)).unwrap();
        let file = session.summary().unwrap();
        let mut office =
            Self { session, state: State::new(Preferences::default()), file, _folder: folder };
        office.load();
        office
    }

    fn load(&mut self) {
        let id = self.file.reports.last().unwrap().id;
        let loaded = Box::new(self.session.load(id).unwrap());
        self.state.take(Event::Loaded { loaded, said: None });
    }

    fn open_report(&mut self) -> &mut OpenReport {
        self.state.open.as_mut().unwrap()
    }

    /// Does what the worker would do; tells how many batches there were.
    fn work(&mut self, effects: Vec<Effect>) -> usize {
        let mut num_batches = 0;
        for effect in effects {
            if let Effect::Ask(Request::Save { report, batch }) = effect {
                let news = self.session.save(report, &batch.edits, batch.deed).unwrap();
                let (batch, at) = (batch.number, crate::app::platform::clock::now());
                self.state.take(Event::Saved { report, batch, at, news: news.map(Box::new) });
                num_batches += 1;
            }
        }
        num_batches
    }

    fn undo(&mut self) {
        let id = self.open_report().id();
        let news = Box::new(self.session.undo(id).unwrap().unwrap());
        self.state.take(Event::Changed(news));
        let kept = self.session.load(id).unwrap().report;
        assert_eq!(*self.open_report().report(), kept, "the screen shows what the file says");
    }

    fn shown(&mut self, name: &str) -> String {
        format_value(self.open_report().report().value(&key(name)))
    }

    fn said(&self) -> String {
        match &self.state.notice {
            Some(Notice::Done(words)) => words.clone(),
            other => panic!("{other:?}"),
        }
    }
}

fn key(name: &str) -> FigureKey {
    FigureKey::parse(&format!("services.{name}")).unwrap()
}

fn place() -> PasteAt {
    PasteAt { item: ItemKey::parse("services").unwrap(), slots: slots() }
}

fn slots() -> Vec<Vec<Slot>> {
    let rows = ["id_card", "residence_permanent", "residence_temporary"];
    let columns = ["direct", "online", "rate"];
    let row = |row: &str| columns.map(|c| Slot::Figure(key(&format!("{row}.{c}")))).to_vec();
    rows.iter().map(|name| row(name)).collect()
}

#[test]
fn a_paste_is_one_step_of_undo_apart_from_what_was_typed_before() {
    let mut office = Office::new();
    let typed = key("absence.direct");
    office.open_report().type_figure(&typed, "4", super::super::open_report::Typing::Finished);
    let text = "1.400\t1.500\t\r\nmười\t880\t90%\r\n-\t\t\r\n";
    let paste = office.open_report().plan_paste(text, place()).unwrap();
    assert!(paste.plan().needs_preview(), "numbers stand there, and a cell cannot be read");
    let effects = office.state.paste(paste);
    assert_eq!(office.work(effects), 2, "what was typed, and what was pasted");
    assert_eq!(office.said(), "Đã dán 4 ô, không đổi 1, bỏ qua 4, không đọc được 1");
    assert_eq!(office.shown("id_card.direct"), "1.400");
    assert_eq!(office.shown("residence_permanent.direct"), "mười", "as it was typed");
    office.load();
    assert_eq!(office.shown("residence_temporary.direct"), "-", "it is in the file");
    office.undo();
    assert_eq!(office.shown("id_card.direct"), "1.317");
    assert_eq!(office.shown("id_card.online"), "305");
    assert_eq!(office.shown("absence.direct"), "4", "typing is another step");
    office.undo();
    assert_eq!(office.shown("absence.direct"), "0");
}

#[test]
fn the_plan_is_made_anew_when_it_is_carried_out() {
    let mut office = Office::new();
    let mut paste = office.open_report().plan_paste("1,400\t7", place()).unwrap();
    let (asked, answers) = words::pasting::question(paste.plan().question.as_ref().unwrap());
    assert!(asked.starts_with("“1,400” ở “"), "{asked}");
    assert_eq!(answers, ["Ngăn hàng nghìn: 1.400", "Dấu thập phân: để lại, không dán"]);
    let options = Options { separator: Some(Separator::Thousands), ..paste.options() };
    office.open_report().plan_again(&mut paste, options);
    let online = key("id_card.online");
    office.open_report().type_figure(&online, "7", super::super::open_report::Typing::Finished);
    let effects = office.state.paste(paste);
    office.work(effects);
    assert_eq!(office.said(), "Đã dán 1 ô, không đổi 1");
}

#[test]
fn a_final_month_is_not_pasted_into() {
    let mut office = Office::new();
    let at = crate::app::platform::clock::now();
    let mut header = office.open_report().report().header.clone();
    header.status = crate::report::content::ReportStatus::Final { at };
    office.open_report().set_header(header);
    let paste = office.open_report().plan_paste("1.400", place()).unwrap();
    assert!(office.state.paste(paste).is_empty());
    assert_eq!(office.shown("id_card.direct"), "1.317");
    let said = &office.state.notice;
    assert!(matches!(said, Some(Notice::Said(words)) if words.contains("đang khóa")), "{said:?}");
}

#[test]
fn copied_cells_are_pasted_back_unchanged() {
    let mut office = Office::new();
    let text = office.open_report().copied(&slots()).unwrap();
    assert_eq!(text.lines().next(), Some("1.317\t305\t19%"));
    let paste = office.open_report().plan_paste(&text, place()).unwrap();
    assert_eq!(paste.plan().counts().unchanged, 6);
    assert_eq!(office.open_report().copied(&[]), None);
    let err = office.open_report().plan_paste("", place()).unwrap_err();
    assert_eq!(words::pasting::block_error(&err), "Không có ô nào để dán");
}

#[test]
fn what_is_shown_before_is_told_in_words() {
    let mut office = Office::new();
    let text = "1\t2\t3\tthừa\r\n1.317\t1,5\t\tHå s¬ tiÕp nhËn\r\n";
    let paste = office.open_report().plan_paste(text, place()).unwrap();
    let cautions = words::pasting::cautions(paste.plan());
    assert_eq!(cautions[0], "Khối lớn hơn bảng: thừa 1 cột sẽ không được dán");
    assert_eq!(cautions[1], "Cột thứ 4 gõ bằng TCVN3 (.VnTime): được chuyển sang Unicode");
    let words: Vec<String> = paste.plan().cells.iter().map(words::pasting::fate).collect();
    assert_eq!(words[0], "đổi từ 1.317 thành 1");
    assert_eq!(words[2], "bỏ qua: ô tự tính");
    assert_eq!(words[3], "ngoài bảng");
    assert!(words[5].starts_with("giữ nguyên chữ “1,5” thay cho 880 để sửa sau. "), "{}", words[5]);
    assert_eq!(words[6], "bỏ qua: ô trống");
}

#[test]
fn a_block_that_names_persons_is_refused_as_a_whole() {
    let mut office = Office::new();
    let text = "Họ và tên\tSố CCCD\tSố hồ sơ\r\nNguyễn Văn A\t079203012345\t1\r\nTrần Thị B\t058195004321\t2\r\n";
    let err = office.open_report().plan_paste(text, place()).unwrap_err();
    assert_eq!(
        words::pasting::block_error(&err),
        "Chưa dán: cột thứ 2 “Số CCCD” có 2 ô giống số định danh (CCCD). Chương trình giữ số đếm, không giữ người: hãy bỏ phần đó, hoặc chỉ nhập tổng số"
    );
    // Counts of them are counts.
    let counts = "Số CCCD\tĐã cấp\r\n1.234\t305\r\n";
    assert!(office.open_report().plan_paste(counts, place()).is_ok());
}

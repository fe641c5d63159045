//! Everything the window can show, one after the other: what must hold on every screen is asked
//! of each of these.

use baocao06::app::command::Command;
use baocao06::app::message::{Event, LockedFile, LogAnswer, LogQuery, Request};
use baocao06::app::open_report::Page;
use baocao06::app::password::Protection;
use baocao06::app::platform::preferences::Theme;
use baocao06::app::problem::Problem;
use baocao06::app::session::Session;
use baocao06::calc::check::Settings;
use baocao06::calc::collect::{CellContent, Filled, FilledCell, FilledSheet, Stamp};
use baocao06::calc::comments::{self, FollowUp};
use baocao06::calc::next_report;
use baocao06::calc::text::encoding::{Encoding, encode};
use baocao06::report::change::Edit;
use baocao06::report::content::{Report, ReportStatus};
use baocao06::report::key::AgencyKey;
use baocao06::report::template::Switch;
use baocao06::report::value::Value;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

/// Something the window shows.
pub(crate) struct Scene {
    pub(crate) name: String,
    pub(crate) make: Box<dyn Fn() -> TestHarness>,
}

fn scene(name: impl Into<String>, make: impl Fn() -> TestHarness + 'static) -> Scene {
    Scene { name: name.into(), make: Box::new(make) }
}

/// The cell from which the panes are opened.
pub(crate) const CELL: &str = "Đăng ký thường trú – trực tuyến";
/// Its comment.
pub(crate) const COMMENT: &str = "Ghi chú: Đăng ký thường trú – trực tuyến";

/// High enough that every field of every page is on screen.
const SIZE: [f32; 2] = [1366.0, 3600.0];

/// May with something of everything: every row, what is printed otherwise, comments, an error, old
/// letters, a figure and a day that cannot be read.
pub(crate) fn rich_may() -> Report {
    let mut report = may();
    let template = template();
    for (_, item) in template.items() {
        if let baocao06::report::template::ItemBody::Table(table) = &item.body {
            for row in &table.rows {
                report.rows.insert(row.key.clone(), Switch::On.into());
            }
        }
    }
    let figure = key("services.residence_permanent.online");
    report.edit(comments::write(&figure, "chờ Công an phường"));
    report.edit(comments::mark(&figure, FollowUp::Wanted));
    let unread = Value::Unreadable("mười".to_owned());
    report.edit(Edit::figure(key("services.id_card.direct"), Some(unread)));
    report.edit(Edit::figure(key("vaccination.corrected"), Some(Value::count(99_999))));
    let old =
        encode("Công an xã đã phối hợp với Hội nông dân tổ chức tuyên truyền", Encoding::Tcvn3);
    report.edit(Edit::text(text_key("police.narrative"), Some(old)));
    report
}

/// The window on a page of a report.
pub(crate) fn on_page(report: Report, page: &Page) -> TestHarness {
    let mut harness = window_of(report, SIZE, Theme::Light);
    let entries = baocao06::ui::open_report::page_entries(on_screen(&harness), Default::default());
    let entry = entries.into_iter().find(|entry| entry.page == *page).unwrap();
    click(&mut harness, &entry.title());
    assert_eq!(on_screen(&harness).page, *page);
    harness
}

/// The window on the page of an outline number.
pub(crate) fn on_outline(report: Report, outline: &str) -> TestHarness {
    let template = template();
    let section = template.sections().iter().filter(|section| !section.items.is_empty());
    let mut section = section.filter(|section| section.outline == outline);
    on_page(report, &Page::Section(section.next().unwrap().key.clone()))
}

/// The window with the keyboard in a cell of the table of services.
pub(crate) fn at_cell() -> TestHarness {
    let mut harness = on_outline(rich_may(), "II.2");
    field(&harness, CELL).focus();
    harness.run();
    harness
}

pub(crate) fn press(harness: &mut TestHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run();
}

/// Clicks the first button whose name begins so.
pub(crate) fn click(harness: &mut TestHarness, name: &str) {
    let of_name = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with(name))
    };
    let node = harness.get_all_by_role(Role::Button).find(of_name);
    node.unwrap_or_else(|| panic!("no button {name}")).click();
    harness.run_steps(4);
}

/// Everything.
pub(crate) fn scenes() -> Vec<Scene> {
    let mut all = screens();
    all.extend(of_passwords());
    let open = window_of(rich_may(), SIZE, Theme::Light);
    for page in self::on_screen(&open).pages() {
        let named = page.clone();
        all.push(scene(format!("page {page:?}"), move || on_page(rich_may(), &named)));
    }
    let blank =
        |report: Report| next_report::start(&report, &template(), report.header.period.key.next());
    // Where something of the month before can be taken over.
    for outline in ["II.2", "II.3", "III", "IV"] {
        all.push(scene(format!("next month, {outline}"), move || {
            on_outline(blank(may()), outline)
        }));
    }
    all.extend(panes());
    all.extend(in_front());
    all
}

fn screens() -> Vec<Scene> {
    let start = || {
        let mut harness = window([1366.0, 768.0], Theme::Light);
        tell(&mut harness, Event::NothingOpen(None));
        harness
    };
    let reports = || {
        let mut harness = window([1366.0, 768.0], Theme::Light);
        tell(&mut harness, Event::Opened { file: summary(), resume: None });
        harness
    };
    vec![
        scene("opening", || window([1366.0, 768.0], Theme::Light)),
        scene("start", start),
        scene("a new office", move || {
            let mut harness = start();
            click(&mut harness, "Bắt đầu với mẫu Đề án 06");
            harness
        }),
        scene("reports", reports),
        scene("what was not saved", || {
            let mut harness = at_cell();
            type_text(&mut harness, "7");
            press(&mut harness, Modifiers::NONE, Key::Enter);
            let saved = asked(&mut harness).into_iter().find_map(|request| match request {
                Request::Save { report, batch } => Some((report, batch.number)),
                _ => None,
            });
            let (report, batch) = saved.unwrap();
            let problem = Problem::worker_gone().about_saving();
            tell(&mut harness, Event::SaveFailed { report, batch, problem });
            harness
        }),
        scene("a final month", || {
            let mut report = rich_may();
            report.header.status =
                ReportStatus::Final { at: baocao06::app::platform::clock::now() };
            on_outline(report, "II.2")
        }),
        scene("a sentence", || {
            let mut harness = on_outline(rich_may(), "II.1");
            click(&mut harness, "Sửa lời văn");
            harness
        }),
        scene("rows to choose", || {
            let mut harness = on_outline(rich_may(), "II.2");
            click(&mut harness, "Chọn dòng báo cáo…");
            harness
        }),
    ]
}

fn of_passwords() -> Vec<Scene> {
    vec![
        scene("a file that asks for a password", || {
            let mut harness = window([1366.0, 768.0], Theme::Light);
            let refused = Some(Problem::wrong_password());
            tell(
                &mut harness,
                Event::PasswordWanted(LockedFile {
                    path: "/x/bao-cao.bc06".into(),
                    protection: Protection::Password,
                    refused,
                }),
            );
            harness
        }),
        scene("the password of the file", || {
            let mut file = summary();
            file.protection = Protection::Password;
            let mut harness = window([1366.0, 768.0], Theme::Light);
            tell(&mut harness, Event::Opened { file, resume: None });
            press(&mut harness, Modifiers::COMMAND, Key::K);
            type_text(&mut harness, "mat khau mo tep");
            press(&mut harness, Modifiers::NONE, Key::Enter);
            assert!(harness.query_by_label("Đổi mật khẩu").is_some());
            harness
        }),
    ]
}

fn panes() -> Vec<Scene> {
    let pane = |key: Key| {
        let mut harness = at_cell();
        press(&mut harness, Modifiers::NONE, key);
        harness
    };
    vec![
        scene("preview", move || pane(Key::F6)),
        scene("checks", move || pane(Key::F9)),
        scene("an explanation", explaining),
        scene("comments of the report", move || {
            let mut harness = pane(Key::F9);
            click(&mut harness, "Ghi chú 1");
            harness
        }),
        scene("settings of checks", settings),
        scene("details", commenting),
        scene("history", history),
    ]
}

/// The explanation of a finding is written.
pub(crate) fn explaining() -> TestHarness {
    let mut harness = at_cell();
    press(&mut harness, Modifiers::NONE, Key::F9);
    click(&mut harness, "Giải trình…");
    harness
}

/// The settings of the checks, with a word of the office's own.
pub(crate) fn settings() -> TestHarness {
    let mut loaded = loaded_of(rich_may());
    let mut settings = Settings::default();
    settings.learn("VNeID");
    loaded.checks = std::sync::Arc::new(settings);
    let mut harness = window(SIZE, Theme::Light);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded), said: None });
    press(&mut harness, Modifiers::NONE, Key::F9);
    click(&mut harness, "Thiết lập");
    harness
}

/// The comment of a figure is written.
pub(crate) fn commenting() -> TestHarness {
    let mut harness = at_cell();
    press(&mut harness, Modifiers::SHIFT, Key::F2);
    harness
}

/// The history of May, with steps in it.
pub(crate) fn history() -> TestHarness {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::create_sample(&folder.path().join("a.bc06")).unwrap();
    let may = session.summary().unwrap().reports.last().unwrap().id;
    let cards = Edit::figure(key("identity.cards"), Some(Value::count(1_700)));
    session.save(may, &[cards], baocao06::app::open_report::Deed::Typed).unwrap();
    let mut harness = window(SIZE, Theme::Light);
    let loaded = Box::new(session.load(may).unwrap());
    tell(&mut harness, Event::Loaded { loaded, said: None });
    click(&mut harness, "Xem");
    harness.get_by_label_contains(&Command::ToggleHistory.label(None)).click();
    harness.run();
    for request in asked(&mut harness) {
        if let Request::Log(LogQuery::History(report)) = request {
            let steps = session.history_steps(report).unwrap();
            tell(&mut harness, Event::LogTold(LogAnswer::History { report, steps }));
        }
    }
    assert!(harness.query_by_label("Hoàn tác đến đây").is_some());
    harness
}

/// What is said about the program itself.
fn about_the_program() -> Vec<Scene> {
    vec![
        scene("keys", || {
            let mut harness = at_cell();
            press(&mut harness, Modifiers::NONE, Key::F1);
            click(&mut harness, "Phím tắt");
            harness
        }),
        scene("settings", || {
            let mut harness = at_cell();
            press(&mut harness, Modifiers::COMMAND, Key::Comma);
            harness
        }),
        scene("libraries", || {
            let mut harness = at_cell();
            click(&mut harness, "Trợ giúp");
            click(&mut harness, "Giới thiệu");
            harness.get_by_label_contains("Thư viện có trong chương trình").click();
            harness.run();
            harness
        }),
        scene("about the program", || {
            let mut harness = at_cell();
            click(&mut harness, "Trợ giúp");
            click(&mut harness, "Giới thiệu");
            harness
        }),
    ]
}

fn in_front() -> Vec<Scene> {
    let keys = [
        ("palette", Modifiers::COMMAND, Key::K),
        ("find", Modifiers::COMMAND, Key::F),
        ("go to a row", Modifiers::COMMAND, Key::G),
        ("guide", Modifiers::NONE, Key::F1),
    ];
    let mut all: Vec<Scene> = keys
        .into_iter()
        .map(|(name, held, key)| {
            scene(name, move || {
                let mut harness = at_cell();
                press(&mut harness, held, key);
                harness
            })
        })
        .collect();
    all.extend([
        scene("menu", || {
            let mut harness = at_cell();
            click(&mut harness, "Tệp");
            harness
        }),
        scene("a question", || {
            let mut harness = at_cell();
            click(&mut harness, "Xuất Word…");
            assert!(harness.query_by_label("Vẫn xuất").is_some());
            harness
        }),
        scene("a block that is asked about", || {
            let mut harness = at_cell();
            let block = "1\t2\t3\t4\t5\t6\t7\t8\n1\t\t3\n";
            harness.event(egui::Event::Paste(block.to_owned()));
            harness.run();
            assert!(harness.query_by_label("Xem lại trước khi dán").is_some());
            harness
        }),
        scene("agencies", agencies),
        scene("a form that came back", || {
            let mut harness = agencies();
            let filled = Box::new(filled_form());
            tell(
                &mut harness,
                Event::FormRead {
                    report: report_id(),
                    filled,
                    file: "phieu-cong-an.xlsx".to_owned(),
                },
            );
            assert!(harness.query_by_label_contains("Phiếu Công an: ").is_some());
            harness
        }),
        scene("a search for a figure", || {
            let mut harness = on_outline(rich_may(), "IV");
            field(&harness, &narrative_label("IV")).focus();
            harness.run();
            type_text(&mut harness, "{");
            type_text(&mut harness, "căn cước");
            harness
        }),
    ]);
    all.extend(about_the_program());
    all
}

fn agencies() -> TestHarness {
    let mut harness = on_outline(may(), "II.2");
    click(&mut harness, "Công cụ");
    click(&mut harness, &Command::CollectForms.label(None));
    harness
}

fn filled_form() -> Filled {
    let text = |text: &str| CellContent::Text(text.to_owned());
    let cells = [
        ("services.id_card.direct", text("1.400")),
        ("services.residence_permanent.direct", text("mười")),
        ("services.residence_temporary.direct", CellContent::Blank),
    ];
    let cells = cells.into_iter().zip(12..).map(|((key, content), row)| FilledCell {
        key: key.to_owned(),
        label: String::new(),
        address: format!("E{row}"),
        content,
    });
    let police = AgencyKey::parse("police").unwrap();
    let sheet = FilledSheet { name: "Phiếu thu thập".to_owned(), cells: cells.collect() };
    Filled { stamp: Stamp::of(&may(), &police), sheets: vec![sheet] }
}

pub(crate) fn type_text(harness: &mut TestHarness, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

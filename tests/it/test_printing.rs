//! "In…" (Ctrl+P): the sheet in which printer, pages and copies are chosen.

use baocao06::app::message::{Event, PrintEvent, PrintRequest, Request};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::printing::{Destination, PageChoice, Print, Printer};
use baocao06::app::problem::Problem;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

/// April, a month without errors, with the sheet open and these printers.
fn sheet(printers: &[&str]) -> TestHarness {
    let april = sample().into_iter().rev().nth(1).unwrap();
    let mut harness = window_of(april, [1366.0, 768.0], Theme::Light);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run();
    assert!(harness.query_by_label("In báo cáo").is_some());
    assert!(harness.query_by_label("Đang tìm máy in…").is_some());
    let is_find = |request: &Request| matches!(request, Request::Print(PrintRequest::Find));
    assert!(asked(&mut harness).iter().any(is_find));
    let printer =
        |(at, name): (usize, &&str)| Printer { name: (*name).to_owned(), is_usual: at == 0 };
    let printers = printers.iter().enumerate().map(printer).collect();
    tell(&mut harness, Event::Print(PrintEvent::Found(printers)));
    harness.run();
    harness
}

/// The button of the sheet, which stands in front of that of the bar.
fn print_button(harness: &TestHarness) -> Node<'_> {
    harness.query_all_by_label("In").last().unwrap()
}

fn printed(harness: &mut TestHarness) -> Option<Print> {
    asked(harness).into_iter().find_map(|request| match request {
        Request::Print(PrintRequest::Print { print, .. }) => Some(print),
        _ => None,
    })
}

#[test]
fn all_pages_go_to_the_usual_printer_once() {
    let mut harness = sheet(&["Tang_2", "Tang_1"]);
    print_button(&harness).click();
    harness.run_steps(3);
    let to = Destination::Printer("Tang_2".to_owned());
    assert_eq!(printed(&mut harness), Some(Print { to, pages: PageChoice::All, copies: 1 }));
    assert!(harness.query_by_label("In báo cáo").is_some(), "it stays until the printer has them");
    tell(&mut harness, Event::Print(PrintEvent::Sent("Đã gửi 7 trang".to_owned())));
    harness.run();
    assert!(harness.query_by_label("In báo cáo").is_none());
    assert!(harness.query_by_label("Đã gửi 7 trang").is_some());
}

#[test]
fn pages_and_copies_are_chosen_by_typing() {
    let mut harness = sheet(&["Tang_2"]);
    for (name, text) in [("Các trang cần in", "2-3, 5"), ("Số bản", "4")] {
        field(&harness, name).focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run();
    }
    print_button(&harness).click();
    harness.run_steps(3);
    let print = printed(&mut harness).unwrap();
    assert_eq!((print.pages, print.copies), (PageChoice::Ranges(vec![(2, 3), (5, 5)]), 4));
}

#[test]
fn what_is_no_page_is_told_and_nothing_is_printed() {
    let mut harness = sheet(&["Tang_2"]);
    harness.get_by_label("Các trang").click();
    harness.run();
    print_button(&harness).click();
    harness.run();
    assert!(printed(&mut harness).is_none());
    let words = "Chưa ghi in những trang nào. Báo cáo vẫn còn nguyên. Hãy ghi như 1-3, 5 hoặc chọn “Tất cả”.";
    assert!(harness.query_by_label(words).is_some());
}

#[test]
fn without_a_printer_the_pdf_is_opened() {
    let mut harness = sheet(&[]);
    assert!(harness.query_by_label_contains("chưa có máy in nào").is_some());
    harness.get_by_label("Mở PDF để in").click();
    harness.run_steps(3);
    assert_eq!(printed(&mut harness).unwrap().to, Destination::Viewer);
    let path = std::path::PathBuf::from("/tmp/a.pdf");
    tell(&mut harness, Event::Print(PrintEvent::Ready { path: path.clone(), copies: 3 }));
    harness.run();
    assert_eq!(harness.state_mut().as_mut().unwrap().outside().opened, [path]);
    assert!(harness.query_by_label("In báo cáo").is_none());
    // How many the viewer prints is asked there.
    assert!(harness.query_by_label_contains("và chọn 3 bản").is_some());
}

#[test]
fn a_printer_that_takes_nothing_is_told_once() {
    let mut harness = sheet(&[]);
    let problem = Problem::no_thread_to_print(&std::io::Error::other("full"));
    let (title, words) =
        (problem.title.clone(), format!("{}. {}", problem.title, problem.advice()));
    tell(&mut harness, Event::Failed(problem));
    harness.run();
    assert!(harness.query_by_label(&words).is_some());
    assert!(harness.query_by_label(&title).is_none(), "nor in the banner behind it");
    harness.get_by_label("Đóng").click();
    harness.run();
    assert!(harness.query_by_label(&title).is_none(), "it was told");
}

#[test]
fn escape_closes_the_sheet_and_a_report_with_errors_says_so() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Dark);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run();
    let num_errors = on_screen(&harness).num_standing(baocao06::report::check::Severity::Error);
    let is_said = harness.query_by_label_contains("lỗi chưa sửa").is_some();
    assert_eq!(is_said, num_errors > 0);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("In báo cáo").is_none());
}

use super::support::*;
use baocao06::app::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::key::*;
use baocao06::report::office::Office;
use baocao06::report::value::Value;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

#[test]
fn look() {
    let template = Arc::new(baocao06::exchange::template_v1::builtin_template().unwrap());
    let office = Office {
        code: OfficeCode::parse("dong-hai").unwrap(),
        name: "UBND phường Đông Hải".into(),
    };
    let mut report = baocao06::calc::next_month::first(office, &template, "2023-05".parse_key());
    let mut before = report.clone();
    for (i, figure) in template.figures().iter().enumerate() {
        if figure.is_typed() {
            let n = (i as i64 * 7919) % 12000;
            before.edit(Edit::Figure(figure.key.clone(), Some(Value::count(n))));
            if i % 7 != 3 {
                report.edit(Edit::Figure(figure.key.clone(), Some(Value::count(n + 37))));
            }
            if i % 29 == 3 {
                report.edit(Edit::Figure(
                    figure.key.clone(),
                    Some(Value::Unreadable("1.31x".into())),
                ));
            }
        }
    }
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness = window([1366.0, 768.0], theme);
        harness.run();
        tell(&mut harness, baocao06::app::message::Event::NothingOpen(None));
        harness.render().unwrap().save(format!("/tmp/look-start-{name}.png")).unwrap();
        tell(
            &mut harness,
            loaded(
                baocao06::store::ReportId(1),
                report.clone(),
                template.clone(),
                Some(before.clone()),
            ),
        );
        harness.render().unwrap().save(format!("/tmp/look-0-{name}.png")).unwrap();
        let pages = harness.state().as_ref().unwrap().state().month.as_ref().unwrap().pages();
        for i in 1..pages.len() {
            harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::PageDown);
            harness.run();
            if theme == Theme::Light || i == 5 {
                harness.render().unwrap().save(format!("/tmp/look-{i}-{name}.png")).unwrap();
            }
        }
    }
}

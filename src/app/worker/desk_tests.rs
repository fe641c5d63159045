use super::*;
use crate::app::session::session_tests::sample_with_may;
use crate::exchange::report_v1;
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::value::Value;

/// How many reports are read in full while something is asked, and what is told.
fn ask(desk: &mut Desk, request: Request) -> (usize, Vec<Event>) {
    let num_loads = |desk: &Desk| desk.session.as_ref().unwrap().store.num_loads.get();
    let before = num_loads(desk);
    desk.handle(request).unwrap();
    let mut told = std::mem::take(&mut *desk.inbox.events.lock().unwrap());
    // Backups are told of when they are ready.
    told.retain(|event| !matches!(event, Event::Keep(_)));
    (num_loads(desk) - before, told)
}

#[test]
fn an_import_over_the_report_on_screen_reads_none_and_any_other_what_opening_it_reads() {
    let (folder, session, may) = sample_with_may();
    let mut desk = Desk::new(Arc::default());
    desk.session = Some(session);
    let (num_opened, told) = ask(&mut desk, Request::Load(may));
    let [Event::Loaded { loaded, .. }] = told.as_slice() else { panic!("{told:?}") };
    let with = |number| {
        let mut report = loaded.report.clone();
        let figure = FigureKey::parse("identity.cards").unwrap();
        report.values.insert(figure, Value::count(number));
        report
    };
    let import = |report: &Report, on_screen| {
        let path = folder.path().join("nhap.json");
        std::fs::write(&path, report_v1::write_report(report)).unwrap();
        Request::Import { path, existing: Existing::Replace, on_screen }
    };
    let (num_read, told) = ask(&mut desk, import(&with(1), Some(may)));
    assert!(matches!(told.as_slice(), [Event::Changed(_), Event::Said(_)]), "{told:?}");
    assert_eq!(num_read, 0);

    // Behind another report it is opened, as from the list; it is at hand already.
    let (num_read, told) = ask(&mut desk, import(&with(2), None));
    assert!(matches!(told.as_slice(), [Event::Changed(_), Event::Loaded { .. }]), "{told:?}");
    assert_eq!(num_read + 1, num_opened);

    let mut june = with(3);
    let next = june.header.period.key.next();
    june.header.period = loaded.template.parts().schedule.usual(next);
    let (num_read, told) = ask(&mut desk, import(&june, Some(may)));
    let [Event::Made(made), Event::Loaded { loaded: opened, .. }] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(made.row.id, opened.id);
    assert_eq!(num_read, ask(&mut desk, Request::Load(may)).0);
}

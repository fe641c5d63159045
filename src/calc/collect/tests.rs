use super::*;
use crate::calc::carry;
use crate::calc::history::History;
use crate::exchange::{sample, template_v1};
use crate::report::change::Edit;
use crate::report::number::ReadError;
use crate::report::template::{FigureKind, Switch};
use crate::report::value::{Number, Qualifier, Value};

fn may() -> (Report, Template) {
    let template = template_v1::builtin_template().unwrap();
    let report = sample::sample_reports(&template).unwrap().pop().unwrap();
    (report, template)
}

fn key(name: &str) -> FigureKey {
    FigureKey::parse(name).unwrap()
}

fn police() -> AgencyKey {
    AgencyKey::parse("police").unwrap()
}

fn filled(report: &Report, cells: &[(&str, CellContent)]) -> Filled {
    let cells = cells.iter().zip(12..).map(|((key, content), row)| FilledCell {
        key: (*key).to_owned(),
        label: String::new(),
        address: format!("E{row}"),
        content: content.clone(),
    });
    let sheet = FilledSheet { name: "Phiếu thu thập".to_owned(), cells: cells.collect() };
    Filled { stamp: Stamp::of(report, &police()), sheets: vec![sheet] }
}

fn words(text: &str) -> CellContent {
    CellContent::Text(text.to_owned())
}

fn number(text: &str) -> CellContent {
    CellContent::Number(text.parse().unwrap())
}

fn fates(report: &Report, cells: &[(&str, CellContent)]) -> Vec<LineFate> {
    let (_, template) = may();
    let plan =
        FormPlan::of(&filled(report, cells), report, &template, &History::default()).unwrap();
    plan.lines.into_iter().map(|line| line.fate).collect()
}

const DIRECT: &str = "services.id_card.direct";
const ONLINE: &str = "services.id_card.online";

#[test]
fn every_typed_figure_with_a_provider_is_asked_of_one_agency() {
    let (report, template) = may();
    let all = agencies(&report, &template);
    assert!(all.len() > 5);
    let num_asked: usize = all.iter().map(|(_, progress)| progress.total).sum();
    let is_on = |figure: &&Figure| report.has_on(figure, &template);
    let typed = template.figures().iter().filter(|f| f.is_typed() && f.provider.is_some());
    assert_eq!(num_asked, typed.filter(is_on).count());
    for (agency, progress) in &all {
        let asked = asked(&report, &template, &agency.key);
        assert_eq!(asked.len(), progress.total);
        assert!(asked.iter().all(|asked| asked.figure.provider.as_ref() == Some(&agency.key)));
    }
}

#[test]
fn rows_that_are_off_are_not_asked() {
    let (mut report, template) = may();
    let row = template.figure(&key(DIRECT)).unwrap().row.clone().unwrap();
    let before = asked(&report, &template, &police()).len();
    report.rows.insert(row, Switch::Off.into());
    let after = asked(&report, &template, &police());
    assert_eq!(after.len(), before - 2);
    let lines = fates(&report, &[(DIRECT, number("5"))]);
    assert_eq!(lines, [LineFate::Refused(LineRefusal::NotAsked)]);
}

#[test]
fn each_cell_is_new_changed_same_blank_or_refused() {
    let (mut report, template) = may();
    report.values.remove(&key("services.residence_permanent.direct"));
    let cells = [
        (DIRECT, number("1317")),
        (ONLINE, words(" 306 ")),
        ("services.residence_permanent.direct", words("không phát sinh")),
        ("services.residence_permanent.online", CellContent::Blank),
        ("services.residence_temporary.direct", words("mười")),
        ("services.residence_temporary.online", words("\u{A0}")),
        (DIRECT, number("9")),
        ("services.birth.direct", number("9")),
        ("=khóa lạ", number("9")),
        ("", CellContent::Blank),
    ];
    let plan =
        FormPlan::of(&filled(&report, &cells), &report, &template, &History::default()).unwrap();
    let counts = plan.counts();
    assert_eq!(counts, Counts { new: 1, changed: 1, same: 1, blank: 3, refused: 4 });
    let refused: Vec<_> = plan
        .lines
        .iter()
        .filter_map(|line| match &line.fate {
            LineFate::Refused(reason) => Some((line.address.as_str(), reason.clone())),
            _ => None,
        })
        .collect();
    let expected = [
        ("E16", LineRefusal::NotANumber(ReadError::NotANumber('m'))),
        ("E18", LineRefusal::Twice),
        ("E19", LineRefusal::NotAsked),
        ("E20", LineRefusal::NotAsked),
    ];
    assert_eq!(refused, expected);
    assert_eq!(
        plan.edits(),
        [
            Edit::figure(key(ONLINE), Some(Value::count(306))),
            Edit::figure(key("services.residence_permanent.direct"), Some(Value::NotArisen)),
        ]
    );
    assert_eq!(plan.agency, "Công an");
}

#[test]
fn numbers_of_a_spreadsheet_are_held_to_the_kind_of_the_figure() {
    let (report, _) = may();
    let refused = |err| LineFate::Refused(LineRefusal::NotANumber(err));
    let of = |content| fates(&report, &[(DIRECT, content)]).remove(0);
    assert_eq!(of(number("1317.5")), refused(ReadError::DecimalInCount));
    assert_eq!(of(number("-1")), refused(ReadError::Negative));
    assert_eq!(of(number("1000000000000000")), refused(ReadError::TooLarge));
    assert_eq!(of(CellContent::Percent("5".parse().unwrap())), refused(ReadError::NotAPercentage));
    assert_eq!(of(CellContent::Other("#N/A".to_owned())), LineFate::Refused(LineRefusal::Other));
    assert_eq!(of(number("1317.00")), LineFate::Same);
    let hundred = of(words("hơn 300"));
    let after = Value::Known { number: Number::Count(300), qualifier: Some(Qualifier::MoreThan) };
    assert_eq!(hundred, LineFate::Changed { before: Value::count(1317), after });
}

#[test]
fn a_percentage_up_to_one_is_not_guessed() {
    let (mut report, template) = may();
    let (figure, agency) = template
        .figures()
        .iter()
        .find_map(|f| {
            let is_percent = f.kind == FigureKind::Percent;
            is_percent.then_some((&f.key, f.provider.clone()?))
        })
        .unwrap_or_else(|| panic!("the template has no typed percentage with a provider"));
    report.values.remove(figure);
    let of = |content: CellContent| {
        let mut form = filled(&report, &[(figure.as_str(), content)]);
        form.stamp.agency = agency.clone();
        FormPlan::of(&form, &report, &template, &History::default()).unwrap().lines.remove(0).fate
    };
    let half = "0.9562".parse().unwrap();
    assert_eq!(of(number("0.9562")), LineFate::Refused(LineRefusal::Fraction(half)));
    let value = |text: &str| LineFate::New(Value::decimal(text.parse().unwrap()));
    assert_eq!(of(number("95.62")), value("95.62"));
    assert_eq!(of(CellContent::Percent("95.62".parse().unwrap())), value("95.62"));
    assert_eq!(of(words("95,62%")), value("95.62"));
    assert!(matches!(
        of(words("1.317")),
        LineFate::Refused(LineRefusal::NotANumber(ReadError::Ambiguous { .. }))
    ));
    assert_eq!(of(number("0")), value("0"));
}

#[test]
fn a_form_of_another_report_is_refused() {
    let (report, template) = may();
    let fault = |change: &dyn Fn(&mut Stamp)| {
        let mut form = filled(&report, &[(DIRECT, number("1"))]);
        change(&mut form.stamp);
        FormPlan::of(&form, &report, &template, &History::default()).unwrap_err()
    };
    let code = OfficeCode::parse("noi-khac").unwrap();
    let office = fault(&|stamp| stamp.office = code.clone());
    assert_eq!(
        office,
        FilledFault::Office { code: code.clone(), name: report.office.name.clone() }
    );
    let april = report.header.period.key.previous();
    assert_eq!(fault(&|stamp| stamp.period = april), FilledFault::Period(april));
    let other = TemplateRef { version: 99, ..report.template.clone() };
    assert_eq!(fault(&|s| s.template = other.clone()), FilledFault::Template(other.clone()));
    let nobody = AgencyKey::parse("nobody").unwrap();
    assert_eq!(fault(&|stamp| stamp.agency = nobody.clone()), FilledFault::Agency);
}

#[test]
fn numbers_of_last_month_are_confirmed_by_the_agency() {
    let (may, template) = may();
    let mut june = crate::calc::next_report::start(&may, &template, may.header.period.key.next());
    for edit in carry::carry(&june, &template, &may, [&key(DIRECT), &key(ONLINE)]) {
        june.edit(edit);
    }
    assert!(carry::is_unconfirmed(&june, &key(DIRECT)));
    let cells = [(DIRECT, number("1317")), (ONLINE, number("400"))];
    let plan = FormPlan::of(&filled(&june, &cells), &june, &template, &History::default()).unwrap();
    assert_eq!(plan.counts(), Counts { new: 2, ..Counts::default() });
    for edit in plan.edits() {
        june.edit(edit.clone());
    }
    assert!(!carry::is_unconfirmed(&june, &key(DIRECT)));
    assert!(!carry::is_unconfirmed(&june, &key(ONLINE)));
    assert_eq!(june.value(&key(ONLINE)), &Value::count(400));
}

#[test]
fn a_form_filled_with_persons_is_known() {
    let (report, _) = may();
    let of = |cells: &[CellContent]| {
        let cells: Vec<(&str, CellContent)> =
            cells.iter().map(|cell| (DIRECT, cell.clone())).collect();
        persons_in(&filled(&report, &cells)).map(|column| column.number)
    };
    let citizen = Some(crate::calc::personal::PersonalNumber::Citizen);
    assert_eq!(of(&[words("079203012345"), number("305"), words("058195004321")]), citizen);
    let numbers = ["79203012345", "58195004321", "58195004322", "1199000321"].map(number);
    assert_eq!(of(&numbers), citizen);
    assert_eq!(of(&[number("1317"), number("305"), words("1.234"), CellContent::Blank]), None);
    assert_eq!(
        of(&[words("079203012345")]),
        None,
        "it is refused as a number that is too large, or read"
    );
}

#[test]
fn a_row_whose_words_are_those_of_another_is_not_taken() {
    let (report, template) = may();
    let label = |key: &str| template.figure(&self::key(key)).unwrap().label.clone();
    let mut form = filled(&report, &[(DIRECT, number("5")), (ONLINE, number("6"))]);
    form.sheets[0].cells[0].label = label(ONLINE);
    form.sheets[0].cells[1].label = format!(" {} ", label(ONLINE).to_uppercase());
    let plan = FormPlan::of(&form, &report, &template, &History::default()).unwrap();
    let other = LineRefusal::OtherLabel(label(ONLINE));
    assert_eq!(plan.lines[0].fate, LineFate::Refused(other));
    assert_eq!(plan.edits(), [Edit::figure(key(ONLINE), Some(Value::count(6)))]);
}

#[test]
fn of_two_sheets_that_differ_none_is_taken() {
    let (report, template) = may();
    let plan = |form: &Filled| FormPlan::of(form, &report, &template, &History::default());
    let mut form = filled(&report, &[(DIRECT, number("5"))]);
    let copy = |content: &CellContent| {
        let mut copy = filled(&report, &[(DIRECT, content.clone())]).sheets.remove(0);
        copy.name = "Phiếu thu thập (2)".to_owned();
        copy
    };
    // Notes that have words where the keys stand are no form.
    let notes = filled(&report, &[("Ghi chú", words("đã đối chiếu"))]).sheets.remove(0);
    form.sheets.insert(0, notes);
    assert_eq!(plan(&form).unwrap().edits().len(), 1);
    form.sheets.push(copy(&number("5")));
    assert_eq!(plan(&form).unwrap().edits().len(), 1, "a copy that says the same");
    form.sheets[2] = copy(&number("84"));
    let names = ["Phiếu thu thập", "Phiếu thu thập (2)"].map(str::to_owned).to_vec();
    assert_eq!(plan(&form), Err(FilledFault::SeveralSheets(names)));
    form.sheets.clear();
    assert_eq!(plan(&form), Err(FilledFault::NoRows));
}

#[test]
fn a_number_can_be_left_out_and_a_leap_is_marked() {
    let (report, template) = may();
    let history = History::of_reports(
        sample::sample_reports(&template).unwrap().into_iter().take(12),
        &template,
    );
    let form = filled(&report, &[(DIRECT, number("13170")), (ONLINE, number("306"))]);
    let mut plan = FormPlan::of(&form, &report, &template, &history).unwrap();
    let leap = Leap { before: Value::count(1317), from: LeapFrom::Entered };
    assert_eq!(plan.lines[0].leap, Some(leap));
    assert_eq!(plan.lines[1].leap, None);
    assert!(plan.toggle("E12") && !plan.toggle("E99"));
    assert_eq!((plan.num_taken(), plan.counts().changed), (1, 2));
    assert_eq!(plan.edits(), [Edit::figure(key(ONLINE), Some(Value::count(306)))]);
    let mut again = FormPlan::of(&form, &report, &template, &history).unwrap();
    again.leave_as(&plan);
    assert_eq!(again, plan);
    assert!(again.toggle("E12"));
    assert_eq!(again.num_taken(), 2);

    // Nothing is entered: the period before is what it is held against.
    let mut blank = report.clone();
    let before = history.previous(report.header.period.key).unwrap().report.value(&key(DIRECT));
    let Value::Known { number: Number::Count(before), .. } = *before else { panic!("{before:?}") };
    blank.values.remove(&key(DIRECT));
    let form = filled(&blank, &[(DIRECT, number(&(before * 10).to_string()))]);
    let plan = FormPlan::of(&form, &blank, &template, &history).unwrap();
    let leap = Leap { before: Value::count(before), from: LeapFrom::LastPeriod };
    assert_eq!(plan.lines[0].leap, Some(leap));
}

use super::*;
use crate::calc::print::{PrintedIn, figure_text};
use crate::calc::results::Results;
use crate::exchange::report_v1::read_report;
use crate::report::check::Builtin;
use crate::report::fault::NeededType;
use crate::report::key::{FigureKey, RowKey};
use crate::report::sentence::SentenceError;
use crate::report::template::{ColumnKind, FigureKind, Formula, ItemBody, Switch, TotalRow};
use crate::report::text::nfc;

const README: &str = include_str!("../../../assets/templates/README.md");

/// The examples of the documentation: a template and a report of it.
fn examples() -> (&'static str, &'static str) {
    let mut blocks = README.split("```json\n").skip(1);
    let mut block = || blocks.next().unwrap().split("```").next().unwrap();
    (block(), block())
}

fn key(text: &str) -> FigureKey {
    FigureKey::parse(text).unwrap()
}

#[test]
fn the_builtin_template_is_sound() {
    let template = builtin_template().unwrap_or_else(|faults| panic!("{faults:#?}"));
    let num_typed = template.figures().iter().filter(|f| f.is_typed()).count();
    let counts = (template.sections().len(), template.figures().len(), num_typed);
    println!("{} sections, {} figures, {} of them typed", counts.0, counts.1, counts.2);
    assert_eq!(counts, (19, 161, 92));
    let num_checks = template.parts().checks.len();
    println!("{num_checks} checks, {} relations", template.relations().count());
    assert_eq!(num_checks, 21);
    assert_eq!(BUILTIN_JSON, nfc(BUILTIN_JSON));
}

#[test]
fn every_check_that_needs_no_declaration_is_told() {
    for check in Builtin::ALL {
        let told = format!("| `{}` | ", check.name());
        assert!(README.contains(&told), "{told}");
    }
}

#[test]
fn the_builtin_table_has_the_services_of_the_plan() {
    let template = builtin_template().unwrap();
    let table = template.tables().next().unwrap();
    assert_eq!(table.rows.len(), 25);
    let on = table.rows.iter().take_while(|row| row.initial == Switch::On);
    assert_eq!(on.count(), 15);
    assert!(table.rows.iter().skip(15).all(|row| row.initial == Switch::Off));
    assert!(table.rows.iter().all(|row| row.provider.is_some()));
    let width: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    assert_eq!(width, 100);
    let figure = template.figure(&key("services.birth.online")).unwrap();
    assert_eq!(figure.label, "Đăng ký khai sinh – trực tuyến");
    assert_eq!(figure.row, RowKey::parse("services.birth").ok());
    assert_eq!(figure.provider.as_ref().unwrap().as_str(), "justice");
    let total = template.figure(&key("services.total.rate")).unwrap();
    let rate =
        Formula::Rate { part: key("services.total.online"), whole: key("services.total.all") };
    assert_eq!(total.kind, FigureKind::Computed(rate));
    assert_eq!(table.total_row, TotalRow::Screen);
}

#[test]
fn every_page_of_the_form_has_a_short_name_and_something_to_fill_in() {
    let template = builtin_template().unwrap();
    for section in template.sections() {
        let length = section.label.chars().count();
        assert!(length <= 30, "{} has {length} characters", section.label);
        assert!(section.heading.is_some() || !section.items.is_empty());
    }
    for figure in template.figures().iter().filter(|f| f.is_typed()) {
        assert!(!figure.definition.is_empty(), "{}", figure.key);
        assert!(!figure.unit.is_empty(), "{}", figure.key);
    }
    let lists = template.items().filter(|(_, item)| matches!(item.body, ItemBody::Documents(_)));
    for (_, item) in lists {
        assert!(item.label.contains("ăn bản") || item.label.contains("kế hoạch"));
    }
}

#[test]
fn the_documented_examples_are_read() {
    let (template, report) = examples();
    let template = read_template(template).unwrap();
    let report = read_report(report).unwrap();
    assert_eq!(report.template, *template.id());
    let known = |key: &FigureKey| template.figure(key).is_some();
    assert!(report.values.keys().chain(report.printed.keys()).all(known));
    assert!(report.texts.keys().all(|key| template.default_text(key).is_some()));
    let results = Results::of(&report, &template);
    let total = template.figure(&key("services.total.all")).unwrap();
    let style = &template.parts().style;
    assert_eq!(figure_text(total, &report, &results, style, PrintedIn::Table), "khoảng 300");
    let with_mark = format!("\u{FEFF}{}", examples().0);
    assert_eq!(read_template(&with_mark), Ok(template));
}

/// The faults of the documented example after a change.
#[track_caller]
fn faults(from: &str, to: &str) -> Vec<TemplateFault> {
    let (template, _) = examples();
    assert!(template.contains(from), "{from}");
    read_template(&template.replacen(from, to, 1)).unwrap_err()
}

#[track_caller]
fn check(from: &str, to: &str, path: impl Into<FaultPath>, reason: FaultReason) {
    let expected = TemplateFault { path: path.into(), reason };
    let faults = faults(from, to);
    assert!(faults.contains(&expected), "{expected:?} in {faults:#?}");
}

/// A file that cannot be read further has one fault, at a line.
#[track_caller]
fn check_form(from: &str, to: &str, line: usize, expected: impl Fn(&FormFault) -> bool) {
    let faults = faults(from, to);
    let [TemplateFault { path, reason: FaultReason::Form(fault) }] = faults.as_slice() else {
        panic!("{faults:#?}");
    };
    let [FaultStep::Place { line: found, column }] = path.steps() else {
        panic!("{path:?}");
    };
    assert!(*found == line && *column > 0, "{path:?}");
    assert!(expected(fault), "{fault:?}");
}

fn section(key: &str) -> FaultPath {
    FaultPath::of(FaultStep::Section(key.to_owned()))
}

/// The place of the table of services in the documented example.
fn services() -> FaultPath {
    section("results").then(FaultStep::Item("services".to_owned()))
}

fn column(key: &str) -> FaultPath {
    services().then(FaultStep::Column(key.to_owned()))
}

fn figure(key: &str) -> FaultPath {
    FaultPath::of(FaultStep::Figure(key.to_owned()))
}

fn sentence(key: &str) -> FaultPath {
    FaultPath::of(FaultStep::Text(key.to_owned()))
}

fn rule(key: &str) -> FaultPath {
    FaultPath::of(FaultStep::Check(key.to_owned()))
}

#[test]
fn faults_of_form_are_told_with_their_line() {
    let is_unknown = |name: &'static str, known: &'static str| {
        move |fault: &FormFault| {
            let (found, words) = match fault {
                FormFault::UnknownField { found, known } => (found, known),
                FormFault::UnknownWord { found, known } => (found, known),
                _ => return false,
            };
            found == name && words.iter().any(|word| word == known)
        }
    };
    check_form("\"name\": \"Báo", "\"title\": \"Báo", 6, is_unknown("title", "name"));
    check_form("\"count\"", "\"amount\"", 12, is_unknown("amount", "count"));
    check_form("\"hint\"", "\"Hint\"", 38, is_unknown("Hint", "hint"));
    let twice = FormFault::Twice("document_type".to_owned());
    check_form("\"subject\"", "\"document_type\"", 9, |fault| *fault == twice);
    let missing = FormFault::MissingField("name".to_owned());
    check_form("\"name\": \"Báo cáo ví dụ\",", "", 48, |fault| *fault == missing);
    check_form("\"version\": 1,", "\"version\": 1", 6, |fault| *fault == FormFault::Syntax);
    let text = FormFault::WrongType(Some(NeededType::Text));
    check_form("\"Báo cáo ví dụ\"", "7", 6, |fault| *fault == text);
    let number = FormFault::WrongType(Some(NeededType::Number));
    check_form("\"version\": 1,", "\"version\": \"1\",", 5, |fault| *fault == number);
    let form = |fault| FaultReason::Form(fault);
    let other = FormFault::OtherFormat("baocao06/report".to_owned());
    check("baocao06/template", "baocao06/report", TemplatePart::Format, form(other));
    let identity = section("results").then(FaultStep::Item("identity".to_owned()));
    check(", \"rate\": \"identity.rate\"", "", identity, form(FormFault::FigureLine));
    check("\"shows\": \"label\", ", "", column("service"), form(FormFault::ColumnContent));
    let item = section("difficulties").then(FaultStep::Item("difficulties.text".to_owned()));
    check("{\"hint\": \"Mỗi dòng là một đoạn.\"}", "null", item, form(FormFault::ItemBody));
    check(
        "\"format_version\": 1",
        "\"format_version\": 2",
        TemplatePart::FormatVersion,
        FaultReason::Version(2),
    );
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert!(read_template(&long).is_err());
}

#[test]
fn keys_and_references_are_checked() {
    let text = str::to_owned;
    for (from, to, place, reason) in [
        (
            "{\"key\": \"absence\"",
            "{\"key\": \"Tạm vắng\"",
            services().then(FaultStep::Row(text("Tạm vắng"))),
            FaultReason::Key(text("Tạm vắng")),
        ),
        (
            "{\"key\": \"absence\"",
            "{\"key\": \"birth\"",
            TemplatePart::Rows.into(),
            FaultReason::DuplicateKey(text("services.birth")),
        ),
        (
            "{\"key\": \"identity.target\"",
            "{\"key\": \"identity.accounts\"",
            TemplatePart::Figures.into(),
            FaultReason::DuplicateKey(text("identity.accounts")),
        ),
        (
            "Chỉ tiêu tài khoản",
            "Tỷ lệ so với chỉ tiêu",
            figure("identity.rate"),
            FaultReason::DuplicateLabel(text("Tỷ lệ so với chỉ tiêu")),
        ),
        (
            "\"whole\": \"identity.target\"}",
            "\"whole\": \"identity.aim\"}",
            figure("identity.rate"),
            FaultReason::UnknownFigure(text("identity.aim")),
        ),
        (
            "\"whole\": \"identity.target\"}",
            "\"whole\": \"identity.rate\"}",
            figure("identity.rate"),
            FaultReason::Circle(text("identity.rate")),
        ),
    ] {
        check(from, to, place, reason);
    }
}

#[test]
fn inputs_days_and_sentences_are_checked() {
    let text = str::to_owned;
    for (from, to, place, reason) in [
        (
            "[\"direct\", \"online\"]",
            "[\"direct\", \"post\"]",
            column("all"),
            FaultReason::UnknownColumn(text("post")),
        ),
        ("[\"direct\", \"online\"]", "[]", column("all"), FaultReason::Empty),
        (
            "\"provider\": \"police\"}",
            "\"provider\": \"navy\"}",
            figure("identity.accounts"),
            FaultReason::UnknownAgency(text("navy")),
        ),
        (
            "\"subject\"",
            "\"topic\"",
            TemplatePart::Letterhead.into(),
            FaultReason::UnknownLetterhead(text("topic")),
        ),
        (
            "\"day\": 20",
            "\"day\": 32",
            TemplatePart::ScheduleDue.into(),
            FaultReason::Day(text("32")),
        ),
        (
            "\"to\": {\"month\": 0, \"day\": 14}",
            "\"to\": {\"month\": -1, \"day\": 14}",
            TemplatePart::ScheduleTo.into(),
            FaultReason::Reversed,
        ),
        (
            "\"kind\": \"count\"",
            "\"span\": {\"window\": {\"from\": \"2025-08-25\", \"to\": \"2025-07-01\"}}, \"kind\": \"count\"",
            figure("identity.accounts"),
            FaultReason::Reversed,
        ),
        (
            "\"kind\": \"count\"",
            "\"span\": {\"window\": {\"from\": {\"month\": 3, \"day\": 1}, \"to\": \"2025-07-01\"}}, \"kind\": \"count\"",
            figure("identity.accounts"),
            FaultReason::MonthOffset(3),
        ),
        (
            "\"kind\": \"count\"",
            "\"span\": {\"since\": \"1/8/2022\"}, \"kind\": \"count\"",
            figure("identity.accounts"),
            FaultReason::Day(text("1/8/2022")),
        ),
        (
            "{identity.accounts} tài",
            "{identity.accounts tài",
            sentence("identity.sentence"),
            FaultReason::Sentence(SentenceError::Unclosed(27)),
        ),
        (
            "{identity.rate}.",
            "{identity.rate}}.",
            sentence("identity.sentence"),
            FaultReason::Sentence(SentenceError::Unopened(77)),
        ),
    ] {
        check(from, to, place, reason);
    }
}

#[test]
fn what_is_printed_of_a_sum_of_decimals_may_have_decimals() {
    use crate::report::number::NumberKind;
    let builtin = builtin_template().unwrap();
    let all = key("services.birth.all");
    let kind_of = |template: &Template| template.number_kind(template.figure(&all).unwrap());
    assert_eq!(kind_of(&builtin), NumberKind::Count);
    let mut parts = builtin.parts().clone();
    for item in parts.sections.iter_mut().flat_map(|section| &mut section.items) {
        let ItemBody::Table(table) = &mut item.body else { continue };
        for column in &mut table.columns {
            if let ColumnKind::Figure(figure) = &mut column.kind
                && figure.kind == FigureKind::Count
            {
                figure.kind = FigureKind::Decimal;
            }
        }
    }
    let template = Template::new(parts).unwrap();
    assert_eq!(template.figure(&all).unwrap().decimals, 0);
    assert_eq!(kind_of(&template), NumberKind::Decimal);
}

#[test]
fn checks_are_checked() {
    let text = str::to_owned;
    for (from, to, place, reason) in [
        (
            "\"figure\": \"identity.target\"",
            "\"figure\": \"identity.aim\"",
            rule("identity_target"),
            FaultReason::UnknownFigure(text("identity.aim")),
        ),
        (
            "{\"column\": \"services.online\"}",
            "{\"column\": \"services.post\"}",
            rule("online_share"),
            FaultReason::UnknownColumn(text("services.post")),
        ),
        (
            "{\"column\": \"services.online\"}",
            "{\"span\": \"as_of\"}",
            rule("online_share"),
            FaultReason::SeveralFigures,
        ),
        (
            "{\"column\": \"services.online\"}",
            "{\"column\": \"services.all\"}",
            rule("online_share"),
            FaultReason::DuplicateKey(text("services.birth.all")),
        ),
        ("\"percent\": 50", "\"percent\": 0", rule("jumps"), FaultReason::Bounds),
        ("{\"span\": \"in_period\"}", "{\"span\": \"since\"}", rule("jumps"), FaultReason::Empty),
        (
            "\"key\": \"jumps\"",
            "\"key\": \"period\"",
            TemplatePart::Checks.into(),
            FaultReason::DuplicateKey(text("period")),
        ),
        (
            "\"key\": \"jumps\"",
            "\"key\": \"missing\"",
            TemplatePart::Checks.into(),
            FaultReason::DuplicateKey(text("missing")),
        ),
        ("\"key\": \"jumps\"", "\"key\": \"Nhảy\"", rule("Nhảy"), FaultReason::Key(text("Nhảy"))),
    ] {
        check(from, to, place, reason);
    }
}

#[test]
fn rules_need_figures_of_their_kind() {
    let text = str::to_owned;
    let jumps =
        "{\"change\": {\"figures\": [{\"span\": \"in_period\"}], \"percent\": 50, \"from\": 100}}";
    let accounts = FaultReason::WrongKind(text("identity.accounts"));
    for (demand, reason) in [
        ("{\"may_not_fall\": [\"identity.accounts\"]}", accounts.clone()),
        ("{\"shares\": [\"identity.accounts\"]}", accounts.clone()),
        ("{\"one_rounding\": [\"identity.accounts\"]}", accounts.clone()),
        (
            "{\"shared_whole\": [{\"count\": \"identity.target\", \"percent\": \"identity.accounts\"}]}",
            accounts.clone(),
        ),
        (
            "{\"cumulative\": {\"in_period\": \"identity.target\", \"total\": \"identity.accounts\"}}",
            accounts,
        ),
        ("{\"filled\": [\"identity.rate\"]}", FaultReason::WrongKind(text("identity.rate"))),
        ("{\"between\": {\"figures\": [\"identity.rate\"]}}", FaultReason::Bounds),
        (
            "{\"between\": {\"figures\": [\"identity.rate\"], \"least\": 2, \"most\": \"1.5\"}}",
            FaultReason::Bounds,
        ),
        ("{\"slip\": []}", FaultReason::Empty),
    ] {
        check(jumps, demand, rule("jumps"), reason);
    }
    let line = 45;
    let unknown = |fault: &FormFault| matches!(fault, FormFault::UnknownField { found, .. } if found == "percents");
    check_form("\"percent\": 50", "\"percents\": 50", line, unknown);
    let number = FormFault::Number("1,5".to_owned());
    check_form("\"from\": 100", "\"from\": \"1,5\"", line, |fault| *fault == number);
    let unknown = |fault: &FormFault| matches!(fault, FormFault::UnknownWord { found, .. } if found == "kind");
    check_form("{\"span\": \"in_period\"}", "{\"kind\": \"count\"}", line, unknown);
}

#[test]
fn days_are_told_by_months_only_where_periods_are_made_of_them() {
    let faults = |kind: PeriodKind, schedule: &str, span: &str| {
        let json = format!(
            r#"{{"format": "baocao06/template", "format_version": 1, "key": "w", "version": 1, "name": "W",
            "period": "{}", "schedule": {schedule},
            "figures": [{{"key": "w", "label": "W", "unit": "hồ sơ", "kind": "count", "span": {span}}}],
            "sections": [{{"key": "g", "level": 1, "label": "G", "items": [
              {{"key": "g", "label": "G", "figures": {{"rows": ["w"]}}}}
            ]}}]}}"#,
            kind.name()
        );
        let faults = read_template(&json).err().into_iter().flatten();
        faults.map(|fault| fault.reason).collect::<Vec<_>>()
    };
    let days = r#"{"from": {"month": 0, "day": 1}, "to": {"days": 0}}"#;
    let window = format!(r#"{{"window": {days}}}"#);
    for kind in PeriodKind::ALL {
        let expected = Vec::from_iter((!kind.is_of_months()).then_some(FaultReason::NotOfMonths));
        assert_eq!(faults(kind, days, r#""in_period""#), expected, "{kind:?}");
        assert_eq!(faults(kind, "{}", &window), expected, "{kind:?}");
    }
}

#[test]
fn a_window_that_stands_is_no_part_of_a_cumulative_figure() {
    let wrong = |window: &str, rule: &str| {
        let json = format!(
            r#"{{"format": "baocao06/template", "format_version": 1, "key": "w", "version": 1, "name": "W",
            "figures": [
              {{"key": "w", "label": "W", "unit": "hồ sơ", "kind": "count", "span": {{"window": {window}}}}},
              {{"key": "s", "label": "S", "unit": "hồ sơ", "kind": "count", "span": {{"since": "2022-08-01"}}}}
            ],
            "sections": [{{"key": "g", "level": 1, "label": "G", "items": [
              {{"key": "g", "label": "G", "figures": {{"rows": ["w", "s"]}}}}
            ]}}],
            "checks": [{{"key": "c", "rule": {rule}}}]}}"#
        );
        let faults = read_template(&json).err().into_iter().flatten();
        faults.map(|fault| fault.reason).collect::<Vec<_>>()
    };
    let fault = [FaultReason::WrongKind("w".to_owned())];
    let joined = r#"{"from": {"month": -1, "day": 15}, "to": {"month": 0, "day": 14}}"#;
    let twice = r#"{"from": {"month": -1, "day": 15}, "to": {"month": 0, "day": 15}}"#;
    let campaign = r#"{"from": "2025-07-01", "to": "2025-08-25"}"#;
    let (sum, fall) =
        (r#"{"cumulative": {"in_period": "w", "total": "s"}}"#, r#"{"may_not_fall": ["w"]}"#);
    assert_eq!(wrong(joined, sum), []);
    assert_eq!(wrong(joined, fall), fault);
    for standing in [twice, campaign] {
        assert_eq!(wrong(standing, sum), fault);
        assert_eq!(wrong(standing, fall), []);
    }
}

#[test]
fn the_builtin_template_and_the_documented_one_are_written_and_read_again() {
    for json in [BUILTIN_JSON, examples().0] {
        let template = read_template(json).unwrap();
        let written = write_template(&template);
        assert_eq!(read_template(&written), Ok(template));
    }
}

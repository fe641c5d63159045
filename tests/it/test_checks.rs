//! The reference report as a suspicious superior reads it: which contradictions are found, which
//! lawful pairs are left alone, and what the command says.

use std::collections::BTreeSet;

use baocao06::calc::check::{self, Finding, Matter, Settings, TextFindings};
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::report::check::Severity;
use baocao06::report::content::Report;
use baocao06::report::period::DateRange;
use baocao06::report::value::Value;
use rust_decimal::Decimal;

use super::support::*;
use super::test_jobs::{done, run, sample_file};

/// The five contradictions of report 453/BC-TCTĐA06, which is the sample's May 2023: the finding's id, its
/// numbers, the difference.
const CONTRADICTIONS: [(&str, &[&str], i64); 5] = [
    // Lưu trú: II.1 has 3.798, row 6 of the table 3.781.
    ("lodging_notices.communication.lodging_notices", &["3798", "3781"], 17),
    // CCCD: the text has 1.614, row 2 of the table 1.317 + 305.
    ("identity_cards.identity.cards", &["1614", "1622"], 8),
    // Mầm non: 8.303 against 8.376–8.384.
    ("preschool_pupils.education.preschool.updated", &["7939", "95.62", "7743", "92.4"], 73),
    // Row 3: 88,62 printed as 88.
    ("service_rates.services.residence_permanent.rate", &["88", "880", "993"], 1),
    // Row 10: 84,85 printed as 84.
    ("service_rates.services.tax_registration.rate", &["84", "112", "132"], 1),
];

/// What else is found: 12/4 is counted in April and in May.
const OTHERS: [&str; 1] = ["period"];

/// What must not alarm: figures that agree, ratios that are right, counts of different spans.
const LAWFUL: [&str; 31] = [
    "lodging.facilities",      // 174 in II.1 and II.2
    "services.id_card.online", // 305 in II.3 and row 2
    "identity.home_visits",    // "hơn 300"
    "vaccination.to_correct",  // 44.013 = 40.433 + 3.580
    "vaccination.corrected",
    "vaccination.correcting",
    "vaccination.corrected_rate",   // 91,9
    "vaccination.passports_signed", // 138.940/138.940
    "vaccination.passports_rate",
    "health_record.created", // the four ratios of health records
    "health_record.created_rate",
    "health_record.history_rate",
    "health_record.vaccination_rate",
    "health_record.treatment_rate",
    "insurance.lookups", // 75.291/100.304, and 443 errors of the month beside 25.013
    "insurance.found",
    "insurance.found_rate",
    "insurance.errors",
    "education.primary.updated", // 18.382
    "education.primary.updated_rate",
    "education.primary.verified_rate",
    "education.secondary.updated", // 10.301
    "education.secondary.updated_rate",
    "education.secondary.verified_rate",
    "qr.visits", // 09 in the month, 13 in all
    "qr.visits_total",
    "qr.amount",
    "telehealth.visits",
    "services.id_card.rate", // rows 2, 4, 7, 12 prove half-up
    "services.residence_temporary.rate",
    "services.motorbike_plate.rate",
];

/// What is found in a report after the months of the sample before it.
pub(crate) fn findings_of(report: &Report) -> Vec<Finding> {
    let template = template();
    let period = report.header.period.key;
    let before = sample().into_iter().filter(|past| past.header.period.key < period);
    let history = History::of_reports(before, &template);
    findings_after(report, &history)
}

/// What is found in a report after some months.
pub(crate) fn findings_after(report: &Report, history: &History) -> Vec<Finding> {
    let template = template();
    let results = Results::of(report, &template);
    let context = Context::of(report, &template, &results);
    check::all_findings(context, history, &Settings::default(), &mut TextFindings::default())
}

/// May as it should have been: one value for each quantity, percentages of one whole, and days
/// that are counted once. Some percentages and a difference are printed as typed, rightly.
pub(crate) fn corrected_may() -> Report {
    let mut report = may();
    let count = |report: &mut Report, name: &str, count: i64| {
        report.values.insert(key(name), Value::count(count));
    };
    count(&mut report, "communication.lodging_notices", 3781);
    count(&mut report, "identity.cards", 1622);
    for (name, digits, scale) in [
        ("services.residence_permanent.rate", 89, 0),
        ("services.tax_registration.rate", 85, 0),
        ("education.preschool.verified_rate", 9326, 2),
        ("vaccination.corrected_rate", 919, 1),
    ] {
        report.printed.insert(key(name), Value::decimal(Decimal::new(digits, scale)));
    }
    report.printed.insert(key("vaccination.correcting"), Value::count(3580));
    let range = report.header.period.range;
    let first = range.first().succ_opt().unwrap();
    report.header.period.range = DateRange::new(first, range.last()).unwrap();
    report
}

#[test]
fn the_reference_report_has_its_five_contradictions_and_one_day_too_many() {
    let findings = findings_of(&may());
    let told = |finding: &Finding| {
        let numbers = finding.matter.readings().into_iter().map(|r| r.number.to_string());
        let difference = finding.matter.difference().unwrap();
        (finding.id.clone(), numbers.collect::<Vec<_>>(), difference)
    };
    let (others, five): (Vec<_>, Vec<_>) =
        findings.iter().map(told).partition(|(id, ..)| OTHERS.contains(&id.as_str()));
    let expected = CONTRADICTIONS.map(|(id, numbers, difference)| {
        let numbers = numbers.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        (id.to_owned(), numbers, Decimal::from(difference))
    });
    assert_eq!(five, expected);
    assert_eq!(others, [("period".to_owned(), Vec::new(), Decimal::ONE)]);
}

#[test]
fn lawful_figures_of_the_reference_report_do_not_alarm() {
    let findings = findings_of(&may());
    // The whole of row 2 is named by its own finding; its parts are not.
    let named: BTreeSet<&str> = findings
        .iter()
        .flat_map(|finding| finding.matter.readings())
        .map(|reading| reading.figure.as_str())
        .collect();
    for name in LAWFUL {
        assert!(template().figure(&key(name)).is_some(), "{name} is no figure");
        assert!(!named.contains(name), "{name}: {findings:#?}");
    }
}

#[test]
fn the_corrected_report_and_the_made_up_months_are_clean() {
    assert_eq!(findings_of(&corrected_may()), Vec::new());
    for report in sample().iter().filter(|report| !report.header.remark.is_empty()) {
        let findings = findings_of(report);
        let keys: Vec<&str> = findings.iter().map(|f| f.check.key()).collect();
        let month = report.header.period.key;
        // The days of the months before overlap as those of the real one do.
        assert!(keys.is_empty() || keys == ["period"], "{month}: {keys:?}");
    }
}

#[test]
fn a_report_that_is_being_written_has_one_note_and_nothing_else() {
    let template = template();
    let june =
        baocao06::calc::next_report::start(&may(), &template, may().header.period.key.next());
    let history = History::of_reports(sample(), &template);
    let findings = findings_after(&june, &history);
    let keys: Vec<_> = findings.iter().map(|f| (f.check.key(), f.severity)).collect();
    assert_eq!(keys, [("period", Severity::Warning), ("missing", Severity::Note)]);
    let Matter::Blank(blank) = &findings[1].matter else {
        panic!("{findings:#?}");
    };
    assert!(blank.len() > 60, "{}", blank.len());
    let is_on = |row: &str| blank.iter().any(|key| key.as_str().starts_with(row));
    assert!(is_on("services.birth") && !is_on("services.passport"));
}

/// What is found beyond the reference report's own findings, when a figure and a narrative are
/// otherwise.
fn beyond(figure: (&str, i64), narrative: &str) -> Vec<Finding> {
    let mut report = may();
    report.values.insert(key(figure.0), Value::count(figure.1));
    let before: BTreeSet<String> = findings_of(&report).into_iter().map(|f| f.id).collect();
    report.texts.insert(text_key("police.narrative"), narrative.to_owned());
    let found = findings_of(&report).into_iter();
    found.filter(|finding| !before.contains(&finding.id)).collect()
}

#[test]
fn a_number_of_the_prose_that_differs_is_one_warning_more() {
    let narrative = "Trong kỳ đã tiếp nhận 1.622 hồ sơ cấp căn cước.";
    // The table has 1.622 too, and says so itself.
    assert_eq!(beyond(("services.id_card.direct", 1_317), narrative), Vec::new());
    let found = beyond(("services.id_card.direct", 1_309), narrative);
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(one.severity, Severity::Warning);
    assert_eq!(one.matter.difference(), Some(Decimal::from(8)));
    assert_eq!(one.id, "text_numbers.police.narrative.services.id_card.all");
}

#[test]
fn the_command_tells_people_and_programs_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let output = run(&["check", "--data", &data, "--period", "2023-05"]);
    assert_eq!(output.status.code(), Some(1), "an error stands");
    assert!(output.stderr.is_empty(), "what was found is the result, not a failure");
    let text = String::from_utf8(output.stdout).unwrap();
    let first = "lỗi\tlodging_notices\t“Thông báo lưu trú qua tuyên truyền” là 3.798 lượt, “Thông báo lưu trú – tổng số” là 3.781 hồ sơ: chênh 17. Cùng một số liệu?\n";
    assert!(text.starts_with(first), "{text}");
    assert!(text.ends_with("Còn 1 lỗi, 5 cảnh báo, 0 lưu ý; 0 đã giải trình\n"), "{text}");

    let output = run(&["check", "--data", &data, "--period", "2023-05", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["errors"], &json["warnings"]), (&1.into(), &5.into()));
    let found = json["findings"].as_array().unwrap();
    let sentences = found.iter().map(|f| f["sentence"].as_str().unwrap());
    assert!(sentences.into_iter().all(|sentence| text.contains(sentence)));
    let lodging = &found[0];
    assert_eq!(lodging["severity"], "error");
    assert_eq!(lodging["places"][1]["figure"], "services.lodging_notice.all");
    assert_eq!(lodging["values"][0]["value"], "3798");
    assert_eq!((&lodging["difference"], &lodging["explained"]), (&"17".into(), &().into()));
    let row = found.iter().find(|f| f["id"].as_str().unwrap().contains("tax_registration"));
    assert_eq!(row.unwrap()["places"][0]["printed"], "services.tax_registration.rate");

    // A month without errors ends with 0, though a warning stands.
    let april = done(&["check", "--data", &data, "--period", "2023-04"]);
    assert!(april.ends_with("Còn 0 lỗi, 1 cảnh báo, 0 lưu ý; 0 đã giải trình\n"), "{april}");
    let help = done(&["check", "--help"]);
    assert!(help.contains("mâu thuẫn") && help.contains("--json"), "{help}");
}

#[test]
fn an_explanation_travels_with_the_report_and_lifts_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let file = folder.path().join("may.json").to_str().unwrap().to_owned();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out", &file]);
    let output = run(&["check", "--data", &data, "--period", "2023-05", "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (id, fingerprint) = (&found["findings"][0]["id"], &found["findings"][0]["fingerprint"]);
    let mut report: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let words = "II.1 tính cả lượt qua điện thoại.";
    let note = serde_json::json!({"words": words, "given_for": fingerprint});
    report["notes"]["explanation"][id.as_str().unwrap()] = note;
    // Who writes such a file by hand leaves out the hash of its content.
    report.as_object_mut().unwrap().remove("content_sha256");
    std::fs::write(&file, report.to_string()).unwrap();
    done(&["import", "--data", &data, &file, "--replace"]);
    let text = done(&["check", "--data", &data, "--period", "2023-05"]);
    assert!(text.contains("\tđã giải trình: II.1 tính cả lượt qua điện thoại."), "{text}");
    assert!(text.ends_with("Còn 0 lỗi, 5 cảnh báo, 0 lưu ý; 1 đã giải trình\n"), "{text}");
    let json = done(&["check", "--data", &data, "--period", "2023-05", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["findings"][0]["explained"], "II.1 tính cả lượt qua điện thoại.");
    assert_eq!((&json["errors"], &json["explained"]), (&0.into(), &1.into()));
}

#[test]
fn the_command_tells_what_the_texts_say() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let file = folder.path().join("may.json").to_str().unwrap().to_owned();
    done(&["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out", &file]);
    let mut report: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let text = "Có 3.789 lượt thông báo lưu trú qua tuyên truyền; các biên phap mới.";
    report["texts"]["police.narrative"] = text.into();
    // Who writes such a file by hand leaves out the hash of its content.
    report.as_object_mut().unwrap().remove("content_sha256");
    std::fs::write(&file, report.to_string()).unwrap();
    done(&["import", "--data", &data, &file, "--replace"]);
    let output = run(&["check", "--data", &data, "--period", "2023-05", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = json["findings"].as_array().unwrap();
    let of = |check: &str| found.iter().find(|f| f["check"] == check).unwrap().clone();
    let number = of("text_numbers");
    assert_eq!((&number["severity"], &number["written"]), (&"warning".into(), &"3.789".into()));
    assert_eq!((&number["written_value"], &number["difference"]), (&"3789".into(), &"9".into()));
    assert_eq!(number["places"][0]["text"]["key"], "police.narrative");
    assert_eq!(number["places"][0]["text"]["from"], 3);
    assert_eq!(number["values"][0]["value"], "3798");
    let word = of("text_spelling");
    assert_eq!((&word["severity"], &word["written"]), (&"note".into(), &"phap".into()));
    assert!(word["suggestions"].as_array().unwrap().contains(&"pháp".into()), "{word}");
    assert_eq!(word["written_value"], serde_json::Value::Null);
}

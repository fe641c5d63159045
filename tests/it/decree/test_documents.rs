//! Every document that must conform, in full.

use baocao06::export::docx::{Skeleton, specimen};
use baocao06::report::decree::SizeOf;
use baocao06::report::letterhead::{LetterheadField, SigningAuthority};
use baocao06::report::look::{FirstLine, LineSpacing, Look, Trace};
use baocao06::report::template::Placement;

use super::documents::{
    Case, blank, everything_subject, may_subject, next_month, with_all_rows, with_annex,
    with_everything, with_points, with_table_last,
};
use super::package::Package;
use crate::support;

#[test]
fn may_2023_conforms() {
    may_subject().conforms("May 2023");
    // Whatever the sample itself says, without a field typed by the test.
    let mut sample = Case::may();
    sample.report = support::may();
    sample.subject().conforms("the sample as it is");
}

#[test]
fn may_2023_as_it_was_printed_lacks_its_addressee_only() {
    // The paper had no "Kính gửi": it named its addressee in the last sentence only.
    let case = Case::may().with(&[(LetterheadField::Addressees, "")]);
    assert_eq!(case.subject().broken(), ["N21"]);
}

#[test]
fn other_months_conform() {
    for report in support::sample() {
        let name = report.header.period.key.to_string();
        Case::of(report).subject().conforms(&name);
    }
    next_month().subject().conforms("a month without figures");
}

#[test]
fn addressees_number_and_date_conform() {
    use LetterheadField::{Addressees, IssueDate, Number, Symbol};
    for fields in [
        &[(Addressees, "UBND tỉnh\n- Công an tỉnh;")][..],
        &[(Addressees, "UBND tỉnh\nCông an tỉnh\nSở Tư pháp")],
        &[(Number, ""), (IssueDate, "")],
        &[(Number, "7"), (IssueDate, "5/1/2024"), (Symbol, "bc-ubnd")],
        &[(Number, " 12"), (Symbol, "/BC - UBND ")],
        &[(Number, "1234"), (IssueDate, "29/12/2023")],
    ] {
        Case::may().with(fields).subject().conforms(&format!("{fields:?}"));
    }
}

#[test]
fn every_right_to_sign_conforms() {
    use LetterheadField::{OtherPost, SignerName, SigningFor, SigningPost};
    for right in SigningAuthority::ALL {
        let case = Case::may().with(&[
            (LetterheadField::SigningAuthority, right.name()),
            (SigningFor, "Ủy ban nhân dân thành phố\nChủ tịch"),
            (SigningPost, "Phó Chủ tịch"),
            (OtherPost, "Trưởng Công an thành phố"),
            (SignerName, "TS. Nguyễn Thành Phú"),
        ]);
        case.subject().conforms(right.name());
    }
}

#[test]
fn every_choice_of_the_look_conforms() {
    for (line, spacing) in [(FirstLine::Cm1, 100), (FirstLine::Cm1_27, 150)] {
        let mut case = Case::may();
        case.look.first_line = line;
        case.look.line_spacing = LineSpacing::of_percent(spacing);
        for part in SizeOf::ALL {
            // The smallest and the largest that can be asked for are brought within the decree.
            case.look.sizes.insert(part, if spacing == 100 { 1 } else { 99 });
        }
        case.subject().conforms(&format!("{line:?}"));
    }
}

#[test]
fn annexes_conform() {
    for placement in [Placement::Annex, Placement::AnnexLandscape] {
        with_annex(placement).subject().conforms(&format!("{placement:?}"));
    }
    let mut charts_only = Case::may();
    charts_only.look.charts = with_everything().look.charts;
    charts_only.subject().conforms("charts only");
    let mut trace_only = Case::may();
    trace_only.look.trace = Trace::On;
    trace_only.subject().conforms("trace only");
}

#[test]
fn everything_at_once_conforms() {
    everything_subject().conforms("everything");
    with_all_rows(next_month()).subject().conforms("every row, no figure");
}

#[test]
fn a_table_at_the_end_conforms() {
    with_table_last().subject().conforms("a table at the end");
    let mut charts = with_table_last();
    charts.look.charts = with_everything().look.charts;
    charts.subject().conforms("a table at the end, and charts");
}

#[test]
fn a_name_typed_in_capitals_conforms() {
    let case = Case::may().with(&[(LetterheadField::SignerName, "NGUYỄN VĂN A")]);
    case.subject().conforms("capitals");
}

#[test]
fn points_conform() {
    with_points().subject().conforms("points");
}

#[test]
fn a_skeleton_that_was_handed_out_and_taken_back_conforms() {
    let handed_out = specimen(&Skeleton::builtin(&Look::default()).unwrap()).unwrap();
    let own = Skeleton::from_office(&handed_out).unwrap();
    for case in [Case::may(), with_everything()] {
        let mut subject = case.subject();
        subject.package = Package::read(&case.filled_into(&own));
        subject.conforms("own skeleton");
    }
}

#[test]
fn what_is_not_typed_is_told_and_nothing_else() {
    // No issuer, no place, no name: the three rows that are nothing but the office's own words.
    assert_eq!(blank().subject().broken(), ["N16", "N18", "N29"]);
}

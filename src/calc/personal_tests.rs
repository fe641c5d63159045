//! Columns of persons are found, columns of counts are not taken for them.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn found(cells: &[&str]) -> Option<PersonalNumber> {
    column(cells.iter().copied()).map(|column| column.number)
}

#[test]
fn lists_of_persons_are_found() {
    use PersonalNumber::*;
    assert_eq!(found(&["079203012345", "001199000321"]), Some(Citizen));
    assert_eq!(found(&["'079203012345", "079 203 012 346"]), Some(Citizen));
    assert_eq!(found(&["Nguyễn Văn A", "079203012345", "", "058095004321"]), Some(Citizen));
    // Excel took them for numbers.
    assert_eq!(found(&["79203012345", "58095004321", "58195004322", "1199000321"]), Some(Citizen));
    assert_eq!(found(&["264512341", "264512352", "022351263", "331204875"]), Some(IdentityCard));
    assert_eq!(found(&["7915123456", "5808123451", "0123456789", "9209123452"]), Some(Insurance));
    assert_eq!(found(&["GD4797912345678", "TE1585821234567"]), Some(HealthCard));
    for heading in ["Số CCCD", "SỐ ĐỊNH DANH", "CMND", "Mã định danh", "CMND/CCCD", "Số thẻ CCCD:"]
    {
        assert_eq!(found(&[heading, "264512341"]), Some(IdentityCard), "{heading}");
        assert_eq!(found(&[heading, "079203012345"]), Some(Citizen), "{heading}");
    }
}

#[test]
fn counts_are_no_persons() {
    for cells in [
        &["1.234", "305", "92,40", "0", "-"][..],
        &["Số CCCD", "1.234", "305", "40"],
        &["Số CCCD đã cấp", "264512341"],
        &["Số định danh cá nhân đã cấp cho trẻ em", "120"],
        &["079203012345"],
        &["264512341", "264512352", "310"],
        // Fees and budgets in đồng, typed without their dots.
        &["125000000", "230500000", "312450000", "145000000", "100250000"],
        &["12500000000", "45000000000", "79000000000", "58000000000", "33000000000"],
        &["125.000.000", "230.500.000", "312.450.123", "145.000.000"],
        &["12/5/2023", "2023", "20230512", "05/2023"],
        &["1234567", "2345671", "3456712", "4567123"],
        &["0912345671", "0387654321", "0563214789", "0798765432", "0812345678"],
        &["", " ", "Tổng số"],
        // No province has the code 003, nobody was born in 2095, and 12 digits are no count either way.
        &["003203012345", "079295012345"],
    ] {
        assert_eq!(found(cells), None, "{cells:?}");
    }
}

#[test]
fn the_column_of_a_block_is_named() {
    let rows = |text: &str| -> Vec<Vec<String>> {
        text.lines().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    };
    let block =
        rows("STT|Họ và tên|Số CCCD\n1|Nguyễn Văn A|079203012345\n2|Trần Thị B|058195004321");
    let column = in_rows(&block).unwrap();
    assert_eq!(
        (column.at, column.heading.as_deref(), column.num_cells),
        (Along::Column(2), Some("Số CCCD"), 2)
    );
    let lying = rows("Số|079203012345|058195004321\nTuổi|20|28");
    assert_eq!(in_rows(&lying).unwrap().at, Along::Row(0));
    assert_eq!(in_rows(&rows("Cấp CCCD|1.250|98,2\nCấp định danh|310|100")), None);
}

#[test]
fn a_number_in_a_text_is_found_where_it_is_certain() {
    let texts = |text: &str| -> Vec<String> {
        in_text(text).into_iter().map(|(range, _)| text.get(range).unwrap().to_owned()).collect()
    };
    assert_eq!(
        texts("Công dân A (079203012345), số CMND 264512341."),
        ["079203012345", "264512341"]
    );
    assert_eq!(texts("mã định danh: 5808123451; BHXH số 7915123456"), ["5808123451", "7915123456"]);
    assert_eq!(
        texts("Đã cấp 264512341 thẻ; thu 125.079.203.012.345 đồng; 079203012345/QĐ"),
        [""; 0]
    );
    assert_eq!(texts("Đã cấp 1.234 CCCD, 305 hồ sơ; điện thoại 0912345671"), [""; 0]);
}

/// How a citizen's number is made.
fn citizen() -> impl Strategy<Value = String> {
    let born = prop_oneof![(0_u8..2, 0_u8..100), (2_u8..4, 0_u8..27)];
    (select(&PROVINCES), born, 0_u32..1_000_000).prop_map(|(province, (century, year), rest)| {
        format!("{province:03}{century}{year:02}{rest:06}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_list_of_citizens_is_found(
        numbers in proptest::collection::vec(citizen(), 2..30),
        others in proptest::collection::vec("[A-Za-z ]{0,12}|[0-9]{1,4}", 0..30),
        is_number in any::<bool>(),
    ) {
        let number = |number: &String| match is_number {
            // As Excel keeps numbers.
            true => number.trim_start_matches('0').to_owned(),
            false => number.clone(),
        };
        let mut cells: Vec<String> = numbers.iter().map(number).collect();
        if is_number {
            let certain = numbers.iter().filter(|number| !number.ends_with("00")).count();
            prop_assume!(certain == numbers.len() && certain >= LIKELY_MIN);
        } else {
            cells.extend(others);
        }
        let found = column(cells.iter().map(String::as_str));
        prop_assert_eq!(found.map(|column| column.number), Some(PersonalNumber::Citizen));
    }

    #[test]
    fn no_column_of_counts_is_refused(
        counts in proptest::collection::vec(0_u32..50_000_000, 1..60),
        dots in any::<bool>(),
        heading in "Số CCCD|Tổng số|Mã định danh||\\(1\\)",
    ) {
        let write = |count: &u32| match dots {
            true => crate::report::number::format_count(i64::from(*count)),
            false => count.to_string(),
        };
        let cells: Vec<String> = std::iter::once(heading).chain(counts.iter().map(write)).collect();
        prop_assert_eq!(column(cells.iter().map(String::as_str)), None);
    }

    #[test]
    fn nothing_that_is_read_breaks_it(cells in proptest::collection::vec("\\PC{0,20}|[0-9 ']{0,16}", 0..20)) {
        let _column = column(cells.iter().map(String::as_str));
        let text = cells.join(" ");
        for (range, _) in in_text(&text) {
            prop_assert!(text.get(range).unwrap().bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}

/// Measured: of columns with money in đồng that nobody gave dots, how many would be refused.
#[test]
fn few_columns_of_money_are_refused() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    for (digits, rounded_to, most_of_10_000) in [
        // Fees are round; budgets are in thousands.
        (9, 500, 0),
        (10, 1_000, 0),
        (11, 1_000, 0),
        (9, 100, 0),
        // Amounts to the last đồng without a single dot: interest, tax. Of those of 9 and 10 digits each looks so.
        (11, 1, 40),
        (12, 1, 0),
    ] {
        let least = 10_u64.pow(digits - 1);
        let amounts = proptest::collection::vec(least..least * 10, 5..30);
        let mut num_refused = 0;
        for _ in 0..10_000 {
            let amounts = amounts.new_tree(&mut runner).unwrap().current();
            let cells = amounts.iter().map(|amount| (amount / rounded_to * rounded_to).to_string());
            let cells: Vec<String> = cells.collect();
            num_refused += u32::from(column(cells.iter().map(String::as_str)).is_some());
        }
        println!(
            "{digits} digits, rounded to {rounded_to}: {num_refused} of 10.000 columns refused"
        );
        assert!(num_refused <= most_of_10_000, "{digits}, {rounded_to}: {num_refused}");
    }
}

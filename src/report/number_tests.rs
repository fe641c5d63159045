use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn count(text: &str) -> Result<Value, ReadError> {
    read(text, NumberKind::Count)
}

fn percent(text: &str) -> Result<Value, ReadError> {
    read(text, NumberKind::Percent)
}

fn decimal(mantissa: i64, scale: u32) -> Value {
    Value::decimal(Decimal::new(mantissa, scale))
}

#[test]
fn counts_are_read_as_officials_write_them() {
    for text in ["1317", "1.317", "1 317", "1\u{a0}317", " 1.317 ", "１３１７", "01317"] {
        assert_eq!(count(text), Ok(Value::count(1317)), "{text}");
    }
    assert_eq!(count("09"), Ok(Value::count(9)));
    assert_eq!(count("168.061"), Ok(Value::count(168_061)));
    assert_eq!(count("1.965.456"), Ok(Value::count(1_965_456)));
}

#[test]
fn blank_zero_and_not_arisen_differ() {
    assert_eq!(count("  "), Ok(Value::Blank));
    assert_eq!(count("0"), Ok(Value::count(0)));
    for text in ["-", "–", "Không phát sinh", "KHÔNG PHÁT SINH"] {
        assert_eq!(count(text), Ok(Value::NotArisen), "{text}");
    }
}

#[test]
fn a_count_is_never_guessed() {
    assert_eq!(count("1,317"), Err(ReadError::DecimalInCount));
    assert_eq!(count("95,62"), Err(ReadError::DecimalInCount));
    assert_eq!(count("1,000"), Err(ReadError::DecimalInCount));
    assert_eq!(count("1,234.00"), Err(ReadError::DecimalInCount));
    // The formats of money of spreadsheets, as they are copied.
    assert_eq!(count(" 1.234,00 "), Ok(Value::count(1_234)));
    assert_eq!(count("\u{A0}1.965.456,0"), Ok(Value::count(1_965_456)));
    assert_eq!(count("0,00"), Ok(Value::count(0)));
    assert_eq!(count("305.00"), Err(ReadError::Grouping));
    assert_eq!(count("1.00"), Err(ReadError::Grouping), "1, or 1.000 cut short");
    assert_eq!(count(" -   "), Ok(Value::NotArisen));
    assert_eq!(count(",00"), Err(ReadError::DecimalInCount));
    assert_eq!(count("1.31"), Err(ReadError::Grouping));
    assert_eq!(count("13.17"), Err(ReadError::Grouping));
    assert_eq!(count("1.3170"), Err(ReadError::Grouping));
    assert_eq!(count("1. 317"), Err(ReadError::Grouping));
    assert_eq!(count("1234.567"), Err(ReadError::Grouping));
    assert_eq!(count("-5"), Err(ReadError::Negative));
    assert_eq!(count("5%"), Err(ReadError::NotAPercentage));
    assert_eq!(count("12a"), Err(ReadError::NotANumber('a')));
    assert_eq!(count("."), Err(ReadError::NoDigits));
    assert_eq!(count("hơn "), Err(ReadError::NotANumber('h')));
    assert_eq!(count("1234567890123456"), Err(ReadError::TooLarge));
}

#[test]
fn a_difference_may_be_negative_and_nothing_else() {
    let signed = |text: &str, kind| read(text, Accepted { kind, sign: Sign::Any });
    for text in ["-1317", "-1.317", "− 1 317", "–1.317"] {
        assert_eq!(signed(text, NumberKind::Count), Ok(Value::count(-1317)), "{text}");
        assert_eq!(count(text), Err(ReadError::Negative), "{text}");
    }
    assert_eq!(signed("-95,62%", NumberKind::Percent), Ok(decimal(-9562, 2)));
    assert_eq!(signed("-0", NumberKind::Count), Ok(Value::count(0)));
    assert_eq!(signed("-0,0", NumberKind::Decimal), Ok(decimal(0, 1)));
    assert_eq!(signed("-", NumberKind::Count), Ok(Value::NotArisen));
    assert_eq!(signed("5", NumberKind::Count), Ok(Value::count(5)));
    assert_eq!(signed("--5", NumberKind::Count), Err(ReadError::NotANumber('-')));
    assert_eq!(
        signed("-1.317", NumberKind::Decimal),
        Err(ReadError::Ambiguous {
            as_decimal: Decimal::new(-13170, 4),
            as_thousands: Decimal::from(-1317)
        })
    );
    assert_eq!(percent("-5%"), Err(ReadError::Negative));
}

#[test]
fn decimals_are_read_and_the_ambiguous_is_asked() {
    assert_eq!(percent("95,62"), Ok(decimal(9562, 2)));
    assert_eq!(percent("95.62%"), Ok(decimal(9562, 2)));
    assert_eq!(percent("92,4 %"), Ok(decimal(924, 1)));
    assert_eq!(percent("19%"), Ok(decimal(19, 0)));
    assert_eq!(percent("1.317,25"), Ok(decimal(131_725, 2)));
    assert_eq!(percent("1.234.567"), Ok(decimal(1_234_567, 0)));
    for text in ["1.317", "1,317"] {
        assert_eq!(
            percent(text),
            Err(ReadError::Ambiguous {
                as_decimal: Decimal::new(1317, 3),
                as_thousands: Decimal::new(1317, 0),
            })
        );
    }
    assert_eq!(percent("1,317.25"), Err(ReadError::EnglishStyle));
    assert_eq!(percent("1,2,3"), Err(ReadError::EnglishStyle));
}

#[test]
fn qualifiers_stay_with_the_number() {
    assert_eq!(
        count("hơn 300"),
        Ok(Value::Known { number: Number::Count(300), qualifier: Some(Qualifier::MoreThan) })
    );
    assert_eq!(format_value(&count("Ít nhất 1.500").unwrap()), "ít nhất 1.500");
}

#[test]
fn formats_group_by_three() {
    assert_eq!(format_count(0), "0");
    assert_eq!(format_count(999), "999");
    assert_eq!(format_count(1000), "1.000");
    assert_eq!(format_count(-1_234_567), "-1.234.567");
    assert_eq!(format_decimal(Decimal::new(9507, 2)), "95,07");
    assert_eq!(format_decimal(Decimal::new(131_725, 2)), "1.317,25");
}

proptest! {
    #[test]
    fn reading_a_written_count_gives_it_back(n in 0..=COUNT_MAX) {
        prop_assert_eq!(count(&format_count(n)), Ok(Value::count(n)));
        prop_assert_eq!(count(&n.to_string()), Ok(Value::count(n)));
    }

    #[test]
    fn reading_a_written_decimal_gives_its_value_back(
        mantissa in 0i64..=999_999_999_999, scale in 0u32..=6
    ) {
        // "1.317" alone is refused, so a whole number below a million is written without its dot.
        let value = Value::decimal(unambiguous(Decimal::new(mantissa, scale)));
        prop_assert_eq!(percent(&format_value(&value)), Ok(value));
    }

    #[test]
    fn any_text_is_a_value_or_a_reason(text in "\\PC*") {
        for kind in [NumberKind::Count, NumberKind::Decimal, NumberKind::Percent] {
            match read(&text, kind) {
                Ok(value) => prop_assert_eq!(read(&format_value(&value), kind), Ok(value)),
                Err(_) => prop_assert_eq!(read_or_keep(&text, kind), Value::Unreadable(text.clone())),
            }
        }
    }

    #[test]
    fn number_like_texts_never_change_by_writing_and_reading(text in "(hơn )?[0-9.,  %-]{1,14}") {
        for kind in [NumberKind::Count, NumberKind::Decimal, NumberKind::Percent] {
            for accepted in [kind.non_negative(), Accepted { kind, sign: Sign::Any }] {
                if let Ok(value) = read(&text, accepted) {
                    prop_assert_eq!(read(&format_value(&value), accepted), Ok(value));
                }
            }
        }
    }
}

#[test]
fn nothing_arose_in_the_words_of_agencies() {
    for words in ["Không phát sinh.", "không có", "Không", "KHÔNG CÓ.", "khong phat sinh ;", "-"]
    {
        assert_eq!(read(words, NumberKind::Count), Ok(Value::NotArisen), "{words}");
    }
    for words in ["không có số liệu", "không rõ", "-.", "."] {
        assert!(read(words, NumberKind::Count).is_err(), "{words}");
    }
}

#[test]
fn brackets_mean_a_negative_number() {
    let any = Accepted { kind: NumberKind::Count, sign: Sign::Any };
    assert_eq!(read("(12)", NumberKind::Count), Err(ReadError::Negative));
    assert_eq!(read("(1.234,00)", any), Ok(Value::count(-1_234)));
    assert_eq!(read("(1)2", NumberKind::Count), Err(ReadError::NotANumber('(')));
    assert_eq!(read("()", NumberKind::Count), Err(ReadError::NotANumber('(')));
}

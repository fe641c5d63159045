//! The digits of one number in prose: its exact value and how it was written.

use rust_decimal::Decimal;

/// How the digits were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits only, below 1.000: "305".
    Plain,
    /// As administrative texts do: "1.614", "95,62", "1.965.456,5".
    House,
    /// Digits only although there are thousands: "2019".
    NoThousandsDot,
    /// A dot before decimals: "91.9".
    DecimalDot,
    /// A space between thousands: "1 614".
    ThousandsSpace,
    /// A comma in front of exactly three digits, which can be read two ways: "1,614".
    CommaAndThree,
    /// Commas between thousands, the English way: "1,614,000", "1,614.5".
    English,
}

/// A number read from digits and separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// Its value the other way it can be read.
    pub other: Option<Decimal>,
    /// How the digits were set.
    pub form: Form,
    /// Digits after the decimal sign.
    pub decimals: u32,
}

/// The most digits of a number; longer runs are identifiers.
const DIGITS_MAX: usize = 18;

/// Reads digits with dots and commas; `None` when they make no number.
pub(crate) fn read(text: &str) -> Option<Numeral> {
    let is_known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let ends_well = text.ends_with(|c: char| c.is_ascii_digit());
    let starts_well = text.starts_with(|c: char| c.is_ascii_digit());
    if !(ends_well && starts_well && text.chars().all(is_known)) {
        return None;
    }
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    match (dots, commas) {
        (0, 0) => {
            let form = if text.trim_start_matches('0').len() > 3 {
                Form::NoThousandsDot
            } else {
                Form::Plain
            };
            numeral(text, "", form)
        }
        (_, 0) if is_grouped(text, '.') => numeral(text, "", Form::House),
        (1, 0) => {
            let (whole, fraction) = text.split_once('.')?;
            numeral(whole, fraction, Form::DecimalDot)
        }
        (0, 1) => comma(text),
        (_, 1) if text.rfind(',') > text.rfind('.') => {
            let (whole, fraction) = text.split_once(',')?;
            is_grouped(whole, '.').then(|| numeral(whole, fraction, Form::House))?
        }
        (0, _) if is_grouped(text, ',') => numeral(text, "", Form::English),
        (1, _) => {
            let (whole, fraction) = text.split_once('.')?;
            is_grouped(whole, ',').then(|| numeral(whole, fraction, Form::English))?
        }
        _ => None,
    }
}

/// Reads groups of three that spaces hold apart, already known to be such.
pub(crate) fn read_spaced(groups: &[&str]) -> Option<Numeral> {
    numeral(&groups.concat(), "", Form::ThousandsSpace)
}

fn comma(text: &str) -> Option<Numeral> {
    let (whole, fraction) = text.split_once(',')?;
    if whole.starts_with('0') || !is_grouped(text, ',') {
        return numeral(whole, fraction, Form::House);
    }
    let thousands = numeral(&format!("{whole}{fraction}"), "", Form::CommaAndThree)?;
    let read = numeral(whole, fraction, Form::CommaAndThree)?;
    Some(Numeral { other: Some(thousands.value), ..read })
}

/// Whether a separator stands before groups of exactly three digits.
fn is_grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or("");
    let first_fits = (1..=3).contains(&first.len()) && (first == "0" || !first.starts_with('0'));
    let is_three = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    first_fits && first != "0" && groups.all(is_three)
}

fn numeral(whole: &str, fraction: &str, form: Form) -> Option<Numeral> {
    let digits: String =
        whole.chars().filter(char::is_ascii_digit).chain(fraction.chars()).collect();
    if digits.len() > DIGITS_MAX || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let decimals = u32::try_from(fraction.len()).ok()?;
    let value = Decimal::try_from_i128_with_scale(digits.parse().ok()?, decimals).ok()?;
    Some(Numeral { value, other: None, form, decimals })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, Form) {
        let numeral = read(text).unwrap_or_else(|| panic!("{text}"));
        (numeral.value.to_string(), numeral.form)
    }

    #[test]
    fn every_way_of_writing_is_told() {
        let cases = [
            ("305", "305", Form::Plain),
            ("09", "9", Form::Plain),
            ("2019", "2019", Form::NoThousandsDot),
            ("1.614", "1614", Form::House),
            ("1.965.456", "1965456", Form::House),
            ("95,62", "95.62", Form::House),
            ("1.234,5", "1234.5", Form::House),
            ("91.9", "91.9", Form::DecimalDot),
            ("0.125", "0.125", Form::DecimalDot),
            ("1,614", "1.614", Form::CommaAndThree),
            ("1,614,000", "1614000", Form::English),
            ("1,614.5", "1614.5", Form::English),
        ];
        for (text, value, form) in cases {
            assert_eq!(of(text), (value.to_owned(), form), "{text}");
        }
        assert_eq!(read("1,614").unwrap().other, Some(Decimal::from(1614)));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["1.2.3", "12.34.56", "1.", "", "12a", "1,2,3", "1234567890123456789"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

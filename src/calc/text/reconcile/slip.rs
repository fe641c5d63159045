//! Whether one number may be a slip for another: digits exchanged, dropped, doubled or mistyped,
//! the decimal sign moved, or a value hardly off.

use rust_decimal::Decimal;

/// How near two numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The same number.
    Equal,
    /// The digits of the other with one slip.
    Slip,
    /// Hardly off.
    Close,
    /// Any other number.
    Far,
}

/// How near two numbers are.
pub(super) fn nearness(a: Decimal, b: Decimal) -> Nearness {
    if a == b {
        Nearness::Equal
    } else if is_slip(a, b) {
        Nearness::Slip
    } else if within_percent(a, b, 2) {
        Nearness::Close
    } else {
        Nearness::Far
    }
}

/// Whether two numbers are at most so many percent of the larger apart.
pub(super) fn within_percent(a: Decimal, b: Decimal, percent: i64) -> bool {
    let apart = (a - b).abs().checked_mul(Decimal::ONE_HUNDRED);
    let limit = a.abs().max(b.abs()).checked_mul(Decimal::from(percent));
    apart.zip(limit).is_some_and(|(apart, limit)| apart <= limit)
}

fn is_slip(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (digits(a), digits(b));
    // The numbers differ: with the same digits one is ten, a hundred or a thousand times the other.
    a == b || (a.len().min(b.len()) > 1 && (is_exchanged(&a, &b) || is_one_off(&a, &b)))
}

/// The digits without the decimal sign and without zeros at either end, so that a moved sign makes
/// no difference.
fn digits(number: Decimal) -> Vec<char> {
    let text = number.abs().normalize().to_string().replace('.', "");
    text.trim_matches('0').chars().collect()
}

/// Two neighbouring digits the other way round.
fn is_exchanged(a: &[char], b: &[char]) -> bool {
    let differing: Vec<usize> =
        a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at).collect();
    match differing.as_slice() {
        [first, second] if a.len() == b.len() && second - first == 1 => {
            a.get(*first) == b.get(*second) && a.get(*second) == b.get(*first)
        }
        _ => false,
    }
}

/// One digit dropped or doubled, or, in numbers of four digits and more, another one.
fn is_one_off(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let rest_short = short.get(same..).unwrap_or(&[]);
    let rest_long = long.get(same + 1..).unwrap_or(&[]);
    match long.len() - short.len() {
        0 => short.len() > 3 && short.get(same + 1..).unwrap_or(&[]) == rest_long,
        1 => rest_short == rest_long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> Nearness {
        nearness(a.parse().unwrap(), b.parse().unwrap())
    }

    #[test]
    fn slips_are_near_and_others_far() {
        for (a, b) in [
            ("1614", "1641"),
            ("1614", "164"),
            ("1614", "16614"),
            ("1614", "16140"),
            ("1614", "1.614"),
            ("95.62", "9562"),
            ("60", "600"),
            ("9", "90"),
            ("144", "414"),
            ("10693", "10093"),
        ] {
            assert_eq!(near(a, b), Nearness::Slip, "{a} {b}");
        }
        assert_eq!(near("3798", "3781"), Nearness::Close);
        for (a, b) in [("1614", "305"), ("144", "547"), ("36", "2019"), ("9", "13"), ("60", "268")]
        {
            assert_eq!(near(a, b), Nearness::Far, "{a} {b}");
        }
        assert_eq!(near("92.40", "92.4"), Nearness::Equal);
    }
}

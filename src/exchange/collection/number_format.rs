//! What the number format of a cell does with a percent sign (ECMA-376 part 1, 18.8.31).
//!
//! A percent sign multiplies by a hundred only where it stands by itself: in quotes, behind a backslash, behind the
//! underscore that leaves its width blank and behind the asterisk that fills the cell with it, it is only drawn, or
//! not even that.

use rust_decimal::Decimal;

/// How a spreadsheet shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// 95,62 as 95,62.
    Plain,
    /// 95,62 as 95,62 %: the sign is drawn behind the number as it is.
    InPercent,
    /// 0,9562 as 95,62 %.
    Hundredfold,
    /// This or that: a condition of the format decides, which is not looked into.
    Unclear,
}

impl Shown {
    /// How a number format shows a number.
    pub(super) fn of(number: Decimal, format: &str) -> Self {
        let sections = sections(format);
        let has_condition = ["[<", "[>", "[="].iter().any(|condition| format.contains(condition));
        if has_condition && sections.iter().any(|section| Some(section) != sections.first()) {
            return Self::Unclear;
        }
        // One for what is above zero, one for what is below, one for zero; the first for all that has none.
        let place = match () {
            () if number.is_zero() => 2,
            () if number.is_sign_negative() => 1,
            () => 0,
        };
        sections.get(place).or(sections.first()).copied().unwrap_or(Self::Plain)
    }
}

/// What each section of a format makes of a number.
fn sections(format: &str) -> Vec<Shown> {
    let mut sections = vec![Shown::Plain];
    let mut signs = format.chars();
    let see = |shown: Shown, sections: &mut Vec<Shown>| {
        if let Some(last) = sections.last_mut() {
            *last = (*last).max(shown);
        }
    };
    let drawn = |has_sign: bool| if has_sign { Shown::InPercent } else { Shown::Plain };
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                // All of it has to be passed over.
                let quoted: String = signs.by_ref().take_while(|c| *c != '"').collect();
                see(drawn(quoted.contains('%')), &mut sections);
            }
            '\\' => see(drawn(signs.next() == Some('%')), &mut sections),
            '_' | '*' => {
                signs.next();
            }
            // A colour, a condition, a currency or a language.
            '[' => signs.by_ref().take_while(|c| *c != ']').for_each(drop),
            ';' => sections.push(Shown::Plain),
            '%' => see(Shown::Hundredfold, &mut sections),
            _ => {}
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_multiplies_only_where_it_stands_by_itself() {
        let of = |format: &str| Shown::of(Decimal::ONE, format);
        for format in
            ["0%", "0.00%", "0.00 %", "%0", "[Red]0.0%", "0.0%_)", "0%\"%\"", "\"đạt \"0%"]
        {
            assert_eq!(of(format), Shown::Hundredfold, "{format}");
        }
        for format in ["0.00\"%\"", "0.00\\%", "General\"%\"", "0\" %\"", "\"%\"0"] {
            assert_eq!(of(format), Shown::InPercent, "{format}");
        }
        for format in
            ["", "General", "0.00", "0.0_%", "0*%", "#,##0", "[$%-42A]0", "\"x", "0\\", "_"]
        {
            assert_eq!(of(format), Shown::Plain, "{format}");
        }
    }

    #[test]
    fn each_sign_has_its_section() {
        let of = |number: &str, format: &str| Shown::of(number.parse().unwrap(), format);
        assert_eq!(of("0.5", "0%;-0.00;\"-\""), Shown::Hundredfold);
        assert_eq!(of("-0.5", "0%;-0.00;\"-\""), Shown::Plain);
        assert_eq!(of("0", "0%;-0.00;\"-\""), Shown::Plain);
        assert_eq!(of("0", "0%;-0%"), Shown::Hundredfold);
        assert_eq!(of("-0.5", "0%"), Shown::Hundredfold);
    }

    #[test]
    fn where_a_condition_decides_nothing_is_guessed() {
        let of = |format: &str| Shown::of(Decimal::ONE, format);
        assert_eq!(of("[<=1]0%;0.00"), Shown::Unclear);
        assert_eq!(of("[>1]0.00;[=1]\"%\"0;0%"), Shown::Unclear);
        assert_eq!(of("[<=1]0%;0.0%"), Shown::Hundredfold, "whatever decides");
        assert_eq!(of("[Red][<0]0;0"), Shown::Plain);
    }
}

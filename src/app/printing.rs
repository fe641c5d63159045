//! What is wanted of a print: which pages, how often, on which printer.

/// The most copies of one print: more is a slip of the hand.
pub const COPIES_MAX: u32 = 99;

/// What is wrong with what is wanted of a print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintFault {
    /// This names no pages.
    NoPages(String),
    /// The report has only so many.
    TooFewPages(usize),
    /// This is no number of copies.
    NoCopies(String),
}

/// A print that was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The program that prints could not be started.
    #[error("starting the program that prints")]
    Start(#[from] std::io::Error),
    /// It refused.
    #[error("the program that prints refused: {0}")]
    Refused(String),
}

/// A printer of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// What the system calls it.
    pub name: String,
    /// Whether it prints what is sent to none by name.
    pub is_usual: bool,
}

/// Where a print goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A printer of the system.
    Printer(String),
    /// The program that the system shows PDF files with; it prints as well.
    Viewer,
}

/// A print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Where it goes to.
    pub to: Destination,
    /// Which pages.
    pub pages: PageChoice,
    /// How many copies.
    pub copies: u32,
}

/// Which pages of a report are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PageChoice {
    /// All of them.
    #[default]
    All,
    /// These, from the first to the last of each range, counted from 1.
    Ranges(Vec<(usize, usize)>),
}

impl PageChoice {
    /// What was typed: "1-3, 5".
    ///
    /// # Errors
    /// When it names no pages.
    pub fn typed(text: &str) -> Result<Self, PrintFault> {
        // A range may be typed with spaces around its dash.
        let text = text.replace(" -", "-").replace("- ", "-").replace(" –", "–").replace("– ", "–");
        let parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let ranges = parts.map(|part| {
            let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
            let number = |text: &str| text.trim().parse::<usize>().ok().filter(|page| *page > 0);
            let range = number(first).zip(number(last)).filter(|(first, last)| first <= last);
            range.ok_or_else(|| PrintFault::NoPages(part.to_owned()))
        });
        let ranges: Vec<(usize, usize)> = ranges.collect::<Result<_, _>>()?;
        if ranges.is_empty() {
            Err(PrintFault::NoPages(String::new()))
        } else {
            Ok(Self::Ranges(ranges))
        }
    }

    /// The chosen ones of these pages, in the order in which they were named.
    ///
    /// # Errors
    /// When there are fewer pages.
    pub fn of<T: Clone>(&self, pages: &[T]) -> Result<Vec<T>, PrintFault> {
        let Self::Ranges(ranges) = self else {
            return Ok(pages.to_vec());
        };
        let mut chosen = Vec::new();
        for (first, last) in ranges {
            let range = first.saturating_sub(1)..*last;
            let range = pages.get(range).ok_or(PrintFault::TooFewPages(pages.len()))?;
            chosen.extend_from_slice(range);
        }
        Ok(chosen)
    }
}

/// A number of copies that was typed.
///
/// # Errors
/// When it is none, or far too large.
pub fn copies_typed(text: &str) -> Result<u32, PrintFault> {
    let copies = text.trim().parse().ok();
    let copies = copies.filter(|copies| (1..=COPIES_MAX).contains(copies));
    copies.ok_or_else(|| PrintFault::NoCopies(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_chosen_as_in_word() {
        let pages = [1, 2, 3, 4, 5, 6, 7];
        let chosen = |text: &str| PageChoice::typed(text).and_then(|choice| choice.of(&pages));
        assert_eq!(chosen("2").unwrap(), [2]);
        assert_eq!(chosen("1 - 3, 5").unwrap(), [1, 2, 3, 5]);
        assert_eq!(chosen(" 6–7;1 ").unwrap(), [6, 7, 1]);
        assert_eq!(PageChoice::All.of(&pages).unwrap(), pages);
        for wrong in ["", " , ", "0", "3-1", "a", "1-", "-2", "1.5"] {
            assert!(PageChoice::typed(wrong).is_err(), "{wrong}");
        }
        assert_eq!(chosen("5-8"), Err(PrintFault::TooFewPages(7)));
    }
}

//! What names a report across threads, files and runs of the program.

use std::fmt;

use super::content::Report;
use super::key::{OfficeCode, TemplateKey};
use super::period::PeriodKey;

/// Who reports, when, and in which form. A data file has at most one report of a key, whatever the version of
/// the form. Keys are in order as reports stand in lists: by the period, then who reports, then the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportKey {
    /// When.
    pub period: PeriodKey,
    /// Who.
    pub office: OfficeCode,
    /// In which form.
    pub template: TemplateKey,
}

/// Between the parts of a key; none of them has it.
const SEPARATOR: char = '/';

impl ReportKey {
    /// Reads `phuong-dong-hai/2025-08/de_an_06_thang`; none when the text is no such key.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let office = OfficeCode::parse(parts.next()?).ok()?;
        let period = PeriodKey::parse(parts.next()?).ok()?;
        let template = TemplateKey::parse(parts.next()?).ok()?;
        parts.next().is_none().then_some(Self { period, office, template })
    }
}

impl fmt::Display for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { office, period, template } = self;
        write!(f, "{office}{SEPARATOR}{period}{SEPARATOR}{template}")
    }
}

impl Report {
    /// What names it.
    pub fn key(&self) -> ReportKey {
        ReportKey {
            office: self.office.code.clone(),
            period: self.header.period.key,
            template: self.template.key.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_travel_as_text() {
        for text in ["phuong-dong-hai/2025-08/de_an_06_thang", "x/2025-07-01_2025-08-25/a.b"] {
            assert_eq!(ReportKey::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "2025-08", "x/2025-08", "x/2025-13/a", "x/2025-08/a/b", "X/2025-08/a"] {
            assert_eq!(ReportKey::parse(bad), None, "{bad}");
        }
    }
}

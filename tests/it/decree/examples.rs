//! Counter-examples: a conforming file, or its report, is changed in one place, and exactly one row
//! is broken.

use std::collections::BTreeSet;

use super::Subject;
use super::documents::Case;
use super::package::{DOCUMENT, Part};

/// A row, the part that is changed, what is there and what takes its place.
pub(super) type Piece = (&'static str, &'static str, &'static str, &'static str);
/// A row, a style, and what its first paragraph is made to look like, each in turn.
pub(super) type Looks = (&'static str, &'static str, &'static [Look]);
/// A row, and what is done to the file or to what it must hold.
pub(super) type Edit = (&'static str, fn(&mut Subject));

/// What a paragraph, or its first run, is made to look like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    Paragraph(&'static str),
    Run(&'static str),
}

pub(super) const LIGHT: Look = Look::Run(r#"<w:b w:val="0"/>"#);
pub(super) const BOLD: Look = Look::Run("<w:b/>");
pub(super) const UPRIGHT: Look = Look::Run(r#"<w:i w:val="0"/>"#);
pub(super) const LEANING: Look = Look::Run("<w:i/>");
pub(super) const UNDERLINED: Look = Look::Run(r#"<w:u w:val="single"/>"#);
pub(super) const LEFT: Look = Look::Paragraph(r#"<w:jc w:val="left"/>"#);
pub(super) const INDENTED: Look = Look::Paragraph(r#"<w:ind w:left="300"/>"#);
pub(super) const MAY_END_A_PAGE: Look = Look::Paragraph(r#"<w:keepNext w:val="0"/>"#);
/// A size in half-points.
macro_rules! size {
    ($size:literal) => {
        $crate::decree::examples::Look::Run(concat!(r#"<w:sz w:val=""#, $size, r#""/>"#))
    };
}
pub(super) use size;

impl Look {
    /// Gives the look to the first paragraph of a style.
    #[track_caller]
    fn give(self, style: &str, subject: &mut Subject) {
        let style = format!(r#"<w:pStyle w:val="{style}"/>"#);
        subject.package.rewrite(DOCUMENT, |text| {
            let (before, after) = text.split_once(&style).unwrap_or_else(|| panic!("no {style}"));
            let after = match self {
                Self::Paragraph(look) => format!("{look}{after}"),
                Self::Run(look) => {
                    after.replacen("<w:r>", &format!("<w:r><w:rPr>{look}</w:rPr>"), 1)
                }
            };
            format!("{before}{style}{after}")
        });
    }
}

/// What counter-examples of one conforming file led to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The assertions that told a breach: file, line and row.
    pub(super) sites: BTreeSet<(String, u32, &'static str)>,
    /// Those that broke another row than their own, or none.
    wrong: Vec<String>,
    pub(super) examples: usize,
}

/// Counter-examples of one conforming file.
pub(super) struct Group {
    base: Subject,
    outcome: Outcome,
}

impl Group {
    #[track_caller]
    pub(super) fn of(case: &Case) -> Self {
        let base = case.subject();
        base.conforms("the file that is changed");
        Self { base, outcome: Outcome::default() }
    }

    pub(super) fn pieces(mut self, pieces: &[Piece]) -> Self {
        for (row, part, from, to) in pieces {
            let mut changed = self.base.clone();
            changed.package.replace(part, from, to);
            self.hold(row, to, &changed);
        }
        self
    }

    pub(super) fn looks(mut self, looks: &[Looks]) -> Self {
        for (row, style, looks) in looks {
            for look in *looks {
                let mut changed = self.base.clone();
                look.give(style, &mut changed);
                self.hold(row, &format!("{style} {look:?}"), &changed);
            }
        }
        self
    }

    pub(super) fn edits(mut self, edits: &[Edit]) -> Self {
        for (i, (row, edit)) in edits.iter().enumerate() {
            let mut changed = self.base.clone();
            edit(&mut changed);
            self.hold(row, &format!("edit {i}"), &changed);
        }
        self
    }

    /// Reports whose own words break a row.
    pub(super) fn reports(mut self, reports: &[(&'static str, Case)]) -> Self {
        for (i, (row, case)) in reports.iter().enumerate() {
            self.hold(row, &format!("report {i}"), &case.subject());
        }
        self
    }

    pub(super) fn outcome(self) -> Outcome {
        self.outcome
    }

    /// The row is broken, and no other.
    fn hold(&mut self, row: &'static str, name: &str, changed: &Subject) {
        let violations = changed.violations();
        self.outcome.examples += 1;
        if violations.is_empty() || violations.iter().any(|v| v.row != row) {
            self.outcome.wrong.push(format!("{row}: {name} breaks {violations:#?}"));
        }
        for v in violations {
            let file = v.site.file().rsplit(['/', '\\']).next().unwrap_or("").to_owned();
            self.outcome.sites.insert((file, v.site.line(), v.row));
        }
    }
}

impl Outcome {
    /// Every counter-example broke its row and no other.
    #[track_caller]
    pub(super) fn is_right(&self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// A part more, with its content type.
pub(super) fn add_part(subject: &mut Subject, name: &str, xml: &str) {
    subject.package.parts.push(Part::of(name, (0x21, 0), xml.as_bytes().to_vec()));
    let own = format!(r#"<Override PartName="/{name}" ContentType="application/xml"/></Types>"#);
    subject.package.replace("[Content_Types].xml", "</Types>", &own);
}

/// Replaces the first such piece behind another one of the document.
#[track_caller]
pub(super) fn replace_behind(subject: &mut Subject, behind: &str, from: &str, to: &str) {
    subject.package.rewrite(DOCUMENT, |text| {
        let at = text.find(behind).unwrap();
        assert!(text[at..].contains(from), "no {from} behind {behind}");
        format!("{}{}", &text[..at], text[at..].replacen(from, to, 1))
    });
}

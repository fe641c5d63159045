//! Sentences with live references: the text of a template or of an office, in which `{key}`
//! stands for a figure or another text of the report.
//!
//! | Reference | Prints |
//! |---|---|
//! | `{figure.key}` | the figure's value in its printed form |
//! | `{figure.key@since}`, `{figure.key@as_of}` | the day from which, or up to which, it counts |
//! | `{figure.key@amount}` | the figure with its unit; "không phát sinh …" for none |
//! | `{figure.key@change}`, `{figure.key@change_percent}` | "tăng 84 hồ sơ so với tháng trước", "tăng 8,4% …" |
//! | `{text.key}` | a text of the report (letterhead or office name) |
//! | `{@month}`, `{@year}`, `{@next_month}`, `{@next_year}`, `{@from}`, `{@to}` | of the period |
//! | `{{` and `}}` | the braces themselves |

use super::key::{FigureKey, TextKey};

/// What a reference to the period prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodPart {
    /// The month's number: 5.
    Month,
    /// The year: 2023.
    Year,
    /// The number of the month after it: 6.
    NextMonth,
    /// The year of the month after it.
    NextYear,
    /// The first day: 12/4/2023.
    From,
    /// The last day: 12/5/2023.
    To,
}

impl PeriodPart {
    const ALL: [Self; 6] =
        [Self::Month, Self::Year, Self::NextMonth, Self::NextYear, Self::From, Self::To];

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name || part.word() == name)
    }

    /// The name behind the `@` in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::NextMonth => "next_month",
            Self::NextYear => "next_year",
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// The name behind the `@` where officials edit sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "tháng",
            Self::Year => "năm",
            Self::NextMonth => "tháng sau",
            Self::NextYear => "năm của tháng sau",
            Self::From => "từ ngày",
            Self::To => "đến ngày",
        }
    }
}

/// A part of a sentence that the program writes about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fragment {
    /// "1.317 hồ sơ", "không phát sinh hồ sơ".
    Amount,
    /// "tăng 84 hồ sơ so với tháng trước".
    Change,
    /// "tăng 8,4% so với tháng trước".
    ChangePercent,
}

impl Fragment {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Amount, Self::Change, Self::ChangePercent];

    /// The name behind the `@` in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Change => "change",
            Self::ChangePercent => "change_percent",
        }
    }

    /// The name behind the `@` where officials edit sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Amount => "kèm đơn vị",
            Self::Change => "so tháng trước",
            Self::ChangePercent => "so tháng trước theo %",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name || part.word() == name)
    }
}

/// One piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A figure's value.
    Figure(FigureKey),
    /// The day from which a figure counts, or up to which it holds.
    FigureDay(FigureKey),
    /// What the program writes about a figure.
    Fragment(FigureKey, Fragment),
    /// Another text of the report.
    Text(TextKey),
    /// A part of the period.
    Period(PeriodPart),
}

/// Why a text is not a sentence. Positions count characters from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SentenceError {
    /// `{` without its `}`.
    #[error("a brace opened at character {0} is not closed")]
    Unclosed(usize),
    /// `}` without its `{`.
    #[error("a brace closed at character {0} was not opened")]
    Unopened(usize),
    /// What stands between the braces names nothing.
    #[error("{0:?} names no figure or text")]
    Unknown(String),
}

/// Looks up what a name between braces means.
pub trait Names {
    /// The figure of that name.
    fn figure(&self, name: &str) -> Option<FigureKey>;
    /// The text of that name.
    fn text(&self, name: &str) -> Option<TextKey>;
}

/// Reads a sentence.
///
/// # Errors
/// At the first brace that does not fit or reference that names nothing.
pub fn parse(text: &str, names: &impl Names) -> Result<Vec<Piece>, SentenceError> {
    let (tokens, fault) = tokens(text);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let pieces = tokens.into_iter().map(|token| match token {
        Token::Words(words) => Ok(Piece::Words(words)),
        Token::Reference(name) => resolve(name, names),
    });
    pieces.collect()
}

/// Reads a sentence, leaving stray braces and references that name nothing as words, so that an
/// office's wording is never lost or hidden because of them.
pub fn parse_lenient(text: &str, names: &impl Names) -> Vec<Piece> {
    let pieces = tokens(text).0.into_iter().map(|token| match token {
        Token::Words(words) => Piece::Words(words),
        Token::Reference(name) => {
            resolve(name, names).unwrap_or_else(|_| Piece::Words(format!("{{{name}}}")))
        }
    });
    pieces.collect()
}

/// For whom references are written.
pub trait Writer {
    /// What names a figure.
    fn figure(&self, key: &FigureKey) -> String;
    /// What names a text.
    fn text(&self, key: &TextKey) -> String;
    /// What names a part of the period.
    fn period(&self, part: PeriodPart) -> &'static str;
    /// What names the day of a figure.
    fn day(&self) -> &'static str;
    /// What names a part that the program writes.
    fn fragment(&self, fragment: Fragment) -> &'static str;
}

/// Writes references by their keys, as files and the data file hold them.
#[derive(Debug, Clone, Copy)]
pub struct ByKey;

impl Writer for ByKey {
    fn figure(&self, key: &FigureKey) -> String {
        key.to_string()
    }
    fn text(&self, key: &TextKey) -> String {
        key.to_string()
    }
    fn period(&self, part: PeriodPart) -> &'static str {
        part.name()
    }
    fn day(&self) -> &'static str {
        "day"
    }
    fn fragment(&self, fragment: Fragment) -> &'static str {
        fragment.name()
    }
}

/// Writes pieces back as text.
pub fn write(pieces: &[Piece], writer: &impl Writer) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => out.push_str(&words.replace('{', "{{").replace('}', "}}")),
            Piece::Figure(key) => out.extend(["{", &writer.figure(key), "}"]),
            Piece::FigureDay(key) => out.extend(["{", &writer.figure(key), "@", writer.day(), "}"]),
            Piece::Fragment(key, fragment) => {
                out.extend(["{", &writer.figure(key), "@", writer.fragment(*fragment), "}"]);
            }
            Piece::Text(key) => out.extend(["{", &writer.text(key), "}"]),
            Piece::Period(part) => out.extend(["{@", writer.period(*part), "}"]),
        }
    }
    out
}

enum Token<'a> {
    Words(String),
    Reference(&'a str),
}

/// Splits at braces. A stray brace becomes a word; the first one is told.
fn tokens(text: &str) -> (Vec<Token<'_>>, Option<SentenceError>) {
    let mut tokens = Vec::new();
    let mut fault = None;
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let position = text.get(..text.len() - rest.len() + at).map_or(0, |t| t.chars().count());
        let (before, brace) = rest.split_at(at);
        words.push_str(before);
        if let Some(after) = brace.strip_prefix("{{") {
            words.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            words.push('}');
            rest = after;
        } else if let Some(after) = brace.strip_prefix('}') {
            fault.get_or_insert(SentenceError::Unopened(position));
            words.push('}');
            rest = after;
        } else {
            let inside = brace.strip_prefix('{').unwrap_or(brace);
            let closed = inside.split_once('}').filter(|(name, _)| !name.contains('{'));
            if let Some((name, after)) = closed {
                if !words.is_empty() {
                    tokens.push(Token::Words(std::mem::take(&mut words)));
                }
                tokens.push(Token::Reference(name.trim()));
                rest = after;
            } else {
                fault.get_or_insert(SentenceError::Unclosed(position));
                words.push('{');
                rest = inside;
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        tokens.push(Token::Words(words));
    }
    (tokens, fault)
}

fn resolve(name: &str, names: &impl Names) -> Result<Piece, SentenceError> {
    let unknown = || SentenceError::Unknown(name.to_owned());
    match name.rsplit_once('@') {
        Some(("", part)) => PeriodPart::parse(part).map(Piece::Period).ok_or_else(unknown),
        Some((figure, "since" | "as_of" | "day" | "ngày")) => {
            let key = names.figure(figure.trim());
            key.map(Piece::FigureDay).ok_or_else(unknown)
        }
        Some((figure, fragment)) => {
            let key = names.figure(figure.trim());
            let fragment = Fragment::parse(fragment.trim());
            let piece = key.zip(fragment).map(|(key, fragment)| Piece::Fragment(key, fragment));
            piece.ok_or_else(unknown)
        }
        None => {
            let figure = names.figure(name).map(Piece::Figure);
            figure.or_else(|| names.text(name).map(Piece::Text)).ok_or_else(unknown)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Any;

    impl Names for Any {
        fn figure(&self, name: &str) -> Option<FigureKey> {
            FigureKey::parse(name).ok().filter(|k| k.as_str().starts_with("f."))
        }
        fn text(&self, name: &str) -> Option<TextKey> {
            TextKey::parse(name).ok().filter(|k| k.as_str().starts_with("t."))
        }
    }

    #[test]
    fn references_are_found_and_written_back() {
        let text = "Có {f.a} cơ sở từ {f.a@day} của {t.b}, tháng {@month} {{x}}, {f.a@change}";
        let pieces = parse(text, &Any).unwrap();
        assert_eq!(pieces.len(), 10);
        assert!(parse("{f.a@week}", &Any).is_err());
        assert_eq!(write(&pieces, &ByKey), text);
    }

    #[test]
    fn faults_are_told_with_their_place() {
        assert_eq!(parse("ố {f.a", &Any), Err(SentenceError::Unclosed(2)));
        assert_eq!(parse("ố }", &Any), Err(SentenceError::Unopened(2)));
        assert_eq!(parse("{g.x}", &Any), Err(SentenceError::Unknown("g.x".to_owned())));
        assert_eq!(parse("{@week}", &Any), Err(SentenceError::Unknown("@week".to_owned())));
    }

    #[test]
    fn lenient_reading_loses_nothing() {
        for text in ["ố {f.a", "a } b", "{g.x} và {không có}", "{f.a {", "}{"] {
            let words: String = parse_lenient(text, &Any)
                .iter()
                .map(|piece| match piece {
                    Piece::Words(words) => words.clone(),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(words, text);
        }
    }
}

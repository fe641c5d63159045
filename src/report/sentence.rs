//! Sentences with live references: the text of a template or of an office, in which `{key}`
//! stands for a figure or another text of the report.
//!
//! | Reference | Prints |
//! |---|---|
//! | `{figure.key}` | the figure's value in its printed form |
//! | `{figure.key@since}`, `{figure.key@as_of}` | the day from which, and the day up to which, it counts |
//! | `{figure.key@day}` | whichever of the two days is its own |
//! | `{figure.key@amount}` | the figure with its unit; "không phát sinh …" for none |
//! | `{figure.key@change}`, `{figure.key@change_percent}` | "tăng 84 hồ sơ so với tháng trước", "tăng 8,4% …" |
//! | `{text.key}` | a text of the report (letterhead or office name) |
//! | `{@period}`, `{@previous_period}`, `{@next_period}` | "quý III năm 2025", the period before it, the one after it |
//! | `{@year}`, `{@next_year}`, `{@from}`, `{@to}` | of the period |
//! | `{@month}`, `{@next_month}` | of the period, where the template's periods are months |
//! | `{{` and `}}` | the braces themselves |

use std::borrow::Cow;
use std::ops::Range;

use super::key::{FigureKey, TextKey};
use super::names::named_enum;
use super::period::{PeriodKind, of_kind};

named_enum! {
    /// What a reference to the period prints; its name stands behind the `@` in files.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum PeriodPart {
        /// Its name: "tháng 5 năm 2023", "quý III năm 2025".
        Name = "period",
        /// The name of the period before it.
        Previous = "previous_period",
        /// The name of the period after it.
        Next = "next_period",
        /// The month's number: 5.
        Month = "month",
        /// The year: 2023.
        Year = "year",
        /// The number of the month after it: 6.
        NextMonth = "next_month",
        /// The year of the month after it.
        NextYear = "next_year",
        /// The first day: 12/4/2023.
        From = "from",
        /// The last day: 12/5/2023.
        To = "to",
    }
}

impl PeriodPart {
    /// Whether only a month has it: in a template of other periods it names nothing.
    pub fn is_of_month(self) -> bool {
        matches!(self, Self::Month | Self::NextMonth)
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name || part.word() == name)
    }

    /// The name behind the `@` where officials edit sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "kỳ",
            Self::Previous => "kỳ trước",
            Self::Next => "kỳ sau",
            Self::Month => "tháng",
            Self::Year => "năm",
            Self::NextMonth => "tháng sau",
            Self::NextYear => "năm của tháng sau",
            Self::From => "từ ngày",
            Self::To => "đến ngày",
        }
    }
}

named_enum! {
    /// Which day of a figure a reference prints.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum DayPart {
        /// The day that the figure has of its own: from which a cumulative is counted, on which a stock holds.
        Own = "day",
        /// The day from which it counts.
        Since = "since",
        /// The day up to which it counts, or on which it holds.
        AsOf = "as_of",
    }
}

impl DayPart {
    /// The name behind the `@` where officials edit sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "ngày",
            Self::Since => "từ ngày",
            Self::AsOf => "đến ngày",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name || part.word() == name)
    }
}

named_enum! {
    /// A part of a sentence that the program writes about a figure; its name stands behind the `@` in files.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Fragment {
        /// "1.317 hồ sơ", "không phát sinh hồ sơ".
        Amount = "amount",
        /// "tăng 84 hồ sơ so với tháng trước".
        Change = "change",
        /// "tăng 8,4% so với tháng trước".
        ChangePercent = "change_percent",
    }
}

impl Fragment {
    /// The name behind the `@` where officials write sentences about periods of a kind.
    fn word(self, kind: PeriodKind) -> Cow<'static, str> {
        let word = match self {
            Self::Amount => "kèm đơn vị",
            Self::Change => "so {kỳ} trước",
            Self::ChangePercent => "so {kỳ} trước theo %",
        };
        of_kind(word, kind)
    }

    fn parse(name: &str) -> Option<Self> {
        let is_word = |part: Self| PeriodKind::ALL.iter().any(|kind| part.word(*kind) == name);
        Self::ALL.into_iter().find(|part| part.name() == name || is_word(*part))
    }
}

/// One piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A figure's value.
    Figure(FigureKey),
    /// The day from which a figure counts, or up to which it holds.
    FigureDay(FigureKey, DayPart),
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
    /// Whether the periods have such a part.
    fn has(&self, part: PeriodPart) -> bool;
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
    let unknown = |name: &str| Err(SentenceError::Unknown(name.to_owned()));
    let pieces = tokens.into_iter().map(|(token, _)| match token {
        Token::Words(words) => Ok(Piece::Words(words.to_owned())),
        Token::Reference(name) => resolve(name, names).map_or_else(|| unknown(name), Ok),
    });
    Ok(merged(pieces.collect::<Result<Vec<_>, _>>()?))
}

/// Reads a sentence, leaving stray braces and references that name nothing as words, so that an
/// office's wording is never lost or hidden because of them.
pub fn parse_lenient(text: &str, names: &impl Names) -> Vec<Piece> {
    merged(spans(text, names).into_iter().map(|(piece, _)| piece).collect())
}

/// Like [`parse_lenient`], each piece with the bytes of the text that it stands for. Words are cut
/// so that they are as long as their bytes, but for the doubled braces: those stand alone.
pub fn spans(text: &str, names: &impl Names) -> Vec<(Piece, Range<usize>)> {
    let pieces = tokens(text).0.into_iter().map(|(token, range)| {
        let piece = match token {
            Token::Words(words) => Piece::Words(words.to_owned()),
            Token::Reference(name) => resolve(name, names).unwrap_or_else(|| {
                Piece::Words(text.get(range.clone()).unwrap_or_default().to_owned())
            }),
        };
        (piece, range)
    });
    pieces.collect()
}

/// The bytes of a text's references that name nothing: they are printed as they are written.
pub fn unknown_references(text: &str, names: &impl Names) -> Vec<Range<usize>> {
    let tokens = tokens(text).0.into_iter();
    let unknown = tokens.filter_map(|(token, range)| match token {
        Token::Reference(name) if resolve(name, names).is_none() => Some(range),
        Token::Reference(_) | Token::Words(_) => None,
    });
    unknown.collect()
}

/// Puts words that stand side by side together.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Words(words)), Piece::Words(more)) => words.push_str(&more),
            (_, piece) => out.push(piece),
        }
    }
    out
}

/// For whom references are written.
pub trait Writer {
    /// What names a figure.
    fn figure(&self, key: &FigureKey) -> String;
    /// What names a text.
    fn text(&self, key: &TextKey) -> String;
    /// What names a part of the period.
    fn period(&self, part: PeriodPart) -> &'static str;
    /// What names a day of a figure.
    fn day(&self, part: DayPart) -> &'static str;
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
    fn day(&self, part: DayPart) -> &'static str {
        part.name()
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
            Piece::FigureDay(key, part) => {
                out.extend(["{", &writer.figure(key), "@", writer.day(*part), "}"]);
            }
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
    Words(&'a str),
    Reference(&'a str),
}

/// Splits at braces, each token with its bytes. A stray brace becomes a word; the first one is told.
fn tokens(text: &str) -> (Vec<(Token<'_>, Range<usize>)>, Option<SentenceError>) {
    let mut tokens = Vec::new();
    let mut fault = None;
    // Where the words begin that are not yet a token, and where reading goes on.
    let (mut words_from, mut at) = (0, 0);
    let words = |range: Range<usize>| {
        let words = text.get(range.clone()).filter(|words| !words.is_empty())?;
        Some((Token::Words(words), range))
    };
    while let Some((brace_at, brace)) =
        text.get(at..).and_then(|rest| Some((at + rest.find(['{', '}'])?, rest)))
    {
        let brace = brace.get(brace_at - at..).unwrap_or_default();
        let position = || text.get(..brace_at).map_or(0, |text| text.chars().count());
        if brace.starts_with("{{") || brace.starts_with("}}") {
            tokens.extend(words(words_from..brace_at));
            let one = brace.get(..1).unwrap_or_default();
            tokens.push((Token::Words(one), brace_at..brace_at + 2));
            at = brace_at + 2;
            words_from = at;
            continue;
        }
        let inside = brace.strip_prefix('{');
        let closed = inside.and_then(|inside| inside.split_once('}'));
        if let Some((name, _)) = closed.filter(|(name, _)| !name.contains('{')) {
            tokens.extend(words(words_from..brace_at));
            let end = brace_at + name.len() + 2;
            tokens.push((Token::Reference(name.trim()), brace_at..end));
            at = end;
            words_from = end;
        } else {
            fault.get_or_insert_with(|| match inside {
                Some(_) => SentenceError::Unclosed(position()),
                None => SentenceError::Unopened(position()),
            });
            at = brace_at + 1;
        }
    }
    tokens.extend(words(words_from..text.len()));
    (tokens, fault)
}

fn resolve(name: &str, names: &impl Names) -> Option<Piece> {
    match name.rsplit_once('@') {
        Some(("", part)) => {
            PeriodPart::parse(part).filter(|part| names.has(*part)).map(Piece::Period)
        }
        Some((figure, part)) => {
            let key = names.figure(figure.trim())?;
            match DayPart::parse(part.trim()) {
                Some(day) => Some(Piece::FigureDay(key, day)),
                None => Fragment::parse(part.trim()).map(|part| Piece::Fragment(key, part)),
            }
        }
        None => {
            let figure = names.figure(name).map(Piece::Figure);
            figure.or_else(|| names.text(name).map(Piece::Text))
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
        fn has(&self, part: PeriodPart) -> bool {
            !part.is_of_month()
        }
    }

    #[test]
    fn references_are_found_and_written_back() {
        let text = "Có {f.a} cơ sở từ {f.a@day} của {t.b}, {@period} {{x}}, {f.a@change}";
        let pieces = parse(text, &Any).unwrap();
        assert_eq!(pieces.len(), 10);
        assert_eq!(write(&pieces, &ByKey), text);
        let text = "từ {f.a@since} đến {f.a@as_of}, so với {@previous_period}, {@next_year}";
        let pieces = parse(text, &Any).unwrap();
        // A month is no part of a quarter.
        assert!(parse("{@month}", &Any).is_err());
        assert!(parse("{f.a@week}", &Any).is_err());
        assert_eq!(write(&pieces, &ByKey), text);
    }

    #[test]
    fn officials_write_references_in_words() {
        let change = |part| Ok(vec![Piece::Fragment(FigureKey::parse("f.a").unwrap(), part)]);
        for noun in ["tháng", "quý", "tuần", "kỳ"] {
            let text = format!("{{f.a@so {noun} trước}}");
            assert_eq!(parse(&text, &Any), change(Fragment::Change), "{text}");
            let text = format!("{{f.a@so {noun} trước theo %}}");
            assert_eq!(parse(&text, &Any), change(Fragment::ChangePercent), "{text}");
        }
        assert_eq!(parse("{f.a@kèm đơn vị}", &Any), change(Fragment::Amount));
        assert!(parse("{f.a@so giờ trước}", &Any).is_err());
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
        for text in ["ố {f.a", "a } b", "{g.x} và { không có }", "{f.a {", "}{"] {
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

    #[test]
    fn every_byte_of_a_text_is_in_one_piece() {
        for text in ["Có {f.a} cơ {{ sở }} {x} từ {f.a@day}", "{{{f.a}}}", "}{ {{", "", "a{b{t.a}"]
        {
            let spans = spans(text, &Any);
            let mut end = 0;
            for (piece, range) in &spans {
                assert_eq!(range.start, end, "{text}");
                end = range.end;
                if let Piece::Words(words) = piece {
                    let written = text.get(range.clone()).unwrap();
                    assert!(
                        words.as_str() == written || written == words.repeat(2),
                        "{text}: {words}"
                    );
                }
            }
            assert_eq!(end, text.len());
        }
    }
}

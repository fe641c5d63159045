//! Letters that came wrong from the web and from mail: lost ones, signs as web pages write them, letters of other
//! languages that look like Vietnamese ones.

use std::ops::Range;

use super::{Lint, LintKind};
use crate::report::text::printable;

/// The signs that web pages write by name.
const NAMED: &str = "nbsp=\u{A0} amp=& lt=< gt=> quot=\" apos=' ndash=– mdash=— lsquo=‘ rsquo=’ ldquo=“ rdquo=” hellip=… \
    Agrave=À Aacute=Á Acirc=Â Atilde=Ã Egrave=È Eacute=É Ecirc=Ê Igrave=Ì Iacute=Í Ograve=Ò Oacute=Ó Ocirc=Ô Otilde=Õ \
    Ugrave=Ù Uacute=Ú Yacute=Ý agrave=à aacute=á acirc=â atilde=ã egrave=è eacute=é ecirc=ê igrave=ì iacute=í ograve=ò \
    oacute=ó ocirc=ô otilde=õ ugrave=ù uacute=ú yacute=ý";
/// The longest such sign between "&" and ";": "#x1ea1".
const NAME_MAX: usize = 7;

/// The strange letters of a text, word by word.
pub fn lints(text: &str) -> Vec<Lint> {
    if !text.contains(['\u{FFFD}', '&', 'Ð', 'ð']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        found.extend(of_word(word, start));
        start += part.len();
    }
    found
}

fn of_word(word: &str, start: usize) -> Option<Lint> {
    let lint = |range: Range<usize>, kind, suggestion| {
        Some(Lint { range: start + range.start..start + range.end, kind, suggestion })
    };
    if word.contains('\u{FFFD}') {
        return lint(letters(word, |c| c == '\u{FFFD}')?, LintKind::LostLetter, None);
    }
    if let Some(decoded) = decoded(word) {
        let is_sound = printable(&decoded) == decoded;
        let suggestion = is_sound.then(|| decoded.replace('\u{A0}', " "));
        return lint(0..word.len(), LintKind::HtmlEntity, suggestion);
    }
    if word.contains(['Ð', 'ð']) {
        let range = letters(word, |_| false)?;
        let meant = word.get(range.clone())?.replace('Ð', "Đ").replace('ð', "đ");
        return lint(range, LintKind::IcelandicEth, Some(meant));
    }
    None
}

/// The word without the punctuation around it.
fn letters(word: &str, is_more: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let is_in = |c: char| c.is_alphanumeric() || is_more(c);
    let from = word.find(is_in)?;
    let last = word.rfind(is_in)?;
    Some(from..last + word.get(last..)?.chars().next()?.len_utf8())
}

/// A word with its signs of the web as what they are; `None` where it has none.
fn decoded(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = word;
    let mut has_any = false;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at)?);
        let behind = rest.get(at + 1..)?;
        let sign = behind.split_once(';').filter(|(name, _)| name.len() <= NAME_MAX);
        match sign.and_then(|(name, after)| Some((sign_of(name)?, after))) {
            Some((sign, after)) => {
                out.push(sign);
                rest = after;
                has_any = true;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    has_any.then_some(out)
}

fn sign_of(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        None => {
            let mut named = NAMED.split([' ', '\n']).filter_map(|entry| entry.split_once('='));
            return named.find(|(known, _)| *known == name)?.1.chars().next();
        }
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(hex.get(1..)?, 16).ok()?,
        Some(decimal) => decimal.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        lints(text).into_iter().map(|l| (text.get(l.range).unwrap(), l.suggestion)).collect()
    }

    #[test]
    fn strange_letters_are_told_with_what_they_are() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found("C\u{FFFD}ng an ph\u{FFFD}\u{FFFD}ng."),
            [("C\u{FFFD}ng", None), ("ph\u{FFFD}\u{FFFD}ng", None),]
        );
        assert_eq!(
            found("&#272;&#7873; &#xe1;n&nbsp;06, M&ocirc;"),
            [
                ("&#272;&#7873;", some("Đề")),
                ("&#xe1;n&nbsp;06,", some("án 06,")),
                ("M&ocirc;", some("Mô")),
            ]
        );
        assert_eq!(found("phường Ðông Hải (QÐ)"), [("Ðông", some("Đông")), ("QÐ", some("QĐ"))]);
        assert_eq!(found("A & B; R&D; a?x=1&y=2 &#55357;"), []);
    }
}

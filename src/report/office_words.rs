//! What follows from who an office is: its kind, its place and who stands above it decide its letterhead, its place
//! line, its symbol, and what it calls itself and those around it in sentences. The kinds and their words are data of
//! a template; no kind is known here.
//!
//! A starting text is written with references to the office, which are filled in once, when the first report of the
//! office is made:
//!
//! | Reference | Becomes |
//! |---|---|
//! | `{@office_kind}` | the word of its kind: "xã"; of a kind without one that of the place above it |
//! | `{@office_place}` | its place: "An Phú" |
//! | `{@office_name}` | its whole name: "UBND xã An Phú" |
//! | `{@office_above}` | the word of what stands above it: "tỉnh" |
//! | `{@office_parent}` | what stands above it: "tỉnh Khánh Hòa" |
//! | `{@office_initials}` | the first letters of its name, as symbols have them: "SKHCN" |

use std::collections::BTreeMap;

use super::key::{OfficeKindKey, TextKey};
use super::text::{nfc, slug};

/// The reference to the word of the kind.
pub const KIND: &str = "{@office_kind}";
const PLACE: &str = "{@office_place}";
const NAME: &str = "{@office_name}";
const ABOVE: &str = "{@office_above}";
const PARENT: &str = "{@office_parent}";
const INITIALS: &str = "{@office_initials}";

/// A kind of offices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeKind {
    /// Its key.
    pub key: OfficeKindKey,
    /// What officials choose: "Xã", "Sở, ban, ngành".
    pub label: String,
    /// Its word in sentences: "xã"; empty where the place above it gives it.
    pub word: String,
    /// How names of such offices begin: "UBND xã".
    pub begins: Vec<String>,
    /// The word of what usually stands above it: "tỉnh".
    pub above: String,
    /// Starting texts that are other ones than those of all kinds.
    pub texts: BTreeMap<TextKey, String>,
}

/// The kinds of offices that fill a form in, and what follows for their texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeWords {
    /// Starting texts of offices of all kinds.
    pub texts: BTreeMap<TextKey, String>,
    /// The kinds, in the order in which they are offered.
    pub kinds: Vec<OfficeKind>,
}

/// Who an office is, as it is asked once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Of which kind.
    pub kind: OfficeKindKey,
    /// Its whole name: "UBND xã An Phú".
    pub name: String,
    /// Its place: "An Phú"; may be empty.
    pub place: String,
    /// What stands above it: "tỉnh Khánh Hòa"; may be empty.
    pub parent: String,
}

impl OfficeWords {
    /// The kind of a key.
    pub fn kind(&self, key: &OfficeKindKey) -> Option<&OfficeKind> {
        self.kinds.iter().find(|kind| kind.key == *key)
    }

    /// The kind that is called so, by its key, its label or its word, marks and signs aside.
    pub fn kind_called(&self, called: &str) -> Option<&OfficeKind> {
        let wanted = slug(called);
        self.kinds.iter().find(|kind| {
            let names = [kind.key.as_str(), kind.label.as_str(), kind.word.as_str()];
            !wanted.is_empty() && names.iter().any(|name| slug(name) == wanted)
        })
    }

    /// Who an office is by its name alone; none where the name does not tell.
    pub fn told_by(&self, name: &str) -> Option<Identity> {
        let name = nfc(&name.split_whitespace().collect::<Vec<_>>().join(" "));
        let begins = self.kinds.iter().flat_map(|kind| kind.begins.iter().map(move |b| (kind, b)));
        let fitting =
            begins.filter_map(|(kind, begin)| Some((kind, begin, rest_of(&name, begin)?)));
        // "UBND thành phố" before "UBND".
        let (kind, _, rest) = fitting.max_by_key(|(_, begin, _)| begin.chars().count())?;
        let (own, parent) = self.split(rest, kind);
        // A name typed in capitals tells its place in capitals; in sentences that is none.
        let is_in_capitals = !name.chars().any(char::is_lowercase);
        let written = |place: &str| if is_in_capitals { titled(place) } else { place.to_owned() };
        let place = match (kind.word.is_empty(), own.starts_with(|c: char| c.is_ascii_digit())) {
            // The place of a department is the one above it.
            (true, _) => written(&self.place_of(parent)),
            // "Phường 1", not "1".
            (false, true) => format!("{} {own}", capitalised(&kind.word)),
            (false, false) => written(own),
        };
        let parent = match self.above_of(parent) {
            Some((above, place)) if is_in_capitals => format!("{} {}", above.word, titled(place)),
            _ => parent.to_owned(),
        };
        Some(Identity { kind: kind.key.clone(), name: name.clone(), place, parent })
    }

    /// Who an office is by its name and that of the office above it, which counts where its own does not tell.
    pub fn told_under(&self, name: &str, above: Option<&str>) -> Option<Identity> {
        let mut told = self.told_by(name)?;
        if let Some(above) = above.filter(|_| told.parent.is_empty()) {
            above.clone_into(&mut told.parent);
        }
        Some(told)
    }

    /// The place in a name such as "tỉnh Khánh Hòa"; the whole of it where it is of no kind.
    pub fn place_of(&self, name: &str) -> String {
        self.above_of(name).map_or_else(|| name.trim().to_owned(), |(_, place)| place.to_owned())
    }

    /// What starting texts an office has. Those that need what is not known are left out.
    pub fn texts_of(&self, identity: &Identity) -> BTreeMap<TextKey, String> {
        let Some(kind) = self.kind(&identity.kind) else { return BTreeMap::new() };
        let patterns = self.patterns_of(kind).into_iter();
        let filled = patterns.filter_map(|(key, pattern)| {
            Some((key.clone(), self.filled(pattern, kind, identity)?))
        });
        filled.collect()
    }

    /// One of them.
    pub fn text_of(&self, key: &TextKey, identity: &Identity) -> Option<String> {
        let kind = self.kind(&identity.kind)?;
        self.filled(self.pattern_of(key, kind)?, kind, identity)
    }

    /// How the starting text of a kind is written.
    pub fn pattern_of<'w>(&'w self, key: &TextKey, kind: &'w OfficeKind) -> Option<&'w str> {
        kind.texts.get(key).or_else(|| self.texts.get(key)).map(String::as_str)
    }

    /// The texts of which any kind has a starting text.
    pub fn keys(&self) -> impl Iterator<Item = &TextKey> {
        let of_kinds = self.kinds.iter().flat_map(|kind| kind.texts.keys());
        let all: std::collections::BTreeSet<&TextKey> = self.texts.keys().chain(of_kinds).collect();
        all.into_iter()
    }

    /// Whether a starting text says something of what stands above the office.
    pub fn tells_of_above(pattern: &str) -> bool {
        pattern.contains(ABOVE) || pattern.contains(PARENT)
    }

    /// The sentence that is left of a starting text when its references to the office are filled in with any words;
    /// by which it can be proved.
    pub fn sentence_of(pattern: &str) -> String {
        let references = [KIND, PLACE, NAME, ABOVE, PARENT, INITIALS];
        references.into_iter().fold(pattern.to_owned(), |text, it| text.replace(it, "…"))
    }

    fn patterns_of<'w>(&'w self, kind: &'w OfficeKind) -> BTreeMap<&'w TextKey, &'w str> {
        let all = self.texts.iter().chain(&kind.texts);
        all.map(|(key, text)| (key, text.as_str())).collect()
    }

    fn filled(&self, pattern: &str, kind: &OfficeKind, identity: &Identity) -> Option<String> {
        let above = self.above_of(&identity.parent);
        let above_word = above.map_or(kind.above.as_str(), |(above, _)| above.word.as_str());
        let word = if kind.word.is_empty() { above_word } else { kind.word.as_str() };
        let parent = match above {
            Some((above, place)) => format!("{} {place}", above.word),
            None => identity.parent.trim().to_owned(),
        };
        let initials = initials(&identity.name, &identity.parent);
        let known = [
            (KIND, word),
            (PLACE, identity.place.trim()),
            (NAME, identity.name.trim()),
            (ABOVE, above_word),
            (PARENT, parent.as_str()),
            (INITIALS, initials.as_str()),
        ];
        // "phường 1", not "phường Phường 1".
        let place = identity.place.trim();
        let has_word = !word.is_empty() && rest_of(place, word).is_some();
        let mut text = match has_word {
            true => pattern.replace(&format!("{KIND} {PLACE}"), &lowered(place)),
            false => pattern.to_owned(),
        };
        for (reference, words) in known {
            if text.contains(reference) {
                if words.is_empty() {
                    return None;
                }
                text = text.replace(reference, words);
            }
        }
        Some(text)
    }

    /// The kind of what stands above, and its place.
    fn above_of<'n>(&self, name: &'n str) -> Option<(&OfficeKind, &'n str)> {
        let name = name.trim();
        let with_word = self.kinds.iter().filter(|kind| !kind.word.is_empty());
        let begins = with_word.flat_map(|kind| kind.begins.iter().map(move |b| (kind, b)));
        let fitting = begins.filter_map(|(kind, begin)| Some((kind, begin, rest_of(name, begin)?)));
        let longest = fitting.max_by_key(|(_, begin, _)| begin.chars().count());
        longest.map(|(kind, _, place)| (kind, place)).filter(|(_, place)| !place.is_empty())
    }

    /// What stands behind the beginning of a name, and what of it names the place above: "An Phú, tỉnh Khánh Hòa".
    fn split<'n>(&self, rest: &'n str, kind: &OfficeKind) -> (&'n str, &'n str) {
        let divided = |at| {
            let (own, parent) = rest.split_at_checked(at)?;
            let parent = parent.trim_start_matches(',').trim();
            // "Sở Lao động và Xã hội tỉnh Gia Lai": a place is a name, and "hội" is none.
            let (_, place) = self.above_of(parent)?;
            let is_place = !place.starts_with(char::is_lowercase);
            is_place.then(|| (own.trim_end_matches(',').trim(), parent))
        };
        // What stands before it may have commas of its own: "Sở Văn hóa, Thể thao và Du lịch tỉnh Khánh Hòa".
        let gaps = rest.match_indices([',', ' ']).map(|(at, _)| at);
        let found = match rest.chars().any(char::is_lowercase) {
            // "Văn phòng UBND tỉnh Khánh Hòa" has nothing of its own; a place has.
            true => kind.word.is_empty().then_some(0).into_iter().chain(gaps).find_map(divided),
            // In capitals "XÃ HỘI" looks like a place: the last one counts.
            false => gaps.collect::<Vec<_>>().into_iter().rev().find_map(divided),
        };
        if let Some(found) = found {
            return found;
        }
        match rest.split_once(',').filter(|_| !kind.word.is_empty()) {
            Some((own, parent)) => (own.trim(), parent.trim()),
            None => (rest, ""),
        }
    }
}

/// What stands behind the beginning of a name, capitals aside; none where it begins otherwise.
fn rest_of<'n>(name: &'n str, begin: &str) -> Option<&'n str> {
    let mut letters = name.char_indices();
    for wanted in begin.chars() {
        let (_, found) = letters.next()?;
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = letters.as_str();
    // "TP.Huế"
    let is_apart = rest.is_empty() || rest.starts_with(' ') || begin.ends_with('.');
    is_apart.then(|| rest.trim())
}

/// "SKHCN" of "Sở Khoa học và Công nghệ tỉnh Khánh Hòa", "VPUBND" of "Văn phòng UBND xã An Phú".
fn initials(name: &str, parent: &str) -> String {
    let own = without_end(name.trim(), parent.trim());
    let has_small = own.chars().any(char::is_lowercase);
    let words = own.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && word.to_lowercase() != "và");
    words
        .map(|word| match word.chars().all(char::is_uppercase) && has_small {
            true => word.to_owned(),
            false => word.chars().take(1).flat_map(char::to_uppercase).collect(),
        })
        .collect()
}

/// A name without its end, capitals aside.
fn without_end<'n>(name: &'n str, end: &str) -> &'n str {
    let length = name.chars().count().saturating_sub(end.chars().count());
    let at = name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
    match name.split_at_checked(at) {
        Some((own, rest)) if rest.to_lowercase() == end.to_lowercase() => own,
        _ => name,
    }
}

/// A name in capitals with a capital at each word only: "AN PHÚ" becomes "An Phú".
fn titled(name: &str) -> String {
    let mut is_inside = false;
    let letters = name.chars().flat_map(|c| {
        let letter = if is_inside { c.to_lowercase().to_string() } else { c.to_string() };
        is_inside = c.is_alphabetic();
        letter.chars().collect::<Vec<_>>()
    });
    letters.collect()
}

/// A name with a small letter in front.
fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

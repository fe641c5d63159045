//! The build of a Vietnamese syllable: onset, rhyme (glide, nucleus, coda) and tone.
//!
//! Both habits of placing the tone mark are right (hòa and hoà, thủy and thuỷ), and so are i and y
//! where nothing else tells them apart (lý and lí).

/// The onsets; longer ones before those they begin with. "k" is written for "c", "gh" for "g" and
/// "ngh" for "ng" in front of i, e and ê.
pub(super) const ONSETS: [&str; 26] = [
    "ng", "nh", "ph", "th", "tr", "ch", "kh", "gi", "qu", "b", "c", "d", "đ", "g", "h", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "k", "",
];

/// Letters with what they are without a tone mark, in the order level, huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// How many tones there are.
pub(super) const TONES: usize = 6;

/// A tone: 0 level, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng.
pub(super) type Tone = usize;

/// A letter without its tone mark, and the tone.
pub(super) fn toneless(c: char) -> (char, Tone) {
    if c.is_ascii() || c == 'đ' {
        return (c, 0);
    }
    for row in &VOWELS {
        if let Some(tone) = row.iter().position(|letter| *letter == c) {
            return (row.first().copied().unwrap_or(c), tone);
        }
    }
    (c, 0)
}

/// A letter with a tone mark; the letter itself when it bears none.
pub(super) fn with_tone(c: char, tone: Tone) -> char {
    let row = VOWELS.iter().find(|row| row.first() == Some(&c));
    row.and_then(|row| row.get(tone)).copied().unwrap_or(c)
}

/// Whether a letter is a vowel without a tone mark.
pub(super) fn is_vowel(c: char) -> bool {
    VOWELS.iter().any(|row| row.first() == Some(&c))
}

/// A word taken apart, whether or not such a syllable exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// Its place in [`ONSETS`]; "k", "gh" and "ngh" are those of "c", "g" and "ng".
    pub(super) onset: usize,
    /// The rhyme without the tone, "y" as "i" where they mean the same.
    pub(super) rhyme: String,
    /// The tone.
    pub(super) tone: Tone,
    /// Whether the tone mark stands where one of the two habits puts it.
    pub(super) mark: Mark,
}

/// Where the tone mark of a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Where it may.
    Right,
    /// On another letter: "thúơng".
    Misplaced,
}

/// Takes a word of lower-case letters apart; `None` when its letters make no syllable: two tone
/// marks, an onset that is none, "c" in front of "e".
pub(super) fn take_apart(word: &str) -> Option<Parts> {
    let mut base = String::with_capacity(word.len());
    let mut tone = None;
    for (at, c) in word.chars().enumerate() {
        let (letter, own) = toneless(c);
        base.push(letter);
        if own > 0 && tone.replace((at, own)).is_some() {
            return None;
        }
    }
    let (onset, letters, rhyme) = split(&base)?;
    let mark = match tone {
        Some((at, _)) if !may_bear(&rhyme, at.checked_sub(letters)?) => Mark::Misplaced,
        _ => Mark::Right,
    };
    let tone = tone.map_or(0, |(_, tone)| tone);
    Some(Parts { onset, rhyme: same_i(onset, rhyme), tone, mark })
}

/// The onset, how many letters it has, and the rest, after the rules of c/k, g/gh and ng/ngh.
fn split(base: &str) -> Option<(usize, usize, String)> {
    let onset_of = |name: &str| ONSETS.iter().position(|onset| *onset == name);
    let is_front = |rest: &str| rest.starts_with(['i', 'e', 'ê', 'y']);
    for (written, onset) in [("ngh", "ng"), ("gh", "g"), ("k", "c")] {
        if let Some(rest) = base.strip_prefix(written).filter(|rest| !rest.starts_with('h')) {
            let fits = is_front(rest) && (onset == "c" || !rest.starts_with('y'));
            return fits.then(|| Some((onset_of(onset)?, written.len(), rest.to_owned())))?;
        }
    }
    if let Some(rest) = base.strip_prefix("gi") {
        // "gì", "gìn", "giếng": the i belongs to the rhyme too.
        let shares = rest.is_empty() || rest.starts_with(['ê', 'n', 'm', 'p', 't', 'c']);
        let rhyme = if shares { format!("i{rest}") } else { rest.to_owned() };
        return Some((onset_of("gi")?, if shares { 1 } else { 2 }, rhyme));
    }
    let onset = ONSETS.iter().position(|onset| base.starts_with(onset))?;
    let name = ONSETS.get(onset)?;
    let rest = base.strip_prefix(name)?;
    let is_wrong = match *name {
        "c" | "ng" => is_front(rest),
        "g" => rest.starts_with(['e', 'ê', 'y']),
        _ => false,
    };
    (!rest.is_empty() && !is_wrong).then(|| (onset, name.chars().count(), rest.to_owned()))
}

/// The rhyme with "y" as "i" where spelling alone decides between them.
fn same_i(onset: usize, rhyme: String) -> String {
    let name = ONSETS.get(onset).copied().unwrap_or("");
    match (name, rhyme.as_str()) {
        ("qu", _) if rhyme.starts_with('y') => rhyme.replacen('y', "i", 1),
        ("", _) if rhyme.starts_with("yê") => rhyme.replacen('y', "i", 1),
        ("" | "h" | "k" | "c" | "l" | "m" | "s" | "t" | "v", "y") => "i".to_owned(),
        _ => rhyme,
    }
}

/// Whether a letter of a rhyme may bear the tone mark.
fn may_bear(rhyme: &str, at: usize) -> bool {
    let letters: Vec<char> = rhyme.chars().collect();
    let vowels = letters.iter().take_while(|c| is_vowel(**c)).count();
    if let Some(marked) = letters.iter().rposition(|c| matches!(c, 'ê' | 'ô' | 'ơ' | 'â' | 'ă'))
    {
        return at == marked;
    }
    let is_open = vowels == letters.len();
    match vowels {
        1 => at == 0,
        2 if !is_open => at == 1,
        2 if matches!(rhyme, "oa" | "oe" | "uy") => at <= 1,
        2 => at == 0,
        _ => at == 1,
    }
}

/// The usual spelling of a syllable, its tone mark placed as most offices do ("hòa", "thủy").
pub(super) fn spell(onset: &str, rhyme: &str, tone: Tone) -> String {
    let is_front = rhyme.starts_with(['i', 'e', 'ê']);
    let onset = match onset {
        "c" if is_front => "k",
        "g" if is_front => "gh",
        "ng" if is_front => "ngh",
        "gi" if rhyme.starts_with('i') => "g",
        other => other,
    };
    let starts_with_y = match onset {
        "qu" => rhyme.starts_with('i'),
        "" => rhyme.starts_with("iê"),
        _ => false,
    };
    let rhyme = if starts_with_y { rhyme.replacen('i', "y", 1) } else { rhyme.to_owned() };
    let place = (0..rhyme.chars().count()).find(|at| may_bear(&rhyme, *at));
    let toned = rhyme
        .chars()
        .enumerate()
        .map(|(at, c)| if Some(at) == place { with_tone(c, tone) } else { c });
    onset.chars().chain(toned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> (String, String, Tone, Mark) {
        let parts = take_apart(word).unwrap_or_else(|| panic!("{word}"));
        (ONSETS[parts.onset].to_owned(), parts.rhyme, parts.tone, parts.mark)
    }

    #[test]
    fn syllables_are_taken_apart() {
        for (word, onset, rhyme, tone) in [
            ("nghiêng", "ng", "iêng", 0),
            ("ghế", "g", "ê", 2),
            ("kỷ", "c", "i", 3),
            ("cảnh", "c", "anh", 3),
            ("gì", "gi", "i", 1),
            ("giếng", "gi", "iêng", 2),
            ("giữa", "gi", "ưa", 4),
            ("quyết", "qu", "iêt", 2),
            ("quý", "qu", "i", 2),
            ("quốc", "qu", "ôc", 2),
            ("yếu", "", "iêu", 2),
            ("khuỷu", "kh", "uyu", 3),
            ("được", "đ", "ươc", 5),
            ("ý", "", "i", 2),
        ] {
            let right = Mark::Right;
            assert_eq!(parts(word), (onset.to_owned(), rhyme.to_owned(), tone, right), "{word}");
        }
    }

    #[test]
    fn both_habits_of_placing_the_mark_are_right() {
        for pair in [["hòa", "hoà"], ["thủy", "thuỷ"], ["khỏe", "khoẻ"], ["lý", "lí"]] {
            assert_eq!(parts(pair[0]), parts(pair[1]), "{pair:?}");
        }
        for word in ["qúy", "thúơng", "hoàí", "tòan", "muà", "đựơc", "gía"] {
            let found = take_apart(word);
            assert!(found.is_none_or(|parts| parts.mark == Mark::Misplaced), "{word}");
        }
    }

    #[test]
    fn what_is_built_wrong_is_none() {
        for word in ["ke", "nghi"] {
            assert!(take_apart(word).is_some(), "{word}");
        }
        for word in ["ce", "ngi", "gế", "ká", "ghà", "tr", "hoàá", "ngê"] {
            assert_eq!(take_apart(word), None, "{word}");
        }
    }

    #[test]
    fn parts_are_spelled_back() {
        for word in
            ["quyết", "quý", "giếng", "gì", "nghề", "ghi", "kể", "yến", "hòa", "thủy", "khuỷu"]
        {
            let parts = take_apart(word).unwrap();
            assert_eq!(spell(ONSETS[parts.onset], &parts.rhyme, parts.tone), word);
        }
    }
}

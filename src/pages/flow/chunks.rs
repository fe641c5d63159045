//! Where a text may be divided: at spaces and behind dashes.

/// Spaces one by one, and the letters between them, cut behind hyphens and dashes.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first == ' ' {
            1
        } else {
            let mut end = rest.find(' ').unwrap_or(rest.len());
            let letters = rest.get(..end).unwrap_or(rest);
            let dash = letters.char_indices().skip(1).find(|(_, c)| is_dash(*c));
            if let Some((at, dash)) = dash {
                end = at + dash.len_utf8();
            }
            end
        };
        let (chunk, further) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = further;
        Some(chunk)
    })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// A line may be broken behind a dash that ends letters: "UBND-|TH"; a dash alone is a mark.
pub(super) fn breaks_behind(letters: &str) -> bool {
    letters.chars().next_back().is_some_and(is_dash) && letters.chars().nth(1).is_some()
}

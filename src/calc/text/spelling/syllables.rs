//! The list of syllables, as one bit for every onset, rhyme and tone.

use std::collections::HashMap;

use super::syllable::{self, ONSETS, Parts, TONES, Tone};

/// The list as it ships: what stands in it is told at its head.
const LIST: &str = include_str!("../../../../assets/words/syllables.txt");

/// Which syllables exist.
#[derive(Debug, Clone)]
pub(super) struct Syllables {
    rhymes: HashMap<&'static str, usize>,
    bits: Vec<u64>,
}

impl Syllables {
    /// The list that ships.
    pub(super) fn builtin() -> Self {
        let mut list = Self { rhymes: HashMap::new(), bits: Vec::new() };
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let Some((rhyme, tones)) = line.split_once(':') else { continue };
            let place = list.rhymes.len();
            list.rhymes.insert(rhyme, place);
            let last = (place + 1) * ONSETS.len() * TONES;
            list.bits.resize(last.div_ceil(64), 0);
            let is_stopped = tones.matches('|').count() == 1;
            for (at, onsets) in tones.split('|').enumerate() {
                let tone = match (is_stopped, at) {
                    (true, 0) => 2,
                    (true, _) => 5,
                    (false, at) => at,
                };
                for onset in onsets.split_whitespace() {
                    list.add(place, onset, tone);
                }
            }
        }
        list
    }

    fn add(&mut self, rhyme: usize, onset: &str, tone: Tone) {
        let onset = if onset == "-" { "" } else { onset };
        let Some(onset) = ONSETS.iter().position(|known| *known == onset) else { return };
        let bit = index(rhyme, onset, tone);
        if let Some(word) = self.bits.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Whether the parts make a syllable that exists.
    pub(super) fn has(&self, parts: &Parts) -> bool {
        let rhyme = self.rhymes.get(parts.rhyme.as_str());
        rhyme.is_some_and(|rhyme| self.has_bit(index(*rhyme, parts.onset, parts.tone)))
    }

    /// Whether the parts could make a syllable: a rhyme of the language, with a tone that its coda
    /// allows.
    pub(super) fn could_be(&self, parts: &Parts) -> bool {
        let is_stopped = parts.rhyme.ends_with(['c', 'p', 't']) || parts.rhyme.ends_with("ch");
        let tone_fits = !is_stopped || parts.tone == 2 || parts.tone == 5;
        self.rhymes.contains_key(parts.rhyme.as_str()) && tone_fits
    }

    fn has_bit(&self, bit: usize) -> bool {
        self.bits.get(bit / 64).is_some_and(|word| word & (1 << (bit % 64)) != 0)
    }

    /// Every syllable of the list, spelled in the usual way.
    pub(super) fn all(&self) -> Vec<String> {
        let mut rhymes: Vec<(&str, usize)> = self.rhymes.iter().map(|(r, at)| (*r, *at)).collect();
        rhymes.sort_unstable();
        let mut all = Vec::new();
        for (rhyme, place) in rhymes {
            for (onset, name) in ONSETS.iter().enumerate() {
                let tones = (0..TONES).filter(|tone| self.has_bit(index(place, onset, *tone)));
                all.extend(tones.map(|tone| syllable::spell(name, rhyme, tone)));
            }
        }
        all
    }
}

fn index(rhyme: usize, onset: usize, tone: Tone) -> usize {
    (rhyme * ONSETS.len() + onset) * TONES + tone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        let list = Syllables::builtin();
        let all = list.all();
        assert!(all.len() > 7_000, "{}", all.len());
        for word in &all {
            let parts = syllable::take_apart(word).unwrap_or_else(|| panic!("{word}"));
            assert!(list.has(&parts), "{word}");
        }
    }
}

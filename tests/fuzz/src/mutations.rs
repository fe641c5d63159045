//! Changes of an input that know what it is made of; bytes alone are changed by the fuzzer itself.

mod json;
mod package;

pub use json::json;
pub use package::package;

/// Numbers that look like chance: the generator of Knuth's MMIX.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u32) -> Self {
        let mut chance = Self(u64::from(seed));
        chance.below(1);
        chance
    }

    /// Less than a limit; 0 below nothing.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or(0);
        high.checked_rem(limit).unwrap_or(0)
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Puts what an input became in its place; none when it has no room there.
pub(crate) fn put(data: &mut [u8], new: &[u8], max_size: usize) -> Option<usize> {
    if new.is_empty() || new.len() > max_size {
        return None;
    }
    data.get_mut(..new.len())?.copy_from_slice(new);
    Some(new.len())
}

/// A text as the fuzzer changes it.
pub(crate) fn changed(text: &[u8]) -> Vec<u8> {
    let size = text.len();
    let mut room = text.to_vec();
    room.resize(size + 64, 0);
    let most = room.len();
    let size = libfuzzer_sys::fuzzer_mutate(&mut room, size, most);
    room.truncate(size);
    room
}

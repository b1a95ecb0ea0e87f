//! Words by their spelling, found fast.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::Word;

/// A table by words, or by other small things of one text.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A set of words, or of other small things of one text.
pub type QuickSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// A word of so few bytes is one number, with its length in the last byte: hashed and compared at once.
const SHORT: usize = 15;

/// Folded words, each with its number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    short: QuickMap<u128, Word>,
    long: QuickMap<Box<str>, Word>,
}

impl Vocabulary {
    /// The number of a word, if it is there.
    pub(super) fn find(&self, folded: &str) -> Option<Word> {
        match packed(folded) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(folded).copied(),
        }
    }

    /// Gives a word its number.
    pub(super) fn insert(&mut self, folded: &str, word: Word) {
        match packed(folded) {
            Some(short) => self.short.insert(short, word),
            None => self.long.insert(folded.into(), word),
        };
    }
}

fn packed(folded: &str) -> Option<u128> {
    let mut bytes = [0; SHORT + 1];
    let length = u8::try_from(folded.len()).ok()?;
    bytes[SHORT] = length;
    bytes
        .get_mut(..folded.len())
        .filter(|_| folded.len() <= SHORT)?
        .copy_from_slice(folded.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// A fast hash for words and numbers: a multiplication or two for every eight bytes. The tables it serves are not fed by
/// strangers' choice of keys beyond one report, so a flood of collisions costs one report's reading at worst.
#[derive(Debug, Clone, Copy)]
pub struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut eight = [0; 8];
            eight[..rest.len()].copy_from_slice(rest);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.write_u128(u128::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u128(&mut self, number: u128) {
        let [low, high] = [number as u64, (number >> 64) as u64];
        let mixed = (self.0 ^ low)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
            ^ high;
        self.0 = mixed.wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.0 ^= self.0 >> 32;
    }
}

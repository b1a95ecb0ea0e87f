//! Which words and classes a sentence holds, as bits: what a pattern cannot do without is looked up before it is tried.

use super::{Class, Lexicon, Token, Word};

/// 512 bits for classes, 512 for words; two words may share a bit, so a set bit may be a chance and a clear one is not.
const PARTS: usize = 16;
const WORD_BITS: u32 = 512;

/// The words and classes of one sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Presence([u64; PARTS]);

impl Presence {
    /// What these tokens hold.
    pub(super) fn of(tokens: &[Token], lexicon: &Lexicon) -> Self {
        let mut held = Self::default();
        for token in tokens {
            held.add_word(token.word);
            if let Some(classes) = lexicon.classes_of(token.word) {
                for (part, classes) in held.0.iter_mut().zip(classes) {
                    *part |= classes;
                }
            }
        }
        held
    }

    /// Adds the bit of a word.
    pub fn add_word(&mut self, word: Word) {
        let bit = word.0 % WORD_BITS;
        self.0[PARTS / 2 + (bit / 64) as usize] |= 1 << (bit % 64);
    }

    /// Adds the bit of a class.
    pub fn add_class(&mut self, class: Class) {
        self.0[usize::from(class.0) / 64] |= 1 << (class.0 % 64);
    }

    /// Adds all bits of another.
    pub fn add(&mut self, other: &Self) {
        for (part, other) in self.0.iter_mut().zip(other.0) {
            *part |= other;
        }
    }

    /// How many bits are set.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.0.iter().map(|part| part.count_ones()).sum()
    }

    /// Whether no bit is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The parts that have bits set, each with its place.
    pub fn parts(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0
            .into_iter()
            .enumerate()
            .filter(|(_, part)| *part != 0)
    }

    /// The bits of one part.
    #[must_use]
    pub const fn part(&self, place: usize) -> u64 {
        self.0[place]
    }
}

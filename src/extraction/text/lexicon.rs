//! The words that rules know, each with the classes it belongs to.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Word;

/// A class of words named in the rule files: `<finish.past>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub u16);

/// How many classes there can be at most.
const CLASS_BITS: usize = 512;
type ClassSet = [u64; CLASS_BITS / 64];

/// Words and their classes. Built once from the rule files; shared by all documents.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<Box<str>, Word, BuildHasherDefault<WordHasher>>,
    folded: Vec<Box<str>>,
    classes: Vec<ClassSet>,
    class_names: HashMap<String, Class>,
}

impl Lexicon {
    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The number of a folded word, if a rule knows it.
    #[must_use]
    pub fn find(&self, folded: &str) -> Option<Word> {
        self.words.get(folded).copied()
    }

    /// The folded spelling of a word of this lexicon.
    #[must_use]
    pub fn spelling(&self, word: Word) -> Option<&str> {
        self.folded.get(word.0 as usize).map(AsRef::as_ref)
    }

    /// Adds a folded word, or finds it.
    pub fn add(&mut self, folded: &str) -> Word {
        if let Some(word) = self.find(folded) {
            return word;
        }
        let word = Word(u32::try_from(self.folded.len()).unwrap_or(u32::MAX));
        self.folded.push(folded.into());
        self.classes.push([0; CLASS_BITS / 64]);
        self.words.insert(folded.into(), word);
        word
    }

    /// The class of this name, if it exists.
    #[must_use]
    pub fn find_class(&self, name: &str) -> Option<Class> {
        self.class_names.get(name).copied()
    }

    /// The class of this name, made if need be; `None` when there is no room for another.
    pub fn add_class(&mut self, name: &str) -> Option<Class> {
        if let Some(class) = self.find_class(name) {
            return Some(class);
        }
        let next = self.class_names.len();
        let class = Class(u16::try_from(next).ok().filter(|_| next < CLASS_BITS)?);
        self.class_names.insert(name.to_owned(), class);
        Some(class)
    }

    /// Puts a word into a class.
    pub fn put(&mut self, word: Word, class: Class) {
        self.classes[word.0 as usize][usize::from(class.0) / 64] |= 1 << (class.0 % 64);
    }

    /// Whether a word is in a class; a document's own words are in none.
    #[must_use]
    pub fn is_in(&self, word: Word, class: Class) -> bool {
        self.classes
            .get(word.0 as usize)
            .is_some_and(|set| set[usize::from(class.0) / 64] >> (class.0 % 64) & 1 == 1)
    }

    /// The classes of a word, as bits; `None` for a document's own words.
    pub(super) fn classes_of(&self, word: Word) -> Option<&[u64]> {
        self.classes.get(word.0 as usize).map(|set| set.as_slice())
    }

    /// The words of a class.
    pub fn members(&self, class: Class) -> impl Iterator<Item = Word> {
        (0u32..)
            .zip(&self.classes)
            .filter(move |(_, set)| set[usize::from(class.0) / 64] >> (class.0 % 64) & 1 == 1)
            .map(|(number, _)| Word(number))
    }
}

/// A fast hash for short words (FNV-1a over bytes); the tables it serves are not fed by strangers' choice of keys
/// beyond one report, so a flood of collisions costs one report's reading at worst.
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
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

//! The words that rules know, each with the classes it belongs to.

use super::Word;
use super::vocabulary::{QuickMap, QuickSet, Vocabulary};

/// A class of words named in the rule files: `<finish.past>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub u16);

/// Folded words, each with its number.
#[derive(Debug, Default)]
struct Words {
    numbers: Vocabulary,
    folded: Vec<Box<str>>,
}

impl Words {
    fn find(&self, folded: &str) -> Option<Word> {
        self.numbers.find(folded)
    }

    fn add(&mut self, folded: &str) -> Word {
        self.find(folded).unwrap_or_else(|| {
            let word = Word(u32::try_from(self.folded.len()).unwrap_or(u32::MAX));
            self.folded.push(folded.into());
            self.numbers.insert(folded, word);
            word
        })
    }
}

/// Words and their classes. Built once from the rule files; shared by all documents.
#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    /// For each word, the row of its classes: words that are in the same classes share one.
    rows: Vec<u32>,
    /// The classes of a row as bits, `stride` parts side by side.
    classes: Vec<u64>,
    stride: usize,
    class_names: QuickMap<String, Class>,
}

impl Lexicon {
    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.folded.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.folded.is_empty()
    }

    /// The number of a folded word, if a rule knows it.
    #[must_use]
    pub fn find(&self, folded: &str) -> Option<Word> {
        self.words.find(folded)
    }

    /// The folded spelling of a word of this lexicon.
    #[must_use]
    pub fn spelling(&self, word: Word) -> Option<&str> {
        self.words.folded.get(word.0 as usize).map(AsRef::as_ref)
    }

    /// The class of this name, if it exists.
    #[must_use]
    pub fn find_class(&self, name: &str) -> Option<Class> {
        self.class_names.get(name).copied()
    }

    /// Whether a word is in a class; a document's own words are in none.
    #[must_use]
    pub fn is_in(&self, word: Word, class: Class) -> bool {
        self.rows.get(word.0 as usize).is_some_and(|row| {
            let part = *row as usize * self.stride + usize::from(class.0) / 64;
            self.classes[part] >> (class.0 % 64) & 1 == 1
        })
    }
}

/// A lexicon in the making.
#[derive(Debug, Default)]
pub(in crate::extraction) struct LexiconDraft {
    words: Words,
    /// The words of each class, in the order they were put there, …
    members: Vec<Vec<Word>>,
    /// … and the same, to be asked for one.
    held: QuickSet<(Word, Class)>,
    class_names: QuickMap<String, Class>,
    /// Classes without a name, by their words in order.
    unnamed: QuickMap<Vec<Word>, Class>,
}

impl LexiconDraft {
    /// How many words there are.
    pub(in crate::extraction) fn len(&self) -> usize {
        self.words.folded.len()
    }

    /// The number of a folded word, if it is known.
    pub(in crate::extraction) fn find(&self, folded: &str) -> Option<Word> {
        self.words.find(folded)
    }

    /// Adds a folded word, or finds it.
    pub(in crate::extraction) fn add(&mut self, folded: &str) -> Word {
        self.words.add(folded)
    }

    /// The class of this name, if it exists.
    pub(in crate::extraction) fn find_class(&self, name: &str) -> Option<Class> {
        self.class_names.get(name).copied()
    }

    /// The class of this name, made if need be; `None` when there is no room for another.
    pub(in crate::extraction) fn add_class(&mut self, name: &str) -> Option<Class> {
        if let Some(class) = self.find_class(name) {
            return Some(class);
        }
        let class = self.next_class()?;
        self.class_names.insert(name.to_owned(), class);
        Some(class)
    }

    fn next_class(&mut self) -> Option<Class> {
        let class = Class(u16::try_from(self.members.len()).ok()?);
        self.members.push(Vec::new());
        Some(class)
    }

    /// The class of just these words, without a name.
    ///
    /// # Errors
    /// Says that there is no room for another class.
    pub(in crate::extraction) fn class_of(
        &mut self,
        mut words: Vec<Word>,
    ) -> Result<Class, String> {
        words.sort_unstable();
        words.dedup();
        if let Some(class) = self.unnamed.get(&words) {
            return Ok(*class);
        }
        let class = self.next_class().ok_or("no room for another class")?;
        words.iter().for_each(|word| self.put(*word, class));
        self.unnamed.insert(words, class);
        Ok(class)
    }

    /// Puts a word into a class.
    pub(in crate::extraction) fn put(&mut self, word: Word, class: Class) {
        if self.held.insert((word, class)) {
            self.members[usize::from(class.0)].push(word);
        }
    }

    /// Whether a word is in a class.
    pub(in crate::extraction) fn is_in(&self, word: Word, class: Class) -> bool {
        self.held.contains(&(word, class))
    }

    /// The words of a class.
    pub(in crate::extraction) fn members(&self, class: Class) -> &[Word] {
        self.members
            .get(usize::from(class.0))
            .map_or(&[], Vec::as_slice)
    }

    /// The lexicon of these words and classes.
    pub(in crate::extraction) fn finish(self) -> Lexicon {
        let mut classes_of: Vec<Vec<u16>> = vec![Vec::new(); self.len()];
        for (class, words) in (0..).zip(&self.members) {
            for Word(word) in words {
                classes_of[*word as usize].push(class);
            }
        }
        let stride = self.members.len().div_ceil(64);
        let mut known: QuickMap<&[u16], u32> = QuickMap::default();
        let mut classes = Vec::new();
        let mut rows = Vec::with_capacity(classes_of.len());
        for own in &classes_of {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let row = *known.entry(own).or_insert(next);
            if row == next {
                let start = classes.len();
                classes.resize(start + stride, 0);
                for class in own {
                    classes[start + usize::from(*class) / 64] |= 1_u64 << (class % 64);
                }
            }
            rows.push(row);
        }
        classes.shrink_to_fit();
        Lexicon {
            words: self.words,
            rows,
            classes,
            stride,
            class_names: self.class_names,
        }
    }
}

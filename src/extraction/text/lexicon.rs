//! The words that rules know, each with the classes it belongs to.

use super::Word;
use super::vocabulary::{QuickMap, Vocabulary};

/// A class of words named in the rule files: `<finish.past>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub u16);

/// So many parts of 64 classes are added at once, when more are needed.
const GROWTH: usize = 8;

/// Words and their classes. Built once from the rule files; shared by all documents.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vocabulary,
    folded: Vec<Box<str>>,
    /// For each word, the row of its classes.
    rows: Vec<u32>,
    /// The classes of a row as bits, `stride` parts side by side.
    classes: Vec<u64>,
    stride: usize,
    members: Vec<Vec<Word>>,
    class_names: QuickMap<String, Class>,
    /// Classes without a name, by their words in order.
    unnamed: QuickMap<Vec<Word>, Class>,
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
        self.words.find(folded)
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
        self.rows.push(word.0);
        self.classes.resize(self.folded.len() * self.stride, 0);
        self.words.insert(folded, word);
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
        let class = self.next_class()?;
        self.class_names.insert(name.to_owned(), class);
        Some(class)
    }

    fn next_class(&mut self) -> Option<Class> {
        let class = Class(u16::try_from(self.members.len()).ok()?);
        self.members.push(Vec::new());
        if self.members.len() > self.stride * 64 {
            let wider = self.stride + GROWTH;
            let mut classes = vec![0; self.folded.len() * wider];
            let rows = classes.chunks_mut(wider);
            for (row, old) in rows.zip(self.classes.chunks(self.stride.max(1))) {
                row[..self.stride].copy_from_slice(old);
            }
            self.classes = classes;
            self.stride = wider;
        }
        Some(class)
    }

    /// The class of just these words, without a name.
    ///
    /// # Errors
    /// Says that there is no room for another class.
    pub fn class_of(&mut self, mut words: Vec<Word>) -> Result<Class, String> {
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
    pub fn put(&mut self, word: Word, class: Class) {
        if !self.is_in(word, class) {
            let part =
                self.rows[word.0 as usize] as usize * self.stride + usize::from(class.0) / 64;
            self.classes[part] |= 1 << (class.0 % 64);
            self.members[usize::from(class.0)].push(word);
        }
    }

    /// Whether a word is in a class; a document's own words are in none.
    #[must_use]
    pub fn is_in(&self, word: Word, class: Class) -> bool {
        self.rows.get(word.0 as usize).is_some_and(|row| {
            let part = *row as usize * self.stride + usize::from(class.0) / 64;
            self.classes[part] >> (class.0 % 64) & 1 == 1
        })
    }

    /// Gives the words that are in the same classes one row, which halves the table. To be done once, when all words are in
    /// their classes.
    pub fn share_rows(&mut self) {
        let stride = self.stride.max(1);
        let mut known: QuickMap<Vec<u64>, u32> = QuickMap::default();
        let mut shared = Vec::new();
        for (row, classes) in self.rows.iter_mut().zip(self.classes.chunks(stride)) {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *row = *known.entry(classes.to_vec()).or_insert_with(|| {
                shared.extend_from_slice(classes);
                next
            });
        }
        shared.shrink_to_fit();
        self.classes = shared;
    }

    /// The words of a class.
    #[must_use]
    pub fn members(&self, class: Class) -> &[Word] {
        self.members
            .get(usize::from(class.0))
            .map_or(&[], Vec::as_slice)
    }
}

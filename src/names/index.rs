//! Folded forms by their words: the longest one that starts at a word of a text.

use super::fold::words;
use super::form::Form;
use super::hasher::QuickMap;

/// A word that occurs in some form, interned; good only with the gazetteer that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub(super) u32);

/// A trie over words. Node 0 is the root; looking up allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Index {
    words: QuickMap<Box<str>, u32>,
    /// From a node by a word to a node, keyed `node << 32 | word`.
    edges: QuickMap<u64, u32>,
    /// The form that ends at each node, [`NO_FORM`] where none does.
    ends: Vec<u32>,
    forms: Vec<Form>,
    /// Places in `forms`, in the order of their text.
    by_text: Vec<u32>,
    /// For each word, the places in `forms` of the forms that hold it.
    by_word: Vec<Vec<u32>>,
}

const ROOT: u32 = 0;
const NO_FORM: u32 = u32::MAX;

impl Index {
    pub fn new() -> Self {
        // Room for the shipped names, so that the tables need not grow while they fill.
        let mut ends = Vec::with_capacity(16_384);
        ends.push(NO_FORM);
        Self {
            words: QuickMap::with_capacity_and_hasher(8_192, Default::default()),
            edges: QuickMap::with_capacity_and_hasher(16_384, Default::default()),
            forms: Vec::with_capacity(8_192),
            ends,
            ..Self::default()
        }
    }

    /// The form with this text, made where there is none; `text` is folded and not empty.
    pub fn form_mut(&mut self, text: &str) -> &mut Form {
        let mut node = ROOT;
        for word in words(text) {
            let word = self.intern(word);
            let next_free = self.ends.len() as u32;
            node = *self.edges.entry(edge(node, word)).or_insert(next_free);
            if node == next_free {
                self.ends.push(NO_FORM);
            }
        }
        let mut form = self.ends[node as usize];
        if form == NO_FORM {
            form = self.forms.len() as u32;
            self.ends[node as usize] = form;
            self.forms.push(Form::new(text));
        }
        &mut self.forms[form as usize]
    }

    /// The form with this text, where there is one.
    pub fn find_mut(&mut self, text: &str) -> Option<&mut Form> {
        let place = *self.ends.get(self.node(text)? as usize)?;
        self.forms.get_mut(place as usize)
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let fresh = self.words.len() as u32;
        self.words.insert(word.into(), fresh);
        fresh
    }

    /// Call once all forms are in: sorts what they mean, and indexes them by text and by word.
    pub fn finish(&mut self) {
        self.by_word = vec![Vec::new(); self.words.len()];
        for (place, form) in self.forms.iter_mut().enumerate() {
            form.teams.sort_unstable();
            form.teams.shrink_to_fit();
            form.competitions.shrink_to_fit();
            form.grounds.sort_unstable();
            form.grounds.dedup();
            form.grounds.shrink_to_fit();
            for word in words(&form.text) {
                if let Some(word) = self.words.get(word) {
                    self.by_word[*word as usize].push(place as u32);
                }
            }
        }
        let forms = &self.forms;
        self.by_text = (0..forms.len() as u32).collect();
        self.by_text
            .sort_unstable_by(|a, b| forms[*a as usize].text.cmp(&forms[*b as usize].text));
        self.forms.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub fn word_id(&self, word: &str) -> Option<WordId> {
        self.words.get(word).copied().map(WordId)
    }

    pub fn form(&self, text: &str) -> Option<&Form> {
        self.form_at(self.node(text)?)
    }

    fn node(&self, text: &str) -> Option<u32> {
        words(text).try_fold(ROOT, |node, word| self.step(node, self.word_id(word)?))
    }

    /// The longest form that `words` begin with, and how many of them it takes; `None` in `words` ends the search.
    pub fn longest(&self, words: impl Iterator<Item = Option<WordId>>) -> Option<(usize, &Form)> {
        let mut node = ROOT;
        let mut longest = None;
        for (before, word) in words.enumerate() {
            let Some(next) = word.and_then(|word| self.step(node, word)) else {
                break;
            };
            node = next;
            if let Some(form) = self.form_at(node) {
                longest = Some((before + 1, form));
            }
        }
        longest
    }

    fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&edge(node, word.0)).copied()
    }

    fn form_at(&self, node: u32) -> Option<&Form> {
        self.forms.get(self.ends[node as usize] as usize)
    }

    /// All forms, in no particular order.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// All forms that begin with `prefix`, in the order of their text.
    pub fn forms_from(&self, prefix: &str) -> impl Iterator<Item = &Form> {
        let first = self
            .by_text
            .partition_point(|place| &*self.forms[*place as usize].text < prefix);
        self.by_text[first..]
            .iter()
            .map(|place| &self.forms[*place as usize])
            .take_while(move |form| form.text.starts_with(prefix))
    }

    /// All forms that hold `word`.
    pub fn forms_with(&self, word: &str) -> impl Iterator<Item = &Form> {
        self.word_id(word)
            .and_then(|word| self.by_word.get(word.0 as usize))
            .into_iter()
            .flatten()
            .map(|place| &self.forms[*place as usize])
    }
}

const fn edge(node: u32, word: u32) -> u64 {
    (node as u64) << 32 | word as u64
}

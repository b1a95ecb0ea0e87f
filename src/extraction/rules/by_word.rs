//! What each word is to the patterns that are run together: which needs it meets, and which patterns it may be the anchor
//! of.
//!
//! Most words are nothing to any pattern, and many are the same to all; so every word has the number of its kind, in a
//! table small enough to stay in the processor's cache.

use std::collections::hash_map::Entry;
use std::ops::Range;

use super::needs::Need;
use crate::extraction::text::{QuickMap, Word};

/// The number of a kind of words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kind(u16);

/// The words that are the same to all patterns.
#[derive(Debug)]
struct Words {
    /// Where the list of the needs lies that they meet.
    meet: Range<u32>,
    /// Where the list of the patterns lies that they may be the anchor of.
    anchor: Range<u32>,
}

/// The kinds of all words.
#[derive(Debug, Default)]
pub(super) struct ByWord {
    of: Vec<Kind>,
    kinds: Vec<Words>,
    patterns: Vec<u32>,
    needs: Vec<Need>,
}

impl ByWord {
    /// Of the needs that words meet, and the patterns that they may be the anchor of, for so many words.
    ///
    /// # Errors
    /// Says that there are too many kinds.
    pub(super) fn of(
        words: usize,
        mut meet: Vec<(Word, Need)>,
        mut anchor: Vec<(Word, u32)>,
    ) -> Result<Self, String> {
        meet.sort_by_key(|(word, _)| *word);
        meet.dedup();
        anchor.sort_by_key(|(word, _)| *word);
        anchor.dedup();
        let (mut meet, mut anchor) = (meet.as_slice(), anchor.as_slice());
        let mut made = Self::default();
        let mut known = QuickMap::default();
        // A text's own words are nothing to any pattern.
        let nothing = (Vec::new(), Vec::new());
        known.insert(nothing, made.add(&[], &[])?);
        for word in (0..).map(Word).take(words) {
            let lists = (taken_off(&mut meet, word), taken_off(&mut anchor, word));
            let kind = match known.entry(lists) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    let (meet, anchor) = new.key();
                    let kind = made.add(meet, anchor)?;
                    *new.insert(kind)
                }
            };
            made.of.push(kind);
        }
        Ok(made)
    }

    fn add(&mut self, meet: &[Need], anchor: &[u32]) -> Result<Kind, String> {
        let kind = u16::try_from(self.kinds.len()).map_err(|_| "too many kinds of words")?;
        self.kinds.push(Words {
            meet: append(&mut self.needs, meet),
            anchor: append(&mut self.patterns, anchor),
        });
        Ok(Kind(kind))
    }

    /// The kind of a word.
    pub(super) fn kind(&self, Word(word): Word) -> Kind {
        self.of.get(word as usize).copied().unwrap_or_default()
    }

    /// The needs that a word meets.
    pub(super) fn met(&self, Kind(kind): Kind) -> &[Need] {
        part(&self.needs, &self.kinds[usize::from(kind)].meet)
    }

    /// The patterns that a word may be the anchor of.
    pub(super) fn anchored(&self, Kind(kind): Kind) -> &[u32] {
        part(&self.patterns, &self.kinds[usize::from(kind)].anchor)
    }
}

/// Takes what belongs to a word off the front of a list that is in order of the words.
fn taken_off<T: Copy>(list: &mut &[(Word, T)], word: Word) -> Vec<T> {
    let own = list.iter().take_while(|(known, _)| *known == word);
    let (own, rest) = list.split_at(own.count());
    *list = rest;
    own.iter().map(|(_, item)| *item).collect()
}

fn append<T: Copy>(all: &mut Vec<T>, more: &[T]) -> Range<u32> {
    let end = |all: &Vec<T>| u32::try_from(all.len()).unwrap_or(u32::MAX);
    let start = end(all);
    all.extend(more);
    start..end(all)
}

fn part<'a, T>(all: &'a [T], Range { start, end }: &Range<u32>) -> &'a [T] {
    &all[*start as usize..*end as usize]
}

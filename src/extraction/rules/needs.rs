//! What patterns need around their anchors: what a sentence holds, and where, tells that most patterns do not fit, before
//! a look.
//!
//! Every node of a pattern that must take something is a need. A sentence is marked with where each need is met, one bit
//! for each token; a pattern is looked for where all that it needs stands within reach.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::anchor::{Anchor, cost};
use super::around::{Around, Side};
use super::layers::Labels;
use super::{Label, Layers, Slot};
use crate::extraction::text::{LexiconDraft, TokenIndex, Word};

/// The number of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Need(u16);

impl Need {
    /// Met everywhere.
    const NONE: Self = Self(0);
}

/// Tokens of a sentence, as bits. Those of a long sentence share bits, which is no mistake: a shared bit only lets more
/// patterns through.
type Tokens = u64;

/// So many of its needs, the rarest, are looked for before a pattern is tried: more cost more than they save.
const LOOKED_FOR: usize = 2;
/// Notes of earlier stages are not longer; where one is, no need is looked for.
const LONGEST_NOTE: usize = 12;

/// What must stand around an anchor, to be seen at once.
#[derive(Debug, Clone, Copy)]
struct Demand {
    need: Need,
    /// The first token it may stand at, counted from the anchor.
    first: i8,
    /// It may stand there or at one of so many tokens behind that.
    more: u8,
}

impl Demand {
    /// What everything meets.
    const NONE: Self = Self {
        need: Need::NONE,
        first: 0,
        more: u8::MAX,
    };

    fn of(need: Need, around: &Around) -> Self {
        let away = &around.away;
        let most = away.most + away.notes * LONGEST_NOTE;
        let first = match around.side {
            Side::Before => i8::try_from(most).map(|most| -most),
            Side::After => i8::try_from(away.least),
        };
        let more = u8::try_from(most.saturating_sub(away.least)).unwrap_or(u8::MAX);
        let anywhere = Self { need, ..Self::NONE };
        first.map_or(anywhere, |first| Self { need, first, more })
    }

    /// The tokens it may stand at around an anchor.
    const fn around(self, anchor: TokenIndex) -> Tokens {
        let first = anchor.wrapping_add_signed(self.first as isize);
        let reach = Tokens::MAX >> (Tokens::BITS - 1).saturating_sub(self.more as u32);
        reach.rotate_left((first % Tokens::BITS as usize) as u32)
    }
}

/// The needs of all patterns.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// What is looked for before each pattern is tried.
    demands: Vec<[Demand; LOOKED_FOR]>,
    /// What meets them beside words.
    by_label: [Vec<Need>; Label::ALL.len()],
    by_slot: [Vec<Need>; Slot::COUNT],
    count: usize,
}

impl Needs {
    /// Numbers what is looked for of what patterns need; with what each word meets.
    ///
    /// # Errors
    /// Says that there is too much.
    pub(super) fn of(
        mut patterns: Vec<Vec<Around>>,
        lexicon: &LexiconDraft,
    ) -> Result<(Self, Vec<Vec<Need>>), String> {
        for around in &mut patterns {
            around.sort_by_cached_key(|around| cost(lexicon, &around.what));
            around.truncate(LOOKED_FOR);
        }
        let mut needs = Self {
            count: 1,
            ..Self::default()
        };
        let mut by_word = vec![Vec::new(); lexicon.len()];
        let mut known: BTreeMap<&Anchor, Need> = BTreeMap::new();
        for around in &patterns {
            let mut demands = [Demand::NONE; LOOKED_FOR];
            for (demand, around) in demands.iter_mut().zip(around) {
                let need = match known.entry(&around.what) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(new) => {
                        let need = Need(u16::try_from(needs.count).map_err(|_| "too many needs")?);
                        needs.count += 1;
                        needs.note(&around.what.slots, need);
                        for Word(word) in &around.what.words {
                            add(&mut by_word[*word as usize], need);
                        }
                        *new.insert(need)
                    }
                };
                *demand = Demand::of(need, around);
            }
            needs.demands.push(demands);
        }
        Ok((needs, by_word))
    }

    fn note(&mut self, slots: &[Slot], need: Need) {
        for slot in slots {
            if slot.labels().is_empty() {
                add(&mut self.by_slot[*slot as usize], need);
            }
            for label in slot.labels().iter() {
                add(&mut self.by_label[label as usize], need);
            }
        }
    }

    /// No marks yet, for the sentences of a document.
    pub(super) fn marks(&self, layers: &Layers) -> Marks<'_> {
        Marks {
            needs: self,
            are_of_use: layers.longest() <= LONGEST_NOTE,
            met: vec![0; self.count],
        }
    }
}

/// Where in a sentence each need is met.
pub(super) struct Marks<'n> {
    needs: &'n Needs,
    are_of_use: bool,
    met: Vec<Tokens>,
}

impl Marks<'_> {
    /// Takes back all marks.
    pub(super) fn clear(&mut self) {
        self.met.fill(0);
        self.met[usize::from(Need::NONE.0)] = Tokens::MAX;
    }

    /// Marks that a token meets some needs.
    pub(super) fn mark(&mut self, at: TokenIndex, needs: &[Need]) {
        let bit = 1 << (at % Tokens::BITS as usize);
        for Need(need) in needs {
            self.met[usize::from(*need)] |= bit;
        }
    }

    /// Marks what a token meets that fills a slot.
    pub(super) fn mark_slot(&mut self, at: TokenIndex, slot: Slot) {
        self.mark(at, &self.needs.by_slot[slot as usize]);
    }

    /// Marks what the notes meet that start at a token.
    pub(super) fn mark_labels(&mut self, at: TokenIndex, labels: Labels) {
        for label in labels.iter() {
            self.mark(at, &self.needs.by_label[label as usize]);
        }
    }

    /// Whether what is looked for before a pattern is tried stands around a token.
    pub(super) fn meet(&self, pattern: usize, anchor: TokenIndex) -> bool {
        let demands = &self.needs.demands[pattern];
        let mut met = demands
            .iter()
            .map(|demand| self.met[usize::from(demand.need.0)] & demand.around(anchor));
        met.all(|met| met != 0) || !self.are_of_use
    }
}

/// Adds a need to a list; the same may have been added last.
fn add(list: &mut Vec<Need>, need: Need) {
    if list.last() != Some(&need) {
        list.push(need);
    }
}

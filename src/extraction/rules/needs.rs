//! What patterns need around their anchors: what a sentence holds, and where, tells that most patterns do not fit, before
//! a look.
//!
//! Every node of a pattern that must take something is a need. A sentence is marked with where each need is met, one bit
//! for each token; a pattern is looked for where all that it needs stands within reach.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::anchor::{Anchor, cost};
use super::around::{Around, Length, Side};
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

/// What is looked for before a pattern is tried.
pub(super) type Demands = [Demand; LOOKED_FOR];

/// What must stand around an anchor, to be seen at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demand {
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

    fn of(need: Need, side: Side, away: Length) -> Self {
        let most = away.most + away.notes * LONGEST_NOTE;
        let first = match side {
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
    demands: Vec<Demands>,
    /// What meets them beside words.
    by_label: [Vec<Need>; Label::ALL.len()],
    by_slot: [Vec<Need>; Slot::COUNT],
    /// How many needs there are, beside the one that is met everywhere.
    count: usize,
}

impl Needs {
    /// Adds what is looked for before the next pattern is tried.
    pub(super) fn add(&mut self, demands: Demands) {
        self.demands.push(demands);
    }

    /// What is looked for of what a pattern needs, numbered; notes what meets it, beside words.
    ///
    /// # Errors
    /// Says that there is too much.
    pub(super) fn demanded(
        &mut self,
        mut around: Vec<Around>,
        known: &mut Known,
        lexicon: &LexiconDraft,
    ) -> Result<Demands, String> {
        around.sort_by_cached_key(|around| cost(lexicon, &around.what));
        let mut demands = [Demand::NONE; LOOKED_FOR];
        for (demand, Around { what, side, away }) in demands.iter_mut().zip(around) {
            let need = match known.needs.entry(what) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    self.count += 1;
                    let need = Need(u16::try_from(self.count).map_err(|_| "too many needs")?);
                    self.note(&new.key().slots, need);
                    let words = new.key().words.iter();
                    known.met.extend(words.map(|word| (*word, need)));
                    *new.insert(need)
                }
            };
            *demand = Demand::of(need, side, away);
        }
        Ok(demands)
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
            met: vec![0; self.count + 1],
        }
    }
}

/// The needs that are numbered so far, with the words that meet them.
#[derive(Debug, Default)]
pub(super) struct Known {
    needs: BTreeMap<Anchor, Need>,
    pub(super) met: Vec<(Word, Need)>,
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

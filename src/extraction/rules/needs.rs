//! What a pattern needs around its anchor: what a sentence holds tells that most patterns do not fit, before a look.
//!
//! Every node of a pattern that must take something is a need, as a bit. What stands before a place of a sentence, and
//! what stands after it, meets some of them; where a pattern has others, it is not looked for there.

use std::cmp::Reverse;
use std::ops::{BitOr, BitOrAssign, Range};

use super::anchor::{Anchor, cost};
use super::by_word::{ByWord, Kind};
use super::layers::Labels;
use super::{Label, Layers, Slot};
use crate::extraction::text::{Document, Lexicon, Token, TokenIndex, Word};

/// Needs, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Needs([u64; PARTS]);

/// How many parts of 64 bits there are.
const PARTS: usize = 4;
const BITS: u32 = u64::BITS * PARTS as u32;
/// So many needs, the commonest, have a bit of their own; the others share the rest, which is no mistake: a shared bit
/// only lets more patterns through.
const OWN: u32 = BITS / 2;

impl Needs {
    const fn numbered(number: u32) -> Self {
        let bit = if number < OWN {
            number
        } else {
            OWN + number % (BITS - OWN)
        };
        let mut parts = [0; PARTS];
        parts[(bit / u64::BITS) as usize] = 1 << (bit % u64::BITS);
        Self(parts)
    }

    /// Whether all of them are met.
    fn are_met_by(&self, met: &Self) -> bool {
        let missing = std::array::from_fn::<u64, PARTS, _>(|part| self.0[part] & !met.0[part]);
        missing == [0; PARTS]
    }
}

impl BitOr for Needs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|part| self.0[part] | other.0[part]))
    }
}

impl BitOrAssign for Needs {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// What a pattern needs before its anchor and after it; what a sentence has before a token and after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    before: Needs,
    after: Needs,
}

impl Around {
    /// Whether a place of a sentence has what a pattern needs.
    pub(super) fn are_met_at(&self, place: &Self) -> bool {
        self.before.are_met_by(&place.before) && self.after.are_met_by(&place.after)
    }
}

/// A token of a sentence, as patterns look for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// What stands around it.
    pub(super) around: Around,
    /// The kind of its word.
    pub(super) kind: Kind,
}

/// Which needs are met by what stands in a text, beside its words.
#[derive(Debug, Default)]
pub(super) struct Met {
    by_label: [Needs; Label::ALL.len()],
    by_slot: Vec<(Slot, Needs)>,
}

impl Met {
    /// Numbers the needs of patterns; with what each pattern has before and after its anchor, and what each word meets.
    pub(super) fn of(
        patterns: &[[Vec<Anchor>; 2]],
        lexicon: &Lexicon,
    ) -> (Self, Vec<Around>, Vec<Needs>) {
        let mut all: Vec<&Anchor> = patterns.iter().flatten().flatten().collect();
        all.sort_by_key(|need| Reverse((cost(lexicon, need), *need)));
        all.dedup();
        let mut met = Self::default();
        let mut by_word = vec![Needs::default(); lexicon.len()];
        for (number, need) in (0_u32..).zip(&all) {
            let bit = Needs::numbered(number);
            met.note(&need.slots, bit);
            for Word(word) in &need.words {
                by_word[*word as usize] |= bit;
            }
        }
        let bits = |needs: &[Anchor]| {
            let mut bits = Needs::default();
            for (number, _) in (0_u32..).zip(&all).filter(|(_, need)| needs.contains(need)) {
                bits |= Needs::numbered(number);
            }
            bits
        };
        let around = patterns.iter().map(|[before, after]| Around {
            before: bits(before),
            after: bits(after),
        });
        (met, around.collect(), by_word)
    }

    fn note(&mut self, slots: &[Slot], bit: Needs) {
        for slot in slots {
            for label in slot.labels().iter() {
                self.by_label[label as usize] |= bit;
            }
            if slot.labels().is_empty() {
                match self.by_slot.iter_mut().find(|(known, _)| known == slot) {
                    Some((_, bits)) => *bits |= bit,
                    None => self.by_slot.push((*slot, bit)),
                }
            }
        }
    }

    /// What a token meets beside its word, and what begins there.
    fn here(&self, document: &Document<'_>, at: TokenIndex, token: &Token, from: Labels) -> Needs {
        let mut met = Needs::default();
        if !token.is_plain() {
            for (slot, needs) in &self.by_slot {
                if slot.begins_with_token(document, at) {
                    met |= *needs;
                }
            }
        }
        if from != Labels::NONE {
            for label in from.iter() {
                met |= self.by_label[label as usize];
            }
        }
        met
    }

    /// The tokens of a sentence, into `places`.
    pub(super) fn places(
        &self,
        words: &ByWord,
        document: &Document<'_>,
        layers: &Layers,
        sentence: &Range<TokenIndex>,
        places: &mut Vec<Place>,
    ) {
        places.clear();
        let tokens = &document.tokens[sentence.clone()];
        let labels = layers.labels_from(sentence);
        let mut before = Needs::default();
        for ((at, token), from) in sentence.clone().zip(tokens).zip(labels) {
            let kind = words.kind(token.word);
            let after = words.met(kind) | self.here(document, at, token, *from);
            places.push(Place {
                around: Around { before, after },
                kind,
            });
            before |= after;
        }
        let mut after = Needs::default();
        for place in places.iter_mut().rev() {
            let here = std::mem::replace(&mut place.around.after, after);
            after |= here;
        }
    }
}

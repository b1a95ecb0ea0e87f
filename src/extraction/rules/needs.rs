//! What a pattern needs around its anchor: what a sentence holds tells that most patterns do not fit, before a look.
//!
//! Every node of a pattern that must take something is a need, as a bit. What stands before a place of a sentence, and
//! what stands after it, meets some of them; where a pattern has others, it is not looked for there.

use std::cmp::Reverse;
use std::ops::{BitOr, BitOrAssign, Range};

use super::anchor::{Anchor, cost};
use super::layers::Labels;
use super::{Label, Layers, Slot};
use crate::extraction::text::{Document, Lexicon, Token, TokenIndex, Word};

/// Needs, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Needs(u128);

/// So many needs, the commonest, have a bit of their own; the others share the rest, which is no mistake: a shared bit
/// only lets more patterns through.
const OWN: u32 = 64;

impl Needs {
    const fn numbered(number: u32) -> Self {
        let bit = if number < OWN {
            number
        } else {
            OWN + number % (u128::BITS - OWN)
        };
        Self(1 << bit)
    }

    /// Whether all of them are met.
    const fn are_met_by(self, met: Self) -> bool {
        self.0 & !met.0 == 0
    }
}

impl BitOr for Needs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
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
    pub(super) const fn are_met_at(&self, place: &Self) -> bool {
        self.before.are_met_by(place.before) && self.after.are_met_by(place.after)
    }
}

/// Which needs are met by what stands in a text.
#[derive(Debug, Default)]
pub(super) struct Met {
    by_word: Vec<Needs>,
    by_label: [Needs; Label::ALL.len()],
    by_slot: Vec<(Slot, Needs)>,
}

impl Met {
    /// Numbers the needs of patterns; with what each pattern has before and after its anchor.
    pub(super) fn of(patterns: &[[Vec<Anchor>; 2]], lexicon: &Lexicon) -> (Self, Vec<Around>) {
        let mut all: Vec<&Anchor> = patterns.iter().flatten().flatten().collect();
        all.sort_by_key(|need| Reverse((cost(lexicon, need), *need)));
        all.dedup();
        let mut met = Self {
            by_word: vec![Needs::default(); lexicon.len()],
            ..Self::default()
        };
        let bits = |needs: &[Anchor]| {
            let numbers = (0_u32..).zip(&all);
            numbers
                .filter(|(_, need)| needs.contains(need))
                .fold(Needs::default(), |bits, (number, _)| {
                    bits | Needs::numbered(number)
                })
        };
        let around = patterns.iter().map(|[before, after]| Around {
            before: bits(before),
            after: bits(after),
        });
        let around = around.collect();
        for (number, need) in (0_u32..).zip(all) {
            met.note(need, Needs::numbered(number));
        }
        (met, around)
    }

    fn note(&mut self, need: &Anchor, bit: Needs) {
        for word in &need.words {
            self.by_word[word.0 as usize] |= bit;
        }
        for slot in &need.slots {
            for label in slot.labels() {
                self.by_label[*label as usize] |= bit;
            }
            if slot.labels().is_empty() {
                match self.by_slot.iter_mut().find(|(known, _)| known == slot) {
                    Some((_, bits)) => *bits |= bit,
                    None => self.by_slot.push((*slot, bit)),
                }
            }
        }
    }

    /// What a token meets, and what begins there.
    fn here(&self, document: &Document<'_>, at: TokenIndex, token: &Token, from: Labels) -> Needs {
        let Word(word) = token.word;
        let mut met = self.by_word.get(word as usize).copied().unwrap_or_default();
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

    /// What stands before each token of a sentence, and after it; into `places`.
    pub(super) fn around(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        sentence: &Range<TokenIndex>,
        places: &mut Vec<Around>,
    ) {
        places.clear();
        let tokens = &document.tokens[sentence.clone()];
        let labels = layers.labels_from(sentence);
        let mut before = Needs::default();
        places.extend(
            tokens
                .iter()
                .zip(labels)
                .enumerate()
                .map(|(number, (token, from))| {
                    let here = self.here(document, sentence.start + number, token, *from);
                    let place = Around {
                        before,
                        after: here,
                    };
                    before |= here;
                    place
                }),
        );
        let mut after = Needs::default();
        for place in places.iter_mut().rev() {
            let here = place.after;
            place.after = after;
            after |= here;
        }
    }
}

//! Looking at a place of a text with an outline in hand.

use std::ops::Range;

use super::{Item, Opening, Outline};
use crate::extraction::rules::program::Direction;
use crate::extraction::rules::{Layers, Slot};
use crate::extraction::text::{Document, Token, TokenIndex, TokenKind, Word};

/// Places between tokens, as bits: how many tokens on from where reading began.
type Places = u64;
/// What lies too far on for the bits is all one place, where anything fits.
const FAR: u32 = Places::BITS - 1;

/// What is left of an outline whose beginning fits.
pub(in crate::extraction::rules) struct Begun<'r> {
    rest: &'r [Item],
    places: Places,
}

/// A look at one place of a text, in one direction, within its sentence.
#[derive(Clone, Copy)]
pub(in crate::extraction::rules) struct Look<'a> {
    direction: Direction,
    document: &'a Document<'a>,
    layers: &'a Layers,
    /// The tokens of the sentence.
    tokens: &'a [Token],
    /// The first of them.
    start: TokenIndex,
    /// The place, counted from there.
    at: usize,
}

impl<'a> Look<'a> {
    /// A look at the start of a sentence.
    pub(in crate::extraction::rules) fn new(
        direction: Direction,
        document: &'a Document<'a>,
        layers: &'a Layers,
        sentence: &Range<TokenIndex>,
    ) -> Self {
        Self {
            direction,
            document,
            layers,
            tokens: document.tokens.get(sentence.clone()).unwrap_or_default(),
            start: sentence.start,
            at: 0,
        }
    }

    /// Goes to a token of the sentence.
    pub(in crate::extraction::rules) const fn go_to(&mut self, at: TokenIndex) {
        self.at = at - self.start;
    }

    /// Whether an outline of the row may begin here. `taken`: so many tokens are known to be what its first item takes,
    /// if that is a plain one.
    pub(in crate::extraction::rules) fn begin<'r>(
        &self,
        outline: &Outline,
        row: &'r [Item],
        taken: Option<u32>,
    ) -> Option<Begun<'r>> {
        let items = row.get(outline.start as usize..outline.end as usize);
        let items = items.unwrap_or_default();
        let (mut plain, rest) = items.split_at(usize::from(outline.plain).min(items.len()));
        let mut offset = 0;
        if let (Some(taken), [_, others @ ..]) = (taken, plain) {
            plain = others;
            offset = taken.min(FAR);
        }
        while let [item, others @ ..] = plain {
            plain = others;
            let places = match *item {
                Item::Slot(slot) => self.slot(slot, further(offset, 0)),
                _ if self.next(offset).is_some_and(|token| self.is(*item, token)) => {
                    further(offset, 1)
                }
                _ => 0,
            };
            if places == 0 {
                return None;
            }
            if !places.is_power_of_two() {
                let places = self.all(plain, places);
                return (places != 0).then_some(Begun { rest, places });
            }
            offset = places.trailing_zeros();
        }
        let opens = |opening: &Opening| offset == FAR || self.opens(opening, offset);
        let begun = outline.opening.as_ref().is_none_or(opens);
        begun.then_some(Begun {
            rest,
            places: further(offset, 0),
        })
    }

    /// Whether an outline that began may fit to its end.
    pub(in crate::extraction::rules) fn may_end(&self, begun: &Begun<'_>) -> bool {
        begun.rest.is_empty() || self.all(begun.rest, begun.places) != 0
    }

    /// Whether a token is a word, or in a class.
    fn is(&self, item: Item, token: &Token) -> bool {
        match item {
            Item::Word(word) => token.word == word,
            Item::Class(class) => self.document.lexicon().is_in(token.word, class),
            Item::Slot(_)
            | Item::Choice(_)
            | Item::Switch { .. }
            | Item::Case(..)
            | Item::Way(_)
            | Item::Optional(_)
            | Item::Lacks(_)
            | Item::Gap { .. }
            | Item::Modifiers { .. }
            | Item::SentenceStart
            | Item::ClauseEnd => false,
        }
    }

    /// Whether what stands at a place may be what items begin with.
    fn opens(&self, opening: &Opening, offset: u32) -> bool {
        let lexicon = self.document.lexicon();
        let place = self.place(offset);
        self.next(offset)
            .is_some_and(|token| lexicon.is_in(token.word, opening.class))
            || (opening.slots.iter().flatten()).any(|slot| match self.direction {
                Direction::Forward => slot.may_begin(self.document, self.layers, place),
                Direction::Backward => slot.may_end(self.document, self.layers, place),
            })
    }

    /// The places that items reach one after the other from some places.
    fn all(&self, mut items: &[Item], mut places: Places) -> Places {
        let lexicon = self.document.lexicon();
        while let [item, rest @ ..] = items {
            items = rest;
            let mut take = |held: u16| {
                let (inner, after) = rest.split_at(usize::from(held).min(rest.len()));
                items = after;
                inner
            };
            places = match *item {
                Item::Word(word) => self.step(places, |token| token.word == word),
                Item::Class(class) => self.step(places, |token| lexicon.is_in(token.word, class)),
                Item::Slot(slot) => self.slot(slot, places),
                Item::Choice(held) => self.choice(take(held), places),
                Item::Switch { cases, held } => {
                    let inner = take(held);
                    let (cases, rest) = inner.split_at(usize::from(cases).min(inner.len()));
                    self.switch(cases, rest, places)
                }
                // What a case leads to is read where its switch is.
                Item::Case(..) => 0,
                Item::Way(held) => self.all(take(held), places),
                Item::Optional(held) => places | self.way(take(held), places),
                Item::Lacks(class) => self.keep(places, |offset| {
                    !self.document.is_in(self.place(offset), class)
                }),
                Item::Gap { most, loose } => self.repeat(most, places, |token| {
                    token.kind.is_wordlike()
                        || matches!(token.kind, TokenKind::Possessive | TokenKind::Quote)
                        || loose && !matches!(token.kind, TokenKind::Stop)
                }),
                Item::Modifiers { most, never } => self.repeat(most, places, |token| {
                    token.kind == TokenKind::Comma
                        || matches!(token.kind, TokenKind::Word | TokenKind::Number)
                            && !lexicon.is_in(token.word, never)
                }),
                Item::SentenceStart => self.keep(places, |offset| {
                    self.document.begins_sentence(self.place(offset))
                }),
                Item::ClauseEnd => self.keep(places, |offset| {
                    self.document.ends_clause(self.place(offset))
                }),
            };
            if places == 0 {
                break;
            }
        }
        places
    }

    /// The places that any of some ways reaches.
    fn choice(&self, mut ways: &[Item], places: Places) -> Places {
        let mut reached = 0;
        while let [Item::Way(held), rest @ ..] = ways {
            let (way, others) = rest.split_at(usize::from(*held).min(rest.len()));
            reached |= self.way(way, places);
            ways = others;
        }
        reached
    }

    /// As [`Self::all`], for what begins with a word or a class most of the time, and does not fit.
    fn way(&self, items: &[Item], places: Places) -> Places {
        let [first @ (Item::Word(_) | Item::Class(_)), rest @ ..] = items else {
            return self.all(items, places);
        };
        let reached = self.step(places, |token| self.is(*first, token));
        if reached == 0 || rest.is_empty() {
            return reached;
        }
        self.all(rest, reached)
    }

    /// The places that the ways reach which begin with the word read next.
    fn switch(&self, cases: &[Item], rest: &[Item], places: Places) -> Places {
        let case = |item: &Item| {
            if let Item::Case(word, start) = item {
                (*word, usize::from(*start))
            } else {
                (Word(u32::MAX), rest.len())
            }
        };
        let mut reached = 0;
        each(places, |offset| {
            let Some(token) = self.next(offset).filter(|_| offset != FAR) else {
                reached |= places & (1 << FAR);
                return;
            };
            if let Ok(found) = cases.binary_search_by_key(&token.word, |item| case(item).0) {
                let start = cases.get(found).map_or(rest.len(), |item| case(item).1);
                let end = cases.get(found + 1).map_or(rest.len(), |item| case(item).1);
                let way = rest.get(start..end).unwrap_or_default();
                reached |= self.all(way, further(offset, 1));
            }
        });
        reached
    }

    /// The place that is `offset` tokens on.
    const fn place(&self, offset: u32) -> TokenIndex {
        match self.direction {
            Direction::Forward => self.start + self.at + offset as usize,
            Direction::Backward => (self.start + self.at).saturating_sub(offset as usize),
        }
    }

    /// The token read next from a place.
    fn next(&self, offset: u32) -> Option<&Token> {
        let index = match self.direction {
            Direction::Forward => self.at + offset as usize,
            Direction::Backward => self.at.checked_sub(offset as usize + 1)?,
        };
        self.tokens.get(index)
    }

    /// One token further, where the token is right.
    fn step(&self, places: Places, right: impl Fn(&Token) -> bool) -> Places {
        let mut reached = 0;
        each(places, |offset| {
            if offset == FAR || self.next(offset).is_some_and(&right) {
                reached |= further(offset, 1);
            }
        });
        reached
    }

    /// Up to so many tokens further, as long as each is right.
    fn repeat(&self, most: u8, places: Places, right: impl Fn(&Token) -> bool) -> Places {
        let mut reached = places;
        let mut edge = places;
        for _ in 0..most {
            edge = self.step(edge, &right) & !reached;
            if edge == 0 {
                break;
            }
            reached |= edge;
        }
        reached
    }

    fn slot(&self, slot: Slot, places: Places) -> Places {
        let mut reached = 0;
        each(places, |offset| {
            if offset == FAR {
                reached |= 1 << FAR;
                return;
            }
            let place = self.place(offset);
            let mut found = |other: TokenIndex| {
                let length = place.abs_diff(other);
                reached |= further(offset, u32::try_from(length).unwrap_or(FAR));
                false
            };
            match self.direction {
                Direction::Forward => slot.forward(self.document, self.layers, place, &mut found),
                Direction::Backward => slot.backward(self.document, self.layers, place, &mut found),
            };
        });
        reached
    }

    /// Those places where something holds.
    fn keep(&self, places: Places, holds: impl Fn(u32) -> bool) -> Places {
        let mut kept = 0;
        each(places, |offset| {
            if offset == FAR || holds(offset) {
                kept |= 1 << offset;
            }
        });
        kept
    }
}

/// Shows every place, the nearest first.
fn each(mut places: Places, mut show: impl FnMut(u32)) {
    while places != 0 {
        show(places.trailing_zeros());
        places &= places - 1;
    }
}

/// A place some tokens on.
fn further(offset: u32, tokens: u32) -> Places {
    1 << offset.saturating_add(tokens).min(FAR)
}

//! A quick look at whether a pattern can fit: all its ways at once, nothing remembered.
//!
//! Most tries of a pattern fail. A [`Program`](super::program) walks one way after the other and remembers captures; an
//! outline keeps the set of places that the words read so far may reach, and takes all of them one item further, so a
//! try costs no more than the pattern is long. Where a program finds something its outline says yes; where an outline
//! says no the program need not run. The items of many outlines lie in one row, small and side by side, because a miss
//! of the processor's cache costs more than a look.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::notation::Node;
use super::program::Direction;
use super::{Layers, Slot};
use crate::extraction::text::{Class, Document, Lexicon, Token, TokenIndex, TokenKind, Word};

/// One item of an outline. What holds others is followed by them, with their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Word(Word),
    /// One word of a class: also one of several words, which have a class of their own.
    Class(Class),
    Slot(Slot),
    /// One of the ways that follow, each a `Way`.
    Choice(u16),
    /// One of several ways that begin with a word each: as many `Case`s, in order of their words, and what goes on after
    /// them.
    Switch {
        cases: u16,
        held: u16,
    },
    /// A word that a way begins with; what goes on after it starts so many items after the cases.
    Case(Word, u16),
    /// The items that follow, one after the other.
    Way(u16),
    /// The items that follow, or nothing.
    Optional(u16),
    /// The token that stands here is not in this class; takes nothing.
    Lacks(Class),
    Gap {
        most: u8,
        loose: bool,
    },
    Modifiers {
        most: u8,
        never: Class,
    },
    SentenceStart,
    ClauseEnd,
}

/// Where an outline lies in the row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    start: u32,
    end: u32,
}

impl Outline {
    /// Its items.
    pub(super) fn items(self, row: &[Item]) -> &[Item] {
        row.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Draws the outlines of patterns whose words are in the lexicon already.
pub(super) struct Drawing<'a> {
    /// Words that stand for one another in some pattern become a class.
    pub(super) lexicon: &'a mut Lexicon,
    /// Phrases of several words that belong to a class.
    pub(super) phrases: &'a HashMap<String, Vec<Node>>,
}

impl Drawing<'_> {
    /// Adds the outline of nodes that are read in one direction to the row.
    ///
    /// # Errors
    /// Says that there are too many classes.
    pub(super) fn add(
        &mut self,
        nodes: &[Node],
        direction: Direction,
        row: &mut Vec<Item>,
    ) -> Result<Outline, String> {
        let place = |row: &Vec<Item>| u32::try_from(row.len()).unwrap_or(u32::MAX);
        let start = place(row);
        row.extend(self.sequence(nodes, direction)?);
        Ok(Outline {
            start,
            end: place(row),
        })
    }

    fn sequence(&mut self, nodes: &[Node], direction: Direction) -> Result<Vec<Item>, String> {
        let mut items = nodes
            .iter()
            .map(|node| self.node(node, direction))
            .collect::<Result<Vec<_>, _>>()?;
        if direction == Direction::Backward {
            items.reverse();
        }
        Ok(items.concat())
    }

    fn node(&mut self, node: &Node, direction: Direction) -> Result<Vec<Item>, String> {
        Ok(match node {
            Node::Word(word) => vec![Item::Word(self.lexicon.add(word))],
            Node::Class(name) => {
                let class = self.lexicon.find_class(name);
                match self.phrases.get(name) {
                    Some(phrases) => self.choice(phrases, class, direction)?,
                    None => class.map(Item::Class).into_iter().collect(),
                }
            }
            Node::Slot(slot) => vec![Item::Slot(*slot)],
            Node::Sequence(nodes) => self.sequence(nodes, direction)?,
            Node::Choice(options) => self.choice(options, None, direction)?,
            Node::Optional(inner) => holding(Item::Optional, self.node(inner, direction)?),
            Node::Gap { most, loose } => vec![Item::Gap {
                most: *most,
                loose: *loose,
            }],
            Node::Modifiers(most) => self
                .lexicon
                .find_class("no_modifier")
                .map(|never| Item::Modifiers { most: *most, never })
                .into_iter()
                .collect(),
            Node::Not(inner) => match self.node(inner, Direction::Forward)?[..] {
                [Item::Class(class)] => vec![Item::Lacks(class)],
                [Item::Word(word)] => vec![Item::Lacks(self.lexicon.class_of(vec![word])?)],
                // What takes more than one look is left to the program.
                _ => Vec::new(),
            },
            Node::SentenceStart => vec![Item::SentenceStart],
            Node::ClauseEnd => vec![Item::ClauseEnd],
            Node::Capture(_, inner) => self.node(inner, direction)?,
        })
    }

    /// One of several, so that few looks tell for all of them: single words are one class, and what begins with a word
    /// is found by it.
    fn choice(
        &mut self,
        options: &[Node],
        class: Option<Class>,
        direction: Direction,
    ) -> Result<Vec<Item>, String> {
        let mut single: Vec<Word> =
            class.map_or_else(Vec::new, |class| self.lexicon.members(class).to_vec());
        let mut by_first: BTreeMap<Word, Vec<Vec<Item>>> = BTreeMap::new();
        let mut ways = Vec::new();
        for option in options {
            let way = self.node(option, direction)?;
            match way[..] {
                [Item::Word(word)] => single.push(word),
                [Item::Class(class)] => single.extend(self.lexicon.members(class)),
                [Item::Word(word), ref rest @ ..] => {
                    by_first.entry(word).or_default().push(rest.to_vec());
                }
                // A choice among choices is one choice.
                [Item::Choice(held), ref inner @ ..] if inner.len() == usize::from(held) => {
                    ways.extend(inner);
                }
                _ => ways.extend(holding(Item::Way, way)),
            }
        }
        if !single.is_empty() {
            let class = Item::Class(self.lexicon.class_of(single)?);
            if by_first.is_empty() && ways.is_empty() {
                return Ok(vec![class]);
            }
            ways.extend([Item::Way(1), class]);
        }
        if !by_first.is_empty() {
            ways.extend(holding(Item::Way, switch(by_first)));
        }
        Ok(holding(Item::Choice, ways))
    }
}

/// The ways that go on after each of some words.
fn switch(by_first: BTreeMap<Word, Vec<Vec<Item>>>) -> Vec<Item> {
    let mut cases = Vec::new();
    let mut rest: Vec<Item> = Vec::new();
    for (word, mut ways) in by_first {
        cases.push(Item::Case(word, small(rest.len())));
        match ways.pop() {
            Some(only) if ways.is_empty() => rest.extend(only),
            last => {
                let ways = ways.into_iter().chain(last);
                let ways = ways.flat_map(|way| holding(Item::Way, way)).collect();
                rest.extend(holding(Item::Choice, ways));
            }
        }
    }
    let all = Item::Switch {
        cases: small(cases.len()),
        held: small(cases.len() + rest.len()),
    };
    [vec![all], cases, rest].concat()
}

/// Items, behind what holds them.
fn holding(holder: fn(u16) -> Item, mut items: Vec<Item>) -> Vec<Item> {
    items.insert(0, holder(small(items.len())));
    items
}

/// No pattern is near as long as this can count.
fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Places between tokens, as bits: how many tokens on from where reading began.
type Places = u64;
/// What lies too far on for the bits is all one place, where anything fits.
const FAR: u32 = Places::BITS - 1;

/// A look at one place of a text, in one direction, within its sentence.
pub(super) struct Look<'a> {
    pub(super) direction: Direction,
    pub(super) document: &'a Document<'a>,
    pub(super) layers: &'a Layers,
    pub(super) sentence: &'a Range<TokenIndex>,
    pub(super) at: TokenIndex,
}

impl Look<'_> {
    /// Whether items may fit here, one after the other.
    pub(super) fn may_fit(&self, mut items: &[Item]) -> bool {
        let mut taken = 0;
        // Most patterns begin with words, and most tries end there.
        while let Some((item, rest)) = items.split_first() {
            match self.is_next(*item, taken) {
                Some(true) => {
                    taken += 1;
                    items = rest;
                }
                Some(false) => return false,
                None => return self.all(items, further(0, taken)) != 0,
            }
        }
        true
    }

    /// Whether the token read next is the word of an item, or in its class; none, if the item is something else.
    fn is_next(&self, item: Item, offset: u32) -> Option<bool> {
        let right = |right: &dyn Fn(&Token) -> bool| self.next(offset).is_some_and(right);
        match item {
            Item::Word(word) => Some(right(&|token| token.word == word)),
            Item::Class(class) => {
                let lexicon = self.document.lexicon();
                Some(right(&|token| lexicon.is_in(token.word, class)))
            }
            Item::Slot(_)
            | Item::Choice(_)
            | Item::Way(_)
            | Item::Optional(_)
            | Item::Switch { .. }
            | Item::Case(..)
            | Item::Lacks(_)
            | Item::Gap { .. }
            | Item::Modifiers { .. }
            | Item::SentenceStart
            | Item::ClauseEnd => None,
        }
    }

    /// The places that items reach one after the other from some places.
    fn all(&self, mut items: &[Item], mut places: Places) -> Places {
        while let [item, rest @ ..] = items {
            if places == 0 {
                break;
            }
            let held = match item {
                Item::Choice(held)
                | Item::Switch { held, .. }
                | Item::Way(held)
                | Item::Optional(held) => usize::from(*held).min(rest.len()),
                Item::Word(_)
                | Item::Class(_)
                | Item::Slot(_)
                | Item::Case(..)
                | Item::Lacks(_)
                | Item::Gap { .. }
                | Item::Modifiers { .. }
                | Item::SentenceStart
                | Item::ClauseEnd => 0,
            };
            let (inner, after) = rest.split_at(held);
            places = self.beyond(*item, inner, places);
            items = after;
        }
        places
    }

    /// The places that an item, with those it holds, reaches from some places.
    fn beyond(&self, item: Item, inner: &[Item], places: Places) -> Places {
        let lexicon = self.document.lexicon();
        match item {
            Item::Word(word) => self.step(places, |token| token.word == word),
            Item::Class(class) => self.step(places, |token| lexicon.is_in(token.word, class)),
            Item::Slot(slot) => self.slot(slot, places),
            Item::Choice(_) => {
                let mut reached = 0;
                let mut ways = inner;
                while let [Item::Way(held), rest @ ..] = ways {
                    let (way, others) = rest.split_at(usize::from(*held).min(rest.len()));
                    reached |= self.all(way, places);
                    ways = others;
                }
                reached
            }
            Item::Switch { cases, .. } => {
                let (cases, rest) = inner.split_at(usize::from(cases).min(inner.len()));
                self.switch(cases, rest, places)
            }
            // What a case leads to is read where its switch is.
            Item::Case(..) => 0,
            Item::Way(_) => self.all(inner, places),
            Item::Optional(_) => places | self.all(inner, places),
            Item::Gap { most, loose } => self.repeat(most, places, |token| {
                token.kind.is_wordlike()
                    || matches!(token.kind, TokenKind::Possessive | TokenKind::Quote)
                    || loose && !matches!(token.kind, TokenKind::Stop)
            }),
            Item::Modifiers { most, never } => self.repeat(most, places, |token| {
                matches!(token.kind, TokenKind::Word | TokenKind::Number)
                    && !lexicon.is_in(token.word, never)
            }),
            Item::Lacks(class) => self.keep(places, |offset| {
                !self.document.is_in(self.place(offset), class)
            }),
            Item::SentenceStart => self.keep(places, |offset| {
                self.document.begins_sentence(self.place(offset))
            }),
            Item::ClauseEnd => self.keep(places, |offset| {
                self.document.ends_clause(self.place(offset))
            }),
        }
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
            Direction::Forward => self.at + offset as usize,
            Direction::Backward => self.at.saturating_sub(offset as usize),
        }
    }

    /// The token read next from a place.
    fn next(&self, offset: u32) -> Option<&Token> {
        let place = self.place(offset);
        let index = match self.direction {
            Direction::Forward => place,
            Direction::Backward => place.checked_sub(1)?,
        };
        self.document
            .tokens
            .get(index)
            .filter(|_| self.sentence.contains(&index))
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

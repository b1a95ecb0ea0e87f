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
    /// So many items at its start take what stands there, without a choice.
    plain: u16,
    /// What the others begin with.
    opening: Option<Opening>,
}

/// What the next token is one of: one look tells that most patterns do not go on.
#[derive(Debug, Clone, Copy)]
struct Opening {
    class: Class,
    slots: [Option<Slot>; MOST_SLOTS],
}

const MOST_SLOTS: usize = 3;

/// What some items may begin with.
#[derive(Debug, Default)]
struct First {
    words: Vec<Word>,
    slots: Vec<Slot>,
}

/// Whether items take a token, or may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Token,
    Nothing,
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
        let items = self.sequence(nodes, direction)?;
        let plain = items
            .iter()
            .take_while(|item| matches!(item, Item::Word(_) | Item::Class(_) | Item::Slot(_)))
            .count();
        let opening = self.opening(&items[plain..])?;
        row.extend(items);
        Ok(Outline {
            start,
            end: place(row),
            plain: small(plain),
            opening,
        })
    }

    /// What items begin with, if that is a matter of one token.
    fn opening(&mut self, items: &[Item]) -> Result<Option<Opening>, String> {
        let mut first = First::default();
        if self.first(items, &mut first) != Some(Takes::Token) || first.slots.len() > MOST_SLOTS {
            return Ok(None);
        }
        let mut slots = first.slots.into_iter();
        Ok(Some(Opening {
            class: self.lexicon.class_of(first.words)?,
            slots: std::array::from_fn(|_| slots.next()),
        }))
    }

    /// Adds what items may begin with; none, if anything may follow.
    fn first(&self, items: &[Item], found: &mut First) -> Option<Takes> {
        let mut items = items;
        while let [item, rest @ ..] = items {
            items = rest;
            let mut take = |held: u16| {
                let (inner, after) = rest.split_at(usize::from(held).min(rest.len()));
                items = after;
                inner
            };
            let takes = match *item {
                Item::Word(word) => {
                    found.words.push(word);
                    Takes::Token
                }
                Item::Class(class) => {
                    found.words.extend(self.lexicon.members(class));
                    Takes::Token
                }
                Item::Slot(slot) => {
                    if !found.slots.contains(&slot) {
                        found.slots.push(slot);
                    }
                    Takes::Token
                }
                Item::Choice(held) => {
                    let mut all = Takes::Token;
                    let mut ways = take(held);
                    while let [Item::Way(held), rest @ ..] = ways {
                        let (way, others) = rest.split_at(usize::from(*held).min(rest.len()));
                        if self.first(way, found)? == Takes::Nothing {
                            all = Takes::Nothing;
                        }
                        ways = others;
                    }
                    all
                }
                Item::Switch { held, .. } => {
                    found
                        .words
                        .extend(take(held).iter().filter_map(|item| match item {
                            Item::Case(word, _) => Some(*word),
                            _ => None,
                        }));
                    Takes::Token
                }
                Item::Way(held) => self.first(take(held), found)?,
                Item::Optional(held) => {
                    self.first(take(held), found)?;
                    Takes::Nothing
                }
                Item::Lacks(_) | Item::SentenceStart => Takes::Nothing,
                Item::Case(..) | Item::Gap { .. } | Item::Modifiers { .. } | Item::ClauseEnd => {
                    return None;
                }
            };
            if takes == Takes::Token {
                return Some(takes);
            }
        }
        Some(Takes::Nothing)
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

/// What is left of an outline whose beginning fits.
pub(super) struct Begun<'r> {
    rest: &'r [Item],
    places: Places,
}

/// A look at one place of a text, in one direction, within its sentence.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
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
    pub(super) fn new(
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

    /// Goes on by a token.
    pub(super) const fn step_on(&mut self) {
        self.at += 1;
    }

    /// Whether an outline of the row may begin here. `taken`: so many tokens are known to be what its first item takes,
    /// if that is a plain one.
    pub(super) fn begin<'r>(
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
    pub(super) fn may_end(&self, begun: &Begun<'_>) -> bool {
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
                    matches!(token.kind, TokenKind::Word | TokenKind::Number)
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

    /// As [`Self::all`], for what is one class most of the time.
    fn way(&self, items: &[Item], places: Places) -> Places {
        match *items {
            [Item::Class(class)] => {
                let lexicon = self.document.lexicon();
                self.step(places, |token| lexicon.is_in(token.word, class))
            }
            [..] => self.all(items, places),
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

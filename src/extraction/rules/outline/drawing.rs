//! Drawing the outline of a pattern.

use std::collections::{BTreeMap, HashMap};

use super::{Item, MOST_SLOTS, Opening, Outline};
use crate::extraction::rules::Slot;
use crate::extraction::rules::notation::Node;
use crate::extraction::rules::program::Direction;
use crate::extraction::text::{Class, LexiconDraft, Word};

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
pub(in crate::extraction::rules) struct Drawing<'a> {
    /// Words that stand for one another in some pattern become a class.
    pub(in crate::extraction::rules) lexicon: &'a mut LexiconDraft,
    /// Phrases of several words that belong to a class.
    pub(in crate::extraction::rules) phrases: &'a HashMap<String, Vec<Node>>,
}

impl Drawing<'_> {
    /// Adds the outline of nodes that are read in one direction to the row.
    ///
    /// # Errors
    /// Says that there are too many classes.
    pub(in crate::extraction::rules) fn add(
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

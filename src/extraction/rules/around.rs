//! What must stand around the anchor of a pattern, and how far from it.

use std::collections::HashMap;

use super::Slot;
use super::anchor::{Anchor, anchor_of};
use super::notation::Node;
use super::program::Compiler;

/// How many tokens something takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Length {
    /// At least so many.
    pub(super) least: usize,
    /// At most so many, beside the notes.
    pub(super) most: usize,
    /// So many notes of earlier stages, each as long as the longest there is.
    pub(super) notes: usize,
}

impl Length {
    const TOKEN: Self = Self {
        least: 1,
        most: 1,
        notes: 0,
    };

    const fn up_to(most: usize) -> Self {
        Self {
            least: 0,
            most,
            notes: 0,
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            least: self.least + other.least,
            most: self.most + other.most,
            notes: self.notes + other.notes,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            notes: self.notes.max(other.notes),
        }
    }

    fn of_all(phrases: &HashMap<String, Vec<Node>>, nodes: &[Node]) -> Self {
        let lengths = nodes.iter().map(|node| Self::of(phrases, node));
        lengths.fold(Self::default(), Self::and)
    }

    fn of(phrases: &HashMap<String, Vec<Node>>, node: &Node) -> Self {
        match node {
            Node::Word(_) => Self::TOKEN,
            Node::Class(name) => {
                let ways = phrases.get(name).into_iter().flatten();
                ways.map(|way| Self::of(phrases, way))
                    .fold(Self::TOKEN, Self::or)
            }
            Node::Slot(slot) => Self::of_slot(*slot),
            Node::Sequence(nodes) => Self::of_all(phrases, nodes),
            Node::Choice(ways) => {
                let ways = ways.iter().map(|way| Self::of(phrases, way));
                ways.reduce(Self::or).unwrap_or_default()
            }
            Node::Optional(inner) => Self::default().or(Self::of(phrases, inner)),
            Node::Gap { most, .. } | Node::Modifiers(most) => Self::up_to(usize::from(*most)),
            Node::Not(_) | Node::SentenceStart | Node::ClauseEnd => Self::default(),
            Node::Capture(_, inner) => Self::of(phrases, inner),
        }
    }

    const fn of_slot(slot: Slot) -> Self {
        match slot {
            // An article belongs to a team.
            Slot::Team => Self {
                least: 1,
                most: 1,
                notes: 1,
            },
            Slot::Player
            | Slot::Coach
            | Slot::Person
            | Slot::Ground
            | Slot::Competition
            | Slot::Name
            | Slot::Clock => Self {
                least: 1,
                most: 0,
                notes: 1,
            },
            Slot::Num | Slot::Ord => Self {
                least: 1,
                most: 2,
                notes: 0,
            },
            Slot::Score
            | Slot::Stoppage
            | Slot::Cap
            | Slot::Lower
            | Slot::Word
            | Slot::Adverb
            | Slot::Possessive
            | Slot::Comma
            | Slot::Dash
            | Slot::Open
            | Slot::Close
            | Slot::Colon
            | Slot::Prime => Self::TOKEN,
        }
    }
}

/// On which side of an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// Something that must stand before the anchor of a pattern, or after it.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) what: Anchor,
    pub(super) side: Side,
    /// From the first token of the anchor to the first of this, or back.
    pub(super) away: Length,
}

impl Around {
    /// All that must stand around the node at `anchor`.
    pub(super) fn all(compiler: &Compiler<'_>, nodes: &[Node], anchor: usize) -> Vec<Self> {
        let mut walk = Walk {
            compiler,
            away: Length::default(),
            found: Vec::new(),
        };
        walk.back(&nodes[..anchor]);
        walk.away = Length::of(compiler.phrases, &nodes[anchor]);
        walk.on(&nodes[anchor + 1..]);
        walk.found
    }
}

/// Going from an anchor to all that must stand around it.
struct Walk<'a, 'c> {
    compiler: &'a Compiler<'c>,
    away: Length,
    found: Vec<Around>,
}

impl Walk<'_, '_> {
    fn back(&mut self, nodes: &[Node]) {
        for node in nodes.iter().rev() {
            match node {
                Node::Sequence(inner) => self.back(inner),
                Node::Capture(_, inner) => self.back(std::slice::from_ref(inner)),
                other => {
                    self.pass(other);
                    self.find(other, Side::Before, self.away);
                }
            }
        }
    }

    fn on(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Sequence(inner) => self.on(inner),
                Node::Capture(_, inner) => self.on(std::slice::from_ref(inner)),
                other => {
                    // A team is met behind its article.
                    let article = Length::up_to(1);
                    self.find(other, Side::After, self.away.and(article));
                    self.pass(other);
                }
            }
        }
    }

    fn pass(&mut self, node: &Node) {
        self.away = self.away.and(Length::of(self.compiler.phrases, node));
    }

    fn find(&mut self, node: &Node, side: Side, away: Length) {
        let what = anchor_of(self.compiler, node);
        self.found
            .extend(what.map(|what| Around { what, side, away }));
    }
}

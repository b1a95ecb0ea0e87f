//! What a pattern is found by: the part of it that a text has the least often.
//!
//! The other parts that must take something are what it needs beside that.

use super::Slot;
use super::notation::Node;
use super::program::Compiler;
use crate::extraction::text::{LexiconDraft, Word};

/// Words and slots, one of which stands where a node of a pattern fits.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Anchor {
    pub(super) words: Vec<Word>,
    pub(super) slots: Vec<Slot>,
}

impl Anchor {
    /// The best anchor among the nodes of a pattern, with the place of its node.
    pub(super) fn best(compiler: &Compiler<'_>, nodes: &[Node]) -> Option<(usize, Self)> {
        nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| anchor_of(compiler, node).map(|anchor| (at, anchor)))
            .min_by_key(|(_, anchor)| cost(compiler.lexicon, anchor))
    }
}

/// What a node must take, or begin with.
pub(super) fn anchor_of(compiler: &Compiler<'_>, node: &Node) -> Option<Anchor> {
    match node {
        Node::Word(word) => Some(Anchor {
            words: compiler.lexicon.find(word).into_iter().collect(),
            slots: Vec::new(),
        }),
        Node::Class(name) => {
            let class = compiler.lexicon.find_class(name)?;
            let mut anchor = Anchor {
                words: compiler.lexicon.members(class).to_vec(),
                slots: Vec::new(),
            };
            for phrase in compiler.phrases.get(name).into_iter().flatten() {
                anchor.words.extend(anchor_of(compiler, phrase)?.words);
            }
            Some(anchor)
        }
        Node::Slot(slot) => match slot {
            Slot::Player
            | Slot::Team
            | Slot::Coach
            | Slot::Person
            | Slot::Ground
            | Slot::Competition
            | Slot::Name
            | Slot::Clock
            | Slot::Num
            | Slot::Ord
            | Slot::Score
            | Slot::Stoppage
            | Slot::Possessive
            | Slot::Prime => Some(Anchor {
                words: Vec::new(),
                slots: vec![*slot],
            }),
            Slot::Cap
            | Slot::Lower
            | Slot::Word
            | Slot::Adverb
            | Slot::Comma
            | Slot::Dash
            | Slot::Open
            | Slot::Close
            | Slot::Colon => None,
        },
        Node::Sequence(nodes) => nodes
            .iter()
            .find(|node| !matches!(node, Node::Not(_) | Node::SentenceStart))
            .and_then(|node| anchor_of(compiler, node)),
        Node::Choice(options) => {
            let mut all = Anchor::default();
            for option in options {
                let anchor = anchor_of(compiler, option)?;
                all.words.extend(anchor.words);
                all.slots.extend(anchor.slots);
            }
            Some(all)
        }
        Node::Capture(_, inner) => anchor_of(compiler, inner),
        Node::Optional(_)
        | Node::Gap { .. }
        | Node::Modifiers(_)
        | Node::Not(_)
        | Node::SentenceStart
        | Node::ClauseEnd => None,
    }
}

/// How often an anchor is likely to be met, in arbitrary units.
pub(super) fn cost(lexicon: &LexiconDraft, anchor: &Anchor) -> usize {
    let common = lexicon.find_class("common");
    let words: usize = anchor
        .words
        .iter()
        .map(|word| match common {
            Some(class) if lexicon.is_in(*word, class) => 200,
            _ => 1,
        })
        .sum();
    let slots: usize = anchor
        .slots
        .iter()
        .map(|slot| match slot {
            Slot::Score | Slot::Stoppage | Slot::Prime => 6,
            Slot::Clock | Slot::Ground | Slot::Competition | Slot::Coach => 20,
            Slot::Num | Slot::Ord => 60,
            _ => 300,
        })
        .sum();
    words + slots
}

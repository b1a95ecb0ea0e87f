//! What a pattern cannot do without, so that it is tried only in sentences that have it.

use std::collections::HashMap;

use super::notation::Node;
use crate::extraction::text::{Lexicon, Presence};

/// One of several words or classes, any of which will do, by the parts of [`Presence`] they lie in.
type AnyOf = Box<[(usize, u64)]>;

/// All that a sentence must hold for a pattern to fit anywhere in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs(Box<[AnyOf]>);

impl Needs {
    /// The needs of a pattern whose words are in the lexicon already.
    pub(super) fn of(
        nodes: &[Node],
        lexicon: &Lexicon,
        phrases: &HashMap<String, Vec<Node>>,
    ) -> Self {
        let mut found = Vec::new();
        for node in nodes {
            needs(node, lexicon, phrases, &mut found);
        }
        // What few words can satisfy is missing the most often.
        found.sort_by_key(Presence::len);
        found.dedup();
        Self(found.iter().map(|any| any.parts().collect()).collect())
    }

    /// Whether a sentence holds all of it; a yes may be chance, a no is certain.
    pub(super) fn met_by(&self, held: &Presence) -> bool {
        self.0.iter().all(|any| {
            any.iter()
                .any(|(place, bits)| held.part(*place) & bits != 0)
        })
    }
}

fn needs(
    node: &Node,
    lexicon: &Lexicon,
    phrases: &HashMap<String, Vec<Node>>,
    found: &mut Vec<Presence>,
) {
    match node {
        Node::Word(word) => {
            if let Some(word) = lexicon.find(word) {
                let mut any = Presence::default();
                any.add_word(word);
                found.push(any);
            }
        }
        Node::Class(name) => {
            let mut any = Presence::default();
            if let Some(class) = lexicon.find_class(name) {
                any.add_class(class);
                let phrases_of = phrases.get(name).map_or(&[][..], Vec::as_slice);
                found.extend(joined(any, phrases_of, lexicon, phrases));
            }
        }
        Node::Choice(options) => {
            found.extend(joined(Presence::default(), options, lexicon, phrases));
        }
        Node::Sequence(nodes) => nodes
            .iter()
            .for_each(|node| needs(node, lexicon, phrases, found)),
        Node::Capture(_, inner) => needs(inner, lexicon, phrases, found),
        Node::Slot(_)
        | Node::Optional(_)
        | Node::Gap { .. }
        | Node::Modifiers(_)
        | Node::Not(_)
        | Node::SentenceStart
        | Node::ClauseEnd => {}
    }
}

/// What one of several ways needs, added to `any`; nothing when one of them needs nothing.
fn joined(
    mut any: Presence,
    options: &[Node],
    lexicon: &Lexicon,
    phrases: &HashMap<String, Vec<Node>>,
) -> Option<Presence> {
    for option in options {
        let mut found = Vec::new();
        needs(option, lexicon, phrases, &mut found);
        any.add(&found.into_iter().min_by_key(Presence::len)?);
    }
    (!any.is_empty()).then_some(any)
}

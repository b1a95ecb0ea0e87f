//! What stands at the anchor of a pattern that is a list of phrases, by the word that is met there.
//!
//! At the word "in" only the phrases that begin with it can fit, and the word behind it tells most of the time that none
//! does: so a list is looked for as what it is at each of its words.

use super::notation::Node;

/// What a node is at each of the words that its phrases begin with; empty for a node that may begin otherwise, or that has
/// no phrase of several words.
pub(super) fn by_word(node: &Node) -> Vec<(&str, Vec<Node>)> {
    if let Node::Capture(_, inner) = node {
        return by_word(inner);
    }
    let Node::Choice(ways) = node else {
        return Vec::new();
    };
    let mut found: Vec<(&str, Vec<&[Node]>)> = Vec::new();
    for way in ways {
        let Some((word, rest)) = taken_apart(way) else {
            return Vec::new();
        };
        match found.iter_mut().find(|(known, _)| *known == word) {
            Some((_, all)) => all.push(rest),
            None => found.push((word, vec![rest])),
        }
    }
    found.retain(|(_, rests)| rests.iter().all(|rest| !rest.is_empty()));
    let narrowed = found.into_iter().map(|(word, rests)| {
        let first = Node::Word(word.to_owned());
        let rest = match rests[..] {
            [rest] => rest.to_vec(),
            _ => {
                let rests = rests.into_iter().map(|rest| Node::Sequence(rest.to_vec()));
                vec![Node::Choice(rests.collect())]
            }
        };
        (word, [vec![first], rest].concat())
    });
    narrowed.collect()
}

/// The word that a way begins with, and what goes on after it.
fn taken_apart(way: &Node) -> Option<(&str, &[Node])> {
    if let Node::Word(word) = way {
        return Some((word, &[]));
    }
    let Node::Sequence(nodes) = way else {
        return None;
    };
    let (first, rest) = nodes.split_first()?;
    let Node::Word(word) = first else {
        return None;
    };
    Some((word, rest))
}

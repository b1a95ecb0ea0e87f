//! How many goals a telling tells, and which of them it is.

use std::ops::Range;

use crate::extraction::grammar::Scene;
use crate::extraction::text::TokenIndex;

pub(super) fn count_told(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> u8 {
    let mut count = 1;
    for at in tokens.clone() {
        let word = scene.document.folded(at);
        count = count.max(match word {
            "twice" | "brace" | "double" | "both" | "two" => 2,
            "hat" | "thrice" | "treble" | "three" => 3,
            "four" => 4,
            "five" => 5,
            _ => 1,
        });
    }
    count
}

/// "his second", "a third", "added the fourth"; not "in the second half", "his second touch".
pub(super) fn ordinal_told(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> Option<u8> {
    let end = scene.sentence(trigger.start).end.min(trigger.end + 6);
    (trigger.start..end).find_map(|at| {
        let (value, words) = scene.document.ordinal_at(at)?;
        let next = scene.document.folded(at + words);
        let counts = at + words >= end
            || scene
                .document
                .is_in(at + words, scene.book.class("after_ordinal"))
            || !scene.document.tokens[at + words].kind.is_wordlike();
        (counts && value <= 9 && next != "half").then(|| u8::try_from(value).ok())?
    })
}

/// "his second": the ordinal counts the scorer's goals, not his side's ("his side's second").
pub(super) fn his(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> bool {
    (trigger.start..trigger.end + 3).any(|at| {
        matches!(scene.document.folded(at), "his" | "her")
            && !(at + 1..at + 4).any(|next| {
                scene.document.tokens.get(next).is_some_and(|token| {
                    matches!(token.kind, crate::extraction::text::TokenKind::Possessive)
                })
            })
    })
}

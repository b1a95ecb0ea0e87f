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
    let end = scene.sentence(trigger.start).end;
    let is_in = |at: TokenIndex, class: &str| scene.document.is_in(at, scene.book.class(class));
    (trigger.start..end.min(trigger.end + 6)).find_map(|at| {
        let (value, words) = scene.document.ordinal_at(at)?;
        let next = at + words;
        let counts = next >= end
            || is_in(next, "after_ordinal")
            || !scene.document.tokens[next].kind.is_wordlike();
        // "his third goal of the season" counts in another book.
        let of_more = (next..end.min(next + 5)).any(|at| is_in(at, "longer_than_a_match"));
        (counts && !of_more && value <= 9).then(|| u8::try_from(value).ok())?
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

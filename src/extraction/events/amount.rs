//! How many goals a telling tells, and which of them it is.

use std::ops::Range;

use crate::extraction::grammar::Scene;
use crate::extraction::text::{TokenIndex, TokenKind};

pub(super) fn count_told(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> u8 {
    let mut count = 1;
    for at in tokens.clone() {
        let is_in = |class| scene.document.is_in(at, class);
        let counted = if is_in(scene.classes.tells_three) {
            3
        } else if is_in(scene.classes.tells_two) {
            2
        } else {
            cardinal(scene, at).unwrap_or(1)
        };
        count = count.max(counted);
    }
    count
}

/// "Odo (2)": how many goals are counted in the brackets after a name that ends at `end`.
pub(super) fn count_in_brackets(scene: &Scene<'_>, end: TokenIndex) -> Option<u8> {
    let kind = |at: TokenIndex| scene.document.tokens.get(at).map(|token| token.kind);
    let bracketed = kind(end) == Some(TokenKind::Open) && kind(end + 2) == Some(TokenKind::Close);
    bracketed.then(|| cardinal(scene, end + 1))?
}

/// "made it three": which of its side's goals that was.
pub(super) fn made_it(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> Option<u8> {
    tokens.clone().find_map(|at| cardinal(scene, at))
}

/// A number of goals that a match can have.
fn cardinal(scene: &Scene<'_>, at: TokenIndex) -> Option<u8> {
    let (value, _) = scene.document.cardinal_at(at)?;
    u8::try_from(value)
        .ok()
        .filter(|value| (2..=9).contains(value))
}

/// "his second", "a third", "added the fourth"; not "in the second half", "his second touch".
pub(super) fn ordinal_told(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> Option<u8> {
    let end = scene.sentence(trigger.start).end;
    let is_in = |at, class| scene.document.is_in(at, class);
    (trigger.start..end.min(trigger.end + 6)).find_map(|at| {
        let (value, words) = scene.document.ordinal_at(at)?;
        let next = at + words;
        let counts = next >= end
            || is_in(next, scene.classes.after_ordinal)
            || !scene.document.tokens[next].kind.is_wordlike();
        // "Odo levelled in the fourth" is the fourth minute.
        let minute = at >= 2
            && scene.document.folded(at - 2) == "in"
            && scene.document.folded(at - 1) == "the"
            && !(next < end && scene.document.folded(next) == "goal");
        // "his third goal of the season" counts in another book.
        let of_more =
            (next..end.min(next + 5)).any(|at| is_in(at, scene.classes.longer_than_a_match));
        // "the third goal of the game" counts those of both sides.
        let of_both = scene.document.folded(at.saturating_sub(1)) == "the"
            && (next..end.min(next + 2)).any(|of| {
                scene.document.folded(of) == "of"
                    && scene.document.folded(of + 1) == "the"
                    && is_in(of + 2, scene.classes.a_match)
            });
        // "took one touch and struck it with his second" counts touches.
        let touches = (scene.sentence(at).start..at)
            .any(|at| matches!(scene.document.folded(at), "touch" | "attempt" | "bite"));
        (counts && !minute && !of_more && !of_both && !touches && value <= 9)
            .then(|| u8::try_from(value).ok())?
    })
}

/// "his second": the ordinal counts the scorer's goals, not his side's ("his side's second").
pub(super) fn his(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> bool {
    (trigger.start..trigger.end + 3).any(|at| {
        matches!(scene.document.folded(at), "his" | "her")
            && (scene.document.folded(at + 1) == "and"
                || !(at + 1..at + 4).any(|next| {
                    scene
                        .document
                        .tokens
                        .get(next)
                        .is_some_and(|token| matches!(token.kind, TokenKind::Possessive))
                }))
    })
}

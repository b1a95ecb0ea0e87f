//! What lies between a time and what it may date, as a cost: the more turns there are, the less it does.

use super::scope::TOO_FAR;
use crate::extraction::text::{Document, TokenIndex, TokenKind};

/// What the boundaries between two places of a sentence cost, from the end of one to the end of the other; what stands
/// between two dashes or brackets is passed over. `strict`: a time after what is told never reaches back over another
/// person's deed; one before it does ("a penalty on 41 minutes, and Odo sent the keeper the wrong way").
pub(super) fn crossing(
    document: &Document<'_>,
    from: TokenIndex,
    to: TokenIndex,
    strict: bool,
) -> u32 {
    let mut cost = 0;
    let mut at = from;
    let mut within_when = false;
    while at < to && cost < TOO_FAR {
        let closing =
            |kind: TokenKind| (at + 1..to).find(|next| document.tokens[*next].kind == kind);
        let (step, next) = match document.tokens[at].kind {
            TokenKind::Comma => (1, at + 1),
            TokenKind::Dash => (
                2,
                closing(TokenKind::Dash).map_or(at + 1, |close| close + 1),
            ),
            TokenKind::Open => (
                1,
                closing(TokenKind::Close).map_or(at + 1, |close| close + 1),
            ),
            TokenKind::Colon => (2, at + 1),
            TokenKind::Close => (1, at + 1),
            TokenKind::Stop => (TOO_FAR, at + 1),
            _ => (
                match document.folded(at) {
                    // What comes with these happens at the same time.
                    "when" => {
                        within_when = true;
                        1
                    }
                    "as" | "with" | "thanks" | "courtesy" | "through" | "which" | "who"
                    | "whose" => 1,
                    // "after replacing Odo in the 60th minute"
                    "replacing" if strict => TOO_FAR,
                    "after" | "once" => 2,
                    "and" | "while"
                        if strict
                            && !within_when
                            && at > from
                            && goes_to_others(document, at + 1, to) =>
                    {
                        TOO_FAR
                    }
                    "while" => 2,
                    "and" | "then" => 4,
                    "although" | "though" | "only" | "despite" | "whereas" | "yet" => 5,
                    // "They led on 10 minutes, but it was Odo who put it past his own keeper."
                    "but"
                        if document.folded(at + 1) == "it" && document.folded(at + 2) == "was" =>
                    {
                        1
                    }
                    // "scored twice before half-time, on 19 and 34 minutes"
                    "before" if matches!(document.folded(at + 1), "half" | "halftime") => 0,
                    // "scored before limping off in the 33rd minute"
                    "before" if strict && is_going_off(document, at + 1) => TOO_FAR,
                    // "cut inside on 10 minutes before firing home": one move.
                    "before" if is_doing(document, at + 1) => 1,
                    "but" | "before" | "until" if acts(document, at + 1, to) => TOO_FAR,
                    "but" | "before" | "until" => 6,
                    _ => 0,
                },
                at + 1,
            ),
        };
        cost += step;
        at = next;
    }
    cost
}

/// Whether somebody else is said to do something between two places.
fn goes_to_others(document: &Document<'_>, from: TokenIndex, to: TokenIndex) -> bool {
    let subject = document.tokens.get(from).is_some_and(|token| {
        token.is_capitalised()
            || matches!(
                document.folded(from),
                "the" | "their" | "his" | "her" | "its" | "he" | "she" | "they" | "it" | "a"
            )
    });
    subject && acts(document, from + 1, to)
}

/// Whether a participle goes on with what the same man does: "before coolly slotting".
pub(in crate::extraction) fn is_doing(document: &Document<'_>, at: TokenIndex) -> bool {
    let manner = usize::from(document.folded(at).ends_with("ly"));
    let word = document.folded(at + manner);
    word.len() > 5 && word.ends_with("ing")
}

/// "before limping off", "before being replaced": he was done by then.
fn is_going_off(document: &Document<'_>, at: TokenIndex) -> bool {
    matches!(
        document.folded(at),
        "limping" | "hobbling" | "being" | "going" | "coming" | "leaving" | "making"
    )
}

/// Whether a verb stands between two places.
fn acts(document: &Document<'_>, from: TokenIndex, to: TokenIndex) -> bool {
    let lexicon = document.lexicon();
    let verbs = ["any_verb", "auxiliary"].map(|name| lexicon.find_class(name));
    (from..to).any(|at| {
        verbs
            .iter()
            .flatten()
            .any(|class| document.is_in(at, *class))
    })
}

/// The same after a fronted time, which reaches over whole clauses.
pub(super) fn crossing_after_front(
    document: &Document<'_>,
    from: TokenIndex,
    to: TokenIndex,
) -> u32 {
    let mut cost = 0;
    for at in from..to {
        cost += match document.tokens[at].kind {
            TokenKind::Stop => TOO_FAR,
            _ => match document.folded(at) {
                "and" | "then" => 1,
                "but" | "before" | "until" | "only" => 3,
                _ => 0,
            },
        };
    }
    cost
}

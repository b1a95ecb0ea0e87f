//! Whether what is told of half-time is told of this match.

use std::ops::Range;

use crate::extraction::grammar::{
    Refusal, Scene, Status, Tells,
    status::{Cue, Reach},
};
use crate::extraction::text::TokenIndex;

/// Whether what is told of half-time came about in this match: "should have led 2-0 at half-time" did not, nor does it
/// where its sentence has gone over to another day before ("had lost last week after leading 2-0 at half-time").
pub(in crate::extraction) fn status_at_interval(
    scene: &Scene<'_>,
    tokens: &Range<TokenIndex>,
    cues: &[Cue],
) -> Status {
    let start = scene.sentence(tokens.start).start;
    let before = start..tokens.start;
    // Cues stand in the order of the text.
    let here = cues.partition_point(|cue| cue.tokens.start < before.start);
    let end = cues.partition_point(|cue| cue.tokens.start < before.end);
    if let Some(other) = cues[here..end.max(here)].iter().find(|cue| {
        cue.refusal == Refusal::OtherWorld
            && cue.reach != Reach::Verb
            && !in_relative_clause(scene, cue)
    }) {
        return Status::Refused(Refusal::OtherWorld, other.tokens.clone());
    }
    let verb = before
        .rev()
        .take(VERB_WITHIN)
        .find(|at| scene.is_verb(*at) || matches!(scene.document.folded(*at), "led" | "trailed"));
    verb.map_or(Status::Asserted, |verb| {
        scene.status(&(verb..verb + 1), cues, Tells::Outcome)
    })
}

/// "Marlow, who finished third last season, led 2-0": said of Marlow, and not of the match.
fn in_relative_clause(scene: &Scene<'_>, cue: &Cue) -> bool {
    let clause = scene.document.clause(cue.tokens.start).start;
    matches!(scene.document.folded(clause), "who" | "which" | "whose")
}

/// How many words before a tally its verb may stand.
const VERB_WITHIN: usize = 4;

//! Penalties told as goals: the words about them, and the foul told just before.

use std::ops::Range;

use super::Telling;
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::text::TokenIndex;
use crate::football::GoalKind;

/// How many words into its sentence a kick stands at the latest when the penalty was given in the sentence before.
const EARLY: usize = 12;

/// How many words after the award of a penalty a verb that tells of any goal tells of it at most.
const NEXT: usize = 8;

/// How many words after its telling a goal is said to be from the spot at most.
const FROM_THE_SPOT: usize = 12;

/// Makes penalties of the goals whose own words, or those just before, tell of one.
pub(super) fn recognise(scene: &Scene<'_>, tellings: &mut [Telling]) {
    let starts: Vec<TokenIndex> = tellings
        .iter()
        .filter(|telling| telling.status == Status::Asserted && telling.scorer.is_some())
        .map(|telling| telling.tokens.start)
        .collect();
    for telling in tellings {
        let told = telling.scorer.is_some()
            && telling.kind == GoalKind::Regular
            && telling.status == Status::Asserted
            && telling.count == 1;
        if told
            && (names_kick(scene, telling.tokens.clone())
                || is_from_the_spot(scene, &starts, telling.tokens.clone())
                || telling.scorer.as_ref().is_some_and(|(_, words)| {
                    stands_at_the_spot(scene, words.end..telling.tokens.start)
                })
                || follows_foul(scene, telling.tokens.clone())
                || follows_award(scene, &starts, telling.tokens.start))
        {
            telling.kind = GoalKind::Penalty;
        }
    }
}

/// "Odo's penalty gave", "a penalty from Odo", "from the penalty spot"; not "from inside the penalty area".
fn names_kick(scene: &Scene<'_>, words: Range<TokenIndex>) -> bool {
    words.into_iter().any(|at| is_kick(scene, at))
}

/// "completed his hat-trick from the spot": where it was struck from stands after the telling, and no other goal between.
fn is_from_the_spot(scene: &Scene<'_>, goals: &[TokenIndex], telling: Range<TokenIndex>) -> bool {
    let document = scene.document;
    let end = scene
        .sentence(telling.start)
        .end
        .min(telling.end + FROM_THE_SPOT);
    let word = |at: TokenIndex| document.folded(at);
    let spot = (telling.end..end).find(|at| match (word(*at), word(at + 1)) {
        ("from", "the") => {
            word(at + 2) == "spot"
                || word(at + 2) == "penalty" && word(at + 3) == "spot"
                || word(at + 2) == "resulting" && is_kick(scene, at + 3)
        }
        ("with", "a" | "the" | "his" | "her") => is_kick(scene, at + 2),
        _ => false,
    });
    // "beat Odo from the spot": the keeper.
    let object = scene
        .mention_at(telling.end)
        .map_or(telling.end, |mention| {
            scene.cast.mentions[mention].tokens.end
        });
    spot.is_some_and(|spot| {
        (object..spot).all(|at| {
            !goals.contains(&at)
                && scene.person_at(at).is_none()
                && !document.is_in(at, scene.classes.spoilt)
                && !document.is_in(at, scene.classes.clause)
        })
    })
}

/// "Odo, from the spot, made it 2-0"
fn stands_at_the_spot(scene: &Scene<'_>, mut between: Range<TokenIndex>) -> bool {
    let word = |at: TokenIndex| scene.document.folded(at);
    between.len() <= FROM_THE_SPOT
        && between.any(|at| {
            word(at) == "from"
                && word(at + 1) == "the"
                && (word(at + 2) == "spot" || word(at + 2) == "penalty" && word(at + 3) == "spot")
        })
}

/// "stroked it home after Odo had been brought down": the foul is told after the verb of a kick.
fn follows_foul(scene: &Scene<'_>, telling: Range<TokenIndex>) -> bool {
    let document = scene.document;
    let is_in = |at, class| document.is_in(at, class);
    let end = scene
        .sentence(telling.start)
        .end
        .min(telling.end + 2 * FROM_THE_SPOT);
    let after = (telling.end..end).find(|at| document.folded(*at) == "after");
    is_in(telling.start, scene.classes.spot_verb)
        && after.is_some_and(|after| {
            (after..end).any(|at| is_in(at, scene.classes.fouled))
                && !(after..end).any(|at| is_in(at, scene.classes.spoilt))
        })
}

fn is_kick(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let is_in = |at, class| scene.document.is_in(at, class);
    let spot = scene.document.folded(at) == "spot" && scene.document.folded(at + 1) == "kick";
    (is_in(at, scene.classes.spot_kick)
        && !is_in(at + 1, scene.classes.no_spot_kick)
        && !matches!(scene.document.folded(at + 1), "spot"))
        || spot
}

/// "were awarded a penalty, which Odo converted": the kick was given before the verb and no other goal told since.
fn follows_award(scene: &Scene<'_>, goals: &[TokenIndex], verb: TokenIndex) -> bool {
    let document = scene.document;
    let is_in = |at, class| document.is_in(at, class);
    if !is_in(verb, scene.classes.after_award) {
        return false;
    }
    let sentence = document.sentence_of(verb);
    let start = document.sentences[sentence].tokens.start;
    let given = |from: TokenIndex, to: TokenIndex| {
        (from..to).rev().find(|at| {
            is_kick(scene, *at)
                || document.folded(*at) == "spot"
                    && document.folded(at.saturating_sub(1)) == "the"
                    && matches!(document.folded(at.saturating_sub(2)), "to" | "on")
        })
    };
    let unspoilt =
        |from: TokenIndex, to: TokenIndex| !(from..to).any(|at| is_in(at, scene.classes.spoilt));
    let any_verb = !is_in(verb, scene.classes.spot_verb);
    if let Some(kick) = given(start, verb) {
        let joined = || {
            verb - kick <= NEXT
                && (kick..verb).any(|at| matches!(document.folded(at), "and" | "which"))
        };
        return (!any_verb || joined())
            && unspoilt(kick, verb)
            && !goals.iter().any(|goal| (kick..verb).contains(goal));
    }
    let Some(before) = sentence
        .checked_sub(1)
        .map(|before| &document.sentences[before])
        .filter(|before| before.paragraph + 1 >= document.sentences[sentence].paragraph)
    else {
        return false;
    };
    !any_verb
        && verb - start <= EARLY
        && !before.unfinished
        && given(before.tokens.start, before.tokens.end).is_some()
        && unspoilt(before.tokens.start, verb)
        && !goals
            .iter()
            .any(|goal| (before.tokens.start..verb).contains(goal))
}

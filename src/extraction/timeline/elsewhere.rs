//! Goals of other matches told in the same text: "A Jan Odo goal for Elm beat Rye", in a report on two other teams.

use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityKind, Referent};
use crate::extraction::sides::Sides;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Whether a goal is told of another match: in a clause that is about a third team's, or in a sentence that speaks of a
/// third team and of neither of the two that play.
pub(super) fn is_elsewhere(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> bool {
    is_of_a_third(scene, sides, telling) || speaks_of_others(scene, sides, telling)
}

/// "Odo put Rye ahead", "Odo scored twice in the 3-0 win over Rye", in a report on two other teams.
fn is_of_a_third(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> bool {
    let third = |mention: usize| is_third(scene, sides, mention);
    let named = match telling.team {
        Some(TeamRef::For(mention) | TeamRef::Against(mention)) => third(mention),
        None => false,
    };
    let clause = scene.document.clause_of(telling.tokens.start);
    let sentence = scene.sentence(telling.tokens.start);
    let opposes = scene.classes.opposes;
    named
        || (telling.tokens.end..sentence.end)
            .take_while(|at| scene.document.clause_of(*at) == clause)
            .filter(|at| scene.document.is_in(*at, opposes))
            .filter_map(|at| scene.team_mention_at(at + 1))
            .any(third)
}

/// Whether a team that is known plays neither side here.
fn is_third(scene: &Scene<'_>, sides: &Sides, mention: usize) -> bool {
    let Referent::Entity(entity) = scene.cast.mentions[mention].referent else {
        return false;
    };
    let entity = &scene.cast.entities[entity];
    let known = entity.kind == EntityKind::Team && entity.team.is_some();
    known && sides.of_mention(scene, mention).is_none()
}

/// Whether the sentence of a telling speaks of a third team and of neither of the two that play.
fn speaks_of_others(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> bool {
    let sentence = scene.sentence(telling.tokens.start);
    let mut third = false;
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(mention) = scene.mention_at(at) else {
            at += 1;
            continue;
        };
        let words = scene.cast.mentions[mention].tokens.clone();
        at = words.end.max(at + 1);
        match scene.cast.mentions[mention].referent {
            Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => return false,
            Referent::Entity(entity) if scene.cast.entities[entity].kind == EntityKind::Team => {
                if sides.of_mention(scene, mention).is_some() {
                    if third && stands_in_the_table(scene, words.start) {
                        continue;
                    }
                    return false;
                }
                // "the Lilies" that nobody knows may be one of the two; an unknown owner may be a man.
                let known = scene.cast.entities[entity].team.is_some();
                let nickname = words
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| scene.document.folded(before) == "the")
                    || scene.document.folded(words.start) == "the";
                let owns = scene
                    .document
                    .tokens
                    .get(words.end)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
                third |= (known || !nickname && !owns) && plays(scene, words.start, words.end);
            }
            Referent::Entity(entity) => {
                let with_us = sides
                    .of_person_surely(entity)
                    .is_some_and(|(_, surely)| surely > 0.9);
                if with_us
                    && telling
                        .scorer
                        .as_ref()
                        .is_some_and(|(scorer, _)| *scorer == entity)
                {
                    return false;
                }
            }
        }
    }
    third
}

/// "victory for Rye, who trail leaders Elm by a point": of the second team no more is told than where it stands.
fn stands_in_the_table(scene: &Scene<'_>, start: TokenIndex) -> bool {
    let class = scene.classes.table_place;
    (scene.sentence(start).start..start)
        .rev()
        .take(3)
        .any(|at| scene.document.is_in(at, class))
}

/// Whether a team is spoken of as playing, and not to say where somebody is from.
fn plays(scene: &Scene<'_>, start: TokenIndex, end: TokenIndex) -> bool {
    let document = scene.document;
    let is_in = |at, class| document.is_in(at, class);
    let of_whom = is_in(end, scene.classes.position)
        || scene
            .mention_at(end)
            .is_some_and(|next| scene.person(next).is_some());
    let mut before = start;
    while before > 0 && matches!(document.folded(before - 1), "the") {
        before -= 1;
    }
    let came_from = before
        .checked_sub(1)
        .is_some_and(|before| is_in(before, scene.classes.origin));
    // "A quarter-final against Elm" is what a goal won, mostly.
    let to_come = before.checked_sub(2).is_some_and(|stage| {
        is_in(stage, scene.classes.stage_word) && is_in(before - 1, scene.classes.versus)
    });
    if of_whom || came_from || to_come {
        return false;
    }
    let owns = document
        .tokens
        .get(end)
        .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
    let mut verb = end;
    while scene.is_adverb(verb) {
        verb += 1;
    }
    // "a late goal secured victory for Rye"
    let won_for = before
        .checked_sub(2)
        .is_some_and(|won| document.folded(won + 1) == "for" && is_in(won, scene.classes.won_for));
    owns || won_for
        || is_in(verb, scene.classes.team_success)
        || is_in(verb, scene.classes.team_failure)
        || before
            .checked_sub(1)
            .is_some_and(|before| is_in(before, scene.classes.versus))
        || document
            .tokens
            .get(end)
            .is_some_and(|next| matches!(next.kind, TokenKind::Score(..)))
}

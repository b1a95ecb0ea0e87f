//! How much each mention of a team says that the team plays in the match.

use std::ops::Range;

use crate::extraction::grammar::{Refusal, Scene, Status, Tells, status::Cue};
use crate::extraction::mentions::{EntityKind, Referent};
use crate::extraction::text::{Class, TokenIndex, TokenKind};
use crate::names::{Gazetteer, TeamKind};

/// How much each mention of a team says; nothing of what is no team.
pub(super) fn weights(scene: &Scene<'_>, gazetteer: &Gazetteer, cues: &[Cue]) -> Vec<f32> {
    let is_team = |mention: usize| {
        let entity = scene.cast.entity_of(mention);
        entity.is_some_and(|entity| scene.cast.entities[entity].kind == EntityKind::Team)
    };
    (0..scene.cast.mentions.len())
        .map(|mention| {
            if is_team(mention) {
                mention_weight(scene, gazetteer, cues, mention)
            } else {
                0.0
            }
        })
        .collect()
}

/// In how many sentences each entity is named as a team that plays.
pub(super) fn spread(scene: &Scene<'_>, weights: &[f32]) -> Vec<usize> {
    let mut count = vec![0; scene.cast.entities.len()];
    let mut last = vec![None; scene.cast.entities.len()];
    for (mention, weight) in scene.cast.mentions.iter().zip(weights) {
        let Referent::Entity(entity) = mention.referent else {
            continue;
        };
        let sentence = Some(scene.document.sentence_of(mention.tokens.start));
        if last[entity] != sentence && *weight >= 0.4 {
            last[entity] = sentence;
            count[entity] += 1;
        }
    }
    count
}

/// "Marlow striker Odo", "Marlow boss Odo".
pub(super) fn describes_a_person(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> bool {
    scene.document.is_in(tokens.end, scene.classes.position)
        || scene.document.is_in(tokens.end, scene.classes.coach_word)
}

/// Whether a word of a class stands so many words before, or one word further.
fn is_in_before(scene: &Scene<'_>, start: TokenIndex, back: usize, class: Class) -> bool {
    let from = start.saturating_sub(back + 1);
    (from..(from + 2).min(start)).any(|at| scene.document.is_in(at, class))
}

/// From 0: a neighbour in the table, a former club, a man's description say little; what stands early says more.
fn mention_weight(scene: &Scene<'_>, gazetteer: &Gazetteer, cues: &[Cue], mention: usize) -> f32 {
    let tokens = &scene.cast.mentions[mention].tokens;
    let sentence = scene.document.sentence_of(tokens.start);
    let mut weight = match sentence {
        0 => 4.0,
        1 | 2 => 2.0,
        _ => 1.0,
    };
    if scene.document.tokens[tokens.start].quoted {
        weight *= 0.5;
    }
    if let Status::Refused(Refusal::OtherWorld, _) = scene.status(tokens, cues, Tells::Outcome) {
        // "Marlow have lost their last three games": the sentence is about Marlow all the same.
        let opens = tokens.start <= scene.sentence(tokens.start).start + 1;
        weight *= if opens { 0.6 } else { 0.1 };
    }
    let word = |back: usize| {
        tokens
            .start
            .checked_sub(back)
            .map_or("", |at| scene.document.folded(at))
    };
    let (before, further) = (word(1), word(2));
    // "Former Marlow and Elm striker Odo": of both.
    let joined_to_former = before == "and"
        && (tokens.start.checked_sub(2))
            .and_then(|at| scene.team_mention_at(at))
            .and_then(|other| scene.cast.mentions[other].tokens.start.checked_sub(1))
            .is_some_and(|at| matches!(scene.document.folded(at), "former" | "ex"));
    // "He scored against his former club Marlow."
    let met_again = further == "former"
        && [scene.classes.tie_against, scene.classes.tie_harmed]
            .into_iter()
            .any(|class| is_in_before(scene, tokens.start, 4, class));
    let owns = scene
        .document
        .tokens
        .get(tokens.end)
        .is_some_and(|token| token.kind == TokenKind::Possessive);
    if met_again {
        weight *= 0.8;
    } else if matches!(
        before,
        "former" | "ex" | "onetime" | "than" | "fellow" | "ex-"
    ) || before == "from" && !owns
        || matches!(further, "former" | "ex")
        || joined_to_former
        || before == "over" && further == "move"
    {
        weight *= 0.15;
    }
    // "England striker Amaro Odo", "Leeds boss Amaro Odo" describe a man; "Elm (Norland)" says where a team is from.
    let after = tokens.end;
    if scene.document.is_in(after, scene.classes.position) {
        weight *= 0.4;
    } else if scene.document.is_in(after, scene.classes.coach_word) {
        weight *= 0.2;
    } else if owns && scene.document.is_in(after + 1, scene.classes.coach_word) {
        // "England's head coach comes calling."
        weight *= 0.5;
    }
    // "Two points behind Marlow", "within a point of leaders Marlow": a neighbour in the table.
    let counted = (tokens.start.saturating_sub(5)..tokens.start)
        .any(|at| matches!(scene.document.folded(at), "point" | "points"));
    let measured = (tokens.start.saturating_sub(2)..tokens.start).any(|at| {
        matches!(
            scene.document.folded(at),
            "of" | "behind" | "above" | "with"
        )
    });
    if counted && measured {
        weight *= 0.2;
    }
    // "On their way to Norland": where the finals are.
    let national = scene
        .cast
        .entity_of(mention)
        .and_then(|entity| scene.cast.entities[entity].team)
        .is_some_and(|team| gazetteer.team(team).kind == TeamKind::National);
    if national
        && before == "to"
        && matches!(
            further,
            "going"
                | "go"
                | "heading"
                | "headed"
                | "way"
                | "flight"
                | "plane"
                | "off"
                | "ticket"
                | "bound"
        )
    {
        weight *= 0.15;
    }
    // "In Marlow" is the town.
    let entity = scene.cast.entity_of(mention);
    let club = entity
        .and_then(|entity| scene.cast.entities[entity].team)
        .is_some_and(|team| gazetteer.team(team).kind == TeamKind::Club);
    if club && before == "in" {
        weight *= 0.3;
    }
    // "The Marlow side" is named after its town, and it may be another's.
    if before == "the" && matches!(scene.document.folded(after), "side" | "men" | "outfit") {
        weight *= 0.5;
    }
    let bracketed = |at: Option<TokenIndex>, kind: TokenKind| {
        at.and_then(|at| scene.document.tokens.get(at))
            .is_some_and(|token| token.kind == kind)
    };
    if bracketed(tokens.start.checked_sub(1), TokenKind::Open)
        && bracketed(Some(after), TokenKind::Close)
    {
        weight *= 0.1;
    }
    weight
}

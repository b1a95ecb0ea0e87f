//! Which two teams the report is about.

use super::Team;
use crate::extraction::events::{Statement, StatementKind};
use crate::extraction::grammar::{Refusal, Scene, Status, status::Cue};
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::names::{Gazetteer, NameKind};

/// The two teams with the most weight: mentions, early ones more, and results told of a pair.
pub(super) fn choose(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    statements: &[Statement],
) -> Option<[EntityIndex; 2]> {
    let entities = &scene.cast.entities;
    let mut weight = vec![0.0_f32; entities.len()];
    for mention in 0..scene.cast.mentions.len() {
        let Referent::Entity(entity) = scene.cast.mentions[mention].referent else {
            continue;
        };
        if entities[entity].kind == EntityKind::Team {
            weight[entity] += mention_weight(scene, cues, mention);
        }
    }
    let mut pairs: Vec<([EntityIndex; 2], f32)> = Vec::new();
    for statement in statements {
        let refused = matches!(statement.status, Status::Refused(..));
        let tells = matches!(statement.kind, StatementKind::Final | StatementKind::Result);
        let (Some(left), Some(right)) = (statement.left, statement.right) else {
            continue;
        };
        let (Some(left), Some(right)) = (scene.cast.entity_of(left), scene.cast.entity_of(right))
        else {
            continue;
        };
        if refused || !tells || left == right {
            continue;
        }
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let bonus = if sentence < 3 { 8.0 } else { 2.0 };
        let bonus = if statement.score.is_some() {
            bonus
        } else {
            bonus * 0.6
        };
        pairs.push(([left.min(right), left.max(right)], bonus));
    }
    let mut ranked: Vec<EntityIndex> = (0..entities.len())
        .filter(|entity| weight[*entity] > 0.0)
        .collect();
    ranked.sort_by(|left, right| weight[*right].total_cmp(&weight[*left]));
    ranked.truncate(6);
    let mut best: Option<([EntityIndex; 2], f32)> = None;
    for (at, left) in ranked.iter().enumerate() {
        for right in &ranked[at + 1..] {
            let told: f32 = pairs
                .iter()
                .filter(|(pair, _)| *pair == [*left.min(right), *left.max(right)])
                .map(|(_, bonus)| bonus)
                .sum();
            // Both must carry weight: the lesser one counts most.
            let lesser = weight[*left].min(weight[*right]);
            let greater = weight[*left].max(weight[*right]);
            // Clubs play clubs, countries play countries.
            let kind =
                |entity: EntityIndex| entities[entity].team.map(|team| gazetteer.team(team).kind);
            let alike = match (kind(*left), kind(*right)) {
                (Some(left), Some(right)) => left == right,
                (None, _) | (_, None) => true,
            };
            let total = (lesser + 0.5 * greater + told.min(16.0)) * if alike { 1.0 } else { 0.4 };
            if best.is_none_or(|(_, most)| total > most) {
                best = Some(([*left, *right], total));
            }
        }
    }
    best.map(|(pair, _)| pair)
}

fn mention_weight(scene: &Scene<'_>, cues: &[Cue], mention: usize) -> f32 {
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
    if let Status::Refused(Refusal::OtherWorld, _) = scene.status(tokens, cues, true) {
        weight *= 0.1;
    }
    let before = tokens
        .start
        .checked_sub(1)
        .map_or("", |at| scene.document.folded(at));
    let further = tokens
        .start
        .checked_sub(2)
        .map_or("", |at| scene.document.folded(at));
    if matches!(before, "former" | "ex" | "from" | "onetime" | "than")
        || matches!(further, "former" | "ex")
        || before == "over" && further == "move"
    {
        weight *= 0.15;
    }
    // "England striker Amaro Odo" describes a man; in a club match it is no team.
    let describes = scene
        .document
        .is_in(tokens.end, scene.book.class("position"));
    if describes {
        weight *= 0.6;
    }
    weight
}

/// For each entity that is a team, which of the two it is; demonyms of the two included.
pub(super) fn roles(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    teams: [EntityIndex; 2],
) -> Vec<Option<Team>> {
    let entities = &scene.cast.entities;
    let mut roles = vec![None; entities.len()];
    roles[teams[0]] = Some(Team::A);
    roles[teams[1]] = Some(Team::B);
    for (entity, role) in roles.iter_mut().enumerate() {
        let known = &entities[entity];
        if role.is_some() || known.kind != EntityKind::Demonym {
            continue;
        }
        // "the Austrian keeper" when Austria plays
        let folded = known.words.join(" ");
        let named: Vec<Team> = [Team::A, Team::B]
            .into_iter()
            .filter(|team| {
                let entity = &entities[teams[usize::from(*team == Team::B)]];
                gazetteer
                    .teams_named(&folded)
                    .iter()
                    .any(|name| name.kind == NameKind::Demonym && entity.team == Some(name.team))
            })
            .collect();
        if let [only] = named[..] {
            *role = Some(only);
        }
    }
    roles
}

/// Names of teams that the names files do not know, always with an article: "the Cattachs".
pub(super) fn aliases(scene: &Scene<'_>, teams: [EntityIndex; 2]) -> Vec<EntityIndex> {
    let entities = &scene.cast.entities;
    (0..entities.len())
        .filter(|entity| {
            let known = &entities[*entity];
            known.kind == EntityKind::Team
                && known.team.is_none()
                && !teams.contains(entity)
                && known.words.len() == 1
                && known.mentions.iter().any(|mention| {
                    let start = scene.cast.mentions[*mention].tokens.start;
                    start
                        .checked_sub(1)
                        .is_some_and(|before| scene.document.folded(before) == "the")
                })
        })
        .collect()
}

/// The one of the two that is named first.
pub(super) fn first_named(scene: &Scene<'_>, teams: [EntityIndex; 2]) -> Team {
    let first = |entity: EntityIndex| scene.cast.entities[entity].mentions.first().copied();
    if first(teams[1]) < first(teams[0]) {
        Team::B
    } else {
        Team::A
    }
}

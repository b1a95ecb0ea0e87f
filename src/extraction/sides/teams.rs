//! Which two teams the report is about.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Team;
use super::coached;
use super::in_goals;
use super::nicknames::goes_by_nickname;
use super::weight::{describes_a_person, spread, weights};
use crate::extraction::events::{Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status, status::Cue};
use crate::extraction::mentions::{Entity, EntityIndex, EntityKind, Mention, Referent};
use crate::names::{Gazetteer, NameKind, TeamKind};

/// The two teams with the most weight: mentions, early ones more, and what is told of a pair.
pub(super) fn choose(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    tellings: &[Telling],
    statements: &[Statement],
) -> Option<[EntityIndex; 2]> {
    let entities = &scene.cast.entities;
    let mut weight = vec![0.0_f32; entities.len()];
    let mut acts = vec![false; entities.len()];
    let weights = weights(scene, gazetteer, cues);
    for (mention, of_mention) in scene.cast.mentions.iter().zip(&weights) {
        let Referent::Entity(entity) = mention.referent else {
            continue;
        };
        if entities[entity].kind == EntityKind::Team {
            weight[entity] += of_mention;
            acts[entity] |= !describes_a_person(scene, &mention.tokens);
        }
    }
    let spread = spread(scene, &weights);
    for (team, bonus) in coached::called_by_coaches(scene) {
        if weight[team] > 0.0 {
            weight[team] += bonus;
        }
    }
    // A name that nobody has heard of may be anything.
    for (weight, entity) in weight.iter_mut().zip(entities) {
        if entity.team.is_none() && entity.words.len() == 1 {
            *weight *= 0.8;
        }
        if entity.team.is_none() && entity.is_doubtful {
            *weight *= 0.6;
        }
    }
    // "Marlow boss Odo watched from the stands": a team that is nothing but whose somebody is.
    for (weight, acts) in weight.iter_mut().zip(&acts) {
        if !acts {
            *weight *= 0.5;
        }
    }
    for (entity, bonus) in named_alone_in_results(scene, statements) {
        if weight[entity] > 0.0 {
            weight[entity] += bonus;
        }
    }
    for entity in in_goals::named_in_goals(scene, tellings) {
        if weight[entity] > 0.0 {
            weight[entity] += in_goals::NAMED_IN_GOAL;
        }
    }
    let mut ranked: Vec<EntityIndex> = (0..entities.len())
        .filter(|entity| weight[*entity] > 0.0)
        .collect();
    ranked.sort_by(|left, right| weight[*right].total_cmp(&weight[*left]));
    ranked.truncate(8);
    let mut pairs = pairs_of_results(scene, statements);
    pairs.extend(pairs_of_openings(scene, gazetteer, &weights));
    // "The Larks": a nickname, mostly of a team that the text calls by its name too.
    let called_by_name = |entity: EntityIndex| {
        if goes_by_nickname(scene, gazetteer, entity) {
            0.6
        } else {
            1.0
        }
    };
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
            let (less, more) = (
                spread[*left].min(spread[*right]),
                spread[*left].max(spread[*right]),
            );
            let passing = less < 2
                && more >= SPREAD_OUT
                && ranked.iter().any(|other| {
                    other != left
                        && other != right
                        && spread[*other] >= SPREAD_OUT
                        && !goes_by_nickname(scene, gazetteer, *other)
                });
            let told = told.min(18.0) * if passing { IN_PASSING } else { 1.0 };
            let total = (lesser + 0.5 * greater + told)
                * can_meet(gazetteer, &entities[*left], &entities[*right])
                * called_by_name(*left)
                * called_by_name(*right);
            if best.is_none_or(|(_, most)| total > most) {
                best = Some(([*left, *right], total));
            }
        }
    }
    best.map(|(pair, _)| pair)
}

/// In so many sentences a team is named that a report is about, where it is long enough.
const SPREAD_OUT: usize = 3;
/// So much of what is told of a pair counts where the one is named in a single sentence, and a third team all over the text:
/// "Marlow, who had beaten Elm, lost to Kirkby. Kirkby …"
const IN_PASSING: f32 = 0.3;

/// Pairs of which a result is told, with the weight of the telling: the sooner told, the more.
fn pairs_of_results(scene: &Scene<'_>, statements: &[Statement]) -> Vec<([EntityIndex; 2], f32)> {
    // One sentence tells of a pair once, however many words of it do.
    let mut told: BTreeMap<([EntityIndex; 2], usize), f32> = BTreeMap::new();
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
        let bonus = match sentence {
            0 => 10.0,
            1 => 7.0,
            2 => 5.0,
            _ => 2.0,
        };
        let bonus = if statement.score.is_some() {
            bonus
        } else {
            bonus * 0.6
        };
        let most = told
            .entry(([left.min(right), left.max(right)], sentence))
            .or_default();
        *most = most.max(bonus);
    }
    told.into_iter()
        .map(|((pair, _), bonus)| (pair, bonus))
        .collect()
}

/// Teams that a result is told of without the other: "his side beat Marlow 3-0".
fn named_alone_in_results(scene: &Scene<'_>, statements: &[Statement]) -> Vec<(EntityIndex, f32)> {
    let mut alone = Vec::new();
    for statement in statements {
        let early = scene.document.sentence_of(statement.tokens.start) < 3;
        let named = match (statement.left, statement.right) {
            (Some(one), None) | (None, Some(one)) => scene.cast.entity_of(one),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let told = statement.score.is_some()
            && statement.status == Status::Asserted
            && statement.kind == StatementKind::Final;
        if let (Some(entity), true, true) = (named, early, told) {
            alone.push((entity, 2.0));
        }
    }
    alone
}

/// Pairs named together where a report says what it is about: in its first two sentences.
fn pairs_of_openings(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    weights: &[f32],
) -> Vec<([EntityIndex; 2], f32)> {
    let mut pairs = Vec::new();
    for (sentence, bonus) in scene.document.sentences.iter().zip([5.0, 2.0]) {
        let mut named: Vec<EntityIndex> = Vec::new();
        for (mention, weight) in scene.cast.mentions.iter().zip(weights) {
            let Referent::Entity(entity) = mention.referent else {
                continue;
            };
            if scene.cast.entities[entity].kind == EntityKind::Team
                && sentence.tokens.contains(&mention.tokens.start)
                && *weight >= 1.0
                && !goes_by_nickname(scene, gazetteer, entity)
                && !named.contains(&entity)
            {
                named.push(entity);
            }
        }
        if let [left, right] = named[..] {
            pairs.push(([left.min(right), left.max(right)], bonus));
        }
    }
    pairs
}

/// How likely two teams are to meet at all: a club does not play a country, nor a women's team a men's.
fn can_meet(gazetteer: &Gazetteer, left: &Entity, right: &Entity) -> f32 {
    let kind = |entity: &Entity| entity.team.map(|team| gazetteer.team(team).kind);
    let same_branch = if left.category == right.category {
        1.0
    } else {
        0.8
    };
    let same_kind = match (kind(left), kind(right)) {
        (Some(left), Some(right)) if left != right => 0.25,
        // Nobody knows the one, and countries are known.
        (Some(TeamKind::National), None) | (None, Some(TeamKind::National)) => 0.5,
        (Some(_), _) | (_, Some(_)) | (None, None) => 1.0,
    };
    same_branch * same_kind
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

/// The team whose own report it is, where the writer says "we": the one that is named more.
pub(super) fn writers(scene: &Scene<'_>, teams: [EntityIndex; 2]) -> Option<Team> {
    let says_we = |mention: &Mention| mention.referent == Referent::Writers;
    scene
        .cast
        .mentions
        .iter()
        .find(|mention| says_we(mention))?;
    let [a, b] = teams.map(|team| scene.cast.entities[team].mentions.len());
    match a.cmp(&b) {
        Ordering::Greater => Some(Team::A),
        Ordering::Less => Some(Team::B),
        Ordering::Equal => None,
    }
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

//! Who plays for whom: a signed graph of people, solved by letting what is known spread.

use super::{Sides, Team};
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::{EntityIndex, Referent};
use crate::extraction::rules::Family;
use crate::facts::HomeAway;
use crate::football::{GoalKind, Side};

/// Rounds of spreading; paths between people are short.
const ROUNDS: usize = 12;

/// For each entity: the side of a person, with how sure it is.
pub(super) fn sides(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
) -> Vec<Option<(Team, f32)>> {
    let count = scene.cast.entities.len();
    let mut own = vec![0.0_f32; count];
    let mut edges: Vec<(EntityIndex, EntityIndex, f32)> = Vec::new();
    let sign = |team: Team| if team == Team::A { 1.0 } else { -1.0 };
    for hit in scene
        .book
        .hits(Family::Relation, scene.document, scene.layers)
    {
        let person = |name: &str| {
            hit.capture(name)
                .and_then(|tokens| scene.person_at(tokens.start))
        };
        let Some(player) = person("player") else {
            continue;
        };
        let weight = |key: &str| hit.rule.number(key).map(|tenths| tenths as f32 / 10.0);
        if let (Some(weight), Some(tokens)) = (weight("team"), hit.capture("team")) {
            let team = scene
                .mention_at(tokens.start)
                .and_then(|mention| sides.of_mention(scene, mention));
            let before = tokens
                .start
                .checked_sub(1)
                .map_or("", |at| scene.document.folded(at));
            let former = matches!(
                before,
                "former" | "ex" | "onetime" | "by" | "against" | "past" | "beat"
            );
            if let (Some(team), false) = (team, former) {
                own[player] += weight * sign(team);
            }
        }
        for (key, side) in [("home", Side::Home), ("away", Side::Away)] {
            if let Some(weight) = weight(key)
                && sides.home_away != HomeAway::Unknown
            {
                let team = if side == Side::Home {
                    sides.home
                } else {
                    sides.home.opponent()
                };
                own[player] += weight * sign(team);
            }
        }
        for (key, factor) in [("same", 1.0), ("opposed", -1.0)] {
            if let (Some(weight), Some(other)) = (weight(key), person("other"))
                && other != player
            {
                edges.push((player, other, factor * weight));
            }
        }
    }
    for telling in tellings {
        let (Some((scorer, _)), Some(team)) = (&telling.scorer, telling.team) else {
            continue;
        };
        if telling.status != Status::Asserted || telling.kind == GoalKind::OwnGoal {
            continue;
        }
        let team = match team {
            TeamRef::For(mention) => sides.of_mention(scene, mention),
            TeamRef::Against(mention) => sides.of_mention(scene, mention).map(Team::opponent),
        };
        if let Some(team) = team {
            own[*scorer] += 3.0 * sign(team);
        }
    }
    subjects_and_their_players(scene, sides, &mut own);
    let mut value = own.clone();
    for _ in 0..ROUNDS {
        let mut next = own.clone();
        for (left, right, weight) in &edges {
            next[*left] += weight * (value[*right] / 2.0).clamp(-1.0, 1.0);
            next[*right] += weight * (value[*left] / 2.0).clamp(-1.0, 1.0);
        }
        value = next;
    }
    value
        .into_iter()
        .enumerate()
        .map(|(entity, value)| {
            let known = scene.cast.entities[entity].kind.is_person() && value.abs() > 0.05;
            known.then(|| {
                let team = if value > 0.0 { Team::A } else { Team::B };
                (team, (value.abs() / 3.0).min(1.0))
            })
        })
        .collect()
}

/// A sentence whose subject is a team goes on about that team's players: "Marlow pressed and Odo shot wide". Weak.
fn subjects_and_their_players(scene: &Scene<'_>, sides: &Sides, own: &mut [f32]) {
    for sentence in &scene.document.sentences {
        let mut current: Option<Team> = None;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(mention) = scene.mention_at(at) else {
                at += 1;
                continue;
            };
            let tokens = scene.cast.mentions[mention].tokens.clone();
            at = tokens.end.max(at + 1);
            let owner = scene.document.folded(tokens.end) == "'s";
            if let Some(team) = sides.of_mention(scene, mention) {
                if !scene.is_object(tokens.start, sentence.tokens.start) && !owner {
                    current = Some(team);
                }
                continue;
            }
            let Referent::Entity(entity) = scene.cast.mentions[mention].referent else {
                continue;
            };
            if let (Some(team), true) = (current, scene.cast.entities[entity].kind.is_person()) {
                let joined = !scene.is_object(tokens.start, sentence.tokens.start);
                if joined {
                    own[entity] += if team == Team::A { 0.25 } else { -0.25 };
                }
            }
        }
    }
}

//! Who plays for whom: a signed graph of people and of "the hosts", solved by letting what is known spread.

use super::{Sides, Team, ties};
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::{EntityIndex, Referent};
use crate::extraction::rules::Family;
use crate::football::{GoalKind, Side};

/// Rounds of spreading; paths between people are short.
const ROUNDS: usize = 16;
/// A sum of evidence this strong is taken for certain as it spreads.
const CERTAIN: f32 = 3.0;
/// So many times that sum, and more evidence makes nobody surer.
const MOST: f32 = 5.0;

/// More than anything else can say of who is at home.
const SUPPOSED: f32 = 100.0;

/// What the graph says.
pub(super) struct Solution {
    /// For each entity: the side of a person, with how sure it is, as [`Sides::of_person_surely`] has it.
    pub people: Vec<Option<(Team, f32)>>,
    /// Which team a nickname means.
    pub aliases: Vec<(EntityIndex, Team)>,
    /// How much speaks for team A (positive) or B (negative) being at home.
    pub home: f32,
}

/// The graph: a node for each entity, and one for the side at home; positive values mean team A.
#[derive(Debug)]
pub(super) struct Graph {
    own: Vec<f32>,
    edges: Vec<(usize, usize, f32)>,
    home: usize,
}

impl Graph {
    /// `node` is of the team of a mention (`weight` positive) or of its opponent.
    fn tie(&mut self, scene: &Scene<'_>, sides: &Sides, node: usize, mention: usize, weight: f32) {
        match scene.cast.mentions[mention].referent {
            Referent::Role(Side::Home) => self.edges.push((node, self.home, weight)),
            Referent::Role(Side::Away) => self.edges.push((node, self.home, -weight)),
            Referent::Entity(entity) => {
                match sides.of_mention(scene, mention) {
                    Some(team) => self.own[node] += weight * sign(team),
                    // A nickname nobody knows is a node of its own.
                    None if sides.aliases.contains(&entity) => {
                        self.edges.push((node, entity, weight))
                    }
                    None => {}
                }
            }
        }
    }
}

fn sign(team: Team) -> f32 {
    match team {
        Team::A => 1.0,
        Team::B => -1.0,
    }
}

/// Builds the graph; `home` is what the words about grounds and visits say already, `ties` who does what to the side at
/// home (negative) or for it.
pub(super) fn graph(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    home: f32,
    ties: &[(EntityIndex, f32)],
) -> Graph {
    let count = scene.cast.entities.len();
    let mut graph = Graph {
        own: vec![0.0; count + 1],
        edges: Vec::new(),
        home: count,
    };
    graph.own[count] = home;
    for (person, weight) in ties {
        graph.edges.push((*person, count, *weight));
    }
    relations(scene, sides, &mut graph);
    for telling in tellings {
        let (Some((scorer, _)), Some(team)) = (&telling.scorer, telling.team) else {
            continue;
        };
        if telling.status != Status::Asserted || telling.kind == GoalKind::OwnGoal {
            continue;
        }
        match team {
            TeamRef::For(mention) => graph.tie(scene, sides, *scorer, mention, 3.0),
            TeamRef::Against(mention) => graph.tie(scene, sides, *scorer, mention, -3.0),
        }
    }
    for tie in ties::read(scene, sides) {
        graph.tie(scene, sides, tie.man, tie.team, tie.weight());
    }
    aliases_and_teams(scene, sides, &mut graph);
    graph
}

impl Graph {
    /// Lets what is known spread. `home`: the side at home is supposed to be that team; `verdicts`: what the account of
    /// the goals says of whom a man plays for, with how much that weighs.
    pub(super) fn solve(
        &self,
        scene: &Scene<'_>,
        sides: &Sides,
        home: Option<Team>,
        verdicts: &[(EntityIndex, Team, f32)],
    ) -> Solution {
        let count = self.home;
        let mut own = self.own.clone();
        if let Some(team) = home {
            own[count] = SUPPOSED * sign(team);
        }
        for (man, team, weight) in verdicts {
            own[*man] += weight * sign(*team);
        }
        let mut value = own.clone();
        for _ in 0..ROUNDS {
            let mut next = own.clone();
            for (left, right, weight) in &self.edges {
                next[*left] += weight * (value[*right] / CERTAIN).clamp(-1.0, 1.0);
                next[*right] += weight * (value[*left] / CERTAIN).clamp(-1.0, 1.0);
            }
            value = next;
        }
        let team = |value: f32| if value > 0.0 { Team::A } else { Team::B };
        let people = (0..count)
            .map(|entity| {
                let known =
                    scene.cast.entities[entity].kind.is_person() && value[entity].abs() > 0.02;
                known.then(|| {
                    (
                        team(value[entity]),
                        (value[entity].abs() / CERTAIN).min(MOST),
                    )
                })
            })
            .collect();
        let aliases = sides
            .aliases
            .iter()
            .filter(|alias| value[**alias].abs() > 0.3)
            .map(|alias| (*alias, team(value[*alias])))
            .collect();
        Solution {
            aliases,
            people,
            home: value[count],
        }
    }
}

fn relations(scene: &Scene<'_>, sides: &Sides, graph: &mut Graph) {
    for hit in scene.hits(Family::Relation) {
        let person = |name: &str| -> Option<EntityIndex> {
            hit.capture(name)
                .and_then(|tokens| scene.person_at(tokens.start))
        };
        let Some(player) = person("player") else {
            continue;
        };
        let weight = |key: &str| hit.rule.number(key).map(|tenths| tenths as f32 / 10.0);
        for (key, factor) in [("team", 1.0), ("against", -1.0)] {
            let (Some(weight), Some(tokens)) = (weight(key), hit.capture("team")) else {
                continue;
            };
            let before = tokens
                .start
                .checked_sub(1)
                .map_or("", |at| scene.document.folded(at));
            let former = matches!(before, "former" | "ex" | "onetime")
                || factor > 0.0 && matches!(before, "by" | "against" | "past" | "beat" | "over");
            if let (Some(mention), false) = (scene.team_mention_in(tokens), former) {
                graph.tie(scene, sides, player, mention, factor * weight);
            }
        }
        for (key, factor) in [("home", 1.0), ("away", -1.0)] {
            if let Some(weight) = weight(key) {
                graph.edges.push((player, graph.home, factor * weight));
            }
        }
        for (key, factor) in [("same", 1.0), ("opposed", -1.0)] {
            if let (Some(weight), Some(other)) = (weight(key), person("other"))
                && other != player
            {
                graph.edges.push((player, other, factor * weight));
            }
        }
    }
}

/// A nickname and a team named in one sentence are different teams, mostly; "the hosts" beside it too.
fn aliases_and_teams(scene: &Scene<'_>, sides: &Sides, graph: &mut Graph) {
    for alias in &sides.aliases {
        for mention in &scene.cast.entities[*alias].mentions {
            let tokens = scene.cast.mentions[*mention].tokens.clone();
            let sentence = scene.sentence(tokens.start);
            let mut seen = [false; 2];
            for (other, _) in scene.cast.within(&sentence) {
                if other != *mention
                    && let Some(team) = sides.of_mention(scene, other)
                {
                    seen[usize::from(team == Team::B)] = true;
                }
            }
            match seen {
                [true, false] => graph.own[*alias] -= 0.6,
                [false, true] => graph.own[*alias] += 0.6,
                [true, true] | [false, false] => {}
            }
        }
    }
}

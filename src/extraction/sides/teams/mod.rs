//! Which two teams the report is about.
//!
//! A report names a dozen teams: last week's opponents, a man's former clubs, the neighbours in the table. Every pair of them
//! is weighed by what the whole text says of each and of both (`sign`), with weights that are learned
//! (`config/rules/teams.toml`), so that a text whose opening is missing is still one about those that it goes on about.

mod naming;
mod pairing;
mod sign;
mod tally;

use std::cmp::Ordering;

use super::Team;
use crate::extraction::events::{Statement, Telling};
use crate::extraction::grammar::{Scene, status::Cue};
use crate::extraction::mentions::{Entity, EntityIndex, EntityKind, Mention, Referent};
use crate::names::{Gazetteer, NameKind};

pub use sign::{Sign, Signs};

/// So many teams are weighed in pairs, those of which most is said by themselves.
const WEIGHED: usize = 12;

/// The teams that a text names, and what it tells of them.
pub struct Contest<'a> {
    scene: &'a Scene<'a>,
    gazetteer: &'a Gazetteer,
    teams: Vec<(EntityIndex, Signs)>,
    told: pairing::Told,
}

/// Two teams that the report may be about.
#[derive(Debug)]
pub struct Candidate<'c> {
    /// Their entities, the one that is named first in front.
    pub teams: [EntityIndex; 2],
    of_each: [&'c Signs; 2],
    of_both: Signs,
}

impl<'a> Contest<'a> {
    /// Reads what is told of every team.
    #[must_use]
    pub fn read(
        scene: &'a Scene<'a>,
        gazetteer: &'a Gazetteer,
        cues: &[Cue],
        tellings: &[Telling],
        statements: &[Statement],
    ) -> Self {
        let mut named = tally::all_named(scene, gazetteer, cues);
        let mut teams = tally::of_teams(scene, gazetteer, &named, tellings);
        if teams.len() > WEIGHED {
            teams.sort_by(|(_, left), (_, right)| right.odds().total_cmp(&left.odds()));
            teams.truncate(WEIGHED);
            // A list of thousands has millions of pairs.
            named.retain(|one| teams.iter().any(|(team, _)| *team == one.entity));
        }
        teams.sort_by_key(|(team, _)| scene.cast.entities[*team].mentions.first().copied());
        Self {
            scene,
            gazetteer,
            teams,
            told: pairing::Told::of_pairs(scene, &named, statements),
        }
    }

    /// All pairs of them.
    pub fn candidates(&self) -> impl Iterator<Item = Candidate<'_>> {
        self.teams
            .iter()
            .enumerate()
            .flat_map(|(at, (one, of_one))| {
                self.teams[at + 1..]
                    .iter()
                    .map(|(other, of_other)| Candidate {
                        teams: [*one, *other],
                        of_each: [of_one, of_other],
                        of_both: self.told.signs(self.scene, self.gazetteer, [*one, *other]),
                    })
            })
    }

    /// The pair for which most speaks, the one that is named first in front.
    pub(super) fn choice(&self) -> Option<([EntityIndex; 2], Choice)> {
        let weighed = |candidate: Candidate<'_>| (candidate.odds(), candidate.teams);
        let all: Vec<(f32, [EntityIndex; 2])> = self.candidates().map(weighed).collect();
        let (told, teams) = all
            .iter()
            .copied()
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let others: f32 = all
            .iter()
            .filter(|(_, other)| *other != teams)
            .map(|(odds, _)| (odds - told).exp())
            .sum();
        let ahead = -others.ln();
        Some((teams, Choice { told, ahead }))
    }
}

impl Candidate<'_> {
    /// What speaks for the two, of one, of the other or of both, each sign with what its weight is multiplied by.
    pub fn signs(&self) -> impl Iterator<Item = (Sign, f32)> {
        let [one, other] = self.of_each;
        [one, other, &self.of_both]
            .into_iter()
            .flat_map(Signs::seen)
    }

    /// How much speaks for the two: what two candidates differ by is the log-odds of the one against the other.
    #[must_use]
    pub fn odds(&self) -> f32 {
        self.signs().map(|(sign, size)| size * sign.weight()).sum()
    }
}

/// How surely the two teams are known that a report is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// How much is said of the two, whatever is said of others.
    pub told: f32,
    /// The log-odds that it is these two and no other pair; infinite where there is none.
    pub ahead: f32,
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
        if role.is_some() {
            continue;
        }
        let folded = known.words.join(" ");
        // "The Goan club" when FC Goa plays; Westwood is nobody's adjective.
        let may_describe = matches!(
            known.kind,
            EntityKind::Team | EntityKind::Demonym | EntityKind::Other
        );
        let told = teams.map(|team| is_formed_from(&folded, &entities[team]));
        if may_describe && known.team.is_none() && told[0] != told[1] {
            *role = Some(if told[0] { Team::A } else { Team::B });
            continue;
        }
        if known.kind != EntityKind::Demonym {
            continue;
        }
        // "the Austrian keeper" when Austria plays
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

/// What the adjective of a place has more than its name; of several people of it, an s behind.
const ENDINGS: [&str; 8] = ["n", "an", "ian", "ean", "ish", "ese", "i", "er"];
/// So many letters the name of such a place has at the least.
const STEM: usize = 3;

/// Whether a word is formed from a word of a team's name: "Goan" from "Goa".
fn is_formed_from(word: &str, team: &Entity) -> bool {
    team.words.iter().any(|stem| {
        let more = word.strip_prefix(stem.as_str()).unwrap_or_default();
        stem.len() >= STEM && ENDINGS.contains(&more.strip_suffix('s').unwrap_or(more))
    })
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

//! The two teams of the match, who of them is at home, and who plays for whom.

pub mod bonds;
mod coached;
pub mod deeds;
mod home;
mod nicknames;
pub mod own_goals;
mod pairs;
mod players;
mod relations;
pub mod teams;
pub mod ties;
mod traits;

use std::ops::Range;

use crate::extraction::events::{Statement, Telling};
use crate::extraction::grammar::{Scene, status::Cue};
use crate::extraction::mentions::{EntityIndex, Mention, Referent};
use crate::extraction::text::TokenIndex;
use crate::extraction::timeline::Timeline;
use crate::facts::HomeAway;
use crate::football::Side;
use crate::names::Gazetteer;

/// One of the two teams: the one named first, or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Team {
    /// The first.
    A,
    /// The second.
    B,
}

impl Team {
    /// The other one.
    #[must_use]
    pub const fn opponent(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// From these log-odds on, a man's side is taken for known where it is called by his name.
const CLEARLY: f32 = 0.7;

/// The sides of the match.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// The entities of the two teams, A first.
    pub teams: [EntityIndex; 2],
    /// How surely they are those.
    pub choice: teams::Choice,
    /// Which team is at home: A, B, or (with [`HomeAway::Unknown`] or [`HomeAway::Neutral`]) the one named first.
    pub home: Team,
    /// How that is known.
    pub home_away: HomeAway,
    /// The words that tell it.
    pub home_words: Option<Range<TokenIndex>>,
    /// People who are of the side at home (positive) or of the other, by what they do to "the hosts".
    home_ties: Vec<(EntityIndex, f32)>,
    /// The team whose own report it is, where the writer says "we".
    writers: Option<Team>,
    /// Names of teams that nobody knows and that may be nicknames of the two.
    aliases: Vec<EntityIndex>,
    /// For each entity: the team a person plays for or coaches, with the log-odds.
    people: Vec<Option<(Team, f32)>>,
    /// For each entity that is a team: which of the two it is.
    team_of: Vec<Option<Team>>,
}

impl Sides {
    /// The team a person plays for or coaches.
    #[must_use]
    pub fn of_person(&self, entity: EntityIndex) -> Option<Team> {
        self.people
            .get(entity)
            .copied()
            .flatten()
            .map(|(team, _)| team)
    }

    /// As [`Sides::of_person`], with how sure it is, 0 to 1.
    #[must_use]
    pub fn of_person_surely(&self, entity: EntityIndex) -> Option<(Team, f32)> {
        let (team, odds) = self.of_person_by_odds(entity)?;
        Some((team, (odds / players::CERTAIN).min(1.0)))
    }

    /// As [`Sides::of_person`], with the log-odds.
    #[must_use]
    pub fn of_person_by_odds(&self, entity: EntityIndex) -> Option<(Team, f32)> {
        self.people.get(entity).copied().flatten()
    }

    /// The team a team mention means; "the hosts" once it is known who they are.
    #[must_use]
    pub fn of_mention(&self, scene: &Scene<'_>, mention: usize) -> Option<Team> {
        match scene.cast.mentions[mention].referent {
            Referent::Entity(entity) => self.team_of.get(entity).copied().flatten(),
            Referent::Role(side) if self.home_away != HomeAway::Unknown => Some(match side {
                Side::Home => self.home,
                Side::Away => self.home.opponent(),
            }),
            Referent::Role(_) => None,
            Referent::SideOf(person) => {
                let (team, odds) = self.of_person_by_odds(person)?;
                (odds >= CLEARLY).then_some(team)
            }
            Referent::Writers => self.writers,
        }
    }

    /// Whether every mention and every man of a text is whose he is by the other sides, as surely.
    #[must_use]
    pub fn means_as(&self, other: &Self, scene: &Scene<'_>) -> bool {
        let at_home = |sides: &Self| (sides.home_away != HomeAway::Unknown).then_some(sides.home);
        let role = |mention: &Mention| matches!(mention.referent, Referent::Role(_));
        self.teams == other.teams
            && self.people == other.people
            && self.writers == other.writers
            && self.team_of == other.team_of
            && (at_home(self) == at_home(other) || !scene.cast.mentions.iter().any(role))
    }

    /// The entity of a team.
    #[must_use]
    pub const fn entity(&self, team: Team) -> EntityIndex {
        match team {
            Team::A => self.teams[0],
            Team::B => self.teams[1],
        }
    }

    /// The side a team has.
    #[must_use]
    pub fn side(&self, team: Team) -> Side {
        if team == self.home {
            Side::Home
        } else {
            Side::Away
        }
    }
}

/// The two teams, and all that speaks for who is at home and for whom everybody plays; nothing is decided yet.
#[derive(Debug)]
pub struct Evidence {
    open: Sides,
    ballot: home::Ballot,
    graph: players::Graph,
}

/// Finds the two teams; `None` when the text does not tell of two.
#[must_use]
pub fn read(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    tellings: &[Telling],
    statements: &[Statement],
) -> Option<Evidence> {
    let contest = teams::Contest::read(scene, gazetteer, cues, tellings, statements);
    let (teams, choice) = contest.choice()?;
    let team_of = teams::roles(scene, gazetteer, teams);
    let mut open = Sides {
        teams,
        choice,
        home: Team::A,
        home_away: HomeAway::Unknown,
        home_words: None,
        home_ties: Vec::new(),
        writers: teams::writers(scene, teams),
        aliases: nicknames::aliases(scene, gazetteer, teams),
        people: vec![None; scene.cast.entities.len()],
        team_of,
    };
    let (ballot, ties) = home::ballot(scene, gazetteer, cues, statements, &open);
    let graph = players::graph(
        scene,
        &open,
        tellings,
        statements,
        ballot.difference(),
        &ties,
    );
    open.home_ties = ties;
    Some(Evidence {
        open,
        ballot,
        graph,
    })
}

/// What an account of the goals says of whom a man plays for, with how much that weighs.
pub type Verdict = (EntityIndex, Team, f32);

impl Evidence {
    /// The sides, supposing that `home` is at home.
    #[must_use]
    pub fn suppose(&self, scene: &Scene<'_>, home: Team, verdicts: &[Verdict]) -> Sides {
        let solution = self.graph.solve(scene, &self.open, Some(home), verdicts);
        let mut sides = self.open.clone();
        sides.take(solution);
        sides.home = home;
        sides.home_away = HomeAway::Inferred;
        sides
    }

    /// The sides; `lean` is what the account of the goals says of who is at home, positive for team A, and `agreed` what it
    /// says of the scorers whoever is.
    #[must_use]
    pub fn decide(
        &self,
        scene: &Scene<'_>,
        lean: f32,
        agreed: &[Verdict],
        verdicts: &[Verdict],
    ) -> Sides {
        let solution = self.graph.solve(scene, &self.open, None, agreed);
        let mut sides = self.open.clone();
        home::decide(scene, &self.ballot, solution.home + lean, &mut sides);
        let supposed = (sides.home_away != HomeAway::Unknown).then_some(sides.home);
        let solution = self.graph.solve(scene, &self.open, supposed, verdicts);
        sides.take(solution);
        sides
    }
}

impl Sides {
    fn take(&mut self, solution: players::Solution) {
        self.people = solution.people;
        self.writers = solution.writers;
        for (alias, team) in solution.aliases {
            self.team_of[alias] = Some(team);
        }
    }
}

impl Sides {
    /// Looks again at who is at home, now that the account of the match is known; says whether that settled it.
    pub fn settle_home(
        &mut self,
        scene: &Scene<'_>,
        tellings: &[Telling],
        statements: &[Statement],
        timeline: &Timeline,
    ) -> bool {
        if self.home_away != HomeAway::Unknown {
            return false;
        }
        let ballot = home::revisit(scene, self, tellings, statements, timeline);
        home::decide(scene, &ballot, ballot.difference(), self);
        self.home_away != HomeAway::Unknown
    }
}
